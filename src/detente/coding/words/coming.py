"""Bare weekdays and months in clauses that look ahead: there "Friday" is the next one, not the last."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from detente.records import When

_BARE = re.compile(r"(?:(?:in|on|by|until|during|from|before|this) )?(?:(?:early|mid|late)[- ])?[A-Z][a-z]+")


def moved_ahead(when: When, published: dt.date | None) -> When:
    """The same weekday or month after the publication date, where the words name no year and no "last".

    Times in running text are led back by default, because news tells what has happened.
    """
    if published is None or when.end >= published or not _BARE.fullmatch(when.text or ""):
        return when
    if when.precision == "day":
        shift = dt.timedelta(7 * ((published - when.start).days // 7 + 1))
        return replace(when, start=when.start + shift, end=when.end + shift)
    if when.precision in {"month", "span"} and when.end.year < 9999 and (when.end - when.start).days < 32:
        return replace(when, start=_next_year(when.start), end=_next_year(when.end))
    return when


def _next_year(day: dt.date) -> dt.date:
    first_of_next = (day.replace(day=1) + dt.timedelta(32)).replace(day=1)
    if day + dt.timedelta(1) == first_of_next:
        return first_of_next.replace(year=first_of_next.year + 1) - dt.timedelta(1)
    return day.replace(year=day.year + 1)
