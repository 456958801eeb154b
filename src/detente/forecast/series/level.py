"""The local level as a forecaster: one pass of the filter of `local_level` gives a forecast at every origin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from detente.forecast.series.distribution import LEVELS, Floats
from detente.local_level import grid_of_ratios, pooled, run_filter, shares, signed_root, signed_square


@dataclass(frozen=True, slots=True)
class LocalLevel:
    """Forecasts of the local level at every origin.

    Attributes:
        discount: of the variance, see `run_filter`.
        min_history: observations before the first forecast.
        rooted: on signed square roots, else on the values themselves.
        averaged: over the ratios by their evidence; else the one ratio of highest likelihood so far.
        name: how the forecast is called.
    """

    discount: float = 0.98
    min_history: int = 12
    rooted: bool = True
    averaged: bool = True
    name: str = "local-level"

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS); row t uses y[:t] only."""
        ratios = grid_of_ratios()
        known = run_filter(signed_root(y) if self.rooted else y, ratios, self.discount)
        share = shares(known.evidence if self.averaged else known.concentrated)
        if not self.averaged:
            share = (share == share.max(axis=1, keepdims=True)).astype(np.float64)
            share /= share.sum(axis=1, keepdims=True)
        steps = np.arange(1, horizon + 1)[None, :, None]
        ready = np.concatenate([[0], np.cumsum(np.isfinite(y))]) >= self.min_history
        out = np.full((len(y) + 1, horizon, len(LEVELS)), np.nan)
        spread = known.scale[ready, None, :] * (known.variance[ready, None, :] + steps * ratios + 1.0)
        centre, total = pooled(share[ready, None, :], known.mean[ready, None, :], spread)
        unit = special.stdtrit(known.weight[ready, None], LEVELS)[:, None, :]
        drawn = centre[..., None] + np.sqrt(total)[..., None] * unit
        out[ready] = signed_square(drawn) if self.rooted else drawn
        return out
