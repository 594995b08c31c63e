import pytest

from scaffold import Write
from scicli.errors import DataError
from scicli.files.faults import Severity
from scicli.index.check import examine
from scicli.index.index import load

Found = tuple[str, int | None, str | None, str, str | None]


def found(write: Write, severity: Severity, **files: str) -> list[Found]:
    """Return the file, line, column, problem and value of every fault of a severity."""
    folder = write(**files)
    return [
        (
            fault.file.replace(f"{folder}/", ""),
            fault.line,
            fault.column,
            fault.problem.replace(f"{folder}/", ""),
            fault.value,
        )
        for fault in examine(folder).faults
        if fault.severity is severity
    ]


def errors(write: Write, **files: str) -> list[Found]:
    return found(write, Severity.ERROR, **files)


def warnings(write: Write, **files: str) -> list[Found]:
    assert errors(write, **files) == []
    return found(write, Severity.WARNING, **files)


def test_shipped_data_have_nothing_wrong() -> None:
    examined = examine("shipped")
    assert (examined.faults, examined.figures) == ((), 266)


def test_every_error_is_found_file_by_file_and_line_by_line(write: Write) -> None:
    assert errors(
        write,
        a=(
            "edition,city,category,rank,rating\n"
            "1,A,,x,y\n"
            "1,,,1,\n"
            ",B,,1,\n"
            "1,A,overall,2,\n"
            "1,C\n"
            "1,D,,9-2,\n"
            "1,E,,76,\n"
            "1,A,,4,\n"
        ),
        b="edition,city,rank\n1,D,5\n1,D,6\n",
        c="city,rank,city\n",
        d="",
        releases="edition,cities_ranked\n1,75\n1,75\n2,many\n",
        cities="city\nA\nA\n",
        sources="source,published\n,x\n",
    ) == [
        ("a.csv", 2, "rank", "is no rank", "x"),
        ("a.csv", 2, "rating", "is no rating", "y"),
        ("a.csv", 3, "city", "the city is blank", None),
        ("a.csv", 4, "edition", "the edition is blank", None),
        ("a.csv", 5, None, "stands in line 2 too", "1, overall, A"),
        ("a.csv", 6, None, "2 cells where the header has 5", None),
        ("a.csv", 7, "rank", "ends before it begins", "9-2"),
        ("a.csv", 8, "rank", "is beyond the 75 cities ranked in edition 1", "76"),
        ("a.csv", 9, None, "stands in line 2 too", "1, overall, A"),
        ("b.csv", 3, None, "stands in line 2 too", "1, overall, D"),
        ("c.csv", 1, None, "no column is called 'edition'", None),
        ("c.csv", 1, None, "two columns are called 'city'", None),
        ("cities.csv", 3, None, "stands in line 2 too", "A"),
        ("d.csv", None, None, "is empty", None),
        ("releases.csv", 3, None, "stands in line 2 too", "1"),
        ("releases.csv", 4, "cities_ranked", "is no whole number", "many"),
        ("sources.csv", 2, "source", "the source is blank", None),
        ("sources.csv", 2, "published", "is no date", "x"),
    ]


def test_contradictions_name_both_places(write: Write) -> None:
    assert errors(
        write,
        a="edition,city,rank,rating,country\n1,A,1,8,X\n1,B,,9,\n",
        b="edition,city,rank,rating,country\n1,A,2-3,8.0,Y\n1,B,4,7,\n",
        releases="edition,cities_ranked\n1,9\n",
    ) == [
        ("b.csv", 2, "country", "contradicts 'X' in a.csv, line 2", "Y"),
        ("b.csv", 2, "rank", "contradicts '1' in a.csv, line 2", "2-3"),
        ("b.csv", 3, "rating", "contradicts '9' in a.csv, line 3", "7"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("edition,city,rank\n", "holds no figures"),
        ("edition,city,rank\n,A,1\n", "the edition is blank"),
        ("edition;city;rank\n", "separates its columns by semicolons"),
        ('edition,city,rank\n1,"A,1\n', "a quotation mark is not closed"),
    ],
)
def test_a_file_without_figures_is_an_error(write: Write, text: str, problem: str) -> None:
    [(file, *_, said, value)] = errors(write, editions=text)
    assert (file, said, value) == ("editions.csv", problem, None)


def test_two_ratings_in_one_place_and_against_the_order_are_suspect(write: Write) -> None:
    assert warnings(
        write,
        editions=(
            "edition,city,rank,rating\n"
            "1,A,1,90\n1,B,=2,80\n1,C,=2,81\n1,D,4,85\n1,E,5-9,99\n1,F,6,70\n1,G,7,\n"
        ),
    ) == [
        ("editions.csv", 4, "rating", "is not the rating of B (line 3), which holds the same place",
         "81"),
        ("editions.csv", 5, "rating",
         "is better than that of B (line 3), which holds a better place", "85"),
    ]  # fmt: skip


