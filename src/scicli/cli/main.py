"""The program: runs a command, and turns whatever stops it into one sentence and an exit code."""

import sys
from collections.abc import Sequence

import typer

from scicli.cli.commands import NAMES, app
from scicli.cli.usage import command_typed, usage
from scicli.errors import ScicliError
from scicli.view.write import complain, unwritable

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    Args:
        arguments: What stands behind the name of the program; None means those of the process.
    """
    try:
        return app(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        complain(error)
        return error.exit_code
    except typer.TyperException as error:
        words = sys.argv[1:] if arguments is None else arguments
        complain(usage(error, command_typed(words, NAMES)))
        return error.exit_code
    except SystemExit as stop:
        # Typer ends the program so when the reader of a pipe has gone, which is no failure.
        if isinstance(stop.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        failure = unwritable("standard output", error)
        complain(failure)
        return failure.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
