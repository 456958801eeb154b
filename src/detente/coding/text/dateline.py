"""The dateline that opens a report: how far it reaches, and the day that it tells.

"SANTIAGO, March 3, 2014 - ", "Geneva, 4 June 2019 (Reuters) -- ", "WASHINGTON (AP) - " stand before the first sentence
and are no part of it; "MADRID, February 16, 1990" may stand in a line of its own under the heading.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = [name.lower() for name in calendar.month_abbr]
_MONTH = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?\.?" for name in calendar.month_name[1:])
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
_NTH = r"(?:st|nd|rd|th)?"

# --- the day -----------------------------------------------------------------------------------------------------

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+)*"
_TOWN = r"[A-ZÀ-Þ][\w.'’-]+(?:\s(?:de|la|el|al|of|the|[A-ZÀ-Þ][\w.'’-]+)){0,4}"
_WHOLE_DAY = (
    rf"(?i:(?P<m1>{_MONTH})\s(?P<d1>\d{{1,2}}){_NTH},?|(?P<d2>\d{{1,2}}){_NTH}\s(?P<m2>{_MONTH}),?)"
    r"\s(?P<y>(?:1[6-9]|20)\d\d)\b"
)
_BETWEEN = rf"(?:,\s[A-Z][\w.'’ -]+)?(?:\s?\([A-Za-z -]+\))?\s?(?:,|--|[–—-])\s+{_WEEKDAY}"
_DATED = (
    re.compile(rf"(?m)^\s*{_CAPITALS}{_BETWEEN}{_WHOLE_DAY}"),
    re.compile(rf"(?m)^\s*{_TOWN}{_BETWEEN}{_WHOLE_DAY}(?=\s*(?:$|[(:–—]|--?\s))"),
)
"""A town in capitals with a day; in other letters only where nothing but a dash or an agency follows."""
_HEAD = 400
"""A dateline that tells a report's day stands under its heading: within so many characters from the start."""


def day(text: str) -> dt.date | None:
    """The day of publication that the dateline of a text tells; None where none is told with its year."""
    head = text[:_HEAD]
    told = next((found for line in _DATED if (found := line.search(head)) is not None), None)
    if told is None:
        return None
    month = _MONTHS.index((told["m1"] or told["m2"])[:3].lower())
    try:
        return dt.date(int(told["y"]), month, int(told["d1"] or told["d2"]))
    except ValueError:
        return None


# --- how far it reaches ------------------------------------------------------------------------------------------

_UPPER = r"[A-ZÀ-Þ][A-ZÀ-Þ.'-]+"
_WORD = r"[A-ZÀ-Þ][\w.'-]+"
_DAY = rf"{_WEEKDAY}(?i:(?:{_MONTH}) \d{{1,2}}{_NTH}|\d{{1,2}}{_NTH} (?:{_MONTH}))"
_YEAR = r",? (?:1[6-9]|20)\d\d"
_AGENCY = r"(?:,? ?[(/][A-Za-z][A-Za-z .&-]*[)/])"
_DASH = r"(?:\s*-{1,2}\s+|\s*-{1,2}(?=[A-Z\"])|:\s+)"
"""What ends a dateline that tells a day: there, unlike after a town alone, a hyphen of a name cannot be meant."""
_LINES = (
    re.compile(rf"\s*{_UPPER}(?:[ ,]+{_WORD}){{0,4}}?,? ?{_DAY}(?:{_YEAR})?{_AGENCY}?{_DASH}"),
    re.compile(rf"\s*{_WORD}(?:[ ,]+{_WORD}){{0,4}}?, {_DAY}{_YEAR}{_AGENCY}?{_DASH}"),
    re.compile(
        rf"\s*{_UPPER}(?:[ ,]+[A-ZÀ-Þ][A-Za-zÀ-ÿ.'-]+){{0,4}}(?:\s*\([A-Za-z .&-]+\)|,\s*\w+ \d{{1,2}})?\s+-{{1,2}}\s+"
    ),
    re.compile(
        rf"\s*{_WORD}(?: {_WORD}){{0,2}}, (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? "
        r"\d{1,2},? [/(]?[A-Z]{2,}[/)]?(?:[.:]|\s-{1,2})\s+"
    ),
)
_LONGEST = 120


def match(piece: str) -> re.Match[str] | None:
    """The dateline that a paragraph opens with, with what parts it from the report.

    Args:
        piece: the paragraph in the plain form of `parse`: one kind of dash and of apostrophe.
    """
    head = piece[:_LONGEST]
    return next((found for line in _LINES if (found := line.match(head)) is not None), None)
