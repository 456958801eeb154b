"""Years counted from what was told last, in whatever words: "the 20th anniversary of that step", "half a century on".

The date of long ago told last before them, right beside or right behind them is the one from which the years run; they
run to the report, or to the year that is told with them. What narrower checks read (`feasts`, `until_now`, `durations`)
is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify import clauses
from detente.verify.history import accords
from detente.verify.numbers.counts import COUNT, NTH, count, ordinal
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against, finding, supported

_N = rf"(?P<n>{COUNT})(?:\syears?|(?<=decade)|(?<=decades)|(?<=century))"
_ABOUT = r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|just over|not quite)\s)?"
_FEAST = re.compile(
    rf"\b(?P<nth>{NTH})[- ](?:anniversary|birthday)\b(?:\sof\s(?:that|this)\s[a-z]+)?(?!\sof\b)"
    rf"|\b(?:anniversary|birthday),\s(?:the|its)\s(?P<nth2>{NTH})\b",
    re.IGNORECASE,
)
_AGED = re.compile(
    rf"\b(?:turn(?:s|ed)?|will\sturn)\s{_ABOUT}(?P<n>{COUNT})"
    r"(?=[,.;]|$|\s(?:this|last|next|on|in|today|and|years\sold)\b)",
    re.IGNORECASE,
)
_OLD = re.compile(rf"\b(?:is|was|are|were|be)\s{_ABOUT}(?P<n>{COUNT})\syears\sold\b", re.IGNORECASE)
_ON = re.compile(rf"(?:^|[.;]\s|,\s){_ABOUT}{_N}\son,", re.IGNORECASE)
_LATER = re.compile(rf"(?:^|[.;]\s|,\sand\s){_ABOUT}{_N}\slater\b", re.IGNORECASE)
"""In a clause that tells of now: "seventy years later the word is enough"."""
_NOW = re.compile(rf"\bfor\s{_ABOUT}{_N}\snow\b", re.IGNORECASE)
_AGO = re.compile(rf",\s{_ABOUT}{_N}\sago\b", re.IGNORECASE)
_TIES = re.compile(
    rf"\b(?:mark|celebrat|commemorat|observ)\w*\s{_ABOUT}{_N}\sof\s(?:diplomatic|official|formal)\s(?:ties|relations)\b",
    re.IGNORECASE,
)
_PATTERNS = (_FEAST, _AGED, _OLD, _ON, _LATER, _NOW, _AGO, _TIES)
_SOMEBODY = re.compile(r"\b(?:who|he|she|mr|mrs|ms|president|minister|his|her|whose)\b", re.IGNORECASE)
"""Whose age or years in an office may be told, and are counted from no date beside them."""
_BEHIND = re.compile(r",\s(?:having|as\sit)\s[a-z ]{3,40}?\s(?:on|in)\s(?:early\s|late\s)?$")
"""Between an age and the date from which it runs: "turned fifty in May, having been founded in 1964"."""
_POINTS_BACK = re.compile(r"(?:It|They|These|That|This)\s(?:was|were|had\sbeen)\s[a-z]+(?:\s[a-z]+)?\s(?:on|in)\s$")
"""Before a date at the beginning of the next sentence: "It was signed on December 27, 1968"."""
_SINCE = re.compile(r"\b(?:since|until|till|from|between|born\s(?:in|on))\s$", re.IGNORECASE)
"""Before a date that is the edge of a time, or somebody's birth."""
_KEPT = re.compile(r",?\s(?:in|on)\s(?:[A-Z]\w+\s)?(?:\d{1,2},\s)?(?P<y>(?:19|20)\d\d)\b")
_FRESH = 5
"""Years back up to which a date is one of the news and nothing is counted from it in years."""
_FEWEST = 5
_SLACK = 1.05
"""Years by which a count may be off: the months are seldom told."""


