"""Times that a report counts from what it has just told: "that July", "two years later", "on December 4" in a tale of
2016.

Alone such words would be dated from the day of the report. What cannot be counted from anything is no time at all.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.records import Precision, When
from detente.verify import clauses
from detente.verify.numbers.counts import COUNT, count
from detente.verify.times.dates import MONTH, in_year

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_COUNTED = re.compile(rf"(?P<n>{COUNT})\s(?P<unit>day|week|month|year)s?\s(?P<way>earlier|later)$", re.IGNORECASE)
_STEP = re.compile(r"(?P<way>next|previous) (?P<unit>day|week|month|year)$", re.IGNORECASE)
_FROM_NOW = re.compile(
    r"\b(?:this|last|next|coming|current|past|yesterday|today|tonight|tomorrow|ago|now)\b", re.IGNORECASE
)
_THE = re.compile(r"\b[Tt]he\s$")
_THAT = re.compile(r"\b(?:[Tt]hat|[Tt]he same|[Tt]hat same)\s$")
_FOLLOWING = re.compile(r"\b[Tt]he (?:following|next)\s$")
_OF_YEAR = re.compile(r"\s(?:[a-z]+\s)?(?:in|of)\s(?P<y>(?:1[6-9]|20)\d\d)\b")
_OF_NEXT = re.compile(r"\s(?:of|in)\s(?:the\s)?(?P<w>next|following|same|that)\syear\b")
_AGO = re.compile(rf"\b(?P<n>{COUNT})(?:\syears|(?<=decades)|(?<=decade))\sago(?:,|\son)?\s$", re.IGNORECASE)
_BESIDE = re.compile(r",?\s(?:(?:in|on)\s)?(?:early\s|late\s|the\s\w+\sof\s)?|\s\(", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:^|\b(?:in|on|by|during|at the (?:start|end) of|early in|late in)\s)(?:early\s|late\s|mid-|the\s\w+\sof\s)?$",
    re.IGNORECASE,
)
"""Before a time that an act is told with, and not a thing: "in 1978", but "the treaty of 1978"."""
_EDGE = re.compile(r"\b(?:since|until)\s$", re.IGNORECASE)
_LOOKS_BACK = re.compile(r"\b(?:after|since|following|until|had)\b")
_YEAR_AFTER = re.compile(r"(?:In\s)?[Tt]he\s(?:following|next)\syear\b|(?:A|The)\syear\s(?:after|later)\b")
"""At the head of a sentence: its months are of the year after the one told before."""
_AHEAD = dt.timedelta(days=7)
_FRESH = dt.timedelta(days=120)
"""A day that is told without its year and was so long ago at most is one of the news, and not of the tale before it."""
_LONG_GONE = dt.timedelta(days=200)
"""So long ago is a month at least that is told in the present in whatever words, and so is the next one."""
_STATES = frozenset({"be", "have", "remain", "recall", "remember", "mark", "date"})
"""Verbs whose present may be told with a time that is past: "it is a change from July 9"."""
_TOLD_NO_MORE = dt.timedelta(days=100)
"""A month so long ago that is told in the present is the next one."""
_WRAPS = 5
"""So many months back a month is one of the next year: "in November 2015, and in February"."""
_SLACK = {"day": 0, "week": 4, "month": 16, "year": 183}
_UNITS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}


@dataclasses.dataclass(frozen=True, slots=True)
class _Last:
    """The time told last: its sentence, itself, and the number of its sentence in the paragraph."""

    text: str
    time: TimeMention
    number: int

    @property
    def when(self) -> When:
        return self.time.when

    @property
    def tells(self) -> bool:
        """Whether an act is told with it, and not a thing."""
        return _TELLS.search(self.text[: self.time.start]) is not None


def anchored(
    sentences: Iterable[tuple[str, Sequence[TimeMention]]], published: dt.date | None
) -> list[tuple[TimeMention, ...]]:
    """The times of the sentences of a paragraph, those counted from others put where they belong.

    Args:
        sentences: each sentence with its times as they stand alone.
        published: the day of the report.
    """
    out: list[tuple[TimeMention, ...]] = []
    last: _Last | None = None
    for number, (text, found) in enumerate(sentences):
        kept: list[TimeMention] = []
        for time in found:
            placed = _place(text, time, found, last, published, number)
            if placed is not None:
                kept.append(placed)
                last = _later(last, _Last(text, placed, number))
        out.append(tuple(kept))
    return out


def _later(last: _Last | None, new: _Last) -> _Last | None:
    """The time from which the next ones are counted: not the edge of a span, nor that of a thing beside an act's."""
    if (new.when.end - new.when.start).days > 400 or _EDGE.search(new.text[: new.time.start]):
        return last
    beside = last is not None and last.number == new.number and last.tells and not new.tells
    return last if beside and _YEAR.search(new.text[new.time.start : new.time.end]) else new


