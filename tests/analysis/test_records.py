"""Records against a slow reference: right on whole tables, and bounds on tables with holes."""

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import pytest

from measured import TRUE
from scaffold import Write, values
from scicli.analysis.measures import MEASURES
from scicli.analysis.possible_places import END, Places, places_of
from scicli.analysis.records import FIELDS, records
from scicli.claims.claim import Claim
from scicli.claims.verify import verify
from scicli.errors import QuestionError
from scicli.index.index import Index, load

TOPS = (1, 2, 3, 5)
Tables = Mapping[str, Mapping[str, Sequence[int | None]]]
"""The history of each city in each category."""


def drawn(chance: random.Random, editions: int) -> dict[str, list[int | None]]:
    """Return the histories of some cities, with ties and absences."""
    names = "ABCDEFG"[: chance.randint(3, 7)]
    told: dict[str, list[int | None]] = {name: [] for name in names}
    for _ in range(editions):
        inside = chance.sample(names, chance.randint(2, len(names)))
        place = 1
        taken: dict[str, int] = {}
        while len(taken) < len(inside):
            shared = chance.choice([1, 1, 1, 2])
            taken |= dict.fromkeys(inside[len(taken) : len(taken) + shared], place)
            place = len(taken) + 1
        for name in names:
            told[name].append(taken.get(name))
    return told


def files(
    tables: Tables, chance: random.Random, holes: Sequence[float], unnamed: str = ""
) -> dict[str, str]:
    """Return the files of tables by category, from each of which a share of rows is taken."""
    rows, editions = [], max(len(one) for told in tables.values() for one in told.values())
    for category, told in tables.items():
        hidden = chance.choice(holes)
        for name, history in told.items():
            for edition, place in enumerate(history, 1):
                if place and name != unnamed and chance.random() >= hidden:
                    shared = [other[edition - 1] for other in told.values()].count(place) > 1
                    rows.append(f"{edition},{name},{category},{'=' if shared else ''}{place}")
    # Every edition is named, and ranks more cities than any table has.
    released = [f"{edition}," for edition in range(1, editions + 1)]
    return {
        "editions": "\n".join(["edition,city,category,rank", *(rows or ["1,A,overall,1"])]),
        "releases": "\n".join(["edition,cities_ranked", *released]),
    }


def test_every_measure_of_a_whole_table_is_right(write: Write) -> None:
    chance = random.Random(1)
    for _ in range(60):
        told = drawn(chance, chance.randint(1, 6))
        counts = [sum(history[at] is not None for history in told.values())
                  for at in range(len(told["A"]))]  # fmt: skip
        data = files({"overall": told}, chance, [0])
        sizes = [f"{edition},{count}" for edition, count in enumerate(counts, 1)]
        index = load(write(**data | {"releases": "\n".join(["edition,cities_ranked", *sizes])}))
        places = places_of(index, "overall")
        for name, measure in MEASURES.items():
            for top in TOPS if measure.of else (0,):
                found = measure.count(places, top)
                sure, may = measure.among(places)
                for city, history in told.items():
                    if city not in places.cities:
                        continue
                    row = places.cities.index(city)
                    true = TRUE[name](history, top)
                    if true is None:
                        assert not (sure[row] and places.sure[:, row].any()), (name, told)
                    else:
                        bounds = int(found.least[row]), int(found.most[row])
                        assert (bounds, sure[row], may[row]) == ((true, true), True, True), (
                            name, top, city, told,
                        )  # fmt: skip


LOADS = 50
CATEGORIES = 100


def test_the_truth_lies_within_the_bounds_whatever_is_not_held(write: Write) -> None:
    chance = random.Random(2)
    for number in range(LOADS):
        editions = 1 + number % 6
        names = ["overall", *(f"c{n}" for n in range(1, CATEGORIES))]
        tables = {name: drawn(chance, editions) for name in names}
        index = load(write(**files(tables, chance, [0.1, 0.3, 0.6], "ABCDEFG"[number % 7])))
        assert (len(index.catalog.editions), len(index.catalog.cities)) == (editions, 6)
        check_bounds(index, tables)


