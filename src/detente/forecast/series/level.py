"""The local level on signed square roots: an exact Gaussian filter, run for a whole grid of signal ratios at once.

    z_t = sign(y_t) * sqrt(|y_t|)      z_t = m_t + e_t, e ~ N(0, s2)      m_{t+1} = m_t + u_t, u ~ N(0, r * s2)

The first observation starts the level (diffuse prior); a missing one leaves it where it is. The variance s2 has
the reference prior and, if discounted, forgets (West and Harrison 1997, 4.5 and 10.8), so that the forecasts for
one ratio r are Student t. The ratios are averaged by their likelihood on the data seen so far: maximum likelihood
with its own uncertainty. One pass over the series gives the forecast at every origin.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from detente.forecast.series.distribution import LEVELS, Floats

TINY = 1e-12
"""Keeps the variance of a series that has not moved yet above zero."""


def signed_root(y: Floats) -> Floats:
    """sign(y) * sqrt(|y|): steadies the spread of sums of scores."""
    return np.asarray(np.sign(y) * np.sqrt(np.abs(y)))


def signed_square(z: Floats) -> Floats:
    """The inverse of `signed_root`."""
    return np.asarray(z * np.abs(z))


@dataclass(frozen=True, slots=True)
class Filtered:
    """What the filter knows at each origin, after y[:t]; all of shape (T + 1, ratios) unless said otherwise.

    Attributes:
        mean: the level, on the scale of z.
        variance: its variance as a multiple of s2.
        scale: the estimate of s2.
        weight: effective number of squared errors behind `scale`, of shape (T + 1,).
        evidence: log density of the one-step forecasts so far, s2 integrated out.
        concentrated: the diffuse log likelihood at the s2 that maximises it (meaningful without discount).
    """

    mean: Floats
    variance: Floats
    scale: Floats
    weight: Floats
    evidence: Floats
    concentrated: Floats


def run_filter(z: Floats, ratios: Floats, discount: float = 1.0) -> Filtered:
    """The Kalman filter of the local level for each ratio of variances (Durbin and Koopman 2012, 2.2).

    Args:
        z: the series (T,), NaN where it is not known.
        ratios: variance of the level's steps over that of the noise (R,).
        discount: what is left of the weight of a squared error after one more observation.
    """
    shape = (len(z) + 1, len(ratios))
    mean, variance = np.full(shape, np.nan), np.full(shape, np.inf)
    squares, dets, evidence = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    weight, count = np.zeros(len(z) + 1), np.zeros(len(z) + 1)
    for t, value in enumerate(z):
        a, p = mean[t], variance[t] + ratios
        mean[t + 1], variance[t + 1], weight[t + 1], count[t + 1] = a, p, weight[t], count[t]
        squares[t + 1], dets[t + 1], evidence[t + 1] = squares[t], dets[t], evidence[t]
        if not np.isfinite(value):
            continue
        if np.isnan(a[0]):
            mean[t + 1], variance[t + 1] = value, 1.0
            continue
        spread, error = p + 1.0, value - a
        if weight[t] > 0:
            evidence[t + 1] += _student(error, weight[t], (squares[t] / weight[t] + TINY) * spread)
        mean[t + 1], variance[t + 1] = a + p / spread * error, p / spread
        squares[t + 1] = discount * squares[t] + error**2 / spread
        dets[t + 1] += np.log(spread)
        weight[t + 1], count[t + 1] = discount * weight[t] + 1.0, count[t] + 1.0
    scale = squares / np.maximum(weight, 1.0)[:, None]
    n = count[:, None]
    concentrated = -0.5 * (n * (np.log(2 * np.pi * (scale + TINY)) + 1.0) + dets)
    return Filtered(mean, variance, scale, weight, evidence, concentrated)


def _student(error: Floats, freedom: float, square: Floats) -> Floats:
    """Log density of a Student t with squared scale `square`."""
    constant = special.gammaln((freedom + 1) / 2) - special.gammaln(freedom / 2)
    return np.asarray(
        constant - 0.5 * np.log(freedom * np.pi * square) - (freedom + 1) / 2 * np.log1p(error**2 / (freedom * square))
    )


def fit_ratio(z: Floats) -> tuple[float, float, float]:
    """Maximum likelihood: the ratio, the variance of the noise, and the diffuse log likelihood there.

    The likelihood is concentrated over the variance; the ratio is searched between 1e-8 and 1e4 on the log scale.
    """

    def loss(logged: float) -> float:
        return -float(run_filter(z, np.array([np.exp(logged)])).concentrated[-1, 0])

    grid = np.linspace(np.log(1e-8), np.log(1e4), 49)
    best = int(np.argmax(run_filter(z, np.exp(grid)).concentrated[-1]))
    around = (grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)])
    found = optimize.minimize_scalar(loss, bounds=around, method="bounded", options={"xatol": 1e-6})
    ratio = float(np.exp(found.x))
    return ratio, float(run_filter(z, np.array([ratio])).scale[-1, 0]), -float(found.fun)


def grid_of_ratios() -> Floats:
    """Zero (a level that never moves) and 24 ratios from 1e-4 to 10, even on the log scale."""
    return np.concatenate([[0.0], np.geomspace(1e-4, 10.0, 24)])


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
        evidence = known.evidence if self.averaged else known.concentrated
        share = np.exp(evidence - evidence.max(axis=1, keepdims=True))
        if not self.averaged:
            share = (share == 1.0).astype(np.float64)
        share /= share.sum(axis=1, keepdims=True)
        steps = np.arange(1, horizon + 1)[None, :, None]
        ready = np.concatenate([[0], np.cumsum(np.isfinite(y))]) >= self.min_history
        out = np.full((len(y) + 1, horizon, len(LEVELS)), np.nan)
        share, mean = share[ready, None, :], known.mean[ready, None, :]
        spread = known.scale[ready, None, :] * (known.variance[ready, None, :] + steps * ratios + 1.0)
        centre = (share * mean).sum(axis=-1)
        total = (share * (spread + (mean - centre[..., None]) ** 2)).sum(axis=-1)
        unit = special.stdtrit(known.weight[ready, None], LEVELS)[:, None, :]
        drawn = centre[..., None] + np.sqrt(total)[..., None] * unit
        out[ready] = signed_square(drawn) if self.rooted else drawn
        return out
