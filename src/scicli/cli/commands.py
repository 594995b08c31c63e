"""The commands of the application, in the order in which the help lists them."""

from scicli.cli.app import DATA, QUESTIONS, WORDS, app
from scicli.cli.breakdown import breakdown
from scicli.cli.compare import compare
from scicli.cli.data import cities, editions, sources
from scicli.cli.files import check, import_
from scicli.cli.movers import climbers, fallers
from scicli.cli.overtakes import overtakes
from scicli.cli.rank import rank
from scicli.cli.report import report
from scicli.cli.trend import trend
from scicli.cli.words import findings, verify

__all__ = ["NAMES", "app"]

_QUESTIONS = (rank, climbers, fallers, breakdown, compare, trend, overtakes)
_WORDS = (findings, verify, report)
_DATA = (editions, cities, sources, check, import_)
NAMES = tuple(command.__name__.rstrip("_") for command in (*_QUESTIONS, *_WORDS, *_DATA))
"""The names of all commands, in that order."""

for _panel, _commands in ((QUESTIONS, _QUESTIONS), (WORDS, _WORDS), (DATA, _DATA)):
    for _command in _commands:
        app.command(_command.__name__.rstrip("_"), rich_help_panel=_panel)(_command)
