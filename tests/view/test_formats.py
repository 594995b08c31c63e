import csv
import io
import json
from pathlib import Path

import pytest

from scaffold import Write, values
from scicli.analysis.answer import Answer
from scicli.analysis.ranking import FIELDS, ranking
from scicli.analysis.trend import trend
from scicli.index.index import Index, load
from scicli.view.machine import to_csv, to_json

MIXED = '''edition,city,rank,rating,basis,sources
1,Y,5,,,
2,'=A,1,733,printed,s1;s2
2,"B, ""b""",=3,8.5,,
2,'-Z,40+,,,
2,NA,,,,
'''


@pytest.fixture
def answer(write: Write) -> Answer:
    return ranking(load(write(editions=MIXED)))


def test_csv_has_numbers_as_numbers_and_guards_text_from_spreadsheets(answer: Answer) -> None:
    assert to_csv(answer) == (
        "edition,category,rank,rank_max,city,country,region,rating,previous_rank,"
        "previous_rank_max,gain,gain_max,movement,basis,sources\n"
        "2,overall,1,1,'=A,,,733,,,,,,printed,s1;s2\n"
        '2,overall,3,3,"B, ""b""",,,8.5,,,,,,,\n'
        "2,overall,40,,'-Z,,,,,,,,,,\n"
        "2,overall,,,NA,,,,,,,,,,\n"
    )


def test_json_has_null_for_what_is_not_held_and_lists_of_sources(
    answer: Answer,
) -> None:
    rows = json.loads(to_json(answer))
    assert [tuple(row) for row in rows] == [FIELDS] * 4
    assert rows[0] == {
        "edition": 2,
        "category": "overall",
        "rank": 1,
        "rank_max": 1,
        "city": "=A",
        "country": None,
        "region": None,
        "rating": 733,
        "previous_rank": None,
        "previous_rank_max": None,
        "gain": None,
        "gain_max": None,
        "movement": None,
        "basis": "printed",
        "sources": ["s1", "s2"],
    }
    assert (rows[2]["rank"], rows[2]["rank_max"], rows[2]["sources"]) == (40, None, [])
    assert [row["city"] for row in rows] == ["=A", 'B, "b"', "-Z", "NA"]
    assert "733.0" not in to_json(answer)


def test_json_has_each_row_on_its_own_line(answer: Answer) -> None:
    lines = to_json(answer).splitlines()
    assert [line[:13] for line in lines] == ['[{"edition": ', *[' {"edition": '] * 3]
    assert lines[-1].endswith("}]")


def test_a_column_of_numbers_called_sources_is_no_list(write: Write) -> None:
    index = load(write(editions="edition,city,rank\nsources,A,1\nsources,B,2-3\nbetween,A,2\n"))
    assert json.loads(to_json(trend(index, layout="wide"))) == [
        {"city": "A", "category": "overall", "sources": 1, "sources_max": 1, "between": 2},
        {"city": "B", "category": "overall", "sources": 2, "sources_max": 3, "between": None},
    ]


def test_labels_are_texts_if_one_is_not_a_whole_number(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n6,A,1\nGFCI 7,A,2\n"))
    assert [row["edition"] for row in json.loads(to_json(ranking(index, edition=6)))] == ["6"]


def test_an_answer_without_rows_is_an_empty_list_or_a_header(shipped: Index) -> None:
    empty = ranking(shipped, edition=12, around="Paris")
    assert to_json(empty) == "[]\n"
    assert to_csv(empty) == ",".join(FIELDS) + "\n"


@pytest.mark.parametrize("edition", range(1, 13))
def test_csv_and_json_say_the_same_as_the_frame(shipped: Index, edition: int) -> None:
    answer = ranking(shipped, edition=edition)
    frame = [
        tuple("" if cell is None else str(cell).removesuffix(".0") for cell in row)
        for row in values(answer.frame, *FIELDS)
    ]
    [_, *from_csv] = map(tuple, csv.reader(io.StringIO(to_csv(answer))))
    from_json = [
        tuple(
            ";".join(cell) if isinstance(cell, list) else "" if cell is None else str(cell)
            for cell in row.values()
        )
        for row in json.loads(to_json(answer))
    ]
    assert from_csv == frame
    assert from_json == frame


def test_what_is_written_as_csv_is_read_again_whatever_it_holds(
    write: Write, tmp_path: Path
) -> None:
    hostile = ["A\rB", "A\nB", 'A"B', "=A", "'=B", "A,B", "A\tB", "[red]", "nan"]
    with (tmp_path / "hostile.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["edition", "city", "rank", "rating"])
        writer.writerows([1, city, place, "0.00001"] for place, city in enumerate(hostile, 1))
    answer = ranking(load(tmp_path / "hostile.csv"))
    (tmp_path / "again.csv").write_text(to_csv(answer), encoding="utf-8", newline="")
    again = ranking(load(tmp_path / "again.csv"))
    assert answer.frame["city"].tolist() == [name.removeprefix("'") for name in hostile]
    assert values(again.frame, *FIELDS) == values(answer.frame, *FIELDS)
