"""The workspace: a folder with `detente.duckdb` (what was read) and `detente.toml` (the pair it is about)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from detente.errors import WorkspaceError
from detente.records import Coded, Document, Event
from detente.settings import Settings, load
from detente.workspace import adding, config, export, forecasts, ledger, queries, schema
from detente.workspace.adding import AddReport
from detente.workspace.filters import Dyad, EventFilter, RecordFilter, Some

DATABASE = "detente.duckdb"


class Workspace:
    """What has been read, and what follows from it. One process writes; others read a snapshot.

    Args:
        folder: the folder of a workspace, or the file of a snapshot (which is opened for reading only).
        settings: thresholds; by default the folder's `settings.toml` where it has one, laid over the
            shipped ones.
        read_only: open without the right to write, beside other readers.

    Raises:
        WorkspaceError: there is none, another process holds it, or it is of another version.
    """

    def __init__(self, folder: str | Path, *, settings: Settings | None = None, read_only: bool = False) -> None:
        place = Path(folder)
        file = place if place.is_file() else place / DATABASE
        if not file.exists():
            remedy = f"make one with `detente init {place} --dyad JPN-CHN`"
            raise WorkspaceError(f"{place}: no workspace here; {remedy}")
        self.folder: Path | None = file.parent
        self.dyad = config.configured(file.parent / config.CONFIG)
        self.settings = settings or config.own_settings(file.parent)
        self._con = schema.connect(file, read_only=read_only or place.is_file())
        try:
            schema.check(self._con, file)
            self.read_only = read_only or place.is_file()
            if not self.read_only:
                schema.complete(self._con)
        except WorkspaceError:
            self._con.close()
            raise

    @classmethod
    def create(cls, folder: str | Path, dyad: Dyad | None = None, *, settings: Settings | None = None) -> Workspace:
        """Make an empty workspace in a folder, which may exist, and open it.

        Raises:
            WorkspaceError: there is one already, or the folder cannot be written.
            QueryError: the dyad is not two states.
        """
        place, about = Path(folder), config.checked(dyad)
        if (place / DATABASE).exists():
            raise WorkspaceError(f"{place}: there is a workspace already; open it, or choose another folder")
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / config.CONFIG).write_text(config.content(about), "utf-8")
        except OSError as error:
            raise WorkspaceError(f"{place}: cannot be written ({error.strerror}); choose another folder") from error
        with schema.connect(place / DATABASE) as connection:
            schema.create(connection)
        return cls(place, settings=settings)

    @classmethod
    def in_memory(cls, dyad: Dyad | None = None, *, settings: Settings | None = None) -> Workspace:
        """An empty workspace that is gone when it is closed.

        Raises:
            QueryError: the dyad is not two states.
        """
        self = cls.__new__(cls)
        self.folder, self.dyad, self.settings = None, config.checked(dyad), settings or load()
        self.read_only = False
        self._con = schema.connect(None)
        schema.create(self._con)
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what was added is in it."""
        self._con.close()

    # Writing

    def add(
        self, coded: Iterable[Coded], *, coder: str | None = None, owners: Mapping[str, str] | None = None
    ) -> AddReport:
        """Write coded documents, in batches of `settings.workspace.batch_documents`.

        A copy that is there already changes nothing, unless it was coded by another `coder` (any string
        that names the coder and its version): then its records are replaced, and the events keep their
        ids. A batch is one transaction: if it fails nothing of it is written, and what came before stays.

        Args:
            coded: documents with their records.
            coder: the coder and its version.
            owners: the owner of each publisher, to count independent origins by; kept in the workspace.

        Raises:
            WorkspaceError: the file cannot be written.
        """
        if owners is not None:
            self.set_owners(owners)
        report = AddReport()
        remaining = iter(coded)
        while batch := list(itertools.islice(remaining, self.settings.workspace.batch_documents)):
            with self._transaction():
                report += adding.add_batch(self._con, batch, coder, self.settings.workspace)
        return report

    def set_owners(self, owners: Mapping[str, str]) -> None:
        """Keep who owns which publisher; the reports of one owner on an act are one origin.

        Raises:
            WorkspaceError: the file cannot be written.
        """
        with self._transaction():
            adding.set_owners(self._con, owners, self.settings.workspace)

    def resolve(self, expectation: str, happened: bool, on: dt.date) -> None:
        """Write down, as of a day, whether an expectation (by id) came true.

        Raises:
            QueryError: no expectation has this id.
            WorkspaceError: the file cannot be written.
        """
        with self._transaction():
            ledger.resolve(self._con, expectation, happened, on)

    def keep_forecasts(self, rows: Sequence[Mapping[str, Any]]) -> int:
        """Add forecasts to the ledger (columns of `schema.FORECAST`); what has the id of one there changes nothing.

        Raises:
            WorkspaceError: the file cannot be written.
        """
        with self._transaction():
            return forecasts.keep(self._con, rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._con.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._con.execute("ROLLBACK")
                raise
            self._con.execute("COMMIT")
        except duckdb.Error as error:
            remedy = "nothing of this batch was written; check the disk and its rights"
            raise WorkspaceError(f"{self.folder or 'in memory'}: cannot be written ({error}); {remedy}") from error

    # Reading

    def known(self, copies: Sequence[str], *, coder: str | None = None) -> set[str]:
        """Those of these copy ids that need no coding: they are here (and, if given, by this coder)."""
        held = adding.coders(self._con, copies)
        return {copy for copy, by in held.items() if coder is None or by == coder}

    def documents(self, dyad: Dyad | None = None) -> pl.DataFrame:
        """One row a copy, in the order of reading, without its text; with a dyad, those that name both states.

        Raises:
            QueryError: the dyad is not two states.
        """
        return queries.documents(self._con, dyad)

    def document(self, name: str) -> Document:
        """The document with this copy id, or the first copy of the text with this text id.

        Raises:
            QueryError: there is none.
        """
        return queries.document(self._con, name)

    def events(
        self,
        actor: Some = None,
        recipient: Some = None,
        dyad: Dyad | None = None,
        type: Some = None,
        quad: Some = None,
        status: Some = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
        issue: Some = None,
        abstained: bool = False,
    ) -> pl.DataFrame:
        """One row an event, in the order of time; columns as `schema.EVENT`.

        With a dyad, `actor` and `recipient` are its two states; `actors` and `recipients` hold everyone.
        Events whose every mention the coder abstained on are left out unless `abstained`.

        Raises:
            QueryError: a value that there is not.
        """
        wanted = EventFilter(actor, recipient, dyad, type, quad, status, since, until, issue, abstained)
        return queries.events(self._con, wanted)

    def event_records(self, **filters: Any) -> list[Event]:
        """The same events, filtered the same way, as records."""
        return queries.event_records(self._con, EventFilter(**filters))

    def event(self, event_id: str) -> Event:
        """The event with this id, or the one that it has become part of.

        Raises:
            QueryError: there is none.
        """
        return queries.event(self._con, event_id)

    def event_reports(self, event_id: str) -> pl.DataFrame:
        """One row a mention of the event, the best first, with its document, publisher and origin."""
        return queries.event_reports(self._con, event_id)

    def mentions(self, document: str | None = None, **filters: Any) -> pl.DataFrame:
        """One row a mention, filtered as `events` are, with its document and its event."""
        return queries.mentions(self._con, EventFilter(**filters), document)

    def statements(self, *, speaker: Some = None, issue: Some = None, **filters: Any) -> pl.DataFrame:
        """One row a statement; `speaker` is a code. Other filters: those of `filters.RecordFilter`."""
        return self._frame("statements", (("speaker", speaker), ("issue", issue)), filters)

    def figures(self, *, role: Some = None, unit: Some = None, **filters: Any) -> pl.DataFrame:
        """One row a figure. Other filters: those of `filters.RecordFilter`."""
        return self._frame("figures", (("role", role), ("unit", unit)), filters)

    def expectations(self, *, holder: Some = None, **filters: Any) -> pl.DataFrame:
        """One row an expectation; `holder` is a code. Other filters: those of `filters.RecordFilter`."""
        return self._frame("expectations", (("holder", holder),), filters)

    def scores(self) -> pl.DataFrame:
        """One row a holder of expectations, with the Brier score of those that are resolved."""
        return ledger.scores(self._con)

    def outcomes(self) -> pl.DataFrame:
        """One row an expectation of a document: holder, probability, and what came of it where that is known."""
        return ledger.outcomes(self._con)

    def forecasts(self) -> pl.DataFrame:
        """The ledger of forecasts, in the order in which they were issued; columns as `schema.FORECAST`."""
        return forecasts.kept(self._con)

    def occasions(self, *, kind: Some = None, **filters: Any) -> pl.DataFrame:
        """One row an occasion; `since` and `until` are about its own time."""
        return self._frame("occasions", (("kind", kind),), filters)

    def findings(self, *, verdict: Some = None, **filters: Any) -> pl.DataFrame:
        """One row a finding. Other filters: those of `filters.RecordFilter`."""
        return self._frame("findings", (("verdict", verdict),), filters)

    def _frame(self, table: str, by: tuple[tuple[str, Some], ...], filters: dict[str, Any]) -> pl.DataFrame:
        return queries.records_frame(self._con, table, RecordFilter(**filters, by=by))

    def records(self, kind: str, **filters: Any) -> list[Any]:
        """The records of a kind ("event" gives mentions) as their dataclasses.

        Filters are those of `events` for "event", and of `filters.RecordFilter` for the other kinds.

        Raises:
            QueryError: no such kind, or a value that there is not.
        """
        wanted = EventFilter(**filters) if kind == "event" else RecordFilter(**filters)
        return queries.records(self._con, kind, wanted)

    def coverage(self, *, by_state: bool = False) -> pl.DataFrame:
        """How many documents were read: `ds`, `publisher`, `documents`; with `by_state` by `country` too."""
        return queries.coverage(self._con, by_state=by_state)

    def origins(self) -> pl.DataFrame:
        """One row a copy: its origin, and why it is that (own text, same text, near-identical text)."""
        return queries.frame(self._con, "SELECT * FROM origins ORDER BY origin_id, copy_id")

    def merges(self) -> pl.DataFrame:
        """The log of events found to be one: the id kept, the id absorbed, why and when."""
        return queries.frame(self._con, 'SELECT * FROM merges ORDER BY "at", absorbed')

    # Out

    def export(self, folder: str | Path) -> None:
        """Write events and mentions to Parquet, by year.

        Raises:
            WorkspaceError: the folder cannot be written.
        """
        export.parquet(self._con, Path(folder))

    def snapshot(self, path: str | Path) -> None:
        """Publish a copy that other processes open for reading, in one step.

        Raises:
            WorkspaceError: the copy cannot be written.
        """
        export.snapshot(self._con, Path(path))
