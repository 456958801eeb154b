"""Questions to the store: each answer is a Polars frame, or the records themselves.

Superseded copies are never counted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import duckdb
import polars as pl

from detente.errors import QueryError
from detente.records import KINDS, Document, Event, When, from_json
from detente.workspace.columns import DOCUMENT, TABLE_OF
from detente.workspace.filters import Dyad, EventFilter, RecordFilter, Where, pair


def frame(con: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
    """The answer to a query as a Polars frame."""
    answer: pl.DataFrame = con.sql(sql, params=list(parameters)).pl()
    return answer


def documents(con: duckdb.DuckDBPyConnection, dyad: Dyad | None = None) -> pl.DataFrame:
    """One row a copy, in the order of reading, without its text; with a dyad, those that name both states."""
    named = "copy_id IN (SELECT copy_id FROM document_states WHERE country = ?)"
    where, parameters = (f"{named} AND {named}", pair(dyad)) if dyad is not None else ("true", ())
    return frame(
        con,
        f"""SELECT d.* EXCLUDE (text, seq), length(d.text) AS characters, o.origin_id, o.why AS origin_why,
           (SELECT count(*) FROM mentions m WHERE m.copy_id = d.copy_id) AS mentions
           FROM documents d JOIN origins o USING (copy_id) WHERE {where} ORDER BY d.seq""",
        parameters,
    )


def document(con: duckdb.DuckDBPyConnection, name: str) -> Document:
    """The document with this copy id, or the first copy of the text with this text id.

    Raises:
        QueryError: there is none.
    """
    columns = [column for column in DOCUMENT if column not in {"copy_id", "text_id"}]
    rows = con.execute(
        f"SELECT {', '.join(columns)} FROM documents WHERE copy_id = ? OR text_id = ? ORDER BY seq LIMIT 1",
        [name, name],
    ).fetchall()
    if not rows:
        raise QueryError(f"no document {name!r} in this workspace; its ids are in documents()")
    return Document(**dict(zip(columns, rows[0], strict=True)))


def events(con: duckdb.DuckDBPyConnection, wanted: EventFilter) -> pl.DataFrame:
    """One row an event, in the order of time (undated ones last); columns as `schema.EVENT`.

    With a dyad, `actor` and `recipient` are its two states, so that a joint act with others is shown as
    the act of the one; `actors` and `recipients` always hold everyone.
    """
    where = wanted.where()
    select, before = "*", []
    if wanted.dyad is not None:
        a, b = pair(wanted.dyad)
        forward = "(list_contains(actors, ?) AND (list_contains(recipients, ?) OR NOT list_contains(actors, ?)))"
        select = f"* REPLACE (if({forward}, ?, ?) AS actor, if({forward}, ?, ?) AS recipient)"
        before = [a, b, b, a, b, a, b, b, b, a]
    return frame(
        con,
        f"SELECT {select} FROM events WHERE {where.sql()} ORDER BY when_start NULLS LAST, when_end, id",
        [*before, *where.parameters],
    )


def event_records(con: duckdb.DuckDBPyConnection, wanted: EventFilter) -> list[Event]:
    """The same events as records."""
    return [_event(row) for row in events(con, wanted).iter_rows(named=True)]


def event(con: duckdb.DuckDBPyConnection, event_id: str) -> Event:
    """The event with this id; of an event that has become part of another, that other.

    Raises:
        QueryError: there is none, or no report of it stands.
    """
    rows = frame(con, "SELECT * FROM events WHERE id = ?", [current(con, event_id)]).to_dicts()
    if not rows:
        raise QueryError(f"no event {event_id!r} in this workspace; ids are in events()")
    return _event(rows[0])


def current(con: duckdb.DuckDBPyConnection, event_id: str) -> str:
    """The id under which an event stands now: another only if it was merged."""
    while rows := con.execute("SELECT kept FROM merges WHERE absorbed = ?", [event_id]).fetchall():
        event_id = str(rows[0][0])
    return event_id


def _event(row: dict[str, Any]) -> Event:
    names = (
        "id",
        "type",
        "quad",
        "status",
        "actor",
        "recipient",
        "actor_sector",
        "recipient_sector",
        "mutual",
    )
    more = ("issue", "mode", "score", "first_reported", "reports", "origins", "background")
    when = None
    if row["when_start"] is not None:
        when = When(row["when_start"], row["when_end"], row["when_precision"], row["when_basis"])
    return Event(
        **{name: row[name] for name in (*names, *more)},
        when=when,
        publishers=tuple(row["publishers"]),
        mentions=tuple(row["mentions"]),
    )


def event_reports(con: duckdb.DuckDBPyConnection, event_id: str) -> pl.DataFrame:
    """One row a mention of the event, the one that shows it best first, with its document."""
    return frame(
        con,
        f"""SELECT m.* EXCLUDE (json), {_OF_DOCUMENT}, o.origin_id FROM events v
            JOIN event_mentions e ON e.event_id = v.id
            JOIN mentions m ON m.id = e.mention_id AND m.copy_id = e.copy_id
            JOIN documents d ON d.copy_id = m.copy_id AND NOT d.superseded
            JOIN origins o ON o.copy_id = m.copy_id
            WHERE v.id = ? ORDER BY list_position(v.mentions, m.id)""",
        [current(con, event_id)],
    )


def mentions(con: duckdb.DuckDBPyConnection, wanted: EventFilter, document: str | None = None) -> pl.DataFrame:
    """One row a mention of a copy that stands, by publication and place in the text, with its event."""
    where = wanted.where()
    if document is not None:
        where.add("copy_id = ? OR text_id = ?", document, document)
    return frame(con, f"SELECT * EXCLUDE (json) FROM ({_MENTIONS}) {_ordered(where)}", where.parameters)


_OF_DOCUMENT = "d.title, d.published, d.publisher, d.url, d.path"

_MENTIONS = f"""
SELECT m.*, {_OF_DOCUMENT}, e.event_id FROM mentions m
JOIN documents d ON d.copy_id = m.copy_id AND NOT d.superseded
JOIN event_mentions e ON e.mention_id = m.id AND e.copy_id = m.copy_id
"""


def _ordered(where: Where) -> str:
    return f"WHERE {where.sql()} ORDER BY published NULLS LAST, copy_id, span_start, span_end, id"


def records_frame(con: duckdb.DuckDBPyConnection, table: str, wanted: RecordFilter) -> pl.DataFrame:
    """One row a record of the table, with its document and the number of copies of its text."""
    where = wanted.where(table)
    sql = f"SELECT * EXCLUDE (json, first_copy) FROM ({_records(table)}) {_ordered(where)}"
    return frame(con, sql, where.parameters)


def records(con: duckdb.DuckDBPyConnection, kind: str, wanted: EventFilter | RecordFilter) -> list[Any]:
    """The records of a kind (`records.KINDS`) as their dataclasses, in the order of the frames.

    Raises:
        QueryError: there is no such kind.
    """
    table = table_of(kind)
    if isinstance(wanted, EventFilter):
        where, inside = wanted.where(), _MENTIONS
    else:
        where, inside = wanted.where(table), _records(table)
    rows = con.execute(f"SELECT json FROM ({inside}) {_ordered(where)}", where.parameters).fetchall()
    return [from_json(KINDS[kind], json.loads(row[0])) for row in rows]


def table_of(kind: str) -> str:
    """The table of a kind of record.

    Raises:
        QueryError: there is no such kind.
    """
    if kind not in TABLE_OF:
        raise QueryError(f"no kind of record {kind!r}; use one of {', '.join(TABLE_OF)}")
    return TABLE_OF[kind]


def _records(table: str) -> str:
    return f"""
    SELECT r.*, {_OF_DOCUMENT}, d.copies, d.nth = 1 AS first_copy FROM "{table}" r JOIN (
        SELECT *, count(*) OVER (PARTITION BY text_id) AS copies,
            row_number() OVER (PARTITION BY text_id ORDER BY published NULLS LAST, seq) AS nth
        FROM (SELECT copy_id, text_id, title, published, publisher, url, path, seq
              FROM documents WHERE NOT superseded)
    ) d USING (copy_id)"""


def coverage(con: duckdb.DuckDBPyConnection, *, by_state: bool = False) -> pl.DataFrame:
    """How many documents were read, by day of publication and publisher, before any screening by pair.

    Columns: `ds` (day; null where unknown), `publisher`, `documents`. With `by_state` also `country`, one
    row for each state named (null: no state is named) and `total`, all documents of that day and
    publisher; a document that names three states then stands in three rows.
    """
    if not by_state:
        return frame(con, f"SELECT ds, publisher, count(*) AS documents FROM ({_DAYS}) GROUP BY ALL ORDER BY ALL")
    return frame(
        con,
        f"""SELECT c.ds, c.publisher, c.country, c.documents, t.total FROM (
                SELECT ds, publisher, country, count(*) AS documents
                FROM ({_DAYS}) d LEFT JOIN document_states USING (copy_id) GROUP BY ALL
            ) c JOIN (SELECT ds, publisher, count(*) AS total FROM ({_DAYS}) GROUP BY ALL) t
            ON c.ds IS NOT DISTINCT FROM t.ds AND c.publisher IS NOT DISTINCT FROM t.publisher
            ORDER BY ALL""",
    )


_DAYS = "SELECT copy_id, published AS ds, publisher FROM documents WHERE NOT superseded"
