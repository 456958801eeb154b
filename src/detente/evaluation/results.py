"""What a benchmark gives: figures with their n, interval and peers, and tables that explain them."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Peer:
    """A figure that others published, `high` where it is a range, and the data it was taken `on`.

    `second_hand` says that it was read in a digest and not in the source itself.
    """

    name: str
    value: float
    high: float | None
    on: str
    source: str
    second_hand: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a benchmark; `value` is None where there was nothing to measure it on.

    `low` and `high` are the interval and `interval` tells how it was made. `n` counts the units that were
    resampled or run, named by `of`; `counts` are the numbers that the value is computed from.
    """

    key: str
    label: str
    value: float | None
    low: float | None
    high: float | None
    interval: str
    n: int
    of: str
    counts: dict[str, int]
    peers: tuple[Peer, ...] = ()
    decimals: int = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A breakdown beside the figures: what was missed and why, or the score of each class."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One run of one benchmark: figures, tables, and notes that must be read with them."""

    benchmark: str
    what: str
    coder: str
    measures: tuple[Measure, ...]
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def measure(self, key: str) -> Measure:
        """The figure with this key.

        Raises:
            KeyError: there is none.
        """
        return {measure.key: measure for measure in self.measures}[key]

    def to_json(self) -> dict[str, Any]:
        """The plain JSON form: dicts, lists, strings and numbers; unknown is null."""
        return dataclasses.asdict(self)
