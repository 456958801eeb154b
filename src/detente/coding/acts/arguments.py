"""Walking the parse: objects, passive subjects and the tokens that can be the subject of a verb."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})


def direct_objects(token: Token) -> list[Token]:
    """The objects of a verb, coordinated ones too; in a relative clause the noun it belongs to."""
    found = [c for c in token.children if c.dep_ in OBJECTS]
    for item in list(found):
        found += [c for c in item.conjuncts if c not in found and c.i > item.i]
    if not found and token.dep_ == "relcl" and not passive_subjects(token):
        relative = [c for c in token.children if c.dep_ in {"dobj", "pobj"} and c.tag_ in {"WDT", "WP"}]
        if relative:
            found = [token.head]
    if not found and token.dep_ == "conj" and token.head.pos_ == "VERB" and token.i < token.head.i:
        found = direct_objects(token.head)
    return [token.head if t.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else t for t in found]


def passive_subjects(token: Token) -> list[Token]:
    """What a passive verb is done to: its subject, shared in coordination, or the noun of a reduced clause."""
    found = [c for c in token.children if c.dep_ == "nsubjpass"]
    if not found and token.dep_ == "conj" and token.head.pos_ == "VERB":
        found = passive_subjects(token.head)
    if not found and reduced_passive(token):
        found = [token.head]
    if not found and token.dep_ == "xcomp":
        found = [c for c in token.head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    return [token.head if t.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else t for t in found]


def reduced_passive(token: Token) -> bool:
    """Whether a participle stands for a passive clause: "the men detained by Peru"."""
    return token.dep_ == "acl" and token.tag_ == "VBN" and token.head.pos_ in {"NOUN", "PROPN", "PRON"}


def subject_tokens(token: Token, depth: int = 0) -> list[Token]:
    """The tokens that can be the subject of a verb, nearest first (active voice)."""
    if depth > 4:
        return []
    own = [c for c in token.children if c.dep_ in SUBJECTS and c.pos_ != "SCONJ"]
    if own:
        return [token.head if c.tag_ in {"WDT", "WP"} and token.dep_ == "relcl" else c for c in own]
    head = token.head
    if head == token:
        return []
    if token.dep_ in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "prep", "dep"}:
        if token.dep_ in {"xcomp", "advcl", "ccomp"} and head.lemma_ in {
            "urge",
            "ask",
            "tell",
            "order",
            "force",
            "push",
            "press",
            "allow",
            "invite",
            "lead",
            "help",
            "persuade",
            "warn",
            "encourage",
            "enable",
            "want",
        }:
            controlled = [c for c in head.children if c.dep_ in OBJECTS]
            if controlled and any(c.lower_ == "to" for c in token.children):
                return controlled
        if head.pos_ in {"VERB", "AUX", "ADP", "ADJ"}:
            return subject_tokens(head, depth + 1)
    if token.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        if token.dep_ == "acl" and token.tag_ in {"VB", "VBG"} and head.pos_ == "NOUN":
            owners = [c for c in head.children if c.dep_ == "poss"]
            return owners or [head]
        return [head]
    if token.dep_ in {"pobj", "dobj"} and head.pos_ in {"VERB", "ADP"}:
        return subject_tokens(head, depth + 1)
    return []


def object_words(token: Token) -> Iterator[str]:
    """The words by which an object may be asked for: its head, and its head with the word before."""
    yield token.lemma_.lower()
    yield token.lower_
    for child in token.children:
        if child.dep_ in {"compound", "amod"}:
            yield f"{child.lower_} {token.lemma_.lower()}"
            if child.dep_ == "compound":
                yield child.lemma_.lower()
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (p.lemma_.lower() for p in child.children if p.dep_ == "pobj")
