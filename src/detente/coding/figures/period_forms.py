"""The forms in which statistics name a period, read from the text alone: "the first nine months of 1987", "the year
ending June 30", "fiscal 2025", "a year earlier", "since January", "end-1986", "the week to March 20".
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from detente.coding.figures.period import Period, Unit, end_of_month, months, months_before

_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
_N = rf"(?P<n>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"
MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
"""The number of each month's name and short name, in small letters."""
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
"""A pattern for the name of a month."""
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0, "final": 0}

_FISCAL = re.compile(
    r"\b(?:(?:fiscal(?: year)?|financial year|FY) ?'?(?P<a>(?:19|20)\d\d)(?:[-/]\d{2,4})?"
    r"|(?P<b>(?:19|20)\d\d)(?:[-/]\d{2,4})? (?:fiscal|financial) year)\b",
    re.IGNORECASE,
)
_ENDING = re.compile(
    rf"\b(?:(?:{_N} months|(?P<unit>year|quarter|half[- ]year|half|week))[- ]"
    r"(?:(?:that |which )?(?:ending|ended|ends)|to|through|up to) (?:on |in )?(?:the end of |end[- ])?)$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:the )?(?P<which>first|last|final) {_N} months(?: of (?P<when>this year|last year|the year|(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:the )?(?P<n>first|second|third|fourth|last|final) (?P<unit>half|quarter) of "
    r"(?P<when>this|last|next|the) year\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?:the )?(?P<n>first|second|third|fourth)[- ](?P<unit>half|quarter)|Q(?P<q>[1-4]))\b"
    r"(?:,?(?: of)? (?P<y>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\b(?:in|for|over) the (?P<n>first|second|third|fourth)(?=[,.;)]|$| and\b)", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?P<m1>{MONTH})\.?(?:-| to | through )(?P<m2>{MONTH})\.?(?:,? (?:of )?(?P<y>(?:19|20)\d\d))?(?: period)?\b",
    re.IGNORECASE,
)
_PAST = re.compile(rf"\b(?:past|last|previous|preceding) (?:{_N} )?(?P<unit>months|years)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:an?|one) (?P<a>year|quarter|month|week) (?:earlier|ago|before|previously)\b"
    r"|\bthe (?:previous|preceding|prior) (?:fiscal |financial )?(?P<b>year|quarter|month|week)\b"
    r"|\bthe (?P<c>year|quarter|month|week) before\b"
    r"|\bthe year-(?:earlier|ago) period\b|\b(?:last|the (?:previous|preceding)) season\b"
    r"|\b(?:the |in the |at the )?(?:same|corresponding|comparable|year-earlier) "
    r"(?P<same>period|month|quarter|time|months|half)?"
    r" ?(?:of |in )?(?:last year|the previous year|a year (?:earlier|ago|before)|the year before|(?P<y>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:the )?(?:end of (?:the|this) (?P<unit>year|month)|year[- ]?end|end[- ]year)\b", re.IGNORECASE
)
_END_OF = re.compile(r"\b(?:the end of |end[- ]|year-end |mid-)(?P<y>(?:19|20)\d\d)\b", re.IGNORECASE)
_SINCE_START = re.compile(
    r"\bsince (?:the (?:start|beginning|turn) of (?:the|this) year|the year began|New Year)\b", re.IGNORECASE
)
_SINCE = re.compile(
    r"\bsince (?:the (?:start|beginning|end) of |early |late |mid-|(?:[\w'-]+ ){2,6}(?:in|on) )?$", re.IGNORECASE
)
_WHEN = re.compile(r",? when\b")
"""Behind "since 1976": what follows is told of that year, not of the time since."""
_CROP_YEAR = re.compile(
    rf"(?: (?:crop |marketing )?(?:season|year))? \((?P<m1>{MONTH})\.?[-/ ](?P<m2>{MONTH})\.?\)", re.IGNORECASE
)
_FULL_YEAR = re.compile(r"\b(?:for|in|over) the (?:full|whole|entire) year\b(?! (?:before|earlier))", re.IGNORECASE)
_MAY = re.compile(r"\bMay(?= (?:polls?|surveys?|exports?|imports?|figures?|output|sales|trade|data|shipments?)\b)")
_NOW = re.compile(
    r"\b(?:now|currently|at present(?! (?:prices?|rates?|levels?|values?|costs?))|presently)\b", re.IGNORECASE
)


