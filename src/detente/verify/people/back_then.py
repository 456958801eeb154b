"""Times to which "then" goes back: "X, then prime minister, travelled north", "the prime minister of the day, X"."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.numbers.counts import COUNT, NTH, count, ordinal
from detente.verify.passages import Passage
from detente.verify.people.windows import read
from detente.verify.times.dates import MONTHS, Window, in_year
from detente.verify.times.told import earlier, has_year

if TYPE_CHECKING:
    from detente.verify.people.office_times import Told

AT_THE_TIME = re.compile(
    r"(?:,\s(?:[\w-]+\s){2,6}|\s)(?:at the time|at that time|in those days"
    r"|of (?:the|that|those) (?:day|time|days)|back then)\b"
)
"""Behind a title: it is told of a time that the text has told before."""


_YEARS_BACK = re.compile(
    rf"\b(?:(?P<n>{COUNT})\s+years\s+(?:since|after|before|earlier|ago)|(?P<nth>{NTH})[- ]anniversary)\b", re.IGNORECASE
)
"""A time that is counted back: "it was fifty years since", "the 50th anniversary"."""
_ROUND = dt.timedelta(days=31)
"""So far from a day on which years are counted back may lie what is told of that time."""
_THAT_MONTH = re.compile(r"\bthat\s(?P<u>month|year)\b(?!['’])")
_LONGEST = {"month": dt.timedelta(days=31), "year": dt.timedelta(days=366)}
_MONTH = re.compile(rf"\b(?:{MONTHS})\b")


def windows(passage: Passage, claim: Told) -> tuple[Window, ...]:
    """The times of which a title with "then" may be told; none where the text tells none."""
    if passage.published is None and not passage.times and _MONTH.search(passage.text):
        # "In June the then minister, X" of a text without a date: of a June that nothing tells.
        return ()
    around = tuple((t.when.start, t.when.end) for t in passage.around)
    own = _dated_before(passage, claim)
    if own is not None:
        return (*read(passage, own), *_counted_back(passage))
    beside = (*_then(passage, claim), *_counted_back(passage))
    return (*beside, *around) if beside else _told_last(passage) or around


def that_time(passage: Passage, claim: Told) -> tuple[Window, ...]:
    """The month or the year in which somebody acts "that month", where the sentence before tells it last.

    Args:
        passage: a sentence without a time of its own.
        claim: the claim of an office in it.
    """
    match, before = _THAT_MONTH.search(passage.text), passage.before
    told = claim.told
    acts = told is not None and told.part == "subject" and told.tense == "past"
    if match is None or before is None or not before.times or not acts:
        return ()
    last = before.times[-1].when
    if not has_year(before, before.times[-1]) or last.end - last.start > _LONGEST[match["u"]]:
        return ()
    if match["u"] == "month":
        return ((last.start - _ROUND, last.end + _ROUND),)
    return ((dt.date(last.start.year, 1, 1), dt.date(last.end.year, 12, 31)),)


def _then(passage: Passage, claim: Told) -> tuple[Window, ...]:
    """The times that "then" may go back to: those told before it, and behind it those of its own clause."""
    name = claim.name
    near = [t for t in passage.times if t.end <= claim.begin or clauses.together(passage.text, name, (t.start, t.end))]
    # The one time of the sentence, where none goes before: "which X, then premier, had sought, was signed in 2008".
    near = near or [t for t in passage.times if len(passage.times) == 1 and has_year(passage, t)]
    return tuple(window for t in near for window in read(passage, t))


def _dated_before(passage: Passage, claim: Told) -> TimeMention | None:
    """The last time before a claim, or the only one of its sentence, told with its year, where somebody acts then."""
    told = claim.told
    acts = told is not None and told.part == "subject" and told.tense == "past"
    before = [t for t in passage.times if t.end <= claim.begin][-1:] or (
        passage.times if len(passage.times) == 1 else ()
    )
    return next((t for t in before if acts and has_year(passage, t)), None)


def _told_last(passage: Passage) -> tuple[Window, ...]:
    """The times of the nearest sentence before that has any, in the paragraph: "then" goes back to them."""
    before = next((sentence for sentence in earlier(passage) if sentence.times), None)
    if before is None:
        # Where the text has no date of its own, nothing tells that one of its years is meant.
        return passage.told if passage.published is not None else ()
    last = tuple((t.when.start, t.when.end) for t in before.times)
    # Months without their year may be of any year that the text tells.
    return last if all(has_year(before, t) for t in before.times) else (*last, *passage.told)


def _counted_back(passage: Passage) -> tuple[Window, ...]:
    """The years that a sentence counts back from its own last time, or from the day of the report."""
    last = passage.times[-1].when if passage.times else None
    now = last.end if last is not None else passage.published
    if now is None:
        return ()
    told = [count(m["n"]) if m["n"] else ordinal(m["nth"]) for m in _YEARS_BACK.finditer(passage.text)]
    if last is not None and last.precision == "day":
        days = [in_year(now, now.year - n) for n in told if n < now.year]
        return tuple((day - _ROUND, day + _ROUND) for day in days)
    return tuple((dt.date(now.year - n, 1, 1), dt.date(now.year - n, 12, 31)) for n in told if n < now.year)
