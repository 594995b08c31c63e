"""Data sets of every size that a brief or a site has to bear, made by a rule."""

import random
from datetime import date, timedelta

LETTERS = 45
PUBLISHERS = 20


def complete(
    cities: int,
    editions: int,
    categories: int = 0,
    *,
    letters: int = 0,
    weekly: bool = False,
    missing: int = 0,
) -> dict[str, str]:
    """Return the files of an index with ratings, as `write` takes them.

    City `n` moves by `n` modulo 5 places an edition. Its name, and those of the publishers, are
    padded to so many letters. So many cities of each table are not held.
    """
    names = [f"City {number:03}".ljust(letters, "x") for number in range(cities)]
    areas = ["overall", *(f"quality of service {number}" for number in range(categories))]
    rows = [
        f"{edition},{name},{area},{place},{1000 - place},Land {number % 25},Region {number % 6},"
        f"s{(number + edition) % PUBLISHERS}"
        for edition in range(1, editions + 1)
        for shift, area in enumerate(areas)
        for number, name in enumerate(names)
        for place in [1 + (number * 7 + shift * 3 + edition * (number % 5)) % cities]
    ]
    days = [
        date(2019, 1, 7) + timedelta(days=edition * (7 if weekly else 183))
        for edition in range(editions)
    ]
    releases = [f"{edition},{day},{cities + missing}" for edition, day in enumerate(days, 1)]
    sources = [
        f"s{number},{f'Publisher {number}'.ljust(letters, 'y')},Table,2024-05-02,"
        f"https://example.org/{number}"
        for number in range(PUBLISHERS)
    ]
    return {
        "editions": "\n".join(["edition,city,category,rank,rating,country,region,sources", *rows]),
        "releases": "\n".join(["edition,published,cities_ranked", *releases]),
        "sources": "\n".join(["source,publisher,title,published,url", *sources]),
    }


SINGLE = {"editions": "edition,city,rank\n1,City 007,3\n"}
BANDED = {
    "editions": "edition,city,rank\n1,City 007,201-250\n1,B,=7\n2,City 007,801+\n2,B,9\n"
    "3,City 007,30\n3,B,201-250\n"
}
BRIEFS = {
    "single": (SINGLE, 1),
    "banded": (BANDED, 2),
    "complete": (complete(150, 20, 3), 2),
    "wordy": (complete(40, 6, 14, letters=LETTERS, missing=5), 2),
    "weekly": (complete(25, 300, weekly=True), 2),
}
"""The files of data sets that all have a city 007, and how many pages its brief has."""


def city_of(files: dict[str, str]) -> str:
    """Return the name of city 007."""
    return next(row.split(",")[1] for row in files["editions"].split("\n") if "City 007" in row)


_NAMES = [f"City {number}" for number in range(12)]


def generated(tables: str, seed: int) -> tuple[str, str]:
    """Return editions and releases of tables that are complete, partial or banded."""
    chance = random.Random(seed)
    rows, released = [], []
    for edition in range(1, 6):
        pool = chance.sample(_NAMES, chance.randint(8, 11))
        released.append(f"{edition},{len(pool)}")
        for category in ("overall", "technology", "reputation"):
            chance.shuffle(pool)
            place = 1
            while place <= len(pool):
                shared = chance.choice([1, 1, 1, 2])
                for city in pool[place - 1 : place - 1 + shared]:
                    rank = str(place)
                    if tables == "banded" and place > 4:
                        rank = "9+" if place > 8 else "5-8"
                    rating = chance.choice(["", 100 - place])
                    where = f"Land {_NAMES.index(city) % 4},Region {_NAMES.index(city) % 3}"
                    if tables != "partial" or chance.random() > 0.3:
                        rows.append(f"{edition},{city},{category},{rank},{rating},{where}")
                place += shared
    header = "edition,city,category,rank,rating,country,region"
    return "\n".join([header, *rows]), "\n".join(["edition,cities_ranked", *released])
