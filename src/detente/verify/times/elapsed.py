"""Spans of time that a text counts, against the years it tells in the same sentence, the next, or elsewhere.

"For 20 years, that is, until 2017"; "after 33 years; it had been put there in 1982"; "at the 25th anniversary, in
January 1988, of the 1963 treaty". What `durations` reads is not repeated.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.verify.history import accords, events
from detente.verify.numbers.counts import CARDINALS, COUNT, NTH, count, nth, ordinal
from detente.verify.passages import Passage
from detente.verify.times.dates import YEAR, full_or_begun
from detente.verify.times.told import has_year, in_a_tale, sentences
from detente.verify.verdicts import Judged, Source, against, finding, supported

_Y = r"(?:1[6-9]|20)\d\d"
_MONTH = (
    r"(?:(?:early|late|mid-?|the (?:spring|summer|autumn|fall|winter) of)\s?)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Oct|Nov|Dec)\.)\s(?:\d{1,2},?\s)?)?"
)
_ABOUT = (
    r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|less than|just over|just under|exactly)\s)?"
)
_N = rf"{_ABOUT}(?P<n>{COUNT})(?:\syears|(?<=decade)|(?<=decades)|(?<=century))"
_FREE = rf"(?:(?!\b{_Y}\b)[^;])"
_CAPITAL = "|".join(word.capitalize() for word in sorted(CARDINALS, key=len, reverse=True))
_SINCE = re.compile(
    rf"\b(?:(?:(?:[Ii]t|[Tt]his|[Tt]hat)\s(?P<verb>is|will be|will have been|has been|was)\s(?:now\s)?"
    rf"|(?:mark|marks|marked|marking)\s){_N}\s(?:to\sthe\sday\s|(?:this|next|in|on)\s[\w\s]{{3,16}}?\s)?(?:since|after)"
    rf"|(?P<about2>[Nn]early |[Aa]lmost |[Aa]bout |[Mm]ore than |[Ss]ome )?(?P<n2>{_CAPITAL}|{COUNT})(?:\syears)?"
    rf"\s(?:have|has)\s(?:now\s)?(?:passed|elapsed|gone by)\ssince)\s"
    rf"(?P<what>{_FREE}{{3,100}}?)(?:\b(?P<y>{_Y})\b|(?=[.;]|$))"
)
_HAD = re.compile(
    rf"\bafter\s{_N}[;:,]\s(?:the|it|they|he|she|a|an|its|their|[A-Z]){_FREE}{{0,60}}?\bhad\s(?:been\s|first\s)?"
    rf"(?:put|placed|begun|opened|joined|entered|imposed|listed|started|founded|come|added|closed|broken|severed|banned"
    rf"|suspended|arrived|taken|gone|set|moved|occupied|annexed|established|signed)\b"
    rf"{_FREE}{{0,50}}?\b(?:in|on)\s{_MONTH}(?P<y>{_Y})\b"
)
_FIRST_IN = re.compile(
    rf"\b(?:first|only)\b{_FREE}{{2,70}}?\bin\s{_N}(?:\.$|[;:,]\s(?:the|his|her|its)\s"
    rf"(?:previous|last)\s(?:one|such|visit|time|to)\b{_FREE}{{0,70}}?\b(?:in|on)\s{_MONTH}(?P<y>{_Y})\b)"
)
_LAST_HAD = re.compile(
    rf"^(?:The|His|Her|Its|Their)\s(?:previous|last|forerunner|predecessor){_FREE}{{0,60}}?\b(?:had|was|came|went)\b"
    rf"{_FREE}{{0,40}}?\b(?:in|on)\s{_MONTH}(?P<y>{_Y})\b"
)
_UNTIL = re.compile(
    rf"\bfor\s{_N}(?:,\s|\s\()(?:(?:that is|i\.e\.|or|meaning|which means)(?:\sto\ssay)?,?\s)?"
    rf"(?:until|to|till|through)\s"
    rf"(?:the (?:end|middle|start|beginning) of\s)?{_MONTH}(?P<y>{_Y})\b"
)
_LASTED = re.compile(
    rf"\b(?:for|lasted)\s{_N},?\sfrom\s{_MONTH}(?P<y>{_Y})\s(?:to|until|through)\s"
    rf"(?:the end of\s)?{_MONTH}(?P<y2>{_Y})\b"
)
_FROM_TO = re.compile(
    rf"\b[Ff]rom\s{_MONTH}(?P<y>{_Y})\s(?:to|until|through)\s{_MONTH}(?P<y2>{_Y}),\s"
    rf"(?:or\s|(?:that is,?|a period of)\s)?(?:for\s)?{_N}\b(?!\s(?:ago|later|earlier|before|after))"
)
_LATER = re.compile(
    rf"\b(?P<y2>{_Y})\b,?\s(?:(?:that\sis|or|which\sis|i\.e\.|a\sfull|fully|all\sof),?\s){{0,2}}{_N}\s(?:later|afterwards)\b"
)
_LEASE = re.compile(
    rf"\b(?P<about>)(?P<n>{COUNT})-year\s(?:\w+\s){{0,2}}?(?:lease|treaty|agreement|pact|deal|contract|accord|concession)"
    rf"\b{_FREE}{{0,40}}?\b(?:signed|concluded|dating|agreed|made|begun|granted)\b{_FREE}{{0,30}}?\b(?:in|from)\s{_MONTH}"
    rf"(?P<y>{_Y})\b{_FREE}{{0,40}}?\b(?:expire|end|run|ran|lapse|until)\w*\b{_FREE}{{0,12}}?\b{_MONTH}(?P<y2>{_Y})\b"
)
_NTH = rf"(?P<n>{NTH})[- ]anniversary"
_OF_YEAR = re.compile(
    rf"\b{_NTH}(?:,?\s(?:in|on)\s{_MONTH}(?P<y2>{_Y}),?)?\sof\s(?:the\s|an?\s|its\s|their\s)?"
    rf"(?:(?P<y>{_Y})\s[A-Za-z]+|(?:(?!\b{_Y}\b)[^.;,]){{3,70}}?\s(?:of|(?:signed|concluded|agreed|founded"
    rf"|made|fought|reached|won|sealed)\s(?:(?:in|at)\s\w+\s)?(?:in|on))\s{_MONTH}(?P<y3>{_Y})\b)"
)
_WHICH = re.compile(
    rf"\b{_NTH}\sof\s(?P<what>(?:(?!\b{_Y}\b)[^.;,]){{3,80}}),\s(?:which|who|when|that)\b{_FREE}{{0,120}}?"
    rf"\b(?:signed|concluded|agreed|founded|began|won|opened|ended|broke|established|sealed|reached|declared)\b"
    rf"{_FREE}{{0,50}}?\b(?:in|on)\s{_MONTH}(?P<y>{_Y})\b"
)
_BARE = re.compile(
    rf"\b(?:[Oo]n|[Aa]t|[Ff]or|[Mm]arked|[Mm]arking)\s(?:the|its|their)\s{_NTH},\s(?:in|on)\s{_MONTH}(?P<y2>{_Y})\b(?!\sof)"
)
_OWN = re.compile(
    rf"\b(?:[Ss]igned|[Ff]ounded|[Ee]stablished|[Cc]oncluded|[Oo]pened|[Ll]aunched|[Cc]reated|[Bb]egun"
    rf"|[Ss]et up|[Bb]orn)\s"
    rf"(?:[a-z]+\s[A-Z]\w+\s)?(?:in|on)\s{_MONTH}(?P<y>{_Y})\b{_FREE}{{1,80}}?\b(?:its|their)\s{_NTH}\b(?!\sof\b)"
)
_TURNS = re.compile(
    rf"\bof\s{_MONTH}(?P<y>{_Y})\s(?:turns|turned|will\sturn)\s(?P<about>)(?P<n>{COUNT})\b(?=[,.;]|\s(?:this|next|on|in|today)\b)"
)
_BORN = re.compile(
    rf"\bborn\s(?:[a-z]+\s[A-Z]\w+\s)?in\s(?P<y>{_Y})\b{_FREE}{{1,40}}?\b(?:is|now|aged)\s(?P<about>)(?P<n>\d{{2}})(?=[,.;]|$)"
    rf"|\b(?:who is|now|aged)\s(?P<n2>\d{{2}}),{_FREE}{{1,30}}?\bborn\s(?:[a-z]+\s[A-Z]\w+\s)?in\s(?P<y2>{_Y})\b"
)


@dataclass(frozen=True, slots=True)
class _Span:
    """So many years from one year to any of some others, as a part of a sentence says."""

    start: int
    end: int
    years: int
    since: int
    until: frozenset[int]
    exact: bool = False
    slack: float = 1.0
    source: Source | None = None
    exactly: float | None = None
    """Years from the known day to that of the report, where the count can only be of them."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about spans of time."""
    seen: set[int] = set()
    for part in (_since, _had, _first, _ahead, _lasted, _later, _ages, _anniversaries, _bare):
        for span in part(passage):
            judged = _judge(span)
            if judged is not None and span.start not in seen:
                seen.add(span.start)
                yield finding(passage.document, passage.span(span.start, span.end), judged, passage.whole)


