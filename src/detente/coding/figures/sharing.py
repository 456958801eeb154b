"""Numbers without a unit of their own that share a neighbour's: "from 3.27 mln", "up from 55"."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures import numbers, units
from detente.coding.figures.quantity import Quantity, named_countries
from detente.coding.text import clauses
from detente.coding.text.clauses import words_of
from detente.coding.text.parse import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_INDEX = {"index", "pmi", "score", "rating", "average", "gauge", "barometer", "nikkei"}


def shared(found: list[Quantity], context: Context, dated: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Bare numbers take the unit of a neighbour in a comparison or a list; the others are dropped."""
    text = text_of(context.sentence.span.doc)
    out: list[Quantity] = []
    for i, quantity in enumerate(found):
        if quantity.unit != "?":
            out.append(quantity)
            continue
        model = _model(quantity, out, found[i + 1 :], text) or _rate(quantity, context) or _earlier(quantity, context)
        model = model or _counted(quantity, out, context)
        if model is not None:
            out.append(
                dataclasses.replace(
                    quantity,
                    unit=model.unit,
                    currency=model.currency,
                    kind=model.kind,
                    per=quantity.per or model.per,
                )
            )
    return out


_STEP = re.compile(r"\b(?:from|to|against|versus|than)\s+(?:only |just |about |around |some )*$", re.IGNORECASE)
"""What stands between two values of one series: "to 6 from 5", "5.2 percent against 4.8"."""

_NEAR = 10.0
_MOVED_BY = re.compile(
    r"\b(?:rise|rises|rose|risen|fall|falls|fell|fallen|gain|gained|lost|drop|dropped|jumped|climbed|slipped|appreciated|"
    r"depreciated|strengthened|weakened|advanced|by|up|down)\s+$",
    re.IGNORECASE,
)
"""Before a percentage by which something moved: what it moved from is no percentage ("risen 6.5 pct from 861.4")."""

_LINK = re.compile(
    r"\b(?:from|to|against|versus|than|with|and|or|at|of|was|were|was only|by|total|totalled|totaled|reach|in)\s+"
    r"(?:only |just |about |around |some |nearly |almost |a |record |more than |less than |over |under )*$"
    r"|,\s*(?:or )?$"
    r"|\(\s*$",
    re.IGNORECASE,
)


def _model(quantity: Quantity, before: Sequence[Quantity], after: Sequence[Quantity], text: str) -> Quantity | None:
    """The neighbour whose unit a bare number shares."""
    lead = text[max(0, quantity.core - 40) : quantity.core]
    big = quantity.value >= 1e5
    step = _STEP.search(lead)
    # What stands in brackets is the same amount again in another currency.
    for other in sorted(before, key=lambda q: (text[: q.start].endswith("("), -q.start)):
        alike = (other.value >= 1e5 and big) or (
            other.unit in {"percent", "percentage_points"}
            and quantity.value < 1000
            and step
            and not (step.group().lower().startswith("from") and _MOVED_BY.search(text[: other.start]))
        )
        alike = alike or (other.kind == "money" and step and _NEAR > quantity.value / other.value > 1 / _NEAR)
        if (
            (alike or (other.kind == "measure" and other.unit != "percent" and quantity.value > 10))
            and (big or _LINK.search(lead))
            and other.kind not in {"rank", "fraction", "bare"}
        ):
            return other
    for other in after:
        joint = text[quantity.end : other.start]
        if other.unit != "?" and re.fullmatch(
            r"\s*(?:to|and|or|-)\s*(?:about |around |nearly |over |more than )?", joint
        ):
            return other
    return None


_NUMBERS = words_of("number|total|count|toll|tally|sum|figure|strength|force|garrison|contingent|presence|population")
_PEOPLED = words_of("strength|force|garrison|contingent|presence|population|unemployment|unemployed|jobless|attendance")
_MOVES = words_of(
    "flee|die|arrive|cross|return|vote|attend|march|gather|live|stay|perish|drown|emigrate|apply|enter|leave|serve|work"
)
"""What people do: a bare number that does it counts people."""
_AGAIN = re.compile(
    r"(?:\b(?:from|to|against|versus|than|only|of these|of them|among them|numbered|named|planned for|prepare for)\s+"
    r"|^\s*(?:Of (?:these|them|those|whom), )?)"
    r"(?:(?:only|just|about|around|some|nearly|almost|more than|less than|fewer than|over|under) )*$",
    re.IGNORECASE,
)
"""What leads on from a count to the next of the same things."""
_LISTED = re.compile(r"(?:\band|,)\s+(?:[\w' ]{2,25}\s)?$")
_PLURAL = re.compile(
    r"\b\d[\d,]*(?:\s(?:mln|million))?\s(?:[a-z-]+\s){0,2}?(?P<noun>people|children|men|women|[a-z]{3,}s)\b"
)


