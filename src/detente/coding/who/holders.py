"""Who says so: the source of a figure or the holder of an expectation, from the parse of its sentence."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text import clauses
from detente.coding.who import gazetteer
from detente.ontology import countries
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKERS = re.compile(
    r"(?:ers?|ors?|ists?|ians?|ants?|ents?|sources?|departments?|agency|agencies|offices?|banks?|people|men|women"
    r"|sides?|teams?|experts?|think-tanks?|tanks?|many|some|others|boards?|funds?|blocs?|mats?|envoys?|states|ministry"
    r"|ministries|commission|council|institutes?|princes?|ambassadors?|watchdog|cabinet|house)$"
)
_VOICES = clauses.SAY | clauses.FORESEE | clauses.THINK


def source_of(token: Token, context: Context) -> Actor | None:
    """Who says what the token stands in: a poll or figures, a named or unnamed speaker, "according to X".

    Data come before speakers; None where the text itself says it.
    """
    data = _data(token, context)
    if data is not None:
        return data
    spoken = _speaker(token, context)
    if spoken is not None:
        known = context.speaker
        return (
            known
            if known is not None
            and spoken.code is None
            and known.code is not None
            and (spoken.text.lower() in {"he", "she", "it", "they"})
            else spoken
        )
    return _according(context) or context.speaker


def name(token: Token, context: Context) -> Actor | None:
    """The actor that a noun names; an unresolved one keeps its words ("analysts", "some experts")."""
    named = next((c for c in token.children if c.dep_ == "appos" and c.left_edge.i == token.i + 1), None)
    if named is not None and named.pos_ == "PROPN" and token.pos_ == "NOUN":
        return name(named, context)  # "the economist Nouriel Roubini"
    phrase = _phrase(token, context)
    found = context.cast.resolve(token)
    if found is not None:
        return found if found.person or found.code else dataclasses.replace(found, text=phrase)
    known = token.lemma_.lower() in gazetteer.sector_nouns() or token.lemma_.lower() in clauses.DATA
    if token.pos_ != "PROPN" and not token.text[:1].isupper() and not known and not _SPEAKERS.search(token.lower_):
        return None
    start = context.sentence.offset + clauses.left_edge(token).idx
    return Actor(None, phrase, start=start, end=context.sentence.offset + token.idx + len(token))


def _phrase(token: Token, context: Context) -> str:
    first = clauses.left_edge(token)
    while first.i < token.i and (
        (first.dep_ in {"det", "punct"} and first.lower_ in {"a", "an", "the"}) or first.is_punct
    ):
        first = first.nbor(1)
    of = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "of" and token.pos_ == "PROPN"), None)
    last = next((p for p in of.children if p.dep_ == "pobj" and p.pos_ == "PROPN"), token) if of is not None else token
    return clauses.words(context, first.i, last.i)


def _data(token: Token, context: Context) -> Actor | None:
    """A poll, survey or set of figures that shows, finds or puts what the token stands in."""
    for verb in (t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"}):
        subject = clauses.subject_of(verb)
        if subject is None or subject.lemma_.lower() not in clauses.DATA or subject.i == token.i:
            continue
        if verb.lemma_.lower() in clauses.SHOW | clauses.SAY | clauses.FORESEE:
            return of_data(subject, context)
    return _in_data(context)


def _in_data(context: Context) -> Actor | None:
    """ "in a poll by X", "in its report" at the head of the sentence."""
    for prep in context.sentence.span:
        if prep.dep_ == "prep" and prep.lower_ == "in" and prep.i <= context.sentence.span.start + 2:
            for noun in prep.children:
                if noun.dep_ == "pobj" and noun.lemma_.lower() in {"poll", "survey", "census"}:
                    return of_data(noun, context)
    return None


def of_data(noun: Token, context: Context) -> Actor:
    """A data source as an actor: its words, and the state or body that made it where the words name one."""
    first = clauses.left_edge(noun)
    while first.i < noun.i and (first.lower_ in {"a", "an", "the"} or first.pos_ in {"NUM", "PUNCT", "ADV"}):
        first = first.nbor(1)
    stop = noun
    for prep in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"by", "from", "of"}):
        stop = next((p for p in prep.children if p.dep_ == "pobj"), stop)
    text = clauses.words(context, first.i, stop.i)
    code, sector, body = None, None, None
    for match in gazetteer.find(context.sentence.span):
        if first.i <= match.start and match.end <= stop.i + 1 and code is None and match.entry.kind != "surname":
            code, sector = match.entry.code, match.entry.sector
            body = match.entry.name if match.entry.kind in {"body", "organisation"} else None
    country = code if code in countries() else None
    start = context.sentence.offset + first.idx
    return Actor(code, text, sector, country, body, start=start, end=context.sentence.offset + stop.idx + len(stop))


def _speaker(token: Token, context: Context) -> Actor | None:
    """The subject of the nearest verb of saying or expecting whose content holds the token."""
    below = token
    for ancestor in token.ancestors:
        content = (
            below.dep_ in {"ccomp", "xcomp", "dobj", "prep", "obj", "oprd", "advcl", "dep", "parataxis"}
            or below.i == token.i
        )
        if ancestor.pos_ in {"VERB", "AUX"} and ancestor.lemma_.lower() in _VOICES and content:
            subject = clauses.subject_of(ancestor)
            passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in ancestor.children)
            if subject is not None and not passive and not _within(token, subject):
                return name(subject, context)
        below = ancestor
    return _parenthesis(context, token)


def _within(token: Token, phrase: Token) -> bool:
    return bool(token.i == phrase.i or phrase.is_ancestor(token))


def _parenthesis(context: Context, token: Token) -> Actor | None:
    """ "..., X said": a verb of saying hung on the clause it reports."""
    for verb in context.sentence.span:
        if (
            verb.dep_ in {"parataxis", "conj"}
            and verb.lemma_.lower() in clauses.SAY
            and verb.dep_ == "parataxis"
            and verb.head in (token, *token.ancestors)
        ):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                return name(subject, context)
    return None


def _according(context: Context) -> Actor | None:
    for word in context.sentence.span:
        if word.lower_ == "according" and word.i + 1 < context.sentence.span.end:
            for noun in word.subtree:
                if noun.dep_ == "pobj" and noun.head.lower_ == "to":
                    return of_data(noun, context) if noun.lemma_.lower() in clauses.DATA else name(noun, context)
    return None
