"""Intervals: the seeded bootstrap, and Wilson's interval where the bootstrap has no spread."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from detente.settings import load

Indices = NDArray[np.int64]
Interval = tuple[float, float]


def bootstrap(n: int, statistic: Callable[[Indices], float]) -> Interval | None:
    """The percentile interval of a statistic over resampled units; None where it is never defined.

    Args:
        n: how many units there are.
        statistic: the figure on the units at these indices (drawn with replacement), NaN where undefined.
    """
    own = load().evaluation
    if n == 0:
        return None
    generator = np.random.default_rng(own.seed)
    drawn = np.array([statistic(generator.integers(n, size=n)) for _ in range(own.bootstrap_draws)])
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return None
    tail = (1 - own.interval) / 2
    low, high = np.quantile(drawn, [tail, 1 - tail])
    return float(low), float(high)


def wilson(hits: int, n: int) -> Interval:
    """Wilson's score interval of a share (Wilson 1927), as fractions; `n` must not be 0."""
    z = NormalDist().inv_cdf((1 + load().evaluation.interval) / 2)
    share, weight = hits / n, z * z / n
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)


def label(method: str) -> str:
    """How an interval was made, for the reader: `95% bootstrap over documents`."""
    return f"{load().evaluation.interval:.0%} {method}"
