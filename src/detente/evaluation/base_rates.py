"""Plain rolling base rates: the share of a question's windows in its last so many days in which the event came.

They are the yardsticks that a reader would take first: no half-life, nothing picked. Every window that lies in those
days counts, whichever day it begins on.
"""

from __future__ import annotations

import numpy as np

from detente.forecast.questions.acts import Ints, Panel, Reals
from detente.forecast.questions.features import Rows

SPANS = (60, 90, 180)
"""Days that a rolling base rate looks back; shorter ones than two windows are left out."""


def rolling_shares(panel: Panel, asked: Rows, window: int) -> dict[str, Reals]:
    """The rolling base rates by name, (n,) each; acts count as known on their day, as in a record without late reports.

    Args:
        panel: the record.
        asked: the questions.
        window: days of a window.
    """
    names = {f"last {span} days": span for span in SPANS if span >= 2 * window}
    out = {name: np.zeros(len(asked)) for name in names}
    start = asked.start - panel.first
    for kind in np.unique(asked.kind):
        held = np.flatnonzero(asked.kind == kind)
        came = _came(panel, int(kind), window)
        for name, span in names.items():
            out[name][held] = _share(came, asked.pair[held], start[held], span, window)
    return out


def _came(panel: Panel, kind: int, window: int) -> Ints:
    """(days + 1, P) of the windows that begin before each day, in how many an act of the kind came."""
    acts, days = panel.acts, len(panel.covered)
    place = panel.place(acts.actor, acts.recipient)
    held = acts.of[:, kind] & (place >= 0) & (acts.day >= panel.first)
    on = np.zeros((days + 1, len(panel.pairs)), dtype=np.int64)
    on[acts.day[held] - panel.first + 1, place[held]] = 1
    up_to = np.cumsum(on, axis=0)
    came = up_to[window:] > up_to[:-window]
    return np.concatenate([np.zeros((1, came.shape[1]), dtype=np.int64), np.cumsum(came, axis=0)])


def _share(came: Ints, pair: Ints, start: Ints, span: int, window: int) -> Reals:
    """The share of windows that begin in the span before `start` and end before it."""
    end = start - window + 1
    begin = np.maximum(start - span, 0)
    return np.asarray((came[end, pair] - came[begin, pair]) / (end - begin))
