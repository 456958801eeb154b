"""Calibration of the network's probabilities on the held-out topics.

That something happens at all (`p_event`) and which root it is (`p_type`) are calibrated apart: the first by Platt's
logistic (Platt 1999) on the log-odds, the second by a temperature (Guo et al. 2017), both by maximum likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

Floats = NDArray[np.float64]


def platt(p: Sequence[float], happened: Sequence[bool]) -> tuple[float, float]:
    """Scale and shift of the log-odds under which the probabilities fit what happened best."""
    odds, truth = log_odds(np.asarray(p, dtype=np.float64)), np.asarray(happened, dtype=np.float64)

    def loss(x: Floats) -> float:
        z = x[0] * odds + x[1]
        return float(np.mean(np.logaddexp(0, z) - truth * z))

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead")
    return float(found.x[0]), float(found.x[1])


def temperature(shares: Floats, right: Sequence[int]) -> float:
    """The power that each row's shares are raised to, and summed to one again, to fit the right columns best."""
    logs = np.log(np.maximum(shares, 1e-9))

    def loss(power: float) -> float:
        z = power * logs
        z = z - np.log(np.exp(z - z.max(1, keepdims=True)).sum(1, keepdims=True)) - z.max(1, keepdims=True)
        return float(-np.mean(z[np.arange(len(right)), list(right)]))

    return float(minimize_scalar(loss, bounds=(0.2, 3.0), method="bounded").x)


def log_odds(p: Floats) -> Floats:
    """ln(p / (1 - p)), kept finite."""
    clipped = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(clipped / (1 - clipped)))


def expected_error(p: Sequence[float], happened: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over equal-width bins."""
    told, truth = np.asarray(p), np.asarray(happened, dtype=float)
    at = np.minimum((told * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(told[at == k].mean() - truth[at == k].mean()) * (at == k).mean() for k in range(bins) if (at == k).any()
        )
    )