def forms(text: str, base: int, plain: Sequence[Period], published: dt.date | None) -> list[Period]:
    """The periods named from an offset on, in order and not overlapping, the longer forms before the plain ones.

    Args:
        text: the text, offsets count from its start.
        base: where to begin.
        plain: the plain times of the text, as periods.
        published: the day that "last year" is relative to; without it such forms are left out.
    """
    if published is not None and published.year < 2:
        published = None  # there is no year before it
    plain = [_since(period, text, published) for period in plain]
    out: list[Period] = []
    for period in (
        *_joined(text, plain),
        *_fiscal(text, base),
        *_ending(text, plain),
        *_earlier(text, base),
        *_stretches(text, base, published),
        *(_relative(text, base, published) if published is not None else ()),
        *plain,
    ):
        if not any(period.start < other.end and other.start < period.end for other in out):
            out.append(period)
    return sorted(out, key=lambda p: p.start)


def _since(period: Period, text: str, published: dt.date | None) -> Period:
    """ "Since 1986" runs to the month of publication, "since July 12" to its day; a crop year over its own months."""
    told = _WHEN.match(text, period.end)
    if period.first and published and period.first <= published and _SINCE.search(text[: period.start]) and not told:
        day = period.first == period.last
        return dataclasses.replace(period, last=published if day else end_of_month(published))
    found = _CROP_YEAR.match(text, period.end)
    if found and period.first and period.last and period.last.year == period.first.year + 1:
        first, last = MONTHS[found["m1"].lower()], MONTHS[found["m2"].lower()]
        if first > last:
            end = end_of_month(dt.date(period.last.year, last, 1))
            return Period(period.start, found.end(), dt.date(period.first.year, first, 1), end)
    return period


def _joined(text: str, plain: Sequence[Period]) -> Iterator[Period]:
    """ "between March 24 and June 10", "from 3 May to 9 May": two times that are the ends of one."""
    for one, other in itertools.pairwise(plain):
        word = re.search(r"\b(between|from) (?:the )?$", text[: one.start], re.IGNORECASE)
        joint = text[one.end : other.start].strip().lower()
        ends = {"between": {"and"}, "from": {"to", "through", "until", "till"}}
        if word and joint in ends[word[1].lower()] and one.first and other.last and one.first < other.last:
            yield Period(one.start, other.end, one.first, other.last)


def _fiscal(text: str, base: int) -> Iterator[Period]:
    for match in _FISCAL.finditer(text, base):
        yield Period(match.start(), match.end(), fiscal=f"FY{match['a'] or match['b']}")


def _ending(text: str, plain: Sequence[Period]) -> Iterator[Period]:
    """ "the year ending June 30, 1987", "the week to March 20": counted back from the time that follows."""
    for period in plain:
        match = _ENDING.search(text[max(0, period.start - 50) : period.start])
        if match is None or period.last is None:
            continue
        start = max(0, period.start - 50) + match.start()
        unit = (match["unit"] or "").lower()
        if unit == "week":
            yield Period(start, period.end, period.last - dt.timedelta(6), period.last)
            continue
        count = {"year": 12, "quarter": 3}.get(unit, 6) if unit else _count(match["n"])
        yield Period(start, period.end, months_before(period.last, count), period.last)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _earlier(text: str, base: int) -> Iterator[Period]:
    for match in _EARLIER.finditer(text, base):
        unit: Unit = next(
            (name for name in ("quarter", "month", "week") if name in {(match[g] or "").lower() for g in "abc"}),
            "year",
        )
        yield Period(match.start(), match.end(), shift=unit, asof=(match["same"] or "").lower() == "time")


