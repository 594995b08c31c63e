"""Text that is read strictly, row by row: what is small, and what is not laid out regularly."""

from collections.abc import Iterable, Sequence

from scicli.files.faults import Fault, Faults
from scicli.files.paths import File
from scicli.files.table import HeldBlock
from scicli.files.texts import Texts


def held_rows(
    file: File,
    numbered: Iterable[tuple[int, list[str]]],
    names: Sequence[str],
    known: Sequence[str],
    faults: Faults,
) -> HeldBlock:
    """Return rows as columns of text.

    A row that does not have a cell for each column is a fault, and is left out.

    Args:
        file: The file.
        numbered: The rows, each with the line on which it begins.
        names: The names of the columns.
        known: Those of them that are kept.
        faults: What takes in the faults.

    Raises:
        BrokenRowError: The rows cannot be told apart.
    """
    kept: list[list[str]] = []
    lines: list[int] = []
    for line, cells in numbered:
        if len(cells) == len(names):
            kept.append(cells)
            lines.append(line)
        else:
            problem = f"{len(cells)} cells where the header has {len(names)}"
            remedy = "give every row as many cells, blank ones too"
            faults.add(Fault(file.name, problem, remedy, line))
    columns = zip(*kept, strict=True) if kept else [()] * len(names)
    return HeldBlock(
        {
            name: Texts.of(cells)
            for name, cells in zip(names, columns, strict=True)
            if name in known
        },
        lines,
    )
