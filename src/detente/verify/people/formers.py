"""Holders, mostly former, of an office that they never held: it was another state's, or others had it all the time.

"A former prime minister of Latvia" of one who led Estonia; "himself a former West German foreign minister" of one who
was in that government for years while the table of the office has others without a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.ontology import countries
from detente.reference import names
from detente.reference.executives import leads
from detente.reference.posts import SINGLE, held_alone
from detente.reference.terms import LEADER, Term, Terms
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.verdicts import Judged, against, source_of

_ABROAD = frozenset({"head_of_state", "head_of_government", "foreign_minister"})
_AT_HOME = SINGLE - {"party_leader", "secretary_general"} | {"finance_minister", "interior_minister"}
_CAREER = dt.timedelta(days=366 * 15)
"""How long before the first office that the record knows somebody may have held another one."""
_BETWEEN = dt.timedelta(days=62)
"""For so long an office may be vacant between two that the table has."""


def of_another_state(claim: OfficeClaim, elsewhere: Sequence[Term], record: Terms) -> Judged | None:
    """Of one who is known in that very office of one other state alone."""
    own = [t for t in elsewhere if t.strong and t.country in countries() and exactly(claim.person, t)]
    own = [t for t in own if _is_of(claim.office, t)]
    if claim.office not in _ABROAD or claim.country not in countries() or len({t.country for t in own}) != 1:
        return None
    there = [t for t in record.in_country(claim.country or "") if _is_of(claim.office, t)]
    if not any(t.strong for t in there) or any(names.kindred(claim.person, name) for t in there for name in t.names):
        return None
    return against(f"The record has {own[0].described()}.", source_of(own[0]))


def of_another_state_then(claim: OfficeClaim, elsewhere: Sequence[Term], record: Terms) -> Judged | None:
    """Of one who sat in that very office of one other state alone, through all the time that is meant."""
    told = claim.country in countries() and not (claim.assumed or claim.guessed or claim.owners or claim.acting)
    own = [t for t in elsewhere if t.strong and t.country in countries() and exactly(claim.person, t)]
    own = [t for t in own if t.office == claim.office and t.office in held_alone()]
    if not told or claim.kind not in {"at", "then"} or len({t.country for t in own}) != 1:
        return None
    then = [t for t in own if all(t.start <= lo and hi <= t.last for lo, hi in claim.windows)]
    near = [t for t in record.in_country(claim.country or "") if t.office == claim.office]
    there = [t for t in near if any(t.start - _CAREER <= hi and lo <= t.last + _CAREER for lo, hi in claim.windows)]
    if not claim.windows or not then or any(names.kindred(claim.person, name) for t in there for name in t.names):
        return None
    return against(f"The record has {then[0].described()}.", source_of(then[0]))


def _is_of(office: str, term: Term) -> bool:
    """Whether a term is one of an office, or of the leader of a state that is led from it."""
    head = leads(term.country, term.start) if term.office == LEADER else None
    return term.office == office or (head is not None and head.only and head.office == office)


def never_held(claim: OfficeClaim, record: Terms, day: dt.date) -> Judged | None:
    """Of one whose career the record knows, through which others held the office without a gap."""
    known = [t for t, how in namesakes(claim.person, record) if how == "full" and exactly(claim.person, t)]
    if claim.office not in _AT_HOME or claim.acting or not known or any(_is_of(claim.office, t) for t in known):
        return None
    first = min(known, key=lambda t: t.start)
    office = [t for t in record.in_country(claim.country or "") if t.office == claim.office]
    if not _without_gap(office, first.start - _CAREER, day):
        return None
    if any(names.kindred(claim.person, name) for t in office for name in t.names):
        return None
    others = [t for t in office if t.strong and t.start <= first.start <= t.last]
    if not others or not first.strong:
        return None
    return against(f"The record has {first.described()}; {others[0].described()}.", source_of(first))


def _without_gap(terms: Sequence[Term], since: dt.date, until: dt.date) -> bool:
    """Whether the table has a holder of an office all the time; a term left open goes on to the next one."""
    place = since
    for term in sorted(terms, key=lambda t: t.start):
        if term.start > place + _BETWEEN:
            break
        after = min((t.start for t in terms if t.start > term.start), default=until)
        place = max(place, term.end or max(term.known_through, after))
    return place >= until
