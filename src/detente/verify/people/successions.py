"""Offices that a sentence implies without naming them: whom somebody succeeded, whose government acted, who came when.

"Koizumi, who succeeded Yoshiro Mori in April 2001", "the government of X signed in April 2022", "no American president
since Y came in 1998". A person must be known to the record by full name; what the sentence leaves open is let be.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference import names
from detente.reference.posts import AMBASSADOR, held_alone
from detente.reference.terms import LEADER, Term, Terms
from detente.settings import load
from detente.verify.passages import Passage
from detente.verify.people import handovers, office_claims, titles
from detente.verify.people.namesakes import namesakes
from detente.verify.people.windows import told_later
from detente.verify.verdicts import Judged, against, doubtful, finding, source_of, supported, unverifiable

_SINGLE = held_alone() | {"government_spokesperson"}
_HEADS = frozenset({"head_of_state", "head_of_government", LEADER})
_N = office_claims.NAME
_SUCCEEDED = re.compile(
    rf"(?P<s>{_N}),?\s(?:(?:who|which)\s)?(?:has\s|had\s|formally\s)?(?:succeeded|replaced|ousted|unseated|displaced"
    rf"|supplanted|took the place of|took over (?:the (?P<m>[\w ]{{3,50}}?) )?from"
    rf"|takes over from|followed)\s(?:his |her |the )?(?P<t>[a-z][a-z ]{{3,30}}\s)??(?P<p>{_N})"
    r"(?P<rest>[^.;]{0,90})"
)
_BY = re.compile(
    rf"(?P<p>{_N}),?\s(?:(?:who)\s)?(?:was|has been|had been)\s(?:succeeded"
    rf"|replaced)\sby\s(?:the )?(?P<s>{_N})(?P<rest>[^.;]{{0,90}})"
)
_GOVERNMENT = re.compile(
    rf"\b(?:(?:the\s)?(?:government|administration|cabinet|presidency|premiership)\sof\s(?:President\s"
    rf"|Prime Minister\s)?(?P<a>{_N})"
    rf"|(?P<b>{_N})['’]s?\s(?:government|administration|cabinet|presidency|premiership))"
)
_SINCE = re.compile(
    rf"\b(?:president|prime minister|premier|leader|chancellor|head of (?:state"
    rf"|government))\b[^.;]{{0,70}}?\bsince\s(?P<w>[^.;,]{{0,24}},\swhen\s)?"
    rf"(?P<n>{_N})\s"
)
_LATELY = dt.timedelta(days=800)
"""Somebody who left an office this long before its next holder came, with an acting one between, was not followed."""
_OF_STATE = re.compile(rf"\b(?:with|met|meets|hosted|received|invited|joined|and)\s(?P<n>{_N})\sof\s")
_POST = re.compile(
    rf"['’]s,\s(?P<n>{_N}),\s(?:has held|held|took|has had)\s(?:the|that)\s(?:post|job|office"
    rf"|position)\s(?:since|in|from)\s"
)
"""The office is that of the sentence before: "the two foreign ministers. Pakistan's, X, has held the post"."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about who followed whom, and about who led a state when something was done."""
    told = list(_successions(passage, record))
    for start, end, judged in (*told, *_leaders(passage, record), *_posts(passage, record)):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)
    yield from handovers.find(passage, record, [(start, end) for start, end, _ in told])


# --- who followed whom ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Handover:
    """Somebody is said to have followed somebody in an office; `offices` is empty where it is not named."""

    successor: str
    predecessor: str
    offices: frozenset[str]
    window: tuple[dt.date, dt.date] | None


def _successions(passage: Passage, record: Terms) -> Iterator[tuple[int, int, Judged]]:
    for pattern in (_SUCCEEDED, _BY):
        for match in pattern.finditer(passage.text):
            told = _handover(match, passage)
            judged = _judge(told, record, passage.published)
            if judged is not None:
                yield match.start(), match.end("p" if pattern is _SUCCEEDED else "s"), judged


def _handover(match: re.Match[str], passage: Passage) -> _Handover:
    groups = match.groupdict()
    named = titles.offices_named(_office_words(match, passage)) - {titles.ANY, AMBASSADOR}
    named |= handovers.named_offices(groups.get("m") or "")
    after = [
        t for t in passage.times
        if match.start("rest") <= t.start < match.end() and not re.search(
            r"\b(?:who|which|when|while|but|and|after|before|said"
            r"|until)\b", passage.text[match.start("rest") : t.start])
    ]  # fmt: skip
    when = (after[0].when.start, after[0].when.end) if after else None
    successor, predecessor = (handovers.bare(match[key]) for key in ("s", "p"))
    return _Handover(
        office_claims.whole_name(successor, passage), office_claims.whole_name(predecessor, passage),
        frozenset(named), when,
    )  # fmt: skip


def _office_words(match: re.Match[str], passage: Passage) -> str:
    """The words in which the office would be named: before the first name, before the second, and after "as"."""
    as_office = re.match(r"\s(?:as|in the post of|in the job of|at the)\s([^,.;]{3,50})", match["rest"])
    lead = passage.text[max(0, match.start() - 30) : match.start()]
    title = re.search(r"(?:[A-Z][a-z]+\s){1,3}$|[a-z ]+$", lead)
    told = match.string[match.start() : match.start("rest")]
    return " . ".join(filter(None, (as_office and as_office[1], match.groupdict().get("t"), title and title[0], told)))


