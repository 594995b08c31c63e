"""Headers of two rows: titles of groups above the names of their columns."""

from pathlib import Path

import pytest

from scicli.errors import ScicliError
from scicli.importing.import_options import ImportOptions, parse_mapping
from scicli.importing.tidy_figures import imported

Rows = list[tuple[str, ...]]


def tidy(file: Path, options: ImportOptions | None = None) -> Rows:
    columns = imported([str(file)], options or ImportOptions()).columns
    names = ("edition", "city", "category", "rank", "rating")
    return sorted(zip(*(columns[name] for name in names), strict=True))


CATEGORIES = [
    ("7", "Alpha", "customs", "1", "4.09"),
    ("7", "Alpha", "overall", "1", "4.2"),
    ("7", "Beta", "customs", "3", "3.9"),
    ("7", "Beta", "overall", "2", "4.05"),
    ("7", "Gamma", "customs", "2", "4.01"),
    ("7", "Gamma", "overall", "3", "3.99"),
]
EDITIONS = [
    ("2023", "Alpha", "overall", "1", "80"),
    ("2023", "Beta", "overall", "2", "70"),
    ("2024", "Alpha", "overall", "2", "81"),
    ("2024", "Beta", "overall", "1", "90"),
]


@pytest.mark.parametrize(
    ("text", "edition", "expected"),
    [
        (
            ",,overall,,customs,\nCountry,Code,score,rank,score,rank\n"
            "Alpha,ALP,4.2,1,4.09,1\nBeta,BET,4.05,2,3.9,3\nGamma,GAM,3.99,3,4.01,2\n",
            "7",
            CATEGORIES,
        ),
        (
            "Table 1\n\nStadt;Customs;;Overall;;Code\n;Platz;Punkte;Platz;Punkte;\n"
            "Alpha;1;4.09;1;4.2;XX\nBeta;3;3.9;2;4.05;YY\nGamma;2;4.01;3;3.99;ZZ\n",
            "7",
            CATEGORIES,
        ),
        (
            ",customs,,overall,\n도시,점수,순위,점수,순위\n"
            "Alpha,4.09,1,4.2,1\nBeta,3.9,3,4.05,2\nGamma,4.01,2,3.99,3\n",
            "7",
            CATEGORIES,
        ),
        ("Rank;;City;Score;\n2023;2024;;2023;2024\n1;2;Alpha;80;81\n2;1;Beta;70;90\n", None,
         EDITIONS),
        ("City;2023;;2024;\n;Rank;Score;Rank;Score\nAlpha;1;80;2;81\nBeta;2;70;1;90\n", None,
         EDITIONS),
        ("2024;;;2023;\nRang;Note;Ville;Rang;Note\n2;81;Alpha;1;80\n1;90;Beta;2;70\n", None,
         EDITIONS),
    ],
)  # fmt: skip
def test_titles_are_joined_to_the_names_below_them(
    tmp_path: Path, text: str, edition: str | None, expected: Rows
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text)
    assert tidy(file, ImportOptions(edition=edition)) == expected


def test_a_column_between_groups_has_no_title(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Air,,City,,Sea,\nRank,Score,,Rank,Rank,Score\n1,9,A,2,3,7\n2,8,B,1,1,8\n")
    assert tidy(file, ImportOptions(edition="7")) == [
        ("7", "A", "air", "1", "9"),
        ("7", "A", "overall", "2", ""),
        ("7", "A", "sea", "3", "7"),
        ("7", "B", "air", "2", "8"),
        ("7", "B", "overall", "1", ""),
        ("7", "B", "sea", "1", "8"),
    ]


def test_a_name_and_a_number_below_measures_are_an_edition(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("Centre;Rank;;Rating;\n;SCI 6;SCI 5;SCI 6;SCI 5\nA;1;2;9;8\nB;2;1;7;9\n")
    assert tidy(file) == [
        ("5", "A", "overall", "2", "8"),
        ("5", "B", "overall", "1", "9"),
        ("6", "A", "overall", "1", "9"),
        ("6", "B", "overall", "2", "7"),
    ]


@pytest.mark.parametrize(
    ("row", "rank", "rating"),
    [
        ("A,1,1", "1", "1"),
        ("A,n/a,n/a", "", ""),
        ("A,1990,1990", "1990", "1990"),
        ("A,5,", "5", ""),
    ],
)
def test_a_row_below_the_names_of_columns_is_not_joined_to_them(
    tmp_path: Path, row: str, rank: str, rating: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f"City,Rank,Score\n{row}\nB,2,7\n")
    first = [("7", "A", "overall", rank, rating)] if rank else []
    assert tidy(file, ImportOptions(edition="7")) == [*first, ("7", "B", "overall", "2", "7")]


def test_the_joined_names_are_what_options_and_messages_say(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("City,Total,,Air,\n,Rank,Score,Rank,Score\nA,1,9,x,8\n")
    with pytest.raises(ScicliError, match=r"line 3, column Air Rank: 'x' is no rank; "):
        tidy(file, ImportOptions(edition="7"))
    options = ImportOptions(edition="7", columns=(parse_mapping("rating=Air Score"),))
    file.write_text("City,Total,,Air,\n,Rank,Score,Rank,Score\nA,1,9,2,8\n")
    assert ("7", "A", "overall", "1", "8") in tidy(file, options)


@pytest.mark.parametrize("title", [None, "World ranking"])
@pytest.mark.parametrize(
    ("rank", "score"), [("Rank", "Score"), ("Rang", "Punkte"), ("順位", "得点")]
)
def test_a_sheet_a_year_has_a_merged_header_of_two_rows(
    tmp_path: Path, title: str | None, rank: str, score: str
) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
    pytest.importorskip("python_calamine", reason="needs python-calamine, which excel brings")
    book = openpyxl.Workbook()
    book.remove(book.active)
    start = 2 if title else 1
    for year, places in (("2024", (2, 1)), ("2023", (1, 2))):
        sheet = book.create_sheet(year)
        if title:
            sheet.append([title])
            sheet.merge_cells("A1:E1")
        sheet.append(["City", "Overall", None, "Customs", None])
        sheet.append([None, rank, score, rank, score])
        for city, place in zip(("A", "B"), places, strict=True):
            sheet.append([city, place, 90 - place, 3 - place, 70 + place])
        for merged in (f"A{start}:A{start + 1}", f"B{start}:C{start}", f"D{start}:E{start}"):
            sheet.merge_cells(merged)
    file = tmp_path / "book.xlsx"
    book.save(file)
    assert tidy(file) == [
        ("2023", "A", "customs", "2", "71"),
        ("2023", "A", "overall", "1", "89"),
        ("2023", "B", "customs", "1", "72"),
        ("2023", "B", "overall", "2", "88"),
        ("2024", "A", "customs", "1", "72"),
        ("2024", "A", "overall", "2", "88"),
        ("2024", "B", "customs", "2", "71"),
        ("2024", "B", "overall", "1", "89"),
    ]
