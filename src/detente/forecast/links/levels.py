"""What is known of each question on its day, from the most specific level to the most general.

sro   the subject has done this to the object            so   the two have dealt with each other
tr    what the two did to each other, carried over to this relation by how often one follows the other
cro   the subject's country has done this to the object  co   the country has dealt with the object
ro    this has been done to the object                   rc   this has been done to the object's country

`walk` goes through the days in order: a day's questions are put before the day's own facts are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.forecast.links.facts import Facts, Ints, Names
from detente.forecast.links.store import HALF_LIVES, Counts, Floats, Groups

TRANSFER_SHRINK = 50.0
"""Pseudo-count of exposure that shrinks the rate at which one relation follows another towards zero."""


@dataclass(frozen=True, slots=True)
class Level:
    """The counts at one level: for each entry the row of its question, its object, and its counts (n, half-lives)."""

    row: Ints
    object: Ints
    counts: Floats


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
        countries: share of each country among the objects of the relation done by the subject's country (Q, C).
        totals: the counts of each entity as an object (E, half-lives).
    """

    day: int
    subject: Ints
    relation: Ints
    facts: Ints
    object: Ints
    recurrent: NDArray[np.bool_]
    met: NDArray[np.bool_]
    levels: dict[str, Level]
    countries: Floats
    totals: Floats


@dataclass(frozen=True, slots=True)
class Shape:
    """How many there are: entities, relations with their inverses, and the country of each entity (0: unknown)."""

    entities: int
    relations: int
    country: Ints
    countries: int

    @classmethod
    def of(cls, entities: int, relations: int, names: Names | None) -> Shape:
        """The shape of data with so many entities and relations (inverses not counted)."""
        if names is None:
            return cls(entities, 2 * relations, np.zeros(entities, dtype=np.int64), 1)
        return cls(entities, 2 * relations, names.country + 1, names.countries + 1)


class Walk:
    """The counts as they stand on a day, moved on by `days`."""

    def __init__(self, facts: Facts, shape: Shape) -> None:
        self.facts, self.shape = facts, shape
        e, r, c, k = shape.entities, shape.relations, shape.country, shape.countries
        self.keys: dict[str, Callable[[Ints, Ints, Ints], Ints]] = {
            "sor": lambda s, p, o: (s * e + o) * r + p,
            "so": lambda s, _, o: s * e + o,
            "ro": lambda _, p, o: p * e + o,
            "cro": lambda s, p, o: (c[s] * r + p) * e + o,
            "co": lambda s, _, o: c[s] * e + o,
            "rc": lambda s, p, o: (c[s] * r + p) * k + c[o],
            "o": lambda _s, _p, o: o,
        }
        self.counts = {
            name: Counts(key(facts.subject, facts.relation, facts.object)) for name, key in self.keys.items()
        }
        self.of_subject = Groups(self.counts["sor"], r * e)
        self.of_pair = Groups(self.counts["sor"], r)
        self.groups = {name: Groups(self.counts[name], e) for name in ("so", "ro", "cro", "co")}
        self.of_country = Groups(self.counts["rc"], k)
        self.follows = np.zeros((len(HALF_LIVES), r, r), dtype=np.float32)
        self.exposure = np.zeros((len(HALF_LIVES), r))

    def days(self, first: int) -> Iterator[Day]:
        """The questions of each day from `first` on, in order; the facts of a day are counted after it was given."""
        for day in np.unique(self.facts.day):
            for counts in self.counts.values():
                counts.move(int(day))
            low, high = np.searchsorted(self.facts.day, [day, day + 1])
            s, p, o = (x[low:high] for x in (self.facts.subject, self.facts.relation, self.facts.object))
            if day >= first:
                yield self._ask(int(day), s, p, o)
            self._learn(s, p, o)

    def _ask(self, day: int, s: Ints, p: Ints, o: Ints) -> Day:
        e, r, c = self.shape.entities, self.shape.relations, self.shape.country
        questions, facts = np.unique(s * r + p, return_inverse=True)
        subject, relation = questions // r, questions % r
        return Day(
            day, subject, relation, facts, o,
            self.counts["sor"].get(self.keys["sor"](s, p, o))[:, -1] > 0,
            self.counts["so"].get(self.keys["so"](s, p, o))[:, -1] > 0,
            {
                **self._pairs(subject, relation),
                "so": Level(*self.groups["so"].of(subject)),
                "cro": Level(*self.groups["cro"].of(c[subject] * r + relation)),
                "co": Level(*self.groups["co"].of(c[subject])),
                "ro": Level(*self.groups["ro"].of(relation)),
            },
            self._countries(c[subject] * r + relation),
            self.counts["o"].get(np.arange(e)),
        )  # fmt: skip

    def _pairs(self, subject: Ints, relation: Ints) -> dict[str, Level]:
        """The levels that need what subject and object did, relation by relation."""
        r = self.shape.relations
        row, rest, counts = self.of_subject.of(subject)
        done, other = rest % r, rest // r
        same = done == relation[row]
        rates = self.follows / (self.exposure[:, :, None] + TRANSFER_SHRINK)
        carried = np.stack([counts[:, h] * rates[h, done, relation[row]] for h in range(len(HALF_LIVES))], axis=1)
        way = (done >= r // 2) == (relation[row] >= r // 2)
        return {
            "sro": Level(row[same], other[same], counts[same]),
            "tr": Level(row, other, carried.astype(np.float32)),
            "way": Level(row[way], other[way], counts[way]),
        }

    def _countries(self, prefix: Ints) -> Floats:
        row, country, counts = self.of_country.of(prefix)
        out = np.zeros((len(prefix), self.shape.countries), dtype=np.float32)
        out[row, country] = counts.sum(axis=1)
        return np.asarray(out / np.maximum(out.sum(axis=1, keepdims=True), np.float32(1e-9)))

    def _learn(self, s: Ints, p: Ints, o: Ints) -> None:
        r = self.shape.relations
        done = self.counts["sor"].keys % r
        row, before, counts = self.of_pair.of(self.keys["so"](s, p, o))
        for h in range(len(HALF_LIVES)):
            self.exposure[h] += np.bincount(done, self.counts["sor"].values[:, h], minlength=r)
            np.add.at(self.follows[h], (before, p[row]), counts[:, h])
        for name, key in self.keys.items():
            self.counts[name].add(key(s, p, o))
