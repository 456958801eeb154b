"""What a document has named so far: persons, parties, states, bodies, and the heads of the phrases that named them.

Nothing here reads a sentence; the cast tells it what each closed sentence named, and asks what a later pronoun,
"the firm", "the two countries" or "the ministry" can mean.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.who.gazetteer import Entry, Match, most_told
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NO_STATES = frozenset({"IGO", "MED", "NGO"})
_OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
_FAR = 3
"""Sentences after which the last party named in the plural is no longer what "they" means."""


@dataclass(frozen=True, slots=True)
class Named:
    """One naming: the actor, the noun that heads the phrase (lower case), and the sentence, counted from 0."""

    actor: Actor
    head: str
    sentence: int
    rank: int
    plural: bool


@dataclass(slots=True)
class Memory:
    """Who has been named in a document so far, latest last."""

    people: dict[str, Actor] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    person: Actor | None = None
    party: Actor | None = None
    context: Actor | None = None
    home: Actor | None = None
    whole: str = ""
    """The whole text with its title; `about` looks at it when it is first asked."""
    _about: tuple[str | None] | None = None
    speaker: Actor | None = None
    named: list[Named] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    subject: str | None = None
    sentence: int = 0
    short: dict[str, Entry] = field(default_factory=dict)
    """The last words of the names of bodies ("Commission"), each with the body that it was last part of."""

    def shorten(self, matches: Iterable[Match], doc: Doc) -> None:
        """Take in the last words of the longer names of bodies in a closed sentence."""
        for match in matches:
            word = doc[match.end - 1].text
            long = match.end - match.start > 1 and match.entry.kind in {"body", "organisation"} and match.entry.code
            if long and word in word_class("short_names"):
                self.short[word] = match.entry

    def remember(self, naming: Named) -> None:
        """Take in one naming of a closed sentence."""
        actor, is_subject = naming.actor, naming.rank > 0
        in_office = is_subject and not naming.plural and naming.head in word_class("persons_in_office")
        if in_office or (actor.person and not (actor.code is None and self.person and not is_subject)):
            self.person = actor
        if not actor.code:
            return
        self.named.append(naming)
        self.counts[actor.code] += 1
        if is_subject:
            self.subject = actor.code
        self.seen.add(actor.code)
        states = actor.sector not in _NO_STATES
        if (is_subject and states and actor.sector != "BUS") or self.context is None:
            self.context = actor
        if actor.person is None and (is_subject or self.party is None):
            self.party = actor
        if states:
            self.states.append(actor.code)

    def settle_home(self) -> None:
        """After the first sentence: the state of its main subject is the one whose ministry is "the ministry"."""
        first = max((n for n in self.named if n.actor.sector in _OFFICIAL), key=lambda n: n.rank, default=None)
        if self.home is None and first is not None and first.rank > 0:
            self.home = first.actor

    def holder(self, title: str) -> Actor | None:
        """The person named last with a title of office ("president")."""
        found = (n.actor for n in reversed(self.named) if n.actor.person and (n.actor.office or "").lower() == title)
        return next(found, None)

    def default(self) -> str | None:
        """The state that "the ministry" means without more: the dateline's, else that of the last subject.

        Before any state is named it is the one that the text will name most.
        """
        known = self.context if self.home is None else self.home
        if known is None:
            return self.about()
        return known.code if known.sector != "IGO" else None

    def about(self) -> str | None:
        """The state that the whole text, with its title, names most."""
        if self._about is None:
            self._about = (most_told(self.whole),)
        return self._about[0]

    def only_state(self, besides: Iterable[str]) -> str | None:
        """The one state that the text has named so far, with those of the open sentence; None where there are more."""
        found = {*self.states, *besides}
        if self.home is not None and self.home.code:
            found.add(self.home.code)
        return found.pop() if len(found) == 1 else None

    def before(self) -> frozenset[str]:
        """The codes that the sentence closed last named."""
        near = itertools.takewhile(lambda n: n.sentence >= self.sentence - 1, reversed(self.named))
        return frozenset(n.actor.code for n in near if n.actor.code)

    def latest_states(self, besides: Iterable[str] = ()) -> list[str]:
        """The states named, latest first, each once; `besides` are those of the open sentence, in order."""
        return list(dict.fromkeys(reversed([*self.states, *besides])))

    def last_state(self, among: Container[str], besides: Iterable[str] = ()) -> str | None:
        """The state named last that is one of the given ones."""
        return next((code for code in self.latest_states(besides) if code in among), None)

    def last_of(self, sectors: Container[str | None]) -> Actor | None:
        """The body or group named last that belongs to one of the sectors."""
        kinds = {"body", "organisation", "demonym"}
        return next(
            (
                n.actor
                for n in reversed(self.named)
                if n.actor.sector in sectors and n.actor.person is None and n.actor.resolved in kinds
            ),
            None,
        )

    def again(self, head: str, office: str | None = None) -> Actor | None:
        """Whom the same noun, of the same office, meant the last time it was told; None where it then meant two."""
        found = [n for n in self.named if n.head == head and (office is None or n.actor.office == office)]
        last = [n.actor for n in found if n.sentence == found[-1].sentence]
        return last[-1] if len({a.code for a in last}) == 1 else None

    def last_plural(self) -> Actor | None:
        """The last party named in the plural, if that was a few sentences ago at most; a subject comes first."""
        near = [n for n in self.named if n.plural and n.sentence >= self.sentence - _FAR and n.actor.person is None]
        return max(reversed(near), key=lambda n: (n.sentence, n.rank)).actor if near else None
