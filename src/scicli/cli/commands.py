"""The commands of the application, in the order in which the help lists them."""

from scicli.cli.app import QUESTIONS, app
from scicli.cli.breakdown import breakdown
from scicli.cli.compare import compare
from scicli.cli.movers import climbers, fallers
from scicli.cli.overtakes import overtakes
from scicli.cli.rank import rank
from scicli.cli.trend import trend

__all__ = ["NAMES", "app"]

_QUESTIONS = (rank, climbers, fallers, breakdown, compare, trend, overtakes)
NAMES = frozenset(command.__name__ for command in _QUESTIONS)
"""The names of all commands."""

for _question in _QUESTIONS:
    app.command(rich_help_panel=QUESTIONS)(_question)
