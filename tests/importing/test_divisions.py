"""Columns that look like editions, categories or ranks, and are none."""

from pathlib import Path

import pytest

from scicli.errors import DataError
from scicli.importing.import_options import ImportOptions, columns
from scicli.importing.tidy_figures import imported
from scicli.view.machine import csv_text

FILMS = "rank,title,{},rating\n1,A,1994,9.3\n2,B,1972,9.2\n3,C,2008,9.1\n4,D,1993,9\n"
BANDS = (
    "Year,Rank,Title,Gross,Category\n2000,1,A,546,1-2\n2000,2,B,457,1-2\n2000,3,C,429,3-4\n"
    "2000,4,D,374,3-4\n"
)
KINDS = (
    "Country,Indicator,2018,2019\nAfghanistan,Freedom Index,37.2,36.5\n"
    "Afghanistan,Freedom Rank,118,121\nAngola,Freedom Index,38.3,34.9\n"
    "Angola,Freedom Rank,121,109\n"
)
NONE = ImportOptions()


def read(folder: Path, content: str, options: ImportOptions = NONE) -> list[str]:
    """Return the rows of a table as a tidy file has them."""
    file = folder / "table.csv"
    file.write_text(content, encoding="utf-8")
    return csv_text(imported([file], options).columns).splitlines()[1:]


def refusal(folder: Path, content: str, options: ImportOptions = NONE) -> str:
    with pytest.raises(DataError) as caught:
        read(folder, content, options)
    return str(caught.value).replace(str(folder / "table.csv"), "table.csv")


@pytest.mark.parametrize("name", ["year", "Jahr", "Season"])
def test_the_year_of_a_thing_is_no_edition(tmp_path: Path, name: str) -> None:
    content = FILMS.format(name)
    assert refusal(tmp_path, content) == (
        f"table.csv: the ranks run on through all rows, whatever column '{name}' says; say"
        f" --edition LABEL if it is no edition, or --column edition={name} if it is one"
    )
    assert read(tmp_path, content, ImportOptions(edition="2024"))[0] == "2024,A,overall,1,9.3"
    mapped = ImportOptions(columns=columns([f"edition={name}"]))
    assert read(tmp_path, content, mapped)[0] == "1994,A,overall,1,9.3"


@pytest.mark.parametrize(
    "content",
    [
        "year,title,rank\n1,A,1\n2,A,2\n3,A,3\n",
        "year,title,rank\n1,A,1\n1,B,2\n2,A,2\n2,C,1\n",
        "year,title,rank\n1,A,1\n2,B,2\n",
        "year,title,rank\n1,A,12\n1,B,25\n2,C,31\n2,D,44\n",
    ],
)
def test_editions_with_ranks_of_their_own_are_editions(tmp_path: Path, content: str) -> None:
    assert len(read(tmp_path, content)) == content.count("\n") - 1


def test_a_band_of_ranks_is_no_category(tmp_path: Path) -> None:
    assert refusal(tmp_path, BANDS) == (
        "table.csv: the ranks run on through all rows, whatever column 'Category' says; say"
        " --column category= if it is no category, or --column category=Category if it is one"
    )
    unread = ImportOptions(columns=columns(["category="]))
    assert read(tmp_path, BANDS, unread)[3].startswith("2000,D,overall,4,")
    given = ImportOptions(columns=columns(["category=Category"]))
    assert read(tmp_path, BANDS, given)[3].startswith("2000,D,3-4,4,")


def test_ranks_and_ratings_in_turn_are_no_categories(tmp_path: Path) -> None:
    remedy = "keep the rows of each in a file of their own"
    assert refusal(tmp_path, KINDS) == f"column 'Indicator' tells ranks from ratings; {remedy}"
    assert refusal(tmp_path, KINDS, ImportOptions(columns=columns(["category=Indicator"]))) == (
        f"table.csv: column 'Indicator' tells ranks from ratings, and is no category; {remedy}"
    )


@pytest.mark.parametrize("name", ["No", "#", "Nr.", "№"])
def test_numbers_with_large_holes_are_no_ranks(tmp_path: Path, name: str) -> None:
    options = ImportOptions(edition="2024")
    cars = f"Driver,{name},Points\nA,1,437\nB,4,374\nC,16,356\nD,81,292\nE,55,290\n"
    assert read(tmp_path, cars, options)[:2] == ["2024,A,overall,,437", "2024,B,overall,,374"]
    ranks = f"Driver,{name},Points\nA,1,437\nB,2,374\n"
    assert read(tmp_path, ranks, options)[1] == "2024,B,overall,2,374"


def test_a_date_of_the_ranking_is_the_edition(tmp_path: Path) -> None:
    rows = "1,A,60,1993-08-08\n2,B,58,1993-08-08\n1,A,61,1993-09-23\n2,B,57,1993-09-23\n"
    content = f"rank,country,points,rank_date\n{rows}"
    assert read(tmp_path, content)[2] == "1993-09-23,A,overall,1,61"


def test_a_row_of_words_and_figures_is_no_second_header(tmp_path: Path) -> None:
    rows = "A,Press Index,Total,37.2,36.5\nB,Press Index,Total,38.3,34.9\n"
    content = f"Country,Indicator,Type,2018,2019\n{rows}"
    assert read(tmp_path, content)[0].startswith("2018,A,")


def test_seasons_may_have_blanks_around_their_dash(tmp_path: Path) -> None:
    content = "Team,2004 - 2005,2005 - 2006\nA,2,3\nB,4,4\nC,3,1\nD,1,2\n"
    mapped = ImportOptions(columns=columns(["rank={edition}"]))
    assert read(tmp_path, content, mapped)[0] == "2004 - 2005,A,overall,2,"


def test_scores_do_not_divide_an_edition(tmp_path: Path) -> None:
    content = "Year,Name,Rank,N&S\n1,A,1,100\n1,A,2,73.8\n1,B,3,100\n1,B,4,73.8\n"
    assert refusal(tmp_path, content).endswith("; say --duplicates best or --duplicates drop")
