"""For how long somebody is said to have held an office: "X, nine years in office,", "prime minister for eight years".

The person must be known to the record by the full name, in one state. The years may be those of one office, of several
in a row, or of all together, up to the day of the report, to a time that the sentence tells, or to the end.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.records import Finding
from detente.reference.terms import LEADER, LEADING, Term, Terms
from detente.verify import clauses
from detente.verify.numbers.counts import COUNT, NTH, count, ordinal
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, titles
from detente.verify.people.tenures import known_terms
from detente.verify.verdicts import Judged, against, finding, source_of, supported

_N = office_words.NAME
_YEARS = (
    r"(?:(?P<less>nearly|almost|not quite|less than)\s|(?P<more>more than|over|well over)\s"
    rf"|(?P<about>about|some|around|roughly)\s|just\s|exactly\s|another\s)?(?P<n>{COUNT})(?P<half>\sand a half)?"
)
_THERE = r"(?:in|into)\s(?:office|power|(?:his|her)\s(?:rule|presidency|premiership|reign|time in (?:office|power)))"
_STATE = r"(?:(?:the|his|her)\s(?:country|nation|state|republic|kingdom|island|government)|it|(?:the\s)?[A-Z]\w+)"
_OFFICE = r"(?:the\s|its\s)?(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|taoiseach)"
_APPOSED = re.compile(rf"\b(?P<who>{_N}),\s(?:now\s|already\s)?{_YEARS}\syears\s{_THERE}\b(?!\sas\b)")
_FOR = re.compile(rf"\b(?P<who>{_N}),\s(?:now\s|already\s)?in\s(?:office|power)\s(?:now\s)?for\s{_YEARS}\syears\b")
_HAS_LED = re.compile(
    rf"\b(?P<who>{_N}),?\s(?:who\s)?has\s(?:now\s)?(?:been\s(?:in\s(?:office|power)|{_OFFICE}(?:\sof\s[A-Z]\w+)?)"
    rf"|(?:led|ruled|governed|run)(?:\s{_STATE})?)\sfor\s{_YEARS}\syears\b"
)
_OWN = re.compile(
    rf"\b(?P<who>{_N})['’]s?\s{_YEARS}"
    rf"(?:\syears\s(?:{_THERE}|of rule)|[- ]year[- ](?:rule|reign|presidency|premiership))\b"
)
_AFTER = re.compile(rf"\bafter\s{_YEARS}\syears\s{_THERE}\b(?!\sas\b)")
_NTH_YEAR = re.compile(rf"\bin\s(?:his|her)\s(?P<nth>{NTH})\syear\sin\s(?:office|power)\b")
_GOVERNED = re.compile(
    rf"\b(?:governed|ruled|led|reigned|ran|(?:had|has)\srun)(?:\s(?:{_STATE}|(?P<what>the\s(?:\w+\s)?(?:ministry|treasury"
    rf"|diplomacy))))?\sfor\s{_YEARS}\syears\b"
)
_WAS = re.compile(
    rf"\b(?P<what>(?:[a-z]+\s){{0,2}}?(?:president|prime\sminister|premier|chancellor|king|queen|minister|foreign\ssecretary"
    rf"|secretary[- ]general)(?:\sof\s(?:the\s)?[A-Z]\w+)?)\sfor\s{_YEARS}\syears\b"
)
_NOT_LED = re.compile(
    r"\b(?:deputy|vice|assistant|shadow|party|council|movement|revolt|group|army|opposition)\b", re.IGNORECASE
)
"""What somebody may lead, or be, that is no office of the record."""
_YEAR = 365.25
_IN_A_ROW = dt.timedelta(days=90)
"""Two offices with no longer time between them are one time in power."""
_SLACK, _DOUBT = 1.0, 1.6
"""Years by which a count may be off, and by which it must be to be contradicted."""
_LOOSE, _SURE = 0.12, 0.15
"""The same as parts of the count: of one that is "about" so many, and in all."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about years in office."""
    for match, who in _told(passage):
        offices = _offices(match)
        terms = [t for t in known_terms(passage, who, record) if t.office in offices]
        # What a table of leaders says of the same years is less exact than the office's own.
        judged = _judge(passage, match, [t for t in terms if t.office != LEADER] or terms)
        if judged is not None and judged.verdict == "contradicted" and any(t.office == LEADER for t in terms):
            # A state may have had its leader under several titles, of which the tables lack one.
            other = _judge(passage, match, [t for t in terms if t.office == LEADER])
            judged = other if other is None or other.verdict == "supported" else judged
        if judged is not None:
            yield finding(passage.document, passage.span(*match.span()), judged, passage.whole)


