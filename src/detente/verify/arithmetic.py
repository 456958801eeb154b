"""Numbers of a text, and its own sums: percentages of change and multiples against their operands."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.figures import numbers
from detente.coding.figures.numerals import Number
from detente.ontology import rows as codebook
from detente.ontology import split
from detente.records import Finding
from detente.settings import load
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported, unverifiable

PERCENT = r"(?:%|\s?percent\b|\s?per cent\b|\s?pct\b)"
_UNIT = r"(?:\s?(?:[a-z][\w-]*\s){0,3}?[a-z][\w-]*)?"


@dataclass(frozen=True, slots=True)
class Value:
    """A number in the text with the step of its last digit, so that rounding is allowed for."""

    start: int
    end: int
    value: float
    step: float
    percent: bool
    currency: str | None


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about sums in a sentence."""
    there = values(passage.text)
    if len(there) < 2:
        return
    for start, end, judged in (
        *_changes(passage.text, there),
        *_multiples(passage.text, there),
    ):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def values(text: str) -> list[Value]:
    """The numbers of a sentence that are no year and no range, each with its currency if it has one."""
    out = []
    for number in numbers.find(text):
        if number.high is not None and number.high != number.value:
            continue
        after = re.match(PERCENT, text[number.end :])
        if after is None and _is_year(text, number):
            continue
        out.append(Value(number.start, number.end, number.value, _step(text[number.start : number.end], number.value),
                          bool(after), _currency(text, number)))  # fmt: skip
    return out


def _is_year(text: str, number: Number) -> bool:
    word = text[number.start : number.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", word)) and not re.match(
        r"\s?(?:people|troops|tonnes|tons|yen|dollars|won)", text[number.end :]
    )


