"""The answers of `trend` on the shipped data, against its files read row by row."""

import csv
import io
from collections import defaultdict

from scaffold import Run, values
from scicli.analysis.trend import trend
from scicli.files.paths import shipped_folder
from scicli.index.index import Index

Histories = dict[str, dict[int, int]]


def rows(name: str) -> list[dict[str, str]]:
    with (shipped_folder() / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def histories(column: str, **fixed: str) -> Histories:
    """Return the ranks of each city or category by edition; every shipped rank is one number."""
    found: Histories = defaultdict(dict)
    for row in rows("editions.csv"):
        if row["rank"] and all(row[name] == value for name, value in fixed.items()):
            found[row[column]][int(row["edition"])] = int(row["rank"].strip("="))
    return found


def long(found: Histories, names: list[str]) -> list[tuple[object, ...]]:
    """Return rows of edition, name, rank and gain, by edition and then in an order of names."""
    return [
        (edition, name, ranks[edition], ranks.get(edition - 1, 99) - ranks[edition])
        if edition - 1 in ranks
        else (edition, name, ranks[edition], None)
        for edition in range(1, 13)
        for name in names
        for ranks in [found[name]]
        if edition in ranks
    ]


def test_the_asian_cities_of_the_top_20_since_edition_6(shipped: Index) -> None:
    asian = {row["city"] for row in rows("cities.csv") if row["region"] == "Asia/Pacific"}
    overall = histories("city", category="overall")
    inside = sorted(
        city
        for city, ranks in overall.items()
        if city in asian and any(edition >= 6 and rank <= 20 for edition, rank in ranks.items())
    )
    frame = trend(shipped, region="asia", top=20, from_edition=6).frame
    assert values(frame, "edition", "city", "rank", "gain") == [
        row for row in long(overall, inside) if int(str(row[0])) >= 6
    ]


def test_all_categories_of_busan(shipped: Index) -> None:
    found = histories("category", city="Busan")
    order = [name for name in shipped.catalog.categories if name in found]
    frame = trend(shipped, "Busan", by="category").frame
    assert values(frame, "edition", "category", "rank", "gain") == long(found, order)


def test_the_most_restless_cities(shipped: Index) -> None:
    overall = histories("city", category="overall")
    spread = {city: max(ranks.values()) - min(ranks.values()) for city, ranks in overall.items()}
    cities = sorted(spread, key=lambda city: (-spread[city], city))
    last = spread[cities[4]]
    [section] = trend(shipped, sort="spread", rows=5).sections
    assert values(section.frame, "line", "key") == [
        (city, spread[city]) for city in cities if spread[city] >= last
    ]


def test_the_cities_of_the_top_5_as_a_wide_table_of_csv(run: Run) -> None:
    overall = histories("city", category="overall")
    top = sorted(city for city, ranks in overall.items() if min(ranks.values()) <= 5)
    outcome = run("trend", "--top", "5", "--wide", "-f", "csv")
    assert (outcome.code, outcome.err) == (0, "")
    assert list(csv.reader(io.StringIO(outcome.out))) == [
        ["city", "category", *map(str, range(1, 13))],
        *(
            [city, "overall", *(str(overall[city].get(edition, "")) for edition in range(1, 13))]
            for city in top
        ),
    ]


def test_the_ratings_of_busan_and_seoul(shipped: Index) -> None:
    rated = {
        (row["city"], int(row["edition"])): float(row["rating"])
        for row in rows("editions.csv")
        if row["rating"] and row["category"] == "overall" and row["city"] in {"Busan", "Seoul"}
    }
    [section] = trend(shipped, "Busan", "Seoul", show="rating").sections
    shown = {
        (city, int(column.heading)): rating
        for column in section.columns
        if column.field.endswith("_rating")
        for city, rating in values(section.frame, "line", column.field)
        if rating is not None
    }
    assert shown == rated
