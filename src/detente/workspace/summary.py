"""What an event adds up to: its reports, publishers and independent origins, and its best report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import duckdb

from detente.workspace import schema
from detente.workspace.columns import arrow


def refresh(con: duckdb.DuckDBPyConnection, events: Iterable[str], background_days: int) -> None:
    """Add these events up again from their mentions that still count, inside a transaction.

    An event whose every report has been superseded is not shown; its id stays in `event_keys`.
    """
    ids = sorted(events)
    cursor = con.execute(_SUM, [ids])
    names = [column[0] for column in cursor.description or []]
    rows = [_row(dict(zip(names, values, strict=True)), background_days) for values in cursor.fetchall()]
    con.execute("DELETE FROM events WHERE id IN (SELECT unnest(?))", [ids])
    schema.insert(con, "events", arrow(rows, schema.EVENT))


def _row(found: dict[str, Any], background_days: int) -> dict[str, Any]:
    sources = found.pop("sources")
    late = dt.timedelta(days=background_days)
    end, reported = found["when_end"], found["first_reported"]
    background = end is not None and reported is not None and reported - end > late
    return {**found, "origins": independent(sources), "background": background}


def independent(sources: Iterable[dict[str, str | None]]) -> int:
    """How many independent origins there are among reports: those that share a text or an owner are one.

    Args:
        sources: the reports' `origin` and `owner` (None where the publisher is not known).
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for source in sources:
        origin = root(f"text {source['origin']}")
        if source["owner"] is not None:
            parent[origin] = root(f"owner {source['owner']}")
    return len({root(name) for name in list(parent)})


_SUM = """
WITH live AS (
    SELECT e.event_id, m.*, d.published, d.publisher, o.origin_id,
        coalesce(w.owner, lower(trim(d.publisher))) AS owner,
        row_number() OVER (PARTITION BY e.event_id ORDER BY m.abstained, m.asserted_by <> 'text', m.carried,
            m.when_precision IS DISTINCT FROM 'day', m.p_event DESC NULLS LAST,
            d.published NULLS LAST, m.id) AS rank,
        row_number() OVER (PARTITION BY e.event_id ORDER BY m.when_end - m.when_start NULLS LAST,
            m.when_basis IS DISTINCT FROM 'stated', d.published NULLS LAST, m.when_start, m.id) AS time_rank
    FROM (SELECT unnest(?) AS event_id) t
    JOIN event_mentions e USING (event_id)
    JOIN mentions m ON m.id = e.mention_id AND m.copy_id = e.copy_id
    JOIN documents d ON d.copy_id = e.copy_id AND NOT d.superseded
    JOIN origins o ON o.copy_id = e.copy_id
    LEFT JOIN owners w ON w.publisher = lower(trim(d.publisher))
)
SELECT
    s.event_id AS id,
    b.type, b.quad, b.status, b.actor, b.recipient, b.actors, b.recipients,
    b.actor_sector, b.recipient_sector, b.mutual, s.issue, b.mode, b.score, b.place, b.about,
    c.when_start, c.when_end, c.when_precision, c.when_basis,
    s.first_reported, s.reports, s.publishers, s.sources, s.mentions, s.abstained,
    b.asserted_by, b.id AS representative, b.copy_id, b.evidence, b.sentence
FROM (
    SELECT event_id,
        first(issue ORDER BY rank) FILTER (issue IS NOT NULL) AS issue,
        min(published) AS first_reported,
        count(DISTINCT copy_id) AS reports,
        coalesce(list(DISTINCT publisher ORDER BY publisher) FILTER (publisher IS NOT NULL), [])
            AS publishers,
        list(DISTINCT {'origin': origin_id, 'owner': owner}) AS sources,
        list(id ORDER BY rank) AS mentions,
        bool_and(abstained) AS abstained
    FROM live GROUP BY event_id
) s
JOIN live b ON b.event_id = s.event_id AND b.rank = 1
JOIN live c ON c.event_id = s.event_id AND c.time_rank = 1
"""
