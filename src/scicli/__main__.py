"""Runs the program, as `scicli` and as `python -m scicli`."""

import sys


def run() -> None:
    """Run the program with the arguments of the process, and end it."""
    try:
        # Imported here, so that an interruption while it is imported is quiet too.
        from scicli.cli.main import main
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(main())


if __name__ == "__main__":
    run()
