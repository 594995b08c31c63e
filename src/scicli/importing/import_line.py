"""The command that imports a table which is not tidy."""

import shlex
from collections.abc import Sequence
from itertools import product

from scicli.errors import ScicliError
from scicli.files.paths import Holding, found
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.patterns import is_tidy
from scicli.importing.sheets import sheets


def import_line(paths: Sequence[str]) -> str:
    """Return the command that imports the tables at some paths, or "" if one needs no import.

    It has the options that the tables need, as far as one run can tell.
    """
    try:
        files = [file for file in found(paths) if file.holding is Holding.FIGURES]
        for file in files:
            ways = sheets(file, ImportOptions()) if file.path else []
            if not ways or any(is_tidy(way.rows[0].cells) for way in ways if way.rows):
                return ""
    except ScicliError:
        return ""
    from scicli.importing.tidy_figures import imported

    words = ["scicli", "import", *map(shlex.quote, paths)]
    for edition, rank_by in product((None, "LABEL"), (None, Field.RATING)):
        try:
            result = imported(paths, ImportOptions(edition=edition, rank_by=rank_by))
        except ScicliError:
            continue
        if (result.figures["rank"] > 0).any():
            words += ["--edition", edition] if edition else []
            words += ["--rank-by", rank_by] if rank_by else []
            break
    return " ".join([*words, "-o", "editions.csv"])
