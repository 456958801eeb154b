"""The dateline that opens a report: how far it reaches, and the day that it tells.

"SANTIAGO, March 3, 2014 - ", "Geneva, 4 June 2019 (Reuters) -- ", "WASHINGTON (AP) - ". What stands in it is no part of
the first sentence. Texts are read in the plain form of `parse`: one kind of dash and of apostrophe.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = [name.lower() for name in calendar.month_abbr]
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?\.?" for name in calendar.month_name[1:])
_UPPER = r"[A-ZÀ-Þ][A-ZÀ-Þ.'-]+"
_WORD = r"[A-ZÀ-Þ][\w.'-]+"
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:(?P<m{{0}}>(?i:{_MONTH})) (?P<d{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)?"
    rf"|(?P<e{{0}}>\d{{{{1,2}}}})(?:st|nd|rd|th)? (?P<n{{0}}>(?i:{_MONTH})))"
)
_YEAR = r",? (?P<y{0}>(?:1[6-9]|20)\d\d)"
_AGENCY = r"(?:,? ?[(/][A-Za-z][A-Za-z .&-]*[)/])"
_DASH = r"(?:\s*-{1,2}\s+|\s*-{1,2}(?=[A-Z\"])|:\s+)"
"""What ends a dateline that tells a day: there, unlike after a town alone, a hyphen of a name cannot be meant."""

_LINES = (
    re.compile(
        rf"\s*{_UPPER}(?:[ ,]+{_WORD}){{0,4}}?,? ?"
        rf"{_DAY.format(1)}(?:{_YEAR.format(1)})?{_AGENCY}?{_DASH}"
    ),
    re.compile(rf"\s*{_WORD}(?:[ ,]+{_WORD}){{0,4}}?, {_DAY.format(1)}{_YEAR.format(1)}{_AGENCY}?{_DASH}"),
    re.compile(
        rf"\s*{_UPPER}(?:[ ,]+[A-ZÀ-Þ][A-Za-zÀ-ÿ.'-]+){{0,4}}(?:\s*\([A-Za-z .&-]+\)|,\s*\w+ \d{{1,2}})?\s+-{{1,2}}\s+"
    ),
    re.compile(
        rf"\s*{_WORD}(?: {_WORD}){{0,2}}, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? "
        r"\d{1,2},? [/(]?[A-Z]{2,}[/)]?(?:[.:]|\s-{1,2})\s+"
    ),
)
_HEAD = 400
"""A dateline that tells a report's day stands under its heading: within so many characters from the start."""
_LONGEST = 120


def match(piece: str) -> re.Match[str] | None:
    """The dateline that a paragraph opens with, with what parts it from the report."""
    head = piece[:_LONGEST]
    return next((found for line in _LINES if (found := line.match(head)) is not None), None)


def day(text: str) -> dt.date | None:
    """The day of publication that the dateline of a text tells; None where none is told with its year."""
    for line in text[:_HEAD].splitlines():
        found = match(line)
        told = found.groupdict() if found is not None else {}
        month, number = told.get("m1") or told.get("n1"), told.get("d1") or told.get("e1")
        if month and number and told.get("y1"):
            try:
                return dt.date(int(told["y1"]), _MONTHS.index(month[:3].lower()), int(number))
            except ValueError:
                return None
    return None
