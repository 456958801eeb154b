"""Periods: which frequency a list of dates has, the number of the period of a date, and the dates to come."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Literal

from detente.errors import QueryError

Freq = Literal["D", "W", "M", "Q", "Y"]

SEASONS: dict[Freq, int] = {"D": 7, "W": 52, "M": 12, "Q": 4, "Y": 1}
"""Periods in a season: the week for days, else the year."""

MONTHS = {"M": 1, "Q": 3, "Y": 12}
DAYS = {"D": 1, "W": 7}

LAST_YEAR = 9000
"""Dates after this year are mistaken, and leave no room for the periods to come: the calendar ends with 9999."""


def find_freq(groups: Sequence[Sequence[dt.date]]) -> Freq:
    """The coarsest frequency at which each date is a period of its own, on one day of the period throughout.

    Months if there are not two dates in any group.
    """
    gaps: set[int] = set()
    months: set[int] = set()
    for dates in groups:
        days = sorted(set(dates))
        gaps |= {(b - a).days for a, b in itertools.pairwise(days)}
        months |= {_months(b) - _months(a) for a, b in itertools.pairwise(days)}
    if not gaps:
        return "M"
    every = [day for dates in groups for day in dates]
    if min(months) > 0 and (len({d.day for d in every}) == 1 or all(is_month_end(d) for d in every)):
        for freq, step in (("Y", 12), ("Q", 3)):
            if all(gap % step == 0 for gap in months):
                return freq  # type: ignore[return-value]
        return "M"
    return "W" if all(gap % 7 == 0 for gap in gaps) else "D"


def period_number(day: dt.date, freq: Freq) -> int:
    """The number of the period in which the day lies (weeks begin on Monday).

    Raises:
        QueryError: an unknown frequency.
    """
    if freq in MONTHS:
        return _months(day) // MONTHS[freq]
    if freq in DAYS:
        return (day.toordinal() - 1) // DAYS[freq]
    raise QueryError(f"no frequency {freq!r}; use D, W, M, Q or Y")


def first_day(day: dt.date, freq: Freq) -> dt.date:
    """The first day of the period in which the day lies (weeks begin on Monday)."""
    if freq in DAYS:
        return day - dt.timedelta(days=(day.toordinal() - 1) % DAYS[freq])
    year, month = divmod(period_number(day, freq) * MONTHS[freq], 12)
    return dt.date(year, month + 1, 1)


def after(start: dt.date, steps: int, freq: Freq, month_end: bool) -> dt.date:
    """The date that many periods after `start`, on the same day of the period (the last of the month if so asked).

    Raises:
        QueryError: it lies after the year 9999, where the calendar ends.
    """
    try:
        return _after(start, steps, freq, month_end)
    except (ValueError, OverflowError):
        raise QueryError(
            f"{steps} periods of frequency {freq} after {start} end after the year 9999; mend the date"
        ) from None


def _after(start: dt.date, steps: int, freq: Freq, month_end: bool) -> dt.date:
    if freq in DAYS:
        return start + dt.timedelta(days=steps * DAYS[freq])
    year, month = divmod(_months(start) + steps * MONTHS[freq], 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, last if month_end else min(start.day, last))


def _months(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def is_month_end(day: dt.date) -> bool:
    """Whether the day is the last of its month."""
    return day.day == calendar.monthrange(day.year, day.month)[1]
