"""Mentions become events.

Within one source stream, two reports are of one act when pair, sectors, root, issue and status agree and
both are dated to the day, on days equal or next to each other. Every report is held against the event's
anchor, the first that was read, so that events never grow by chaining. What is not dated to the day joins
only the same act in the same text, or in a nearly identical one.

An event's id is made of its anchor mention and never changes. Which report is the anchor depends on the
order of reading; so, in a run of reports on several days, does the day on which one event ends and the
next begins. Within the rule nothing else does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from detente.records import digest
from detente.workspace import schema
from detente.workspace.columns import arrow, today
from detente.workspace.units import Unit

_DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Key:
    """What an event is for ever, and what a further report must agree with."""

    id: str
    key: str
    anchor: str
    anchor_day: dt.date | None
    seq: int
    changed: bool = False


@dataclass(slots=True)
class Merger:
    """Gives the units of a batch to events: known ones first, else new ones."""

    con: duckdb.DuckDBPyConnection
    origin: Mapping[str, str]
    keys: dict[str, Key] = field(default_factory=dict)
    by_day: dict[tuple[str, dt.date], list[str]] = field(default_factory=dict)
    by_print: dict[str, str] = field(default_factory=dict)
    by_twin: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    absorbed: dict[str, tuple[str, str]] = field(default_factory=dict)
    rows: list[dict[str, str]] = field(default_factory=list)
    first: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    next_seq: int = 1

    def run(self, units: Sequence[Unit], held: Mapping[str, str]) -> set[str]:
        """Place the units and write it all down; the events that have gained or lost something.

        Args:
            units: in the order of reading, their mentions in the store but in no event.
            held: the event that each mention was in before its document was coded again.
        """
        self._load(units, held)
        placed = [(unit, self._place(unit, held)) for unit in units]
        for unit, event in placed:
            self._note(unit, self._current(event))
        self._write()
        return {row["event_id"] for row in self.rows} | {self._current(event) for event in held.values()}

    def _place(self, unit: Unit, held: Mapping[str, str]) -> str:
        """The event of a unit, made if there is none; events that it shows to be one become one."""
        found = list(dict.fromkeys(self._current(event) for event in self._matches(unit, held)))
        if not found:
            return self._index(unit, self._new(unit))
        event = found[0]
        for other in found[1:]:
            if self._joinable(self.keys[event], self.keys[other]):
                event = self._merge(event, other, f"mention {unit.anchor} is a report of both")
        key = self.keys[event]
        if key.anchor_day is None and unit.day is not None:
            key.anchor_day, key.changed = unit.day, True
        return self._index(unit, event)

    def _matches(self, unit: Unit, held: Mapping[str, str]) -> Iterable[str]:
        """The events that the unit belongs to by the rule, the surest first."""
        for mention in unit.mentions:
            if mention.id in held and self._keeps(self._current(held[mention.id]), unit):
                yield held[mention.id]
        yield from (self.by_print[seen] for seen in unit.prints if seen in self.by_print)
        if unit.day is not None:
            yield from self._near(unit.key, unit.day)
        else:
            yield from self.by_twin.get((self.origin[unit.copy_id], unit.twin), ())

    def _near(self, key: str, day: dt.date) -> Iterable[str]:
        """The event of this key whose anchor is nearest to the day, and at most a day away."""
        around = (self.by_day.get((key, near), ()) for near in (day, day - _DAY, day + _DAY))
        ids = (event for events in around for event in events)
        # An event coded again in this batch may have left the place where it is listed.
        fits = (event for event in ids if self.keys[event].key == key)
        return [event for event in fits if _near_enough(self.keys[event].anchor_day, day)][:1]

    def _keeps(self, event: str, unit: Unit) -> bool:
        """Whether a unit coded again stays in its event: it still agrees, or it is the event's only one."""
        key = self.keys[event]
        if key.key == unit.key and _near_enough(key.anchor_day, unit.day):
            return True
        if event in self.taken:
            return False
        key.key, key.anchor_day, key.changed = unit.key, unit.day, True
        return True

    def _joinable(self, one: Key, other: Key) -> bool:
        return one.key == other.key and _near_enough(one.anchor_day, other.anchor_day)

    def _merge(self, one: str, other: str, why: str) -> str:
        """Keep the older of two events, and remember that the younger is part of it."""
        kept, gone = sorted((self.keys[one], self.keys[other]), key=lambda key: key.seq)
        kept.anchor_day = kept.anchor_day or gone.anchor_day
        kept.changed = True
        self.absorbed[gone.id] = (kept.id, why)
        return kept.id

    def _current(self, event: str) -> str:
        while event in self.absorbed:
            event = self.absorbed[event][0]
        return event

    def _new(self, unit: Unit) -> str:
        """A new event, named after its anchor mention."""
        event = digest("event", unit.anchor)
        while self._is_used(event):
            # The mention once began another event, which its correction has left to other reports.
            event = digest("event", event)
        self.keys[event] = Key(event, unit.key, unit.anchor, unit.day, self.next_seq, changed=True)
        self.next_seq += 1
        return event

    def _is_used(self, event: str) -> bool:
        """Whether the id names an event, or named one that is now part of another."""
        if event in self.keys or event in self.former:
            return True
        # Only a second or later choice can be in the store without having been looked up.
        return event not in self.first and bool(self._fetch(_USED, [event, event]))

    def _index(self, unit: Unit, event: str) -> str:
        key = self.keys[event]
        self.taken.add(event)
        if key.anchor_day is not None:
            known = self.by_day.setdefault((key.key, key.anchor_day), [])
            if event not in known:
                known.append(event)
        self.by_print.update(dict.fromkeys(unit.prints, event))
        twins = self.by_twin.setdefault((self.origin[unit.copy_id], unit.twin), [])
        if event not in twins:
            twins.append(event)
        return event

    def _note(self, unit: Unit, event: str) -> None:
        for mention, seen in zip(unit.mentions, unit.prints, strict=True):
            self.rows.append(
                {
                    "event_id": event,
                    "mention_id": mention.id,
                    "copy_id": unit.copy_id,
                    "print": seen,
                    "twin": unit.twin,
                }
            )

    def _load(self, units: Sequence[Unit], held: Mapping[str, str]) -> None:
        """Look up, in one query each, all the events that these units could belong to."""
        prints = [seen for unit in units for seen in unit.prints]
        self.by_print = dict(
            self._fetch("SELECT print, event_id FROM event_mentions WHERE print IN (SELECT unnest(?))", [prints])
        )
        twins = sorted({unit.twin for unit in units if unit.day is None})
        for origin, twin, event, _ in self._fetch(_TWINS, [twins]):
            self.by_twin.setdefault((origin, twin), []).append(event)
        dated = [unit for unit in units if unit.day is not None]
        near = self._fetch(_NEAR, [[unit.key for unit in dated], [unit.day for unit in dated]])
        ids = {event for (event,) in near} | set(self.by_print.values()) | set(held.values())
        ids |= {event for events in self.by_twin.values() for event in events}
        self.first = {digest("event", unit.anchor) for unit in units}
        ids |= self.first
        self.former = {event for (event,) in self._fetch(_FORMER, [sorted(self.first)])}
        for row in self._fetch(_KEYS, [sorted(ids)]):
            key = Key(*row)
            self.keys[key.id] = key
            if key.anchor_day is not None:
                self.by_day.setdefault((key.key, key.anchor_day), []).append(key.id)
        self.taken = {event for (event,) in self._fetch(_TAKEN, [sorted(self.keys)])}
        self.next_seq = int(self._fetch("SELECT coalesce(max(seq), 0) + 1 FROM event_keys", [])[0][0])

    def _fetch(self, sql: str, parameters: list[object]) -> list[tuple]:  # type: ignore[type-arg]
        return self.con.execute(sql, parameters).fetchall()

    def _write(self) -> None:
        changed = [key for key in self.keys.values() if key.changed and key.id not in self.absorbed]
        old = sorted({key.id for key in changed} | set(self.absorbed))
        self.con.execute("DELETE FROM event_keys WHERE id IN (SELECT unnest(?))", [old])
        rows = [{name: getattr(key, name) for name in schema.EVENT_KEY} for key in changed]
        schema.insert(self.con, "event_keys", arrow(rows, schema.EVENT_KEY))
        schema.insert(self.con, "event_mentions", arrow(self.rows, schema.EVENT_MENTION))
        for gone, (_, why) in self.absorbed.items():
            kept = self._current(gone)
            self.con.execute("UPDATE event_mentions SET event_id = ? WHERE event_id = ?", [kept, gone])
            self.con.execute("DELETE FROM events WHERE id = ?", [gone])
            self.con.execute("INSERT INTO merges VALUES (?, ?, ?, ?)", [kept, gone, why, today()])


