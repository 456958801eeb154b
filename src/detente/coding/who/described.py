"""Names that no table has: persons and bodies known by what the text says around them.

"Chinese Foreign Ministry spokesperson X", "X of the Y institute", "X, the Kenyan carrier,": the state and the
sector come from the words beside the name, and the name alone means the same from then on.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.who import anaphora, gazetteer, nouns, people
from detente.coding.who.gazetteer import Match, sector_nouns
from detente.coding.who.naming import (
    base,
    left_edge,
    longest_title,
    looks_like_name,
    phrases_ending,
    shown,
    title_states,
    titles,
)
from detente.records import Actor, Resolution

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from detente.coding.who.cast import Cast

_OF_STATES = {"country", "demonym", "capital", "metonym", "person", "surname"}
_OFFICIAL = {"GOV", "MIL", "COP", "LEG", "JUD"}
_NAME_PARTS = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "abu", "ould", "de", "da", "dos", "van", "von", "der"})


def person_at(cast: Cast, token: Token, first: Token, match: Match | None) -> Actor | None:
    """A person by full name, by a surname known by now, or a name that the text describes."""
    doc = token.doc
    if match is not None and match.entry.kind == "person":
        text = shown(doc[match.start : match.end])
        actor = people.office_holder(cast.published, match.entry.name, match.entry.code or "", text)
        titled = _describe(cast, token, first, match.start)
        if titled and titled.office:
            actor = dataclasses.replace(actor, office=titled.office)
        actor = dataclasses.replace(actor, **cast.span(doc[match.start], doc[match.end - 1]))
        return cast.register(actor, doc[match.end - 1].text)
    if match is not None and match.entry.kind == "surname":
        known = cast.memory.people.get(match.entry.name) or people.of_surname(cast.published, match.entry)
        country, _ = _states_before(cast, first.i, match.start)
        if country is not None and (known is None or known.code != country):
            return _new_name(cast, token, first)
        return None if known is None else dataclasses.replace(known, text=shown(token), **cast.span(token, token))
    return _new_name(cast, token, first) if token.pos_ == "PROPN" else None


def _new_name(cast: Cast, token: Token, first: Token) -> Actor | None:
    """A name that no table knows: two or more capitals, or one after a title, a description, or known by now."""
    doc = token.doc
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    follows = after is not None and after.head == token and after.pos_ == "PROPN"
    if after is not None and follows and after.dep_ in {"appos", "dobj", "oprd", "flat"}:
        return person_at(cast, after, first, cast.match_at(after))
    start = _name_start(cast, token)
    name = shown(doc[start : token.i + 1])
    known = cast.memory.people.get(name) or cast.memory.people.get(token.text)
    if known is not None and cast.match_at(token) is None:
        return dataclasses.replace(known, text=name, **cast.span(doc[start], token))
    described = _describe(cast, token, first, start)
    words = sum(1 for part in doc[start : token.i + 1] if not part.is_punct)
    if not token.text[:1].isupper() or (token.text.isupper() and words == 1) or words > 5:
        return None
    if described is None and words < 2:
        return None
    if not looks_like_name(token, described is not None):
        return None
    told = described or Actor(None, name)
    person = None if told.resolved == "body" else name
    how: Resolution = "body" if person is None else "person"
    actor = dataclasses.replace(told, text=name, person=person, resolved=how, **cast.span(doc[start], token))
    return cast.register(actor, token.text)


def _name_start(cast: Cast, token: Token) -> int:
    """Where the capitals of a name begin: back over other capitals and over "al-", "bin", "van der"."""
    doc = token.doc
    start: int = token.i
    while start > token.sent.start:
        before = doc[start - 1]
        if before.pos_ == "PROPN" and before.text[:1].isupper():
            known = cast.match_at(before)
            if known is not None or base(before) in sector_nouns() or before.lower_ in titles():
                break
            if before.text in word_class("days") or _ends_office(doc[max(token.sent.start, start - 2) : start]):
                break
        elif before.lower_ not in _NAME_PARTS and not (
            before.text == "-" and start - 2 >= token.sent.start and doc[start - 2].lower_ in _NAME_PARTS
        ):
            break
        start -= 1
    return start


def _ends_office(words: Span) -> bool:
    """Whether an office of two words ends here ("Principal Secretary"), and no part of a name."""
    return len(words) > 1 and f"{words[0].lower_} {base(words[-1])}" in sector_nouns()


def _describe(cast: Cast, token: Token, first: Token, start: int) -> Actor | None:
    """What stands around a name, as an actor without one; `resolved` is "body" where it is no person's name."""
    before = token.doc[first.i : start]
    posted = _posted(first)
    if posted is not None:
        own, _ = nouns.modifier(cast, posted)
        return Actor(own, shown(token), "GOV", own, office=base(posted))
    country, body = _states_before(cast, first.i, start)
    sector, office = None, None
    title = longest_title(before.text.lower())
    if title:
        office, sector = nouns.held(before, title), titles()[title][1]
        country = country or title_states().get(title)
    noun = next((n for n in phrases_ending(before) if n in sector_nouns()), None)
    sector = sector or (sector_nouns()[noun] if noun else None) or (body.sector if body else None)
    is_body = noun is not None and noun.split()[-1] in word_class("body_nouns")
    if country is None or sector is None:
        country, sector, body, named = _affiliation(cast, token, country, sector)
        is_body = is_body or named
    if title is None and noun is None and sector is None and start == token.i:
        return None
    official = sector in _OFFICIAL or (noun is not None and noun.split()[-1] in word_class("led_back"))
    if country is None and (title or (noun and official)):
        country = cast.choose(cast, token, "name", anaphora.state_in_question(cast, token))
    if sector is None and country is None and body is None:
        return None
    office = office or (before.text.strip() or None if noun and not is_body else None)
    return Actor(
        country,
        shown(token),
        sector or "CVL",
        country,
        body.name if body else None,
        office=office,
        resolved="body" if is_body else None,
    )


