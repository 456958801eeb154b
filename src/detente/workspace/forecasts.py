"""The ledger of forecasts: rows that are added and never changed, each with its question, inputs' hash and baseline.

What came of a forecast is not written here: it follows from the events, and is worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from detente.workspace import queries, schema
from detente.workspace.columns import arrow

TABLE = "forecasts"


def keep(con: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, Any]]) -> int:
    """Add the forecasts (columns of `schema.FORECAST`) whose id is not there yet; how many were added."""
    held = {row[0] for row in con.execute(f"SELECT id FROM {TABLE}").fetchall()}
    new = {str(row["id"]): row for row in rows if row["id"] not in held}
    schema.insert(con, TABLE, arrow(list(new.values()), schema.FORECAST))
    return len(new)


def kept(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """Every forecast, in the order in which they were issued."""
    there = con.execute("SELECT 1 FROM information_schema.tables WHERE table_name = ?", [TABLE]).fetchall()
    if not there:
        # A snapshot published before the ledger was there.
        return pl.DataFrame(schema=dict.fromkeys(schema.FORECAST, pl.String))
    return queries.frame(con, f"SELECT * FROM {TABLE} ORDER BY made, id")
