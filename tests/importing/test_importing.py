"""Tables as publishers send them, each in a small file of its own making."""

import codecs
from pathlib import Path

import pytest

from scicli.errors import QuestionError, ScicliError
from scicli.importing import import_options as wish
from scicli.importing.import_options import Better, Dates, Duplicates, Field, parse_mapping
from scicli.importing.import_options import ImportOptions as Options
from scicli.importing.import_report import import_report
from scicli.importing.tidy_figures import ImportResult, imported
from scicli.view.machine import tidy_bytes

TIDY = "edition,city,category,rank,rating\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table.csv"


def read(file: Path, content: str | bytes, options: Options | None = None) -> ImportResult:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return imported([str(file)], options or Options())


def written(result: ImportResult) -> str:
    return tidy_bytes(result.columns, "csv").decode()


def tidy(file: Path, content: str | bytes, options: Options | None = None) -> str:
    """Return the tidy table that a file is turned into, without the columns' names."""
    text = written(read(file, content, options))
    assert text.startswith(TIDY)
    return text.removeprefix(TIDY)


def refusal(file: Path, content: str | bytes, options: Options | None = None) -> str:
    with pytest.raises(ScicliError) as caught:
        read(file, content, options)
    return str(caught.value).replace(f"{file.parent}/", "")


def columns(*texts: str) -> Options:
    return Options(columns=tuple(map(parse_mapping, texts)))