def _posted(first: Token) -> Token | None:
    """The envoy in "Omani ambassador to Italy X": the state before the name is where he is, not whose he is."""
    before = [t for t in first.doc[max(first.i - 3, first.sent.start) : first.i] if t.dep_ != "det"]
    if len(before) < 2 or before[-1].lower_ != "to":
        return None
    return before[-2] if base(before[-2]) in {"ambassador", "envoy", "consul", "emissary"} else None


def _states_before(cast: Cast, first: int, start: int) -> tuple[str | None, gazetteer.Entry | None]:
    """The state and the body named in front of a name."""
    country, body = None, None
    for i in range(first, start):
        found = cast.matches_by_token.get(i)
        if found is None or found.end > start:
            continue
        if found.entry.kind in _OF_STATES:
            country = country or cast.code_of(found)
        elif found.entry.kind in {"organisation", "body"}:
            country, body = country or cast.code_of(found), found.entry
    return country, body


def _affiliation(
    cast: Cast, token: Token, country: str | None, sector: str | None
) -> tuple[str | None, str | None, gazetteer.Entry | None, bool]:
    """After the name: "of the Council on Foreign Relations", ", Pakistan's defence minister,"; or what it stands by."""
    body, is_body = None, False
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "at", "with"}:
            for pobj in (c for c in child.children if c.dep_ == "pobj"):
                found = cast.match_at(pobj)
                if found is not None:
                    body = found.entry
                    country, sector = country or cast.code_of(found), sector or found.entry.sector
                sector = sector or ("CVL" if pobj.pos_ == "PROPN" else None)
    beside = [c for c in token.children if c.dep_ == "appos" and (c.pos_ == "NOUN" or gazetteer.is_common(c))]
    if token.dep_ == "appos" and (token.head.pos_ == "NOUN" or gazetteer.is_common(token.head)):
        beside.append(token.head)
    for noun in beside:
        other = nouns.common(cast, noun, left_edge(noun)) if cast.match_at(noun) is None else cast.resolve(noun)
        if other is not None:
            country, sector = country or other.code, sector or other.sector
            is_body = is_body or base(noun) in word_class("body_nouns")
    return country, sector, body, is_body
