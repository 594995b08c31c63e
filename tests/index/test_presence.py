from scaffold import Write
from scicli.index.index import load
from scicli.index.presence import Presence, Step

ROWS = "1,A,,1\n1,B,,2\n2,A,,1\n2,C,,2\n3,A,air,1\n3,B,,2\n3,D,,3\n"


def presence(write: Write) -> Presence:
    index = load(write(editions=f"edition,city,category,rank\n{ROWS}"))
    return Presence(index.figures, index.catalog)


def test_a_step_names_who_left_and_who_entered(write: Write) -> None:
    assert list(presence(write).steps()) == [
        Step(1, 2, ("B",), ("C",), slice(0, 2), slice(2, 4)),
        Step(2, 3, ("C",), ("B", "D"), slice(2, 4), slice(4, 7)),
    ]


def test_cities_meet_in_an_edition_whatever_its_category(write: Write) -> None:
    found = presence(write)
    assert found.editions_of("B") == {0, 2}
    assert (found.never_meet("B", "C"), found.never_meet("A", "B")) == (True, False)


def test_a_city_that_returns_was_not_followed(write: Write) -> None:
    found = presence(write)
    first, second = found.steps()
    assert (found.follows(first), found.follows(second)) == (False, False)
    assert found.follows(second._replace(entered=("D",)))
