"""Which of a sentence's periods each quantity speaks of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.figures.periods import Period, earlier, find
from detente.coding.figures.quantity import Quantity
from detente.coding.text import clauses, times
from detente.coding.text.parse import text_of
from detente.coding.who import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Token


def assign(quantities: Sequence[Quantity], past: Sequence[bool], context: Context) -> list[Period | None]:
    """The period of each quantity, None where its clause states none; `past` marks the earlier values compared with."""
    found = find(context)
    owners = {i: _owner(period, quantities, context) for i, period in enumerate(found)}
    out: list[Period | None] = []
    carried = _carried(context) if not found else None
    for number, quantity in enumerate(quantities):
        costs = [
            (cost, i)
            for i, period in enumerate(found)
            if (cost := _cost(quantity, number, period, owners[i], past, quantities, context)) is not None
        ]
        fallback = carried if carried is not None and _in_the_past(quantity, context) and not past[number] else None
        out.append(found[min(costs)[1]] if costs else fallback)
    return [_resolved(i, out, past, context) for i in range(len(out))]


def _carried(context: Context) -> Period | None:
    """The time that the text is in: the paragraph's, else the last stretch of a month or more named shortly before."""
    published = context.document.published
    time = context.carried
    lead = context.document.text[max(0, context.sentence.start - _MEMORY) : context.sentence.start]
    if time is None:
        named = times.find(lead.replace("\n", " "), published)
        time = next((t for t in reversed(named) if t.when.precision in {"year", "quarter", "month", "season"}), None)
    if time is None or published is None or time.when.end >= published:
        return None
    if context.carried is None and not _same_states(lead, context):
        return None
    return Period(0, 0, time.when.start, time.when.end)


def _same_states(lead: str, context: Context) -> bool:
    """Whether the sentence speaks of no state that the text before it has not named: no new subject has begun."""
    doc = context.sentence.span.doc
    return all(
        doc[match.start : match.end].text in lead
        for match in gazetteer.find(context.sentence.span)
        if match.entry.kind in {"country", "demonym", "capital", "metonym", "organisation", "body"}
    )


def _in_the_past(quantity: Quantity, context: Context) -> bool:
    """Whether the verb over a quantity is in the simple past, so that it speaks of the time that the text is in."""
    token = context.sentence.span.doc[quantity.anchor]
    verb = clauses.verb_of(token)
    counts = quantity.kind in {"counted", "people"}
    return (
        verb is not None
        and verb.tag_ == "VBD"
        and verb.lemma_ not in clauses.SAY
        and (not counts or context.carried is not None)
        and quantity.unit != "rank"
        and clauses.depth(token) < 2
    )


def _resolved(i: int, periods: Sequence[Period | None], past: Sequence[bool], context: Context) -> Period | None:
    """ "a year earlier" turned into the year before the period of the figure it is compared with."""
    period = periods[i]
    if period is None or not period.shift:
        return period
    main = next(
        (p for p, old in zip(reversed(periods[:i]), reversed(past[:i]), strict=True) if p and not old and not p.shift),
        None,
    )
    if main is None:
        published = context.document.published
        return (
            None
            if published is None or published.year < 2
            else Period(
                period.start, period.end, dt.date(published.year - 1, 1, 1), dt.date(published.year - 1, 12, 31)
            )
        )
    return earlier(main)


_MEMORY = 500

_COMPARES = re.compile(
    r"\b(?:below|above|than|over|(?:up|down|higher|lower|change|increase|decrease) on"
    r"|against|from|with|until|till)\s+(?:the\s+|in\s+)*$",
    re.IGNORECASE,
)

_ADJACENT = re.compile(
    r"[\s,)(]*(?:(?:in|for|during|by|on|at|of|over|through|as|since|the|a|from|within|to|around|this|season"
    r"|only|fiscal)\s+)*"
)


def _owner(period: Period, quantities: Sequence[Quantity], context: Context) -> int | None:
    """The quantity that a period stands right behind ("55% in 2024")."""
    text = text_of(context.sentence.span.doc)
    for number, quantity in enumerate(quantities):
        if (
            quantity.end <= period.start
            and period.start - quantity.end < 40
            and _ADJACENT.fullmatch(text, quantity.end, period.start)
        ):
            return number
    return None


def _cost(
    quantity: Quantity,
    number: int,
    period: Period,
    owner: int | None,
    past: Sequence[bool],
    quantities: Sequence[Quantity],
    context: Context,
) -> float | None:
    """How far a period is from a quantity: 0 right behind it, more within its clause, None if it is another's."""
    text = text_of(context.sentence.span.doc)
    if owner == number and not _COMPARES.search(text[quantity.end : period.start]):
        return 0.0
    if owner is not None and past[owner] and not (past[number] and abs(owner - number) == 1):
        return None
    doc = context.sentence.span.doc
    span = doc.char_span(period.start, period.end, alignment_mode="expand")
    if span is None or (period.shift and not past[number]):
        return None
    if (
        not past[number]
        and _COMPARES.search(text_of(doc)[max(0, period.start - 30) : period.start])
        and period.start > quantity.end
    ):
        return None
    distance = min(abs(period.start - quantity.end), abs(quantity.start - period.end)) / 1000
    anchor = doc[quantity.anchor]
    if anchor.is_ancestor(span.root):
        return 0.5 + distance
    if clauses.depth(anchor) >= 2:
        return None
    mine, its = clauses.verb_of(anchor), clauses.verb_of(span.root)
    if its is not None and its.lemma_ in clauses.SAY and not _in_subject(span.root, its) and its != mine:
        return None
    if past[number] and owner is None and period.end < quantity.start:
        return (
            None if any(q.start > period.end and not p for q, p in zip(quantities, past, strict=True)) else 3 + distance
        )
    if mine == its:
        return 1.0 + distance
    if mine is not None and its is not None and _reports(its, mine):
        return 2.0 + distance
    return None


def _reports(above: Token, below: Token) -> bool:
    """Whether one clause stands in another by clauses alone, not inside a noun."""
    step = below
    while step != above:
        inside = step.dep_ == "pcomp" and step.head.head.pos_ not in {"VERB", "AUX"}
        if step.dep_ in {"relcl", "acl"} or inside or step == step.head:
            return False
        step = step.head
    return True


def _in_subject(token: Token, verb: Token) -> bool:
    subject = clauses.subject_of(verb)
    return subject is not None and subject.is_ancestor(token)
