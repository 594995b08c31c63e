from decimal import Decimal

import pytest

from scaffold import Write
from scicli.analysis.answer import ANSWER, Answer
from scicli.analysis.breakdown import breakdown
from scicli.analysis.compare import compare
from scicli.analysis.listings import sources
from scicli.analysis.movers import climbers
from scicli.analysis.ranking import ranking
from scicli.analysis.trend import trend
from scicli.claims.claim import Claim
from scicli.claims.verify import verify
from scicli.index.index import Index, load
from scicli.view.screen import Screen
from scicli.view.terminal import to_table

MIXED = """edition,city,rank,rating,sources
1,A,1,,
1,B,2-9,,
1,C,40+,,
1,E,3,,
2,A,1,8.5,s1;s2
2,B,=3,7,s2
2,C,5-9,,
2,D,12,,s2;s1;s9
2,E,5-9,,
"""
SOURCES = (
    "source,publisher,title,published,url\ns1,Z/Yen,Index 2,2022-11,https://example.org/2\ns2,,,,\n"
)


def lines(
    answer: Answer, screen: Screen, *, notes: bool = True, sources: bool = False
) -> list[str]:
    return to_table(answer, screen, notes=notes, sources=sources).splitlines()


@pytest.fixture
def mixed(write: Write) -> Index:
    return load(write(editions=MIXED, sources=SOURCES, releases="edition,cities_ranked\n2,14\n"))


def test_ties_bands_gaps_and_gains_at_least_are_drawn(mixed: Index) -> None:
    assert lines(ranking(mixed, edition=2), Screen()) == [
        " Edition 2 · overall",
        "",
        " Rank  City            Rating  Since 1",
        " ─────────────────────────────────────",
        "    1  A                  8.5  ●",
        "       2 not held",
        "   =3  B                  7.0  ?",
        "  5–9  C                    –  ▲ 31+",
        "  5–9  E                    –  ▼ 2–6",
        "       10–11 not held",
        "   12  D                    –  –",
        "       13–14 not held",
        "",
        " 5 of 14 ranks are held, complete to 1.",
        " Of these 5, 4 ranks are held in edition 1 too.",
        " ▲ up  ▼ down  ● no change  ? up or down is not certain  = shared  + or more  – not held",
    ]


def test_an_encoding_without_the_signs_gets_ascii_ones(mixed: Index) -> None:
    assert lines(ranking(mixed, edition=2, rows=3), Screen("ascii")) == [
        " Edition 2 | overall",
        "",
        " Rank  City        Rating  Since 1",
        " ---------------------------------",
        "    1  A              8.5  =",
        "       2 not held",
        "   =3  B              7.0  ?",
        "  5-9  C                .  + 31+",
        "  5-9  E                .  - 2-6",
        "",
        " 5 of 14 ranks are held, complete to 1.",
        " The first 3 of 5, and 1 more that ties with the last of them.",
        " + up / or more  - down  = no change / shared  ? up or down is not certain  . not held",
    ]


def test_sources_are_numbered_from_above_and_listed_beneath(mixed: Index) -> None:
    assert lines(ranking(mixed, edition=2), Screen(), notes=False, sources=True)[2:] == [
        " Rank  City            Rating  Since 1  Sources",
        " ──────────────────────────────────────────────",
        "    1  A                  8.5  ●        1–2",
        "       2 not held",
        "   =3  B                  7.0  ?        2",
        "  5–9  C                    –  ▲ 31+",
        "  5–9  E                    –  ▼ 2–6",
        "       10–11 not held",
        "   12  D                    –  –        1–3",
        "       13–14 not held",
        "",
        " 1 Z/Yen, Index 2, November 2022",
        "   https://example.org/2",
        " 2 s2",
        " 3 s9",
    ]


def test_the_least_important_columns_are_left_out_first_and_named_below(shipped: Index) -> None:
    answer = ranking(shipped, edition=6, rows=3)

    def head(width: int) -> tuple[str, list[str]]:
        drawn = lines(answer, Screen(width=width))
        return drawn[2 if drawn[1] == "" else 3], [line for line in drawn if "Not shown" in line]

    assert head(80) == (" Rank  City         Country         Rating  Since 5", [])
    assert head(52) == (" Rank  City         Country         Rating  Since 5", [])
    assert head(45) == (
        " Rank  City         Rating  Since 5",
        [" Not shown at this width: Country."],
    )
    assert head(40) == head(30) == head(45)