def _judge(span: _Span) -> Judged | None:
    """Against the nearest year it may run to; a year either way is left to the months."""
    if not span.until:
        return None
    near = min(span.until, key=lambda year: abs(year - span.since - span.years))
    apart = near - span.since
    if span.exactly is not None and not full_or_begun(span.years, span.exactly, span.exactly):
        return against(f"From {span.since} to {near} it is {span.exactly:.1f} years, not {span.years}.", span.source)
    if abs(apart - span.years) <= (0 if span.exact else span.slack):
        return supported(f"From {span.since} to {near} it is {apart} years.", span.source)
    if abs(apart - span.years) <= span.slack:
        return None
    if span.exact and apart <= 0:
        # The year is that of the feast, or the sentence looks at another time: nothing is counted from it.
        return None
    if span.exact:
        return against(
            f"{near} is the {nth(apart)} anniversary of {span.since}, not the {nth(span.years)}.", span.source
        )
    return against(f"From {span.since} to {near} it is {apart} years, not {span.years}.", span.source)


def _slack(words: str, about: str | None) -> float:
    """The years by which a count may be off: one for the months, a tenth of what is told as about so many."""
    number = count(words)
    loose = bool(about) or re.search("decade|century", words, re.IGNORECASE) is not None
    return max(1.0, 0.12 * number) if loose else 1.0


