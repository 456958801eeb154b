"""Two times of a text and the span that it tells between them: "on April 5, three days after the invasion of April 2".

The times are those of the sentence, or what the text has dated elsewhere by name ("the referendum of June 23").
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify.counts import COUNT, count
from detente.verify.passages import Passage, passages
from detente.verify.verdicts import Judged, against, finding, supported

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 5.0, "month": 20.0, "year": 150.0}
"""Days by which a span so counted may be off: both ends counted, weeks begun, months and years not full."""
_ABOUT = r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|less than|just|barely|only|exactly)\s)?"
_COUNTED = re.compile(
    rf"\b{_ABOUT}(?P<n>{COUNT})\s(?P<unit>day|week|month|year)s?\s(?P<way>after|before|later|earlier|afterwards)\b",
    re.IGNORECASE,
)
_BACK = frozenset({"before", "earlier"})
_REACH = 70
"""Characters between a time and the span counted from or to it."""
_BREAK = re.compile(r"[;:]|\.\s|\b(?:while|but|until|since|said|says)\b")
_ASIDE = re.compile(r"[;:]|\.\s|\b(?:and|or|while|but|until|since|said|says|who|which|whose|when|where|as)\b")
"""Words after which a time is that of another thing."""
_DATE = re.compile(r"\b(?:1[6-9]|20)\d\d\b|[A-Z][a-z]{2,8}\.?\s\d{1,2}\b|\d{1,2}\s[A-Z][a-z]{2,8}")
_AT = re.compile(r",?\s(?:(?:in|on)\s)?(?:early\s|late\s|mid-)?")
_NAMED = re.compile(
    r"\b[Tt]he\s(?:[a-z]+\s){0,2}?(?P<what>[a-z]{4,})\s(?:(?:attempt|vote|summit)\s)?(?:of|on|in)\s(?=[A-Z]|\d)"
)
_BARE = re.compile(r"\s(?:the|that)\s(?P<what>[a-z]{4,})(?=[,.;]|$|\s(?:and|but|he|she|it|they|gave|was|were|had)\b)")


@dataclass(frozen=True, slots=True)
class _Times:
    """The time told first and the one it is counted from, with the words of the sentence that tell both."""

    start: int
    end: int
    told: tuple[dt.date, dt.date]
    base: tuple[dt.date, dt.date]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about spans between two dated things."""
    for match in _COUNTED.finditer(passage.text):
        way = match["way"].lower()
        both = _to(passage, match) if way in {"after", "before"} else _from(passage, match)
        judged = _judge(match, both) if both is not None else None
        if both is not None and judged is not None:
            yield finding(passage.document, passage.span(both.start, both.end), judged, passage.whole)


def _to(passage: Passage, match: re.Match[str]) -> _Times | None:
    """ "DATE, so long after DATE", or after what the text has dated elsewhere."""
    told = _before(passage, match.start())
    if told is None:
        return None
    rest = passage.text[match.end() :]
    there = [t for t in _precise(passage) if t.start >= match.end()]
    if there and there[0].start - match.end() <= 2 * _REACH and not _ASIDE.search(rest[: there[0].start - match.end()]):
        base = there[0]
        if told.when.precision == base.when.precision == "year":
            # From year to year `calendar` counts.
            return None
        return _Times(told.start, base.end, _ends(told), _ends(base))
    bare = _BARE.match(passage.text, match.end())
    dates = _dated(passage).get(bare["what"], set()) if bare is not None else set()
    if bare is None or len(dates) != 1:
        return None
    return _Times(told.start, bare.end(), _ends(told), next(iter(dates)))


def _from(passage: Passage, match: re.Match[str]) -> _Times | None:
    """ "DATE and DATE, so long later", "DATE, and so long later, on DATE": no third time stands between."""
    there = _precise(passage)
    after = [t for t in there if t.start >= match.end() and _AT.fullmatch(passage.text[match.end() : t.start])]
    before = [t for t in there if t.end <= match.start()]
    if after and before:
        told, base = after[0], before[-1]
    elif len(before) >= 2 and re.fullmatch(r"(?:,|\s\()\s?", passage.text[before[-1].end : match.start()]):
        told, base = before[-1], before[-2]
    else:
        return None
    start, end = min(told.start, base.start), max(told.end, match.end())
    if end - start > 3 * _REACH or _BREAK.search(passage.text[base.end : max(told.start, base.end)]):
        return None
    return _Times(start, end, _ends(told), _ends(base))


def _before(passage: Passage, at: int) -> TimeMention | None:
    """The one time that stands shortly before a place in the sentence, nothing of another clause between."""
    there = [t for t in _precise(passage) if t.end <= at]
    if not there or at - there[-1].end > _REACH or _BREAK.search(passage.text[there[-1].end : at]):
        return None
    return there[-1]


def _precise(passage: Passage) -> list[TimeMention]:
    """The times of a sentence that are told as a day, a month or a year, not as "last week" or "two years ago"."""
    return [
        t for t in passage.times
        if t.when.precision in {"day", "month", "year"}
        and _DATE.search(passage.text[t.start : t.end])
    ]  # fmt: skip


def _ends(time: TimeMention) -> tuple[dt.date, dt.date]:
    return time.when.start, time.when.end


def _dated(passage: Passage) -> dict[str, set[tuple[dt.date, dt.date]]]:
    """What the document has dated by name, with the date or dates of each."""
    found: dict[str, set[tuple[dt.date, dt.date]]] = {}
    for other in passages(passage.document):
        for match in _NAMED.finditer(other.text):
            for time in _precise(other):
                if time.start == match.end() and time.when.precision in {"day", "month"}:
                    found.setdefault(match["what"], set()).add(_ends(time))
    return found


def _judge(match: re.Match[str], times: _Times) -> Judged | None:
    """The span that was counted against that between the two times; the order counts too."""
    unit = match["unit"].lower()
    back = match["way"].lower() in _BACK
    told = count(match["n"]) * _DAYS[unit] * (-1 if back else 1)
    low = (times.told[0] - times.base[1]).days
    high = (times.told[1] - times.base[0]).days
    slack = _SLACK[unit] + (0.2 * abs(told) if match["about"] else 0.0)
    what = _described(times, back=back)
    if low - slack <= told <= high + slack:
        return supported(what)
    # Spans counted in whole months and years are often cut short, those in weeks rounded.
    if low - 1.5 * slack - 0.1 * abs(told) <= told <= high + 1.5 * slack + 0.1 * abs(told):
        return None
    return against(what, None)


def _described(times: _Times, *, back: bool) -> str:
    """The two times in their order, and the days between them."""
    base, told = times.base[0], times.told[0]
    if (told < base) != back and told != base:
        return f"{told.isoformat()} comes {'before' if told < base else 'after'} {base.isoformat()}."
    first, second = sorted((base, told))
    return f"From {first.isoformat()} to {second.isoformat()} it is {(second - first).days} days."
