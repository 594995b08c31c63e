"""What TAB offers for the words of a question: cities, editions, categories, places."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from scicli.errors import ScicliError

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog

# Nobody waits at a TAB for larger data to be read.
_LARGEST = 8 * 2**20


def _catalog(ctx: typer.Context) -> "Catalog | None":
    """Return what the data name that stand earlier on the line, or None where nothing can be said.

    Standard input is not read, for that is the terminal.
    """
    from scicli.cli.commands import data_paths
    from scicli.files.dataset import read
    from scicli.files.paths import found
    from scicli.index.catalog import read_catalog

    try:
        paths = data_paths(ctx.params.get("data"))
        files = [file.path for file in found(paths)]
        if any(path is None for path in files):
            return None
        if sum(path.stat().st_size for path in files if path) > _LARGEST:
            return None
        return read_catalog(read(paths))
    except (ScicliError, OSError):
        return None


def _offered(incomplete: str, names: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield, for each thing that has a name with that beginning, the whole name.

    A shell drops whatever does not begin with what is typed, and takes blanks for the end of a
    word: the name is written as one word, behind the letters typed as they are.
    """
    from scicli.index.names import slug, without_accents

    start = incomplete.lower()
    for spellings in names:
        forms = (form for name in spellings for form in (slug(name), without_accents(slug(name))))
        for form in forms:
            if form and form.lower().startswith(start):
                rest = form[len(incomplete) :]
                yield incomplete + (rest.lower() if incomplete == start else rest)
                break


def _completer(
    names: Callable[["Catalog"], Iterable[Iterable[str]]],
) -> Callable[[typer.Context, str], list[str]]:
    """Return what Typer asks at a TAB, from what is offered: each thing by all its names."""

    def completer(ctx: typer.Context, incomplete: str) -> list[str]:
        catalog = _catalog(ctx)
        return [] if catalog is None else list(_offered(incomplete, names(catalog)))

    return completer


def _labels(catalog: "Catalog") -> Iterator[tuple[str]]:
    """Yield the editions, the latest first, and the words that stand for one."""
    from scicli.index.editions import WORDS

    yield from ((label,) for label in (*map(str, reversed(catalog.editions)), *WORDS))


cities = _completer(
    lambda catalog: ((city.city, *city.aliases) for city in catalog.cities.values())
)
editions = _completer(_labels)
categories = _completer(lambda catalog: ((name,) for name in catalog.categories))
regions = _completer(lambda catalog: ((name,) for name in catalog.regions))
countries = _completer(lambda catalog: catalog.countries.values())
