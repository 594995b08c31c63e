"""A ranking, loaded: its files read, and put together as an Index."""

import os

from scicli.index.descriptions import cities, releases, sources
from scicli.index.faults import FirstFault
from scicli.index.figures import figures
from scicli.index.files import Files, read
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
    ('Smart Centres Index', 256, 43)
    """
    files = read(paths)
    return assemble(files, outline(files))


def assemble(files: Files, named: Outline) -> Index:
    """Check the cells of files that are read, and return them as an Index.

    Raises:
        DataError: A cell does not follow its grammar, a key is blank or stands twice, a rank
            lies beyond the number of cities ranked, or two files contradict one another.
    """
    faults = FirstFault()
    released = releases(files, named, faults)
    return Index(
        name=_SHIPPED_NAME if files.shipped else "",
        outline=named,
        figures=figures(files, named, released, faults).frame.reset_index(drop=True),
        releases=released,
        cities=cities(files, named, faults),
        sources=sources(files, faults),
    )
