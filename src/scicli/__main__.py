"""Runs the program, as `scicli` and as `python -m scicli`."""

import gc
import os
import sys


def run() -> None:
    """Run the program with the arguments of the process, and end it."""
    # What is imported and what is read stay to the end of a process that answers one question:
    # to look for what could be freed, again and again, takes a tenth of its time.
    gc.disable()
    try:
        # Imported here, so that an interruption while it is imported is quiet too.
        from scicli.cli.app import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        _drop_unwritten()
        # At its end Python looks once more, through all of pandas, which takes another tenth.
        gc.freeze()
        gc.enable()


def _drop_unwritten() -> None:
    """Drop what standard output refused: at its end Python would try again, and fail with 120."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    run()
