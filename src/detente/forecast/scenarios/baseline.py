"""The baseline of a scenario: the local level's forecasts on the root scale, at every origin and jointly at last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.local_level import Floats, grid_of_ratios, pooled, run_filter, shares


@dataclass(frozen=True, slots=True)
class Origins:
    """What was forecast at each origin, after z[:t].

    Attributes:
        centre: the level, the same for all horizons (T + 1,).
        spread: the standard deviation of an observation 0, 1, ... periods into the future (T + 1, H).
        known: observations by then (T + 1,).
    """

    centre: Floats
    spread: Floats
    known: Floats


def origins(z: Floats, horizon: int, discount: float) -> Origins:
    """The forecasts at every origin; row t uses z[:t] only.

    Args:
        z: the series (T,), NaN where not known.
        horizon: periods, the first of which is the one after the origin.
        discount: of the variance, see `local_level.step`.
    """
    ratios = grid_of_ratios()
    found = run_filter(z, ratios, discount)
    share = shares(found.evidence)[:, None, :]
    steps = np.arange(1, horizon + 1)[None, :, None]
    with np.errstate(invalid="ignore"):  # before the first observation: no scale, and an infinite variance
        spread = found.scale[:, None, :] * (found.variance[:, None, :] + steps * ratios + 1.0)
    centre, total = pooled(share, found.mean[:, None, :], spread)
    known = np.concatenate([[0], np.cumsum(np.isfinite(z))]).astype(np.float64)
    return Origins(centre[:, 0], np.sqrt(total), known)


def joint(z: Floats, horizon: int, discount: float) -> tuple[Floats, Floats]:
    """Mean (H,) and covariance (H, H) of the coming observations, the models' mixture by its first two moments.

    For one model cov(z_i, z_j) = s2 (P + r min(i, j) + [i = j]), with P the relative variance of the level now.
    """
    ratios = grid_of_ratios()
    found = run_filter(z, ratios, discount)
    share, mean, scale = shares(found.evidence[-1]), found.mean[-1], found.scale[-1]
    centre = float(share @ mean)
    steps = np.minimum.outer(np.arange(1, horizon + 1), np.arange(1, horizon + 1))
    level = float(share @ (scale * found.variance[-1] + (mean - centre) ** 2))
    covariance = level + float(share @ (scale * ratios)) * steps + float(share @ scale) * np.eye(horizon)
    return np.full(horizon, centre), covariance
