"""Where the pages of a site are: a path for each city, edition and category."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scicli.analysis.answer import Kind
from scicli.analysis.wording import readable
from scicli.index.catalog import Catalog
from scicli.index.editions import Label
from scicli.index.names import slug, without_accents
from scicli.view.page import Links
from scicli.view.screen import printable

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9_-]|\.(?=[a-z0-9])){0,79}", re.ASCII)
# Windows keeps these names for devices; an index is a page of another kind.
_TAKEN = {"con", "prn", "aux", "nul", "index", *(f"{one}{n}" for one in ("com", "lpt")
                                                  for n in range(10))}  # fmt: skip
_LETTERS_OF_HASH = 12


@dataclass(frozen=True)
class Addresses:
    """The paths of pages from the root of a site."""

    cities: Mapping[str, str]
    editions: Mapping[Label, str]
    categories: Mapping[str, str]

    @classmethod
    def of(cls, catalog: Catalog) -> "Addresses":
        """Return the paths of all that a catalog names."""
        cities, editions = list(catalog.cities), list(catalog.editions)
        return cls(
            dict(zip(cities, _paths("cities", cities), strict=True)),
            dict(zip(editions, _paths("editions", map(str, editions)), strict=True)),
            dict(zip(catalog.categories, _paths("categories", catalog.categories), strict=True)),
        )

    def links(self, root: str, *, of: str = "") -> Links:
        """Return the addresses of cities, and of "editions" or "categories" where these head rows.

        `root` leads from a page to the root of the site.
        """
        heads: dict[str, str] = {}
        if of == "editions":
            heads = {str(label): path for label, path in self.editions.items()}
        elif of == "categories":
            heads = {readable(key).capitalize(): path for key, path in self.categories.items()}
        return {
            Kind.CITY: {printable(name): root + path for name, path in self.cities.items()},
            Kind.LABEL: {printable(text): root + path for text, path in heads.items()},
        }


def _paths(folder: str, names: Iterable[str]) -> list[str]:
    """Return a path for each name, which stays the same whatever names come and go.

    A name without Latin letters, or that is written like another, has a hash for a path.
    """
    names = list(names)
    words = [without_accents(slug(name)).casefold() for name in names]
    counts = Counter(words)
    return [
        f"{folder}/{word if _is_plain(word) and counts[word] == 1 else _hash(name)}.html"
        for name, word in zip(names, words, strict=True)
    ]


def _is_plain(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and word not in _TAKEN


def _hash(name: str) -> str:
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    return f"n-{digest[:_LETTERS_OF_HASH]}"
