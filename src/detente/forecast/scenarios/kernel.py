"""The response to a kind of act: how observations after it lay against what had been forecast before it.

Each past act gives a row: the observations from its own period on, less the forecast made before that period, on the
root scale. From their mean is taken the mean of the rows of periods without such an act: what the forecast misses
anyway is no effect. The pairs' means are partially pooled (a random effect of the pair, DerSimonian and Laird 1986,
at each lag), and placebo dates drawn in the same pairs say how often chance does as much. The response reaches as far
as the common one is told from none; from there on the baseline stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from detente.forecast.scenarios.baseline import origins
from detente.forecast.scenarios.panel import Pair
from detente.local_level import Floats
from detente.settings import Scenario

Ints = NDArray[np.int64]

FEW = 3
"""Acts at a lag below which nothing is said of it."""

TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a period of a pair that is known, with what came after it; NaN where that is not known.

    Attributes:
        pair: the number of the pair (N,).
        period: the number of the period within the pair (N,).
        event: whether the act happened in it (N,).
        miss: observations less forecast, on the root scale (N, L).
    """

    pair: Ints
    period: Ints
    event: NDArray[np.bool_]
    miss: Floats

    def upto(self, period: int) -> Rows:
        """The rows whose last observation lies before the period (for pairs with one calendar)."""
        held = self.period + self.miss.shape[1] <= period
        return Rows(self.pair[held], self.period[held], self.event[held], self.miss[held])


@dataclass(frozen=True, slots=True)
class Kernel:
    """The response on the root scale at lags 0 to L - 1.

    Attributes:
        mean: the response of the pair asked about (L,).
        covariance: its uncertainty (L, L).
        common: the mean response over pairs (L,).
        common_error: its standard error (L,).
        reach: lags, from 0 on, at which the common response is told from none.
        n: past acts; `own` those of the pair asked about; `pairs` the pairs they come from.
        placebo: the share of placebo draws whose common response is at least as large (L,).
    """

    mean: Floats
    covariance: Floats
    common: Floats
    common_error: Floats
    reach: int
    n: int
    own: int
    pairs: int
    placebo: Floats


def rows(pairs: Sequence[Pair], kind: int, length: int, discount: float, least: int) -> Rows:
    """The rows of all pairs for one kind of act.

    Args:
        pairs: the panel.
        kind: which of its marks.
        length: lags, the first of which is the period of the act.
        discount: of the baseline's variance.
        least: observations before the first row.
    """
    parts = []
    for number, pair in enumerate(pairs):
        before = origins(pair.z, length, discount)
        starts = np.array([t for t in range(len(pair.z) - length + 1) if before.known[t] >= least], dtype=np.int64)
        ahead = starts[:, None] + np.arange(length)
        miss = pair.z[ahead] - before.centre[starts][:, None]
        known = np.isfinite(miss[:, 0])
        place = starts[known]
        parts.append((np.full(len(place), number), place, pair.marks[kind][place] > 0, miss[known]))
    joined = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return Rows(joined[0], joined[1], joined[2].astype(np.bool_), joined[3])


def kernel(held: Rows, own: int, options: Scenario, draws: int = 0) -> Kernel | None:
    """The response of the pair with this number; None where no such act, or nothing but such acts, is in the rows.

    Args:
        held: from `rows`.
        own: the number of the pair asked about.
        options: coverage of the interval that tells a response from none, and the seed.
        draws: placebo draws; `placebo` is NaN without any.
    """
    if not held.event.any() or held.event.all():
        return None
    calm = _mean(held.miss[~held.event])
    pair, miss = held.pair[held.event], held.miss[held.event] - calm
    common, uncertain, mean, variance = np.array([_pooled(pair, column, own) for column in miss.T]).T
    error = np.sqrt(uncertain)
    told = np.abs(common) > float(special.ndtri((1 + options.interval) / 2)) * error
    spread = np.sqrt(variance)
    return Kernel(
        mean=mean,
        covariance=_correlation(pair, miss) * np.outer(spread, spread),
        common=common,
        common_error=error,
        reach=len(told) if told.all() else int(np.argmin(told)),
        n=len(pair),
        own=int((pair == own).sum()),
        pairs=len(np.unique(pair)),
        placebo=_placebo(held, calm, draws, options.seed),
    )


