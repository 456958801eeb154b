"""How like the names of a state's office-holders a name is: "Hsu Chih-yuan" is more like Taiwan's than Paraguay's.

Names are compared by their runs of two and three letters (a multinomial naive Bayes model over the table of offices),
so that a person with a title and no state can be given to the one of the states told whose names sound so.
"""

from __future__ import annotations

import functools
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from detente import reference

_WEIGHT = 0.3
"""Runs of letters overlap, so that their odds are not multiplied in full."""
_SMOOTHING = 150.0
"""How many runs of letters of all states' names stand in each state's."""


def shares(name: str, codes: Iterable[str]) -> dict[str, float]:
    """The share of each state in a name, by its letters; those of states without names in the table are left out."""
    counts, everywhere = _counts()
    runs = list(_runs(name))
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
    counts: dict[str, Counter[str]] = {}
    seen: set[tuple[str, str]] = set()
    for office in reference.offices():
        if (office.country, office.person) not in seen:
            seen.add((office.country, office.person))
            counts.setdefault(office.country, Counter()).update(_runs(office.person))
    everywhere: Counter[str] = Counter()
    for own in counts.values():
        everywhere.update(own)
    return counts, everywhere


def _runs(name: str) -> Iterator[str]:
    letters = (c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c) and c not in "'’")
    for word in "".join(c if c.isalpha() else " " for c in letters).split():
        held = f"^{word}$"
        for size in (2, 3):
            yield from (held[i : i + size] for i in range(len(held) - size + 1))
