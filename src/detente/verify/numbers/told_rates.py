"""Sums changed into other money at a rate that the text itself tells: "at 290 rupees to the dollar that is ...".

The rate, the sum and what it comes to must fit each other. The sum may stand in the sentences before, and be the total
of several there. It is contradicted only if no sum of the other money that the text tells up to there makes it.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.verify.numbers import arithmetic
from detente.verify.numbers.amounts import NEAR
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding, supported

_UNITS = (
    r"dollars?|euros?|pounds?|yen|yuan|renminbi|won|marks?|francs?|lire|liras?|pesos?|rupees?|roubles?|rubles?|dinars?"
    r"|dirhams?|riyals?|rials?|kronor|kroner|kronas?|krones?|crowns?|korunas?|koruny|shillings?|kwachas?|leu|lei|escudos?"
    r"|guilders?|manats?|soms?|sums?|zloty|zlotys|złoty|forints?|hryvnias?|litas|lats|kroons?|baht|dong|kyats?|riels?|kip"
    r"|ringgits?|rupiahs?|takas?|birr|nairas?|cedis?|rand|reals?|reais|bolivars?|bolivianos?|soles?|guaranis?|sucres?"
    r"|colones|quetzals?|lempiras?|gourdes?|tenges?|laris?|drams?|tugriks?|afghanis?|shekels?|pesetas?|drachmas?"
    r"|schillings?|ariary|metical|meticais|pulas?|dalasis?|leones?|ouguiyas?|togrogs?|lev|leva|markkas?|cruzeiros?"
    r"|cruzados?|australs?|intis?|denars?|kunas?|tolars?"
)
_STATES = r"(?:of our |of its |of their |new |old |[A-Z][\w.]+ (?:[A-Z][\w.]+ )?)?"
_NUMBER = r"(?:\d[\d,]*(?:\.\d+)?)"
_SIGN = r"(?:US|A|C|NZ|S|HK|NT|R)?[$€£¥]"
_PER = (
    r"\s(?:to|for|per)\s(?:the|one|a|each|every)?\s?(?:US |American |U\.S\. )?|\sa(?:n)?\s(?:US |American |U\.S\. )?"
    r"|\s(?:to)\s(?:one|1)\s"
)
_ONE_TO = re.compile(
    rf"\b(?:[Aa]t|of|is|was|to|buys?|fetche[sd]|cost)\s{NEAR}(?P<sign>{_SIGN})?(?P<n>{_NUMBER})"
    rf"(?:\s{_STATES}(?P<unit>{_UNITS}))?(?:{_PER})(?P<base>{_UNITS})\b"
)
"""A rate: "at about 1,850 pesos to the dollar", "at $1.42 to the euro"."""
_WITH = re.compile(
    rf"\b(?:[Ww]ith|[Aa]t)\s(?:the|a)\s(?P<base>{_UNITS})\s(?:at|worth|trading at|standing at|fetching)\s{NEAR}"
    rf"(?P<sign>{_SIGN})?(?P<n>{_NUMBER})(?:\s{_STATES}(?P<unit>{_UNITS}))?"
)
"""The same told from the other side: "with the pound at $2.40"."""
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_AMOUNT_UNIT = re.compile(rf"\s{_STATES}(?P<unit>{_UNITS})\b")
_COMES_TO = re.compile(
    r"\b(?:that|this|which|it|whole|total|sum|figure|all|price|bill|each|he|she|they|or|offer|loan|package|reward|fine"
    r"|means?|makes?|is|are|was|were|comes?|came|amounts?|works?|buys?|bought|worth|equals?)\b|[(,]"
)
_APART = re.compile(r"\b(?:while|whereas|although|besides|another|unlike|instead of)\b")
_SLACK = 0.04
"""How far beyond its rounding a product may be off."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many units of one money for one of another, and where the words for it stand."""

    start: int
    end: int
    value: float
    unit: str | None
    base: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of money: the word for its money in the singular, its value, the step of its last digit."""

    start: int
    end: int
    value: float
    step: float
    unit: str
    loose: bool


_BARE = re.compile(
    rf"\bat (?:the|a|an|that) (?:\w+ ){{0,2}}rate of {NEAR}(?!(?:19|20)\d\d\b)(?P<n>{_NUMBER})"
    rf"(?!\d|,\d|\s(?:per cent|percent|%|\w+ (?:to|a) ))"
)
"""A rate without its moneys: "3,630 dollars at the fixed rate of 3.80"."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about sums that are changed at a rate told in the same sentence."""
    yield from _by_number(passage)
    for rate in _rates(passage.text):
        here = [s for s in _sums(passage.text) if s.end <= rate.start or rate.end <= s.start]
        before = [s for earlier in told.earlier(passage) for s in _sums(earlier.text)]
        unit = rate.unit or _other(rate, [*here, *before])
        target = _target(passage.text, rate, here, unit)
        if unit is None or target is None:
            continue
        elsewhere = [s for sentence in told.sentences(passage.document) for s in _sums(sentence.text)]
        judged = _judge(rate, unit, target, here, before, elsewhere)
        if judged is not None:
            first, last = min(rate.start, target.start), max(rate.end, target.end)
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _by_number(passage: Passage) -> Iterator[Finding]:
    """Two sums in a row with the number of their rate, whichever of the two it is of."""
    for match in _BARE.finditer(passage.text):
        before = [s for s in _sums(passage.text) if s.end <= match.start()][-2:]
        if len(before) < 2 or before[0].unit == before[1].unit or match.start() - before[1].end > _BESIDE:
            continue
        one, other = before
        rate = float(match["n"].replace(",", ""))
        low, high = other.value - other.step / 2, other.value + other.step / 2
        slack = _SLACK + (0.06 if other.loose else 0.0)
        made = [one.value * rate, one.value / rate]
        near = min(made, key=lambda value: abs(math.log(value / other.value)))
        fits = low * (1 - slack) <= near <= high * (1 + slack)
        what = f"{_shown(one.value)} {one.unit} at {rate:g} is {_shown(near)} {other.unit}"
        judged = supported(f"{what}.") if fits else against(f"{what}, not {_shown(other.value)}.", None)
        yield finding(passage.document, passage.span(one.start, match.end()), judged, passage.whole)


