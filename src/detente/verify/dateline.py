"""The day that a report gives itself in its dateline ("MADRID, February 16, 1990"), where no other date is known."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from detente.records import Document

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CITY = r"[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+)*"
_LINE = re.compile(
    rf"(?m)^\s*{_CITY}(?:,\s[A-Z][\w.'’ -]+)?(?:\s\([A-Za-z ]+\))?,\s+"
    rf"(?:(?P<m1>{_MONTHS})\s(?P<d1>\d{{1,2}}),?|(?P<d2>\d{{1,2}})\s(?P<m2>{_MONTHS}))\s(?P<y>(?:1[6-9]|20)\d\d)\b"
)
_REACH = 400
"""A dateline stands under the heading: within so many characters from the start."""


def dated(document: Document) -> Document:
    """The document with the day of its dateline, if it has no date of its own and there is a dateline with one."""
    if document.published is not None:
        return document
    match = _LINE.search(document.text[:_REACH])
    if match is None:
        return document
    month = _MONTHS.split("|").index(match["m1"] or match["m2"]) + 1
    try:
        day = dt.date(int(match["y"]), month, int(match["d1"] or match["d2"]))
    except ValueError:
        return document
    return dataclasses.replace(document, published=day)
