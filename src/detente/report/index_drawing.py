"""The index chart: band and line, the named events above it, and the acts of each month underneath."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import numpy as np

from detente.report import words
from detente.report.drawing import (
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
from detente.report.view import IndexChart, Named, Point

LANE = 17
"""Height of one lane of event labels, in pixels."""

CHARACTER = 6.1
"""Mean width of a character of an event label, in pixels."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The scales of the index chart, in days and in points of the index; `top` is the room for labels."""

    size: Size
    start: float
    stop: float
    low: float
    high: float
    top: int = 0

    def pixel(self, x: float) -> float:
        """Where a day lies, in pixels from the left."""
        return (x - self.start) / (self.stop - self.start) * self.size.width

    @property
    def unit(self) -> float:
        """Points of the index in a pixel."""
        return (self.high - self.low) / self.size.height

    def x(self) -> alt.X:
        """The shared horizontal encoding, without an axis."""
        return alt.X("x:Q", scale=self.scale(), axis=None)

    def scale(self) -> alt.Scale:
        """The horizontal scale."""
        return alt.Scale(domain=[self.start, self.stop], nice=False, zero=False)

    def y(self, field: str = "y") -> alt.Y:
        """The shared vertical encoding, with ticks only where the index can lie."""
        scale = alt.Scale(domain=[self.low, self.high + self.top * self.unit], nice=False, zero=False)
        values = [v for v in range(-10, 11, 2) if self.low <= v <= self.high]
        sign = "(datum.value > 0 ? '+' : datum.value < 0 ? '\u2212' : '') + abs(datum.value)"
        axis = alt.Axis(values=values, title=None, labelExpr=sign, domain=False, ticks=False, labelPadding=6)
        return alt.Y(f"{field}:Q", scale=scale, axis=axis)


def index_svg(chart: IndexChart, size: Size) -> str:
    """The index chart as SVG text."""
    bare = _frame(chart.points, size)
    lanes = place(chart.named, bare, labels=size.labels)
    top = (max(lanes, default=-1) + 1) * LANE + (8 if lanes else 0)
    frame = Frame(size, bare.start, bare.stop, bare.low, bare.high, top)
    layers = [*_band(chart.points, frame), *_events(chart, frame, lanes), *_ends(chart.points[-1], frame)]
    main = alt.layer(*layers).properties(width=size.width, height=size.height + top)
    drawn = alt.vconcat(main, _counts(chart.points, frame), spacing=6)
    return finish(drawn, f"{chart.id}-{size.name}", chart.title, chart.alt)


def _frame(points: Sequence[Point], size: Size) -> Frame:
    low = np.floor(min(-1.0, *(p.low for p in points)))
    high = np.ceil(max(1.0, *(p.high for p in points)))
    start, stop = first_day(first_shown([p.ds for p in points])), last_day(points[-1].ds)
    room = (stop - start) * size.right / (size.width - size.right)
    return Frame(size, float(start), float(stop + room), float(low), float(high))


def place(named: Sequence[Named], frame: Frame, *, labels: bool) -> list[int]:
    """The lane of each event's label, in the order of the dates; no label and no leader crosses another.

    Labels run to the right of their leader, so a later event that falls under an earlier label takes a lower
    lane than it.
    """
    lanes: list[int] = []
    ends: list[float] = []
    for item in named:
        at = frame.pixel(first_day(item.day))
        taken = [lane for lane, end in zip(lanes, ends, strict=True) if end > at - 8]
        lanes.append(max(taken, default=-1) + 1)
        ends.append(at + (CHARACTER * len(label_of(item, frame)) + 10 if labels else 14))
    return lanes


def label_of(item: Named, frame: Frame) -> str:
    """The number with who did what to whom; without the deed where that would run over the edge."""
    if not frame.size.labels:
        return str(item.number)
    full = f"{item.number}  {item.way} {item.noun}"
    room = frame.size.width - frame.pixel(first_day(item.day))
    return full if CHARACTER * len(full) < room else f"{item.number}  {item.way}"


