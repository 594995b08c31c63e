"""Each kind of table in other languages, other orders of columns and other files."""

import csv
from pathlib import Path

import pytest

from scaffold import Run, Write
from scicli.errors import ScicliError
from scicli.importing import import_options as parse
from scicli.importing.import_options import Field, ImportOptions
from scicli.importing.import_report import import_report
from scicli.importing.tidy_figures import imported
from scicli.view.machine import tidy_bytes

NONE = ImportOptions()
SIX = ImportOptions(edition="6")
BY_RATING = ImportOptions(rank_by=Field.RATING)
SIX_BY_RATING = ImportOptions(edition="6", rank_by=Field.RATING)

Merged = tuple[str, ...]


def saved(folder: Path, form: str, table: str, merged: Merged = ()) -> Path:
    """Save a table, whose cells are parted by `|`, as csv, tsv or xlsx."""
    folder.mkdir(exist_ok=True)
    file = folder / f"table.{form}"
    lines = [line.split("|") for line in table.splitlines()]
    if form == "xlsx":
        openpyxl = pytest.importorskip("openpyxl", reason="needs openpyxl")
        pytest.importorskip("python_calamine", reason="needs python-calamine")
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append([int(cell) if cell.isdecimal() else cell or None for cell in line])
        for cells in merged:
            book.active.merge_cells(cells)
        book.save(file)
    else:
        mark = "\t" if form == "tsv" else ";"
        file.write_text("".join(mark.join(line) + "\n" for line in lines), encoding="utf-8")
    return file


def rows(file: Path, options: ImportOptions) -> list[str]:
    """Return the rows of the tidy table."""
    tidy = tidy_bytes(imported([str(file)], options).columns, "csv").decode()
    return [row.removesuffix(",derived") for row in tidy.splitlines()[1:]]


def refusal(file: Path, options: ImportOptions) -> str:
    with pytest.raises(ScicliError) as caught:
        imported([str(file)], options)
    return str(caught.value).replace(f"{file.parent}/", "")


@pytest.mark.parametrize(
    ("form", "table", "expected"),
    [
        (
            "xlsx",
            "Rang|Unternehmen|Land|Umsatz\n1|Nord|Peru|611\n2|Öl|Chile|603\n3|Netz|China|530",
            ["6,Nord,overall,1,,Peru", "6,Öl,overall,2,,Chile", "6,Netz,overall,3,,China"],
        ),
        (
            "csv",
            "国家|公司|排名|收入\n秘鲁|甲|1|611\n智利|乙|2|603\n中国|丙|3|530",
            ["6,甲,overall,1,,秘鲁", "6,乙,overall,2,,智利", "6,丙,overall,3,,中国"],
        ),
        (
            "tsv",
            "Revenus|Pays|Classement|Entreprise\n611|Pérou|1|Nord\n603|Chili|2|Sud\n530|Chine|3|Est",
            ["6,Nord,overall,1,,Pérou", "6,Sud,overall,2,,Chili", "6,Est,overall,3,,Chine"],
        ),
        (
            "xlsx",
            "Platz|Fahrer|Team|Punkte\n1|Ada|Rot|575\n2|Bo|Silber|234\n3|Cy|Rot|206",
            ["6,Ada,overall,1,575", "6,Bo,overall,2,234", "6,Cy,overall,3,206"],
        ),
        (
            "csv",
            "팀|드라이버|순위|점수\n적|가|1|575\n은|나|2|234\n녹|다|3|206",
            ["6,가,overall,1,575", "6,나,overall,2,234", "6,다,overall,3,206"],
        ),
        (
            "tsv",
            "Squadra|Punti|Pilota|Posizione\nRossi|575|Ada|1\nVerdi|234|Bo|2\nBlu|206|Cy|3",
            ["6,Ada,overall,1,575", "6,Bo,overall,2,234", "6,Cy,overall,3,206"],
        ),
    ],
)
def test_what_is_said_of_a_row_is_not_ranked(
    tmp_path: Path, form: str, table: str, expected: list[str]
) -> None:
    assert rows(saved(tmp_path, form, table), SIX) == expected


