"""The part of a sentence that a time is told of: the scene to which "in May 1984" belongs.

"After India set off a device in May 1984, with plutonium from a reactor that Canada had supplied, Ottawa broke off
cooperation" has two scenes, and only the words of the first are dated. The scene of a time is the clause of its verb
with what hangs on it, with the noun or the subject that a clause without its own is about, and without the clauses
that have a time of their own.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.times import told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
_OF_A_NOUN = frozenset({"relcl", "acl"})
_GOES_ON = frozenset({"advcl", "conj", "xcomp"})
"""A clause without a subject of its own that goes on from another ("the pact they blessed, signed in Moscow")."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TITLES = words_of("mr|mrs|ms|dr|president|prime|minister|chancellor|king|queen|secretary|general|foreign")
"""Words with a capital beside a name that tell nothing of whose name it is."""


@dataclass(frozen=True)
class Scene:
    """A sentence as seen from one of its times; `inside` are the numbers of the words of the scene."""

    passage: Passage
    time: TimeMention
    inside: frozenset[int]

    @functools.cached_property
    def states(self) -> frozenset[str]:
        """The states and organisations named in the scene."""
        return frozenset(n.code for n in self.passage.named if n.code and self.holds(n.start, n.end))

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The words in the scene that are names, but not of a state, in small letters."""
        doc = self._doc
        states = {t.i for n in self.passage.named for t in _words(doc, n.start, n.end)}
        dates = {t.i for time in self.passage.times for t in _words(doc, time.start, time.end)}
        return frozenset(
            token.lower_ for token in doc
            if token.i in self.inside and token.pos_ == "PROPN" and token.text[:1].isupper()
            and token.i not in states | dates and token.lower_.rstrip(".") not in _TITLES
        )  # fmt: skip

    def holds(self, start: int, end: int) -> bool:
        """Whether some words of the sentence (offsets) belong to the scene."""
        return any(token.i in self.inside for token in _words(self._doc, start, end))

    def is_where(self, start: int, end: int) -> bool:
        """Whether a place (offsets) is told of the clause that the time is told of."""
        place, time = (clauses.head_of(self._doc, span) for span in ((start, end), (self.time.start, self.time.end)))
        return place is not None and time is not None and clauses.clause_of(place) == clauses.clause_of(time)

    def before(self, letters: int) -> str:
        """The text right before the time."""
        start = self.time.start
        return self.passage.text[max(0, start - letters) : start]

    @property
    def _doc(self) -> Doc:
        return clauses.parsed(self.passage.text)


def scenes(passage: Passage) -> Iterator[Scene]:
    """A scene for each time of a sentence that is told with its year and to the month or the day."""
    own = [time for time in passage.times if told.has_year(passage, time)]
    for time in own:
        if time.when.precision not in {"day", "month"}:
            continue
        inside = _inside(clauses.parsed(passage.text), time, [other for other in own if other != time])
        if inside:
            yield Scene(passage, time, inside)


def _words(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    found = doc.char_span(start, end, alignment_mode="expand")
    return tuple(found) if found is not None else ()


def _inside(doc: Doc, time: TimeMention, others: list[TimeMention]) -> frozenset[int]:
    head = clauses.head_of(doc, (time.start, time.end))
    if head is None:
        return frozenset()
    verb = clauses.clause_of(head)
    inside = {token.i for token in verb.subtree} | _topic(verb)
    for other in others:
        over = clauses.head_of(doc, (other.start, other.end))
        clause = clauses.clause_of(over) if over is not None else verb
        theirs = {token.i for token in clause.subtree}
        if clause != verb and clause.i in inside and head.i not in theirs:
            inside -= theirs
    return frozenset(inside)


def _topic(verb: Token) -> set[int]:
    """What a clause is about that does not say it itself: the noun it hangs on, or the subject of the one before."""
    over = verb
    while not _has_subject(over) and over.dep_ in _GOES_ON and clauses.is_verb(over.head):
        over = over.head
    about = {whole(over.head)} if over.dep_ in _OF_A_NOUN else set()
    if over is verb or not about:
        subject = clauses.subject(over)
        about |= {subject} if subject is not None else set()
    return {token.i for noun in about for token in phrase(noun)}


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def whole(noun: Token) -> Token:
    """The noun that a phrase is about: "agreement" in "an agreement on cooperation, signed in May"."""
    while noun.dep_ in {"conj", "pobj"}:
        over = noun.head.head if noun.dep_ == "pobj" else noun.head
        if over.pos_ not in {"NOUN", "PROPN"}:
            break
        noun = over
    return noun


def phrase(noun: Token) -> Iterator[Token]:
    """A noun with what hangs on it, without the clauses that do."""
    yield noun
    for child in noun.children:
        if child.dep_ not in _CLAUSES:
            yield from phrase(child)
