"""Which of a state's offices a claim means where tables and press divide them otherwise, and how whole a table is."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence

from detente.ontology.portfolios import FEDERATION_HEAD
from detente.reference.posts import AMBASSADOR, SINGLE, held_alone
from detente.reference.terms import LEADING, Term, Terms
from detente.verify.people import spans
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.titles import meaning

_WITH_TRADE: dict[str, tuple[str, ...]] = {
    "commerce_minister": (), "business_minister": (), "industry_minister": ("JPN", "RUS"),
}  # fmt: skip
"""Portfolios that are one ministry with trade where a state has no minister of their own; only in some states, if any
are named."""
_WHOLE = SINGLE | {
    "finance_minister", "interior_minister", "economy_minister", "trade_minister", "national_security_adviser",
    "president_of_organisation", "central_bank_governor",
}  # fmt: skip
"""Offices whose tables leave out nobody's second term."""


CONGOS = frozenset({"COD", "COG"})
"""Two states that the press calls by one name."""


def of_its_state(claim: OfficeClaim, record: Terms) -> OfficeClaim:
    """A claim whose state was guessed, of somebody who is known in another one: "Foreign Secretary David Miliband"."""
    if claim.country in CONGOS:
        either = {t.country for t, how in namesakes(claim.person, record) if how == "full"} & CONGOS
        return dataclasses.replace(claim, country=either.pop()) if len(either) == 1 else claim
    if not claim.guessed:
        return claim
    served = {t.country for t, how in namesakes(claim.person, record) if how == "full" and exactly(claim.person, t)}
    if len(served) != 1 or claim.country in served:
        return claim
    country = served.pop()
    return dataclasses.replace(claim, country=country, office=meaning(claim.title, country, ()).office)


def of_its_federation(claim: OfficeClaim, record: Terms) -> OfficeClaim:
    """A claim of no told state about somebody at the head of a business federation: "at the BDI X, its president"."""
    if claim.country is not None and not claim.assumed:
        return claim
    known = [t for t, how in namesakes(claim.person, record) if how == "full" and exactly(claim.person, t)]
    headed = {(t.office, t.country) for t in known if t.office.startswith(FEDERATION_HEAD) and _is_titled(claim, t)}
    if len(headed) != 1 or any(t.office == claim.office for t in known):
        return claim
    office, country = headed.pop()
    return dataclasses.replace(claim, office=office, country=country)


def _is_titled(claim: OfficeClaim, term: Term) -> bool:
    """Whether a term begins with the title of a claim, whoever has it: "chairwoman"."""
    first = re.sub(r"(?:wo)?man\b|person\b", "", claim.title)
    return re.sub(r"man\b|-", " ", term.title.lower()).startswith(first)


def in_its_ministry(claim: OfficeClaim, record: Terms) -> OfficeClaim:
    """A claim about "the commerce minister" of a state whose minister of commerce the tables call one of trade."""
    if claim.country is None or any(t.office == claim.office for t in record.in_country(claim.country)):
        return claim
    states = _WITH_TRADE.get(claim.office)
    other = "trade_minister" if states is not None and (not states or claim.country in states) else None
    other = "business_minister" if claim.office == "trade_minister" else other
    known = other is not None and _has(claim.country, other, claim, record)
    return dataclasses.replace(claim, office=other) if known else claim  # type: ignore[arg-type]


def _has(country: str, office: str, claim: OfficeClaim, record: Terms) -> bool:
    """Whether a state has an office at a time of a claim, as far as the tables tell."""
    there = [t for t in record.in_country(country) if t.office == office]
    return any(t.start <= hi and (t.end is None or lo <= t.end) for t in there for lo, hi in claim.windows)


def is_post(claim: OfficeClaim, term: Term) -> bool:
    """Whether a claim about an ambassador, without the place, may be about a term in one."""
    return claim.office == AMBASSADOR and term.office.startswith(f"{AMBASSADOR} ")


def has_gaps(claim: OfficeClaim, term: Term, record: Terms) -> bool:
    """Whether somebody may have held an office again at a claimed time because the tables do not have all its holders.

    An ambassador of whom it is not told where may have had another post before or after; not so who does something
    as ambassador today where another is known to have followed.
    """
    if claim.office == AMBASSADOR:
        now = claim.now or claim.kind == "start"
        return not (now and _is_followed(term, spans.first_day(claim), record))
    if claim.office in _WHOLE or claim.office not in held_alone():
        return False
    held = [t for t in record.in_country(term.country) if t.office == term.office]
    return not all(
        spans.covered(lo, hi, [t for t in held if t.start <= hi and lo <= t.last], margin=dt.timedelta(0))
        or any(_goes_on(t, term, lo, hi) for t in held)
        for lo, hi in spans.spans(claim)
    )


def _is_followed(term: Term, day: dt.date, record: Terms) -> bool:
    """Whether somebody else is known to have come into the same office after a term, by some day."""
    held = (t for t in record.in_country(term.country) if t.office == term.office and t.person != term.person)
    return any(t.strong and term.last - dt.timedelta(days=31) < t.start <= day for t in held)


_GOES_ON = dt.timedelta(days=3 * 366)
"""So long beyond what is known of whoever came after somebody, that one is not likely to have come back."""


def _goes_on(later: Term, term: Term, lo: dt.date, hi: dt.date) -> bool:
    """Whether a time ends in the term of one who came after, whose row is open and was followed for long enough."""
    after = later.start > term.last - dt.timedelta(days=31) and later.person != term.person
    began = later.start <= (lo if later.start - term.last > _VACANT else hi)
    return after and later.end is None and began and hi <= later.known_through + _GOES_ON


_VACANT = dt.timedelta(days=366)
"""For no longer than this is an office empty between two holders that follow one another."""


def state_of(owners: Sequence[str], record: Terms) -> str | None:
    """The state that the nearest of some people is known to have led."""
    for owner in owners:
        led = {t.country for t, how in namesakes(owner, record) if how == "full" and t.office in LEADING}
        if len(led) == 1:
            return led.pop()
    return None
