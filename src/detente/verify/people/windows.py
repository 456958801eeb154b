"""Times of a claim as windows of days: "two years later", "until May", "from 2001 to 2006"."""

from __future__ import annotations

import datetime as dt
import re

from detente.coding.text.times import TimeMention
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times.dates import Window
from detente.verify.times.told import readings

_RANGE = re.compile(r"\s*,?\s*(?:to|until|till|through|up to|and|-|–|—)\s+(?:the\s+)?|\s*[-–—]\s*", re.IGNORECASE)

_LATER = re.compile(
    rf"\b(?P<n>{COUNT})\s(?P<unit>years?|months?|weeks?|days?)\s(?:later|afterwards|on(?=,)|(?P<back>earlier|before(?=,)))\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_HALF, _MONTH = dt.timedelta(days=150), dt.timedelta(days=31)
_LONGEST = 80
"""Letters between a claim and a span behind it: what stands further off is told of something else."""
_UNIT_DAYS = {"year": 366, "month": 31, "week": 7, "day": 1}


def told_later(passage: Passage, at: int) -> tuple[Window, ...] | None:
    """The time of "Two years later Prime Minister X apologised": counted from the last time told before it.

    Args:
        passage: the sentence.
        at: the offset before which "years later" must stand.

    Returns:
        The window, none where nothing dated stands before; None where the sentence does not tell it so.
    """
    match = _LATER.search(passage.text, 0, at)
    if match is None:
        return _within(passage, at)
    if any(
        match.end() <= t.start and t.end <= at and _YEAR.search(passage.text[t.start : t.end]) for t in passage.times
    ):
        # "Seven years later they agreed, and it was signed in October 2008 by X": at that date.
        return None
    here = [t.when for t in passage.times if t.end <= match.start()]
    before = [t.when for t in passage.before.times] if passage.before is not None else []
    if not here and not before:
        return ()
    since = (here or before)[-1]
    unit = dt.timedelta(days=_UNIT_DAYS[match["unit"].lower().rstrip("s")])
    shift = unit * count(match["n"]) * (-1 if match["back"] else 1)
    # "Six years later" than a month is within half a year of it.
    slack = min(unit, _HALF) if since.end - since.start <= _MONTH else unit
    return ((since.start + shift - slack, since.end + shift + slack),)


_WITHIN = re.compile(
    rf"(?:[Ww]ithin|In\sless\sthan|Less\sthan)\s(?P<n>{COUNT}|an?)\s(?P<unit>day|week|month)s?(?:\s(?:later|after(?:wards)?))?,?\s"
)
"""At the head of a sentence: at most so long after what was told last."""


def _within(passage: Passage, at: int) -> tuple[Window, ...] | None:
    """The time of "Within a week the foreign minister, X, was there": from the one told in the sentence before."""
    match = _WITHIN.match(passage.text)
    before = [t.when for t in passage.before.times] if match is not None and passage.before is not None else []
    if match is None or not before or passage.times or match.end() > at:
        return None
    number = 1 if match["n"].lower() in {"a", "an"} else count(match["n"])
    since = before[-1]
    return ((since.start, since.end + dt.timedelta(days=_UNIT_DAYS[match["unit"]]) * number),)


def span_at(
    passage: Passage, end: int, *, apposed: bool, aside: tuple[int, int] = (0, 0)
) -> tuple[Window, Window] | None:
    """The two ends of "from 2001 to 2006", "(1986-1988)", "between May 1994 and April 2003" after a claim.

    Args:
        passage: the sentence.
        end: where the claim ends.
        apposed: only what stands right behind it counts.
        aside: the offsets of words inside the claim that tell of something else.
    """
    text, known = passage.text, passage.times
    # What stands behind the claim is its own before what stands in front.
    for index, time in sorted(enumerate(known), key=lambda item: item[1].end <= end):
        gap = text[end : time.start] if time.start >= end else ""
        if aside[0] <= time.start < aside[1] or any(end <= other.start < time.start for other in known):
            continue
        if (
            len(gap) > _LONGEST
            or re.search(r"[;:]|\b(?:said|says|told|which|while|but|when|that|who)\b", gap)
            or (apposed and len(gap) > 12)
        ):
            continue
        years = re.findall(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)", text[time.start : time.end])
        if time.when.precision == "span" and len(years) == 2:
            one, two = (int(year) for year in years)
            return _year(one), _year(two)
        short = re.fullmatch(r"((?:1[6-9]|20)\d\d)\s*[-–—]\s*(\d\d)", text[time.start : time.end])
        if short:
            return _year(int(short[1])), _year(int(short[1][:2] + short[2]))
        if index + 1 < len(known):
            other = known[index + 1]
            opened = re.search(
                r"(?:\bfrom|\bbetween|\bheld|\bruled|\bserved|\bled|\(|\bof|,)\s*(?:the\s+)?(?:\w+\s)?$",
                text[: time.start],
                re.IGNORECASE,
            )
            if opened and _RANGE.fullmatch(text[time.end : other.start]):
                return (time.when.start, time.when.end), (other.when.start, other.when.end)
    return None


def _year(year: int) -> Window:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


_SOME_TIME_AFTER = re.compile(r"\b[Aa]fter\s(?:the|his|her|its|their)\s[^,;.]{3,45}\sof\s$")
_LEAD, _A_YEAR = 60, dt.timedelta(days=365)
_FRESH = dt.timedelta(days=45)
"""A day without its year that was so short a time ago is of no other year."""


def read(passage: Passage, time: TimeMention) -> tuple[Window, ...]:
    """What a time of a sentence may be."""
    first, last = time.when.start, time.when.end
    if _SOME_TIME_AFTER.search(passage.text[max(0, time.start - _LEAD) : time.start]):
        # "After the revolution of November 2003 a young president, X,".
        return ((first, last + _A_YEAR),)
    return ((first, last),) if is_fresh(passage, time) else readings(passage, time)


def is_fresh(passage: Passage, time: TimeMention) -> bool:
    """Whether a time without its year is so short ago that it is of no other year."""
    return passage.published is not None and abs(passage.published - time.when.end) < _FRESH
