"""Figures against the reference series: defence budgets and their share of output, trade of two states and its balance.

`series_claims` reads which figure of which states and year a sentence tells. Its value is held against every row that
the table has for it, by whatever definition: trade counted by either side, budgets with and without special funds.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.reference.tables import rows
from detente.reference.terms import place_name
from detente.settings import load
from detente.verify.numbers.conversions import cross
from detente.verify.numbers.series_claims import Claim, claims
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, Source, against, doubtful, finding, source_in, supported, unverifiable

_NAMES = {
    "defence_budget": "defence budget", "defence_share": "defence spending in output", "goods_trade": "trade",
    "trade_balance": "balance of trade",
}  # fmt: skip
_ALONE = 0.33
"""So far may a figure lie from the only definition that is known of it: trade by one side's customs, SIPRI's sum."""
_CHANGED = 0.08
"""By so much more where the value had to be changed from other money at the average of the year."""


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


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about budgets and trade in a sentence."""
    for claim in claims(passage):
        judged = _judge(claim)
        if judged is not None:
            yield finding(passage.document, passage.span(claim.start, claim.end), judged, passage.whole)


def _judge(claim: Claim) -> Judged | None:
    fits = list(_fits(claim))
    if not fits or claim.value <= 0:
        return None
    limit = load().verify.series_tolerance
    best = min(fits, key=lambda fit: abs(math.log(fit.off)))
    if _close(best.off, limit + _CHANGED * best.changed) or _between(claim, fits):
        with_services = claim.series == "goods_trade" and claim.scope is None and _scope(best.point) == "services"
        return (unverifiable if with_services else supported)(_why(claim, best), best.point.source)
    if claim.least and best.off < 1 and all(fit.off < 1 for fit in fits):
        # More than half of it is more than a third of it.
        return None
    if _close(best.off, _limit(fits)):
        return doubtful(_why(claim, best), best.point.source)
    if claim.unsure:
        return unverifiable("Several years are named, and the figure may be of any of them.", best.point.source)
    # Where no definition fits, the row that weighs most speaks.
    best = max(fits, key=lambda fit: (fit.point.source.strong, -abs(math.log(fit.off))))
    return against(_why(claim, best), best.point.source)


def level(claim: Claim) -> list[Fit]:
    """The rows, in the money of a claim and of sources that count, that have the claimed value or are nearest to it."""
    limit = load().verify.series_tolerance
    fits = [
        fit for fit in _fits(claim) if not fit.changed and fit.point.source.strong and _close(fit.off, limit)
    ]  # fmt: skip
    nearest = min((abs(math.log(fit.off)) for fit in fits), default=0.0)
    return [fit for fit in fits if abs(math.log(fit.off)) <= nearest + _AS_NEAR]


_AS_NEAR = 0.006
"""Values that are rounded alike differ by no more than this share."""


def of(claim: Claim, year: int) -> tuple[Point, ...]:
    """What the table has for the series and the states of a claim in a year."""
    return _points().get((claim.series, *claim.states, year), ())


def _fits(claim: Claim) -> Iterator[Fit]:
    """The rows that a claim may be held against: those in its own money, else all of them, changed."""
    there = [
        (year, p) for year in claim.years for p in _points().get((claim.series, *claim.states, year), ())
        if claim.scope is None or claim.scope == _scope(p)
    ]  # fmt: skip
    own = [(year, p) for year, p in there if p.unit == claim.unit]
    for year, point in own or there:
        value: float | None = point.value
        if point.unit != claim.unit:
            rate = cross(claim.unit, point.unit).get(year) if "%" not in {claim.unit, point.unit} else None
            value = point.value * rate[0] if rate is not None else None
        if value:
            yield Fit(year, point, value, claim.value / value, point.unit != claim.unit)


def _scope(point: Point) -> str:
    """Whether trade is counted with services or without."""
    return "services" if "services" in point.definition else "goods"


def _close(off: float, limit: float) -> bool:
    return 1 / (1 + limit) <= off <= 1 + limit


def _between(claim: Claim, fits: Sequence[Fit]) -> bool:
    """Whether a value lies between those of two definitions of one year, both with services or both without."""
    values: dict[tuple[int, str], list[float]] = {}
    for fit in fits:
        values.setdefault((fit.year, _scope(fit.point)), []).append(fit.value)
    return any(min(group) <= claim.value <= max(group) for group in values.values())


def _limit(fits: Sequence[Fit]) -> float:
    """From where on a value is contradicted: a figure that is known by one definition alone may be told by another."""
    definitions = {fit.point.definition for fit in fits}
    budget = any("budget" in definition for definition in definitions)
    wide = _ALONE if len(definitions) == 1 and not budget else 2 * load().verify.series_tolerance
    return wide + _CHANGED * any(fit.changed for fit in fits)


def _why(claim: Claim, fit: Fit) -> str:
    point = fit.point
    value = f"{point.value:,.12g}" + ("%" if point.unit == "%" else f" {point.unit}")
    whose = place_name(claim.states[0]) + (f" and {place_name(claim.states[1])}" if claim.states[1] else "")
    return f"The record has {value} as the {_NAMES[claim.series]} of {whose} for {fit.year} ({point.definition})."