SIX = "6,Busan,overall,22,\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # Separators.
        ("edition,city,rank\n6,Busan,22\n", SIX),
        ("edition;city;rank\n6;Busan;22\n", SIX),
        ("edition\tcity\trank\n6\tBusan\t22\n", SIX),
        ("edition|city|rank\n6|Busan|22\n", SIX),
        # A number is no edition because it stands in a name.
        ("edition;City;Score (max 100)\n6;Busan;1.5\n", "6,Busan,overall,,1.5\n"),
        ("edition;City;Score (/100)\n6;Busan;1.5\n", "6,Busan,overall,,1.5\n"),
        ("edition;City;Rank out of 195\n6;Busan;22\n", SIX),
        ("edition;City;Rank (n=50)\n6;Busan;22\n", SIX),
        ("edition;Player;Points per 90\n6;Busan;1.5\n", "6,Busan,overall,,1.5\n"),
        ("edition;City;Rank (1);Score (2)\n6;Busan;22;1.5\n", "6,Busan,overall,22,1.5\n"),
        # The further columns of a tidy file are left alone.
        ("edition,city,team,rank\n6,Busan,B,22\n", SIX),
        ("edition,year,city,rank\n6,7,Busan,22\n", SIX),
        # Encodings and marks.
        ("edition,city,rank\n6,Busan,22\n".encode("utf-8-sig"), SIX),
        ("edition,city,rank\n6,Busan,22\n".encode("utf-16"), SIX),
        (codecs.BOM_UTF16_BE + "edition,city,rank\n6,Busan,22\n".encode("utf-16-be"), SIX),
        # Line ends.
        (b"edition,city,rank\r\n6,Busan,22\r\n", SIX),
        (b"edition,city,rank\r6,Busan,22\r", SIX),
        (b"edition,city,rank\r\r\n6,Busan,22\r\r\n", SIX),
        (b"edition,city,rank\n6,Busan,22", SIX),
        # Lines above, below and between.
        ("Smart centres, 6\n\nedition,city,rank\n6,Busan,22\n\nSource: the publisher\n", SIX),
        ("A;;\nedition;city;rank\n6;Busan;22\n;;\nSource: x;;\n", SIX),
        ("edition,city,rank\n6,Busan,22\nNote: ranks, scores, and more, are estimates\n", SIX),
        ("edition,city,rank\n6,Busan,22\nedition,city,rank\n6,Seoul,24\n",
         SIX + "6,Seoul,overall,24,\n"),
        ("edition,city,rank,,\n6,Busan,22,,\n,,,,\n", SIX),
        # Names of columns.
        ("Year,Centre,Ranking\n6,Busan,22\n", SIX),
        ("YEAR,Center,Position\n6,Busan,22\n", SIX),
        ("date,name,place\n6,Busan,22\n", SIX),
        ("Edition,University,rank\n6,Busan,22\n", SIX),
        ("Edition,Institution,Rank\n6,Busan,22\n", SIX),
        ("edition,team,rank\n6,Busan,22\n", SIX),
        ("edition,player,rank\n6,Busan,22\n", SIX),
        ("edition,country,rank\n6,Busan,22\n", SIX),
        ("edition,city,score\n6,Busan,8.5\n", "6,Busan,overall,,8.5\n"),
        ("edition,team,player,rank\n6,A,Busan,22\n", SIX),
        ("edition,city,World rank,National rank\n6,Busan,22,1\n", SIX),
        ("edition,city,Points\n6,Busan,8.5\n", "6,Busan,overall,,8.5\n"),
        ("edition,city,Index\n6,Busan,8.5\n", "6,Busan,overall,,8.5\n"),
        ("edition,city,World rank,Total score\n6,Busan,22,8.5\n", "6,Busan,overall,22,8.5\n"),
        ("edition,city,Rank,Change in rank,Previous rank\n6,Busan,22,▲ 5,27\n", SIX),
        # Ranks, in every form.
        ("edition,city,rank\n6,A, =39\n6,B,39=\n6,C,39\n",
         "6,A,overall,39=,\n6,B,overall,39=,\n6,C,overall,39,\n"),
        ("edition,city,rank\n6,A,201-250\n6,B,201–250\n6,C,201—250\n6,D,220 – 300\n",
         "6,A,overall,201-250,\n6,B,overall,201-250,\n6,C,overall,201-250,\n"
         "6,D,overall,220-300,\n"),
        ("edition,city,rank\n6,A,801+\n6,B,>15\n6,C,-\n6,D,7.0\n",
         "6,A,overall,801+,\n6,B,overall,16+,\n6,C,overall,,\n6,D,overall,7,\n"),
        ('edition,city,rank\n6,A,"1,024"\n6,B,"1,001–1,200"\n6,C,1 024\n',
         "6,A,overall,1024,\n6,B,overall,1001-1200,\n6,C,overall,1024,\n"),
        # Ratings, in every form.
        ('edition,city,rating\n6,A,"8,5"\n6,B,"1.234,5"\n',
         "6,A,overall,,8.5\n6,B,overall,,1234.5\n"),
        ('edition,city,rating\n6,A,8.5\n6,B,"1,234"\n6,C,1 234.25\n',
         "6,A,overall,,8.5\n6,B,overall,,1234\n6,C,overall,,1234.25\n"),
        ("edition,city,rating\n6,A,7.769\n6,B,n/a\n", "6,A,overall,,7.769\n6,B,overall,,\n"),
        ("edition,city,rating\n6,A,+8.50\n6,B,-3\n", "6,A,overall,,8.50\n6,B,overall,,-3\n"),
        # Editions as columns.
        ("Centre;SCI 6 Rank;SCI 6 Rating;SCI 5 Rank\nBusan;22;;27\nMalta;12;696;15\n",
         "5,Busan,overall,27,\n5,Malta,overall,15,\n6,Busan,overall,22,\n"
         "6,Malta,overall,12,696\n"),
        ("name,2011-12 rank,2012-13 rank\nA,1,2\n", "2011-12,A,overall,1,\n2012-13,A,overall,2,\n"),
        ("name,Rank (2017),Score (2017)\nA,1,9\n", "2017,A,overall,1,9\n"),
        ("name,GFCI 7 rank,NFC 38 rank\nA,1,2\n", "GFCI 7,A,overall,1,\nNFC 38,A,overall,2,\n"),
        ("name,1995,1996\nA,8.5,\nB,7.25,9\n",
         "1995,A,overall,,8.5\n1995,B,overall,,7.25\n1996,B,overall,,9\n"),
        ("name,1995,1996\nA,=1,201-250\nB,=1,9\n",
         "1995,A,overall,1=,\n1995,B,overall,1=,\n1996,A,overall,201-250,\n1996,B,overall,9,\n"),
        # Editions as rows, whose labels are kept as they are.
        ("edition,city,rank\nGFCI 7,A,1\nGFCI 38,A,2\n2011-12,A,3\n",
         "GFCI 7,A,overall,1,\nGFCI 38,A,overall,2,\n2011-12,A,overall,3,\n"),
        # Categories as pairs of columns, or as rows.
        ("edition,city,Rank,Tech Rank,Tech Rating,Other Rank\n6,Busan,22,11,700,3\n",
         "6,Busan,overall,22,\n6,Busan,tech,11,700\n"),
        ("edition,name,rank,scores_teaching,scores_teaching_rank\n6,A,2,93.1,1\n",
         "6,A,overall,2,\n6,A,teaching,1,93.1\n"),
        ("edition,city,Overall rank,Financial Services Rank\n6,A,2,1\n",
         "6,A,overall,2,\n6,A,financial_services,1,\n"),
        ("edition,city,category,rank\n6,A,,2\n6,A,Air,1\n", "6,A,overall,2,\n6,A,Air,1,\n"),
        # Names that are no other thing.
        ("edition,city,rank\n6,NA,1\n6,NaN,2\n6,null,3\n6,부산,4\n6,دبي,5\n",
         "6,NA,overall,1,\n6,NaN,overall,2,\n6,null,overall,3,\n6,부산,overall,4,\n"
         "6,دبي,overall,5,\n"),
        ('edition,city,rank\n6,"A, ""B""\nC",1\n6,\'=D,2\n',
         '6,"A, ""B""\nC",overall,1,\n6,\'=D,overall,2,\n'),
    ],
)  # fmt: skip
def test_tables_of_publishers_are_read(file: Path, content: str | bytes, expected: str) -> None:
    assert tidy(file, content) == expected


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("2011_rankings.csv", "2011"),
        ("rankings-2011-12.csv", "2011-12"),
        ("table 2024-12-30.csv", "2024-12-30"),
        ("2012-Q1.csv", "2012-Q1"),
        ("sci.2011.csv", "2011"),
    ],
)
def test_a_file_name_gives_the_edition_where_no_column_does(
    tmp_path: Path, name: str, label: str
) -> None:
    assert tidy(tmp_path / name, "city,rank\nA,1\n") == f"{label},A,overall,1,\n"


def test_several_files_are_one_table(tmp_path: Path) -> None:
    for year, rank in ((2011, "201–250"), (2012, "801+")):
        (tmp_path / f"{year}_rankings.csv").write_text(f"rank,name,location\n{rank},A,x\n")
    result = imported([str(tmp_path)], Options())
    assert written(result) == (
        TIDY.replace("\n", ",country\n") + "2011,A,overall,201-250,,x\n2012,A,overall,801+,,x\n"
    )


