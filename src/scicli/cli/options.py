"""The options that commands share, and the names in the data that TAB offers for them."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Context, Option

from scicli.errors import QuestionError, ScicliError
from scicli.index.languages import Language
from scicli.view.formats import LEAST_WIDTH, MOST_WIDTH, Format

if TYPE_CHECKING:
    from scicli.index.catalog import Catalog
    from scicli.index.editions import Label

_LARGEST = 8 * 2**20  # Bytes of data: reading more would keep TAB waiting.


class NameKind(NamedTuple):
    """A kind of name in the data: the spellings of each name, and how texts become names."""

    spellings: Callable[["Catalog"], Iterable[Iterable[str]]]
    names: Callable[["Catalog", Sequence[str]], Sequence["Label"]]

    def resolve(self, catalog: "Catalog", value: str | list[str]) -> "Label | Sequence[Label]":
        """Return the name that a text means, or the names that several mean."""
        if isinstance(value, str):
            return self.names(catalog, [value])[0]
        return self.names(catalog, value)

    def complete(self, ctx: Context, incomplete: str) -> list[str]:
        """Return what TAB offers: each name once, in its first spelling with this beginning.

        A shell drops offers that do not begin with the letters as typed, and ends a word at a
        blank, so a name becomes one word after these letters.
        """
        from scicli.index.names import slug, without_accents

        catalog = small_catalog(ctx.params.get("data"))
        start = incomplete.lower()
        offers = []
        for spellings in self.spellings(catalog) if catalog else ():
            slugs = map(slug, spellings)
            words = [word for name in slugs for word in (name, without_accents(name)) if word]
            if matches := [word for word in words if word.lower().startswith(start)]:
                rest = matches[0][len(incomplete) :]
                offers.append(incomplete + (rest.lower() if incomplete == start else rest))
        return offers


def small_catalog(data: list[str] | None) -> "Catalog | None":
    """Return the names in data, or None if reading them takes long or fails."""
    from scicli.files.dataset import read
    from scicli.files.paths import found
    from scicli.index.catalog import read_catalog

    try:
        paths = data_paths(data)
        # Standard input is not read, because it is the terminal.
        sizes = [file.path.stat().st_size if file.path else _LARGEST for file in found(paths)]
        return read_catalog(read(paths)) if sum(sizes) < _LARGEST else None
    except (ScicliError, OSError):
        return None


def _labels(catalog: "Catalog") -> list[tuple[str]]:
    """Return the editions, the latest first, and the words that stand for one."""
    from scicli.index.editions import WORDS

    return [(label,) for label in (*map(str, reversed(catalog.editions)), *WORDS)]


_CITIES = NameKind(
    lambda catalog: ((city.city, *city.aliases) for city in catalog.cities.values()),
    lambda catalog, texts: catalog.distinct_cities(texts),
)
# A goal may be a place, too.
_GOALS = NameKind(_CITIES.spellings, lambda _, texts: texts)
_EDITIONS = NameKind(_labels, lambda catalog, texts: [catalog.edition(text) for text in texts])
_SPAN_STARTS = NameKind(
    _labels, lambda catalog, texts: [catalog.first_of_span(text) for text in texts]
)
_SPAN_ENDS = NameKind(
    _labels, lambda catalog, texts: [catalog.last_of_span(text) for text in texts]
)
_CATEGORIES = NameKind(
    lambda catalog: ((name,) for name in catalog.categories),
    lambda catalog, texts: [catalog.category(text) for text in texts],
)
_REGIONS = NameKind(
    lambda catalog: ((name,) for name in catalog.regions),
    lambda catalog, texts: [catalog.region(text) for text in texts],
)
_COUNTRIES = NameKind(
    lambda catalog: catalog.countries.values(),
    lambda catalog, texts: [catalog.country(text) for text in texts],
)

edition_option = partial(Option, metavar="LABEL", autocompletion=_EDITIONS.complete)
category_option = partial(Option, metavar="NAME", autocompletion=_CATEGORIES.complete)
city_option = partial(Option, metavar="CITY", autocompletion=_CITIES.complete)
goal_option = partial(Option, metavar="PLACE|CITY", autocompletion=_GOALS.complete)
edition_argument = partial(Argument, metavar="LABEL", autocompletion=_EDITIONS.complete)
city_argument = partial(Argument, metavar="CITY", autocompletion=_CITIES.complete)
output_option = partial(Option, "--output", "-o", metavar="FILE")
_region_option = partial(Option, metavar="NAME", autocompletion=_REGIONS.complete)
_country_option = partial(Option, metavar="NAME", autocompletion=_COUNTRIES.complete)

Edition = Annotated[
    str, edition_option("--edition", "-e", help="A label, a date, latest, previous or first.")
]
SpanFrom = Annotated[
    str | None,
    edition_option(
        "--from",
        autocompletion=_SPAN_STARTS.complete,
        help="The first edition, or the year or date of it.",
    ),
]
SpanTo = Annotated[
    str | None,
    edition_option(
        "--to",
        "-e",
        "--edition",
        autocompletion=_SPAN_ENDS.complete,
        help="The last edition, or the year or date of it.",
    ),
]
From = Annotated[str | None, edition_option("--from", help="The edition to compare from.")]
To = Annotated[
    str | None, edition_option("--to", "-e", "--edition", help="The edition to compare to.")
]
Category = Annotated[
    str, category_option("--category", "-c", help="The category, or how its name begins.")
]
City = Annotated[str, city_argument(help="The city.")]
Rows = Annotated[
    int | None, Option("--rows", "-n", metavar="N", min=1, help="Show the first N rows, and ties.")
]
Common = Annotated[
    bool, Option("--common", help="Rank only among the cities held in both editions.")
]
Region = Annotated[
    list[str] | None, _region_option(help="Only cities in a region; may be repeated.")
]
Country = Annotated[
    list[str] | None, _country_option(help="Only cities in a country, such as KR; may be repeated.")
]
Data = Annotated[
    list[str] | None,
    Option(
        "--data", "-d", metavar="PATH", help="Your own data: a file or a folder; else SCICLI_DATA."
    ),
]
Name = Annotated[
    str, Option(metavar="TEXT", help="The name of the ranking, such as 'Premier League'.")
]
Noun = Annotated[str, Option(metavar="WORD", help="The word for what is ranked, such as team.")]
Nouns = Annotated[str, Option(metavar="WORDS", help="Its plural, if that is not regular.")]
NoPlaces = Annotated[
    bool,
    Option("--no-places", help="Leave out countries and regions that the data do not state."),
]
LanguageOfNames = Annotated[
    Language | None,
    Option(help="Call cities by an alias in the script of a language, where there is one."),
]
Json = Annotated[bool, Option("--json", help="Short for --format json.")]
OutputFormat = Annotated[Format | None, Option("--format", "-f", help="The format of the answer.")]
Output = Annotated[str | None, output_option(help="Write the answer to a file.")]
Quiet = Annotated[bool, Option("--quiet", "-q", help="Leave out the notes.")]
WithoutReport = Annotated[bool, Option("--quiet", "-q", help="Leave out the report.")]
Sources = Annotated[bool, Option("--sources", help="List the sources below the table.")]
Chart = Annotated[
    str | None,
    Option(metavar="FILE", help="Draw a chart too: .svg, .html, .png or .pdf."),
]
Title = Annotated[
    str, Option(metavar="TEXT", help="The title of the chart, instead of what it shows.")
]
Width = Annotated[
    int | None,
    Option(
        metavar="PIXELS",
        min=LEAST_WIDTH,
        max=MOST_WIDTH,
        help="The width of the chart, instead of 680.",
    ),
]


def chosen_format(format_: Format | None, *, json: bool) -> Format | None:
    """Return the format that `--format` and `--json` name, or None."""
    if json and format_ not in {None, Format.JSON}:
        raise QuestionError(f"--json and --format {format_} name two formats", "give one of them")
    return Format.JSON if json else format_


def data_paths(paths: list[str] | None) -> list[str]:
    """Return the paths that `--data` names, or else those in SCICLI_DATA."""
    return paths or list(filter(None, os.environ.get("SCICLI_DATA", "").split(os.pathsep)))
