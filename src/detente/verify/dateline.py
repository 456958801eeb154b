"""The day that a report gives itself in its dateline ("MADRID, February 16, 1990"), where no other date is known."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from detente.records import Document

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?\.?" for name in _MONTHS)
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
_LINE = re.compile(
    rf"(?m)^\s*(?:{_CAPITALS}{_BETWEEN}{_DAY}|{_TOWN}{_BETWEEN}{_DAY.replace('<', '<t')}(?=\s*(?:$|[(:–—]|--?\s)))"
)
"""A town in capitals with a day; in other letters only where nothing but a dash or an agency follows."""
_REACH = 400
"""A dateline stands under the heading: within so many characters from the start."""


def dated(document: Document) -> Document:
    """The document with the day of its dateline, if it has no date of its own and there is a dateline with one."""
    if document.published is not None:
        return document
    match = _LINE.search(document.text[:_REACH])
    if match is None:
        return document
    name = next(match[group] for group in ("m1", "m2", "tm1", "tm2") if match[group]).lower()
    month = next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))
    number = next(int(match[group]) for group in ("d1", "d2", "td1", "td2") if match[group])
    try:
        day = dt.date(int(match["y"] or match["ty"]), month, number)
    except ValueError:
        return document
    return dataclasses.replace(document, published=day)
