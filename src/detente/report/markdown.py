"""The brief as Markdown with numbered notes; everything from documents is escaped for Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from detente.report import words
from detente.report.view import Act, Brief, Check, Evidence, Line, Listing, Said, Source

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$])")


def render(brief: Brief) -> str:
    """The brief as Markdown text; the same view gives the same bytes."""
    notes = {item.id: item for item in brief.evidence}
    parts = [_head(brief), *_sections(brief, notes), _notes(brief.evidence)]
    return "\n\n".join(part for part in parts if part) + "\n"


def plain(text: str) -> str:
    """The text with nothing left that Markdown or HTML would read as markup, on one line."""
    flat = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text).replace("&", "&amp;"))
    return re.sub(r"(?<!\w)(https?|javascript|data)(:)", r"\1&#58;", flat, flags=re.IGNORECASE)


def _head(brief: Brief) -> str:
    facts = "\n".join(f"- {fact.label}: {plain(fact.value)}" for fact in brief.masthead)
    return f"# {plain(brief.title)}\n\n*{plain(brief.subtitle)}*\n\n{facts}"


def _refs(ids: Iterable[str], notes: Mapping[str, Evidence]) -> str:
    return "".join(f"[^{notes[id].number}]" for id in ids)


def _section(title: str, lines: Iterable[str], more: int = 0) -> str:
    body = list(lines)
    if not body:
        return ""
    tail = f"\n\n{more:,} more not shown." if more else ""
    return f"## {title}\n\n" + "\n".join(f"- {line}" for line in body) + tail


def _sections(brief: Brief, notes: Mapping[str, Evidence]) -> Iterator[str]:
    def refs(ids: tuple[str, ...]) -> str:
        return _refs(ids, notes)

    yield f"## Assessment\n\n{plain(brief.summary.text)}{refs(brief.summary.evidence)}"
    yield "\n".join(_line(line, notes) for line in brief.assessment)
    if brief.state == "empty":
        yield _section("What was read", (_cite(document) for document in brief.documents))
    yield from _charts(brief, notes)
    yield _acts("Chronology", brief.chronology, notes)
    yield _acts("Recalled from earlier times", brief.background, notes)
    for side in brief.statements:
        said = (_said(item, notes) for item in side.said.rows)
        yield _section(f"Who said what: {side.name}", said, side.said.more)
    yield _section("Figures", (
        f"**{plain(f.value)}** {plain(f.subject)}{', ' + plain(f.period) if f.period else ''} ({f.role}"
        f"{'; ' + plain(f.detail) if f.detail else ''}){refs(f.evidence)}"
        for f in brief.figures.rows
    ), brief.figures.more)  # fmt: skip
    yield _section("Issues, by direction", (
        f"**{plain(row.issue)}**: "
        + "; ".join(f"{cell.direction.replace('>', ' → ')} {words.count(cell.n, 'act')}"
                    + (f", mean score {words.signed(cell.mean_score)}" if cell.mean_score is not None else "")
                    for cell in row.cells) + refs(row.evidence)
        for row in brief.issues
    ))  # fmt: skip
    parties = (_line(line, notes)[2:] for line in brief.third_parties.rows)
    yield _section("Third parties", parties, brief.third_parties.more)
    yield _section("Dates ahead", (
        f"{a.date}: {plain(a.name)} ({plain(a.kind)}{'; ' + plain(a.detail) if a.detail else ''})"
        f"{refs(a.evidence)}" for a in brief.ahead.rows
    ), brief.ahead.more)  # fmt: skip
    yield _section("By the calendar", (
        f"{a.date}: {plain(a.name)} ({plain(a.kind)}{'; ' + plain(a.detail) if a.detail else ''})"
        f" Record: {plain(' '.join(filter(None, (a.source, a.url))))}." for a in brief.calendar.rows
    ), brief.calendar.more)  # fmt: skip
    yield _acts("Announced, conditional or denied", brief.announced, notes)
    yield _section("What is expected, by whom", (
        f"**{plain(e.holder)}**: {plain(e.proposition)}: {plain(e.likelihood)}"
        f"{', by ' + e.horizon if e.horizon else ''}{refs(e.evidence)}" for e in brief.expectations.rows
    ), brief.expectations.more)  # fmt: skip
    yield _section("Track record", (
        *map(plain, brief.track),
        *(f"{f.issued}: {plain(f.what)}: {plain(f.odds)}; {f.came}{refs(f.evidence)} Record: {plain(f.source)}."
          for f in brief.forecasts.rows),
    ), brief.forecasts.more)  # fmt: skip
    yield from _last(brief, notes)


def _said(said: Said, notes: Mapping[str, Evidence]) -> str:
    office = f", {plain(said.office)}" if said.office else ""
    content = " … ".join(f"“{plain(p.text)}”" if p.marked else plain(p.text) for p in said.pieces)
    refs = _refs(said.evidence, notes)
    return f"{said.date}: **{plain(said.speaker)}**{office} {plain(said.verb)}: {content}{refs}"


def _charts(brief: Brief, notes: Mapping[str, Evidence]) -> Iterator[str]:
    if brief.index:
        rows = [
            f"| {p.ds:%Y-%m} | {words.signed(p.y)} | {words.signed(p.low)} to {words.signed(p.high)} | {p.n_period} |"
            for p in brief.index.points
        ]
        table = "\n".join(["| month | level | interval | acts |", "|---|---|---|---|", *rows])
        named = "\n".join(
            f"{item.number}. {item.date}: {plain(item.text)}{_refs(item.evidence, notes)}" for item in brief.index.named
        )
        yield f"## Level: {plain(brief.index.title)}\n\n{plain(brief.index.subtitle)}\n\n{table}\n\n{named}".rstrip()
    if brief.flows:
        rows = [
            f"| {bar.ds:%Y-%m} | {panel.name} | {_sum(bar.cooperation)} | {_sum(bar.conflict)} |"
            for panel in brief.flows.panels
            for bar in panel.bars
        ]
        table = "\n".join(["| month | direction | cooperation | conflict |", "|---|---|---|---|", *rows])
        title = plain(brief.flows.title) + _refs(brief.flows.evidence, notes)
        yield f"## Cooperation and conflict, by direction\n\n{title}\n\n{table}"


def _sum(value: float | None) -> str:
    return "not read" if value is None else f"{value:.1f}"


def _acts(title: str, listing: Listing[Act], notes: Mapping[str, Evidence]) -> str:
    rows = (
        f"{act.date} · {act.actor or '?'} {'↔' if act.mutual else '→'} {act.recipient} · {act.root} · "
        f"**{plain(act.headline)}**: “{plain(act.quote)}”"
        + (f" ({'; '.join(plain(tag) for tag in (act.issue, *act.tags) if tag)})" if act.issue or act.tags else "")
        + _refs(act.evidence, notes)
        for act in listing.rows
    )
    return _section(title, rows, listing.more)


def _line(line: Line, notes: Mapping[str, Evidence]) -> str:
    label = f"**{plain(line.label)}**: " if line.label else ""
    return f"- {label}{plain(line.text)}{_refs(line.evidence, notes)}"


def _record(check: Check) -> str:
    where = " ".join(filter(None, (check.source, check.url)))
    return f" Record: {plain(where)}." if where else ""


def _last(brief: Brief, notes: Mapping[str, Evidence]) -> Iterator[str]:
    if brief.checks:
        yield _section("Checks", (
            f"**{c.verdict}**: “{plain(c.claim)}” {plain(c.why)}{_refs(c.evidence, notes)}{_record(c)}"
            for c in brief.checks
        ))  # fmt: skip
    else:
        yield f"## Checks\n\n{plain(brief.checks_note)}"
    facts = [f"{fact.label}: {plain(fact.value)}" for fact in (*brief.counts, *brief.versions)]
    yield _section("Method, counts, versions and limits", (*map(plain, brief.method), *facts, *brief.limits))


def _cite(source: Source) -> str:
    title = plain(source.title or "Untitled document")
    if source.url:
        title = f"[{title}](<{source.url.replace('>', '%3E').replace('<', '%3C')}>)"
    published = words.day(source.published) if source.published else "undated"
    return f"{title}, {plain(source.publisher or 'publisher not known')}, {published}"


def _notes(evidence: Iterable[Evidence]) -> str:
    return "\n".join(
        f"[^{item.number}]: “"
        + "".join(f"**{plain(p.text)}**" if p.marked else plain(p.text) for p in item.pieces)
        + f"” {_cite(item.source)}. {words.capital(item.count)}."
        for item in evidence
    )
