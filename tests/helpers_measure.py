"""Frames of events for the tests of the measures, a row from a short tuple."""

from __future__ import annotations

import datetime as dt
from typing import Any

import polars as pl

from detente.measure.columns import EVENT_COLUMNS, OPTIONAL_COLUMNS
from detente.ontology import roots


def row(
    actor: str | None, type_: str, recipient: str | None, start: str, end: str | None = None, **more: Any
) -> dict[str, Any]:
    """One event of the frame; its id is made of its parts unless given."""
    root = roots()[type_]
    base = {
        "id": f"{actor}{type_}{recipient}{start}", "type": type_, "quad": root.quad, "status": "occurred",
        "actor": actor, "recipient": recipient, "mutual": False, "issue": None, "score": root.score,
        "when_start": dt.date.fromisoformat(start), "when_end": dt.date.fromisoformat(end or start),
        "when_precision": "day" if end is None else "span", "background": False,
    }  # fmt: skip
    return {**base, **more}


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """The events as a frame."""
    return pl.DataFrame(list(rows), schema={**EVENT_COLUMNS, **OPTIONAL_COLUMNS})
