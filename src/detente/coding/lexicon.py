"""The trigger lexicon: which words, in which company, name which PLOVER root.

An entry is a verb (with a particle, objects and prepositions that it needs) or a noun. The more an entry
asks for, the more it counts: "step up" + "drill" beats "step".
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from detente.ontology import rows, split


@dataclass(frozen=True, slots=True)
class Trigger:
    """One way to name a root. Empty sets ask for nothing."""

    root: str
    lemma: str
    particles: frozenset[str]
    objects: frozenset[str]
    preps: tuple[str, ...]

    @property
    def demands(self) -> int:
        """How much the entry asks for: particle and object."""
        return 2 * bool(self.objects) + 2 * bool(self.particles)


@functools.cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(split(row["words"])) for row in rows("word-classes")}


def word_class(name: str) -> frozenset[str]:
    """The words of a class of the codebook (`word-classes.csv`).

    Raises:
        KeyError: there is no such class.
    """
    return _classes()[name]


def _expand(field: str) -> frozenset[str]:
    out: set[str] = set()
    for part in split(field):
        out |= _classes()[part[1:]] if part.startswith("@") else {part}
    return frozenset(out)


@functools.cache
def _entries(pos: str) -> dict[str, tuple[Trigger, ...]]:
    out: dict[str, list[Trigger]] = {}
    for row in rows("triggers"):
        if row["pos"] != pos:
            continue
        particles, objects = frozenset(split(row["particle"])), _expand(row["objects"])
        for lemma in split(row["lemmas"]):
            out.setdefault(lemma, []).append(Trigger(row["root"], lemma, particles, objects, split(row["preps"])))
    return {lemma: tuple(found) for lemma, found in out.items()}


def verb(lemma: str, particles: Iterable[str], objects: Iterable[str], preps: Iterable[str] = ()) -> Trigger | None:
    """The entry that fits a verb best, given its particles, its objects' words and all its prepositions.

    "with", "to" and "against" count as the particle asked for wherever they stand, if the entry has them among
    its prepositions too ("talked on Monday with"); others must follow the verb at once.
    """
    have_particles, have_objects, have_preps = set(particles), set(objects), set(preps)
    fitting = [
        t
        for t in _variants(lemma)
        if (not t.particles or t.particles & (have_particles | have_preps & _APART & set(t.preps)))
        and (not t.objects or t.objects & have_objects)
    ]
    return max(fitting, key=lambda t: t.demands, default=None)


def _variants(lemma: str) -> tuple[Trigger, ...]:
    """Entries of a verb in either spelling: -ise and -ize, and with or without a hyphen."""
    entries = _entries("verb")
    for form in (lemma, lemma.replace("iz", "is"), lemma.replace("is", "iz"), lemma.replace("-", "")):
        if form in entries:
            return entries[form]
    return ()


def noun(words: Iterable[str]) -> Trigger | None:
    """The entry of a noun, given the word forms to try (longest phrase first)."""
    entries = _entries("noun")
    return next((entries[word][0] for word in words if word in entries), None)


_APART = {"with", "to", "against"}


@functools.cache
def governors() -> dict[str, str]:
    """What a word says of the infinitive it governs: planned, hypothetical, negated, requested, ..."""
    return {row["lemma"].removesuffix("_noun"): row["status"] for row in rows("governors")}


@functools.cache
def evaluations() -> dict[str, str]:
    """Evaluating words and their polarity: "irresponsible" is negative."""
    return {row["word"]: row["polarity"] for row in rows("evaluations")}
