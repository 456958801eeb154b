"""The day that a report gives itself in its dateline ("MADRID, February 16, 1990"), where no other date is known."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re

from detente.records import Document

_MONTHS = [name.lower() for name in calendar.month_abbr]
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?\.?" for name in map(str.lower, calendar.month_name[1:]))
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+)*"
_TOWN = r"[A-ZÀ-Þ][\w.'’-]+(?:\s(?:de|la|el|al|of|the|[A-ZÀ-Þ][\w.'’-]+)){0,4}"
_DAY = (
    rf"(?i:(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<m2>{_MONTH}),?)"
    r"\s(?P<y>(?:1[6-9]|20)\d\d)\b"
)
_BETWEEN = (
    r"(?:,\s[A-Z][\w.'’ -]+)?(?:\s?\([A-Za-z -]+\))?\s?(?:,|--|[–—-])\s+"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
)
_LINES = (
    re.compile(rf"(?m)^\s*{_CAPITALS}{_BETWEEN}{_DAY}"),
    re.compile(rf"(?m)^\s*{_TOWN}{_BETWEEN}{_DAY}(?=\s*(?:$|[(:–—]|--?\s))"),
)
"""A town in capitals with a day; in other letters only where nothing but a dash or an agency follows."""
_REACH = 400
"""A dateline stands under the heading: within so many characters from the start."""


def dated(document: Document) -> Document:
    """The document with the day of its dateline, if it has no date of its own and there is a dateline with one."""
    if document.published is not None:
        return document
    head = document.text[:_REACH]
    match = next((found for line in _LINES if (found := line.search(head)) is not None), None)
    if match is None:
        return document
    month = _MONTHS.index((match["m1"] or match["m2"])[:3].lower())
    try:
        day = dt.date(int(match["y"]), month, int(match["d1"] or match["d2"]))
    except ValueError:
        return document
    return dataclasses.replace(document, published=day)
