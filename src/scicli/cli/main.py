"""The program: runs a command, and turns whatever stops it into one sentence and an exit code."""

import sys
from collections.abc import Sequence
from errno import ENOENT

import typer

from scicli.cli.app import NAMES, application
from scicli.errors import DataError, ScicliError

_INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    try:
        return application()(arguments, prog_name="scicli", standalone_mode=False) or 0
    except ScicliError as error:
        return _failed(error, error.exit_code)
    except typer.TyperException as error:
        from scicli.cli.usage import usage

        words = sys.argv[1:] if arguments is None else arguments
        return _failed(usage(error, words, NAMES), error.exit_code)
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
