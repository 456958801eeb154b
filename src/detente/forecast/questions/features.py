"""What is known of each question on the first day of its window: the numbers that the hazard is fitted to.

Counts are acts a day at several half-lives, times the length of the window, as logarithms: log(rate * days + c). They
are the pair's own acts of the kind, of its more general kind, of any and of the opposite kind; the other side's acts
(reverse); what actor and recipient do elsewhere, what is done to the recipient's state and within it (third parties);
and the calendar.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.forecast.questions.acts import Floats, Ints, Panel, Reals
from detente.forecast.questions.walk import BASE_HALF_LIVES, HALF_LIVES, Snapshot, Walk

SMOOTH = 0.05
"""Acts that are added to every count before its logarithm, so that none is not minus infinity."""

YEAR = 364
"""A year in whole weeks: the same window a year ago begins on the same day of the week."""

GROUPS = ("base rate", "own acts of this kind", "own acts of like kind", "all own acts", "opposite acts",
          "the other side's acts", "third parties", "the calendar")  # fmt: skip
"""What the drivers of an answer are called."""


def _columns() -> list[tuple[str, int]]:
    """The columns by name and number of their group."""
    h = [f"{one:g}" for one in HALF_LIVES]
    return [
        *((f"base {name}", 0) for name in BASE_HALF_LIVES),
        *((f"own {one}", 1) for one in h), ("since", 1),
        *((f"like {one}", 2) for one in h),
        *((f"all {one}", 3) for one in h), *((f"share {one}", 3) for one in h[2:]),
        *((f"opposite {one}", 4) for one in h),
        *((f"reverse {one}", 5) for one in h), *((f"reverse like {one}", 5) for one in h),
        *((f"reverse all {one}", 5) for one in h),
        *((f"actor elsewhere {one}", 6) for one in h[:4]), *((f"to recipient {one}", 6) for one in h[:4]),
        *((f"to its state {one}", 6) for one in h[:4]), *((f"within its state {one}", 6) for one in h[:4]),
        ("occasions", 7), ("last year", 7),
    ]  # fmt: skip


COLUMNS = tuple(name for name, _ in _columns())
GROUP = np.array([group for _, group in _columns()])
MAIN = np.array(
    [
        COLUMNS.index(name)
        for name in ("base all history", "base half-life 90", "own 10", "own 30", "all 30", "reverse 30")
    ]
)
"""Columns whose weight may differ by kind (shrunk towards the common one)."""


COLUMNS_OF_ROWS = ("pair", "kind", "start", "x", "base", "known", "acts")


@dataclass(frozen=True, slots=True)
class Rows:
    """Questions at origins, a row each (n,).

    Attributes:
        pair: the pair's number.
        kind: the kind's number.
        start: the first day of the window.
        x: (n, F) what is known of it before that day.
        base: (n, B) the rolling base rates; NaN where unknown.
        known: when it was first known that the event had come in the window; `NEVER` if it did not.
        acts: how many acts of its pair were known before that day.
    """

    pair: Ints
    kind: Ints
    start: Ints
    x: Floats
    base: Floats
    known: Ints
    acts: Ints

    def __len__(self) -> int:
        return len(self.pair)

    def where(self, held: np.ndarray) -> Rows:
        """The rows at these places."""
        return Rows(*(getattr(self, name)[held] for name in COLUMNS_OF_ROWS))


def rows(panel: Panel, window: int, starts: Sequence[int] | Ints, enough: int, always: int | None = None) -> Rows:
    """The questions of every pair with enough acts before each start, of every kind, in the order of time.

    Args:
        panel: the record.
        window: days of a window.
        starts: first days of windows, in order.
        enough: acts that a pair must have had before.
        always: a pair that is asked about all the same.
    """
    parts = [_at(panel, shot, window, enough, always) for shot in Walk(panel, window).snapshots(starts)]
    pair, kind, start, x, base, acts = (np.concatenate(column) for column in zip(*parts, strict=True))
    x[:, COLUMNS.index("last year")] = panel.first_known(pair, kind, start - YEAR, window) < start
    return Rows(pair, kind, start, x, base, panel.first_known(pair, kind, start, window), acts)


def _at(
    panel: Panel, shot: Snapshot, window: int, enough: int, always: int | None
) -> tuple[Ints, Ints, Ints, Floats, Floats, Ints]:
    acts = np.bincount(panel.place(*_known(panel, shot.day)) + 1, minlength=len(panel.pairs) + 1)[1:]
    held = acts >= enough
    if always is not None:
        held[always] = True
    pairs = np.flatnonzero(held)
    kind = np.tile(panel.kinds.asked, len(pairs))
    pair = np.repeat(pairs, len(panel.kinds.asked))
    x = _features(panel, shot, window, pair, kind)
    return pair, kind, np.full(len(pair), shot.day), x, shot.base[pair, kind], acts[pair]


def _known(panel: Panel, day: int) -> tuple[Ints, Ints]:
    end = int(np.searchsorted(panel.acts.known, day))
    return panel.acts.actor[:end], panel.acts.recipient[:end]


def _features(panel: Panel, shot: Snapshot, window: int, pair: Ints, kind: Ints) -> Floats:
    kinds, own = panel.kinds, shot.own
    like, every = kinds.parent[kind], np.full(len(kind), kinds.any)
    back = panel.place(panel.pairs[:, 1], panel.pairs[:, 0])[pair]
    other = np.where((back >= 0)[:, None, None], own[back], np.float32(0))
    at = np.arange(len(pair))
    whole = own[:, :, -1].sum(axis=0)
    share = (whole / max(float(whole[kinds.any]), 1e-9))[kind][:, None]
    actor, recipient = panel.pairs[pair, 0], panel.pairs[pair, 1]
    # What the two do to each other is not what they do elsewhere.
    away = np.maximum(shot.actor[actor, kind] - own[pair, kind], 0)
    towards = np.maximum(shot.recipient[recipient, kind] - own[pair, kind], 0)
    home = panel.homes[recipient]
    known = (home >= 0)[:, None]
    state = np.where(known, shot.towards[home, kind], np.float32(0))
    within = np.where(known, shot.within[home, kinds.any], np.float32(0))
    counts = np.concatenate(
        [
            own[pair, like], own[pair, every], own[pair, every][:, 2:] * share,
            own[pair[:, None], kinds.opposite[kind]].sum(axis=1),
            other[at, kind], other[at, like], other[at, every], away[:, :4], towards[:, :4],
            state[:, :4], within[:, :4],
        ],
        axis=1,
    )  # fmt: skip
    since = np.log1p(shot.since[pair, kind])[:, None]
    calendar = np.stack([_occasions(panel, shot.day, window)[pair], np.zeros(len(pair))], axis=1)
    parts = (
        _log_odds(shot.base[pair, kind], shot.windows),
        _log(own[pair, kind], window), since, _log(counts, window), calendar,
    )  # fmt: skip
    return np.concatenate(parts, axis=1).astype(np.float32)


def _log(rate: Floats, window: int) -> Floats:
    return np.asarray(np.log(rate * np.float32(window) + np.float32(SMOOTH)))


def _log_odds(base: Floats, windows: Reals) -> Reals:
    """Log-odds of the base rates with a tenth of a window added to each side; even odds where no window has closed."""
    n = np.maximum(windows, 0)
    hits = np.nan_to_num(base) * n + 0.1
    return np.asarray(np.log(hits / (n + 0.2 - hits)))


def _occasions(panel: Panel, day: int, window: int) -> Reals:
    """(P,) dates of the calendar in the window that were known before it began."""
    pair, on, known = panel.occasions.T
    held = (on >= day) & (on < day + window) & (known < day)
    return np.bincount(pair[held], minlength=len(panel.pairs)).astype(np.float64)
