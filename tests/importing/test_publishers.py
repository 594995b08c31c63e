"""Tables as publishers write them: their words, shapes and cells in many languages."""

from pathlib import Path

import pytest

from scicli.errors import ScicliError
from scicli.importing import import_options as parse
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.import_report import import_report
from scicli.importing.patterns import category_key
from scicli.importing.tidy_figures import ImportResult, imported
from scicli.view.machine import tidy_bytes

SIX = ImportOptions(edition="6")
BY_RATING = ImportOptions(edition="6", rank_by=Field.RATING)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def read(file: Path, content: str, options: ImportOptions) -> ImportResult:
    file.write_text(content, encoding=options.encoding or "utf-8")
    return imported([str(file)], options)


def rows(file: Path, content: str, options: ImportOptions = SIX) -> list[str]:
    """Return the rows of the tidy table."""
    tidy = tidy_bytes(read(file, content, options).columns, "csv").decode()
    return tidy.splitlines()[1:]


def refusal(file: Path, content: str, options: ImportOptions = SIX) -> str:
    with pytest.raises(ScicliError) as caught:
        read(file, content, options)
    return str(caught.value).replace(f"{file.parent}/", "")


def facts(file: Path, content: str, options: ImportOptions = SIX) -> dict[str, str]:
    """Return the report of an import: its labels and values."""
    frame = import_report(read(file, content, options), options.better, 0).frame
    return dict(zip(frame["what"], frame["fact"], strict=True))


def columns(*texts: str, edition: str | None = None) -> ImportOptions:
    return ImportOptions(columns=parse.columns(texts), edition=edition)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Rang;Stadt;Punkte\n1.;Wien;81,5\n2.;Graz;80\n",
            ["6,Wien,overall,1,81.5", "6,Graz,overall,2,80"],
        ),
        (
            "순위,도시,점수\n1위,서울,81.5\n2위,부산,80\n",
            ["6,서울,overall,1,81.5", "6,부산,overall,2,80"],
        ),
        (
            "城市,得分,排名\n北京,81.5,第1位\n上海,80,第2位\n",
            ["6,北京,overall,1,81.5", "6,上海,overall,2,80"],
        ),
        (
            "الترتيب,المدينة,النقاط\n١,القاهرة,٨١٫٥\n٢,دبي,٨٠\n",
            ["6,القاهرة,overall,1,81.5", "6,دبي,overall,2,80"],
        ),
        (
            "Место;Город;Баллы\n1;Омск;81,5\n2-3;Уфа;80\n",
            ["6,Омск,overall,1,81.5", "6,Уфа,overall,2-3,80"],
        ),
        (
            "Classement;Ville;Note\n1er;Lyon;81,5\n2e;Nice;80\n",
            ["6,Lyon,overall,1,81.5", "6,Nice,overall,2,80"],
        ),
        (
            "Posición,Ciudad,Puntos\n1º,Lima,81.5\n2º,Cali,80\n",
            ["6,Lima,overall,1,81.5", "6,Cali,overall,2,80"],
        ),
        ("順位,都市\n1位,東京\n2位,大阪\n", ["6,東京,overall,1,", "6,大阪,overall,2,"]),
        ("#,Song,Artist\n1,Tune,Ann\n2,Air,Bo\n", ["6,Tune,overall,1,", "6,Air,overall,2,"]),
        (
            "Position,No,Driver,Team\n1,44,Ann,Reds\n2,1,Bo,Blues\n",
            ["6,Ann,overall,1,", "6,Bo,overall,2,"],
        ),
    ],
)
def test_columns_are_known_in_many_languages(file: Path, content: str, expected: list[str]) -> None:
    assert rows(file, content) == expected