@pytest.mark.parametrize(
    ("form", "table", "name"),
    [
        ("xlsx", "Land|Perzentilrang\nA|99\nB|50\nC|2", "Perzentilrang"),
        ("csv", "Percentile rank|Country\n99|A\n50|B\n2|C", "Percentile rank"),
        ("tsv", "국가|백분위 순위\nA|99\nB|50\nC|2", "백분위 순위"),
        ("csv", "Country|Pctl. rank\nA|99\nB|50\nC|2", "Pctl. rank"),
    ],
)
def test_percentiles_are_no_ranks(tmp_path: Path, form: str, table: str, name: str) -> None:
    assert refusal(saved(tmp_path, form, table), SIX) == (
        f"no column of table.{form} holds ranks or ratings: '{name}' is neither;"
        " say --column rank=NAME or rating=NAME if one does"
    )


def test_a_figure_of_no_edition_beside_those_of_several_is_asked_for_its_edition(
    tmp_path: Path,
) -> None:
    file = saved(tmp_path, "csv", "Rank 2025|Rank 2024|City|Score\n1|2|A|9\n2|1|B|8")
    options = ("rank=Rank {edition}", "rating=Score")
    assert refusal(file, ImportOptions(columns=parse.columns(options))) == (
        "table.csv, line 1: column 'Score' names no edition, but others do; say which edition it"
        " belongs to, such as --column 2025.rating=Score"
    )
    of_category = ImportOptions(columns=parse.columns(("rank=Rank {edition}", "air.rating=Score")))
    assert refusal(file, of_category) == (
        "table.csv, line 1: column 'Score' names no edition, but others do; import one edition at a"
        " time, with --edition"
    )
    answered = ImportOptions(columns=parse.columns(("rank=Rank {edition}", "2024.rating=Score")))
    assert imported([file], answered).columns == {
        "edition": ["2024", "2024", "2025", "2025"],
        "city": ["A", "B", "A", "B"],
        "category": ["overall"] * 4,
        "rank": ["2", "1", "1", "2"],
        "rating": ["9", "8", "", ""],
    }


