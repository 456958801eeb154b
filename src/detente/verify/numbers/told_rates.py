"""Sums changed into other money at a rate that the text itself tells: "at 290 rupees to the dollar that is ...".

The rate, the sum and what it comes to must fit each other. The sum may stand in the sentences before, and be the total
of several there. It is contradicted only if no sum of the other money that the text tells makes it.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.figures.units import money_words
from detente.records import Finding
from detente.verify.numbers import arithmetic
from detente.verify.numbers.amounts import NEAR, NEAR_WORDS
from detente.verify.numbers.counts import COUNT, count
from detente.verify.numbers.exchange import cross
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

_UNITS = "|".join(re.escape(word) for word in sorted({*money_words(), "mark"}, key=len, reverse=True))
_STATES = r"(?:of our |of its |of their |new |old |[A-Z][\w.]+ (?:[A-Z][\w.]+ )?)?"
_NUMBER = r"\d[\d,]*(?:\.\d+)?(?:\s(?:thousand|million))?"
_SIGN = r"(?:US|A|C|NZ|S|HK|NT|R)?[$€£¥]"
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_PER = r"\s(?:(?:to|for|per)\s(?:(?:the|one|a|each|every)\s)?|an?\s)(?:US |American |U\.S\. )?"
_ONE_TO = re.compile(
    rf"\b(?:[Aa]t|of|is|was|to|buys?|fetche[sd]|cost|rate\b[^.;:\d]{{0,25}},)\s{NEAR}(?P<sign>{_SIGN})?(?P<n>{_NUMBER})"
    rf"(?:\s{_STATES}(?P<unit>{_UNITS}))?{_PER}(?P<base>{_UNITS})\b"
)
"""A rate: "at about 1,850 pesos to the dollar", "at $1.42 to the euro"."""
_WITH = re.compile(
    rf"\b(?:[Ww]ith|[Aa]t)\s(?:the|a)\s(?P<base>{_UNITS})\s(?:at|worth|trading at|standing at|fetching)\s{NEAR}"
    rf"(?P<sign>{_SIGN})?(?P<n>{_NUMBER})(?:\s{_STATES}(?P<unit>{_UNITS}))?"
)
"""The same told from the other side: "with the pound at $2.40"."""
_FOR_ONE = re.compile(
    rf"\b[Aa]t (?:the|a|an|that|today['’]s) (?:\w+ ){{0,2}}rate of {NEAR}(?P<sign>{_SIGN})(?P<n>{_NUMBER})"
    rf"(?!\d|[.,]\d|\s(?:[a-z]+illion|{_STATES}(?:{_UNITS})|(?:to|for|per|an?)\s))"
)
"""The worth of one of a money that the sums before are told in: "at the current rate of $1.17"."""
_THE_SAME = re.compile(r"\b(?:the\ssame|that|this)\s(?:sum|amount|figure|money|package|budget|bill)\b")
_BARE = re.compile(
    rf"\bat (?:the|a|an|that) (?:\w+ ){{0,2}}rate of {NEAR}(?!(?:19|20)\d\d\b)(?P<n>{_NUMBER})"
    rf"(?!\d|[.,]\d|\s(?:per cent|percent|%|(?:US |American |Australian )?(?:cents|pence)\b|\w+ (?:to|a) ))"
)
"""A rate without its moneys: "3,630 dollars at the fixed rate of 3.80"."""
_AT_THAT = re.compile(r"\bat (?:that|this|the same) rate\b(?!\sof\b)")
_BESIDE = 30
"""Characters up to such a rate from the sum that it made."""
_IN_WORDS = {"a hundred": 100.0, "a thousand": 1e3, "a million": 1e6}
_COUNTED = re.compile(rf"\b(?P<n>{'|'.join(_IN_WORDS)}|{COUNT})\s{_STATES}(?P<unit>{_UNITS})\b")
_AMOUNT_UNIT = re.compile(rf"\s{_STATES}(?P<unit>{_UNITS})\b")
_COMES_TO = re.compile(
    r"\b(?:thus|that|this|which|it|whole|total|sum|figure|all|price|bill|each|he|she|they|or|offer|loan|package|reward|fine"
    r"|means?|makes?|is|are|was|were|comes?|came|amounts?|works?|buys?|bought|worth|equals?)\b|[(,]"
)
_LEAD, _REACH = 40, 120
"""Characters before a sum in which words say that it is made of another; and from it to the rate."""
_APART = re.compile(r"\b(?:while|whereas|although|besides|another|unlike|instead of|than)\b|;")
_LOOSE = re.compile(rf"\b(?:{NEAR_WORDS})\s$")
_SLACK, _ABOUT = 0.02, 0.03
"""How far beyond its rounding a product may be off, and how much further one that is told as "about" so much."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units of one money for one of another, and where the words for it stand; one of the two may be unsaid."""

    start: int
    end: int
    value: float
    unit: str | None
    base: str | None


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money: value, step of the last digit, the noun for the money, whether it is "about" so much."""

    start: int
    end: int
    value: float
    step: float
    unit: str
    loose: bool

    def fits(self, value: float) -> bool:
        """Whether the sum may be this value as it is told."""
        slack = _SLACK + (_ABOUT if self.loose else 0.0)
        return (self.value - self.step / 2) * (1 - slack) <= value <= (self.value + self.step / 2) * (1 + slack)

    def off(self, value: float) -> float:
        """How far another value is from the sum, by the logarithm of their ratio."""
        return abs(math.log(value / self.value))


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about sums that are changed at a rate told in the same sentence."""
    for start, end, judged in (*_by_moneys(passage), *_by_number(passage)):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def stated(text: str) -> bool:
    """Whether a sentence tells a rate, with its moneys or by its number alone."""
    return next(_rates(text), None) is not None or _BARE.search(text) is not None


