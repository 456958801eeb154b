"""Which state holds the chair of a group that its members hold in turn by the year, which had it before, which is next.

The host of the year's meetings is in the chair. "Laos, which holds the ASEAN chair this year, took it over from
Indonesia": both are held against the meetings of the years that are told, or of the report.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.ontology import countries
from detente.verify.bodies import editions, memberships
from detente.verify.times.told import has_year
from detente.verify.verdicts import Judged, against, doubtful, supported

if TYPE_CHECKING:
    from detente.verify.passages import Passage

_IN_TURN = frozenset({"ASEAN", "G20", "G7", "APEC", "BRICS", "SCO"})
_CHAIR = r"(?:the|its)\s(?:[\w’'-]+\s){0,4}?(?:chair(?:manship)?|presidency)\b"
_S = r"(?P<s>\[\d+\])"
_BY = r"(?<!\bby )(?<!\bby the )"
_HOLDS = re.compile(
    rf"{_BY}{_S}(?:,?\swhich|,?\sthat)?\s(?:(?:now|currently|also|still|itself)\s)?"
    rf"(?:is\s|was\s|were\s)?(?:in\s(?=the\schair)|holds\s|has\s|held\s|had\s|will\shold\s|holding\s){_CHAIR}"
)
_TAKES = re.compile(
    rf"{_S}(?:,?\swhich|,?\sthat)?\s(?:(?:now|also|just)\s)?"
    rf"(?:takes|took|taking|will\stake|has\staken|is\sto\stake|assumes?d?|will\sassume)\s(?:over\s)?{_CHAIR}"
)
_FROM = re.compile(
    rf"\b(?:t[ao]k\w+|took|inherit\w+|receiv\w+|assum\w+|got)\s(?:over\s)?{_CHAIR}[^.;\[]{{0,40}}?\sfrom\s(?:the\s)?{_S}"
)
_TO = re.compile(
    rf"\b(?:chair|presidency|gavel)\w*\s[^.;\[]{{0,40}}?\b(?:pass\w*|goes|went|f[ae]lls?|hand\w*|moves?d?|given)\s(?:it\s)?(?:over\s|on\s)?"
    rf"(?:to|by)\s(?:the\s)?{_S}"
)
_HANDS = re.compile(
    rf"\b(?:pass\w*|hand\w*|g[ia]ve\w*|yield\w*|surrender\w*)\s(?:on\s|over\s)?(?:the|its|his|her)\s(?:[\w’'-]+\s){{0,3}}?"
    rf"(?:chair(?:manship)?|presidency|gavel)\s(?:of\s[^.;,\[]{{2,30}}?\s)?(?:over\s|on\s)?to\s(?:the\s)?{_S}"
)
_NEXT = re.compile(rf"\b(?:is|was|be|been)\s(?:followed|succeeded)\sby\s(?:the\s)?{_S}\s(?:in|as)\s(?:the|its)\schair")
_OF_CHAIRS = re.compile(r"\b(?:chair|presidency|gavel)")
_PREMIERS = re.compile(r"\b(?:heads of government|prime ministers|premiers)\b")
_BY_HALVES = re.compile(r"\b(?:six[- ]months?|half[- ]years?)\b")
"""A chair that goes round faster is that of another group."""
_COUNCIL = re.compile(r"\bpresidency\sof\sthe\s(?:Council|EU|European|Union)\b")
_TOLD = re.compile(r"\b(?P<w>this|last|next)\syear\b")
_SHIFTS = {"this": 0, "last": -1, "next": 1}
_LATELY = dt.timedelta(days=10)
"""A meeting told without a date was at most so long ago."""
_BESIDE = 14
"""Letters between a chair and the time that is its own."""
_NEXT_CLAUSE = re.compile(r",\s(?:and|but|while)\b|;")
"""Between a time and a chair: the time is that of the clause before."""
_TO_COME = re.compile(r"\b(?:passes|hands|goes|falls|moves|takes|assumes|will|is\s(?:due\s)?to)\b")
"""What is told so without a year is still to come."""
_PRESENT = re.compile(r"\b(?:is|holds|has|holding|takes|assumes)\b")


def judged(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """Who holds, takes over or hands on the chair of a group, with the verdict on each."""
    named = {forum for forum, _, _ in editions.mentions(passage.text)}
    forum = named.pop() if len(named) == 1 else _meant(passage) if not named else None
    if forum == "SCO" and _PREMIERS.search(passage.text):
        # Its heads of government meet under another chair than its heads of state.
        return
    if _COUNCIL.search(passage.text):
        # That of the European Union goes round by half-years.
        return
    if forum not in _IN_TURN or not _OF_CHAIRS.search(passage.text) or _BY_HALVES.search(passage.text):
        return
    states = [n for n in passage.named if n.code in countries() and n.kind == "country"]
    marked = memberships.mark(passage.text, None, states)
    for pattern, shifts in (
        (_HOLDS, (0,)),
        (_TAKES, (0, 1)),
        (_FROM, (-1, 0)),
        (_TO, (0, 1)),
        (_HANDS, (0, 1)),
        (_NEXT, (1,)),
    ):
        for match in pattern.finditer(marked.text):
            start, end = marked.start(match.start()), marked.end(match.end())
            year = _year(passage, start, end, match.group()) or _of_these_days(passage, forum)
            if year is None:
                continue
            # Somebody takes over in a year, or at its end for the next.
            years = [year + shift for shift in shifts]
            verdict = _judge(forum, states[int(match["s"].strip("[]"))].code or "", years)
            if verdict is not None:
                yield start, end, verdict


def _judge(forum: str, state: str, years: list[int]) -> Judged | None:
    """Against the hosts of the meetings of some years; none where one of them is not known."""
    found = []
    for year in years:
        hosts = {e.host: e for e in editions.known().get(forum, ()) if e.start.year == year}
        if len(hosts) != 1:
            return None
        found.append(next(iter(hosts.items())))
    for host, edition in found:
        if host == state:
            return supported(f"The record has the {edition.described()}.", edition.source)
    edition = found[0][1]
    say = against if all(e.source.strong for _, e in found) else doubtful
    return say(f"The record has the {edition.described()}.", edition.source)


def _year(passage: Passage, start: int, end: int, words: str) -> int | None:
    """The year of a chair: that of a time beside it, else of the report where it is told of now."""
    near = [
        t for t in passage.times
        if 0 <= t.start - end < _BESIDE
        or (0 <= start - t.end < _BESIDE and not _NEXT_CLAUSE.search(passage.text[t.end : start]))
    ]  # fmt: skip
    near = near or [t for t in passage.times if start <= t.start < end]
    day = passage.published
    if near:
        when = near[0].when
        if day is not None and when.end < day and not has_year(passage, near[0]) and _TO_COME.search(words):
            return when.end.year + 1
        return when.start.year if when.start.year == when.end.year else None
    beside = _TOLD.search(passage.text, start, end + _BESIDE)
    if beside is not None and day is not None:
        return day.year + _SHIFTS[beside["w"]]
    years = {when.year for t in passage.times for when in (t.when.start, t.when.end)}
    if day is not None and (years == {day.year} or (not years and _PRESENT.search(words))):
        return day.year
    return None


def _of_these_days(passage: Passage, forum: str) -> int | None:
    """The year of a chair that is told without a time right after a meeting of the group."""
    day = passage.published
    if day is None or passage.times:
        return None
    return next((e.end.year for e in editions.known()[forum] if day - _LATELY <= e.end <= day), None)


def _meant(passage: Passage) -> str | None:
    """The one forum that the last sentence with any names, of the three before."""
    before = passage.before
    for _ in range(3):
        if before is None:
            return None
        named = {forum for forum, _, _ in editions.mentions(before.text)}
        if named:
            return named.pop() if len(named) == 1 else None
        before = before.before
    return None
