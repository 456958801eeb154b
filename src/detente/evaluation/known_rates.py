"""What foreknowledge would give: the Brier score of one who knows how often each event really comes.

A question's windows are cut into blocks of windows that do not overlap. Whoever knows the true chance p of a block and
gives it each time has the expected Brier score p(1 - p). Of n windows in which the event came S times,
S(n - S) / (n(n - 1)) is the unbiased estimate of it (the sample variance of yes and no) if the windows are alike and
independent; the share S / n itself, which has seen its own windows, would score too well. Long blocks are foreknowledge
of the level, short ones of its ups and downs too: a yardstick for forecasts, no forecast.
"""

from __future__ import annotations

import numpy as np

from detente.evaluation.results import Table
from detente.forecast.questions import scores
from detente.forecast.questions.acts import Flags, Ints, Reals
from detente.forecast.questions.features import Rows

BLOCKS = (4, 2)
"""Windows, one after another, whose common chance is known; besides all the windows that are reported."""


def known_rate(asked: Rows, came: Reals, window: int, block: int | None) -> tuple[Reals, Flags]:
    """The expected Brier scores (n,) of one who knows each block's chance, and which rows have one (n,).

    Rows of a block with a single window have none: what is known of it cannot be told from what happened.

    Args:
        asked: the questions.
        came: (n,) 1 where the event came, 0 where it did not.
        window: days of a window.
        block: windows of a block; None for all.
    """
    _, group = np.unique(np.stack([asked.pair, asked.kind, *_times(asked.start, window, block)]), axis=1,
                         return_inverse=True)  # fmt: skip
    group = group.ravel()
    n, hits = np.bincount(group), np.bincount(group, came)
    return (hits * (n - hits) / np.maximum(n * (n - 1), 1))[group], (n >= 2)[group]


def _times(start: Ints, window: int, block: int | None) -> tuple[Ints, Ints]:
    """The block in which each window lies, and which of the overlapping series of windows it belongs to."""
    origins, number = np.unique(start, return_inverse=True)
    step = int(np.diff(origins).min()) if len(origins) > 1 else window
    apart = -(-window // step)
    number = (origins - origins[0])[number] // step
    return number // apart // block if block else np.zeros_like(number), number % apart


def known_rates(asked: Rows, came: Reals, window: int, forecast: Reals, bases: dict[str, Reals]) -> Table:
    """What such foreknowledge gains on base rates, and the forecast on the same rows beside it.

    Args:
        asked: the questions.
        came: (n,) 1 where the event came, 0 where it did not.
        window: days of a window.
        forecast: (n,) the forecasts.
        bases: (n,) base rates by name.
    """
    rows = [_row(asked, came, window, block, forecast, bases) for block in (None, *BLOCKS)]
    heads = [f"{who} against {name}" for name in bases for who in ("known", "forecast")]
    return Table(f"If the true rate were known, {window} days", ("known of", "forecasts", "Brier", *heads),
                 tuple(row for row in rows if row))  # fmt: skip


def _row(
    asked: Rows, came: Reals, window: int, block: int | None, forecast: Reals, bases: dict[str, Reals]
) -> tuple[str | int | float, ...] | None:
    expected, held = known_rate(asked, came, window, block)
    if not held.any():
        return None
    known, made = float(expected[held].mean()), scores.brier(forecast[held], came[held])
    row: list[str | int | float] = [
        f"each {block} windows" if block else "all windows",
        int(held.sum()),
        round(known, 5),
    ]
    for base in bases.values():
        theirs = scores.brier(base[held], came[held])
        row += [round(1 - mine / theirs, 4) if theirs > 0 else "no error to beat" for mine in (known, made)]
    return tuple(row)