_A_SUM = 100.0
_Found = tuple[int, int, Judged]


def _by_moneys(passage: Passage) -> Iterator[_Found]:
    """ "$24 billion ... At 48.3 pesos to the dollar the total is 1.16 trillion pesos"."""
    for rate in (*_rates(passage.text), *_pointed_to(passage)):
        here = [s for s in _sums(passage.text) if s.end <= rate.start or rate.end <= s.start]
        near = [*here, *(s for earlier in told.earlier(passage) for s in _sums(earlier.text))]
        unit, base = rate.unit or _other(rate.base, near), rate.base or _other(rate.unit, near)
        target = _target(passage.text, rate, here, {unit, base}) if unit is not None and base is not None else None
        if unit is None or base is None or target is None:
            continue
        other, factor = (base, rate.value) if target.unit == unit else (unit, 1 / rate.value)
        bases = [s.value for s in near if s.unit == other]
        if not bases and _THE_SAME.search(passage.text):
            bases = [s.value for s in _told_sums(passage) if s.unit == other]
        if bases:
            what = f"{rate.value:g} {unit} a {base}"
            totals = [sum(part) for n in (2, 3) for part in itertools.combinations(bases, n)]
            totals += [s.value for s in _told_sums(passage) if s.unit == other]
            # "Used to bring 10,000 shillings and now brings 12,500": a sum without its money.
            near_by = (passage, *told.earlier(passage))
            totals += [
                v.value for one in near_by for v in arithmetic.values(one.text)
                if v.value >= _A_SUM and not (one is passage and target.start <= v.start < target.end)
            ]  # fmt: skip
            judged = _judge(what, other, target, [(b, b * factor) for b in bases], [(t, t * factor) for t in totals])
            yield min(rate.start, target.start), max(rate.end, target.end), judged


def _by_number(passage: Passage) -> Iterator[_Found]:
    """Two sums in a row with the number of their rate, whichever of the two it is of."""
    for match in _BARE.finditer(passage.text):
        before = [s for s in _sums(passage.text) if s.end <= match.start()][-2:]
        if len(before) < 2 or _of_one_money(passage.text, *before) or match.start() - before[1].end > _BESIDE:
            continue
        (one, other), rate = before, _value(match["n"])
        made = [(one.value, one.value * rate), (one.value, one.value / rate)]
        ways = _direction(passage, one, other, rate)
        made = [pair for pair, fits in zip(made, ways, strict=True) if fits]
        yield one.start, match.end(), _judge(f"{rate:g}", one.unit, other, made)


_NO_RATE = 1.6
"""By this factor a rate may be off that of the table and still be a rate of that year."""


def _direction(passage: Passage, one: Sum, other: Sum, rate: float) -> tuple[bool, bool]:
    """Whether a rate may be of the other money for one of the first, and the other way, by the table of that year."""
    codes = [arithmetic.currency_of(s.unit) for s in (one, other)]
    year = passage.published.year if passage.published is not None else 0
    if None in codes or year not in (table := cross(codes[1] or "", codes[0] or "")):
        return True, True
    by_table = table[year][0]
    off = [abs(math.log(told / by_table)) for told in (rate, 1 / rate)]
    return (True, True) if min(off) > math.log(_NO_RATE) else (off[0] <= off[1], off[1] <= off[0])


