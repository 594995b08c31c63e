import pytest

from scicli.index.names import almost_alike, slips_apart


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Zürich", "Zurich"),
        ("Quitto", "Quito"),
        ("Quto", "Quito"),
        ("Quiro", "Quito"),
        ("Republic of Congo", "Congo Republic"),
        ("Frankfurt", "Frankfurt am Main"),
        ("Frankfurt am Main", "Frankfurt"),
        ("Q1 Lima", "Lima, Q1"),
    ],
)
def test_a_slip_another_order_and_a_longer_form_are_almost_alike(name: str, other: str) -> None:
    assert list(almost_alike([name], ["Oslo", other])) == [(name, other)]


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bern", "Berlin"),
        ("Rome", "Lome"),
        ("New York", "New Delhi"),
        ("San Jose", "San Francisco"),
        ("Zone 1", "Zone 2"),
        ("Gambia", "Zambia"),
        ("Guinea-Bissau", "Guinea"),
        ("Nigeria", "Niger"),
        ("🏙", "🌆"),
    ],
)
def test_other_names_are_not(name: str, other: str) -> None:
    assert list(almost_alike([name], [other])) == []


def test_each_name_is_told_of_the_first_one_before_it() -> None:
    names = ["technology", "Technology", "technolgy", "air", "pillar 1", "pillar 2"]
    assert list(slips_apart(names)) == [("Technology", "technology"), ("technolgy", "technology")]
