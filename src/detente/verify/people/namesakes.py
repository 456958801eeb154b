"""The terms of office of whoever may be meant by a name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from detente.reference import names
from detente.reference.terms import HEADS, Term, Terms


@functools.lru_cache(maxsize=4096)
def namesakes(person: str, record: Terms) -> tuple[tuple[Term, names.Match], ...]:
    """Every term of somebody whose name agrees with a person's, and how it agrees."""
    found = []
    for term in record.like(person):
        ways = {names.match(person, name) for name in term.names}
        if "full" in ways or (" " in person and person in term.names):
            found.append((term, "full"))
        elif "surname" in ways:
            # A table with whole names knows more than a surname: another given name is another person.
            whole = any(len(names.parts(name)) > 1 for name in term.names[:1])
            if not whole or " " not in person:
                found.append((term, "surname"))
    return tuple(found)  # type: ignore[arg-type]


def exactly(person: str, term: Term) -> bool:
    """Whether a term is of somebody of the very name: Mahmoud Abbas is not Ali Mahmoud Abbas."""
    return any(_plain(name) == _plain(person) for name in term.names)


def _plain(name: str) -> list[str]:
    """The parts of a name without single letters: Antony J. Blinken is Antony Blinken."""
    return [part for part in names.parts(name) if len(part) > 1]


def led(people: Iterable[str], text: str, record: Terms) -> tuple[tuple[str, frozenset[str]], ...]:
    """Those of some people whose last name a text has, with the states that they have led at some time."""
    words = set(re.findall(r"\w[\w'’-]*", re.sub(r"['’]s\b", "", text)))
    states = [(person, _states_led(person, record)) for person in people if person.split()[-1] in words]
    return tuple((person, codes) for person, codes in states if codes)


def _states_led(person: str, record: Terms) -> frozenset[str]:
    terms = namesakes(person, record)
    return frozenset(term.country for term, way in terms if way == "full" and term.office in HEADS)
