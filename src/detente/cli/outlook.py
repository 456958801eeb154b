"""The verbs that look ahead: forecast, backtest."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from detente.cli.briefs import Where
from detente.cli.output import Format, words, write
from detente.errors import QueryError

if TYPE_CHECKING:
    from detente.forecast.series import Series

Dyad = Annotated[str | None, typer.Argument(help="The two states, as in JPN-CHN.", show_default=False)]
Table = Annotated[
    Path | None, typer.Option("--series", help="A CSV file with the columns unique_id, ds, y instead of a workspace.")
]
Horizon = Annotated[int, typer.Option(help="Periods ahead, 1 to 60.")]
Levels = Annotated[list[float] | None, typer.Option("--level", help="Coverage of an interval in per cent; repeated.")]
Extra = Annotated[
    list[str] | None, typer.Option("--model", help="A further candidate, slow: auto-ets or auto-arima; repeated.")
]
Form = Annotated[Format, typer.Option("--format", help="jsonl, csv or table.")]


class Every(enum.StrEnum):
    """Periods of a series."""

    D = "D"
    W = "W"
    M = "M"
    Q = "Q"
    Y = "Y"


Freq = Annotated[
    Every | None,
    typer.Option(help="Periods: D, W, M, Q or Y; found from the dates of a file, months of a workspace."),
]


class Part(enum.StrEnum):
    """The tables of a backtest."""

    horizon = "horizon"
    series = "series"
    model = "model"
    pit = "pit"


def register(app: typer.Typer) -> None:
    """Add the verbs to the shell."""
    app.command()(forecast)
    app.command()(backtest)


def forecast(
    dyad: Dyad = None,
    series: Table = None,
    freq: Freq = None,
    horizon: Horizon = 6,
    level: Levels = None,
    model: Extra = None,
    format: Form = Format.csv,
    workspace: Where = Path(),
) -> None:
    """Forecast series with intervals; the model that has won on past outcomes is published, else climatology.

    Example: detente forecast --series monthly.csv --horizon 6 --level 80 --level 90
    """
    from detente.forecast.series import forecast as ahead
    from detente.forecast.series import read_series

    _one_source(dyad, series)
    if series is not None:
        found = ahead(read_series(series, freq.value if freq else None), horizon, level or (80, 90), extra=model or ())
    else:
        from detente import api

        with api.Workspace.existing(workspace) as own:
            relation = own.relation(*api.as_dyad(dyad or ""))
            found = relation.outlook(horizon, level or (80, 90), _flow_freq(freq), model or ())
    for note in (*found.notes, *(_begun(found.frame["ds"].unique()) if series is None else ())):
        words.print(f"detente: {note}")
    write(found.frame.iter_rows(named=True), format)


def _begun(days: Iterable[dt.date]) -> list[str]:
    """What must be said of a pair's periods that have begun: they do not enter the ledger."""
    begun = sum(day <= dt.date.today() for day in days)
    if not begun:
        return []
    return [f"{begun} of the periods have begun, so that they are no forecast: they are not kept in the ledger"]


def backtest(
    dyad: Dyad = None,
    series: Table = None,
    freq: Freq = None,
    horizon: Horizon = 6,
    model: Extra = None,
    part: Annotated[Part, typer.Option(help="Skill by horizon, by series, by model, or the PIT.")] = Part.horizon,
    format: Form = Format.table,
    workspace: Where = Path(),
) -> None:
    """Score what would have been published at every past origin, by CRPS, beside the best naive forecast.

    Example: detente backtest --series monthly.csv --horizon 6 --part horizon
    """
    from detente.forecast.series import backtest as score

    found = score(_series(dyad, series, freq, workspace), horizon, extra=model or ())
    for note in found.notes:
        words.print(f"detente: {note}")
    tables = {
        Part.horizon: found.by_horizon,
        Part.series: found.by_series,
        Part.model: found.by_model,
        Part.pit: found.pit,
    }
    write(({k: _short(v) for k, v in row.items()} for row in tables[part].iter_rows(named=True)), format)


def _short(value: object) -> object:
    return float(f"{value:.5g}") if isinstance(value, float) else value


def _series(dyad: str | None, table: Path | None, freq: Every | None, folder: Path) -> Sequence[Series]:
    from detente.forecast.series import read_series

    _one_source(dyad, table)
    if table is not None:
        return read_series(table, freq.value if freq else None)
    from detente import api

    with api.Workspace.existing(folder) as own:
        return own.relation(*api.as_dyad(dyad or "")).series(_flow_freq(freq))


def _one_source(dyad: str | None, table: Path | None) -> None:
    if (dyad is None) == (table is None):
        raise QueryError("name either two states (JPN-CHN) or a file (--series FILE.csv), not both")


def _flow_freq(freq: Every | None) -> Literal["W", "M", "Q"]:
    known: dict[Every | None, Literal["W", "M", "Q"]] = {None: "M", Every.W: "W", Every.M: "M", Every.Q: "Q"}
    if freq not in known:
        raise QueryError(f"flows have no frequency {freq}; use W, M or Q")
    return known[freq]


__all__ = ["register"]
