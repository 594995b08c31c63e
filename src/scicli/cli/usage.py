"""What is wrong with a command line, as one sentence with the remedy."""

from collections.abc import Sequence
from difflib import get_close_matches

import typer

from scicli.index.names import listed


def usage(error: typer.TyperException, command: str) -> str:
    """Return what Typer has against a command line as one sentence with the remedy.

    Args:
        error: What Typer raised.
        command: The command that was typed, such as "scicli rank".
    """
    sentence = error.format_message().strip().rstrip(".")
    sentence = sentence[:1].lower() + sentence[1:]
    if "Did you mean" in sentence:
        return sentence.replace(". Did you mean", "; did you mean")
    return _of_value(error) or _of_option(error) or f"{sentence}; see '{command} --help'"


def _of_value(error: typer.TyperException) -> str:
    """Return what is wrong with a value that is no choice or number of an option, or ""."""
    option = getattr(error, "param", None)
    if option is None or not isinstance(error, typer.BadParameter):
        return ""
    name = option.opts[0]
    value = error.message.partition(" is not ")[0].strip("'\"")
    choices = [str(choice) for choice in getattr(option.type, "choices", ())]
    if choices:
        near = get_close_matches(value.casefold(), choices, n=2)
        remedy = f"did you mean {listed(near)}?" if near else f"write {listed(choices)}"
        return f"{name} has no choice '{value}'; {remedy}"
    least = getattr(option.type, "min", None)
    if least is not None:
        return f"{name} is asked to be '{value}'; write a whole number of {least} or more"
    return ""


def _of_option(error: typer.TyperException) -> str:
    """Return what is wrong with an option that there is not, or ""."""
    name = getattr(error, "option_name", None)
    if name is None or not hasattr(error, "possibilities"):
        return ""
    if error.possibilities:
        return f"there is no option {name}; did you mean {listed(sorted(error.possibilities))}?"
    context = getattr(error, "ctx", None)
    if context is not None and context.parent is None:
        return f"there is no option {name} before a command; write 'scicli COMMAND {name}'"
    return ""


def command_typed(words: Sequence[str], names: Sequence[str]) -> str:
    """Return the program with the command that words begin with, if they do."""
    return " ".join(["scicli", *(word for word in words[:1] if word in names)])