def _counted(quantity: Quantity, before: Sequence[Quantity], context: Context) -> Quantity | None:
    """What a bare number counts: what "the number of" tells, what was counted before it, or those who do something."""
    text = text_of(context.sentence.span.doc)
    anchor = context.sentence.span.doc[quantity.anchor]
    large = "," in text[quantity.core : quantity.end] or quantity.value >= _LARGE
    verb = clauses.verb_of(anchor)
    thing = None if verb is None else clauses.subject_of(verb)
    if verb is not None and verb.lemma_.lower() == "put":
        thing = clauses.object_of(verb) or thing
    of = None if thing is None or thing.lemma_.lower() not in _NUMBERS else _of_what(thing)
    if of is None and thing is not None and thing.lemma_.lower() in _PEOPLED and large:
        return _as(quantity, "people")
    if large and anchor.dep_ == "appos" and anchor.head.lemma_.lower() in _PEOPLED:
        return _as(quantity, "people")
    of = of or _of_subject(anchor, verb, thing)
    if of is not None:
        return _as(quantity, of)
    if large and anchor.dep_ == "pobj" and anchor.head.lower_ == "of" and anchor.head.head.lemma_.lower() in _PEOPLED:
        return _as(quantity, "people")
    if verb is not None and anchor.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in _MOVES:
        return _as(quantity, "people")
    lead = text[context.sentence.span.start_char : quantity.start]
    if not _AGAIN.search(lead) and not (large and _LISTED.search(lead)):
        return None
    last = next((q for q in reversed(before) if q.kind in {"people", "counted"}), None)
    if last is not None:
        return last
    told = context.document.text[max(0, context.sentence.start - _BACK) : context.sentence.start].replace("\n", " ")
    nouns = [match["noun"] for match in _PLURAL.finditer(told)]
    if not nouns or not large:
        return None
    known = units.kind_of(nouns[-1])
    if known is not None and known[1] in {"time", "set", "measure"}:
        return None
    return _as(quantity, known[0] if known is not None else nouns[-1])


def _as(quantity: Quantity, unit: str) -> Quantity:
    return dataclasses.replace(quantity, unit=unit, kind="people" if unit == "people" else "counted")


_FLOWS = words_of(
    "exports|imports|sales|shipments|reserves|prices|earnings|revenues|receipts|purchases|stocks|costs|losses|profits|"
    "wages|rates|yields|deliveries|supplies|holdings|deposits|loans|debts|funds|officials|sources|analysts|figures|crops"
)
"""Plurals that are measured in a unit of their own, and are not counted."""
_COUNTING = words_of("number|total|reach|exceed|hit|average|top|pass")


def _of_subject(anchor: Token, verb: Token | None, thing: Token | None) -> str | None:
    """ "Arrivals have slowed to 140 a day", "attacks numbered 38": the plural that a bare number says how many of."""
    if verb is None or thing is None:
        return None
    to = anchor.dep_ == "pobj" and anchor.head.lower_ in {"to", "at", "from"} and anchor.head.head == verb
    counted = anchor.dep_ in {"dobj", "attr", "npadvmod"} and verb.lemma_.lower() in _COUNTING
    if thing.tag_ != "NNS" or thing.lower_ in _FLOWS or not (to or counted):
        return None
    known = units.kind_of(thing.lower_)
    if known is None:
        return str(thing.lower_)
    return known[0] if known[1] == "people" else None


_LARGE, _BACK = 1000, 300


def _of_what(noun: Token) -> str | None:
    """ "The number of tourists from Chad": tourists."""
    counted = (c for p in noun.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj")
    plural = next((c for c in counted if c.tag_ == "NNS"), None)
    if plural is None:
        return None
    known = units.kind_of(plural.lower_)
    if known is None:
        return str(plural.lower_)
    return None if known[1] in {"time", "set"} else known[0]


def _rate(quantity: Quantity, context: Context) -> Quantity | None:
    """ "the won was fixed at 846.90", "the index rose to 52.1": a rate or an index without a unit of its own."""
    span = context.sentence.span
    anchor = span.doc[quantity.anchor]
    if anchor.dep_ not in {"pobj", "attr", "dobj", "npadvmod", "nummod", "appos"} or (
        "." not in text_of(span.doc)[quantity.core : quantity.end] and quantity.value < 20
    ):
        return None
    verb = next((t for t in anchor.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or (
        anchor.dep_ == "pobj" and anchor.head.lower_ not in {"at", "to", "of", "from", "below", "above", "by"}
    ):
        return None
    near = (named_countries(span), ())
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.i != anchor.i:
            currency = units.currency_noun(child.lower_, near)
            if currency:
                return dataclasses.replace(quantity, unit=None, currency=currency, kind="money")
            if child.lemma_.lower() in _INDEX:
                return dataclasses.replace(quantity, unit="points", kind="measure")
    return None


def _earlier(quantity: Quantity, context: Context) -> Quantity | None:
    """A scaled amount alone in its sentence takes the currency of the last amount before it in the text."""
    span = context.sentence.span
    written = text_of(span.doc)[quantity.core : quantity.end].lower()
    if quantity.value < 1e6 or not re.search(r"illion|ln|bn|tn", written):
        return None
    before = context.document.text[max(0, context.sentence.start - 400) : context.sentence.start].replace("\n", " ")
    last: Quantity | None = None
    for number in numbers.find(before):
        sign = units.currency_before(before, number.start)
        after = units.currency_after(before, number.end, ((), ()))
        code = sign[1] if sign else after.currency if after else None
        if code and number.scaled:
            last = dataclasses.replace(quantity, unit=None, currency=code, kind="money")
    return last