def _stretches(text: str, base: int, published: dt.date | None) -> Iterator[Period]:
    """Stretches of months, which may name their own year."""
    for match in _FIRST.finditer(text, base):
        year = _year(match["when"], published)
        count = _count(match["n"])
        if year is not None and 1 <= count <= 12:
            low, high = (1, count) if match["which"].lower() == "first" else (13 - count, 12)
            if match["when"] or match["which"].lower() == "first":
                yield months(match.start(), match.end(), year, low, high)
    for match in _BETWEEN.finditer(text, base):
        year = _year(match["y"], published)
        low, high = MONTHS[match["m1"].lower()], MONTHS[match["m2"].lower()]
        if year is not None and low <= high:
            past = published is not None and not match["y"] and low > published.month
            yield months(match.start(), match.end(), year - past, low, high)
    for match in _END_OF.finditer(text, base):
        month = 6 if match.group().lower().startswith("mid") else 12
        yield months(match.start(), match.end(), int(match["y"]), month, month)


def _relative(text: str, base: int, published: dt.date) -> Iterator[Period]:
    """What is relative to the day of publication."""
    for match in _SINCE_START.finditer(text, base):
        yield months(match.start(), match.end(), published.year, 1, published.month)
    for match in _PART_OF.finditer(text, base):
        year = published.year + {"last": -1, "next": 1}.get(match["when"].lower(), 0)
        yield from _part(match, match["n"], match["unit"], year)
    yield from _parts(text, base, published)
    for match in _PAST.finditer(text, base):
        if match["n"] is None:
            continue
        last = published.replace(day=1) - dt.timedelta(1)
        count = _count(match["n"])
        if match["unit"].lower() == "years":
            last, count = dt.date(published.year - 1, 12, 31), 12 * count
        yield Period(match.start(), match.end(), months_before(last, count), last)
    for match in _YEAR_END.finditer(text, base):
        month = published.month if (match["unit"] or "").lower() == "month" else 12
        yield months(match.start(), match.end(), published.year, month, month)
    for match in _FULL_YEAR.finditer(text, base):
        yield months(match.start(), match.end(), published.year, 1, 12)
    for match in _MAY.finditer(text, base):
        yield months(match.start(), match.end(), published.year - (published.month < 5), 5, 5)
    for match in _NOW.finditer(text, base):
        now = months(match.start(), match.end(), published.year, published.month, published.month)
        yield dataclasses.replace(now, asof=True)


def _parts(text: str, base: int, published: dt.date) -> Iterator[Period]:
    """Quarters and halves: without a year the last that had begun, "the second" after a quarter is a quarter."""
    unit = "quarter"
    for match in _PART.finditer(text, base):
        unit = (match["unit"] or "quarter").lower()
        word = match["n"] or list(_PARTS)[int(match["q"]) - 1]
        yield from _part(match, word, unit, int(match["y"]) if match["y"] else _last_begun(word, unit, published))
    if _PART.search(text, base):
        for match in _ELLIPSIS.finditer(text, base):
            yield from _part(match, match["n"], unit, _last_begun(match["n"], unit, published))


def _last_begun(word: str, unit: str, published: dt.date) -> int:
    first = (_PARTS[word.lower()] - 1) * (6 if unit == "half" else 3) + 1
    return published.year - (first > published.month)


def _part(match: re.Match[str], word: str, unit: str, year: int) -> Iterator[Period]:
    size = 6 if unit.lower() == "half" else 3
    part = _PARTS[word.lower()] or 12 // size
    if part * size <= 12:
        yield months(match.start(), match.end(), year, (part - 1) * size + 1, part * size)


def _year(word: str | None, published: dt.date | None) -> int | None:
    if word and word.isdigit():
        return int(word)
    return None if published is None else published.year - ((word or "").lower() == "last year")
