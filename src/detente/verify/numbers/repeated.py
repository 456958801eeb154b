"""Figures that reports repeat, against a table of them: the dead of an attack, the votes for a resolution, a border.

A row of the table tells by groups of words which sentences speak of its thing, and by a noun what is counted. A number
that stands before the noun must lie where careful papers put it; it is contradicted only where no row that the
sentence may be about allows it, and where it is the only number of its kind there.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.ontology import countries
from detente.records import Finding
from detente.reference.tables import rows
from detente.verify.numbers import arithmetic
from detente.verify.numbers.arithmetic import Value
from detente.verify.passages import Passage
from detente.verify.times.told import has_year
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported

_CURRENCY = re.compile(r"[A-Z]{3}")
_PERCENT = re.compile(r"(?:\(\?:)?(?:per \?cent|percent|%)")
"""How the noun of a share begins, as it stands in the table: "(?:per ?cent"."""
_MILE, _AREA, _AT_SEA = 1.609344, 1.609344**2, 1.852
_MILES = re.compile(r"[\s-](?:square\s|(?P<sea>nautical|sea)\s)?miles?\b")
_GAP = r"[\s-]+(?:(?!\d)[\w’'.-]+\s){0,3}?"
"""Between a number and its noun: up to three words, and no other number."""
_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|close to|an estimated|up to|as many as)\s$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:more than|over|at least|above|well over|no fewer than|upwards of|exceeding)\s$", re.IGNORECASE
)
_LESS = re.compile(r"\b(?:less than|fewer than|under|below|at most|not quite)\s$", re.IGNORECASE)
_SIGN = re.compile(r"(?:US|A|C|NT|HK)?[$€£¥]$")
_AT_PERCENT = re.compile(r"\s?(?=%|per ?cent|pct)")
_LEAD = 24
"""Letters before a number in which "about" may stand."""
_SLACK, _FAR = 0.1, 5.5
"""The part of a figure by which "about" so many may be off, and the factor from which on it is of another thing."""
_SMALL = 10
"""Fewer than these may be some of what a larger figure counts."""
_EXACTLY = re.compile(r"votes|against|favou|abst|days|weeks|months|years")
"""What is told exactly even where it is few."""
_OF_THEM = re.compile(r"\s(?:of|among)\s(?:the|its|their|his|her|them|those|these)\b")
"""Behind a number: so many of them."""
_FROM_DAY = re.compile(
    r"[\s-](?:days?|weeks?|months?|years?|hours?)\s(?:before|after|later|earlier|ago|since|from|into|on)\b"
)
"""Behind a number: it is no length of time, but how far off a day is."""
_PAIR = 2
_VOTES = re.compile(r"votes|favou|against|abst")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class _Fact:
    """A figure: what it is, how it is told, the numbers that a report may give, and from when until when.

    `ahead` is its noun right behind a number; None where it is money, of which `noun` is the currency.
    """

    fact: str
    groups: tuple[re.Pattern[str], ...]
    noun: str
    ahead: re.Pattern[str] | None
    value: float
    low: float
    high: float
    start: str
    end: str
    source: Source

    def is_of(self, day: dt.date) -> bool:
        """Whether a report of a day may give it."""
        return self.start <= day.isoformat() and (not self.end or day.isoformat() <= self.end)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about figures of the table in a sentence."""
    there = [value for value in arithmetic.values(passage.text) if not _is_a_time(value, passage)]
    if not there or passage.published is None:
        return
    taken: dict[Value, list[_Fact]] = {}
    among: set[Value] = set()
    for fact in _facts():
        counted = [value for value in there if _counts(fact, value, passage.text)]
        if not counted or not fact.is_of(passage.published) or not _is_told(fact, passage):
            continue
        for value in counted:
            taken.setdefault(value, []).append(fact)
        if len(counted) > 1:
            among.update(counted)
    for value, facts in taken.items():
        told_of = [f for f in facts if not _is_before(f, passage) and not _is_told_beside(f, value, there)]
        judged = _judge(value, told_of, passage.text, alone=value not in among)
        if judged is not None:
            yield finding(passage.document, passage.span(value.start, value.end), judged, passage.whole)


