"""The period that a figure speaks of, as a record, and the labels and stretches of whole months it is written in."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Literal

Unit = Literal["year", "quarter", "month", "week", "day"]
"""How far back a period lies that is told by the one beside it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a parsed block: half-open offsets, first and last day, or a fiscal year's label.

    `shift` is set where the words lead back from whatever the figure beside it speaks of: "a year earlier". `asof`
    marks the present ("now"), or the present a year back ("at the same time last year").
    """

    start: int
    end: int
    first: dt.date | None = None
    last: dt.date | None = None
    fiscal: str | None = None
    shift: Unit | None = None
    asof: bool = False

    def label(self) -> str | None:
        """ISO label: a day, a month, a year, `FY2025`, or two of them with a stroke between."""
        if self.fiscal:
            return self.fiscal
        if self.first is None or self.last is None:
            return None
        return label(self.first, self.last)


def label(first: dt.date, last: dt.date) -> str:
    """The shortest ISO form of a stretch of days."""
    if first == last:
        return first.isoformat()
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if not whole:
        return f"{first.isoformat()}/{last.isoformat()}"
    years = first.month == 1 and last.month == 12
    low, high = (str(first.year), str(last.year)) if years else (first.isoformat()[:7], last.isoformat()[:7])
    return low if low == high else f"{low}/{high}"


def months(start: int, end: int, year: int, low: int, high: int) -> Period:
    """A stretch of whole months of one year, `low` and `high` included."""
    return Period(start, end, dt.date(year, low, 1), end_of_month(dt.date(year, high, 1)))


def end_of_month(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_before(last: dt.date, count: int) -> dt.date:
    """The first day of a stretch of `count` whole months that ends on `last`."""
    day = last + dt.timedelta(1)
    index = day.year * 12 + day.month - 1 - count
    year, month = max(index // 12, 1), index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def earlier(period: Period, unit: Unit) -> Period | None:
    """The same stretch a year, a quarter, a month or a week before."""
    first, last = period.first, period.last
    if first is None or last is None or first.year < 2:
        return None
    if unit in {"week", "day"}:
        back = dt.timedelta(7 if unit == "week" else 1)
        return Period(period.start, period.end, first - back, last - back)
    count = {"year": 12, "quarter": 3, "month": 1}[unit]
    return Period(period.start, period.end, _back(first, count), _back(last, count))


def _back(day: dt.date, count: int) -> dt.date:
    """A day some months before; the last day of a month stays the last day of its month."""
    index = day.year * 12 + day.month - 1 - count
    year, month = index // 12, index % 12 + 1
    length = calendar.monthrange(year, month)[1]
    return dt.date(year, month, length if day == end_of_month(day) else min(day.day, length))
