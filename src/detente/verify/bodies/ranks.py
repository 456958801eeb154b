"""The how-many-eth member a state became: "as the sixteenth member", "would be the 193rd", by the members before it.

The state is the subject of the accession that the sentence tells, or the last one that it names; the group is named
there or is the one that the text has named before. Those who came on one day share their numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.records import Finding
from detente.reference.terms import place_name
from detente.verify.bodies import group_names, memberships
from detente.verify.bodies.memberships import Member
from detente.verify.numbers.counts import NTH, nth, ordinal
from detente.verify.passages import Named, Passage
from detente.verify.times.dates import bounds
from detente.verify.verdicts import Judged, against, finding, supported

_NTH = re.compile(
    rf"\b(?:as|became|becomes|become|was|is|be)\s(?:its|the|their|[A-Z][\w.]*['’]s)\s(?P<n>{NTH}|\d{{1,3}}(?:st|nd|rd|th))"
    r"\s(?:full\s)?(?:member|state|country|nation|ally)\b(?!\sto\b)",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:join\w*|admi\w+|accession|acced\w+|came in|got in|come in|enter\w*|member\w*|inside|let in)\b"
)
_LEAST = 3
_UNSURE = frozenset({"UN", "BRICS"})
"""Groups whose count is open: members that went on under one code of the table, or an invitation never quite taken."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the number of an accession in a sentence."""
    for match in _NTH.finditer(passage.text):
        number = _number(match["n"])
        state = next((n.code for n in reversed(_states(passage)) if n.end <= match.start()), None)
        group = _organisation(passage)
        if number < _LEAST or state is None or group in {None, *_UNSURE} or not _JOINED.search(passage.text):
            continue
        judged = _judge(number, state, memberships.members().get(group or "", ()), group or "")
        if judged is not None:
            yield finding(passage.document, passage.span(match.start("n"), match.end()), judged, passage.whole)


def _states(passage: Passage) -> list[Named]:
    return [n for n in passage.named if n.code in countries() and n.kind == "country"]


def _number(words: str) -> int:
    return int(words[:-2]) if words[0].isdigit() else ordinal(words)


def _organisation(passage: Passage) -> str | None:
    """The one organisation that a sentence means, else the last that the text has meant."""
    here = dict.fromkeys(m.group.organisation for m in group_names.here(passage) if m.group.organisation)
    if not here:
        here = dict.fromkeys(g.organisation for g in group_names.earlier(passage)[:1] if g.organisation)
    return next(iter(here)) if len(here) == 1 else None


def _judge(number: int, state: str, known: Sequence[Member], group: str) -> Judged | None:
    """A number against those of all who are known to have been members when a state came."""
    own = [m for m in known if m.country == state and len(m.joined) >= len("1999")]
    if len(own) != 1 or not all(m.complete and m.joined for m in known):
        return None
    first, last = bounds(own[0].joined, own[0].joined)
    before = sum(_in(m, first - dt.timedelta(days=1)) for m in known if m is not own[0])
    then = sum(_in(m, last) for m in known)
    what = f"The record has {place_name(state)} in {group} from {own[0].joined}, after {before} others"
    if before + 1 <= number <= then:
        return supported(f"{what}.", own[0].source)
    return against(f"{what}: not the {nth(number)}.", own[0].source) if own[0].source.strong else None


def _in(member: Member, day: dt.date) -> bool:
    start, _ = bounds(member.joined, member.joined)
    return start <= day and (not member.left or bounds(member.left, member.left)[1] > day)
