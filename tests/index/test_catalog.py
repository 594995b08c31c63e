from pathlib import Path

import pytest

from scaffold import Write
from scicli.errors import DataError, QuestionError
from scicli.files.dataset import read
from scicli.index.catalog import Catalog, read_catalog


def catalog(write: Write, **files: str) -> Catalog:
    return read_catalog(read([write(**files)]))


def test_categories_stand_in_the_publishers_order_then_by_their_first_row(write: Write) -> None:
    editions = (
        "edition,city,category,rank\n"
        "1,A,safety,1\n1,A,reputation,1\n1,A,air,1\n1,A,,1\n1,A,technology,1\n1,B,safety,2\n"
    )
    assert catalog(write, editions=editions).categories == (
        "overall",
        "technology",
        "reputation",
        "safety",
        "air",
    )


def test_an_edition_of_which_only_the_release_is_known_is_an_edition(write: Write) -> None:
    outlined = catalog(
        write, editions="edition,city,rank\n1,A,1\n3,A,1\n", releases="edition\n2\n4\n"
    )
    assert outlined.editions == (1, 2, 3, 4)
    assert outlined.before(3) == 2
    assert outlined.before(1) is None


def test_editions_follow_their_dates_where_every_one_has_one(write: Write) -> None:
    outlined = catalog(
        write,
        editions="edition,city,rank\nspring,A,1\nautumn,A,1\n",
        releases="edition,published\nspring,2022-05\nautumn,2022-11-22\n,2023-05\n",
    )
    assert outlined.editions == ("spring", "autumn")


def test_a_blank_date_does_not_hide_that_of_another_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("edition,city,rank\nspring,A,1\nautumn,A,1\n")
    (tmp_path / "releases.csv").write_text("edition,published\nspring,2022-11\nautumn,2022-05\n")
    other = tmp_path / "other"
    other.mkdir()
    (other / "releases.csv").write_text("edition,cities_ranked\nspring,9\n")
    for paths in ([tmp_path, other], [other, tmp_path]):
        assert read_catalog(read(paths)).editions == ("autumn", "spring")


def test_names_are_asked_for_in_their_readable_form() -> None:
    shipped = read_catalog(read())
    assert shipped.category("Financial services") == "financial_services"
    assert shipped.category("fin") == "financial_services"
    assert shipped.region("asia") == "Asia/Pacific"
    assert shipped.country("kr") == "South Korea"
    assert shipped.country("south korea") == "South Korea"
    assert shipped.city("sf") == "San Francisco"
    assert shipped.edition("latest") == 12


def test_only_what_the_data_name_can_be_asked_for(write: Write) -> None:
    outlined = catalog(write, editions="edition,city,rank\n1,Quito,1\n")
    with pytest.raises(
        QuestionError, match="no country is called 'KR'; the data name no countries"
    ):
        outlined.country("KR")
    with pytest.raises(QuestionError, match="no city is called 'Busan'; the only one is Quito"):
        outlined.city("Busan")


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("", "/b.csv holds no figures; add a row for each below the header"),
        (
            "\n,A,1\n",
            "/b.csv, line 3, column edition: the edition is blank; fill it in or delete the line",
        ),
    ],
)
def test_data_without_a_figure_are_refused(write: Write, rows: str, problem: str) -> None:
    folder = write(a="edition,city,rank\n", b=f"edition,city,rank\n{rows}")
    with pytest.raises(DataError) as caught:
        read_catalog(read([folder]))
    assert str(caught.value).endswith(problem)


def test_a_country_is_found_by_its_code_whatever_else_has_none(write: Write) -> None:
    outlined = catalog(
        write,
        editions=(
            "edition,city,rank,country\n1,Seoul,1,Korea\n1,Zdaegu,2,Korea\n1,Foo,3,Elbonia\n"
        ),
    )
    assert outlined.country("KR") == "Korea"
    with pytest.raises(QuestionError, match="no country is called ''; the countries are Elbonia"):
        outlined.country("")


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (None, None, (11, 12)),
        (None, 6, (5, 6)),
        (3, None, (3, 12)),
        (3, 5, (3, 5)),
        (6, 5, (6, 5)),
        ("first", "latest", (1, 12)),
    ],
)
def test_a_span_is_filled_with_the_edition_before_and_the_latest(
    start: int | str | None, end: int | str | None, span: tuple[int, int]
) -> None:
    assert read_catalog(read()).span(start, end) == span


def test_a_span_up_to_an_edition_begins_with_the_first_or_with_the_one_named() -> None:
    shipped = read_catalog(read())
    assert shipped.up_to(3, None) == (1, 2, 3)
    assert shipped.up_to("4", "2020-12") == (2, 3, 4)
    assert shipped.up_to(4, 4) == (4,)
    with pytest.raises(
        QuestionError, match=r"^edition 5 is later than edition 4; start from an earlier one$"
    ):
        shipped.up_to(4, 5)
