"""The store: exponentially decayed counts of keys, at several half-lives, moved on day by day.

The keys that will ever be asked for are numbered once (their counts are zero until they have happened, so that
numbering them tells nothing of the future); a day multiplies every count by its decay and adds the day's facts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.forecast.links.facts import Ints

Floats = NDArray[np.float32]

HALF_LIVES = (3.0, 10.0, 30.0, 100.0, 400.0)
"""Half-lives of the counts, in days."""

FADED = 1e-4
"""A count that has fallen below this at the longest half-life is taken for none."""


class Counts:
    """Decayed counts of numbered keys.

    Attributes:
        keys: the keys that occur, sorted (K,).
        values: their counts at each half-life (K, H), as of `day`.
    """

    def __init__(self, keys: Ints) -> None:
        self.keys = np.unique(keys)
        self.values: Floats = np.zeros((len(self.keys), len(HALF_LIVES)), dtype=np.float32)
        self.day: int | None = None

    def move(self, day: int) -> None:
        """Let the counts fade until `day`."""
        if self.day is not None and day > self.day:
            self.values *= np.exp2(-(day - self.day) / np.array(HALF_LIVES)).astype(np.float32)
        self.day = day

    def add(self, keys: Ints) -> None:
        """Count facts of the present day."""
        places, times = np.unique(np.searchsorted(self.keys, keys), return_counts=True)
        self.values[places] += times[:, None]

    def get(self, keys: Ints) -> Floats:
        """The counts of keys (n,) as (n, H); zero for keys that never occur."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[places] == keys)[:, None], self.values[places], np.float32(0))

    def held(self) -> Ints:
        """The places of the keys that have happened and not faded, in the order of the keys."""
        return np.flatnonzero(self.values[:, -1] > FADED)


class Groups:
    """The keys of a `Counts` by their leading part, to list what has followed a prefix so far."""

    def __init__(self, counts: Counts, base: int) -> None:
        self.counts = counts
        self.base = base
        self.prefix = counts.keys // base

    def of(self, prefixes: Ints) -> tuple[Ints, Ints, Floats]:
        """For prefixes (n,), of each key that has happened: the position of its prefix, its last part, its counts."""
        low = np.searchsorted(self.prefix, prefixes, side="left")
        size = np.searchsorted(self.prefix, prefixes, side="right") - low
        owner = np.repeat(np.arange(len(prefixes)), size)
        place = np.arange(size.sum()) + np.repeat(low - (np.cumsum(size) - size), size)
        held = self.counts.values[place, -1] > FADED
        place = place[held]
        return owner[held], self.counts.keys[place] % self.base, self.counts.values[place]
