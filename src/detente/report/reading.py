"""From a workspace to the material of a brief: everything that concerns the pair, with every report of it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from typing import Any

from detente.forecast.ledger import resolved, score
from detente.records import Document, Event, Mention
from detente.report.material import Material
from detente.verify import compare
from detente.workspace import Workspace

_KINDS = ("statement", "figure", "expectation", "occasion", "finding")


def gather(store: Workspace, dyad: tuple[str, str], *, generated: dt.date, versions: Mapping[str, str]) -> Material:
    """What the workspace holds on two states.

    The events are those between the two, and from documents that name both also what one of them did alone
    or with a third.

    Args:
        store: the workspace.
        dyad: two ISO 3166 alpha-3 codes.
        generated: the day the brief is made.
        versions: program and coder versions to be shown.
    """
    document = functools.cache(store.document)
    mentions, reports = _mentions(store, dyad, document)
    found = {kind: store.records(kind, dyad=dyad) for kind in _KINDS}
    texts = {record.document for records in (*found.values(), mentions) for record in records}
    return Material(
        dyad=dyad,
        generated=generated,
        documents={text_id: document(text_id) for text_id in sorted(texts)},
        events=[event for event in _events(store, dyad) if event.id in reports],
        reports=reports,
        mentions=mentions,
        statements=found["statement"],
        figures=found["figure"],
        expectations=found["expectation"],
        occasions=found["occasion"],
        forecasts=resolved(store, generated, dyad),
        track=score(store, generated, store.settings.questions, dyad),
        findings=[*found["finding"], *compare(found["figure"])],
        read=store.coverage().select("ds", "documents"),
        coverage={"documents read": store.documents().height},
        versions=versions,
    )


def _filters(dyad: tuple[str, str]) -> Iterator[dict[str, Any]]:
    yield {"dyad": dyad}
    for code in dyad:
        yield {"actor": code}
        yield {"recipient": code}


def _events(store: Workspace, dyad: tuple[str, str]) -> list[Event]:
    """The events between the two first, seen from the pair; then those of one of them."""
    found: dict[str, Event] = {}
    for filters in _filters(dyad):
        for event in store.event_records(**filters):
            found.setdefault(event.id, event)
    return list(found.values())


def _mentions(
    store: Workspace, dyad: tuple[str, str], document: functools._lru_cache_wrapper[Document]
) -> tuple[list[Mention], dict[str, list[tuple[Mention, Document]]]]:
    """The mentions of these events in documents that name both states, and by event with their documents."""
    naming_both = set(store.documents(dyad)["copy_id"])
    mentions: dict[tuple[str, str], Mention] = {}
    reports: dict[str, list[tuple[Mention, Document]]] = {}
    for filters in _filters(dyad):
        rows = store.mentions(**filters).iter_rows(named=True)
        for row, mention in zip(rows, store.records("event", **filters), strict=True):
            key = row["copy_id"], mention.id
            if key not in mentions and row["copy_id"] in naming_both:
                mentions[key] = mention
                reports.setdefault(row["event_id"], []).append((mention, document(row["copy_id"])))
    return list(mentions.values()), reports