@pytest.mark.parametrize(
    ("form", "table", "dated", "plain"),
    [
        ("xlsx", "Rang|Land|Rang 2018\n1|A|2\n2|B|1\n3|C|3", "Rang 2018", "Rang"),
        ("csv", "국가|2018년 순위|순위\nA|2|1\nB|1|2\nC|3|3", "2018년 순위", "순위"),
        (
            "tsv",
            "Classement (2018)|Classement|Pays\n2|1|A\n1|2|B",
            "Classement (2018)",
            "Classement",
        ),
        ("csv", "国家|排名|排名2018\nA|1|2\nB|2|1\nC|3|3", "排名2018", "排名"),
    ],
)
def test_the_ranks_of_another_year_are_never_left_out_in_silence(
    tmp_path: Path, form: str, table: str, dated: str, plain: str
) -> None:
    file = saved(tmp_path, form, table)
    assert refusal(file, NONE) == (
        f"table.{form}, line 1: column '{dated}' may name an edition, but column '{plain}' names"
        " none; say --column which columns hold what, with {edition} for editions in their names"
    )
    assert refusal(file, SIX) == (
        f"table.{form}, line 1: column '{dated}' names an edition, which is given already;"
        " say --column which columns hold rank and rating"
    )


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("xlsx", "Land|Rang 2024|Punkte 2024|Rang 2023|Punkte 2023\nA|1|90|2|70\nB|2|80|1|75"),
        ("csv", "2023년 점수|2023년 순위|국가|2024년 순위|2024년 점수\n70|2|A|1|90\n75|1|B|2|80"),
        ("tsv", "排名(2024)|得分(2024)|排名(2023)|得分(2023)|国家\n1|90|2|70|A\n2|80|1|75|B"),
    ],
)
def test_columns_of_years_are_editions_in_every_language(
    tmp_path: Path, form: str, table: str
) -> None:
    assert rows(saved(tmp_path, form, table), NONE) == [
        "2023,A,overall,2,70",
        "2023,B,overall,1,75",
        "2024,A,overall,1,90",
        "2024,B,overall,2,80",
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("xlsx", "Ville|Rang\nA|1er\nB|2e\nC|3e\nD|17e\nE|17e"),
        ("csv", "Plaats|Stad\n1ste|A\n2de|B\n3de|C\n17de|D\n17de|E"),
        ("tsv", "Puesto|Puntos|Ciudad\n1.º||A\n2.º||B\n3.º||C\n17.º||D\n17.º||E"),
        ("csv", "Poäng|Stad|Plats\n|A|1:a\n|B|2:a\n|C|3:e\n|D|17:e\n|E|17:e"),
        ("csv", "도시|순위\nA|1위\nB|2위\nC|3위\nD|17위\nE|17위"),
        ("csv", "Город|Место\nA|1-е\nB|2-е\nC|3-е\nD|17-е\nE|17-е"),
    ],
)
def test_ordinals_of_many_languages_are_ranks(tmp_path: Path, form: str, table: str) -> None:
    assert [row.split(",")[1:4:2] for row in rows(saved(tmp_path, form, table), SIX)] == [
        ["A", "1"], ["B", "2"], ["C", "3"], ["D", "17"], ["E", "17"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("xlsx", "Stadt|Rang\nA|1.\nB|Nr. 2\nC|3**\nD|4 §\nE|5¹\nF|6 ↑\nG|7 [9]"),
        ("csv", "순위|도시\n１|A\n제2위|B\n３＊|C\n4‡|D\n5[주]|E\n6 △|F\n7（9）|G"),
        ("tsv", "Ville|Note|Place\nA||1er\nB||n° 2\nC||3 *\nD||4¶\nE||5 [a]\nF||6 ▼2\nG||7 (=9)"),
    ],
)
def test_marks_around_ranks_are_taken_off(tmp_path: Path, form: str, table: str) -> None:
    tidy = rows(saved(tmp_path, form, table), SIX)
    assert tidy == [f"6,{city},overall,{rank}," for rank, city in enumerate("ABCDEFG", 1)]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("tsv", "geo\\TIME_PERIOD|2004 |2005 \nA|128 |125 b\nB|121 |120 b\nC|: |22 p"),
        ("xlsx", "Land|2004|2005\nA|128|125 b\nB|121|120 e\nC|–|22 p"),
        ("csv", "2005|2004|Pays\n125 bp|128|A\n120 e|121|B\n22 p|: c|C"),
    ],
)
def test_flags_are_no_part_of_a_rating(tmp_path: Path, form: str, table: str) -> None:
    assert rows(saved(tmp_path, form, table), BY_RATING) == [
        "2004,A,overall,1,128",
        "2004,B,overall,2,121",
        "2005,A,overall,1,125",
        "2005,B,overall,2,120",
        "2005,C,overall,3,22",
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("csv", "Stadt|Punkte\nA|−3,5\nB|2"),
        ("xlsx", "점수|도시\n–3.5|A\n2|B"),
        ("tsv", "Note|Pays|Ville\n－3,5|X|A\n2|Y|B"),
        ("csv", "得分|城市\n‐3.5|A\n2|B"),
    ],
)
def test_every_sign_of_minus_is_one(tmp_path: Path, form: str, table: str) -> None:
    tidy = rows(saved(tmp_path, form, table), SIX_BY_RATING)
    assert [row.split(",")[1:5] for row in tidy] == [
        ["A", "overall", "2", "-3.5"],
        ["B", "overall", "1", "2"],
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("csv", "Verein|Saison|Punkte\nA|2024|,564\nB|2024|,512\nC|2024|,431"),
        ("xlsx", "점수|팀|시즌\n.564|A|2024\n.512|B|2024\n.431|C|2024"),
        ("tsv", "年|得点|チーム\n2024|．564|A\n2024|．512|B\n2024|．431|C"),
    ],
)
def test_a_number_may_begin_with_its_decimal_mark(tmp_path: Path, form: str, table: str) -> None:
    assert rows(saved(tmp_path, form, table), BY_RATING) == [
        "2024,A,overall,1,0.564",
        "2024,B,overall,2,0.512",
        "2024,C,overall,3,0.431",
    ]


