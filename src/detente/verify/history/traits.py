"""The rows of the record as lists of traits: who and what each names, its act, its states, its place.

Each trait weighs the more, the rarer its words are in the tables. How well a text has them is for `likeness` to tell.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.ontology import countries
from detente.reference.tables import rows
from detente.verify.history import accords, events
from detente.verify.history.accords import Dated
from detente.verify.history.events import Event
from detente.verify.passages import named
from detente.verify.times import told
from detente.verify.times.dates import bounds
from detente.verify.verdicts import Source

Kind = Literal["act", "state", "name", "word", "also"]
Thing = Event | Dated

BY_NAME = events.RECURRING | {"election", "vote", "accord"}
"""Kinds of events that only the names beside the date tell from others."""
TELLING = frozenset({"act", "word"})
"""Traits that tell what happened, of which the scene itself must have one."""
_DATES = frozenset(calendar.month_name)
"""Words that are of the date, which is weighed apart."""
_STATE, _STATE_ALSO, _PLACE = 1.2, 0.8, 1.5
"""Weights of a state that the row's words ask for, of one of its other parties, and of its place."""
_NAMES, _WORDS, _OWN = (1.0, 4.5), (0.8, 2.5), (0.5, 4.0)
"""Least and greatest weight of a name, of common words, and of a word of an accord's name."""
_COMMON = 0.6
"""By this much a common word of the tables is commoner in the press than there."""
STATE_KINDS = frozenset({"country", "demonym", "capital", "metonym"})
MANY = 4
"""An accord of more states than this is told without naming them."""
_SHORTEST = 4
"""A beginning of a word that is shorter than this may be of any state's name."""
ROOT = 6
"""Words that begin with the same letters, so many of them, are counted as one."""


@dataclass(frozen=True, slots=True)
class Trait:
    """Something by which a row is known: how a text says it, or the states that it is."""

    kind: Kind
    pattern: re.Pattern[str] | None
    states: frozenset[str]
    weight: float
    others: tuple[str, ...] = ()
    """Beginnings of words that must not stand right before it."""
    known: bool = False
    """Whether a report need not tell it again beside the date, if it tells it elsewhere."""
    of_accord: bool = False
    """Whether it is of an accord: who led a state may stand for it, and "it" for what was signed."""


@dataclass(frozen=True)
class Row:
    """An event or accord of the tables with its traits, the first and last day of it, and the years it is told with."""

    thing: Thing
    traits: tuple[Trait, ...]
    start: dt.date
    end: dt.date
    years: frozenset[int]
    roots: frozenset[str]
    """The beginnings of the words that its row has."""

    @property
    def parties(self) -> frozenset[str]:
        """Its states."""
        return self.thing.parties

    @property
    def source(self) -> Source:
        """Where it stands."""
        return self.thing.source

    def described(self) -> str:
        """Name, date and place in a few words."""
        where = f" in {self.thing.place}" if isinstance(self.thing, Dated) and self.thing.place else ""
        return self.thing.described() + where


@functools.cache
def dated() -> tuple[tuple[Thing, dt.date, dt.date], ...]:
    """The events and accords that are dated to the month at least, each with its first and last day."""
    found: list[tuple[Thing, dt.date, dt.date]] = [(e, e.start, e.end) for e in events.known() if e.words]
    found += [(accord, *bounds(accord.date, accord.date)) for accord in accords.known()]
    return tuple(entry for entry in found if len(entry[0].date) >= len("2000-01"))


@functools.cache
def row_of(thing: Thing, start: dt.date, end: dt.date) -> Row:
    """A row of the tables with its traits."""
    traits = tuple(_of_event(thing) if isinstance(thing, Event) else _of_accord(thing))
    years = thing.years if isinstance(thing, Dated) else frozenset({start.year, end.year})
    return Row(thing, traits, start, end, years, roots_of(thing))


@functools.cache
def roots_of(thing: Thing) -> frozenset[str]:
    """The beginnings of the words that a row of the tables has."""
    text = " ".join((*_texts(thing), thing.place))
    return frozenset(word[:ROOT] for word in _literal(text))


def _texts(thing: Thing) -> tuple[str, ...]:
    return (thing.name, *(thing.words if isinstance(thing, Event) else thing.names))


def _literal(group: str) -> list[str]:
    """The words of a group of the table without the signs of its pattern, in small letters."""
    return [word.lower() for word in re.findall(r"[A-Za-zÀ-ÿ]{3,}", _plain(group))]


