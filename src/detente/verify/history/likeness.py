"""How well a scene of a sentence fits a row of the record, by its content and not by a fixed wording.

A row is a list of traits: who and what it names, its act, its states, its place. Each trait weighs the more, the rarer
its words are in the tables. A scene that has a trait in itself counts it in full, one that has it elsewhere in the
sentence, in the sentence before or as the state that the report is about counts a part. What the row asks for and the
text lacks is taken off, and so are names in the scene that the row does not know.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.verify.history.accords import Dated
from detente.verify.history.events import RECURRING, Event
from detente.verify.history.scenes import Scene
from detente.verify.history.traits import (
    BY_NAME,
    MANY,
    ROOT,
    STATE_KINDS,
    TELLING,
    Kind,
    Row,
    Thing,
    Trait,
    dated,
    row_of,
)
from detente.verify.passages import Passage

_BY_NAMES, _SO_RARE = 2, 7.0
"""Unless it has so many of the names of the row, of so much weight: "the framework that X settled with Y"."""
_OWN_ACT = 1.5
"""The weight of an act from which on it is told of little else."""
_FULL, _LED, _NEAR, _STATED, _ABOUT, _BEFORE, _FAR = 1.0, 0.8, 0.5, 0.6, 0.5, 0.4, 0.35
"""The share of a trait's weight: in the scene; its leader named; elsewhere in the sentence, word or state; a state
of the report; in the sentence before; anywhere in it."""
_STRANGER, _SIGNER, _STRANGE_STATE = 0.7, 0.2, 0.5
"""What a name, a name beside an accord (whose signers its row does not tell), and another state take off."""
_MAIN = 3
"""So many states are what a report is about."""
A_DAY_OR_TWO = 2
"""A row of no more days than these has a day of its own."""
_DATELINE = 60
"""Letters at the head of a report that hold the place from which it comes."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a scene fits a row.

    `weight` is what speaks for it, `told` the part of that which is more than its states, and `points` is what is left
    when what speaks against it is taken off. `missing` are the kinds of the traits that it lacks, and `particulars` the
    number of those that it has and that are no states.
    """

    row: Row
    weight: float
    told: float
    points: float
    missing: tuple[Kind, ...]
    particulars: int


def fit(row: Row, scene: Scene) -> Fit | None:
    """How a scene fits a row; None where the scene does not tell its act."""
    shares = [(trait, _share(trait, scene)) for trait in row.traits]
    if row.thing.kind in RECURRING and any(t.kind == "state" and share < _STATED for t, share in shares):
        return None
    lacking = _lacking(shares)
    acts = [share for trait, share in shares if trait.kind in TELLING]
    acts = acts or [share for trait, share in shares if trait.kind == "name"]
    no_act = any(trait.kind == "act" for trait in lacking) or max(acts, default=_FULL) < _FULL
    if no_act and not (row.thing.kind not in BY_NAME and _is_named_well(shares)):
        return None
    if not _is_here_told(shares):
        return None
    return _weighed(row, scene, shares)


def loose(row: Row, scene: Scene) -> Fit | None:
    """How a scene fits a row of which it need not tell the act, as long as it tells a name of it or both its states."""
    shares = [(trait, _share(trait, scene)) for trait in row.traits]
    names = [share for trait, share in shares if trait.kind == "name" and not _is_only_a_place(trait, scene.passage)]
    acts = [share for trait, share in shares if trait.kind in TELLING]
    states = [share for trait, share in shares if trait.kind == "state"]
    named = max(names, default=0.0) >= _BEFORE
    if not named and not (max(acts, default=0.0) >= _BEFORE and states and min(states) >= _ABOUT):
        return None
    return _weighed(row, scene, shares)


def _is_only_a_place(trait: Trait, passage: Passage) -> bool:
    """Whether all that a sentence has of a name is a state or a capital: Paris, where an accord on Vietnam was made."""
    found = [match.span() for match in trait.pattern.finditer(passage.text)] if trait.pattern is not None else []
    places = [(n.start, n.end) for n in passage.named if n.kind in STATE_KINDS]
    return bool(found) and all(any(a <= s and e <= b for a, b in places) for s, e in found)


def _lacking(shares: list[tuple[Trait, float]]) -> list[Trait]:
    return [trait for trait, share in shares if not share and trait.kind != "also"]


def _weighed(row: Row, scene: Scene, shares: list[tuple[Trait, float]]) -> Fit:
    lacking = _lacking(shares)
    weight = sum(trait.weight * share for trait, share in shares)
    states = sum(trait.weight * share for trait, share in shares if trait.states)
    theirs = [person for person, led in scene.passage.led if not led.isdisjoint(row.parties)]
    own = {part.lower() for person in theirs for part in person.split()}
    strangers = sum(1 for name in scene.names if name[:ROOT] not in row.roots and name not in own)
    stranger = _SIGNER if isinstance(row.thing, Dated) and len(row.parties) <= MANY else _STRANGER
    against = stranger * strangers + _STRANGE_STATE * len(scene.states - row.parties)
    points = weight - against - sum(trait.weight for trait in lacking)
    particulars = sum(1 for trait, share in shares if share and trait.kind in {"name", *TELLING})
    return Fit(row, weight, weight - states, points, tuple(trait.kind for trait in lacking), particulars)


def _is_here_told(shares: list[tuple[Trait, float]]) -> bool:
    """Whether a name of the row is told here or just before; elsewhere is enough for an act that little else is."""
    names = [share for trait, share in shares if trait.kind == "name"]
    acts = [trait.weight for trait, share in shares if trait.kind in TELLING and share == _FULL]
    return not names or max(names) >= _BEFORE or max(acts, default=0.0) >= _OWN_ACT


def _is_named_well(shares: list[tuple[Trait, float]]) -> bool:
    """Whether a scene has so many and so rare names of a row that they tell it without its act."""
    here = [trait.weight for trait, share in shares if trait.kind == "name" and share == _FULL]
    return len(here) >= _BY_NAMES and sum(here) >= _SO_RARE


def _share(trait: Trait, scene: Scene) -> float:
    passage, found = scene.passage, 0.0
    if trait.pattern is not None:
        spans = [
            match.span() for match in trait.pattern.finditer(passage.text)
            if not _clashes(trait, match) and not _is_part_of_a_state(match, passage)
        ]  # fmt: skip
        if any(scene.holds(*span) for span in spans) or (trait.kind == "name" and _is_by_surname(trait, scene)):
            return _FULL
        if spans and trait.kind != "act":
            found = _NEAR
    told_before = trait.of_accord and trait.kind == "act" and scene.points_back
    if trait.states & scene.states or (told_before and _is_before(trait, passage)):
        return _FULL
    if any(n.code in trait.states for n in passage.named):
        found = max(found, _STATED)
    leaders = [person for person, states in passage.led if trait.of_accord and not trait.states.isdisjoint(states)]
    if any(scene.tells(person.split()[-1]) for person in leaders):
        found = max(found, _LED)
    if trait.states & set(passage.states[:_MAIN]):
        found = max(found, _ABOUT)
    if not found and trait.kind == "also" and _is_here(trait, scene):
        return _FULL
    if not found and trait.kind != "act":
        found = _BEFORE if _is_before(trait, passage) else _FAR if _is_named(trait, passage) else 0.0
    return found


def _is_by_surname(trait: Trait, scene: Scene) -> bool:
    """Whether a scene has a part of the name of somebody whom the text has named in full before."""
    return any(_has(trait, person) for person in scene.people)


def _is_part_of_a_state(match: re.Match[str], passage: Passage) -> bool:
    """Whether a word is only a later part of a state's name: "Arab" in "United Arab Emirates"."""
    start, end = match.span()
    return any(n.start < start and end <= n.end for n in passage.named)


