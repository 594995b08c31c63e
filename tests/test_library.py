from operator import attrgetter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import scicli
from scaffold import Write, values
from scicli.view.charts.draw import to_chart
from scicli.view.machine import to_csv
from scicli.view.markdown import to_markdown
from scicli.view.page import to_html


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
        "changes",
        "chart",
        "check",
        "cities",
        "climbers",
        "compare",
        "editions",
        "examine",
        "fallers",
        "findings",
        "gap",
        "leaders",
        "load",
        "overtakes",
        "package",
        "panel",
        "ranking",
        "read_claims",
        "records",
        "report",
        "schema",
        "site",
        "sources",
        "trend",
        "verify",
        "verify_text",
        "versions",
        "write",
    ]
    assert [name for name in scicli.__all__ if not hasattr(scicli, name)] == []
    assert set(scicli.__all__) <= set(dir(scicli))


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="module 'scicli' has no attribute 'rankings'"):
        attrgetter("rankings")(scicli)


FRAME = pd.DataFrame(
    {
        "Edition": [2023, 2023, 2024, 2024],
        "city": pd.Categorical(["Lima", "Quito", "Lima", "Quito"]),
        "rank": pd.array([1, None, 2, 1], dtype="Int64"),
        "rating": np.array([0.1, 8.5, np.nan, 9], dtype="float32"),
        "mayor": [["x"], None, 1, 2],
    }
)


def test_a_data_frame_is_a_table_of_editions() -> None:
    figures = scicli.load(FRAME).figures
    assert values(figures, "edition", "city", "rank", "rating") == [
        (2023, "Lima", 1, 0.1), (2023, "Quito", None, 8.5), (2024, "Lima", 2, None),
        (2024, "Quito", 1, 9.0),
    ]  # fmt: skip


def test_a_data_frame_stands_beside_files(write: Write) -> None:
    folder = write(releases="edition,cities_ranked\n2024,2\n")
    assert scicli.load(FRAME, folder).coverage(2024, "overall").complete


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"edition": [1], "town": ["A"], "rank": [1]},
         "the DataFrame, line 1: no column is called 'city'; rename one, or turn a publisher's"
         " table into a tidy one with 'scicli import'"),
        ({"edition": [1, 1], "city": ["A", "B"], "rank": ["1", "x"]},
         "the DataFrame, line 3, column rank: 'x' is no rank; write 7, =7, 201-250, 801+, >15 or"
         " nothing"),
        ({"edition": [1], "city": [("A",)], "rank": [1]},
         "the DataFrame, column city holds values of the type tuple; write texts, numbers or dates"
         " there"),
    ],
)  # fmt: skip
def test_a_data_frame_is_checked(columns: dict[str, list[object]], sentence: str) -> None:
    with pytest.raises(scicli.DataError) as caught:
        scicli.load(pd.DataFrame(columns))
    assert str(caught.value) == sentence


def test_cities_are_given_one_by_one_or_as_a_list(shipped: scicli.Index) -> None:
    cities = ["Busan", "Seoul"]
    for question in (scicli.trend, scicli.compare, scicli.breakdown):
        assert question(shipped, cities).frame.equals(question(shipped, *cities).frame)


def test_values_are_shown_on_one_line(shipped: scicli.Index) -> None:
    answer = scicli.ranking(shipped, edition=6, country="KR")
    assert [repr(one) for one in (shipped, answer, scicli.report(shipped, "Busan", edition=6))] == [
        "Index(Smart Centres Index: 12 editions, 10 categories, 49 cities, 266 figures)",
        "Answer(Smart Centres Index 6 · overall · South Korea · 22 November 2022: 2 rows,"
        " 15 columns)",
        "Report(Busan · Smart Centres Index 6 · 22 November 2022)",
    ]


def test_a_notebook_shows_the_table_with_its_notes(shipped: scicli.Index) -> None:
    answer = scicli.ranking(shipped, edition=6, country="KR")
    shown = answer._repr_html_()
    page = to_html(answer, notes=True, sources=False)
    assert shown in page
    assert "22 of 75 ranks are held, complete to 5." in shown
    assert "<style" not in shown
    report = scicli.report(shipped, "Busan", edition=6)
    assert report._repr_html_() == report.answer._repr_html_()


def test_an_answer_is_written_in_the_format_of_its_file(
    shipped: scicli.Index, tmp_path: Path
) -> None:
    answer = scicli.ranking(shipped, edition=6, country="KR")
    scicli.write(answer, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text() == to_csv(answer)
    scicli.write(answer, tmp_path / "a.md", notes=False, sources=True)
    assert (tmp_path / "a.md").read_text() == to_markdown(answer, notes=False, sources=True)
    with pytest.raises(scicli.QuestionError, match=r"the suffix of '.*a.doc' names no format"):
        scicli.write(answer, tmp_path / "a.doc")


def test_a_chart_is_svg_which_a_notebook_draws(shipped: scicli.Index, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="needs typst, which the extra report brings")
    answer = scicli.trend(shipped, "Busan")
    chart = scicli.chart(answer)
    assert chart.startswith("<svg ")
    assert chart._repr_svg_() == chart == to_chart(answer, "svg").decode()
    assert scicli.chart(answer, tmp_path / "busan.png") == chart
    assert (tmp_path / "busan.png").read_bytes() == to_chart(answer, "png")
    with pytest.raises(scicli.QuestionError, match="names no format of charts"):
        scicli.chart(answer, tmp_path / "busan.csv")
