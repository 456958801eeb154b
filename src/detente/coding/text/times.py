"""Times in running text, each resolved against the publication date to first and last possible day.

A small grammar of its own: general parsers turn "December 2025" into a day and give nothing for
"last November". Days, months, seasons, quarters, years, decades and spans keep their precision.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from detente.coding.figures.numerals import CARDINALS
from detente.records import Precision, When

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = (
    {name: i for i, name in enumerate(_MONTH_NAMES, 1)}
    | {name[:3]: i for i, name in enumerate(_MONTH_NAMES, 1)}
    | {"sept": 9}
)
_DAYS = {
    name: i for i, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
}
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "the start of": (1, 3),
    "the beginning of": (1, 3),
    "the end of": (10, 12),
    "the middle of": (5, 8),
}
_NUMBERS = CARDINALS | {"a": 1, "an": 1}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

_M = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_Y = r"(?P<y>(?:1[89]|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_WD = r"(?P<wd>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_NUM = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a piece of text: its half-open offsets there, and the time."""

    start: int
    end: int
    when: When


_Reader = Callable[[re.Match[str], dt.date], "tuple[dt.date, dt.date, Precision] | None"]


def find(text: str, published: dt.date | None, base: int = 0) -> list[TimeMention]:
    """Every time mention in a text, left to right, longest first, not overlapping.

    Args:
        text: plain text.
        published: the date that relative times are relative to; without it they are left out.
        base: added to the offsets.
    """
    taken: list[TimeMention] = []
    cues = {name for name, cue in _CUES.items() if cue.search(text)}
    for pattern, reader, relative, needed in _RULES:
        if not needed <= cues or (relative and published is None):
            continue
        for match in pattern.finditer(text):
            if any(match.start() < t.end - base and t.start - base < match.end() for t in taken):
                continue
            read = reader(match, published or dt.date.min)
            if read is not None:
                when = When(read[0], read[1], read[2], "stated", match.group())
                taken.append(TimeMention(base + match.start(), base + match.end(), when))
    return sorted(taken, key=lambda t: t.start)