def _made(match: re.Match[str], since: int, until: set[int], source: Source | None = None) -> _Span:
    """The span of a match whose groups `n` and `about` say how long it is."""
    fields = match.groupdict()
    words, about = (match["n"], match["about"]) if match["n"] else (fields["n2"], fields["about2"])
    slack = _slack(words, about)
    return _Span(match.start(), match.end(), count(words), since, frozenset(until), slack=slack, source=source)


def _today(passage: Passage) -> set[int]:
    return {passage.published.year} if passage.published is not None else set()


def _others(passage: Passage, *ranges: tuple[int, int]) -> set[int]:
    """The years of a sentence's other times, those outside some parts of it."""
    return {
        t.when.start.year for t in passage.times
        if t.when.start.year == t.when.end.year and not any(a <= t.start < b for a, b in ranges)
    }  # fmt: skip


def _since(passage: Passage) -> Iterator[_Span]:
    """ "It is 40 years since the agreement of 1972", and since an accord or event whose year the record has."""
    for match in _SINCE.finditer(passage.text):
        inside = (match.start(), match.end())
        until = _others(passage, inside) | (_today(passage) if match["verb"] != "was" else set())
        if match["y"]:
            yield _made(match, int(match["y"]), until)
        elif (told := _known(match["what"], passage)) is not None:
            span = _made(match, int(told[0][:4]), until, told[1])
            rough = match["about"] or match["about2"] or match["verb"] == "was"
            yield span if rough else dataclasses.replace(span, exactly=_exactly(told[0], span, passage))