@functools.cache
def _counted() -> Counter[str]:
    """In how many rows of the tables each word stands."""
    counted: Counter[str] = Counter()
    for table in ("chronology", "accords", "happenings"):
        for row in rows(table):
            text = " ".join((row["name"], row.get("words", ""), row.get("aliases", "")))
            counted.update({word[:ROOT] for word in _literal(text)})
    return counted


@functools.cache
def _stemmed() -> Counter[str]:
    """In how many accords' names each stem stands."""
    counted: Counter[str] = Counter()
    for accord in accords.with_names():
        counted.update(told.stems(" ".join(accord.names).replace("-", " ")))
    return counted


def rarity(word: str) -> float:
    """The logarithm of how seldom a word is in the tables; 0 of a word that stands in all their rows."""
    total = len(events.known()) + len(accords.with_names())
    return math.log(total / max(1, _counted()[word[:ROOT].lower()]))


def _weight(ways: list[list[str]], limits: tuple[float, float], common: float = 1.0) -> float:
    """The weight of a trait that can be told in several ways, each of them as rare as its rarest word."""
    each = [max((rarity(word) for word in words), default=1.0) for words in ways]
    together = -math.log(sum(math.exp(-rarity) for rarity in each)) * common
    return min(max(together, limits[0]), limits[1])


def _of_event(event: Event) -> Iterator[Trait]:
    """The traits of an event: the groups of its row, its other states, and its place."""
    told_by: set[str] = set()
    for group in event.words:
        trait = _of_group(group, event)
        told_by |= trait.states
        yield trait
        if trait.kind not in TELLING and (verbs := _verbs(group)):
            yield _act(verbs)
    for code in sorted(event.parties - told_by):
        if code in countries():
            yield Trait("also", None, frozenset({code}), _STATE_ALSO)
    if event.place and not any(group.search(event.place) for group in event.groups):
        yield _place(event.place)


def _of_group(group: str, event: Event) -> Trait:
    plain = "|".join(way for way in group.removeprefix("~").split("|") if way not in _DATES and not way.isdigit())
    plain = plain or group
    # Where one group tells the act as news, the others tell what it was done to.
    thing = not group.startswith("~") and any(other.startswith("~") for other in event.words)
    alike = events.alike(plain.split("|"), strict=thing) if group.islower() else ()
    pattern = events.pattern(plain, alike)
    ways = [*plain.split("|"), *alike]
    whole = not _verbs(group)
    states = frozenset(code for way in ways for code in event.parties & _states(way, whole=whole))
    if states:
        return Trait("state", pattern, states, _STATE)
    names = [way for way in ways if re.match(r"[^a-z\\]*[A-ZÀ-Þ]", way)]
    if 2 * len(names) > len(ways):
        weight = _weight([_literal(way) for way in names], _NAMES)
        return Trait("name", pattern, frozenset(), weight, known=event.kind not in BY_NAME)
    kind: Kind = "act" if group.startswith("~") else "word"
    return Trait(kind, pattern, frozenset(), _weight([_literal(way) for way in ways], _WORDS, _COMMON))


def _verbs(group: str) -> tuple[str, ...]:
    """What happened, where a group tells it together with who: "(?:Carter|Washington) (?:broke|severed|cut)"."""
    if not re.search(r"[A-ZÀ-Þ][^|]*\s[^|]*\b[a-z]{4}", group) and ")" not in group:
        return ()
    return tuple(word for word in re.findall(r"(?<!\w)[a-z][a-zé]{3,}", _plain(group)) if events.alike((word,)))


def _act(verbs: tuple[str, ...]) -> Trait:
    ways = (*verbs, *events.alike(verbs))
    weight = _weight([_literal(way) for way in ways], _WORDS, _COMMON)
    return Trait("act", events.pattern("|".join(ways)), frozenset(), weight)


@functools.cache
def _states(way: str, *, whole: bool) -> frozenset[str]:
    """The states that words of a group name ("Ottawa"), also by the beginning of the word ("Canad").

    If `whole` they name nothing else: "the Dili massacre" is no state's name.
    """
    start = _plain(way).strip()
    least = len(start) if whole else 0
    found = {n.code for n in named(start) if n.code and n.kind in STATE_KINDS and n.end - n.start >= least}
    if len(start) >= _SHORTEST:
        found |= {code for code in countries() if any(name.startswith(start) for name in _names_of(code))}
    return frozenset(found)


def _plain(group: str) -> str:
    """A group of the table without the signs of its pattern."""
    first = re.sub(r"\[(.)[^]]*\]", r"\1", group)
    return re.sub(r"\\[bwsdB]|\(\?[:!=<]*|[()?+*^$\\]", " ", first)


