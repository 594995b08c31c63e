"""Versions of the data: every planted change is found, with its line, and none is invented."""

import random
import re
from pathlib import Path

import pytest

from scaffold import Run, values
from scicli.analysis.versions import FIELDS, versions

NAMES = ("edition", "category", "city", "column", "was", "now", "was_line", "now_line")
HEADER = "edition,city,category,rank,rating"
ROWS = [
    f"{edition},City {number},{category},{number + 1},{90 - number}"
    for edition in (1, 2, 3)
    for category in ("overall", "technology")
    for number in range(8)
]


def saved(folder: Path, name: str, rows: list[str], **files: str) -> Path:
    place = folder / name
    place.mkdir()
    (place / "editions.csv").write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    for stem, text in files.items():
        (place / f"{stem}.csv").write_text(text, encoding="utf-8")
    return place


def test_the_same_data_in_another_order_say_the_same(tmp_path: Path) -> None:
    shuffled = random.Random(1).sample(ROWS, len(ROWS))
    answer = versions(saved(tmp_path, "old", ROWS), saved(tmp_path, "new", shuffled))
    assert (len(answer.frame), answer.notes) == (0, ("Both versions say the same.", READ))
    assert tuple(answer.frame.columns) == FIELDS


READ = "Columns that scicli does not read are not compared."
CITY_1 = ", ".join(ROWS[9].split(",")[3:])


def test_every_kind_of_change_is_found_in_its_line(tmp_path: Path) -> None:
    new = [row.replace("City 7", "Town 7") for row in ROWS]
    new[0] = "1,City 0,overall,2,91"
    del new[9]
    new.append("3,City 9,overall,9,")
    old = saved(tmp_path, "old", ROWS, releases="edition,published\n1,2020-01-01\n2,2020-07-01\n",
                sources="source,title\na,One\n", cities="city,country\nCity 1,X\n",
                ranking="name,noun\nOld,city\n")  # fmt: skip
    now = saved(tmp_path, "new", new, releases="edition,published\n1,2020-01-02\n2,2020-07-01\n",
                sources="source,title\na,Two\nb,Three\n", cities="city,country\nCity 1,Y\n",
                ranking="name,noun\nNew,city\n")  # fmt: skip
    frame = versions(old, now).frame
    assert values(frame, "change", "table", *NAMES) == [
        ("renamed", "figures", None, None, "Town 7", "city", "City 7", "Town 7", 9, 9),
        ("altered", "figures", "1", "overall", "City 0", "rank", "1", "2", 2, 2),
        ("altered", "figures", "1", "overall", "City 0", "rating", "90", "91", 2, 2),
        ("added", "figures", "3", "overall", "City 9", None, None, "9", None, 49),
        ("removed", "figures", "1", "technology", "City 1", None, CITY_1, None, 11, None),
        ("altered", "releases", "1", None, None, "published", "2020-01-01", "2020-01-02", 2, 2),
        ("altered", "cities", None, None, "City 1", "country", "X", "Y", 2, 2),
        ("altered", "sources", None, None, "a", "title", "One", "Two", 2, 2),
        ("added", "sources", None, None, "b", None, None, "Three", None, 3),
        ("altered", "rankings", None, None, None, "name", "Old", "New", 2, 2),
    ]
    assert set(frame["was_file"].dropna()) == {
        str(old / f"{name}.csv")
        for name in ("editions", "releases", "cities", "sources", "ranking")
    }


@pytest.mark.parametrize(
    ("column", "pattern", "was", "now"),
    [("edition", "^3,", "3", "4"), ("category", ",technology,", "technology", "tech")],
)
def test_editions_and_categories_may_be_renamed(
    tmp_path: Path, column: str, pattern: str, was: str, now: str
) -> None:
    new = [re.sub(pattern, pattern.strip("^").replace(was, now), row) for row in ROWS]
    frame = versions(saved(tmp_path, "old", ROWS), saved(tmp_path, "new", new)).frame
    assert values(frame, "change", "column", "was", "now") == [("renamed", column, was, now)]


