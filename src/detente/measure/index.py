"""The first relationship index: a shrunk, exponentially weighted mean of the acts' scores, with an interval.

For the end of each period, with acts i of score s_i and age a_i (in months) and half-life h:

    w_i = 2 ** (-a_i / h)          y = sum(w_i * s_i) / (sum(w_i) + k)

k pseudo-acts of mean zero stand for what is not known. The interval is the Bayesian bootstrap under a
Dirichlet process with concentration k whose base is the codebook's roots, each with its score and the mirror
of it: a draw gives the acts weights from Gamma(w_i) and the base Gamma(k) in all, and y is its mean exactly.
Few or old acts leave the weight with the base, and the interval widens by itself. See docs/index-method.md.
"""

from __future__ import annotations

import datetime as dt
import functools

import numpy as np
import polars as pl
from numpy.typing import NDArray

from detente.measure.columns import EVENT_COLUMNS, Dyad, Freq, between, check, dated, pair, periods
from detente.ontology import roots
from detente.settings import Measure, load

DAYS_A_MONTH = 30.436875
"""Mean length of a month of the Gregorian calendar, in days."""

WINDOW_HALF_LIVES = 3
"""`n` counts the acts of this many half-lives: seven eighths of the weight of a steady stream."""

Floats = NDArray[np.float64]


def index(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    settings: Measure | None = None,
    until: dt.date | None = None,
) -> pl.DataFrame:
    """The relationship index of the pair at the end of each period, on the scale of the scores (-10 to 10).

    Args:
        events: a frame with `EVENT_COLUMNS`; only acts between the two that occurred, once each, at their own
            date, not background and with a score, have a weight.
        dyad: the two states.
        freq: W, M or Q.
        settings: half-life, shrinkage, interval, draws and seed; the shipped ones if left out.
        until: the day of the last estimate, before the end of its period if need be; the end of the last act's
            period if left out. Later acts are not used.

    Returns:
        `unique_id` (`JPN-CHN`), `ds` (first day of the period), `y`, `y-lo-90`, `y-hi-90` (named by the
        interval of the settings), `n` (acts in three half-lives before the end of the period), `n_period`
        (acts in the period) and `weight` (the sum of the weights). Periods before the first act are absent.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad or the frequency cannot be used.
    """
    first, second = pair(dyad)
    settings = settings or load().measure
    acts = _acts(check(events, EVENT_COLUMNS, "events"), dyad, freq, until)
    level = round(100 * settings.interval)
    names = ("y", f"y-lo-{level}", f"y-hi-{level}", "n", "n_period", "weight")
    if acts.is_empty():
        return pl.DataFrame(schema=_schema(names))
    ends = _ends(acts, freq, until)
    scores, weights = _weights(acts, ends["end"].to_list(), settings.half_life_months)
    seeds = [_ordinal(day) for day in ends["ds"]]
    estimates = [_estimate(scores, row, settings, seed) for row, seed in zip(weights, seeds, strict=True)]
    n, n_period = _counts(acts, ends, settings)
    columns = [*np.array(estimates).T, n, n_period, weights.sum(axis=1)]
    out = pl.DataFrame(dict(zip(names, columns, strict=True)))
    name = pl.lit(f"{first}-{second}").alias("unique_id")
    return out.select(name, ends["ds"].alias("ds"), *names).cast({"n": pl.Int64, "n_period": pl.Int64})


def _schema(names: tuple[str, ...]) -> dict[str, pl.DataType]:
    counts = ("n", "n_period")
    kinds: dict[str, pl.DataType] = {name: pl.Int64() if name in counts else pl.Float64() for name in names}
    return {"unique_id": pl.String(), "ds": pl.Date(), **kinds}