def test_a_lower_rating_may_be_better_throughout(write: Write) -> None:
    rising = "".join(f"1,City {chr(64 + place)},{place},{place}\n" for place in range(1, 13))
    header = "edition,city,rank,rating\n"
    assert warnings(write, editions=header + rising) == []
    assert warnings(write, editions=f"{header}{rising}1,Last,13,2\n") == [
        (
            "editions.csv",
            14,
            "rating",
            "is better than that of City L (line 13), which holds a better place",
            "2",
        )
    ]


def test_a_hole_and_an_impossible_tie_are_suspect(write: Write) -> None:
    releases = "edition,cities_ranked\n1,5\n2,4\n3,9\n4,3\n"
    hole = "leaves a hole before it, in a complete table"
    too_good = "is too good: too many cities certainly hold better places"
    assert warnings(
        write,
        editions=(
            "edition,city,rank\n"
            "1,A,1\n1,B,2\n1,C,=4\n1,D,=4\n1,E,5\n"
            "2,A,1\n2,B,=2\n2,C,=2\n2,D,3\n"
            "3,A,1\n3,B,5\n"
            "4,A,1\n4,B,2-3\n4,C,2-3\n"
        ),
        releases=releases,
    ) == [
        ("editions.csv", 4, "rank", hole, "=4"),
        ("editions.csv", 10, "rank", too_good, "3"),
    ]


def test_names_that_look_like_others_are_suspect(write: Write) -> None:
    assert warnings(
        write,
        editions=(
            "edition,city,category,rank\n"
            "1,Zürich,,1\n1,Zurich,,2\n1,Córdoba,,3\n1,Quito,Tech,4\n1,Washington State,,5\n"
            "2,Cordoba,,1\n2,Quitto,tech,2\n2,Washington State University,,5\n2,Zürich,,7\n"
            "2,Zurich,,8\n"
        ),
    ) == [
        ("editions.csv", 2, "city",
         "looks like 'Zurich' but is kept apart, because one edition has both", "Zürich"),
        ("editions.csv", 4, "city", "is read as 'Cordoba'", "Córdoba"),
        ("editions.csv", 8, "category", "is almost 'Tech'", "tech"),
        ("editions.csv", 8, "city", "is almost 'Quito' of edition 1, which edition 2 lacks",
         "Quitto"),
        ("editions.csv", 9, "city",
         "is almost 'Washington State' of edition 1, which edition 2 lacks",
         "Washington State University"),
    ]  # fmt: skip


def test_a_city_that_moves_to_another_country_is_suspect(write: Write) -> None:
    assert warnings(
        write,
        a="edition,city,rank,country\n1,A,1,X\n1,B,2,\n2,A,1,Y\n2,B,2,Z\n3,A,1,Y\n",
        b="edition,city,rank\n4,A,1\n",
    ) == [("a.csv", 4, "country", "is 'X' of A in a.csv, line 2", "Y")]


def test_labels_that_nothing_orders_are_suspect_unless_dates_sort_them(write: Write) -> None:
    rows = "edition,city,rank\nSpring 2021,A,1\nAutumn 2021,A,2\nSpring 2022,A,1\n"
    [fault] = examine(write(editions=rows)).faults
    assert (fault.value, fault.problem) == (
        "Autumn 2021",
        "may not follow 'Spring 2021': editions stand in the order of their first rows",
    )
    dates = "Spring 2021,2021-03-01\nAutumn 2021,2021-10-01\nSpring 2022,2022-03-01\n"
    assert examine(write(releases=f"edition,published\n{dates}")).faults == ()


def test_labels_of_two_kinds_are_suspect(write: Write) -> None:
    problem = "may not follow '6': editions stand in the order of their first rows"
    assert warnings(write, editions="edition,city,rank\n6,A,1\n7,A,1\nGFCI 8,A,1\n") == [
        ("editions.csv", 3, "edition", problem, "7")
    ]
    rows = "edition,city,rank\n6,A,1\n"
    assert warnings(write, editions=rows, releases="edition,cities_ranked\nx,\n") == []


def test_a_release_without_figures_that_is_almost_another_edition_is_suspect(write: Write) -> None:
    assert warnings(
        write,
        editions="edition,city,rank\n1,A,2\n1,B,1\n2,A,1\n2,B,2\n",
        releases="edition,cities_ranked\n02,2\n1,2\n3,2\n",
    ) == [("releases.csv", 2, "edition", "has no figures, and is almost '2', which has some", "02")]


def test_a_release_of_the_same_number_is_almost_an_edition(write: Write) -> None:
    assert warnings(
        write,
        editions="edition,city,rank\n2023,A,2\n2023,B,1\n2024,A,1\n2024,B,2\n",
        releases="edition,published\n2023,2023-01-01\n2024,2024-01-01\nEdition 2024,2024-01-01\n",
    ) == [
        ("releases.csv", 4, "edition", "has no figures, and is almost '2024', which has some",
         "Edition 2024"),
    ]  # fmt: skip