@pytest.mark.parametrize("word", ["Season", "Saison", "Temporada", "シーズン 年", "Chart Date"])
def test_a_column_of_editions_has_its_word(file: Path, word: str) -> None:
    word = word.rpartition(" ")[2] if word.endswith("年") else word
    content = f"{word},City,Rank\n2023,A,1\n2024,A,2\n"
    assert rows(file, content, ImportOptions()) == ["2023,A,overall,1,", "2024,A,overall,2,"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (("Season 2022", "Season 2023"), ("2022", "2023")),
        (("Saison 2022/23", "Saison 2023/24"), ("2022/23", "2023/24")),
        (("Week 3", "Week 4"), ("3", "4")),
    ],
)
def test_a_word_for_editions_before_a_label_heads_ranks(
    file: Path, names: tuple[str, str], labels: tuple[str, str]
) -> None:
    content = f"Club;{';'.join(names)}\nA;1;2\nB;2;1\nC;3;3\n"
    places = [("A", "1", "2"), ("B", "2", "1"), ("C", "3", "3")]
    assert rows(file, content, ImportOptions()) == [
        f"{label},{club},overall,{(first, second)[at]},"
        for at, label in enumerate(labels)
        for club, first, second in places
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1st", "2nd", "3rd", "T17", "17T"], ["1", "2", "3", "17=", "17="]),
        (["1*", "2†", "3[a]", "4 (3)", "5 ▲", "6/180", "7.0"], [*"1234567"]),
        (["=1", "joint 1", "T-3", "tied 3", "5="], ["1=", "1=", "3=", "3=", "5="]),
        (
            ["1", "101 to 150", "501~600", "501+", "> 500"],
            ["1", "101-150", "501-600", "501+", "501+"],
        ),
        (["1", "2.5", "2.5", "4"], ["1", "2=", "2=", "4"]),
        (["1", "NR", "–", "DNF", "n/a"], ["1"]),
        (["#1", "No. 2", "№3", "4."], [*"1234"]),
    ],
)
def test_marks_around_ranks_are_taken_off(
    file: Path, cells: list[str], expected: list[str]
) -> None:
    content = "Rank;City\n" + "".join(f"{cell};City {at}\n" for at, cell in enumerate(cells))
    assert [row.split(",")[3] for row in rows(file, content)] == expected


@pytest.mark.parametrize("cells", [["1", "2", "2.5"], ["1", "2.5", "2.5", "2.5"], ["1.5", "7"]])
def test_a_number_that_is_no_mean_of_tied_places_is_no_rank(file: Path, cells: list[str]) -> None:
    content = "Rank;City\n" + "".join(f"{cell};City {at}\n" for at, cell in enumerate(cells))
    assert "is no rank" in refusal(file, content)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (".564", "0.564"),
        ("−3.5", "-3.5"),
        ("45%", "45"),
        ("$45,320", "45320"),
        ("45 320", "45320"),
        ("45'320", "45320"),
        ("1.2e3", "1200"),
        ("125 b", "125"),
        ("8.5[1]", "8.5"),
        ("７.5", "7.5"),
    ],
)
def test_marks_around_ratings_are_taken_off(file: Path, cell: str, expected: str) -> None:
    [row] = rows(file, f"City;Rank;Rating\nA;1;{cell}\n", ImportOptions(edition="6", decimal="."))
    assert row == f"6,A,overall,1,{expected}"


@pytest.mark.parametrize(
    "cells", [("1.2 m", "900 k"), ("1.2 bn", "3"), ("1.2 M", "3"), ("2 K", "3")]
)
def test_letters_that_multiply_a_number_are_not_taken_off(
    file: Path, cells: tuple[str, str]
) -> None:
    content = f"City;Rank;Rating\nA;1;{cells[0]}\nB;2;{cells[1]}\n"
    assert f"'{cells[0]}' is no rating" in refusal(file, content)


@pytest.mark.parametrize(("one", "other"), [("$45", "€44"), ("45%", "44‰"), ("£45", "44%")])
def test_a_column_has_one_unit(file: Path, one: str, other: str) -> None:
    sign = next(letter for letter in one if not letter.isdigit())
    assert refusal(file, f"City;Rank;Rating\nA;1;{one}\nB;2;3\nC;3;{other}\n") == (
        f"table.csv, line 4, column Rating: '{other}' is not in {sign} as the cells above; write"
        " the figures of a column in one unit,"
        f" or say --missing '{other}' if it means that there is none"
    )


def test_bounds_beside_a_rank_are_not_the_rank(file: Path) -> None:
    content = "City,Rank,Min rank,Max rank\nA,2,1,5\nB,1,1,3\n"
    assert rows(file, content) == ["6,A,overall,2,", "6,B,overall,1,"]


def test_a_line_that_begins_with_a_bracket_is_not_json(file: Path) -> None:
    assert rows(file, "[1] A note\nCity,Rank\nA,1\n") == ["6,A,overall,1,"]


