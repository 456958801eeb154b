"""Which of two events came first, told by the time between them: "seven months after Nixon's handshake in Beijing".

Each of the two is dated by the sentence or by a row of the record that fits its words (`likeness`). That the order is
turned round shows where the record has just the time that is told between the two, in the other direction, and no two
rows that fit have it in the direction told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding, When
from detente.verify import clauses
from detente.verify.history import likeness, traits
from detente.verify.history.scenes import Scene
from detente.verify.history.traits import Row
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times.told import has_year, in_a_tale
from detente.verify.verdicts import Judged, against, finding, supported

_APART = re.compile(
    rf"\b(?P<n>{COUNT}|[Aa]|[Tt]he)\s(?P<unit>day|week|month|year)s?\s(?P<way>after|before|ahead\sof)\s"
    r"(?!(?:that|this|those|these|it|him|her|them|which|whom)\b)"
)
_THERE = re.compile(r"\bthere\b")
"""A place that other words tell: what happened "there" is told by half."""
_END = re.compile(r"[;:]|\.\s|,\s(?:and|but|while|which|who)\s|$")
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK, _UNITS = 0.2, 0.6
"""The part of a time, and the units of it, by which it may be off from that of the record."""
_POINTS, _TOLD = 2.5, 2.0
"""What a row must fit and tell to be one that the words may mean."""
_MOST = 6
"""No more rows than these, the best, are taken for what some words may mean."""
_HALF = 0.6
"""A row that fits by less than this part of what the best does is not meant."""
_SHARED = 2
"""So many words of a row must stand in the text for it to be looked at."""
_LONG = 400

_Span = tuple[dt.date, dt.date]
_Dated = tuple[_Span, Row | None]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the order of two events in a sentence that tells how long after one the other was."""
    for match in _APART.finditer(passage.text):
        if in_a_tale(passage.text[: match.start()]):
            continue
        stop = _END.search(passage.text, match.end())
        after = (match.end(), stop.start() if stop is not None else len(passage.text))
        if _THERE.search(passage.text[slice(*after)]):
            continue
        judged = _judge(match, _dated(passage, (0, match.start())), _dated(passage, after))
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), after[1]), judged, passage.whole)


def _dated(passage: Passage, span: tuple[int, int]) -> list[_Dated]:
    """The times that some words may be of: the last that they tell to the month, else of the rows that fit them."""
    told = [t for t in passage.times if span[0] <= t.start and t.end <= span[1] and _is_exact(passage, t)]
    if told:
        return [((told[-1].when.start, told[-1].when.end), None)]
    return [((row.start, row.end), row) for row in _rows(passage, span)]


def _is_exact(passage: Passage, time: TimeMention) -> bool:
    """Whether a time is told to the month or the day, of a year that is told or that of the report."""
    now = passage.published
    near = now is not None and abs((now - time.when.start).days) < _LONG
    return time.when.precision in {"day", "month"} and (has_year(passage, time) or near)


def _rows(passage: Passage, span: tuple[int, int]) -> list[Row]:
    """The rows that some words of a sentence fit best."""
    doc = clauses.parsed(passage.text)
    inside = frozenset(token.i for token in doc if span[0] <= token.idx < span[1])
    now = passage.published or dt.date.max
    time = TimeMention(*span, When(now, now, "day", "stated", ""))
    scene = Scene(passage, time, inside, slack=1)
    roots = {w[: traits.ROOT].lower() for w in re.findall(r"[A-Za-zÀ-ÿ]{3,}", passage.text[slice(*span)])}
    there = {n.code for n in passage.named} | set(passage.states[:3]) | {c for _, codes in passage.led for c in codes}
    fits = []
    for thing, start, end in traits.dated():
        if len(traits.roots_of(thing) & roots) < _SHARED or start > now:
            continue
        if thing.parties and thing.parties.isdisjoint(there):
            continue
        row = traits.row_of(thing, start, end)
        one = likeness.loose(row, scene)
        if one is not None and one.points >= _POINTS and one.told >= _TOLD and len(one.missing) <= 1:
            fits.append((one.points, row))
    best = sorted(fits, key=lambda pair: -pair[0])[:_MOST]
    return [row for points, row in best if points >= _HALF * best[0][0]]


def _judge(match: re.Match[str], left: Sequence[_Dated], right: Sequence[_Dated]) -> Judged | None:
    """Whether any pair lies as far apart as is told; if none does, whether one does in the other direction."""
    length = (1 if match["n"].lower() in {"a", "the"} else count(match["n"])) * _DAYS[match["unit"]]
    sign = 1 if match["way"] == "after" else -1
    pairs = [(one, other) for one in left for other in right if one[1] is not None or other[1] is not None]
    slack = max(_SLACK * length, _UNITS * _DAYS[match["unit"]])
    for (span, row), (base, root) in pairs:
        if _lies(span, base, sign * length, slack):
            known = root or row
            return supported(_why(row, root), known.source if known is not None else None)
    for (span, row), (base, root) in pairs:
        known = root or row
        if known is not None and known.source.strong and _lies(span, base, -sign * length, slack) and row != root:
            return against(_why(row, root), known.source)
    return None


def _lies(one: _Span, other: _Span, days: float, slack: float) -> bool:
    """Whether a time lies so many days after another one, by any of the days that either may be."""
    least, most = (one[0] - other[1]).days, (one[1] - other[0]).days
    return least - slack <= days <= most + slack and (abs(days) > slack or least > 0 or most < 0)


def _why(row: Row | None, root: Row | None) -> str:
    return " ".join(f"The record has {known.described()}." for known in (row, root) if known is not None)
