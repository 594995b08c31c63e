"""The commands of the application, in the order in which the help lists them."""

from scicli.cli.app import QUESTIONS, app
from scicli.cli.breakdown import breakdown
from scicli.cli.movers import climbers, fallers
from scicli.cli.rank import rank

__all__ = ["app"]

for _question in (rank, climbers, fallers, breakdown):
    app.command(rich_help_panel=QUESTIONS)(_question)
