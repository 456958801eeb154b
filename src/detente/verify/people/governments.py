"""Offices that a sentence implies without a title beside the name: whose government acted, who came when, whose post.

"The government of X signed in April 2022", "no American president since Y came in 1998", "Pakistan's, X, has held the
post". A person must be known to the record by full name; what the sentence leaves open is let be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference import names
from detente.reference.terms import HEADS, Term, Terms
from detente.settings import load
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, titles
from detente.verify.people.handovers import SINGLE_OFFICES
from detente.verify.people.namesakes import namesakes
from detente.verify.people.windows import told_later
from detente.verify.verdicts import Judged, against, doubtful, finding, source_of, supported, unverifiable

_N = office_words.NAME
_GOVERNMENT = re.compile(
    rf"\b(?:(?:the\s)?(?:government|administration|cabinet|presidency|premiership)\sof\s(?:President\s"
    rf"|Prime Minister\s)?(?P<a>{_N})"
    rf"|(?P<b>{_N})['’]s?\s(?:government|administration|cabinet|presidency|premiership))"
)
_SINCE = re.compile(
    rf"\b(?:president|prime minister|premier|leader|chancellor|head of (?:state"
    rf"|government))\b[^.;]{{0,110}}?\bsince\s(?P<w>[^.;,]{{0,24}},\swhen\s)?"
    rf"(?P<n>{_N})\s"
)
_OF_STATE = re.compile(rf"\b(?:with|met|meets|hosted|received|invited|joined|and)\s(?P<n>{_N})\sof\s")
_AS = re.compile(
    rf"\b(?P<n>{_N})\s(?:came|went|flew|travell?ed|returned|visited|arrived|spoke|signed|was (?:here|there))\b"
    r"[^.;,]{0,50}?\sas\s(?:the\s)?"
    r"(?P<t>(?:prime|foreign|defen[cs]e)\sminister|premier|president|chancellor|secretary of state)\b"
)
"""In what office somebody did something: "In June 2003 X came to Beijing as prime minister"."""
_KNOWN = 1946
"""The table of leaders begins the year before."""
_POST = re.compile(
    rf"['’]s,\s(?P<n>{_N}),\s(?:has held|held|took|has had)\s(?:the|that)\s(?:post|job|office"
    rf"|position)\s(?:since|in|from)\s"
)
"""The office is that of the sentence before: "the two foreign ministers. Pakistan's, X, has held the post"."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about who led a state when something was done, and about who has held a post since when."""
    for start, end, judged in (*_leaders(passage, record), *_posts(passage, record)):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


# --- who has the post that was named before ----------------------------------------------------------------


def _posts(passage: Passage, record: Terms) -> Iterator[tuple[int, int, Judged]]:
    for match in _POST.finditer(passage.text):
        state = next((n.code for n in passage.named if n.end == match.start()), None)
        before = passage.before.text if passage.before is not None else ""
        offices = titles.offices_named(re.sub(r"\b(minister|secretar|president)(?:ies|s)\b", r"\1", before)) - {
            titles.ANY
        }
        time = next((t for t in passage.times if t.start >= match.end() - 6), None)
        office = offices.pop() if len(offices) == 1 else None
        if state is None or office not in SINGLE_OFFICES or time is None:
            continue
        judged = _since(match["n"], state, office, time, record)
        if judged is not None:
            yield match.start("n"), time.end, judged


def _since(name: str, state: str, office: str, time: TimeMention, record: Terms) -> Judged | None:
    """Somebody is said to have taken a state's office at a time."""
    there = [
        t for t in record.in_country(state) if t.office == office and _near(t.start, (time.when.start, time.when.end))
    ]
    if not there:
        return None
    best = max(there, key=lambda t: t.strong)
    if any(names.match(name, other) for t in there for other in t.names):
        return supported(f"The record has {best.described()}.", source_of(best))
    return against(f"The record has {best.described()}.", source_of(best)) if " " in name else None


# --- who led when ------------------------------------------------------------------------------------------


