"""Who is of what opinion without a verb of saying: "according to X", "in the view of X", "X's line is that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.clauses import words_of
from detente.coding.words import spans, speech
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIEWS = words_of("view|opinion|judgment|judgement|estimation|reading|telling|account|words|word|phrase|eyes")
_WORDS = words_of("words|word|phrase")
_POSITIONS = words_of(
    "view|opinion|position|line|explanation|account|argument|contention|claim|complaint|warning|message|belief|verdict|"
    "answer|reply|response|judgment|judgement|conclusion|stance|retort|excuse|demand|condition|advice"
)
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whose opinion it is (the token that heads the phrase), the word that tells it, and what it is."""

    speaker: Token
    word: Token
    content: tuple[TextSpan, ...]


def find(context: Context) -> Iterator[Opinion]:
    """The opinions that a sentence tells."""
    for token in context.sentence.span:
        if token.lower_ == "to" and token.i and token.nbor(-1).lower_ == "according":
            yield from _beside(context, token, [c for c in token.children if c.dep_ == "pobj"], token.nbor(-1))
        elif token.lower_ in _VIEWS and token.dep_ == "pobj" and token.head.lower_ in {"in", "to"}:
            yield from _beside(context, token.head, _whose(token), token)
        elif token.lower_ in _POSITIONS and token.dep_ == "nsubj" and token.head.lemma_ == "be":
            yield from _is_that(context, token)
        elif token.lemma_ == "put" and _puts_it(token):
            yield from _beside(context, token, [c for c in token.children if c.dep_ == "nsubj"], token)


def _whose(noun: Token) -> list[Token]:
    """ "In X's view", "in the view of X"."""
    owner = [c for c in noun.children if c.dep_ == "poss"]
    return owner or [p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def _beside(context: Context, phrase: Token, speakers: list[Token], word: Token) -> Iterator[Opinion]:
    """The rest of the clause that such a phrase stands beside; of "in the words of" the quotation."""
    if not speakers:
        return
    own = {t.i for t in phrase.subtree} | {word.i}
    quoted = spans.quoted(context)
    if word.lower_ in _WORDS and quoted:
        yield Opinion(speakers[0], word, tuple(quoted[:1]))
        return
    clause = next((t for t in phrase.ancestors if t.pos_ in {"VERB", "AUX"}), context.sentence.span.root)
    whole = clause if clause.dep_ in {"conj", "ccomp", "relcl"} else context.sentence.span.root
    for other in (c for c in whole.children if c.dep_ == "conj" and not c.is_ancestor(phrase)):
        # "Sales fell, according to the chamber, and its president warned": a clause of its own.
        if phrase.i < whole.i and not speech.is_speech(other):
            continue
        own |= {t.i for t in other.subtree} if any(c.dep_ == "nsubj" for c in other.children) else set()
    kept = [t.i for t in whole.subtree if t.i not in own and not (t.dep_ == "cc" and t.head == whole)]
    found = [r for r in spans.runs(context, kept) if len(r.text.split()) > _SHORT]
    if found:
        yield Opinion(speakers[0], word, tuple(found))


def _is_that(context: Context, noun: Token) -> Iterator[Opinion]:
    """ "Beijing's line is that the visit changes nothing"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    told = (c for c in noun.head.children if c.i > noun.head.i and (c.dep_ == "ccomp" or _is_to_do(c)))
    clause = next(told, None)
    if owner is not None and clause is not None:
        found = spans.runs(context, [t.i for t in clause.subtree])
        if found:
            yield Opinion(owner, noun, tuple(found))


def _is_to_do(clause: Token) -> bool:
    """ "The minister's advice was to wait"."""
    return clause.dep_ in {"xcomp", "advcl"} and clause.tag_ == "VB"


def _puts_it(verb: Token) -> bool:
    """ "As one diplomat puts it"."""
    words = {c.lower_ for c in verb.children}
    return "it" in words and "as" in words
