"""The assessment at the head of the brief: sentences computed from the data, each with its numbers.

No sentence here states more than the counts, the index and its interval carry: an interval that includes
zero is said to do so, and a change inside the interval is not called a change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from detente.measure import reciprocity
from detente.records import Event
from detente.report import words
from detente.report.context import Context
from detente.report.evidence import title
from detente.report.series import level_percent, points
from detente.report.view import Ahead, Line, Listing, Point

FEW_ACTS = 10
"""Under this many acts in the window the text says that the evidence is thin."""

WEIGHTY = 2
MONTHS_OF_BALANCE = 12


def summary(context: Context) -> Line:
    """The one paragraph: what was read, the level with its interval and n, and what it cannot tell."""
    shown = points(context)
    text = _read(context)
    if not shown:
        return Line("summary", f"{text} {_nothing(context)}", context.evidence(context.acts, 2))
    return Line("summary", f"{text} {_level(context, shown[-1])} {_thin(context, shown[-1])}".strip(),
                context.evidence(context.weighty(context.measured)), computed=True)  # fmt: skip


def _read(context: Context) -> str:
    documents = list(context.material.documents.values())
    if not documents:
        return "No document was read."
    if len(documents) == 1:
        one = documents[0]
        name = title(one)
        parts = [
            f"“{words.isolate(name)}”" if name else "untitled",
            words.isolate(one.publisher) if one.publisher else "publisher not known",
        ]
        parts.append(words.day(one.published) if one.published else "undated")
        return f"This brief rests on one document only ({', '.join(parts)}); nothing in it is corroborated."
    publishers = {d.publisher for d in documents if d.publisher}
    by = f" by {words.count(len(publishers), 'publisher')}" if publishers else ""
    return f"This brief rests on {words.count(len(documents), 'document')}{by}."


def _nothing(context: Context) -> str:
    first, second = (words.named(code) for code in context.dyad)
    if context.acts:
        acts = words.count(len(context.acts), "act is", "acts are")
        return f"{words.capital(acts)} reported, but no level can be given: none is at once between {first} and " \
            f"{second}, dated to a month and scored."  # fmt: skip
    return f"No act between {first} and {second} was found in what was read. No level is given: absence of " \
        "reports is not evidence of calm."  # fmt: skip


def _level(context: Context, last: Point) -> str:
    first, second = (words.named(code) for code in context.dyad)
    interval = f"{level_percent(context)}% interval {words.signed(last.low)} to {words.signed(last.high)}"
    start = (
        f"The level between {first} and {second} in {words.month(last.ds)} is {words.signed(last.y)} "
        f"on a scale from \u221210 to +10 ({interval}, n = {words.count(last.n, 'act')})"
    )
    if last.low <= 0 <= last.high:
        return f"{start}; the interval includes zero, so the data do not settle which of conflict and " \
            "cooperation prevails."  # fmt: skip
    side = "conflict prevails" if last.y < 0 else "cooperation prevails"
    return f"{start}; the whole interval lies {'below' if last.y < 0 else 'above'} zero: {side}."


def _thin(context: Context, last: Point) -> str:
    parts = _unmeasured(context)
    if last.n < FEW_ACTS:
        parts.append(f"{words.capital(words.count(last.n, 'act'))} is little to measure by, and the interval says so.")
    latest = max((e.when.end for e in context.measured if e.when), default=None)
    if latest and (context.material.generated - latest).days > 31:
        gap = words.count((context.material.generated - latest).days, "day")
        parts.append(f"The last act that is measured is of {words.day(latest)}, {gap} before the date of this brief.")
    return " ".join(parts)


def _unmeasured(context: Context) -> list[str]:
    """What stands in the chronology and cannot move the level: it may well point the other way."""
    measured = {event.id for event in context.measured}
    others = [event for event in context.acts if event.id not in measured]
    if not others:
        return []
    bad = sum(1 for event in others if event.quad.endswith("conflict"))
    return [
        f"It rests on {len(measured):,} of the {len(context.acts):,} acts listed; the other {len(others):,} ({bad} of "
        f"conflict, {len(others) - bad} of cooperation) are not dated to a month, are ongoing, or name no counterpart."
    ]


def assessment(context: Context, ahead: Listing[Ahead]) -> tuple[Line, ...]:
    """Three to five lines: the change, who does what, the weightiest acts, what to watch."""
    shown = points(context)
    if not shown:
        return ()
    lines = [_change(context, shown), _balance(context), *_weightiest(context), *_watch(ahead)]
    return tuple(lines)


def _change(context: Context, shown: Sequence[Point]) -> Line:
    last = shown[-1]
    acts = [e for e in context.measured if e.when and e.when.start >= last.ds]
    found = context.evidence(context.weighty(acts))
    if len(shown) == 1:
        return Line("change", f"{words.month(last.ds)} is the first month with a measured act: "
                    "there is nothing earlier to compare.", found, "Change", computed=True)  # fmt: skip
    before = shown[-2]
    change = round(last.y, 1) - round(before.y, 1)
    word = "Unchanged" if abs(change) < 0.05 else f"{'Up' if change > 0 else 'Down'} {abs(change):.1f}"
    text = f"{word} on {words.month(before.ds)} ({words.signed(before.y)})"
    if word != "Unchanged":
        inside = last.low <= before.y <= last.high
        text += ", " + ("within the interval: not distinguishable from no change" if inside else "outside the interval")
    news = words.count(last.n_period, "act")
    return Line(
        "change", f"{text}. {words.capital(words.month(last.ds))} added {news}.", found, "Change", computed=True
    )


def _balance(context: Context) -> Line:
    a, b = context.dyad
    latest = max(e.when.start for e in context.measured if e.when)
    since = latest - dt.timedelta(days=round(MONTHS_OF_BALANCE * 30.44))
    acts = [e for e in context.measured if e.when and e.when.start > since]
    parts = [_does(context, acts, a, b), _does(context, acts, b, a)]
    mutual = sum(1 for e in acts if e.mutual)
    both = f" {words.capital(words.count(mutual, 'mutual act'))} stood beside them." if mutual else ""
    text = f"In the 12 months to {words.day(latest)}, {parts[0]}; {parts[1]}.{both}{_answers(context)}"
    return Line("balance", text, context.evidence(context.weighty(acts)), "Who does what", computed=True)


def _answers(context: Context) -> str:
    """How each side's acts answer those of the other in the month before; nothing where too little is known."""
    found = reciprocity(context.frame, context.dyad, lags=1, coverage=context.coverage).filter(pl.col("lag") == 1)
    found = found.filter(pl.col("y").is_not_null())
    if found.is_empty():
        return ""
    parts = []
    for row in found.iter_rows(named=True):
        _, _, _, middle, low, high, n = row.values()
        told = "does not differ from none" if low <= 0 <= high else "stands out"
        who, whom = (words.named(code) for code in row["unique_id"].split(">"))
        parts.append(
            f"{who} to {whom} {words.signed(middle, 2)} ({level_percent(context)}% {words.signed(low, 2)} to "
            f"{words.signed(high, 2)}, n = {n}), which {told}"
        )
    return f" Response to the other\u2019s acts of the month before: {'; '.join(parts)}."