def check_bounds(index: Index, tables: Tables) -> None:
    """Measure the cities of all categories at once, which do not know of each other."""
    several = {category: places_of(index, category) for category in tables}
    best, worst, sure, may = (
        np.hstack([getattr(places, part) for places in several.values()])
        for part in ("best", "worst", "sure", "may")
    )
    cities = [(category, city) for category, one in several.items() for city in one.cities]
    since = np.zeros(len(cities), dtype="int64")
    places = Places(
        tuple(map(" ".join, cities)), several["overall"].editions, best, worst, sure, may, since
    )
    columns = {city: column for column, city in enumerate(cities)}
    histories = {(category, city): history for category, told in tables.items()
                 for city, history in told.items()}  # fmt: skip
    # One of them is named nowhere, and is what the last column of a category stands for.
    named = np.array([city in columns for city in histories])
    at = [columns.get(city, columns[city[0], ""]) for city in histories]
    for name, measure in MEASURES.items():
        among, perhaps = (mask[at] for mask in measure.among(places))
        for top in TOPS if measure.of else (0,):
            found = measure.count(places, top)
            true = [TRUE[name](history, top) for history in histories.values()]
            none = np.array([one is None for one in true])
            value = np.array([one or 0 for one in true])
            least, most = found.least[at], found.most[at]
            lowest = least if measure.least_first else np.where(named, least, 0)
            inside = perhaps & (lowest <= value) & (value <= most)
            wrong = np.where(none, among & sure[:, at].any(axis=0), ~inside)
            assert [(name, top, city, least[n], most[n], histories[city])
                    for n, city in enumerate(histories) if wrong[n]] == []  # fmt: skip


def test_the_records_of_the_shipped_data(shipped: Index) -> None:
    answer = records(shipped, "Busan")
    assert tuple(answer.frame.columns) == FIELDS
    told = {row[0] if row[1] is None else (row[0], row[1]): row[2:]
            for row in values(answer.frame, "kind", "top", "value", "value_max", "from_edition",
                              "to_edition")}  # fmt: skip
    assert told["longest_rise"] == (9, 9, 3, 12)
    assert told["best_place"] == (8, 4, 12, 12)
    assert told["editions_in_top", 10] == (1, 3, 12, 12)
    whole = records(shipped)
    [london] = values(whole.frame[(whole.frame["kind"] == "editions_at")
                                  & (whole.frame["top"] == 1)], *FIELDS)  # fmt: skip
    assert london[:-1] == (
        "Most editions in 1st place", "editions_at", 1, "London", None, "overall", 6, 6, 0, 6, 1,
        10, 12,
    )  # fmt: skip
    led = shipped.figures[(shipped.figures["city"] == "London")
                          & (shipped.figures["category"] == "overall")
                          & (shipped.figures["rank"] == 1)]  # fmt: skip
    assert led["edition"].tolist() == [1, 3, 7, 8, 9, 10]
    assert set(str(london[-1]).split(";")) == set(";".join(led["sources"]).split(";"))


@pytest.mark.parametrize("edition", [1, 3, 5, 9])
def test_records_as_of_an_edition_are_those_of_the_data_up_to_it(
    shipped: Index, write: Write, edition: int
) -> None:
    columns = ["edition", "city", "category", "rank", "rank_max", "sources"]
    held = shipped.figures[shipped.figures["edition"] <= edition]
    rows = [
        f"{at},{city},{category},{best}{'' if best == worst else f'-{worst}'},{sources}"
        for at, city, category, best, worst, sources in values(held, *columns)
        if best is not None
    ]
    counts = values(shipped.releases[shipped.releases["edition"] <= edition],
                    "edition", "cities_ranked")  # fmt: skip
    cut = load(
        write(
            editions="\n".join(["edition,city,category,rank,sources", *rows]),
            releases="\n".join(
                ["edition,cities_ranked", *(f"{at},{count or ''}" for at, count in counts)]
            ),
        )
    )
    assert records(shipped, as_of=edition).frame.equals(records(cut).frame)


def test_who_never_led_cannot_have_been_first(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,1\n1,B,2\n1,C,3\n2,A,1\n2,C,2\n",
            releases="edition,cities_ranked\n1,3\n2,4\n",
        )
    )
    frame = records(index).frame
    [row] = values(frame[(frame["kind"] == "best_unled") & (frame["city"] == "B")],
                   "value", "value_max", "record_max")  # fmt: skip
    assert row == (2, 2, 2)


