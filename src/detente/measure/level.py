"""The relationship index: a state-space level of the net flow per act, with an interval, as known then or now.

For a period with n acts whose scores sum to y, seen through what was read:

    x = y / (n + q)      z = sign(x) * sqrt(|x|)      z = m + e, e ~ N(0, s2 / (n + q)^a)      m: a random walk

q acts of score zero stand for the period itself, so that a month that was read and quiet counts a little towards
zero and one act is no verdict. How fast the noise falls with n (a = 1/4, 1/2 or 1: acts of one time often
tell one story) and how fast the level moves are averaged by their likelihood. A period in which nothing was read is
missing.
"As known then" is the filter at the end of each period on the acts reported by then; "as known now" is the smoother
on all of them. See docs/index-method.md.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl
from scipy import special

from detente.errors import QueryError
from detente.local_level import (
    Floats,
    State,
    pooled,
    prior,
    shares,
    signed_root,
    signed_square,
    smooth,
    states,
    step,
)
from detente.measure.columns import (
    MONTHS_A_PERIOD,
    Dyad,
    Freq,
    between,
    both_ways,
    checked_events,
    dated,
    period,
    periods,
)
from detente.measure.flows import flows
from detente.ontology import roots
from detente.settings import Measure, load

AsKnown = Literal["then", "now"]

EXPONENTS = (0.25, 0.5, 1.0)
"""How the noise of a period falls with its acts: hardly, as where they all tell one story; as the root of a balanced
sum does; or as for independent acts of one sign."""

SPEEDS = 12
"""Ratios of variances that are averaged, from the slowest of the settings to the fastest, even on the log scale."""

SCALE = 10.0
"""Scores, and so the level, lie between minus and plus this."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen of one series; `net` and `n` are (T, lags + 1), column j as reported up to j periods later.

    Attributes:
        net: sums of scores.
        n: acts.
        covered: whether anything was read in the period (T,).
    """

    net: Floats
    n: Floats
    covered: Floats


def index(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    *,
    as_known: AsKnown = "then",
    coverage: pl.DataFrame | None = None,
    stream: str | None = None,
    settings: Measure | None = None,
    until: dt.date | None = None,
) -> pl.DataFrame:
    """The level of the pair alone (`JPN-CHN`): the rows of `level` that are not directed; its arguments and errors."""
    frame = level(
        events, dyad, freq, as_known=as_known, coverage=coverage, stream=stream, settings=settings, until=until
    )
    return frame.filter(pl.col("unique_id") == f"{dyad[0]}-{dyad[1]}")


def level(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    *,
    as_known: AsKnown = "then",
    coverage: pl.DataFrame | None = None,
    stream: str | None = None,
    settings: Measure | None = None,
    until: dt.date | None = None,
) -> pl.DataFrame:
    """The level of the relationship at the end of each period, on the scale of the scores (-10 to 10).

    Args:
        events: a frame with `EVENT_COLUMNS`; only acts between the two that occurred, once each, at their own
            date, not reported late and with a score, move the level.
        dyad: the two states.
        freq: W, M or Q.
        as_known: `then`: from what had been reported by the end of the period; `now`: from everything.
        coverage: what was read, as for `flows`; a covered period without an act is quiet, the others are missing.
        stream: the source stream that is measured, where the frame has several.
        settings: pseudo-acts, interval and window; the shipped ones if left out.
        until: the day of the last estimate, before the end of its period if need be; the end of the last period read
            if left out. Later acts are not used, nor, as known then, acts that were reported later.

    Returns:
        `unique_id` (`JPN-CHN`, then `JPN>CHN` and `CHN>JPN`, in which mutual acts count each way), `ds` (first day of
        the period), `y`, `y-lo-90`, `y-hi-90` (named by the interval of the settings), `n` (acts in the
        `window_months` up to the end of the period, as known now) and `n_period` (acts in the period). Zero is a
        balance of cooperation and conflict, or a long quiet. Periods before the first act are absent.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad, the frequency or `as_known` cannot be used, or several streams would be pooled.
    """
    if as_known not in ("then", "now"):
        raise QueryError(f"as_known is {as_known!r}; use 'then' (what had been reported by then) or 'now'")
    own = settings or load().measure
    held = checked_events(events, stream).filter(pl.col("score").is_not_null())
    if until is not None:
        told = (pl.col("first_reported") <= until).fill_null(value=True) | pl.lit(as_known == "now")
        held = held.filter(pl.col("when_start") <= until, told)
    whole = flows(held, dyad, freq, coverage)
    acts = _acts(held, dyad, freq)
    names = (f"{dyad[0]}-{dyad[1]}", f"{dyad[0]}>{dyad[1]}", f"{dyad[1]}>{dyad[0]}")
    parts = [_table(name, _days(whole, name, freq, until), whole, acts, freq, as_known, own) for name in names]
    return pl.concat(parts)


def _acts(events: pl.DataFrame, dyad: Dyad, freq: Freq) -> pl.DataFrame:
    """The acts that move the level: `unique_id`, `ds`, `score` and `lag`, the periods until they were reported."""
    acts = dated(between(events, dyad), freq).filter(~pl.col("background"))
    whole = acts.with_columns(direction=pl.lit(f"{dyad[0]}-{dyad[1]}"))
    told = period(pl.max_horizontal("first_reported", "when_end"), freq)
    lag = ((told - pl.col("ds")).dt.total_days() / (MONTHS_A_PERIOD[freq] * 30.436875)).round().cast(pl.Int64)
    return pl.concat([both_ways(acts), whole]).select("ds", "score", unique_id="direction", lag=lag)


def _days(whole: pl.DataFrame, name: str, freq: Freq, until: dt.date | None) -> list[dt.date]:
    """The periods from the first act of the series to the last that was read, or to `until`."""
    rows = whole.filter(pl.col("unique_id") == name)
    acted = rows.filter(pl.col("n") > 0)["ds"].to_list()
    if not acted:
        return []
    last: dt.date = until or max(rows.filter("covered")["ds"])
    edges = pl.DataFrame({"first": [acted[0]], "last": [max(last, acted[0])]})
    return edges.select(periods(pl.col("first"), pl.col("last"), freq)).to_series().explode().to_list()


def _table(
    name: str,
    days: Sequence[dt.date],
    whole: pl.DataFrame,
    acts: pl.DataFrame,
    freq: Freq,
    as_known: AsKnown,
    settings: Measure,
) -> pl.DataFrame:
    percent = round(100 * settings.interval)
    ends = ("y", f"y-lo-{percent}", f"y-hi-{percent}")
    seen = _observed(days, whole.filter(pl.col("unique_id") == name), acts.filter(pl.col("unique_id") == name))
    estimates = estimate(seen, as_known, settings, MONTHS_A_PERIOD[freq]) if days else np.empty((0, 3))
    window = max(1, round(settings.window_months / MONTHS_A_PERIOD[freq]))
    n = seen.n[:, -1].astype(np.int64)
    total = np.concatenate([[0], np.cumsum(n)])
    since = np.maximum(np.arange(1, len(n) + 1) - window, 0)
    columns = {
        "unique_id": pl.Series([name] * len(days), dtype=pl.String),
        "ds": pl.Series(days, dtype=pl.Date),
        **{end: pl.Series(estimates[:, place]) for place, end in enumerate(ends)},
        "n": pl.Series(total[1:] - total[since], dtype=pl.Int64),
        "n_period": pl.Series(n, dtype=pl.Int64),
    }
    return pl.DataFrame(columns)


def _observed(days: Sequence[dt.date], rows: pl.DataFrame, acts: pl.DataFrame) -> Observed:
    place = {day: number for number, day in enumerate(days)}
    longest = acts["lag"].max()
    lags = int(longest) if isinstance(longest, int) else 0
    net, n, covered = np.zeros((len(days), lags + 1)), np.zeros((len(days), lags + 1)), np.zeros(len(days))
    for day, score, lag in acts.select("ds", "score", "lag").iter_rows():
        if day in place:
            net[place[day], max(lag, 0)] += score
            n[place[day], max(lag, 0)] += 1
    # Acts cover their own period too, but only from the day they were told.
    for day in rows.filter(pl.col("volume").is_not_null())["ds"]:
        if day in place:
            covered[place[day]] = 1
    return Observed(np.cumsum(net, axis=1), np.cumsum(n, axis=1), covered)


def estimate(seen: Observed, as_known: AsKnown, settings: Measure, months: float) -> Floats:
    """The level with the ends of its interval at the end of each period (T, 3).

    Args:
        seen: what was seen.
        as_known: `then` or `now`, as for `level`.
        settings: pseudo-acts and interval.
        months: the length of a period.
    """
    quiet = settings.quiet_acts * months
    z, noise, ratios, start = models(seen, settings, months)
    held = states(z, ratios, 1.0, noise, start)
    if as_known == "now":
        mean, variance = smooth(held, ratios)
        return _interval(mean, variance * held[-1].scale, held[-1].evidence, held[-1].weight, settings.interval)
    powers = _grid(settings, months)[1]
    known = [_then(held, t, seen, quiet, ratios, powers) for t in range(len(z))]
    mean, spread = np.array([s.mean for s in known]), np.array([s.variance * s.scale for s in known])
    evidence, weight = np.array([s.evidence for s in known]), np.array([[s.weight] for s in known])
    return _interval(mean, spread, evidence, weight, settings.interval)


def models(seen: Observed, settings: Measure, months: float) -> tuple[Floats, Floats, Floats, State]:
    """What the filter needs, with everything reported by now: z (T,), noise (T, R), ratios (R,) and the start."""
    ratios, powers = _grid(settings, months)
    start = prior(len(ratios), 1 / settings.level_prior_acts, spread_of_an_act(), settings.variance_prior)
    z, noise = _model(seen, int(seen.n.shape[1]) - 1, settings.quiet_acts * months, powers)
    return z, noise, ratios, start


def _grid(settings: Measure, months: float) -> tuple[Floats, Floats]:
    """Every ratio with every exponent, (R,) each."""
    ratios, powers = np.meshgrid(_ratios(settings, months), EXPONENTS)
    return ratios.ravel(), powers.ravel()


def _ratios(settings: Measure, months: float) -> Floats:
    """From the slowest level to the fastest, even on the log scale."""
    return np.geomspace(settings.level_min_ratio, settings.level_max_ratio, SPEEDS) * months


def _model(seen: Observed, lag: int, quiet: float, powers: Floats) -> tuple[Floats, Floats]:
    """The observations z (T,) and their relative noise (T, R), as reported up to `lag` periods later."""
    n = seen.n[:, lag] + quiet
    z = np.where((seen.covered > 0) | (seen.n[:, lag] > 0), signed_root(seen.net[:, lag] / n), np.nan)
    return z, n[:, None] ** -powers


def _then(held: Sequence[State], t: int, seen: Observed, quiet: float, ratios: Floats, powers: Floats) -> State:
    """The state at the end of period t from the reports of that day: the last periods are filtered again without
    what was still to be told of them; those before are told in full, for what comes later moves no level."""
    first = max(t - int(seen.n.shape[1]) + 2, 0)
    state = held[first]
    for s in range(first, t + 1):
        part = Observed(seen.net[s : s + 1], seen.n[s : s + 1], seen.covered[s : s + 1])
        z, noise = _model(part, t - s, quiet, powers)
        state = step(state, float(z[0]), ratios, noise[0])
    return state


def _interval(mean: Floats, spread: Floats, evidence: Floats, weight: Floats | float, coverage: float) -> Floats:
    """The pooled level and the ends of its central interval, back on the scale of the scores (T, 3)."""
    centre, variance = pooled(shares(np.asarray(evidence)), mean, spread)
    unit = np.asarray(special.stdtrit(weight, (1 + coverage) / 2)).reshape(-1)
    half = np.sqrt(variance) * unit
    ends = np.stack([centre, centre - half, centre + half], axis=1)
    return np.clip(signed_square(ends), -SCALE, SCALE)


@functools.cache
def spread_of_an_act() -> float:
    """The variance of the signed root of one score: the mean magnitude of the codebook's, which lie about zero."""
    return float(np.mean([abs(root.score) for root in roots().values()]))