def _place(
    text: str,
    time: TimeMention,
    found: Sequence[TimeMention],
    last: _Last | None,
    published: dt.date | None,
    number: int,
) -> TimeMention | None:
    """A time where it belongs; None for one that is counted from nothing, or is told a second time."""
    words, lead = text[time.start : time.end], text[: time.start]
    counted = _COUNTED.search(words)
    if counted is not None:
        twice = any(_YEAR.search(text[t.start : t.end]) and _are_one(text, time, t) for t in found)
        return None if last is None or twice else _moved(time, last.when, counted)
    if _YEAR.search(words) or published is None:
        return time
    ago = _AGO.search(lead)
    if ago is not None and _FROM_NOW.search(words):
        year = time.when.start.year - count(ago["n"])
        return _in_year(time, year) if year > 0 else None
    step = _STEP.search(words)
    if step is not None and _THE.search(lead) and last is not None:
        return _moved(time, last.when, step)
    if MONTH.search(words) is None:
        return time
    of_year = _OF_YEAR.match(text, time.end)
    if of_year is not None:
        return _in_year(time, int(of_year["y"]))
    of_next = _OF_NEXT.match(text, time.end)
    years = [t.when.end.year for t in found if t.end <= time.start and _YEAR.search(text[t.start : t.end])]
    if of_next is not None and (years or last is not None):
        year = years[-1] if years else last.when.start.year if last is not None else 0
        return _in_year(time, year + (of_next["w"] in {"next", "following"}))
    if last is not None and _THAT.search(lead):
        return _in_year(time, last.when.start.year)
    if last is not None and _FOLLOWING.search(lead):
        same = _in_year(time, last.when.end.year)
        return same if same.when.start > last.when.end else _in_year(time, last.when.end.year + 1)
    if _FROM_NOW.search(words):
        return time
    if last is not None and _YEAR_AFTER.match(text):
        # "The following year, at the summit in May": where that year is a time itself, it is the last one.
        return _in_year(time, last.when.end.year + (last.number != number))
    return _without_year(text, time, last, published, number)


def _are_one(text: str, one: TimeMention, other: TimeMention) -> bool:
    """ "Two years later, in 2018", "in 2018, two years later": one time told twice."""
    first, second = sorted((one, other), key=lambda t: t.start)
    return _BESIDE.fullmatch(text[first.end : second.start]) is not None


def _moved(time: TimeMention, base: When, step: re.Match[str]) -> TimeMention:
    """So many days, weeks, months or years from another time, give or take half a unit."""
    unit = step["unit"].lower()
    number = count(step["n"]) if step.re is _COUNTED else 1
    back = step["way"].lower() in {"earlier", "previous"}
    shift = dt.timedelta(days=round((-number if back else number) * _UNITS[unit]))
    slack = dt.timedelta(days=_SLACK[unit])
    if step.re is _STEP and unit == "year":
        return _at(time, dt.date((base.start + shift).year, 1, 1), dt.date((base.start + shift).year, 12, 31), "year")
    exact = base.start == base.end and not slack
    return _at(time, base.start + shift - slack, base.end + shift + slack, "day" if exact else "span")


# --- days and months without a year ----------------------------------------------------------------------------


def _without_year(text: str, time: TimeMention, last: _Last | None, published: dt.date, number: int) -> TimeMention:
    """A day or a month: of the year of the tale it stands in, else the one nearest to the report that is no future."""
    ahead = time.when.start > published + _AHEAD
    follows = last is not None and dt.timedelta() < time.when.start - last.when.end < dt.timedelta(days=366)
    old = last is not None and last.when.end.year < published.year and last.tells
    past = published - time.when.end > _TOLD_NO_MORE
    if _EDGE.search(text[: time.start]) or (follows and not ahead and not past) or not (old or ahead or past):
        return time
    own = _verb(text, time)
    gone = published - time.when.end > _LONG_GONE
    edge = text[time.start : time.end].lower().startswith(("since ", "until "))
    if own is not None and clauses.is_present(own) and not edge and (gone or (past and own.lemma_ not in _STATES)):
        # "Both are expected in early September": of the year that comes.
        return _in_year(time, time.when.start.year + 1)
    if own is None or not clauses.is_past(own) or (follows and not ahead) or not (old or ahead):
        return time
    if last is not None and old and _goes_on(text, own, time, last, published, number, ahead=ahead):
        same = _in_year(time, last.when.start.year)
        between = text[last.time.end if last.number == number else 0 : time.start]
        wraps = last.when.start.month - same.when.start.month >= _WRAPS and not _LOOKS_BACK.search(between)
        return _in_year(time, last.when.start.year + 1) if wraps and last.when.precision != "year" else same
    return _in_year(time, time.when.start.year - 1) if ahead else time


def _goes_on(
    text: str, own: Token, time: TimeMention, last: _Last, published: dt.date, number: int, *, ahead: bool
) -> bool:
    """Whether a day or month without a year is of the year that was told last, and not of the report's."""
    over = _verb(last.text, last.time)
    if over is not None and over.dep_ == "xcomp":
        over = over.head
    if over is None or over.dep_ in {"relcl", "acl"} or not clauses.is_past(over):
        return False
    if clauses.looks_back(over) and _OF_NEXT.match(last.text, last.time.end) is None:
        # "In February of that year he had gone" is of the tale of that year.
        return False
    told_of = any(c.lower_ == "when" for c in own.children) and last.number == number
    if own.dep_ == "relcl" and not told_of and not (clauses.looks_back(own) and last.number == number):
        # "Mr Costa, who took over in December, spoke of 2020": told of the man and not of the tale.
        return False
    beside = last.number == number and ";" not in text[last.time.end : time.start]
    # Of its own month or day a report says "this month", "on Thursday".
    fresh = dt.timedelta() < published - time.when.end <= _FRESH
    return beside or ahead or not fresh


def _verb(text: str, time: TimeMention) -> Token | None:
    head = clauses.head_of(clauses.parsed(text), (time.start, time.end))
    return clauses.clause_of(head) if head is not None else None


def _in_year(time: TimeMention, year: int) -> TimeMention:
    """A time in another year."""
    by = year - time.when.start.year
    start, end = (in_year(day, day.year + by) for day in (time.when.start, time.when.end))
    if time.when.precision == "month":
        end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
    return _at(time, start, end, time.when.precision)


def _at(time: TimeMention, start: dt.date, end: dt.date, precision: Precision) -> TimeMention:
    return dataclasses.replace(time, when=dataclasses.replace(time.when, start=start, end=end, precision=precision))
