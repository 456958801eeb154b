"""The period that a figure speaks of: the sentence's times, and the longer forms that statistics use.

"the first nine months of 1987", "the year ending June 30", "fiscal 2025", "a year earlier", "the past six
months". A figure's period stays unknown unless its own clause states one.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.parse import text_of

if TYPE_CHECKING:
    pass


_NUMBERS = {
    w: i
    for i, w in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}

_N = rf"(?P<n>[0-9]{{1,2}}|{'|'.join(_NUMBERS)})"

_MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)

_M = "|".join(sorted(_MONTHS, key=len, reverse=True))

_FISCAL = re.compile(
    r"\b(?:(?:fiscal(?: year)?|financial year|FY) ?'?(?P<a>(?:19|20)\d\d)(?:[-/]\d{2,4})?"
    r"|(?P<b>(?:19|20)\d\d)(?:[-/]\d{2,4})? (?:fiscal|financial) year)\b",
    re.IGNORECASE,
)

_ENDING = re.compile(
    rf"\b(?:(?:{_N} months|(?P<unit>year|quarter|half[- ]year|half))[- ](?:ending|ended|to|through|up to) "
    r"(?:on )?(?:the end of )?)$",
    re.IGNORECASE,
)

_FIRST = re.compile(
    rf"\b(?:the )?(?P<which>first|last|final) {_N} months(?: of (?P<when>this year|last year|the year|(?:19|20)\d\d))?",
    re.IGNORECASE,
)

_HALF = re.compile(
    r"\b(?:the )?(?P<n>first|second|third|fourth|last|final) (?P<unit>half|quarter) of "
    r"(?P<when>this|last|next|the) year\b",
    re.IGNORECASE,
)

_BETWEEN = re.compile(
    rf"\b(?P<m1>{_M})\.?(?:-| to | through )(?P<m2>{_M})\.?(?:,? (?:of )?(?P<y>(?:19|20)\d\d))?(?: period)?\b",
    re.IGNORECASE,
)

_CROP_YEAR = re.compile(
    rf"(?: (?:crop |marketing )?(?:season|year))? \((?P<m1>{_M})\.?[-/ ](?P<m2>{_M})\.?\)", re.IGNORECASE
)

_PAST = re.compile(rf"\b(?:past|last|previous|preceding) (?:{_N} )?(?P<unit>months|years)\b", re.IGNORECASE)

_EARLIER = re.compile(
    r"\b(?:an?|one) year (?:earlier|ago|before|previously)\b|\bthe (?:previous year|year before|preceding year"
    r"|year-earlier period"
    r"|year-ago period)\b|\b(?:the |in the )?(?:same|corresponding|comparable|year-earlier) "
    r"(?:period|month|quarter|time|months|half)?"
    r" ?(?:of |in )?(?:last year|the previous year|a year (?:earlier|ago|before)|the year before|(?P<y>(?:19|20)\d\d))",
    re.IGNORECASE,
)

_END = re.compile(r"\b(?:the )?(?:end of (?:the|this) (?P<unit>year|month)|year[- ]?end|end[- ]year)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A period in a parsed block: half-open offsets, first and last day, or a fiscal year's label.

    `shift` is -1 for "a year earlier": a year before whatever the figure beside it speaks of.
    """

    start: int
    end: int
    first: dt.date | None = None
    last: dt.date | None = None
    fiscal: str | None = None
    shift: int = 0

    def label(self) -> str | None:
        """ISO label: a day, a month, a year, `FY2025`, or two of them with a stroke between."""
        if self.fiscal:
            return self.fiscal
        if self.first is None or self.last is None:
            return None
        return label(self.first, self.last)


def label(first: dt.date, last: dt.date) -> str:
    """The shortest ISO form of a stretch of days."""
    if first == last:
        return first.isoformat()
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if not whole:
        return f"{first.isoformat()}/{last.isoformat()}"
    years = first.month == 1 and last.month == 12
    low, high = (str(first.year), str(last.year)) if years else (first.isoformat()[:7], last.isoformat()[:7])
    return low if low == high else f"{low}/{high}"


def find(context: Context) -> list[Period]:
    """The periods of a sentence in order, the longer forms before the plain times they contain."""
    span = context.sentence.span
    text = text_of(span.doc)[: span.end_char]
    plain = [
        Period(t.start - context.sentence.offset, t.end - context.sentence.offset, t.when.start, t.when.end)
        for t in context.times
    ]
    out: list[Period] = []
    plain = [_since(period, text, context) for period in plain]
    for period in (
        *_fiscal(text, span.start_char),
        *_ending(text, plain),
        *_statistical(text, span.start_char, context),
        *plain,
    ):
        if not any(period.start < other.end and other.start < period.end for other in out):
            out.append(period)
    return sorted(out, key=lambda p: p.start)


