"""A ranking, loaded: its files read, and put together as an Index."""

import os

from scicli.files.dataset import Files, read
from scicli.files.faults import FirstFault
from scicli.index.descriptions import releases
from scicli.index.figures import Figures
from scicli.index.held import Held
from scicli.index.outline import Outline, outline
from scicli.index.tables import Index

_SHIPPED_NAME = "Smart Centres Index"


def load(*paths: str | os.PathLike[str]) -> Index:
    """Load a ranking.

    Args:
        paths: Files of figures; folders, which bring their CSV files; `-`, which is standard
            input; or the word `shipped`. None at all means the data set that comes with scicli.

    Raises:
        DataError: A file cannot be read, or says something that is not valid.
        ExtraError: A Parquet file is among them, and pyarrow is not installed.

    >>> index = load()
    >>> index.name, len(index.figures), len(index.cities)
    ('Smart Centres Index', 266, 49)
    """
    files = read(paths)
    index = assemble(files, outline(files))
    # Who loads a ranking asks it more than one question: it is checked as a whole.
    index.check()
    return index


def assemble(files: Files, named: Outline) -> Index:
    """Return files that are read as an Index, which checks a figure where it is asked for it.

    Raises:
        DataError: A key is blank or stands twice in a file, or what describes the figures does
            not follow its grammar, or contradicts itself.
    """
    faults = FirstFault()
    released = releases(files, named, faults)
    index = Index(
        name=_SHIPPED_NAME if files.shipped else "",
        outline=named,
        held=Held(Figures(files.figures, named, released, faults), named),
        files=files,
        releases=released,
    )
    if files.own:
        index.check_descriptions()
    return index
