"""The outlook: paths with and without what is supposed, the odds of named outcomes, and what must be said with them.

On the root scale the coming observations are Gaussian, N(m, S). What is supposed adds the kernel k from its period on,
as far as it reaches; not knowing the kernel adds its covariance B:

    N(m + k, S + B)

The tables give its medians, intervals and odds in closed form; `Outlook.draw` draws paths from it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy import special

from detente.errors import QueryError
from detente.forecast.scenarios.asking import Supposed
from detente.forecast.scenarios.baseline import joint, origins
from detente.forecast.scenarios.kernel import Kernel, kernel, rows
from detente.forecast.scenarios.panel import Pair, panel, with_kinds
from detente.forecast.series.calendar import after, period_number
from detente.local_level import Floats, signed_square
from detente.measure.columns import Dyad, Freq
from detente.settings import Scenario, Settings, load

OUTCOMES = ("thaw", "stalemate", "freeze")


@dataclass(frozen=True, slots=True)
class Terms:
    """By what the outcomes are told, so that they can be held against what comes.

    Attributes:
        freq: W, M or Q.
        starts: the first day of the periods whose mean tells.
        ends: their last day.
        periods: how many they are.
        level: the level now, on the root scale.
        edge: the change, up or down, beyond which it is a thaw or a freeze.
        known: known periods of the pair.
    """

    freq: Freq
    starts: dt.date
    ends: dt.date
    periods: int
    level: float
    edge: float
    known: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """A scenario beside its baseline.

    Attributes:
        paths: `unique_id`, `ds`, `baseline`, `scenario` (medians of the net flow) and their interval ends.
        outcomes: `outcome`, `baseline`, `scenario`: probabilities.
        effects: for each thing supposed and lag: `supposed`, `lag`, `effect` of this pair with its ends (on the root
            scale), `common` (of all pairs), `placebo_p`, `used`, `analogues`, `own_analogues`, `pairs`.
        notes: sentences that must be read with it.
        mean: means of the scenario on the root scale (H,).
        covariance: its covariance there (H, H).
        supposed: what was supposed.
        terms: by what the outcomes are told.
        inputs: hash of the panel that it rests on.
    """

    paths: pl.DataFrame
    outcomes: pl.DataFrame
    effects: pl.DataFrame
    notes: tuple[str, ...]
    mean: Floats
    covariance: Floats
    supposed: tuple[Supposed, ...]
    terms: Terms
    inputs: str

    def draw(self, options: Scenario | None = None) -> Floats:
        """Seeded paths of the net flow (N, H) in the scenario, of which the tables give what they come to."""
        return signed_square(draw(self.mean, self.covariance, options or load().scenario))


def outlook(
    events: pl.DataFrame,
    dyad: Dyad,
    supposed: Sequence[Supposed],
    horizon: int = 6,
    freq: Freq = "M",
    coverage: pl.DataFrame | None = None,
    settings: Settings | None = None,
) -> Outlook:
    """The coming periods of a pair if the acts supposed happen, beside those periods without.

    Args:
        events: a frame with `EVENT_COLUMNS` of all pairs that may be learnt from; `mode` and `leader` may stand beside.
        dyad: the pair asked about.
        supposed: what happens, each in one of the coming periods.
        horizon: periods ahead, 1 to 24.
        freq: W, M or Q.
        coverage: what was read, as for `measure.flows`.
        settings: lengths and thresholds; the shipped ones if left out.

    Raises:
        QueryError: the horizon or a date cannot be used, or too little is known of the pair.
    """
    own = settings or load()
    options, discount = own.scenario, own.forecast.variance_discount
    if not 1 <= horizon <= options.max_horizon:
        raise QueryError(f"horizon {horizon} cannot be used; give 1 to {options.max_horizon} periods")
    pairs = panel(with_kinds(events), [one.matches() for one in supposed], dyad, freq, options.pair_acts, coverage)
    z, last = _known(pairs[0], options)
    leads = [_lead(one, last, freq, horizon) for one in supposed]
    mean, covariance = joint(z, horizon, discount)
    length = min(options.kernel_length, horizon)
    found = [
        kernel(rows(pairs, number, length, discount, options.min_history), 0, options, options.placebo_draws)
        for number in range(len(supposed))
    ]
    used = [one if one and one.n >= options.min_analogues else None for one in found]
    moved, wider = condition(mean, covariance, list(zip(leads, used, strict=True)))
    days = [after(last, step, freq, month_end=False) for step in range(1, horizon + 1)]
    terms = _terms(z, days, freq, mean, covariance, own)
    return Outlook(
        paths=_paths(pairs[0].name, days, mean, covariance, moved, wider, options),
        outcomes=_outcomes(terms, (mean, covariance), (moved, wider)),
        effects=_effects(supposed, found, options),
        notes=(
            *(_note(one, first, usable, options) for one, first, usable in zip(supposed, found, used, strict=True)),
            _basis(pairs[0], len(z), options),
        ),
        mean=moved,
        covariance=wider,
        supposed=tuple(supposed),
        terms=terms,
        inputs=digest(pairs),
    )


def _terms(z: Floats, days: Sequence[dt.date], freq: Freq, mean: Floats, covariance: Floats, own: Settings) -> Terms:
    """The terms: the last periods' mean against the level now, in units of past changes."""
    options, discount = own.scenario, own.forecast.variance_discount
    tail = min(options.outcome_periods, len(days))
    edge = options.outcome_change * volatility(z, len(days), tail, discount, covariance, options)
    ends = after(days[-1], 1, freq, month_end=False) - dt.timedelta(days=1)
    return Terms(freq, days[-tail], ends, tail, float(mean[0]), edge, int(np.isfinite(z).sum()))


