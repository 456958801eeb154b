"""The part of a sentence that a time is told of: the scene to which "in May 1984" belongs.

"After India set off a device in May 1984, with plutonium from a reactor that Canada had supplied, Ottawa broke off
cooperation" has two scenes, and only the words of the first are dated. The scene of a time is the clause of its verb
with what hangs on it, with the noun or the subject that a clause without its own is about, and without the clauses
that have a time of their own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.numbers.counts import ORDINALS
from detente.verify.passages import Passage
from detente.verify.times import told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF_ANOTHER = re.compile(r"\b(?:that|same|following|next)\s\w+$")
"""A time whose year an earlier sentence tells: "that December"."""
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp"})
_OF_A_NOUN = frozenset({"relcl", "acl"})
_BACK = frozenset({"it", "this", "that", "one"})
"""Words for a thing that was named before, as are "the first", "the second"."""
_OF_SEVERAL = words_of("latest|last|known|other|another|latter|former|newest|oldest|next|most")
"""The last word of "the best known", "the latest": one of those told before."""
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
    slack: int = 0
    """Years by which its time may be out, where it is counted from an anniversary; 0 where it is told."""

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

    @functools.cached_property
    def people(self) -> tuple[str, ...]:
        """The full names in the document so far of which a part stands in the scene."""
        words = {token.text for token in self._doc if token.i in self.inside}
        named = self.passage.people
        return tuple(name for name in named if any(part in words for part in name.split() if len(part) > 1))

    def holds(self, start: int, end: int) -> bool:
        """Whether some words of the sentence (offsets) belong to the scene."""
        return any(token.i in self.inside for token in _words(self._doc, start, end))

    def tells(self, word: str) -> bool:
        """Whether a word stands in the scene."""
        return any(token.text == word and token.i in self.inside for token in self._doc)

    def is_where(self, start: int, end: int) -> bool:
        """Whether a place (offsets) is told of the clause that the time is told of."""
        place, time = (clauses.head_of(self._doc, span) for span in ((start, end), (self.time.start, self.time.end)))
        return place is not None and time is not None and clauses.clause_of(place) == clauses.clause_of(time)

    @property
    def is_here(self) -> bool:
        """Whether something happened "here"."""
        return any(token.lower_ == "here" and token.i in self.inside for token in self._doc)

    @functools.cached_property
    def points_back(self) -> bool:
        """Whether what was done is not named in the scene, but before it: "it was signed", "the third, issued in"."""
        head = clauses.head_of(self._doc, (self.time.start, self.time.end))
        verb = clauses.clause_of(head) if head is not None else None
        thing = clauses.subject(verb) if verb is not None and clauses.is_verb(verb) else None
        return thing is not None and (thing.lower_ in _BACK or thing.lower_ in _OF_SEVERAL or thing.lower_ in ORDINALS)

    @property
    def is_only(self) -> bool:
        """Whether it is told as the only thing of its kind."""
        return any(token.lower_ in {"only", "sole"} and token.i in self.inside for token in self._doc)

    def before(self, letters: int) -> str:
        """The text right before the time."""
        start = self.time.start
        return self.passage.text[max(0, start - letters) : start]

    @property
    def _doc(self) -> Doc:
        return clauses.parsed(self.passage.text)


def scenes(passage: Passage, *, without_year: bool = False) -> Iterator[Scene]:
    """A scene for each time of a sentence to the month or the day that is told with its year, or also without one."""
    for time in passage.times:
        known = told.has_year(passage, time) or (without_year and not _OF_ANOTHER.search(passage.text[: time.end]))
        if known and time.when.precision in {"day", "month"} and (scene := scene_of(passage, time)) is not None:
            yield scene


def scene_of(passage: Passage, time: TimeMention, slack: int = 0) -> Scene | None:
    """The scene of a time of a sentence, of which the time may be put into another year."""
    others = [t for t in passage.times if told.has_year(passage, t) and t.start != time.start]
    inside = _inside(clauses.parsed(passage.text), time, others)
    return Scene(passage, time, inside, slack) if inside else None


def _words(doc: Doc, start: int, end: int) -> tuple[Token, ...]:
    found = doc.char_span(start, end, alignment_mode="expand")
    return tuple(found) if found is not None else ()


def _inside(doc: Doc, time: TimeMention, others: list[TimeMention]) -> frozenset[int]:
    head = clauses.head_of(doc, (time.start, time.end))
    if head is None:
        return frozenset()
    verb = clauses.clause_of(head)
    inside = {token.i for token in verb.subtree} | _topic(verb) | _over(verb)
    for apart in _apart(verb):
        theirs = {token.i for token in apart.subtree}
        inside -= theirs if head.i not in theirs else set()
    inside &= _between_marks(doc, head)
    for other in others:
        over = clauses.head_of(doc, (other.start, other.end))
        clause = clauses.clause_of(over) if over is not None else verb
        theirs = {token.i for token in clause.subtree}
        if clause != verb and clause.i in inside and head.i not in theirs:
            inside -= theirs
        elif clause == verb and over is not None:
            inside -= _of_the_other(head, over)
    return frozenset(inside)


def _between_marks(doc: Doc, head: Token) -> set[int]:
    """The words of the part of a sentence between semicolons or colons in which a word stands."""
    marks = [token.i for token in doc if token.text in {";", ":"}]
    first = max((i for i in marks if i < head.i), default=-1)
    last = min((i for i in marks if i > head.i), default=len(doc))
    return set(range(first + 1, last))


def _apart(verb: Token) -> Iterator[Token]:
    """The clauses of another act: "and it was tested at once", "X, who flew home with them, was sent there"."""
    for child in verb.children:
        if child.dep_ == "conj" and clauses.is_verb(child) and _has_subject(child):
            yield child
        elif child.dep_ in _SUBJECTS:
            yield from (c for c in child.children if c.dep_ == "relcl" and any(t.lower_ == "who" for t in c.children))


def _of_the_other(time: Token, other: Token) -> set[int]:
    """The words of the other thing where each of two times is of one: "the ceasefire of July and the accord of May"."""
    mine, theirs = _dated_by(time), _dated_by(other)
    if mine is None or theirs is None or mine == theirs or (theirs.is_ancestor(mine) and mine not in theirs.conjuncts):
        return set()
    return {token.i for token in theirs.subtree} - {token.i for token in mine.subtree if theirs.is_ancestor(mine)}


def _dated_by(time: Token) -> Token | None:
    """The noun that a time stands by: "the ceasefire of July"."""
    noun = time.head.head if time.dep_ == "pobj" else time
    return noun if noun != time and noun.pos_ in {"NOUN", "PROPN"} else None


def _topic(verb: Token) -> set[int]:
    """What a clause is about that does not say it itself: the noun it hangs on, or the subject of the one before."""
    over = verb
    while not _has_subject(over) and over.dep_ in _GOES_ON and clauses.is_verb(over.head):
        over = over.head
    person = any(child.lower_ == "who" for child in over.children)
    about = {over.head if person else whole(over.head)} if over.dep_ in _OF_A_NOUN else set()
    if over is verb or not about:
        subject = clauses.subject(over)
        about |= {subject} if subject is not None else set()
    return {token.i for noun in about for token in phrase(noun)}


def _over(verb: Token) -> set[int]:
    """The words of the clause that another goes on: "the court ordered" in "the court ordered it to pay in May"."""
    inside: set[int] = set()
    while _is_of_its_time(verb) and clauses.is_verb(verb.head):
        verb = verb.head
        parts = [child for child in verb.children if child.dep_ not in _CLAUSES | _GOES_ON]
        inside |= {verb.i} | {token.i for part in parts for token in phrase(part)}
    return inside


def _is_of_its_time(verb: Token) -> bool:
    """Whether a clause has the time of the one over it: an infinitive, "while changing planes"."""
    if verb.dep_ in {"xcomp", "ccomp"}:
        return any(child.tag_ == "TO" for child in verb.children)
    return verb.dep_ == "advcl" and any(child.lower_ in {"while", "when"} for child in verb.children)


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