@pytest.mark.parametrize(
    ("table", "merged"),
    [
        ("Stadt|Rang|Jahr\nA|1|2024\nB|2|\nC||\nD|4|", ("B3:B4", "C2:C5")),
        ("연도|도시|순위\n2024|A|1\n|B|2\n|C|\n|D|4", ("A2:A5", "C3:C4")),
        ("Place|Année|Ville\n1|2024|A\n2||B\n||C\n4||D", ("A3:A4", "B2:B5")),
    ],
)
def test_a_merged_cell_holds_for_all_of_its_rows(
    tmp_path: Path, table: str, merged: Merged
) -> None:
    tidy = rows(saved(tmp_path, "xlsx", table, merged), NONE)
    assert tidy == [
        "2024,A,overall,1,",
        "2024,B,overall,2,",
        "2024,C,overall,2,",
        "2024,D,overall,4,",
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("xlsx", "Land|Jahr|Art|Wert\nA|2024|Rang|1\nA|2024|Note|9\nB|2024|Rang|2\nB|2024|Note|8"),
        ("csv", "값|구분|국가|연도\n1|순위|A|2024\n9|점수|A|2024\n2|순위|B|2024\n8|점수|B|2024"),
        ("tsv", "年份|国家|类别|值\n2024|A|得分|9\n2024|A|排名|1\n2024|B|得分|8\n2024|B|排名|2"),
    ],
)  # fmt: skip
def test_ranks_and_ratings_in_turn_are_one_row(tmp_path: Path, form: str, table: str) -> None:
    assert rows(saved(tmp_path, form, table), NONE) == [
        "2024,A,overall,1,9",
        "2024,B,overall,2,8",
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("xlsx", "팀|순위|시즌\nA|1|2022-23\nB|2|2022-23\nB|1|2023-24\nA|2|2023-24"),
        ("tsv", "Equipo|Temporada|Puesto\nA|2022-23|1\nB|2022-23|2\nB|2023-24|1\nA|2023-24|2"),
        ("csv", "Platz|Saison|Verein\n1|2022-23|A\n2|2022-23|B\n1|2023-24|B\n2|2023-24|A"),
    ],
)
def test_seasons_are_editions(tmp_path: Path, form: str, table: str) -> None:
    assert rows(saved(tmp_path, form, table), NONE) == [
        "2022-23,A,overall,1,",
        "2022-23,B,overall,2,",
        "2023-24,B,overall,1,",
        "2023-24,A,overall,2,",
    ]


