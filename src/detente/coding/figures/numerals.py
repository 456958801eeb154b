"""The value of digits, number words and scale words."""

from __future__ import annotations

import re
from dataclasses import dataclass

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}

TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mln": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "m": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bln": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "trln": 1e12,
    "tln": 1e12,
    "trn": 1e12,
    "tn": 1e12,
    "quadrillion": 1e15,
    "dozen": 12.0,
}

SMALL = {**ONES, **TENS}
CARDINALS = SMALL | {
    f"{tens}-{word}": ten + one for tens, ten in TENS.items() for word, one in ONES.items() if 0 < one < 10
}
"""The numbers to ninety-nine in words."""

DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "seventh": 7,
    "sevenths": 7,
    "eighth": 8,
    "eighths": 8,
    "ninth": 9,
    "ninths": 9,
    "tenth": 10,
    "tenths": 10,
}

RANKS = {
    w: i
    for i, w in enumerate(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2)
}


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: half-open offsets, value and, for a range, its upper end.

    `kind` is "count" for plain numbers, "fraction" (value in per cent), or "rank". `scaled` says that a
    scale word or a thousands comma stands in it, which no year or address has.
    """

    start: int
    end: int
    value: float
    high: float | None = None
    kind: str = "count"
    scaled: bool = False
    words: bool = False


def read(value: str) -> float:
    """The value of digits or number words."""
    value = value.lower().strip()
    if value[:1].isdigit():
        return _digits(value)
    half = 0.5 if value.endswith("half") else 0.0
    total = current = 0.0
    for word in re.split(r"[ -]+", value):
        if word in SMALL:
            current += SMALL[word]
        elif word == "hundred":
            current = max(current, 1.0) * 100
        elif word == "thousand":
            total += max(current, 1.0) * 1000
            current = 0.0
    return total + current + half


def _digits(value: str) -> float:
    half = 0.5 if value.endswith("half") else 0.0
    value = value.removesuffix(" and a half")
    parts = re.split(r"[ -]", value, maxsplit=1)
    whole = float(parts[0].replace(",", ""))
    if len(parts) == 2:
        top, bottom = parts[1].split("/")
        whole += int(top) / int(bottom)
    return whole + half


def _scale(word: str | None) -> float:
    if not word:
        return 1.0
    out = 1.0
    for part in re.split(r"[ -]", word.lower()):
        out *= SCALES[part]
    return out


def times(value: float, scale: str | None) -> float:
    """The product, without the dust that binary fractions leave ("14.95 billion")."""
    return float(f"{value * _scale(scale):.12g}")
