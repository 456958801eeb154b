"""The file: its tables, its version, how it is opened. DuckDB never reaches for the network from here."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from detente.errors import WorkspaceError
from detente.workspace.columns import (
    BAND,
    DAY,
    DOCUMENT,
    FLAG,
    LONG,
    MOMENT,
    REAL,
    REALS,
    RECORD_TABLES,
    SQL_TYPES,
    TEXT,
    TEXTS,
    WHOLE,
    Columns,
)

VERSION = "2"
"""Version of the tables below; a file of another version is not opened."""

EVENT: Columns = {
    **dict.fromkeys(("id", "type", "quad", "status", "actor", "recipient"), TEXT),
    "actors": TEXTS,
    "recipients": TEXTS,
    **dict.fromkeys(("actor_sector", "recipient_sector"), TEXT),
    "mutual": FLAG,
    **dict.fromkeys(("issue", "mode"), TEXT),
    "score": REAL,
    "place": TEXT,
    "about": TEXTS,
    "when_start": DAY,
    "when_end": DAY,
    "when_precision": TEXT,
    "when_basis": TEXT,
    "first_reported": DAY,
    "reports": LONG,
    "publishers": TEXTS,
    "origins": LONG,
    "mentions": TEXTS,
    "background": FLAG,
    "abstained": FLAG,
    "asserted_by": TEXT,
    "representative": TEXT,
    "copy_id": TEXT,
    "evidence": TEXT,
    "sentence": TEXT,
}
"""An event as it stands: what its mentions that still count add up to."""

EVENT_KEY: Columns = {"id": TEXT, "key": TEXT, "anchor": TEXT, "anchor_day": DAY, "seq": LONG}
"""What an event is for ever: its anchor mention; and what a further mention must agree with."""

EVENT_MENTION: Columns = {"event_id": TEXT, "mention_id": TEXT, "copy_id": TEXT, "print": TEXT, "twin": TEXT}
"""Which mention belongs to which event; `print` and `twin` find the same mention in other copies."""

FORECAST: Columns = {
    **dict.fromkeys(("id", "kind", "actor", "recipient", "question"), TEXT),
    **dict.fromkeys(("issued", "starts", "ends"), DAY),
    "made": MOMENT,
    "model": TEXT,
    **dict.fromkeys(("probability", "low", "high"), REAL),
    "quantiles": REALS,
    "n": REAL,
    "baseline": TEXT,
    "baseline_probability": REAL,
    "baseline_quantiles": REALS,
    "inputs": TEXT,
    "version": TEXT,
}
"""A forecast as it was issued: of an event its probability, of a period of a series its quantiles."""

TABLES: dict[str, Columns] = {
    "meta": {"key": TEXT, "value": TEXT},
    "documents": {**DOCUMENT, "coder": TEXT, "superseded": FLAG, "seq": LONG},
    "document_states": {"copy_id": TEXT, "country": TEXT},
    **RECORD_TABLES,
    "texts": {"text_no": WHOLE, "text_id": TEXT},
    "bands": {"band": BAND, "text_no": WHOLE},
    "origins": {"copy_id": TEXT, "origin_id": TEXT, "why": TEXT},
    "owners": {"publisher": TEXT, "owner": TEXT},
    "event_keys": EVENT_KEY,
    "event_mentions": EVENT_MENTION,
    "events": EVENT,
    "outcomes": {"id": TEXT, "happened": FLAG, "on": DAY},
    "forecasts": FORECAST,
    "merges": {"kept": TEXT, "absorbed": TEXT, "why": TEXT, "at": MOMENT},
}
"""Every table. None has a primary key: an index over long strings would triple the file."""

ADDED = ("forecasts",)
"""Tables that a file of this version may lack."""

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "python_enable_replacements": "false",
}


def connect(file: Path | None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the file, or to a database in memory.

    Raises:
        WorkspaceError: another process holds the file, or it is no workspace.
    """
    try:
        return duckdb.connect(str(file) if file else ":memory:", read_only=read_only, config=_OFFLINE)
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            remedy = "close it there, or open a snapshot that it publishes"
            raise WorkspaceError(f"{file}: in use by another process; {remedy}") from error
        reason = str(error).splitlines()[0]
        raise WorkspaceError(f"{file}: cannot be opened as a workspace ({reason}); make a new one") from error


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, all or none."""
    connection.execute("BEGIN")
    for name, columns in TABLES.items():
        inside = ", ".join(f'"{column}" {SQL_TYPES[kind]}' for column, kind in columns.items())
        connection.execute(f'CREATE TABLE "{name}" ({inside})')
    connection.execute("INSERT INTO meta VALUES ('version', ?)", [VERSION])
    connection.execute("COMMIT")


def complete(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables that were added to this version since the file was made."""
    for name in ADDED:
        inside = ", ".join(f'"{column}" {SQL_TYPES[kind]}' for column, kind in TABLES[name].items())
        connection.execute(f'CREATE TABLE IF NOT EXISTS "{name}" ({inside})')


def check(connection: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Make sure the file is a workspace of this version.

    Raises:
        WorkspaceError: it is not.
    """
    try:
        found = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchall()
    except duckdb.CatalogException:
        found = []
    if not found:
        raise WorkspaceError(f"{file}: a database, but no workspace; name the folder of a workspace")
    if found[0][0] != VERSION:
        raise WorkspaceError(
            f"{file}: made with tables of version {found[0][0]}, and this detente reads version {VERSION}; "
            "make a new workspace and read the sources into it again"
        )


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append the rows, whose columns are named as the table's."""
    if rows.num_rows:
        connection.register("incoming", rows)
        connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming')
        connection.unregister("incoming")