@pytest.mark.parametrize(
    ("form", "word", "said", "table"),
    [
        (
            "csv",
            "성별",
            "'category=성별'",
            "성별|이름|순위|연도\nF|A|1|7\nF|B|2|7\nM|B|1|7\nM|A|2|7",
        ),
        (
            "tsv",
            "Sexe",
            "category=Sexe",
            "Rang|Prénom|Sexe|Année\n1|A|F|7\n2|B|F|7\n1|B|M|7\n2|A|M|7",
        ),
        (
            "xlsx",
            "Geschlecht",
            "category=Geschlecht",
            "Jahr|Rang|Geschlecht|Vorname\n7|1|F|A\n7|2|F|B\n7|1|M|B\n7|2|M|A",
        ),
    ],
)  # fmt: skip
def test_the_column_that_divides_an_edition_is_the_first_remedy(
    tmp_path: Path, form: str, word: str, said: str, table: str
) -> None:
    file = saved(tmp_path, form, table)
    assert refusal(file, NONE) == (
        f"table.{form}, line 5: A stands in line 2 of table.{form} too, in edition 7, overall;"
        f" say --column {said}"
    )
    options = ImportOptions(columns=parse.columns([f"category={word}"]))
    assert rows(file, options) == [
        "7,A,F,1,", "7,B,F,2,", "7,B,M,1,", "7,A,M,2,",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "header"),
    [
        ("csv", "Rang|Land|Stadt|Jahr"),
        ("xlsx", "순위|국가|도시|연도"),
        ("tsv", "Puesto|País|Ciudad|Año"),
    ],
)
def test_two_things_of_one_name_stay_two(tmp_path: Path, form: str, header: str) -> None:
    places = [(1, "UK", 2023), (50, "Kanada", 2023), (2, "UK", 2024), (45, "Kanada", 2024)]
    table = header + "".join(f"\n{rank}|{country}|London|{year}" for rank, country, year in places)
    assert rows(saved(tmp_path, form, table), NONE) == [
        "2023,London (UK),overall,1,,UK",
        "2023,London (Kanada),overall,50,,Kanada",
        "2024,London (UK),overall,2,,UK",
        "2024,London (Kanada),overall,45,,Kanada",
    ]


@pytest.mark.parametrize(
    ("form", "table", "note"),
    [
        (
            "csv",
            "Land|2016\nWelt|110,5\nEuropäische Union|21,5\nPeru|18,6\nChile|11,1",
            "Welt and Europäische Union may not be cities; leave them out with --skip Welt --skip"
            " 'Europäische Union'.",
        ),
        (
            "xlsx",
            "2016|국가\n110.5|세계\n21.5|유럽연합\n18.6|페루\n11.1|칠레",
            "세계 and 유럽연합 may not be cities;"
            " leave them out with --skip '세계' --skip '유럽연합'.",
        ),
        (
            "tsv",
            "2016|País\n110,5|Mundo\n18,6|Perú\n21,5|Unión Europea\n11,1|Chile",
            "Mundo and Unión Europea may not be cities; leave them out with --skip Mundo --skip"
            " 'Unión Europea'.",
        ),
        (
            "csv",
            "Страна|2016\nМир|110,5\nПеру|18,6\nЕвропейский союз|21,5\nЧили|11,1",
            "Мир and Европейский союз may not be cities; leave them out with --skip 'Мир' --skip"
            " 'Европейский союз'.",
        ),
    ],
)
def test_rows_that_may_be_no_city_are_named(
    tmp_path: Path, form: str, table: str, note: str
) -> None:
    file = saved(tmp_path, form, table)
    report = import_report(imported([str(file)], BY_RATING), parse.Better.HIGHER, 0)
    assert report.sections[-1].notes[-1] == note