def digest(pairs: Sequence[Pair]) -> str:
    """The hash of a panel: the same flows and the same acts give the same one."""
    sums = hashlib.sha256()
    for pair in pairs:
        sums.update(f"{pair.name} {pair.ds[0] if pair.ds else None}".encode())
        for column in (pair.z, *pair.marks):
            sums.update(np.ascontiguousarray(column).tobytes())
    return sums.hexdigest()[:20]


def _known(pair: Pair, options: Scenario) -> tuple[Floats, dt.date]:
    """The pair's series up to its last known period, and that period."""
    if not pair.acts:
        raise QueryError(
            f"{pair.name}: no dated act between the two is known, so that there is nothing to forecast from; read more "
            "about the pair, or give a panel that holds its acts"
        )
    known = np.flatnonzero(np.isfinite(pair.z))
    if len(known) < options.min_history:
        raise QueryError(
            f"{pair.name}: {len(known)} known periods are too few for a baseline (at least {options.min_history}); "
            "read more about the pair, or use shorter periods"
        )
    if np.ptp(pair.z[known]) == 0:
        level = float(signed_square(pair.z[known[0]]))
        raise QueryError(
            f"{pair.name}: the net flow is {level:g} in all {len(known)} known periods, so that nothing is "
            "known of its spread; read more about the pair, or use longer periods"
        )
    return pair.z[: known[-1] + 1], pair.ds[known[-1]]


def _lead(supposed: Supposed, last: dt.date, freq: Freq, horizon: int) -> int:
    """The number of the coming period, from 0, in which it happens."""
    lead = period_number(supposed.day, freq) - period_number(last, freq) - 1
    if not 0 <= lead < horizon:
        first, end = after(last, 1, freq, month_end=False), after(last, horizon, freq, month_end=False)
        raise QueryError(
            f"{supposed.text!r} lies outside the coming periods ({first} to {end}); name a date there, or a longer "
            "horizon"
        )
    return lead


def condition(mean: Floats, covariance: Floats, acts: Sequence[tuple[int, Kernel | None]]) -> tuple[Floats, Floats]:
    """Mean and covariance given acts at these leads, each with its kernel (none where it is not known).

    Args:
        mean: of the baseline (H,).
        covariance: of the baseline (H, H).
        acts: lead and kernel of each.
    """
    moved, wider = mean.copy(), covariance.copy()
    for lead, found in acts:
        if found is None:
            continue
        length = min(found.reach, len(mean) - lead)
        place = slice(lead, lead + length)
        moved[place] += found.mean[:length]
        wider[place, place] += found.covariance[:length, :length]
    return moved, wider


