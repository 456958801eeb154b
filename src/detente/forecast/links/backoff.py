"""The default without training: each level gives its share, and leaves the rest to the next more general one.

    P(o) = sum over levels of  left * n / (n + k) * count(o) / n,     left *= 1 - n / (n + k)

n is the sum of a level's counts for the question and k its pseudo-count (Witten and Bell 1991, with decayed counts).
What is left at the end goes to all entities by what tells something of two who have never met: a product of shares,
each with a floor, so that what one of them does not know another may.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from detente.forecast.links.levels import Day, Shape
from detente.forecast.links.neighbours import Spread
from detente.forecast.links.store import HALF_LIVES, Floats

WEIGHTS: Floats = np.array([3.0, 1.5, 1.0, 0.6, 0.4], dtype=np.float32)
"""How much a count at each half-life weighs: the shorter the more."""

LEVELS = (("sro", 10.0), ("tr", 0.1), ("so", 10.0))
"""The levels and their pseudo-counts, chosen on the last 30 days of ICEWS14's training part."""

COLD = HALF_LIVES.index(100.0)
"""The half-life of the counts that tell of two who have never met."""

DONE = (("cro", 10.0), ("ro", 1.0))
"""Levels that tell to whom the relation is done, each a share with a pseudo-count."""

LIKE_PSEUDO = 0.01
FLOORS = {"done": 1e-3, "co": 1e-4, "three": 1e-4, "home": 0.3}
"""What is added to each factor of the cold score: no factor rules an entity out."""


def weighed(counts: Floats) -> Floats:
    """Counts (n, half-lives) as one count each (n,).

    By `einsum`, not by `@`: for five columns it is as fast, and a linear algebra library that leaves a floating-point
    flag behind (numpy's issues 13173 and 24067) cannot make finite counts look invalid.
    """
    return np.asarray(np.einsum("nh,h->n", counts, WEIGHTS))


def score(day: Day, shape: Shape) -> Floats:
    """The probability of each entity as the answer to each question: (Q, E)."""
    return both(day, shape)[0]


def both(day: Day, shape: Shape) -> tuple[Floats, Floats]:
    """The probability of each entity, and its probability were the two known never to have met: (Q, E) each."""
    cold = cold_score(day, shape)
    out: Floats = np.zeros_like(cold)
    for part in parts(day, shape, cold):
        out += part
    return out, cold


def parts(day: Day, shape: Shape, cold: Floats) -> Iterator[Floats]:
    """What each of `LEVELS`, and at last the cold score, gives to the probability of each entity: (Q, E) each."""
    left: Floats = np.ones((len(day.subject), 1), dtype=np.float32)
    for name, pseudo in LEVELS:
        level = day.levels[name]
        counts = level.spread(weighed(level.counts), shape.entities).whole()
        total = counts.sum(axis=1, keepdims=True)
        yield left / (total + np.float32(pseudo)) * counts
        left = left * np.float32(pseudo) / (total + np.float32(pseudo))
    yield left * cold


def cold_score(day: Day, shape: Shape) -> Floats:
    """Probabilities for two who have never met: (Q, E)."""
    done = np.full((len(day.subject), shape.entities), FLOORS["done"], dtype=np.float32)
    for name, pseudo in DONE:
        done += _share(day.levels[name].spread(day.levels[name].counts[:, COLD], shape.entities), pseudo)
    done += _share(day.near["like"], LIKE_PSEUDO)
    co = day.levels["co"].spread(day.levels["co"].counts[:, COLD], shape.entities)
    done *= _share(co, 1e-9) + np.float32(FLOORS["co"])
    done *= day.near["three"].whole() + np.float32(FLOORS["three"])
    own = day.home[day.subject]
    same = (own[:, None] == day.home[None, :]) & (own > 0)[:, None]
    done *= same + np.float32(FLOORS["home"])
    return np.asarray(done / done.sum(axis=1, keepdims=True))


def _share(spread: Spread, pseudo: float) -> Floats:
    """Counts as shares of their sum and a pseudo-count: (Q, E)."""
    rows = spread.rows / (spread.rows.sum(axis=1, keepdims=True) + np.float32(pseudo))
    return np.asarray(rows[spread.of])
