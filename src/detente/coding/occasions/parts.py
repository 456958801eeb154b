"""The parts of an occasion in its words: where it is, who takes part, how far its name runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text import clauses
from detente.coding.who import gazetteer
from detente.ontology import countries, country_name

if TYPE_CHECKING:
    from spacy.tokens import Token


_NAMING = {"compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "quantmod"}

_NAME_PREPS = {"of", "with", "between", "to", "on", "by", "among", "for"}

PLACE_PREPS = {"in", "at"}

AHEAD = re.compile(
    r"\b(?:upcoming|forthcoming|planned|possible|next|coming|scheduled|proposed|future|potential|looming|impending|expected"
    r"|ahead of|in the run-up to|due|alongside|prospective|pending|prepare|prepares|preparing|preparations"
    r"|plan|plans|planning|will|would|may|could|invited|agreed to|hopes? to|intends? to"
    r"|to be held|is set to|looking for)\b",
    re.IGNORECASE,
)


def extent_of(token: Token, context: Context) -> tuple[int, int]:
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
    return int(last)


def name_of(token: Token, first: int, last: int, context: Context) -> str:
    """The words of an occasion\'s name, without place and time."""
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


def place_of(token: Token, context: Context) -> str | None:
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
                return place_name(noun, context)
    return None


def place_name(noun: Token, context: Context) -> str:
    """A proper name with the capitalised words before it."""
    first = noun
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "det"} and child.text[:1].isupper():
            first = child if child.i < first.i else first
    return clauses.words(context, first.i, noun.i)


def people_of(first: int, last: int, token: Token, context: Context) -> tuple[str, ...]:
    """The states (ISO3) that take part: those that its name holds."""
    found: dict[str, None] = {}
    for word in context.sentence.span.doc[first : last + 1]:
        if word.pos_ not in {"PROPN", "ADJ", "NOUN", "PRON"} or word.i == token.i:
            continue
        actor = context.cast.resolve(word)
        if actor is not None and actor.code is not None and actor.code in countries():
            found.setdefault(actor.code)
    return tuple(found)


def parties_of(token: Token, context: Context) -> tuple[str, ...]:
    """Who holds a meeting or makes a visit that does not say it: the subject of its verb."""
    verb = clauses.verb_of(token)
    subject = clauses.subject_of(verb) if verb is not None else None
    return codes_of(subject, context) if subject is not None and subject.i != token.i else ()


def noun_phrase(noun: Token, context: Context) -> str:
    """A party as words; a pronoun by the name it is led back to."""
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


def codes_of(noun: Token, context: Context) -> tuple[str, ...]:
    """The states (ISO3) that a noun phrase names."""
    found = [a.code for a in context.cast.resolve_all(noun) if a.code in countries()]
    inside = {t.i for t in noun.subtree if t.dep_ not in {"relcl", "advcl"}}
    if noun.tag_ == "NNS":
        found += [
            m.entry.code
            for m in gazetteer.find(context.sentence.span)
            if m.start in inside and m.entry.code in countries()
        ]
    return tuple(dict.fromkeys(code for code in found if code is not None))
