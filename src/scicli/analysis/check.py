"""What is wrong with data files."""

import pandas as pd

from scicli.analysis.answer import Answer, Column, Kind, Section
from scicli.analysis.wording import counted
from scicli.files.faults import Severity
from scicli.index.examine import Examined
from scicli.index.names import listed

FIELDS = ("file", "line", "column", "severity", "problem", "value")
# Problems of one kind are mended in one way.
_KIND = ["severity", "file", "column", "remedy"]
_VALUE_SHOWN = 24


def check(examined: Examined) -> Answer:
    """Return what is wrong with data files, file by file and line by line.

    The frame has a row for every problem: `file`, `line` (missing where the whole file is meant),
    `column` (missing where the whole line is), `severity` ("error", which stops a load, or
    "warning"), `problem` (what is wrong, and what to do about it) and `value` (the text that was
    found, or missing). For people, problems of one kind in one column are shown once.

    Args:
        examined: What was found in the files.

    >>> import scicli
    >>> scicli.check(scicli.examine("shipped")).frame.empty
    True
    """
    faults = _faults(examined)
    kinds = _kinds(faults)
    counts = faults["severity"].value_counts()
    errors, warnings = (int(counts.get(severity.value, 0)) for severity in Severity)
    told = (
        *([counted(errors, "error", "errors")] if errors else ()),
        *([counted(warnings, "warning", "warnings")] if warnings else ()),
    )
    figures = counted(examined.figures, "figure", "figures")
    section = Section(
        title=(listed(examined.paths, "and"), *(told or ("nothing is wrong",))),
        frame=kinds,
        columns=_columns(kinds),
        notes=(
            f"{figures} can be read{'' if errors else ' and loaded'}.",
            *(
                ("Times: so often; the first one is shown here, and every one by --format csv.",)
                if len(kinds) < len(faults)
                else ()
            ),
        ),
    )
    frame = faults.assign(problem=faults["problem"] + "; " + faults["remedy"])
    return Answer.without_sources(frame[list(FIELDS)], (section,))


def _faults(examined: Examined) -> pd.DataFrame:
    faults = examined.faults
    return pd.DataFrame(
        {
            "file": pd.array([fault.file for fault in faults], dtype="str"),
            "line": pd.array([fault.line for fault in faults], dtype="Int64"),
            "column": pd.array([fault.column for fault in faults], dtype="str"),
            "severity": pd.array([fault.severity.value for fault in faults], dtype="str"),
            "problem": pd.array([fault.problem for fault in faults], dtype="str"),
            "remedy": pd.array([fault.remedy for fault in faults], dtype="str"),
            "value": pd.array([fault.value for fault in faults], dtype="str"),
        }
    )


def _kinds(faults: pd.DataFrame) -> pd.DataFrame:
    """Return the first problem of each kind, errors first, with how many `times` it occurs."""
    times = faults.groupby(_KIND, dropna=False, sort=False)["severity"].transform("size")
    first = faults.assign(times=times).drop_duplicates(_KIND)
    shown = first["value"].str.slice_replace(_VALUE_SHOWN, None, "…")
    long = (first["value"].str.len() > _VALUE_SHOWN).fillna(value=False)
    return first.assign(
        times=first["times"].astype("Int64").where(first["times"] > 1),
        value=first["value"].mask(long, shown),
        problem=first["problem"] + "; " + first["remedy"] + ".",
    ).sort_values("severity", kind="stable", ignore_index=True)


def _columns(kinds: pd.DataFrame) -> tuple[Column, ...]:
    if kinds.empty:
        return ()
    several = len(set(kinds["file"])) > 1
    return (
        Column("severity", "", Kind.LABEL, weight=6),
        *((Column("file", "File", Kind.LABEL, weight=5),) if several else ()),
        Column("line", "Line", Kind.COUNT, weight=4),
        Column("column", "Column", Kind.DETAIL, weight=3),
        Column("times", "Times", Kind.COUNT, weight=1),
        Column("value", "Found", Kind.DETAIL, weight=2),
        Column("problem", "What is wrong", Kind.PROSE, weight=7),
    )
