"""Events and accords of the tables as a text may call them: "German unity", "the annexation of Crimea".

A row's name says what happened with whom: its head is a word for an act, the rest are names. A phrase means a row where
it tells the same act, in a noun or a verb, with no name that the row does not have.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.ontology import split
from detente.reference.tables import rows
from detente.verify.history import accords, events
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import Window, bounds
from detente.verify.verdicts import Source

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKING = frozenset({"be", "become", "have", "take"})
"""Verbs that tell an act by what follows them: "became a sovereign state", "had its vote"."""
_LINK = re.compile(r"\s(?:of|in|to|with|on|from|between|against|at|for|by|over|into|under|without|around)\s")
_NTH = frozenset({"first", "second", "third", "fourth", "fifth", "last", "latest", "next", "previous"})
_MANY = frozenset({"visit", "summit", "talks", "drill", "speech", "mission"})
"""Kinds of events of which the same people have many: all the names of one of them must be told."""
_OF_ITS_YEAR = re.compile(r"\sof\s(?:1[6-9]|20)\d\d\b")
"""In the name of a row: there are others of that name."""
_ORDINAL = re.compile(r"\bfirst\b")
_VOTES = frozenset({"vote", "elect", "election"})
_FIRST = frozenset({"first", "only", "original"})
_STEM = 4
"""Letters from which on `told.stems` keeps a word."""
TITLES = frozenset({
    "president", "king", "queen", "prime", "minister", "chancellor", "general", "colonel", "premier", "emperor", "pope",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Landmark:
    """A row with its date: the acts that its name may tell, and the stems of all its words."""

    acts: frozenset[str]
    words: frozenset[str]
    when: Window
    described: str
    parties: frozenset[str]
    source: Source
    kind: str = ""
    names: frozenset[str] = frozenset()
    """The stems of the words of its name that are written large."""


@functools.cache
def _lemmas() -> dict[str, frozenset[str]]:
    """The acts that each lemma may tell: "death" and "kill" are one act."""
    found: dict[str, set[str]] = {}
    for row in rows("acts"):
        for lemma in split(row["lemmas"]):
            found.setdefault(lemma, set()).add(row["act"])
    return {lemma: frozenset(names) for lemma, names in found.items()}


def _act(lemma: str) -> frozenset[str]:
    return _lemmas().get(lemma, frozenset()) | {lemma}


def acts(token: Token) -> frozenset[str]:
    """The acts that a noun or a verb may tell, its own lemma among them; of "became independent" that of the latter."""
    if token.lemma_.lower() in _LINKING and token.pos_ in {"VERB", "AUX"}:
        parts = [c for c in token.children if c.dep_ in {"attr", "acomp", "dobj"}]
        near = [p for c in parts for p in (c, *(k for k in c.children if k.dep_ == "amod"))]
        return frozenset[str]().union(*(acts(part) for part in near))
    return _act(token.lemma_.lower())


@functools.cache
def _known() -> dict[str, tuple[Landmark, ...]]:
    """The rows by the acts of their names."""
    found: dict[str, list[Landmark]] = {}
    named = [(e.name, (e.start, e.end), e.described(), e.parties, e.source, e.kind) for e in events.known()]
    for accord in accords.known():
        when = bounds(accord.date, accord.date)
        named += [(name, when, accord.described(), accord.parties, accord.source, "") for name in accord.names]
    for name, when, described, parties, source, kind in named:
        head = _LINK.split(name)[0].split()[-1].lower()
        large = told.stems(" ".join(re.findall(r"\b[A-Z][\w’'-]+", name.removeprefix("The "))))
        mark = Landmark(
            _act(head), told.stems(name), when, f"The record has {described}.", parties, source, kind, large
        )
        for act in mark.acts:
            found.setdefault(act, []).append(mark)
    return {act: tuple(marks) for act, marks in found.items()}


def are_one(marks: Sequence[Landmark]) -> bool:
    """Whether rows that a phrase may mean are no two visits, summits or talks of one name, nor one told by its year."""
    many = [mark for mark in marks if mark.kind in _MANY]
    return len({mark.when for mark in many}) <= 1 and not any(_OF_ITS_YEAR.search(mark.described) for mark in many)


def find(passage: Passage, head: Token, words: list[Token]) -> Iterator[Landmark]:
    """The rows that a phrase may mean.

    Args:
        passage: the sentence; a row counts only where the report names one of its states.
        head: the word of the phrase that tells the act.
        words: the other words of it.
    """
    named = [t for t in words if t.pos_ == "PROPN" or (t.pos_ == "ADJ" and t.text[:1].isupper())]
    names = [t for t in named if t.lower_ not in TITLES]
    some = head.pos_ == "NOUN" and any(child.lower_ in {"a", "an"} for child in head.children)
    if not names or some or any(t.lower_ in _NTH for t in words):
        return
    stems = told.stems(" ".join(t.text for t in names))
    others = told.stems(" ".join(t.text for t in words if t.pos_ == "NOUN"))
    short = {t.lower_ for t in words if t.pos_ == "NOUN" and len(t) < _STEM}
    of_states = [n for n in passage.named if n.kind in {"country", "demonym"}]
    foreign = told.stems(" ".join(f"{n.name} {passage.text[n.start : n.end]}" for n in of_states))
    states = {n.code for n in passage.named if any(n.start <= t.idx < n.end for t in names) and n.code}
    if acts(head) & _VOTES and not stems - foreign and not others:
        # "The American election": of the many votes of a state none is told.
        return
    found = []
    for mark in {m for act in acts(head) for m in _known().get(act, ())}:
        fits = stems - foreign <= mark.words and (states <= mark.parties or stems <= mark.words)
        # "Its nuclear tests" need not be its first.
        fits = fits and not (_ORDINAL.search(mark.described) and not any(t.lower_ in _FIRST for t in words))
        # "The end of the war" is none of tests: a word too short for a stem must stand in the name as well.
        fits = fits and all(re.search(rf"\b{word}\b", mark.described) for word in short)
        # Of "France had ended its own" the one state tells nothing: its rows are many.
        told_more = stems - foreign or others or len(states) > 1 or stems <= mark.words
        if fits and told_more and stems and others <= mark.words and events.concerns(mark.parties, passage):
            found.append(mark)
    many = [mark for mark in found if mark.kind in _MANY]
    # "His talk with Erdogan" is none of the record's, if the others whom he met are not told.
    strange = bool(many) and not any(mark.names <= stems for mark in many)
    yield from (mark for mark in found if not (strange and mark in many))
