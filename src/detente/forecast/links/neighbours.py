"""What tells something of two who have never met: homes, and who is near whom in the graph of dealings.

home    the country in an entity's name, or else the country that it has dealt with most so far
two, three   the chance that a walk of two or three steps from the subject ends at the object; a step goes to a partner
        in proportion to log(1 + a * count) (three steps: to those with whom the partners of one's partners deal)
recent  a walk of two steps among those who have dealt with each other of late
like    what those who resemble the subject (who share its partners) have done in this relation, to whom
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from detente.forecast.links.facts import Ints
from detente.forecast.links.store import FADED, HALF_LIVES, Counts, Floats

WALK = HALF_LIVES.index(100.0)
"""The half-life of the counts that walks follow."""

RECENT = HALF_LIVES.index(10.0)
"""The same for the walk among those who have dealt with each other of late."""

DAMPING = 3.0
"""A step follows log(1 + this * count): the second dealing of two counts less than the first."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A value for every entity, question by question.

    Attributes:
        rows: the values (G, E), or (G, kinds).
        of: the row of each question (Q,).
        kind: where rows hold a value for each kind, the kind of each entity (E,).
    """

    rows: Floats
    of: Ints
    kind: Ints | None = None

    def at(self, chosen: Ints) -> Floats:
        """The values of chosen entities (Q, K)."""
        return self.rows[self.of[:, None], chosen if self.kind is None else self.kind[chosen]]

    def whole(self) -> Floats:
        """The values of all entities (Q, E)."""
        return self.rows[self.of] if self.kind is None else self.rows[:, self.kind][self.of]


class Graph:
    """Who has dealt with whom so far, from the counts of pairs (subject * entities + object) as they stand now.

    Attributes:
        subject, object: of each pair that has met (n,), by subject.
        counts: how much they have dealt with each other (n, half-lives).
    """

    def __init__(self, pairs: Counts, entities: int) -> None:
        place = pairs.held()
        self.entities = entities
        self.subject, self.object = np.divmod(pairs.keys[place], entities)
        self.counts = pairs.values[place]
        self.partners = np.bincount(self.subject, minlength=entities).astype(np.float32)

    def homes(self, country: Ints, countries: int) -> Ints:
        """The country of each entity: that of its name, or that of those it has dealt with most; 0 is unknown (E,)."""
        cells = self.subject * countries + country[self.object]
        dealt = np.bincount(cells, self.counts[:, -1], minlength=self.entities * countries)
        dealt = dealt.reshape(self.entities, countries)
        dealt[:, 0] = 0
        learnt = np.where(dealt.max(axis=1) > 0, dealt.argmax(axis=1), 0)
        return np.where(country > 0, country, learnt)

    def walks(self, subjects: Ints) -> dict[str, Floats]:
        """Where walks from each subject (n,) lead, by name: shares of all entities (n, E) each."""
        step = self._steps(WALK, 1.0, 0.0)
        back = step.T.tocsr()
        two = back @ np.ascontiguousarray(step[subjects].toarray().T)
        late = self._steps(RECENT, 1.0, 0.0)
        found = {"two": two, "three": back @ two, "recent": late.T.tocsr() @ late[subjects].toarray().T}
        return {name: np.ascontiguousarray(ends.T) for name, ends in found.items()}

    def resemblance(self, subjects: Ints) -> Floats:
        """How much each entity shares the partners of each subject, columns (E, n): cosine-like, degrees evened out."""
        step = self._steps(WALK, 0.5, 0.5)
        return np.asarray(step @ step[subjects].toarray().T)

    def _steps(self, half_life: int, own: float, other: float) -> sp.csr_matrix:
        """The damped counts at a half-life (by its place), over the powers of the two's sums."""
        damped = np.log1p(DAMPING * self.counts[:, half_life].astype(np.float64))
        total = np.bincount(self.subject, damped, minlength=self.entities)
        ends = np.bincount(self.object, damped, minlength=self.entities)
        # At a short half-life a count of years ago has come to nothing, and all of an entity's with it.
        scaled = damped / np.maximum(total[self.subject] ** own * ends[self.object] ** other, 1e-300)
        starts = np.searchsorted(self.subject, np.arange(self.entities + 1))
        size = (self.entities, self.entities)
        return sp.csr_matrix((scaled.astype(np.float32), self.object, starts), shape=size)


@dataclass(frozen=True, slots=True)
class Past:
    """What has been done so far and not faded, by relation: columns (n,) and counts (n, half-lives)."""

    subject: Ints
    relation: Ints
    object: Ints
    counts: Floats

    def of(self, relation: int) -> tuple[Ints, Ints, Floats]:
        """The acts of a relation: subjects, objects, counts."""
        part = slice(*np.searchsorted(self.relation, [relation, relation + 1]))
        return self.subject[part], self.object[part], self.counts[part]

    def like(self, graph: Graph, subject: Ints, relation: Ints) -> Floats:
        """What those who resemble each question's subject have done in its relation, to each entity (Q, E)."""
        unique, of = np.unique(subject, return_inverse=True)
        near = graph.resemblance(unique)
        out: Floats = np.zeros((len(subject), graph.entities), dtype=np.float32)
        for one in np.unique(relation):
            asked = np.flatnonzero(relation == one)
            who, whom, counts = self.of(int(one))
            done = sp.csr_matrix((counts[:, -1], (whom, who)), shape=(graph.entities, graph.entities))
            out[asked] = (done @ near[:, of[asked]]).T
        return out


class Acts:
    """Counts of acts, keyed (subject * entities + object) * relations + relation, put into the order of relations."""

    def __init__(self, counts: Counts, entities: int, relations: int) -> None:
        pair, relation = np.divmod(counts.keys, relations)
        self.counts, self.order = counts, np.argsort(relation, kind="stable")
        self.relation = relation[self.order]
        self.subject, self.object = np.divmod(pair[self.order], entities)

    def past(self) -> Past:
        """What has happened by now."""
        counts = self.counts.values[self.order]
        held = counts[:, -1] > FADED
        return Past(self.subject[held], self.relation[held], self.object[held], counts[held])
