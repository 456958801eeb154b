"""Two leaders who are said to have met, signed or agreed at a time: they must have led their states then.

"Sarney and Alfonsin met at Iguazu in November 1981": where neither was in any office of the record at that time, the
date is wrong. Where only one of them was not, the two may have met before or after that one's time in office.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference.terms import LEADER, LEADING, Term, Terms
from detente.verify.passages import Passage
from detente.verify.people import persons
from detente.verify.people.namesakes import namesakes
from detente.verify.verdicts import Judged, against, finding, source_of

_TOGETHER = re.compile(
    r"\b(?:met|received|hosted|welcomed|meeting|summit|signed|agreed|shook hands|hand in hand|talks|stood|strolled"
    r"|toasted|announced|declared|embraced|sealed|settled)\b"
)
_JOINED = re.compile(
    r"(?:,? of [A-Z][\w ]{2,24}| ?,[^,.;]{3,60},)?\s(?:and|with|met|by|received|hosted|welcomed)\s"
    r"(?:(?:[a-z]+|[A-Z][a-z]+)\s){0,4}?$"
)
_OTHERWISE = re.compile(
    r"\b(?:former|later|future|then|young|before (?:he|she|they)|would become|not yet|once|ex-|father|son|grand\w+|born"
    r"|studied|candidate|opposition)\b",
    re.IGNORECASE,
)
_MARGIN = dt.timedelta(days=200)
_APART = re.compile(r"[;:]|\b(?:who|which|whose|said|says|after|before|since|until|when|while)\b")


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about meetings of two leaders in a sentence."""
    if not _TOGETHER.search(passage.text) or _OTHERWISE.search(passage.text):
        return
    spans = persons.name_spans(passage)
    for one, other in itertools.pairwise(spans):
        if not _JOINED.fullmatch(passage.text[one[1] : other[0]]):
            continue
        time = _time(passage, one[0], other[1])
        first, second = (_led(passage, name, record) for name in (one, other))
        hosted = re.search(r"\b(?:received|hosted|welcomed)\b", passage.text[one[1] : other[0]]) is not None
        judged = _judge(first, second, time, 1 if hosted else 2) if time is not None else None
        if judged is not None and time is not None:
            start, end = min(one[0], time.start), max(other[1], time.end)
            yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _led(passage: Passage, span: tuple[int, int], record: Terms) -> list[Term]:
    """Every term of the one person of that full name, if that one is known as the head of one state."""
    name = persons.whole_name(passage.text[span[0] : span[1]], passage)
    alike = namesakes(name, record) if " " in name else []
    terms = [t for t, how in alike if how == "full" or (t.office == LEADER and t.country in passage.states)]
    heads = {t.country for t in terms if t.office in LEADING and t.strong}
    return terms if len(heads) == 1 else []


def _time(passage: Passage, start: int, end: int) -> TimeMention | None:
    """The one time with a year in the clause of two names."""
    times = [
        t for t in passage.times
        if re.search(r"(?:1[6-9]|20)\d\d", passage.text[t.start : t.end])
        and not re.search(r"\b(?:since|until)\s$", passage.text[: t.start])
        and (t.when.end - t.when.start).days <= 366
        and (
            not _APART.search(passage.text[end : t.start] if t.start >= end else passage.text[t.end : start])
            or re.fullmatch(r",?\swhen\s(?:[A-Z][a-z]+\s){0,3}", passage.text[t.end : start])
        )
    ]  # fmt: skip
    return times[0] if len(times) == 1 else None


def _judge(one: Sequence[Term], other: Sequence[Term], time: TimeMention, least: int) -> Judged | None:
    """Whether at least one or two of two people were in no office then; whoever receives a guest receives an office."""
    if not one or not other or one[0].country == other[0].country:
        return None
    lo, hi = time.when.start - _MARGIN, time.when.end + _MARGIN
    out = [terms for terms in (one, other) if not any(t.start <= hi and (t.end is None or lo <= t.end) for t in terms)]
    if len(out) < least:
        return None
    shown = [min((t for t in terms if t.office in LEADING), key=lambda t: abs(t.start - hi)) for terms in out]
    why = f"The record has {'; '.join(term.described() for term in shown)}: not then."
    return against(why, source_of(shown[0]))
