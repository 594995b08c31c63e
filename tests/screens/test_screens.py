"""Golden screens: what a command shows at 80 columns, without colour.

`python -m pytest tests/screens --snapshot-update` takes them anew; look at the diff before
committing it.
"""

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from scaffold import Run


class Screen(SingleFileSnapshotExtension):
    """Keeps a screen in a text file of its own."""

    file_extension = "txt"


SCREENS = {
    "rank-6": "rank --edition 6",
    "rank-latest-5": "rank -n 5",
    "rank-korea-sources": "rank -e 6 --country KR --sources",
    "rank-asia": "rank -e 6 --region Asia/Pacific",
    "rank-around-busan": "rank -e 6 --around 부산",
    "climbers-6": "climbers --from 5 --to 6",
    "climbers-3-5": "climbers --from 3 --to 5 --sources",
    "breakdown-busan": "breakdown Busan -e 12",
    "breakdown-two": "breakdown Malta Seoul -e 6 --sources",
    "breakdown-leaders": "breakdown",
    "compare-busan-seoul": "compare Busan Seoul",
    "compare-with-categories": "compare Busan London Seoul --from 9 --sources",
    "trend-busan": "trend Busan",
    "trend-three": "trend Busan Seoul Tokyo",
    "trend-all": "trend",
    "overtakes-busan": "overtakes Busan --to 6",
    "editions": "editions",
    "cities": "cities",
    "cities-korea": "cities --country KR",
    "sources-busan-6": "sources Busan -e 6",
    "fallers-6": "fallers --to 6",
    "rank-technology": "rank -c technology -e 12",
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_last_seen(
    run: Run, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    outcome = run(*SCREENS[name].split())
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.encode() == snapshot(extension_class=Screen)
