"""Every claim of office that a sentence makes, in whatever form, each once."""

from __future__ import annotations

from collections.abc import Iterator

from detente.reference.terms import Terms
from detente.verify.passages import Passage
from detente.verify.people import arrivals, counterparts, office_claims, parties, plurals, posts, roles
from detente.verify.people.office_claims import OfficeClaim


def claims(passage: Passage, record: Terms) -> Iterator[OfficeClaim]:
    """The claims of office in a sentence.

    Args:
        passage: the sentence, with the people named up to it.
        record: the terms that tell whose counterpart somebody is, and what somebody who came to office took over.
    """
    seen: set[tuple[object, ...]] = set()
    for claim in (
        *office_claims.find(passage),
        *plurals.find(passage),
        *posts.find(passage),
        *posts.passed(passage),
        *roles.find(passage),
        *parties.find(passage),
        *counterparts.find(passage, record),
        *arrivals.claims(passage, record),
    ):
        if (key := (claim.person, claim.office, claim.kind, claim.windows)) not in seen:
            seen.add(key)
            yield claim
