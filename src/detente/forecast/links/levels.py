"""What is known of each question on its day, from the most specific level to the most general.

sro   the subject has done this to the object            so   the two have dealt with each other
tr    what the two did to each other, carried over to this relation by how often one follows the other
cro   the subject's country has done this to the object  co   the country has dealt with the object
ro    this has been done to the object                   two, three, recent, like   see `neighbours`

`Walk` goes through the days in order: a day's questions are put before the day's own facts are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.forecast.links.facts import Facts, Ints, Names
from detente.forecast.links.neighbours import Acts, Graph, Past, Spread
from detente.forecast.links.store import HALF_LIVES, Counts, Floats, Groups

TRANSFER_SHRINK = 50.0
"""Pseudo-count of exposure that shrinks the rate at which one relation follows another towards zero."""


@dataclass(frozen=True, slots=True)
class Level:
    """The counts at one level: for each entry its row, its object, and its counts (n, half-lives).

    `of` is the row of each question (Q,): questions that this level does not tell apart share one.
    """

    row: Ints
    object: Ints
    counts: Floats
    of: Ints

    def spread(self, values: Floats, entities: int) -> Spread:
        """A value for each entry (n,), summed by row and object."""
        rows = int(self.of.max(initial=-1)) + 1
        places = self.row * entities + self.object
        dense = np.bincount(places, values, minlength=rows * entities).reshape(rows, entities)
        return Spread(dense.astype(np.float32), self.of)


@dataclass(frozen=True, slots=True)
class Day:
    """The questions of one day.

    Attributes:
        day: its number.
        subject: of each question (Q,); a question is a subject with a relation.
        relation: of each question (Q,).
        facts: the question of each of the day's facts (F,).
        object: the answer of each fact (F,).
        recurrent: whether each fact has happened before (F,).
        met: whether its subject and object have dealt with each other before (F,).
        levels: what is known, by the names above.
        near: `two`, `three`, `recent` and `like`.
        home: the country of each entity, as far as known by then (E,); 0 is unknown.
        countries: share of each object's country among the objects of the relation done by the subject's country.
        sectors: share of each object's sector among the objects of the relation done by the subject's sector.
        totals: the counts of each entity as an object (E, half-lives).
        fresh: the same, first meetings alone (E, half-lives).
        fresh_relation: first meetings by relation (R, half-lives).
        partners: how many each entity has dealt with (E,).
    """

    day: int
    subject: Ints
    relation: Ints
    facts: Ints
    object: Ints
    recurrent: NDArray[np.bool_]
    met: NDArray[np.bool_]
    levels: dict[str, Level]
    near: dict[str, Spread]
    home: Ints
    countries: Spread
    sectors: Spread
    totals: Floats
    fresh: Floats
    fresh_relation: Floats
    partners: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """How many there are: entities, relations with their inverses; country and sector by name (E,), 0 where unknown."""

    entities: int
    relations: int
    country: Ints
    countries: int
    sector: Ints
    sectors: int

    @classmethod
    def of(cls, entities: int, relations: int, names: Names | None) -> Shape:
        """The shape of data with so many entities and relations (inverses not counted)."""
        if names is None:
            none = np.zeros(entities, dtype=np.int64)
            return cls(entities, 2 * relations, none, 1, none, 1)
        return cls(entities, 2 * relations, names.country + 1, names.countries + 1, names.sector, names.sectors)


class Walk:
    """The counts as they stand on a day, moved on by `days`."""

    def __init__(self, facts: Facts, shape: Shape) -> None:
        self.facts, self.shape = facts, shape
        e, r = shape.entities, shape.relations
        self.keys: dict[str, Callable[[Ints, Ints, Ints], Ints]] = {
            "sor": lambda s, p, o: (s * e + o) * r + p,
            "so": lambda s, _, o: s * e + o,
            "ro": lambda _, p, o: p * e + o,
            "o": lambda _s, _p, o: o,
        }
        self.counts = {
            name: Counts(key(facts.subject, facts.relation, facts.object)) for name, key in self.keys.items()
        }
        self.fresh, self.fresh_relation = Counts(np.arange(e)), Counts(np.arange(r))
        self.of_subject = Groups(self.counts["sor"], r * e)
        self.of_pair = Groups(self.counts["sor"], r)
        self.groups = {name: Groups(self.counts[name], e) for name in ("so", "ro")}
        self.acts = Acts(self.counts["sor"], e, r)
        self.follows = np.zeros((len(HALF_LIVES), r, r), dtype=np.float32)
        self.exposure = np.zeros((len(HALF_LIVES), r))

    def days(self, first: int) -> Iterator[Day]:
        """The questions of each day from `first` on, in order; the facts of a day are counted after it was given."""
        for day in np.unique(self.facts.day):
            low, high = np.searchsorted(self.facts.day, [day, day + 1])
            s, p, o = (x[low:high] for x in (self.facts.subject, self.facts.relation, self.facts.object))
            self.move(int(day))
            if day >= first:
                yield self._ask(int(day), s, p, o)
            self.learn(s, p, o)

    def move(self, day: int) -> None:
        """Let all counts fade until `day`."""
        for counts in (*self.counts.values(), self.fresh, self.fresh_relation):
            counts.move(day)

    def ask(self, day: int, subject: Ints, relation: Ints) -> Day:
        """What is known, as of now, of questions (n,) whose answers nobody knows yet."""
        none = np.zeros(0, dtype=np.int64)
        return self._known(day, subject, relation, none, none)

    def _ask(self, day: int, s: Ints, p: Ints, o: Ints) -> Day:
        questions, facts = np.unique(s * self.shape.relations + p, return_inverse=True)
        return self._known(day, questions // self.shape.relations, questions % self.shape.relations, facts, o)

    def _known(self, day: int, subject: Ints, relation: Ints, facts: Ints, o: Ints) -> Day:
        e, shape = self.shape.entities, self.shape
        s, p = subject[facts], relation[facts]
        graph, past = Graph(self.counts["so"], e), self.acts.past()
        home = graph.homes(shape.country, shape.countries)
        by_country = self._by_country(past, graph, home, subject, relation)
        return Day(
            day, subject, relation, facts, o,
            self.counts["sor"].get(self.keys["sor"](s, p, o))[:, -1] > 0,
            self.counts["so"].get(self.keys["so"](s, p, o))[:, -1] > 0,
            {
                **self._pairs(subject, relation),
                "so": _grouped(self.groups["so"], subject),
                "ro": _grouped(self.groups["ro"], relation),
                **by_country,
            },
            _near(past, graph, subject, relation),
            home, _shares(by_country["cro"], home, shape.countries), self._sectors(past, subject, relation),
            self.counts["o"].get(np.arange(e)), self.fresh.values.copy(), self.fresh_relation.values.copy(),
            graph.partners,
        )  # fmt: skip

    def _pairs(self, subject: Ints, relation: Ints) -> dict[str, Level]:
        """The levels that need what subject and object did, relation by relation."""
        r, each = self.shape.relations, np.arange(len(subject))
        row, rest, counts = self.of_subject.of(subject)
        done, other = rest % r, rest // r
        same = done == relation[row]
        rates = self.follows / (self.exposure[:, :, None] + TRANSFER_SHRINK)
        carried = np.stack([counts[:, h] * rates[h, done, relation[row]] for h in range(len(HALF_LIVES))], axis=1)
        way = (done >= r // 2) == (relation[row] >= r // 2)
        return {
            "sro": Level(row[same], other[same], counts[same], each),
            "tr": Level(row, other, carried.astype(np.float32), each),
            "way": Level(row[way], other[way], counts[way], each),
        }

    def _by_country(self, past: Past, graph: Graph, home: Ints, subject: Ints, relation: Ints) -> dict[str, Level]:
        """What the country of each subject did, in the relation and in any; nothing where no country is known."""
        r, own = self.shape.relations, home[past.subject]
        cro = _pooled(own * r + past.relation, own > 0, home[subject] * r + relation, past.object, past.counts)
        own = home[graph.subject]
        return {"cro": cro, "co": _pooled(own, own > 0, home[subject], graph.object, graph.counts)}

    def _sectors(self, past: Past, subject: Ints, relation: Ints) -> Spread:
        """The share of each entity's sector among the objects of the relation done by the subject's sector."""
        sector, r = self.shape.sector, self.shape.relations
        own = sector[past.subject] * r + past.relation
        level = _pooled(own, own >= 0, sector[subject] * r + relation, past.object, past.counts)
        return _shares(level, sector, self.shape.sectors)

    def learn(self, s: Ints, p: Ints, o: Ints) -> None:
        """Count the facts of the day."""
        r = self.shape.relations
        first = self.counts["so"].get(self.keys["so"](s, p, o))[:, -1] == 0
        self.fresh.add(o[first])
        self.fresh_relation.add(p[first])
        done = self.counts["sor"].keys % r
        row, before, counts = self.of_pair.of(self.keys["so"](s, p, o))
        for h in range(len(HALF_LIVES)):
            self.exposure[h] += np.bincount(done, self.counts["sor"].values[:, h], minlength=r)
            np.add.at(self.follows[h], (before, p[row]), counts[:, h])
        for name, key in self.keys.items():
            self.counts[name].add(key(s, p, o))


def _grouped(groups: Groups, prefixes: Ints) -> Level:
    unique, of = np.unique(prefixes, return_inverse=True)
    return Level(*groups.of(unique), of)


def _pooled(own: Ints, known: NDArray[np.bool_], asked: Ints, objects: Ints, counts: Floats) -> Level:
    """Entries (n,) that share their class `own` with a question's class `asked` (Q,); those not known are left out."""
    unique, of = np.unique(asked, return_inverse=True)
    row = np.minimum(np.searchsorted(unique, own), len(unique) - 1)
    held = known & (unique[row] == own)
    return Level(row[held], objects[held], counts[held], of)


def _shares(level: Level, kind: Ints, kinds: int) -> Spread:
    """The share of each kind of object in what the level counts, all half-lives together."""
    rows = int(level.of.max(initial=-1)) + 1
    summed = np.bincount(level.row * kinds + kind[level.object], level.counts.sum(axis=1), minlength=rows * kinds)
    out = summed.reshape(rows, kinds)
    return Spread((out / np.maximum(out.sum(axis=1, keepdims=True), 1e-9)).astype(np.float32), level.of, kind)


def _near(past: Past, graph: Graph, subject: Ints, relation: Ints) -> dict[str, Spread]:
    unique, of = np.unique(subject, return_inverse=True)
    walks = {name: Spread(ends, of) for name, ends in graph.walks(unique).items()}
    return {**walks, "like": Spread(past.like(graph, subject, relation), np.arange(len(subject)))}
