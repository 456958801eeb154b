"""The brief as one self-contained HTML file: no script, no request, everything from documents escaped.

The template escapes every value by itself; only the drawings and the style sheet, which are made here, go in
as they are. A quotation's mark is put around escaped pieces.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from detente.report import words
from detente.report.drawing import NARROW, WIDE
from detente.report.flow_drawing import flows_svg
from detente.report.index_drawing import index_svg
from detente.report.view import Brief, Evidence

QUOTED = 2
"""A line that rests on at most this many passages shows them; one computed from more names their numbers."""


def render(brief: Brief) -> str:
    """The page, UTF-8 text; the same view gives the same bytes."""
    page = _template().render(
        brief=brief,
        css=Markup(_read("brief.css")),
        charts=_drawings(brief),
        notes={item.id: item for item in brief.evidence},
        home=homes(brief),
        left=_left(brief),
        sections=_sections(brief),
        quoted=QUOTED,
    )
    return page.lstrip()


@functools.cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("detente.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=words.day, signed=words.signed)
    return environment.get_template("brief.html.j2")


def _read(name: str) -> str:
    return resources.files("detente.report").joinpath("templates", name).read_text("utf-8")


def _drawings(brief: Brief) -> Mapping[str, Markup]:
    """The charts in two widths; the texts in them are escaped where they are drawn."""
    out: dict[str, Markup] = {}
    for size in (WIDE, NARROW):
        if brief.index:
            out[f"index-{size.name}"] = Markup(index_svg(brief.index, size))
        if brief.flows:
            out[f"flows-{size.name}"] = Markup(flows_svg(brief.flows, size))
    return out


def lines(brief: Brief) -> Iterator[Any]:
    """Every line that rests on evidence: the listings first, where a quotation is at home, then the summary."""
    yield from brief.chronology.rows
    yield from brief.background.rows
    for side in brief.statements:
        yield from side.said.rows
    yield from brief.figures.rows
    yield from brief.ahead.rows
    yield from brief.announced.rows
    yield from brief.expectations.rows
    yield from brief.forecasts.rows
    yield from brief.checks
    yield from brief.issues
    yield from brief.third_parties.rows
    yield from (brief.summary, *brief.assessment)


def homes(brief: Brief) -> Mapping[str, str]:
    """For each evidence id the line in which its quotation has its anchor."""
    out: dict[str, str] = {}
    for line in lines(brief):
        if len(line.evidence) <= QUOTED and not getattr(line, "computed", False):
            for id in line.evidence:
                out.setdefault(id, line.id)
    return out


def _left(brief: Brief) -> Iterable[Evidence]:
    """Evidence that is named by number only, and so is quoted at the end of the page."""
    home = homes(brief)
    return [item for item in brief.evidence if item.id not in home]


def _sections(brief: Brief) -> list[tuple[str, str]]:
    """The anchors and names of the sections that the page has, for its table of contents."""
    held = (
        ("level", "Level", brief.index is not None),
        ("flows", "Flows", brief.flows is not None),
        ("chronology", "Chronology", bool(brief.chronology.rows)),
        ("statements", "Who said what", bool(brief.statements)),
        ("figures", "Figures", bool(brief.figures.rows)),
        ("issues", "Issues", bool(brief.issues)),
        ("parties", "Third parties", bool(brief.third_parties.rows)),
        ("ahead", "Dates ahead", bool(brief.ahead.rows or brief.calendar.rows or brief.announced.rows)),
        ("expected", "Expectations", bool(brief.expectations.rows)),
        ("track", "Track record", bool(brief.forecasts.rows)),
        ("checks", "Checks", True),
        ("method", "Method", True),
    )
    return [(anchor, name) for anchor, name, shown in held if shown]