def test_rows_of_one_key_are_told_apart(tmp_path: Path) -> None:
    old = saved(tmp_path, "old", ["1,A,overall,1,", "1,A,overall,,90", "1,B,overall,2,"])
    new = saved(tmp_path, "new", ["1,A,overall,1,", "1,A,overall,,91", "1,B,overall,2,"])
    assert values(versions(old, new).frame, "change", "column", "was", "now") == [
        ("altered", "rating", "90", "91")
    ]


def test_planted_changes_are_all_found_and_none_is_invented(tmp_path: Path) -> None:
    chance = random.Random(7)
    for number in range(40):
        new = list(ROWS)
        planted: set[tuple[str, str, str, str]] = set()
        for at in chance.sample(range(len(ROWS)), chance.randint(1, 12)):
            edition, city, category, rank, _ = ROWS[at].split(",")
            if chance.random() < 0.4:
                new[at] = ""
                planted.add(("removed", edition, category, city))
            else:
                new[at] = f"{edition},{city},{category},{int(rank) + 20},"
                planted |= {("altered", edition, category, city)}
        for extra in range(chance.randint(0, 3)):
            new.append(f"2,New {extra},overall,{30 + extra},1")
            planted.add(("added", "2", "overall", f"New {extra}"))
        old = saved(tmp_path, f"old{number}", ROWS)
        now = saved(tmp_path, f"new{number}", chance.sample([one for one in new if one],
                                                            sum(map(bool, new))))  # fmt: skip
        frame = versions(old, now).frame
        assert set(values(frame, "change", "edition", "category", "city")) == planted


def test_the_command_ends_with_1_if_anything_changed(run: Run, tmp_path: Path) -> None:
    old, new = saved(tmp_path, "old", ROWS), saved(tmp_path, "new", ROWS[1:])
    outcome = run("changes", "--was", str(old), "--now", str(new), "-f", "csv", "-q")
    assert (outcome.code, outcome.err, len(outcome.out.splitlines())) == (1, "", 2)
    assert run("changes", "--was", str(old), "-d", str(old)).code == 0
    assert run("changes", "--was", "shipped").out == (
        f" Changes of the data\n\n Both versions say the same.\n {READ}\n"
    )
    for words, problem in (
        (["--now", "x"], "--now is compared with nothing; add --was PATH"),
        (["5", "--was", "x"], "versions of the data have all editions; leave out the editions"),
        (["--was", str(tmp_path / "no")], "no such file or directory; check the path"),
        (["--was", "x", "--chart", "a.svg"], "versions of the data have no chart"),
        (["5", "99"], "there is no edition '99'; the data hold editions 1 to 12"),
    ):
        outcome = run("changes", *words)
        assert (outcome.code in {2, 3}, problem in outcome.err) == (True, True)


def test_what_says_the_same_in_other_words_is_no_change(tmp_path: Path) -> None:
    old = saved(tmp_path, "old", ["1,A,overall,1,640", "1,B,overall,2,"])
    new = saved(tmp_path, "new", ["1,A,overall,1,640.0", "", "1,B,overall,2,"])
    assert len(versions(old, new).frame) == 0


@pytest.mark.parametrize("words", [["-c", "overall"], ["--top", "10"], ["--common"], ["-c", "x"]])
def test_versions_are_compared_whole(run: Run, tmp_path: Path, words: list[str]) -> None:
    old = saved(tmp_path, "old", ["1,A,overall,1,"])
    outcome = run("changes", "--was", str(old), "--now", str(old), *words)
    refused = words in (["--common"], ["-c", "x"])
    assert outcome.code == (2 if refused else 0)
    assert outcome.err == (
        "scicli: versions of the data are compared whole; leave out --category, --top and"
        " --common.\n"
        if refused
        else ""
    )
