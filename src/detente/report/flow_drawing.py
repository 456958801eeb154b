"""The flow chart: cooperation up and conflict down by month, one panel a direction, one scale for both."""

from __future__ import annotations

from typing import Any

import altair as alt

from detente.report.drawing import (
    FAINT,
    INK,
    SOFT,
    Size,
    data,
    finish,
    first_day,
    first_shown,
    last_day,
    meaning,
    month_axis,
    month_ticks,
)
from detente.report.view import FlowChart, Panel

HEAD_ROOM = 1.22
"""The scale runs this far beyond the largest sum, for the labels."""

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**9)


def flows_svg(chart: FlowChart, size: Size) -> str:
    """The flow chart as SVG text: panels side by side where they fit, else one above the other."""
    sums = [value or 0.0 for p in chart.panels for b in p.bars for value in (b.cooperation, b.conflict)]
    most = max(1.0, *sums)
    width = (size.width - 30) // 2 if size.labels else size.width
    panels = [_panel(panel, most, width, first=not number) for number, panel in enumerate(chart.panels)]
    drawn = alt.hconcat(*panels, spacing=24) if size.labels else alt.vconcat(*panels, spacing=12)
    return finish(drawn, f"{chart.id}-{size.name}", chart.title, chart.alt)


def _panel(panel: Panel, most: float, width: int, *, first: bool) -> alt.LayerChart | alt.FacetChart:
    start, stop = first_day(first_shown([b.ds for b in panel.bars])), last_day(panel.bars[-1].ds) + 1
    scale = alt.Scale(domain=[start, stop], nice=False, zero=False)
    x = alt.X("x:Q", scale=scale, axis=month_axis(month_ticks([b.ds for b in panel.bars], 4)))
    edge = most * HEAD_ROOM
    y = alt.Y("y:Q", scale=alt.Scale(domain=[-edge, edge], nice=False), axis=_axis(most))
    zero = alt.Chart(data([{"y": 0}])).mark_rule(color=SOFT).encode(y=y)
    layers = [*_bars(panel, x, y, edge), zero, *_labels(panel, x, y)]
    if first:
        layers.append(_ways(start, edge, x, y))
    title = alt.TitleParams(panel.name, anchor="start", fontSize=12, color=INK, fontWeight="bold", offset=4)
    return alt.layer(*layers).properties(width=width, height=160, title=title)


def _axis(most: float) -> alt.Axis:
    step = next(s for s in _STEPS if most / s <= 3)
    values = sorted({sign * value for value in range(0, int(most) + 1, step) for sign in (-1, 1)})
    return alt.Axis(values=values, title=None, domain=False, ticks=False, labelExpr="abs(datum.value)", labelPadding=6)


def _bars(panel: Panel, x: alt.X, y: alt.Y, edge: float) -> list[alt.Chart]:
    """A bar up and a bar down for each month; a grey ground where nothing was read."""
    rows: list[dict[str, Any]] = [
        {"x": first_day(b.ds) + 3, "x2": last_day(b.ds) - 2, "y": sign * value, "zero": 0, "good": sign > 0}
        for b in panel.bars
        for sign, value in ((1, b.cooperation), (-1, b.conflict))
        if value
    ]
    unread = [
        {"x": first_day(b.ds), "x2": last_day(b.ds) + 1, "y": edge, "zero": -edge} for b in panel.bars if b.n is None
    ]
    x2, y2 = alt.X2("x2:Q"), alt.Y2("zero:Q")
    blank = alt.Chart(data(unread)).mark_bar(color=FAINT, opacity=0.5).encode(x=x, x2=x2, y=y, y2=y2)
    return [blank, alt.Chart(data(rows)).mark_bar().encode(x=x, x2=x2, y=y, y2=y2, color=meaning())]


def _labels(panel: Panel, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The largest bar of each kind with its value."""
    out = []
    for sign, kind in ((1, "cooperation"), (-1, "conflict")):
        best = max(panel.bars, key=lambda bar: getattr(bar, kind) or 0.0)
        value = getattr(best, kind) or 0.0
        middle = (first_day(best.ds) + last_day(best.ds)) / 2
        rows = [{"x": middle, "y": sign * value, "text": f"{value:g}", "good": sign > 0}] if value else []
        text = alt.Chart(data(rows)).mark_text(fontSize=11, fontWeight="bold", dy=-7 if sign > 0 else 8)
        out.append(text.encode(x=x, y=y, text="text:N", color=meaning()))
    return out


def _ways(start: int, edge: float, x: alt.X, y: alt.Y) -> alt.Chart:
    """Which way is which, said once, in the first panel."""
    rows = [
        {"x": start, "y": sign * edge * 0.94, "text": word, "good": sign > 0}
        for sign, word in ((1, "\u2191 cooperation"), (-1, "\u2193 conflict"))
    ]
    text = alt.Chart(data(rows)).mark_text(fontSize=11, align="left", dx=2)
    ways: alt.Chart = text.encode(x=x, y=y, text="text:N", color=meaning())
    return ways
