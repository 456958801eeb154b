"""Whether somebody is known in another office than the claimed one, or somebody of a like name in a kindred one.

The first speaks for a contradiction: the table has both apart. The second speaks against: the claim may mean that one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.reference import names
from detente.reference.terms import LEADER, LEADING, Term, Terms
from detente.verify.people import spans
from detente.verify.people.namesakes import exactly
from detente.verify.people.office_claims import OfficeClaim

_NEAR_TO = dt.timedelta(days=366 * 3)
"""Somebody of a like name who had the office so long ago is not the one that is meant."""
_LASTS, GOES_ON = dt.timedelta(days=550), dt.timedelta(days=1100)
"""So long beyond what is known of somebody an office is taken to be held still: by the one who is claimed for another
one, and by whoever has that other one, if the first sits elsewhere."""


def until(term: Term, beyond: dt.timedelta) -> dt.date:
    """The last day of a term, or of how long it may be taken to go on."""
    return term.known_through + beyond if term.end is None else term.last


def sits_elsewhere(claim: OfficeClaim, country: str, record: Terms) -> bool:
    """Whether the person is known in another office of the state all through the times: "Commerce Secretary X"."""
    own = [t for t in record.in_country(country) if _is_apart(claim, t) and exactly(claim.person, t)]
    return bool(claim.windows) and all(
        any(t.start <= lo and hi <= until(t, _LASTS) for t in own) for lo, hi in spans.spans(claim)
    )


_TWO_HEADS = {"head_of_state": "president", "head_of_government": "prime minister"}


def _is_apart(claim: OfficeClaim, term: Term) -> bool:
    """Whether a term is of an office that no report takes for the claimed one: of the two heads by the title alone."""
    if term.office not in LEADING:
        return True
    other = term.office in _TWO_HEADS and claim.office in _TWO_HEADS and term.office != claim.office
    return (
        other
        and term.strong
        and claim.title == _TWO_HEADS[claim.office]
        and not term.title.lower().endswith(claim.title)
    )


def is_like_one_there(claim: OfficeClaim, terms: Sequence[Term]) -> bool:
    """Whether somebody of a like name is known in a kindred office: the claim may mean that one.

    Not where it is the very person, known there in another office alone: the table has both apart.
    """
    like = [t for t in terms if t.office in _kin(claim) and any(names.kindred(claim.person, n) for n in t.names)]
    apart = {"head_of_state", "head_of_government", "party_leader"} - {claim.office}
    self = [t for t in like if t.office in apart and any(names.match(claim.person, n) == "full" for n in t.names)]
    # A table of leaders has the same years under the family name: so far as the words name the state.
    led = [t for t in like if t.office == LEADER and any(o.start <= t.last and t.start <= o.last for o in self)]
    led = led if claim.body else []
    return len(like) > len(self) + len(led)


def has_like_family(claim: OfficeClaim, terms: Sequence[Term]) -> bool:
    """Whether the last part of a name is like that of somebody known in a kindred office within some years."""
    family = names.parts(claim.person)[-1]
    first, last = spans.first_day(claim) - _NEAR_TO, spans.last_day(claim) + _NEAR_TO
    kin = [t for t in terms if t.office in _kin(claim) and not (_is_apart(claim, t) and exactly(claim.person, t))]
    near = (t for t in kin if t.start < last and first < until(t, GOES_ON))
    like = (names.parts(n) for t in near for n in t.names)
    return any(parts and names.similar(family, parts[-1]) for parts in like)


def _kin(claim: OfficeClaim) -> frozenset[str]:
    return LEADING if claim.office in LEADING else frozenset({claim.office})
