"""What is told by its anniversary, not its date: "their treaty, which turned 40 on Aug. 30", "20 years ago today".

The day or month on which so many years are full, less these years, is the time of a scene like any other
(`scenes`); it may be out by a year where the text does not say which year is meant.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator

from detente.coding.text.times import TimeMention
from detente.records import When
from detente.verify import clauses
from detente.verify.history.scenes import Scene, scene_of
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import in_year
from detente.verify.times.feasts import ages

_AGO = re.compile(rf"\b(?P<n>{COUNT})\syears\sago(?:\s(?:on|in))?\s?$", re.IGNORECASE)
"""Right before the day or month from which so many years are counted back."""
_TO_THE_DAY = re.compile(rf"\b(?P<n>{COUNT})\syears\sago\sto\sthe\sday\b", re.IGNORECASE)
_FEWEST = 5
"""Fewer years than these are told of what is still news."""
_SLACK = 1
"""Years by which a scene may be out."""


def scenes(passage: Passage) -> Iterator[Scene]:
    """The scenes of a sentence that are so many years before a day or a month that it tells."""
    if passage.published is None:
        return
    for time, years in (*_ago(passage), *_of_age(passage)):
        when = dataclasses.replace(time.when, start=_back(time.when.start, years), end=_back(time.when.end, years))
        scene = scene_of(passage, TimeMention(time.start, time.end, when), slack=_SLACK)
        if scene is not None:
            yield scene


def _ago(passage: Passage) -> Iterator[tuple[TimeMention, int]]:
    """ "Thirty years ago this month": the month may have been put back already (`anchors`)."""
    for match in _TO_THE_DAY.finditer(passage.text):
        for day, _ in passage.today:
            when = When(day, day, "day", "stated", match.group())
            yield TimeMention(match.start(), match.end(), when), count(match["n"])
    for time in _exact(passage):
        ago = _AGO.search(passage.text, 0, time.start)
        if ago is not None and count(ago["n"]) >= _FEWEST and not told.has_year(passage, time):
            yield time, count(ago["n"]) if _is_of_today(passage, time) else 0


def _of_age(passage: Passage) -> Iterator[tuple[TimeMention, int]]:
    """ "Turned 40 in May", "the treaty's 30th anniversary in January 2003"; the date of what it is of is another."""
    for match, years in ages(passage.text):
        near = [t for t in _exact(passage) if clauses.together(passage.text, match.span(), (t.start, t.end))]
        kept = not passage.text.startswith(" of", match.end())
        if len(near) != 1 or years < _FEWEST:
            continue
        if _is_of_today(passage, near[0]) or (kept and told.has_year(passage, near[0])):
            yield near[0], years


def _exact(passage: Passage) -> list[TimeMention]:
    return [t for t in passage.times if t.when.precision in {"day", "month"}]


def _is_of_today(passage: Passage, time: TimeMention) -> bool:
    return passage.published is not None and abs(time.when.start.year - passage.published.year) <= 1


def _back(day: dt.date, years: int) -> dt.date:
    return in_year(day, day.year - years)
