"""Who leads a party of the codebook: "X, who has chaired the Kuomintang since November", "the SPD's leader, X"."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator

from detente.coding.text.times import TimeMention
from detente.ontology import rows
from detente.reference.terms import shipped_terms
from detente.verify import clauses
from detente.verify.passages import Named, Passage
from detente.verify.people.doings import speaks, tells_of_now
from detente.verify.people.namesakes import namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.office_words import NAME, bare
from detente.verify.people.persons import whole_name
from detente.verify.times.told import near

_CHAIR = r"(?:leader|head|chief|boss|president|chair(?:man|woman|person)?|general\ssecretary|secretary[- ]general)"
_LEADS = re.compile(
    rf"(?P<n>{NAME})(?:(?:,\s(?!and\b|but\b|while\b)[^,.;:]{{3,60}}?)?,?\s(?:who\s)?(?:leads|heads|chairs"
    rf"|has\s(?:led|headed|chaired|run))|,\s(?:the\s|now\s)?{_CHAIR}\sof)\s(?:the\s)?(?:[a-z][\w-]+\s)?$"
)
_LEADER_OF = re.compile(rf"(?:['’]s?)?\s(?:party\s)?{_CHAIR},?\s(?P<n>{NAME})")
_NOT_NOW = re.compile(
    r"\b(?:former|ex|late|once|then|deputy|vice|local|regional|youth)\b[\s-](?:the\s)?$", re.IGNORECASE
)
_COMMUNIST = frozenset({"CHN", "VNM", "LAO", "PRK", "CUB"})
"""States of which the leader of the one party has the office of `party_leader`."""
_ANY_OF_THEM = "Communist Party"
"""The name that the one parties of several states have."""


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims that somebody leads a party, on the day of the report or since a time."""
    for party in passage.named:
        if party.kind != "body" or (party.name not in _parties() and party.name != _ANY_OF_THEM):
            continue
        before = passage.text[: party.start]
        match = _LEADS.search(before) or _LEADER_OF.match(passage.text, party.end)
        if match is None or _NOT_NOW.search(before if match.re is _LEADER_OF else match.group()):
            continue
        code = party.code or _of_its_leader(whole_name(bare(match["n"]), passage))
        if code is not None:
            yield from _claims(passage, dataclasses.replace(party, code=code), match)


def _of_its_leader(person: str) -> str | None:
    """The state of "the Communist Party" of which somebody is told as the leader, where the tables have that person."""
    led = {t.country for t, how in namesakes(person, shipped_terms()) if how == "full" and t.office == "party_leader"}
    return led.pop() if len(led) == 1 else None


@functools.cache
def _parties() -> frozenset[str]:
    return frozenset(row["name"] for row in rows("bodies") if row["sector"] == "PTY")


def _claims(passage: Passage, party: Named, match: re.Match[str]) -> Iterator[OfficeClaim]:
    since = _since(passage, party)
    told = clauses.telling(passage.text, match.span("n"))
    if since is None and (passage.times or not (tells_of_now(told) or speaks(told))):
        return
    office = "party_leader" if party.code in _COMMUNIST else "leader_of_party"
    windows = passage.today if since is None else ((since.when.start, since.when.end),)
    yield OfficeClaim(
        min(match.start(), party.start), max(match.end(), party.end if since is None else since.end),
        whole_name(bare(match["n"]), passage), f"leader of the {party.name}", office, party.code,
        "at" if since is None else "start", windows, stated=since is not None, own=1, acts=True, told=near(passage),
        now=since is None,
    )  # fmt: skip


def _since(passage: Passage, party: Named) -> TimeMention | None:
    """The time right behind a party since which somebody is said to lead it."""
    return next((t for t in passage.times if passage.text[party.end : t.start].strip() == "since"), None)