def test_a_title_with_a_month_agrees_with_the_year_of_the_file(tmp_path: Path) -> None:
    content = "Ranking of March 2024\nCity,Rank\nA,1\n"
    assert rows(tmp_path / "2024.csv", content, ImportOptions()) == ["2024,A,overall,1,"]


def test_a_row_is_skipped_by_its_name_with_or_without_marks(file: Path) -> None:
    content = "City,Rank\nOslo,1\nWorld[a],2\n"
    for name in ("World", "World[a]"):
        assert rows(file, content, ImportOptions(edition="6", skip=(name,))) == [
            "6,Oslo,overall,1,"
        ]


def test_ratings_with_commas_follow_the_ranks(file: Path) -> None:
    lines = [
        f"{at};Stadt {at};{cell}" for at, cell in enumerate(["81,5", "80,25", "79", "78", "7,5"], 1)
    ]
    tidy = rows(file, "Rang;Stadt;Zzz\n" + "\n".join(lines))
    assert [row.rpartition(",")[2] for row in tidy] == ["81.5", "80.25", "79", "78", "7.5"]


def test_what_was_taken_off_is_reported(file: Path) -> None:
    content = "Rank;City;Rating\n1*;Kiel[a];45%\n2*;Bonn;49.5–53.1\nNR;Köln;..\nNR;Zug[b];\n"
    told = facts(file, content)
    assert {name: told[name] for name in ("names", "marks", "no figure")} == {
        "names": "'Kiel[a]' read as Kiel (and 1 more)",
        "marks": "'1*' read as 1 (and 3 more)",
        "no figure": "'NR' (2) and '..' (1)",
    }


@pytest.mark.parametrize(
    "cell", ["05-Oct", "Jan-50", "2024-10-05", "5. Okt", "2024-10-05 00:00:00"]
)
def test_a_date_in_a_column_of_ranks_was_made_by_a_spreadsheet(file: Path, cell: str) -> None:
    assert refusal(file, f"Rank,City\n1,A\n{cell},B\n{cell},C\n") == (
        f"table.csv, line 3, column Rank: '{cell}' is a date, which a spreadsheet makes of ranks"
        " such as 5-10 (and 1 more); format the column as text, and enter its ranks again"
    )


def test_every_kind_of_fault_is_told_in_one_run_the_commonest_first(file: Path) -> None:
    content = "Rank;City;Rating\nx;A;1\n1;B;y\n2;;z\n3;D;w\n"
    assert refusal(file, content).split("\n") == [
        "table.csv, line 3, column Rating: 'y' is no rating (and 2 more); write a number such as"
        " 733 or 8.5, or nothing, or say --missing 'y' if it means that there is none.",
        "table.csv, line 2, column Rank: 'x' is no rank; write 7, =7, 201-250, 801+, >15 or"
        " nothing, or say --missing 'x' if it means that there is none.",
        "table.csv, line 4: the name is blank; fill it in, or delete the line",
    ]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Kosovo*", "Kosovo"),
        ("Crimea¹", "Crimea"),
        ("A &lt B", "A < B"),
        ("SÃ£o Paulo", "São Paulo"),
        ("Ko\u200blkata", "Kolkata"),
        ("C++", "C++"),
        ("C#", "C#"),
        ("NaN", "NaN"),
        ("NA", "NA"),
        ("TRUE", "TRUE"),
        ("Ã", "Ã"),
        ("M†[b]", "M"),
        ("Łódź", "Łódź"),
        ("Âme", "Âme"),
    ],
)
def test_names_lose_what_is_no_part_of_them(file: Path, name: str, plain: str) -> None:
    assert rows(file, f"City;Rank\n{name};1\nOslo;2\n") == [
        f"6,{plain},overall,1,",
        "6,Oslo,overall,2,",
    ]


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Country,Year,Type,Value", "{city},2024,{kind},{value}"),
        ("Type,Value,Country,Year", "{kind},{value},{city},2024"),
        ("年,国家,指标,值", "2024,{city},{kind},{value}"),
    ],
)
def test_ranks_and_ratings_in_turn_are_one_row(file: Path, header: str, line: str) -> None:
    header = header.replace("值", "value")
    content = f"{header}\n" + "".join(
        line.format(city=city, kind=kind, value=value) + "\n"
        for city, rank, score in (("A", 1, 90), ("B", 2, 80))
        for kind, value in (("Rank", rank), ("Score", score))
    )
    assert rows(file, content, ImportOptions()) == ["2024,A,overall,1,90", "2024,B,overall,2,80"]