_BESIDE = 30


def stated(text: str) -> bool:
    """Whether a sentence tells a rate between two moneys."""
    return next(_rates(text), None) is not None


def _rates(text: str) -> Iterator[Rate]:
    for pattern in (_ONE_TO, _WITH):
        for match in pattern.finditer(text):
            unit = _SIGNS[match["sign"][-1]] if match["sign"] else _singular(match["unit"])
            base = _singular(match["base"])
            if base is not None and unit != base:
                yield Rate(match.start(), match.end(), float(match["n"].replace(",", "")), unit, base)


def _sums(text: str) -> list[Sum]:
    """The amounts of money of a sentence, whatever state's they are."""
    found = []
    for value in arithmetic.values(text):
        sign = re.search(rf"{_SIGN}\s?$", text[: value.start])
        word = _AMOUNT_UNIT.match(text, value.end)
        unit = _SIGNS.get(sign.group().strip()[-1]) if sign else _singular(word["unit"]) if word else None
        if unit is not None and not value.percent and value.value > 0:
            start, end = (sign.start() if sign else value.start), (word.end() if word and not sign else value.end)
            loose = re.search(rf"\b{NEAR}$", text[max(0, start - 20) : start]) is not None
            found.append(Sum(start, end, value.value, value.step, unit, loose))
    for match in re.finditer(rf"\b(?P<n>a hundred|a thousand|a million|{COUNT})\s{_STATES}(?P<unit>{_UNITS})\b", text):
        unit = _singular(match["unit"])
        if unit is not None and not any(s.start < match.end() and match.start() < s.end for s in found):
            words = {"a hundred": 100.0, "a thousand": 1e3, "a million": 1e6}
            counted = words.get(match["n"].lower()) or float(count(match["n"]))
            found.append(Sum(match.start(), match.end(), counted, 0.0, unit, False))
    return sorted(found, key=lambda s: s.start)


def _singular(word: str | None) -> str | None:
    if word is None:
        return None
    forms = {"roubles": "ruble", "rouble": "ruble", "kronor": "krona", "kroner": "krone", "lei": "leu", "leva": "lev",
             "reais": "real", "lire": "lira", "meticais": "metical", "renminbi": "yuan", "koruny": "koruna",
             "złoty": "zloty", "litas": "litas", "lats": "lats", "colones": "colon"}  # fmt: skip
    return forms.get(word, word.removesuffix("s"))


def _other(rate: Rate, there: Sequence[Sum]) -> str | None:
    """The money that a rate leaves unsaid: the only other one among the sums told."""
    others = {s.unit for s in there} - {rate.base}
    return next(iter(others)) if len(others) == 1 else None


def _target(text: str, rate: Rate, here: Sequence[Sum], unit: str | None) -> Sum | None:
    """What a sum comes to at the rate: the sum after the rate, else the last before it, where words say so."""
    ours = [s for s in here if s.unit in {unit, rate.base}]
    after = [s for s in ours if s.start >= rate.end]
    before = [s for s in ours if s.end <= rate.start]
    for one, between in (
        *((s, text[rate.end : s.start]) for s in after[:1]),
        *((s, text[s.end : rate.start]) for s in before[-1:]),
    ):
        lead = text[max(0, one.start - 40) : one.start]
        if not _APART.search(between) and len(between) < 120 and ";" not in between and _COMES_TO.search(lead):
            return one
    return None


def _judge(
    rate: Rate, unit: str, target: Sum, here: Sequence[Sum], before: Sequence[Sum], elsewhere: Sequence[Sum]
) -> Judged | None:
    """What a sum at a rate comes to, of those of the sentence and the ones before it; any of the text may fit too."""
    if target.unit not in {unit, rate.base}:
        return None
    other = rate.base if target.unit == unit else unit
    own = [s for s in here if s.unit == other]
    earlier = [s for s in before if s.unit == other]
    if not own and not earlier:
        return None
    factor = rate.value if target.unit == unit else 1 / rate.value
    low, high = target.value - target.step / 2, target.value + target.step / 2
    slack = _SLACK + (0.06 if target.loose else 0.0)
    totals = [sum(s.value for s in part) for n in (1, 2, 3) for part in itertools.combinations([*own, *earlier], n)]
    totals += [s.value for s in elsewhere if s.unit == other]
    fits = [t for t in totals if low * (1 - slack) <= t * factor <= high * (1 + slack)]
    what = f"{rate.value:g} {unit} a {rate.base}"
    if fits:
        return supported(f"{_shown(fits[0])} {other} at {what} is {_shown(fits[0] * factor)} {target.unit}.")
    near = min([*own, *earlier], key=lambda s: abs(math.log(s.value * factor / target.value)))
    made = f"{_shown(near.value)} {other} at {what} is {_shown(near.value * factor)} {target.unit}"
    return against(f"{made}, not {_shown(target.value)}.", None)


def _shown(value: float) -> str:
    """A value in figures with its scale: "2.7 million"."""
    for scale, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if value >= scale:
            return f"{value / scale:.4g}{word}"
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
