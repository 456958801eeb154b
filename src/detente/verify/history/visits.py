"""Journeys of leaders whose every stay abroad the tables have: "Clinton came to Hanoi in November 2000".

The table of visits has all the journeys of the presidents of the United States while in office, so that a visit at a
time of which it has none was not then.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.ontology import countries, split
from detente.records import Finding
from detente.reference import names
from detente.reference.tables import rows, towns
from detente.reference.terms import place_name
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people.office_words import bare
from detente.verify.people.persons import name_spans, whole_name
from detente.verify.times import told
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
_GOES = words_of("visit|come|go|travel|fly|arrive|land|tour")
_TRIPS = words_of("visit|trip|journey|tour")
_UNREAL = frozenset({"MD", "TO", "VBZ", "VBP"})
_KINDS = frozenset({"country", "capital", "metonym"})
_ROUND = dt.timedelta(days=3)
"""So many days before and after a stay somebody may still be said to be there."""
_LONGEST = 370
"""Days of a time that may be that of one journey."""
_GAP = dt.timedelta(days=400)
"""Who is not told to have gone anywhere for longer was not in office."""
_COMPLETE = dt.date(2025, 1, 20)
"""Until this day the table has every journey."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay of a leader in a state: who, where, first and last day."""

    visitor: str
    host: str
    places: tuple[str, ...]
    start: dt.date
    end: dt.date
    source: Source

    def described(self) -> str:
        """Who was where and when, in a few words."""
        return f"{self.visitor} in {place_name(self.host)} from {self.start.isoformat()} to {self.end.isoformat()}"


@functools.cache
def stays() -> dict[str, tuple[Stay, ...]]:
    """The stays of each leader, by the name in the table, in order of time."""
    found: dict[str, list[Stay]] = {}
    for row in rows("visits"):
        key = f"{row['visitor']} {row['start']}"
        source = source_in("visits", key, row)
        start, end = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])
        stay = Stay(row["visitor"], row["host"], split(row["places"]), start, end, source)
        found.setdefault(stay.visitor, []).append(stay)
    return {visitor: tuple(theirs) for visitor, theirs in found.items()}


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about journeys in a sentence."""
    for span in name_spans(passage):
        person = _visitor(whole_name(bare(passage.text[slice(*span)]), passage))
        if person is None:
            continue
        for act in _acts(passage, span):
            times = [
                t for t in passage.times
                if told.has_year(passage, t) and (t.when.end - t.when.start).days < _LONGEST
                and clauses.joined(passage.text, _at(act), (t.start, t.end), _GOES | {"make", "pay", "take", "be"})
            ]  # fmt: skip
            host = _host(passage, act)
            judged = _judge(person, host, times[0].when.start, times[0].when.end) if host and len(times) == 1 else None
            if judged is not None:
                first, last = min(span[0], times[0].start), max(span[1], times[0].end)
                yield finding(passage.document, passage.span(first, last), judged, passage.whole)


@functools.lru_cache(maxsize=1024)
def _visitor(person: str) -> str | None:
    """The one visitor of the table whom a name may mean."""
    alike = [visitor for visitor in stays() if names.match(person, visitor) == "full"]
    return alike[0] if len(alike) == 1 else None


def _at(token: Token) -> Span:
    return token.idx, token.idx + len(token)


def _acts(passage: Passage, name: Span) -> Iterator[Token]:
    """The verbs and nouns by which somebody is told to have gone somewhere."""
    for token in clauses.parsed(passage.text):
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in _GOES and token.tag_ in {"VBD", "VBN"}:
            if not _is_unreal(token) and clauses.subject_of(passage.text, name, _at(token)):
                yield token
        elif token.pos_ == "NOUN" and lemma in _TRIPS:
            head = clauses.head_of(token.doc, name)
            if head is not None and head.head == token and head.dep_ == "poss":
                yield token


def _is_unreal(verb: Token) -> bool:
    """Whether somebody may, will or did not go, or was visited."""
    return any(
        c.dep_ in {"neg", "auxpass"} or (c.dep_ == "aux" and c.tag_ in _UNREAL and c.lemma_ != "have")
        for c in verb.children
    )


def _host(passage: Passage, act: Token) -> str | None:
    """The one state that the words of a journey lead to."""
    parts = [c for c in act.children if c.dep_ in {"dobj", "prep"} and c.lower_ not in {"from", "with"}]
    inside = {token.i for part in parts for token in part.subtree}
    doc, found = act.doc, set[str]()
    for named in passage.named:
        words = doc.char_span(named.start, named.end, alignment_mode="expand")
        known = named.code is not None and named.code in countries() and named.kind in _KINDS
        if known and words is not None and words.root.i in inside:
            found.add(named.code or "")
    for token in doc:
        town = towns().get(token.text.casefold()) if token.i in inside and token.pos_ == "PROPN" else None
        if town is not None and not found:
            found.add(town)
    return found.pop() if len(found) == 1 else None


def _judge(person: str, host: str, first: dt.date, last: dt.date) -> Judged | None:
    """A journey to a state at a time against all that the record has of somebody then in office."""
    theirs = stays()[person]
    there = [stay for stay in theirs if stay.host == host]
    near = [stay for stay in there if stay.start - _ROUND <= last and first <= stay.end + _ROUND]
    if near:
        return supported(f"The record has {near[0].described()}.", near[0].source)
    between = any(
        one.start <= first and last <= other.end and other.start - one.end < _GAP
        for one, other in itertools.pairwise(theirs)
    )
    if not there or not between or last >= _COMPLETE:
        return None
    best = min(there, key=lambda stay: abs(stay.start - first))
    return against(f"The record has {best.described()}, and not then.", best.source)