def _leaders(passage: Passage, record: Terms) -> Iterator[tuple[int, int, Judged]]:
    for match in _GOVERNMENT.finditer(passage.text):
        name = match["a"] or match["b"]
        dated = any(clauses.dates(passage.text, match.span(), (t.start, t.end)) for t in passage.times)
        if not dated and _when(passage, match) is None:
            continue
        yield from _held(passage, record, office_words.bare(name), match, None)
    for match in _SINCE.finditer(passage.text):
        yield from _held(passage, record, office_words.bare(match["n"]), match, None)
    for match in _AS.finditer(passage.text):
        yield from _held(passage, record, office_words.bare(match["n"]), match, None)
    for match in _OF_STATE.finditer(passage.text):
        state = next((n for n in passage.named if n.start == match.end() or n.start == match.end() + 4), None)
        if state is not None and state.kind == "country":
            yield from _held(passage, record, office_words.bare(match["n"]), match, state.code)


def _when(passage: Passage, match: re.Match[str]) -> TimeMention | None:
    """ "In September 2012, when the government of X bought": the time that leads the clause."""
    return next((t for t in passage.times if _LED.fullmatch(passage.text[t.end : match.start()])), None)


_LED = re.compile(r",\swhen\s(?:the\s)?")


def _held(
    passage: Passage, record: Terms, name: str, match: re.Match[str], country: str | None
) -> Iterator[tuple[int, int, Judged]]:
    person = persons.whole_name(name, passage)
    offices = titles.offices_named(match["t"]) if match.re is _AS else HEADS
    terms = _closed([t for t in _terms(person, record) if t.office in offices and country in (None, t.country)])
    time = _time(passage, match, since=match.re is _SINCE)
    later = told_later(passage, match.start()) is not None
    if " " not in person or not terms or time is None or later or len({t.country for t in terms}) != 1:
        return
    if time.when.end.year < _KNOWN:
        return
    judged = _at(terms, (time.when.start, time.when.end), past_only=match.re is _OF_STATE)
    if judged is not None:
        yield match.start(), max(match.end(), time.end), judged


def _closed(terms: Sequence[Term]) -> list[Term]:
    """The terms without those whose end one table leaves open and another one knows."""
    ended = [t for t in terms if t.end is not None]
    near = dt.timedelta(days=60)
    return [t for t in terms if t.end is not None or not any(abs(e.start - t.start) < near for e in ended)]


def _time(passage: Passage, match: re.Match[str], *, since: bool) -> TimeMention | None:
    """The one time that goes with a person: after the name in its clause, else before it there."""
    leading = _when(passage, match)
    if match.re is _GOVERNMENT and leading is not None:
        return leading
    text = passage.text
    clause = r"[;:]|,\s(?:who|which|when|where|but|and)\b|\b(?:who|which|after|before|since|until|while)\b"
    there = [
        t for t in passage.times
        if match.re is not _GOVERNMENT or clauses.dates(passage.text, match.span(), (t.start, t.end))
    ]  # fmt: skip
    after = [t for t in there if t.start >= match.end() and not re.search(clause, text[match.end() : t.start])]
    before = [t for t in there if t.end <= match.start() and not re.search(clause, text[t.end : match.start()])]
    if since and match["w"]:
        inside = [t for t in passage.times if t.start < match.end("w") and match.start("w") < t.end]
        return inside[-1] if inside else None
    found = after[:1] or ([] if since else before[-1:])
    return (
        found[0]
        if found and not re.search(r"\b(?:by|until|since|before|after|of)\s$", text[: found[0].start])
        else None
    )


def _at(terms: Sequence[Term], window: tuple[dt.date, dt.date], *, past_only: bool) -> Judged | None:
    slack = dt.timedelta(days=load().verify.tolerance_days)
    lo, hi = window
    fitting = [t for t in terms if t.start - slack <= hi and lo <= t.last + slack]
    if fitting:
        return supported(f"The record has {fitting[0].described()}.", source_of(fitting[0]))
    if any(t.end is None and t.known_through < lo for t in terms):
        return unverifiable(
            f"The record has {terms[-1].described()}, and does not reach further.", source_of(terms[-1])
        )
    best = min(terms, key=lambda t: max((t.start - hi).days, (lo - t.last).days))
    why = f"The record has {best.described()}, not then."
    if past_only and best.start > hi:
        return doubtful(why, source_of(best))
    return against(why, source_of(best))


def _terms(person: str, record: Terms) -> list[Term]:
    """The terms of a person by full name; those of one state only."""
    if " " not in person:
        return []
    return [term for term, how in namesakes(person, record) if how == "full"]


def _near(day: dt.date, window: tuple[dt.date, dt.date]) -> bool:
    slack = dt.timedelta(days=load().verify.precise_days)
    return window[0] - slack <= day <= window[1] + slack
