"""Predictive distributions as quantiles on one fixed grid: how they are made, pooled, cut and scored.

A forecast is an array whose last axis holds `POINTS` quantiles at the middle of `POINTS` equal slices of
probability, in rising order: the same as an equally weighted sorted sample. NaN stands for no forecast.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

POINTS = 120
"""Quantiles of a forecast: divisible by 12, 24 and 60, so that climatologies of those windows are exact."""

LEVELS: Floats = (np.arange(POINTS) + 0.5) / POINTS
"""The probability of each quantile."""


def of_sample(sample: Floats) -> Floats:
    """The quantiles (POINTS,) of the empirical distribution of the finite values in `sample`; NaN without any."""
    held = np.sort(sample[np.isfinite(sample)])
    if not held.size:
        return np.full(POINTS, np.nan)
    return held[np.minimum((LEVELS * held.size).astype(np.int64), held.size - 1)]


def pool(forecasts: Sequence[Floats]) -> Floats:
    """The linear pool with equal weights: quantiles of the mixture (Stone 1961), of the shape of each member.

    The members' sorted samples are laid together and each run of as many neighbours as there are members is
    averaged; NaN where a member has no forecast.
    """
    together = np.sort(np.concatenate(list(forecasts), axis=-1), axis=-1)
    return np.asarray(together.reshape(*together.shape[:-1], POINTS, len(forecasts)).mean(axis=-1))


def quantile(forecast: Floats, level: float) -> Floats:
    """The quantile at `level` (0 to 1), linear between the points of the grid, of shape `forecast.shape[:-1]`."""
    place = min(max(level * POINTS - 0.5, 0.0), POINTS - 1.0)
    low = int(place)
    high = min(low + 1, POINTS - 1)
    return np.asarray(forecast[..., low] + (place - low) * (forecast[..., high] - forecast[..., low]))


def interval(forecast: Floats, coverage: float) -> tuple[Floats, Floats]:
    """The central interval of this coverage (0 to 1), as low and high ends."""
    return quantile(forecast, (1 - coverage) / 2), quantile(forecast, (1 + coverage) / 2)


def crps(forecast: Floats, outcome: Floats) -> Floats:
    """The continuous ranked probability score, in the units of the series; lower is better, NaN where unknown.

    Twice the mean pinball loss over the grid (Laio and Tamea 2007, eq. 12). At the mid-levels of a sorted sample
    it is the CRPS of that sample exactly (Jordan, Krueger and Lerch 2019, eq. 3).
    """
    gap = forecast - outcome[..., None]
    return np.asarray(2 * np.mean(gap * ((gap > 0) - LEVELS), axis=-1))


def pit(forecast: Floats, outcome: Floats) -> Floats:
    """The probability integral transform of each outcome, 0 to 1: mid-rank in the sample, so ties are no bias."""
    below = np.mean(forecast < outcome[..., None], axis=-1)
    upto = np.mean(forecast <= outcome[..., None], axis=-1)
    known = np.isfinite(forecast[..., 0]) & np.isfinite(outcome)
    return np.where(known, (below + upto) / 2, np.nan)


def outcomes(y: Floats, horizon: int) -> Floats:
    """What came h periods after each origin: (T + 1, horizon); NaN where it is not known.

    Row t is the origin at which y[:t] is known; column h - 1 holds y[t + h - 1].
    """
    out = np.full((len(y) + 1, horizon), np.nan)
    for step in range(min(horizon, len(y))):
        out[: len(y) - step, step] = y[step:]
    return out
