"""Two of one office in two states: "Foreign Minister X and his Chinese counterpart, Y", "next to her colleague, Y".

The office told last before is the other one's too. His state is told by the words beside "counterpart", or it is the
other one of the two that the report is about. The two held the office at one time: where the sentence gives no date,
it is that of the first one's own terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.ontology import countries
from detente.reference import names
from detente.reference.terms import Term, Terms
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, titles
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.office_times import edge_of
from detente.verify.people.office_words import bare
from detente.verify.times.dates import Window
from detente.verify.times.told import near

if TYPE_CHECKING:
    from spacy.tokens import Token

_HALVES = frozenset({"northern", "southern", "western", "eastern"})
"""Words for a state that only its other half tells: "his northern counterpart"."""
_NOUNS = frozenset({"counterpart", "colleague"})
_OFFICES = frozenset(
    {"foreign_minister", "defence_minister", "finance_minister", "interior_minister", "head_of_government"}
)
"""Offices that are the same in every state: a trade representative may deal with a vice premier."""
_PLURAL = re.compile(r"\b(minister|secretar|premier|chancellor)(?:ies|s)\b")
_STATES = 2
_RANK = re.compile(r"\b(?:General|Admiral|Marshal|Colonel|Brigadier|Commodore)\b")
_FIRST = re.compile(r",\s(?:(?:the|an?)\s[^,;]{3,40}?,?\s)?(?:who\sis\s(?:now\s)?)?")
"""Between a name and "his counterpart": "Y, his Greek colleague,", "Y, the lawyer who is his opposite number"."""


@dataclass(frozen=True, slots=True)
class _Other:
    """Somebody told as the counterpart of another: offsets of the words, of the name, and the state if it is told."""

    start: int
    name: tuple[int, int]
    state: str | None


def find(passage: Passage, record: Terms) -> Iterator[OfficeClaim]:
    """The claims of office of those who are told as the counterparts of others."""
    for token in clauses.parsed(passage.text):
        other = _other(token, passage)
        told = _office_before(passage, token.idx) or _of_holder(passage, other, record) if other is not None else None
        if other is None or told is None or told[0] not in _OFFICES:
            continue
        office, title = told
        owner = _owner(passage, other.start, office, record)
        person = _name(passage, other.name)
        state = other.state or _other_state(passage, owner)
        if other.state is None and not _serves(person, state, record, told=token.lower_ != "colleague"):
            continue
        if _has_another(person, office, state, passage, record) or not (owner or _known(person, record)):
            continue
        if _RANK.search(passage.text[other.start : other.name[1]]):
            # "His counterpart, General X".
            continue
        if not _known(person, record) and not _is_owner(passage, other.start, owner):
            # "X, who heads the Asian bureau, explained it to his counterpart Y": of an office of X's own.
            continue
        times = [t for t in passage.times if edge_of(passage.text, t) is None]
        own = tuple((t.when.start, t.when.end) for t in times)
        apart = () if own else _apart(owner, person, state, passage, record)
        # Where the sentence has no time, it may tell of any that is told before it.
        windows = apart or (*own, *(() if own else near(passage)), *passage.today)
        if state is None or not windows:
            continue
        yield OfficeClaim(
            other.start, other.name[1], person, title, office, state, "at", windows,
            stated=bool(own or apart), own=len(own) or len(windows), acts=True, told=near(passage),
        )  # fmt: skip


def _other(noun: Token, passage: Passage) -> _Other | None:
    """ "His Chinese counterpart, Y", "her colleague Y", "his opposite number in Seoul, Y", "Y, his counterpart"."""
    opposite = noun.lower_ == "number" and any(child.lower_ == "opposite" for child in noun.children)
    half = any(child.lower_ in _HALVES for child in noun.children)
    if noun.tag_ != "NN" or half or not (noun.lower_ in _NOUNS or opposite):
        return None
    if not any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in noun.children):
        return None
    left, end = noun.left_edge.idx, noun.idx + len(noun)
    names = persons.name_spans(passage)
    first = [span for span in names if _FIRST.fullmatch(passage.text[span[1] : left])]
    if first:
        states = [n for n in passage.named if n.code in countries() and left <= n.start < end]
        return _Other(first[-1][0], first[-1], states[-1].code if states else None)
    behind = [span for span in names if span[0] > noun.idx]
    gap = passage.text[end : behind[0][0]] if behind else ";"
    place = re.fullmatch(r"(?:\s(?:in|from|of)\s(?P<c>[A-Z][\w .'’-]+?))?,?\s(?:then\s)?", gap)
    if place is None:
        return None
    states = [n for n in passage.named if n.code in countries() and left <= n.start < behind[0][0]]
    return _Other(left, behind[0], states[-1].code if states else None)


def _office_before(passage: Passage, end: int) -> tuple[str, str] | None:
    """The office that was told last before, in the sentence or in the one before it; "the foreign ministers" too."""
    here = titles.last_office(_PLURAL.sub(_singular, passage.text[:end]))
    before = office_words.without_formers(passage.before.text) if passage.before is not None else ""
    return here or titles.last_office(_PLURAL.sub(_singular, before))


def _of_holder(passage: Passage, other: _Other, record: Terms) -> tuple[str, str] | None:
    """The office of the one named before, by a title that means another one elsewhere: "X, the foreign secretary"."""
    told = [titles.plain(match.group()) for match in titles.TITLE.finditer(passage.text[: other.start])]
    before = [passage.text[start:stop] for start, stop in persons.name_spans(passage) if stop <= other.start]
    if not told or not before:
        return None
    terms = (t for t, how in namesakes(bare(before[-1]), record) if how == "full")
    return next(((t.office, told[-1]) for t in terms if t.title.lower() == told[-1]), None)


def _singular(match: re.Match[str]) -> str:
    return f"{match[1]}y" if match[1] == "secretar" else match[1]


def _owner(passage: Passage, end: int, office: str, record: Terms) -> list[Term]:
    """The terms in an office of the one whose counterpart is meant: of the nearest before for whom there are any."""
    here = [passage.text[start:stop] for start, stop in persons.name_spans(passage) if stop <= end]
    before = passage.before
    there = [before.text[start:stop] for start, stop in persons.name_spans(before)] if before is not None else []
    for name in (*reversed(here), *reversed(there)):
        person = persons.whole_name(bare(name), passage)
        terms = [t for t, how in namesakes(person, record) if how == "full" and t.office == office and t.strong]
        if " " in person and terms and len({t.country for t in terms}) == 1:
            return terms
    return []


def _is_owner(passage: Passage, end: int, owner: list[Term]) -> bool:
    """Whether the person named last before in the sentence, if there is one by full name, has some terms."""
    here = [passage.text[start:stop] for start, stop in persons.name_spans(passage) if stop <= end]
    last = persons.whole_name(bare(here[-1]), passage) if here else ""
    return " " not in last or any(names.match(last, name) == "full" for term in owner for name in term.names)


def _other_state(passage: Passage, owner: list[Term]) -> str | None:
    """The other one of the two states that a report is about, where the sentence names no third one."""
    states = [code for code in passage.states if code in countries()][:_STATES]
    here = {n.code for n in passage.named if n.code in countries()}
    if not owner or owner[0].country not in states or here - set(states):
        return None
    return next((code for code in states if code != owner[0].country), None)


def _serves(person: str, state: str | None, record: Terms, *, told: bool) -> bool:
    """Whether somebody may be of a state that no word tells: a colleague may sit in the same cabinet.

    `told`: "counterpart" says that it is another state, and nothing must be known of the person.
    """
    known = {t.country for t, how in namesakes(person, record) if how == "full"}
    return state in known or (told and not known)


def _known(person: str, record: Terms) -> bool:
    return any(how == "full" for _, how in namesakes(person, record))


def _has_another(person: str, office: str, state: str | None, passage: Passage, record: Terms) -> bool:
    """Whether somebody is known in another office of the state on the day of the report: it is that one's colleague."""
    day = passage.published
    theirs = _OFFICES | {"national_security_adviser", "military_chief", "trade_minister", "central_bank_governor"}
    there = [t for t, how in namesakes(person, record) if how == "full" and t.country == state and t.office in theirs]
    there = [t for t in there if day is not None and t.start <= day <= t.last]
    return bool(there) and all(t.office != office for t in there)


def _apart(owner: list[Term], person: str, state: str | None, passage: Passage, record: Terms) -> tuple[Window, ...]:
    """The terms of the first one up to the day of the report, if the other one held the office at no such time."""
    day = passage.published
    both = tuple((t.start, min(t.last, day) if day else t.last) for t in owner if day is None or t.start <= day)
    terms = [t for t, how in namesakes(person, record) if how == "full" and t.country == state]
    terms = [t for t in terms if any(t.office == o.office for o in owner)]
    met = any(t.start <= hi and lo <= t.last for t in terms for lo, hi in both)
    return both if terms and not met else ()


def _name(passage: Passage, span: tuple[int, int]) -> str:
    return persons.whole_name(bare(passage.text[slice(*span)]), passage)
