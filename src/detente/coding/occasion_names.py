"""Occasions by their words: nouns ("summit"), forums by name, and deeds to come ("will visit")."""

from __future__ import annotations
import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING
from detente import reference
from detente.coding import clauses, gazetteer
from detente.coding.context import Context
from detente.coding.times import TimeMention
from detente.ontology import countries, country_name, rows, split
from detente.records import Occasion, When, digest
if TYPE_CHECKING:
    from spacy.tokens import Token


_VISIT = clauses.words_of("visit|tour")

_MEET = clauses.words_of("meet|host|welcome|receive")

_EXPIRE = clauses.words_of("expire|lapse|end")

_OFFICE = re.compile(r"\b(?:take|takes|taking) (?:up )?office\b|\bsworn in\b|\binaugurated\b", re.IGNORECASE)

_POLLS = re.compile(r"\b(?:go|goes|going|head|heads|heading|return|returns) to the polls\b", re.IGNORECASE)

_TREATIES = clauses.words_of(
    "treaty|agreement|pact|accord|deal|truce|ceasefire|mandate|term|sanction|waiver|contract|lease|"
    "moratorium|embargo|tariff|licence|license|visa|exemption|convention"
)

_NAMING = {"compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "quantmod"}

_NAME_PREPS = {"of", "with", "between", "to", "on", "by", "among", "for"}

PLACE_PREPS = {"in", "at"}

AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|planned|possible|next|coming|scheduled|proposed|future|potential|looming|impending|expected"
    r"|ahead of|in the run-up to|before|later|due|alongside|prospective|pending|prepare|prepares|preparing|preparations"
    r"|plan|plans|planning|will|would|may|could|invited|agreed to|hopes? to|intends? to"
    r"|to be held|is set to|looking for)\b",
    re.IGNORECASE,
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
        first, last = _extent(token, context)
        name = _name(token, first, last, context)
        people = _people(first, last, token, context)
        if kind[0] in {"meeting", "forum"} and not _is_specific(token):
            continue
        if not people and kind[0] in {"meeting", "visit"}:
            people = _parties(token, context)
        yield Find(token, name, kind[0], first, last, people, _place(token, context))

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

def _extent(token: Token, context: Context) -> tuple[int, int]:
    """The tokens of the name: modifiers before, and what of, with, between, to narrows it, dates left out."""
    first, last = token.i, token.i
    for child in token.lefts:
        if child.dep_ in _NAMING and not _dated(child, context):
            first = min(first, child.left_edge.i)
    while first < token.i and (
        context.sentence.span.doc[first].dep_ == "det"
        or context.sentence.span.doc[first].tag_ == "PRP$"
        or context.sentence.span.doc[first].is_punct
        or _dated(context.sentence.span.doc[first], context)
        or AHEAD.fullmatch(context.sentence.span.doc[first].text)
    ):
        first += 1
    for prep in (c for c in token.rights if c.dep_ == "prep"):
        if prep.lower_ not in _NAME_PREPS or any(_dated(t, context) for t in prep.subtree):
            if prep.lower_ not in PLACE_PREPS and not any(_dated(t, context) for t in prep.subtree):
                break
            continue
        stop = _short(prep)
        if prep.i > last + 3 or stop - prep.i > 12:
            break
        last = max(last, stop)
    return first, last

def _short(prep: Token) -> int:
    """Where a prepositional phrase ends, without relative clauses and time or place hung on its noun."""
    last = prep.i
    for noun in (c for c in prep.children if c.dep_ == "pobj"):
        last = noun.i
        for child in noun.rights:
            if child.dep_ in {"conj", "cc"} or (
                child.dep_ == "prep" and child.lower_ in {"of", "with", "and", "between"}
            ):
                last = max(last, child.right_edge.i if child.dep_ == "conj" else child.i)
                if child.dep_ == "prep":
                    last = max(last, _short(child))
            else:
                break
    return last

def _name(token: Token, first: int, last: int, context: Context) -> str:
    doc = context.sentence.span.doc
    place = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in PLACE_PREPS and c.i <= last), None)
    if place is not None:
        before = clauses.words(context, first, place.i - 1)
        after = doc[place.right_edge.i + 1 : last + 1]
        return " ".join((before, " ".join(t.text for t in after))).strip() if after else before
    words = clauses.words(context, first, last)
    for time in context.times:
        words = words.replace(context.document.text[time.start : time.end], "")
    return " ".join(words.split())

def _dated(token: Token, context: Context) -> bool:
    base = context.sentence.offset
    return any(t.start - base <= token.idx < t.end - base for t in context.times)

def _place(token: Token, context: Context) -> str | None:
    """Where an occasion is: a proper name after "in" or "at", on the noun or on its verb."""
    verb = clauses.verb_of(token)
    hosts = [
        token,
        *(
            [verb]
            if verb is not None
            and verb.lemma_ in {"be", "hold", "take", "meet", "host", "open", "convene", "attend", "visit"}
            else []
        ),
    ]
    for host in hosts:
        for prep in (c for c in host.rights if c.dep_ == "prep" and c.lower_ in PLACE_PREPS):
            noun = next(
                (p for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN" and not _dated(p, context)), None
            )
            if noun is not None:
                return _place_name(noun, context)
    return None

def _place_name(noun: Token, context: Context) -> str:
    first = noun
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "det"} and child.text[:1].isupper():
            first = child if child.i < first.i else first
    return clauses.words(context, first.i, noun.i)

