"""Sections made of events: chronology, background, what is announced or conditional, issues, third parties."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from detente.measure import issues, third_parties, triangles
from detente.measure.third_parties import codes
from detente.records import Event
from detente.report import words
from detente.report.context import FACT, Context, latest_first
from detente.report.evidence import main_report
from detente.report.view import Act, IssueCell, IssueRow, Line, Listing

MAX_BACKGROUND = 12
MAX_ANNOUNCED = 12
MAX_PARTIES = 15

_NOT_FACT = {"planned": "announced", "hypothetical": "conditional", "negated": "said not to have happened"}


def chronology(context: Context) -> Listing[Act]:
    """What happened, by the reports, the latest first."""
    return _listing(context, context.acts, context.settings.report.max_chronology, "act")


def background(context: Context) -> Listing[Act]:
    """Older acts that the reports recall; they never move the level."""
    old = latest_first(e for e in context.own if e.background and e.status in FACT)
    return _listing(context, old, MAX_BACKGROUND, "past")


def announced(context: Context) -> Listing[Act]:
    """What is only planned, conditional or denied: none of it has happened."""
    open_ = latest_first(e for e in context.own if e.status in _NOT_FACT)
    return _listing(context, open_, MAX_ANNOUNCED, "plan")


def _listing(context: Context, events: Sequence[Event], limit: int, prefix: str) -> Listing[Act]:
    rows = [_act(context, event, f"{prefix}-{number}") for number, event in enumerate(events[:limit], 1)]
    return Listing(tuple(rows), max(0, len(events) - limit))


def _act(context: Context, event: Event, line: str) -> Act:
    mention, _ = main_report(event, context.material.reports[event.id])
    fact = event.status in FACT
    return Act(
        id=line,
        date=words.when(event.when),
        start=event.when.start if event.when else None,
        actor=event.actor or "",
        recipient=event.recipient or "",
        mutual=event.mutual,
        root=event.type,
        headline=words.headline(event) if fact else _not_fact(event),
        quote=context.quote(event),
        issue=words.issue(event.issue),
        score=event.score,
        cooperative=event.quad.endswith("cooperation"),
        tags=_tags(event, mention.asserted_by),
        evidence=context.evidence([event]),
    )


def _not_fact(event: Event) -> str:
    return f"{words.capital(_NOT_FACT[event.status])}: {words.noun(event)}"


def _tags(event: Event, asserted_by: str) -> tuple[str, ...]:
    tags = ["ongoing"] if event.status == "ongoing" else []
    if asserted_by != "text":
        tags.append(f"on the word of {asserted_by}")
    if event.when is not None and event.when.basis != "stated" and event.status in FACT:
        tags.append("date of the report" if event.when.basis == "published" else "date inferred")
    return tuple(tags)


def issue_rows(context: Context) -> tuple[IssueRow, ...]:
    """Counts and mean score by issue, with a cell for each direction."""
    frame = issues(context.frame, context.dyad).filter(pl.col("n") > 0)
    keys = frame["issue"].unique(maintain_order=True).to_list()
    return tuple(_issue_row(context, frame, key, number) for number, key in enumerate(keys, 1))


def _issue_row(context: Context, frame: pl.DataFrame, key: str | None, number: int) -> IssueRow:
    a, b = context.dyad
    rows = frame.filter(pl.col("issue").eq_missing(pl.lit(key, dtype=pl.String)))
    found = {row["direction"]: row for row in rows.iter_rows(named=True)}
    cells = tuple(_cell(name, found.get(name)) for name in (f"{a}>{b}", f"{b}>{a}"))
    acts = [e for e in context.acts if e.issue == key and e.actor and e.recipient and e.status == "occurred"]
    label = words.issue(key) or "No issue named"
    return IssueRow(f"issue-{number}", label, cells, context.evidence(context.weighty(acts), 1))


def _cell(direction: str, row: dict[str, Any] | None) -> IssueCell:
    if row is None:
        return IssueCell(direction, 0, 0, 0, None)
    n, good, bad, mean = (row[name] for name in ("n", "n_cooperation", "n_conflict", "mean_score"))
    return IssueCell(direction, n, good, bad, mean)


def parties(context: Context) -> Listing[Line]:
    """A line for each third party: what it did to the two, what they did to it, where it is spoken of."""
    frame = third_parties(context.frame, context.dyad, context.material.mentions)
    sides = {row["party"]: row for row in triangles(context.frame, context.dyad).iter_rows(named=True)}
    keys = frame["party"].unique(maintain_order=True).to_list()
    lines = [
        _party(context, frame.filter(pl.col("party") == key), key, n, sides.get(key)) for n, key in enumerate(keys, 1)
    ]
    shown = [line for line in lines if line.evidence]
    return Listing(tuple(shown[:MAX_PARTIES]), max(0, len(shown) - MAX_PARTIES))


def _party(context: Context, frame: pl.DataFrame, key: str, number: int, side: dict[str, Any] | None) -> Line:
    parts = []
    for (role, member), rows in frame.group_by("role", "member", maintain_order=True):
        good = int(rows.filter(pl.col("quad").str.ends_with("cooperation"))["n"].sum())
        total = int(rows["n"].sum())
        who, other = words.named(str(member)), words.named(key)
        split = f" ({good} of cooperation, {total - good} of conflict)"
        if role == "about":
            parts.append(f"subject of {words.count(total, 'reported act')} by {who}")
        else:
            first, second = (other, who) if role == "actor" else (who, other)
            parts.append(f"{words.count(total, 'act')} by {first} towards {second}{split}")
    label = words.capital(words.name(key))
    text = words.capital("; ".join(parts)) + "." + _side(context, side)
    return Line(f"party-{number}", text, _party_evidence(context, key), label)


def _side(context: Context, side: dict[str, Any] | None) -> str:
    """On whose side the party acts, only where it acts towards both and the interval settles it."""
    if side is None or side["on_side"] is None or not (side["n_to_first"] and side["n_to_second"]):
        return ""
    first = side["on_side"] == context.dyad[0]
    other = words.named(context.dyad[1] if first else context.dyad[0])
    low, high = (value for key, value in side.items() if key.startswith(("side-lo", "side-hi")))
    ends = sorted((low, high) if first else (-low, -high))
    better, gap = words.named(side["on_side"]), abs(side["side"])
    interval = f"{round(100 * context.settings.measure.interval)}% {words.signed(ends[0])} to {words.signed(ends[1])}"
    return f" It treats {better} better than {other}, by {gap:.1f} in the mean score ({interval})."


def _party_evidence(context: Context, key: str) -> tuple[str, ...]:
    acts = [e for e in context.held if key in (e.actor, e.recipient) and e.status == "occurred"]
    acts = [e for e in acts if {e.actor, e.recipient} & set(context.dyad)]
    found = context.evidence(context.weighty(acts), 2)
    if found:
        return found
    about = [m for m in context.material.mentions if m.status in FACT and key in codes(m.about)]
    return next((context.register.passage(m.document, (m.evidence,), m.sentence) for m in about), ())