@pytest.mark.parametrize(
    "content",
    [
        # One kind has two figures; two columns tell kinds; two columns hold figures.
        "Country,Year,Type,Value\nA,2024,Rank,1\nA,2024,Rank,2\nA,2024,Score,3\n",
        "Country,Year,Type,Kind,Value\nA,2024,Rank,Rank,1\nA,2024,Score,Score,3\n",
        "Country,Year,Type,Value,Points\nA,2024,Rank,1,2\nA,2024,Score,3,4\n",
    ],
)
def test_doubtful_kinds_are_not_put_together(file: Path, content: str) -> None:
    refusal(file, content, ImportOptions())


def test_kinds_beside_ranks_and_ratings_tell_nothing(file: Path) -> None:
    content = "Country,Year,Rank,Score,Type\nA,2024,1,9,Rank\nB,2024,2,8,Score\nC,2024,3,7,Rank\n"
    tidy = rows(file, content, ImportOptions())
    assert tidy == ["2024,A,overall,1,9", "2024,B,overall,2,8", "2024,C,overall,3,7"]


def test_many_kinds_are_names(file: Path) -> None:
    lines = [f"A,2024,{'Rank' if at % 2 else 'Score'} 20{at},{at}" for at in range(10, 40)]
    content = "Country,Year,Kind,Value\n" + "\n".join(lines)
    assert len(rows(file, content, ImportOptions())) == len(lines)


@pytest.mark.parametrize("word", ["Sex", "League", "Geschlecht"])
def test_the_column_that_divides_an_edition_is_the_first_remedy(file: Path, word: str) -> None:
    content = f"Year,{word},Name,Rank\n1,F,Al,1\n1,F,Bo,2\n1,M,Bo,1\n1,M,Al,2\n"
    assert refusal(file, content, ImportOptions()) == (
        "table.csv, line 5: Al stands in line 2 of table.csv too, in edition 1, overall;"
        f" say --column category={word}"
    )
    assert rows(file, content, columns(f"category={word}")) == [
        "1,Al,F,1,",
        "1,Bo,F,2,",
        "1,Bo,M,1,",
        "1,Al,M,2,",
    ]


@pytest.mark.parametrize("header", ["City,Country", "Stadt,Land", "都市,国"])
def test_two_things_of_one_name_stay_two(file: Path, header: str) -> None:
    content = f"Year,{header},Rank\n1,London,UK,1\n1,London,Canada,50\n1,Oslo,Norway,2\n"
    assert [row.split(",")[1] for row in rows(file, content, ImportOptions())] == [
        "London (UK)",
        "London (Canada)",
        "Oslo",
    ]


def test_two_things_of_one_name_in_one_country_stay_two_by_their_region(file: Path) -> None:
    content = "Year,State,City,Rank\n1,Oregon,Portland,1\n1,Maine,Portland,50\n1,Ohio,Akron,2\n"
    assert [row.split(",")[1] for row in rows(file, content, ImportOptions())] == [
        "Portland (Oregon)",
        "Portland (Maine)",
        "Akron",
    ]


@pytest.mark.parametrize(
    "header", ["City,Rank low,Rank high", "City,Rank from,Rank to", "Stadt,Min. Rang,Max. Rang"]
)
def test_two_bounds_are_one_rank(file: Path, header: str) -> None:
    content = f"{header}\nA,1,5\nB,2,2\nC,,\nD,7,\n"
    assert rows(file, content) == ["6,A,overall,1-5,", "6,B,overall,2,", "6,D,overall,7,"]


def test_a_table_that_is_no_better_turned_is_not_to_be_turned(file: Path) -> None:
    sentence = (
        "table.csv has no line that names a column of cities and one of ranks or ratings; write one"
        " above the table, or say --column city=NAME and --column rank=NAME or rating=NAME"
    )
    ambiguous = "x,Oslo,Rome\nscore,5,6\nscore,7,8\n"
    assert refusal(file, ambiguous, ImportOptions()) == sentence
    assert refusal(file, "x,y\na,b\n", ImportOptions(transpose=True)) == sentence


