"""The columns of each table of records: one list gives the SQL type, the Arrow type and the value.

A table of records holds the columns that queries filter or show, and the whole record as JSON text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from detente.records import Actor, Document, Mention, Record, When, to_json

TEXT, TEXTS, DAY = pa.string(), pa.list_(pa.string()), pa.date32()
REALS = pa.list_(pa.float64())
REAL, WHOLE, LONG, FLAG = pa.float64(), pa.int32(), pa.int64(), pa.bool_()
MOMENT, BAND = pa.timestamp("us"), pa.uint64()

SQL_TYPES = {
    TEXT: "VARCHAR",
    TEXTS: "VARCHAR[]",
    DAY: "DATE",
    REAL: "DOUBLE",
    REALS: "DOUBLE[]",
    WHOLE: "INTEGER",
    LONG: "BIGINT",
    FLAG: "BOOLEAN",
    MOMENT: "TIMESTAMP",
    BAND: "UBIGINT",
}

Columns = Mapping[str, pa.DataType]
Getter = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts and who is acted on, as codes; the sides of a mutual act are in alphabetical order."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_sector: str | None
    recipient_sector: str | None


def codes(actors: Iterable[Actor]) -> tuple[str, ...]:
    """The codes of those that have one, each once, in alphabetical order."""
    return tuple(sorted({actor.code for actor in actors if actor.code}))


def joined(values: Iterable[str | None]) -> str | None:
    """Distinct values in alphabetical order, `|` between them; None where there is none."""
    return "|".join(sorted({value for value in values if value})) or None


def sides(mention: Mention) -> Sides:
    """The two sides of a mention; where a mutual act has all parties on one side, the first is the actor."""
    first = codes(mention.actors), joined(actor.sector for actor in mention.actors)
    second = codes(mention.recipients), joined(actor.sector for actor in mention.recipients)
    if mention.mutual and not (first[0] and second[0]):
        both, sector = first[0] or second[0], first[1] or second[1]
        first, second = (both[:1], sector), (both[1:], sector)
    elif mention.mutual:
        first, second = sorted((first, second), key=lambda side: (side[0], side[1] or ""))
    return Sides(first[0], second[0], first[1], second[1])


def _when(key: str) -> dict[str, tuple[pa.DataType, Getter]]:
    """The four columns of the time that a record holds as attribute `key`."""

    def part(name: str) -> Getter:
        return lambda record: getattr(_time(record, key), name, None)

    return {
        f"{key}_start": (DAY, part("start")),
        f"{key}_end": (DAY, part("end")),
        f"{key}_precision": (TEXT, part("precision")),
        f"{key}_basis": (TEXT, part("basis")),
    }


def _time(record: Any, key: str) -> When | None:
    when: When | None = getattr(record, key)
    return when


def _plain(kind: pa.DataType, *names: str) -> dict[str, tuple[pa.DataType, Getter]]:
    def part(name: str) -> Getter:
        return lambda record: getattr(record, name)

    return {name: (kind, part(name)) for name in names}


def _actor(name: str) -> dict[str, tuple[pa.DataType, Getter]]:
    """An actor by code, with the words of the text and the person beside it."""

    def part(key: str) -> Getter:
        return lambda record: getattr(getattr(record, name), key, None)

    return {
        name: (TEXT, part("code")),
        f"{name}_text": (TEXT, part("text")),
        f"{name}_person": (TEXT, part("person")),
        f"{name}_office": (TEXT, part("office")),
        f"{name}_sector": (TEXT, part("sector")),
    }


def _codes(name: str) -> dict[str, tuple[pa.DataType, Getter]]:
    return {name: (TEXTS, lambda record: codes(getattr(record, name)))}


def _first_issue(record: Any) -> str | None:
    return record.issues[0] if record.issues else None


def _sentence(record: Any) -> str | None:
    return record.sentence.text if record.sentence else None


_SENTENCE: dict[str, tuple[pa.DataType, Getter]] = {"sentence": (TEXT, _sentence)}
_ISSUES: dict[str, tuple[pa.DataType, Getter]] = {
    "issue": (TEXT, _first_issue),
    "issues": (TEXTS, lambda record: record.issues),
}

_OWN: dict[str, dict[str, tuple[pa.DataType, Getter]]] = {
    "mentions": {
        **_plain(TEXT, "type", "quad", "status", "mode", "place", "asserted_by"),
        "actor": (TEXT, lambda record: joined(sides(record).actors)),
        "recipient": (TEXT, lambda record: joined(sides(record).recipients)),
        "actors": (TEXTS, lambda record: sides(record).actors),
        "recipients": (TEXTS, lambda record: sides(record).recipients),
        **_codes("about"),
        "actor_sector": (TEXT, lambda record: sides(record).actor_sector),
        "recipient_sector": (TEXT, lambda record: sides(record).recipient_sector),
        **_plain(FLAG, "mutual", "abstained", "carried"),
        **_ISSUES,
        **_plain(REAL, "score", "p_event", "p_type"),
        **_when("when"),
        **_plain(WHOLE, "act"),
        **_SENTENCE,
    },
    "statements": {
        **_actor("speaker"),
        **_plain(TEXT, "verb", "force", "mention"),
        **_plain(FLAG, "direct"),
        "content": (TEXT, lambda record: " ".join(span.text for span in record.content)),
        **_codes("to"),
        **_codes("about"),
        **_ISSUES,
        **_when("when"),
    },
    "figures": {
        **_plain(TEXT, "subject", "comparator", "unit", "currency", "per", "role", "period", "population"),
        **_plain(TEXT, "baseline", "same_as"),
        **_plain(REAL, "value", "high"),
        **_actor("attributed_to"),
        **_plain(TEXTS, "countries"),
        **_SENTENCE,
    },
    "expectations": {
        **_actor("holder"),
        **_plain(TEXT, "proposition", "phrase", "scale"),
        **_plain(FLAG, "negated"),
        **_plain(REAL, "low", "high"),
        **_when("horizon"),
        **_SENTENCE,
    },
    "occasions": {
        **_plain(TEXT, "name", "kind", "precision", "place"),
        **_plain(DAY, "start", "end"),
        **_plain(TEXTS, "participants"),
        **_SENTENCE,
    },
    "findings": {**_plain(TEXT, "claim", "verdict", "why", "basis")},
}

TABLE_OF = {
    "event": "mentions",
    "statement": "statements",
    "figure": "figures",
    "expectation": "expectations",
    "occasion": "occasions",
    "finding": "findings",
}
"""The table of each kind of record."""

_HEAD: Columns = {"id": TEXT, "copy_id": TEXT, "text_id": TEXT}
_TAIL: Columns = {"span_start": WHOLE, "span_end": WHOLE, "evidence": TEXT, "json": TEXT}

RECORD_TABLES: Mapping[str, Columns] = {
    table: {**_HEAD, **{name: kind for name, (kind, _) in own.items()}, **_TAIL} for table, own in _OWN.items()
}
"""The columns of each table of records."""

DOCUMENT: Columns = {
    **dict.fromkeys(("copy_id", "text_id", "title", "text"), TEXT),
    "published": DAY,
    **dict.fromkeys(("publisher", "url", "path", "language"), TEXT),
    "retrieved": DAY,
    **dict.fromkeys(("raw_hash", "extractor", "supersedes"), TEXT),
}
"""The columns of `documents` that a Document has as fields."""


def record_row(record: Record, copy_id: str, text_id: str) -> dict[str, Any]:
    """The row of a record in its table."""
    own = _OWN[TABLE_OF[record.record]]
    return {
        "id": record.id,
        "copy_id": copy_id,
        "text_id": text_id,
        **{name: get(record) for name, (_, get) in own.items()},
        "span_start": record.evidence.start,
        "span_end": record.evidence.end,
        "evidence": record.evidence.text,
        "json": json.dumps(to_json(record), ensure_ascii=False),
    }


def document_row(document: Document) -> dict[str, Any]:
    """The row of a document, without what the workspace adds."""
    return {name: getattr(document, name) for name in DOCUMENT}


def arrow(rows: Sequence[Mapping[str, Any]], columns: Columns) -> pa.Table:
    """The rows as an Arrow table of these columns."""
    return pa.table({name: pa.array([row[name] for row in rows], kind) for name, kind in columns.items()})


def today() -> dt.datetime:
    """Now, in universal time, without a zone (as the store keeps it)."""
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)
