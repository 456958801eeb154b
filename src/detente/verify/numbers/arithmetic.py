"""The numbers of a sentence as checks read them: value, step of the last digit, percent, currency."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from detente.coding.figures import numbers, units
from detente.coding.figures.numerals import Number
from detente.ontology import rows as codebook
from detente.ontology import split

PERCENT = r"(?:%|\s?percent\b|\s?per cent\b|\s?pct\b)"


@dataclass(frozen=True, slots=True)
class Value:
    """A number in the text with the step of its last digit, so that rounding is allowed for."""

    start: int
    end: int
    value: float
    step: float
    percent: bool
    currency: str | None


def values(text: str) -> list[Value]:
    """The numbers of a sentence that are no year and no range, each with its currency if it has one."""
    out = []
    for number in numbers.find(text):
        if number.high is not None and number.high != number.value:
            continue
        after = re.match(PERCENT, text[number.end :])
        if after is None and is_year(text, number):
            continue
        out.append(Value(number.start, number.end, number.value, step(text[number.start : number.end], number.value),
                          bool(after), currency(text, number)))  # fmt: skip
    return out


def is_year(text: str, number: Number) -> bool:
    """Whether a number of a sentence is a year."""
    word = text[number.start : number.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", word)) and not re.match(
        r"\s?(?:people|troops|tonnes|tons|yen|dollars|won)", text[number.end :]
    )


def step(word: str, value: float) -> float:
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


# --- currencies -------------------------------------------------------------------------------------------


@functools.cache
def _words() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in codebook("currencies"):
        if row["kind"] == "word" and row["default"]:
            found |= {form.lower(): row["default"] for form in split(row["forms"])}
    return found


def currency_of(word: str) -> str | None:
    """The currency that a word means by itself ("dollars"), none where several states use it."""
    return _words().get(word.lower())


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
    r"(?:new\s|nuevos?\s)?([A-Za-z]+)"
)


def currency(text: str, number: Number) -> str | None:
    """The currency of a number in a sentence, by the sign before it or the word behind it."""
    sign = units.currency_before(text, number.start)
    if sign is not None:
        return sign[1]
    word = _WORD.match(text, number.end)
    if word is None:
        return None
    if word[1] and word[1] not in {"US", "U.S.", "American"}:
        return _OF_STATES.get((word[1], word[2].lower().rstrip("s")))
    if word[2] in {"USD", "JPY", "CNY", "KRW", "EUR", "GBP", "INR", "TWD"}:
        return word[2]
    return _words().get(word[2].lower())
