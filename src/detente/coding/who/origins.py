"""How like the names of a state's office-holders a name is: "Hsu Chih-yuan" is more like Taiwan's than Paraguay's.

Names are compared by their runs of two and three letters (a multinomial naive Bayes model over the table of offices),
so that a person with a title and no state can be given to the one of the states told whose names sound so.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from detente import reference

_WORD = re.compile(r"[^\W\d_]+")
_DROPPED = re.compile("['’\u0300-\u036f]")
"""Apostrophes and the marks of letters that are taken apart."""
_WEIGHT = 0.3
"""Runs of letters overlap, so that their odds are not multiplied in full."""
_SMOOTHING = 150.0
"""How many runs of letters of all states' names stand in each state's."""


def shares(name: str, codes: Iterable[str]) -> dict[str, float]:
    """The share of each state in a name, by its letters; those of states without names in the table are left out."""
    counts, everywhere = _counts()
    runs = _runs(name)
    total = sum(everywhere.values())
    scores: dict[str, float] = {}
    for code in codes:
        own = counts.get(code)
        if own is not None:
            size = sum(own.values()) + _SMOOTHING
            each = ((own[run] + _SMOOTHING * (everywhere[run] + 1) / total) / size for run in runs)
            scores[code] = _WEIGHT * sum(math.log(p) for p in each)
    high = max(scores.values(), default=0.0)
    odds = {code: math.exp(score - high) for code, score in scores.items()}
    return {code: odd / sum(odds.values()) for code, odd in odds.items()}


@functools.cache
def _counts() -> tuple[dict[str, Counter[str]], Counter[str]]:
    """The runs of letters in the names of each state's office-holders, and in all of them; each person counts once."""
    names: dict[str, set[str]] = {}
    for office in reference.offices():
        names.setdefault(office.country, set()).add(office.person)
    counts = {code: Counter(_runs(" ".join(sorted(own)))) for code, own in names.items()}
    everywhere: Counter[str] = Counter()
    for own in counts.values():
        everywhere.update(own)
    return counts, everywhere


def _runs(name: str) -> list[str]:
    """The runs of two and three letters of each word, its ends marked: "^l", "li", "i$", "^li", "li$" of "Li"."""
    words = _WORD.findall(_DROPPED.sub("", unicodedata.normalize("NFKD", name.lower())))
    held = " ".join(f"^{word}$" for word in words)
    both = (map("".join, zip(*(held[i:] for i in range(size)), strict=False)) for size in (2, 3))
    return [run for runs in both for run in runs if " " not in run]
