"""Runs the program, as `scicli` and as `python -m scicli`."""

import gc
import os
import sys


def run() -> None:
    """Run the program with the arguments of the process, and exit."""
    # Nearly every object lives until the process ends, and collecting takes a tenth of the time.
    gc.disable()
    try:
        # Imported here, so that an interruption during the import is quiet too.
        from scicli.cli.app import main

        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        _drop_unwritten()
        # At exit Python would look once more, through all of pandas, which takes another tenth.
        gc.freeze()
        gc.enable()


def _drop_unwritten() -> None:
    """Drop output that could not be written: Python would try again at exit, and fail with 120."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    run()
