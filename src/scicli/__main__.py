"""Runs the program as `python -m scicli`."""

from scicli.cli.main import run

run()
