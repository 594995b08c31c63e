"""Golden screens: what a command shows at 80 columns, without colour.

`python -m pytest tests/screens --snapshot-update` takes them anew; look at the diff before
committing it.
"""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension

from scaffold import Run, Write
from scicli.cli.app import commands
from scicli.files.dataset import read
from scicli.index.catalog import read_catalog
from scicli.view.target import Target, render

if TYPE_CHECKING:
    from scicli.analysis.answer import Answer
    from scicli.view.progress import Waiting


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
    "climbers-by-rating": "climbers --from 3 --to 5 --by rating",
    "climbers-every": "climbers --from 5 --every",
    "climbers-top-10": "climbers --to 6 --top 10",
    "climbers-top-5-backwards": "climbers --from 12 --to 3 --top 5",
    "fallers-none-by-rating": "fallers --from 3 --to 5 --by rating --every --min 0.5",
    "rank-within-region": "rank -e 6 --within region",
    "rank-within-country": "rank -e 12 --within country",
    "overtakes-backwards": "overtakes Busan --from 6 --to 5",
    "compare-backwards": "compare Busan Seoul --from 7 --to 5",
    "breakdown-busan": "breakdown Busan -e 12",
    "breakdown-two": "breakdown Malta Seoul -e 6 --sources",
    "breakdown-leaders": "breakdown",
    "compare-busan-seoul": "compare Busan Seoul",
    "compare-with-categories": "compare Busan London Seoul --from 9 --sources",
    "trend-busan": "trend Busan",
    "trend-three": "trend Busan Seoul Tokyo",
    "trend-all": "trend",
    "trend-asia": "trend --region asia --top 20 --from 6",
    "trend-spread": "trend --sort spread -n 5",
    "trend-categories": "trend Busan --by category",
    "trend-ratings": "trend Busan Dubai --rating",
    "trend-gain": "trend --region western --sort gain -n 5 --from 2024",
    "trend-latest": "trend --sort latest -n 5 --from 9",
    "trend-left-out": "trend Busan Seoul Oxford --region asia --top 10 --from 6",
    "trend-nobody": "trend -c technology --top 5",
    "overtakes-busan": "overtakes Busan --to 6",
    "gap-place": "gap Busan --to 5",
    "gap-city": "gap Busan --to Seoul --from 2024",
    "leaders": "leaders",
    "changes": "changes 11 12",
    "changes-5-6-top-3": "changes 5 6 --top 3",
    "panel": "panel Busan",
    "records": "records",
    "records-busan": "records Busan",
    "records-top-3-to-6": "records --top 3 --as-of 6 --country GB",
    "leaders-top-3": "leaders --top 3",
    "leaders-innovation": "leaders -c innovation",
    "editions": "editions",
    "cities": "cities",
    "cities-korea": "cities --country KR",
    "sources-busan-6": "sources Busan -e 6",
    "fallers-6": "fallers --to 6",
    "rank-technology": "rank -c technology -e 12",
    "findings-6": "findings -e 6",
    "findings-busan-12": "findings Busan -e 12",
    "verify-claims": "verify claims.csv",
    "verify-kinds": "verify --kinds",
    "check-bad": "check bad.csv",
    "check-shipped": "check shipped",
    "import-table": "import table.csv -o editions.csv",
    "import-dry-run": "import table.csv --dry-run",
}
FAILING = {"check-bad", "verify-claims"}
HELD_CITIES = list(read_catalog(read()).cities)
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_last_seen(
    run: Run,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
) -> None:
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    outcome = run(*SCREENS[name].split())
    assert (outcome.code, outcome.err) == (int(name in FAILING), "")
    assert outcome.out.encode() == snapshot(extension_class=Screen)


def test_every_command_has_a_screen() -> None:
    # Some only write files, and a schema is no screen.
    without = {"report", "site", "package", "schema"}
    assert {screen.split()[0] for screen in SCREENS.values()} == {*commands()} - without


WIDTHS = (60, 72, 80, 100, 120, 160, 200)


@pytest.mark.parametrize("name", [name for name in SCREENS if "import" not in name])
def test_a_screen_of_any_width_has_every_row_and_no_line_too_long(
    run: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(EXAMPLES)
    screens: dict[int, str] = {}

    # The question is asked once: only what is written depends on the width.
    def write_at_every_width(answer: "Answer", target: Target, _: "Waiting") -> None:
        # 0: at its natural width.
        screens[0] = render(answer, target._replace(notes=False)).decode()
        for width in WIDTHS:
            monkeypatch.setenv("COLUMNS", str(width))
            screens[width] = render(answer, target).decode()

    monkeypatch.setattr("scicli.view.target.write", write_at_every_width)
    run(*SCREENS[name].split())
    # The list of sources names cities in titles, which are cut.
    natural, *_ = re.split(r"\n\n +1 ", screens.pop(0))
    assert tuple(screens) == WIDTHS
    cities = [city for city in HELD_CITIES if f" {city} " in natural]
    rules = [cell_len(line) for line in natural.splitlines() if "──" in line]
    for width, screen in screens.items():
        lines = screen.splitlines()
        assert [line for line in lines if cell_len(line) > width and "://" not in line] == []
        if not name.startswith(("check", "findings", "verify")):
            lost = [city for city in cities for word in city.split() if word not in screen]
            assert (width, lost) == (width, [])
            assert max(rules) > width or "Not shown at this width" not in screen


LONG = "아주 긴 이름을 가진 도시 동두천 양주 의정부"
HELD = [
    f"{edition},{city},{category},{rank}"
    for edition in range(1, 9)
    for category in ("overall", "technology")
    for city, rank in ((LONG, 9 - edition), ("[red]x[/]", edition), ("B", "11-20"), ("C", "21+"))
]


@pytest.mark.parametrize("styled", [False, True])
@pytest.mark.parametrize(
    "command",
    ["rank", "climbers", "fallers", "breakdown {}", "compare {} B", "trend {} B", "overtakes {}",
     "editions", "cities", "sources {}", "rank --sources", "trend", "breakdown"],
)  # fmt: skip
def test_every_screen_fits_80_columns_and_no_city_breaks(
    run: Run, write: Write, monkeypatch: pytest.MonkeyPatch, command: str, styled: bool
) -> None:
    data = str(write(editions="\n".join(["edition,city,category,rank", *HELD])))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm-256color")
    if styled:
        monkeypatch.setenv("FORCE_COLOR", "1")
    words = [LONG if word == "{}" else word for word in command.split()]
    outcome = run(*words, "--data", data)
    plain = re.sub("\x1b\\[[0-9;]*m", "", outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert max(map(cell_len, plain.splitlines())) <= 80
    assert (plain != outcome.out) is styled
    if command not in {"editions", "breakdown", "fallers"}:
        assert all(word in plain for word in LONG.split())