def test_columns_that_describe_figures_are_kept(file: Path) -> None:
    content = "edition,city,rank,country,region,basis,sources,mayor\n6,A,1,X,Y,printed,s1;s2,Z\n"
    assert read(file, content).columns == {
        "edition": ["6"],
        "city": ["A"],
        "category": ["overall"],
        "rank": ["1"],
        "rating": [""],
        "country": ["X"],
        "region": ["Y"],
        "basis": ["printed"],
        "sources": ["s1;s2"],
    }


@pytest.mark.parametrize(
    ("options", "content", "expected"),
    [
        (columns("city=Team", "rank=Pos"), "edition,Name,Team,Pos\n6,x,Busan,22\n", SIX),
        (columns("tech.rank=T", "rank=R"), "edition,city,T,R\n6,A,1,2\n",
         "6,A,tech,1,\n6,A,overall,2,\n"),
        (columns("rank=rank"), "edition,city,rank,ranking\n6,Busan,22,9\n", SIX),
        (columns("rank={edition}"), "city,1995,1996\nA,1,2\n",
         "1995,A,overall,1,\n1996,A,overall,2,\n"),
        (columns("rank=SCI {edition} R", "air.rating=SCI {edition} A"),
         "city,SCI 6 R,SCI 6 A\nA,1,2\n", "6,A,overall,1,\n6,A,air,,2\n"),
        (Options(edition="6"), "city,year,rank\nBusan,1995,22\n", SIX),
        (Options(encoding="cp1252"), "edition,city,rank\n6,Zürich,1\n".encode("cp1252"),
         "6,Zürich,overall,1,\n"),
        (Options(encoding="utf-16-le"), "edition,city,rank\n6,Busan,22\n".encode("utf-16-le"), SIX),
        (Options(encoding="cp1252"), b"\xef\xbb\xbfx\nedition,city,rank\n6,Busan,22\n", SIX),
        (Options(encoding="utf-8"), b"\xef\xbb\xbfedition,city,rank\n6,Busan,22\n", SIX),
        (Options(separator="~"), "edition~city~rank\n6~Busan~22\n", SIX),
        (Options(decimal=","), "edition;city;rating\n6;A;1.234\n", "6,A,overall,,1234\n"),
        (Options(decimal="."), "edition;city;rating\n6;A;1.234\n", "6,A,overall,,1.234\n"),
        (Options(missing=("0", "new")),
         "edition,city,rank,rating\n6,A,new,8\n6,B,1,0.0\n6,C,2,10\n",
         "6,A,overall,,8\n6,B,overall,1,\n6,C,overall,2,10\n"),
        (Options(skip=("world", "")), "edition,city,rank\n6,World,1\n6,,x\n6,Busan,22\n", SIX),
        (Options(skip=("total",)), "city,edition,rank\nTotal,9\nBusan,6,22\n", SIX),
        (Options(missing=("0",)), "Edition,Name,Rank\n6,Busan,22\n6,Seoul,n/a\n", SIX),
        # What a value that means none is as a number is known when the mark of decimals is.
        (Options(missing=("1000",), edition="6"), "City;Rating\nA;1,000\nB;12,5\nC;1.000\n",
         "6,A,overall,,1.000\n6,B,overall,,12.5\n"),
        (Options(missing=("1",), edition="6"), "City;Rating\nA;1,000\nB;12,5\nC;1.000\n",
         "6,B,overall,,12.5\n6,C,overall,,1000\n"),
        (columns("rank=Rank {edition}"), "City;Rank H1 2023;Rank H2 2023\nA;1;2\n",
         "H1 2023,A,overall,1,\nH2 2023,A,overall,2,\n"),
        (columns("rank={edition} Rank (of 80)", "rank={edition} Rank (of 79)"),
         "City;2023 Rank (of 80);2022 Rank (of 79)\nA;1;2\n",
         "2022,A,overall,2,\n2023,A,overall,1,\n"),
        (Options(skip=("A",)), "edition,city,rank\n6,A,zzz\n6,Busan,22\n", SIX),
        (Options(duplicates=Duplicates.BEST), "edition,city,rank\n6,A,3\n6,A,2\n6,A,9-10\n",
         "6,A,overall,2,\n"),
        (Options(duplicates=Duplicates.BEST), "edition,city,rating\n6,A,3\n6,A,\n6,A,2\n",
         "6,A,overall,,3\n"),
        (Options(duplicates=Duplicates.BEST, better=Better.LOWER),
         "edition,city,rating\n6,A,3\n6,A,2\n", "6,A,overall,,2\n"),
        (Options(duplicates=Duplicates.DROP), "edition,city,rank\n6,A,3\n6,A,2\n6,Busan,22\n", SIX),
    ],
)  # fmt: skip
def test_options_decide_how_a_table_is_read(
    file: Path, options: Options, content: str | bytes, expected: str
) -> None:
    assert tidy(file, content, options) == expected


def test_ranks_are_computed_where_a_table_has_none(file: Path) -> None:
    content = (
        "edition,city,category,rank,rating\n"
        "1,A,,,8.5\n1,B,,,8.50\n1,C,,,9\n1,D,,,\n1,E,,,1\n1,A,air,4,1\n1,B,air,,2\n"
    )
    by_rating = Options(rank_by=Field.RATING)
    result = read(file, content, by_rating)
    assert result.columns["rank"] == ["2", "2", "1", "", "4", "4", ""]
    assert result.columns["basis"] == [*["derived"] * 3, "", "derived", "", ""]
    assert result.incomplete_rankings == (("1", "air"),)
    assert result.computed_rankings == (("1", "overall"),)
    lower = Options(rank_by=Field.RATING, better=Better.LOWER)
    assert read(file, content, lower).columns["rank"] == ["2", "2", "4", "", "1", "4", ""]


