"""Event questions: whether an act of a kind comes in a window, on every pair with enough acts, against the base rate.

The forecasts are made as `detente chance` makes them, rolling through the days. Those of the first part of the record
were there to choose by; the later part is reported. The yardsticks, from plain to hard: each question's share over all
history and over its last 90 days; the rolling base rate that each question's own past picks; and the one that turns out
best, which nobody could have known: a disadvantage to detente. What knowing the true rates would gain stands beside.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from detente.errors import QueryError
from detente.evaluation.base_rates import rolling_shares
from detente.evaluation.known_rates import known_rates
from detente.evaluation.results import Measure, Result, Table
from detente.forecast.questions import scores
from detente.forecast.questions.acts import Ints, Panel, Reals
from detente.forecast.questions.answering import blocks
from detente.forecast.questions.icews import icews_panel
from detente.forecast.questions.rolling import Issued, learn
from detente.forecast.questions.walk import BASE_HALF_LIVES
from detente.settings import Questions as Options
from detente.settings import load

WINDOWS = (7, 28)
"""Lengths of the windows, in days."""

VERSION = "hazard/2"

ALL, RECENT, OWN = "all history", "last 90 days", "picked on the past by question"
"""The base rates that a skill is printed against, besides the best."""


def evaluate(data: Path) -> Result:
    """Brier skill, calibration error and log score on a folder in the form of ICEWS14.

    Raises:
        DocumentError: a file of the folder cannot be used.
        QueryError: a file is missing, or the data are too few.
    """
    options = load().questions
    panel = icews_panel(data, options)
    measures: list[Measure] = []
    tables: list[Table] = []
    for window in WINDOWS:
        held = _reported(panel, window, options)
        every = _every(held, rolling_shares(panel, held.rows, window))
        name = min(every, key=lambda one: scores.brier(every[one], held.came))
        measures += _measures(held, every, name, window, options)
        tables += [_bases(held, every, name, window, options), _kinds(held, every[name], panel, window)]
        tables.append(_bins(held, window))
        against = {one: every[one] for one in dict.fromkeys((ALL, OWN, name))}
        tables.append(known_rates(held.rows, held.came, window, held.model, against))
    return Result(
        "questions",
        f"at least one act in {WINDOWS[0]} and {WINDOWS[1]} days, {_pairs(panel, options)}",
        VERSION,
        tuple(measures),
        tuple(tables),
        (
            f"reported from day {_first(panel, options) - panel.first} of {len(panel.covered)}; the days before were "
            "there to choose by",
            "the best rolling base rate is picked with hindsight; its name stands in the table",
        ),
    )


def _first(panel: Panel, options: Options) -> int:
    return panel.first + round(options.report_from * len(panel.covered))


def _pairs(panel: Panel, options: Options) -> str:
    return f"ordered pairs from {options.pair_acts} earlier acts on, 16 roots and 4 quads"


def _reported(panel: Panel, window: int, options: Options) -> Issued:
    issued = learn(panel, window, panel.last + 1, options).issued
    held = None if issued is None else issued.where(issued.rows.start >= _first(panel, options))
    if held is None or not len(held):
        raise QueryError(f"the facts give no closed window of {window} days to report on; give more days or more pairs")
    return held


def _every(held: Issued, plain: dict[str, Reals]) -> dict[str, Reals]:
    """The rolling base rates by name."""
    fixed = {name: held.base[:, number] for number, name in enumerate(BASE_HALF_LIVES)}
    return {**fixed, **plain, "picked on the past": held.picked, OWN: held.own}


def _measures(held: Issued, every: dict[str, Reals], name: str, window: int, options: Options) -> list[Measure]:
    came, n, best = held.came, len(held), every[name]
    counts = {"origins": len(np.unique(held.rows.start)), "came": int(came.sum())}
    block = blocks(held.rows.start, window, options)
    about = f"{options.interval:.0%} bootstrap over blocks of {max(options.block_days, window)} days"

    def measure(
        key: str,
        label: str,
        value: float | None,
        low: float | None = None,
        high: float | None = None,
        interval: str = "",
    ) -> Measure:
        return Measure(
            f"{key}_{window}", f"{label}, {window} days", value, low, high, interval, n, "forecasts", counts, decimals=4
        )

    against = {
        "skill": ("the best rolling base rate", name),
        "skill_own": ("the base rate picked by each question", OWN),
        "skill_all": ("the base rate of all history", ALL),
        "skill_recent": ("the base rate of the last 90 days", RECENT),
    }
    return [
        *(
            measure(key, f"Brier skill against {label}", *_skill(held, every[one], block, options), about)
            for key, (label, one) in against.items()
        ),
        measure("brier", "Brier score", scores.brier(held.model, came)),
        measure("ece", "expected calibration error", scores.calibration_error(held.model, came)),
        measure("log", "log score", scores.log_score(held.model, came)),
        measure("log_base", "log score of that base rate", scores.log_score(best, came)),
    ]


def _skill(
    held: Issued, other: Reals, block: Ints, options: Options
) -> tuple[float | None, float | None, float | None]:
    return scores.skill(held.model, other, held.came), *_ends(held, other, block, options)


def _ends(held: Issued, best: Reals, block: Ints, options: Options) -> tuple[float | None, float | None]:
    found = scores.skill_interval(
        held.model, best, held.came, block, options.bootstrap_draws, options.interval, options.seed
    )
    return found or (None, None)


def _bases(held: Issued, every: dict[str, Reals], name: str, window: int, options: Options) -> Table:
    """Every base rate, the raw hazard, and the skill with pairs drawn whole in place of days."""
    best = every[name]
    low, high = _ends(held, best, held.rows.pair, options)
    pairs = f"pairs drawn whole: {low:.4f} to {high:.4f}" if low is not None and high is not None else ""
    forecasts = {"calibrated hazard": held.model, "raw hazard": held.raw, **every}
    rows = tuple(
        (
            one, round(scores.brier(p, held.came), 5), _share(scores.skill(p, best, held.came)),
            round(scores.calibration_error(p, held.came), 4),
            "yardstick" if one == name else pairs if one == "calibrated hazard" else "",
        )
        for one, p in forecasts.items()
    )  # fmt: skip
    return Table(f"Forecasts, {window} days", ("forecast", "Brier", "skill", "calibration error", ""), rows)


def _kinds(held: Issued, best: Reals, panel: Panel, window: int) -> Table:
    return Table(
        f"By kind, {window} days",
        ("kind", "forecasts", "came", "skill"),
        _grouped(held, best, held.rows.kind, lambda number: panel.kinds.names[number]),
    )


def _grouped(
    held: Issued, best: Reals, group: Ints, name: Callable[[int], str]
) -> tuple[tuple[str | int | float, ...], ...]:
    rows = []
    for number in np.unique(group):
        own = group == number
        value = scores.skill(held.model[own], best[own], held.came[own])
        rows.append((name(int(number)), int(own.sum()), int(held.came[own].sum()), _share(value)))
    return tuple(rows)


def _share(value: float | None) -> float | str:
    return "no error to beat" if value is None else round(value, 4)


def _bins(held: Issued, window: int) -> Table:
    rows = tuple(
        (f"{one.low:.1f} to {one.high:.1f}", one.n, round(one.forecast, 3), round(one.came, 3))
        for one in scores.reliability(held.model, held.came)
    )
    return Table(f"Reliability, {window} days", ("forecast", "n", "mean forecast", "share that came"), rows)
