"""Years that begin in another month than January: "1986/87" with the months that its document gives such years."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from detente.coding.figures.period import Period, end_of_month
from detente.coding.figures.period_forms import MONTH, MONTHS

_SPLIT = re.compile(r"(?:19|20)?\d\d[-/]\d\d(?:\d\d)?")
_SPAN = re.compile(rf"\(?\b(?P<m1>{MONTH})\.?[-/](?P<m2>{MONTH})\b", re.IGNORECASE)
_BEGINS = re.compile(
    rf"\byear (?:beginning|begins|starting|starts|started|runs from|running from)(?: on| in)? (?:1 )?(?P<m>{MONTH})\b",
    re.IGNORECASE,
)
_ENDS = re.compile(rf"\byear (?:ending|ended|ends)(?: on| in)? (?:\d\d? )?(?P<m>{MONTH})\b", re.IGNORECASE)


def first_month(text: str) -> int | None:
    """The month (1 to 12) in which the years of a document begin, None where it does not say."""
    for match in _SPAN.finditer(text):
        first, last = MONTHS[match["m1"].lower()], MONTHS[match["m2"].lower()]
        if first == last + 1:
            return first
    begins, ends = _BEGINS.search(text), _ENDS.search(text)
    if begins:
        return MONTHS[begins["m"].lower()]
    month = MONTHS[ends["m"].lower()] % 12 + 1 if ends else 1
    return month if month > 1 else None


def in_months(period: Period, written: str, text: str) -> Period:
    """A year written "1986/87" over its own months, where the document tells when such years begin."""
    first, last = period.first, period.last
    if first is None or last is None or last.year != first.year + 1 or not _SPLIT.fullmatch(written):
        return period
    month = first_month(text.replace("\n", " "))
    if month is None or (first.month, last.month) != (1, 12):
        return period
    return dataclasses.replace(
        period, first=dt.date(first.year, month, 1), last=end_of_month(dt.date(last.year, month - 1, 1))
    )
