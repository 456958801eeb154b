"""The two charts as data: the index with its named events, and the flows by direction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import polars as pl

from detente.records import Event
from detente.report import words
from detente.report.context import Context
from detente.report.view import Bar, FlowChart, IndexChart, Named, Panel, Point

MAX_NAMED = 6
MIN_DAYS_APART = 10
MAX_NAME = 34
"""Characters that fit over a panel; longer names give way to the codes."""


def points(context: Context) -> tuple[Point, ...]:
    """The index in the months that are shown, counted back from its last period."""
    frame = context.index
    if frame.is_empty():
        return ()
    low, high = (next(c for c in frame.columns if c.startswith(f"y-{end}-")) for end in ("lo", "hi"))
    first = _back(frame["ds"].to_list()[-1], context.settings.report.chart_months - 1)
    rows = frame.filter(pl.col("ds") >= first).iter_rows(named=True)
    return tuple(Point(row["ds"], row["y"], row[low], row[high], row["n"], row.get("n_period", 0)) for row in rows)


def level_percent(context: Context) -> int:
    """The coverage of the interval in per cent, as the column of the index names it."""
    name = next((c for c in context.index.columns if c.startswith("y-lo-")), "y-lo-90")
    return int(name.rsplit("-", 1)[1])


def _back(day: dt.date, months: int) -> dt.date:
    total = day.year * 12 + day.month - 1 - months
    return dt.date(total // 12, total % 12 + 1, 1)


def index_chart(context: Context) -> IndexChart | None:
    """The index chart, or None without a measured act."""
    shown = points(context)
    if not shown:
        return None
    named = tuple(_named(context, event, n) for n, event in enumerate(_choose(context, shown), 1))
    last, percent = shown[-1], level_percent(context)
    interval = f"{words.signed(last.low)} to {words.signed(last.high)}"
    title = index_title(shown)
    documents = words.count(len(context.material.documents), "document")
    window = context.settings.measure.window_months
    return IndexChart(
        id="index",
        title=title,
        subtitle=f"Relationship index at the end of each month, \u221210 (conflict) to +10 (cooperation); band: "
        f"{percent}% interval",
        source=f"{words.count(last.n, 'act')} in the {window} months to the last, from {documents}.",
        alt=f"{title}. The last value is {words.signed(last.y)}, {percent}% interval {interval}. "
        + " ".join(f"{item.number}: {item.date}, {item.text}." for item in named),
        points=shown,
        named=named,
        evidence=tuple(id for item in named for id in item.evidence),
    )


def index_title(shown: Sequence[Point]) -> str:
    """The title of the index: its last level, and where that stands among the months shown."""
    last = shown[-1]
    now = f"Level {words.signed(last.y)} in {words.month(last.ds)}"
    if len(shown) == 1:
        return f"{now}, the first month measured"
    low, high = min(shown, key=lambda p: p.y), max(shown, key=lambda p: p.y)
    if words.signed(low.y) == words.signed(high.y):
        return f"{now}, as in all {len(shown)} months"
    if last is low or last is high:
        return f"{now}, the {'lowest' if last is low else 'highest'} of {len(shown)} months"
    far = max((low, high), key=lambda p: abs(p.y - last.y))
    word = "up" if last.y > far.y else "down"
    return f"{now}, {word} from {words.signed(far.y)} in {words.month(far.ds)}"


def _choose(context: Context, shown: Sequence[Point]) -> list[Event]:
    """The events to name: the heaviest by score and independent reports, not too near each other, by date."""
    start = shown[0].ds
    held = [e for e in context.measured if e.when and e.when.precision == "day" and e.when.start >= start]
    held.sort(key=lambda e: (-abs(e.score or 0.0) * (1 + min(e.origins, 5) / 5), e.id))
    chosen: list[tuple[dt.date, Event]] = []
    for event in held:
        day = event.when.start if event.when else start
        if len(chosen) < MAX_NAMED and all(abs((day - other).days) >= MIN_DAYS_APART for other, _ in chosen):
            chosen.append((day, event))
    return [event for _, event in sorted(chosen, key=lambda pair: pair[0])]


def _named(context: Context, event: Event, number: int) -> Named:
    day = event.when.start if event.when else context.material.generated
    cooperative = event.quad.endswith("cooperation")
    found = context.evidence([event])
    text = f"{words.headline(event)}: “{context.quote(event, 100)}”"
    way, noun = words.direction(event), words.noun(event)
    return Named(number, day, words.day(day), way, noun, text, cooperative, found)


def flow_chart(context: Context) -> FlowChart | None:
    """The flows in the months that are shown, or None without a measured act."""
    shown = points(context)
    if not shown or context.flows.is_empty():
        return None
    a, b = context.dyad
    frame = context.flows.filter(pl.col("ds") >= shown[0].ds, pl.col("ds") <= shown[-1].ds)
    panels = (_panel(frame, a, b), _panel(frame, b, a))
    title, month = _flow_title(panels)
    acts = [e for e in context.measured if e.when and month and _same_month(e.when.start, month)]
    total = sum(bar.n or 0 for panel in panels for bar in panel.bars)
    unread = sum(1 for bar in panels[0].bars if bar.n is None)
    verb = "is" if unread == 1 else "are"
    gaps = f" {words.count(unread, 'month')} in which nothing read was published {verb} shaded." if unread else ""
    return FlowChart(
        id="flows",
        title=title,
        subtitle="Sum of scores of the acts of each month, by direction; one scale for both",
        source=f"{words.count(total, 'act')} in the two directions; a mutual act counts in each.{gaps}",
        alt=f"{title}. " + " ".join(_panel_words(panel) for panel in panels),
        panels=panels,
        evidence=context.evidence(context.weighty(acts), 6),
    )


def _panel(frame: pl.DataFrame, actor: str, recipient: str) -> Panel:
    rows = frame.filter(pl.col("unique_id") == f"{actor}>{recipient}").sort("ds").iter_rows(named=True)
    bars = tuple(Bar(row["ds"], row["cooperation"], row["conflict"], row["n"]) for row in rows)
    name = f"{words.name(actor)} \u2192 {words.name(recipient)}"
    short = f"{actor} \u2192 {recipient}"
    return Panel(f"{actor}>{recipient}", name if len(name) <= MAX_NAME else short, bars)


def _flow_title(panels: Sequence[Panel]) -> tuple[str, dt.date | None]:
    """The finding, and the month it speaks of: the largest monthly sum in either direction."""
    sums = [
        (value or 0.0, kind, panel, bar)
        for panel in panels
        for bar in panel.bars
        for kind, value in (("Conflict", bar.conflict), ("Cooperation", bar.cooperation))
    ]
    best = max(sums, key=lambda item: item[0], default=None)
    if best is None or best[0] == 0:
        return "No act with a score other than zero in the months shown", None
    value, kind, panel, bar = best
    one, two = (words.named(code) for code in panel.direction.split(">"))
    month = words.month(bar.ds)
    return f"{kind} from {one} to {two} peaked at {value:.1f} in {month}", bar.ds


def _same_month(day: dt.date, month: dt.date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def _panel_words(panel: Panel) -> str:
    good = sum(bar.cooperation or 0.0 for bar in panel.bars)
    bad = sum(bar.conflict or 0.0 for bar in panel.bars)
    acts = words.count(sum(bar.n or 0 for bar in panel.bars), "act")
    return f"{panel.name}: cooperation {good:.1f} and conflict {bad:.1f} in all, {acts}."
