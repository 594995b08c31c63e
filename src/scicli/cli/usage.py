"""What is wrong with a command line, as one sentence with the remedy."""

from collections.abc import Sequence
from difflib import get_close_matches

import typer

from scicli.index.names import listed


def usage(error: typer.TyperException, words: Sequence[str], names: Sequence[str]) -> str:
    """Return what Typer has against a command line as one sentence with the remedy."""
    sentence = error.format_message().strip().rstrip(".")
    sentence = sentence[:1].lower() + sentence[1:]
    command = " ".join(["scicli", *(word for word in words[:1] if word in names)])
    return (
        _of_command(words, names)
        or _of_value(error, words)
        or _of_option(error)
        or f"{sentence}; see '{command} --help'"
    )


def _of_command(words: Sequence[str], names: Sequence[str]) -> str:
    """Return what is wrong with the name of a command, or ""."""
    name = words[0] if words else ""
    if not name or name in names or name.startswith("-"):
        return ""
    near = get_close_matches(name, names, n=2)
    remedy = f"did you mean {listed(near)}?" if near else "see 'scicli --help'"
    return f"there is no command '{name}'; {remedy}"


def _of_value(error: typer.TyperException, words: Sequence[str]) -> str:
    """Return what is wrong with a value that is no choice or number of an option, or ""."""
    option = getattr(error, "param", None)
    if option is None or not isinstance(error, typer.BadParameter):
        return ""
    name, value = option.opts[0], _value_of(option.opts, words)
    choices = [str(choice) for choice in getattr(option.type, "choices", ())]
    if choices:
        near = get_close_matches(value.casefold(), choices, n=2)
        remedy = f"did you mean {listed(near)}?" if near else f"write {listed(choices)}"
        return f"{name} cannot be '{value}'; {remedy}"
    least = getattr(option.type, "min", None)
    if least is not None:
        return f"{name} cannot be '{value}'; write a whole number of {least} or more"
    return ""


def _value_of(names: Sequence[str], words: Sequence[str]) -> str:
    """Return the value that an option is given: `--rows 0`, `--rows=0`, `-n 0` or `-n0`."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        for name in names:
            if word == name:
                return following
            if word.startswith(f"{name}=" if name.startswith("--") else name):
                return word[len(name) :].removeprefix("=")
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