def _place(name: str) -> Trait:
    return Trait("also", re.compile(rf"\b{re.escape(name)}\b"), frozenset(), _PLACE)


# --- accords -----------------------------------------------------------------------------------------------------

_TEXTS = {
    r"treat(?:y|ies)": r"treat(?:y|ies)|agreements?|accords?|pacts?",
    r"agreements?|accords?|deals?|pacts?|contracts?|partnership": (
        r"agreements?|accords?|deals?|pacts?|contracts?|treaty|settlement"
    ),
    r"partnership": r"partnership",
    r"protocols?": r"protocols?|agreements?|accords?",
    r"declaration|statement|communiqu[eé]|principles": r"declaration|statement|communiqu[eé]",
    r"cease-?fire|truce|armistice": r"cease-?fire|truce|armistice|agreement|accord|deal",
    r"memorandum": r"memorandum|understanding|agreement|accord",
    r"charter|convention|framework|plan": r"charter|convention|framework|agreement|accord|deal|treaty|plan",
}
"""What an accord is called, and what the press may call it."""
_MATTERS = (
    ("trade", "partnership"),
    ("security", "defen", "military"),
    ("border", "boundar", "frontier"),
    ("nuclear",),
    ("fish",),
    ("tax",),
    ("visa",),
    ("extradition",),
    ("friend",),
)
"""What an accord may be about: one that has none of these words is of another matter."""


def _of_accord(accord: Dated) -> Iterator[Trait]:
    """The traits of an accord: what it is called, its states, the words of its names, its place."""
    title = f"{' '.join(accord.names)} {accord.kind}".lower()
    others = tuple(word for words in _MATTERS if not any(w in title for w in words) for word in words)
    yield Trait("act", _noun(accord), frozenset(), _WORDS[0], others, of_accord=True)
    for code in sorted(accord.parties):
        kind: Kind = "state" if len(accord.parties) <= MANY else "also"
        yield Trait(kind, None, frozenset({code}), _STATE if kind == "state" else _STATE_ALSO, of_accord=True)
    for stem in sorted(_own(accord)):
        weight = min(max(math.log(len(accords.with_names()) / max(1, _stemmed()[stem])) * _COMMON, _OWN[0]), _OWN[1])
        yield Trait("also", re.compile(rf"\b{re.escape(stem)}\w*", re.IGNORECASE), frozenset(), weight)
    if accord.place:
        yield _place(accord.place)


def _noun(accord: Dated) -> re.Pattern[str]:
    title = f"{accord.name} {accord.kind}"
    called = [press for own, press in _TEXTS.items() if re.search(rf"\b(?:{own})\b", title, re.IGNORECASE)]
    if accord.kind == "normalisation":
        called += [accords.NORMAL.pattern, r"recogni[sz](?:e[sd]?|ing|ition)"]
    return re.compile(rf"\b(?:{'|'.join(called) or 'agreement|accord|treaty|pact|deal'})\b", re.IGNORECASE)


_PLAIN = told.stems(
    "treaty agreement accord pact declaration communique protocol memorandum convention charter deal armistice joint"
    " ceasefire truce partnership settlement contract statement relations diplomatic establishment between states"
    " comprehensive cooperation mutual common north south east west republic democratic people january february"
    " march april june july august september october november december signed concluded reached first second"
)


def _own(accord: Dated) -> frozenset[str]:
    """The stems of the words of an accord's names that tell it from others of its states."""
    title = " ".join(accord.names).replace("-", " ")
    states = [n.name for n in named(title) if n.code in accord.parties or n.kind in STATE_KINDS]
    plain = _PLAIN | told.stems(f"{' '.join(states)} {accord.place}")
    return frozenset(stem for stem in told.stems(title) if stem not in plain and not _is_of_states(stem, accord))


_COMBINED = frozenset({"sino", "anglo", "franco", "russo", "indo", "sovie", "soviet", "euro", "greco"})
"""How a state is called in front of a hyphen."""


def _is_of_states(stem: str, accord: Dated) -> bool:
    """Whether a word is that of a party: "Sino", "Egyptian"."""
    names = [name for code in accord.parties for name in _names_of(code)]
    return stem in _COMBINED or any(name.lower().startswith(stem[:5]) for name in names)


@functools.cache
def _names_of(code: str) -> tuple[str, ...]:
    state = countries().get(code)
    if state is None:
        return ()
    return (state.name, *state.aliases, *state.demonyms)
