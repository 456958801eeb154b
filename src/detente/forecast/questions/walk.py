"""The state of the record on a day, moved on by the day: decayed counts, and base rates of past windows.

A snapshot of day t holds what was known at the end of the day before and nothing else: an act enters on the day on
which it became known, with the age that it then has; a window of the base rate enters on the day after it closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.forecast.questions.acts import Floats, Ints, Panel, Reals

HALF_LIVES = (3.0, 10.0, 30.0, 100.0, 1000.0)
"""Half-lives of the counts, in days: from a flare-up to the standing of a pair."""

BASE_HALF_LIVES: dict[str, float | None] = {"all history": None, "half-life 365": 365.0, "half-life 90": 90.0,
                                            "half-life 30": 30.0}  # fmt: skip
"""The rolling base rates: the share of past windows in which the event came, alike or fading (half-lives in days)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was known before a day.

    Attributes:
        day: the first day of the windows asked about.
        own: (P, K, H) acts a day of each pair and kind at each half-life.
        actor: (parties, K, H) the same of all acts of a party.
        recipient: (parties, K, H) the same of all acts towards a party.
        towards: (homes, K, H) the same of all acts towards a state and its bodies.
        within: (homes, K, H) the same of what a state and its bodies do to each other.
        since: (P, K) days since the last act, at most the length of the record.
        base: (P, K, B) the rolling base rates, NaN where no window has closed.
        windows: (B,) past windows behind each base rate, as if they did not overlap.
    """

    day: int
    own: Floats
    actor: Floats
    recipient: Floats
    towards: Floats
    within: Floats
    since: Floats
    base: Floats
    windows: Reals


class Walk:
    """Moves through the record by the day for windows of one length, giving snapshots."""

    def __init__(self, panel: Panel, window: int) -> None:
        self.panel, self.window = panel, window
        k, parties = len(panel.kinds.names), 1 + int(max(panel.pairs.max(initial=0), 0))
        self.fade = np.exp2(-1 / np.array(HALF_LIVES)).astype(np.float32)
        self.own = np.zeros((len(panel.pairs), k, len(HALF_LIVES)), dtype=np.float32)
        self.actor = np.zeros((parties, k, len(HALF_LIVES)), dtype=np.float32)
        self.recipient = np.zeros_like(self.actor)
        homes = 1 + int(panel.homes.max(initial=0))
        self.towards = np.zeros((homes, k, len(HALF_LIVES)), dtype=np.float32)
        self.within = np.zeros_like(self.towards)
        self.exposure = np.zeros(len(HALF_LIVES))
        self.last = np.full(self.own.shape[:2], -(10**9), dtype=np.int64)
        self.rate_fade = np.array([1.0 if h is None else 2 ** (-1 / h) for h in BASE_HALF_LIVES.values()])
        self.hits = np.zeros((*self.last.shape, len(BASE_HALF_LIVES)), dtype=np.float32)
        self.seen = np.zeros(len(BASE_HALF_LIVES))
        self.place = panel.place(panel.acts.actor, panel.acts.recipient)
        self.home = panel.homes[panel.acts.recipient]
        self.inside = np.where(self.home == panel.homes[panel.acts.actor], self.home, -1)
        self.read = np.concatenate([[0], np.cumsum(panel.covered)])

    def snapshots(self, days: Sequence[int] | Ints) -> Iterator[Snapshot]:
        """The snapshot of each of these days, in their order, which must be that of time."""
        day = self.panel.first
        for asked in days:
            while day < asked:
                self._live(day)
                day += 1
            yield self._snapshot(day)

    def _live(self, day: int) -> None:
        """Take in what became known on a day, close the window that ended on it, and let all fade by the day."""
        low, high = np.searchsorted(self.panel.acts.known, [day, day + 1])
        if high > low:
            self._add(slice(int(low), int(high)), day)
        self._close(day)
        for counts in (self.own, self.actor, self.recipient, self.towards, self.within):
            counts *= self.fade
        self.exposure = (self.exposure + 1) * self.fade

    def _add(self, new: slice, day: int) -> None:
        acts = self.panel.acts
        act, kind = np.nonzero(acts.of[new])
        age = (day - acts.day[new])[act]
        weight = self.fade ** np.minimum(age, 10**4)[:, None].astype(np.float32)
        for counts, who in (
            (self.own, self.place), (self.actor, acts.actor), (self.recipient, acts.recipient),
            (self.towards, self.home), (self.within, self.inside),
        ):  # fmt: skip
            at = who[new][act]
            held = (at >= 0) & (at < len(counts))
            np.add.at(counts, (at[held], kind[held]), weight[held])
        at = self.place[new][act]
        held = at >= 0
        np.maximum.at(self.last, (at[held], kind[held]), acts.day[new][act][held])

    def _close(self, day: int) -> None:
        """The window that ends on this day, if it lies in the record and anything was read that was published in it."""
        end, window = day - self.panel.first + 1, self.window
        if end < window or self.read[end] == self.read[end - window]:
            return
        came = (day - self.last < window)[:, :, None]
        self.hits = (self.hits * self.rate_fade + came).astype(np.float32)
        self.seen = self.seen * self.rate_fade + 1

    def _snapshot(self, day: int) -> Snapshot:
        exposure = np.maximum(self.exposure, 1e-6).astype(np.float32)
        record = day - self.panel.first + 1
        with np.errstate(invalid="ignore", divide="ignore"):
            base = np.where(self.seen > 0, self.hits / self.seen, np.nan).astype(np.float32)
        return Snapshot(
            day,
            self.own / exposure,
            self.actor / exposure,
            self.recipient / exposure,
            self.towards / exposure,
            self.within / exposure,
            np.minimum(day - self.last, record).astype(np.float32),
            base,
            self.seen / self.window,
        )
