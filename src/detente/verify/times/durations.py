"""Years that a text counts itself: "whose fourth anniversary fell last week", "in 55 years, since he came in 1964".

Only the text's own dates and the day of publication are used; what an event's date is, `accords` and `events` know.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.verify.numbers.counts import COUNT, NTH, count, nth, ordinal
from detente.verify.passages import Passage
from detente.verify.times.dates import in_year
from detente.verify.times.told import has_year, in_a_tale
from detente.verify.verdicts import Judged, against, doubtful, finding, supported, unverifiable

_Y = r"(?:1[6-9]|20)\d\d"
_ABOUT = r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|less than|just)\s+)?"
_WHOSE = re.compile(
    rf"\b(?P<y>{_Y})\b(?:(?!\bwhen\b)[^.;]){{0,40}}?,?\s(?:whose|and its|the)\s+(?P<n>{NTH})[- ]anniversary\s"
    r"(?P<rest>(?:fell|falls|comes|came|is|was|will)\b[^.;]{0,40})",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"\b(?P<n>{NTH})[- ]anniversary\s+of\s+(?:(?!\b{_Y}\b)[^.;,]){{3,80}},\s(?:who|which|when|that|held|signed|made)\b"
    rf"(?:(?!\b{_Y}\b)[^.;,]){{0,60}}?\s(?:in|on|of)\s(?:(?!\b{_Y}\b)[^.;,]){{0,24}}?(?P<y>{_Y})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"\b(?:the|its|their)\s+(?P<n>{NTH})[- ]anniversary\s+(?:falls|fell|comes|came|will|is|was|arrives)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\bin\s+{_ABOUT}(?P<n>{COUNT})\s+years?,?\s+since\s(?:(?!\b{_Y}\b)[^.;]){{0,70}}?\b(?P<y>{_Y})\b", re.IGNORECASE
)
_AGO = re.compile(rf"\b(?P<y>{_Y})\b,?\s+{_ABOUT}(?P<n>{COUNT})\s+years\s+ago\b", re.IGNORECASE)
_AGO_IN = re.compile(
    rf"\b{_ABOUT}(?P<n>{COUNT})\s+years\s+ago,?\s+(?:in|on)\s(?:(?!\b{_Y}\b)[^.;,]){{0,20}}?\b(?P<y>{_Y})\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    rf"\b(?:comes?|falls|stands?|now)\b[^.;]{{0,30}}?\s{_ABOUT}(?P<n>{COUNT})\s+years\s+(?:after|since|on from|from)\s"
    rf"(?:(?!\b{_Y}\b)[^.;,]){{3,70}}?\s(?:in|of|on)\s(?:(?!\b{_Y}\b)[^.;,]){{0,14}}?(?P<y>{_Y})\b",
    re.IGNORECASE,
)
_THOSE = re.compile(
    rf"\b(?:those|these|the)\s+(?P<n>{COUNT})\s+(?P<unit>days|weeks|months|years)\s(?!ago|later|after|before"
    rf"|to\b|of talks)",
    re.IGNORECASE,
)
_ROUND = 3
"""Years by which a count of tens may be off: "the first in 20 years, since 2000", in 2023."""
_LONG = re.compile(rf"\b(?P<n>{COUNT})-(?P<unit>day|week|month|year)\b(?!['’]|-)", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s$", re.IGNORECASE)
_TO = re.compile(r"\s(?:to|until|till|through)\s")
_DAYS = {"days": 1.0, "weeks": 7.0, "months": 30.4, "years": 365.2}


@dataclass(frozen=True, slots=True)
class _Counted:
    """So many years from a year; the words between two offsets of the sentence say so."""

    start: int
    end: int
    years: int
    since: int
    anniversary: bool
    about: str = ""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about spans of time that a sentence counts."""
    for counted in _counted(passage):
        judged = _judge(counted, passage)
        yield finding(passage.document, passage.span(counted.start, counted.end), judged, passage.whole)
    for start, end, judged in _from_to(passage):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)
    for start, end, judged in _lasted(passage):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)
    for match in _THOSE.finditer(passage.text):
        days = _days(match, passage)
        if days is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), days, passage.whole)


