"""Occasions by their words: nouns ("summit"), forums by name, and deeds to come ("will visit")."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente import reference
from detente.coding.context import Context
from detente.coding.occasions.parts import (
    PLACE_PREPS,
    codes_of,
    extent_of,
    name_of,
    noun_phrase,
    parties_of,
    people_of,
    place_name,
    place_of,
)
from detente.coding.text import clauses
from detente.coding.who import gazetteer
from detente.ontology import country_name, rows, split

if TYPE_CHECKING:
    from spacy.tokens import Token


_VISIT = clauses.words_of("visit|tour")

_MEET = clauses.words_of("meet|host|welcome|receive")

_TRAVEL = clauses.words_of("travel|go|fly|head")
_EXPIRE = clauses.words_of("expire|lapse|end")

_OFFICE = re.compile(r"\b(?:take|takes|taking) (?:up )?office\b|\bsworn in\b|\binaugurated\b", re.IGNORECASE)

_POLLS = re.compile(r"\b(?:go|goes|going|head|heads|heading|return|returns) to the polls\b", re.IGNORECASE)

_TREATIES = clauses.words_of(
    "treaty|agreement|pact|accord|deal|truce|ceasefire|mandate|term|sanction|waiver|contract|lease|"
    "moratorium|embargo|tariff|licence|license|visa|exemption|convention"
)


@dataclass(frozen=True, slots=True)
class Find:
    """An occasion seen in a sentence: its token, name, kind and the tokens it covers."""

    token: Token
    name: str
    kind: str
    first: int
    last: int
    people: tuple[str, ...] = ()
    place: str | None = None


@functools.cache
def nouns() -> Mapping[tuple[str, ...], tuple[str, bool]]:
    """The nouns of occasions as lower-case words: kind, and whether a date is needed beside them."""
    return MappingProxyType(
        {
            tuple(noun.lower().split()): (row["kind"], row["needs"] == "dated")
            for row in rows("occasion-nouns")
            for noun in split(row["nouns"])
        }
    )


@functools.cache
def forums() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The dated editions of each forum, by the forum's short name in lower case."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in reference.rows("forums"):
        found.setdefault(row["forum"].lower(), []).append(MappingProxyType(dict(row)))
    return MappingProxyType({name: tuple(editions) for name, editions in found.items()})


def named(context: Context) -> Iterator[Find]:
    """Nouns of occasions with their modifiers: "the G20 summit in Rio", "a possible meeting between A and B"."""
    for token in context.sentence.span:
        if token.pos_ not in {"NOUN", "PROPN"} or (
            token.dep_ == "compound" and token.head.i > token.i and _kind(token.head)
        ):
            continue
        kind = _kind(token)
        if kind is None or (token.lower_ == "polls" and token.dep_ == "pobj" and token.head.lower_ == "to"):
            continue
        first, last = extent_of(token, context)
        name = name_of(token, first, last, context)
        people = people_of(first, last, token, context)
        if kind[0] in {"meeting", "forum"} and not _is_specific(token):
            continue
        if not people and kind[0] in {"meeting", "visit"}:
            people = parties_of(token, context)
        yield Find(token, name, kind[0], first, last, people, place_of(token, context))


def _kind(token: Token) -> tuple[str, bool] | None:
    """The kind of occasion that a noun names, by its longest phrase; None for "meeting point" and the like."""
    lemma, lower = token.lemma_.lower(), token.lower_
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if token.dep_ == "compound" and token.head.i > token.i:
        return None
    for words in ((before, lower), (before, lemma), (lower,), (lemma,)):
        if words in nouns():
            return nouns()[words]
    return None


def _is_specific(token: Token) -> bool:
    """Whether a meeting says whose or where, so that it can be told from any other."""
    return any(c.dep_ == "prep" and c.lower_ in {"with", "between", "of", "in", "at"} for c in token.children) or any(
        c.dep_ in {"compound", "poss"} for c in token.children
    )


def forum_names(context: Context) -> Iterator[Find]:
    """A forum by its name alone: "or APEC in Lima"."""
    for match in gazetteer.find(context.sentence.span):
        name = context.sentence.span.doc[match.start : match.end].text
        token = context.sentence.span.doc[match.end - 1]
        if match.entry.kind != "organisation" or forum_of(name) is None:
            continue
        place = place_of(token, context)
        if place is not None and any(c.dep_ == "prep" and c.lower_ in PLACE_PREPS for c in token.rights):
            yield Find(token, name, "summit", match.start, match.end - 1, (), place)


def forum_of(name: str) -> str | None:
    """The forum of the reference table that a name speaks of."""
    words = re.findall(r"[\w+]+", name.lower())
    for forum in forums():
        wanted = re.findall(r"[\w+]+", forum)
        if any(words[i : i + len(wanted)] == wanted for i in range(len(words))):
            return forum
    return None


def deeds(context: Context) -> Iterator[Find]:
    """Occasions that a verb names: visits and meetings to come, expiries, a vote, taking office."""
    text = context.sentence.span.text
    for verb in context.sentence.span:
        if verb.pos_ != "VERB" or clauses.is_negated(verb):
            continue
        subject = clauses.subject_of(verb)
        if verb.lemma_ in _TRAVEL and subject is not None and promised(verb):
            yield from _journey(verb, subject, context)
        elif verb.lemma_ in _VISIT | _MEET and subject is not None and promised(verb):
            yield from _encounter(verb, subject, context)
        elif verb.lemma_ in _EXPIRE and subject is not None and subject.lemma_.lower() in _TREATIES:
            yield Find(verb, f"expiry of {noun_phrase(subject, context)}", "deadline", subject.left_edge.i, verb.i)
        elif _POLLS.search(text) and verb.lemma_ in {"go", "head", "return"} and subject is not None:
            people = codes_of(subject, context)
            whose = f" in {country_name(people[0])}" if people else ""
            yield Find(verb, f"election{whose}", "election", subject.left_edge.i, verb.i + 3, people)
        elif _OFFICE.search(text) and verb.lemma_ in {"take", "swear", "inaugurate"} and subject is not None:
            yield Find(
                verb,
                f"inauguration of {noun_phrase(subject, context)}",
                "ceremony",
                subject.left_edge.i,
                verb.i,
                codes_of(subject, context),
            )


def _journey(verb: Token, subject: Token, context: Context) -> Iterator[Find]:
    """ "Putin is expected to travel to Beijing": a visit to a state's capital or land."""
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "to"):
        goal = next((p for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN"), None)
        hosts = codes_of(goal, context) if goal is not None else ()
        if goal is not None and hosts:
            place = place_name(goal, context)
            people = tuple(dict.fromkeys((*codes_of(subject, context), *hosts)))
            name = f"{noun_phrase(subject, context)} visit to {place}"
            yield Find(verb, name, "visit", subject.left_edge.i, goal.i, people, place)


def _encounter(verb: Token, subject: Token, context: Context) -> Iterator[Find]:
    """ "Modi will visit Tokyo", "the ministers will meet in Seoul"."""
    thing = clauses.object_of(verb)
    who = noun_phrase(subject, context)
    people = codes_of(subject, context)
    if verb.lemma_ in _VISIT:
        if thing is None or thing.pos_ != "PROPN":
            return
        place = place_name(thing, context)
        codes = tuple(dict.fromkeys((*people, *codes_of(thing, context))))
        yield Find(verb, f"{who} visit to {place}", "visit", subject.left_edge.i, thing.i, codes, place)
        return
    partner = thing
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
        partner = next((p for p in prep.children if p.dep_ == "pobj"), partner)
    if partner is None and len(people) < 2 and not _gather(subject, context):
        return
    if partner is not None and context.cast.resolve(partner) is None:
        return
    codes = tuple(dict.fromkeys((*people, *(codes_of(partner, context) if partner is not None else ()))))
    other = f" with {noun_phrase(partner, context)}" if partner is not None else ""
    yield Find(
        verb,
        f"meeting of {who}{other}",
        "meeting",
        subject.left_edge.i,
        max(verb.i, partner.i if partner is not None else 0),
        codes,
        place_of(verb, context),
    )


_LEADERS = clauses.words_of("leader|minister|president|premier|negotiator|envoy|committee|council|parliament|delegate")


def _gather(subject: Token, context: Context) -> bool:
    """Whether several are said to meet on a day, of whom the text does not say whose they are: "leaders of the G20"."""
    several = subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children)
    known = subject.pos_ == "PROPN" or subject.lemma_.lower() in _LEADERS
    return several and known and bool(context.times)


def promised(verb: Token) -> bool:
    """Whether a verb is said to come: will, a plan, an expectation, a present progressive."""
    if any(c.dep_ == "aux" and c.lower_ in {"will", "shall", "'ll", "may", "might", "could"} for c in verb.children):
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children):
        return True
    above = verb.head
    if above.lemma_ == "be" and above.tag_ in {"VBZ", "VBP"} and verb.dep_ == "xcomp" and verb.tag_ == "VB":
        subject = clauses.subject_of(verb)
        return subject is not None and subject.pos_ == "PROPN"  # "Sadat is to visit", not "the aim is to visit"
    return (
        verb.dep_ in {"xcomp", "acl", "advcl"}
        and above.lemma_.lower()
        in {
            "plan",
            "schedule",
            "expect",
            "due",
            "set",
            "intend",
            "agree",
            "hope",
            "likely",
            "prepare",
            "propose",
            "invite",
            "slate",
            "want",
            "expected",
            "scheduled",
            "slated",
            "plans",
            "promise",
            "pledge",
            "invitation",
        }
        and above.tag_ not in {"VBD"}
    )
