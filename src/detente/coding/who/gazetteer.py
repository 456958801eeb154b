"""The names that the codebook and the dated tables know, found in tokens at word boundaries.

A phrase is a sequence of whole tokens, so "assad" is never found in "ambassador". What a name means may
depend on the date (an office-holder) or on the document (a surname): this module only finds the names.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente import reference
from detente.coding.lexicon import word_class
from detente.coding.text.parse import join_names, pipeline
from detente.ontology import countries, rows, split

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Kind = Literal["country", "demonym", "capital", "metonym", "organisation", "body", "person", "surname", "place"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for; a surname has every person who bears it."""

    kind: Kind
    code: str | None
    name: str
    sector: str | None = None
    persons: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    """The states that have an institution of this name ("Congress"), the best known first."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name found: token indices in the parsed block, half-open."""

    start: int
    end: int
    entry: Entry


_Index = dict[str, list[tuple[tuple[str, ...], Entry]]]


@functools.cache
def _index() -> _Index:
    phrases: dict[tuple[str, ...], Entry] = {}
    tokenize = pipeline().tokenizer
    for phrase, entry in _phrases():
        plain = join_names(phrase.replace("’", "'"))
        if plain.startswith("the "):
            phrases.setdefault(tuple(token.text for token in tokenize(f"T{plain[1:]}")), entry)
        phrases.setdefault(tuple(token.text for token in tokenize(plain)), entry)
    index: _Index = {}
    for tokens, entry in phrases.items():
        index.setdefault(tokens[0], []).append((tokens, entry))
    for found in index.values():
        found.sort(key=lambda item: -len(item[0]))
    return index


def _phrases() -> Iterator[tuple[str, Entry]]:
    """Every phrase with its meaning; of two with the same words the first one counts."""
    for country in countries().values():
        for name in (country.name, *country.aliases):
            yield name, Entry("country", country.iso3, country.name, "GOV")
        for demonym in country.demonyms:
            yield demonym, Entry("demonym", country.iso3, country.name)
    for row in rows("organisations"):
        for name in (row["name"], *split(row["aliases"])):
            yield name, Entry("organisation", row["code"], row["name"], "IGO")
    for row in rows("bodies"):
        for name in (row["name"], *split(row["aliases"])):
            yield name, Entry("body", row["country"] or None, row["name"], row["sector"])
    for row in rows("institutions"):
        if row["kind"] == "institution":
            yield row["name"], Entry("body", None, row["name"], row["sector"], states=split(row["states"]))
        elif row["kind"] == "region":
            yield row["name"], Entry("place", None, row["name"])
        elif row["kind"] == "people":
            yield row["name"], Entry("demonym", None, row["name"])
    for place in reference.places():
        for name in (place.name, *place.aliases):
            yield name, Entry("place", place.state, place.name)
    for country in countries().values():
        if country.capital:
            yield country.capital, Entry("capital", country.iso3, country.name, "GOV")
        for name in country.metonyms:
            yield name, Entry("metonym", country.iso3, country.name, "GOV")
    yield from _people()


def _people() -> Iterator[tuple[str, Entry]]:
    surnames: dict[str, list[str]] = {}
    seen: set[str] = set()
    known = reference.people()
    for spell in reference.offices():
        if spell.person in seen or spell.person not in known:
            continue
        seen.add(spell.person)
        state = next((s.country for s in reference.spells_of(spell.person) if s.country in countries()), spell.country)
        yield spell.person, Entry("person", state, spell.person, "GOV", (spell.person,))
        for alias in spell.aliases:
            if " " in alias:
                yield alias, Entry("person", state, spell.person, "GOV", (spell.person,))
            else:
                surnames.setdefault(alias, []).append(spell.person)
    for alias, persons in surnames.items():
        yield alias, Entry("surname", None, alias, "GOV", tuple(persons))


_WORD = re.compile(r"\w[\w.-]*\w\.?|\w|[^\w\s]")
_PARTIES = {"country", "demonym", "capital", "metonym", "organisation", "person"}
_NAMES_OF_STATES = {"country", "demonym", "capital", "metonym"}
OF_STATES = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "REB", "PTY", "IGO"}


def find(span: Span) -> list[Match]:
    """The names in a parsed span, longest first at each place, never overlapping."""
    known = span.doc.user_data.setdefault("names", {})
    if (span.start, span.end) not in known:
        known[span.start, span.end] = tuple(_names(span))
    return list(known[span.start, span.end])


def _names(span: Span) -> Iterator[Match]:
    words = [token.text for token in span]
    index = _index()
    i = 0
    while i < len(words):
        match = _at(words, i, len(words), index)
        if match is None:
            i += 1
        else:
            yield Match(span.start + match.start, span.start + match.end, match.entry)
            i = match.end


def names_party(text: str) -> bool:
    """Whether a text, not yet parsed, names a state, a part of one, one of its people or a body of states."""
    return next(_parties(text), None) is not None


def most_told(text: str) -> str | None:
    """The state that a text, not yet parsed, names most often by a name of its own; of several the one named first."""
    counts = Counter(e.code for e in _parties(text) if e.kind in _NAMES_OF_STATES and e.code)
    return counts.most_common(1)[0][0] if counts else None


