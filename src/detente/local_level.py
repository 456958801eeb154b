"""The Gaussian local level on signed square roots: filter and smoother, exact, for a whole grid of models at once.

    z_t = sign(y_t) * sqrt(|y_t|)      z_t = m_t + e_t, e ~ N(0, h_t * s2)      m_{t+1} = m_t + u_t, u ~ N(0, r * s2)

The level of a relationship is read off it (`measure`) and series are forecast by it (`forecast`), and both must mean
the same by it: it stands below both, so that neither waits for the other. A missing observation leaves the level where
it is. The variance s2 is unknown: it has the reference prior or a conjugate one and, if discounted, forgets (West and
Harrison 1997, 4.5 and 10.8), so that what is known for one model (a ratio r, a row of relative noises h) is Student t.
The models are averaged by their likelihood on the data seen so far: maximum likelihood with its own uncertainty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

TINY = 1e-12
"""Keeps the variance of a series that has not moved yet above zero."""


def signed_root(y: Floats) -> Floats:
    """sign(y) * sqrt(|y|): steadies the spread of sums of scores."""
    return np.asarray(np.sign(y) * np.sqrt(np.abs(y)))


def signed_square(z: Floats) -> Floats:
    """The inverse of `signed_root`."""
    return np.asarray(z * np.abs(z))


def grid_of_ratios() -> Floats:
    """Zero (a level that never moves) and 24 ratios from 1e-4 to 10, even on the log scale."""
    return np.concatenate([[0.0], np.geomspace(1e-4, 10.0, 24)])


@dataclass(frozen=True, slots=True)
class State:
    """What is known after some observations; arrays (R,), one entry a model.

    Attributes:
        mean: the level, on the scale of z; NaN before the first observation of a diffuse start.
        variance: its variance as a multiple of s2.
        squares: the sum of squared errors, s2 being `squares / weight`.
        dets: the sum of the logs of the relative variances of the errors.
        evidence: log density of the one-step forecasts so far, s2 integrated out.
        weight: effective number of squared errors, with those that the prior stands for.
        count: squared errors.
    """

    mean: Floats
    variance: Floats
    squares: Floats
    dets: Floats
    evidence: Floats
    weight: float
    count: float

    @property
    def scale(self) -> Floats:
        """The estimate of s2 (R,)."""
        return np.asarray(self.squares / max(self.weight, 1.0))


def diffuse(models: int) -> State:
    """Nothing is known: the first observation starts the level, and the errors after it the variance."""
    zeros = np.zeros(models)
    return State(np.full(models, np.nan), np.full(models, np.inf), zeros, zeros, zeros, 0.0, 0.0)


def prior(models: int, variance: float, scale: float, weight: float) -> State:
    """A level about zero of this relative variance, and a guess at s2 worth this many squared errors."""
    zeros = np.zeros(models)
    return State(zeros, np.full(models, variance), np.full(models, weight * scale), zeros, zeros, weight, 0.0)


def step(state: State, value: float, ratios: Floats, noise: Floats | float = 1.0, discount: float = 1.0) -> State:
    """The state one period on (Durbin and Koopman 2012, 2.2).

    Args:
        state: what is known before.
        value: the observation; NaN where it is not known.
        ratios: variance of the level's steps over s2 (R,).
        noise: variance of the observation over s2, one number or (R,).
        discount: what is left of the weight of a squared error after one more observation.
    """
    a, p = state.mean, state.variance + ratios
    if not np.isfinite(value):
        return State(a, p, state.squares, state.dets, state.evidence, state.weight, state.count)
    if np.isnan(a[0]):
        first = np.full(len(ratios), value), np.broadcast_to(noise, ratios.shape).astype(np.float64)
        return State(*first, state.squares, state.dets, state.evidence, state.weight, state.count)
    spread, error = p + noise, value - a
    evidence = state.evidence
    if state.weight > 0:
        evidence = evidence + _student(error, state.weight, (state.squares / state.weight + TINY) * spread)
    return State(
        mean=a + p / spread * error,
        variance=p * noise / spread,
        squares=discount * state.squares + error**2 / spread,
        dets=state.dets + np.log(spread),
        evidence=evidence,
        weight=discount * state.weight + 1.0,
        count=state.count + 1.0,
    )


@dataclass(frozen=True, slots=True)
class Filtered:
    """What the filter knows at each origin, after y[:t]; all of shape (T + 1, R) unless said otherwise.

    Attributes:
        mean: the level, on the scale of z.
        variance: its variance as a multiple of s2.
        scale: the estimate of s2.
        weight: effective number of squared errors behind `scale`, of shape (T + 1,).
        evidence: log density of the one-step forecasts so far, s2 integrated out.
        concentrated: the diffuse log likelihood at the s2 that maximises it (meaningful without discount or prior).
    """

    mean: Floats
    variance: Floats
    scale: Floats
    weight: Floats
    evidence: Floats
    concentrated: Floats


def states(
    z: Floats, ratios: Floats, discount: float = 1.0, noise: Floats | None = None, start: State | None = None
) -> list[State]:
    """The state before the first observation and after each one, T + 1 in all; arguments as for `run_filter`."""
    out = [start or diffuse(len(ratios))]
    for t, value in enumerate(z):
        out.append(step(out[-1], float(value), ratios, 1.0 if noise is None else noise[t], discount))
    return out


def run_filter(
    z: Floats, ratios: Floats, discount: float = 1.0, noise: Floats | None = None, start: State | None = None
) -> Filtered:
    """The Kalman filter of the local level for each model.

    Args:
        z: the series (T,), NaN where it is not known.
        ratios: variance of the level's steps over s2 (R,).
        discount: what is left of the weight of a squared error after one more observation.
        noise: variance of each observation over s2, (T, R) or (T, 1); one throughout if left out.
        start: what is known before; nothing if left out.
    """
    held = states(z, ratios, discount, noise, start)
    scale = np.array([s.scale for s in held])
    n, dets = np.array([s.count for s in held])[:, None], np.array([s.dets for s in held])
    return Filtered(
        mean=np.array([s.mean for s in held]),
        variance=np.array([s.variance for s in held]),
        scale=scale,
        weight=np.array([s.weight for s in held]),
        evidence=np.array([s.evidence for s in held]),
        concentrated=-0.5 * (n * (np.log(2 * np.pi * (scale + TINY)) + 1.0) + dets),
    )


def smooth(held: Sequence[State], ratios: Floats) -> tuple[Floats, Floats]:
    """The level at each period after all observations: mean and relative variance, each (T, R).

    The fixed-interval smoother (Durbin and Koopman 2012, 4.4; Rauch, Tung and Striebel 1965); exact without discount,
    from a proper start.

    Args:
        held: from `states`.
        ratios: as there.
    """
    mean = np.array([s.mean for s in held[1:]])
    variance = np.array([s.variance for s in held[1:]])
    for t in range(len(mean) - 2, -1, -1):
        ahead = variance[t] + ratios
        gain = variance[t] / ahead
        variance[t] += gain**2 * (variance[t + 1] - ahead)
        mean[t] += gain * (mean[t + 1] - mean[t])
    return mean, variance


def shares(evidence: Floats) -> Floats:
    """The weight of each model from its evidence, summing to one over the last axis."""
    raw = np.exp(evidence - evidence.max(axis=-1, keepdims=True))
    return np.asarray(raw / raw.sum(axis=-1, keepdims=True))


def pooled(share: Floats, mean: Floats, spread: Floats) -> tuple[Floats, Floats]:
    """Mean and variance of the mixture over the last axis, of models with these weights, means and variances."""
    centre = (share * mean).sum(axis=-1)
    return centre, (share * (spread + (mean - centre[..., None]) ** 2)).sum(axis=-1)


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
    # Loaded here: the filter needs no search, and a forecast from the shell starts without it.
    from scipy import optimize

    found = optimize.minimize_scalar(loss, bounds=around, method="bounded", options={"xatol": 1e-6})
    ratio = float(np.exp(found.x))
    return ratio, float(run_filter(z, np.array([ratio])).scale[-1, 0]), -float(found.fun)
