"""Runs the program, as `scicli` and as `python -m scicli`."""

import gc
import sys


def run() -> None:
    """Run the program with the arguments of the process, and end it."""
    # What is imported and what is read stay to the end of a process that answers one question:
    # to look again and again for what could be freed would take a tenth of its time.
    gc.disable()
    try:
        # Imported here, so that an interruption while it is imported is quiet too.
        from scicli.cli.main import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())


if __name__ == "__main__":
    run()
