"""A ranking, loaded: its files read, and put together as an Index."""

import os

from scicli.files.dataset import Files, read
from scicli.files.faults import FirstFault
from scicli.index.descriptions import cities, releases, sources
from scicli.index.figures import FigureStore
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
    return assemble(files, outline(files))


def assemble(files: Files, named: Outline) -> Index:
    """Return files that are read as an Index, once everything in them is checked.

    Raises:
        DataError: Something in them is not valid.
    """
    faults = FirstFault()
    released = releases(files, named, faults)
    return Index(
        name=_SHIPPED_NAME if files.shipped else "",
        outline=named,
        store=FigureStore(files.figures, named, released, faults),
        releases=released,
        cities=cities(files, named, faults),
        sources=sources(files, faults),
    )
