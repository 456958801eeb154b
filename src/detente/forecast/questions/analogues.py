"""Like windows of the past by their dates, and in which of them the event came: what an answer may be held against.

Of the hazard they are the past forecasts that looked most alike; of the base rate they are the windows of the question
itself, one after another, counted and not weighed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np

from detente.forecast.questions.acts import NEVER, Ints, Panel
from detente.forecast.questions.question import Question
from detente.forecast.questions.rolling import Issued

NEAREST = 5
"""Like windows that an answer names."""


@dataclass(frozen=True, slots=True)
class Analogue:
    """A window of the past.

    Attributes:
        pair: `PER > CHL`; None where the parties have no names.
        kind: what was asked: a root, a quad, or a kind of the question's own.
        start: its first day.
        end: its last day.
        forecast: what the hazard would have said then, before calibration; None where it was not asked.
        came: whether the event came.
    """

    pair: str | None
    kind: str
    start: dt.date
    end: dt.date
    forecast: float | None
    came: bool

    def row(self) -> dict[str, Any]:
        """The window as a flat row."""
        return {name: getattr(self, name) for name in ("pair", "kind", "start", "end", "forecast", "came")}


def issued_alike(panel: Panel, issued: Issued, chosen: Ints, window: int) -> tuple[Analogue, ...]:
    """The nearest of the past forecasts that looked alike.

    Args:
        panel: the record.
        issued: past forecasts.
        chosen: numbers of those that looked alike, the nearest first.
        window: days of a window.
    """
    rows = issued.rows
    return tuple(
        Analogue(
            _name(panel, int(rows.pair[one])), panel.kinds.names[int(rows.kind[one])],
            dt.date.fromordinal(int(rows.start[one])), dt.date.fromordinal(int(rows.start[one]) + window - 1),
            float(issued.raw[one]), bool(issued.came[one]),
        )
        for one in chosen[:NEAREST]
    )  # fmt: skip


def own_windows(panel: Panel, question: Question, pair: int) -> tuple[int, int, tuple[Analogue, ...]]:
    """The windows before a question's, one after another and none without anything read: how many, in how many of them
    the event came, and the latest.

    Args:
        panel: the record.
        question: what is asked.
        pair: the number of its pair.
    """
    start, window, kind = question.start.toordinal(), question.days, panel.kinds.number(question.kind)
    starts = np.arange(start - window, panel.first - 1, -window)
    read = np.concatenate([[0], np.cumsum(panel.covered)])
    starts = starts[read[starts - panel.first + window] > read[starts - panel.first]]
    same = np.full(len(starts), 1)
    came = panel.first_known(pair * same, kind * same, starts, window) < NEVER
    latest = tuple(
        Analogue(
            f"{question.actor} > {question.recipient}", question.kind, dt.date.fromordinal(int(day)),
            dt.date.fromordinal(int(day) + window - 1), None, bool(happened),
        )
        for day, happened in zip(starts[:NEAREST], came[:NEAREST], strict=True)
    )  # fmt: skip
    return len(starts), int(came.sum()), latest


def _name(panel: Panel, pair: int) -> str | None:
    actor, recipient = panel.pairs[pair]
    return f"{panel.parties[actor]} > {panel.parties[recipient]}" if panel.parties else None
