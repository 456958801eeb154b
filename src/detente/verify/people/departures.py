"""Who left office when: "when Cyrus Vance resigned in the summer of 1982", "X, who stepped down in May,".

A person whom the record knows in offices that all ended at other times did not leave one then.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference.terms import Term, Terms
from detente.settings import load
from detente.verify.passages import Passage
from detente.verify.people import office_claims
from detente.verify.people.handovers import bare
from detente.verify.people.offices import namesakes
from detente.verify.verdicts import Judged, against, finding, source_of, supported

_LEFT = re.compile(
    rf"(?P<when>\bwhen\s(?:[a-z]+\s){{0,2}})?(?P<n>{office_claims.NAME}),?\s(?:who\s)?(?:had\s|has\s|suddenly\s|abruptly\s)*"
    r"(?:resigned|stepped down|stood down|left office|was ousted|was (?:over)?toppled|was overthrown|was deposed"
    r"|lost (?:the )?(?:office|power)|fell from power|was dismissed|was sacked|quit|bowed out)\b(?P<rest>[^.;:]{0,50})"
)
_AWAY = dt.timedelta(days=200)
_OTHER = re.compile(r"\b(?:from|as|the)\s(?!office|power|post|government|cabinet|presidency|premiership)\w+")


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about people who are said to have left office at a time."""
    for match in _LEFT.finditer(passage.text):
        name = office_claims.whole_name(bare(match["n"]), passage)
        time = _time(passage, match)
        if time is None or " " not in name or _OTHER.match(match["rest"].lstrip()):
            continue
        terms = [t for t, how in namesakes(name, record) if how == "full"]
        judged = _judge(terms, (time.when.start, time.when.end), passage.published)
        if judged is not None:
            yield finding(passage.document, passage.span(match.start("n"), match.start("rest")), judged, passage.whole)


def _time(passage: Passage, match: re.Match[str]) -> TimeMention | None:
    """The time of leaving: right behind the verb, or that of the clause of which "when" says what happened then."""
    for time in passage.times:
        gap = passage.text[match.start("rest") : time.start]
        if time.start >= match.start("rest") and re.fullmatch(r"(?:\s[a-z]+){0,5}\s", gap):
            return None if re.search(r"\b(?:after|before|until|since|who|and|from|of)\s", gap) else time
    if not match["when"]:
        return None
    before = [t for t in passage.times if t.end <= match.start()]
    gap = passage.text[before[-1].end : match.start()] if before else ";"
    return before[-1] if before and re.fullmatch(r"[^.;:]{0,12}", gap) else None


def _judge(terms: Sequence[Term], window: tuple[dt.date, dt.date], published: dt.date | None) -> Judged | None:
    if not terms or len({t.country for t in terms}) != 1 or (window[1] - window[0]).days > 370:
        return None
    slack = dt.timedelta(days=load().verify.tolerance_days)
    lo, hi = window
    ends = [t for t in terms if t.end is not None and lo - slack - _off(t) <= t.end <= hi + slack + _off(t)]
    if ends:
        return supported(f"The record has {ends[0].described()}.", source_of(ends[0]))
    if any(t.start <= hi + _AWAY and lo - _AWAY <= (t.end or dt.date.max) for t in terms):
        # In some office about then: it may be another one that was left.
        return None
    best = min(terms, key=lambda t: (not t.strong, abs((t.last - lo).days)))
    return against(f"The record has {best.described()}, and in no office then.", source_of(best))


def _off(term: Term) -> dt.timedelta:
    return dt.timedelta(days=term.slack[1])