def _exactly(date: str, span: _Span, passage: Passage) -> float | None:
    """The years from a day to that of the report, where no other end is told."""
    if len(date) < len("2000-01-01") or passage.published is None or span.until != _today(passage):
        return None
    return (passage.published - dt.date.fromisoformat(date)).days / YEAR


_OPENED = re.compile(
    r"\b(?:they|the two(?:\s\w+)?|both(?:\s\w+)?)\s(?:opened|established|began|took up)\s"
    r"(?:diplomatic\s|full\s|official\s)?(?:relations|ties)\b"
)
"""The beginning of the relations of the two states of a report."""


def _known(what: str, passage: Passage) -> tuple[str, Source] | None:
    """The date of the one accord or event that some words name, with what the sentence before names ("the island")."""
    event = events.told(what)
    if event is None and passage.before is not None:
        before = passage.before.text
        found = [e for e in events.known() if e.span(f"{before} {what}") and not e.span(before)]
        event = found[0] if len(found) == 1 and events.concerns(found[0].parties, passage) else None
    if event is not None:
        return event.date, event.source
    if _OPENED.search(what) is not None:
        ties = [a for a in accords.known() if a.kind == "normalisation" and a.parties == passage.pair]
        return (ties[0].date, ties[0].source) if len(ties) == 1 and passage.pair else None
    named = {accord.date: accord.source for accord, _, _ in (accords.named(what) or _shortened(what, passage))}
    return next(iter(named.items())) if len(named) == 1 else None


_SHORT = re.compile(r"(?:the\s)?(?P<name>[A-ZÀ-Þ][\w’'-]{3,})\s(?:was|were)\s(?:signed|concluded|made|agreed|sealed)\b")
"""An accord that is called by its place alone, once a text has named it: "since Lausanne was signed"."""


def _shortened(what: str, passage: Passage) -> list[tuple[accords.Dated, int, int]]:
    """The accords that the text names elsewhere and of whose name some words have a part."""
    short = _SHORT.match(what)
    if short is None:
        return []
    return [one for one in accords.named(passage.document.text) if short["name"] in one[0].name.split()]


def _had(passage: Passage) -> Iterator[_Span]:
    """ "was taken off the list on May 29, after 33 years; it had been put there in 1982"."""
    for match in _HAD.finditer(passage.text):
        before = _others(passage, (match.start(), len(passage.text)))
        yield _made(match, int(match["y"]), before or _today(passage))


def _first(passage: Passage) -> Iterator[_Span]:
    """ "the first visit in 49 years; the previous one had been in 1959", in one sentence or two."""
    for match in _FIRST_IN.finditer(passage.text):
        if match["y"]:
            until = _others(passage, (match.start("n"), match.end())) or _today(passage)
            yield _made(match, int(match["y"]), until)
    last, before = _LAST_HAD.search(passage.text), passage.before
    told = list(_FIRST_IN.finditer(before.text)) if before is not None and last is not None else []
    if last is None or before is None or not told or told[-1]["y"]:
        return
    first = told[-1]
    until = _others(before, (first.start("n"), first.end())) or _today(passage)
    slack = _slack(first["n"], first["about"])
    yield _Span(last.start(), last.end(), count(first["n"]), int(last["y"]), frozenset(until), slack=slack)


