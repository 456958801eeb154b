"""Plain-language sentences, dates and numbers. The phrases stand in the tables under `phrases/`."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from importlib import resources

from detente.ontology import country_name, issues
from detente.records import Event, When

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
SCALES = {"icd203": "ICD 203"}
MINUS, DASH = "\u2212", "\u2013"
_OF_FORCES = ("MOBILIZE", "RETREAT")
"""Roots whose phrase names forces already, so that the actor's sector would say it twice."""

_STEPS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_COMPARATORS = {">": "more than ", "<": "less than ", ">=": "at least ", "<=": "at most ", "~": "about "}


def _table(name: str) -> Iterator[dict[str, str]]:
    file = resources.files("detente.report").joinpath("phrases", f"{name}.csv")
    yield from csv.DictReader(file.read_text("utf-8").splitlines())


@functools.cache
def _phrases() -> Mapping[tuple[str, str], dict[str, str]]:
    return {(row["root"], row["mode"]): row for row in _table("roots")}


@functools.cache
def _sectors() -> Mapping[str, str]:
    return {row["sector"]: row["noun"] for row in _table("sectors")}


@functools.cache
def _articles() -> Mapping[str, str]:
    return {row["code"]: row["article"] for row in _table("articles")}


def phrase(root: str, mode: str | None) -> Mapping[str, str]:
    """The phrases of a root, in its mode where that has its own."""
    own = _phrases().get((root, mode or ""))
    return own or _phrases()[root, ""]


@functools.cache
def name(code: str) -> str:
    """The neutral short name of a state or organisation ("Japan"); "other organisations" for IGO."""
    return "other organisations" if code == "IGO" else country_name(code)


def named(code: str, sector: str | None = None) -> str:
    """The name within a sentence: "the United States", "China's armed forces"."""
    article = _articles().get(code)
    full = f"{article} {name(code)}" if article else name(code)
    noun = _sectors().get(sector or "")
    if noun is None:
        return full
    return f"{full}\u2019 {noun}" if full.endswith("s") else f"{full}\u2019s {noun}"


def headline(event: Event) -> str:
    """One sentence of what happened, from the phrase table: "China accused Japan"."""
    words = phrase(event.type, event.mode)
    sector = None if event.type in _OF_FORCES else event.actor_sector
    actor = named(event.actor, sector) if event.actor else ""
    recipient = named(event.recipient) if event.recipient else ""
    if event.mutual and actor and recipient:
        form = "mutual"
    elif actor:
        form = "with_recipient" if recipient else "without_recipient"
    else:
        form = "without_actor"
    return capital(words[form].format(a=actor, r=recipient or "others"))


def noun(event: Event) -> str:
    """What kind of act it is, as a noun: "refusal of talks"."""
    return phrase(event.type, event.mode)["noun"]


def direction(event: Event) -> str:
    """The arrow between two codes: "CHN → JPN", "CHN ↔ JPN", "JPN →"."""
    arrow = "\u2194" if event.mutual else "\u2192"
    return f"{event.actor or '?'} {arrow} {event.recipient or ''}".strip()


def issue(key: str | None) -> str | None:
    """The label of an issue; the key itself where the codebook has none."""
    if key is None:
        return None
    return issues()[key][0] if key in issues() else key.replace("_", " ").capitalize()


def capital(text: str) -> str:
    """The text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def day(value: dt.date) -> str:
    """A day: "14 Nov 2025"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: dt.date) -> str:
    """A month: "November 2025"."""
    return f"{LONG_MONTHS[value.month - 1]} {value.year}"


def when(value: When | None) -> str:
    """A time as precisely as it is known: "14 Nov 2025", "Nov 2025", "2025", "Oct – Dec 2025"."""
    if value is None:
        return "date not given"
    return span(value.start, value.end, value.precision)


def span(start: dt.date, end: dt.date, precision: str | None) -> str:
    """The days from `start` to `end` cut to the precision."""
    if precision == "day" or start == end:
        return day(start)
    if precision == "year":
        return str(start.year)
    first, last = MONTHS[start.month - 1], f"{MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return last if precision == "month" else f"{start.day}{DASH}{end.day} {last}"
    if start.year == end.year:
        return f"{first}{DASH}{last}"
    return f"{first} {start.year}{DASH}{last}"


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign: "−3.1", "+0.4", "0.0"."""
    rounded = round(value, digits)
    sign = MINUS if rounded < 0 else "+" if rounded > 0 else ""
    return f"{sign}{abs(rounded):.{digits}f}"


def plain(value: float) -> str:
    """A number for reading: "6.2 trillion", "300 billion", "1,204", "5.2"."""
    for step, word in _STEPS:
        if abs(value) >= step:
            return f"{_trim(value / step)} {word}"
    return _trim(value)


def _trim(value: float) -> str:
    text = f"{abs(value):,.4f}".rstrip("0").rstrip(".")
    return f"{MINUS}{text}" if value < 0 else text


def comparator(sign: str) -> str:
    """Words for a comparator, with the blank after them: ">" is "more than "."""
    return _COMPARATORS.get(sign, "")


def percent(low: float | None, high: float | None) -> str | None:
    """A range of odds as per cent: "20–45%"."""
    if low is None or high is None:
        return None
    return f"{round(100 * low)}{DASH}{round(100 * high)}%"


def count(number: int, one: str, many: str | None = None) -> str:
    """The number with its noun: "1 report", "1,204 acts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def series(items: list[str]) -> str:
    """The items as a list in a sentence: "a, b and c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def isolate(text: str) -> str:
    """The text in Unicode isolates if any of it runs from right to left, so that it turns nothing around it."""
    turned = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return f"\u2068{text}\u2069" if turned else text


def tidy(text: str, limit: int = 260) -> str:
    """A quotation on one line, cut at a word with an ellipsis where it is longer than `limit`."""
    flat = re.sub(r"\s+", " ", text).strip(" ,;:")
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + " \u2026"