def _near_enough(one: dt.date | None, other: dt.date | None) -> bool:
    return one is None or other is None or abs(one - other) <= _DAY


_KEYS = """
SELECT id, "key", anchor, anchor_day, seq FROM event_keys WHERE id IN (SELECT unnest(?)) ORDER BY seq
"""

_FORMER = "SELECT DISTINCT absorbed FROM merges WHERE absorbed IN (SELECT unnest(?))"

_USED = "SELECT id FROM event_keys WHERE id = ? UNION ALL SELECT absorbed FROM merges WHERE absorbed = ?"

_TAKEN = "SELECT DISTINCT event_id FROM event_mentions WHERE event_id IN (SELECT unnest(?))"

_NEAR = """
SELECT DISTINCT e.id FROM event_keys e JOIN (SELECT unnest(?) AS "key", unnest(?::DATE[]) AS day) u
ON e."key" = u."key" AND e.anchor_day BETWEEN u.day - INTERVAL 1 DAY AND u.day + INTERVAL 1 DAY
"""

_TWINS = """
SELECT DISTINCT o.origin_id, m.twin, m.event_id, k.seq
FROM event_mentions m JOIN origins o USING (copy_id) JOIN event_keys k ON k.id = m.event_id
WHERE m.twin IN (SELECT unnest(?)) ORDER BY k.seq
"""
