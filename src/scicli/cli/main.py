"""The program: it runs a command, and turns any failure into one sentence and an exit code."""

import sys
from collections.abc import Iterable, Sequence
from errno import ENOENT

import typer

from scicli.cli.app import COMMANDS, application
from scicli.errors import DataError, ScicliError

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    try:
        return application()(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        return _failed(error, error.exit_code)
    except typer.TyperException as error:
        words = sys.argv[1:] if arguments is None else arguments
        return _failed(_usage(error, words), error.exit_code)
    except SystemExit as stop:
        # Typer ends the program so when the reader of a pipe has gone, which is no failure.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except MemoryError:
        full = DataError("the data do not fit into memory", "ask of fewer editions at a time")
        return _failed(full, full.exit_code)
    except OSError as error:
        return _failed(_stray(error), DataError.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED


def _stray(error: OSError) -> ScicliError:
    """Return what the system refused: a file, the folder itself, or standard output."""
    from scicli.files.paths import unreadable
    from scicli.view.target import unwritable

    if error.filename is not None or error.errno == ENOENT:
        return unreadable(str(error.filename or "the current folder"), error)
    return unwritable("standard output", error)


def _failed(problem: ScicliError | str, exit_code: int) -> int:
    """Say what is wrong, and return the exit code."""
    from scicli.view.target import complain

    complain(problem)
    return exit_code


def _usage(error: typer.TyperException, words: Sequence[str]) -> str:
    """Return what is wrong with a command line, as one sentence with a remedy."""
    sentence = error.format_message().strip().rstrip(".")
    sentence = sentence[:1].lower() + sentence[1:]
    command = " ".join(["scicli", *(word for word in words[:1] if word in COMMANDS)])
    return (
        _of_command(words)
        or _of_value(error, words)
        or _of_option(error)
        or f"{sentence}; see '{command} --help'"
    )


def _of_command(words: Sequence[str]) -> str:
    """Return what is wrong with the name of a command, or ""."""
    name = words[0] if words else ""
    if not name or name in COMMANDS or name.startswith("-"):
        return ""
    near = _near(name, COMMANDS)
    remedy = f"did you mean {_listed(near)}?" if near else "see 'scicli --help'"
    return f"there is no command '{name}'; {remedy}"


def _near(text: str, names: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(text, list(names), n=2)


def _listed(names: Sequence[str]) -> str:
    from scicli.index.names import listed

    return listed(names)


def _of_value(error: typer.TyperException, words: Sequence[str]) -> str:
    """Return what is wrong with a value that is no choice or number of an option, or ""."""
    option = getattr(error, "param", None)
    if option is None or not isinstance(error, typer.BadParameter):
        return ""
    name, value = option.opts[0], _value_of(option.opts, words)
    choices = [str(choice) for choice in getattr(option.type, "choices", ())]
    if choices:
        near = _near(value.casefold(), choices)
        remedy = f"did you mean {_listed(near)}?" if near else f"write {_listed(choices)}"
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
    """Return what is wrong with an unknown option, or ""."""
    name = getattr(error, "option_name", None)
    if name is None or not hasattr(error, "possibilities"):
        return ""
    if error.possibilities:
        return f"there is no option {name}; did you mean {_listed(sorted(error.possibilities))}?"
    context = getattr(error, "ctx", None)
    if context is not None and context.parent is None:
        return f"there is no option {name} before a command; write 'scicli COMMAND {name}'"
    return ""
