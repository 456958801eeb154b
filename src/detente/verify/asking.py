"""Questions to the tables: "who was foreign minister of Japan on 2026-01-01", "head of the IMF", "Kamikawa".

A question names a person, or an office and whose it is. The head of a body that is no state ("president of the U.S.
Chamber of Commerce") is told by the rows of that body alone, never by those of the state that its name tells.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from detente.coding.text import times
from detente.coding.text.clauses import words_of
from detente.errors import QueryError
from detente.ontology import countries, rows, split
from detente.records import Document
from detente.reference import names
from detente.reference.terms import LEADER, Term, Terms
from detente.verify.passages import Passage, passages
from detente.verify.people import persons, titles

_LED = re.compile(r"\b(?:led|ruled|governed|leads)\b")
_HEADS = {LEADER, "head_of_state", "head_of_government"}
_ANY_POST = re.compile(r"\b(?:head|heads|headed|chief|boss|leader|leads|led|runs|ran)\b")
_SAME_POST = (
    (re.compile(r"\bchair(?:man|woman)?\b"), "chairperson"),
    (re.compile(r"\bspokes(?:man|woman)\b"), "spokesperson"),
    (re.compile(r"-"), " "),
)
_DAY_LIKE = re.compile(
    r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+\.?,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4})\b"
)
_CAPITALISED = re.compile(r"(?<![\w.])[A-Z][\w.'’&-]*")
_OF_STATES = frozenset({"country", "demonym", "capital", "metonym"})
_LEAST_WORDS = 2
"""A title of more words tells its body by itself: "United Nations High Commissioner for Refugees"."""
_STYLE = words_of(
    "who|what|which|whom|was|is|were|did|does|the|republic|people's|kingdom|union|federal|islamic|president|prime|minister|"
    "premier|chancellor|king|queen|emperor|leader|head|of|state|government"
)
"""Words with a capital that name no body: those that open a question, of the long names of states, of their leaders."""


def ask(question: str, record: Terms) -> tuple[Term, ...]:
    """The terms that answer a question which names a state or a body and an office, or a person, and perhaps a date.

    Open-ended terms are given for a day up to that through which they are known.

    Raises:
        QueryError: there is no such day, or it lies after all that the tables know of the office.
    """
    _refuse_what_is_no_day(question)
    found: list[Term] = []
    for passage in passages(Document(question, published=dt.date.today())):
        windows = [(time.when.start, time.when.end) for time in passage.times]
        terms = list(_named(passage, record))
        within = [t for t in terms if not windows or any(_covers(t, low, high) for low, high in windows)]
        if within and windows:
            first = min(low for low, _ in windows)
            _refuse_what_is_not_known(within, first)
            within = [term for term in within if term.last >= first]
        found += within
    return tuple(sorted(dict.fromkeys(found), key=lambda term: (term.start, term.person)))


def _covers(term: Term, low: dt.date, high: dt.date) -> bool:
    return term.start <= high and low <= (term.end or dt.date.max)


def _refuse_what_is_no_day(question: str) -> None:
    for match in _DAY_LIKE.finditer(question):
        told = times.find(match.group(), dt.date.today())
        if not any(time.when.precision == "day" and time.end == match.end() - match.start() for time in told):
            raise QueryError(f"{match.group()!r} is no day; write it as YYYY-MM-DD, such as 2026-01-31")


def _refuse_what_is_not_known(found: list[Term], day: dt.date) -> None:
    """Stop where the day lies after what every row knows."""
    last = max(found, key=lambda term: term.last)
    if last.last < day:
        raise QueryError(
            f"not known on {day.isoformat()}: the tables reach to {last.last.isoformat()} here ({last.described()}); "
            "ask for a day up to then"
        )


def _named(passage: Passage, record: Terms) -> Iterator[Term]:
    """The terms of the person, the body or the state and office that a question names, of any time."""
    people = persons.people(passage) or persons.single_names(passage)
    by_title = list(_of_title(passage, record))
    if by_title:
        yield from by_title
    elif people:
        yield from (term for term in record.all if any(_is(person, term) for person in people))
    else:
        yield from _of_state(passage, record)


def _is(person: str, term: Term) -> bool:
    full = any(names.match(person, name) == "full" for name in term.names)
    return full or (" " not in person and any(names.match(person, name) for name in term.names))


def _of_state(passage: Passage, record: Terms) -> Iterator[Term]:
    asked = titles.offices_named(passage.text)
    if LEADER in asked or _LED.search(passage.text):
        asked |= _HEADS
    if asked & _HEADS and _is_of_body(passage):
        asked -= _HEADS
    states = [named.code for named in passage.named if named.code]
    for term in record.all:
        if term.country in states and (term.office in asked or term.office.split()[0] in asked):
            yield term


def _is_of_body(passage: Passage) -> bool:
    """Whether a word with a capital is left that belongs to no state, title or time: the name of some body."""
    covered = [(n.start, n.end) for n in passage.named if n.kind in _OF_STATES]
    covered += [match.span() for match in titles.TITLE.finditer(passage.text)]
    covered += [(time.start, time.end) for time in passage.times]
    for word in _CAPITALISED.finditer(passage.text):
        inside = any(low <= word.start() and word.end() <= high for low, high in covered)
        plain = re.sub(r"(?:'s|’s)$", "", word.group().lower())
        if not inside and not {plain, word.group().lower()} & _STYLE:
            return True
    return False


def _of_title(passage: Passage, record: Terms) -> Iterator[Term]:
    """The terms whose whole title the question tells: post and body ("Keidanren chairman"), or state and title."""
    states = frozenset(named.code for named in passage.named if named.code)
    known: dict[tuple[str, str], bool] = {}
    for term in record.all:
        key = term.country, term.title
        if key not in known:
            known[key] = _is_told(*key, passage.text, states)
        if known[key]:
            yield term


def _is_told(country: str, title: str, text: str, states: frozenset[str]) -> bool:
    post, _, body = title.partition(" of ")
    of_state = country in countries()
    names_ = _called(re.sub(r"^the ", "", body)) if body else () if of_state else _names_of(country)
    if any(_has(text, name) for name in names_):
        return _has(text, post) or _ANY_POST.search(text) is not None
    if of_state:
        whole = country in states and " " in title and not body and "minister" not in title.lower()
        return whole and _has(text, title)
    alone = country == "IGO" and len(title.split()) > _LEAST_WORDS
    return alone and (_has(text, title) or _has(text, title.replace("United Nations", "UN")))


def _has(text: str, words: str) -> bool:
    """Whether the words stand in the text, in any case but those that are capitals alone ("WHO" is not "who")."""
    if words.isupper():
        return re.search(rf"(?<![\w.]){re.escape(words)}(?!\w)", text) is not None
    return re.search(rf"(?<!\w){re.escape(_plain(words))}(?!\w)", _plain(text)) is not None


@functools.cache
def _plain(text: str) -> str:
    text = text.lower()
    for pattern, word in _SAME_POST:
        text = pattern.sub(word, text)
    return text


@functools.cache
def _names_of(code: str) -> tuple[str, ...]:
    """The names of an organisation by its code."""
    first = next((row for row in rows("organisations") if row["code"] == code), None)
    return (first["name"], *split(first["aliases"])) if first is not None else ()


@functools.cache
def _called(body: str) -> tuple[str, ...]:
    """All names of a body that a title names."""
    for table in ("organisations", "bodies"):
        for row in rows(table):
            called = (row["name"], *split(row["aliases"]))
            if body in called:
                return called
    return (body,)
