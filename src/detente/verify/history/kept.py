"""What is told by its anniversary, not its date: "their treaty, which turned 40 on Aug. 30", "20 years ago today".

The day or month on which so many years are full, less these years, is the time of a scene like any other
(`scenes`); it may be out by a year where the text does not say which year is meant.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator

from detente.coding.text.times import TimeMention
from detente.records import When
from detente.verify import clauses
from detente.verify.history.scenes import Scene, scene_of
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import bounds, in_year
from detente.verify.times.feasts import ages

_AGO = re.compile(rf"\b(?P<n>{COUNT})\syears\sago(?:\s(?:on|in))?\s?$", re.IGNORECASE)
"""Right before the day or month from which so many years are counted back."""
_TO_THE_DAY = re.compile(rf"\b(?P<n>{COUNT})\syears\sago\sto\sthe\sday\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"\b(?P<n>{COUNT})\syears\s(?P<day>to\sthe\sday\s)?"
    r"(?P<when>(?:this|next|last)\s\w+\s|(?:on|in)\s[A-Z]\w+(?:\s\d{1,2})?\s|today\s)?(?P<link>after|since)\s",
    re.IGNORECASE,
)
"""Before the clause that tells what is kept: "thirty years to the day after Anwar Sadat spoke to the Knesset"."""
_AROUND = dt.timedelta(days=20)
"""By how much the report may be away from the day that is kept."""
_FEWEST = 5
"""Fewer years than these are told of what is still news."""
_SLACK = 1
"""Years by which a scene may be out."""


def scenes(passage: Passage) -> Iterator[Scene]:
    """The scenes of a sentence that are so many years before a day or a month that it tells."""
    if passage.published is None:
        return
    for time, years in (*_ago(passage), *_after(passage), *_of_age(passage)):
        when = dataclasses.replace(time.when, start=_back(time.when.start, years), end=_back(time.when.end, years))
        scene = scene_of(passage, TimeMention(time.start, time.end, when), slack=_SLACK)
        if scene is not None:
            yield scene


def _ago(passage: Passage) -> Iterator[tuple[TimeMention, int]]:
    """ "Thirty years ago this month": the month may have been put back already (`anchors`)."""
    for match in _TO_THE_DAY.finditer(passage.text):
        for day, _ in passage.today:
            when = When(day, day, "day", "stated", match.group())
            yield TimeMention(match.start(), match.end(), when), count(match["n"])
    for time in (*_exact(passage), *_months_of_weeks(passage)):
        ago = _AGO.search(passage.text, 0, time.start)
        if ago is not None and count(ago["n"]) >= _FEWEST and not told.has_year(passage, time):
            yield time, count(ago["n"]) if _is_of_today(passage, time) else 0


def _after(passage: Passage) -> Iterator[tuple[TimeMention, int]]:
    """ "Thirty years to the day after Sadat spoke": of the clause behind it, counted from the day of the report."""
    doc, now = clauses.parsed(passage.text), passage.published or dt.date.min
    for match in _AFTER.finditer(passage.text):
        link = next((t for t in doc if t.idx == match.start("link")), None)
        years = count(match["n"])
        if link is None or link.dep_ != "mark" or years < _FEWEST or _looks_elsewhere(passage, match):
            continue
        at = (match.start(), link.idx + len(link))
        if match["day"]:
            near = [t.when.start for t in _exact(passage) if _is_of_today(passage, t) and t.when.precision == "day"]
            for day in near or [now, now - dt.timedelta(days=1)]:
                yield TimeMention(*at, When(day, day, "day", "stated", match.group())), years
        elif match["when"]:
            # "It will be 60 years in December since the Dutch handed it over".
            yield from (
                (TimeMention(*at, t.when), years)
                for t in _exact(passage) if match.start("when") <= t.end and t.start < match.end("when")
            )  # fmt: skip
        else:
            for when in _months((now - _AROUND, now, now + _AROUND), match.group()):
                yield TimeMention(*at, when), years


def _looks_elsewhere(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a count may run from another year: one of the sentence, or without "to the day" of the paragraph."""
    now = passage.published.year if passage.published is not None else 0
    near = passage.times if match["day"] else (*passage.times, *passage.around)
    return any(abs(t.when.start.year - now) > 1 for t in near)


def _of_age(passage: Passage) -> Iterator[tuple[TimeMention, int]]:
    """ "Turned 40 in May", "the treaty's 30th anniversary in January 2003"; the date of what it is of is another."""
    for match, years in ages(passage.text):
        near = [t for t in _exact(passage) if clauses.together(passage.text, match.span(), (t.start, t.end))]
        kept = not passage.text.startswith(" of", match.end())
        if len(near) != 1 or years < _FEWEST:
            continue
        if _is_of_today(passage, near[0]) or (kept and told.has_year(passage, near[0])):
            yield near[0], years


def _months_of_weeks(passage: Passage) -> Iterator[TimeMention]:
    """ "This week" as the months that it lies in."""
    for time in passage.times:
        if _WEEK.fullmatch(passage.text[time.start : time.end]):
            for when in _months((time.when.start, time.when.end), time.when.text):
                yield TimeMention(time.start, time.end, when)


_WEEK = re.compile(r"(?:this|last|next) week", re.IGNORECASE)


def _months(days: Iterable[dt.date], text: str | None) -> Iterator[When]:
    """The months in which some days lie."""
    for month in sorted({f"{day:%Y-%m}" for day in days}):
        yield When(*bounds(month, month), "month", "stated", text)


def _exact(passage: Passage) -> list[TimeMention]:
    return [t for t in passage.times if t.when.precision in {"day", "month"}]


def _is_of_today(passage: Passage, time: TimeMention) -> bool:
    return passage.published is not None and abs(time.when.start.year - passage.published.year) <= 1


def _back(day: dt.date, years: int) -> dt.date:
    return in_year(day, day.year - years)