def test_a_year_column_holds_ratings_where_ranks_are_computed_of_them(file: Path) -> None:
    options = Options(rank_by=Field.RATING, missing=("0",))
    result = read(file, "country,1995\nA,0.0\nB,3\nC,4\n", options)
    assert written(result) == (
        "edition,city,category,rank,rating,basis\n"
        "1995,B,overall,2,3,derived\n1995,C,overall,1,4,derived\n"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "table.csv is empty; fetch the file again"),
        (b" \n\n", "table.csv is empty; fetch the file again"),
        ("edition,city,rank\n", "table.csv holds no figures; add a row for each"
         " below the names of its columns"),
        ("6,Busan,22\n", "table.csv has no line that names a column of cities and one of ranks or"
         " ratings; say --header city,rank with a name for each column"),
        ("a text of one column\n", "table.csv has no line that names a column of cities and one of"
         " ranks or ratings; write one above the table, or say --column city=NAME and"
         " --column rank=NAME or rating=NAME"),
        ("country,%ile rank\nA,99\nB,50\n", "no column of table.csv holds ranks or ratings: '%ile"
         " rank' is neither; say --column rank=NAME or rating=NAME if one does"),
        ("country,Percentile Rank\nA,99\nB,50\n", "no column of table.csv holds ranks or ratings:"
         " 'Percentile Rank' is neither; say --column rank=NAME or rating=NAME if one does"),
        ("city,rank\nA,1\n", "table.csv does not say which edition it holds; say --edition LABEL"),
        ("edition,city,rank\n6,A,x\n", "table.csv, line 2, column rank: 'x' is no rank; write 7,"
         " =7, 201-250, 801+, >15 or nothing, or say --missing 'x' if it means that there is none"),
        ("edition,city,rank\n6,A,1 2\n", "table.csv, line 2, column rank: '1 2' is no rank; write"
         " 7, =7, 201-250, 801+, >15 or nothing, or say --missing '1 2' if it means that there is"
         " none"),
        ("edition,city,rating\n6,A,8.5\n6,B,very\n", "table.csv, line 3, column rating: 'very' is"
         " no rating; write a number such as 733 or 8.5, or nothing, or say --missing 'very' if it"
         " means that there is none"),
        ("edition,city,rank\n6,,1\n6,B,2\n",
         "table.csv, line 2: the name is blank; fill it in, or delete the line"),
        ("edition,city,rank\n,A,1\n",
         "table.csv, line 2: the edition is blank; fill it in, or delete the line"),
        ("edition,city,rank\n6,A\n6,B,2\n", "table.csv, line 2: 2 cells, but"
         " there are 3 columns; give every row as many cells, blank ones too"),
        ("edition,city,rank\n6,A,1,9\n6,B,2\n", "table.csv, line 2: 4 cells, but"
         " there are 3 columns; give every row as many cells, blank ones too"),
        ("edition,city,rank\n6,A,2\n6,B,3\n6,A,2\n", "table.csv, line 4: A stands in line 2 of"
         " table.csv too, in edition 6, overall; say --duplicates best or --duplicates drop"),
        ("edition,song,player,rank\n6,A,B,1\n", "table.csv, line 1: the columns 'song' and 'player'"
         " may each hold the city; say which: --column city='song'"),
        ("date,year,team,rank\n6,7,B,1\n", "table.csv, line 1: the columns 'date' and 'year' may"
         " each hold the edition; say which: --column edition='date'"),
        ("edition,city,rank,Ranking\n6,A,1,2\n", "table.csv, line 1: the columns 'rank' and"
         " 'Ranking' may each hold the rank; say which: --column rank='rank'"),
        ("edition,name,rank,scores_overall,scores_overall_rank\n6,A,1,2,10\n",
         "table.csv, line 1: the columns 'rank' and 'scores_overall_rank' may each hold the rank;"
         " say which: --column rank='rank'"),
        ("edition,city,World rank,Tech rank,Global rank\n6,A,1,2,3\n", "table.csv, line 1: the"
         " columns 'World rank' and 'Global rank' may each hold the rank; say which:"
         " --column rank='World rank'"),
        ("city,1995,1996\nA,1,2\n", "table.csv: the values below '1995' may be ranks or ratings;"
         " say --column 'rank={edition}' or --column 'rating={edition}'"),
        ("city,rank,SCI 6 Rating\nA,1,2\n", "table.csv, line 1: column 'SCI 6 Rating' may name an"
         " edition, but column 'rank' names none; say --column which columns hold what, with"
         " {edition} for editions in their names"),
        ("City,2023,2023 Rank\nA,201-250,3\n", "table.csv: the columns '2023' and '2023 Rank' may"
         " each hold the rank of edition 2023; say --column which holds the rank"),
        ("City,2023 Rank,2023 Rank\nA,1,2\n",
         "table.csv: 2 columns are called '2023 Rank'; rename or remove one"),
        ("2024 RANK,2023 RANK,Institution,Overall SCORE\n1,2,A,9\n", "table.csv, line 1: column"
         " '2024 RANK' may name an edition, but column 'Overall SCORE' names none; say --column"
         " which columns hold what, with {edition} for editions in their names"),
        ("Country,CPI score 2023,Rank 2023\nA,9,1\n", "table.csv, line 1: the columns 'CPI score"
         " 2023' and 'Rank 2023' may be of one edition; say --column which columns hold what, with"
         " {edition} for editions in their names"),
        ("City;Safety rank 2023;Health rank 2022\nA;1;2\n", "table.csv, line 1: the columns 'Safety"
         " rank 2023' and 'Health rank 2022' may name editions or categories; say --column which"
         " columns hold what, with {edition} for editions in their names"),
        ("City;2016;2017\nA;9.0;8.0\n", "table.csv: the values below '2016' may be ranks or"
         " ratings; say --column 'rank={edition}' or --column 'rating={edition}'"),
        ("Country;2022;2023\nA;1,745;1,838\n", "table.csv: the values below '2022' may be ranks or"
         " ratings; say --column 'rank={edition}' or --column 'rating={edition}'"),
        ("edition;City;Rank\n6;Berlin;1\n;;3\n;Bonn;2\n",
         "table.csv, line 3: the edition is blank (and 1 more); fill it in, or delete the line.\n"
         "table.csv, line 3: the name is blank; fill it in, or delete the line"),
        ("edition;Rank;City;Country;Score\n6;1;Berlin;DE;5.5\n6;Ulm;~300\n", "table.csv, line 3: 3"
         " cells, but there are 5 columns; give every row as many cells, blank ones"
         " too"),
        ("Pos;Club;Pts\n1;Ajax;25\n2;PSV;22\n\nPlayer;edition;Points\nA;6;12\n", "table.csv: lines"
         " 2 to 3 hold figures above the names of the columns in line 5; keep one table in a file"),
        ("City;Rank;Score\n;Rank;Score\nBerlin;1;80.5\n", "table.csv: lines 1"
         " and 2 both name columns; write one name for each, such as '2023 Rank', in one line"),
        ("edition,City,SCI 6 Rank\n6,A,1\n", "table.csv, line 1: column 'SCI 6 Rank' names an"
         " edition, which is given already; say --column which columns hold rank and rating"),
        ("City,2023 Safety Score,2023 Health Score\nA,1,2\n", "table.csv, line 1: the columns"
         " '2023 Safety Score' and '2023 Health Score' may each hold the rating; say which:"
         " --column rating='2023 Safety Score'"),
        ("City,Pillar 1 Score,Pillar 2 Score\nA,1,2\n", "table.csv, line 1: the columns 'Pillar 1"
         " Score' and 'Pillar 2 Score' may each hold the rating; say which:"
         " --column rating='Pillar 1 Score'"),
        ("Rank;City;Score;;Rank;City;Score\n1;A;9;;2;B;8\n", "table.csv, line 1: two tables"
         " stand side by side, in the columns A to C and E to G; keep one table in a file"),
        ("edition,index,city,rank\n6,0,A,1\n6,1,B,2\n", "table.csv: the column 'index' only numbers"
         " its rows; say --column rating=index, or rename it"),
        ("edition;City;Rank\n6;A;999\n6;B;1.000\n", "table.csv, line 3, column Rank: '1.000' is no"
         " rank; write 7, =7, 201-250, 801+, >15 or nothing, or say --missing '1.000' if it means"
         " that there is none"),
        ("edition;city;rating\n1;A;8,500\n1;B;7,250\n", "table.csv: '8,500' may be 8500 or 8.500;"
         " say --decimal . or --decimal ,"),
        ("edition,City,Rank,Score\n6,A,1,95\n6,B,2\n", "table.csv, line 3: 3 cells, but"
         " there are 4 columns; give every row as many cells, blank ones too"),
        ("city,SCI 6 rank,SCI 6 ranking\nA,1,2\n", "table.csv: the columns 'SCI 6 rank' and"
         " 'SCI 6 ranking' may each hold the rank of edition 6; say --column which holds the rank"),
        ('edition;name;rating\n6;A;"1,234"\n6;B;9\n', "table.csv: '1,234' may be 1234 or 1.234;"
         " say --decimal . or --decimal ,"),
        ('Edition;name;rating\n6;A;"8,5"\n6;B;8.5\n', "table.csv: '8,5' does not go with the"
         " others; say --decimal . or --decimal ,"),
        ("edition,city,rank\n6,Zürich,1\n6,Lima,2\n".encode("cp1252"), "table.csv, line 2: the"
         " bytes are not UTF-8; say --encoding cp1252 if it is to read 'Zürich'"),
        (b"edition,city,rank\r\n6,A,1\r\n6,\x81,2\r\n",
         "table.csv, line 3: the bytes are not UTF-8; say its --encoding"),
        ("edition,city,rank\n6,Busan,1\n".encode("utf-16-le"), "table.csv, line 1: a NUL character;"
         " say --encoding utf-16-le if that is what it is"),
        ("edition,city,rank\n6,Busan,1\n".encode("utf-16-be"), "table.csv, line 1: a NUL character;"
         " say --encoding utf-16-be if that is what it is"),
        (b"edition,city,rank\n6,Bu\0san,1\n",
         "table.csv, line 2: a NUL character; save the file as text"),
        ('edition,city,rank\n6,"Busan,1\n', "table.csv, line 2: a quotation mark is not closed;"
         " check the quotation marks from there on"),
        (b"\x1f\x8bbroken", "table.csv cannot be unpacked: compressed file ended before the"
         " end-of-stream marker was reached; fetch the file again"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_in_one_way_is_refused_with_a_remedy(
    file: Path, content: str | bytes, sentence: str
) -> None:
    assert refusal(file, content) == sentence


@pytest.mark.parametrize(
    ("options", "content", "sentence"),
    [
        (Options(edition="6"), "Centre;Rank;;Rating;\n;SCI 6;SCI 5;SCI 6;SCI 5\nA;1;2;9;8\n",
         "table.csv, line 2: column 'SCI 6 Rank' names an edition, which is given already;"
         " say --column which columns hold rank and rating"),
        (Options(edition="9"), "Edition,City,Rank\n1,A,1\n",
         "table.csv, line 1: column 'Edition' gives the editions; leave out --edition"),
        (Options(edition="9"), "City,SCI 6 Rank,SCI 7 Rank\nA,1,2\n", "table.csv, line 1: column"
         " 'SCI 6 Rank' names an edition, which is given already; say --column which columns hold"
         " rank and rating"),
        (Options(edition="9", columns=(parse_mapping("rank=SCI {edition}"),)), "City,SCI 6\nA,1\n",
         "table.csv: column 'SCI 6' names another edition than --edition;"
         " leave out --edition, or say --column"),
        (Options(duplicates=Duplicates.DROP), "edition,city,rank\n6,A,1\n6,A,1\n",
         "every city appears twice, so none is kept; say --duplicates best"),
        (Options(encoding="unicode_escape"), "edition,city,rank\n6,\\ud800x,1\n",
         "table.csv, line 2: half a character; say another --encoding"),
        (Options(encoding="ascii"), "edition,city,rank\n6,부산,1\n",
         "table.csv, line 2: the bytes are not ASCII; say another --encoding"),
        (Options(decimal=","), "edition,city,rating\n6,A,8.5\n", "table.csv, line 2, column rating:"
         " '8.5' is not a rating with that decimal mark; say another --decimal, or say"
         " --missing '8.5' if it means that there is none"),
        (columns("rank=x"), "edition,city,x,x\n6,A,1,2\n",
         "table.csv, line 1: 2 columns are called 'x'; rename or remove one"),
        (Options(edition="6"), "city,rank, note ;city;rank;note\nA,1,;B;2;\n",
         "the columns of table.csv may be separated by comma or by semicolon; say --separator"),
        (Options(skip=("B",)), "edition,city\nA,x\n", "table.csv has no line that names a column of"
         " cities and one of ranks or ratings; write one above the table, or say"
         " --column city=NAME and --column rank=NAME or rating=NAME"),
        (columns("city=City", "rank=Rnk"), "Edition,City,Rank\n6,A,1\n",
         "table.csv has no column 'Rnk'; did you mean 'Rank'?"),
        (Options(sheet="a"), "edition,city,rank\n",
         "table.csv is not a workbook; leave out --sheet"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_the_table_are_refused(
    file: Path, options: Options, content: str, sentence: str
) -> None:
    assert refusal(file, content, options) == sentence


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        (["rank=A", "rank=B"], "--column names a field or a column twice; name each once"),
        (["rank=A", "city=A"], "--column names a field or a column twice; name each once"),
        (["city={edition}"], "--column gives the field city the name of an edition;"
         " only rank and rating have {edition}"),
        (["city"], "--column 'city' names no column; write FIELD=HEADER, such as city=Centre"),
    ],
)  # fmt: skip
def test_column_options_must_make_sense(texts: list[str], sentence: str) -> None:
    with pytest.raises(QuestionError) as caught:
        wish.columns(texts)
    assert str(caught.value) == sentence


def test_a_label_that_is_not_text_or_is_blank_is_refused() -> None:
    with pytest.raises(QuestionError, match="is no text; write it in UTF-8"):
        wish.label("\udcff")
    with pytest.raises(QuestionError, match="--edition is blank; write a label such as 2024"):
        wish.label("  ")
    assert wish.label(" 5 ") == "5"


def test_columns_without_a_name_are_listed_as_not_read(file: Path) -> None:
    result = read(file, "edition,City,Rank,,Rating,\n6,Paris,1,2,700,\n")
    assert [result.files[0].table.layout.unread] == [(3, 5)]


def test_lines_beside_the_table_are_left_out_with_their_text(file: Path) -> None:
    result = read(file, "edition,City,Rank\n6,A,1\n,,,lost note\n6,B,2\n")
    assert [(one.line, one.text, one.reason) for one in result.omissions] == [
        (3, "lost note", "stands beside the table")
    ]


def test_a_tie_keeps_its_mark_even_if_its_partner_is_not_in_the_file(file: Path) -> None:
    for header in ("edition,city,rank", "edition,centre,rank"):
        assert tidy(file, f"{header}\n6,A,=2\n6,B,3=\n6,C,3\n") == (
            "6,A,overall,2=,\n6,B,overall,3=,\n6,C,overall,3,\n"
        )


def test_the_report_counts_each_edition_once(file: Path) -> None:
    options = columns("rank=SCI {edition} R", "air.rank=SCI {edition} A")
    result = read(file, "city,SCI 6 R,SCI 6 A\nA,1,2\n", options)
    facts = import_report(result, options.better, first=0).frame
    assert facts.loc[facts["what"] == "rank", "fact"].tolist() == [
        "SCI 6 R and SCI 6 A (air): 1 edition, 6"
    ]


DATES = "Date,Rank,City\n{}/30/2023,1,A\n1/27/2024,1,A\n2/3/2024,1,A\n"


def test_dates_of_editions_are_written_so_that_they_sort(file: Path) -> None:
    assert tidy(file, DATES.format(12)) == (
        "2023-12-30,A,overall,1,\n2024-01-27,A,overall,1,\n2024-02-03,A,overall,1,\n"
    )
    two = "Date,Rank,City\n2/3/2024,1,A\n1/4/2024,1,A\n"
    assert refusal(file, two) == (
        "the edition '2/3/2024' may be one of two days;"
        " say --dates day-first or --dates month-first"
    )
    assert tidy(file, two, Options(dates=Dates.DAY_FIRST)) == (
        "2024-03-02,A,overall,1,\n2024-04-01,A,overall,1,\n"
    )
    assert tidy(file, two, Options(dates=Dates.MONTH_FIRST)) == (
        "2024-02-03,A,overall,1,\n2024-01-04,A,overall,1,\n"
    )
    assert tidy(file, DATES.format(12), Options(dates=Dates.MONTH_FIRST)) == (
        tidy(file, DATES.format(12))
    )


def test_an_order_of_dates_that_the_table_does_not_have_is_refused(file: Path) -> None:
    assert refusal(file, DATES.format(12), Options(dates=Dates.DAY_FIRST)) == (
        "the edition '12/30/2023' cannot be day-first; leave out --dates, or say the other order"
    )
    assert refusal(file, "Date,Rank,City\n2024-03-02,1,A\n", Options(dates=Dates.DAY_FIRST)) == (
        "no edition is a date such as 2/3/2024; leave out --dates"
    )


def test_a_header_that_is_there_already_needs_no_other(file: Path) -> None:
    options = Options(header=("city", "rank", "rating"), edition="6")
    assert refusal(file, "City,Rank,Score\nOslo,1,9\n", options) == (
        "line 1 of table.csv names columns; leave out --header"
    )


@pytest.mark.parametrize("name", ["+/-", "?", "–", "..."])
def test_a_header_without_a_letter_or_digit_names_nothing(file: Path, name: str) -> None:
    rows = f"Rank,Team,Total Points,{name}\n1,A,9.5,0\n2,B,9,-1\n"
    assert tidy(file, rows, Options(edition="6")) == "6,A,overall,1,9.5\n6,B,overall,2,9\n"
    result = read(file, f"edition,Rank,Team,{name}\n6,1,A,0\n6,2,B,-1\n")
    assert result.files[0].table.layout.unread == (3,)


def test_an_extra_separator_in_one_row_is_refused(file: Path) -> None:
    rows = "City,Tech rank,Rank,Rating,Comment\nA,84,1,98.5,\nB,,83,2,97.75,\nC,82,3,97,\n"
    assert refusal(file, rows, Options(edition="2024")) == (
        "table.csv, line 3: 6 cells, but there are 5 columns;"
        " give every row as many cells, blank ones too"
    )
    trailing = "City,Rank\nA,1,\nB,2,\n"
    assert tidy(file, trailing, Options(edition="6")) == "6,A,overall,1,\n6,B,overall,2,\n"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('City,Rank,Note\nA,1,x;y\nB,"2,z;\n', 3),
        ('City,Rank,Note\nA,1,x;y\nB"C,2,z;\n', 3),
        ('City;"Rank;Note\nA;1;x,y\n', 1),
    ],
)
def test_a_stray_quotation_mark_is_reported_rather_than_a_missing_header(
    file: Path, rows: str, line: int
) -> None:
    assert refusal(file, rows, Options(edition="6")).startswith(
        f"table.csv, line {line}: a quotation mark"
    )