LONG = "Technical University of Applied Sciences of X"


@pytest.fixture
def long(write: Write) -> Index:
    names = [LONG, LONG.replace("X", "Y"), "Z"]
    rows = [f"{edition},{name},{n + edition}" for edition in (1, 2) for n, name in enumerate(names)]
    return load(write(editions="\n".join(["edition,city,rank", *rows])))


def test_names_are_folded_where_the_answer_does_not_fit(long: Index) -> None:
    assert lines(trend(long), Screen(width=40), notes=False)[2:] == [
        " City                        1  2  Trend",
        " ───────────────────────────────────────",
        " Technical University of     1  2  █▆",
        " Applied Sciences of X",
        " Technical University of     2  3  ▆▃",
        " Applied Sciences of Y",
        " Z                           3  4  ▃▁",
    ]


def test_rows_become_records_where_folding_is_not_enough(long: Index) -> None:
    answer = compare(long, LONG, LONG.replace("X", "Y"), "Z", to_edition=2, from_edition=1)
    assert lines(answer, Screen(width=44), notes=False)[:11] == [
        " Technical University of Applied Sciences",
        "   of X against Technical University of",
        "   Applied Sciences of Y and Z",
        " overall",
        "",
        " Edition 1",
        "   Technical University of Applied",
        "     Sciences of X: 1",
        "   Technical University of Applied",
        "     Sciences of Y: 2 · Z: 3",
        "   Ahead: Technical University of Applied",
    ]


def test_a_verdict_stands_beside_the_head_of_its_record(shipped: Index) -> None:
    claims = [Claim("rank", 6, city="Busan", value=Decimal(22), claim="one")]
    assert lines(verify(shipped, claims), Screen(width=40))[2:] == [
        " one · supported",
        "   Statement: Busan stands 22nd in",
        "     edition 6.",
        "   Figures: Busan 22 in edition 6.",
        "",
        " Not shown at this width: Kind.",
    ]


def test_a_record_without_a_name_begins_with_its_verdict(shipped: Index) -> None:
    claims = [Claim("leader", edition, city="London", claim=name) for edition, name in NAMED]
    assert lines(verify(shipped, claims), Screen(width=40), notes=False)[2:] == [
        " one · supported",
        "   Statement: London leads in edition",
        "     10.",
        "   Figures: London 1 in edition 10.",
        " contradicted",
        "   Statement: London leads in edition",
        "     12.",
        "   Figures: London 2 in edition 12,",
        "     not first.",
    ]


NAMED = [(10, "one"), (12, "")]


def test_gaps_between_records_are_lines_of_their_own(mixed: Index) -> None:
    answer = ranking(mixed, edition=2, rows=2)
    [section] = answer.sections
    wide = tuple(
        column._replace(heading=f"{column.heading} with many words", weight=ANSWER)
        for column in section.columns
    )
    answer = answer._replace(sections=(section._replace(columns=wide),))
    assert lines(answer, Screen(width=40), notes=False)[2:] == [
        " A",
        "   Rank with many words: 1",
        "   Rating with many words: 8.5",
        "   Since 1 with many words: ●",
        " 2 not held",
        " B",
        "   Rank with many words: =3",
        "   Rating with many words: 7.0",
        "   Since 1 with many words: ?",
    ]


def test_a_name_of_any_length_is_whole(write: Write) -> None:
    name = "x" * 130_000
    index = load(write(editions=f"edition,city,rank\n1,{name},1\n"))
    assert lines(ranking(index), Screen(), notes=False)[-1] == f"    1  {name}"


