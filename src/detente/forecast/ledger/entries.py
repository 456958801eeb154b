"""Forecasts as rows of the ledger: written once, on the day on which they are issued, with what they rest on."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from detente.forecast.questions import Answer
from detente.forecast.series.calendar import after
from detente.forecast.series.climatology import Climatology
from detente.forecast.series.forecasting import Forecast, Published, latest
from detente.forecast.series.table import Series
from detente.records import digest
from detente.settings import Settings
from detente.workspace import Workspace

VERSION = "1"
"""Version of the methods; it stands in every row."""

EVENT, SERIES, SCENARIO = "event", "series", "scenario"

EMPTY: Mapping[str, Any] = dict.fromkeys(
    ("probability", "low", "high", "quantiles", "n", "baseline_probability", "baseline_quantiles")
)
"""The columns that not every kind of forecast has."""


def keep_answer(store: Workspace, answer: Answer, issued: dt.date) -> int:
    """Write an answer into the ledger; how many rows were added (none if it is there, or nothing may be written).

    Only a question asked for a window that had not begun is a forecast: what is asked of the past is not kept.
    """
    if store.read_only or answer.question.start <= issued:
        return 0
    question = answer.question
    row = {
        **EMPTY, "id": digest(EVENT, json.dumps(_asked(answer)), issued, answer.inputs, VERSION), "kind": EVENT,
        "actor": question.actor, "recipient": question.recipient, "question": json.dumps(_asked(answer)),
        "issued": issued, "starts": question.start, "ends": question.end, "made": now(), "model": answer.model,
        "probability": answer.probability, "low": answer.low, "high": answer.high, "n": float(answer.n),
        "baseline": f"base rate, {answer.base}", "baseline_probability": answer.base_rate, "inputs": answer.inputs,
        "version": VERSION,
    }  # fmt: skip
    return store.keep_forecasts([row])


def _asked(answer: Answer) -> dict[str, Any]:
    return {name: str(value) for name, value in dataclasses.asdict(answer.question).items() if value is not None}


def keep_series(
    store: Workspace,
    dyad: tuple[str, str],
    series: Sequence[Series],
    found: Forecast,
    issued: dt.date,
    settings: Settings,
) -> int:
    """Write the forecasts of a pair's net flow into the ledger, a row a period; how many were added.

    Periods that had begun on the day of issue are left out: part of what comes in them was known.
    """
    if store.read_only:
        return 0
    rows = []
    for one, published in zip(series, found.published, strict=True):
        rows += _of_series(dyad, one, published, issued, settings)
    return store.keep_forecasts(rows)


def _of_series(
    dyad: tuple[str, str], series: Series, published: Published, issued: dt.date, settings: Settings
) -> list[dict[str, Any]]:
    y = latest(series, settings.forecast)
    naive = Climatology(settings.forecast.climatology_window)
    base = naive.predict(y, 1)[-1, 0]
    inputs = hashlib.sha256(f"{series.unique_id} {series.freq} {series.start}".encode() + y.tobytes()).hexdigest()[:20]
    rows = []
    for step, quantiles in enumerate(published.quantiles):
        starts = after(series.start, len(series.y) + step, series.freq, series.month_end)
        ends = after(series.start, len(series.y) + step + 1, series.freq, series.month_end) - dt.timedelta(days=1)
        if starts <= issued or not np.isfinite(quantiles).all():
            continue
        asked = json.dumps({"unique_id": series.unique_id, "freq": series.freq, "ds": str(starts), "horizon": step + 1})
        rows.append({
            **EMPTY, "id": digest(SERIES, asked, issued, inputs, VERSION), "kind": SERIES, "actor": dyad[0],
            "recipient": dyad[1], "question": asked, "issued": issued, "starts": starts, "ends": ends, "made": now(),
            "model": published.model, "quantiles": quantiles.tolist(), "n": float(published.n), "baseline": naive.name,
            "baseline_quantiles": base.tolist(), "inputs": inputs, "version": VERSION,
        })  # fmt: skip
    return rows


def now() -> dt.datetime:
    """The moment at which a row is written, UTC."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
