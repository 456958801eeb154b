"""Whom a common noun names: its sector from the noun, its state from what modifies it or from what came before."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.who import anaphora, gazetteer, people
from detente.coding.who.gazetteer import Match, sector_nouns
from detente.coding.who.naming import base, phrases_ending, shown, singulars, titles
from detente.ontology import countries
from detente.records import Actor, Resolution

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from detente.coding.who.cast import Cast

_LINKS = {"compound", "amod", "nmod", "poss"}
_RANKS = {"poss": 0, "amod": 1, "nmod": 1, "compound": 1}
_PREPS_OF_ORIGIN = {"of", "from", "in", "for", "at", "to"}
_OWNERS = {"country", "capital", "metonym", "organisation", "body", "place"}
_BEHIND = {"based", "led", "run", "owned", "controlled", "registered", "flagged", "commanded", "headquartered"}
"""What a participle with a hyphen says: whose the noun is ("Oslo-based"), not who stands behind it ("-backed")."""


_ACROSS = {"counterpart", "homologue"}
"""Somebody in the same office of another state: "his Polish counterpart" is Poland's, whoever he is."""
_ABROAD_ALL = {"diplomats", "envoys", "ambassadors", "observers"}
_NO_NAME = {"anonymity", "anonymous", "anonymously"}


def common(cast: Cast, token: Token, first: Token) -> Actor | None:
    """A common noun: its sector from the noun, its state from a name that modifies it, or from before."""
    lemma = base(token)
    phrase = token.doc[max(first.i, token.i - 2) : token.i + 1]
    names = list(phrases_ending(phrase))
    noun = next((n for n in names if n in sector_nouns()), None)
    sector = sector_nouns()[noun] if noun else None
    title = next((n for n in names if n in titles()), None)
    code, name = modifier(cast, token)
    how: Resolution = "demonym" if sector is None or code else "noun"
    if sector is None and code is not None:
        sector = gazetteer.ambiguous_nouns().get(lemma)
    if lemma in word_class("heads"):
        sector = _headed(cast, token) or sector
    if sector is None and code is not None and lemma in word_class("papers") | word_class("teams"):
        sector = "GOV" if code in countries() else "IGO"
    if sector is None and code is not None and lemma in word_class("goods") | word_class("folk"):
        sector = "BUS" if lemma in word_class("goods") else "CVL"
    body = cast.match_at(token)
    if body is not None and body.entry.kind == "body":
        sector = body.entry.sector
    if code is None and (are_unnamed_states(token) or (sector is not None and _is_nobodys(cast, token))):
        return Actor(None, shown(token.doc[first.i : token.i + 1]), sector or "GOV", **cast.span(first, token))
    if lemma in word_class("others") and code is None:
        text = shown(token.doc[first.i : token.i + 1])
        return Actor(None, text, sector or "GOV", **cast.span(first, token)) if stands_for_others(token) else None
    if code is None:
        before = anaphora.led_back(cast, token, noun, sector, title)
        if before is not None:
            code, name, how = before.code, before.name, "coreference"
            sector = (before.sector if before.text else None) or sector or before.sector
        elif sector is None:
            return None
        else:
            how = "noun"
    text = shown(token.doc[first.i : token.i + 1])
    office = held(token.doc[first.i : token.i], title) if title else None
    current = title is not None and office == title and code is not None
    person = people.holder_of(cast.published, code or "", titles()[title or ""][0]) if current else None
    return Actor(
        code,
        text,
        sector,
        code if sector != "IGO" else None,
        name,
        person,
        office,
        "office" if title and code else how,
        **cast.span(first, token),
    )


def held(before: Span, title: str) -> str:
    """The office as it is told: "former president" is no president, "deputy cabinet secretary" no secretary."""
    text = before.text.lower()
    under = text[: max(text.rfind(title), 0)].split()[-1:]
    office = f"{under[0]} {title}" if under and under[0] in _UNDER else title
    past = next((t.lower_ for t in before if t.lower_ in _PAST), None)
    return f"former {office}" if past is not None or text.startswith("ex-") else office


_PAST = {"former", "ex", "onetime", "erstwhile"}
_UNDER = {"deputy", "vice", "assistant", "associate", "shadow"}


def each(cast: Cast, token: Token) -> list[Actor]:
    """The actors of a noun with several states before or after it: "Greek and Turkish jets", "ministers of X and Y"."""
    actor = cast.resolve(token)
    if actor is None or actor.code is None or actor.person is not None:
        return []
    for child in _modifying(token):
        found = [cast.match_at(other) for other in (child, *child.conjuncts)]
        codes = list(dict.fromkeys(m.entry.code for m in found if m is not None and m.entry.code))
        if len(codes) > 1 and actor.code in codes:
            return [
                dataclasses.replace(actor, code=code, country=code if actor.sector != "IGO" else None, name=None)
                for code in codes
            ]
    return []


