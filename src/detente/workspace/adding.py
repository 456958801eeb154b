"""Coded documents into the store, a batch in one transaction: wholly in, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb

from detente.records import Coded, Mention
from detente.settings import Workspace as Limits
from detente.workspace import identity, merge, schema, summary, units
from detente.workspace.columns import RECORD_TABLES, TABLE_OF, arrow, document_row, record_row


@dataclass(frozen=True, slots=True)
class AddReport:
    """What reading has changed: copies that are new, known already or coded again; mentions written."""

    new: int = 0
    known: int = 0
    mentions: int = 0
    recoded: int = 0

    def __add__(self, other: AddReport) -> AddReport:
        return AddReport(
            self.new + other.new,
            self.known + other.known,
            self.mentions + other.mentions,
            self.recoded + other.recoded,
        )


def add_batch(con: duckdb.DuckDBPyConnection, batch: Sequence[Coded], coder: str | None, limits: Limits) -> AddReport:
    """Write the documents that are new, and those known that another coder coded; inside a transaction."""
    by_copy = {coded.document.copy_id: _distinct(coded) for coded in reversed(batch)}
    held = coders(con, list(by_copy))
    ordered = list(dict.fromkeys(coded.document.copy_id for coded in batch))
    new = [by_copy[copy] for copy in ordered if copy not in held]
    again = [by_copy[copy] for copy in ordered if copy in held and coder is not None and held[copy] != coder]
    if not new and not again:
        return AddReport(known=len(batch))
    events = _forget(con, [coded.document.copy_id for coded in again], coder)
    _insert_documents(con, new, coder)
    mentions = _insert_records(con, [*new, *again])
    touched = _place(con, new, again, events, limits)
    summary.refresh(con, touched | _supersede(con), limits.background_days)
    return AddReport(len(new), len(batch) - len(new) - len(again), mentions, len(again))


def _distinct(coded: Coded) -> Coded:
    """The document with one mention for each id: an id names one clause with its actors."""
    mentions: dict[str, Mention] = {}
    for mention in coded.events:
        mentions.setdefault(mention.id, mention)
    return coded if len(mentions) == len(coded.events) else replace(coded, events=tuple(mentions.values()))


def coders(con: duckdb.DuckDBPyConnection, copies: Sequence[str]) -> dict[str, str | None]:
    """The copies of these that the store holds, with the coder that coded each."""
    rows = con.execute("SELECT copy_id, coder FROM documents WHERE copy_id IN (SELECT unnest(?))", [list(copies)])
    return dict(rows.fetchall())


def _place(
    con: duckdb.DuckDBPyConnection,
    new: Sequence[Coded],
    again: Sequence[Coded],
    held: Mapping[str, str],
    limits: Limits,
) -> set[str]:
    """Give the new copies their origins and all mentions their events; the events touched by it."""
    placement = identity.place(con, [coded.document for coded in new], limits)
    origin = {**_origins(con, [coded.document.copy_id for coded in again]), **placement.origin}
    found = [unit for coded in [*new, *again] for unit in units.units(coded)]
    touched = merge.Merger(con, origin).run(found, held)
    rows = con.execute(
        """SELECT DISTINCT event_id FROM event_mentions JOIN origins USING (copy_id)
           WHERE origin_id IN (SELECT unnest(?))""",
        [sorted(placement.changed)],
    ).fetchall()
    return touched | {row[0] for row in rows}


def _origins(con: duckdb.DuckDBPyConnection, copies: Sequence[str]) -> dict[str, str]:
    rows = con.execute(
        "SELECT copy_id, origin_id FROM origins WHERE copy_id IN (SELECT unnest(?))", [list(copies)]
    ).fetchall()
    return dict(rows)


def _forget(con: duckdb.DuckDBPyConnection, copies: Sequence[str], coder: str | None) -> dict[str, str]:
    """Take out what an earlier coder found in these copies; the event that each mention was in."""
    if not copies:
        return {}
    inside = "copy_id IN (SELECT unnest(?))"
    held = con.execute(f"SELECT mention_id, event_id FROM event_mentions WHERE {inside}", [copies]).fetchall()
    for table in (*RECORD_TABLES, "document_states", "event_mentions"):
        con.execute(f'DELETE FROM "{table}" WHERE {inside}', [copies])
    con.execute(f"UPDATE documents SET coder = ? WHERE {inside}", [coder, copies])
    return dict(held)


def _insert_documents(con: duckdb.DuckDBPyConnection, new: Sequence[Coded], coder: str | None) -> None:
    last = con.execute("SELECT coalesce(max(seq), 0) FROM documents").fetchall()[0][0]
    rows = [
        {**document_row(coded.document), "coder": coder, "superseded": False, "seq": last + nth}
        for nth, coded in enumerate(new, start=1)
    ]
    schema.insert(con, "documents", arrow(rows, schema.TABLES["documents"]))


def _insert_records(con: duckdb.DuckDBPyConnection, batch: Sequence[Coded]) -> int:
    """Write the records of every kind, and the states each document names; the number of mentions."""
    rows: dict[str, list[dict[str, object]]] = {table: [] for table in RECORD_TABLES}
    for coded in batch:
        for record in coded.records():
            row = record_row(record, coded.document.copy_id, coded.document.text_id)
            rows[TABLE_OF[record.record]].append(row)
    for table, columns in RECORD_TABLES.items():
        schema.insert(con, table, arrow(rows[table], columns))
    states = [
        {"copy_id": coded.document.copy_id, "country": country}
        for coded in batch
        for country in dict.fromkeys(coded.countries)
    ]
    schema.insert(con, "document_states", arrow(states, schema.TABLES["document_states"]))
    return len(rows["mentions"])


def _supersede(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Mark the copies that a correction or retraction replaces, whichever came first; their events."""
    old = [row[0] for row in con.execute(_REPLACED).fetchall()]
    if not old:
        return set()
    con.execute("UPDATE documents SET superseded = true WHERE copy_id IN (SELECT unnest(?))", [old])
    rows = con.execute(
        "SELECT DISTINCT event_id FROM event_mentions WHERE copy_id IN (SELECT unnest(?))", [old]
    ).fetchall()
    return {row[0] for row in rows}


def set_owners(con: duckdb.DuckDBPyConnection, owners: Mapping[str, str], limits: Limits) -> None:
    """Keep who owns which publisher, and count the origins of the events concerned again."""
    wanted = {publisher.strip().lower(): owner.strip().lower() for publisher, owner in owners.items()}
    held = dict(con.execute("SELECT publisher, owner FROM owners").fetchall())
    changed = {name: owner for name, owner in wanted.items() if held.get(name) != owner}
    con.execute("DELETE FROM owners WHERE publisher IN (SELECT unnest(?))", [list(changed)])
    rows = [{"publisher": name, "owner": owner} for name, owner in changed.items()]
    schema.insert(con, "owners", arrow(rows, schema.TABLES["owners"]))
    events = con.execute(
        """SELECT DISTINCT event_id FROM event_mentions JOIN documents USING (copy_id)
           WHERE lower(trim(publisher)) IN (SELECT unnest(?))""",
        [list(changed)],
    ).fetchall()
    summary.refresh(con, (row[0] for row in events), limits.background_days)


_REPLACED = " UNION ".join(
    f"""SELECT old.copy_id FROM documents new JOIN documents old ON new.supersedes = old.{key}
        WHERE NOT old.superseded AND old.copy_id <> new.copy_id
        AND old.supersedes IS DISTINCT FROM new.supersedes"""
    for key in ("copy_id", "text_id", "url")
)
"""Copies that a later version names by copy, text or address; two corrections of one text both stand."""
