"""What a user calls from Python: `code`, `Workspace`, `Relation`. It holds no logic of its own.

    import detente
    coded = detente.code(text, published="2026-01-06")
    ws = detente.Workspace("japan-china"); ws.read("articles/")
    rel = ws.relation("JPN", "CHN")
    rel.index(freq="M"); rel.brief("brief.html")

Tables come back as Polars frames; `records` gives the dataclasses themselves.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

import detente
from detente import coding, reference, report, sources, verify, workspace
from detente.coded import CodedText, frame
from detente.errors import DocumentError, QueryError
from detente.forecast import ledger, links
from detente.records import Coded, Document, Figure, Finding, Record
from detente.reference import Terms, adapters, chronicle, owners, shipped_terms
from detente.relation import Relation, as_date, as_dyad

if TYPE_CHECKING:
    from types import TracebackType

CODER = f"{detente.__version__}/{coding.VERSION}"
"""The coder and its version: documents that another one coded are coded again."""

ics = report.ics
"""The dated entries of an agenda as an iCalendar file."""


def code(
    text: str,
    *,
    published: str | dt.date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> CodedText:
    """Code one text into events, statements, figures, expectations and occasions, and check its claims.

    Args:
        text: the whole text of one document, in English.
        published: its date; without it, relative times stay unknown.
        title: its title, if it is not in the text.
        publisher: who published it.
        url: where it stands.
    """
    document = Document(text, title=title, published=as_date(published), publisher=publisher, url=url, language="en")
    return CodedText(dataclasses.replace(coding.code(document), findings=verify.check(document, record())))


def code_files(
    paths: Iterable[str | Path],
    *,
    published: str | dt.date | None = None,
    kinds: Collection[str] = coding.RECORDS,
    on_error: Callable[[DocumentError], None],
) -> Iterable[Coded]:
    """Code every document in files, folders, globs or standard input, one at a time, for the kinds of record asked.

    Events alone are read faster: what can tell none is not parsed.
    """
    return coding.code_all(sources.read(paths, published=as_date(published), on_error=on_error), kinds)


def record(tables: Iterable[str | Path] = (), *, own: bool = True) -> Terms:
    """The terms of office to hold claims against: the shipped ones, the user's own, and those of `tables`.

    Args:
        tables: CSV files in the shape of detente's offices, Archigos, REIGN or Wikidata's positions.
        own: with the tables that the user added (`detente reference add`).

    Raises:
        TableError: a row of a table cannot be right; nothing of it is loaded.
    """
    paths = [*(reference.added() if own else ()), *map(Path, tables)]
    return Terms([*shipped_terms().all, *(term for path in paths for term in adapters.load(path))])


def verify_files(
    paths: Iterable[str | Path],
    *,
    published: str | dt.date | None = None,
    tables: Iterable[str | Path] = (),
    among: bool = False,
    on_error: Callable[[DocumentError], None],
) -> Iterator[Finding]:
    """The findings of every document in files, folders, globs or standard input, one document at a time.

    With `among` the documents are coded, and at the end come the doubts that their figures raise about each other.
    """
    terms = record(tables)
    documents = sources.read(paths, published=as_date(published), on_error=on_error)
    if not among:
        yield from (finding for document in documents for finding in verify.check(document, terms))
        return
    figures: list[Figure] = []
    for coded in coding.code_all(documents):
        figures += coded.figures
        yield from verify.check(coded.document, terms)
    yield from verify.compare(figures)


def classify_file(
    path: Path,
    *,
    tier: coding.Tier = "default",
    convention: coding.Convention = "plover",
    on_error: Callable[[DocumentError], None],
) -> Iterator[dict[str, Any]]:
    """The best root of each marked pair of a TSV file (sentence, source, target), in order, as plain rows.

    `type` is always the best root; `abstained` says that nothing may have happened between the two at all.
    """
    asked, pairs = itertools.tee(sources.read_pairs(path, on_error=on_error))
    items = ((pair.sentence, pair.source, pair.target) for pair in asked)
    found_all = coding.classify_all(items, tier=tier, convention=convention)
    for found, pair in zip(found_all, pairs, strict=True):
        yield {
            "line": pair.line,
            "sentence": pair.sentence,
            "source": pair.source,
            "target": pair.target,
            "type": found.root,
            "quad": found.quad,
            "probability": found.p_type,
            "p_event": found.p_event,
            "abstained": found.abstained,
        }


def chronicle_documents() -> Iterable[Document]:
    """The bundled chronicle of Japan and China as documents."""
    for entry in chronicle():
        yield Document(
            entry["text"],
            title=entry["title"],
            published=as_date(entry["published"]),
            publisher=entry["publisher"],
            path=f"chronicle/{entry['id']}",
            language="en",
            url=entry["source"] if entry["source"].startswith("http") else None,
        )


class Workspace:
    """A folder with one DuckDB file that keeps documents, mentions, events and coverage.

    Args:
        folder: an existing workspace, or where to make one.
        dyad: the pair a new workspace is about, such as "JPN-CHN".
    """

    def __init__(self, folder: str | Path, *, dyad: str | None = None) -> None:
        there = (Path(folder) / workspace.DATABASE).exists()
        made = as_dyad(dyad) if dyad else None
        self.store = workspace.Workspace(folder) if there else workspace.Workspace.create(folder, made)

    @classmethod
    def existing(cls, folder: str | Path) -> Workspace:
        """A workspace that must be there already.

        Raises:
            WorkspaceError: there is none in the folder.
        """
        return cls._around(workspace.Workspace(folder))

    @classmethod
    def new(cls, folder: str | Path, *, dyad: str) -> Workspace:
        """A workspace that must not be there yet.

        Raises:
            WorkspaceError: there is one in the folder.
        """
        return cls._around(workspace.Workspace.create(folder, as_dyad(dyad)))

    @classmethod
    def _around(cls, store: workspace.Workspace) -> Workspace:
        made = cls.__new__(cls)
        made.store = store
        return made

    @classmethod
    def in_memory(cls) -> Workspace:
        """A workspace that is gone when it is closed, for a single brief."""
        return cls._around(workspace.Workspace.in_memory())

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def read(
        self,
        *paths: str | Path,
        published: str | dt.date | None = None,
        on_error: Callable[[DocumentError], None] | None = None,
        watch: Callable[[Iterable[Coded]], Iterable[Coded]] = iter,
    ) -> workspace.AddReport:
        """Read and code documents into the workspace; what this coder has read already is not coded again.

        Args:
            paths: files, folders, globs, or "-" for standard input.
            published: the date of documents that tell none.
            on_error: called for each file that cannot be used; without it the first one is raised.
            watch: passes the coded documents on, for a progress bar.

        Raises:
            DocumentError: a file cannot be used and no `on_error` was given.
        """
        found = sources.read(paths, published=as_date(published), on_error=on_error or _raise)
        known = 0

        def fresh() -> Iterator[Document]:
            nonlocal known
            for document in found:
                if self.store.known([document.copy_id], coder=CODER):
                    known += 1
                else:
                    yield document

        added = self.add(watch(coding.code_all(fresh())))
        return dataclasses.replace(added, known=added.known + known)

    def add(self, coded: Iterable[Coded]) -> workspace.AddReport:
        """Add coded documents, their claims held against the record on the way."""
        terms = record()
        checked = (dataclasses.replace(item, findings=verify.check(item.document, terms)) for item in coded)
        return self.store.add(checked, coder=CODER, owners=owners())

    def events(
        self,
        *,
        dyad: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
        type: str | None = None,
        status: str | None = None,
    ) -> pl.DataFrame:
        """The events, a row each, in the order of time, narrowed by what is given."""
        pair = as_dyad(dyad) if dyad else None
        return self.store.events(dyad=pair, since=as_date(since), until=as_date(until), type=type, status=status)

    def records(
        self,
        kind: str,
        *,
        dyad: str | None = None,
        since: str | dt.date | None = None,
        until: str | dt.date | None = None,
    ) -> list[Record]:
        """The records of a kind ("statement", "figure", "expectation", "occasion") from the documents read."""
        pair = as_dyad(dyad) if dyad else None
        return self.store.records(kind, dyad=pair, since=as_date(since), until=as_date(until))

    def resolve(self, expectation: str, happened: bool, on: str | dt.date | None = None) -> None:
        """Write down whether an expectation (by its id) came true, as of a day; today if none is given."""
        self.store.resolve(expectation, happened, as_date(on) or dt.date.today())

    def scores(self) -> pl.DataFrame:
        """One row a holder of expectations: how many, how many resolved, and their Brier score."""
        return self.store.scores()

    def score(self, on: str | dt.date | None = None) -> pl.DataFrame:
        """The track record: forecasts issued, open and resolved, their scores beside the naive ones, as of a day.

        Args:
            on: the day; today if not given.
        """
        return ledger.score(self.store, as_date(on) or dt.date.today(), self.store.settings.questions)

    def ledger(self, on: str | dt.date | None = None) -> pl.DataFrame:
        """Every forecast issued, a row each, with its state and outcome as of a day; today if not given."""
        return ledger.listed(self.store, as_date(on) or dt.date.today())

    @property
    def dyad(self) -> tuple[str, str]:
        """The two states that the workspace is about.

        Raises:
            QueryError: it is about none.
        """
        if self.store.dyad is None:
            raise QueryError("the workspace is about no pair of states; name one, as in JPN-CHN")
        return self.store.dyad

    def links(
        self,
        dyad: str | None = None,
        *,
        actor: str | Sequence[str] = (),
        until: str | dt.date | None = None,
        top: int | None = None,
    ) -> links.Ahead:
        """Who does what to whom next, ranked from the workspace's own acts: a frame and what must be said with it.

        Args:
            dyad: two states whose acts towards each other are ranked.
            actor: or one code or several, whose acts towards anyone are ranked.
            until: as of the end of this day; of the latest report if not given.
            top: rows at most; 20 if not given.

        Raises:
            QueryError: neither or both are given, or no act of them is known to the day.
        """
        named = (actor,) if isinstance(actor, str) else tuple(actor)
        if (dyad is None) == (not named):
            raise QueryError("name either two states (JPN-CHN) or who acts (--actor JPN), not both")
        pair = as_dyad(dyad) if dyad is not None else ()
        acting = pair or tuple(code_.upper() for code_ in named)
        return links.ahead(self.store.events(), acting, pair, as_date(until), top)

    def relation(self, one: str, other: str) -> Relation:
        """The relationship of two states (ISO 3166 alpha-3 codes)."""
        versions = {"detente": detente.__version__, "coder": coding.VERSION}
        return Relation(self.store, as_dyad(f"{one}-{other}"), versions)


def _raise(error: DocumentError) -> None:
    raise error


__all__ = [
    "CodedText",
    "Relation",
    "Workspace",
    "as_date",
    "as_dyad",
    "chronicle_documents",
    "code",
    "code_files",
    "frame",
    "record",
    "verify_files",
]