@pytest.mark.parametrize("corner", ["Year", "Jahr", ""])
def test_cities_as_columns_are_turned(file: Path, corner: str) -> None:
    content = f"{corner},Oslo,Rome,Kiel\n2020,1,2,3\n2021,2,1,3\n"
    assert refusal(file, content, ImportOptions()) == (
        "table.csv has no line that names a column of cities and one of ranks or ratings;"
        " say --transpose if each column holds a city"
    )
    assert rows(file, content, ImportOptions(transpose=True)) == [
        "2020,Oslo,overall,1,",
        "2020,Rome,overall,2,",
        "2020,Kiel,overall,3,",
        "2021,Oslo,overall,2,",
        "2021,Rome,overall,1,",
        "2021,Kiel,overall,3,",
    ]


@pytest.mark.parametrize("content", ["1,Oslo\n2,Rome\n", "1;Oslo\n2;Rome\n"])
def test_a_table_without_a_header_gets_one(file: Path, content: str) -> None:
    assert refusal(file, content).endswith("say --header city,rank with a name for each column")
    options = ImportOptions(edition="6", header=parse.header("rank, city"))
    assert rows(file, content, options) == ["6,Oslo,overall,1,", "6,Rome,overall,2,"]
    assert "names of columns" not in facts(file, content, options)


def test_a_table_that_no_shape_fits_is_refused(file: Path) -> None:
    assert refusal(file, "x,y\nRank,1\nRank,2\n").endswith(
        "say --column city=NAME and --column rank=NAME or rating=NAME"
    )


@pytest.mark.parametrize("second", [";Rank;Score", "Stadt;Rank;Score"])
def test_two_lines_that_name_the_same_columns_are_refused(file: Path, second: str) -> None:
    assert refusal(file, f"City;Rank;Score\n{second}\nA;1;9\n") == (
        "table.csv: lines 1 and 2 both name columns;"
        " write one name for each, such as '2023 Rank', in one line"
    )


def test_the_rank_of_a_category_beside_a_plain_rating_is_doubtful(file: Path) -> None:
    assert refusal(file, "Tech Rank,Institution,Score\n1,A,9\n") == (
        "table.csv, line 1: column 'Tech Rank' may hold the rank; say --column rank='Tech Rank',"
        " or without it --column rating='Score'"
    )


def test_a_long_text_is_not_turned(file: Path) -> None:
    text = "".join(f"word {at},text {at}\n" for at in range(1_100))
    assert refusal(file, text).endswith(
        "or say --column city=NAME and --column rank=NAME or rating=NAME"
    )


def test_a_wide_table_is_searched_for_bounds_once(file: Path) -> None:
    names = ",".join(f"min x{at},max x{at}" for at in range(5_000))
    assert rows(file, f"City,Min rank,{names},Max rank\nA,1,{',' * 10_000}3\n") == [
        "6,A,overall,1-3,"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("city", "--header 'city' names one column"),
        ("city,rank,city", "--header names 'city' twice"),
    ],
)
def test_a_header_has_two_different_names(text: str, problem: str) -> None:
    with pytest.raises(ScicliError, match=problem):
        parse.header(text)


@pytest.mark.parametrize("line", [",(1-3),(0-100)", ",,points", ",rank,%"])
def test_a_row_of_units_is_left_out(file: Path, line: str) -> None:
    content = f"City,Rank,Score\n{line}\nA,1,90\n"
    assert rows(file, content) == ["6,A,overall,1,90"]
    [omission] = read(file, content, SIX).omissions
    assert (omission.line, omission.reason) == (2, "holds units, not figures")


def test_wide_sheets_name_their_columns_by_letters(file: Path) -> None:
    names = ["Rank", "City", *(f"x{number}" for number in range(25))]
    header = ",".join([*names, *names])
    assert "in the columns A to AA and AB to BB" in refusal(file, f"{header}\n1,A\n")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("2018.csv", "2018"),
        ("scores 201806.csv", "201806"),
        ("20240105.csv", "20240105"),
        ("august2021.csv", "august2021"),
        ("week_01.csv", "week_01"),
        ("GFCI-37.csv", "GFCI-37"),
        ("Mai 2023.csv", "Mai 2023"),
    ],
)
def test_an_edition_may_be_the_name_of_its_file(tmp_path: Path, name: str, label: str) -> None:
    assert rows(tmp_path / name, "City,Rank\nA,1\n", ImportOptions()) == [f"{label},A,overall,1,"]


