"""The amounts that a claim can be of: those of its sentence and of the two before, each with what it may range over.

The closed-world checks (`ratios`, `remainders`) hold a claim against every sensible combination of these amounts.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Sequence

from detente.verify.numbers.amounts import Amount, amounts, plain, unconverted
from detente.verify.numbers.arithmetic import values
from detente.verify.numbers.claims import claims
from detente.verify.passages import Passage
from detente.verify.times import told

_TIMES = re.compile(
    r"(?:year|month|week|day|hour|minute|second|decade|century|centurie|o'clock|time|pct|percent|point)$"
)
_YEARS = re.compile(r"(?:1[5-9]|20)\d\d$")
_TO_ONE = re.compile(
    r"\b(?:to|against|by)\s(?P<n>one|nil|none)\b(?!\s(?:of|another|day|year|hundred|thousand|million))"
)
_SCALED = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|a\s)?[$€£¥]?$")
_FROM = re.compile(r"\bfrom\s(?P<a>\d{1,3}(?:\.\d+)?)\sto\s(?=\d{1,3}(?:\.\d+)?(?:%|\sper ?cent\b|\spct\b))")
_TO = re.compile(
    r"\bfrom\s\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent|pct)(?:\sof\s(?:[a-z]+\s)?[a-zA-Z]+)?\sto\s(?P<b>\d{1,3}\.\d+)"
    r"(?=[,.;)]|\s(?!(?:per|pct|million|billion|trillion)))"
)
_LISTED = re.compile(r"\b(?P<a>\d{1,3}(?:\.\d+)?)\s(?:and|or)\s(?=\d{1,3}(?:\.\d+)?\s?(?:%|per ?cent\b|pct\b))")
_RATHER = re.compile(
    r"(?:%|per ?cent|pct)\s"
    r"(?:rather\sthan|instead\sof|(?:up\s|down\s)?from|against|compared\s(?:with|to)|versus|and\snot)\s"
    r"(?P<b>\d{1,3}(?:\.\d+)?)(?=[,.;)]|$|\s(?:and|but|or|in|for|at|last|when|while)\b)"
)
"""A rate that leaves its unit to the one before it: "30 percent rather than 145"."""
_BODY = re.compile(r"\b(?P<n>\d{2,4})-(?:member|seat|strong|man|nation|state)\b")
_PLURAL = frozenset({"people", "men", "women", "children", "policemen", "feet", "sheep", "aircraft", "crew", "troop"})
_A_LIST = 3
"""So many percentages in a sentence are a list."""
_CLOCK = re.compile(r"\b(?P<h>\d):(?P<m>[0-5]\d):(?P<s>[0-5]\d)\b")


@dataclasses.dataclass(frozen=True, slots=True)
class Pool:
    """The amounts of a sentence in order, and those of the sentences before it, the nearest sentence first."""

    here: tuple[Amount, ...]
    before: tuple[Amount, ...]


def pool(passage: Passage) -> Pool:
    """The amounts of a sentence and of the two before it in its paragraph; what measures time is left out."""
    return Pool(_amounts(passage), tuple(a for other in told.earlier(passage) for a in _amounts(other)))


def levels(passage: Passage) -> tuple[Amount, ...]:
    """The percentages of a sentence as amounts of their own kind."""
    found = [(v.start, v.end, v.value, v.step) for v in values(passage.text) if v.percent and v.value > 0]
    found += [(*m.span("a"), float(m["a"]), 0.1) for m in _FROM.finditer(passage.text)]
    found += [(*m.span("b"), float(m["b"]), 0.1) for m in _TO.finditer(passage.text)]
    found += [(*m.span("a"), float(m["a"]), 0.1) for m in _LISTED.finditer(passage.text)]
    found += [(*m.span("b"), float(m["b"]), 0.1) for m in _RATHER.finditer(passage.text)]
    return tuple(
        Amount(start, end, end, value, max(step, 0.1), "%", True, False, False)
        for start, end, value, step in sorted(set(found))
    )


def clocks(passage: Passage) -> tuple[Amount, ...]:
    """Times by the clock ("2:05:40") as amounts of seconds."""
    return tuple(
        Amount(m.start(), m.end(), m.end(), int(m["h"]) * 3600.0 + int(m["m"]) * 60 + int(m["s"]), 1.0, "second",
               False, False, False)
        for m in _CLOCK.finditer(passage.text)
    )  # fmt: skip


def alike(there: Iterable[Amount], one: Amount) -> list[Amount]:
    """The amounts that may be of the same things as another."""
    return [a for a in there if a.beside(one) and 1e-4 < (a.value or 1) / (one.value or 1) < 1e4]


def _amounts(passage: Passage) -> tuple[Amount, ...]:
    """Amounts that stand for themselves: no times, no second currency, no part of a rate that is told in words."""
    found = unconverted(plain(passage), amounts(passage))[1]
    rates = [(c.start, c.end) for c in claims(passage.text) if c.form != "change" or not c.up]
    rates += [m.span() for m in _FROM.finditer(passage.text)]
    rates += [m.span("b") for m in _RATHER.finditer(passage.text)]
    if any(_is_a_rate(passage.text, a) for a in found) and _is_a_list(passage.text):
        found = [a for a in found if not _is_a_rate(passage.text, a)]
    kept = [_counted(passage.text, a) for a in found if not _aside(passage.text, a) and not _in(a, rates)]
    kept += [_one(match) for match in _TO_ONE.finditer(passage.text)]
    kept += [_body(match) for match in _BODY.finditer(passage.text)]
    return tuple(_scaled(passage.text, sorted(kept, key=lambda a: a.start)))


def _is_a_list(text: str) -> bool:
    return sum(value.percent for value in values(text)) >= _A_LIST


def _is_a_rate(text: str, amount: Amount) -> bool:
    """Whether a fraction in a list of percentages is one too: "65 percent were, 12 percent were not, and 7.3 of"."""
    return amount.unit is None and not amount.money and "." in text[amount.start : amount.number_end]


def _counted(text: str, amount: Amount) -> Amount:
    """An amount whose word is no plural counts nothing that it names: "2,900 rolled off the line"."""
    word = text[amount.number_end : amount.end].split()[-1:]
    plural = amount.money or not word or word[0].endswith("s") or word[0].lower() in _PLURAL
    return amount if plural else dataclasses.replace(amount, unit=None, end=amount.number_end)


def _in(amount: Amount, rates: Sequence[tuple[int, int]]) -> bool:
    return any(start < amount.number_end and amount.start < end for start, end in rates)


def _aside(text: str, amount: Amount) -> bool:
    after = re.match(r"[\s-](?:and a half\s)?(?P<w>[a-z']+)", text[amount.number_end :])
    shown = text[amount.start : amount.number_end]
    timed = after is not None and _TIMES.match(after["w"].removesuffix("s")) is not None
    return timed or _YEARS.fullmatch(shown) is not None or text[amount.number_end :].startswith(("%", "-"))


def _one(match: re.Match[str]) -> Amount:
    start, end = match.span("n")
    value = 1.0 if match["n"] == "one" else 0.0
    return Amount(start, end, end, value, 0.0, None, False, False, True)


def _body(match: re.Match[str]) -> Amount:
    """ "The 120-member assembly": a number of members told in one word."""
    return Amount(match.start(), match.end(), match.end("n"), float(match["n"]), 0.0, None, False, False, False)


def _scaled(text: str, there: Sequence[Amount]) -> list[Amount]:
    """ "30 of the 120 million euros": the first is of millions too, where it leaves its scale to the second."""
    out = list(there)
    for index, (one, other) in enumerate(itertools.pairwise(there)):
        scale = re.search(r"\d\s?(thousand|million|billion|trillion)", text[other.start : other.number_end])
        if scale and one.unit is None and one.value < 1000 and _SCALED.fullmatch(text[one.number_end : other.start]):
            factor = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}[scale[1]]
            out[index] = dataclasses.replace(
                one, value=one.value * factor, step=one.step * factor, unit=other.unit, money=other.money
            )
    return out
