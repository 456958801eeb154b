"""How many members a group has had: the how-many-eth a state became, how many founded it, to how many it has grown.

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
from detente.verify.numbers.counts import COUNT, NTH, count, nth, ordinal
from detente.verify.passages import Named, Passage
from detente.verify.times.dates import bounds
from detente.verify.verdicts import Judged, against, finding, supported

_NTH = re.compile(
    r"\b(?:as|became|becomes|become|was|is|be)\s(?:its|the|their|[A-Z][\w.]*['’]s"
    r"|the\s(?:alliance|group|bloc|union|club|organi[sz]ation|association|pact)['’]s)"
    rf"\s(?P<n>{NTH}|\d{{1,3}}(?:st|nd|rd|th))\s(?:full\s)?(?:member|state|country|nation|ally)\b(?!\sto\b)",
    re.IGNORECASE,
)
_FOUNDERS = re.compile(
    rf"\b(?:founded|set\sup|created|launched|formed)\b[^.;:]{{0,50}}?\bby\s(?P<n>{COUNT})\s(?:states|countries|nations|members|governments)\b"
    rf"|\bone\sof\s(?:its|the|their)?\s?(?P<m>{COUNT})\s(?:founders|founding\s(?:members|states|countries|nations))\b",
    re.IGNORECASE,
)
_GROWN = re.compile(
    rf"\b(?:br[io]\w+|rais\w+|t[ao]k\w*|rose|grew|grown|expand\w*)\b[^.;:]{{0,20}}?\b(?:number\sof\s(?:its\s)?members|membership|its\smembers)\b"
    rf"[^.;:]{{0,8}}?\bto\s(?P<n>{COUNT})\b",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    rf"\b(?:has|holds|counts|groups|comprises|unites)\s(?:now\s)?(?P<n>{COUNT})\s(?:members|member\sstates|states|countries|nations"
    r"|monarchies|kingdoms|republics)\b(?!\s(?:that|which|of\sthe|in\sfavou?r|against))"
)
_YEARS_IN = re.compile(
    rf"\b(?:mark|celebrat|complet)\w*\s(?P<n>{COUNT})\syears\s(?:in|inside|of\smembership\s(?:in|of)|as\s(?:an?\s)?members?\sof)\s(?:the\s)?",
    re.IGNORECASE,
)
_COUNTED = frozenset({
    "NATO", "EU", "ASEAN", "OPEC", "Mercosur", "East African Community", "GCC", "SCO", "SAARC", "Eurozone",
})  # fmt: skip
"""Groups of whose members, and founders, one count alone is told."""
_JOINED = re.compile(
    r"\b(?:join\w*|admi\w+|accession|acced\w+|came in|got in|come in|enter\w*|member\w*|inside|let in)\b"
)
_OF_A_PART = re.compile(
    r"\b(?:pact|cooperation|scheme|programme|program|mission|treaty|agreement|project|fund|zone|accord)\b.*,\s(?:which|that)\s"
)
_LEAST = 3
_UNSURE = frozenset({"UN", "BRICS"})
"""Groups whose count is open: members that went on under one code of the table, or an invitation never quite taken."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the number of an accession in a sentence."""
    for match in _NTH.finditer(passage.text):
        number = _number(match["n"])
        group = _organisation(passage)
        if number < _LEAST or group in {None, *_UNSURE} or not _JOINED.search(passage.text):
            continue
        known = memberships.members().get(group or "", ())
        found = [_judge(number, state, known, group or "") for state in _joining(passage, match)]
        fits = next((j for j in found if j is not None and j.verdict == "supported"), None)
        judged = fits or next((j for j in found if j is not None), None)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start("n"), match.end()), judged, passage.whole)

    for start, end, judged in (*_founded(passage), *_grown(passage), *_for_years(passage), *_held(passage)):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


_POINTS = re.compile(r"\b(?:[Tt]he\s(?:country|state|nation|republic|kingdom|newcomer)|[Ii]t)\s$")
"""Before a rank: who came is one of those that the text has named."""
_FIRST = 2


def _joining(passage: Passage, match: re.Match[str]) -> list[str]:
    """The state named last before a rank, or those that "the country" may be."""
    before = [n.code or "" for n in reversed(_states(passage)) if n.end <= match.start()][:1]
    if before and _POINTS.search(passage.text[: match.start()]):
        before += [code for code in passage.states[:_FIRST] if code not in before]
    return before


def _counted(passage: Passage) -> tuple[str, Sequence[Member]] | None:
    """The group that a sentence means, with its members, if its count is known."""
    group = _organisation(passage)
    return (group, memberships.members()[group]) if group in _COUNTED and group is not None else None


def _founded(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Had been founded by twelve states", "one of its five founders"."""
    for match in _FOUNDERS.finditer(passage.text):
        group = _counted(passage)
        if group is None:
            continue
        name, known = group
        first = min(m.joined for m in known)
        founders = [m for m in known if m.joined[: len(first)] == first]
        yield match.start(), match.end(), _of_so_many(count(match["n"] or match["m"]), name, founders, first)


def _grown(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Which brought the number of members to six": on the last day that the sentence has told."""
    for match in _GROWN.finditer(passage.text):
        group = _counted(passage)
        before = [t.when for t in passage.times if t.end <= match.start()]
        if group is None or not before:
            continue
        name, known = group
        day = max(when.end for when in before)
        there = [m for m in known if _in(m, day)]
        yield match.start(), match.end(), _of_so_many(count(match["n"]), name, there, day.isoformat())


def _held(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "The council, set up in 1981, holds six monarchies": its members on the day of the report."""
    for match in _HOLDS.finditer(passage.text):
        group, day = _counted(passage), passage.published
        before = [m for m in group_names.here(passage) if m.end <= match.start()]
        if group is None or day is None or not before or before[-1].group.organisation != group[0]:
            continue
        if _OF_A_PART.search(passage.text, before[-1].end, match.start()):
            # "In the EU both belong to the defence pact of 2017, which has 25 members".
            continue
        there = [m for m in group[1] if _in(m, day)]
        if all(m.complete for m in group[1]):
            yield match.start(), match.end(), _of_so_many(count(match["n"]), group[0], there, day.isoformat())


def _for_years(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Last May Poland celebrated 20 years in the Union": since it joined, to the year told or that of the report."""
    for match in _YEARS_IN.finditer(passage.text):
        group = next((m for m in group_names.here(passage) if m.start == match.end() and m.group.organisation), None)
        state = next((n.code for n in reversed(_states(passage)) if n.end <= match.start()), None)
        told = [t.when for t in passage.times if t.when.start.year == t.when.end.year]
        years = {when.start.year for when in told} or {day.year for day, _ in passage.today}
        if group is None or state is None or not years:
            continue
        name = group.group.organisation or ""
        spells = [m for m in memberships.members().get(name, ()) if m.country == state and m.joined]
        if len(spells) == 1:
            apart = {year - int(spells[0].joined[:4]) for year in years}
            what = f"The record has {place_name(state)} in {name} from {spells[0].joined}."
            near = min(abs(number - count(match["n"])) for number in apart)
            yield (
                match.start(), group.end,
                supported(what, spells[0].source) if near <= 1 else against(what, spells[0].source),
            )  # fmt: skip


def _of_so_many(number: int, group: str, there: Sequence[Member], when: str) -> Judged:
    what = f"The record has {len(there)} members of {group} in {when[:7]}."
    source = min((m.source for m in there), key=lambda source: source.strong)
    return supported(what, source) if number == len(there) else against(what, source)


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
