"""Who a noun phrase names: a state, an organisation, a body, an office-holder, a kind of people.

A `Cast` reads a document's sentences in order and remembers who has been named, so that a surname, a title
alone, a pronoun, "the firm" or "both sides" later in the text can be led back. What cannot be led back has no
code: unresolved stays unresolved.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from detente.coding.lexicon import word_class
from detente.coding.text.parse import Block, Sentence, text_of
from detente.coding.who import anaphora, described, gazetteer, meant, nouns, people, pronouns
from detente.coding.who.gazetteer import Match
from detente.coding.who.memory import Memory, Named
from detente.coding.who.naming import (
    base,
    counted_by,
    is_family_first,
    left_edge,
    part_of_longer_name,
    prominence,
    shown,
    title_before,
)
from detente.ontology import countries
from detente.records import Actor, Document, Resolution
from detente.reference import towns

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_HOW: dict[str, Resolution] = {
    "country": "name",
    "demonym": "demonym",
    "capital": "capital",
    "metonym": "metonym",
    "organisation": "organisation",
    "body": "body",
}
_OPPOSED = {"pro", "anti", "ex", "non", "un", "post", "pre", "trans", "pan", "all"}
"""Before a hyphen: the state named after it is not the one whose the noun is ("anti-British crowds")."""
_MISREAD = {"INTJ", "X", "ADV"}
"""What the parser takes a name for that opens a sentence: a name that the text has told is one all the same."""
_NOT_STATES = {"place", "body", "organisation"}


@dataclass(slots=True)
class Cast:
    """Who has been named in a document so far; feed it sentences in order with `open_sentence`."""

    published: dt.date | None
    memory: Memory = field(default_factory=Memory)
    matches: list[Match] = field(default_factory=list)
    matches_by_token: dict[int, Match] = field(default_factory=dict)
    choose: meant.Choose = meant.choose
    """Settles whose a phrase without a state is; training listens in here."""
    leading_back: bool = False
    """Set while a rule asks for an earlier phrase, so that two phrases never ask each other."""
    _offset: int = 0
    _open: Span | None = None
    _quotes: tuple[int, bool] = (-1, False)
    _resolved: dict[int, Actor | None] = field(default_factory=dict)
    """What tokens of the open sentence mean, until somebody new is made known."""
    _registered: int = 0

    @property
    def people(self) -> dict[str, Actor]:
        """Persons and bodies by the names that the text has given them."""
        return self.memory.people

    @property
    def seen(self) -> set[str]:
        """The codes of all who were named in the sentences closed so far."""
        return self.memory.seen

    def open_document(self, document: Document, parts: Iterable[Block]) -> None:
        """Look at the whole text, its title and its datelines; call before the first sentence."""
        self.memory.whole = f"{document.title or ''}\n{document.text}"
        for part in parts:
            if part.dateline:
                self.start_at(part.dateline)

    def open_sentence(self, sentence: Sentence) -> list[Match]:
        """Find the names of the next sentence; call before resolving any of its tokens."""
        self._offset, self._open = sentence.offset, sentence.span
        self._resolved.clear()
        if self._quotes[0] != sentence.paragraph:
            self._quotes = (sentence.paragraph, False)
        found = [match for match in gazetteer.find(sentence.span) if self._holds(match, sentence)]
        found += [*gazetteer.shared(sentence.span, found), *self._shortened(sentence, found)]
        self.matches = sorted(found, key=lambda match: match.start)
        self.matches_by_token = {i: match for match in self.matches for i in range(match.start, match.end)}
        return self.matches

    def _shortened(self, sentence: Sentence, found: Sequence[Match]) -> Iterator[Match]:
        """ "The Commission" after "the EC Commission": the last word of a body's name, still with its capital."""
        taken = {i for match in found for i in range(match.start, match.end)}
        for token in sentence.span:
            entry = self.memory.short.get(token.text)
            if entry is None or token.pos_ != "PROPN" or token.i in taken:
                continue
            before = token.nbor(-1) if token.i > sentence.span.start else None
            if before is None or not before.text[:1].isupper() or before.i in taken or before.is_sent_start:
                yield Match(token.i, token.i + 1, entry)

    def close_sentence(self, sentence: Sentence) -> None:
        """Remember the sentence's names: its subject is what a later pronoun most likely means."""
        named: list[Named] = []
        self.memory.shorten(self.matches, sentence.span.doc)
        for token in sentence.span:
            match = self.match_at(token)
            is_head = match is None or token.i == match.end - 1
            in_front = token.dep_ == "compound" and token.head.pos_ == "PROPN"
            if not is_head or (match is None and (token.pos_ not in {"PROPN", "NOUN"} or in_front)):
                continue
            actor = self.resolve(token)
            if actor is None or not (actor.code or actor.person) or actor.sector is None:
                continue
            rank = prominence(token)
            if match is None and token.pos_ == "NOUN" and not rank and actor.resolved == "coreference":
                continue
            many = token.tag_ in {"NNS", "NNPS"} or any(c.i > token.i for c in token.conjuncts)
            named.append(Named(actor, base(token), self.memory.sentence, rank, many))
        for naming in sorted(named, key=lambda item: item.rank):
            self.memory.remember(naming)
        speaker = next((s for t in sentence.span if (s := self._speaker_at(t)) is not None), None)
        self.memory.speaker = speaker or self.memory.speaker
        if self.memory.sentence == 0:
            self.memory.settle_home()
        if self.memory.home is None and not self.memory.states:
            self._settle_in_town()
        if named:
            self.memory.sentence += 1
        marks = sum(token.text == '"' for token in sentence.span)
        self._quotes = (sentence.paragraph, self._quotes[1] ^ bool(marks % 2))

    def _settle_in_town(self) -> None:
        """Take the state of the first town named as the text's own, while no state has been named."""
        code = self._town_here()
        if code is not None:
            self.memory.home = Actor(
                code, countries()[code].name, "GOV", code, countries()[code].name, resolved="capital"
            )

    def _town_here(self) -> str | None:
        """The state of the first town that the open sentence names."""
        if self._open is None:
            return None
        towns_here = (gazetteer.town(token) for token in self._open if self.match_at(token) is None)
        return next((code for code in towns_here if code is not None), None)

    def _speaker_at(self, token: Token) -> Actor | None:
        if token.dep_ != "ROOT":
            return None
        return pronouns.speaker_of(self, token)

    def named(self) -> list[Actor]:
        """The states and people of states that the open sentence names, in order, each as its government."""
        found = [(self.code_of(m), m) for m in self.matches if m.entry.kind not in _NOT_STATES]
        return [Actor(code, m.entry.name, "GOV", code, m.entry.name) for code, m in found if code]

    def start_at(self, dateline: str) -> None:
        """Take the state of a report's dateline ("SEOUL") as what "the ministry" means until another is named."""
        city = dateline.split(",")[0].split("(")[0].strip().title()
        state = next((c for c in countries().values() if city in {c.capital, c.name, *c.metonyms}), None)
        state = state or countries().get(towns().get(city.casefold(), ""))
        if state is not None and self.memory.home is None:
            self.memory.home = Actor(state.iso3, city, "GOV", state.iso3, state.name, resolved="capital")

    def introduce(self, actor: Actor) -> None:
        """Make a person known under the name the text gives, with what is known of state and sector."""
        self.register(actor, actor.text.split()[-1])

    def register(self, actor: Actor, last: str) -> Actor:
        """Make a person or body known under its full name and its last word; returns it."""
        self._resolved.clear()
        self._registered += 1
        first = actor.text.split()[0]
        for key in (actor.text, actor.person or "", last, first if is_family_first(actor) else ""):
            if key:
                self.memory.people[key] = actor
        return actor

    def match_at(self, token: Token) -> Match | None:
        """The name that a token of the open sentence is part of."""
        return self.matches_by_token.get(token.i)

    def span(self, first: Token, last: Token) -> dict[str, Any]:
        """Where a phrase stands in the document, as fields of an actor."""
        return {"start": self._offset + first.idx, "end": self._offset + last.idx + len(last)}

    def states_here(self) -> list[str]:
        """The codes of the states that the open sentence names, in order."""
        return [actor.code for actor in self.named() if actor.code]

    def states_before(self, token: Token) -> list[str]:
        """The codes of the states that the open sentence names before a token, in order."""
        before = [m for m in self.matches if m.end <= token.i and m.entry.kind not in _NOT_STATES]
        return [code for m in before if (code := self.code_of(m))]

    def quoting(self, token: Token) -> bool:
        """Whether a token of the open sentence stands inside quotation marks."""
        if '"' not in text_of(token.doc):
            return self._quotes[1]
        marks = sum(other.text == '"' for other in token.sent if other.i < token.i)
        return self._quotes[1] ^ bool(marks % 2)

    def place_of(self, token: Token) -> str | None:
        """The state in which the sentence says that things happen: "In Tokyo, officials", "police in Seoul"."""
        inside = [t for t in token.sent if t.dep_ == "pobj" and t.head.lower_ == "in" and not _is_aside(t, token)]
        codes = {code for t in inside if (code := self._state_at(t)) is not None}
        return codes.pop() if len(codes) == 1 else None

    def scene(self, token: Token) -> str | None:
        """The state of the place that opens the sentence: "In Tokyo, the foreign minister said"."""
        first = token.doc[token.sent.start]
        opening = [t for t in first.children if t.dep_ == "pobj"] if first.lower_ in {"in", "at"} else []
        return next((code for t in opening if t.i < token.i and (code := self._state_at(t)) is not None), None)

    def _state_at(self, token: Token) -> str | None:
        """The state that a place name is, or lies in."""
        match = self.match_at(token)
        if match is None:
            return gazetteer.town(token)
        return match.entry.code if match.entry.kind in {"capital", "metonym", "country", "place"} else None

    def code_of(self, match: Match) -> str | None:
        """The code that a name has here: a surname's by its bearer, that of "Congress" by the state in question."""
        if match.entry.kind == "surname":
            known = self.memory.people.get(match.entry.name) or people.of_surname(self.published, match.entry)
            return known.code if known is not None else None
        if match.entry.states:
            return self._state_of_institution(match)
        return match.entry.code

    def _state_of_institution(self, match: Match) -> str | None:
        """Whose "Congress" or "Treasury" is meant: the text's own state, the last one named, or the best known."""
        states, memory = match.entry.states, self.memory
        home = memory.default() or self._town_here()
        if home is not None and (home in states or not memory.states):
            return home
        here = [m.entry.code or "" for m in self.matches if m.entry.kind not in _NOT_STATES]
        before = [m.entry.code or "" for m in self.matches if m.end <= match.start and m.entry.kind not in _NOT_STATES]
        last = memory.last_state(states, before) or next((code for code in here if code in states), None)
        return last or (states[0] if home is None else None)

    def _holds(self, match: Match, sentence: Sentence) -> bool:
        """Whether a name means what the gazetteer says here: surnames and common words need more."""
        doc = sentence.span.doc
        token = doc[match.start]
        prefixed = match.start - 2 >= sentence.span.start and doc[match.start - 1].text == "-"
        if prefixed and doc[match.start - 2].lower_ in _OPPOSED:
            return False
        if match.entry.kind == "surname":
            return self._known_surname(match, sentence) is not None
        after = doc[match.end] if match.end < sentence.span.end else None
        if (
            match.entry.kind in {"capital", "metonym"}
            and after is not None
            and (after.text in word_class("not_names") or after.text in word_class("not_metonyms"))
        ):
            return False
        if match.entry.states and match.start > sentence.span.start:
            before = doc[match.start - 1]
            if before.pos_ == "PROPN" and before.text[:1].isupper() and before.dep_ == "compound":
                return any(m.end == match.start for m in gazetteer.find(sentence.span))
        if match.entry.kind in {"body", "organisation"} and match.end - match.start == 1:
            doubtful = token.is_sent_start and token.text in word_class("names_at_start") and token.pos_ != "PROPN"
            return bool(token.text[0].isupper()) and not doubtful
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
        known = self.memory.people.get(match.entry.name)
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
            out += self.several(head) or [actor for actor in (self.resolve(head),) if actor is not None]
        unique: dict[tuple[object, ...], Actor] = {}
        for actor in out:
            unique.setdefault((actor.code, actor.sector, actor.person, actor.text if not actor.code else ""), actor)
        return list(unique.values())

    def several(self, token: Token) -> list[Actor]:
        """The actors of a phrase that names more than one: "both sides", "Greek and Turkish jets"."""
        match = self.match_at(token)
        if match is None:
            return anaphora.pair(self, token) or nouns.each(self, token)
        partner = next((m for m in self.matches if m.end == match.start - 1 and gazetteer.shares(m, match)), None)
        if partner is None:
            return anaphora.pair(self, token)
        return [self._named(token.doc[partner.end - 1], partner), self._named(token, match)]

    def resolve(self, token: Token) -> Actor | None:
        """The actor that the noun phrase headed by `token` names, or None where it names none.

        An actor that is surely one (a minister, soldiers) of a state that the text does not tell has code None.
        """
        if self.leading_back:
            return self._resolve(token)
        if token.i in self._resolved:
            return self._resolved[token.i]
        known = self._registered
        actor = self._resolve(token)
        if self._registered == known:
            self._resolved[token.i] = actor
        return actor

    def _resolve(self, token: Token) -> Actor | None:
        if token.pos_ == "PRON":
            return pronouns.meant(self, token)
        if token.pos_ in _MISREAD and self.match_at(token) is None and token.text in self.memory.people:
            known = self.memory.people[token.text]
            return dataclasses.replace(known, text=shown(token), **self.span(token, token)) if known.person else None
        counted = counted_by(token)
        if counted is not None:
            return self.resolve(counted)
        match = self.match_at(token)
        if match is not None and match.entry.kind in {"country", "capital", "metonym", "organisation"}:
            return self._named(token, match)
        if match is not None and match.entry.kind == "body" and self.code_of(match) is not None:
            return self._named(token, match)
        half = self._half(token) if match is None else None
        if half is not None:
            return half
        first = left_edge(token)
        is_common = match is None and gazetteer.is_common(token)
        person = None if is_common else described.person_at(self, token, first, match)
        if person is not None:
            return person
        if match is not None and match.entry.kind in {"demonym", "body"}:
            return self._named(token, match)
        return anaphora.opponent(self, token) or nouns.common(self, token, first)

    def _half(self, token: Token) -> Actor | None:
        """ "The South retaliated": one half of a divided country that the text has named; not "the south of"."""
        code = gazetteer.half(token.text, self.memory.states)
        if code is None or token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj", "attr"}:
            return None
        if not any(c.lower_ == "the" for c in token.children) or any(c.dep_ == "prep" for c in token.children):
            return None
        name, where = countries()[code].name, self.span(token, token)
        return Actor(code, token.text, "GOV", code, name, resolved="coreference", **where)

    def actor_at(self, token: Token, match: Match) -> Actor:
        """The state or body that a name of the open sentence stands for, whatever noun it modifies."""
        return self._named(token, match)

    def _named(self, token: Token, match: Match) -> Actor:
        doc, entry = token.doc, match.entry
        sector = entry.sector or ("CVL" if doc[match.end - 1].tag_ in {"NNS", "NNPS"} else "GOV")
        code = self.code_of(match)
        return Actor(
            code,
            shown(doc[match.start : match.end]),
            sector,
            code if sector != "IGO" else None,
            entry.name,
            resolved=_HOW[entry.kind],
            **self.span(doc[match.start], doc[match.end - 1]),
        )


def _is_aside(place: Token, token: Token) -> bool:
    """Whether a place stands in a clause about somebody else, or tells where others are whom a preposition brings in.

    "Guerrillas who use bases in Chad blew up a bridge"; "the minister accused it of taking orders from exiles in Lima".
    """
    clause = next((t for t in place.ancestors if t.dep_ in {"relcl", "acl"}), None)
    if clause is not None and token != clause and not clause.is_ancestor(token):
        return True
    others = place.head.head
    brought_in = others.pos_ in {"NOUN", "PROPN"} and others.dep_ == "pobj"
    return brought_in and token != others and not others.is_ancestor(token)
