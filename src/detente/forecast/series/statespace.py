"""AutoETS and AutoARIMA by statsmodels, on signed square roots: peers that may be asked for, slow beside the rest.

The order is chosen by AICc and the parameters are fitted at every `refit`-th origin; between those the data move
on and the parameters stay. Missing observations are filtered over. statsmodels is imported when first used.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import special

from detente.forecast.series.distribution import LEVELS, POINTS, Floats
from detente.local_level import signed_root, signed_square

ORDERS: tuple[tuple[int, int, int], ...] = ((0, 1, 1), (1, 0, 0), (1, 0, 1), (2, 0, 0), (1, 1, 1))
"""The ARIMA orders that are tried; a constant goes with those that are not differenced."""

TRENDS: tuple[tuple[bool, bool], ...] = ((False, False), (True, True))
"""The exponential smoothing forms that are tried, as (trend, damped): simple, and with a damped trend."""

Kind = Literal["ets", "arima"]


@dataclass(frozen=True, slots=True)
class StateSpace:
    """One of the two families.

    Attributes:
        kind: `ets` or `arima`.
        refit: origins between two fits.
        min_history: observations before the first forecast.
    """

    kind: Kind
    refit: int = 12
    min_history: int = 24

    @property
    def name(self) -> str:
        """`auto-ets` or `auto-arima`."""
        return f"auto-{self.kind}"

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS); row t uses y[:t] only. NaN where no model could be fitted."""
        z = signed_root(y)
        out = np.full((len(y) + 1, horizon, POINTS), np.nan)
        seen = np.concatenate([[0], np.cumsum(np.isfinite(y))])
        first = int(np.searchsorted(seen, self.min_history))
        fitted: Any = None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for t in range(first, len(y) + 1):
                if fitted is None or (t - first) % self.refit == 0:
                    fitted = self._fit(z[:t]) or fitted
                if fitted is not None:
                    out[t] = _quantiles(fitted.apply(z[:t]), horizon)
        return out

    def _fit(self, z: Floats) -> Any:
        """The fitted model of least AICc; None where none of them could be fitted."""
        best = None
        for model in self._models(z):
            try:
                result = model.fit(disp=False, maxiter=100) if self.kind == "ets" else model.fit()
            except (ValueError, np.linalg.LinAlgError):
                continue
            if np.isfinite(result.aicc) and (best is None or result.aicc < best.aicc):
                best = result
        return best

    def _models(self, z: Floats) -> list[Any]:
        if self.kind == "arima":
            from statsmodels.tsa.arima.model import ARIMA

            return [ARIMA(z, order=order, trend="n" if order[1] else "c") for order in ORDERS]
        from statsmodels.tsa.statespace.exponential_smoothing import ExponentialSmoothing

        return [ExponentialSmoothing(z, trend=trend, damped_trend=damped) for trend, damped in TRENDS]


def _quantiles(result: Any, horizon: int) -> Floats:
    """Gaussian quantiles (horizon, POINTS) of the forecasts, back on the scale of the series."""
    ahead = result.get_forecast(horizon)
    spread = np.sqrt(np.maximum(np.asarray(ahead.var_pred_mean), 0.0))
    return signed_square(np.asarray(ahead.predicted_mean)[:, None] + spread[:, None] * special.ndtri(LEVELS))
