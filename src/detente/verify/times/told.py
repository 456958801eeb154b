"""What a document tells elsewhere: its sentences, read once, and the times that it gives a thing by its name.

"The treaty", "that landing", "the flag was raised": the sentences that tell such a thing share its words, and the
grammar of each says whether a date in it is that thing's (`clauses`).
"""

from __future__ import annotations

import functools
import re

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.records import Document
from detente.verify import clauses
from detente.verify.passages import Passage, passages
from detente.verify.times.dates import Window, in_year

_SMALL = words_of(
    "that|this|those|these|their|there|when|where|which|while|after|before|since|until|first|last|year|years|have|been|"
    "were|with|from|into|would|will|under|about|some|more|most|over|than|then|they|them|what|whose|other|again|also|"
    "same|such|very|only|just|still|both|each"
)
_ENDINGS = re.compile(r"(?:['’]s?|ings?|ed|es|s|e|ments?|ations?|ions?|ers?|al|ity)$")
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b")


@functools.lru_cache(maxsize=4)
def sentences(document: Document) -> tuple[Passage, ...]:
    """The sentences of a document, in order."""
    return tuple(passages(document))


_COUNTED = re.compile(r"\b(?:later|earlier|ago|from now)$")


def is_counted(passage: Passage, time: TimeMention) -> bool:
    """Whether a time is itself counted from another: "two years earlier"."""
    return _COUNTED.search(passage.text[time.start : time.end]) is not None


def is_past(passage: Passage) -> bool:
    """Whether a sentence tells in the simple past, and of no day: "twenty years on, the accord cleared the path"."""
    return clauses.tells_past(passage.text) and not any(t.when.precision == "day" for t in passage.times)


@functools.lru_cache(maxsize=4)
def windows(document: Document) -> tuple[Window, ...]:
    """First and last day of every time that a document tells and does not count from another."""
    return tuple((t.when.start, t.when.end) for p in sentences(document) for t in p.times if not is_counted(p, t))


_CONTEXT = 4
"""So many sentences before one, of whatever paragraph, set the time in which it is told."""


def near(passage: Passage) -> tuple[Window, ...]:
    """First and last day of the times of a sentence, of its paragraph and of the last few sentences before it."""
    before = [p for p in sentences(passage.document) if p.offset < passage.offset][-_CONTEXT:]
    times = [*passage.times, *passage.around, *(t for p in before for t in p.times)]
    return tuple((t.when.start, t.when.end) for t in times)


def earlier(passage: Passage, sentences_back: int = 2) -> list[Passage]:
    """The sentences right before one in its paragraph, the nearest first."""
    found: list[Passage] = []
    before = passage.before
    while before is not None and len(found) < sentences_back:
        found.append(before)
        before = before.before
    return found


@functools.lru_cache(maxsize=4096)
def stems(words: str) -> frozenset[str]:
    """The words of a phrase that carry its sense, each without its ending."""
    found = re.findall(r"[A-Za-z][A-Za-z-]{3,}", words)
    return frozenset(_stem(word) for word in found if word.lower() not in _SMALL)


def _stem(word: str) -> str:
    word = word.lower()
    short = _ENDINGS.sub("", word)
    return short if len(short) >= 4 else word[:4]


def precise(passage: Passage) -> list[TimeMention]:
    """The times of a sentence to the day, the month or the year."""
    return [t for t in passage.times if t.when.precision in {"day", "month", "year"}]


def has_year(passage: Passage, time: TimeMention) -> bool:
    """Whether a time is told with its year."""
    return _YEAR.search(passage.text[time.start : time.end]) is not None


_LONG_COUNTED = re.compile(r"\b(?:years?|months?)\s(?:later|earlier)$")
_RELATIVE = re.compile(r"\b(?:this|last|next|yesterday|today|tomorrow)\b")


def readings(passage: Passage, time: TimeMention) -> tuple[Window, ...]:
    """All that a time may be: one without its year is of any year that its sentence or the two before it name."""
    own = (time.when.start, time.when.end)
    relative = _RELATIVE.search(passage.text[time.start : time.end]) is not None
    # Years and months are counted from a time whose year is told; "six days later" may be from one whose year is not.
    long = _LONG_COUNTED.search(passage.text[time.start : time.end]) is not None
    if has_year(passage, time) or long or relative:
        return (own,)
    years = {int(year) for near in (passage, *earlier(passage)) for year in _YEAR.findall(near.text)}
    # "In February of that year he had gone": the year that it was put into counts as well.
    years |= {
        t.when.start.year for near in earlier(passage) for t in near.times if t.when.precision in {"day", "month"}
    }
    return (own, *(_moved(own, year - own[0].year) for year in sorted(years - {own[0].year})))


def _moved(window: Window, by: int) -> Window:
    first, last = window
    return in_year(first, first.year + by), in_year(last, last.year + by)


_TALE = re.compile(r"\b(?:weeks?|months?|years?|days?)\s(?:later|earlier|before|after)\b")


def in_a_tale(lead: str) -> bool:
    """Whether words before an anniversary put it to a time that is counted from another one: "a month later"."""
    return _TALE.search(lead) is not None


class _All(frozenset[str]):
    """Every verb may date a thing that is told of with the definite article."""

    def __contains__(self, verb: object) -> bool:
        return True


ANY = _All()
