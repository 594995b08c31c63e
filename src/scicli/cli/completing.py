"""The kinds of names in the data: what TAB offers for an option, and what its text means."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from scicli.errors import ScicliError

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog
    from scicli.index.editions import Label

_LARGEST = 8 * 2**20  # Bytes of data: reading more would keep TAB waiting.


class Kind(NamedTuple):
    """A kind of name: the spellings of each name, and how texts become names."""

    spellings: Callable[["Catalog"], Iterable[Iterable[str]]]
    names: Callable[["Catalog", Sequence[str]], Sequence["Label"]]

    def resolve(self, catalog: "Catalog", value: str | list[str]) -> "Label | Sequence[Label]":
        """Return the name that the text of an option means, or the names of several."""
        if isinstance(value, str):
            return self.names(catalog, [value])[0]
        return self.names(catalog, value)

    def complete(self, ctx: typer.Context, incomplete: str) -> list[str]:
        """Return what TAB offers: each name once, in its first spelling with this beginning.

        A shell drops whatever does not begin with what is typed, and takes blanks for the end of a
        word: a name is written as one word, after the letters as typed.
        """
        from scicli.index.names import slug, without_accents

        catalog = _catalog(ctx)
        start = incomplete.lower()
        offers = []
        for spellings in self.spellings(catalog) if catalog else ():
            slugs = (
                form for name in map(slug, spellings) for form in (name, without_accents(name))
            )
            form = next((form for form in slugs if form and form.lower().startswith(start)), None)
            if form is not None:
                rest = form[len(incomplete) :]
                offers.append(incomplete + (rest.lower() if incomplete == start else rest))
        return offers


def _catalog(ctx: typer.Context) -> "Catalog | None":
    """Return the names in the data given earlier on the line, or None if they cannot be read.

    Standard input is not read, because it is the terminal.
    """
    from scicli.cli.commands import data_paths
    from scicli.files.dataset import read
    from scicli.files.paths import found
    from scicli.index.catalog import read_catalog

    try:
        paths = data_paths(ctx.params.get("data"))
        sizes = [file.path.stat().st_size if file.path else _LARGEST for file in found(paths)]
        return read_catalog(read(paths)) if sum(sizes) < _LARGEST else None
    except (ScicliError, OSError):
        return None


def _labels(catalog: "Catalog") -> Iterator[tuple[str]]:
    """Yield the editions, the latest first, and the words that stand for one."""
    from scicli.index.editions import WORDS

    yield from ((label,) for label in (*map(str, reversed(catalog.editions)), *WORDS))


CITIES = Kind(
    lambda catalog: ((city.city, *city.aliases) for city in catalog.cities.values()),
    lambda catalog, texts: catalog.distinct_cities(texts),
)
EDITIONS = Kind(_labels, lambda catalog, texts: [catalog.edition(text) for text in texts])
CATEGORIES = Kind(
    lambda catalog: ((name,) for name in catalog.categories),
    lambda catalog, texts: [catalog.category(text) for text in texts],
)
REGIONS = Kind(
    lambda catalog: ((name,) for name in catalog.regions),
    lambda catalog, texts: [catalog.region(text) for text in texts],
)
COUNTRIES = Kind(
    lambda catalog: catalog.countries.values(),
    lambda catalog, texts: [catalog.country(text) for text in texts],
)