RATED = (
    "edition,city,category,rank,rating,country,region\n"
    "1,A,overall,1,90,X,N\n1,B,overall,2,88.5,X,N\n1,C,overall,3,80,Y,N\n1,D,overall,4,70,Y,S\n"
    "2,A,overall,2,85,X,N\n2,B,overall,3,84,X,N\n2,C,overall,1,95,Y,N\n2,D,overall,4,70,Y,S\n"
    "3,A,overall,1,,X,N\n3,B,overall,2,84,X,N\n3,C,overall,3,80,Y,N\n3,D,overall,4,,Y,S\n"
)


def test_single_editions_have_records_of_leads_and_of_areas(write: Write) -> None:
    index = load(write(editions=RATED, releases="edition,cities_ranked\n1,4\n2,4\n3,4\n"))
    frame = records(index, top=3).frame
    told = frame[frame["kind"].isin(["lead_in_points", "countries_in_top", "top_count"])]
    names = ("record", "top", "city", "area", "value", "others", "record_max", "from_edition")
    assert values(told, *names) == [
        ("Biggest lead in points", None, "C", None, 10, 1, None, 2),
        ("Smallest lead in points", None, "A", None, 1.5, 1, 0.0, 1),
        ("Most countries in the top 3", 3, None, None, 2, 2, 2, 1),
        ("Most cities of one country in the top 3", 3, None, "X", 2, 2, 2, 1),
        ("Most cities of one region in the top 3", 3, None, "N", 3, 2, 3, 1),
    ]
    said = [
        Claim("lead_in_points", 2, city="C", value=Decimal(10)),
        Claim("lead_in_points", 2, city="C", value=Decimal(9)),
        Claim("lead_in_points", 2, city="A", value=Decimal(10)),
        Claim("lead_in_points", 3, city="A", value=Decimal(10)),
        Claim("countries_in_top", 1, top=3, value=Decimal(2)),
        Claim("countries_in_top", 1, top=3, value=Decimal(1)),
        Claim("countries_in_top", 1, top=9, value=Decimal(2)),
    ]
    assert values(verify(index, said).frame, "verdict", "reason") == [
        ("supported", "C 1 in edition 2; C leads by 10 points"),
        ("contradicted", "C 1 in edition 2; C leads by 10 points, not 9"),
        ("contradicted", "A 2 in edition 2; C leads by 10 points"),
        ("unknown", "A 1 in edition 3"),
        ("supported", "the top 3 in edition 1 are of 2 countries"),
        ("contradicted", "the top 3 in edition 1 are of 2 countries, not 1"),
        ("contradicted", "the top 9 in edition 1 is larger than the table"),
    ]


def test_countries_that_are_not_known_leave_a_top_open(shipped: Index, write: Write) -> None:
    claim = Claim("countries_in_top", 6, top=10, value=Decimal(6))
    [judged] = values(verify(shipped, [claim]).frame, "verdict", "reason")
    assert judged == (
        "unknown", "the top 10 in edition 6 are of 4 countries at least, and of 6 at most",
    )  # fmt: skip
    assert records(load(write(editions="edition,city,rank\n1,A,1\n")), top=3).frame["kind"].tolist(
    ) == ["best_place", "worst_place", "steadiest"]  # fmt: skip


def test_a_record_knows_nothing_of_later_editions(shipped: Index) -> None:
    frame = records(shipped, "Busan", as_of=6).frame
    rises = frame[frame["kind"] == "longest_rise"]
    assert values(rises, "value", "to_edition", "as_of") == [(3, 6, 6)]


def test_a_top_and_an_area_narrow_the_records(shipped: Index) -> None:
    frame = records(shipped, top=3, region="Asia").frame
    assert set(frame["top"].dropna()) == {3}
    assert "London" not in set(frame["city"])
    with pytest.raises(QuestionError, match="0 places are too few"):
        records(shipped, top=0)


def test_an_open_end_leaves_a_record_without_a_bound(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,5+\n1,B,1\n2,A,2\n2,B,3\n"))
    frame = records(index, "A").frame
    rise = frame[frame["kind"] == "step_rise"]
    assert values(rise, "value", "value_max", "record_max") == [(3, None, None)]
    assert END > 10**9


def test_nothing_proved_is_no_record(write: Write) -> None:
    answer = records(load(write(editions="edition,city,rank\n1,A,\n2,A,\n")))
    assert (len(answer.frame), answer.notes) == (0, ("The figures that are held prove no record.",))