def _is_told_beside(fact: _Fact, value: Value, there: Sequence[Value]) -> bool:
    """Whether another number of a sentence is that of a sum: "8.7 trillion yen, part of a plan of 43 trillion"."""
    others = (other for other in there if other is not value and other.currency in {None, fact.noun})
    return fact.ahead is None and any(fact.low <= other.value <= fact.high for other in others)


def _is_before(fact: _Fact, passage: Passage) -> bool:
    """Whether a sentence is told of a time before a body had so many members: "in 2018 the 28-nation Union"."""
    return (
        bool(fact.start)
        and "member" in fact.noun
        and (
            _THEN.search(passage.text) is not None
            or any(t.when.end.isoformat() < fact.start and has_year(passage, t) for t in passage.times)
        )
    )


_THEN = re.compile(r"\b(?:the then|then-?)\s?(?=\d|[a-z]+-(?:member|nation|country|state)\b)")


def _is_a_time(value: Value, passage: Passage) -> bool:
    return any(t.start <= value.start and value.end <= t.end and t.when.precision != "span" for t in passage.times)


def _is_told(fact: _Fact, passage: Passage) -> bool:
    """Whether a sentence has most of the groups of words of a figure, and the one before it the others.

    The two states of the report need not be named again; words that tell when must stand beside the figure, and of a
    vote all of them, of a sum of money those that are names.
    """
    lacking = [group for group in fact.groups if group.search(passage.text) is None]
    if not lacking:
        return True
    if _VOTES.search(fact.noun) or 2 * len(lacking) > len(fact.groups):
        return False
    before = passage.before.text if passage.before is not None else ""
    about = " ".join(countries()[code].name for code in passage.states[:_PAIR] if code in countries())
    near = all(group.search(f"{about} {before}") and not _is_dated(group) for group in lacking)
    return near and not (fact.ahead is None and any(_is_name(group) for group in lacking))


def _is_name(group: re.Pattern[str]) -> bool:
    """Whether a group of words names who or what it is: of money, that must be told with the sum."""
    return not group.pattern.islower()


def _is_dated(group: re.Pattern[str]) -> bool:
    """Whether a group of words tells when: most of its ways have a year."""
    ways = group.pattern.split("|")
    return 2 * sum(_YEAR.search(way) is not None for way in ways) > len(ways)


def _counts(fact: _Fact, value: Value, text: str) -> bool:
    """Whether a number is told of what a figure counts."""
    if fact.ahead is None:
        return value.currency == fact.noun
    if _FROM_DAY.match(text, value.end) or _is_of_another(fact, value, text):
        return False
    if (
        value.value < 1
        or value.percent != (_PERCENT.match(fact.noun) is not None)
        or (value.currency and not value.percent)
    ):
        return False
    return fact.ahead.match(text, _end(value, text)) is not None


def _is_of_another(fact: _Fact, value: Value, text: str) -> bool:
    """Whether the words around a number tell of another thing than a figure's.

    "The 11-nation partnership" is not the group of the sentence, square kilometres are no length, "within 90 days" is
    a deadline, "13 hours of talks" are those of the talks.
    """
    if text.startswith("-", value.end) and not any(
        group.search(text, max(0, value.start - _BESIDE), value.end + _BESIDE) for group in fact.groups[:1]
    ):
        return True
    if _SOME.search(text, 0, value.start) or (value.percent and _OF_THAT.search(text)):
        return True
    if fact.noun == "km" and _SQUARE.match(text, value.end):
        return True
    talks = _OF_TALKS.match(text, value.end) is not None and not any("talk" in g.pattern for g in fact.groups)
    return talks or (_SPAN.match(text, value.end) is not None and _WITHIN.search(text, 0, value.start) is not None)