def _parties(text: str) -> Iterator[Entry]:
    words = _WORD.findall(text)
    index = _index()
    end = 0
    for i, word in enumerate(words):
        if i < end or (word not in index and not word.isupper()):
            continue
        match = _at(words, i, len(words), index)
        if match is not None:
            end = match.end
            if _is_party(match.entry):
                yield match.entry


def _is_party(entry: Entry) -> bool:
    """Whether a name alone makes a text one about states: not a surname, a place, a firm, a paper, a club."""
    return entry.kind in _PARTIES or (entry.kind == "body" and entry.sector in OF_STATES)


def lookup(name: str) -> Entry | None:
    """What a name of one word stands for, if it is one of the tables'."""
    return next((entry for tokens, entry in _index().get(name, ()) if len(tokens) == 1), None)


def town(token: Token) -> str | None:
    """The state of the town or province whose name ends at a token; it is a place, and no actor by itself."""
    if token.pos_ != "PROPN" or not token.text[:1].isupper():
        return None
    doc = token.doc
    starts = range(max(token.i - 3, token.sent.start), token.i + 1)
    names = [doc[start : token.i + 1].text.casefold() for start in starts if doc[start].text[:1].isupper()]
    tables = (reference.provinces(), reference.towns())
    return next((found[name] for name in names for found in tables if name in found), None)


_SHARING = frozenset({"country", "demonym"})
"""What two states may share the rest of: places side by side ("Gaza, West Bank") are no parties."""


def shared(span: Span, found: Sequence[Match]) -> Iterator[Match]:
    """The first half of "North and South Korea": a compass word that shares the rest of a state's name."""
    for match in found:
        if match.entry.kind not in _SHARING or match.start - 2 < span.start:
            continue
        joint, word = span.doc[match.start - 1], span.doc[match.start - 2]
        rest = tuple(token.text for token in span.doc[match.start + 1 : match.end])
        if not rest or joint.lower_ not in {"and", "or"}:
            continue
        for tokens, entry in _index().get(word.text, ()):
            if tokens == (word.text, *rest):
                yield Match(match.start - 2, match.start - 1, entry)


def shares(one: Match, other: Match) -> bool:
    """Whether the first name is the compass word of "North and South Korea" and the second the rest."""
    alike = one.entry.kind == other.entry.kind and one.entry.kind in _SHARING
    return alike and one.end - one.start == 1 and other.end - other.start > 1


def half(word: str, states: Sequence[str]) -> str | None:
    """The state that "the North" or "the South" means in a text that has named it."""
    found = [code for code in _halves().get(word, ()) if code in states]
    return found[0] if len(found) == 1 else None


@functools.cache
def _halves() -> dict[str, tuple[str, ...]]:
    return {row["name"]: split(row["states"]) for row in rows("institutions") if row["kind"] == "half"}


@functools.cache
def homelands() -> dict[str, tuple[str, ...]]:
    """Common nouns for a state ("kingdom", "island") and the states that the press calls so."""
    return {row["name"]: split(row["states"]) for row in rows("institutions") if row["kind"] == "epithet"}


@functools.cache
def stateless() -> frozenset[str]:
    """Names of bodies and peoples that belong to no one state: "Amnesty International", "Latin Americans"."""
    bodies = {row["name"] for row in rows("bodies") if not row["country"]}
    return frozenset(bodies | {row["name"] for row in rows("institutions") if row["kind"] == "people"})


@functools.cache
def thrones() -> dict[str, tuple[str, ...]]:
    """Offices that some states alone have ("king", "pope"), each with those states."""
    return {row["name"]: split(row["states"]) for row in rows("institutions") if row["kind"] == "throne"}


@functools.cache
def groups() -> dict[str, tuple[str, ...]]:
    """Names of fixed groups of states ("Koreas") and their members."""
    return {row["name"]: split(row["states"]) for row in rows("institutions") if row["kind"] == "group"}


def is_common(token: Token) -> bool:
    """Whether a word written with a capital is a kind of people or body ("U.S. Officials" in wire copy), not a name."""
    if token.pos_ != "PROPN":
        return False
    word = token.lower_
    forms = {word, word.removesuffix("s"), word[:-3] + "y" if word.endswith("ies") else word}
    classes = (word_class(name) for name in ("body_again", "goods", "folk", "heads"))
    known = (sector_nouns(), ambiguous_nouns(), *classes)
    return any(form in words for form in forms for words in known)


def _at(words: Sequence[str], i: int, end: int, index: _Index) -> Match | None:
    shouted = words[i].isupper() and len(words[i]) > 4
    if not shouted and words[i] not in index:
        return None
    for key in (words[i], words[i].title()) if shouted else (words[i],):
        for tokens, entry in index.get(key, ()):
            stop = i + len(tokens)
            if stop > end:
                continue
            there = words[i:stop] if not shouted else [word.title() for word in words[i:stop]]
            if tuple(words[i:stop]) == tokens or tuple(there) == tokens:
                return Match(i, stop, entry)
    return None


@functools.cache
def sector_nouns() -> dict[str, str]:
    """Common nouns and phrases (lower case) that name a kind of actor, and its sector."""
    return {row["noun"].lower(): row["sector"] for row in rows("sector-nouns") if "ambiguous" not in row["note"]}


@functools.cache
def ambiguous_nouns() -> dict[str, str]:
    """Nouns that name a kind of actor only where a state stands with them ("Armenian forces")."""
    return {row["noun"].lower(): row["sector"] for row in rows("sector-nouns") if "ambiguous" in row["note"]}
