"""Deputies of whom a state has but one: its vice president, its vice chancellor."""

from __future__ import annotations

import datetime as dt

from detente.reference.terms import Terms
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.people.office_claims import OfficeClaim

_GENERATION = dt.timedelta(days=366 * 12)
_ONE_VICE_PRESIDENT = frozenset({
    "USA", "NGA", "BRA", "ARG", "CHN", "TWN", "IND", "IDN", "PHL", "COL", "ECU", "PRY", "URY", "GHA", "KEN", "ZAF",
    "TUR",
})  # fmt: skip
"""States that have one vice president at a time."""


def is_only_deputy(claim: OfficeClaim, country: str, record: Terms) -> bool:
    """Whether a state has but one such deputy: the vice president of the United States, Germany's vice chancellor.

    Not where somebody of another generation is told of, whose time the claim may only have missed.
    """
    terms = [t for t, how in namesakes(claim.person, record) if how == "full" and exactly(claim.person, t)]
    if terms and any(all(t.last < lo - _GENERATION for t in terms) for lo, _ in claim.windows):
        return False
    if claim.office == "vice_president":
        return country in _ONE_VICE_PRESIDENT
    return claim.title == "vice chancellor" and country in {"DEU", "AUT"}