def _told(passage: Passage) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """The counts of years in office of a sentence, each with the offsets of whose they are."""
    for pattern in (_APPOSED, _FOR, _HAS_LED, _OWN):
        for match in pattern.finditer(passage.text):
            yield match, match.span("who")
    for pattern in (_AFTER, _NTH_YEAR, _GOVERNED, _WAS):
        for match in pattern.finditer(passage.text):
            if pattern in {_GOVERNED, _WAS} and _NOT_LED.search(passage.text[max(0, match.start() - 12) : match.end()]):
                continue
            own = [
                span for span in persons.name_spans(passage)
                if span[1] <= match.start() and clauses.together(passage.text, span, match.span())
            ]  # fmt: skip
            if len(own) == 1:
                yield match, own[0]


def _offices(match: re.Match[str]) -> frozenset[str]:
    """The offices that the words of a match may mean: those of who leads a state if they name none."""
    what = match.groupdict().get("what") or ""
    named = titles.offices_named(what) if what else set()
    named |= office_words.named_offices(what) if what else set()
    return frozenset(named | LEADING if named & LEADING or not named else named)


def _judge(passage: Passage, match: re.Match[str], terms: Sequence[Term]) -> Judged | None:
    if not terms or len({t.country for t in terms}) != 1 or passage.published is None:
        return None
    told = ordinal(match["nth"]) - 0.5 if match.re is _NTH_YEAR else count(match["n"]) + (0.5 if match["half"] else 0)
    fields = match.groupdict()
    loose = _LOOSE * told if fields.get("about") else 0.0
    above = _SLACK + loose + (max(1.0, 2 * _LOOSE * told) if fields.get("more") else 0.0)
    below = _SLACK + loose + (1.0 if fields.get("less") else 0.0)
    lengths = [days / _YEAR for day in _days(passage.published, passage, terms) for days in _lengths(terms, day)]
    if not lengths:
        return None
    if any(told - below <= years <= told + above for years in lengths):
        return supported(f"The record has {terms[0].described()}.", source_of(terms[0]))
    off = min(abs(years - told) for years in lengths)
    if off <= max(_DOUBT, _SURE * told, above, below) or not all(t.strong for t in terms):
        return None
    return against(f"The record has {_all(terms)}.", source_of(terms[0]))


def _all(terms: Sequence[Term]) -> str:
    return "; ".join(term.described() for term in sorted(terms, key=lambda t: t.start))


def _days(now: dt.date, passage: Passage, terms: Sequence[Term]) -> list[dt.date]:
    """The days up to which years may be counted: of the report, of the sentence's own times, and of leaving."""
    return [now, *(t.when.end for t in passage.times), *(t.last for t in terms if t.last < now)]


def _lengths(terms: Sequence[Term], day: dt.date) -> Iterator[int]:
    """The days in office up to some day: of each term, of those in a row, and of all together."""
    # Who is known in a later term, or as the last one, has stayed beyond what a row knows of it.
    ends = [day if t.end is None else min(t.last, day) for t in sorted(terms, key=lambda t: t.start)]
    starts = [t.start for t in sorted(terms, key=lambda t: t.start)]
    spells = [(start, min(end, day)) for start, end in zip(starts, ends, strict=True) if start < day]
    rows: list[tuple[dt.date, dt.date]] = []
    for start, end in spells:
        if rows and start <= rows[-1][1] + _IN_A_ROW:
            rows[-1] = (rows[-1][0], max(rows[-1][1], end))
        else:
            rows.append((start, end))
    yield from ((end - start).days for start, end in [*spells, *rows])
    yield sum((end - start).days for start, end in rows)