@pytest.mark.parametrize(
    ("form", "table", "cell", "column"),
    [
        ("csv", "Ort|Rang\nA|1\nB|05. Okt\nC|05. Okt", "05. Okt", "Rang"),
        ("tsv", "Puesto|Ciudad\n1|A\n5-ago|B\n5-ago|C", "5-ago", "Puesto"),
        ("csv", "城市|排名\nA|1\nB|10月5日\nC|10月5日", "10月5日", "排名"),
        ("tsv", "순위|도시\n1|A\n10월 05일|B\n10월 05일|C", "10월 05일", "순위"),
        ("xlsx", "Město|Pořadí\nA|1\nB|5. říj\nC|5. říj", "5. říj", "Pořadí"),
    ],
)
def test_a_date_in_a_column_of_ranks_was_made_by_a_spreadsheet(
    tmp_path: Path, form: str, table: str, cell: str, column: str
) -> None:
    assert refusal(saved(tmp_path, form, table), SIX) == (
        f"table.{form}, line 3, column {column}: '{cell}' is a date, which a spreadsheet makes of"
        " ranks such as 5-10 (and 1 more); format the column as text, and enter its ranks again"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[{"Jahr": 2023, "Rang": 1, "Stadt": "A"}, {"Jahr": 2024, "Rang": 2, "Stadt": "A"}]',
        '[{"도시": "A", "순위": "1위", "연도": 2023}, {"도시": "A", "순위": "2위", "연도": 2024}]',
        '{"data": [{"排名": 1, "年份": "2023", "城市": "A"},'
        ' {"年份": "2024", "城市": "A", "排名": 2}]}',
    ],
)
def test_records_of_json_are_rows(tmp_path: Path, text: str) -> None:
    file = tmp_path / "table.json"
    file.write_text(text, encoding="utf-8")
    assert rows(file, NONE) == ["2023,A,overall,1,", "2024,A,overall,2,"]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("csv", "Stadt|Datum|Rang\nA|30/12/2023|2\nB|30/12/2023|1\nA|3/2/2024|1\nB|3/2/2024|2"),
        ("tsv", "순위|날짜|도시\n2|12-30-2023|A\n1|12-30-2023|B\n1|2-3-2024|A\n2|2-3-2024|B"),
        ("xlsx", "Week|City|Rank\n12/30/23|A|2\n12/30/23|B|1\n2/3/24|A|1\n2/3/24|B|2"),
    ],
)
def test_one_date_shows_where_the_month_of_the_others_stands(
    tmp_path: Path, form: str, table: str
) -> None:
    assert rows(saved(tmp_path, form, table), NONE) == [
        "2023-12-30,A,overall,2,",
        "2023-12-30,B,overall,1,",
        "2024-02-03,A,overall,1,",
        "2024-02-03,B,overall,2,",
    ]


@pytest.mark.parametrize(
    ("form", "table"),
    [
        ("csv", "Fecha|Puesto|Ciudad\n2/3/2024|1|A\n3/4/2024|1|A"),
        ("tsv", "도시|날짜|순위\nA|2/3/2024|1\nA|3/4/2024|1"),
        ("xlsx", "Rang|Stadt|Woche\n1|A|2/3/2024\n1|A|3/4/2024"),
    ],
)
def test_a_date_that_may_be_two_is_asked_for(tmp_path: Path, form: str, table: str) -> None:
    assert refusal(saved(tmp_path, form, table), NONE) == (
        "the edition '2/3/2024' may be one of two days;"
        " say --dates day-first or --dates month-first"
    )


def figures(text: str) -> str:
    """Return a tidy table of "edition: cities in order of rank"; `6 City` has a rank of its own."""
    return "edition,city,rank\n" + "".join(
        f"{label},{name},{own or rank}\n"
        for label, cities in (line.split(": ") for line in text.splitlines())
        for rank, city in enumerate(cities.split(", "), 1)
        for own, name in [city.split(" ", 1) if city[0] in "=0123456789" else ("", city)]
    )


def listed(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize("mark", ["=2", "2="])
@pytest.mark.parametrize("names", [("Köln", "Graz", "Wien"), ("서울", "부산", "대구")])
def test_a_lone_mark_of_a_tie_leaves_a_place_to_a_city_not_held(
    run: Run, write: Write, tmp_path: Path, mark: str, names: tuple[str, str, str]
) -> None:
    first, second, third = names
    text = f"edition,city,rank\n2024,Z,4\n2024,{second},{mark}\n2024,{first},1\n"
    before = f"2023,{first},1\n2023,{third},2\n2023,{second},3\n2023,Z,4\n"
    folder = write(editions=text + before)
    claims = tmp_path / "said" / "claims.csv"
    claims.parent.mkdir()
    claims.write_text(
        "claim,kind,city,other,to,from,value,top\n"
        f"1,rank,{third},,2024,,2,\n2,in_top,{third},,2024,,,2\n3,in_top,{third},,2024,,,3\n"
        f"4,ahead,{second},{third},2024,,,\n5,overtook,{second},{third},2024,2023,,\n"
    )
    outcome = run("verify", str(claims), "--data", str(folder), "-f", "csv")
    assert [row["verdict"] for row in listed(outcome.out)] == ["unknown"] * 5
    editions = listed(run("editions", "--data", str(folder), "-f", "csv").out)
    assert [(row["edition"], row["complete_to"]) for row in editions] == [
        ("2023", "4"),
        ("2024", "1"),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("Q3 2023", "Q4 2023", "Q1 2024"),
        ("3Q23", "4Q23", "1Q24"),
        ("2023-Q3", "2023-Q4", "2024-Q1"),
        ("November 2023", "Dezember 2023", "Januar 2024"),
        ("2023년 11월", "2023년 12월", "2024년 1월"),
        ("нояб. 2023", "декабрь 2023", "январь 2024"),
        ("98/99", "99/00", "00/01"),
        ("1998-99", "1999-00", "2000-01"),
        ("1998/1999", "1999/2000", "2000/2001"),
        ("11/30/2023", "12/1/2023", "2/3/2024"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)], ids=str)