def _ahead(passage: Passage) -> Iterator[_Span]:
    """ "will be rented for 20 years, that is, until 2017": counted from the report, or from a year it names."""
    for match in _UNTIL.finditer(passage.text):
        if re.search(r"\bbeyond\b|\bfrom\b|\bextend\w*\b|\brenew\w*\b|\bmore\b", passage.text):
            continue
        until, starts = int(match["y"]), _others(passage, (match.start(), match.end())) | _today(passage)
        if passage.published is None or not re.search(r"\bwill\b|\bwould\b|\bto\b", passage.text):
            continue
        # The years run the other way here: what is sought is the start.
        near = min(starts, key=lambda year: abs(until - year - count(match["n"])))
        yield _made(match, near, {until})


def _lasted(passage: Passage) -> Iterator[_Span]:
    for pattern in (_LASTED, _FROM_TO, _LEASE):
        for match in pattern.finditer(passage.text):
            yield _made(match, int(match["y"]), {int(match["y2"])})


def _later(passage: Passage) -> Iterator[_Span]:
    """ "In 1956, the other only in 1973, that is 17 years later": from a year told just before it, here or above."""
    for match in _LATER.finditer(passage.text):
        years = {t.when.start.year for t in passage.times if t.end <= match.start() and has_year(passage, t)}
        if not years and passage.before is not None:
            before = passage.before
            years = {t.when.start.year for t in before.times if has_year(before, t)}
        until, number = int(match["y2"]), count(match["n"])
        years = {year for year in years if year < until}
        if 0 < len(years) <= _FEW:
            yield _made(match, min(years, key=lambda year: abs(until - year - number)), {until})


_FEW = 2
"""Of so many years told just before, one is that from which a text counts."""


def _ages(passage: Passage) -> Iterator[_Span]:
    """ "the treaty of 1985 turns 30 this year", "who was born in 1950 and is 64"."""
    for match in _TURNS.finditer(passage.text):
        yield _made(match, int(match["y"]), _today(passage))
    for match in _BORN.finditer(passage.text):
        years, since = int(match["n"] or match["n2"]), int(match["y"] or match["y2"])
        yield _Span(match.start(), match.end(), years, since, frozenset(_today(passage)))


# --- anniversaries ---------------------------------------------------------------------------------------------


def _anniversaries(passage: Passage) -> Iterator[_Span]:
    """Of what the sentence itself dates: "of the 1963 treaty", "of the treaty, which they signed in 1963"."""
    for pattern in (_OF_YEAR, _WHICH, _OWN):
        for match in pattern.finditer(passage.text):
            fields = match.groupdict()
            since = int(fields["y"] or fields["y3"])
            own = {int(fields["y2"])} if fields.get("y2") else set()
            # Words after the year it counts from belong to that year's tale.
            last = match.end() if pattern is _OWN else len(passage.text)
            if not own and in_a_tale(passage.text[: match.start()]):
                continue
            until = own or (_others(passage, (match.start(), last)) | _today(passage) | _coming(passage))
            yield _Span(match.start(), match.end(), ordinal(match["n"]), since, frozenset(until), exact=True)


def _coming(passage: Passage) -> set[int]:
    """Next year too, where the sentence looks ahead."""
    ahead = re.search(r"\b(?:next year|will|to be|upcoming|ahead of|before the)\b", passage.text)
    return {year + 1 for year in _today(passage)} if ahead else set()


def _bare(passage: Passage) -> Iterator[_Span]:
    """ "At the 25th anniversary, in January 1988": of what the text has dated where it told another anniversary."""
    for match in _BARE.finditer(passage.text):
        bases = {span.since for other in sentences(passage.document) for span in _anniversaries(other)}
        year, number = int(match["y2"]), ordinal(match["n"])
        if len(bases) == 1 and not any(start.year == year - number for start, _ in passage.told):
            yield _Span(match.start(), match.end(), number, next(iter(bases)), frozenset({year}), exact=True)
