"""How surprising each period is, one step ahead: the counts of acts given what was read, and the net flow per act.

Nothing at a period rests on what came after it. A count is held against the negative binomial that the counts before
it foretell (a Gamma prior on the rate, updated and discounted; Smith and Miller 1986), with the overdispersion seen so
far; the net against the local level's forecast. Each surprise is given as the normal deviate of its probability.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import special, stats

from detente.local_level import Floats, State, shares, states
from detente.measure.level import Observed, models
from detente.settings import Measure

CAP = 6.0
"""Deviates are cut here: beyond, the model's tail is no longer worth its word."""


def of_counts(counts: Floats, exposure: Floats, months: float, settings: Measure) -> Floats:
    """The deviate of each count (T,), positive where it is high; NaN while too little is known, or nothing was read.

    Args:
        counts: acts in each period (T,), NaN where not known.
        exposure: what was read in it (T,), in any unit.
        months: the length of a period.
        settings: memory and warm-up.
    """
    discount = 2.0 ** (-months / settings.episode_memory_months)
    a = b = excess = weight = 0.0
    known = 0
    out = np.full(len(counts), np.nan)
    for t, (count, read) in enumerate(zip(counts, exposure, strict=True)):
        if not (np.isfinite(count) and np.isfinite(read) and read > 0):
            continue
        if known >= settings.episode_warm_up:
            mean = read * (a + 0.5) / b  # Jeffreys' prior on the rate
            spread = max(1.0, (excess + settings.episode_warm_up) / (weight + settings.episode_warm_up))
            out[t] = _deviate(count, mean, mean * spread + mean**2 / (a + 0.5))
            excess = discount * excess + min((count - mean) ** 2 / mean, CAP**2)
            weight = discount * weight + 1
        a, b, known = discount * a + count, discount * b + read, known + 1
    return out


def _deviate(count: float, mean: float, variance: float) -> float:
    """The normal deviate of the mid-probability of a count under the negative binomial of this mean and variance."""
    size = mean**2 / max(variance - mean, 1e-9)
    held = stats.nbinom(size, size / (size + mean))
    above = float(held.sf(count) + 0.5 * held.pmf(count))
    below = float(held.cdf(count) - 0.5 * held.pmf(count))
    deviate = special.ndtri(below) if below < above else -special.ndtri(above)
    return float(np.clip(deviate, -CAP, CAP))


def of_net(seen: Observed, months: float, settings: Measure) -> Floats:
    """The deviate of each period's net flow per act (T,), positive where it is high; NaN where nothing was read."""
    z, noise, ratios, start = models(seen, settings, months)
    held = states(z, ratios, 1.0, noise, start)
    return np.array([_innovation(held[t], z[t], noise[t], ratios) for t in range(len(z))])


def _innovation(state: State, value: float, noise: Floats, ratios: Floats) -> float:
    """The deviate of one observation under the forecasts of all models, averaged by their evidence so far."""
    if not np.isfinite(value):
        return float("nan")
    scale = np.sqrt(state.scale * (state.variance + ratios + noise))
    below = special.stdtr(state.weight, (value - state.mean) / scale)
    found = float(shares(state.evidence) @ below)
    return float(np.clip(special.ndtri(found), -CAP, CAP))


def cusum(deviates: Floats, allowance: float, threshold: float, calm: int) -> list[tuple[int, int, int | None, float]]:
    """Spells in which the deviates run high: (onset, alarm, end, height) of each, by Page's (1954) restarting CUSUM.

    The sum S = max(0, S + deviate - allowance) raises an alarm above the threshold; the onset is the period after S
    was last zero. The spell ends, and S starts anew, before a run of `calm` periods that do not exceed the
    allowance; `end` is its last period, None while it lasts. A period that is not known changes nothing.

    Args:
        deviates: one a period (T,), NaN where not known.
        allowance: what each period must exceed to add to the sum.
        threshold: the alarm.
        calm: periods that end a spell.
    """
    found: list[tuple[int, int, int | None, float]] = []
    total = height = 0.0
    onset = quiet = 0
    alarm: int | None = None
    for t, deviate in enumerate(deviates):
        if not np.isfinite(deviate):
            continue
        if total == 0:
            onset = t
        total = max(0.0, total + deviate - allowance)
        height = max(height, total)
        quiet = quiet + 1 if deviate <= allowance else 0
        if alarm is None and total > threshold:
            alarm = t
        if total == 0 or quiet >= calm:
            if alarm is not None:
                found.append((onset, alarm, _last_loud(deviates, alarm, t, allowance), height))
            total = height = 0.0
            alarm, quiet = None, 0
    if alarm is not None:
        found.append((onset, alarm, None, height))
    return found


def _last_loud(deviates: Sequence[float] | Floats, alarm: int, last: int, allowance: float) -> int:
    return max(t for t in range(alarm, last + 1) if t == alarm or deviates[t] > allowance)