def _does(context: Context, acts: Sequence[Event], actor: str, recipient: str) -> str:
    own = [e for e in acts if (e.actor, e.recipient) == (actor, recipient) and not e.mutual]
    bad = [e for e in own if e.quad.endswith("conflict")]
    total = words.count(len(own), "act")
    split = f" ({len(bad)} of conflict, {len(own) - len(bad)} of cooperation)" if own else ""
    return f"{words.named(actor)} directed {total} at {words.named(recipient)}{split}"


def _weightiest(context: Context) -> list[Line]:
    heaviest = context.weighty(context.measured)[:WEIGHTY]
    return [_weighty(context, event, f"weighty-{number}") for number, event in enumerate(heaviest, 1)]


def _weighty(context: Context, event: Event, line: str) -> Line:
    score = words.signed(event.score or 0.0)
    text = f"{words.headline(event)}, {words.when(event.when)} (score {score}): “{context.quote(event, 160)}”"
    return Line(line, text, context.evidence([event]), "Weighty")


def _watch(ahead: Listing[Ahead]) -> list[Line]:
    dated = [item for item in ahead.rows if item.date != "date not given"][:2]
    if not dated:
        return []
    text = "; ".join(f"{item.name} ({item.date})" for item in dated) + "."
    return [Line("watch", text, tuple(id for item in dated for id in item.evidence), "Watch")]