def _from_to(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "The 44-day war, which lasted from September 27 to November 10, 2020"."""
    spans = list(_LONG.finditer(passage.text))
    for one, other in itertools.pairwise(passage.times) if len(spans) == 1 else ():
        between = passage.text[one.end : other.start]
        if not _FROM.search(passage.text[: one.start]) or not _TO.fullmatch(between):
            continue
        unit = f"{spans[0]['unit'].lower()}s"
        start, last = one.when.start, other.when.end
        if not has_year(passage, one):
            start = next(day for day in (in_year(start, last.year), in_year(start, last.year - 1)) if day <= last)
        first = start
        exact = one.when.precision == other.when.precision == "day" or unit == "years"
        days, counted = (last - first).days, count(spans[0]["n"]) * _DAYS[unit]
        if not exact or abs(days - counted) <= max(1.5, 0.15 * counted):
            continue
        yield (
            spans[0].start(),
            other.end,
            against(f"From {first.isoformat()} to {last.isoformat()} it is {days} days.", None),
        )


def _lasted(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "The nine days of fighting, which began on May 7 and ended with the truce of May 10"."""
    days = [t for t in passage.times if t.when.precision == "day"]
    match = _OF_DAYS.search(passage.text)
    if match is None or len(days) != 2 or len(passage.times) != 2 or match.end() > days[0].start:
        return
    first, last = days[0].when.start, days[1].when.end
    began = _BEGAN.search(passage.text, match.end(), days[0].start)
    if not began or not _ENDED.search(passage.text, days[0].end, days[1].start) or first >= last:
        return
    apart, told = (last - first).days, count(match["n"])
    what = f"From {first.isoformat()} to {last.isoformat()} it is {apart + 1} days, both counted."
    yield match.start(), days[1].end, supported(what) if apart - 1 <= told <= apart + 2 else against(what, None)


_OF_DAYS = re.compile(rf"\b[Tt]he\s(?P<n>{COUNT})(?:\sdays\sof\s[a-z]+|-day\s[a-z]+),", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:began|begun|started|opened|broke\sout|erupted)\b")
_ENDED = re.compile(r"\b(?:ended|stopped|finished|closed|was\sover)\b")


def _counted(passage: Passage) -> Iterator[_Counted]:
    text = passage.text
    for pattern, anniversary in (
        (_WHOSE, True), (_WHO, True), (_SINCE, False), (_AGO, False), (_AGO_IN, False), (_COMES, False),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            number = ordinal(match["n"]) if anniversary else count(match["n"])
            about = match.groupdict().get("about") or ""
            # When it was kept may be told behind: "whose 50th anniversary was marked in 2010".
            end = match.start("rest") if pattern is _WHOSE else match.end()
            yield _Counted(match.start(), end, number, int(match["y"]), anniversary, about.lower())
    for match in _BARE.finditer(text):
        base = _year_before(passage)
        if base is not None and not _WHOSE.search(text):
            yield _Counted(match.start(), match.end(), ordinal(match["n"]), base, anniversary=True)


def _year_before(passage: Passage) -> int | None:
    """The one year in which the sentence before has its last date."""
    times = passage.before.times if passage.before is not None else ()
    dated = [t.when for t in times if t.when.start.year == t.when.end.year]
    return dated[-1].start.year if dated else None


def _judge(counted: _Counted, passage: Passage) -> Judged:
    """Against the year of another time of the sentence, else that of publication, a year either way let be."""
    inside = [t for t in passage.times if t.start < counted.end and counted.start < t.end]
    other = [t.when for t in passage.times if t not in inside and t.when.start.year == t.when.end.year]
    years = {when.start.year for when in other}
    if passage.published is None and passage.text[: counted.end].endswith(" ago"):
        return unverifiable("The text has no date from which to count.")
    if passage.published is not None:
        years |= {passage.published.year}
    if not years or (counted.anniversary and in_a_tale(passage.text[: counted.start])):
        return unverifiable("The text does not say which year is meant.")
    years |= _counted_back(passage)
    near = min(years, key=lambda year: abs(year - counted.since - counted.years))
    if near < counted.since and passage.published is None:
        return unverifiable("The text has no date up to which to count.")
    off = near - counted.since - counted.years
    span = near - counted.since
    if off == 0 or (abs(off) == 1 and not counted.anniversary):
        return supported(f"From {counted.since} to {near} it is {span} years.")
    rounded = counted.years % 10 == 0 and abs(off) <= _ROUND and not counted.anniversary
    if abs(off) == 1 or rounded or (counted.about and abs(off) <= 0.15 * span):
        return unverifiable("The text does not say which year is meant.")
    if counted.anniversary:
        return against(f"{near} is the {nth(span)} anniversary of {counted.since}, not the {nth(counted.years)}.", None)
    return against(f"From {counted.since} to {near} it is {span} years, not {counted.years}.", None)


_BACK = re.compile(rf"\b(?P<n>{COUNT})\s+years\s+(?:before|earlier|ago)\b", re.IGNORECASE)


def _counted_back(passage: Passage) -> set[int]:
    """The years that a sentence tells as so many before the report: "he had been there six years before"."""
    if passage.published is None:
        return set()
    return {passage.published.year - count(match["n"]) for match in _BACK.finditer(passage.text)}


def _days(match: re.Match[str], passage: Passage) -> Judged | None:
    """ "It began on July 24 and ended on July 28; in those five days": two days of the sentence and the span."""
    before = [t.when for t in passage.times if t.end <= match.start() and t.when.precision == "day"]
    if len(before) != 2 or before[0].start >= before[1].start:
        return None
    apart = (before[1].start - before[0].start).days
    unit = match["unit"].lower()
    told = count(match["n"])
    low, high = apart / _DAYS[unit], (apart + 1) / _DAYS[unit]
    what = f"From {before[0].start.isoformat()} to {before[1].start.isoformat()} it is {apart + 1} days, both counted."
    if low - 1 <= told <= high + 1:
        return supported(what)
    return doubtful(what) if low * 0.7 <= told <= high * 1.3 else against(what, None)