def test_a_column_that_is_almost_one_that_is_read_is_suspect(write: Write) -> None:
    problem = "is ignored, and resembles the missing column 'rank'"
    table = "edition,city,{},rating\n1,A,1,5\n1,B,2,4\n"
    for name in ("ranks", "rnk"):
        assert warnings(write, editions=table.format(name)) == [
            ("editions.csv", 1, None, problem, name)
        ]
    assert warnings(write, editions="edition,city,rank,ranks\n1,A,1,\n1,B,2,\n") == []
    assert len(load(write(editions=table.format("ranks"))).figures) == 2


def test_a_mark_of_a_tie_is_suspect_where_no_other_city_can_share_the_place(write: Write) -> None:
    problem = "is marked as shared, and no other city shares it in a complete table"
    for rows, ranked, found in (
        ("A,1\n1,B,=2\n1,C,3\n", "3", [("editions.csv", 3, "rank", problem, "=2")]),
        ("A,1\n1,B,=2\n1,C,2-3\n", "3", []),
        ("A,1\n1,B,=2\n1,C,=2\n", "3", []),
        ("A,1\n1,B,=2\n1,C,4\n", "5", []),
    ):
        tables = {
            "editions": f"edition,city,rank\n1,{rows}",
            "releases": f"edition,cities_ranked\n1,{ranked}\n",
        }
        assert warnings(write, **tables) == found


def test_what_is_not_seen_tells_no_two_cities_apart(write: Write) -> None:
    rows = "edition,city,rank\n1,A\u200b,1\n1,B,2\n2,A,1\n2,B\u00ad,2\n"
    assert warnings(write, editions=rows) == [
        ("editions.csv", 2, "city", "is read as 'A'", "A\u200b"),
        ("editions.csv", 3, "city", "is read as 'B\u00ad'", "B"),
    ]


def test_more_ranks_than_cities_are_ranked_are_suspect(write: Write) -> None:
    assert warnings(
        write,
        editions="edition,city,rank\n1,A,1\n1,B,2\n1,C,2\n1,D,2\n2,A,1\n",
        releases="edition,cities_ranked\n1,2\n2,1\n",
    ) == [
        ("editions.csv", 4, "rank", "is one more than the 2 cities ranked in its edition", "2"),
    ]  # fmt: skip


def test_a_name_without_an_end_is_compared_with_none(write: Write) -> None:
    long = "x" * 30_000
    assert warnings(
        write, editions=f"edition,city,rank\n1,{long},1\n2,{long}y,1\n2,A,2\n1,A,2\n"
    ) == []  # fmt: skip


def test_what_can_be_read_is_counted_without_what_cannot(write: Write) -> None:
    examined = examine(write(editions="edition,city,rank,rating\n1,A,?,\n1,B,–,x\n1,C,3,\n"))
    assert [(fault.value, fault.problem) for fault in examined.faults] == [
        ("?", "is no rank"), ("–", "is no rank"), ("x", "is no rating"),
    ]  # fmt: skip
    assert examined.figures == 1


def test_sources_that_nothing_describes_are_suspect_once_for_each_file(write: Write) -> None:
    problem = "is a source that no sources.csv describes"
    assert warnings(
        write,
        editions="edition,city,rank,sources\n1,A,1,s1; s2\n1,B,2,s2;s3\n1,C,3,\n",
        releases="edition,sources\n1,s3\n",
        sources="source\ns1\n",
    ) == [
        ("editions.csv", 2, "sources", problem, "s2"),
        ("editions.csv", 3, "sources", problem, "s3"),
        ("releases.csv", 2, "sources", problem, "s3"),
    ]


def test_a_path_that_cannot_be_read_is_refused(write: Write) -> None:
    with pytest.raises(DataError, match="no such file or directory; check the path"):
        examine(write() / "none.csv")


@pytest.mark.parametrize(
    ("data", "line", "problem"),
    [
        (b"PK\x03\x04", None, "is a spreadsheet, not a CSV file"),
        (b"\xd0\xcf\x11\xe0", None, "is a spreadsheet, not a CSV file"),
        (b"edition,city,rank\n6,Z\xfcrich,1\n", 2, "the bytes are not UTF-8"),
    ],
)
def test_bytes_that_are_no_text_are_an_error(
    write: Write, data: bytes, line: int | None, problem: str
) -> None:
    file = write() / "editions.csv"
    file.write_bytes(data)
    [fault] = examine(file).faults
    assert (fault.line, fault.problem, fault.severity) == (line, problem, Severity.ERROR)


def test_a_name_on_two_lines_is_suspect(write: Write) -> None:
    assert warnings(write, editions='edition,city,rank\n1,"New\nYork",1\n1,B,2\n') == [
        ("editions.csv", 2, "city", "has a line end in it", "New\nYork")
    ]
