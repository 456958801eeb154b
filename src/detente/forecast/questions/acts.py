"""Acts as numbers: who to whom, on which day, known since when, and which kinds of question each one answers.

A *kind* is what a question can ask for: one of the sixteen roots, one of the four quads, any act, and, where it is
asked for, a kind of the question's own (a root at a level, on an issue). Every kind has a parent, the more general one
that it is pooled with.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.ontology import QUADS, roots

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).max
"""The day on which something that did not happen was known."""

ANY = "any"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds (K,) by name.

    Attributes:
        names: roots, quads, `any`, then the question's own.
        parent: (K,) the number of the more general kind: a root's quad, a quad's own, `any` for the rest.
        opposite: (K, 2) cooperation's two quads for a kind of conflict, and the other way round.
    """

    names: tuple[str, ...]
    parent: Ints
    opposite: Ints

    @property
    def any(self) -> int:
        """The number of the kind that every act is of."""
        return self.names.index(ANY)

    @property
    def asked(self) -> Ints:
        """The kinds that are learnt from: all but `any`, which the others contain."""
        return np.array([number for number, name in enumerate(self.names) if name != ANY])

    def number(self, name: str) -> int:
        """The number of a kind by its name."""
        return self.names.index(name)


def kinds(own: str | None = None, parent: str | None = None) -> Kinds:
    """The kinds of the codebook, and one more called `own` whose more general kind is `parent`."""
    names = [*roots(), *QUADS, ANY, *([own] if own else [])]
    above = [*(root.quad for root in roots().values()), *QUADS, ANY, *([parent or ANY] if own else [])]
    places = np.array([names.index(name) for name in above])
    return Kinds(tuple(names), places, np.array([_opposite(names, int(place)) for place in places]))


def _opposite(names: Sequence[str], place: int) -> list[int]:
    """The two quads on the other side; of a root that is a parent (a root at a level), those of its quad."""
    name = names[place]
    quad = roots()[name].quad if name in roots() else name
    side = "cooperation" if quad.endswith("conflict") else "conflict"
    return [names.index(other) for other in QUADS if other.endswith(side)]


@functools.cache
def root_kinds() -> dict[str, tuple[int, int, int]]:
    """The kinds that an act of each root is of: itself, its quad, any."""
    every = kinds()
    return {name: (every.number(name), every.number(root.quad), every.any) for name, root in roots().items()}


@dataclass(frozen=True, slots=True)
class Acts:
    """Acts as columns of equal length (n,), in the order in which they became known.

    Attributes:
        actor: numbers of parties.
        recipient: numbers of parties.
        day: the last day on which it can have happened; days are numbered as `date.toordinal` does, or from 0.
        known: the first day at whose end it was known, never before `day`.
        of: (n, K) the kinds that it is of.
    """

    actor: Ints
    recipient: Ints
    day: Ints
    known: Ints
    of: Flags

    def __len__(self) -> int:
        return len(self.day)

    @classmethod
    def of_columns(cls, actor: Ints, recipient: Ints, day: Ints, known: Ints, of: Flags) -> Acts:
        """The acts in the order in which they became known."""
        order = np.lexsort((recipient, actor, day, known))
        return cls(actor[order], recipient[order], day[order], np.maximum(known, day)[order], of[order])

    def known_before(self, day: int) -> Acts:
        """Those that were known before a day."""
        end = int(np.searchsorted(self.known, day))
        return Acts(self.actor[:end], self.recipient[:end], self.day[:end], self.known[:end], self.of[:end])


@dataclass(frozen=True, slots=True)
class Panel:
    """The acts of the pairs that are asked about, with all others for what third parties do.

    Attributes:
        acts: all acts, also those of other pairs.
        kinds: what they may be of.
        pairs: (P, 2) actor and recipient of each ordered pair, sorted.
        first: the first day of the record.
        covered: (days,) from `first` on, whether anything was read that was published on that day.
        occasions: dates of the calendar: rows of pair, day, the first day at whose end it was known.
        homes: (parties,) the number of the state that each party is a body of, or is; -1 where none is known.
        parties: their codes, where they have any.
    """

    acts: Acts
    kinds: Kinds
    pairs: Ints
    first: int
    covered: Flags
    occasions: Ints
    homes: Ints
    parties: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The last day of the record."""
        return self.first + len(self.covered) - 1

    def place(self, actor: Ints, recipient: Ints) -> Ints:
        """The number of the pair of each actor and recipient (n,), -1 where it is none of the panel's."""
        base = 1 + int(
            max(self.pairs.max(initial=0), self.acts.actor.max(initial=0), self.acts.recipient.max(initial=0))
        )
        keys = self.pairs[:, 0] * base + self.pairs[:, 1]
        asked = actor * base + recipient
        at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        return np.where(keys[at] == asked, at, -1)

    def first_known(self, pair: Ints, kind: Ints, start: Ints, days: int) -> Ints:
        """When it was first known that a matching act had come in the `days` from `start` on; `NEVER` if none came."""
        place = self.place(self.acts.actor, self.acts.recipient)
        act, of = np.nonzero(self.acts.of & (place >= 0)[:, None])
        span = 1 + int(self.acts.day.max(initial=0)) + int(start.max(initial=0)) + days
        question = place[act] * len(self.kinds.names) + of
        order = np.argsort(question * span + self.acts.day[act], kind="stable")
        keys, known = (question * span + self.acts.day[act])[order], self.acts.known[act][order]
        low = np.searchsorted(keys, (pair * len(self.kinds.names) + kind) * span + start)
        high = np.searchsorted(keys, (pair * len(self.kinds.names) + kind) * span + start + days)
        return _least(known, low, high)


def _least(values: Ints, low: Ints, high: Ints) -> Ints:
    """The least of `values[low:high]` for each pair of bounds; `NEVER` where there is none."""
    out = np.full(len(low), NEVER)
    some = low < high
    if some.any():
        ends = np.stack([low[some], high[some]], axis=1).ravel()
        out[some] = np.minimum.reduceat(np.append(values, NEVER), ends)[::2]
    return out
