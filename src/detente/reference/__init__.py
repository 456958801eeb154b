"""Dated facts: who held which office when, where forums met, which places are disputed, who publishes.

Every row of every table has a `source` and a `basis` (dataset; page, opened and named; recalled).
A row that is open-ended is known only through its `known_through` date: after it, unknown.
"""

from __future__ import annotations

from detente.reference.added import add, added
from detente.reference.offices import Office, holders, offices, people, spells_of
from detente.reference.tables import Place, chronicle, owners, places, provinces, rows, towns
from detente.reference.terms import Term, Terms, shipped_terms

__all__ = [
    "Office",
    "Place",
    "Term",
    "Terms",
    "add",
    "added",
    "chronicle",
    "holders",
    "offices",
    "owners",
    "people",
    "places",
    "provinces",
    "rows",
    "shipped_terms",
    "spells_of",
    "towns",
]
