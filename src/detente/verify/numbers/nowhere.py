"""Definite numbers that a text has told of nothing: "the 28 men", of 18 soldiers and a dozen guards told before.

Who writes "the 28 men" has told of so many, or takes it that the world knows them. Where the text tells of people (or
papers, places, ships) in other numbers near it, and nowhere of so many, nor of any that make so many, the number has
come from nowhere. What is known as a whole (states, seats, members) is left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from detente.coding.lexicon import word_class
from detente.coding.text.clauses import words_of
from detente.verify.numbers.follows import follows, near, same_class, told
from detente.verify.numbers.mentions import OTHERS, Mention, classes_of
from detente.verify.passages import Passage
from detente.verify.times.told import stems
from detente.verify.verdicts import Judged, against

_POINTS = words_of("the|those|these|this|that|his|her|their")
_LEAST, _FACTOR = 4, 3.0
"""Fewer than so many are counted too often, and one is not mistaken for so many times another."""
_ABOUT = 1.3
"""Up to so many times another one a number that is told as "about" so many may be the same."""


def out_of_nowhere(one: Mention, others: Sequence[Mention], passages: Sequence[Passage]) -> Judged | None:
    """The contradiction of a definite number that nothing in its text tells or makes; None where it may be known."""
    if one.lead not in _POINTS or one.money or one.noun in {None, "%"} or OTHERS & set(one.qualified):
        return None
    if one.length is not None:
        near_ones = _lengths(one, others)
    elif one.noun == "point":
        near_ones = [o for o in others if o.at < one.at and o.noun == "point" and _in_reach(one, o)]
        around = {one.passage.offset, *(o.passage.offset for o in near_ones)}
        if any(o.noun == "%" and o.passage.offset in around for o in others):
            return None
    elif one.value < _LEAST or one.noun in word_class("known_counts") or not classes_of(one.noun or ""):
        return None
    else:
        near_ones = _kin(one, others)
    if one.rough and any(_is_about(one, o) for o in others):
        return None
    if not near_ones or told(one, others) or follows(one, others, passages) or _made(one, others):
        return None
    last = near_ones[-1]
    return against(f"The text tells of {last.text} before, and of no such number.", None)


def _kin(one: Mention, others: Sequence[Mention]) -> list[Mention]:
    """The counts of the like told before, where the words behind the phrase say nothing that is not told of them."""
    before = [o for o in others if o.at < one.at and not o.length and same_class(o, one) and _in_reach(one, o)]
    last = one.text.split()[-1]
    if last[0].isupper():
        # "The 96 Germans" are not the 81 French before them.
        before = [o for o in before if o.text.endswith(last)]
    which = stems(" ".join(one.after))
    return [o for o in before if not which or which & stems(o.passage.text)]


def _lengths(one: Mention, others: Sequence[Mention]) -> list[Mention]:
    """The lengths told before, for a phrase that has such a length: "the six-month suspension"."""
    if one.of is None or one.after or one.of == "war":
        # "The twelve-day war" is a name.
        return []
    return [o for o in others if o.at < one.at and o.length == one.length and _in_reach(one, o)]


def _in_reach(one: Mention, other: Mention) -> bool:
    """Whether a number may be mistaken for another one; one that is told as "about" so many is farther from it."""
    apart = max(one.value, other.value) / min(one.value, other.value)
    return (_ABOUT if one.rough else 1.0) < apart < _FACTOR


def _is_about(one: Mention, other: Mention) -> bool:
    """Whether another number of the text may be the one that is told as "about" so many."""
    return max(one.value, other.value) <= _ABOUT * min(one.value, other.value) and same_class(one, other)


def _made(one: Mention, others: Sequence[Mention]) -> bool:
    """Whether any two or three counts of the like, wherever they stand, add up to a number or leave it."""
    kin = [o.value for o in others if same_class(o, one) or o.noun is None]
    return any(near(one, value) for value in _sums(kin))


def _sums(values: Sequence[float]) -> Iterator[float]:
    for a, b in itertools.combinations(values, 2):
        yield from (a + b, abs(a - b))
    for a, b, c in itertools.combinations(values, 3):
        yield a + b + c
