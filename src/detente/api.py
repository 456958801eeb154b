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
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

import detente
from detente import coding, measure, reference, report, sources, verify, workspace
from detente.errors import DocumentError, QueryError
from detente.forecast import ledger, questions
from detente.forecast import series as forecast
from detente.forecast.series import Forecast as SeriesForecast
from detente.ontology import countries
from detente.records import Coded, Document, Figure, Finding, Measure, Record, to_json
from detente.reference import Terms, adapters, chronicle, owners, shipped_terms
from detente.settings import Settings, load

if TYPE_CHECKING:
    from types import TracebackType

CODER = f"{detente.__version__}/{coding.VERSION}"
"""The coder and its version: documents that another one coded are coded again."""

ics = report.ics
"""The dated entries of an agenda as an iCalendar file."""

Format = Literal["html", "md", "json"]
Frequency = Literal["W", "M", "Q"]
_SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}


def as_date(value: str | dt.date | None) -> dt.date | None:
    """A date from its ISO form.

    Raises:
        QueryError: it is not a date as YYYY-MM-DD.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{value!r} is not a date; write it as 2026-01-06") from None


def as_dyad(value: str) -> tuple[str, str]:
    """A pair of states from its short form, such as `JPN-CHN`.

    Raises:
        QueryError: it is not two different ISO 3166 alpha-3 codes that the codebook knows.
    """
    parts = value.upper().replace(">", "-").split("-")
    if len(parts) != 2 or parts[0] == parts[1]:
        raise QueryError(f"{value!r} is not a pair of states; write two ISO codes, as in JPN-CHN")
    for code_ in parts:
        if code_ not in countries():
            raise QueryError(f"{value!r}: no state has the code {code_}; codes are ISO 3166 alpha-3, as in JPN-CHN")
    return parts[0], parts[1]


class CodedText:
    """What was found in one text: a Polars frame for each kind of record, or the records themselves."""

    def __init__(self, coded: Coded) -> None:
        self.coded = coded

    @property
    def document(self) -> Document:
        """The document that was coded."""
        return self.coded.document

    @property
    def events(self) -> pl.DataFrame:
        """One row for each mention of an act."""
        return frame(self.coded.events)

    @property
    def statements(self) -> pl.DataFrame:
        """One row for each statement."""
        return frame(self.coded.statements)

    @property
    def figures(self) -> pl.DataFrame:
        """One row for each figure."""
        return frame(self.coded.figures)

    @property
    def expectations(self) -> pl.DataFrame:
        """One row for each expectation."""
        return frame(self.coded.expectations)

    @property
    def findings(self) -> pl.DataFrame:
        """One row for each claim that was held against the record."""
        return frame(self.coded.findings)

    @property
    def occasions(self) -> pl.DataFrame:
        """One row for each occasion."""
        return frame(self.coded.occasions)

    def records(self) -> tuple[Record, ...]:
        """All records as dataclasses, kind by kind."""
        return self.coded.records()

    def _repr_html_(self) -> str:
        return str(self.events._repr_html_())


def frame(items: Sequence[Record]) -> pl.DataFrame:
    """Records of one kind as a Polars frame, a row each, in the fields of their JSON form; empty without any."""
    return pl.DataFrame([to_json(item) for item in items], infer_schema_length=None)


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
    on_error: Callable[[DocumentError], None],
) -> Iterable[Coded]:
    """Code every document in files, folders, globs or standard input, one at a time."""
    return coding.code_all(sources.read(paths, published=as_date(published), on_error=on_error))


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

    def relation(self, one: str, other: str) -> Relation:
        """The relationship of two states (ISO 3166 alpha-3 codes)."""
        return Relation(self.store, as_dyad(f"{one}-{other}"))


def _raise(error: DocumentError) -> None:
    raise error


class Relation:
    """The relationship of two states as a workspace has it."""

    def __init__(self, store: workspace.Workspace, dyad: tuple[str, str]) -> None:
        self.store = store
        self.dyad = dyad

    def events(self) -> pl.DataFrame:
        """The events between the two, a row each."""
        return self.store.events(dyad=self.dyad)

    def flows(self, freq: Frequency = "M") -> pl.DataFrame:
        """Cooperation and conflict by period and direction."""
        return measure.flows(self.events(), self.dyad, freq)

    def index(self, freq: Frequency = "M") -> pl.DataFrame:
        """The relationship index: unique_id, ds, y, y-lo-90, y-hi-90, n."""
        return measure.index(self.events(), self.dyad, freq)

    def series(self, freq: Frequency = "M") -> list[forecast.Series]:
        """The net flow of scores (cooperation less conflict) by period, each direction and the pair: a `Series` each.

        Zero is a balance of the two, or a period that was covered and quiet; a period without coverage is unknown.

        Raises:
            QueryError: no act between the two is dated.
        """
        return forecast.net_flow(self.events(), self.dyad, freq)

    def forecast(self, horizon: int = 6, levels: Sequence[float] = (80, 90), freq: Frequency = "M") -> pl.DataFrame:
        """The forecast of the net flow: unique_id, ds, the published model's median and its interval ends.

        Raises:
            QueryError: the horizon or a level cannot be used, or no act between the two is dated.
        """
        return self.outlook(horizon, levels, freq).frame

    def outlook(
        self,
        horizon: int = 6,
        levels: Sequence[float] = (80, 90),
        freq: Frequency = "M",
        extra: Sequence[str] = (),
    ) -> SeriesForecast:
        """The same with what stands behind it; the periods that are still to begin enter the ledger.

        Raises:
            QueryError: the horizon, a level or a model's name cannot be used, or no act between the two is dated.
        """
        series = self.series(freq)
        found = forecast.forecast(series, horizon, levels, extra=extra)
        ledger.keep_series(self.store, self.dyad, series, found, dt.date.today(), self.store.settings)
        return found

    def chance(
        self,
        by: str | dt.date,
        *,
        type: str | None = None,
        quad: str | None = None,
        level: str | None = None,
        issue: str | None = None,
        on: str | dt.date | None = None,
    ) -> questions.Answer:
        """How likely the first state does at least one such act to the second, from the day after `on` to `by`.

        Args:
            by: the last day.
            type: a PLOVER root, or any.
            quad: a quad, or any.
            level: `leader` or `minister`: who must take part, on either side; or anybody.
            issue: an issue of the codebook, or any.
            on: the day at whose end the question is asked, with what was known by then; today if not given.

        An answer about a window that has not begun enters the ledger; one that is asked of the past does not.

        Raises:
            QueryError: a value that there is not, a window that cannot be asked about, or nothing to learn from.
        """
        end, asked = as_date(by), as_date(on) or dt.date.today()
        assert end is not None
        first = asked + dt.timedelta(days=1)
        question = questions.Question(*self.dyad, first, end, type=type, quad=quad, level=level, issue=issue)
        answer = questions.ask(self.store, question, self.store.settings.questions)
        ledger.keep_answer(self.store, answer, dt.date.today())
        return answer

    def agenda(self, since: str | dt.date | None = None, until: str | dt.date | None = None) -> list[report.Entry]:
        """The dates ahead: occasions merged across documents, meetings of common forums, anniversaries of accords.

        Args:
            since: the first day; today if not given.
            until: the last day; two years after the first if not given.
        """
        occasions = self.store.records("occasion", dyad=self.dyad)
        return report.agenda(occasions, self.dyad, as_date(since) or dt.date.today(), as_date(until))

    def measures(self, on: str | dt.date | None = None) -> list[Measure]:
        """The bans, tariffs, controls, suspended talks and the like between the two; on a day, those that stand.

        Those that no event tells of come from the reference table of episodes, and say so.
        """
        told = measure.standing(self.events(), self.dyad)
        return measure.joined(told, measure.recorded(self.dyad), as_date(on))

    def brief(
        self, path: str | Path | None = None, *, form: Format | None = None, settings: Settings | None = None
    ) -> str:
        """The brief as text; written to `path` where one is given (its ending tells the form unless `form` does).

        Raises:
            QueryError: the ending of `path` tells no form.
        """
        form = form or _form_of(path)
        versions = {"detente": detente.__version__, "coder": coding.VERSION}
        material = report.gather(self.store, self.dyad, generated=dt.date.today(), versions=versions)
        text = report.render(report.compose(material, settings or load()), form)
        if path is not None:
            _write_whole(Path(path), text)
        return text


def _form_of(path: str | Path | None) -> Format:
    if path is None:
        return "html"
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise QueryError(f"{path}: no form goes with the ending {suffix!r}; end it in .html, .md or .json")
    return _SUFFIXES[suffix]


def _write_whole(path: Path, text: str) -> None:
    """Write by rename, so that a reader never finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


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