def _judge(told: _Handover, record: Terms, published: dt.date | None) -> Judged | None:
    later = [t for t in _terms(told.successor, record) if not told.offices or t.office in told.offices]
    earlier = [t for t in _terms(told.predecessor, record) if not told.offices or t.office in told.offices]
    if told.window is not None:
        began = [t for t in later if _near(t.start, told.window)]
    else:
        began = [t for t in later if published is None or t.start <= published]
        began = began if len({(t.country, t.office) for t in began}) == 1 else []
    if not began:
        return _turned(told, later, earlier)
    found = [judged for term in began for judged in (_before(term, told.predecessor, record),) if judged is not None]
    order = ("supported", "unverifiable", "doubtful", "contradicted")
    return min(found, key=lambda judged: order.index(judged.verdict), default=None)


def _before(term: Term, predecessor: str, record: Terms) -> Judged | None:
    """Whether the record has somebody else in an office until a term began."""
    if term.office not in _SINGLE:
        return None
    margin = dt.timedelta(days=load().verify.margin_days) + dt.timedelta(days=term.slack[0])
    held = [t for t in record.in_country(term.country) if handovers.key(t) == handovers.key(term) and t.end is not None]
    held = [t for t in held if abs(t.end - term.start) <= margin + dt.timedelta(days=t.slack[1])]  # type: ignore[operator]
    held = [t for t in held if not any(names.similar(term.person, name) for name in t.names)]
    if not held:
        return _after_a_gap(term, predecessor, record)
    same = [t for t in held if any(names.match(predecessor, name) for name in t.names)]
    if same:
        return supported(f"The record has {same[0].described()}; then {term.person}.", source_of(same[0]))
    if " " not in predecessor:
        return None
    if any("acting" in t.note for t in held) and not _left_long_ago(term, predecessor, record):
        return None
    best = max(held, key=lambda t: t.strong)
    told = against if term.strong and best.strong else doubtful
    return told(f"The record has {best.described()}; then {term.person}.", source_of(best))


def _after_a_gap(term: Term, predecessor: str, record: Terms) -> Judged | None:
    """The same for an office that was vacant for a while: only one who had left it long ago was surely not the last."""
    last = handovers.before_a_gap(
        [t for t in record.in_country(term.country) if handovers.key(t) == handovers.key(term)], term
    )
    if not last or not term.strong or not last[0].strong or not _left_long_ago(term, predecessor, record):
        return None
    return against(f"The record has {last[0].described()}; then {term.person}.", source_of(last[0]))


def _left_long_ago(term: Term, predecessor: str, record: Terms) -> bool:
    """Whether somebody had left an office for good well before a term in it began."""
    own = [t for t in record.in_country(term.country) if handovers.key(t) == handovers.key(term)]
    ends = [t.end for t in own if any(names.match(predecessor, name) == "full" for name in t.names)]
    return bool(ends) and all(end is not None and end < term.start - _LATELY for end in ends)


def _turned(told: _Handover, later: Sequence[Term], earlier: Sequence[Term]) -> Judged | None:
    """The one who is said to have followed was in office before the other."""
    for one in later:
        others = [t for t in earlier if (t.country, t.office) == (one.country, one.office)]
        if not others or one.office not in _SINGLE or one.end is None:
            continue
        first = min(others, key=lambda t: t.start)
        if one.end <= first.start + dt.timedelta(days=31) and all(
            t.end is not None and t.end <= first.start + dt.timedelta(days=31) for t in later if t.office == one.office
        ):
            why = f"The record has {one.described()}, and {first.described()}: the other way round."
            return against(why, source_of(first)) if one.strong and first.strong else doubtful(why, source_of(first))
    return None


def _posts(passage: Passage, record: Terms) -> Iterator[tuple[int, int, Judged]]:
    for match in _POST.finditer(passage.text):
        state = next((n.code for n in passage.named if n.end == match.start()), None)
        before = passage.before.text if passage.before is not None else ""
        offices = titles.offices_named(re.sub(r"\b(minister|secretar|president)(?:ies|s)\b", r"\1", before)) - {
            titles.ANY
        }
        time = next((t for t in passage.times if t.start >= match.end() - 6), None)
        office = offices.pop() if len(offices) == 1 else None
        if state is None or office not in _SINGLE or time is None:
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
        yield from _held(passage, record, handovers.bare(name), match, None)
    for match in _SINCE.finditer(passage.text):
        yield from _held(passage, record, handovers.bare(match["n"]), match, None)
    for match in _OF_STATE.finditer(passage.text):
        state = next((n for n in passage.named if n.start == match.end() or n.start == match.end() + 4), None)
        if state is not None and state.kind == "country":
            yield from _held(passage, record, handovers.bare(match["n"]), match, state.code)


def _held(
    passage: Passage, record: Terms, name: str, match: re.Match[str], country: str | None
) -> Iterator[tuple[int, int, Judged]]:
    person = office_claims.whole_name(name, passage)
    terms = _closed([t for t in _terms(person, record) if t.office in _HEADS and country in (None, t.country)])
    time = _time(passage, match, since=match.re is _SINCE)
    later = told_later(passage, match.start()) is not None
    if " " not in person or not terms or time is None or later or len({t.country for t in terms}) != 1:
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
    text = passage.text
    clause = r"[;:]|,\s(?:who|which|when|where|but|and)\b|\b(?:who|which|after|before|since|until|while)\b"
    after = [t for t in passage.times if t.start >= match.end() and not re.search(clause, text[match.end() : t.start])]
    before = [t for t in passage.times if t.end <= match.start() and not re.search(clause, text[t.end : match.start()])]
    if since and match["w"]:
        inside = [t for t in passage.times if t.start < match.end("w") and match.start("w") < t.end]
        return inside[-1] if inside else None
    found = after[:1] or ([] if since else before[-1:])
    return found[0] if found and not re.search(r"\b(?:by|until|before|after|of)\s$", text[: found[0].start]) else None


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