def _clashes(trait: Trait, match: re.Match[str]) -> bool:
    """Whether a word beside "treaty" says that it is of another kind than a row's: "a security treaty"."""
    words = re.findall(r"[a-z]+", match.string[max(0, match.start() - 25) : match.start()].lower())[-2:]
    return any(word.startswith(other) for word in words for other in trait.others)


def _is_before(trait: Trait, passage: Passage) -> bool:
    """Whether the sentence before has a trait: its words, or one of its states."""
    before = passage.before
    if before is None:
        return False
    return _has(trait, before.text) or any(n.code in trait.states for n in before.named)


def _is_named(trait: Trait, passage: Passage) -> bool:
    """Whether a name stands elsewhere in the report, so that a sentence need not tell it: "the peninsula"."""
    return trait.known and _has(trait, passage.document.text)


def _is_here(trait: Trait, scene: Scene) -> bool:
    """Whether a place is that from which the report comes, and a scene says "here"."""
    return scene.is_here and _has(trait, scene.passage.document.text[:_DATELINE])


@functools.lru_cache(maxsize=8192)
def _has(trait: Trait, text: str) -> bool:
    return trait.pattern is not None and trait.pattern.search(text) is not None


def near(scene: Scene, years: int) -> Iterator[Row]:
    """The rows of the report's states in the month of a scene, of that year or of one so many years from it."""
    when = scene.time.when
    there = {n.code for n in scene.passage.named} | set(scene.passage.states[: _MAIN + 2])
    for thing, start, end in _by_month()[when.start.month]:
        close = start.year - years <= when.start.year <= end.year + years
        if close and (not thing.parties or not thing.parties.isdisjoint(there)):
            yield row_of(thing, start, end)


def of_day(scene: Scene) -> Iterator[Row]:
    """The rows of the report's states on the day of the month of a scene, in its year and another month."""
    when = scene.time.when
    there = {n.code for n in scene.passage.named} | set(scene.passage.states[: _MAIN + 2])
    for thing, start, end in _by_day().get((when.start.year, when.start.day), ()):
        if start.month != when.start.month and (not thing.parties or not thing.parties.isdisjoint(there)):
            yield row_of(thing, start, end)


@functools.cache
def _by_day() -> dict[tuple[int, int], list[tuple[Thing, dt.date, dt.date]]]:
    """The same by year and day of the month, as far as the day is known."""
    found: dict[tuple[int, int], list[tuple[Thing, dt.date, dt.date]]] = {}
    for thing, start, end in (one for rows in _by_month().values() for one in rows):
        if (end - start).days <= A_DAY_OR_TWO and len(thing.date) == len("2000-01-01"):
            found.setdefault((start.year, start.day), []).append((thing, start, end))
    return found


@functools.cache
def _by_month() -> dict[int, list[tuple[Thing, dt.date, dt.date]]]:
    """What is dated, and is no mere beginning of relations, by each month (1 to 12) that it touches."""
    found: dict[int, list[tuple[Thing, dt.date, dt.date]]] = {month: [] for month in range(1, 13)}
    for thing, start, end in dated():
        if isinstance(thing, Event) or thing.source.row.dataset == "detente accords":
            for month in {start.month, end.month} if (end - start).days < 360 else ():
                found[month].append((thing, start, end))
    return found
