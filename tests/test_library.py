from operator import attrgetter

import pytest

import scicli


def test_every_public_name_is_found_and_listed() -> None:
    assert scicli.__all__ == [
        "__version__",
        "Answer",
        "Claim",
        "DataError",
        "ExtraError",
        "Index",
        "QuestionError",
        "Report",
        "ScicliError",
        "breakdown",
        "check",
        "cities",
        "climbers",
        "compare",
        "editions",
        "examine",
        "fallers",
        "findings",
        "leaders",
        "load",
        "overtakes",
        "ranking",
        "read_claims",
        "report",
        "sources",
        "trend",
        "verify",
    ]
    assert [name for name in scicli.__all__ if not hasattr(scicli, name)] == []
    assert set(scicli.__all__) <= set(dir(scicli))


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'scicli' has no attribute 'rankings'"):
        attrgetter("rankings")(scicli)
