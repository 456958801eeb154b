"""The times of a claim of office against the terms of others: how it is put in words, and whether rows leave no gap."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from detente.reference.terms import Term
from detente.settings import load
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.windows import Window

_DAY = dt.timedelta(days=1)


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
