"""What both charts share: sizes, days as numbers, axes of months, and the way from Altair to SVG in a page.

Colours are CSS variables, so that one drawing serves the light and the dark scheme and print; ids are renamed
so that the same view gives the same bytes; nothing is fetched. Horizontal positions are days since 1970 (a
plain number: time zones cannot move a month).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import altair as alt
import vl_convert

from detente.report import words

INK, SOFT, FAINT = "var(--ink)", "var(--soft)", "var(--rule)"
GOOD, BAD = "var(--cooperation)", "var(--conflict)"
LEAST_MONTHS = 6
"""A chart shows at least this many months, so that a single month is not drawn as a whole history."""

FONT = "Liberation Sans, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Size:
    """The plot area of a chart: pixels wide and high, room at the right, and whether events carry names."""

    name: str
    width: int
    height: int
    right: int
    labels: bool


WIDE = Size("wide", 680, 230, 140, labels=True)
NARROW = Size("narrow", 320, 190, 44, labels=False)


def first_day(day: dt.date) -> int:
    """Days since 1970-01-01."""
    return (day - dt.date(1970, 1, 1)).days


def last_day(day: dt.date) -> int:
    """The last day of the month of `day`, in days since 1970-01-01: where a month's level is drawn."""
    return first_day(day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def first_shown(days: Sequence[dt.date]) -> dt.date:
    """The first day of the axis: the first month, or earlier so that half a year is shown in any case."""
    last = days[-1].year * 12 + days[-1].month - 1 - (LEAST_MONTHS - 1)
    return min(days[0], dt.date(last // 12, last % 12 + 1, 1))


def month_axis(ticks: Sequence[dt.date]) -> alt.Axis:
    """An axis with a tick at each of the days, named by month and year."""
    names = ",".join(f"'{first_day(t)}':'{words.MONTHS[t.month - 1]} {t.year}'" for t in ticks)
    return alt.Axis(
        values=[first_day(t) for t in ticks], title=None, grid=False, labelExpr=f"({{{names}}})[datum.value]",
        labelAlign="left", labelFlush=False, tickSize=4,
    )  # fmt: skip


def month_ticks(days: Sequence[dt.date], most: int) -> list[dt.date]:
    """The first days of evenly spaced months of the axis, at most `most` of them."""
    first = first_shown(days)
    count = (days[-1].year - first.year) * 12 + days[-1].month - first.month + 1
    months = [first.year * 12 + first.month - 1 + n for n in range(count)]
    days = [dt.date(month // 12, month % 12 + 1, 1) for month in months]
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if len(days) / s <= most), 240)
    return [day for day in days if (day.year * 12 + day.month - 1) % step == 0] or list(days[:1])


def data(rows: Sequence[dict[str, Any]]) -> alt.InlineData:
    """The rows as inline data."""
    return alt.InlineData(values=list(rows))


def meaning() -> Any:
    """The colour of a datum: teal for cooperation (`good`), vermilion for conflict."""
    return alt.condition("datum.good", alt.value(GOOD), alt.value(BAD))


def finish(chart: alt.TopLevelMixin, name: str, title: str, description: str) -> str:
    """The chart as SVG to stand in a page: its own ids, a text alternative, no fixed size."""
    spec = chart.to_dict()
    spec["config"] = {
        "aria": False, "background": None, "font": FONT, "view": {"stroke": None},
        "axis": {"labelColor": SOFT, "labelFontSize": 11, "gridColor": FAINT, "tickColor": FAINT,
                 "domainColor": FAINT, "labelOverlap": False},
    }  # fmt: skip
    return _own(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]), name, title, description)


def _own(svg: str, name: str, title: str, description: str) -> str:
    ids = dict.fromkeys(re.findall(r'\bid="([^"]+)"', svg))
    for number, old in enumerate(ids, 1):
        new = f"{name}-{number}"
        svg = svg.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    box = re.search(r'viewBox="([^"]+)"', svg)
    inside = svg[svg.index(">", svg.index("<svg")) + 1 :]
    frame = box.group(1) if box else "0 0 700 300"
    head = (
        f'<svg class="chart" viewBox="{frame}" preserveAspectRatio="xMinYMid meet" role="img" '
        f'aria-label="{escape(title)}" aria-describedby="{name}-desc"><title>{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description)}</desc>'
    )
    return head + inside
