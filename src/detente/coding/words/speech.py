"""Verbs of saying: which there are, what each takes, and whose a verb is that goes on with what another began."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from detente.ontology import rows, split

if TYPE_CHECKING:
    from spacy.tokens import Token

CLAUSES = frozenset({"ccomp", "parataxis"})
"""How what is said hangs on the verb that says it."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Tags of verbs with a tense of their own."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAME = frozenset({"he", "she", "it", "they"})
_UNREAL = frozenset(
    {"not", "n't", "never", "may", "might", "could", "would", "should", "must", "can", "will", "shall", "'ll"}
)

_SAYS_IN_DOING = frozenset(
    {"go", "continue", "rush", "take", "return", "use", "come", "rise", "speak", "write", "hasten", "proceed", "like"}
)
"""Verbs that tell of saying done: "went on to say", "likes to say"; "declined to say" tells of none."""


@functools.cache
def forces() -> dict[str, str]:
    """Verbs of saying (lemma) and the force of each: says, claims, denies, urges, warns, promises, ..."""
    return {row["verb"]: row["force"] for row in rows("speech-verbs")}


@functools.cache
def _takes() -> dict[str, frozenset[str]]:
    return {row["verb"]: frozenset(split(row["takes"])) for row in rows("speech-verbs")}


def named(verb: Token) -> str:
    """A verb as the table has it: its lemma, with the particle where the two say something together ("rule out")."""
    lemma = verb.lemma_.lower()
    if lemma == "make":
        return "make clear" if any(c.lower_ in {"clear", "plain"} for c in verb.children) else lemma
    joined = (f"{lemma} {c.lower_}" for c in verb.children if c.dep_ == "prt")
    return next((name for name in joined if name in forces()), lemma)


def takes(verb: Token) -> frozenset[str]:
    """What a verb says things by, besides clauses and quotations: `object`, `infinitive`, `named`, prepositions ..."""
    return _takes().get(named(verb), frozenset())


def force(verb: Token) -> str:
    """The force of a verb of saying."""
    return forces().get(named(verb), "says")


def is_speech(token: Token) -> bool:
    """Whether a token is a verb of saying that says something: neither negated nor only possible, and no participle."""
    known = named(token) in forces() and (token.pos_ == "VERB" or _is_misread(token))
    return known and not _is_unsaid(token) and not _is_participle(token) and not _is_condition(token)


def _is_condition(verb: Token) -> bool:
    """ "If Bangkok acknowledges that": what may be said has not been said."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in verb.children)


def _is_misread(token: Token) -> bool:
    """ "The chamber estimates", read as a noun: it is what a sentence turns on, and has a clause as a verb does."""
    clause = any(c.dep_ in CLAUSES for c in token.children)
    return (
        token.pos_ == "NOUN"
        and token.dep_ in {"ROOT", "ccomp"}
        and clause
        and any(c.dep_ == "nsubj" for c in token.children)
    )


def _is_unsaid(verb: Token) -> bool:
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.lemma_.lower() not in _SAYS_IN_DOING:
        return True
    words = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    if verb.dep_ in {"xcomp", "conj"} and not any(c.dep_ == "nsubj" for c in verb.children):
        shared = verb.dep_ == "xcomp" or verb.tag_ == verb.head.tag_
        words |= {c.lower_ for c in verb.head.children if shared and c.dep_ in {"aux", "neg"}}
    return bool(words & _UNREAL)


def _is_participle(verb: Token) -> bool:
    """ "The sum demanded", "is expected to", "asked whether, he": nobody is told who says it."""
    if verb.dep_ == "advcl" and verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in {"ask", "question", "tell"}:
        return not any(c.dep_ == "nsubj" for c in verb.children)
    if asked_before(verb) is not None:
        return True
    if verb.lemma_.lower() in {"ask", "question"} and any(c.dep_ == "agent" for c in verb.children):
        return True
    if verb.tag_ != "VBN" or (verb.dep_ != "acl" and any(c.dep_ == "agent" for c in verb.children)):
        return False
    if verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and any(c.dep_ == "ccomp" for c in verb.children):
        # "The agency reported from Sofia that": read as what was reported.
        return False
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    return verb.dep_ in {"acl", "amod"}


def inverted(verb: Token) -> Token | None:
    """'"He says that every August," shrugged the minister': who speaks, behind the verb that a quotation runs up to."""
    if verb.i < 2 or verb.tag_ not in FINITE or verb.nbor(-1).text != '"' or verb.nbor(-2).text not in {",", "?", "!"}:
        return None
    if any(c.dep_ == "nsubj" and c.i < verb.i - 1 for c in verb.children) and verb.nbor(-2).text == ",":
        return None
    return next((c for c in verb.children if c.dep_ in {"dobj", "nsubj"} and verb.i < c.i <= verb.i + _NEAR), None)


_NEAR = 5
"""So many words behind the verb its subject may end."""


def asked_before(verb: Token) -> Token | None:
    """ "Valdez, asked whether it would, replied": who was asked, and goes on; None where somebody does ask."""
    if verb.lemma_.lower() not in {"ask", "question", "tell"} or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    answers = any(
        c.tag_ in FINITE and c.nbor(-1).text == "," and not any(k.dep_ in _SUBJECTS for k in c.children)
        for c in verb.children
        if c.i > verb.i and c.dep_ in {"ccomp", "conj", "parataxis"}
    )
    return subject if answers and subject is not None and subject.i <= verb.i - 2 else None


def begun_by(verb: Token) -> Token | None:
    """The verb of saying of which a verb of saying inside its content goes on: "said it was ready but warned that".

    The parser hangs it on the verb of the content ("was"): it has no subject of its own, and the tense of the other.
    """
    if any(c.dep_ in _SUBJECTS for c in verb.children) or named(verb) not in forces():
        return None
    step = verb
    while step.dep_ == "conj" or (step.dep_ == "advcl" and step.tag_ == "VBG" and step == verb):
        step = step.head
    teller = step.head.head if step.dep_ == "pcomp" else step.head
    if step == verb or step.dep_ not in {*CLAUSES, "xcomp", "pcomp"} or named(teller) not in forces():
        return None
    if force(verb) in {"believes", "expects"}:
        return None
    if is_speech(step) and not any(c.dep_ == "nsubj" and c.lower_ in _SAME for c in step.children):
        # "Said that Peru condemned the raid and asked for help": both are what Peru did.
        return None
    if verb.tag_ == "VBG":
        return teller if verb.i > 0 and verb.nbor(-1).text in {",", "and"} and verb.dep_ == "advcl" else None
    mine, its = _tense(verb), _tense(teller)
    return teller if mine is not None and its in {mine, None} else None


def _tense(verb: Token) -> str | None:
    """Whether a verb is finite in the present ("now") or the past; None for what is neither."""
    helper = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in {"has", "have", "had"}), None)
    return {"VBD": "past", "VBZ": "now", "VBP": "now"}.get((helper or verb).tag_)