@pytest.mark.parametrize("header", ["Feb 2024,Feb 2023", "Q1 2024,Q4 2023", "2024-02,2023-02"])
def test_columns_that_are_called_by_a_time_are_editions(file: Path, header: str) -> None:
    later, earlier = header.split(",")
    content = f"{header},Language\n1,2,C\n2,1,C++\n3,3,C#\n"
    assert rows(file, content, ImportOptions()) == [
        f"{earlier},C,overall,2,",
        f"{earlier},C++,overall,1,",
        f"{earlier},C#,overall,3,",
        f"{later},C,overall,1,",
        f"{later},C++,overall,2,",
        f"{later},C#,overall,3,",
    ]


def test_ranks_and_ratings_without_a_known_name_are_found_by_their_values(file: Path) -> None:
    lines = [f"{place},City {place},{100 - place}" for place in (3, 1, 2, 6, 5, 4)]
    content = "Zzz,City,Yyy\n" + "\n".join(lines)
    assert sorted(rows(file, content)) == [f"6,City {n},overall,{n},{100 - n}" for n in range(1, 7)]


@pytest.mark.parametrize("last", ["97", "96,5"])
def test_what_does_not_follow_the_ranks_is_not_read(file: Path, last: str) -> None:
    content = f"Rank;City;Yyy\n1;A;90\n2;B;91\n3;C;89\n4;D;95\n5;E;{last}\n6;F;x\n7;G;-\n"
    assert facts(file, content)["not read"] == "Yyy"


@pytest.mark.parametrize(
    "header", ["HDI rank,Country,HDI rank 2018", "Country,HDI rank 2018,HDI rank"]
)
def test_ranks_of_two_editions_of_which_one_is_unnamed_are_refused(file: Path, header: str) -> None:
    cells = "1,A,2" if header.startswith("HDI") else "A,2,1"
    assert refusal(file, f"{header}\n{cells}\n", ImportOptions()).startswith(
        "table.csv, line 1: column 'HDI rank 2018' may name an edition,"
        " but column 'HDI rank' names none;"
    )
    options = columns("2018.rank=HDI rank 2018", "2023.rank=HDI rank")
    content = "HDI rank,Country,HDI rank 2018\n1,A,2\n2,B,1\n"
    assert rows(file, content, options) == [
        "2018,A,overall,2,",
        "2018,B,overall,1,",
        "2023,A,overall,1,",
        "2023,B,overall,2,",
    ]


def test_a_field_may_be_left_unread(file: Path) -> None:
    content = "City,Country,Rank,Score\nA,X,1,9\nB,Y,2,8\n"
    assert rows(file, content, columns("rating=", "country=", "city=City", edition="6")) == [
        "6,A,overall,1,",
        "6,B,overall,2,",
    ]
    assert "no line that names" in refusal(file, content, columns("rating=", "rank="))


@pytest.mark.parametrize(
    ("others", "rating"), [("6.5%", "1234"), ("6,5%", "1.234"), ("$1,069,978", "1234")]
)
def test_the_other_numbers_of_a_table_show_the_decimal_mark(
    file: Path, others: str, rating: str
) -> None:
    cell = "1,234" if rating == "1234" else "1.234"
    if others == "6,5%":
        rating = "1234"
    content = f"City;Rank;Score;Change\nA;1;{cell};{others}\n"
    assert rows(file, content) == [f"6,A,overall,1,{rating}"]


@pytest.mark.parametrize("others", ["x", "6.5%|6,5%"])
def test_other_numbers_may_not_show_the_decimal_mark(file: Path, others: str) -> None:
    lines = "".join(f"A{at};{at};1,234;{text}\n" for at, text in enumerate(others.split("|"), 1))
    assert "'1,234' may be 1234 or 1.234" in refusal(file, f"City;Rank;Score;Change\n{lines}")


@pytest.mark.parametrize(
    "content",
    [
        ",Rank,Score\nOslo,1,9\nRome,2,8\n",
        "Rank,,Score\n1,Oslo,9\n2,Rome,8\n",
        "순위,점수,\n1,9,Oslo\n2,8,Rome\n",
    ],
)
def test_row_names_without_a_name_are_ranked(file: Path, content: str) -> None:
    assert rows(file, content) == ["6,Oslo,overall,1,9", "6,Rome,overall,2,8"]