def test_on_a_terminal_a_source_has_one_line_without_its_address(
    shipped: Index, mixed: Index
) -> None:
    answer = ranking(shipped, edition=6, rows=1)
    assert lines(answer, Screen(width=60), notes=False, sources=True)[6:9] == [
        " 1 The Astana Times, Astana Joins Global…, 25 November 2022",
        " 2 City AM, Exclusive: London beats Europ…, 22 November 2022",
        " 3 Dong-A Ilbo, 부산, 글로벌스마트센터지…, 27 November 2022",
    ]
    assert lines(ranking(mixed, edition=2), Screen(width=30), notes=False, sources=True)[-5:] == [
        " 1 Z/Yen, Index 2, November 2022",
        " 2 s2",
        " 3 s9",
        " Addresses: in a pipe, or with scicli",
        "   sources --format csv.",
    ]


def test_the_figures_of_a_city_are_told_apart_by_category_at_any_width(shipped: Index) -> None:
    answer = sources(shipped, "Busan", edition=6)
    assert lines(answer, Screen(width=40), notes=False, sources=True)[:7] == [
        " Busan · edition 6 · Smart Centres Index",
        "",
        " Edition  Category    Rank  Sources",
        " ──────────────────────────────────",
        " 6        overall       22  1–10",
        " 6        technology    15  4 6 8",
        " 6        reputation    12  6 11–12",
    ]


