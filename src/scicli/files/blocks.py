"""Large separated text, read block by block: of every row only what is always read."""

import io
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from scicli.errors import DataError
from scicli.files.columns import KEYS, KNOWN, Layout
from scicli.files.faults import Faults
from scicli.files.parsing import Parsed, parsed, prepare
from scicli.files.paths import File
from scicli.files.rows import BrokenRowError, rows
from scicli.files.table import AT_ONCE, Block, TextTable, clean
from scicli.files.text import NoTextError, decoded, line_behind
from scicli.files.texts import Growing, Texts
from scicli.files.whole import held_rows

# Seconds after which a thread that computes in Python lets another one go on.
_SWITCH = 0.0002


@dataclass(frozen=True, eq=False)
class FileBlock:
    """Rows that are laid out regularly, read anew for the columns that are asked for.

    Attributes:
        name: The file, for messages.
        source: Where its text lies, or the text itself where it cannot be read twice.
        start: Where in the text the rows begin, in bytes.
        size: How many bytes they are.
        first_line: The line on which the first of them stands.
        rows: How many they are.
        layout: How they are laid out.
    """

    name: str
    source: Path | bytes
    start: int
    size: int
    first_line: int
    rows: int
    layout: Layout

    def line(self, row: int) -> int:
        """Return the line on which a row stands."""
        return self.first_line + row

    def read(self, columns: Sequence[str]) -> Mapping[str, Texts]:
        """Return some of the columns.

        Raises:
            DataError: The file has changed since it was read.
        """
        data = _bytes(self.source, self.start, self.size)
        found = parsed(data, self.layout, columns)
        if found is None or found.rows != self.rows:
            raise DataError(f"{self.name} was changed while it was read", "ask again")
        return found.columns


def table_of_blocks(
    file: File, source: Path | bytes, header: int, layout: Layout, faults: Faults
) -> TextTable:
    """Return the rows of a text as a table.

    Args:
        file: The file.
        source: Where its text lies, or the text itself where it cannot be read twice; in UTF-8.
        header: How many bytes the header has, which is the first line.
        layout: How the rows below it are laid out.
        faults: What takes in the faults.

    Raises:
        BrokenRowError: The rows cannot be told apart.
        NoTextError: It is no text in UTF-8.
    """
    known = [name for name in KNOWN[file.holding] if name in layout.names]
    keys = [name for name in KEYS[file.holding] if name in known]
    growing = {key: Growing() for key in keys}
    blocks: list[Block] = []
    line = 2
    with closing(_pieces(source, header, layout, keys)) as pieces:
        for piece in pieces:
            read: Mapping[str, Texts]
            if piece.found is not None:
                read, lines = piece.found.columns, piece.found.rows
                blocks.append(
                    FileBlock(file.name, source, piece.start, piece.size, line, lines, layout)
                )
            else:
                lines, numbered = _strict(source, piece, pieces, line, layout.separator)
                held = held_rows(file, numbered, layout.names, known, faults)
                read = held.columns
                blocks.append(held)
            for key in keys:
                growing[key].add(read[key])
            line += lines
    read_whole = {key: clean(key, column.texts()) for key, column in growing.items()}
    return TextTable(file.name, known, blocks, read_whole)


@dataclass(frozen=True, eq=False)
class _Piece:
    """Whole lines of a text.

    Attributes:
        start: Where they begin, in bytes.
        size: How many bytes they are.
        found: What was parsed of them, or None where they are irregular, or a line may be empty.
    """

    start: int
    size: int
    found: Parsed | None


def _pieces(
    source: Path | bytes, start: int, layout: Layout, columns: Sequence[str]
) -> Generator[_Piece]:
    """Yield a text in pieces, in their order; several are parsed at once."""
    with _opened(source) as stream:
        end = stream.seek(0, io.SEEK_END)

    size = prepare()

    def piece(number: int) -> _Piece:
        with _opened(source) as stream:
            first, last = (
                min(_line_from(stream, start, start + one * size), end)
                for one in (number, number + 1)
            )
            stream.seek(first)
            data = stream.read(last - first)
        found = parsed(data, layout, columns) if data else None
        return _Piece(first, len(data), None if found and found.has_blank_row else found)

    with ThreadPoolExecutor(AT_ONCE) as pool, _switching(), ExitStack() as stack:
        # Who stops listening, be it by an interruption, does not wait for the rest.
        stack.callback(pool.shutdown, wait=False, cancel_futures=True)
        coming = [pool.submit(piece, number) for number in range(-((start - end) // size))]
        # What reads large data answers with pandas, which takes its time: why not now.
        import_module("pandas")
        # A line that is longer than a piece leaves nothing for the next one.
        yield from (one for future in coming if (one := future.result()).size)


def _line_from(stream: io.BufferedIOBase, start: int, place: int) -> int:
    """Return where the first line begins that does not begin before a place."""
    if place == start:
        return start
    stream.seek(place - 1)
    stream.readline()
    return stream.tell()


@contextmanager
def _switching() -> Iterator[None]:
    """Let threads take turns quickly: those that parse need Python for moments only."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _bytes(source: Path | bytes, start: int, size: int) -> bytes:
    with _opened(source) as stream:
        stream.seek(start)
        return stream.read(size)


def _opened(source: Path | bytes) -> io.BufferedIOBase:
    return io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _strict(
    source: Path | bytes, piece: _Piece, later: Iterator[_Piece], line: int, separator: str
) -> tuple[int, Iterator[tuple[int, list[str]]]]:
    """Return the number of lines and the rows of a piece, with all the rest where a row needs it.

    Args:
        source: The text.
        piece: The piece.
        later: The pieces behind it.
        line: The line on which it begins.
        separator: What stands between two cells.
    """
    try:
        # Behind a line end no byte is taken for the mark of an encoding.
        text = decoded(b"\n" + _bytes(source, piece.start, piece.size)).text
    except NoTextError as error:
        raise NoTextError(error.line + line - 2, error.problem) from error
    numbered = _shifted(text, separator, line - 2)
    try:
        numbered = iter(list(numbered))
    except BrokenRowError:
        rest = list(later)
        if rest:
            size = rest[-1].start + rest[-1].size - piece.start
            return _strict(source, _Piece(piece.start, size, None), iter(()), line, separator)
        numbered = _shifted(text, separator, line - 2)
    return line_behind(text) - 2, numbered


def _shifted(text: str, separator: str, lines: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a text that begins so many lines further down."""
    try:
        for line, cells in rows(text, separator):
            yield line + lines, cells
    except BrokenRowError as error:
        raise BrokenRowError(error.line + lines, error.problem) from error
