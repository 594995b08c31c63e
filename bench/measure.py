"""Whole processes, measured: seconds and peak memory, in turns, so that a slow minute hits all."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

# A process that takes so long is run a few times only; one that takes minutes once.
_LONG = 10.0
_FEW = 3
_MINUTES = 100.0


@dataclass(frozen=True)
class Program:
    """A program that is measured.

    Attributes:
        command: Its words.
        environment: Variables that it gets beside those there are.
        code: The exit code that says that it did what it was asked.
    """

    command: Sequence[str]
    environment: Mapping[str, str]
    code: int


@dataclass(frozen=True)
class Measured:
    """What a program took.

    Attributes:
        seconds: The median of its runs, from its start to its end.
        megabytes: The most memory that it had resident, of all runs; of several processes in a
            pipe that of the largest.
        runs: How often it was run.
    """

    seconds: float
    megabytes: float
    runs: int


def program(
    *command: str | Path, code: int = 0, environment: Mapping[str, str] | None = None
) -> Program:
    """Return a program by its words."""
    return Program(tuple(map(str, command)), environment or {}, code)


def measured(programs: Mapping[str, Program], runs: int) -> dict[str, Measured]:
    """Run programs in turns, and return what each took.

    Args:
        programs: The programs, by their names.
        runs: How often each is run, after one run that is not counted. One that takes long is run
            three times, and of one that takes minutes the first run counts.

    Raises:
        RuntimeError: A program ends with another exit code than it should.
    """
    first = {name: _run(name, program) for name, program in programs.items()}
    took = {name: [one] if one[0] > _MINUTES else [] for name, one in first.items()}
    for turn in range(runs):
        for name, one in programs.items():
            seconds, _ = first[name]
            if seconds < _LONG or (seconds < _MINUTES and turn < _FEW):
                took[name].append(_run(name, one))
    return {
        name: Measured(
            seconds=median(seconds for seconds, _ in all_runs),
            megabytes=max(megabytes for _, megabytes in all_runs),
            runs=len(all_runs),
        )
        for name, all_runs in took.items()
    }


def _run(name: str, one: Program) -> tuple[float, float]:
    """Return the seconds and the peak memory in megabytes that a program takes."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        one.command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **one.environment},
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != one.code:
        raise RuntimeError(f"{name} ended with {process.returncode}: {' '.join(one.command)}")
    return seconds, usage.ru_maxrss / 1024