def _month(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def month_span(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> tuple[dt.date, dt.date, Precision] | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date, date, "day"


def _nearest_year(month: int, day: int, published: dt.date) -> int:
    """The year that brings a day without one closest to the publication date."""
    years = (published.year - 1, published.year, published.year + 1)
    return min(years, key=lambda y: abs((dt.date(y, month, min(day, 28)) - published).days))


def _dmy(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    return _day(int(m["y"]), _month(m["m"]), int(m["d"]))


def _dm(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    month, day = _month(m["m"]), int(m["d"])
    if not 1 <= day <= 31:
        return None
    told, today = (month, day), (published.month, published.day)
    match (m.groupdict().get("rel") or "").lower():
        case "last":
            year = published.year - (told >= today)
        case "next":
            year = published.year + (told <= today)
        case _:
            year = _nearest_year(month, day, published)
    return _day(year, month, day)


_STEPS = {"last": -1, "this": 0, "next": 1}


def _of_year(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    """ "April 4 of last year", "in late May of this year": a day or a month of a year told from that of the report."""
    year, month = published.year + _STEPS[m["rel"].lower()], _month(m["m"])
    day = m["d"] or m["d2"]
    if day is not None:
        return _day(year, month, int(day))
    return _part_of_month((m["part"] or "").lower().rstrip("- "), year, month)


def _day_range(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    month = _month(m["m"])
    year = int(m["y"]) if m["y"] else _nearest_year(month, int(m["d"]), published)
    first, last = _day(year, month, int(m["d"])), _day(year, month, int(m["d2"]))
    return (first[0], last[0], "span") if first and last and first[0] <= last[0] else None


def _iso(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    return _day(int(m["y"]), int(m["mm"]), int(m["d"]))


def _month_year(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    part, month, year = (m["part"] or "").lower().rstrip("- "), _month(m["m"]), int(m["y"])
    return _part_of_month(part, year, month)


def _part_of_month(part: str, year: int, month: int) -> tuple[dt.date, dt.date, Precision]:
    first, last = month_span(year, month)
    cut = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day)}.get(part)
    if cut:
        return first.replace(day=cut[0]), first.replace(day=cut[1]), "span"
    return first, last, "month"


def _bare_month(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    month, word = _month(m["m"]), (m["rel"] or "").lower()
    year = published.year
    if word in {"last", "in", "since", "", "until", "by", "from", "during"} and month > published.month:
        year -= word != "by" and word != "until"
    elif word == "last" and month == published.month:
        year -= 1
    elif word in {"next", "by", "until"} and month <= published.month:
        year += word == "next" or month < published.month
    part = (m["part"] or "").lower().rstrip("- ")
    return _part_of_month(part, year, month)


def _part_year(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    first, last = _PARTS[m["part"].lower().rstrip("- ")]
    year = int(m["y"])
    return month_span(year, first)[0], month_span(year, last)[1], "span"


def _season(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    first, last = _SEASONS[m["s"].lower()]
    word = (m["rel"] or "").lower()
    year = int(m["y"]) if m["y"] else published.year + {"last": -1, "next": 1}.get(word, 0)
    if word == "last" and not m["y"] and published.month > last >= first:
        year = published.year
    return dt.date(year, first, 1), month_span(year + (last < first), last)[1], "season"


def _quarter(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    q = _ORDINALS[m["q"].lower()]
    year = int(m["y"]) if m["y"] else published.year
    return dt.date(year, 3 * q - 2, 1), month_span(year, 3 * q)[1], "quarter"


def _half(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    first = m["h"].lower() == "first"
    year = int(m["y"]) if m["y"] else published.year
    return dt.date(year, 1 if first else 7, 1), month_span(year, 6 if first else 12)[1], "span"


def _years(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    first = int(m["y"])
    last = int(m["y2"]) if len(m["y2"]) == 4 else first // 100 * 100 + int(m["y2"])
    return (dt.date(first, 1, 1), dt.date(last, 12, 31), "span") if first <= last else None


def _decade(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    first = int(m["y"])
    low, high = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get((m["part"] or "").lower().rstrip("- "), (0, 9))
    return dt.date(first + low, 1, 1), dt.date(first + high, 12, 31), "decade"


def _year(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    year = int(m["y"])
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


_NAMED_DAY = re.compile(r"\b(?:Good|Black|Bloody|Ash|Palm|Easter|Maundy|Holy|Super|Red|White)\s$")
"""Before a day of the week that is a name and no date: "the Good Friday Agreement", "Bloody Sunday"."""


def _weekday(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    if _NAMED_DAY.search(m.string, max(0, m.start("wd") - 10), m.start("wd")):
        return None
    wanted, word = _DAYS[m["wd"].lower()], (m["rel"] or "").lower()
    behind = (published.weekday() - wanted) % 7
    if word in {"next", "this coming", "coming"}:
        day = published + dt.timedelta((wanted - published.weekday() - 1) % 7 + 1)
    else:
        day = published - dt.timedelta(behind)
        if word == "last" and behind == 0:
            day -= dt.timedelta(7)
    return day, day, "day"


def _near_day(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    shift = {
        "today": 0,
        "tonight": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "last night": -1,
        "this morning": 0,
        "this afternoon": 0,
        "this evening": 0,
        "earlier today": 0,
    }[m["w"].lower()]
    day = published + dt.timedelta(shift)
    return day, day, "day"


def _relative_unit(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[m["rel"].lower()]
    unit = m["u"].lower()
    if unit == "week":
        monday = published - dt.timedelta(published.weekday()) + dt.timedelta(7 * step)
        return monday, monday + dt.timedelta(6), "span"
    if unit == "month":
        return (*_shift_month(published, step), "month")
    if unit == "weekend":
        saturday = published - dt.timedelta(published.weekday() - 5) + dt.timedelta(7 * min(step, 0))
        return saturday, saturday + dt.timedelta(1), "span"
    if unit == "decade":
        first = (published.year // 10 + step) * 10
        return dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade"
    year = published.year + step
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _shift_month(day: dt.date, step: int) -> tuple[dt.date, dt.date]:
    index = day.year * 12 + day.month - 1 + step
    return month_span(index // 12, index % 12 + 1)


def _ago(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    number = _NUMBERS.get(m["n"].lower()) or (int(m["n"]) if m["n"].isdigit() else 0)
    back = -1 if m["way"].lower() in {"ago", "earlier", "before"} else 1
    unit = m["u"].lower().rstrip("s")
    if unit == "day":
        day = published + dt.timedelta(back * number)
        return day, day, "day"
    if unit == "week":
        day = published + dt.timedelta(7 * back * number)
        return day - dt.timedelta(3), day + dt.timedelta(3), "span"
    if unit == "month":
        return (*_shift_month(published, back * number), "month")
    year = published.year + back * number
    if not 1 <= year <= 9998:
        return None
    return dt.date(year, 1, 1), dt.date(year, 12, 31), "year"


def _part_relative(m: re.Match[str], published: dt.date) -> tuple[dt.date, dt.date, Precision] | None:
    year = published.year + {"last": -1, "this": 0, "next": 1, "the": 0}[m["rel"].lower()]
    part = m["part"].lower().rstrip("- ")
    if part in {"later in", "later"}:
        return published, dt.date(year, 12, 31), "span"
    if part in {"earlier in", "earlier"}:
        return dt.date(year, 1, 1), max(dt.date(year, 1, 1), published), "span"
    first, last = _PARTS[part]
    return month_span(year, first)[0], month_span(year, last)[1], "span"


_MONTH = _M.format("m")
_PART = r"(?:(?P<part>early|mid|late)[- ])?"
_ANY_CASE = re.IGNORECASE

_CUES = {
    "digit": re.compile(r"\d"),
    "month": re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", _ANY_CASE),
    "season": re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", _ANY_CASE),
    "quarter": re.compile(r"quarter\b", _ANY_CASE),
    "unit": re.compile(r"day|week|month|year|decade", _ANY_CASE),
}
"""What a text must hold for a rule to be worth trying; a text that lacks it cannot fit."""

_RULES: tuple[tuple[re.Pattern[str], _Reader, bool, set[str]], ...] = (
    (re.compile(rf"(?<![\d-]){_Y}-(?P<mm>\d\d)-(?P<d>\d\d)(?![\d-])"), _iso, False, {"digit"}),
    (
        re.compile(
            rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: ?- ?|to | to | and )(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? "
            rf"{_MONTH}(?:,? {_Y})?\b",
            _ANY_CASE,
        ),
        _day_range,
        True,
        {"digit", "month"},
    ),
    (
        re.compile(rf"\b{_MONTH} (?P<d>\d{{1,2}})(?: ?- ?| to | and )(?P<d2>\d{{1,2}})\b(?:, {_Y})?", _ANY_CASE),
        _day_range,
        True,
        {"digit", "month"},
    ),
    (re.compile(rf"\b{_DAY}(?: of)? {_MONTH},? {_Y}\b", _ANY_CASE), _dmy, False, {"digit", "month"}),
    (re.compile(rf"\b{_MONTH} {_DAY},? {_Y}\b", _ANY_CASE), _dmy, False, {"digit", "month"}),
    (re.compile(rf"\b{_PART}{_MONTH},? (?:of )?{_Y}\b", _ANY_CASE), _month_year, False, {"digit", "month"}),
    (
        re.compile(
            rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?|{_PART})(?-i:{_MONTH})"
            r"(?: (?P<d2>\d{1,2})(?:st|nd|rd|th)?)?,?(?: of)? (?P<rel>last|this|next) year\b",
            _ANY_CASE,
        ),
        _of_year,
        True,
        {"month", "unit"},
    ),
    (re.compile(rf"\b{_DAY}(?: of)? {_MONTH}\b", _ANY_CASE), _dm, True, {"digit", "month"}),
    (
        re.compile(rf"\b(?:(?P<rel>last|next) )?{_MONTH} {_DAY}\b(?!\.\d)", _ANY_CASE),
        _dm,
        True,
        {"digit", "month"},
    ),
    (
        re.compile(
            rf"\b(?P<part>early|mid|late|the start of|the beginning of|the end of|the middle of)[- ]{_Y}\b",
            _ANY_CASE,
        ),
        _part_year,
        False,
        {"digit"},
    ),
    (
        re.compile(
            rf"\b(?:the )?(?:(?P<rel>last|next|this) )?(?P<s>spring|summer|autumn|fall|winter)(?: of)?,? {_Y}\b",
            _ANY_CASE,
        ),
        _season,
        False,
        {"digit", "season"},
    ),
    (
        re.compile(r"\b(?P<rel>last|next|this) (?P<s>spring|summer|autumn|fall|winter)\b(?P<y>)", _ANY_CASE),
        _season,
        True,
        {"season"},
    ),
    (
        re.compile(rf"\b(?:the )?(?P<q>first|second|third|fourth) quarter(?: of)? {_Y}\b", _ANY_CASE),
        _quarter,
        False,
        {"digit", "quarter"},
    ),
    (
        re.compile(r"\b(?:the )?(?P<q>first|second|third|fourth) quarter(?P<y>)\b", _ANY_CASE),
        _quarter,
        True,
        {"quarter"},
    ),
    (re.compile(rf"\b(?:the )?(?P<h>first|second) half of {_Y}\b", _ANY_CASE), _half, False, {"digit"}),
    (
        re.compile(
            rf"\b(?:from |between )?{_Y}(?: to | and |-|/)(?P<y2>(?:1[89]|20)\d\d|\d\d)\b(?!-)"
            r"(?![.,]\d|%| (?:percent|per|pct|million|billion|trillion)\b)",
            _ANY_CASE,
        ),
        _years,
        False,
        {"digit"},
    ),
    (
        re.compile(r"\b(?:the )?(?:(?P<part>early|mid|late)[- ])?(?P<y>(?:1[89]|20)\d0)'?s\b", _ANY_CASE),
        _decade,
        False,
        {"digit"},
    ),
    (
        re.compile(
            r"\b(?P<part>later in|earlier in|early|late|mid|the start of|the end of|later|earlier)[- ]"
            r"(?P<rel>this|the|last|next) year\b",
            _ANY_CASE,
        ),
        _part_relative,
        True,
        {"unit"},
    ),
    (
        re.compile(
            rf"\b(?:(?P<rel>last|next|this) )?{_PART}(?P<m>(?-i:November|December|October|September|August|"
            r"July|June|April|March|February|January))\b",
            _ANY_CASE,
        ),
        _bare_month,
        True,
        {"month"},
    ),
    (
        re.compile(
            rf"\b(?:(?P<rel>last|this|in|since|by|until|next|during|from) {_PART}|(?:end|mid|early|late)[- ]|end of )"
            r"(?P<m>May)\b(?!['’]s| of )"
        ),
        _bare_month,
        True,
        {"month"},
    ),
    (re.compile(rf"\b(?:(?P<rel>last|next|this coming|coming|on|this) )?{_WD}\b", _ANY_CASE), _weekday, True, set()),
    (
        re.compile(
            r"\b(?P<w>today|tonight|yesterday|tomorrow|last night|this morning|this afternoon|this evening)\b",
            _ANY_CASE,
        ),
        _near_day,
        True,
        set(),
    ),
    (
        re.compile(
            r"\b(?P<rel>last|past|previous|this|current|next|coming) (?P<u>week|month|year|weekend|decade)\b",
            _ANY_CASE,
        ),
        _relative_unit,
        True,
        {"unit"},
    ),
    (
        re.compile(
            rf"(?<![\w-]){_NUM} (?P<u>days?|weeks?|months?|years?) (?P<way>ago|earlier|later|from now)\b", _ANY_CASE
        ),
        _ago,
        True,
        {"unit"},
    ),
    (
        re.compile(
            r"(?<![\d.,$£€¥-])\b(?P<y>(?:1[89]\d\d|20[0-4]\d|(?<=\b[Bb]y )(?:20[5-9]\d|2100)))\b"
            r"(?![\d%]|[.,]\d|-\d| (?:yen|dollars|people|troops|tonnes|tons|soldiers|points|km|miles|jobs|"
            r"firms|men|women|children|refugees|GMT|hours|hrs|[A-Z]{1,2}[SD]T\b))"
        ),
        _year,
        False,
        {"digit"},
    ),
)
"""Pattern, reader, whether the time is relative to the publication date, and the cues that the pattern needs.

The first that fits a place counts."""
