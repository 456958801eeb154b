"""What a query may ask for, as conditions with parameters: no value ever stands in the SQL itself.

Times are filtered on the time of the act (mentions, events), of the occasion, or else of publication;
both bounds are included, and what has no such time is left out where one is given. A dyad holds both
directions and mutual acts; of a statement, figure, expectation or finding it asks that its document
names both states.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from detente.errors import QueryError
from detente.ontology import QUADS, roots

Dyad = tuple[str, str]
Some = str | Sequence[str] | None
"""One value, or several any of which will do, or any at all."""

_STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated")


@dataclass(slots=True)
class Where:
    """The conditions of a query and their parameters; no value ever stands in the SQL itself."""

    clauses: list[str] = field(default_factory=list)
    parameters: list[object] = field(default_factory=list)

    def add(self, clause: str, *parameters: object) -> None:
        """One more condition, with a `?` for each parameter."""
        self.clauses.append(f"({clause})")
        self.parameters.extend(parameters)

    def some(self, column: str, value: Some) -> None:
        """The column has one of these values."""
        if value is not None:
            self.add(f"{column} IN (SELECT unnest(?))", [value] if isinstance(value, str) else list(value))

    def between(self, first: str, last: str, since: dt.date | None, until: dt.date | None) -> None:
        """The time from `first` to `last` touches the days from `since` to `until`."""
        if since is not None and until is not None and since > until:
            raise QueryError(f"since {since} is after until {until}; change them round")
        if since is not None:
            self.add(f"{last} >= ?", since)
        if until is not None:
            self.add(f"{first} <= ?", until)

    def sql(self) -> str:
        """The conditions, to stand after WHERE."""
        return " AND ".join(self.clauses) or "true"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events, or mentions: who, to whom, what, when. All given conditions hold together."""

    actor: Some = None
    recipient: Some = None
    dyad: Dyad | None = None
    type: Some = None
    quad: Some = None
    status: Some = None
    since: dt.date | None = None
    until: dt.date | None = None
    issue: Some = None
    abstained: bool = False

    def where(self) -> Where:
        """The conditions.

        Raises:
            QueryError: an unknown root, quad or status; a dyad of one state; days the wrong way round.
        """
        _known("root", self.type, tuple(roots()))
        _known("quad", self.quad, QUADS)
        _known("status", self.status, _STATUSES)
        where = Where()
        for column, value in (("actors", self.actor), ("recipients", self.recipient)):
            if value is not None:
                where.add(f"list_has_any({column}, ?)", [value] if isinstance(value, str) else list(value))
        if self.dyad is not None:
            a, b = pair(self.dyad)
            where.add(_DYAD, a, b, b, a, [a, b])
        for column in ("type", "quad", "status", "issue"):
            where.some(column, getattr(self, column))
        where.between("when_start", "when_end", self.since, self.until)
        if not self.abstained:
            where.add("NOT abstained")
        return where


_DYAD = """
(list_contains(actors, ?) AND list_contains(recipients, ?))
OR (list_contains(actors, ?) AND list_contains(recipients, ?))
OR (mutual AND list_has_all(list_concat(actors, recipients), ?))
"""


def pair(dyad: Dyad) -> Dyad:
    """The dyad, if it is one.

    Raises:
        QueryError: it names one state twice, or none.
    """
    if len(dyad) != 2 or not all(dyad) or dyad[0] == dyad[1]:
        raise QueryError(f"a dyad is two different states, not {dyad!r}; give for example ('JPN', 'CHN')")
    return dyad[0], dyad[1]


def _known(what: str, value: Some, allowed: Sequence[str]) -> None:
    for one in [value] if isinstance(value, str) else value or ():
        if one not in allowed:
            raise QueryError(f"no {what} {one!r}; use one of {', '.join(allowed)}")


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records of the other kinds; `by` are further columns of the table and their values.

    Of several copies of one text only the first is asked, unless `every_copy`.
    """

    dyad: Dyad | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    document: str | None = None
    every_copy: bool = False
    by: tuple[tuple[str, Some], ...] = ()

    def where(self, table: str) -> Where:
        """The conditions.

        Raises:
            QueryError: a dyad of one state, or days the wrong way round.
        """
        where = Where()
        if self.dyad is not None:
            named = "SELECT copy_id FROM document_states WHERE country = ?"
            where.add(f"copy_id IN ({named}) AND copy_id IN ({named})", *pair(self.dyad))
        times = ('"start"', 'coalesce("end", "start")') if table == "occasions" else ("published", "published")
        where.between(*times, self.since, self.until)
        if self.document is not None:
            where.add("copy_id = ? OR text_id = ?", self.document, self.document)
        elif not self.every_copy:
            where.add("first_copy")
        for column, value in self.by:
            where.some(f'"{column}"', value)
        return where
