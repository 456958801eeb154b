"""Numbers that measure something: each with unit or currency, comparator and anchor in the parse.

A number without unit, currency or counted noun measures nothing here, unless it shares the unit of one
before it ("62% ..., up from 55", "from 3.27 mln"). Dates, ages, spans of time, scores and numbers in names
are left out.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures import numbers, units
from detente.coding.figures.comparators import compared
from detente.coding.figures.counts import counted
from detente.coding.figures.numerals import Number
from detente.coding.figures.quantity import Quantity, anchor_of, make, named_countries
from detente.coding.figures.sharing import shared
from detente.coding.text.parse import text_of
from detente.ontology import countries

if TYPE_CHECKING:
    from spacy.tokens import Span


_AGE = re.compile(r"^(?:[- ]years?[- ]olds?\b|\s?[ap]\.?m\b|\s?o'clock|\s?GMT\b)", re.IGNORECASE)

_VAGUE = re.compile(r"\b(?:several|few|many|countless|some odd) $", re.IGNORECASE)

_MULTIPLE = re.compile(
    r"\b(?P<c>more than |less than |close to |nearly |almost |about |roughly |over |at least |up to |around )?(?:"
    r"(?P<verb>doubled|tripled|trebled|quadrupled|halved)|(?P<word>double|twice|triple|treble|quadruple|thrice|half)"
    r"(?= (?:the (?:level|rate|number|amount|figure|size|total|volume|value|previous|average)|last |that |those"
    r"|as (?:many|much|high|large"
    r"|big)|its |their |what|from|a year|\d))|(?P<n>[\w.-]+?)[- ]?"
    r"(?P<fold>fold|times (?:as|more|higher|larger|bigger|greater"
    r"|the (?:level|number|size|amount|figure|total|rate|average)|what|that|its|their)))",
    re.IGNORECASE,
)

_MULTIPLES = {
    "doubled": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "double": 2.0,
    "twice": 2.0,
    "triple": 3.0,
    "treble": 3.0,
    "quadruple": 4.0,
    "thrice": 3.0,
}


def find(context: Context) -> list[Quantity]:
    """The quantities of a sentence, left to right."""
    span = context.sentence.span
    text, base = text_of(span.doc), span.start_char
    near = named_countries(span)
    seen = tuple(sorted(code for code in context.cast.seen if code in countries()))
    dated = [(t.start - context.sentence.offset, t.end - context.sentence.offset) for t in context.times]
    found: list[Quantity] = []
    for number in numbers.find(text[base : span.end_char]):
        number = dataclasses.replace(number, start=number.start + base, end=number.end + base)
        if any(number.start < end and start < number.end for start, end in dated):
            continue
        if _VAGUE.search(text[max(base, number.start - 10) : number.start]):
            continue
        quantity = _read(number, span, (near, seen))
        if quantity is not None and quantity.end <= span.end_char:
            found.append(compared(_going_on(quantity, number.end, context, (near, seen)), text, base))
    found = shared(found, context, dated)
    found += [q for q in _multiples(span) if not any(q.start < o.end and o.start < q.end for o in found)]
    return sorted(found, key=lambda q: q.start)


def _going_on(quantity: Quantity, end: int, context: Context, near: units.Near) -> Quantity:
    """A bare "francs" is of the currency that the text has named, CFA francs; "tons" after "metric tons" are such."""
    word = text_of(context.sentence.span.doc)[end : quantity.end].strip(" -").lower()
    if quantity.unit == "tons" and "metric ton" in context.document.text[: context.sentence.offset + quantity.start]:
        return dataclasses.replace(quantity, unit="tonnes")
    if quantity.kind != "money" or word not in units.money_words():
        return quantity
    lead = context.document.text[: context.sentence.offset + quantity.start]
    told = units.named_before(lead, word, near)
    return dataclasses.replace(quantity, currency=told, unit=None) if told is not None else quantity


def _read(number: Number, span: Span, near: units.Near) -> Quantity | None:
    """The quantity that a number makes with the words around it; `unit` "?" where it may share a unit."""
    text = text_of(span.doc)
    if number.kind != "count":
        unit = "rank" if number.kind == "rank" else "percent"
        return make(number, span.doc, number.start, number.end, unit=unit, kind=number.kind)
    if _AGE.match(text[number.end : number.end + 12]) or _PER.search(text[max(0, number.start - 5) : number.start]):
        return None
    rate = _RATE.match(text, number.end)
    if rate is not None and units.currency_before(text, number.start) is None:
        unit = f"per_{_THOUSANDS[rate['of'].lower()]}_people"
        return make(number, span.doc, number.start, rate.end(), unit=unit)
    cents = _CENTS.match(text, number.end)
    if cents is not None:
        return _in_cents(number, cents, span)
    before = units.currency_before(text, number.start)
    after = units.currency_after(text, number.end, near)
    if before is not None:
        end = after.end if after is not None and after.currency == before[1] else number.end
        return make(number, span.doc, before[0], end, currency=before[1], kind="money")
    if after is not None and not _is_weight(text, after.end, after.currency):
        word = None if after.currency else text[number.end : after.end].strip(" -").lower()
        return make(number, span.doc, number.start, after.end, unit=word, currency=after.currency, kind="money")
    measure = units.measure_after(text, number.end)
    if measure is not None:
        if measure.kind == "time" or (measure.unit == "points" and not _counts_points(text, number, measure.end)):
            return None
        of_share = measure.unit == "points" and _OF_SHARES.search(span.text) and not _INDICES.search(span.text)
        return make(number, span.doc, number.start, measure.end, unit="percentage_points" if of_share else measure.unit)
    return counted(number, span)


_PER = re.compile(r"\bper $", re.IGNORECASE)
_RATE = re.compile(
    r" per (?P<of>1,000|10,000|100,000|million)(?: (?:inhabitants|people|residents|population)\b|(?! \w))",
    re.IGNORECASE,
)
_THOUSANDS = {"1,000": 1000, "10,000": 10_000, "100,000": 100_000, "million": 1_000_000}
_CENTS = re.compile(
    r"[ -](?:(?P<us>U\.?S\.?|American) |(?P<euro>euro) |(?P<ca>Canadian) |(?P<au>Australian) )?"
    r"(?:(?:cents?|cts)|(?P<gb>pence))\b",
    re.IGNORECASE,
)
_WHOSE = {"us": "USD", "euro": "EUR", "ca": "CAD", "au": "AUD", "gb": "GBP"}


def _in_cents(number: Number, match: re.Match[str], span: Span) -> Quantity:
    """ "29.5 cents a pound": hundredths of a dollar, where no other currency is named."""
    currency = next((code for name, code in _WHOSE.items() if match[name]), "USD")
    high = number.high / 100 if number.high is not None else None
    hundredth = dataclasses.replace(number, value=number.value / 100, high=high)
    return make(hundredth, span.doc, number.start, match.end(), currency=currency, kind="money")


def _is_weight(text: str, end: int, currency: str | None) -> bool:
    return currency == "GBP" and bool(
        re.match(
            r" of (?:\w+ ){0,2}(?:explosives?|cocaine|heroin|meat|rice|opium|uranium|gold|bombs?)",
            text[end : end + 40],
        )
    )


def _counts_points(text: str, number: Number, end: int) -> bool:
    if re.match(r" (?:of|plan|that)\b", text[end : end + 6]):
        return False
    return not number.words or re.match(r" (?:lower|higher|above|below|ahead|behind|up|down)\b", text[end:]) is not None


_OF_SHARES = re.compile(
    r"%|\b(?:per ?cent|pct|pc|percentage|polls?|survey|turnout|votes?|voters|margin of error|lead|approval|ratings?)\b"
)
_INDICES = re.compile(r"\b(?:index|indices|shares|stocks|Nikkei|Dow|average|bourse|basis)\b")
"""Words by which points are those of a share of people, or of an index."""


def _multiples(span: Span) -> list[Quantity]:
    """ "doubled", "close to double last year's total", "three times as many": ratios."""
    text, out = text_of(span.doc), []
    for match in _MULTIPLE.finditer(text, span.start_char, span.end_char):
        word = (match["verb"] or match["word"] or "").lower()
        value = _MULTIPLES.get(word)
        if match["fold"]:
            number = numbers.find(match["n"])
            value = number[0].value if number and number[0].kind == "count" else None
        if value is None:
            continue
        core = match.start() + len(match["c"] or "")
        quantity = Quantity(
            core, core, match.end(), value, anchor_of(span.doc, core, match.end()), unit="ratio", kind="ratio"
        )
        out.append(compared(quantity, text, span.start_char))
    return out