def draw(mean: Floats, covariance: Floats, options: Scenario) -> Floats:
    """Seeded paths (N, H) on the root scale."""
    generator = np.random.default_rng(options.seed)
    values, vectors = np.linalg.eigh(covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    return np.asarray(mean + generator.standard_normal((options.paths, len(mean))) @ root.T)


def _paths(
    name: str, days: list[dt.date], mean: Floats, covariance: Floats, moved: Floats, wider: Floats, options: Scenario
) -> pl.DataFrame:
    unit = float(special.ndtri((1 + options.interval) / 2))
    percent = round(100 * options.interval)
    columns: dict[str, object] = {"unique_id": [name] * len(days), "ds": days}
    for label, centre, matrix in (("baseline", mean, covariance), ("scenario", moved, wider)):
        half = unit * np.sqrt(np.diag(matrix))
        columns[label] = signed_square(centre)
        columns[f"{label}-lo-{percent}"] = signed_square(centre - half)
        columns[f"{label}-hi-{percent}"] = signed_square(centre + half)
    return pl.DataFrame(columns)


def _outcomes(terms: Terms, baseline: tuple[Floats, Floats], scenario: tuple[Floats, Floats]) -> pl.DataFrame:
    """The odds of the named outcomes."""
    tail, edge = terms.periods, terms.edge
    columns: dict[str, object] = {"outcome": list(OUTCOMES)}
    for label, (mean, covariance) in (("baseline", baseline), ("scenario", scenario)):
        change = float(mean[-tail:].mean()) - terms.level
        spread = float(np.sqrt(covariance[-tail:, -tail:].mean()))
        up, down = float(special.ndtr((change - edge) / spread)), float(special.ndtr((-edge - change) / spread))
        columns[label] = [up, 1 - up - down, down]
    return pl.DataFrame(columns)


def volatility(z: Floats, horizon: int, tail: int, discount: float, covariance: Floats, options: Scenario) -> float:
    """The root mean square of past changes like the one asked about: a mean of `tail` periods against the level before.

    Where there are fewer than `min_history` past ones, the baseline's own standard deviation of it.
    """
    before = origins(z, 1, discount)
    starts = [t for t in range(len(z) - horizon + 1) if before.known[t] >= options.min_history]
    changes = np.array([np.mean(z[t + horizon - tail : t + horizon]) - before.centre[t] for t in starts])
    changes = changes[np.isfinite(changes)]
    if len(changes) >= options.min_history:
        return float(np.sqrt(np.mean(changes**2)))
    return float(np.sqrt(covariance[-tail:, -tail:].mean()))


def _effects(supposed: Sequence[Supposed], found: Sequence[Kernel | None], options: Scenario) -> pl.DataFrame:
    percent = round(100 * options.interval)
    unit = float(special.ndtri((1 + options.interval) / 2))
    names = ("effect", f"effect-lo-{percent}", f"effect-hi-{percent}", "common", "placebo_p")
    table = []
    for one, held in zip(supposed, found, strict=True):
        for lag in range(len(held.mean) if held else 0):
            assert held is not None
            half = unit * float(np.sqrt(held.covariance[lag, lag]))
            middle = float(held.mean[lag])
            values = (middle, middle - half, middle + half, float(held.common[lag]), float(held.placebo[lag]))
            used = lag < held.reach and held.n >= options.min_analogues
            table.append((one.kind, lag, *values, used, held.n, held.own, held.pairs))
    kinds = {"supposed": pl.String, "lag": pl.Int64, **dict.fromkeys(names, pl.Float64), "used": pl.Boolean}
    counts = dict.fromkeys(("analogues", "own_analogues", "pairs"), pl.Int64)
    return pl.DataFrame(table, schema={**kinds, **counts}, orient="row").with_columns(pl.col(names).fill_nan(None))


def _basis(pair: Pair, periods: int, options: Scenario) -> str:
    """What the baseline of the pair rests on."""
    acts = "1 act" if pair.acts == 1 else f"{pair.acts} acts"
    few = (
        f", too few to learn from (at least {options.pair_acts}): the baseline rests on little"
        if pair.acts < options.pair_acts
        else ""
    )
    return f"{pair.name}: {acts} of the pair in {periods} periods{few}"


def _note(one: Supposed, found: Kernel | None, used: Kernel | None, options: Scenario) -> str:
    n = found.n if found else 0
    if used is None:
        return (
            f"{one.kind}: {n} past acts with what came before and after them known are too few (at least "
            f"{options.min_analogues}); the baseline is given in its place"
        )
    where = "1 pair" if used.pairs == 1 else f"{used.pairs} pairs"
    head = f"{one.kind}: {n} analogues in {where} ({used.own} of this pair)"
    if used.reach == 0:
        return f"{head}; no effect is told from none: the baseline stands throughout"
    if used.reach == len(used.mean):
        return f"{head}; the effect is told from none at all {used.reach} lags looked at"
    later = "the period after it" if used.reach == 1 else f"{used.reach} periods after it"
    return f"{head}; it equals the baseline from {later} on"
