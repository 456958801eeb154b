"""Years told for what happened on the very day of the year that comes round as the report is written.

"Mandela was voted into office thirty years ago this Saturday", "relations are 45 years old as of Monday": a row of the
record that fits the sentence (`likeness`) and is of that day of some year tells how many years they are. That day and
row meet by chance is rare, so that it need not be told what the years are counted from.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding, When
from detente.verify import clauses
from detente.verify.history import likeness, traits
from detente.verify.history.events import RECURRING
from detente.verify.history.likeness import Fit
from detente.verify.history.scenes import Scene
from detente.verify.history.traits import Row, Thing
from detente.verify.numbers.counts import COUNT, NTH, count, ordinal
from detente.verify.passages import Passage
from detente.verify.times.dates import in_year
from detente.verify.times.told import has_year
from detente.verify.verdicts import Judged, against, finding, supported

_YEARS = re.compile(
    rf"\b(?P<n>{COUNT})\s(?:full\s|unbroken\s|long\s)?years?\b"
    r"(?!['’]?\s(?:in\s)?(?:prison|jail)|\s(?:to the day\s)?before\b|\searlier\b)"
    rf"|\b(?P<d>{COUNT})\sdecades?\b|\b(?P<nth>{NTH})[- ](?:anniversary|birthday|jubilee)\b"
    rf"|\b(?:turn(?:s|ed)?|now)\s(?P<t>{COUNT})\b"
    r"|\b(?P<w>half a century|a quarter of a century|a century|a decade)\b",
    re.IGNORECASE,
)
"""Years counted: in years, in decades, by an anniversary, by an age."""
_ABOUT = re.compile(
    r"\b(?:nearly|almost|about|some|around|roughly|more than|over|not quite|less than)\s$", re.IGNORECASE
)
_ROUND = dt.timedelta(days=10)
"""So far from the day of the report is the day that it tells to come round."""
_FEWEST, _FAR = 2, 30
"""The fewest years that are counted here, and how far one number may be mistaken for another."""
_DAY = dt.timedelta(days=1)
_POINTS, _TOLD, _SURE, _RARE = 2.5, 2.0, 4.0, 3.5
"""The points that a row must reach and what it must tell, the points by which it may lack more than one trait, and the
weight of names so rare that they tell it alone."""
_AS_WELL = 0.5
"""A row of the told number of years that fits by this share of what another does may be what is meant."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years that are full on a day near that of the report."""
    now = passage.published
    told = [match for match in _YEARS.finditer(passage.text) if not _ABOUT.search(passage.text[: match.start()])]
    if now is None or len(told) != 1:
        return
    if any(has_year(passage, t) and t.when.start.year > now.year and t.end <= told[0].start() for t in passage.times):
        # "In July 2026, six years after": counted to a time to come.
        return
    number, days = _number(told[0]), _days(passage, now)
    if number < _FEWEST or not days or any(_fits(t, number, now) for t in passage.times if has_year(passage, t)):
        return
    scene = _scene(passage, told[0])
    fits = [one for row in _near(days) if (one := likeness.loose(row, scene)) is not None]
    fits = [one for one in fits if _tells(one)]
    if not fits:
        return
    best = max(fits, key=lambda one: one.points)
    judged = _judge(best, fits, number, days, passage)
    if judged is not None:
        yield finding(passage.document, passage.span(*told[0].span()), judged, passage.whole)


def _tells(one: Fit) -> bool:
    """Whether a sentence tells a row, as far as it need: all but one trait, or rare names."""
    if one.row.thing.kind in RECURRING and (set(one.missing) - {"word"} or one.points < _SURE):
        # Of visits and talks there are many.
        return False
    whole = one.points >= _POINTS and one.told >= _TOLD and (len(one.missing) <= 1 or one.points >= _SURE)
    return whole or (one.told >= _RARE and one.points >= 0)


def _number(match: re.Match[str]) -> int:
    if match["nth"]:
        return ordinal(match["nth"])
    if match["w"]:
        return count(match["w"])
    return count(match["d"]) * 10 if match["d"] else count(match["n"] or match["t"])


def _days(passage: Passage, now: dt.date) -> list[dt.date]:
    """The days near that of the report that a sentence tells, or the one before it."""
    near = [*passage.times, *(passage.before.times if passage.before is not None else ())]
    own = [d for t in passage.times for d in _day(t, now)]
    return own or [d for t in near for d in _day(t, now)]


def _day(time: TimeMention, now: dt.date) -> list[dt.date]:
    """The day of a time, in the year of the report: "this Monday" may have been put back by the years counted."""
    if time.when.precision != "day":
        return []
    days = [in_year(time.when.start, year) for year in (now.year - 1, now.year, now.year + 1)]
    return [day for day in days if abs(day - now) <= _ROUND]


def _fits(time: TimeMention, number: int, now: dt.date) -> bool:
    """Whether a year that the sentence tells is so many years before the report."""
    return abs(now.year - number - time.when.start.year) <= 1 or now.year - number == time.when.end.year


def _scene(passage: Passage, match: re.Match[str]) -> Scene:
    """The whole sentence as a scene."""
    doc = clauses.parsed(passage.text)
    now = passage.published or dt.date.min
    time = TimeMention(match.start(), match.end(), When(now, now, "day", "stated", match.group()))
    return Scene(passage, time, frozenset(token.i for token in doc), slack=1)


@functools.cache
def _by_day() -> dict[tuple[int, int], list[tuple[Thing, dt.date]]]:
    """The events and accords that are dated to the day, by month and day."""
    found: dict[tuple[int, int], list[tuple[Thing, dt.date]]] = {}
    for thing, day, _ in traits.dated():
        if len(thing.date) == len("2000-01-01"):
            found.setdefault((day.month, day.day), []).append((thing, day))
    return found


def _near(days: Sequence[dt.date]) -> list[Row]:
    there = {(d.month, d.day) for day in days for d in (day - _DAY, day, day + _DAY)}
    return [traits.row_of(thing, on, on) for day in sorted(there) for thing, on in _by_day().get(day, ())]


def _judge(best: Fit, fits: Sequence[Fit], number: int, days: Sequence[dt.date], passage: Passage) -> Judged | None:
    now = days[0]
    years = {one: now.year - one.row.start.year for one in fits}
    what = f"The record has {best.row.described()}: {years[best]} years before {now.isoformat()}."
    if any(years[one] == number and one.points >= _AS_WELL * best.points for one in fits):
        return supported(what, best.row.source) if years[best] == number else None
    others = {_number(m) for p in (passage, passage.before) if p is not None for m in _YEARS.finditer(p.text)}
    if years[best] < _FEWEST or years[best] in others or abs(years[best] - number) > _FAR or not best.row.source.strong:
        return None
    return against(what, best.row.source)
