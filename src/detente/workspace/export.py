"""Out of the store: partitioned Parquet for other programs, and a read-only copy for other processes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb

from detente.errors import WorkspaceError

_TABLES = {
    "events": "SELECT *, year(when_start) AS year FROM events",
    "mentions": """SELECT m.* EXCLUDE (json), e.event_id, d.published, d.publisher, year(m.when_start) AS year
                   FROM mentions m JOIN documents d ON d.copy_id = m.copy_id AND NOT d.superseded
                   JOIN event_mentions e ON e.mention_id = m.id AND e.copy_id = m.copy_id""",
}


def parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Write `events/` and `mentions/` under the folder, by year of the act, compressed with Zstandard.

    A table is written beside its old version and then takes its place, so that a reader never finds half.

    Raises:
        WorkspaceError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".export-", dir=folder) as scratch:
            for table, query in _TABLES.items():
                new = Path(scratch) / table
                options = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (year)"
                con.execute(f"COPY ({query}) TO {_quoted(new)} ({options})")
                new.mkdir(exist_ok=True)
                if (folder / table).exists():
                    (folder / table).rename(Path(scratch) / f"old-{table}")
                new.rename(folder / table)
    except (OSError, duckdb.Error) as error:
        raise WorkspaceError(f"{folder}: cannot be written ({error}); choose another folder") from error


def snapshot(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Write a copy of the whole store and put it at `path` in one step, where readers open it.

    Raises:
        WorkspaceError: the copy cannot be written.
    """
    scratch = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=".snapshot-", dir=path.parent))
        name = con.execute("SELECT current_database()").fetchall()[0][0]
        con.execute(f"ATTACH {_quoted(scratch / 'copy.duckdb')} AS snapshot_copy")
        try:
            con.execute(f'COPY FROM DATABASE "{name}" TO snapshot_copy')
        finally:
            con.execute("DETACH snapshot_copy")
        (scratch / "copy.duckdb").replace(path)
    except (OSError, duckdb.Error) as error:
        raise WorkspaceError(f"{path}: cannot be written ({error}); choose another place") from error
    finally:
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)


def _quoted(path: Path) -> str:
    """The path as an SQL string: COPY and ATTACH take no parameters."""
    return "'" + str(path).replace("'", "''") + "'"
