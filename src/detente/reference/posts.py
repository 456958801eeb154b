"""Offices that one person holds at a time, and ambassadors by where they are posted.

An ambassador's office is told apart by the place: "ambassador JPN" is the office of whoever is sent to Japan.
"""

from __future__ import annotations

import functools
import re

from detente.ontology import countries, rows, split
from detente.ontology.portfolios import portfolios

AMBASSADOR = "ambassador"
"""The office of an ambassador of whom it is not told where."""

SINGLE = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "secretary_general", "party_leader"}
)
"""The great offices that one person holds at a time; their tables are whole."""

BY_TURNS = ("African Union", "OSCE", "Non-Aligned Movement", "Mercosur", "Organisation of African Unity")
"""Bodies that states head by turns, beside what their leaders are at home."""
_SENT = re.compile(
    r"(?:(?:ambassador|high commissioner|permanent representative)\s)?(?:to|in|at)\s(?:the\s)?(?P<where>.+)"
)
_BODIES = {"un": "UNO", "u.n": "UNO", "nato": "NAT", "eu": "EUR", "european union": "EUR"}


@functools.cache
def held_alone() -> frozenset[str]:
    """Every office that one person holds at a time: the great ones, most portfolios, an ambassador's at one place."""
    places = {*countries(), *_BODIES.values()}
    others = {"president_of_organisation", "central_bank_governor"}
    return SINGLE | others | {p.office for p in portfolios() if p.single} | {posted(place) for place in places}


def posted(place: str) -> str:
    """The office of an ambassador at a place, by its code."""
    return f"{AMBASSADOR} {place}"


def at_post(office: str, words: str) -> str:
    """An office, and for an ambassador the one at the place that some words tell: "to Japan, charge d'affaires before".

    Args:
        office: an office of the tables.
        words: a title or a note.
    """
    match = _SENT.match(re.split(r"[,;]", words.lower())[0]) if office == AMBASSADOR else None
    place = _places().get(match["where"].strip(" .")) if match is not None else None
    return posted(place) if place is not None else office


@functools.cache
def _places() -> dict[str, str]:
    """The names of states, their capitals, and of the bodies to which ambassadors are sent, in lower case."""
    found = {
        name.lower(): row["code"] for row in rows("organisations") for name in (row["name"], *split(row["aliases"]))
    }
    for country in countries().values():
        found |= {name.lower(): country.iso3 for name in (country.name, *country.aliases, country.capital) if name}
    return found | _BODIES
