"""From a workspace to the material of a brief: everything that concerns the pair, with every report of it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping

from detente import measure
from detente.records import Document, Mention
from detente.report.material import Material
from detente.workspace import Workspace


def gather(store: Workspace, dyad: tuple[str, str], *, generated: dt.date, versions: Mapping[str, str]) -> Material:
    """What the workspace holds on two states.

    Args:
        store: the workspace.
        dyad: two ISO 3166 alpha-3 codes.
        generated: the day the brief is made.
        versions: program and coder versions to be shown.
    """
    document = functools.cache(store.document)
    frame = store.mentions(dyad=dyad)
    reports: dict[str, list[tuple[Mention, Document]]] = {}
    for row, mention in zip(frame.iter_rows(named=True), store.records("event", dyad=dyad), strict=True):
        reports.setdefault(row["event_id"], []).append((mention, document(row["copy_id"])))
    found = {kind: store.records(kind, dyad=dyad) for kind in _KINDS}
    around = [m for code in dyad for way in ("actor", "recipient") for m in store.records("event", **{way: code})]
    texts = {r.document for records in (*found.values(), around) for r in records}
    events = store.events(dyad=dyad)
    return Material(
        dyad=dyad,
        generated=generated,
        documents={text_id: document(text_id) for text_id in sorted(texts)},
        events=store.event_records(dyad=dyad),
        reports=reports,
        mentions=list({m.id: m for m in around}.values()),
        statements=found["statement"],
        figures=found["figure"],
        expectations=found["expectation"],
        occasions=found["occasion"],
        findings=found["finding"],
        flows=measure.flows(events, dyad),
        index=measure.index(events, dyad),
        coverage={"documents read": store.documents().height},
        versions=versions,
    )


_KINDS = ("statement", "figure", "expectation", "occasion", "finding")
