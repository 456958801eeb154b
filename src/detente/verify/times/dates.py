"""Dates of the tables, which may be given to the year, the month or the day, and days of other years."""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re

Window = tuple[dt.date, dt.date]
"""A first and a last day."""
MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
"""How the name of a month begins, whole or short."""
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
"""The names of the months, as a part of a regular expression."""
YEAR = 365.25
"""Days of a year."""
_MONTHS = 0.2
"""Years by which a report may be ahead of the day from which years are counted, or behind it."""


def bounds(first: str, last: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a span whose ends are given as "1995", "1995-01" or "1995-01-31"."""
    year, month, day = _parts(first)
    start = dt.date(year, month or 1, day or 1)
    year, month, day = _parts(last)
    month = month or 12
    return start, dt.date(year, month, day or calendar.monthrange(year, month)[1])


def in_year(day: dt.date, year: int) -> dt.date:
    """The same day of another year; February 28 for 29."""
    return day.replace(year=year, day=28 if (day.month, day.day) == (2, 29) else day.day)


def gone_by(window: Window, published: dt.date | None) -> Window:
    """A time that is told as past: "who was minister until May" is not of the May to come."""
    if published is None or window[0] <= published:
        return window
    return in_year(window[0], window[0].year - 1), in_year(window[1], window[1].year - 1)


def full_or_begun(count: int, least: float, most: float) -> bool:
    """Whether so many years are those full or begun of a time between `least` and `most` years long.

    What was 2.7 years ago was "two" or "three years ago".
    """
    return int(max(least - _MONTHS, 0.0)) <= count <= max(int(most + _MONTHS), math.ceil(most))


def _parts(text: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in text.split("-")]
    return (*numbers, *[0] * (3 - len(numbers)))  # type: ignore[return-value]
