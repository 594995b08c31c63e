"""Rows of separated text that are laid out regularly, parsed by a library that is fast."""

import io
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from scicli.files.columns import Layout
from scicli.files.texts import Texts

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

_NEWLINE, _QUOTE = (ord(mark) for mark in '\n"')
_BEYOND_ASCII = 128
# So many bytes stay in the cache of a processor while pyarrow parses them.
_FEW = 4 * 2**20
# So many are worth what pandas does once for each call.
_MANY = 16 * 2**20


@dataclass(frozen=True, eq=False)
class Parsed:
    """Some columns of rows that follow one another.

    Attributes:
        rows: How many rows they are.
        columns: The columns, as they are written.
    """

    rows: int
    columns: Mapping[str, Texts]

    @property
    def has_blank_row(self) -> bool:
        """Whether a row is blank in all of the columns, as an empty line is."""
        if not all("" in texts.distinct for texts in self.columns.values()):
            return False
        import numpy as np

        blank = np.ones(self.rows, dtype=bool)
        for texts in self.columns.values():
            blank &= texts.array() == texts.distinct.index("")
        return bool(blank.any())


def prepare() -> int:
    """Import what parses, and return how many bytes it is best given at once.

    Threads that all import it would wait for one another.
    """
    import_module("numpy")
    if not find_spec("pyarrow"):
        return _MANY
    import_module("pyarrow.csv")
    return _FEW


def parsed(data: bytes, layout: Layout, columns: Sequence[str]) -> Parsed | None:
    """Return some columns of rows, or None where they are not laid out regularly.

    They are where each row has a line of its own with a cell for each column, and each quotation
    mark stands at the beginning or the end of a cell: then every reader reads them alike, and row
    n has line n. An empty line may be taken for a row that is blank.

    Args:
        data: Whole rows, in UTF-8.
        layout: How they are laid out.
        columns: The names of the columns, each of which the layout has once.
    """
    if b"\r" in data:
        data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    if not data.endswith(b"\n"):
        data += b"\n"
    quoted = b'"' in data
    if (
        b"\r" in data
        or b"\0" in data
        # The mark of an encoding is dropped wherever it stands.
        or BOM_UTF8 in data
        or not _is_text(data)
        or (quoted and not _plainly_quoted(data, layout.separator))
    ):
        return None
    parse = _by_pyarrow if find_spec("pyarrow") else _by_pandas
    return parse(data, layout, columns, quoted=quoted)


def _is_text(rows: bytes) -> bool:
    import numpy as np

    try:
        return np.frombuffer(rows, dtype="uint8").max() < _BEYOND_ASCII or bool(rows.decode())
    except UnicodeDecodeError:
        return False


def _plainly_quoted(rows: bytes, separator: str) -> bool:
    """Tell whether quotation marks stand around whole cells of one line, and nowhere else."""
    import numpy as np

    text = np.frombuffer(rows, dtype="uint8")
    marks = np.flatnonzero(text == _QUOTE)
    first, last = marks[::2], marks[1::2]
    if len(first) > len(last):
        return False
    ends = np.flatnonzero(text == _NEWLINE)
    # Before the first cell stands the end of the line before it, as at the very end.
    around = np.concatenate([text[first - 1], text[last + 1]])
    return bool(
        np.isin(around, [ord(separator), _NEWLINE]).all()
        and (np.searchsorted(ends, first) == np.searchsorted(ends, last)).all()
    )


def _by_pyarrow(
    rows: bytes, layout: Layout, columns: Sequence[str], *, quoted: bool
) -> Parsed | None:
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv

    # The names of columns that are left alone may stand twice: columns are told by their numbers.
    numbers = {name: str(layout.names.index(name)) for name in columns}
    coded = pa.dictionary(pa.int32(), pa.string())
    try:
        table = csv.read_csv(
            pa.BufferReader(rows),
            csv.ReadOptions(
                use_threads=False,
                block_size=len(rows),
                column_names=[str(number) for number in range(len(layout.names))],
            ),
            csv.ParseOptions(
                delimiter=layout.separator,
                quote_char='"' if quoted else False,
                ignore_empty_lines=False,
            ),
            csv.ConvertOptions(
                check_utf8=False,
                column_types=dict.fromkeys(numbers.values(), coded),
                include_columns=list(numbers.values()),
            ),
        )
    except pa.ArrowInvalid:
        return None
    found = {}
    for name, number in numbers.items():
        cells = table.column(number).combine_chunks()
        # The method for this would wait until pandas is imported.
        codes = np.frombuffer(cells.indices.buffers()[1], dtype="int32", count=len(cells))
        found[name] = Texts(cells.dictionary.to_pylist(), _small(codes))
    return Parsed(table.num_rows, found)


def _small(codes: "npt.NDArray[np.integer]") -> "npt.NDArray[np.integer]":
    """Return codes in as few bytes as they need."""
    import numpy as np

    return codes.astype(np.min_scalar_type(codes.max()))


def _by_pandas(
    rows: bytes, layout: Layout, columns: Sequence[str], *, quoted: bool
) -> Parsed | None:
    import csv

    import pandas as pd

    width = len(layout.names)
    ends = _ends(rows, layout.separator, quoted=quoted)
    whole = layout.separator * (width - 1) + "\n"
    if ends != whole.encode() * (len(ends) // width):
        return None
    numbers = {name: layout.names.index(name) for name in columns}

    def read(some: bytes, dtypes: "Mapping[int, Literal['object', 'category']]") -> pd.DataFrame:
        return pd.read_csv(
            io.BytesIO(some),
            sep=layout.separator,
            header=None,
            names=range(width),
            usecols=list(dtypes),
            dtype=dict(dtypes),
            na_filter=False,
            quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
            engine="c",
        )

    line = rows[: rows.index(b"\n") + 1]
    first = read(line, dict.fromkeys(numbers.values(), "object")).iloc[0]
    # As categories texts that all look like numbers would become some: 06 would be 6.
    frame = read(
        rows,
        {
            number: "object" if _may_be_number(first[number]) else "category"
            for number in numbers.values()
        },
    )
    return Parsed(len(frame), {name: _coded(frame[number]) for name, number in numbers.items()})


def _may_be_number(text: str) -> bool:
    """Tell a text that pandas may take for a number, a truth or nothing."""
    try:
        float(text)
    except ValueError:
        return text.strip().casefold() in {"", "true", "false"}
    return True


def _coded(cells: "pd.Series") -> Texts:
    """Return cells as a column of which the texts stand in the order of their first rows."""
    import numpy as np
    import pandas as pd

    if cells.dtype == "object":
        codes, texts = pd.factorize(cells.to_numpy())
        return Texts(texts.tolist(), _small(codes))
    first = Texts(cells.cat.categories.tolist(), cells.cat.codes.to_numpy()).first_rows()
    order = np.argsort(first)
    place = np.empty(len(order), dtype=np.min_scalar_type(len(order)))
    place[order] = np.arange(len(order))
    return Texts(cells.cat.categories[order].tolist(), place[cells.cat.codes.to_numpy()])


def _ends(rows: bytes, separator: str, *, quoted: bool) -> bytes:
    """Return what stands behind each cell of rows: separators and line ends."""
    if not quoted:
        return rows.translate(None, bytes({*range(256)} - {ord(separator), _NEWLINE}))
    import numpy as np

    text = np.frombuffer(rows, dtype="uint8")
    ends = (text == ord(separator)) | (text == _NEWLINE)
    within = np.cumsum(text == _QUOTE, dtype="uint8") & 1
    found: bytes = text[ends & (within == 0)].tobytes()
    return found