def _people(first: int, last: int, token: Token, context: Context) -> tuple[str, ...]:
    """The states (ISO3) that take part: those that its name holds."""
    found: dict[str, None] = {}
    for word in context.sentence.span.doc[first : last + 1]:
        if word.pos_ not in {"PROPN", "ADJ", "NOUN", "PRON"} or word.i == token.i:
            continue
        actor = context.cast.resolve(word)
        if actor is not None and actor.code in countries():
            found.setdefault(actor.code)
    return tuple(found)

def _parties(token: Token, context: Context) -> tuple[str, ...]:
    """Who holds a meeting or makes a visit that does not say it: the subject of its verb."""
    verb = clauses.verb_of(token)
    subject = clauses.subject_of(verb) if verb is not None else None
    return _codes(subject, context) if subject is not None and subject.i != token.i else ()

def forum_names(context: Context) -> Iterator[Find]:
    """A forum by its name alone: "or APEC in Lima"."""
    for match in gazetteer.find(context.sentence.span):
        name = context.sentence.span.doc[match.start : match.end].text
        token = context.sentence.span.doc[match.end - 1]
        if match.entry.kind != "organisation" or forum_of(name) is None:
            continue
        place = _place(token, context)
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
        if verb.lemma_ in _VISIT | _MEET and subject is not None and promised(verb):
            yield from _encounter(verb, subject, context)
        elif verb.lemma_ in _EXPIRE and subject is not None and subject.lemma_.lower() in _TREATIES:
            yield Find(verb, f"expiry of {_noun_phrase(subject, context)}", "deadline", subject.left_edge.i, verb.i)
        elif _POLLS.search(text) and verb.lemma_ in {"go", "head", "return"} and subject is not None:
            people = _codes(subject, context)
            whose = f" in {country_name(people[0])}" if people else ""
            yield Find(verb, f"election{whose}", "election", subject.left_edge.i, verb.i + 3, people)
        elif _OFFICE.search(text) and verb.lemma_ in {"take", "swear", "inaugurate"} and subject is not None:
            yield Find(
                verb,
                f"inauguration of {_noun_phrase(subject, context)}",
                "ceremony",
                subject.left_edge.i,
                verb.i,
                _codes(subject, context),
            )

def _encounter(verb: Token, subject: Token, context: Context) -> Iterator[Find]:
    """ "Modi will visit Tokyo", "the ministers will meet in Seoul"."""
    thing = clauses.object_of(verb)
    who = _noun_phrase(subject, context)
    people = _codes(subject, context)
    if verb.lemma_ in _VISIT:
        if thing is None or thing.pos_ != "PROPN":
            return
        place = _place_name(thing, context)
        codes = tuple(dict.fromkeys((*people, *_codes(thing, context))))
        yield Find(verb, f"{who} visit to {place}", "visit", subject.left_edge.i, thing.i, codes, place)
        return
    partner = thing
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
        partner = next((p for p in prep.children if p.dep_ == "pobj"), partner)
    if partner is None and len(people) < 2:
        return
    if partner is not None and context.cast.resolve(partner) is None:
        return
    codes = tuple(dict.fromkeys((*people, *(_codes(partner, context) if partner is not None else ()))))
    other = f" with {_noun_phrase(partner, context)}" if partner is not None else ""
    yield Find(
        verb,
        f"meeting of {who}{other}",
        "meeting",
        subject.left_edge.i,
        max(verb.i, partner.i if partner is not None else 0),
        codes,
        _place(verb, context),
    )

def _noun_phrase(noun: Token, context: Context) -> str:
    if noun.pos_ == "PRON":
        actor = context.cast.resolve(noun)
        return (actor.person or (country_name(actor.code) if actor.code else noun.text)) if actor else noun.text
    first = clauses.left_edge(noun)
    while first.i < noun.i and (first.dep_ == "det" or _dated(first, context)):
        first = first.nbor(1)
    last = noun
    if noun.conjuncts:
        last = max((noun, *(c for c in noun.conjuncts if c.pos_ in {"NOUN", "PROPN"})), key=lambda t: t.i)
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return clauses.words(context, first.i, max(last.i, _short(of) if of is not None else 0))

def _codes(noun: Token, context: Context) -> tuple[str, ...]:
    found = [a.code for a in context.cast.resolve_all(noun) if a.code in countries()]
    inside = {t.i for t in noun.subtree if t.dep_ not in {"relcl", "advcl"}}
    if noun.tag_ == "NNS":
        found += [
            m.entry.code
            for m in gazetteer.find(context.sentence.span)
            if m.start in inside and m.entry.code in countries()
        ]
    return tuple(dict.fromkeys(code for code in found if code is not None))

def promised(verb: Token) -> bool:
    """Whether a verb is said to come: will, a plan, an expectation, a present progressive."""
    if any(c.dep_ == "aux" and c.lower_ in {"will", "shall", "'ll", "may", "might", "could"} for c in verb.children):
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children):
        return True
    above = verb.head
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
