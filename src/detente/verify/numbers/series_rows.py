"""The rows of the reference series that a figure can be held against, and how near it is to each."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from detente.reference.tables import rows
from detente.settings import load
from detente.verify.numbers.exchange import cross
from detente.verify.numbers.series_claims import Claim
from detente.verify.verdicts import Source, source_in


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series, by one definition of it."""

    value: float
    unit: str
    definition: str
    source: Source


@dataclass(frozen=True, slots=True)
class Fit:
    """A point with its year, its value in the money of the claim, and how many times too high or low the claim is."""

    year: int
    point: Point
    value: float
    off: float
    changed: bool


@functools.cache
def _points() -> dict[tuple[str, str, str, int], tuple[Point, ...]]:
    found: dict[tuple[str, str, str, int], list[Point]] = {}
    for row in rows("series"):
        key = " ".join(filter(None, (row["series"], row["country"], row["partner"], row["period"])))
        source = source_in("series", key, row)
        point = Point(abs(float(row["value"])), row["unit"], row["definition"], source)
        one, other = row["country"], row["partner"]
        first, second = (min(one, other), max(one, other)) if other else (one, "")
        found.setdefault((row["series"], first, second, int(row["period"])), []).append(point)
    return {key: tuple(points) for key, points in found.items()}


def level(claim: Claim) -> list[Fit]:
    """The rows, in the money of a claim and of sources that count, that have the claimed value or are nearest to it."""
    limit = load().verify.series_tolerance
    fits = [
        fit for fit in compared(claim) if not fit.changed and fit.point.source.strong and close(fit.off, limit)
    ]  # fmt: skip
    nearest = min((abs(math.log(fit.off)) for fit in fits), default=0.0)
    return [fit for fit in fits if abs(math.log(fit.off)) <= nearest + _AS_NEAR]


_AS_NEAR = 0.006
"""Values that are rounded alike differ by no more than this share."""


def of(claim: Claim, year: int) -> tuple[Point, ...]:
    """What the table has for the series and the states of a claim in a year."""
    return _points().get((claim.series, *claim.states, year), ())


def compared(claim: Claim) -> Iterator[Fit]:
    """The rows that a claim may be held against: those in its own money, else all of them, changed."""
    there = [
        (year, p) for year in claim.years for p in of(claim, year)
        if claim.scope is None or claim.scope == scope(p)
    ]  # fmt: skip
    own = [(year, p) for year, p in there if p.unit == claim.unit]
    for year, point in own or there:
        value: float | None = point.value
        if point.unit != claim.unit:
            rate = cross(claim.unit, point.unit).get(year) if "%" not in {claim.unit, point.unit} else None
            value = point.value * rate[0] if rate is not None else None
        if value:
            yield Fit(year, point, value, claim.value / value, point.unit != claim.unit)


def scope(point: Point) -> str:
    """Whether trade is counted with services or without."""
    return "services" if "services" in point.definition else "goods"


def close(off: float, limit: float) -> bool:
    """Whether so many times too high or too low is within a limit."""
    return 1 / (1 + limit) <= off <= 1 + limit