_BESIDE = 40
_SOME = re.compile(r"\b(?:several|a few|many)\s$")
"""Before "thousand": no number."""
_OF_THAT = re.compile(r"\bof (?:that|this|the) (?:sum|total|amount|trade|figure|money)\b|\bof (?:it|which|them)\b")
"""In a sentence with a share: of what was told before."""
_SQUARE = re.compile(r"[\s-](?:(?:square|sq)\b|(?:kilomet\w+|km|miles?)\s(?:wide|deep|high)\b)")
_SPAN = re.compile(r"[\s-](?:hours?|days?|weeks?|months?|years?)\b")
_OF_TALKS = re.compile(
    r"\s(?:hours?|days?|weeks?|months?)\sof\s(?:talks|negotiations?|debate|discussions?|bargaining)\b"
)
_WITHIN = re.compile(r"\b(?:within|in|inside|for\sthe\snext|over\sthe\snext)\s$")


def _end(value: Value, text: str) -> int:
    """Where the number itself ends."""
    percent = _AT_PERCENT.search(text, value.start, value.end + 10) if value.percent else None
    return percent.start() if percent is not None else value.end


def _judge(value: Value, facts: Sequence[_Fact], text: str, *, alone: bool) -> Judged | None:
    fits = next((fact for fact in facts if _allows(fact, value, text)), None)
    if fits is not None:
        return supported(_why(fits), fits.source)
    strong = [fact for fact in facts if fact.source.strong]
    if not alone or not strong or len(facts) > len(strong):
        return None
    near = min(strong, key=lambda fact: abs(fact.value - _number(fact, value, text)))
    number = _number(near, value, text)
    few = number < _SMALL and not _EXACTLY.search(near.noun)
    if few or _OF_THEM.match(text, value.end) or not _is_comparable(number, near.value):
        return None
    return against(_why(near), near.source)


def _is_comparable(number: float, right: float) -> bool:
    """Whether a number may be told for another one: it is not far from it, or a whole power of ten off."""
    if number < _SMALL <= right:
        return False
    shift = math.log10(number / right) if number and right else 0.5
    return right / _FAR <= number <= right * _FAR or (abs(shift - round(shift)) < _EXACT and abs(shift) <= 2)


_EXACT = 1e-6


def _number(fact: _Fact, value: Value, text: str) -> float:
    """The number in the unit of a figure: miles of a length in kilometres are converted."""
    miles = _MILES.match(text, value.end)
    if fact.noun == "km" and miles is not None:
        return value.value * (_AT_SEA if miles["sea"] else _MILE)
    if fact.noun.startswith("square[ -]kilomet") and miles is not None:
        return value.value * _AREA
    return value.value


def _allows(fact: _Fact, value: Value, text: str) -> bool:
    """Whether a report may give a number for a figure, with its rounding and the words before it.

    "The 27-member Union" has no member less, as "its 26 partners" has.
    """
    number = _number(fact, value, text)
    lead = _SIGN.sub("", text[max(0, value.start - _LEAD) : value.start])
    converted = number != value.value
    slack = _SLACK if _ABOUT.search(lead) or converted else 0.0
    least = fact.value if text.startswith("-", value.end) and "member" in fact.noun else fact.low
    low, high = least * (1 - slack) - value.step / 2, fact.high * (1 + slack) + value.step / 2
    if _MORE.search(lead):
        # "More than 100 came home": of the 251, some.
        return number <= high
    if _LESS.search(lead):
        return low <= number
    return low <= number <= high


def _why(fact: _Fact) -> str:
    shown = f"{fact.value:,.0f}" if fact.value == int(fact.value) else f"{fact.value:,}"
    return f"The record has {fact.fact}: {shown}."


@functools.cache
def _facts() -> tuple[_Fact, ...]:
    found = []
    for row in rows("figures"):
        groups = tuple(_group(group.strip()) for group in row["about"].split(" & "))
        money = _CURRENCY.fullmatch(row["noun"]) is not None
        noun = r"(?:kilomet|km\b|miles?\b)" if row["noun"] == "km" else row["noun"]
        ahead = None if money else re.compile(rf"(?:{_GAP}|\s?)(?:{noun})", re.IGNORECASE)
        value, low, high = (float(row[field]) for field in ("value", "low", "high"))
        source = source_in("figures", row["fact"], row)
        found.append(_Fact(row["fact"], groups, row["noun"], ahead, value, low, high, row["start"], row["end"], source))
    return tuple(found)


def _group(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE if words.islower() else 0)
