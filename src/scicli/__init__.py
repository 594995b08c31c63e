"""Read a city ranking, and say no more than its figures allow.

>>> import scicli
>>> index = scicli.load()
>>> scicli.ranking(index, edition=6, rows=2).frame[["rank", "city"]]
   rank      city
0     1  New York
1     2    London

Every question takes an index and returns an `Answer`. Cities are given by name or alias; categories
by key, readable form or unique prefix; regions by name, countries by name or ISO code, one or
several; an edition by its label, a number in it, `latest`, `previous` or `first`. Where a question
compares two editions, it takes the latest and the one just before unless others are given.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer as Answer
    from scicli.analysis.breakdown import breakdown as breakdown
    from scicli.analysis.changes import changes as changes
    from scicli.analysis.compare import compare as compare
    from scicli.analysis.gap import gap as gap
    from scicli.analysis.leaders import leaders as leaders
    from scicli.analysis.listings import check as check
    from scicli.analysis.listings import cities as cities
    from scicli.analysis.listings import editions as editions
    from scicli.analysis.listings import sources as sources
    from scicli.analysis.movers import climbers as climbers
    from scicli.analysis.movers import fallers as fallers
    from scicli.analysis.overtakes import overtakes as overtakes
    from scicli.analysis.panel import panel as panel
    from scicli.analysis.ranking import ranking as ranking
    from scicli.analysis.records import records as records
    from scicli.analysis.trend import trend as trend
    from scicli.analysis.versions import versions as versions
    from scicli.claims.claim import Claim as Claim
    from scicli.claims.claim_files import read_claims as read_claims
    from scicli.claims.findings import findings as findings
    from scicli.claims.release import verify_text as verify_text
    from scicli.claims.report import Report as Report
    from scicli.claims.report import report as report
    from scicli.claims.verify import verify as verify
    from scicli.errors import DataError as DataError
    from scicli.errors import ExtraError as ExtraError
    from scicli.errors import QuestionError as QuestionError
    from scicli.errors import ScicliError as ScicliError
    from scicli.index.check import examine as examine
    from scicli.index.index import Index as Index
    from scicli.index.index import load as load
    from scicli.view.json_schema import schema as schema
    from scicli.view.library import chart as chart
    from scicli.view.library import package as package
    from scicli.view.library import site as site
    from scicli.view.library import write as write

__version__ = "0.2.0"

# The modules of the public names, imported when a name is first used: pandas takes its time.
_NAMES = {
    "analysis.answer": ["Answer"],
    "analysis.breakdown": ["breakdown"],
    "analysis.changes": ["changes"],
    "analysis.compare": ["compare"],
    "analysis.gap": ["gap"],
    "analysis.leaders": ["leaders"],
    "analysis.listings": ["check", "cities", "editions", "sources"],
    "analysis.movers": ["climbers", "fallers"],
    "analysis.overtakes": ["overtakes"],
    "analysis.panel": ["panel"],
    "analysis.ranking": ["ranking"],
    "analysis.records": ["records"],
    "analysis.trend": ["trend"],
    "analysis.versions": ["versions"],
    "claims.claim": ["Claim"],
    "claims.claim_files": ["read_claims"],
    "claims.findings": ["findings"],
    "claims.release": ["verify_text"],
    "claims.report": ["Report", "report"],
    "claims.verify": ["verify"],
    "errors": ["DataError", "ExtraError", "QuestionError", "ScicliError"],
    "index.check": ["examine"],
    "index.index": ["Index", "load"],
    "view.json_schema": ["schema"],
    "view.library": ["chart", "package", "site", "write"],
}
_HOMES = {name: f"scicli.{module}" for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOMES)]


def __getattr__(name: str) -> object:
    """Return a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'scicli' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
