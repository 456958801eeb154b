"""The track record in the brief: what was forecast of the pair, what came of it, and the scores beside the naive."""

from __future__ import annotations

import statistics

from detente.forecast.ledger import Resolved
from detente.report import words
from detente.report.context import Context
from detente.report.view import Forecasted, Listing


def forecasts(context: Context) -> Listing[Forecasted]:
    """The forecasts of the ledger: the resolved ones, then the open ones, questions before series, by their end."""
    order = {"resolved": 0, "open": 1, "no coverage": 2}
    held = sorted(
        context.material.forecasts, key=lambda one: (order[one.state], one.row["kind"], one.row["ends"], one.row["id"])
    )
    limit = context.settings.report.max_forecasts
    rows = tuple(_row(context, one, number) for number, one in enumerate(held[:limit], 1))
    return Listing(rows, max(0, len(held) - limit))


def _row(context: Context, one: Resolved, number: int) -> Forecasted:
    acts = [event for event in context.held if event.id in one.evidence]
    return Forecasted(
        id=f"forecast-{number}",
        issued=words.day(one.row["issued"]),
        what=one.sentence,
        odds=_odds(one),
        came=_came(one),
        evidence=context.evidence(acts, 2),
        source=f"ledger {one.row['id']}, from a record with the hash {one.row['inputs']}",
    )


def _odds(one: Resolved) -> str:
    row = one.row
    if row["probability"] is None:
        middle, base = statistics.median(row["quantiles"]), statistics.median(row["baseline_quantiles"])
        return f"{middle:+.1f} ({row['model']}; {row['baseline']} {base:+.1f})"
    return (
        f"{row['probability']:.0%} ({row['low']:.0%} to {row['high']:.0%}; {row['model']}; {row['baseline']} "
        f"{row['baseline_probability']:.0%})"
    )


def _came(one: Resolved) -> str:
    if one.outcome is None:
        return "still open" if one.state == "open" else "not resolved: the window was not read"
    if one.row["probability"] is None:
        return f"it was {one.outcome:+.1f}"
    return "it came" if one.outcome else "it did not come"


def scores(context: Context) -> tuple[str, ...]:
    """A sentence for each score of what is resolved."""
    if context.material.track is None:
        return ()
    out = []
    for row in context.material.track.filter(context.material.track["resolved"] > 0).iter_rows(named=True):
        ends = "" if row["skill_lo"] is None else f", {row['skill_lo']:+.0%} to {row['skill_hi']:+.0%}"
        skill = "" if row["skill"] is None else f" (skill {row['skill']:+.0%}{ends})"
        out.append(
            f"{words.capital(row['what'])}: {row['score']} {row['mean']:.3f} against {row['mean_baseline']:.3f} of the "
            f"{row['baseline']}{skill}, on {row['resolved']} resolved of {row['issued']} issued."
        )
    return tuple(out)