def test_labels_that_are_times_stand_in_the_order_of_time(
    run: Run, write: Write, labels: tuple[str, str, str], order: tuple[int, ...]
) -> None:
    lines = [f"{labels[0]}: 5 A, 1 B", f"{labels[1]}: 4 A, 1 B", f"{labels[2]}: 2 A, 1 B"]
    folder = str(write(editions=figures("\n".join(lines[at] for at in order))))
    [rise] = listed(run("climbers", "--data", folder, "-f", "csv").out)
    assert (rise["city"], rise["from_edition"], rise["to_edition"], rise["gain"]) == (
        "A", labels[1], labels[2], "2",
    )  # fmt: skip
    editions = listed(run("editions", "--data", folder, "-f", "csv").out)
    assert tuple(row["edition"] for row in editions) == labels


@pytest.mark.parametrize(
    "labels",
    [
        ("Q3 2023", "Q4 2023", "Q1 2024"),
        ("August 2023", "November 2023", "Februar 2024"),
        ("98/99", "99/00", "00/01"),
        ("2023년 11월", "2023년 12월", "2024년 1월"),
    ],
    ids=" ".join,
)
def test_claims_are_judged_by_the_order_of_time(
    run: Run, write: Write, tmp_path: Path, labels: tuple[str, str, str]
) -> None:
    one, two, three = labels
    folder = write(editions=figures(f"{one}: 1 A, 2 B\n{two}: 2 A, 1 B\n{three}: 5 A, 1 B"))
    claims = tmp_path / "said" / "claims.csv"
    claims.parent.mkdir()
    claims.write_text(f"claim,kind,city,to,top\n1,best,A,{three},\n2,entered_top,A,{three},5\n")
    outcome = run("verify", str(claims), "--data", str(folder), "-f", "csv")
    assert [row["verdict"] for row in listed(outcome.out)] == ["contradicted"] * 2


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (("1998", "1999", "2022"), "There is no edition between 1999 and 2022, 23 years."),
        (("98/99", "99/00", "10/11"), "There is no edition between 99/00 and 10/11, 11 years."),
        (
            ("Jan 2020", "Feb 2020", "Aug 2020"),
            "There is no edition between Feb 2020 and Aug 2020, 6 months.",
        ),
        (
            ("2020년 1월", "2020년 2월", "2020년 8월"),
            "There is no edition between 2020년 2월 and 2020년 8월, 6 months.",
        ),
    ],
)
@pytest.mark.parametrize("question", [("trend", "A"), ("findings",)])
def test_a_long_time_between_two_editions_is_said(
    run: Run, write: Write, labels: tuple[str, str, str], said: str, question: tuple[str, ...]
) -> None:
    one, two, three = labels
    folder = write(editions=figures(f"{two}: 3 A, 1 B\n{three}: 2 A, 1 B\n{one}: 5 A, 1 B"))
    outcome = run(*question, "--data", str(folder))
    assert said in outcome.out.splitlines()[-1] + outcome.err


