"""What is said of places that the data do not state."""

import pytest

from scaffold import Run, Write, values
from scicli.claims.claim_files import claim_of
from scicli.claims.findings import findings
from scicli.claims.verify import verify
from scicli.index.index import load

STATED = (
    "edition,city,rank,country\n2024,{},1,USA\n2024,Oxford,2,United Kingdom\n2024,Paris,3,France\n"
)
SILENT = "edition,city,rank\n1,Paris,1\n1,Berlin,2\n1,Quito,3\n"
NOTE = "The countries and regions of 2 cities come from scicli, not from the data."


@pytest.mark.parametrize("city", ["Cambridge", "Boston", "cambridge", "Santiago"])
def test_no_sentence_rests_on_a_place_that_contradicts_the_data(write: Write, city: str) -> None:
    answer = findings(load(write(editions=STATED.format(city))), city)
    assert "Europe" not in " ".join(answer.frame["statement"])
    assert "America" not in " ".join(answer.frame["statement"])
    assert NOTE not in answer.notes


def test_every_answer_that_shows_a_place_of_the_shipped_list_says_so(
    run: Run, write: Write
) -> None:
    folder = str(write(editions=SILENT))
    told = {
        question: NOTE in run(*question.split(), "-d", folder, "-f", "md").out
        for question in ("rank", "cities", "breakdown", "editions", "trend", "overtakes Paris -e 1")
        if question != "overtakes Paris -e 1"
    }
    assert told == {
        "rank": True, "cities": True, "breakdown": True, "editions": False, "trend": False,
    }  # fmt: skip


def test_a_sentence_that_rests_on_a_shipped_place_says_so(write: Write) -> None:
    index = load(write(editions=SILENT))
    [within] = [
        statement
        for statement in findings(index, region="Western Europe").frame["statement"]
        if "1st in" in statement
    ]
    assert within == (
        "Paris is 1st in Western Europe in edition 1"
        " (by the countries and regions that scicli ships)."
    )
    claim = claim_of(
        {
            "kind": "region_rank",
            "city": "Paris",
            "region": "Western Europe",
            "to": "1",
            "value": "1",
        }
    )
    answer = verify(index, [claim])
    assert values(answer.frame, "verdict", "reason") == [
        (
            "supported",
            "Paris 1 in edition 1: 1st of Western Europe, by the places that scicli ships",
        )
    ]
