"""What a brief is made from, as the workspace or a single coded document hands it over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from detente.forecast.ledger import Resolved
from detente.records import Document, Event, Expectation, Figure, Finding, Mention, Occasion, Statement


@dataclass(frozen=True)
class Material:
    """The records of one pair.

    `reports` gives, for each event's id, every mention of it with the copy of the document it stands in;
    `documents` the read documents by text_id. `flows` and `index` are frames as `measure` makes them, and are
    computed from `events` where they are left out, with `read`, the documents read by day before any screening by pair
    (`ds`, `documents`). `coverage` names counts to be shown ("documents read": 26);
    `forecasts` are those of the ledger on the pair, `track` their scores (`forecast.ledger.score`);
    `checks_note` says what is to stand where there are no findings.
    """

    dyad: tuple[str, str]
    generated: dt.date
    documents: Mapping[str, Document] = field(default_factory=dict)
    events: Sequence[Event] = ()
    reports: Mapping[str, Sequence[tuple[Mention, Document]]] = field(default_factory=dict)
    mentions: Sequence[Mention] = ()
    statements: Sequence[Statement] = ()
    figures: Sequence[Figure] = ()
    expectations: Sequence[Expectation] = ()
    occasions: Sequence[Occasion] = ()
    findings: Sequence[Finding] = ()
    forecasts: Sequence[Resolved] = ()
    track: pl.DataFrame | None = None
    flows: pl.DataFrame | None = None
    index: pl.DataFrame | None = None
    read: pl.DataFrame | None = None
    coverage: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    checks_note: str = "Nothing in the documents could be checked against the reference tables."
