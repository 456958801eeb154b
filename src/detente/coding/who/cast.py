"""Who a noun phrase names: a state, an organisation, a body, an office-holder, a kind of people.

A `Cast` reads a document's sentences in order and remembers who has been named, so that a surname, a title
alone, a pronoun or "both sides" later in the text can be led back. What cannot be led back has no code:
unresolved stays unresolved.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.coding.lexicon import word_class
from detente.coding.text.parse import Sentence
from detente.coding.who import gazetteer, people
from detente.coding.who.gazetteer import Match, sector_nouns
from detente.coding.who.naming import (
    counted_by,
    is_family_first,
    left_edge,
    longest_title,
    looks_like_name,
    part_of_longer_name,
    phrases_ending,
    prominence,
    shown,
    title_before,
    title_states,
    titles,
)
from detente.ontology import countries
from detente.records import Actor, Resolution

if TYPE_CHECKING:
    from spacy.tokens import Token

_HE = {"he", "she", "him", "her", "his", "himself", "herself"}
_IT = {"it", "its", "itself", "they", "them", "their", "we", "our", "us"}
_CARDINAL_BOTH = {"both", "two"}
_PREPS_OF_ORIGIN = {"of", "from", "in", "for", "at", "to"}
_WE = {"we", "our", "us"}
_LINKS = {"compound", "amod", "nmod", "poss"}


@dataclass(slots=True)
class Cast:
    """Who has been named in a document so far; feed it sentences in order with `open_sentence`."""

    published: dt.date | None
    people: dict[str, Actor] = field(default_factory=dict)
    _person: Actor | None = None
    _party: Actor | None = None
    _context: Actor | None = None
    _home: Actor | None = None
    _states: list[Actor] = field(default_factory=list)
    _matches: list[Match] = field(default_factory=list)
    _by_token: dict[int, Match] = field(default_factory=dict)
    _offset: int = 0
    _leading_back: bool = False
    seen: set[str] = field(default_factory=set)

    def open_sentence(self, sentence: Sentence) -> list[Match]:
        """Find the names of the next sentence; call before resolving any of its tokens."""
        self._offset = sentence.offset
        self._matches = [match for match in gazetteer.find(sentence.span) if self._holds(match, sentence)]
        self._by_token = {i: match for match in self._matches for i in range(match.start, match.end)}
        return self._matches

    def close_sentence(self, sentence: Sentence) -> None:
        """Remember the sentence's names: its subject is what a later pronoun most likely means."""
        named: list[tuple[int, Actor]] = []
        for token in sentence.span:
            match = self._by_token.get(token.i)
            is_head = match is None or token.i == match.end - 1
            common_subject = token.pos_ == "NOUN" and token.dep_ in {"nsubj", "nsubjpass"}
            if not is_head or (match is None and token.pos_ != "PROPN" and not common_subject):
                continue
            actor = self.resolve(token)
            if actor is not None and (actor.code or actor.person) and actor.sector is not None:
                named.append((prominence(token), actor))
        for rank, actor in sorted(named, key=lambda item: item[0]):
            self._remember(actor, rank > 0)

    def named(self) -> list[Actor]:
        """The states and people of states that the open sentence names, in order, each as its government."""
        found = [(self._code_of(m), m) for m in self._matches if m.entry.kind not in {"place", "body", "organisation"}]
        return [Actor(code, m.entry.name, "GOV", code, m.entry.name) for code, m in found if code]

    def start_at(self, dateline: str) -> None:
        """Take the state of a report's dateline ("SEOUL") as what "the ministry" means until another is named."""
        city = dateline.split(",")[0].split("(")[0].strip().title()
        state = next((c for c in countries().values() if city in {c.capital, c.name}), None)
        if state is not None and self._home is None:
            self._home = Actor(state.iso3, city, "GOV", state.iso3, state.name, resolved="capital")

    def introduce(self, actor: Actor) -> None:
        """Make a person known under the name the text gives, with what is known of state and sector."""
        self._register(actor, actor.text.split()[-1])

    def _remember(self, actor: Actor, is_subject: bool) -> None:
        if actor.person and not (actor.code is None and self._person and not is_subject):
            self._person = actor
        if actor.code:
            self.seen.add(actor.code)
            if is_subject or self._context is None:
                self._context = actor
            if actor.person is None and (is_subject or self._party is None):
                self._party = actor
            if not self._states or self._states[-1].code != actor.code:
                self._states.append(actor)

    def _holds(self, match: Match, sentence: Sentence) -> bool:
        """Whether a name means what the gazetteer says here: surnames and common words need more."""
        token = sentence.span.doc[match.start]
        if match.entry.kind == "surname":
            return self._known_surname(match, sentence) is not None
        after = sentence.span.doc[match.end] if match.end < sentence.span.end else None
        if (
            match.entry.kind in {"capital", "metonym"}
            and after is not None
            and (after.text in word_class("not_names") or after.text in word_class("not_metonyms"))
        ):
            return False
        if match.entry.kind in {"body", "organisation"} and match.end - match.start == 1:
            return bool(token.text[0].isupper())
        return not (
            token.pos_ in {"VERB", "AUX"}
            and match.end - match.start == 1
            and not token.text.isupper()
            and match.entry.kind not in {"country", "demonym"}
        )

    def _known_surname(self, match: Match, sentence: Sentence) -> Actor | None:
        """Whom a surname means here: someone named before, or the one office-holder of the day it can be."""
        doc = sentence.span.doc
        if match.start > sentence.span.start and part_of_longer_name(doc[match.start - 1], doc[match.start]):
            return None
        known = self.people.get(match.entry.name)
        title = title_before(doc, match.start, sentence.span.start)
        if known is not None or (not title and doc[match.start].pos_ != "PROPN"):
            return known
        return people.of_surname(self.published, match.entry, title)

    def resolve_all(self, token: Token) -> list[Actor]:
        """The actors that a noun phrase names, with those coordinated with it; "both sides" gives two."""
        out: list[Actor] = []
        for head in (token, *token.conjuncts):
            if head.i < token.i and head not in token.conjuncts:
                continue
            out += self._both(head) or [actor for actor in (self.resolve(head),) if actor is not None]
        unique: dict[tuple[object, ...], Actor] = {}
        for actor in out:
            unique.setdefault((actor.code, actor.sector, actor.person, actor.text if not actor.code else ""), actor)
        return list(unique.values())

    def _both(self, token: Token) -> list[Actor]:
        if token.lemma_.lower() not in word_class("sides"):
            return []
        if not any(child.lower_ in _CARDINAL_BOTH for child in token.children):
            return []
        states: dict[str, Actor] = {}
        for actor in reversed(self._states):
            if actor.code and actor.sector not in {"IGO", "MED", "NGO"}:
                states.setdefault(actor.code, actor)
        pair = list(states.values())[:2]
        if len(pair) < 2:
            return []
        return [
            dataclasses.replace(
                a,
                text=shown(token),
                resolved="coreference",
                sector="GOV",
                person=None,
                office=None,
                **self._span(token, token),
            )
            for a in pair
        ]

    def resolve(self, token: Token) -> Actor | None:
        """The actor that the noun phrase headed by `token` names, or None where it names none.

        An actor that is surely one (a minister, soldiers) of a state that the text does not tell has code None.
        """
        if token.pos_ == "PRON":
            return self._pronoun(token)
        counted = counted_by(token)
        if counted is not None:
            return self.resolve(counted)
        match = self._by_token.get(token.i)
        if (
            match is not None
            and match.entry.kind in {"country", "capital", "metonym", "organisation", "body"}
            and (not (match.entry.kind == "body" and match.entry.code is None))
        ):
            return self._named(token, match)
        first = left_edge(token)
        person = self._person_at(token, first, match)
        if person is not None:
            return person
        if match is not None and match.entry.kind in {"demonym", "body"}:
            return self._named(token, match)
        return self._common(token, first)

    def _span(self, first: Token, last: Token) -> dict[str, Any]:
        return {"start": self._offset + first.idx, "end": self._offset + last.idx + len(last)}

    def _named(self, token: Token, match: Match) -> Actor:
        doc, entry = token.doc, match.entry
        how: Resolution = {
            "country": "name",
            "demonym": "demonym",
            "capital": "capital",
            "metonym": "metonym",
            "organisation": "organisation",
            "body": "body",
        }[entry.kind]  # type: ignore[assignment]
        sector = entry.sector or ("CVL" if doc[match.end - 1].tag_ in {"NNS", "NNPS"} else "GOV")
        text = shown(doc[match.start : match.end])
        return Actor(
            entry.code,
            text,
            sector,
            entry.code if sector != "IGO" else None,
            entry.name,
            resolved=how,
            **self._span(doc[match.start], doc[match.end - 1]),
        )

    def _pronoun(self, token: Token) -> Actor | None:
        word = token.lower_
        if word not in _HE | _IT or (word in _WE and '"' not in token.sent.text):
            return None
        within, settled = (None, False) if self._leading_back else self._within(token, word in _HE)
        found = within if settled else self._person if word in _HE else self._party
        if found is None:
            return None
        return dataclasses.replace(found, text=shown(token), resolved="coreference", **self._span(token, token))

    def _within(self, token: Token, person: bool) -> tuple[Actor | None, bool]:
        """The nearest subject before a pronoun in its own sentence that agrees with it, and whether there is one."""
        plural = token.lower_ in {"they", "them", "their"}
        self._leading_back = True
        try:
            return self._agreeing(token, person, plural)
        finally:
            self._leading_back = False

    def _agreeing(self, token: Token, person: bool, plural: bool) -> tuple[Actor | None, bool]:
        for other in reversed([t for t in token.sent if t.i < token.i and t.dep_ in {"nsubj", "nsubjpass"}]):
            if other.pos_ == "PRON" or other == token.head:
                continue
            actor = self.resolve(other)
            if person:
                if actor is not None and actor.person:
                    return actor, True
            elif (plural and other.tag_ in {"NNS", "NNPS"}) or (
                actor is not None and actor.person is None and not plural and other.tag_ not in {"NNS", "NNPS"}
            ):
                return actor, True
        return None, False

    def _person_at(self, token: Token, first: Token, match: Match | None) -> Actor | None:
        """A person by full name, by a surname known by now, or by a name after a title."""
        if match is not None and match.entry.kind == "person":
            person = match.entry.name
            actor = people.office_holder(
                self.published, person, match.entry.code or "", shown(token.doc[match.start : match.end])
            )
            titled = self._describe(token, first, match.start)
            if titled and titled.office:
                actor = dataclasses.replace(actor, office=titled.office)
            return self._register(
                dataclasses.replace(actor, **self._span(token.doc[match.start], token.doc[match.end - 1])),
                token.doc[match.end - 1].text,
            )
        if match is not None and match.entry.kind == "surname":
            known = self.people.get(match.entry.name) or people.of_surname(self.published, match.entry)
            if known is None:
                return None
            return dataclasses.replace(known, text=shown(token), **self._span(token, token))
        if token.pos_ != "PROPN":
            return None
        return self._new_name(token, first)

    def _new_name(self, token: Token, first: Token) -> Actor | None:
        """A personal name that no table knows: two or more capitals, or one after a title or known by now."""
        doc = token.doc
        start = token.i
        if (
            token.i + 1 < len(doc)
            and doc[token.i + 1].head == token
            and (doc[token.i + 1].pos_ == "PROPN" and doc[token.i + 1].dep_ in {"appos", "dobj", "oprd", "flat"})
        ):
            return self._person_at(doc[token.i + 1], first, self._by_token.get(token.i + 1))
        while (
            start > token.sent.start
            and doc[start - 1].pos_ == "PROPN"
            and (start - 1) not in self._by_token
            and (doc[start - 1].lower_ not in sector_nouns())
            and doc[start - 1].lower_ not in titles()
        ):
            start -= 1
        name = shown(doc[start : token.i + 1])
        if name in self.people or token.text in self.people:
            known = self.people.get(name) or self.people[token.text]
            return dataclasses.replace(known, text=name, **self._span(doc[start], token))
        described = self._describe(token, first, start)
        words = token.i - start + 1
        if not token.text[:1].isupper() or (token.text.isupper() and words == 1):
            return None
        if described is None and (words < 2 or words > 4):
            return None
        if words > 4 or not looks_like_name(token, described is not None):
            return None
        base = described or Actor(None, name)
        actor = Actor(
            base.code,
            name,
            base.sector,
            base.country,
            base.name,
            name,
            base.office,
            "person",
            **self._span(doc[start], token),
        )
        return self._register(actor, token.text)

    def _register(self, actor: Actor, last: str) -> Actor:
        first = actor.text.split()[0]
        for key in (actor.text, actor.person or "", last, first if is_family_first(actor) else ""):
            if key:
                self.people[key] = actor
        return actor

    def _describe(self, token: Token, first: Token, start: int) -> Actor | None:
        """What stands around a personal name: "Chinese Foreign Ministry spokesperson X", "X of the Y institute"."""
        doc = token.doc
        before = doc[first.i : start]
        country, sector, office, body = None, None, None, None
        for i in range(first.i, start):
            found = self._by_token.get(i)
            if found is None or found.end > start:
                continue
            if found.entry.kind in {"country", "demonym", "capital", "metonym", "person", "surname"}:
                country = country or self._code_of(found)
            elif found.entry.kind in {"organisation", "body"}:
                country, body = country or found.entry.code, found.entry
        title = longest_title(before.text.lower())
        if title:
            office, sector = title, titles()[title][1]
            country = country or title_states().get(title)
        noun = next((n for n in phrases_ending(before) if n in sector_nouns()), None)
        sector = sector or (sector_nouns()[noun] if noun else None) or (body.sector if body else None)
        if country is None or sector is None:
            country, sector, body = self._affiliation(token, country, sector)
        told = title or (noun is not None and noun.split()[-1] in word_class("led_back"))
        if country is None and told:
            country = self._default()
        if sector is None and country is None and body is None:
            return None
        office = office or (before.text.strip() or None if noun else None)
        return Actor(country, shown(token), sector or "CVL", country, body.name if body else None, office=office)

    def _affiliation(
        self, token: Token, country: str | None, sector: str | None
    ) -> tuple[str | None, str | None, gazetteer.Entry | None]:
        """After the name: "of the Council on Foreign Relations", ", Pakistan's defence minister,"."""
        body = None
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from", "at", "with"}:
                for pobj in (c for c in child.children if c.dep_ == "pobj"):
                    found = self._by_token.get(pobj.i)
                    if found is not None:
                        body = found.entry
                        country, sector = country or self._code_of(found), sector or found.entry.sector
                    sector = sector or ("CVL" if pobj.pos_ == "PROPN" else None)
            if child.dep_ == "appos" and child.pos_ != "PROPN":
                other = self._common(child, left_edge(child))
                if other is not None:
                    country, sector = country or other.code, sector or other.sector
        return country, sector, body

    def _code_of(self, match: Match) -> str | None:
        if match.entry.kind != "surname":
            return match.entry.code
        known = self.people.get(match.entry.name) or people.of_surname(self.published, match.entry)
        return known.code if known is not None else None

    def _common(self, token: Token, first: Token) -> Actor | None:
        """A common noun: its sector from the noun, its state from a name that modifies it, or from before."""
        lemma = token.lemma_.lower()
        phrase = token.doc[max(first.i, token.i - 2) : token.i + 1]
        noun = next((n for n in phrases_ending(phrase) if n in sector_nouns()), None)
        sector = sector_nouns()[noun] if noun else None
        if sector is None and lemma in sector_nouns():
            noun, sector = lemma, sector_nouns()[lemma]
        code, name = self._modifier(token, first)
        title = next((n for n in phrases_ending(phrase) if n in titles()), None)
        if sector is None and code is None:
            return None
        if sector is None and code is not None:
            sector = gazetteer.ambiguous_nouns().get(lemma)
        if lemma in word_class("heads"):
            sector = self._headed(token) or sector
        if sector is None and lemma in word_class("goods") | word_class("folk"):
            sector = "BUS" if lemma in word_class("goods") else "CVL"
        how: Resolution = "demonym" if sector is None or code else "noun"
        body = self._by_token.get(token.i)
        if body is not None and body.entry.kind == "body":
            sector = body.entry.sector
        if code is None and noun is not None:
            code = self._led_back(token, noun, title)
            how = "coreference" if code else "noun"
        text = shown(token.doc[first.i : token.i + 1])
        person = people.holder_of(self.published, code, titles()[title][0]) if title and code else None
        return Actor(
            code,
            text,
            sector,
            code if sector != "IGO" else None,
            name,
            person,
            title,
            "office" if title and code else how,
            **self._span(first, token),
        )

    def _headed(self, token: Token) -> str | None:
        """The sector of the body that a chairman or director heads."""
        below = [c for c in token.children if c.dep_ in {"poss", "compound"}]
        below += [p for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "at"} for p in c.children]
        for other in below:
            actor = self.resolve(other) if other.i in self._by_token or other.pos_ == "PRON" else None
            if actor is not None and actor.person is None and actor.sector is not None:
                return actor.sector
        return None

    def _modifier(self, token: Token, first: Token) -> tuple[str | None, str | None]:
        """The state that modifies a noun: possessive first, then adjective or compound, then "of X"."""
        best: tuple[int, str | None, str | None] = (99, None, None)
        for child in token.children:
            rank = {"poss": 0, "amod": 1, "nmod": 1, "compound": 1}.get(child.dep_)
            if rank is None:
                continue
            for inner in (child, *(t for t in child.subtree if t.dep_ in _LINKS)):
                match = self._by_token.get(inner.i)
                if match is not None and match.entry.kind != "place":
                    code = self._code_of(match)
                    if code and rank < best[0]:
                        best = (rank, code, match.entry.name)
                elif inner.dep_ == "poss" and inner.pos_ == "PRON" and rank < best[0]:
                    owner = self._pronoun(inner)
                    if owner is not None and owner.code:
                        best = (rank, owner.code, owner.name)
        if best[1] is None:
            best = self._origin(token) or best
        return best[1], best[2]

    def _origin(self, token: Token) -> tuple[int, str | None, str | None] | None:
        for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in _PREPS_OF_ORIGIN):
            if prep.lower_ in {"to", "for", "at"} and token.lemma_ not in {"ambassador", "envoy"}:
                continue
            for pobj in (c for c in prep.children if c.dep_ == "pobj"):
                match = self._by_token.get(pobj.i)
                if (
                    match is not None
                    and match.entry.kind in {"country", "capital", "metonym", "organisation"}
                    and (prep.lower_ != "to")
                ):
                    return 2, match.entry.code, match.entry.name
        return None

    def _led_back(self, token: Token, noun: str, title: str | None) -> str | None:
        """The state of "the government" or "officials": that of the last party named, if the noun allows it."""
        if noun.split()[-1] not in word_class("led_back") and not title:
            return None
        if any(child.lower_ in {"a", "an", "several", "some", "other", "many", "any"} for child in token.children):
            return None
        inside = next(
            (
                self._code_of(m)
                for m in self._matches
                if m.start < token.i and m.entry.kind in {"body", "person", "surname"}
            ),
            None,
        )
        if inside:
            return inside
        there = self._place_of(token)
        if there:
            return there
        return self._default()

    def _default(self) -> str | None:
        """The state that "the ministry" means without more: the dateline's, else that of the last subject."""
        known = self._home or self._context
        return known.code if known is not None and known.sector != "IGO" else None

    def _place_of(self, token: Token) -> str | None:
        """The state in which the sentence says that things happen: "In Tokyo, officials", "police in Seoul"."""
        matches = [
            self._by_token[t.i]
            for t in token.sent
            if t.dep_ == "pobj" and t.head.lower_ == "in" and t.i in self._by_token
        ]
        codes = {m.entry.code for m in matches if m.entry.kind in {"capital", "country"}}
        return codes.pop() if len(codes) == 1 else None
