"""Times in clauses that look ahead: there "Friday" is the next one, not the last, and "in two weeks" a deadline."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
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


_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_WITHIN = re.compile(
    rf"\b(?:within|inside|over|in)(?: the next| the coming| another)? (?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}|an?) "
    r"(?P<unit>days?|weeks?|months?|years?)\b(?! of\b)",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(r"\b(?:first|time|\w+est|most|least)\b[^,.;]{0,40}$", re.IGNORECASE)
"""What makes "in ten years" the years past: "the first visit in ten years"."""
_SEASON = re.compile(
    r"\b(?:by|until|till|in|before|this|during) (?:the )?(?P<s>spring|summer|autumn|winter)\b(?!,? (?:of )?\d)",
    re.IGNORECASE,
)
_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def deadlines(text: str, published: dt.date | None) -> Iterator[tuple[int, When]]:
    """Times to come that are told without a date, each with its offset in the text: "within 90 days", "by summer"."""
    if published is None or published.year > 9000:
        return
    for match in _WITHIN.finditer(text):
        if _LOOKS_BACK.search(text[: match.start()]):
            continue
        word = match["n"].lower()
        count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else 1
        end = _later(published, count, match["unit"].lower().rstrip("s"))
        yield match.start(), When(published, end, "span", "stated", match.group())
    for match in _SEASON.finditer(text):
        first = _FIRST_MONTHS[match["s"].lower()]
        year = published.year + (first + 2 < published.month and first != 12)
        last = dt.date(year + (first == 12), (first + 2 - 1) % 12 + 1, 1)
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        yield match.start(), When(dt.date(year, first, 1), end, "season", "stated", match.group())


def _later(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in {"day", "week"}:
        return day + dt.timedelta(count * (7 if unit == "week" else 1))
    index = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = index // 12, index % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
