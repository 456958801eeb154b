"""Years counted from something dated in the same sentence or elsewhere in the text, to the day of the report.

"Forty-one years after the two signed it in May 1974, their successors met"; "signed in February 1998 and turns 25 on
Friday"; "the 20th anniversary of that treaty is three weeks away". The report's day is the other end wherever the
clause tells nothing else; what is told of another time, in a paragraph of history, is let be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.verify import clauses
from detente.verify.numbers.counts import CARDINALS, COUNT, NTH, count, nth, ordinal
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

_Y = r"(?:1[6-9]|20)\d\d"
_FREE = rf"(?:(?!\b{_Y}\b)[^;])"
_NEAR = r"(?:nearly|almost|about|some|around|roughly|more than|over|less than|just over|just under|just|exactly|barely)"
_DECADES = "|".join(word for word in sorted(CARDINALS, key=len, reverse=True) if "decade" in word or "century" in word)
_N = rf"(?P<about>{_NEAR}\s)?(?:(?P<n>{COUNT})\syears?|(?P<d>{_DECADES}))"
_AFTER = re.compile(
    rf"\b{_N}(?:\sto the (?:day|week|month))?,?\s(?:after|since|on from)\s(?P<what>{_FREE}{{3,140}}?)\b(?P<y>{_Y})\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    rf"\b(?P<y>{_Y})\b{_FREE}{{0,90}}?\b(?:is|are|still|remains?|has|have|holds?|stands?|lives?)\b{_FREE}{{0,60}}?"
    rf"{_N}\s(?:later|on|afterwards)(?=[,.;]|$|\s(?:and|but|it|they|he|she)\b)",
    re.IGNORECASE,
)
_OLD = re.compile(
    rf"\b(?P<y>{_Y})\b{_FREE}{{0,90}}?"
    r"(?:\b(?:turns?|turned|will turn|turning|reach(?:es|ed)|celebrates? its|marks? its)\s"
    rf"(?P<n>{COUNT})(?=[,.;]|$|\s(?:this|next|last|on|in|today|tomorrow|and|later)\b)"
    rf"|\b(?:is|are|was|were|be|becomes?|now)\s(?P<about>{_NEAR}\s)?(?P<n2>{COUNT})\syears?\sold\b)",
    re.IGNORECASE,
)
_YEARS_SINCE = re.compile(
    rf"\b(?:it|this|that|[A-Z][a-z]+day|today)\s(?P<verb>is|will be|will have been|has been|was|marks?|marked)\s"
    rf"(?:now\s)?{_N}(?:\sto the (?:day|week|month))?\s(?:since|after)\s(?P<what>[^.;,]{{3,60}})",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    rf"\b(?P<n>{NTH})(?:\s|-)anniversary\sof\s(?P<what>(?:that|this|the|its|their|his|her)\s[^.;,\d]{{3,50}}?)"
    rf"(?=[.;,]|$|\s(?:is|was|will|falls?|fell|comes?|came|in|on|this|next|last|and|with|at)\b)",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:is|are|will|falls|comes|marks?|celebrates?|time|away|ahead|this (?:week|month|year|spring|summer|autumn)"
    r"|next (?:week|month|year)|today|on [A-Z][a-z]+day|weeks?['’]? time|approach\w*)\b"
)
"""The clause of an anniversary that is kept now."""
_DATE_AHEAD = re.compile(rf",?\s(?:in|on|by)\s(?:[A-Z][a-z]+\s(?:\d{{1,2}},?\s)?)?{_Y}\b")
_BREAK = re.compile(r"[:]|\.\s|\b(?:but|while|whereas|although)\b|,\sand\s(?:he|she|it|they|the)\b")
_OWN_DATE = re.compile(r",\s(?:in|on|by)\s(?:[A-Z][a-z]+\s(?:\d{1,2},?\s)?)?$")
"""The year after a comma is the other end: "ten years after the war, in 1955"."""
_YEAR_BEFORE = re.compile(rf"\b{_Y}\b[^.;]{{0,40}}?,?\s$")
_DATED_VERB = re.compile(r"\b(?:signed|agreed|met|fell|came|broke|began|joined|left),\s(?:in|on)\s")


@dataclass(frozen=True, slots=True)
class _Count:
    """So many years since any of some years, at any of some years; `exact` for a feast, else a year either way."""

    start: int
    end: int
    years: int
    since: frozenset[int]
    until: frozenset[int]
    slack: float = 1.0
    feast: bool = False


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years counted to the day of the report or to another time of the sentence."""
    if passage.published is None:
        return
    for part in (_after, _lasting, _ages, _since, _anniversaries):
        for counted in part(passage):
            judged = _judge(counted)
            if judged is not None:
                yield finding(passage.document, passage.span(counted.start, counted.end), judged, passage.whole)


def _judge(counted: _Count) -> Judged | None:
    pairs = [(abs(u - s - counted.years), s, u) for s in counted.since for u in counted.until if u > s]
    if not pairs:
        return None
    off, since, until = min(pairs)
    if off <= counted.slack:
        return supported(f"From {since} to {until} it is {until - since} years.")
    if counted.feast:
        return against(
            f"{until} is the {nth(until - since)} anniversary of {since}, not the {nth(counted.years)}.", None
        )
    return against(f"From {since} to {until} it is {until - since} years, not {counted.years}.", None)


def _number(match: re.Match[str]) -> int:
    fields = match.groupdict()
    return count(next(fields[key] for key in ("n", "n2", "d") if fields.get(key)))