def _acts(events: pl.DataFrame, dyad: Dyad, freq: Freq, until: dt.date | None) -> pl.DataFrame:
    """The acts with a weight: `day` (the middle of their time) and `score`, in order of the day."""
    middle = pl.col("when_start") + (pl.col("when_end") - pl.col("when_start")) / 2
    acts = dated(between(events, dyad), freq).filter(~pl.col("background") & pl.col("score").is_not_null())
    day = middle.cast(pl.Date)
    if until is not None:
        acts = acts.filter(pl.col("when_start") <= until)
        day = pl.min_horizontal(day, pl.lit(until))
    return acts.select("ds", "score", day=day).sort("day", "score")


def _ends(acts: pl.DataFrame, freq: Freq, until: dt.date | None) -> pl.DataFrame:
    """The periods from the first act on: `ds` and `end`, the last day of each."""
    last = pl.lit(until) if until else pl.col("day").max()
    spans = acts.select(ds=periods(pl.col("day").min(), last, freq)).explode("ds")
    step = {"W": "1w", "M": "1mo", "Q": "1q"}[freq]
    end = pl.col("ds").dt.offset_by(step) - pl.duration(days=1)
    return spans.with_columns(end=end if until is None else pl.min_horizontal(end, pl.lit(until)))


def _weights(acts: pl.DataFrame, ends: list[dt.date], half_life: float) -> tuple[Floats, Floats]:
    """The distinct scores, and the summed weight of each at each end: (scores, ends x scores).

    Gamma variables with one scale add up by their shapes, so acts of one score can be drawn together; and
    weights fade by one factor, so each row follows from the row before.
    """
    scores = np.unique(acts["score"].to_numpy())
    days = acts["day"].to_physical().to_numpy()
    column = np.searchsorted(scores, acts["score"].to_numpy())
    out = np.zeros((len(ends), len(scores)))
    rate = np.log(2) / (half_life * DAYS_A_MONTH)
    done = 0
    for row, end in enumerate(ends):
        today = _ordinal(end)
        upto = int(np.searchsorted(days, today, side="right"))
        if row:
            out[row] = out[row - 1] * np.exp(-rate * (today - _ordinal(ends[row - 1])))
        np.add.at(out[row], column[done:upto], np.exp(-rate * (today - days[done:upto])))
        done = upto
    return scores, out


def _estimate(scores: Floats, weights: Floats, settings: Measure, seed: int) -> tuple[float, float, float]:
    """The level and its interval for one period; the seed depends on the period alone, not on later acts."""
    base = _base()
    shapes = np.concatenate([weights, np.full(len(base), settings.shrinkage / len(base))])
    values = np.concatenate([scores, base])
    held = shapes > 0
    shapes, values = shapes[held], values[held]
    level = float(shapes @ values / shapes.sum())
    generator = np.random.default_rng([settings.seed, seed % 2**32])
    draws = generator.standard_gamma(shapes, size=(settings.bootstrap_draws, len(shapes)))
    tail = (1 - settings.interval) / 2
    low, high = np.quantile(draws @ values / draws.sum(axis=1), [tail, 1 - tail])
    return level, float(min(low, level)), float(max(high, level))


def _counts(acts: pl.DataFrame, ends: pl.DataFrame, settings: Measure) -> tuple[list[int], list[int]]:
    """The acts in three half-lives before the end of each period, and in the period itself."""
    days = acts["day"].to_physical().to_numpy()
    window = WINDOW_HALF_LIVES * settings.half_life_months * DAYS_A_MONTH

    def upto(day: float) -> int:
        return int(np.searchsorted(days, day, side="right"))

    n = [upto(_ordinal(end)) - upto(_ordinal(end) - window) for end in ends["end"]]
    starts = [upto(_ordinal(start) - 1) for start in ends["ds"]]
    own = [upto(_ordinal(end)) - start for start, end in zip(starts, ends["end"], strict=True)]
    return n, own


@functools.cache
def _base() -> Floats:
    """The scores of the codebook's roots and their mirror images: mean zero, spread of the scale itself."""
    own = np.array([root.score for root in roots().values()])
    return np.concatenate([own, -own])


def _ordinal(day: dt.date) -> int:
    """Days since 1970-01-01, as Polars counts them."""
    return (day - dt.date(1970, 1, 1)).days