def _mean(miss: Floats) -> Floats:
    """The mean at each lag of what is known (L,); NaN where nothing is."""
    known = np.isfinite(miss)
    count = known.sum(axis=0)
    total = np.where(known, miss, 0.0).sum(axis=0)
    out: Floats = np.divide(total, count, out=np.full(miss.shape[1], np.nan), where=count > 0)
    return out


def _pooled(pair: Ints, miss: Floats, own: int) -> tuple[float, float, float, float]:
    """At one lag the mean over pairs with its variance, and the response of one pair with its variance; NaN of few."""
    known = np.isfinite(miss)
    pair, miss = pair[known], miss[known]
    if len(miss) < FEW:
        return (float("nan"),) * 4
    names, place, counts = np.unique(pair, return_inverse=True, return_counts=True)
    means = np.bincount(place, miss) / counts
    variance = _within(miss, means[place], len(names)) / counts
    tau = _between(means, variance)
    weight = 1 / (variance + tau)
    common, uncertain = float(weight @ means / weight.sum()), float(1 / weight.sum())
    at = np.flatnonzero(names == own)
    if not at.size:
        return common, uncertain, common, uncertain + tau
    noise = float(variance[at[0]])
    share = tau / (tau + noise)
    mean = share * float(means[at[0]]) + (1 - share) * common
    return common, uncertain, mean, share * noise + (1 - share) ** 2 * uncertain


def _within(miss: Floats, means: Floats, pairs: int) -> float:
    """The variance of a row about its pair's mean; about the whole mean where most pairs have but one row."""
    freedom = len(miss) - pairs
    if freedom < pairs or freedom < 2:
        return float(max(miss.var(ddof=1), TINY))
    return float(max(((miss - means) ** 2).sum() / freedom, TINY))


def _between(means: Floats, variance: Floats) -> float:
    """DerSimonian and Laird's (1986) variance of the pairs' true responses, zero at least."""
    weight = 1 / variance
    total = weight.sum()
    centre = weight @ means / total
    heterogeneity = weight @ (means - centre) ** 2 - (len(means) - 1)
    return float(max(heterogeneity / max(total - (weight**2).sum() / total, TINY), 0.0))


def _correlation(pair: Ints, miss: Floats) -> Floats:
    """The correlation over lags of rows about their pair's mean; none assumed where too few are known throughout."""
    length = miss.shape[1]
    whole = np.isfinite(miss).all(axis=1)
    pair, miss = pair[whole], miss[whole]
    if len(miss) < 2 * length:
        return np.eye(length)
    inside = miss - np.stack([miss[pair == one].mean(axis=0) for one in pair])
    if not (inside.std(axis=0) > 0).all():
        return np.eye(length)
    return np.asarray(np.corrcoef(inside, rowvar=False)).reshape(length, length)


def _placebo(held: Rows, calm: Floats, draws: int, seed: int) -> Floats:
    """How often as many dates without such an act, drawn in the same pairs, have a mean at least as far from zero."""
    names, counts = np.unique(held.pair[held.event], return_counts=True)
    pools = [np.flatnonzero((held.pair == one) & ~held.event) for one in names]
    usable = [(pool, count) for pool, count in zip(pools, counts, strict=True) if len(pool)]
    if not draws or not usable:
        return np.full(len(calm), np.nan)
    generator = np.random.default_rng(seed)
    size = np.abs(_mean(held.miss[held.event]) - calm)
    reached = np.zeros(len(calm))
    for _ in range(draws):
        drawn = np.concatenate([generator.choice(pool, count) for pool, count in usable])
        reached += np.abs(_mean(held.miss[drawn]) - calm) >= size
    return np.asarray(np.where(np.isfinite(size), (reached + 1) / (draws + 1), np.nan))
