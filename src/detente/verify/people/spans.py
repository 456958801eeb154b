"""The times of a claim of office against the terms of others: how it is put in words, and whether rows leave no gap."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from detente.reference.terms import Term
from detente.settings import load
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.times.dates import Window

_DAY = dt.timedelta(days=1)
_LAG = 7
"""So many days after leaving an office one is still told with its title: "X, his minister, resigned on the 19th"."""
_SWORN_IN = dt.timedelta(days=45)
"""How long one may act before being sworn in."""


def told(claim: OfficeClaim) -> str:
    """The time of a claim, as words of a sentence."""
    if claim.kind == "span":
        return f"from {_label(claim.windows[0])} to {_label(claim.windows[1])}"
    words = {"start": "beginning", "end": "ending"}.get(claim.kind, "")
    return " ".join(
        filter(
            None,
            (
                words,
                "in" if claim.windows[0][0] != claim.windows[0][1] else "on",
                " or ".join(dict.fromkeys(_label(window) for window in claim.windows[:3])),
            ),
        )
    )


def _label(window: Window) -> str:
    lo, hi = window
    if lo == hi:
        return lo.isoformat()
    if lo.year == hi.year and (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return str(lo.year)
    if (lo.year, lo.month) == (hi.year, hi.month):
        return lo.isoformat()[:7]
    return f"{lo.isoformat()} to {hi.isoformat()}"


def spans(claim: OfficeClaim) -> Iterator[Window]:
    """The windows of a claim through each of which somebody holds the office, if it is true."""
    if claim.kind == "span":
        yield claim.windows[0][1], claim.windows[1][0]
    else:
        yield from claim.windows


def overlap(term: Term, windows: Iterable[Window]) -> int:
    """How many days of some windows lie in a term."""
    return sum(max(0, (min(hi, term.last) - max(lo, term.start)).days + 1) for lo, hi in windows)


def covered(lo: dt.date, hi: dt.date, terms: Sequence[Term], margin: dt.timedelta | None = None) -> bool:
    """Whether terms leave no gap from some margin before the first day to some margin after the last."""
    if lo > hi:
        lo, hi = hi, lo
    margin = dt.timedelta(days=load().verify.margin_days) if margin is None else margin
    place = lo - margin
    for term in sorted(terms, key=lambda term: term.start):
        if term.start > place + dt.timedelta(days=3 + term.slack[0]):
            return False
        place = max(place, term.last + _DAY)
    return place > hi + margin or (place > hi and any(t.end is None for t in terms))


# --- a claim against a term ------------------------------------------------------------------------------------

_ACTING = re.compile(r"\bacting until (?:(?P<day>\d{4}-\d\d-\d\d)|(?P<month>[A-Z]\w+ \d{4}))\b")


def confirmed(term: Term) -> dt.date | None:
    """The day, or the first of the month, in which somebody who acted at first was put into the office for good."""
    match = _ACTING.search(term.note)
    if match is None:
        return None
    return dt.date.fromisoformat(match["day"]) if match["day"] else dt.datetime.strptime(match["month"], "%B %Y").date()


def first_day(claim: OfficeClaim) -> dt.date:
    """The first day that a claim may be about."""
    return min((window[0] for window in claim.windows), default=dt.date.min)


def last_day(claim: OfficeClaim) -> dt.date:
    """The last day that a claim may be about."""
    return max((window[1] for window in claim.windows), default=dt.date.max)


def leeway(term: Term, end: int = 0, window: Window | None = None) -> dt.timedelta:
    """How far a stated start (0) or end (1) may be from that of a term: less where it is told to the month or day."""
    limits = load().verify
    precise = window is not None and window[1] - window[0] <= dt.timedelta(days=31)
    return dt.timedelta(days=(limits.precise_days if precise else limits.tolerance_days) + term.slack[end])


def _near(window: Window, day: dt.date, slack: dt.timedelta) -> bool:
    return window[0] - slack <= day <= window[1] + slack


def fits(claim: OfficeClaim, term: Term) -> bool:
    """Whether a claim agrees with a term, within what the claim's words and the table's precision leave open."""
    if claim.kind == "span":
        begin, end = claim.windows
        if not _near(begin, term.start, leeway(term, 0, begin)):
            return False
        if term.end is None:
            return end[0] <= term.known_through
        return _near(end, term.end, leeway(term, 1, end))
    if claim.kind == "start":
        lead = dt.timedelta(days=load().verify.election_days)
        days = [day for day in (term.start, confirmed(term)) if day is not None]
        return any(
            _near(window, day, leeway(term, 0, window)) or window[0] - _SWORN_IN <= day <= window[1] + lead
            for window in claim.windows
            for day in days
        )
    if claim.kind == "end":
        return term.end is not None and any(_near(w, term.end, leeway(term, 1, w)) for w in claim.windows)
    early, late = (dt.timedelta(days=days + lag) for days, lag in zip(term.slack, (1, _LAG), strict=True))
    return any(
        term.start - early <= hi and lo <= term.last + late and not (claim.own == 0 and only_touches(term, (lo, hi)))
        for lo, hi in claim.windows
    )


_BRIEF, _LONG, _PART = dt.timedelta(days=20), dt.timedelta(days=40), 0.2
"""A month or so that is told around a title, with less than this part of it in the term, is that of a change."""


def only_touches(term: Term, window: Window) -> bool:
    """Whether a month told around a sentence is that of a change of office, of which a term has some days alone."""
    length = window[1] - window[0]
    month = _BRIEF < length < _LONG and term.end is not None and not any(term.slack)
    return month and overlap(term, (window,)) < _PART * (length.days + 1)


def joined(claim: OfficeClaim, terms: Sequence[Term]) -> Term | None:
    """The first of several terms in a row of one person that a claimed span covers from first start to last end."""
    if claim.kind != "span":
        return None
    for first in (t for t in terms if _near(claim.windows[0], t.start, leeway(t))):
        last = first
        for term in sorted((t for t in terms if t.country == first.country), key=lambda t: t.start):
            if last.start < term.start <= last.last + dt.timedelta(days=366):
                last = term
                if last.end is not None and _near(claim.windows[1], last.end, leeway(last, 1)):
                    return first
    return None


def within(claim: OfficeClaim, term: Term) -> bool:
    """Whether a claimed span lies inside a term, so that only its ends may be wrong."""
    begin, end = claim.windows
    return begin[1] >= term.start - leeway(term) and end[0] <= term.last + leeway(term, 1)


def sticks_out(claim: OfficeClaim, term: Term) -> bool:
    """Whether a claimed span has half a year or more in common with a term and reaches well beyond one of its ends.

    Somebody may head the government before leading the state, so a start is let be that is up to two years early.
    """
    if claim.kind != "span" or term.end is None:
        return False
    (_, begin), (end, _) = claim.windows
    common = min(end, term.end) - max(begin, term.start)
    early = term.start - begin > dt.timedelta(days=730)
    return common > dt.timedelta(days=180) and (early or end - term.end > leeway(term, 1))


def distance(claim: OfficeClaim, term: Term) -> int:
    """How many days lie between the times of a claim and a term; 0 where they overlap."""
    lo, hi = first_day(claim), last_day(claim)
    return max((term.start - hi).days, (lo - term.last).days, 0)
