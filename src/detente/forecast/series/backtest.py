"""The rolling-origin backtest: what would have been published at every origin, scored beside the best naive forecast.

The yardstick of each series is the naive model that turns out best over all its origins and horizons: nobody could
have known it, so the skill is understated. Where the skill over the rolling climatology is suspiciously high, the
future is deleted and the forecasts are made again (`sees_future`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.series.calendar import SEASONS, period_number
from detente.forecast.series.choosing import run
from detente.forecast.series.climatology import Climatology
from detente.forecast.series.distribution import Floats, crps, interval, outcomes, pit
from detente.forecast.series.forecasting import check_horizon, latest
from detente.forecast.series.skill import bootstrap_skill, diebold_mariano, mean_skill
from detente.forecast.series.table import Series
from detente.settings import Forecast as Options
from detente.settings import load

PUBLISHED = "published"
BINS = 10
COVERAGES = (0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Scored:
    """One series at every origin that counts.

    Attributes:
        unique_id: the series.
        freq: its frequency.
        first: number of the period of its first origin, so that series can be laid side by side.
        best_naive: the yardstick's name.
        crps: model -> (origins, horizons), NaN where it has no forecast or the outcome is unknown; naive models,
            candidates and `published`.
        inside: coverage -> 1 inside the interval, 0 outside, NaN unknown; (origins, horizons), of `published`.
        pit: of `published`, (origins, horizons).
        picks: the model published at each origin.
    """

    unique_id: str
    freq: str
    first: int
    best_naive: str
    crps: dict[str, Floats]
    inside: dict[float, Floats]
    pit: Floats
    picks: list[str]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The backtest of one or more series.

    Attributes:
        by_horizon: `horizon` (null for all), `n` (outcomes), `crps`, `crps_naive` (means over all outcomes), `skill`
            (mean over series of 1 - CRPS / CRPS of the best naive), `skill_lo`, `skill_hi` (block bootstrap),
            `skill_climatology` (against the rolling climatology), `dm_t`, `dm_p`, `coverage_80`, `coverage_90`.
        by_series: `unique_id`, `freq`, `best_naive`, `origins`, `skill`, `coverage_80`, `coverage_90`, `picked` (the
            model published most often) and `picked_share`.
        by_model: `model`, `series` (in which it has forecasts), `n` (outcomes of them), `of` (outcomes there are),
            `relative` (mean over series and horizons of CRPS over that of the best naive on the same outcomes; null
            where that one never errs).
        pit: `horizon`, `bin` (1 to 10), `n`, `share`: a calibrated forecast has a tenth in each.
        notes: sentences for the reader.
    """

    by_horizon: pl.DataFrame
    by_series: pl.DataFrame
    by_model: pl.DataFrame
    pit: pl.DataFrame
    notes: tuple[str, ...]


def backtest(
    series: Sequence[Series], horizon: int = 6, options: Options | None = None, extra: Sequence[str] = ()
) -> Backtest:
    """Score what would have been published at every origin from `backtest_start` periods of history on.

    Raises:
        QueryError: no series is long enough, the horizon or a model's name cannot be used, or the series have
            different frequencies.
    """
    check_horizon(horizon)
    own = options or load().forecast
    if len({one.freq for one in series}) > 1:
        raise QueryError("the series have different frequencies; backtest them one frequency at a time")
    results, notes = [], []
    for one in series:
        scored = _score(one, horizon, own, extra)
        if isinstance(scored, str):
            notes.append(f"{one.unique_id}: left out, {scored}")
        else:
            results.append(scored)
    if not results:
        raise QueryError(
            f"no series has outcomes to score after {own.backtest_start} periods of history; give longer series that "
            f"change ({'; '.join(notes)})"
        )
    base = Climatology(own.climatology_window).name
    by_horizon = _by_horizon(results, base, own)
    notes.extend(_suspicions(series, by_horizon, horizon, own, extra))
    return Backtest(by_horizon, _by_series(results), _by_model(results), _pit(results), tuple(notes))


