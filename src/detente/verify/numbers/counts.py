"""Counts and ordinals in words: "eleven", "twenty-five", "half a century"; "fourth", "forty-fourth", "centenary"."""

from __future__ import annotations

from detente.coding.figures import numerals
from detente.coding.figures.numerals import TENS

_NTH_ONES = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

LONG = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "tercentenary": 300,
    "tricentennial": 300, "quatercentenary": 400, "quadricentennial": 400, "quincentenary": 500, "quincentennial": 500,
    "sesquicentenary": 150, "sesquicentennial": 150, "sexcentenary": 600, "octocentenary": 800, "millenary": 1000,
    "silver jubilee": 25, "golden jubilee": 50, "diamond jubilee": 60, "platinum jubilee": 70,
}  # fmt: skip
"""Words that are an anniversary by themselves, with its years."""


def _ordinals() -> dict[str, int]:
    found = {word: number for number, word in enumerate(_NTH_ONES)} | {"hundredth": 100} | LONG
    for tens, value in TENS.items():
        found[f"{tens[:-1]}ieth"] = value
        found |= {f"{tens}-{word}": value + number for number, word in enumerate(_NTH_ONES[1:10], 1)}
    return found


CARDINALS = numerals.CARDINALS | {
    "a": 1, "a dozen": 12, "a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300,
    "half a century": 50, "a decade": 10, "two decades": 20, "three decades": 30,
    "four decades": 40, "five decades": 50, "six decades": 60, "seven decades": 70,
    "a quarter century": 25, "a quarter of a century": 25, "a century": 100,
}  # fmt: skip
ORDINALS = _ordinals()
_HUNDREDS = {"a hundred": 100, "one hundred": 100, "two hundred": 200, "three hundred": 300}
_BELOW = "|".join(sorted(numerals.CARDINALS, key=len, reverse=True))
COUNT = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(_HUNDREDS)})\sand\s(?:{_BELOW})|{'|'.join(sorted(CARDINALS, key=len, reverse=True))})"
)
"""A count of years, months or days, in figures or words, as part of a regular expression."""
NTH = rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
"""An ordinal in figures or words, as part of a regular expression."""


def count(words: str) -> int:
    """The number that a match of `COUNT` means."""
    words = " ".join(words.lower().split())
    if " hundred and " in words:
        hundreds, below = words.split(" and ")
        return _HUNDREDS[hundreds] + CARDINALS[below]
    return int(words) if words.isdigit() else CARDINALS[words]


def ordinal(words: str) -> int:
    """The number that a match of `NTH` means."""
    words = " ".join(words.lower().split())
    return int(words[:-2]) if words[0].isdigit() else ORDINALS[words]


def nth(number: int) -> str:
    """An ordinal: "1st", "12th", "50th"."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
