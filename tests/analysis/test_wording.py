from scicli.analysis.wording import coverage_note
from scicli.index.index import Coverage


def test_the_note_on_a_single_rank_is_in_the_singular() -> None:
    assert coverage_note(Coverage(ranked=1, held=1, depth=1), "cities") == "The one rank is held."
    assert coverage_note(Coverage(ranked=None, held=1, depth=1), "cities") == (
        "1 rank is held, complete to 1; how many cities are ranked is not known."
    )


def test_more_ranks_than_cities_are_not_called_complete() -> None:
    assert coverage_note(Coverage(ranked=3, held=4, depth=4), "cities") == (
        "4 ranks are held, more than the 3 said to be ranked."
    )
