"""The default without training: each level gives its share, and leaves the rest to the next more general one.

    P(o) = sum over levels of  left * n / (n + k) * count(o) / n,     left *= 1 - n / (n + k)

n is the sum of a level's counts for the question and k its pseudo-count (Witten and Bell 1991, with decayed counts).
What no level knows has probability zero; ties share their rank.
"""

from __future__ import annotations

import numpy as np

from detente.forecast.links.levels import Day, Level, Shape
from detente.forecast.links.store import Floats

WEIGHTS: Floats = np.array([3.0, 1.5, 1.0, 0.6, 0.4], dtype=np.float32)
"""How much a count at each half-life weighs: the shorter the more."""

LEVELS = (("sro", 10.0), ("tr", 0.1), ("so", 10.0), ("cro", 10.0), ("ro", 1.0))
"""The levels and their pseudo-counts, chosen on the last 30 days of ICEWS14's training part."""

COLD = (("cro", 10.0), ("ro", 1.0))
"""The levels that tell something of two who have never met."""

COUNTRY_SHARE = 3.0
"""What the share of an object's country adds to the cold score, times the object's share of all acts."""


def dense(level: Level, values: Floats, rows: int, entities: int) -> Floats:
    """The values (n,) of a level's entries, summed by question and object: (rows, entities)."""
    places = level.row * entities + level.object
    return np.bincount(places, values, minlength=rows * entities).reshape(rows, entities).astype(np.float32)


def score(day: Day, shape: Shape, levels: tuple[tuple[str, float], ...] = LEVELS) -> Floats:
    """The probability of each entity as the answer to each question: (Q, E)."""
    rows = len(day.subject)
    out: Floats = np.zeros((rows, shape.entities), dtype=np.float32)
    left: Floats = np.ones((rows, 1), dtype=np.float32)
    for name, pseudo in levels:
        level = day.levels[name]
        counts = dense(level, level.counts @ WEIGHTS, rows, shape.entities)
        total = counts.sum(axis=1, keepdims=True)
        out += left / (total + np.float32(pseudo)) * counts
        left = left * np.float32(pseudo) / (total + np.float32(pseudo))
    return out


def cold_score(day: Day, shape: Shape) -> Floats:
    """The same for two who have never met: by the subject's country, the relation and the object's country."""
    acts = day.totals @ WEIGHTS
    share = acts / max(float(acts.sum()), 1e-9)
    theirs = day.countries[:, shape.country] * share.astype(np.float32) * np.float32(COUNTRY_SHARE)
    return score(day, shape, COLD) + theirs
