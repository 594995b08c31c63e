"""The name of a ranking and its words for what it ranks, from a file, an option or nobody."""

import pytest

import scicli
from scaffold import Run, Write
from scicli.errors import DataError
from scicli.index.index import load

EDITIONS = "edition,city,rank\n1,Arsenal,1\n1,Leeds,2\n2,Leeds,1\n2,Arsenal,2\n"
RANKING = "name,noun,nouns\nPremier League,club,clubs\n"


def test_a_folder_may_name_its_ranking(write: Write) -> None:
    index = load(write(editions=EDITIONS, ranking=RANKING))
    assert (index.name, index.nouns) == ("Premier League", ("club", "clubs"))
    answer = scicli.climbers(index)
    assert answer.sections[0].title == ("Biggest climbers", "Premier League 1 → 2", "overall")
    assert answer.notes[0] == "Among the 2 clubs held in both."


def test_what_is_said_overrides_the_file(write: Write) -> None:
    folder = write(editions=EDITIONS, ranking=RANKING)
    index = load(folder, name="The League", noun="university")
    assert (index.name, index.nouns) == ("The League", ("university", "universities"))
    assert load(folder, noun="fish", nouns="fish").nouns == ("fish", "fish")


def test_a_blank_is_left_to_the_defaults(write: Write) -> None:
    index = load(write(editions=EDITIONS, ranking="noun\nbox\n"))
    assert (index.name, index.nouns) == ("", ("box", "boxes"))
    assert load(write(editions=EDITIONS, ranking="name\n")).nouns == ("city", "cities")


def test_a_ranking_of_two_names_is_refused(write: Write) -> None:
    folder = write(editions=EDITIONS, ranking="name\nA\nB\n")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert str(caught.value).endswith("ranking.csv, line 3: a ranking has one name; keep one row")
    assert [fault.problem for fault in scicli.examine(folder).faults] == ["a ranking has one name"]


def test_a_table_of_figures_may_be_called_ranking(write: Write) -> None:
    assert len(load(write(ranking=EDITIONS)).figures) == 4


def test_titles_carry_the_name_of_the_only_file(write: Write) -> None:
    folder = write(top500=EDITIONS)
    assert scicli.ranking(load(folder / "top500.csv")).sections[0].title == (
        "top500, edition 2", "overall",
    )  # fmt: skip
    assert scicli.ranking(load(folder)).sections[0].title == ("Edition 2", "overall")
    assert scicli.ranking(load(folder / "top500.csv", name="T")).sections[0].title[0] == "T 2"


def test_places_that_the_data_do_not_state_can_be_left_out(run: Run, write: Write) -> None:
    folder = write(editions="edition,city,rank\n1,Busan,1\n1,Seoul,2\n")
    assert load(folder).cities["country"].tolist() == ["South Korea", "South Korea"]
    assert load(folder, places="stated").cities["country"].isna().all()
    outcome = run("rank", "-d", str(folder), "--no-places", "--json", "-q")
    assert '"country": null' in outcome.out
    outcome = run("rank", "-d", str(folder), "--no-places", "--within", "region")
    assert (outcome.code, outcome.err) == (
        2,
        "scicli: the data name no regions; leave out --within.\n",
    )


def test_the_words_of_the_ranking_stand_in_messages(run: Run, write: Write) -> None:
    folder = str(write(editions=EDITIONS))
    outcome = run("trend", "Everton", "-d", folder, "--noun", "team")
    assert outcome.err == "scicli: no team is called 'Everton'; the teams are Arsenal and Leeds.\n"
    outcome = run("rank", "-d", folder, "--noun", "team", "-q")
    assert outcome.out.splitlines()[2] == " Rank  Team     Since 1"
