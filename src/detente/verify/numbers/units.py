"""The same length, area, weight or temperature in two units: "43 kilometers (27 miles)"."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.settings import load
from detente.verify.numbers import arithmetic
from detente.verify.numbers.arithmetic import Value
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_MILE, _AT_SEA = 1609.344, 1852.0
_SEA = re.compile(
    r"\b(?:nautical|seas?|maritime|coast\w*|offshore|islands?|islets?|shoals?|reefs?|straits?|ships?|vessels?|boats?|navy|naval"
    r"|waters|gulf|bay|ocean)\b",
    re.IGNORECASE,
)
"""Where miles may be those at sea."""
_UNITS = (
    ("length", r"kilomet(?:re|er)s?|kms?\b", (1000.0,)),
    ("length", r"nautical miles?", (1852.0,)),
    ("length", r"miles?", (_MILE, _AT_SEA)),
    ("length", r"met(?:re|er)s?", (1.0,)),
    ("length", r"centimet(?:re|er)s?|cms?\b", (0.01,)),
    ("length", r"yards?", (0.9144,)),
    ("length", r"feet|foot|ft\b", (0.3048,)),
    ("length", r"inch(?:es)?", (0.0254,)),
    ("area", r"(?:square|sq\.?) (?:kilomet(?:re|er)s?|kms?\b)", (1e6,)),
    ("area", r"(?:square|sq\.?) miles?", (2589988.0,)),
    ("area", r"(?:square|sq\.?) met(?:re|er)s?", (1.0,)),
    ("area", r"(?:square|sq\.?) (?:feet|foot|ft\b)", (0.092903,)),
    ("area", r"hectares?", (1e4,)),
    ("area", r"acres?(?!-)", (4046.86,)),
    ("weight", r"kilograms?|kilos?\b|kgs?\b", (1.0,)),
    ("weight", r"pounds?|lbs?\b", (0.453592,)),
    ("weight", r"metric tons?|tonnes?", (1000.0,)),
    ("weight", r"bushels?", (27.2155, 25.4012, 21.7724, 14.515)),
    ("volume", r"lit(?:re|er)s?", (1.0,)),
    ("volume", r"cubic met(?:re|er)s?", (1000.0,)),
    ("volume", r"cubic (?:feet|foot)", (28.3168,)),
    ("volume", r"acre-f(?:ee|oo)t", (1233482.0,)),
    ("volume", r"barrels?", (158.987,)),
    ("volume", r"gallons?", (3.78541, 4.54609)),
    ("warmth", r"(?:degrees? )?(?:Celsius|centigrade)", (1.0,)),
    ("warmth", r"(?:degrees? )?Fahrenheit", (5 / 9,)),
)  # fmt: skip
"""Kind, words, and the size in the kind's own base; a mile at sea is longer, a gallon in Britain; a bushel
of wheat or soybeans weighs more than one of maize, barley or oats."""
_ANY = "|".join(f"(?P<u{number}>{words})" for number, (_, words, _) in enumerate(_UNITS))
_UNIT = re.compile(rf"[\s-]?(?:(?:{_ANY})\b)(?:\s(?:long|wide|high|deep|away|across|an hour|per hour))?")
_ABOUT = r"(?:about|some|around|roughly|nearly|almost|just|over|under|more than|less than|or)"
_LINK = re.compile(rf"(?:\sof\s[a-z]+(?=,\sor\s|\s\())?(?:\s?\(|,?\sor\s|,\s)(?:{_ABOUT}\s)*")


@dataclass(frozen=True, slots=True)
class _Measured:
    value: Value
    kind: str
    word: str
    sizes: tuple[float, ...]
    end: int


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about amounts that a sentence gives in two units."""
    for one, other in itertools.pairwise(_measured(passage.text)):
        linked = _LINK.fullmatch(passage.text[one.end : other.value.start])
        if linked is None or one.kind != other.kind or one.sizes == other.sizes:
            continue
        if linked.group() == ", " or one.value.value <= 0 or other.value.value <= 0:
            continue
        if not _SEA.search(f"{passage.before.text if passage.before else ''} {passage.text}"):
            one, other = _on_land(one), _on_land(other)
        judged = _judge(one, other)
        span = passage.span(one.value.start, other.end)
        yield finding(passage.document, span, judged, passage.whole)


def _on_land(measured: _Measured) -> _Measured:
    return dataclasses.replace(measured, sizes=(_MILE,)) if measured.sizes == (_MILE, _AT_SEA) else measured


def _measured(text: str) -> list[_Measured]:
    found = []
    for value in arithmetic.values(text):
        match = _UNIT.match(text, value.end)
        if match is None or value.percent or (value.currency and "pound" not in match.group()):
            continue
        kind, _, sizes = next(unit for n, unit in enumerate(_UNITS) if match[f"u{n}"])
        word = next(match[f"u{n}"] for n in range(len(_UNITS)) if match[f"u{n}"])
        found.append(_Measured(value, kind, word, sizes, match.end()))
    return found


def _judge(one: _Measured, other: _Measured) -> Judged:
    """Whether any sizes of the two units make them equal, both roundings allowed."""
    if one.kind == "warmth":
        return _warmth(one, other)
    ways = [(a, b) for a in one.sizes for b in other.sizes if a != b]
    off = min(_off(one.value, other.value, a / b) for a, b in ways)
    true = one.value.value * one.sizes[0] / other.sizes[0]
    what = f"{one.value.value:,.12g} {one.word} are about {float(f'{true:.3g}'):,.12g} {other.word}."
    limit = load().verify.unit_tolerance
    if off <= limit / 2:
        return supported(what)
    return doubtful(what) if off <= limit else against(what, None)


def _off(one: Value, other: Value, factor: float) -> float:
    """The part by which two amounts differ at least, whatever their last digits were rounded from."""
    low, high = (one.value - one.step / 2) * factor, (one.value + one.step / 2) * factor
    least, most = other.value - other.step / 2, other.value + other.step / 2
    return max(low / most, least / high if high > 0 else 1.0) - 1


def _warmth(one: _Measured, other: _Measured) -> Judged:
    celsius, fahrenheit = (one, other) if one.sizes == (1.0,) else (other, one)
    true = celsius.value.value * 9 / 5 + 32
    what = f"{celsius.value.value:g} degrees Celsius are {true:.0f} Fahrenheit."
    # Differences of temperature are converted without the 32.
    fits = min(abs(fahrenheit.value.value - true), abs(fahrenheit.value.value - (true - 32))) <= 3
    return supported(what) if fits else against(what, None)
