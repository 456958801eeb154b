"""Every forecast with what came of it: event questions, flows, scenario odds, and the expectations of documents."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import polars as pl

from detente.forecast.ledger.resolving import resolved
from detente.forecast.ledger.scoring import COIN
from detente.forecast.ledger.supposing import supposed
from detente.records import Expectation
from detente.workspace import Workspace

EXPECTED = "expectation of a document"
"""The model of what was expected in words, not by detente."""


def listed(store: Workspace, on: dt.date) -> pl.DataFrame:
    """One row a forecast: `issued`, `what`, `probability` and `baseline_probability` (of a series the medians,
    `median` and `baseline_median`), `model`, `baseline`, `state`, `outcome`, `evidence` (ids of events), `id`.

    Expectations of documents follow, issued on the day of publication, in the order of their ids.
    """
    rows: list[dict[str, Any]] = [
        {
            "issued": one.row["issued"], "what": one.sentence, "model": one.row["model"],
            "probability": one.row["probability"], "median": _median(one.row["quantiles"]),
            "baseline": one.row["baseline"], "baseline_probability": one.row["baseline_probability"],
            "baseline_median": _median(one.row["baseline_quantiles"]), "state": one.state, "outcome": one.outcome,
            "evidence": list(one.evidence), "id": one.row["id"],
        }
        for one in (*resolved(store, on), *supposed(store, on))
    ]  # fmt: skip
    return pl.DataFrame([*rows, *_expected(store, on)], schema=_LISTED)


def _expected(store: Workspace, on: dt.date) -> list[dict[str, Any]]:
    told = {one.id: one for one in store.records("expectation") if isinstance(one, Expectation)}
    published = dict(store.documents().select("text_id", "published").iter_rows())
    rows = []
    for one in store.outcomes().iter_rows(named=True):
        words = told.get(one["id"])
        known = one["happened"] is not None and one["on"] <= on
        rows.append({
            **dict.fromkeys(_LISTED), "issued": published.get(words.document) if words else None,
            "what": f"{one['holder']}: {words.proposition} ({words.phrase})" if words else one["holder"],
            "model": EXPECTED, "probability": one["p"], "baseline": "a coin",
            "baseline_probability": None if one["p"] is None else COIN, "state": "resolved" if known else "open",
            "outcome": float(one["happened"]) if known else None, "evidence": [], "id": one["id"],
        })  # fmt: skip
    return rows


_LISTED: dict[str, Any] = {
    "issued": pl.Date, "what": pl.String, "model": pl.String, "probability": pl.Float64, "median": pl.Float64,
    "baseline": pl.String, "baseline_probability": pl.Float64, "baseline_median": pl.Float64, "state": pl.String,
    "outcome": pl.Float64, "evidence": pl.List(pl.String), "id": pl.String,
}  # fmt: skip


def _median(quantiles: list[float] | None) -> float | None:
    return None if quantiles is None else float(np.median(quantiles))