@dataclass(frozen=True, slots=True)
class _Count:
    """So many years as a part of a sentence tells them, by about how many they may be off."""

    start: int
    end: int
    years: int
    slack: float
    pattern: re.Pattern[str]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years counted from the date told last."""
    if passage.published is None:
        return
    for told_so in _counts(passage):
        base = _base(passage, told_so)
        judged = _judge(passage, told_so, base) if base is not None else None
        if judged is not None:
            yield finding(passage.document, passage.span(told_so.start, told_so.end), judged, passage.whole)


def _counts(passage: Passage) -> Iterator[_Count]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(passage.text):
            fields = match.groupdict()
            years = ordinal(match["nth"] or match["nth2"]) if pattern is _FEAST else count(match["n"])
            lead = passage.text[: match.start()]
            born = "birthday" in match.group().lower()
            aged = born or pattern in {_AGED, _OLD}
            somebody = aged and (_SOMEBODY.search(lead[-40:]) or _is_a_person(passage, match))
            then = pattern is _LATER and not _is_of_now(passage, match)
            then |= pattern is _ON and told.is_past(passage)
            if years >= _FEWEST and not (somebody or then or told.in_a_tale(lead)):
                slack = _SLACK + (0.15 * years if fields.get("about") else 0.0)
                yield _Count(match.start(), match.end(), years, slack, pattern)


def _is_a_person(passage: Passage, match: re.Match[str]) -> bool:
    """Whether a bare name that is no state's and no body's is what turned so old: "the day Carter turned 55"."""
    verb = clauses.head_of(clauses.parsed(passage.text), (match.start(), match.start() + len(match.group().split()[0])))
    subject = clauses.subject(verb) if verb is not None else None
    if subject is None or subject.pos_ != "PROPN":
        return False
    return not any(n.start <= subject.idx < n.end for n in passage.named) and len(subject.text) > 1


def _is_of_now(passage: Passage, match: re.Match[str]) -> bool:
    """Whether years "later" lead to the day of the report: their clause tells of now."""
    word = clauses.head_of(clauses.parsed(passage.text), (match.end() - len("later"), match.end()))
    verb = clauses.clause_of(word) if word is not None else None
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb) if verb is not None else None
    return first is not None and (first.tag_ in {"VBZ", "VBP"} or first.lower_ in {"can", "may"})


# --- from when -----------------------------------------------------------------------------------------------------


def _base(passage: Passage, counted: _Count) -> Window | None:
    """The date of long ago from which years run: right behind them, told last before them, or in the next sentence."""
    behind = [t for t in _past(passage, passage.times) if t.start >= counted.end]
    if behind and _BEHIND.search(passage.text[counted.end : behind[0].start]):
        return _window(behind[0])
    aged = counted.pattern in {_AGED, _OLD}
    here = [t for t in _past(passage, passage.times) if t.end <= counted.start and not (aged and _is_of(passage, t))]
    if here:
        return _window(here[-1]) if counted.pattern is not _AGO or here[-1].end == counted.start else None
    after = _behind(passage) if aged else None
    if after is not None or counted.pattern in {_AGO, _NOW}:
        return after
    before = passage.before
    past = _past(before, before.times) if before is not None and _points(passage, counted) else []
    return _window(past[-1]) if past else None


def _is_of(passage: Passage, time: TimeMention) -> bool:
    """Whether a year tells which of several is meant: "the loser of 1988, turned 91" is as old as somebody is."""
    return time.when.precision == "year" and passage.text[: time.start].endswith(" of ")


_OF_THAT = re.compile(r"\bof\s(?:that|this)\s")
_POINTING = re.compile(r"^(?:It|They|That|This|These|The)\b|\b(?:that|this)\s[a-z]+$")
_OPENING = 40


def _points(passage: Passage, counted: _Count) -> bool:
    """Whether years are told of what the sentence before has told: its first words, or "of that step", say so."""
    words = passage.text[counted.start : counted.end]
    opens = counted.start < _OPENING and _POINTING.match(passage.text) is not None
    return counted.pattern in {_ON, _LATER} or opens or _OF_THAT.search(words) is not None


def _behind(passage: Passage) -> Window | None:
    """The date that the next sentence begins with, where it goes on about the same."""
    there = told.sentences(passage.document)
    after = next((p for p in there if p.offset > passage.offset and p.paragraph == passage.paragraph), None)
    past = _past(after, after.times) if after is not None else []
    return _window(past[0]) if after is not None and past and _POINTS_BACK.match(after.text[: past[0].start]) else None


def _past(passage: Passage, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The dates of long ago among some times."""
    now = passage.published.year if passage.published is not None else 0
    return [
        t for t in times
        if t.when.end.year <= now - _FRESH and t.when.start.year == t.when.end.year and not told.is_counted(passage, t)
        and not _SINCE.search(passage.text[: t.start])
    ]  # fmt: skip


def _window(time: TimeMention) -> Window:
    return time.when.start, time.when.end


# --- to when -------------------------------------------------------------------------------------------------------


def _judge(passage: Passage, counted: _Count, base: Window) -> Judged | None:
    """The years told against those from the base to when they are full; another date that fits lets them be."""
    ends = _ends(passage, counted)
    apart = min((end - base[0].year for end in ends), key=lambda years: abs(years - counted.years))
    what = f"From {base[0].year} to {base[0].year + apart} it is {apart} years, not {counted.years}."
    if abs(apart - counted.years) <= counted.slack:
        return supported(what.removesuffix(f", not {counted.years}.") + ".")
    words = passage.text[counted.start : counted.end]
    if _OF_THAT.search(words) and any(_window(t) == base for t in passage.times if t.end <= counted.start):
        # "In August 1974 ..., the 60th anniversary of that step": of nothing else that is told or known.
        return against(what, None) if apart > 0 else None
    years = {year for window in told.windows(passage.document) for year in (window[0].year, window[1].year)}
    years |= {a.year for a in accords.known() if len(a.parties & set(passage.states[:4])) > 1}
    return None if any(end - counted.years in years for end in ends) or apart <= 0 else against(what, None)


def _ends(passage: Passage, counted: _Count) -> set[int]:
    """The years to which a count may run: that told right behind it, else of its sentence, or of the report."""
    now = passage.published.year if passage.published is not None else 0
    kept = _KEPT.match(passage.text, counted.end)
    if kept is not None:
        return {int(kept["y"])}
    later = (
        {t.when.end.year for t in passage.times if t.when.start.year == t.when.end.year}
        if counted.pattern is _FEAST
        else set()
    )
    return {now, *later, *((now - 1, now + 1) if re.search(r"\b(?:next|last|will)\b", passage.text) else ())}
