"""Whom a pronoun means: the speaker, the nearest subject that agrees, or the last party or person named."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from detente.coding.who.meant import kind_of, of_code
from detente.coding.who.naming import is_in_office, saying, shown
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.who.cast import Cast

HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
THEY = frozenset({"they", "them", "their", "themselves"})
IT = frozenset({"it", "its", "itself"})
WE = frozenset({"we", "our", "us", "ours", "ourselves", "my"})
_SEEMING = frozenset({"be", "seem", "appear", "become"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def meant(cast: Cast, token: Token) -> Actor | None:
    """The actor that a pronoun leads back to; None where nothing before it agrees, or where it stands for nothing."""
    word = token.lower_
    if word not in WE | HE | IT | THEY or _stands_for_nothing(token):
        return None
    if word in WE:
        found = _speaking(cast, token)
    else:
        within, settled = (None, False) if cast.leading_back else _within(cast, token)
        found = within if settled else _before(cast, word)
    found = _weighed(cast, token, found)
    if found is None:
        return None
    return dataclasses.replace(found, text=shown(token), resolved="coreference", **cast.span(token, token))


def _weighed(cast: Cast, token: Token, ruled: Actor | None) -> Actor | None:
    """Whom the rules lead a pronoun back to, or whom the text named last of the state for which more speaks."""
    code = cast.choose(cast, token, kind_of(token), ruled.code if ruled is not None else None)
    if code is None or (ruled is not None and ruled.code == code):
        return ruled if code is not None else None
    named = [n.actor for n in reversed(cast.memory.named) if n.actor.code == code]
    wanted = [a for a in named if (a.person is not None) == (token.lower_ in HE)]
    if wanted or named:
        return (wanted or named)[0]
    return of_code(code)


def _before(cast: Cast, word: str) -> Actor | None:
    memory = cast.memory
    if word in HE:
        return memory.person
    return (memory.last_plural() if word in THEY else None) or memory.party


def _stands_for_nothing(token: Token) -> bool:
    """ "It is important that ...": the pronoun only holds the place of the clause."""
    verb = token.head
    return (
        token.lower_ == "it"
        and token.dep_ in _SUBJECTS
        and verb.lemma_ in _SEEMING
        and any(c.dep_ in {"acomp", "attr"} for c in verb.children)
        and any(c.dep_ in {"ccomp", "advcl", "xcomp", "csubj"} and c.i > verb.i for c in verb.children)
    )


def _speaking(cast: Cast, token: Token) -> Actor | None:
    """Who says "we": the subject of the verb of saying outside the quotation, else the last speaker."""
    if not cast.quoting(token):
        return None
    if cast.leading_back:
        return cast.memory.speaker
    cast.leading_back = True
    try:
        return speaker_of(cast, token) or cast.memory.speaker
    finally:
        cast.leading_back = False


def speaker_of(cast: Cast, token: Token) -> Actor | None:
    """The known subject of a verb of saying in the token's sentence that stands outside the quotation marks."""
    for verb in token.sent:
        if verb.lemma_.lower() not in saying() or cast.quoting(verb):
            continue
        for subject in (c for c in verb.children if c.dep_ in _SUBJECTS):
            actor = cast.memory.person if subject.lower_ in HE else cast.resolve(subject)
            if actor is not None and actor.code:
                return actor
    return None


def _within(cast: Cast, token: Token) -> tuple[Actor | None, bool]:
    """The nearest owner or subject before a pronoun in its own sentence that agrees, and whether there is one."""
    cast.leading_back = True
    try:
        owner = _owner(cast, token)
        return (owner, True) if owner is not None else _agreeing(cast, token)
    finally:
        cast.leading_back = False


def _owner(cast: Cast, token: Token) -> Actor | None:
    """ "China's counsellor in its embassy": who owns the phrase that the pronoun stands in."""
    if token.lower_ not in {"its", "their"}:
        return None
    for noun in token.head.ancestors:
        if noun.pos_ not in {"NOUN", "PROPN", "ADP"}:
            return None
        for owner in (c for c in noun.children if c.dep_ == "poss" and c.i < token.i and c.pos_ != "PRON"):
            actor = cast.resolve(owner)
            if actor is not None and actor.code and actor.person is None:
                return actor
    return None


def _agreeing(cast: Cast, token: Token) -> tuple[Actor | None, bool]:
    person, plural = token.lower_ in HE, token.lower_ in THEY
    for other in reversed([t for t in token.sent if t.i < token.i and t.dep_ in _SUBJECTS]):
        if other.tag_ in {"WP", "WDT"} and other.head.dep_ == "relcl" and other.head.is_ancestor(token):
            other = other.head.head  # "activists who had chained themselves"
        if other.pos_ == "PRON" or other == token.head:
            continue
        actor = cast.resolve(other)
        many = other.tag_ in {"NNS", "NNPS"} or any(c.i > other.i for c in other.conjuncts)
        if person:
            if actor is not None and (actor.person or (is_in_office(other) and not many)):
                return actor, True
        elif (plural and many) or (actor is not None and actor.person is None and not plural and not many):
            return actor, True
    return None, False