def sees_future(
    series: Series, horizon: int, options: Options, extra: Sequence[str] = (), origins: int = 4
) -> list[int]:
    """The origins whose published forecast changes when what came after is deleted; empty if there is no look-ahead."""
    y = latest(series, options)
    season = SEASONS[series.freq]
    full = run(y, horizon, season, options, extra).published
    tried = np.unique(np.linspace(min(options.backtest_start, len(y) - 1), len(y) - 1, origins).astype(int))
    return [
        int(t)
        for t in tried
        if not np.allclose(run(y[:t], horizon, season, options, extra).published[-1], full[t], equal_nan=True)
    ]


def _score(series: Series, horizon: int, options: Options, extra: Sequence[str]) -> Scored | str:
    """The series scored, or why it cannot be."""
    y = latest(series, options)
    start = options.backtest_start
    held = y[np.isfinite(y)]
    few = f"{series.n} values give no outcome to score after {start} periods"
    if len(y) <= start:
        return few
    if np.ptp(held) == 0:
        return f"all {held.size} values are {held[0]:g}: a naive forecast never errs, and there is nothing to score"
    done = run(y, horizon, SEASONS[series.freq], options, extra)
    came = outcomes(y, horizon)[start:-1]
    forecasts = {**done.candidates, PUBLISHED: done.published, **done.naive}
    losses = {name: crps(forecast[start:-1], came) for name, forecast in forecasts.items()}
    # The yardstick climatology of a name is the raw one: `done.naive` comes last.
    known = np.isfinite(losses[PUBLISHED]) & np.isfinite(losses[Climatology(options.climatology_window).name])
    if not known.any():
        return few
    losses = {name: np.where(known, loss, np.nan) for name, loss in losses.items() if np.isfinite(loss[known]).any()}
    # A naive model that has no forecast where others have one (no second year for the seasonal one) is no yardstick.
    whole = [name for name in done.naive if name in losses and np.isfinite(losses[name][known]).all()]
    best = min(whole, key=lambda name: float(np.nanmean(losses[name])))
    if not np.nansum(losses[best]):
        return f"{best} never errs after {start} periods, and there is nothing to score against it"
    inside = {}
    for coverage in COVERAGES:
        low, high = interval(done.published[start:-1], coverage)
        inside[coverage] = np.where(known, (low <= came) & (came <= high), np.nan)
    first = period_number(series.start, series.freq) + len(series.y) - len(y) + start
    place = np.where(known, pit(done.published[start:-1], came), np.nan)
    picks = [choice.model for choice in done.choices[start:-1]]
    return Scored(series.unique_id, series.freq, first, best, losses, inside, place, picks)


def _aligned(results: Sequence[Scored], arrays: Sequence[Floats]) -> Floats:
    """(series, origins, horizons) with one column for one date, NaN where a series has none."""
    start = min(r.first for r in results)
    end = max(r.first + len(a) for r, a in zip(results, arrays, strict=True))
    out = np.full((len(results), end - start, arrays[0].shape[1]), np.nan)
    for row, (result, array) in enumerate(zip(results, arrays, strict=True)):
        out[row, result.first - start : result.first - start + len(array)] = array
    return out


def _by_horizon(results: Sequence[Scored], base: str, options: Options) -> pl.DataFrame:
    own = _aligned(results, [r.crps[PUBLISHED] for r in results])
    naive = _aligned(results, [r.crps[r.best_naive] for r in results])
    climatology = _aligned(results, [r.crps[base] for r in results])
    inside = {c: _aligned(results, [r.inside[c] for r in results]) for c in COVERAGES}
    horizons = own.shape[2]
    rows = []
    for step in (*range(horizons), None):
        cut = slice(None) if step is None else slice(step, step + 1)
        a, b = own[..., cut], naive[..., cut]
        ends = bootstrap_skill(a, b, options.bootstrap_block, options.bootstrap_draws, options.interval, options.seed)
        test = diebold_mariano(_differences(a, b), horizons if step is None else step + 1)
        rows.append(
            {
                "horizon": None if step is None else step + 1,
                "n": int(np.isfinite(a).sum()),
                "crps": float(np.nanmean(a)),
                "crps_naive": float(np.nanmean(b)),
                "skill": mean_skill(a, b),
                "skill_lo": ends[0] if ends else None,
                "skill_hi": ends[1] if ends else None,
                "skill_climatology": mean_skill(a, climatology[..., cut]),
                "dm_t": test.t if test else None,
                "dm_p": test.p if test else None,
                **{f"coverage_{c * 100:g}": float(np.nanmean(inside[c][..., cut])) for c in COVERAGES},
            }
        )
    floats = {name: pl.Float64 for name in rows[0] if name not in {"horizon", "n"}}
    return pl.DataFrame(rows, schema={"horizon": pl.Int64, "n": pl.Int64, **floats}).fill_nan(None)


