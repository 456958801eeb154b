"""Dates against the calendar: a weekday that the date does not have, a day that no month has, an order turned round."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterator

from detente.records import Finding
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times.dates import MONTHS
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_SHORT = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE = re.compile(
    rf"\b(?:(?P<wd>{_DAYS})(?:,| the| \()?\s+)?(?:(?P<m1>{MONTHS}|"
    rf"(?:{_SHORT})\b\.?)\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTHS}|(?:{_SHORT})\b\.?))"
    r"(?!\w)(?:,?\s+(?P<y>(?:1[6-9]|20)\d\d)\b)?(?!\s*(?:[%$]|percent|million|billion))"
)
_Y = r"(?:1[6-9]|20)\d\d"
_AFTER = re.compile(
    rf"\b(?:in|of|since)\s+(?:\w+\s)?(?P<y1>{_Y})\b[^.;]{{0,40}}?,?\s(?P<n>{COUNT})(?:\s+years?)?\s+(?P<w>after|before)\s"
    rf"(?:(?!,\s(?:and|but|while)\b)[^.;]){{0,80}}?\b(?P<y2>{_Y})\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    rf"\b(?:from|between)\s+(?P<y1>{_Y})\s+(?:to|until|and|through)\s+(?P<y2>{_Y})\b(?!\s*(?:seats|votes))"
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about dates in a sentence."""
    for match in _DATE.finditer(passage.text):
        judged = _date(match, passage.published, {window[0].year for window in passage.told})
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)
    for match in _AFTER.finditer(passage.text):
        yield finding(passage.document, passage.span(match.start(), match.end()), _after(match), passage.whole)
    for match in _TURNED.finditer(passage.text):
        one, two = int(match["y1"]), int(match["y2"])
        if two < one:
            judged = against(f"{two} comes before {one}: the order is turned round.", None)
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)


def _month(name: str) -> int:
    return [m[:3] for m in MONTHS.split("|")].index(name[:3]) + 1


def _date(match: re.Match[str], published: dt.date | None, years: Collection[int] = ()) -> Judged | None:
    """A weekday against its day; one without a year may be of any year that the text tells."""
    day, month = int(match["d1"] or match["d2"]), _month(match["m1"] or match["m2"])
    year = int(match["y"]) if match["y"] else None
    longest = (
        calendar.monthrange(year, month)[1] if year else (29 if month == 2 else calendar.monthrange(2001, month)[1])
    )
    if day == 0:
        return None
    if day > 31 or (day > longest and (match["y"] or match["d2"])):
        if day > 31:
            return None
        return against(f"{calendar.month_name[month]}{f' {year}' if year else ''} has {longest} days.", None)
    if not match["wd"]:
        return None
    if year is None and published is None:
        return None
    if year is None:
        near = [_on(y, month, day) for y in (published.year - 1, published.year, published.year + 1)]  # type: ignore[union-attr]
        days = [d for d in near if d is not None and abs(d - published) < dt.timedelta(days=200)]  # type: ignore[operator]
    else:
        days = [d for d in (_on(year, month, day),) if d is not None]
    if not days:
        return None
    if any(calendar.day_name[d.weekday()] == match["wd"] for d in days):
        return supported(f"{days[0].isoformat()} was a {match['wd']}." if len(days) == 1 else "The weekday fits.")
    others = (_on(y, month, day) for y in years) if year is None else ()
    if any(d is not None and calendar.day_name[d.weekday()] == match["wd"] for d in others):
        return None
    return against(f"{days[0].isoformat()} is a {calendar.day_name[days[0].weekday()]}, not a {match['wd']}.", None)


def _on(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _after(match: re.Match[str]) -> Judged:
    number = count(match["n"])
    later, earlier = int(match["y1"]), int(match["y2"])
    apart = later - earlier if match["w"].lower() == "after" else earlier - later
    if apart == number:
        return supported(f"From {min(later, earlier)} to {max(later, earlier)} it is {number} years.")
    why = (
        f"From {earlier} to {later} it is {apart} years, not {number}."
        if apart >= 0
        else (f"{later} does not come {match['w'].lower()} {earlier}.")
    )
    return doubtful(why) if abs(apart - number) == 1 else against(why, None)
