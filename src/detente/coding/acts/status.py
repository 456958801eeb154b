"""Whether an act is reported as having happened: occurred, ongoing, planned, hypothetical, negated.

Read from the verb's auxiliaries, negation and conditionals, and from the words that govern it ("decided to",
"refused to", "if", "a possible ..."). What someone is asked to do is "requested", what someone is blamed for
is "alleged": neither is an event of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from detente.coding import lexicon
from detente.coding.lexicon import word_class
from detente.records import Status
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.acts.candidates import Candidate

Reading = Status | Literal["requested", "alleged"]

_MAYBE = {"may", "might", "could", "would", "can", "ca", "'d"}
_OUGHT = {"should", "must", "ought"}
_WILL = {"will", "shall", "'ll", "wo"}
_IF = {"if", "unless", "whether", "lest", "should", "until"}
_PLANNED = {
    "planned",
    "scheduled",
    "upcoming",
    "forthcoming",
    "future",
    "next",
    "expected",
    "proposed",
    "annual",
}
_MAYBE_WORDS = {
    "possible",
    "potential",
    "likely",
    "hypothetical",
    "threatened",
    "alleged",
    "feared",
    "imminent",
    "any",
}
_NONE = {"no", "without", "neither", "nor", "never"}
_CLIMB = {"xcomp", "acl", "advcl", "conj", "ccomp", "pcomp", "relcl", "prep", "dep"}
_SPEECH = {
    "say",
    "tell",
    "report",
    "add",
    "announce",
    "confirm",
    "note",
    "state",
    "declare",
    "claim",
    "write",
    "show",
    "know",
    "see",
    "recall",
    "stress",
    "explain",
    "mean",
    "find",
    "believe",
    "think",
    "acknowledge",
    "admit",
}


def settled(candidate: Candidate, statuses: Mapping[str, float]) -> Reading:
    """The status that the parse gives, unless it sees nothing and the network is sure of another."""
    parsed = by_parse(candidate)
    if parsed != "occurred" or not statuses:
        return parsed
    best = max(statuses, key=lambda name: statuses[name])
    if best != "occurred" and statuses[best] >= load().coding.p_status_min:
        return best  # type: ignore[return-value]
    return parsed


def by_parse(candidate: Candidate) -> Reading:
    """The status of a candidate as the parse tells it."""
    return of_noun(candidate.token) if candidate.nominal else of_verb(candidate.token)


def of_verb(token: Token) -> Reading:
    """The status of the act that a verb names."""
    own = _own(token)
    if own != "occurred":
        return own
    return _governed(token, 0)


def _own(token: Token) -> Reading:
    words = {c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"}}
    if token.dep_ == "conj" and not words and not _has_subject(token):
        words = {c.lower_ for c in token.head.children if c.dep_ in {"aux", "auxpass"}}
    if any(c.dep_ == "neg" or c.lower_ in _NONE for c in token.children if c.dep_ in {"neg", "advmod", "preconj"}):
        return "negated"
    if any(
        c.lower_ in _NONE and c.dep_ == "det"
        for s in token.children
        if s.dep_ in {"nsubj", "nsubjpass", "dobj"}
        for c in s.children
    ):
        return "negated"
    if words & {"would", "'d"} and token.dep_ == "ccomp" and token.head.lemma_.lower() in _SPEECH:
        return "planned"  # the future as told in the past: "said he would visit"
    if words & _MAYBE:
        return "hypothetical"
    if words & _OUGHT or _is_subjunctive(token):
        return "requested"
    if words & _WILL:
        return "planned"
    if any(c.lower_ in _IF and c.dep_ == "mark" for c in token.children):
        return "hypothetical"
    if token.tag_ == "VBG" and words & {"is", "are", "'s", "'re", "been", "am"}:
        return "ongoing"
    return "occurred"


def _is_subjunctive(token: Token) -> bool:
    """ "It is vital that Chile reduce its duties": the bare verb in a clause with "that" is what somebody wants."""
    bare = token.tag_ == "VB" and not any(c.dep_ in {"aux", "auxpass"} or c.lower_ == "to" for c in token.children)
    return bare and _has_subject(token) and any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)


def _governed(token: Token, depth: int) -> Reading:
    """What the words above say of the verb; a finite clause under speech stands for itself."""
    head = token.head
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    if depth > 6 or head == token:
        return "planned" if to and head == token else "occurred"
    if token.dep_ not in _CLIMB:
        return "occurred"
    if token.dep_ == "relcl" and not to:
        return "occurred"
    lemma = head.lemma_.lower()
    if token.dep_ == "conj" and not _has_subject(token):
        inherited = _own(head)
        return inherited if inherited in {"hypothetical", "planned", "requested"} else _governed(head, depth + 1)
    if token.dep_ == "ccomp" and not to and lemma in _SPEECH:
        return "occurred"
    if token.dep_ in {"xcomp", "acl", "ccomp"} or (token.dep_ in {"advcl", "relcl"} and to):
        word = _governor(lemma, to, token)
        if word is not None:
            above = of_verb(head) if head.pos_ == "VERB" else "occurred"
            settled = word not in {"occurred", "ongoing"} or above in {"occurred", "ongoing"}
            return word if settled else above
    if token.dep_ == "pcomp" and head.dep_ == "prep":
        return _under_preposition(head, depth)
    if token.dep_ == "advcl":
        return "occurred" if _own(token) == "occurred" and not to else "planned"
    return _governed(head, depth + 1)


def _governor(lemma: str, to: bool, token: Token) -> Reading | None:
    known = lexicon.governors().get(lemma)
    if known is not None and (
        to or token.tag_ == "VBG" or known == "requested" or lemma in {"propose", "hope", "wish"}
    ):
        return known  # type: ignore[return-value]
    return "hypothetical" if to and token.dep_ in {"xcomp", "acl", "ccomp"} else "planned" if to else None


def _under_preposition(prep: Token, depth: int) -> Reading:
    if prep.lower_ == "without":
        return "negated"
    if prep.lower_ in {"of", "for", "over"} and prep.head.lemma_.lower() in word_class("blaming"):
        return "alleged"
    known = lexicon.governors().get(prep.head.lemma_.lower())
    if known is not None and prep.lower_ in {"on", "of", "from", "for", "to"}:
        return known  # type: ignore[return-value]
    return _governed(prep.head, depth + 1)


def of_noun(token: Token) -> Reading:
    """The status of the act that a noun names ("a possible meeting", "last week's talks")."""
    modifiers = {c.lower_ for c in token.children if c.dep_ in {"amod", "det", "compound", "advmod"}}
    if modifiers & _NONE:
        return "negated"
    if modifiers & _MAYBE_WORDS:
        return "hypothetical"
    if modifiers & _PLANNED:
        return "planned"
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "without":
        return "negated"
    climb = head.head if token.dep_ == "pobj" else head
    definite = bool(modifiers & {"the", "this", "that", "these", "those"}) or any(
        c.dep_ == "poss" for c in token.children
    )
    if climb.pos_ in {"VERB", "AUX"}:
        above = of_verb(climb)
        if above in {"hypothetical", "planned", "requested", "negated"} and not (definite and token.dep_ == "nsubj"):
            return above
        if token.dep_ in {"dobj", "pobj"}:
            known = lexicon.governors().get(climb.lemma_.lower())
            if known in {"hypothetical", "requested", "planned", "negated"}:
                return known  # type: ignore[return-value]
    if climb.pos_ == "NOUN" and token.dep_ == "pobj":
        known = lexicon.governors().get(climb.lemma_.lower())
        if known in {"hypothetical", "requested"}:
            return known  # type: ignore[return-value]
    return "occurred"
