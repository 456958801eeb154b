"""Office-holders by the dated tables: who bears a surname, who holds an office, what office someone holds."""

from __future__ import annotations

import datetime as dt

from detente import reference
from detente.coding.who.gazetteer import Entry
from detente.coding.who.naming import titles
from detente.records import Actor

_ORGANISATIONS = frozenset({"UNO", "EUR", "NAT", "ASN", "IMF", "WTO", "IAE", "IGO"})
_HEADS = frozenset({"head_of_state", "head_of_government"})


def office_holder(published: dt.date | None, person: str, country: str, text: str) -> Actor:
    """A person of the tables, with the office held on the day of publication, if any is known.

    `country` is whose the person is; where the one office held that day is another's, it is that one's.
    """
    held = [s for s in reference.spells_of(person) if published is not None and s.may_cover(published)]
    own = [s for s in held if s.country == country] or held
    office = own[-1].title if own else None
    country = own[-1].country if own else country
    sector = "IGO" if country in _ORGANISATIONS else "GOV"
    return Actor(country, text, sector, country, None, person, office, "person")


def of_surname(published: dt.date | None, entry: Entry, title: str | None = None) -> Actor | None:
    """The one person that a surname alone can mean on the day of publication, else None.

    With a title before it, a holder of that office; without one, a head of state or government.
    """
    spells = [s for person in entry.persons for s in reference.spells_of(person)]
    if published is not None:
        spells = [s for s in spells if s.may_cover(published)]
    if title is not None:
        office = titles()[title][0]
        spells = [s for s in spells if s.office == office or s.title.lower() == title]
    else:
        spells = [s for s in spells if s.office in _HEADS]
    people = {(s.person, s.country) for s in spells}
    if len(people) != 1:
        return None
    person, country = people.pop()
    return office_holder(published, person, country, entry.name)


def holder_of(published: dt.date | None, country: str, office: str) -> str | None:
    """Who held an office of a state on the day of publication; None where the tables do not tell or tell of two."""
    if published is None:
        return None
    people = {s.person for s in reference.holders(country, office, published)}
    return people.pop() if len(people) == 1 else None
