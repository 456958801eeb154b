"""Scenario odds in the ledger: how likely a thaw, a stalemate or a freeze is if acts happen, and what came of it.

The odds are held against the flow only if every act that was supposed happened in its period; where one did not, they
said nothing of what came, and are *void*. The terms on which an outcome is told (the level, the change that counts, the
periods) are fixed when the odds are issued and stand in the row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl

from detente.forecast.ledger.entries import EMPTY, SCENARIO, VERSION, now
from detente.forecast.ledger.resolving import Past, Resolved, inside
from detente.forecast.questions import between
from detente.forecast.scenarios import Outlook, Supposed, parse, with_leaders
from detente.forecast.series.calendar import Freq, after, first_day
from detente.local_level import signed_root
from detente.records import digest
from detente.workspace import Workspace

BASELINE = "the same without the act"


def keep_scenario(store: Workspace, dyad: tuple[str, str], found: Outlook, issued: dt.date) -> int:
    """Write the odds of a scenario into the ledger, a row an outcome; how many were added.

    Odds about periods of which one had begun on the day of issue are no forecast and are not kept.
    """
    terms = found.terms
    if store.read_only or terms.starts <= issued:
        return 0
    used = found.effects.filter("used").unique("supposed")
    n = int(used["analogues"].sum()) if len(used) else terms.known
    model = "scenario" if len(used) else "local-level"
    rows = []
    for outcome, baseline, scenario in found.outcomes.select("outcome", "baseline", "scenario").iter_rows():
        asked = json.dumps({
            "outcome": outcome, "if": [one.text for one in found.supposed], "freq": terms.freq, "level": terms.level,
            "edge": terms.edge, "periods": terms.periods,
        })  # fmt: skip
        rows.append({
            **EMPTY, "id": digest(SCENARIO, "-".join(dyad), asked, str(terms.starts), issued, found.inputs, VERSION),
            "kind": SCENARIO, "actor": dyad[0], "recipient": dyad[1], "question": asked, "issued": issued,
            "starts": terms.starts, "ends": terms.ends, "made": now(), "model": model,
            "probability": scenario, "n": float(n), "baseline": BASELINE, "baseline_probability": baseline,
            "inputs": found.inputs, "version": VERSION,
        })  # fmt: skip
    return store.keep_forecasts(rows)


def supposed(store: Workspace, on: dt.date, dyad: tuple[str, str] | None = None) -> list[Resolved]:
    """The scenario odds of the ledger, or those of a pair, with what is known on a day of what came of them."""
    rows = store.forecasts().filter(pl.col("kind") == SCENARIO)
    if dyad is not None:
        rows = rows.filter(pl.col("actor").is_in(dyad) & pl.col("recipient").is_in(dyad))
    past = Past(store)
    return [_resolve(past, row, on) for row in rows.iter_rows(named=True)]


def _resolve(past: Past, row: dict[str, Any], on: dt.date) -> Resolved:
    if row["ends"] >= on:
        return Resolved(row, "open", None)
    asked, dyad = json.loads(row["question"]), (row["actor"], row["recipient"])
    freq: Freq = asked["freq"]
    acts = [_acts(past, dyad, parse(text), freq) for text in asked["if"]]
    if not all(len(one) for one in acts):
        # What was not read cannot be called undone.
        first = min(first_day(parse(text).day, freq) for text in asked["if"])
        return Resolved(row, "void" if past.covers(first, row["ends"]) else "no coverage", None)
    values = _values(past, dyad, freq, row["starts"], int(asked["periods"]))
    if values is None:
        return Resolved(row, "no coverage", None)
    change = float(np.mean(signed_root(np.array(values)))) - asked["level"]
    came = "thaw" if change > asked["edge"] else "freeze" if change < -asked["edge"] else "stalemate"
    return Resolved(
        row, "resolved", float(came == asked["outcome"]), tuple(dict.fromkeys(act for one in acts for act in one))
    )


def _acts(past: Past, dyad: tuple[str, str], one: Supposed, freq: Freq) -> list[str]:
    """The ids of the acts between the two, in the period of the one supposed, that are like it."""
    first = first_day(one.day, freq)
    period = {"starts": first, "ends": after(first, 1, freq, month_end=False) - dt.timedelta(days=1)}
    events = past.events.filter(pl.col("status") == "occurred")
    told = with_leaders(events, past.mentions).filter(one.matches())
    both = pl.concat([between(told, *dyad), between(told, dyad[1], dyad[0])]).unique("id", maintain_order=True)
    return inside(both, period)["id"].to_list()


def _values(past: Past, dyad: tuple[str, str], freq: Freq, starts: dt.date, periods: int) -> Sequence[float] | None:
    """The net flow of the pair in the periods of the outcome; None where one of them was not read."""
    flow, name = past.flow(dyad, freq), "-".join(dyad)
    out = []
    for step in range(periods):
        first = after(starts, step, freq, month_end=False)
        if not past.covers(first, after(first, 1, freq, month_end=False) - dt.timedelta(days=1)):
            return None
        # Periods after the last act are quiet where something was read.
        out.append(flow.get((name, first), 0.0))
    return out
