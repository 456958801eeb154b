"""Every model at every origin, and which of them is published: the one that has won so far, else climatology.

All decisions at origin t rest on y[:t]: the models' own forecasts, their calibration, and the choice between them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from detente.errors import QueryError
from detente.forecast.series.climatology import Climatology, Last, SeasonalClimatology
from detente.forecast.series.conformal import calibrate
from detente.forecast.series.distribution import Floats, crps, outcomes, pool
from detente.forecast.series.level import LocalLevel
from detente.forecast.series.statespace import StateSpace
from detente.settings import Forecast as Options

POOL = "pool"

NAIVE_WINDOWS = (12, 24, 48)
"""Windows of the rolling climatologies among the naive models; all of history is one more."""

POOL_WINDOWS: tuple[int | None, ...] = (12, 24, None)
"""The climatologies in the linear pool (None: all of history), beside the local level, whose share is one half."""

EXTRA: Mapping[str, type[StateSpace]] = {"auto-ets": StateSpace, "auto-arima": StateSpace}
"""Candidates that take part only when they are asked for: they are slow."""


class Forecaster(Protocol):
    """What every model offers."""

    @property
    def name(self) -> str:
        """How the model is called in tables."""
        ...

    def predict(self, y: Floats, horizon: int) -> Floats:
        """Quantiles (T + 1, horizon, POINTS) for each origin; row t may use y[:t] only; NaN: no forecast."""
        ...


def naive_models(season: int, options: Options) -> list[Forecaster]:
    """The yardsticks: the last value, climatologies of several windows and of all history, and by season."""
    windows = dict.fromkeys((options.climatology_window, *NAIVE_WINDOWS, None))
    models: list[Forecaster] = [Last(), *(Climatology(window) for window in windows)]
    return [*models, SeasonalClimatology(season)] if season > 1 else models


def extra_models(names: Sequence[str]) -> list[Forecaster]:
    """The models of `EXTRA` by their names.

    Raises:
        QueryError: there is no such model.
    """
    for name in names:
        if name not in EXTRA:
            raise QueryError(f"no extra model {name!r}; there are {', '.join(EXTRA)}")
    return [StateSpace("ets" if name == "auto-ets" else "arima") for name in names]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is published at one origin, and why.

    Attributes:
        model: its name.
        relative: its mean CRPS on past outcomes over that of the rolling climatology, averaged over horizons;
            None where there were too few.
        n: past outcomes one step ahead on which both were scored.
        runner_up: the next best candidate and its ratio; None where there were too few outcomes.
    """

    model: str
    relative: float | None
    n: int
    runner_up: tuple[str, float] | None


@dataclass(frozen=True, slots=True)
class Run:
    """Forecasts of one series at every origin.

    Attributes:
        naive: the yardsticks, raw: name -> (T + 1, horizon, POINTS).
        candidates: what may be published, calibrated, climatology first.
        published: the forecast of the model chosen at each origin.
        choices: one for each origin.
    """

    naive: dict[str, Floats]
    candidates: dict[str, Floats]
    published: Floats
    choices: list[Choice]


def run(y: Floats, horizon: int, season: int, options: Options, extra: Sequence[str] = ()) -> Run:
    """Forecasts of all models and of the published one at every origin of `y`.

    Args:
        y: the series (T,), one value a period, NaN where it is not known.
        horizon: periods ahead.
        season: periods in a year.
        options: windows and thresholds.
        extra: names of `EXTRA` that take part.
    """
    naive = {m.name: m.predict(y, horizon) for m in naive_models(season, options)}
    raw = candidates(y, horizon, options, extra)
    held = {name: calibrate(forecast, y, options) for name, forecast in raw.items()}
    came = outcomes(y, horizon)
    scores = {name: crps(forecast, came) for name, forecast in held.items()}
    choices = [choose(scores, t, options) for t in range(len(y) + 1)]
    published = np.stack([held[choice.model][t] for t, choice in enumerate(choices)])
    return Run(naive, held, published, choices)


def candidates(y: Floats, horizon: int, options: Options, extra: Sequence[str] = ()) -> dict[str, Floats]:
    """The raw forecasts of what may be published, the rolling climatology first."""
    base = Climatology(options.climatology_window)
    level = LocalLevel(options.variance_discount, options.min_history)
    members: list[Forecaster] = [base, level, *extra_models(extra)]
    out = {m.name: m.predict(y, horizon) for m in members}
    windows = [Climatology(window).predict(y, horizon) for window in POOL_WINDOWS]
    out[POOL] = pool([*[out[level.name]] * len(windows), *windows])
    return out


def choose(scores: Mapping[str, Floats], origin: int, options: Options) -> Choice:
    """The candidate of least mean CRPS relative to climatology (the first of `scores`) on outcomes known by then.

    A single model is taken before the pool only where it is better by `pool_margin`.
    """
    base, *others = scores
    found = {name: _relative(scores[base], scores[name], origin, options) for name in others}
    ranked = sorted((ratio, name, n) for name, (ratio, n) in found.items() if ratio is not None)
    ranked.sort(key=lambda one: one[0] + (0.0 if one[1] == POOL else options.pool_margin))
    if not ranked:
        return Choice(base, None, max((n for _, n in found.values()), default=0), None)
    winners = [one for one in ranked if one[0] < 1.0]
    if not winners:
        ratio, name, n = min(ranked)
        return Choice(base, 1.0, n, (name, ratio))
    ratio, name, n = winners[0]
    second = (winners[1][1], winners[1][0]) if len(winners) > 1 else (base, 1.0)
    return Choice(name, ratio, n, second)


def _relative(base: Floats, own: Floats, origin: int, options: Options) -> tuple[float | None, int]:
    """Mean over horizons of the ratio of mean CRPS, and the outcomes one step ahead; None where there are too few."""
    ratios, counts = [], []
    for step in range(base.shape[1]):
        rows = slice(options.score_from, max(origin - step, options.score_from))
        pairs = np.stack([own[rows, step], base[rows, step]])
        pairs = pairs[:, np.isfinite(pairs).all(axis=0)]
        counts.append(pairs.shape[1])
        if pairs.shape[1] and pairs[1].sum() > 0:
            ratios.append(float(pairs[0].mean() / pairs[1].mean()))
    if counts[0] < options.min_scored or not ratios:
        return None, counts[0]
    return float(np.mean(ratios)), counts[0]
