"""Speech that speaks ill of another: "called the remarks irresponsible", "said Spain was meddling"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.coding import lexicon
from detente.coding.acts.arguments import direct_objects, subject_tokens
from detente.coding.who.cast import Cast
from detente.coding.who.naming import same
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAK = frozenset(
    [
        "say",
        "tell",
        "state",
        "declare",
        "claim",
        "argue",
        "add",
        "insist",
        "announce",
        "note",
        "call",
        "describe",
        "brand",
        "denounce",
        "label",
        "charge",
        "allege",
        "warn",
    ]
)
_CONTENT = {"ccomp", "oprd", "xcomp", "dobj", "acomp"}
_NAMING = {"oprd", "xcomp", "dobj", "acomp"}


def blamed(verb: Token, cast: Cast, speakers: list[Actor]) -> list[Actor] | None:
    """Whom a speech verb's content speaks ill of; None where it speaks ill of nobody."""
    if verb.lemma_.lower() not in _SPEAK:
        return None
    for clause in (c for c in verb.children if c.dep_ in _CONTENT):
        if not any(_is_bad(t) and _near(t, clause) for t in clause.subtree):
            continue
        found = [a for a in _whom(verb, clause, cast) if a.code and not same(a, speakers)]
        if found:
            return found
        if clause.dep_ in _NAMING or verb.lemma_.lower() == "call":
            return _of_next_verb(verb, cast, speakers) or None
    return None


def _is_bad(token: Token) -> bool:
    return lexicon.evaluations().get(token.lemma_.lower()) == "negative"


def _near(token: Token, root: Token) -> bool:
    return root in {token, token.head, token.head.head}


def _whom(verb: Token, clause: Token, cast: Cast) -> list[Actor]:
    """The clause's subject, else the object before it, else the speech verb's object; an empty "it" is nobody."""
    for tokens in (
        subject_tokens(clause),
        [t for t in clause.lefts if t.dep_ in {"nsubj", "dobj"}],
        direct_objects(verb),
    ):
        found = [a for t in tokens if t.pos_ != "PRON" or t.dep_ == "poss" for a in cast.resolve_all(t)]
        if found:
            return found
    return []


def _of_next_verb(verb: Token, cast: Cast, speakers: list[Actor]) -> list[Actor]:
    """Whom the next coordinated verb is about: "called it irresponsible and said Spain was meddling"."""
    for other in verb.conjuncts:
        for clause in (c for c in other.children if c.dep_ == "ccomp"):
            found = [a for s in subject_tokens(clause) for a in cast.resolve_all(s) if a.code and not same(a, speakers)]
            if found:
                return found
    return []
