import datetime
import sys
from pathlib import Path

import pandas as pd
import pytest

from scaffold import values
from scicli.errors import DataError, ExtraError
from scicli.importing.import_options import ImportOptions
from scicli.importing.tidy_figures import imported
from scicli.index.check import examine
from scicli.index.index import load

pyarrow = pytest.importorskip("pyarrow", reason="needs pyarrow, which the extra fast brings")


def written(file: Path, **columns: object) -> Path:
    from pyarrow import parquet

    parquet.write_table(pyarrow.table(columns), file)
    return file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "editions.parquet"


def test_columns_of_any_plain_type_are_read(file: Path) -> None:
    written(
        file,
        Edition=[datetime.date(2024, 12, 30)] * 2,
        city=pyarrow.array([" NA ", "B"]).dictionary_encode(),
        rank=[1.0, float("nan")],
        rating=[8.5, 100.0],
        mayor=[["x"], None],
    )
    assert values(load(file).figures, "edition", "city", "rank", "rating") == [
        ("2024-12-30", "B", None, 100.0),
        ("2024-12-30", "NA", 1, 8.5),
    ]


def test_a_missing_value_beside_as_many_categories_as_its_codes_can_number_is_blank(
    file: Path,
) -> None:
    cities = pd.Categorical([*(f"City {number:03}" for number in range(128))])
    ratings = pd.Categorical(
        [
            None,
            *map(str, range(1, 128)),
        ],
        [*map(str, range(128))],
    )
    frame = pd.DataFrame({"edition": 1, "city": cities, "rating": ratings})
    frame.to_parquet(file)
    assert values(load(file).figures, "city", "rating")[:2] == [
        ("City 000", None),
        ("City 001", 1.0),
    ]


