"""The ledger of expectations: what came of each, and how well each holder's words have held.

The probability of an expectation is the middle of the range that its scale gives the words; of a negated one, what is
left to one. The Brier score is its mean squared distance from what happened (Brier 1950): 0 is perfect, 0.25 is a coin.
"""

from __future__ import annotations

import datetime as dt

import duckdb
import polars as pl

from detente.errors import QueryError
from detente.workspace import queries

_KNOWN = "SELECT 1 FROM expectations WHERE id = ? LIMIT 1"
_HELD = """
    SELECT DISTINCT e.id, coalesce(e.holder_person, e.holder_text, 'the text itself') AS holder,
           CASE WHEN e.negated THEN 1 - (e.low + e.high) / 2 ELSE (e.low + e.high) / 2 END AS p
    FROM expectations e JOIN documents d USING (copy_id) WHERE NOT d.superseded
"""
_SCORES = f"""
WITH held AS ({_HELD})
SELECT h.holder, count(*) AS expectations, count(h.p) AS with_range, count(o.happened) AS resolved,
       avg(h.p) FILTER (o.happened IS NOT NULL) AS expected,
       avg(o.happened::INTEGER) FILTER (h.p IS NOT NULL) AS happened,
       avg((h.p - o.happened::INTEGER) ** 2) AS brier
FROM held h LEFT JOIN outcomes o ON o.id = h.id
GROUP BY h.holder ORDER BY resolved DESC, expectations DESC, h.holder
"""


def resolve(con: duckdb.DuckDBPyConnection, expectation: str, happened: bool, on: dt.date) -> None:
    """Write down whether an expectation came true; a later word replaces an earlier one.

    Raises:
        QueryError: no expectation has this id.
    """
    if not con.execute(_KNOWN, [expectation]).fetchall():
        raise QueryError(f"no expectation {expectation!r} in this workspace; `detente expectations` lists their ids")
    con.execute("DELETE FROM outcomes WHERE id = ?", [expectation])
    con.execute('INSERT INTO outcomes (id, happened, "on") VALUES (?, ?, ?)', [expectation, happened, on])


def outcomes(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row an expectation: `id`, `holder`, `p` (null without a range), `happened` and `on` (null until resolved)."""
    return queries.frame(
        con,
        f"""SELECT h.id, h.holder, h.p, o.happened, o."on" FROM ({_HELD}) h
            LEFT JOIN outcomes o ON o.id = h.id ORDER BY h.id""",
    )


def scores(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """One row a holder: `holder`, `expectations`, `with_range`, `resolved`, `expected`, `happened`, `brier`.

    `expected` and `happened` are means over the resolved ones; they and the score are null where there is none with a
    range.
    """
    return queries.frame(con, _SCORES)