def _step(word: str, value: float) -> float:
    """What one unit of the last digit shown is worth: 0.1 for "4.5", ten thousand million for "6.21 trillion"."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", word)
    if digits is None:
        return 0.0
    shown = float(digits.group().replace(",", ""))
    scale = abs(value) / shown if shown else 1.0
    if digits.group(1):
        return float(scale * 10.0 ** -len(digits.group(1)))
    whole = digits.group().replace(",", "")
    zeros = len(whole) - len(whole.rstrip("0"))
    return float(scale * 10.0 ** max(min(zeros, len(whole) - 2) - 1, 0))


_PARTS = {"a half": 50.0, "half": 50.0, "a third": 100 / 3, "a quarter": 25.0, "a fifth": 20.0, "a tenth": 10.0,
          "two-thirds": 200 / 3, "two thirds": 200 / 3, "three quarters": 75.0, "three-quarters": 75.0}  # fmt: skip
_PART = re.compile(
    rf"\b(?:by|or|of)\s(?:(?:by|about|roughly|nearly|almost|some|around|more than|over)\s)*"
    rf"(?P<f>{'|'.join(sorted(_PARTS, key=len, reverse=True))})(?=[,.;:)]|\s(?:to|from|in|since|last|this|over|on)\b|$)"
)


def fractions(text: str) -> list[Value]:
    """The parts by which something is said to have changed: "by a quarter", "a fall of two thirds"."""
    return [
        Value(m.start("f"), m.end("f"), _PARTS[m["f"]], 4.0, percent=True, currency=None) for m in _PART.finditer(text)
    ]


# --- changes -----------------------------------------------------------------------------------------------


def _changes(text: str, values: Sequence[Value]) -> Iterator[tuple[int, int, Judged]]:
    """ "rose 25 percent to 50 from 40", "from 40 to 50, an increase of 25 percent"."""
    for old, new, first, last in _pairs(text, values):
        if old.percent or new.percent or (old.currency != new.currency and None not in (old.currency, new.currency)):
            continue
        for rate in (*values, *fractions(text)):
            if not rate.percent or rate in (old, new):
                continue
            start, end = min(first, rate.start), max(last, rate.end)
            apart = [v for v in values if not (v.start < rate.end and rate.start < v.end)]
            if (
                sum(v.start >= start and v.end <= end for v in apart) != 2
                or end - start > 150
                or not _linked(text, rate, first, last)
                or re.search(r"[.;](?!\d)", text[start:end])
            ):
                continue
            yield start, _after_percent(text, end), change(old, new, rate, text[max(0, start - 50) : end + 12])


def _pairs(text: str, values: Sequence[Value]) -> Iterator[tuple[Value, Value, int, int]]:
    """Old and new value: "from A to B", "to B from A", "B, up from A"."""
    for one in values:
        for other in values:
            if not (one.end <= other.start and other.start - one.end < 60):
                continue
            between = text[one.end : other.start]
            lead = text[max(0, one.start - 12) : one.start]
            if TURN.search(between.replace("and now", "")):
                continue
            if re.search(r"\bfrom\s+(?:[$€£¥]|about |some |around |just |roughly )*$", lead) and re.fullmatch(
                rf"{_UNIT}(?:\s[^.;]{{0,30}}?)?\s(?:to|and now)\s(?:[$€£¥]|about |some |around |just |roughly |US)*",
                between,
            ):
                yield one, other, one.start, other.end
            elif re.search(r"\bto\s+(?:[$€£¥]|about |some |around |just |roughly )*$", lead) and re.fullmatch(
                rf"{_UNIT}[^.;\d]{{0,30}}?\sfrom\s(?:[$€£¥]|about |some |around |just |US)*", between
            ):
                yield other, one, one.start, other.end


TURN = re.compile(
    r"\b(?:and|while|but|as|with|of which|whereas|compared|against|giving|so that|minimum|holding)\b", re.IGNORECASE
)
_MOVES = re.compile(
    r"\b(?:ros\w+|rise\w*|rising|gr[eo]w\w*|increas\w+|jump\w*|climb\w*|gain\w*|up|surg\w+|soar\w*|expand\w*|advanc\w+|"
    r"fell|fall\w*|drop\w*|declin\w*|decreas\w*|down|cut\w*|shr[aiu]nk\w*|slump\w*|los[st]\w*|plung\w*|slid\w*"
    r"|tumbl\w*|"
    r"reduc\w*|lower\w*|dip\w*|contract\w*)\b",
    re.IGNORECASE,
)


def _linked(text: str, rate: Value, first: int, last: int) -> bool:
    """Whether the words between a rate and its two values make it their rate, and not that of the next pair."""
    if rate.start > last:
        gap, following = text[last : rate.start], text[rate.end : rate.end + 40]
        if re.match(rf"{PERCENT}(?:\s\w+){{0,4}}?\s(?:to|from|on)\s", following):
            return False
        opened = r"(?:or|up|down|a|an|which is|that is|equal to|for a|for an|by)"
        pattern = rf"{_UNIT}[^.;\d]{{0,40}}?,?\s*\(?{opened}\b[^.;\d]{{0,30}}"
        return re.fullmatch(pattern, gap) is not None and not TURN.search(gap)
    if re.search(r"\b(?:from|to|at|against|than)\s$", text[: rate.start]):
        # What something rose from or to is a level, and not the rate of the next pair.
        return False
    gap = text[rate.end : first]
    moved = _MOVES.search(text[max(0, rate.start - 45) : rate.start]) or _MOVES.search(gap)
    return bool(moved) and re.fullmatch(rf"{PERCENT}?[^.;\d]{{0,40}}", gap) is not None and not TURN.search(gap)


def change(old: Value, new: Value, rate: Value, around: str) -> Judged:
    """A percentage held against the old and the new value; `around` are the words that may say "about"."""
    if old.value == 0:
        return unverifiable("From nothing there is no percentage.")
    true = (new.value / old.value - 1) * 100
    corners = [
        ((new.value + a * new.step / 2) / (old.value + b * old.step / 2) - 1) * 100 for a in (-1, 1) for b in (-1, 1)
    ]
    claimed = abs(rate.value)
    low, high = min(map(abs, corners)), max(map(abs, corners))
    rounding = max(rate.step / 2, 1.0 if rate.value == int(rate.value) else 0.5)
    slack = max(rounding, load().verify.arithmetic_tolerance * abs(true))
    if min(corners) < 0 < max(corners):
        low = 0.0
    what = f"From {old.value:g} to {new.value:g} is a change of {true:+.1f}%."
    if low - rounding <= claimed <= high + rounding:
        return supported(what)
    if low - slack <= claimed <= high + slack:
        return doubtful(what)
    if (
        re.search(r"\babout|around|roughly|nearly|almost|some|over|more than\b", around)
        and low * 0.85 - slack <= claimed <= high * 1.15 + slack
    ):
        return doubtful(what)
    return against(what, None)


# --- multiples ---------------------------------------------------------------------------------------------

_MULTIPLE = re.compile(
r"\b(?P<near>(?:more than |nearly |almost |about |roughly |over )?)(?:(?P<v>doubl\w+|tripl\w+|"
r"trebl\w+|quadrupl\w+|halv\w+)|"
    r"(?P<fold>two|three|four|five|six|ten)fold)\b", re.IGNORECASE,
)  # fmt: skip
_TIMES = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadr": 4.0, "halv": 0.5}
_FOLD = {"two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "ten": 10.0}


def _multiples(text: str, values: Sequence[Value]) -> Iterator[tuple[int, int, Judged]]:
    """ "doubled from 20 to 41"."""
    for match in _MULTIPLE.finditer(text):
        times = _FOLD[match["fold"].lower()] if match["fold"] else next(
            number for stem, number in _TIMES.items() if match["v"].lower().startswith(stem)
        )  # fmt: skip
        for old, new, first, last in _pairs(text, values):
            if (
                first < match.end()
                or first - match.end() > 60
                or old.value == 0
                or re.search(r"[.;](?!\d)", text[match.end() : first])
            ):
                continue
            true = new.value / old.value
            near = match["near"].strip().lower()
            low, high = {
                "more than": (0.98, 1.6),
                "over": (0.98, 1.6),
                "nearly": (0.75, 1.02),
                "almost": (0.75, 1.02),
            }.get(near, (0.9, 1.12))
            what = f"From {old.value:g} to {new.value:g} is {true:.2f} times."
            judged = (
                supported(what)
                if low <= true / times <= high
                else doubtful(what)
                if 0.8 <= true / times <= 1.25
                else against(what, None)
            )
            yield match.start(), last, judged


def _after_percent(text: str, end: int) -> int:
    match = re.match(PERCENT, text[end:])
    return end + (match.end() if match else 0)


# --- currencies -------------------------------------------------------------------------------------------

_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₩": "KRW",
    "₹": "INR",
    "NT$": "TWD",
    "A$": "AUD",
    "HK$": "HKD",
    "C$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "NZ$": "NZD",
    "RMB": "CNY",
}
_SIGN = re.compile(r"(NT\$|HK\$|NZ\$|US\$|A\$|C\$|S\$|R\$|RMB|[$€£¥₩₹])\s?$")


@functools.cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in codebook("currencies"):
        if row["kind"] == "word" and row["default"]:
            found |= {form.lower(): row["default"] for form in split(row["forms"])}
    return found


_OF_STATES = {
    ("Chinese", "yuan"): "CNY", ("Japanese", "yen"): "JPY", ("South Korean", "won"): "KRW",
    ("Taiwan", "dollar"): "TWD", ("New Taiwan", "dollar"): "TWD", ("Hong Kong", "dollar"): "HKD",
    ("Australian", "dollar"): "AUD", ("Canadian", "dollar"): "CAD", ("Singapore", "dollar"): "SGD",
    ("New Zealand", "dollar"): "NZD", ("Indian", "rupee"): "INR", ("Mexican", "peso"): "MXN",
    ("Philippine", "peso"): "PHP", ("British", "pound"): "GBP", ("Swiss", "franc"): "CHF",
    ("Turkish", "lira"): "TRY", ("Russian", "ruble"): "RUB", ("Russian", "rouble"): "RUB",
    ("Swedish", "krona"): "SEK", ("Swedish", "kronor"): "SEK", ("Norwegian", "krone"): "NOK",
    ("Norwegian", "kroner"): "NOK", ("Danish", "kroner"): "DKK", ("Brazilian", "real"): "BRL",
    ("Brazilian", "reai"): "BRL",
}  # fmt: skip
"""Currencies that several states have by one name; any other state's is not known by its name alone."""
_WORD = re.compile(
    r"\s?(?:(US|U\.S\.|American|South Korean|New Taiwan|New Zealand|Hong Kong|Taiwan|Singapore"
    r"|[A-Z][a-z]+(?:ese|ian|ish|an|i))\s)?"
    r"([A-Za-z]+)"
)


def _currency(text: str, number: Number) -> str | None:
    sign = _SIGN.search(text[: number.start])
    if sign:
        return _SIGNS[sign[1]]
    word = _WORD.match(text, number.end)
    if word is None:
        return None
    if word[1] and word[1] not in {"US", "U.S.", "American"}:
        return _OF_STATES.get((word[1], word[2].lower().rstrip("s")))
    if word[2] in {"USD", "JPY", "CNY", "KRW", "EUR", "GBP", "INR", "TWD"}:
        return word[2]
    return _words().get(word[2].lower())
