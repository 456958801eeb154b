"""Figures against the reference series: defence budgets by fiscal year, trade of two states by year."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.ontology import countries
from detente.records import Finding
from detente.reference.tables import rows
from detente.reference.terms import place_name
from detente.settings import load
from detente.verify.numbers import arithmetic
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, Source, against, doubtful, finding, source_in, supported, unverifiable


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series, by one definition of it."""

    value: float
    unit: str
    definition: str
    source: Source


@functools.cache
def _points() -> dict[tuple[str, str, str, int], tuple[Point, ...]]:
    found: dict[tuple[str, str, str, int], list[Point]] = {}
    for row in rows("series"):
        key = " ".join(filter(None, (row["series"], row["country"], row["partner"], row["period"])))
        source = source_in("series", key, row)
        point = Point(float(row["value"]), row["unit"], row["definition"], source)
        found.setdefault((row["series"], row["country"], row["partner"], int(row["period"])), []).append(point)
    return {key: tuple(points) for key, points in found.items()}


_BUDGET = re.compile(r"\b(?:defen[cs]e|military)\s+(?:budget|spending|outlays?|expenditure)\b", re.IGNORECASE)
_TRADE = re.compile(
    r"\b(?:(?:two-way|bilateral|mutual|goods|total)\s+(?:goods\s+)?trade|trade\s+(?:between|with|volume|turnover))\b",
    re.IGNORECASE,
)
_NOT_LEVEL = re.compile(
    r"\b(?:by|rise of|increase of|up|cut of|worth of|additional|extra|surplus|deficit|request\w*|over "
    r"(?:the next )?\w+ years|"
    r"five-year|monthly|quarter|month|half|first \w+ months)\s*(?:about |some |around |another )?(?:[$€£¥]|US\$)?$|"
    r"\b(?:request\w*|sought|seeks?|proposal|surplus|deficit|supplementary|extra|five-year|first \w+ "
    r"months|first half)\b",
    re.IGNORECASE,
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about budgets and trade in a sentence."""
    for pattern, series in ((_BUDGET, "defence_budget"), (_TRADE, "goods_trade")):
        topic = pattern.search(passage.text)
        if topic is None:
            continue
        who = _who(series, passage, topic.start())
        amounts = [
            v for v in arithmetic.values(passage.text) if v.currency and not v.percent and v.end > topic.start() - 60
        ]
        years = _years(passage)
        if who is None or not amounts or not years:
            continue
        amount = min(amounts, key=lambda v: abs(v.start - topic.end()))
        between = passage.text[min(topic.start(), amount.start) : amount.start]
        if _NOT_LEVEL.search(between) or _NOT_LEVEL.search(passage.text[: topic.end()]):
            continue
        judged = _judge(
            series,
            who,
            years,
            amount.value,
            amount.currency or "",
            passage.text[max(0, amount.start - 24) : amount.start],
        )
        if judged is not None:
            start, end = min(topic.start(), amount.start), max(topic.end(), amount.end)
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _who(series: str, passage: Passage, at: int) -> tuple[str, str] | None:
    """The state, or the two, that a figure is of; None where the sentence does not tell."""
    named = [n for n in passage.named if n.code in countries() | {"EUR": None}.keys() and n.kind != "body"]
    codes = list(dict.fromkeys(n.code or "" for n in named))
    if series == "defence_budget":
        before = [n for n in named if n.end <= at and at - n.end < 60]
        if before:
            return before[-1].code or "", ""
        return (codes[0], "") if len(codes) == 1 else None
    if len(codes) == 2:
        return min(codes), max(codes)
    two = list(passage.states[:2])
    if len(codes) < 2 and len(two) == 2 and all(code in two for code in codes):
        return min(two), max(two)
    return None


def _years(passage: Passage) -> list[int]:
    found = {when.start.year for when in (t.when for t in passage.times) if when.start.year == when.end.year}
    return sorted(found)


def _judge(
    series: str, who: tuple[str, str], years: Sequence[int], value: float, unit: str, lead: str
) -> Judged | None:
    known = [(year, p) for year in years for p in _points().get((series, *who, year), ()) if p.unit == unit]
    if not known:
        return None
    if value <= 0:
        return None
    limit = load().verify.series_tolerance
    year, best = min(known, key=lambda item: abs(item[1].value / value - 1))
    if abs(value / best.value - 1) > 2 * limit:
        # Where no definition fits, the row that weighs most speaks.
        year, best = max(known, key=lambda item: (item[1].source.strong, -abs(item[1].value / value - 1)))
    off = value / best.value
    name = "defence budget" if series == "defence_budget" else "trade"
    whose = place_name(who[0]) + (f" and {place_name(who[1])}" if who[1] else "")
    why = f"The record has {best.value:,.0f} {unit} as the {name} of {whose} for {year} ({best.definition})."
    if re.search(r"\b(?:over|above|more than|exceed\w*|at least|beyond|surpass\w*)\s+(?:US)?[$€£¥]?$", lead):
        return supported(why, best.source) if off <= 1 + limit else against(why, best.source)
    if abs(off - 1) <= limit:
        return supported(why, best.source)
    if abs(off - 1) <= 2 * limit:
        return doubtful(why, best.source)
    if len({y for y, _ in known}) > 1:
        return unverifiable("Several years are named, and the figure may be of any of them.", best.source)
    return against(why, best.source)