def test_a_column_without_a_name_beside_countries_is_doubtful(file: Path) -> None:
    assert refusal(file, ",Country,Rank\nOslo,Norway,1\nRome,Italy,2\n") == (
        "table.csv, line 1: the columns 'Country' and one without a name may each hold the city;"
        " say which: --column city='Country'"
    )


@pytest.mark.parametrize(
    "names", [("tech", "air"), ("Business Environment", "R & D"), ("기술", "환경")]
)
def test_files_may_be_categories(tmp_path: Path, names: tuple[str, str]) -> None:
    for at, name in enumerate(names, 1):
        (tmp_path / f"{name}.csv").write_text(f"City,Rank\nOslo,{at}\nRome,{3 - at}\n")
    paths = [tmp_path / f"{name}.csv" for name in names]
    result = imported(paths, ImportOptions(edition="6", category="*"))
    assert result.columns["category"] == [category_key(names[at // 2]) for at in range(4)]
    assert rows(
        tmp_path / "air.csv", "City,Rank\nOslo,1\n", ImportOptions(edition="6", category="air")
    ) == ["6,Oslo,air,1,"]


def test_a_category_is_given_once(file: Path) -> None:
    options = ImportOptions(edition="6", category="air")
    assert refusal(file, "City,Category,Rank\nOslo,tech,1\n", options) == (
        "table.csv: the columns give the categories; leave out --category"
    )
    with pytest.raises(ScicliError, match="--category is blank"):
        parse.category(" ")
    assert parse.category(" air ") == "air"


def test_a_group_is_ranked_if_nothing_else_is(file: Path) -> None:
    content = "Subject,Rank,Score\nLaw,1,9\nArt,2,8\n"
    assert rows(file, content) == ["6,Law,overall,1,9", "6,Art,overall,2,8"]


def test_rows_that_may_be_no_city_are_named_with_the_options_that_leave_them_out(
    file: Path,
) -> None:
    content = "Country,2015\nWorld,100.5\nHigh income,60.5\nPeru,18.1\nChile,11.1\n"
    result = read(file, content, ImportOptions(rank_by=Field.RATING))
    report = import_report(result, parse.Better.HIGHER, 0)
    assert report.sections[-1].notes[-1] == (
        "World and High income may not be cities;"
        " leave them out with --skip World --skip 'High income'."
    )


def test_lines_that_are_not_utf_8_are_named(file: Path) -> None:
    text = "City,Rank\nZürich,1\nKöln,2\nGöteborg,3\n".encode()
    file.write_bytes(text + b"M\xfcnchen,4\nOslo,5\nM\xe5l\xf8y,6\n")
    with pytest.raises(ScicliError) as caught:
        imported([str(file)], SIX)
    assert str(caught.value).replace(f"{file.parent}/", "") == (
        "table.csv, line 5: the bytes are not UTF-8;"
        " correct lines 5 and 7, because the rest of the file is UTF-8"
    )


@pytest.mark.parametrize(
    "content",
    [
        '[{"rank": 1, "city": "A"}, {"city": "B", "rank": 2, "rating": 8.5}]',
        '{"title": "x", "rows": [{"city": "A", "rank": "1"},'
        ' {"rating": 8.5, "rank": 2, "city": "B"}]}',
        '[\n{"city": "A", "rank": 1, "rating": null},\n{"city": "B", "rank": 2, "rating": 8.50}\n]',
    ],
)
def test_records_of_json_are_rows(file: Path, content: str) -> None:
    tidy = rows(file, content)
    assert [row.replace("8.50", "8.5") for row in tidy] == ["6,A,overall,1,", "6,B,overall,2,8.5"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[{"a": 1}, 2]', "is JSON, but not a list of records; save its table as CSV"),
        ("{}", "is JSON, but not a list of records; save its table as CSV"),
        ('[{"a": [1]}]', "is JSON, but not a list of records; save its table as CSV"),
        (
            '[{"a": 1, "a": 2}]',
            "is not valid JSON: a record has two values of one name; fetch the file again",
        ),
        (
            "<!DOCTYPE html><table></table>",
            "is a page of HTML or XML, which is not read;"
            " open it in a browser, and save its table as CSV",
        ),
    ],
)
def test_other_json_and_pages_are_refused(file: Path, content: str, problem: str) -> None:
    assert refusal(file, content) == f"table.csv {problem}"
