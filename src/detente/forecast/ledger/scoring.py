"""The track record: scores of what is resolved beside the naive baseline, with n and interval."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

import numpy as np
import polars as pl

from detente.forecast.ledger.entries import EVENT, SCENARIO, SERIES
from detente.forecast.ledger.resolving import Resolved, resolved
from detente.forecast.ledger.supposing import BASELINE, supposed
from detente.forecast.questions.scores import block_interval, brier, log_score
from detente.forecast.series.distribution import crps
from detente.settings import Questions as Options
from detente.workspace import Workspace

COIN = 0.5
"""The baseline of expectations in words: nobody gives one, so that a coin stands for it."""

SCHEMA: dict[str, type[pl.DataType]] = {
    "what": pl.String, "issued": pl.Int64, "open": pl.Int64, "no_coverage": pl.Int64, "resolved": pl.Int64,
    "score": pl.String, "mean": pl.Float64, "baseline": pl.String, "mean_baseline": pl.Float64, "skill": pl.Float64,
    "skill_lo": pl.Float64, "skill_hi": pl.Float64, "void": pl.Int64,
}  # fmt: skip


def score(store: Workspace, on: dt.date, options: Options, dyad: tuple[str, str] | None = None) -> pl.DataFrame:
    """The track record as of a day.

    Returns:
        A row for each kind of forecast and score (`Brier`, `log`, `CRPS`; less is better): `what`, `issued`, `open`,
        `no_coverage`, `resolved` (the n of the score; of expectations those with a range), `mean`, `baseline`,
        `mean_baseline`, `skill` (1 - mean / mean_baseline) and its interval, days of issue drawn whole. What cannot be
        known is null. `void` counts scenario odds of which an act did not happen. Expectations of documents follow, all
        together and by holder; with a dyad they are left out.
    """
    found = resolved(store, on, dyad)
    rows = [
        *_scored("event questions", [one for one in found if one.row["kind"] == EVENT], options),
        *_scored("scenario odds", supposed(store, on, dyad), options),
        *(row for name, group in _series(found).items() for row in _scored(name, group, options)),
        *(_expectations(store, options) if dyad is None else ()),
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _series(found: Sequence[Resolved]) -> dict[str, list[Resolved]]:
    """The forecasts of series by series and frequency."""
    groups: dict[str, list[Resolved]] = {}
    for one in found:
        if one.row["kind"] != EVENT:
            asked = json.loads(one.row["question"])
            groups.setdefault(f"net flow {asked['unique_id']} ({asked['freq']})", []).append(one)
    return groups


def _scored(what: str, group: Sequence[Resolved], options: Options) -> list[dict[str, object]]:
    """The rows of one kind of forecast; none where none was issued."""
    if not group:
        return []
    states = [one.state for one in group]
    head = {
        "what": what, "issued": len(group), "open": states.count("open"), "no_coverage": states.count("no coverage"),
        "resolved": states.count("resolved"), "void": states.count("void"),
    }  # fmt: skip
    done = [one for one in group if one.outcome is not None]
    return [{**head, **losses} for losses in _losses(done, group[0].row["kind"], options)]


def _losses(done: Sequence[Resolved], kind: str, options: Options) -> list[dict[str, object]]:
    names = ("CRPS",) if kind == SERIES else ("Brier", "log")
    baseline = {EVENT: "rolling base rate", SCENARIO: BASELINE, SERIES: "rolling climatology"}[kind]
    if not done:
        return [{"score": name, "baseline": baseline} for name in names]
    days = np.array([one.row["issued"].toordinal() for one in done])
    came = np.array([one.outcome for one in done], dtype=np.float64)
    out = []
    for name in names:
        own, base = (_each(name, done, came, prefix) for prefix in ("", "baseline_"))
        out.append({"score": name, "baseline": baseline, **_against(own, base, days, options)})
    return out


def _each(name: str, done: Sequence[Resolved], came: np.ndarray, prefix: str) -> np.ndarray:
    """The loss of each forecast, or with the prefix that of its baseline."""
    if name == "CRPS":
        return np.asarray(crps(np.array([one.row[f"{prefix}quantiles"] for one in done]), came))
    p = np.array([one.row[f"{prefix}probability"] for one in done], dtype=np.float64)
    one_each = brier if name == "Brier" else log_score
    return np.array([one_each(p[i : i + 1], came[i : i + 1]) for i in range(len(p))])


def _against(own: np.ndarray, base: np.ndarray, days: np.ndarray, options: Options) -> dict[str, object]:
    low, high = block_interval(own, base, days, options.bootstrap_draws, options.interval, options.seed) or (None, None)
    skill = float(1 - own.mean() / base.mean()) if base.mean() > 0 else None
    means = {"mean": float(own.mean()), "mean_baseline": float(base.mean())}
    return {**means, "skill": skill, "skill_lo": low, "skill_hi": high}


def _expectations(store: Workspace, options: Options) -> list[dict[str, object]]:
    """Expectations of documents: all, then by holder, the most resolved first."""
    every = store.outcomes()
    if every.is_empty():
        return []
    rows = [_holder("expectations of documents", every, options)]
    told = {str(name): group for (name,), group in every.group_by("holder") if group["happened"].is_not_null().any()}
    order = sorted(told, key=lambda name: (-int(told[name]["happened"].is_not_null().sum()), name))
    return [*rows, *(_holder(f"expectations: {name}", told[name], options) for name in order)]


def _holder(what: str, group: pl.DataFrame, options: Options) -> dict[str, object]:
    done = group.filter(pl.col("happened").is_not_null() & pl.col("p").is_not_null())
    head = {
        "what": what, "issued": len(group), "open": int(group["happened"].is_null().sum()), "no_coverage": 0,
        "resolved": len(done), "void": 0, "score": "Brier", "baseline": "a coin",
    }  # fmt: skip
    if done.is_empty():
        return head
    came = done["happened"].cast(pl.Float64).to_numpy()
    own, base = (done["p"].to_numpy() - came) ** 2, (COIN - came) ** 2
    return {**head, **_against(own, base, np.arange(len(done)), options)}
