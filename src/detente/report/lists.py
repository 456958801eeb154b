"""Sections made of other records: statements by side, figures, dates ahead, expectations, checks."""

from __future__ import annotations

import datetime as dt

from detente.coding.who.pronouns import HE, IT, THEY, WE
from detente.ontology import countries
from detente.records import Actor, Document, Expectation, Figure, Finding, Occasion, Statement, TextSpan
from detente.report import words
from detente.report.agenda import Entry, anniversaries, meetings
from detente.report.context import Context
from detente.report.view import Ahead, Check, Expected, Listing, Number, Piece, Said, Side

_QUOTES = "\"'“”‘’«»「」"
_VERDICTS = ("contradicted", "doubtful", "unverifiable", "supported")


def statements(context: Context) -> tuple[Side, ...]:
    """Who said what: the first state, the second, and the others; the latest first on each side."""
    held = sorted(context.material.statements, key=lambda s: _day(context, s), reverse=True)
    held = [s for s in held if s.document in context.material.documents]
    limit, a, b = context.settings.report.max_statements, *context.dyad
    sides: dict[str, list[Statement]] = {a: [], b: [], "": []}
    for statement in held:
        sides[_side(statement.speaker, context.dyad)].append(statement)
    shown = {id(statement) for statement in held[:limit]}
    out = []
    for number, (code, said) in enumerate(sides.items(), 1):
        rows = [s for s in said if id(s) in shown]
        lines = tuple(_said(context, s, f"said-{number}-{row}") for row, s in enumerate(rows, 1))
        name = words.capital(words.name(code)) if code else "Others"
        out.append(Side(name, Listing(lines, len(said) - len(rows))))
    return tuple(side for side in out if side.said.rows or side.said.more)


def _day(context: Context, statement: Statement) -> tuple[dt.date, str]:
    document = context.material.documents.get(statement.document)
    known = statement.when.start if statement.when else document.published if document else None
    return known or dt.date.min, statement.id


def _side(speaker: Actor, dyad: tuple[str, str]) -> str:
    return next((code for code in (speaker.code, speaker.country) if code in dyad and code), "")


def _said(context: Context, statement: Statement, line: str) -> Said:
    document = context.material.documents[statement.document]
    published = document.published
    stated = words.when(statement.when) if statement.when else f"reported {words.day(published)}" if published else None
    spans = statement.content or (statement.evidence,)
    return Said(
        id=line,
        date=stated or "date not given",
        speaker=words.capital(_speaker(statement.speaker)),
        office=statement.speaker.office,
        verb=statement.verb,
        pieces=tuple(_content(document, span) for span in spans),
        evidence=context.register.passage(statement.document, spans, _around(document, statement)),
    )


_BARE = frozenset({"name", "capital", "metonym", "organisation", "body"})
"""How a speaker is told by the very name of a state or a body."""


def _speaker(speaker: Actor) -> str:
    """The person, the state or body by its name, else the words of the text, with the state they leave out."""
    if speaker.person:
        return speaker.person
    if speaker.name and (speaker.resolved in _BARE or speaker.text.lower() in HE | IT | THEY | WE):
        return speaker.name
    text = words.tidy(speaker.text)
    state = countries().get(speaker.code or "")
    if state is None:
        return text
    told = (state.name, *state.demonyms, *state.aliases, state.capital)
    if any(name in text for name in told if name):
        return text
    return f"{text} ({words.name(state.iso3)})"


def _around(document: Document, statement: Statement) -> TextSpan:
    """The statement with its attribution, as the sentence to show."""
    parts = (statement.evidence, *statement.content)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return TextSpan(start, end, document.text[start:end])


def _content(document: Document, span: TextSpan) -> Piece:
    """A span of content; marked if the document itself puts it in quotation marks."""
    before = document.text[span.start - 1 : span.start]
    quoted = span.text[:1] in _QUOTES or (before != "" and before in _QUOTES)
    text = span.text.strip()
    whole = text[:1] in _QUOTES and text[-1:] in _QUOTES and not any(mark in text[1:-1] for mark in _QUOTES)
    return Piece(words.tidy(text[1:-1] if whole else text), marked=quoted and (whole or text[:1] not in _QUOTES))


def figures(context: Context) -> Listing[Number]:
    """Figures, those that name one of the two first; each as the document gives it."""
    held = [f for f in context.material.figures if f.document in context.material.documents]
    held.sort(key=lambda f: not set(f.countries) & set(context.dyad))
    limit = context.settings.report.max_figures
    rows = tuple(_figure(context, figure, n) for n, figure in enumerate(held[:limit], 1))
    return Listing(rows, max(0, len(held) - limit))


def _figure(context: Context, figure: Figure, number: int) -> Number:
    others = {other.id: other for other in context.material.figures}
    earlier, same = others.get(figure.baseline or ""), others.get(figure.same_as or "")
    details = (
        ("of", figure.population),
        ("against", f"{_value(earlier)}{f' in {earlier.period}' if earlier.period else ''}" if earlier else None),
        ("the same as", _value(same) if same else None),
        ("given by", figure.attributed_to.text if figure.attributed_to else None),
    )
    return Number(
        id=f"figure-{number}",
        subject=words.capital(words.tidy(figure.subject, 120)) if figure.subject else "What is counted is not named",
        value=_value(figure),
        role=figure.role,
        period=figure.period,
        detail="; ".join(f"{word} {text}" for word, text in details if text) or None,
        evidence=context.register.passage(figure.document, (figure.evidence,), figure.sentence),
    )


