"""Which data are asked for: by an option, or else by the environment."""

import os


def data_paths(asked: list[str] | None) -> list[str]:
    """Return the data that are asked for: by `--data`, else by SCICLI_DATA, else none."""
    environment = os.environ.get("SCICLI_DATA", "").split(os.pathsep)
    return asked or [path for path in environment if path]