def test_texts_too_long_for_names_are_not_searched(file: Path) -> None:
    assert tidy(file, f"edition,City,Rank,{'x' * 100_000}\n6,Busan,22,\n") == SIX
    long = f"City,R {'9' * 300}\nA,1\n"
    assert refusal(file, long, columns("rank=R {edition}")).startswith("table.csv has no column")


def write(folder: Path, **files: str | bytes) -> list[str]:
    """Write files, `_` for a point in their names, and return their paths."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    return [str(folder / name.replace("_", ".")) for name in files]


def test_editions_of_two_publishers_do_not_become_one(tmp_path: Path) -> None:
    paths = write(tmp_path, g_csv="City;GFCI 7 Rank\nA;1\n", s_csv="City;SPW 7 Rank\nB;1\n")
    with pytest.raises(ScicliError) as caught:
        imported(paths, Options())
    assert str(caught.value).replace(f"{tmp_path}/", "") == (
        "g.csv names its editions 'GFCI' and s.csv 'SPW'; import each by itself"
    )
    same = write(tmp_path, g_csv="City;GFCI 7 Rank\nA;1\n", s_csv="City;GFCI 8 Rank\nB;1\n")
    assert written(imported(same, Options())) == TIDY + "7,A,overall,1,\n8,B,overall,1,\n"


def test_files_that_complete_one_another_add_up(tmp_path: Path) -> None:
    paths = write(
        tmp_path,
        a_csv="edition,city,rank,sources\n6,A,=1,s1\n6,B,=1,\n",
        b_csv="edition,city,rating,sources\n6,A,81.5,s2\n",
    )
    assert written(imported(paths, Options())) == (
        "edition,city,category,rank,rating,sources\n6,A,overall,1=,81.5,s1;s2\n6,B,overall,1=,,\n"
    )
    paths = write(tmp_path, a_csv="edition,city,rank\n6,A,1\n", b_csv="edition,city,rank\n6,A,2\n")
    with pytest.raises(ScicliError) as caught:
        imported(paths, Options())
    assert str(caught.value).startswith(
        f"{tmp_path}/b.csv, line 2: A stands in line 2 of {tmp_path}"
    )


def test_a_tidy_file_is_one_whatever_the_case_of_its_names(file: Path) -> None:
    content = "Edition,City,RANK,Basis,Sources\n6,Busan,=22,printed,s1\n"
    assert written(read(file, content)) == (
        "edition,city,category,rank,rating,basis,sources\n6,Busan,overall,22=,,printed,s1\n"
    )


def test_a_folder_is_read_except_for_files_that_describe_figures(tmp_path: Path) -> None:
    with pytest.raises(ScicliError) as caught:
        imported([tmp_path], Options())
    assert str(caught.value) == f"{tmp_path} holds no CSV file of figures; name the files"
    write(
        tmp_path, releases_csv="edition,cities_ranked\n6,75\n", t_csv="edition,city,rank\n6,A,1\n"
    )
    result = imported([tmp_path], Options())
    assert written(result) == TIDY + "6,A,overall,1,\n"
    assert result.description_files == (f"{tmp_path}/releases.csv",)


@pytest.mark.parametrize(
    ("name", "title", "edition"),
    [
        ("THE_2023_24.csv", "", "2023-24"),
        ("2011_rankings.csv", "", "2011"),
        ("q-2024.csv", "Ranking of 2024", "2024"),
        (
            "q-2024.csv",
            "Ranking 2023",
            "q-2024.csv has 2024 in its name, but 2023 above its table",
        ),
        ("q-2023_24.csv", "Ranking 2023/24", "2023-24"),
        ("q.csv", "Ranking 2023", "q.csv does not say which edition it holds"),
    ],
)
def test_a_name_of_a_file_gives_the_edition_unless_its_title_gives_another(
    tmp_path: Path, name: str, title: str, edition: str
) -> None:
    (tmp_path / name).write_text(f"{title}\nCity;Rank\nA;1\n")
    if " " not in edition:
        assert written(imported([tmp_path / name], Options())) == f"{TIDY}{edition},A,overall,1,\n"
        return
    with pytest.raises(ScicliError) as caught:
        imported([tmp_path / name], Options())
    assert str(caught.value) == f"{tmp_path}/{edition}; say --edition LABEL"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_text_of_wide_letters_without_a_mark_names_its_encoding(file: Path, name: str) -> None:
    text = "edition,city,rank\n6,부산,22\n6,서울특별시,24\n"
    options = Options(encoding=wish.encoding(name))
    assert refusal(file, text.encode(name)).endswith(
        f"; say --encoding {options.encoding} if that is what it is"
    )
    assert (
        tidy(file, text.encode(name), options) == "6,부산,overall,22,\n6,서울특별시,overall,24,\n"
    )


@pytest.mark.parametrize(
    ("rows", "column"),
    [
        ("Rank,Company,Country\n1,North,USA\n2,South,Peru\n", "Company"),
        ("Rank,Country,Spieler\n1,USA,Ann\n2,USA,Bo\n", "Spieler"),
        ("Rank,Country,Thing\n1,USA,Ann\n2,USA,Bo\n", "Thing"),
        ("Rank,Player,Team\n1,Ann,Reds\n2,Bo,Blues\n", "Player"),
        ("Rank,Team,Country\n1,Reds,Peru\n2,Blues,Chile\n", "Team"),
        ("Rank,Title,Artist\n1,Song,Ann\n2,Tune,Bo\n", "Title"),
        ("国家,排名,公司\n中国,1,甲\n美国,2,乙\n", "公司"),
    ],
)
def test_countries_are_not_ranked_if_another_column_may_name_what_is(
    file: Path, rows: str, column: str
) -> None:
    result = read(file, rows, Options(edition="6"))
    assert result.files[0].table.layout.header[result.files[0].table.layout.city] == column


@pytest.mark.parametrize("place", ["Country", "City", "Region"])
def test_a_place_and_an_unknown_name_that_differ_in_every_row_are_told_apart_by_the_user(
    file: Path, place: str
) -> None:
    rows = f"Rank,{place},Thing\n1,USA,Ann\n2,Peru,Bo\n"
    assert refusal(file, rows, Options(edition="6")) == (
        f"table.csv, line 1: the columns 'Thing' and '{place}' may each hold the city;"
        " say which: --column city='Thing'"
    )


AGAIN = "City,Rank\nOslo,1\nRome,2\n\nCity,Rank\n"


def test_a_second_table_under_the_first_is_refused_but_a_repeated_header_is_not(
    file: Path,
) -> None:
    six = Options(edition="6")
    sentence = (
        "table.csv: line 5 names the columns again, and ranks begin anew;"
        " keep one table in a file, or take the line out"
    )
    assert refusal(file, f"{AGAIN}Lima,1\nKiel,2\n", six) == sentence
    two = "6,Oslo,overall,1,\n6,Rome,overall,2,\n"
    for below, more in (
        ("Lima,3\nKiel,4\n", "6,Lima,overall,3,\n6,Kiel,overall,4,\n"),
        ("Lima,2=\nKiel,n/a\n", "6,Lima,overall,2=,\n"),
        ("Lima,4\nKiel,1=\n", "6,Lima,overall,4,\n6,Kiel,overall,1=,\n"),
        ("", ""),
    ):
        assert tidy(file, AGAIN + below, six) == two + more
    editions = AGAIN.replace("Rank\n", "Rank,Edition\n").replace("1\n", "1,6\n")
    rows = f"{editions.replace('Rome,2', 'Rome,2,6')}Oslo,1,7\n"
    assert tidy(file, rows, Options()) == f"{two}7,Oslo,overall,1,\n"


@pytest.mark.parametrize("column", ["Code", "Comment", "Area"])
def test_codes_remarks_and_numbers_are_not_names_of_what_is_ranked(file: Path, column: str) -> None:
    cells = {"Code": ("USA", "PER"), "Comment": ("new", ""), "Area": ("9.5", "8.5")}[column]
    rows = f"Rank,Country,x {column}\n1,A,{cells[0]}\n2,B,{cells[1]}\n"
    assert tidy(file, rows, Options(edition="6")) == "6,A,overall,1,\n6,B,overall,2,\n"
