"""The forecast of each series: the published model's median and intervals, and a sentence on why it is that model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from detente.errors import QueryError
from detente.forecast.series.calendar import SEASONS, after
from detente.forecast.series.choosing import POOL, Choice, run
from detente.forecast.series.climatology import Climatology
from detente.forecast.series.distribution import Floats, interval, quantile
from detente.forecast.series.table import Series
from detente.settings import Forecast as Options
from detente.settings import load

MAX_HORIZON = 60
MIXED = "published"
"""The name of the column where the series have different models."""


@dataclass(frozen=True, slots=True)
class Published:
    """What is published for one series.

    Attributes:
        unique_id: the series.
        model: the name of the model.
        n: known observations behind it; for a rolling climatology those in its window.
        choice: how it fared on past outcomes; None where no model could be tried.
        quantiles: the forecast, (horizon, POINTS), in the units of the series.
        notes: sentences for the reader, the first of which says why this model.
    """

    unique_id: str
    model: str
    n: int
    choice: Choice | None
    quantiles: Floats
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Forecasts of one or more series.

    Attributes:
        frame: `unique_id`, `ds`, then the median in a column named by the published model (`published` where the
            series differ) and its ends, `-lo-80`, `-hi-80` and so on; null where the interval is not known.
        published: what stands behind it, one for each series.
    """

    frame: pl.DataFrame
    published: tuple[Published, ...]

    @property
    def notes(self) -> list[str]:
        """All sentences for the reader, each beginning with its series."""
        return [f"{p.unique_id}: {note}" for p in self.published for note in p.notes]


def forecast(
    series: Sequence[Series],
    horizon: int = 6,
    levels: Sequence[float] = (80, 90),
    options: Options | None = None,
    extra: Sequence[str] = (),
) -> Forecast:
    """The published forecast of each series for the periods after its last known value.

    Args:
        series: from `read_series` or `series_of`.
        horizon: periods ahead, 1 to 60.
        levels: coverages of the intervals in per cent, above 0 and at most 99.
        options: windows and thresholds; the shipped ones if left out.
        extra: further candidates, `auto-ets` and `auto-arima`; they take seconds.

    Raises:
        QueryError: the horizon, a level or a model's name cannot be used.
    """
    check_horizon(horizon)
    wanted = sorted(set(levels))
    for level in wanted:
        if not 0 < level <= 99:
            raise QueryError(
                f"level {level:g} is not a coverage in per cent; use one above 0 and at most 99, such as 90"
            )
    published = tuple(_publish(one, horizon, options or load().forecast, extra) for one in series)
    names = {p.model for p in published}
    column = names.pop() if len(names) == 1 else MIXED
    rows = [
        row
        for one, result in zip(series, published, strict=True)
        for row in _rows(one, result, horizon, wanted, column)
    ]
    ends = [f"{column}-{end}-{level:g}" for level in wanted for end in ("lo", "hi")]
    schema = {"unique_id": pl.String, "ds": pl.Date, column: pl.Float64, **dict.fromkeys(ends, pl.Float64)}
    return Forecast(pl.DataFrame(rows, schema=schema), published)


def check_horizon(horizon: int) -> None:
    """Raises QueryError if the horizon is not 1 to 60."""
    if not 1 <= horizon <= MAX_HORIZON:
        raise QueryError(f"horizon {horizon} cannot be used; give 1 to {MAX_HORIZON} periods")


def latest(series: Series, options: Options) -> Floats:
    """The values that are used: the last `max_history` periods."""
    return series.y[-options.max_history :]


def _publish(series: Series, horizon: int, options: Options, extra: Sequence[str]) -> Published:
    y = latest(series, options)
    known = y[np.isfinite(y)]
    base = Climatology(options.climatology_window)
    if known.size < options.min_history or np.all(known == known[0]):
        quantiles = base.predict(y, horizon)[-1]
        n = min(known.size, options.climatology_window)
        return Published(series.unique_id, base.name, n, None, quantiles, (_thin(known), *_gaps(series, y)))
    found = run(y, horizon, SEASONS[series.freq], options, extra)
    choice = found.choices[-1]
    n = min(known.size, options.climatology_window) if choice.model == base.name else known.size
    why = _why(choice, base.name, n, options)
    notes = (why, *_flat(found.published[-1], known, n), *_gaps(series, y))
    return Published(series.unique_id, choice.model, n, choice, found.published[-1], notes)


def _flat(quantiles: Floats, known: Floats, n: int) -> list[str]:
    """Why there is no interval, where the forecast has no spread."""
    if _spread(quantiles):
        return []
    return [f"the last {n} observations are all {known[-1]:g}: nothing is known of the spread of late (no interval)"]


def _spread(quantiles: Floats) -> bool:
    return bool(np.any(quantiles[:, 0] < quantiles[:, -1]))


def _why(choice: Choice, base: str, n: int, options: Options) -> str:
    if choice.relative is None:
        return (
            f"{base} of {n} observations is published: {choice.n} past outcomes are too few to tell whether a model "
            f"beats it (at least {options.min_scored})"
        )
    assert choice.runner_up is not None
    name, ratio = choice.runner_up
    if choice.model == base:
        return (
            f"nothing beats climatology on {choice.n} past outcomes (nearest: {name}, CRPS {ratio - 1:+.1%}); "
            f"{base} of {n} observations is published"
        )
    second = "" if name == base else f"; next {name}, {ratio - 1:+.1%}"
    if choice.model == POOL and ratio < choice.relative:
        second += f", which must be {options.pool_margin:.0%} better than the pool to be taken before it"
    return (
        f"{choice.model} is published: CRPS {choice.relative - 1:+.1%} against {base} on {choice.n} past outcomes "
        f"one step ahead{second}; {n} observations"
    )


def _thin(known: Floats) -> str:
    if known.size == 1:
        return "climatology of 1 observation: its value is repeated, and nothing is known of the spread (no interval)"
    if np.all(known == known[0]):
        return (
            f"all {known.size} observations are {known[0]:g}: climatology repeats it, and nothing is known of the "
            "spread (no interval)"
        )
    return (
        f"climatology of {known.size} observations, too few for a model; an interval from them holds a new value "
        f"in at most {(known.size - 1) / (known.size + 1):.0%} of cases"
    )


def _gaps(series: Series, y: Floats) -> list[str]:
    missing, out = int(np.isnan(y).sum()), []
    if len(y) < len(series.y):
        out.append(f"the last {len(y)} of {len(series.y)} periods are used")
    if missing:
        out.append(f"{missing} of {len(y)} periods have no value: they are unknown, not zero")
    if missing > len(y) / 2:
        remedy = "name the frequency if it is another" if series.guessed else "longer periods (--freq) would miss fewer"
        out.append(f"more than half are missing at frequency {series.freq}: {remedy}")
    return out


def _rows(
    series: Series, result: Published, horizon: int, levels: Sequence[float], column: str
) -> list[dict[str, Any]]:
    middle = quantile(result.quantiles, 0.5)
    spread = _spread(result.quantiles)
    rows = []
    for step in range(horizon):
        day = after(series.start, len(series.y) + step, series.freq, series.month_end)
        row: dict[str, Any] = {"unique_id": series.unique_id, "ds": day, column: float(middle[step])}
        for level in levels:
            low, high = interval(result.quantiles[step], level / 100)
            row[f"{column}-lo-{level:g}"] = float(low) if spread else None
            row[f"{column}-hi-{level:g}"] = float(high) if spread else None
        rows.append(row)
    return rows
