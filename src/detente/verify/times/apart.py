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
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"day": 1.0, "week": 5.0, "month": 20.0, "year": 150.0}
"""Days by which a span so counted may be off: both ends counted, weeks begun, months and years not full."""
_WIDEST = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days that a time may span to say anything on a span so counted."""
_ABOUT = r"(?:(?P<about>nearly|almost|about|some|around|roughly|more than|over|less than|just|barely|only|exactly)\s)?"
_COUNTED = re.compile(
    rf"\b{_ABOUT}(?P<n>{COUNT})\s(?P<unit>day|week|month|year)s?\s(?P<way>after|before|later|earlier|afterwards)\b",
    re.IGNORECASE,
)
_BACK = frozenset({"before", "earlier"})
_REACH = 70
"""Characters between a time and the span counted from or to it."""
_BREAK = re.compile(r"[;:]|\.\s|\b(?:while|but|until|since|said|says)\b")
_ASIDE = re.compile(r"[;:]|\.\s|\b(?:and|or|while|but|until|since|said|says|who|which|whose|when|where|as|that)\b")
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
        if both is None and way in {"after", "before"}:
            both = _turned_round(passage, match)
            judged = against(_described(both, back=way == "before"), None) if both is not None else None
        if both is not None and judged is not None:
            yield finding(passage.document, passage.span(both.start, both.end), judged, passage.whole)


def _to(passage: Passage, match: re.Match[str]) -> _Times | None:
    """ "DATE, so long after DATE", or after what the text has dated elsewhere."""
    shown = _before(passage, match.start())
    if shown is None:
        return None
    rest = passage.text[match.end() :]
    there = [t for t in _precise(passage) if t.start >= match.end()]
    if there and there[0].start - match.end() <= 2 * _REACH and not _ASIDE.search(rest[: there[0].start - match.end()]):
        base = there[0]
        if shown.when.precision == base.when.precision == "year":
            # From year to year `calendar` counts.
            return None
        return _Times(shown.start, base.end, _ends(shown), _ends(base))
    bare = _BARE.match(passage.text, match.end())
    dates = _dated(passage).get(bare["what"], set()) if bare is not None else set()
    if bare is None or len(dates) != 1:
        return None
    return _Times(shown.start, bare.end(), _ends(shown), next(iter(dates)))


def _from(passage: Passage, match: re.Match[str]) -> _Times | None:
    """ "DATE and DATE, so long later", "DATE, and so long later, on DATE": no third time stands between."""
    there = _precise(passage)
    after = [t for t in there if t.start >= match.end() and _AT.fullmatch(passage.text[match.end() : t.start])]
    before = [t for t in there if t.end <= match.start()]
    if after and not before and passage.before is not None and _OPENS.fullmatch(passage.text[: match.start()]):
        return _from_before(passage, passage.before, match, after[0])
    if after and before:
        shown, base = after[0], before[-1]
    elif len(before) >= 2 and re.fullmatch(r"(?:,|\s\()\s?", passage.text[before[-1].end : match.start()]):
        shown, base = before[-1], before[-2]
    else:
        return None
    start, end = min(shown.start, base.start), max(shown.end, match.end())
    if end - start > 3 * _REACH or _BREAK.search(passage.text[base.end : max(shown.start, base.end)]):
        return None
    return _Times(start, end, _ends(shown), _ends(base))


_OPENS = re.compile(r"(?:(?:And|But|Only|Just|Barely|Some|About|Then),?\s)?", re.IGNORECASE)


def _from_before(passage: Passage, before: Passage, match: re.Match[str], shown: TimeMention) -> _Times | None:
    """ "Two weeks later, on May 31", counted from the last time of the sentence before, whose year it has."""
    there = [t for t in _precise(before) if t.when.precision in {"day", "month"}]
    if not there or shown.when.precision not in {"day", "month"}:
        return None
    base, years = _ends(there[-1]), {there[-1].when.start.year}
    if not told.has_year(passage, shown):
        years |= {min(years) - 1, min(years) + 1} if abs(shown.when.start.year - min(years)) > 1 else set()
    else:
        years = {shown.when.start.year}
    shift = [year - shown.when.start.year for year in sorted(years)]
    ways = [(_moved(shown.when.start, years), _moved(shown.when.end, years)) for years in shift]
    days, slack = _days(match), _SLACK[match["unit"].lower()]
    fits = [way for way in ways if _off(way, base, days) <= slack] or [
        way for way in ways if _off(way, base, -days) <= slack
    ]
    return _Times(0, shown.end, fits[0], base) if fits else None


def _days(match: re.Match[str]) -> float:
    """The days that a span counts, less than none where it counts back."""
    back = match["way"].lower() in _BACK
    return count(match["n"]) * _DAYS[match["unit"].lower()] * (-1 if back else 1)


def _moved(day: dt.date, years: int) -> dt.date:
    if day.month == 2 and day.day == 29:
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


_THING = re.compile(r"\s(?P<what>[^.;,]{3,60})")


def _turned_round(passage: Passage, match: re.Match[str]) -> _Times | None:
    """ "In August 2017, ten months after Prespa", where the text dates that so long after, and nothing so long before.

    The thing is known by the words that its own sentence shares with this one; its date need not be told of it alone.
    """
    thing, shown = _THING.match(passage.text, match.end()), _shown(passage, match.start())
    if thing is None or shown is None or re.search(r"\d", thing["what"]):
        return None
    days = _days(match)
    slack = _SLACK[match["unit"].lower()] / (1 if days > 20 else 2)
    bases = [_ends(t) for other in told.mentions(passage, thing["what"]) for t in other.times]
    ends, widest = _ends(shown), _WIDEST[match["unit"].lower()]
    right = [base for base in _all_ends(passage, widest) if _off(ends, base, days) <= 2 * slack]
    wrong = [base for base in bases if (base[1] - base[0]).days <= widest and _off(ends, base, -days) <= slack]
    if right or not wrong:
        return None
    return _Times(min(shown.start, match.start()), thing.end(), ends, wrong[0])


def _shown(passage: Passage, at: int) -> TimeMention | None:
    """The time told right before a span, to the day or the month, or a day of the week."""
    there = [t for t in passage.times if t.end <= at and (t.when.end - t.when.start).days <= 31]
    if not there or at - there[-1].end > _REACH or _BREAK.search(passage.text[there[-1].end : at]):
        return None
    return there[-1]


def _off(shown: tuple[dt.date, dt.date], base: tuple[dt.date, dt.date], days: float) -> float:
    """The days that a time lies off so many days after another, both somewhere within their bounds."""
    low, high = (shown[0] - base[1]).days, (shown[1] - base[0]).days
    return max(low - days, days - high, 0.0)


def _all_ends(passage: Passage, widest: int) -> list[tuple[dt.date, dt.date]]:
    """Every time of the document that is no longer than so many days, and the day of the report."""
    now = list(passage.today)
    return [*now, *(window for window in passage.told if (window[1] - window[0]).days <= widest)]


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
    for other in told.sentences(passage.document):
        for match in _NAMED.finditer(other.text):
            for time in _precise(other):
                if time.start == match.end() and time.when.precision in {"day", "month"}:
                    found.setdefault(match["what"], set()).add(_ends(time))
    return found


def _judge(match: re.Match[str], times: _Times) -> Judged | None:
    """The span that was counted against that between the two times; the order counts too."""
    days = _days(match)
    low = (times.told[0] - times.base[1]).days
    high = (times.told[1] - times.base[0]).days
    slack = _SLACK[match["unit"].lower()] + (0.2 * abs(days) if match["about"] else 0.0)
    what = _described(times, back=days < 0)
    if low - slack <= days <= high + slack:
        return supported(what)
    # Spans counted in whole months and years are often cut short, those in weeks rounded.
    if low - 1.5 * slack - 0.1 * abs(days) <= days <= high + 1.5 * slack + 0.1 * abs(days):
        return None
    return against(what, None)


def _described(times: _Times, *, back: bool) -> str:
    """The two times in their order, and the days between them."""
    base, shown = times.base[0], times.told[0]
    if (shown < base) != back and shown != base:
        return f"{shown.isoformat()} comes {'before' if shown < base else 'after'} {base.isoformat()}."
    first, second = sorted((base, shown))
    return f"From {first.isoformat()} to {second.isoformat()} it is {(second - first).days} days."