def _modifying(token: Token) -> Iterator[Token]:
    """The modifiers of a noun that may be several states: adjectives and owners, and what follows "of" or "from"."""
    for child in token.children:
        if child.dep_ in _RANKS:
            yield child
        elif child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _headed(cast: Cast, token: Token) -> str | None:
    """The sector of the body that a chairman or director heads."""
    below = [c for c in token.children if c.dep_ in {"poss", "compound"}]
    below += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "at"} for p in c.children]
    for other in below:
        match = named_at(cast, other)
        if match is not None and match.end == other.i and match.entry.sector:
            return match.entry.sector
        actor = cast.resolve(other) if match is not None or other.pos_ == "PRON" else None
        if actor is not None and actor.person is None and actor.sector is not None:
            return actor.sector
    return None


def stands_for_others(token: Token) -> bool:
    """ "Its allies", "Chad's neighbours": others than their owner, and the text does not say who."""
    return base(token) in word_class("others") and any(c.dep_ in _LINKS for c in token.children)


def are_unnamed_states(token: Token) -> bool:
    """ "Several countries", "Western nations": states that the text does not name; not "the two countries"."""
    if token.tag_ not in {"NNS", "NNPS"} or base(token) not in word_class("nations"):
        return False
    return _unnamed([child.lower_ for child in token.children if child.i < token.i])


def _is_nobodys(cast: Cast, token: Token) -> bool:
    """Whether the words around a noun place it with no one state: "Western envoys", "Greenpeace activists"."""
    words = [t.lower_ for t in token.doc[max(token.left_edge.i, token.i - 3) : token.i + 1]]
    owners = (cast.match_at(c) for c in token.children if c.dep_ in _LINKS)
    stateless = any(m is not None and m.entry.name in gazetteer.stateless() for m in owners)
    return stateless or _from_abroad(words) or speaks_for_unknown(cast, token) or _is_of_any(cast, token)


def _is_of_any(cast: Cast, token: Token) -> bool:
    """ "Diplomats said", "officials who spoke on condition of anonymity" where two states may be theirs."""
    if token.tag_ != "NNS" or any(c.dep_ in {"det", *_LINKS} for c in token.children):
        return False
    among_two = len(cast.memory.before() & countries().keys()) > 1
    hidden = any(t.lower_ in _NO_NAME for t in token.sent)
    return among_two and (hidden or token.lower_ in _ABROAD_ALL)


def _from_abroad(words: Sequence[str]) -> bool:
    """Whether a word says from where, and no state: not of "foreign minister", "western province"."""
    return any(
        word in word_class("of_no_state")
        and follow not in word_class("of_a_place")
        and not (word == "foreign" and follow in word_class("foreign_what"))
        for word, follow in itertools.pairwise(words)
    )


def _unnamed(words: Sequence[str]) -> bool:
    """Whether the words before "countries" say that they are others than those named."""
    known = bool({"the", "these", "those", "two", "2"} & set(words))
    counted = any(word in word_class("unnamed") or word.isdigit() for word in words)
    return (counted and not known) or any(word in word_class("of_no_state") for word in words)


def is_of_no_state(actor: Actor, one: bool = True) -> bool:
    """Whether a party without a code is one to which no state can be given: Amnesty, "its allies", "Western envoys".

    Without `one`, a single ally, partner or rival is left out: it is a party that the text may tell.
    """
    words = actor.text.lower().split()
    if actor.code is not None or not words:
        return False
    last = set(singulars(words[-1]))
    unnamed = bool(last & word_class("nations")) and _unnamed(words[:-1])
    others = bool(last & word_class("others")) and (one or words[-1] not in word_class("others"))
    return actor.name in gazetteer.stateless() or others or _from_abroad(words) or unnamed


def modifier(cast: Cast, token: Token) -> tuple[str | None, str | None]:
    """The state that modifies a noun: possessive first, then adjective or compound, then "of X"."""
    if stands_for_others(token):
        return None, None
    across = base(token) in _ACROSS
    best: tuple[int, str | None, str | None] = (99, None, None)
    for child in token.children:
        rank = _RANKS.get(child.dep_)
        if rank is None or (across and child.dep_ == "poss"):
            continue
        for found in _owners(cast, token, child):
            if rank < best[0]:
                best = (rank, *found)
    if best[1] is None:
        best = _origin(cast, token) or best
    return best[1], best[2]


def _owners(cast: Cast, token: Token, child: Token) -> Iterator[tuple[str, str | None]]:
    """The code and name of each state that a modifier names."""
    abroad = base(token) in word_class("abroad")
    for inner in (child, *(t for t in child.subtree if t.dep_ in _LINKS)):
        match = cast.match_at(inner)
        if match is not None:
            code = cast.code_of(match)
            if code and not (abroad and match.entry.kind in {"capital", "metonym"}):
                yield code, match.entry.name
        elif inner.dep_ == "compound" and (town := gazetteer.town(inner)) is not None:
            yield town, None
        elif inner.dep_ == "poss" and inner.pos_ == "PRON":
            owner = cast.resolve(inner)
            if owner is not None and owner.code:
                yield owner.code, owner.name
    if (
        cast.match_at(child) is None
        and (child.dep_ == "poss" or base(child) in sector_nouns())
        and child.pos_ != "PRON"
    ):
        actor = cast.resolve(child)
        if actor is not None and actor.code:
            yield actor.code, actor.name
    yield from _behind(cast, child)