def _value(figure: Figure) -> str:
    change = figure.role == "change" and figure.high is None
    sign = "+" if change and figure.value > 0 else ""
    number = sign + words.plain(figure.value)
    if figure.high is not None:
        number += f" to {words.plain(figure.high)}"
    unit = figure.currency or figure.unit
    tail = "" if unit in (None, "count") else "%" if unit == "percent" else f" {unit}"
    per = f" per {figure.per}" if figure.per else ""
    return words.comparator(figure.comparator) + number + tail + per


def ahead(context: Context) -> Listing[Ahead]:
    """Occasions not yet past on the day of the brief, the nearest first, undated ones last."""
    today = context.material.generated
    held = [o for o in context.material.occasions if o.document in context.material.documents]
    coming = [o for o in held if (o.end or o.start or today) >= today]
    coming.sort(key=lambda o: (o.start or dt.date.max, o.name, o.id))
    limit = context.settings.report.max_expectations
    rows = tuple(_ahead(context, occasion, n) for n, occasion in enumerate(coming[:limit], 1))
    return Listing(rows, max(0, len(coming) - limit))


def _ahead(context: Context, occasion: Occasion, number: int) -> Ahead:
    start, end = occasion.start, occasion.end or occasion.start
    date = words.span(start, end, occasion.precision) if start and end else "date not given"
    who = words.series([words.name(code) for code in occasion.participants])
    detail = "; ".join(part for part in (occasion.place, who) if part)
    return Ahead(
        id=f"ahead-{number}",
        date=date,
        name=words.capital(words.tidy(occasion.name, 160)),
        kind=occasion.kind,
        detail=detail or None,
        evidence=context.register.passage(occasion.document, (occasion.evidence,), occasion.sentence),
    )


def calendar(context: Context) -> Listing[Ahead]:
    """What the reference has ahead within a year: meetings of forums to which both belong, anniversaries of accords."""
    today = context.material.generated
    last = today + dt.timedelta(days=366)
    found = [*meetings(context.dyad, today, last), *anniversaries(context.dyad, today, last)]
    found.sort(key=lambda entry: (entry.start or dt.date.max, entry.name))
    limit = context.settings.report.max_expectations
    rows = tuple(_recurring(entry, number) for number, entry in enumerate(found[:limit], 1))
    return Listing(rows, max(0, len(found) - limit))


def _recurring(entry: Entry, number: int) -> Ahead:
    start, end = entry.start, entry.end or entry.start
    date = words.span(start, end, entry.precision) if start and end else "date not given"
    source = entry.sources[0] if entry.sources else None
    url = source if source and source.startswith("http") else None
    told = {"page": "reference, from this page", "dataset": "reference, from a data set"}.get(entry.basis, "recalled")
    return Ahead(f"calendar-{number}", date, entry.name, entry.kind, entry.place, (), told, url)


def expectations(context: Context) -> Listing[Expected]:
    """What is expected and by whom, with the words' range of odds on the scale that was used."""
    held = [e for e in context.material.expectations if e.document in context.material.documents]
    limit = context.settings.report.max_expectations
    rows = tuple(_expected(context, item, n) for n, item in enumerate(held[:limit], 1))
    return Listing(rows, max(0, len(held) - limit))


def _expected(context: Context, item: Expectation, number: int) -> Expected:
    odds = words.percent(item.low, item.high)
    scale = words.SCALES.get(item.scale or "", item.scale or "no scale named")
    known = f"({odds}, {scale})" if odds else "(no scale gives these words a range)"
    denied = "not " if item.negated and "not" not in item.phrase and item.phrase[:2] != "un" else ""
    return Expected(
        id=f"expected-{number}",
        holder=words.capital(_holder(item.holder)),
        proposition=words.capital(words.tidy(item.proposition)),
        likelihood=f"{denied}“{item.phrase}” {known}",
        low=item.low,
        high=item.high,
        horizon=words.when(item.horizon) if item.horizon else None,
        evidence=context.register.passage(item.document, (item.evidence,), item.sentence),
    )


def _holder(holder: Actor | None) -> str:
    return "the text itself" if holder is None else holder.person or holder.name or holder.text


def checks(context: Context) -> tuple[Check, ...]:
    """The findings, contradictions first; what could not be verified is left to `detente verify`."""
    held = [f for f in context.material.findings if f.document in context.material.documents]
    held = [finding for finding in held if finding.verdict != "unverifiable"]
    held.sort(key=lambda finding: _VERDICTS.index(finding.verdict))
    return tuple(_check(context, finding, n) for n, finding in enumerate(held, 1))


def _check(context: Context, finding: Finding, number: int) -> Check:
    ids = context.register.passage(finding.document, (finding.evidence,))
    row = finding.reference
    source = f"{row.dataset}, {row.key} ({finding.basis})" if row is not None else None
    url = row.url.split("|")[0] if row is not None and row.url else None
    claim = words.tidy(finding.claim)
    return Check(f"check-{number}", finding.verdict, claim, finding.why, ids, source, url)


def past(context: Context) -> int:
    """How many occasions were already past and are not shown."""
    today = context.material.generated
    return sum(1 for o in context.material.occasions if (o.end or o.start or today) < today)
