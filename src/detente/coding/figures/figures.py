"""Figures: every number that measures something, with what it measures, when, of whom and who says so.

The number with its unit comes from `quantities`, its part from `roles`, its period from `periods`, its
subject from `subjects`; here they become records, with the links between them: the earlier value that a
figure is compared with, and the same amount in another currency or unit.
"""

from __future__ import annotations

import dataclasses
import itertools
import re

from detente.coding.context import Context
from detente.coding.figures import figure_periods, populations, quantities, roles, subjects, units
from detente.coding.figures.period import Period
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses
from detente.coding.text.parse import text_of
from detente.coding.who import holders
from detente.records import Figure, digest

_AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|against|versus|vs\.?|as against|rather than|than|in comparison (?:with|to)"
    r"|following|after)\b(?P<rest>.{0,60})$",
    re.IGNORECASE | re.DOTALL,
)
_FROM = re.compile(
    r"\bfrom (?:(?:the|an?|about|around|some|only|just|its|a low of|a high of|a peak of|last year's|nearly|almost"
    r"|roughly|more than|less than|over|under|current|previous|present|earlier|record|initial|original|year-earlier"
    r"|'s|a year-earlier|\d{4}'s|last|year|month) ?)*$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"[,\s]*(?:(?:in|of) )?(?:an?|one|the) (?:same \w+ )?(?:year|month|decade|quarter|previous year|week) "
    r"(?:earlier|ago|before|previously)\b",
    re.IGNORECASE,
)
_EQUALS = re.compile(
    r"\s*(?:\(|,? or |,? equivalent to |,? worth |\s?/\s?|\[|,? equal to )\s*"
    r"(?:about |around |roughly |some |or )?"
)
_AND = re.compile(r"(?:[^.;:]{0,50}?)[,\s]+and\b(?P<rest>[^.;:]{0,40})$", re.IGNORECASE | re.DOTALL)


def find(context: Context) -> list[Figure]:
    """The figures of a sentence, left to right; offsets are of the document, per cent are not fractions."""
    found = quantities.find(context)
    if not found:
        return []
    past = _earlier_values(found, context)
    spoken = figure_periods.assign(found, past, context)
    same = _same_amounts(found, context)
    figures = [_figure(q, found, past[i], spoken[i], context) for i, q in enumerate(found)]
    text = text_of(context.sentence.span.doc)
    for i in range(1, len(found)):
        beside = re.fullmatch(r"\s*,?\s*(?:or )?", text[found[i - 1].end : found[i].start])
        if beside and figures[i].role == "change" and _alike(found[i], found[i - 1]):
            figures[i] = dataclasses.replace(figures[i], subject=figures[i - 1].subject)
    return _inherit(_in_line(figures), same, _baselines(found, past))


def _figure(quantity: Quantity, found: list[Quantity], past: bool, period: Period | None, context: Context) -> Figure:
    published = context.document.published
    ahead = bool(period and period.last and published and period.last >= published)
    role, way = roles.role(quantity, past, ahead, context)
    value, high = _signed(quantity, way)
    subject = subjects.subject(quantity, found, context)
    evidence = context.span(context.sentence.offset + quantity.start, context.sentence.offset + quantity.end)
    token = context.sentence.span.doc[quantity.anchor]
    return Figure(
        id=digest("figure", context.document.copy_id, evidence.start, evidence.end),
        document=context.document.text_id,
        subject=subject,
        value=value,
        high=high,
        evidence=evidence,
        comparator=quantity.comparator,
        unit=quantity.unit,
        currency=quantity.currency,
        per=quantity.per or _rhythm(quantity, context),
        role=role,
        period=period.label() if period else None,
        population=populations.population(quantity, context),
        attributed_to=holders.source_of(token, context),
        countries=populations.countries_named(quantity, subject, context),
        sentence=context.whole,
        path=context.document.path,
    )


def _signed(quantity: Quantity, way: int) -> tuple[float, float | None]:
    """A fall is negative; a range that falls keeps its smaller end first."""
    if way >= 0 or quantity.unit == "ratio" or quantity.value < 0:
        return quantity.value, quantity.high
    if quantity.high is None:
        return -quantity.value, None
    return -quantity.high, -quantity.value


def _rhythm(quantity: Quantity, context: Context) -> str | None:
    """ "average monthly requirements were 6.7 mln bags": for which time an amount is, by its subject's adjective."""
    if quantity.unit in {"percent", "percentage_points", "rank", "ratio"}:
        return None
    doc = context.sentence.span.doc
    token = doc[quantity.anchor]
    verb = clauses.verb_of(token)
    nouns = [token, token.head, clauses.subject_of(verb) if verb is not None else None]
    for noun in (n for n in nouns if n is not None):
        for child in noun.children:
            if child.dep_ in {"amod", "advmod"} and units.rhythm(child.lower_):
                return units.rhythm(child.lower_)
    return None