def _of_one_money(text: str, one: Sum, other: Sum) -> bool:
    """Whether two sums are of the same money: "US$50 billion" and "C$70 billion" are not."""
    signs = {sign.group() for s in (one, other) if (sign := re.match(_SIGN, text[s.start :]))}
    return one.unit == other.unit and (len(signs) < 2 or "$" in signs)


_Made = tuple[float, float]
"""A sum and what it makes at a rate."""


def _judge(rate: str, unit: str, target: Sum, made: Sequence[_Made], others: Sequence[_Made] = ()) -> Judged:
    """A sum against what those told beside it make at a rate; `others` may have been meant as well."""
    fitting = [pair for pair in (*made, *others) if target.fits(pair[1])]
    base, value = fitting[0] if fitting else min(made, key=lambda pair: target.off(pair[1]))
    what = f"{_shown(base)} {unit} at {rate} is {_shown(value)} {target.unit}"
    return supported(f"{what}.") if fitting else against(f"{what}, not {_shown(target.value)}.", None)


# --- what a text tells -------------------------------------------------------------------------------------------


def _rates(text: str) -> Iterator[Rate]:
    for pattern in (_ONE_TO, _WITH):
        for match in pattern.finditer(text):
            unit = _SIGNS[match["sign"][-1]] if match["sign"] else _noun(match["unit"]) if match["unit"] else None
            base = _noun(match["base"])
            if unit != base:
                yield Rate(match.start(), match.end(), _value(match["n"]), unit, base)
    for match in _FOR_ONE.finditer(text):
        yield Rate(match.start(), match.end(), _value(match["n"]), _SIGNS[match["sign"][-1]], None)


def _pointed_to(passage: Passage) -> Iterator[Rate]:
    """ "The rial has sunk to 1.1 million to the dollar. He owed 5.5 trillion rials (about $5 million at that rate)"."""
    for match in _AT_THAT.finditer(passage.text):
        before = [rate for earlier in told.earlier(passage) for rate in _rates(earlier.text)]
        if len(before) == 1:
            yield dataclasses.replace(before[0], start=match.start(), end=match.end())


def _sums(text: str) -> list[Sum]:
    """The amounts of money of a sentence, whatever state's they are."""
    found = []
    for value in arithmetic.values(text):
        sign = re.search(rf"{_SIGN}\s?$", text[: value.start])
        word = _AMOUNT_UNIT.match(text, value.end)
        unit = _SIGNS[sign.group().strip()[-1]] if sign else _noun(word["unit"]) if word else None
        if unit is not None and not value.percent and value.value > 0:
            start, end = (sign.start() if sign else value.start), (word.end() if word and not sign else value.end)
            found.append(Sum(start, end, value.value, value.step, unit, _LOOSE.search(text[:start]) is not None))
    for match in _COUNTED.finditer(text):
        if not any(s.start < match.end() and match.start() < s.end for s in found):
            counted = _IN_WORDS.get(match["n"].lower()) or float(count(match["n"]))
            found.append(Sum(match.start(), match.end(), counted, 0.0, _noun(match["unit"]), False))
    return sorted(found, key=lambda s: s.start)


def _told_sums(passage: Passage) -> Iterator[Sum]:
    return (found for sentence in told.sentences(passage.document) for found in _sums(sentence.text))


def _noun(word: str) -> str:
    """The one noun for a money: "peso" for "pesos", "ruble" for "roubles"."""
    return money_words().get(word.lower(), word).lower()


def _value(number: str) -> float:
    digits, _, scale = number.partition(" ")
    return float(digits.replace(",", "")) * {"": 1.0, "thousand": 1e3, "million": 1e6}[scale.lower()]


def _other(money: str | None, there: Sequence[Sum]) -> str | None:
    """The money that a rate leaves unsaid: the only other one among the sums told."""
    others = {s.unit for s in there} - {money}
    return next(iter(others)) if len(others) == 1 else None


def _target(text: str, rate: Rate, here: Sequence[Sum], moneys: set[str | None]) -> Sum | None:
    """What a sum comes to at the rate: the sum after the rate, else the last before it, where words say so."""
    ours = [s for s in here if s.unit in moneys]
    after = [(s, text[rate.end : s.start]) for s in ours if s.start >= rate.end][:1]
    before = [(s, text[s.end : rate.start]) for s in ours if s.end <= rate.start][-1:]
    for one, between in (*after, *before):
        lead = text[max(0, one.start - _LEAD) : one.start]
        if len(between) < _REACH and not _APART.search(between) and _COMES_TO.search(lead):
            return one
    return None


def _shown(value: float) -> str:
    """A value in figures with its scale: "2.7 million"."""
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= scale:
            return f"{value / scale:.4g}{word}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