def _band(points: Sequence[Point], frame: Frame) -> list[alt.Chart]:
    rows = [{"x": last_day(p.ds), "y": p.y, "low": p.low, "high": p.high, "acts": p.n_period} for p in points]
    zero = alt.Chart(data([{"y": 0}])).mark_rule(color=SOFT, strokeWidth=1).encode(y=frame.y())
    base, x, y2 = alt.Chart(data(rows)), frame.x(), alt.Y2("high:Q")
    if len(points) == 1:
        band = base.mark_rule(color=INK, strokeWidth=9, opacity=0.16).encode(x=x, y=frame.y("low"), y2=y2)
    else:
        band = base.mark_area(color=INK, opacity=0.13).encode(x=x, y=frame.y("low"), y2=y2)
    line = base.mark_line(color=INK, strokeWidth=1.8).encode(x=x, y=frame.y())
    read = alt.Chart(data([row for row in rows if row["acts"]]))
    return [zero, band, line, read.mark_circle(color=INK, size=16, opacity=1).encode(x=x, y=frame.y())]


def _events(chart: IndexChart, frame: Frame, lanes: Sequence[int]) -> list[alt.Chart]:
    """Leaders from the line up to numbered labels; cooperation points up and conflict down, also in grey."""
    xs, ys = [last_day(p.ds) for p in chart.points], [p.y for p in chart.points]
    ceiling = frame.high + frame.top * frame.unit
    rows = [
        {
            "x": max(first_day(item.day), xs[0]),  # the line begins at the end of its first month
            "y": float(np.interp(first_day(item.day), xs, ys)),
            "top": ceiling - (lane + 0.5) * LANE * frame.unit,
            "label": label_of(item, frame),
            "good": item.cooperative,
        }
        for item, lane in zip(chart.named, lanes, strict=True)
    ]
    base, x, y = alt.Chart(data(rows)), frame.x(), frame.y()
    shape = alt.condition("datum.good", alt.value("triangle-up"), alt.value("triangle-down"))
    points = base.mark_point(filled=True, size=48, opacity=1)
    names = base.mark_text(align="left", dx=4, fontSize=11, color=INK)
    return [
        base.mark_rule(color=SOFT, strokeWidth=0.7).encode(x=x, y=y, y2=alt.Y2("top:Q")),
        points.encode(x=x, y=y, color=meaning(), shape=shape),
        names.encode(x=x, y=frame.y("top"), text="label:N"),
    ]


def _ends(last: Point, frame: Frame) -> list[alt.Chart]:
    """Direct labels at the right: the last value with its interval, and which way is which."""
    at = last_day(last.ds)
    interval = f"{words.signed(last.low)} to {words.signed(last.high)}"
    rows = [{"x": at, "y": last.y, "value": words.signed(last.y), "interval": interval}]
    text = alt.Chart(data(rows)).encode(x=frame.x(), y=frame.y())
    value = text.mark_text(align="left", dx=7, fontSize=15, fontWeight="bold", color=INK).encode(text="value:N")
    if not frame.size.labels:
        return [value]
    poles = [
        {"x": at, "y": frame.high, "pole": "\u2191 cooperation", "good": True},
        {"x": at, "y": frame.low, "pole": "\u2193 conflict", "good": False},
    ]
    ways = alt.Chart(data(poles)).mark_text(align="left", dx=7, fontSize=11, baseline="middle")
    return [
        value,
        text.mark_text(align="left", dx=7, dy=16, fontSize=11, color=SOFT).encode(text="interval:N"),
        ways.encode(x=frame.x(), y=frame.y(), text="pole:N", color=meaning()),
    ]


def _counts(points: Sequence[Point], frame: Frame) -> alt.LayerChart | alt.FacetChart:
    """The strip of acts a month under the index: a thin period is seen to be thin."""
    most = max(1, max(p.n_period for p in points))
    rows = [{"x": first_day(p.ds) + 3, "x2": last_day(p.ds) - 2, "y": p.n_period, "zero": 0} for p in points]
    ticks = month_ticks([p.ds for p in points], 8 if frame.size.labels else 4)
    x = alt.X("x:Q", scale=frame.scale(), axis=month_axis(ticks))
    y = alt.Y("y:Q", scale=alt.Scale(domain=[0, most]), axis=None)
    bars = alt.Chart(data(rows)).mark_bar(color=SOFT, opacity=0.55)
    text = f"acts (most {most})" if frame.size.labels else f"most {most}"
    note = [{"x": last_day(points[-1].ds), "y": most / 2, "text": text}]
    label = alt.Chart(data(note)).mark_text(align="left", dx=7, fontSize=11, color=SOFT, baseline="middle")
    strip = alt.layer(
        bars.encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("zero:Q")), label.encode(x=x, y=y, text="text:N")
    )
    return strip.properties(width=frame.size.width, height=24)