def test_each_sign_has_only_the_meanings_that_are_on_the_screen(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,801+\n1,B,=1\n2,A,2\n2,B,3\n"))
    ranks = ranking(index, edition=1)
    assert lines(ranks, Screen())[-1] == " = shared  + or beyond"
    assert lines(ranks, Screen("ascii"))[-1] == " = shared  + or beyond"
    moves = climbers(index, from_edition=1, to_edition=2)
    assert lines(moves, Screen())[-1] == " ▲ up  + or beyond / or more"
    assert lines(moves, Screen("ascii"))[-1] == " + up / or beyond / or more"


def test_lines_that_are_all_level_have_no_scale(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,A,=1\n1,B,=1\n2,A,=1\n2,B,=1\n"))
    assert lines(trend(index), Screen())[-1] == " = shared"


def test_the_end_of_a_long_title_stays(shipped: Index) -> None:
    answer = ranking(shipped, rows=1)
    assert lines(answer, Screen(width=40), notes=False, sources=True)[7:9] == [
        " 1 BQ (Business Quart…global tech sector",
        " 2 Capital Post, London is…, study finds",
    ]


def test_the_rank_on_a_line_is_not_explained_as_no_change(write: Write) -> None:
    rows = "1,overall,A,4\n1,arts,A,2-3\n1,law,A,12\n1,music,B,1\n"
    index = load(write(editions=f"edition,category,city,rank\n{rows}"))
    drawn = lines(breakdown(index, "A"), Screen())
    assert drawn[:7] == [
        " A · Edition 1 · by category",
        "",
        " Category  Rank  Apart  Best  Best in  1           12",
        " ──────────────────────────────────────────────────────────────",
        " Overall      4      0     4  1            ●",
        " Arts       2–3          2–3  1         ●─ ┊           strength",
        " Law         12     -8    12  1            ┊        ●  weakness",
    ]
    assert drawn[-1] == " – not held  ● rank, ┊ overall rank, on a line of places"


def test_a_city_called_like_a_sign_explains_nothing(write: Write) -> None:
    index = load(write(editions="edition,city,rank\n1,?,1\n1,–,2\n"))
    assert lines(ranking(index), Screen())[-1] == (
        " 2 ranks are held, complete to 2; how many cities are ranked is not known."
    )


def test_ratings_have_the_digits_they_were_given(write: Write) -> None:
    index = load(
        write(editions="edition,city,rank,rating\n1,A,1,12345678901\n1,B,2,0.00001\n1,C,3,8.5\n")
    )
    drawn = lines(ranking(index), Screen(), notes=False)
    assert [line.split()[-1] for line in drawn[-3:]] == [
        "12,345,678,901.00000",
        "0.00001",
        "8.50000",
    ]


def test_names_are_drawn_to_the_letter_harmless_and_aligned(write: Write) -> None:
    index = load(
        write(
            editions=(
                "edition,city,country,rank\n"
                "1,[red]x[/],[/],1\n1,\x1b[31mBusan\x1b]0;x\x07,,2\n1,부산광역시,대한민국,3\n"
                '1,"a\nb",:smile:,4\n'
            )
        )
    )
    assert lines(ranking(index), Screen(), notes=False) == [
        " Edition 1 · overall",
        "",
        " Rank  City              Country",
        " ────────────────────────────────",
        "    1  [red]x[/]         [/]",
        "    2  ␛[31mBusan␛]0;x␇  –",
        "    3  부산광역시        대한민국",
        "    4  a␊b               :smile:",
    ]


def test_a_terminal_shows_gains_green_losses_red_the_asked_city_bold(
    shipped: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "")
    answer = ranking(shipped, edition=6, around="Busan")
    drawn = lines(answer, Screen(width=80, styled=True))
    [boston] = [line for line in drawn if "Boston" in line]
    [busan] = [line for line in drawn if "Busan " in line and "around" not in line]
    assert boston.split("\x1b")[-2:] == ["[31m▼ 10   ", "[0m"]
    assert "\x1b[2m     –\x1b[0m" in boston
    assert "\x1b[1mBusan         \x1b[0m" in busan
    assert busan.split("\x1b")[-2:] == ["[32m▲  5   ", "[0m"]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_is_left_out_on_request(
    shipped: Index, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(name, value)
    drawn = to_table(
        ranking(shipped, edition=6), Screen(width=80, styled=True), notes=True, sources=False
    )
    assert "\x1b[3" not in drawn
    assert "▼ 10" in drawn


def test_a_table_without_a_row_has_its_head_and_its_notes(shipped: Index) -> None:
    assert lines(ranking(shipped, edition=12, around="Paris"), Screen()) == [
        " Smart Centres Index 12 · overall · around Paris · 3 December 2025",
        "",
        " Rank  City  Since 11",
        " ────────────────────",
        "",
        " 9 of 77 ranks are held, complete to 8.",
        " Paris is not held: it stands below place 8, or is not in the index.",
    ]


def test_entrants_are_marked_as_entered(write: Write) -> None:
    index = load(
        write(
            editions="edition,city,rank\n1,A,1\n2,A,2\n2,B,1\n",
            releases="edition,cities_ranked\n1,1\n",
        )
    )
    assert lines(ranking(index), Screen(), notes=False)[4:] == [
        "    1  B     entered",
        "    2  A     ▼ 1",
    ]


def test_thousands_have_commas_if_a_rating_has_five_digits(write: Write) -> None:
    rows = "1,A,1,1234567.5\n1,B,2,999\n2,A,1,9999\n2,B,2,4\n"
    index = load(write(editions=f"edition,city,rank,rating\n{rows}"))
    drawn = [lines(ranking(index, edition=edition), Screen(), notes=False) for edition in (1, 2)]
    assert [[line.split()[2] for line in screen[-2:]] for screen in drawn] == [
        ["1,234,567.5", "999.0"],
        ["9999", "4"],
    ]


def test_the_legend_says_the_scale_of_the_lines_where_rows_share_one(write: Write) -> None:
    rows = "1,A,1,-3\n2,A,2-3,4\n1,B,9,1234567\n2,B,10+,\n"
    index = load(write(editions=f"edition,city,rank,rating\n{rows}"))
    assert lines(trend(index), Screen(), notes=True)[-1] == (
        " + or beyond  Trend: one scale for all rows, from 1 to 10"
    )
    assert lines(trend(index, show="rating"), Screen(), notes=True)[2:] == [
        " City          1  2  Trend",
        " ─────────────────────────",
        " A            -3  4  ▁▁",
        " B     1,234,567  –  █",
        "",
        " – not held  Trend: one scale for all rows, from -3 to 1234567",
    ]
    assert lines(trend(index, "A"), Screen(), notes=False)[-1] == " A     1  2–3  █▁"


def test_a_city_called_like_a_heading_keeps_its_rank_in_a_record(write: Write) -> None:
    rows = [f"{edition},{name},{n + edition}" for edition in (1, 2)
            for n, name in enumerate(["Ahead", "Edition", "Published", LONG])]  # fmt: skip
    index = load(write(editions="\n".join(["edition,city,rank", *rows])))
    drawn = lines(compare(index, "Ahead", "Edition", "Published", LONG), Screen(width=40))
    assert drawn[drawn.index(" Edition 1") + 1] == "   Ahead: 1 · Edition: 2 · Published: 3"