def _earlier_values(found: list[Quantity], context: Context) -> list[bool]:
    """Which quantities are the earlier value that another is compared with."""
    doc = context.sentence.span.doc
    out: list[bool] = []
    for i, quantity in enumerate(found):
        start = found[i - 1].end if i else context.sentence.span.start_char
        between = text_of(doc)[start : quantity.start]
        against = _AGAINST.search(between)
        alike = any(_alike(quantity, other) for other in found if other is not quantity)
        past = bool(_FROM.search(between) or (against and len(against["rest"].split()) <= 6))
        past = past or bool(i and _AFTERWARDS.match(text_of(doc), quantity.end) and _alike(quantity, found[i - 1]))
        joined = bool(i and out[i - 1] and _AND.match(between) and not _has_verb(context, start, quantity.start))
        out.append((past or joined) and alike and quantity.unit not in {"rank", "ratio"})
    return out


def _has_verb(context: Context, start: int, end: int) -> bool:
    return any(start <= t.idx < end and t.pos_ in {"VERB", "AUX"} for t in context.sentence.span)


def _alike(one: Quantity, other: Quantity) -> bool:
    return (one.unit, one.currency) == (other.unit, other.currency)


def _baselines(found: list[Quantity], past: list[bool]) -> dict[int, int]:
    """For each quantity compared with an earlier one, the index of that one.

    A list compared with a list ("50 and 30 against 40 and 24") is paired in order.
    """
    out: dict[int, int] = {}
    i = 0
    while i < len(found):
        if not past[i]:
            i += 1
            continue
        run = [j for j in range(i, len(found)) if all(past[i : j + 1])]
        mains = [j for j in range(i) if not past[j] and _alike(found[j], found[i]) and j not in out]
        if len(run) > 1 and len(mains) >= len(run):
            out |= dict(zip(mains[-len(run) :], run, strict=True))
        elif mains:
            out[mains[-1]] = i
        else:
            after = next(
                (j for j in range(run[-1] + 1, len(found)) if not past[j] and _alike(found[j], found[i])), None
            )
            if after is not None:
                out[after] = i
        i = run[-1] + 1
    return out


def _same_amounts(found: list[Quantity], context: Context) -> dict[int, int]:
    """ "6.2 trillion yen ($42 billion)": the second is the first in another currency or unit."""
    text = text_of(context.sentence.span.doc)
    out: dict[int, int] = {}
    for i, (one, other) in enumerate(itertools.pairwise(found)):
        between = text[one.end : other.start]
        money = bool(one.currency and other.currency and one.currency != other.currency)
        measures = (
            one.kind == other.kind == "measure" and one.unit != other.unit and "percent" not in {one.unit, other.unit}
        )
        if (money or measures) and _EQUALS.fullmatch(between):
            out[i + 1] = i
    return out


def _in_line(figures: list[Figure]) -> list[Figure]:
    """Per cent told behind a share, and of the same kind, are shares: "it gets 58 per cent; Syria keeps 42"."""
    out = list(figures)
    for i in range(1, len(out)):
        before = next((f for f in reversed(out[:i]) if f.unit == "percent"), None)
        if before is not None and before.role == "share" and out[i].unit == "percent" and out[i].role == "level":
            out[i] = dataclasses.replace(out[i], role="share")
    return out


def _inherit(figures: list[Figure], same: dict[int, int], earlier: dict[int, int]) -> list[Figure]:
    """Write the links; an amount in brackets and an earlier value take what they share from their main figure."""
    out = list(figures)
    for copy, main in same.items():
        source = out[main]
        comparator = source.comparator if out[copy].comparator == "=" else out[copy].comparator
        negative = source.value < 0 < out[copy].value
        out[copy] = dataclasses.replace(
            out[copy],
            same_as=source.id,
            role=source.role,
            period=source.period,
            subject=source.subject,
            comparator=comparator,
            per=source.per,
            countries=source.countries,
            attributed_to=source.attributed_to,
            value=-out[copy].value if negative else out[copy].value,
        )
        out[main] = dataclasses.replace(source, same_as=out[copy].id)
    for main, old in earlier.items():
        out[main] = dataclasses.replace(out[main], baseline=out[old].id)
        keep = out[old].subject if _own_subject(figures[old], figures[main]) else out[main].subject
        shares = out[main].role == "share" and out[old].role == "level" and out[old].unit == out[main].unit
        out[old] = dataclasses.replace(
            out[old],
            role="share" if shares else out[old].role,
            subject=keep or out[old].subject,
            population=out[old].population or out[main].population,
            countries=out[main].countries or out[old].countries,
        )
    return out


def _own_subject(old: Figure, main: Figure) -> bool:
    """Whether the earlier value names its own subject ("against exports of 39.79 billion")."""
    return bool(
        old.subject
        and main.subject
        and old.subject.split()[-1] == main.subject.split()[-1]
        and len(old.subject) > len(main.subject)
    )
