"""The program: runs a command, and turns whatever stops it into one sentence and an exit code."""

import sys
from collections.abc import Sequence

import typer

from scicli.cli.commands import NAMES, app
from scicli.errors import ScicliError
from scicli.view.write import say, unwritable

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: What stands behind the name of the program; None means those of the process.
    """
    try:
        return app(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        return _failed(str(error), error.exit_code)
    except typer.TyperException as error:
        return _failed(_usage(error, arguments), error.exit_code)
    except SystemExit as stop:
        # Typer ends the program so when the reader of a pipe has gone, which is no failure.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        failure = unwritable("standard output", error)
        return _failed(str(failure), failure.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED


def _failed(sentence: str, exit_code: int) -> int:
    say(f"scicli: {sentence}" if sentence.endswith("?") else f"scicli: {sentence}.")
    return exit_code


def _usage(error: typer.TyperException, arguments: Sequence[str] | None) -> str:
    """Return what Typer has against a command line as one sentence with a remedy."""
    sentence = error.format_message().strip().rstrip(".")
    sentence = sentence[:1].lower() + sentence[1:]
    if "Did you mean" in sentence:
        return sentence.replace(". Did you mean", "; did you mean")
    words = sys.argv[1:] if arguments is None else arguments
    names = [word for word in words[:1] if word in NAMES]
    return f"{sentence}; see '{' '.join(['scicli', *names, '--help'])}'"