def _slack(match: re.Match[str]) -> float:
    loose = match["about"] or match.groupdict().get("d")
    return max(1.0, 0.15 * _number(match)) if loose else 1.0


def _now(passage: Passage) -> set[int]:
    return {passage.published.year} if passage.published is not None else set()


def _years(passages: Iterable[Passage], start: int = 0, end: int = 0) -> set[int]:
    """The years of the times of some sentences, those between two offsets left out."""
    return {
        year
        for passage in passages
        for t in passage.times
        if not start <= t.start < end
        for year in (t.when.start.year, t.when.end.year)
    }


# --- from a year of the sentence -------------------------------------------------------------------------------


def _after(passage: Passage) -> Iterator[_Count]:
    """ "Twenty-five years after he was abducted in August 1973, he stood before the Diet"."""
    for match in _AFTER.finditer(passage.text):
        what = match["what"]
        if _YEAR_BEFORE.search(passage.text[: match.start()]):
            # From year to year `calendar` counts.
            continue
        if _BREAK.search(what) or (_OWN_DATE.search(what) and not _DATED_VERB.search(what)):
            continue
        others = _years([passage], match.start(), match.end())
        if not others and not _of_now(passage, match.start(), match.end(), int(match["y"])):
            continue
        until = others | _now(passage) | (_years(told.earlier(passage)) if not others else set())
        yield _Count(match.start(), match.end(), _number(match), frozenset({int(match["y"])}), frozenset(until),
                     _slack(match))  # fmt: skip


def _of_now(passage: Passage, start: int, end: int, since: int) -> bool:
    """Whether a sentence without another time is about the report's own days: so are those around it."""
    now = passage.published.year if passage.published is not None else 0
    return all(abs(year - now) <= 1 or year == since for year in {t.when.start.year for t in passage.around})


def _lasting(passage: Passage) -> Iterator[_Count]:
    """ "concluded in May 1972, is still in force 15 years later"."""
    for match in _STILL.finditer(passage.text):
        if _DATE_AHEAD.match(passage.text, match.end()) or "was" in match.group().split():
            continue
        yield _Count(match.start(), match.end(), _number(match), frozenset({int(match["y"])}), frozenset(_now(passage)),
                     _slack(match))  # fmt: skip


def _ages(passage: Passage) -> Iterator[_Count]:
    """ "signed in February 1998 and turns 25 on Friday", "founded in May 1981, will be 40 years old this spring"."""
    for match in _OLD.finditer(passage.text):
        words = match.group().lower()
        until = _years([passage], match.start(), match.start() + 4) | _now(passage)
        if re.search(r"\b(?:when|who)\b", words) or re.search(r"\bw(?:as|ere)\s", words[-24:]):
            continue
        yield _Count(match.start(), match.end(), _number(match), frozenset({int(match["y"])}), frozenset(until),
                     _slack(match))  # fmt: skip


# --- from what the text has dated elsewhere --------------------------------------------------------------------


def _since(passage: Passage) -> Iterator[_Count]:
    """ "In December it will be 50 years since the landing"."""
    for match in _YEARS_SINCE.finditer(passage.text):
        if re.search(rf"\b{_Y}\b", passage.text[match.start() :]) or match["verb"] == "was":
            continue
        if _is_clause(passage, match.start("what")):
            continue  # "since he recognised the government": not the government's year
        bases = {start.year for start, _ in told.dates(passage, _thing(match["what"]))}
        if len(bases) == 1:
            yield _Count(match.start(), match.end(), _number(match), frozenset(bases), frozenset(_now(passage)),
                         _slack(match))  # fmt: skip


def _is_clause(passage: Passage, start: int) -> bool:
    """Whether a clause with a verb of its own follows "since"."""
    links = [t for t in clauses.parsed(passage.text) if t.idx < start and t.lower_ == "since"]
    return bool(links) and links[-1].dep_ == "mark"


def _thing(words: str) -> str:
    return re.split(r"\s(?:of|in|by|between|with|at|that|which|who)\b", words)[0]


def _anniversaries(passage: Passage) -> Iterator[_Count]:
    """ "in March 1999, and in two weeks' time it will mark the 25th anniversary of its accession"."""
    for match in _OF_IT.finditer(passage.text):
        clause = (
            re.split(r"[,;]", passage.text[: match.start()])[-1] + re.split(r"[,;]", passage.text[match.end() :])[0]
        )
        if not _AHEAD.search(clause) or re.search(rf"\b{_Y}\b", clause):
            continue
        bases = _bases(passage, match)
        if len(bases) == 1:
            yield _Count(match.start(), match.end(), ordinal(match["n"]), frozenset(bases),
                         frozenset(_now(passage) | _next(passage)), 0.0, feast=True)  # fmt: skip


def _next(passage: Passage) -> set[int]:
    late = passage.published is not None and passage.published.month >= 9
    return {year + 1 for year in _now(passage)} if late or "next year" in passage.text else set()


def _bases(passage: Passage, match: re.Match[str]) -> set[int]:
    """The year of what an anniversary is of: the sentence's own, that of the one before, or of what bears its name."""
    here = {t.when.start.year for t in passage.times if t.end <= match.start() and told.has_year(passage, t)}
    if match["what"].split()[0].lower() in {"its", "their"} and len(here) == 1:
        return here
    before = passage.before
    if match["what"].lower().startswith(("that ", "this ")) and before is not None:
        years = {t.when.start.year for t in before.times if told.has_year(before, t)}
        if len(years) == 1 and told.stems(_thing(match["what"])) & told.stems(before.text):
            return years
    return {start.year for start, _ in told.dates(passage, _thing(match["what"]))} if not here else set()
