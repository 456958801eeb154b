"""Cooperation and conflict by period and direction: two series, never one net sum; counts and scores apart.

An act counts once, at its own date, if it occurred. A mutual act (the two leaders met) counts once in each
direction and once in the pair. What was only background (reported long after it happened) never moves a
period; it is counted beside it. Rates are acts for each hundred units of what was read before any screening by
pair, shrunk towards the mean rate of the series where little was read.
"""

from __future__ import annotations

import polars as pl

from detente.measure.columns import (
    COVERAGE_COLUMNS,
    Dyad,
    Freq,
    between,
    both_ways,
    check,
    checked_events,
    dated,
    pair,
    period,
    periods,
)
from detente.settings import load

MEASURES = ("cooperation", "conflict", "n_cooperation", "n_conflict", "n")
RATES = ("rate_cooperation", "rate_conflict")
COLUMNS = ("unique_id", "ds", *MEASURES, "n_background", "covered", "volume", *RATES)

PER = 100
"""Rates are per this many documents (or events) read."""


def flows(
    events: pl.DataFrame,
    dyad: Dyad,
    freq: Freq = "M",
    coverage: pl.DataFrame | None = None,
    stream: str | None = None,
) -> pl.DataFrame:
    """Flows by period, a row for each direction (`JPN>CHN`, `CHN>JPN`) and for the pair (`JPN-CHN`).

    Args:
        events: a frame with `EVENT_COLUMNS`; events of other pairs may be in it.
        dyad: the two states.
        freq: W (weeks from Monday), M or Q.
        coverage: a frame with `ds` (a day in the period) and `documents` (how many were read, of whatever pair).
            Without it, a period is covered if any event of the frame, of whatever pair, happened in it. A period in
            which the pair itself acted is covered in either case.
        stream: the source stream that is measured, where the frame has several.

    Returns:
        `unique_id`, `ds` (first day of the period), `cooperation` and `conflict` (sums of the positive and
        the negative scores, as magnitudes), `n_cooperation` and `n_conflict` (acts by quad), `n`,
        `n_background`, `covered`, `volume` (documents read in the period; without coverage the frame's events) and
        `rate_cooperation`, `rate_conflict`: acts per `PER` units of volume, shrunk. Where nothing was read the
        measures are null, not zero; where the volume is not known the rates are.

    Raises:
        TableError: a column is missing or of the wrong type.
        QueryError: the dyad or the frequency cannot be used, or several streams would be pooled.
    """
    first, second = pair(dyad)
    events = checked_events(events, stream)
    acts = dated(between(events, dyad), freq)
    fresh = acts.filter(~pl.col("background"))
    volume = _volume(dated(events, freq), coverage, freq)
    read = pl.concat([volume.select("ds"), fresh.select("ds")]).unique().with_columns(covered=pl.lit(value=True))
    whole = acts.with_columns(direction=pl.lit(f"{first}-{second}"))
    sums = _sums(pl.concat([both_ways(acts), whole]))
    out = _grid(read, dyad, freq).join(sums, on=["unique_id", "ds"], how="left").join(read, on="ds", how="left")
    return (
        out.join(volume, on="ds", how="left")
        .with_columns(pl.col("covered").fill_null(value=False), pl.col("n_background").fill_null(0))
        .with_columns(pl.when("covered").then(pl.col(name).fill_null(0)).alias(name) for name in MEASURES)
        .with_columns(_rate(name).alias(f"rate_{name}") for name in ("cooperation", "conflict"))
        .select(*COLUMNS)
        .sort("unique_id", "ds")
    )


def _volume(placed: pl.DataFrame, coverage: pl.DataFrame | None, freq: Freq) -> pl.DataFrame:
    """What was read by period: `ds` and `volume` (above zero)."""
    if coverage is None:
        known = placed.filter(~pl.col("background")).unique("id")
        return known.group_by("ds").agg(volume=pl.len().cast(pl.Int64))
    held = check(coverage, COVERAGE_COLUMNS, "coverage").filter(pl.col("documents") > 0, pl.col("ds").is_not_null())
    return held.group_by(ds=period(pl.col("ds"), freq)).agg(volume=pl.col("documents").sum())


def _rate(name: str) -> pl.Expr:
    """Acts per `PER` units of volume, the posterior mean of a Poisson rate whose Gamma prior is the series' mean rate.

    The prior weighs as much as `rate_prior_periods` periods of median volume.
    """
    count, volume = pl.col(f"n_{name}"), pl.col("volume")
    known = pl.when(volume.is_not_null())
    overall = (known.then(count).sum() / volume.sum()).over("unique_id")
    weight = load().measure.rate_prior_periods * volume.median().over("unique_id")
    return known.then(PER * (count + overall * weight) / (volume + weight))


def _grid(read: pl.DataFrame, dyad: Dyad, freq: Freq) -> pl.DataFrame:
    """Every period from the first that was read to the last, for each direction and the pair."""
    a, b = dyad
    names = pl.DataFrame({"unique_id": [f"{a}>{b}", f"{b}>{a}", f"{a}-{b}"]})
    if read.is_empty():
        return names.clear().with_columns(ds=pl.lit(None, dtype=pl.Date))
    every = read.select(ds=periods(pl.col("ds").min(), pl.col("ds").max(), freq)).explode("ds")
    return names.join(every, how="cross")


def _sums(acts: pl.DataFrame) -> pl.DataFrame:
    """Sums and counts by `unique_id` and `ds`; an act without a score counts and adds nothing to the sums."""
    counted, score = ~pl.col("background"), pl.col("score")
    quad = pl.col("quad")
    return acts.group_by(pl.col("direction").alias("unique_id"), "ds").agg(
        cooperation=score.filter(counted & (score > 0)).sum(),
        conflict=score.filter(counted & (score < 0)).abs().sum(),
        n_cooperation=(counted & quad.str.ends_with("cooperation")).sum().cast(pl.Int64),
        n_conflict=(counted & quad.str.ends_with("conflict")).sum().cast(pl.Int64),
        n=counted.sum().cast(pl.Int64),
        n_background=pl.col("background").sum().cast(pl.Int64),
    )