def _since(period: Period, text: str, context: Context) -> Period:
    """ "Since 1986" runs to the day of publication; a crop year with its months from the one to the other."""
    published = context.document.published
    if (
        period.first
        and published
        and period.first <= published
        and re.search(r"\bsince (?:the (?:start|beginning) of )?$", text[: period.start])
    ):
        return dataclasses.replace(period, last=published)
    months = _CROP_YEAR.match(text, period.end)
    if months and period.first and period.last and period.last.year == period.first.year + 1:
        first, last = _MONTHS[months["m1"].lower()], _MONTHS[months["m2"].lower()]
        if first > last:
            end = calendar.monthrange(period.last.year, last)[1]
            return Period(
                period.start, months.end(), dt.date(period.first.year, first, 1), dt.date(period.last.year, last, end)
            )
    return period


def _fiscal(text: str, base: int) -> Iterator[Period]:
    for match in _FISCAL.finditer(text, base):
        yield Period(match.start(), match.end(), fiscal=f"FY{match['a'] or match['b']}")


def _ending(text: str, plain: Sequence[Period]) -> Iterator[Period]:
    """ "the year ending June 30, 1987": counted back from the time that follows."""
    for period in plain:
        match = _ENDING.search(text[max(0, period.start - 40) : period.start])
        if match is None or period.last is None:
            continue
        unit = (match["unit"] or "").lower()
        months = {"year": 12, "quarter": 3}.get(unit, 6) if unit else _count(match["n"])
        start = max(0, period.start - 40) + match.start()
        yield Period(start, period.end, _months_before(period.last, months), period.last)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _months_before(last: dt.date, months: int) -> dt.date:
    """The first day of a stretch of whole months that ends on `last`."""
    day = last + dt.timedelta(1)
    index = day.year * 12 + day.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return dt.date(max(year, 1), month, min(day.day, calendar.monthrange(max(year, 1), month)[1]))


def _statistical(text: str, base: int, context: Context) -> Iterator[Period]:
    published = context.document.published
    for match in _EARLIER.finditer(text, base):
        yield Period(match.start(), match.end(), shift=-1)
    for match in _FIRST.finditer(text, base):
        year = _year(match["when"], published)
        months = _count(match["n"])
        if year is not None and 1 <= months <= 12:
            low, high = (1, months) if match["which"].lower() == "first" else (13 - months, 12)
            if match["when"] or match["which"].lower() == "first":
                yield _months(match.start(), match.end(), year, low, high)
    for match in _BETWEEN.finditer(text, base):
        year = _year(match["y"], published)
        low, high = _MONTHS[match["m1"].lower()], _MONTHS[match["m2"].lower()]
        if year is not None and low <= high:
            past = published is not None and not match["y"] and low > published.month
            yield _months(match.start(), match.end(), year - past, low, high)
    if published is not None:
        yield from _relative(text, base, published)


def _relative(text: str, base: int, published: dt.date) -> Iterator[Period]:
    for match in _HALF.finditer(text, base):
        size = 6 if match["unit"].lower() == "half" else 3
        part = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["n"].lower(), 12 // size)
        if part * size <= 12:
            year = published.year + {"last": -1, "next": 1}.get(match["when"].lower(), 0)
            yield _months(match.start(), match.end(), year, (part - 1) * size + 1, part * size)
    for match in _PAST.finditer(text, base):
        if match["n"] is None:
            continue
        last = published.replace(day=1) - dt.timedelta(1)
        months = _count(match["n"])
        if match["unit"].lower() == "years":
            last, months = dt.date(published.year - 1, 12, 31), 12 * months
        yield Period(match.start(), match.end(), _months_before(last, months), last)
    for match in _END.finditer(text, base):
        month = published.month if (match["unit"] or "").lower() == "month" else 12
        yield _months(match.start(), match.end(), published.year, month, month)


def _year(word: str | None, published: dt.date | None) -> int | None:
    if word and word.isdigit():
        return int(word)
    return None if published is None else published.year - ((word or "").lower() == "last year")


def _months(start: int, end: int, year: int, low: int, high: int) -> Period:
    return Period(start, end, dt.date(year, low, 1), dt.date(year, high, calendar.monthrange(year, high)[1]))


def earlier(period: Period) -> Period | None:
    """The same stretch a year before."""
    if period.first is None or period.last is None or period.first.year < 2:
        return None
    return Period(period.start, period.end, _year_before(period.first), _year_before(period.last))


def _year_before(day: dt.date) -> dt.date:
    if day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]:
        return dt.date(day.year - 1, 2, calendar.monthrange(day.year - 1, 2)[1])
    return day.replace(year=day.year - 1)
