"""How much better, and how sure: skill with a block bootstrap, and the Diebold-Mariano test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import special

from detente.forecast.series.distribution import Floats


@dataclass(frozen=True, slots=True)
class DieboldMariano:
    """The test that two forecasts are equally good.

    Attributes:
        t: positive where the first forecast is the better one.
        p: two-sided, from Student's t with n - 1 degrees of freedom.
        n: differences of loss.
    """

    t: float
    p: float
    n: int


def diebold_mariano(differences: Floats, horizon: int) -> DieboldMariano | None:
    """The test on losses of the yardstick minus losses of the forecast, in order of time; None below ten of them.

    The long-run variance is Newey and West's (1987, Bartlett weights) with max(h - 1, n^(1/3)) lags: it cannot be
    negative, and allows for more dependence than the h - 1 of Diebold and Mariano (1995). The statistic is
    corrected for small samples by sqrt((n + 1 - 2h + h (h - 1) / n) / n) (Harvey, Leybourne and Newbold 1997).
    """
    held = differences[np.isfinite(differences)]
    n = held.size
    if n < max(10, 2 * horizon):
        return None
    centred = held - held.mean()
    lags = min(max(horizon - 1, int(n ** (1 / 3))), n - 1)
    variance = float(centred @ centred) / n
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * float(centred[lag:] @ centred[:-lag]) / n
    if variance <= 0:
        return None
    correction = np.sqrt((n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n)
    t = float(held.mean() / np.sqrt(variance / n) * correction)
    return DieboldMariano(t, float(2 * special.stdtr(n - 1, -abs(t))), n)


def skill(own: Floats, yardstick: Floats) -> float:
    """Mean over series of 1 - mean loss / mean loss of the yardstick; arrays (series, origins), NaN where unknown.

    Series whose yardstick never errs are left out; NaN where none is left.
    """
    both = np.isfinite(own) & np.isfinite(yardstick)
    sums = np.where(both, own, 0.0).sum(axis=1), np.where(both, yardstick, 0.0).sum(axis=1)
    held = sums[1] > 0
    return float(np.mean(1 - sums[0][held] / sums[1][held])) if held.any() else float("nan")


def mean_skill(own: Floats, yardstick: Floats) -> float:
    """The mean of `skill` over the horizons that have one; arrays (series, origins, horizons); NaN where none has."""
    found = [skill(own[..., h], yardstick[..., h]) for h in range(own.shape[-1])]
    known = [one for one in found if np.isfinite(one)]
    return float(np.mean(known)) if known else float("nan")


def bootstrap_skill(
    own: Floats, yardstick: Floats, block: int, draws: int, coverage: float, seed: int
) -> tuple[float, float] | None:
    """The percentile interval of `mean_skill` over circular blocks of origins (Politis and Romano 1992).

    All series and horizons move together, so their dependence is kept. None where there are fewer than two blocks.

    Args:
        own: losses (series, origins, horizons), NaN where unknown; origins in order of time.
        yardstick: the same of the naive forecast.
        block: length of a block, in origins.
        draws: resamples.
        coverage: of the interval, 0 to 1.
        seed: of the draws.
    """
    n = own.shape[1]
    if n < 2 * block:
        return None
    generator = np.random.default_rng(seed)
    starts = generator.integers(n, size=(draws, -(-n // block)))
    indices = ((starts[..., None] + np.arange(block)) % n).reshape(draws, -1)[:, :n]
    drawn = np.array([mean_skill(own[:, rows], yardstick[:, rows]) for rows in indices])
    drawn = drawn[np.isfinite(drawn)]
    if not drawn.size:
        return None
    low, high = np.quantile(drawn, [(1 - coverage) / 2, (1 + coverage) / 2])
    return float(low), float(high)