def _differences(own: Floats, naive: Floats) -> Floats:
    """Losses of the yardstick minus own, over each series' mean loss, averaged over series and horizons: (origins,)."""
    scale: Floats = np.nanmean(naive, axis=(1, 2), keepdims=True)
    gap = np.where(scale > 0, (naive - own) / np.where(scale > 0, scale, 1.0), np.nan)
    held = np.isfinite(gap)
    count = held.sum(axis=(0, 2))
    total = np.where(held, gap, 0.0).sum(axis=(0, 2))
    return np.asarray(np.divide(total, count, out=np.full(len(total), np.nan), where=count > 0))


def _by_series(results: Sequence[Scored]) -> pl.DataFrame:
    rows = []
    for r in results:
        picked = max(sorted(set(r.picks)), key=r.picks.count)
        rows.append(
            {
                "unique_id": r.unique_id,
                "freq": r.freq,
                "best_naive": r.best_naive,
                "origins": int(np.isfinite(r.pit[:, 0]).sum()),
                "skill": mean_skill(r.crps[PUBLISHED][None], r.crps[r.best_naive][None]),
                **{f"coverage_{c * 100:g}": float(np.nanmean(r.inside[c])) for c in COVERAGES},
                "picked": picked,
                "picked_share": r.picks.count(picked) / len(r.picks),
            }
        )
    return pl.DataFrame(rows).fill_nan(None)


def _by_model(results: Sequence[Scored]) -> pl.DataFrame:
    rows = []
    for name in dict.fromkeys(name for r in results for name in r.crps):
        held = [r for r in results if name in r.crps]
        ratios = [1 - mean_skill(r.crps[name][None], r.crps[r.best_naive][None]) for r in held]
        known = [one for one in ratios if np.isfinite(one)]
        n, of = (sum(int(np.isfinite(r.crps[one]).sum()) for r in held) for one in (name, PUBLISHED))
        row = {"model": name, "series": len(held), "n": n, "of": of}
        rows.append({**row, "relative": float(np.mean(known)) if known else None})
    return pl.DataFrame(rows, schema_overrides={"relative": pl.Float64}).sort("relative", "model", nulls_last=True)


def _pit(results: Sequence[Scored]) -> pl.DataFrame:
    rows = []
    for step in range(results[0].pit.shape[1]):
        values = np.concatenate([r.pit[:, step] for r in results])
        counts, _ = np.histogram(values[np.isfinite(values)], bins=BINS, range=(0, 1))
        for number, count in enumerate(counts, start=1):
            rows.append(
                {"horizon": step + 1, "bin": number, "n": int(count), "share": float(count / max(counts.sum(), 1))}
            )
    return pl.DataFrame(rows)


def _suspicions(
    series: Sequence[Series], table: pl.DataFrame, horizon: int, options: Options, extra: Sequence[str]
) -> list[str]:
    """A sentence where the skill over the rolling climatology is too good, with what the look-ahead check found."""
    top = table["skill_climatology"].max()
    if not isinstance(top, float) or not top > options.suspicious:
        return []
    leaks = [one.unique_id for one in series if len(one.y) > 1 and sees_future(one, horizon, options, extra)]
    said = f"skill of {top:.1%} over the rolling climatology is suspicious (above {options.suspicious:.0%}): "
    if leaks:
        return [said + f"with the future deleted the forecasts change in {', '.join(leaks)}: there is a leak"]
    return [said + "with the future deleted the forecasts stay the same, so it is no look-ahead within the forecaster; "
            "look for values revised after their period, or for a trend that a window cannot follow"]  # fmt: skip
