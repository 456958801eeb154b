"""Ministers without a state: "Hans Apel, the defence minister, has been warmer about it", in a report on two states.

A person of whom the record knows nothing in that office is held against those who hold it in the two states that the
report is about; both must be known, and the sentence must name no third state.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.ontology import countries
from detente.reference import names
from detente.reference.posts import held_alone
from detente.reference.terms import Term, Terms
from detente.verify.passages import Passage, is_gone
from detente.verify.people import spans
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.verdicts import Judged, against, source_of

_STATES = 2


def judge(claim: OfficeClaim, record: Terms, passage: Passage) -> Judged | None:
    """The verdict on a claim whose state no word tells, or is one of the two; None where the record cannot tell."""
    now = claim.kind == "at" and (claim.spoken or claim.now or _is_dated(claim)) and len(claim.windows) > 0
    if not now or claim.office not in held_alone() or " " not in claim.person or claim.acting:
        return None
    if _of_another_time(claim, passage) or any(is_gone(name) for name in passage.named):
        return None
    states = passage.states[:_STATES]
    if claim.country is not None:
        return _against((claim.country,), claim, record) if claim.country in states else None
    before = passage.before.named if passage.before is not None and _is_dated(claim) else ()
    named = {n.code for n in (*passage.named, *before) if n.code in countries()}
    if len(states) < _STATES or named - set(states):
        return None
    return _against(states, claim, record)


def _of_another_time(claim: OfficeClaim, passage: Passage) -> bool:
    """Whether a claim without a time of its own stands in a sentence that tells of years ago."""
    day = passage.published
    return not _is_dated(claim) and day is not None and any((day - t.when.end).days > _LONG for t in passage.times)


_LONG = 400
"""Days before the report from which on a time is of another government."""


def _is_dated(claim: OfficeClaim) -> bool:
    """Whether a claim of a minister's office states its time; of a king or president the name may be told otherwise."""
    return claim.stated and claim.office != "head_of_state"


def _against(states: Sequence[str], claim: OfficeClaim, record: Terms) -> Judged | None:
    """Whether others held the office in each of some states, and nothing is known of the person in any."""
    if any(how == "full" for _, how in namesakes(claim.person, record)):
        return None
    holders = [_holders(claim, record, state) for state in states]
    if not all(holders) or any(names.similar(claim.person, n) for group in holders for t in group for n in t.names):
        return None
    shown = [group[-1] for group in holders]
    why = f"The record has {' and '.join(t.described() for t in shown)}."
    return against(why, source_of(shown[0]))


def _holders(claim: OfficeClaim, record: Terms, state: str) -> Sequence[Term]:
    """Who held the office of a claim in a state through its own time, or the day of the report; none where the record
    has a gap.
    """
    lo, hi = claim.windows[0] if _is_dated(claim) else claim.windows[-1]
    there = [t for t in record.in_country(state) if t.office == claim.office and t.strong]
    there = sorted((t for t in there if t.start <= hi and lo <= t.last), key=lambda t: t.start)
    return there if spans.covered(lo, hi, there) else ()
