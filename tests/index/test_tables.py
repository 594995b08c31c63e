import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold import Write, values
from scicli.index.cells import source_keys
from scicli.index.index import Coverage, Index, load


def coverage_of(write: Write, ranks: str, cities_ranked: str = "") -> Coverage:
    rows = [f"1,C{number:02},{rank}" for number, rank in enumerate(ranks.split())]
    folder = write(
        editions="\n".join(["edition,city,rank", *rows]),
        releases=f"edition,cities_ranked\n1,{cities_ranked}\n",
    )
    return load(folder).coverage(1, "overall")


@pytest.mark.parametrize(
    ("ranks", "depth"),
    [
        ("1 2 2 4", 4),
        ("1 2 2", 3),
        ("1 2 3 5", 3),
        ("2 3", 0),
        ("1 1 1", 3),
        ("1 2-3 2-3 4", 1),
        ("1 1-2 4", 2),
        ("1-3 1-3 1-3", 0),
        ("1-3 1-3", 0),
        ("1 2 3+", 2),
        ("1 2 - 3", 3),
        ("-", 0),
        ("1 2 3 4 4 4 4 9", 7),
    ],
)
def test_depth_is_the_place_to_which_no_rank_is_missing(
    write: Write, ranks: str, depth: int
) -> None:
    assert coverage_of(write, ranks).depth == depth


@given(st.lists(st.tuples(st.integers(1, 8), st.integers(0, 4)), min_size=1, max_size=8))
def test_depth_is_what_its_definition_says(
    tmp_path_factory: pytest.TempPathFactory, ranks: list[tuple[int, int]]
) -> None:
    file = tmp_path_factory.getbasetemp() / "depth.csv"
    rows = [f"1,C{number},{best}-{best + more}" for number, (best, more) in enumerate(ranks)]
    file.write_text("\n".join(["edition,city,rank", *rows]))
    worst = [best + more for best, more in ranks]
    reached = [
        depth
        for depth in range(len(ranks) + 1)
        if all(sum(place <= k for place in worst) >= k for k in range(1, depth + 1))
    ]
    assert load(file).coverage(1, "overall").depth == max(reached)


@pytest.mark.parametrize(
    ("ranks", "cities_ranked", "coverage", "complete"),
    [
        ("1 2 2 4", "4", Coverage(4, 4, 4), True),
        ("1 2 2 4", "5", Coverage(5, 4, 4), False),
        ("1 2 2 4", "", Coverage(None, 4, 4), False),
        ("1 2 >2 >2", "4", Coverage(4, 4, 2), True),
        ("1 2 - 3", "4", Coverage(4, 3, 3), False),
    ],
)
def test_a_table_is_complete_where_as_many_are_held_as_are_ranked(
    write: Write, ranks: str, cities_ranked: str, coverage: Coverage, complete: bool
) -> None:
    found = coverage_of(write, ranks, cities_ranked)
    assert (found, found.complete) == (coverage, complete)


def test_a_table_stands_by_best_place_worst_place_and_name(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,rank\n1,F,-\n1,E,5+\n1,D,5-9\n1,C,5\n1,B,1\n1,A,5\n1,G,5-9\n2,Z,1\n"
            )
        )
    )
    assert values(index.table(1, "overall"), "city", "rank", "rank_max", "rank_mark") == [
        ("B", 1, 1, ""),
        ("A", 5, 5, "tied"),
        ("C", 5, 5, "tied"),
        ("D", 5, 9, ""),
        ("G", 5, 9, ""),
        ("E", 5, None, "open"),
        ("F", None, None, ""),
    ]


def test_who_writes_into_a_table_changes_no_other(shipped: Index) -> None:
    first = shipped.table(12, "overall")
    kept = first.copy()
    first["rank"].array[0] = 77
    assert shipped.table(12, "overall").equals(kept)


def test_an_edition_without_figures_has_an_empty_table(write: Write) -> None:
    index = load(
        write(editions="edition,city,rank\n1,A,1\n", releases="edition,cities_ranked\n2,9\n")
    )
    assert index.table(2, "overall").empty
    assert index.coverage(2, "overall") == Coverage(9, 0, 0)


def test_the_date_of_an_edition_is_what_its_release_says(shipped: Index) -> None:
    assert shipped.published(6) == "2022-11-22"
    assert shipped.published(5) == "2022-05"


def test_an_edition_may_have_no_date(write: Write) -> None:
    assert load(write(editions="edition,city,rank\n1,A,1\n")).published(1) is None


def test_blank_source_keys_are_none() -> None:
    assert source_keys("a; b;;") == ["a", "b"]
    assert source_keys("") == []