def _behind(cast: Cast, child: Token) -> Iterator[tuple[str, str | None]]:
    """ "The Oslo-based firm", "a Kenyan-led force": the state before the hyphen."""
    if child.text in _BEHIND and child.i >= 2 and child.nbor(-1).text == "-":
        match = cast.match_at(child.nbor(-2))
        if match is not None and match.entry.code:
            yield match.entry.code, match.entry.name
    before, _, after = child.text.rpartition("-")
    entry = gazetteer.lookup(before) if after in _BEHIND and before else None
    if entry is not None and entry.code:
        yield entry.code, entry.name


def _origin(cast: Cast, token: Token) -> tuple[int, str | None, str | None] | None:
    for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in _PREPS_OF_ORIGIN):
        if prep.lower_ == "at" and (owner := _employer(cast, token, prep)) is not None:
            return 2, owner.code, owner.name
        if prep.lower_ in {"to", "for", "at"} and not _speaks_for(token, prep):
            continue
        if prep.lower_ == "to" or (prep.lower_ == "in" and base(token) in word_class("abroad")):
            continue
        for pobj in (c for c in prep.children if c.dep_ == "pobj"):
            match = named_at(cast, pobj)
            if match is not None and match.entry.code and match.entry.kind in _OWNERS:
                return 2, match.entry.code, match.entry.name
            placed = prep.lower_ in {"of", "from"} or (prep.lower_ == "in" and _is_somebody(token))
            town = gazetteer.town(pobj) if match is None and placed else None
            if town is not None:
                return 2, town, None
            owner = _whole(cast, token, prep, pobj)
            if owner is not None:
                return 2, owner.code, owner.name
            if prep.lower_ == "of" and base(token) in word_class("heads") and pobj.pos_ == "PROPN":
                code, name = modifier(cast, pobj)
                if code is not None:
                    return 2, code, name
    return None


def _employer(cast: Cast, token: Token, prep: Token) -> Actor | None:
    """ "An official at Chad's trade ministry": the ministry that somebody works at."""
    if base(token) not in word_class("speakers"):
        return None
    houses = [c for c in prep.children if c.dep_ == "pobj" and base(c) in {"ministry", "embassy", "department"}]
    actor = cast.resolve(houses[0]) if houses else None
    return actor if actor is not None and actor.code else None


def _is_somebody(token: Token) -> bool:
    """Whether a noun is one for people or bodies: "police in Osaka" are of Japan, "talks in Osaka" are nobody's."""
    return base(token) in sector_nouns() or base(token) in gazetteer.ambiguous_nouns()


def named_at(cast: Cast, token: Token) -> Match | None:
    """The name that a token is part of, or the body's name that it follows as a suffix ("Chase Bank N.A.")."""
    match = cast.match_at(token)
    if match is not None or token.pos_ != "PROPN" or token.i == token.sent.start:
        return match
    before = cast.match_at(token.nbor(-1))
    return before if before is not None and before.entry.kind in {"body", "organisation"} else None


def _speaks_for(token: Token, prep: Token) -> bool:
    """ "Ambassador to", "a spokesman for", "lawyers for": whose the person is follows."""
    spoken = prep.lower_ == "for" and base(token) in word_class("speakers") | word_class("agents")
    return spoken or token.lemma_ in {"ambassador", "envoy"}


def speaks_for_unknown(cast: Cast, token: Token) -> bool:
    """ "A spokesman for the Movement of Nine": of a party that the text names and nothing places."""
    preps = (c for c in token.children if c.dep_ == "prep" and c.lower_ == "for" and _speaks_for(token, c))
    below = [p for prep in preps for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN"]
    return any(cast.match_at(p) is None and ((a := cast.resolve(p)) is None or a.code is None) for p in below)


def _whole(cast: Cast, token: Token, prep: Token, pobj: Token) -> Actor | None:
    """ "Members of the Kenyan team", "leader of the group": the body that a person or part belongs to."""
    if prep.lower_ == "for" and pobj.pos_ == "PROPN":
        actor = cast.resolve(pobj)
        return actor if actor is not None and actor.code else None
    if prep.lower_ != "of" or pobj.pos_ not in {"NOUN", "PROPN"} or base(pobj) not in sector_nouns():
        return None
    parts = (sector_nouns(), gazetteer.ambiguous_nouns(), word_class("heads"))
    if not any(base(token) in words for words in parts):
        return None
    actor = cast.resolve(pobj)
    return actor if actor is not None and actor.code else None
