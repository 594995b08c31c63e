"""Tidy tables that go through the import and come out as they were."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from scaffold import Run, values
from scicli.files.paths import shipped_folder
from scicli.index.index import load
from scicli.index.plain_names import plain_name_of

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(";,\t\"'=+-@"), min_size=1
).map(lambda name: name.strip().lstrip("'"))
RANKS = st.sampled_from(["", "1", "2", "2", "7", "201-250", "801+", ">15", "n/a", "39"])
RATINGS = st.sampled_from(["", "8.5", "733", "0.25", "-3", "7.769", "1234567.5", "-", "100"])


@pytest.mark.parametrize("out", ["out.csv", "out.parquet"])
def test_the_shipped_figures_are_as_they_were(run: Run, tmp_path: Path, out: str) -> None:
    if out.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="needs pyarrow, which the extra fast brings")
    file = tmp_path / out
    outcome = run("import", str(shipped_folder() / "editions.csv"), "-o", str(file), "-q")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    columns = ["edition", "category", "city", "rank", "rank_max", "rating", "basis", "sources"]
    assert values(load(file).figures, *columns) == values(load().figures, *columns)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["6", "7", "2011-12", "GFCI 38"]),
            NAMES.map(lambda name: plain_name_of(name.strip().lstrip("'"))).filter(
                lambda name: name and name == plain_name_of(name.lstrip("'"))
            ),
            st.sampled_from(["", "overall", "air", "Tech, too"]),
            RANKS,
            RATINGS,
        ).filter(lambda row: row[3] not in {"", "n/a"} or row[4] not in {"", "-"}),
        min_size=1,
        unique_by=lambda row: (row[0], row[1], row[2] or "overall"),
    )
)
def test_every_value_of_a_tidy_file_is_kept(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, ...]]
) -> None:
    from scicli.importing.import_options import ImportOptions
    from scicli.importing.tidy_figures import imported
    from scicli.view.machine import csv_text, tidy_bytes

    before = tmp_path_factory.getbasetemp() / "before.csv"
    after = before.with_name("after.csv")
    names = ["edition", "city", "category", "rank", "rating"]
    before.write_text(csv_text(dict(zip(names, zip(*rows, strict=True), strict=True))))
    result = imported([str(before)], ImportOptions())
    assert result.omissions == ()
    after.write_bytes(tidy_bytes(result.columns, "csv"))
    assert_frame_equal(
        load(after).figures.astype({"category": "str", "city": "str"}),
        load(before).figures.astype({"category": "str", "city": "str"}),
    )


def test_a_source_of_both_files_is_named_once(run: Run, tmp_path: Path) -> None:
    header = "edition,city,rank,rating,sources\n"
    (tmp_path / "ranks.csv").write_text(f"{header}6,Busan,22,,s1;s2\n")
    (tmp_path / "ratings.csv").write_text(f"{header}6,Busan,,8.5,s1\n")
    out = tmp_path / "out.csv"
    files = [str(tmp_path / name) for name in ("ranks.csv", "ratings.csv")]
    assert run("import", *files, "-o", str(out), "-q").code == 0
    assert out.read_text() == (
        "edition,city,category,rank,rating,sources\n6,Busan,overall,22,8.5,s1;s2\n"
    )
