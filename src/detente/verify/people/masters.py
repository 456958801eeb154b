"""Whose minister somebody is: "Thatcher came with her foreign secretary, X", who must have served while she led.

It needs no date. The text may look back to any time, but hardly to one at which the two were not in office together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from detente.reference.terms import LEADER, LEADING, Term, Terms
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.verdicts import Judged, against, source_of, supported

_TOGETHER = dt.timedelta(days=2)
"""Less time together than this is the day on which both came or went."""


def leads(claim: OfficeClaim, own: Sequence[Term], record: Terms) -> bool:
    """Whether one of those named before leads the state of some terms at a time of a claim."""
    led = [term for owner in claim.owners for term in _led(owner, own, record)]
    return any(term.start <= hi and lo <= term.last for term in led for lo, hi in claim.windows)


def judged(claim: OfficeClaim, own: Sequence[Term], record: Terms) -> Judged | None:
    """What it says that somebody is told as the minister of one of those named before.

    A contradiction where none of these led the state while the person held the office. Support where one of them did,
    and none leads at the times of the claim: the text looks back to that time.

    Args:
        claim: the claim; `owners` are those named before, nearest first.
        own: the terms of the person in the claimed office.
        record: the terms of office.
    """
    if claim.kind != "at" or claim.office in LEADING or " " not in claim.person:
        return None
    terms = [term for term in own if term.strong and term.office not in LEADING]
    led = [term for owner in claim.owners for term in _led(owner, terms, record)]
    if not terms or len(terms) < len(own) or not led:
        return None
    together = [(one, other) for one in terms for other in led if _met(one, other)]
    if together:
        one, other = together[0]
        back = not any(term.start <= hi and lo <= term.last for term in led for lo, hi in claim.windows)
        return supported(f"The record has {one.described()}; {other.described()}.", source_of(one)) if back else None
    nearest = min(terms, key=lambda term: min(_gap(term, other) for other in led))
    return against(f"The record has {nearest.described()}; {led[0].described()}.", source_of(nearest))


def _led(owner: str, terms: Sequence[Term], record: Terms) -> list[Term]:
    """The terms in which somebody led the state of some terms, if by that name nobody else did."""
    states = {term.country for term in terms}
    found = [(t, how) for t, how in namesakes(owner, record) if t.country in states and t.office in LEADING]
    led = [t for t, how in found if how == "full" or len({t.person for t, _ in found}) == 1]
    # What a table of leaders says of the same years is less exact than the office's own.
    return [t for t in led if t.office != LEADER] or led


def _met(one: Term, other: Term) -> bool:
    slack = dt.timedelta(days=max(*one.slack, *other.slack))
    return min(one.last, other.last) - max(one.start, other.start) + slack >= _TOGETHER


def _gap(one: Term, other: Term) -> dt.timedelta:
    return max(one.start - other.last, other.start - one.last)
