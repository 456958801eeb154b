"""What numbers of things follow from a text: sums, gaps and remainders of counts, times between dates, lists, ranks.

`told` says whether a mention's number stands elsewhere in its text, `follows` whether it can be worked out from the
numbers around it. Both lean to yes: a number that neither holds of has come from nowhere.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from detente.verify import clauses
from detente.verify.numbers.counts import NTH, ordinal
from detente.verify.numbers.mentions import Mention, classes_of
from detente.verify.passages import Passage

_FINE = 100
"""Counts from this on may be rounded when they are told again."""
_ROUNDED = 0.03
_SCALED = 1e5
"""A bare number from this on may be money."""
_BACK, _AHEAD = 4, 2
"""The sentences before and after a mention from which its number may be worked out."""
_NTH = re.compile(rf"\b{NTH}\b", re.IGNORECASE)


def close(one: Mention, other: Mention) -> bool:
    """Whether two mentions tell the same number, rounding allowed."""
    return near(one, other.value, other.step)


def near(one: Mention, value: float, step: float = 0.0) -> bool:
    """Whether a value is the number of a mention, rounding allowed."""
    off = 0.0
    if max(one.value, value) >= _FINE and not one.length:
        off = max(one.step / 2, step / 2, _ROUNDED * max(one.value, value))
    elif one.noun == "%":
        off = max(one.step / 2, step / 2, 1.0)
    elif one.money:
        off = max(one.step / 2, step / 2)
    return abs(one.value - value) <= off + 1e-9


def alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of the like: same noun, class, measure or currency, or one of no noun at all."""
    if one.length or other.length:
        return one.length == other.length
    if one.money or other.money:
        same = one.noun == other.noun or None in {one.noun, other.noun}
        return same and _may_be_money(one) and _may_be_money(other)
    if "%" in {one.noun, other.noun}:
        return one.noun == other.noun
    return None in {one.noun, other.noun} or same_class(one, other)


def _may_be_money(one: Mention) -> bool:
    return one.money or (one.noun is None and one.value >= _SCALED)


def same_class(one: Mention, other: Mention) -> bool:
    """Whether two mentions are of things of the same noun or of the same class of nouns."""
    if one.noun is None or other.noun is None:
        return False
    return one.noun == other.noun or bool(classes_of(one.noun) & classes_of(other.noun))


def may_be(one: Mention, other: Mention) -> bool:
    """Whether two mentions can be of the same things at all, as far as their nouns tell."""
    if one.length:
        return other.length is not None
    if None in {one.noun, other.noun} or alike(one, other):
        return True
    if other.length or one.money or other.money or "%" in {one.noun, other.noun}:
        return False
    return not classes_of(str(one.noun)) or not classes_of(str(other.noun))


def told(one: Mention, others: Iterable[Mention]) -> bool:
    """Whether the number of a mention stands also elsewhere in its text, of things that may be the same."""
    return any(close(one, other) and may_be(one, other) for other in others)


def follows(one: Mention, others: Sequence[Mention], passages: Sequence[Passage]) -> bool:
    """Whether the number of a mention can be worked out from its text."""
    around = _around(one, passages)
    if one.length:
        return any(near_length(one, days) for days in _spans(one, around))
    if any(near(one, float(value)) for p in around for value in (*_lists(p), *_ranks(p))):
        return True
    offsets = {p.offset: n for n, p in enumerate(passages)}
    kin = [o for o in others if alike(one, o)]
    local = [o for o in kin if any(o.passage.offset == p.offset for p in around)]
    if one.noun == "%":
        return any(near(one, value) for value in _rests(local))
    here = [o.value for o in others if any(o.passage.offset == p.offset for p in around)]
    products = (a * b for a, b in itertools.combinations(here, 2) if min(a, b) > 1)
    return any(near(one, value) for value in (*_worked_out(local), *products)) or any(
        near(one, value)
        for a, b in itertools.combinations(kin, 2)
        if abs(offsets[a.passage.offset] - offsets[b.passage.offset]) <= 1
        or (same_class(a, one) and same_class(b, one))
        or (
            min(a.value, b.value) >= _LARGE
            and (same_class(a, one) or same_class(b, one))
            and abs(offsets[a.passage.offset] - offsets[b.passage.offset]) <= _APART
        )
        for value in (a.value + b.value, abs(a.value - b.value))
    )


def _around(one: Mention, passages: Sequence[Passage]) -> list[Passage]:
    at = next(n for n, p in enumerate(passages) if p.offset == one.passage.offset)
    return list(passages[max(0, at - _BACK) : at + _AHEAD + 1])


_APART = 4
"""Sentences between two counts of which one is of the like and the other perhaps."""
_LARGE = 15
"""Counts from this on are not apt to make another by chance."""


def _rests(local: Sequence[Mention]) -> Iterator[float]:
    """What the percentages around leave of a hundred, and their sums and gaps within a sentence."""
    for a in local:
        yield 100 - a.value
    for a, b in itertools.combinations(local, 2):
        if a.passage.offset == b.passage.offset:
            yield from (100 - a.value - b.value, a.value + b.value, abs(a.value - b.value))


def _worked_out(local: Sequence[Mention]) -> Iterator[float]:
    """Sums, differences and products of the numbers around."""
    values = [o.value for o in local]
    for a, b in itertools.combinations(values, 2):
        yield from (a + b, abs(a - b), a * b)
    for a, b, c in itertools.combinations(values, 3):
        yield from (a + b + c, abs(a - b - c), abs(b - a - c), abs(c - a - b))
    if len(values) > 3:
        yield sum(values)


def _lists(passage: Passage) -> Iterator[int]:
    """The lengths of the lists in a sentence."""
    for token in clauses.parsed(passage.text):
        if token.dep_ == "conj":
            continue
        size, last = 1, token
        while (after := next((c for c in last.children if c.dep_ == "conj"), None)) is not None:
            size, last = size + 1, after
        if size > 2:
            yield size


def _ranks(passage: Passage) -> Iterator[int]:
    for match in _NTH.finditer(passage.text):
        number = ordinal(match.group())
        yield from (number, number - 1, number + 1)


_DAYS = {"day": 1.0, "month": 30.44}


def near_length(one: Mention, days: float) -> bool:
    """Whether so many days are as long as a mention says, the first and the last day counted or not."""
    unit = _DAYS.get(one.length or "")
    if unit is None:
        return True
    grain = {"year": 365.25, "decade": 3652.5, "week": 7.0}.get(one.noun or "", unit)
    return abs(one.value * unit - days) <= max(1.0, grain if grain > 300 else 0.6 * grain)


def _spans(one: Mention, around: Sequence[Passage]) -> Iterator[float]:
    """The days between any two of the times that are told around a mention, and to the day of the report."""
    days: list[dt.date] = []
    for passage in around:
        days += [day for t in passage.times for day in (t.when.start, t.when.end)]
        days += [dt.date(int(y), 7, 1) for y in re.findall(r"\b(?:1[5-9]|20)\d\d\b", passage.text)]
    if one.passage.published is not None:
        days.append(one.passage.published)
    for first, last in itertools.combinations(days, 2):
        yield float(abs((last - first).days))