def warned(run: Run, folder: Path) -> list[tuple[str, str]]:
    """Return the names that a check suspects, and what it says of them."""
    rows = listed(run("check", str(folder), "-f", "csv").out)
    return [(row["value"], row["problem"]) for row in rows]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("Konstantinopel", "Leningrad"), ("Istanbul", "Sankt Petersburg")),
        (("터키", "스와질란드"), ("튀르키예", "에스와티니")),
        (("Bombay", "Madras"), ("Mumbai", "Chennai")),
    ],
)
def test_cities_under_new_names_are_told_pair_by_pair_and_joined_by_aliases(
    run: Run, write: Write, old: tuple[str, str], new: tuple[str, str]
) -> None:
    text = f"2018: {new[1]}, Oslo, Rome, {new[0]}, Kiel\n2017: Oslo, {old[1]}, Rome, {old[0]}, Kiel"
    folder = write(editions=figures(text))
    assert sorted(warned(run, folder)) == sorted(
        (
            after,
            f"may be '{before}' of edition 2017 under a new name;"
            f" add the line '{after},{before}' to a cities.csv of city,aliases, if it is",
        )
        for before, after in zip(old, new, strict=True)
    )
    lines = [f"{after},{before}\n" for before, after in zip(old, new, strict=True)]
    write(cities="city,aliases\n" + "".join(lines))
    assert warned(run, folder) == []
    rises = listed(run("climbers", "--data", str(folder), "-f", "csv").out)
    assert [(row["city"], row["gain"]) for row in rises] == [(new[1], "1")]


@pytest.mark.parametrize(
    "names", [("C", "C++", "C#"), ("A", "A+", "A*"), ("F", "F#", "F*"), ("가", "가+", "가#")]
)
def test_names_with_signs_are_others(run: Run, write: Write, names: tuple[str, str, str]) -> None:
    one, two, three = names
    folder = write(editions=figures(f"2022: Go, {three}\n2020: {one}, Go\n2021: {two}, Go"))
    assert warned(run, folder) == []
    for year, name in zip(("2020", "2021", "2022"), names, strict=True):
        held = listed(run("trend", name, "--data", str(folder), "-f", "csv").out)
        assert [row["edition"] for row in held if row["rank"]] == [year]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Türkei[1]", "Türkei"),
        ("Côte d&rsquo;Ivoire", "Côte d’Ivoire"),
        ("코소보[주 1]", "코소보"),
        ("Россия*", "Россия"),
        ("台灣[注 2]", "台灣"),
        ("España†", "España"),
        ("CÃ´te d'Ivoire", "Côte d'Ivoire"),
        ("KÃ¶ln", "Köln"),
        ("Å\x81Ã³dÅº", "Łódź"),
        ("ä¸\x8aæµ·", "上海"),
        ("ì\x84œìš¸", "서울"),
        ("ÐžÐ¼Ñ\x81Ðº", "Омск"),
    ],
)
def test_marks_and_letters_that_are_no_part_of_a_name(
    run: Run, write: Write, tmp_path: Path, name: str, plain: str
) -> None:
    folder = write(editions=figures(f"2: {name}, Rome\n1: Rome, {plain}"))
    problem = f"has marks or letters that are no part of a name, and may be '{plain}'"
    assert warned(run, folder) == [(name, f"{problem}; write it so, if it is")]
    source = saved(tmp_path / "said", "tsv", f"Punkte|Rang|Stadt\n|1|{name}\n|2|Rome")
    assert rows(source, SIX) == [f"6,{plain},overall,1,", "6,Rome,overall,2,"]


@pytest.mark.parametrize("name", ["K\ufffdln", "S\ufffdo Paulo", "서\ufffd"])
def test_a_letter_that_was_lost_is_suspect(run: Run, write: Write, name: str) -> None:
    folder = write(editions=figures(f"1: Rome, {name}"))
    problem = "has a character that was lost in decoding"
    assert warned(run, folder) == [(name, f"{problem}; write the name as its publisher does")]
