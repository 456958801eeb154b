"""Calibration by what came of earlier forecasts: Venn-Abers (Vovk and Petej 2014).

A forecast s is put among the past ones once with the outcome 0 and once with 1; each time the isotonic regression of
outcome on forecast is taken at s. The two values, p0 and p1, hold the calibrated probability between them; it is given
as p1 / (1 - p0 + p1), the one of least regret under log loss.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import isotonic_regression

from detente.forecast.questions.acts import Reals

GRID = 200
"""Distinct values at which the calibration is worked out; between them it is interpolated."""


def venn_abers(past: Reals, came: Reals, asked: Reals) -> Reals:
    """The calibrated probabilities (n,) of forecasts.

    Args:
        past: forecasts whose windows have closed, at least one.
        came: 1 where the event came, 0 where it did not.
        asked: (n,) forecasts to calibrate.
    """
    order = np.argsort(past, kind="stable")
    past, came = past[order], came[order]
    points = np.unique(np.quantile(asked, np.linspace(0, 1, GRID)))
    low, high = (np.array([_at(past, came, point, outcome) for point in points]) for outcome in (0.0, 1.0))
    return np.asarray(np.interp(asked, points, high / (1 - low + high)))


def _at(past: Reals, came: Reals, point: float, outcome: float) -> float:
    place = int(np.searchsorted(past, point))
    fitted = isotonic_regression(np.insert(came, place, outcome)).x
    return float(fitted[place])
