"""Floors under the benchmarks: figures that must not be fallen below (or risen above, where less is better).

They stand in `floors.csv`. `update` moves them to what a run has reached, less a margin for chance, and lowers none
unless it is told to.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from detente.errors import QueryError
from detente.evaluation.results import Result

FILE = Path(__file__).with_name("floors.csv")
_COLUMNS = ("benchmark", "measure", "bound", "limit")


@dataclass(frozen=True, slots=True)
class Floor:
    """One bound: `bound` is "least" or "most"."""

    benchmark: str
    measure: str
    bound: str
    limit: float

    def holds(self, value: float | None) -> bool:
        """Whether a figure keeps to it; nothing measured does not."""
        if value is None:
            return False
        return value >= self.limit if self.bound == "least" else value <= self.limit

    def eased_by(self, limit: float) -> bool:
        """Whether another limit would ask for less."""
        return limit < self.limit if self.bound == "least" else limit > self.limit


def floors(file: Path = FILE) -> list[Floor]:
    """Every floor of the file, in order."""
    with file.open(encoding="utf-8", newline="") as handle:
        return [
            Floor(row["benchmark"], row["measure"], row["bound"], float(row["limit"])) for row in csv.DictReader(handle)
        ]


def broken(result: Result, file: Path = FILE) -> list[str]:
    """A line for each floor that a result does not keep to.

    Raises:
        QueryError: the benchmark has no floor.
    """
    own = [floor for floor in floors(file) if floor.benchmark == result.benchmark]
    if not own:
        raise QueryError(f"no floor is set for {result.benchmark}; set one with --set-floor")
    lines = []
    for floor in own:
        value = result.measure(floor.measure).value
        if not floor.holds(value):
            shown = "nothing to measure" if value is None else f"{value:.3f}"
            lines.append(f"{floor.benchmark}, {floor.measure}: {shown}, must be at {floor.bound} {floor.limit:g}")
    return lines


def update(result: Result, *, lower: bool = False, file: Path = FILE) -> list[Floor]:
    """Move the benchmark's floors to the result, less a fiftieth; gives the floors that were moved.

    Raises:
        QueryError: a floor would be eased, and `lower` is not set.
    """
    every, moved = floors(file), []
    for place, floor in enumerate(every):
        if floor.benchmark != result.benchmark:
            continue
        value = result.measure(floor.measure).value
        if value is None:
            raise QueryError(f"{floor.benchmark}, {floor.measure}: nothing was measured, so no floor can be set")
        limit = round(value * (0.98 if floor.bound == "least" else 1.02), 3)
        if floor.eased_by(limit) and not lower:
            raise QueryError(
                f"{floor.benchmark}, {floor.measure}: the floor {floor.limit:g} would be eased to {limit:g}; "
                "mend the coder, or say --lower-floor and why in the commit"
            )
        if limit != floor.limit:
            every[place] = Floor(floor.benchmark, floor.measure, floor.bound, limit)
            moved.append(every[place])
    with file.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows((f.benchmark, f.measure, f.bound, f"{f.limit:g}") for f in every)
    return moved
