"""Conformal calibration: each forecast is stretched about its median by what past forecasts turn out to have needed.

For a coverage L the score of a past forecast is how many half-intervals its outcome lay from the median, on the
side where it fell. The ceil((n + 1) L) / n quantile of the scores known by then is the factor (split conformal
prediction, Vovk et al. 2005; scaled scores as in Romano, Patterson and Candes 2019), shrunk towards 1. The factors
of 80% and 90% are carried to the other quantiles linearly from 1 at the central half. Horizons share the factors.
"""

from __future__ import annotations

import numpy as np

from detente.forecast.series.distribution import LEVELS, Floats, interval, outcomes, quantile
from detente.settings import Forecast as Options

COVERAGES = (0.8, 0.9)
"""The intervals whose factors are learnt."""

UNTOUCHED = 0.5
"""The central interval of this coverage and what lies within it are left as they are."""

MIN_ORIGINS = 12
"""Past origins below which nothing is stretched."""

FLOOR = 0.1
"""A half-interval counts for at least this part of the whole 90% interval: lumpy series have halves without width."""


def calibrate(raw: Floats, y: Floats, options: Options) -> Floats:
    """The forecasts (T + 1, horizon, POINTS), those of row t calibrated by outcomes in y[:t] only."""
    scores = [_scores(raw, y, coverage) for coverage in COVERAGES]
    middle = quantile(raw, 0.5)[..., None]
    out = raw.copy()
    central = np.abs(2 * LEVELS - 1)
    for t in range(options.score_from, len(raw)):
        factors = [_factor(s, t, c, options) for s, c in zip(scores, COVERAGES, strict=True)]
        if all(f == 1.0 for f in factors):
            continue
        stretch = np.interp(central, (UNTOUCHED, *COVERAGES), (1.0, *factors))
        out[t] = np.sort(middle[t] + (raw[t] - middle[t]) * stretch, axis=-1)
    return out


def _scores(raw: Floats, y: Floats, coverage: float) -> Floats:
    """Half-intervals between the median and the outcome: (T + 1, horizon); NaN where unknown or without width."""
    low, high = interval(raw, coverage)
    wide_low, wide_high = interval(raw, max(COVERAGES))
    middle, came = quantile(raw, 0.5), outcomes(y, raw.shape[1])
    floor = FLOOR * (wide_high - wide_low)
    half = np.maximum(np.where(came < middle, middle - low, high - middle), floor)
    return np.divide(np.abs(came - middle), half, out=np.full_like(half, np.nan), where=half > 0)


def _factor(scores: Floats, origin: int, coverage: float, options: Options) -> float:
    """The factor for this coverage from outcomes known at the origin."""
    first = max(options.score_from, origin - options.calibration_window)
    horizon = scores.shape[1]
    known = np.concatenate([scores[first : max(origin - step, first), step] for step in range(horizon)])
    known = known[np.isfinite(known)]
    n = known.size / horizon
    if n < MIN_ORIGINS:
        return 1.0
    level = min(1.0, np.ceil((n + 1) * coverage) / n)
    factor = float(np.clip(np.quantile(known, level), options.calibration_min, options.calibration_max))
    return float((n * factor + options.calibration_shrink) / (n + options.calibration_shrink))