def test_times_of_day_and_whole_numbers_are_labels(file: Path) -> None:
    written(
        file,
        edition=[datetime.datetime(2024, 12, 30), datetime.datetime(2024, 12, 30, 12)],
        city=["A", "A"],
        rank=["201-250", None],
    )
    assert [*map(str, load(file).catalog.editions)] == ["2024-12-30", "2024-12-30 12:00:00"]
    written(file, edition=[6, 7], city=["A", "A"], rank=[1, 2])
    assert load(file).catalog.editions == (6, 7)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"edition": [True], "city": ["A"], "rank": [1]},
         ", column edition holds values of the type bool; write texts, numbers or dates there"),
        ({"edition": [[6]], "city": ["A"], "rank": [1]},
         ", column edition holds values of the type list<element: int64>;"
         " write texts, numbers or dates there"),
        ({"edition": [6], "rank": [1]},
         ", line 1: no column is called 'city'; rename one, or turn a publisher's table into a"
         " tidy one with 'scicli import'"),
        ({"edition": [6, 6], "city": ["A", "B"], "rank": [1.0, 7.5]},
         ", line 3, column rank: '7.5' is no rank; write 7, =7, 201-250, 801+, >15 or nothing"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_parquet_has_its_sentence(
    file: Path, columns: dict[str, object], sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        load(written(file, **columns))
    assert str(caught.value) == f"{file}{sentence}"


def test_numbers_have_the_digits_that_their_kind_keeps(file: Path) -> None:
    from decimal import Decimal

    for ratings, read in (
        (pyarrow.array([8.1, 0.1], "float32"), [8.1, 0.1]),
        (pyarrow.array([0.1 + 0.7, 1 / 3, 0.00001]), [0.8, 0.333333333333333, 0.00001]),
        (pyarrow.array([Decimal("8.50"), Decimal("100")]), [8.5, 100.0]),
    ):
        count = len(read)
        written(file, edition=[6] * count, city=[*"ABC"][:count], rating=ratings)
        assert load(file).figures["rating"].tolist() == read
        assert [float(text) for text in imported([file], ImportOptions()).columns["rating"]] == read


@pytest.mark.parametrize(
    ("cells", "what"),
    [
        (pyarrow.array([b"\xff", b"A"]).view("string"), "values of the type string"),
        (pyarrow.array([10**17, 0], pyarrow.timestamp("ms")), "values of the type timestamp[ms]"),
        (pyarrow.array([4_000_000, 0], pyarrow.date32()), "values of the type date32[day]"),
        (pyarrow.array(["A\0", "B"]), "a NUL character"),
        (pyarrow.array([b"A", b"B"]), "values of the type bytes"),
    ],
)
def test_values_that_are_no_texts_are_refused_where_they_are_needed(
    file: Path, cells: object, what: str
) -> None:
    written(file, edition=[6, 6], city=cells, rank=[1, 2])
    for read in (
        lambda: load(file),
        lambda: examine(file),
        lambda: imported([file], ImportOptions()),
    ):
        with pytest.raises(DataError) as caught:
            read()
        assert str(caught.value) == (
            f"{file}, column city holds {what}; write texts, numbers or dates there"
        )
    written(file, edition=[6, 6], city=["A", "B"], rank=[1, 2], mayor=cells)
    assert load(file).catalog.cities.keys() == {"A", "B"}
    assert imported([file], ImportOptions()).columns["city"] == ["A", "B"]


def test_what_is_written_is_read_again(file: Path) -> None:
    from scicli.view.machine import tidy_bytes

    columns = {
        "edition": ["6", "6"], "city": ["NA", "=A"], "category": ["overall"] * 2,
        "rank": ["7=", "201-250"], "rating": ["0.00001", "8.5"],
    }  # fmt: skip
    file.write_bytes(tidy_bytes(columns, "parquet"))
    assert imported([file], ImportOptions()).columns == columns
    assert load(file).figures["rating"].tolist() == [8.5, 0.00001]


def test_a_damaged_file_is_refused(file: Path) -> None:
    file.write_bytes(b"PAR1 and no more")
    with pytest.raises(DataError) as caught:
        load(file)
    assert str(caught.value) == f"{file} is not a complete Parquet file; fetch or write it again"


def test_a_file_that_is_damaged_within_is_refused_where_it_is_read(file: Path) -> None:
    written(file, edition=[6] * 9, city=list("ABCDEFGHI"), rank=list(range(1, 10)))
    whole = file.read_bytes()
    file.write_bytes(whole[:4] + bytes(len(whole) // 4) + whole[4 + len(whole) // 4 :])
    for read in (lambda: load(file), lambda: imported([file], ImportOptions())):
        with pytest.raises(DataError) as caught:
            read()
        assert (
            str(caught.value) == f"{file} is not a complete Parquet file; fetch or write it again"
        )


def test_without_pyarrow_the_extra_is_named(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(file, edition=[6], city=["A"], rank=[1])
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraError) as caught:
        load(file)
    assert str(caught.value) == (
        "reading Parquet needs pyarrow; pip install 'scicli[fast]' brings it"
    )


def test_check_tells_what_is_wrong_in_parquet(file: Path) -> None:
    [fault] = examine(written(file, edition=[6], rank=[1])).faults
    assert fault.problem == "no column is called 'city'"


def test_import_refuses_two_columns_of_one_name(file: Path) -> None:
    written(file, edition=[6], city=["A"], rank=[1], Rank=[2])
    with pytest.raises(DataError, match="has two columns of one name; rename or remove one"):
        imported([str(file)], ImportOptions())


def test_what_a_dictionary_holds_and_no_row_uses_is_not_there(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "edition": pd.Categorical(["3", "2", "1", "1"]),
            "city": pd.Categorical(["Z", "A", "B", "A"]),
            "rank": pd.Categorical(["none", "1", "2", "1"]),
        }
    )
    file = tmp_path / "filtered.parquet"
    frame[frame["edition"] != "3"].to_parquet(file)
    index = load(file)
    assert (index.catalog.editions, list(index.catalog.cities)) == ((1, 2), ["A", "B"])
    assert examine(file).faults == ()


def test_editions_that_nothing_orders_stand_as_their_rows_do(tmp_path: Path) -> None:
    frame = pd.DataFrame({"edition": ["Spain", "Monaco"], "city": ["A", "A"], "rank": [1, 2]})
    file = tmp_path / "races.parquet"
    frame.astype({"edition": "category"}).to_parquet(file)
    assert load(file).catalog.editions == ("Spain", "Monaco")


@pytest.mark.parametrize(
    ("dtype", "values", "ratings"),
    [
        ("float32", [1234567, 2024.125, 0.1, 733.3, 1e-7], [1234567, 2024.125, 0.1, 733.3, 1e-7]),
        ("float64", [2.0**40, 0.1 + 0.2, 8.55], [2.0**40, 0.3, 8.55]),
    ],
)
def test_a_float_has_the_digits_that_tell_it_from_others(
    tmp_path: Path, dtype: str, values: list[float], ratings: list[float]
) -> None:
    cities = [f"City {number}" for number in range(len(values))]
    frame = pd.DataFrame({"edition": 1, "city": cities, "rating": values}).astype({"rating": dtype})
    frame.to_parquet(tmp_path / "ratings.parquet")
    assert load(tmp_path / "ratings.parquet").figures["rating"].tolist() == ratings


def test_editions_of_single_precision_stay_apart(tmp_path: Path) -> None:
    frame = pd.DataFrame({"edition": [2024101.0, 2024102.0], "city": ["A", "A"], "rank": [1, 2]})
    frame.astype({"edition": "float32"}).to_parquet(tmp_path / "e.parquet")
    assert load(tmp_path / "e.parquet").catalog.editions == (2024101, 2024102)
