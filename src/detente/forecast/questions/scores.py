"""How good probabilities were: Brier and log score, skill, calibration error, reliability table, block bootstrap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.forecast.questions.acts import Ints, Reals

BINS = 10
"""Bins of the reliability table, of equal width."""

FLOOR = 1e-3
"""Probabilities nearer to 0 or 1 are taken for this in the log score: a base rate of 0 would lose without end."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of the reliability table: forecasts from `low` to `high`, their mean, and the share in which it came."""

    low: float
    high: float
    n: int
    forecast: float
    came: float


def brier(p: Reals, came: Reals) -> float:
    """The mean squared distance of probabilities from what came (Brier 1950)."""
    return float(((p - came) ** 2).mean())


def log_score(p: Reals, came: Reals) -> float:
    """The mean of minus the logarithm of the probability that was given to what came (Good 1952)."""
    inside = np.clip(p, FLOOR, 1 - FLOOR)
    return float(-np.where(came > 0, np.log(inside), np.log1p(-inside)).mean())


def reliability(p: Reals, came: Reals) -> list[Bin]:
    """The reliability table: bins of equal width that hold a forecast."""
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    return [
        Bin(b / BINS, (b + 1) / BINS, int(held.sum()), float(p[held].mean()), float(came[held].mean()))
        for b in range(BINS)
        if (held := place == b).any()
    ]


def calibration_error(p: Reals, came: Reals) -> float:
    """The expected calibration error: the mean distance of forecast from frequency in the bins, weighted by their n."""
    return sum(one.n * abs(one.forecast - one.came) for one in reliability(p, came)) / len(p)


def skill(p: Reals, other: Reals, came: Reals) -> float | None:
    """1 - Brier / Brier of the other; None where the other has no error."""
    theirs = brier(other, came)
    return 1 - brier(p, came) / theirs if theirs > 0 else None


def skill_interval(
    p: Reals, other: Reals, came: Reals, block: Ints, draws: int, coverage: float, seed: int
) -> tuple[float, float] | None:
    """The percentile interval of the skill in Brier score, blocks of time drawn whole; None where there are not two."""
    return block_interval((p - came) ** 2, (other - came) ** 2, block, draws, coverage, seed)


def block_interval(
    own: Reals, other: Reals, block: Ints, draws: int, coverage: float, seed: int
) -> tuple[float, float] | None:
    """The percentile interval of 1 - mean of own losses / mean of the other's, blocks drawn whole with replacement.

    None where there are fewer than two blocks, or the other never has a loss.
    """
    _, place = np.unique(block, return_inverse=True)
    blocks = int(place.max()) + 1
    if blocks < 2:
        return None
    mine, theirs = np.bincount(place, own), np.bincount(place, other)
    drawn = np.random.default_rng(seed).integers(blocks, size=(draws, blocks))
    below = theirs[drawn].sum(axis=1)
    found = 1 - mine[drawn].sum(axis=1)[below > 0] / below[below > 0]
    if not found.size:
        return None
    low, high = np.quantile(found, [(1 - coverage) / 2, (1 + coverage) / 2])
    return float(low), float(high)
