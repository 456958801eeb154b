"""The naive forecasters: what was, will be. Published where nothing beats them, and always the yardstick."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.forecast.series.distribution import POINTS, Floats, of_sample


@dataclass(frozen=True, slots=True)
class Climatology:
    """The empirical distribution of the last `window` observations (all of them if None), at every horizon."""

    window: int | None = 24
    min_history: int = 1

    @property
    def name(self) -> str:
        """`climatology-24`, or `climatology-all`."""
        return f"climatology-{self.window or 'all'}"

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS); row t uses y[:t] only."""
        out = np.full((len(y) + 1, horizon, POINTS), np.nan)
        held = y[np.isfinite(y)]
        seen = np.concatenate([[0], np.cumsum(np.isfinite(y))])
        for t, n in enumerate(seen):
            if n >= self.min_history:
                out[t] = of_sample(held[max(0, n - self.window) if self.window else 0 : n])
        return out


@dataclass(frozen=True, slots=True)
class SeasonalClimatology:
    """The empirical distribution of the observations at the same season, in all years so far.

    Attributes:
        season: periods in a year (12 for months).
        min_years: observations of that season before a forecast is made.
    """

    season: int = 12
    min_years: int = 2
    name: str = "climatology-seasonal"

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS); row t uses y[:t] only."""
        out = np.full((len(y) + 1, horizon, POINTS), np.nan)
        for t in range(len(y) + 1):
            for step in range(horizon):
                sample = y[:t][(t + step) % self.season :: self.season]
                if np.isfinite(sample).sum() >= self.min_years:
                    out[t, step] = of_sample(sample)
        return out


@dataclass(frozen=True, slots=True)
class Last:
    """The last observation, with the spread of the changes over as many periods that were seen so far.

    Attributes:
        min_changes: changes before a forecast is made.
    """

    min_changes: int = 6
    name: str = "last"

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS); row t uses y[:t] only."""
        out = np.full((len(y) + 1, horizon, POINTS), np.nan)
        last = np.nan
        for t in range(1, len(y) + 1):
            last = y[t - 1] if np.isfinite(y[t - 1]) else last
            for step in range(1, min(horizon, t - 1) + 1):
                change = y[step:t] - y[: t - step]
                if np.isfinite(change).sum() >= self.min_changes:
                    out[t, step - 1] = last + of_sample(change)
        return out
