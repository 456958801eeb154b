"""`compose`: the view of a brief from its material, section by section in the order of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from detente import settings as thresholds
from detente.report import acts, lists, series, track, words
from detente.report.context import Context
from detente.report.evidence import source
from detente.report.headline import assessment, summary
from detente.report.material import Material
from detente.report.view import Brief, Fact
from detente.settings import Settings


def compose(material: Material, settings: Settings | None = None) -> Brief:
    """The view of the brief on the pair.

    Lines are computed from the material alone; an event without a report that can be quoted is not shown, and
    the number of these is stated. The same material gives the same brief.
    """
    context = Context(material, settings or thresholds.load())
    head = summary(context)
    lines = assessment(context, lists.ahead(context))
    index, flow = series.index_chart(context), series.flow_chart(context)
    first, second = context.names
    return Brief(
        dyad=material.dyad,
        title=f"{first} {words.DASH} {second}",
        subtitle=_subtitle(context),
        generated=material.generated,
        state=_state(context),
        masthead=_masthead(context),
        summary=head,
        assessment=lines,
        index=index,
        flows=flow,
        chronology=acts.chronology(context),
        background=acts.background(context),
        statements=lists.statements(context),
        figures=lists.figures(context),
        issues=acts.issue_rows(context),
        third_parties=acts.parties(context),
        ahead=lists.ahead(context),
        calendar=lists.calendar(context),
        announced=acts.announced(context),
        expectations=lists.expectations(context),
        checks=lists.checks(context),
        checks_note=material.checks_note,
        method=_method(context),
        counts=_counts(context),
        versions=tuple(Fact(key, value) for key, value in material.versions.items()),
        limits=_limits(context),
        documents=tuple(source(document) for document in material.documents.values()),
        forecasts=track.forecasts(context),
        track=track.scores(context),
        evidence=context.register.all(),
    )


def _state(context: Context) -> Literal["empty", "one document", "full"]:
    if not context.own:
        return "empty"
    return "one document" if len(context.material.documents) == 1 else "full"


def _subtitle(context: Context) -> str:
    if not context.measured:
        return "The state of the relationship: nothing measured"
    latest = max(event.when.end for event in context.measured if event.when)
    return f"The state of the relationship, {words.month(latest)}"


def _masthead(context: Context) -> tuple[Fact, ...]:
    documents = context.material.documents.values()
    publishers = sorted({d.publisher for d in documents if d.publisher})
    more = f" and {len(publishers) - 4} more" if len(publishers) > 4 else ""
    return (
        Fact("Acts measured", _measured(context)),
        Fact("Documents", f"{len(context.material.documents):,}, published "
             + _period(d.published for d in documents if d.published)),
        Fact("Publishers", (", ".join(publishers[:4]) + more) or "not known"),
        Fact("Date of the brief", words.day(context.material.generated)),
    )  # fmt: skip


def _measured(context: Context) -> str:
    times = sorted((e.when for e in context.measured if e.when), key=lambda when: (when.start, when.end))
    if not times:
        return "none"
    first, last = words.when(times[0]), words.when(max(times, key=lambda when: (when.end, when.start)))
    return first if first == last else f"{first} {words.DASH} {last}"


def _period(days: Iterable[dt.date]) -> str:
    held = sorted(days)
    if not held:
        return "on days not known"
    first, last = words.day(held[0]), words.day(held[-1])
    return first if first == last else f"{first} {words.DASH} {last}"


def _method(context: Context) -> tuple[str, ...]:
    measure = context.settings.measure
    return (
        "Each document is coded into acts (who did what to whom, as PLOVER roots), statements, figures, "
        "expectations and occasions. Reports of one act are one event, counted once, at the date of the act.",
        "The level at the end of a month is what a state-space model (a local level on signed square roots) makes of "
        "all months: of each month the sum of the scores of the acts between the two over their number and "
        f"{measure.quiet_acts:g} more of score zero, the noisier the fewer they are. It is the level as known on the "
        "date of the brief; later reports may change an earlier month. Zero means a balance of cooperation and "
        "conflict, or a long quiet; a month in which nothing was read says "
        "nothing, and the interval widens.",
        "A score is the root\u2019s on the Goldstein scale, not a judgement of this act. Reports counted as "
        "independent have different owners and texts; an official source proves that a thing was said, not that "
        "it is so.",
    )  # fmt: skip


def _counts(context: Context) -> tuple[Fact, ...]:
    material = context.material
    events = context.own
    own = (
        ("Documents", len(material.documents)),
        ("Reports of acts (mentions)", len(material.mentions)),
        ("Events of the pair", len(events)),
        ("of these measured", len(context.measured)),
        ("Statements", len(material.statements)),
        ("Figures", len(material.figures)),
        ("Expectations", len(material.expectations)),
        ("Occasions", len(material.occasions)),
    )
    return tuple(Fact(label, f"{value:,}") for label, value in (*own, *material.coverage.items()))


def _limits(context: Context) -> tuple[str, ...]:
    measured = {event.id for event in context.measured}
    vague = sum(1 for e in context.acts if e.id not in measured)
    old = sum(1 for e in context.own if e.background)
    silent = len(context.material.events) - len(context.held)
    past = lists.past(context)
    found = (
        (len(context.material.documents) == 1, "One document only: no act is corroborated."),
        (vague > 0, f"{words.count(vague, 'act')} listed without moving the level: not dated to a month, ongoing, "
                    "unscored, or without a named counterpart."),
        (old > 0, f"{words.count(old, 'act')} recalled from earlier times: listed as background, never in the level."),
        (silent > 0, f"{words.count(silent, 'event')} without a sentence to quote: not shown."),
        (past > 0, f"{words.count(past, 'occasion')} already past on the date of the brief: not shown."),
        (True, "The reading is by machine. It misses acts and misreads some; follow the notes before relying on "
               "a line."),
        (True, "What was not read is not known: few reports may mean calm, or few sources."),
    )  # fmt: skip
    return tuple(text for applies, text in found if applies)
