"""The records that flow through detente, as frozen dataclasses.

Every record that a reader may be shown carries evidence: the text spans it rests on, or the row of a
source table. Offsets are half-open, in code points of the document's NFC text. Absent means unknown.
`to_json` is the one way a record becomes a line of output; `from_json` takes it back; `json_schema`
describes it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import types
import typing
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

Precision = Literal["day", "month", "season", "quarter", "year", "decade", "span"]
Basis = Literal["stated", "inferred", "published"]
Status = Literal["occurred", "ongoing", "planned", "hypothetical", "negated"]
Resolution = Literal[
    "name",
    "demonym",
    "capital",
    "metonym",
    "organisation",
    "office",
    "person",
    "body",
    "noun",
    "coreference",
    "carried",
]

T = TypeVar("T")


def digest(*parts: object) -> str:
    """A short stable identifier (20 hex digits of sha256) of the parts, which must print the same always."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Document:
    """One copy of one text.

    `text_id` names the text (sha256 of its NFC form), `copy_id` this copy of it (text, url or path,
    publisher, date), so that two outlets which print one text stay two copies of it.
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    language: str | None = None
    retrieved: dt.date | None = None
    raw_hash: str | None = None
    extractor: str | None = None
    supersedes: str | None = None
    text_id: str = field(init=False, default="")
    copy_id: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", unicodedata.normalize("NFC", self.text))
        text_id = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        object.__setattr__(self, "text_id", text_id)
        where = self.url or self.path
        object.__setattr__(self, "copy_id", digest(text_id, where, self.publisher, self.published))


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A passage of a document: half-open offsets in code points, and the words themselves."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of an event table or a reference table: it has no sentence and says so."""

    dataset: str
    key: str
    file: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time as precisely as the text gives it: first and last possible day, both included."""

    start: dt.date
    end: dt.date
    precision: Precision
    basis: Basis
    text: str | None = None

    def label(self) -> str:
        """ISO form cut to the precision: `2025-12-03`, `2025-12`, `2025`, or `2022-01-01/2023-12-31`."""
        if self.precision == "day":
            return self.start.isoformat()
        if self.precision == "month":
            return self.start.isoformat()[:7]
        if self.precision == "year":
            return self.start.isoformat()[:4]
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, is acted on or speaks.

    `code` is ISO 3166 alpha-3 or the organisation's code and None while unresolved; `sector` is PLOVER's.
    """

    code: str | None
    text: str
    sector: str | None = None
    country: str | None = None
    name: str | None = None
    person: str | None = None
    office: str | None = None
    resolved: Resolution | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One report of one act, as `detente code` emits it (its `record` is "event")."""

    id: str
    document: str
    type: str
    quad: str
    status: Status
    evidence: TextSpan
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    about: tuple[Actor, ...] = ()
    place: str | None = None
    mode: str | None = None
    mutual: bool = False
    issues: tuple[str, ...] = ()
    score: float | None = None
    when: When | None = None
    asserted_by: str = "text"
    p_event: float | None = None
    p_type: float | None = None
    abstained: bool = False
    carried: bool = False
    act: int | None = None
    sentence: TextSpan | None = None
    path: str | None = None
    record: str = "event"


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what, with every span of the content."""

    id: str
    document: str
    speaker: Actor
    verb: str
    force: str
    direct: bool
    content: tuple[TextSpan, ...]
    evidence: TextSpan
    to: tuple[Actor, ...] = ()
    about: tuple[Actor, ...] = ()
    issues: tuple[str, ...] = ()
    when: When | None = None
    mention: str | None = None
    path: str | None = None
    record: str = "statement"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that the text gives, with what it measures. Percent are per cent, not fractions."""

    id: str
    document: str
    subject: str | None
    value: float
    evidence: TextSpan
    high: float | None = None
    comparator: str = "="
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    role: Literal["level", "change", "share", "target", "forecast", "threshold"] = "level"
    period: str | None = None
    population: str | None = None
    baseline: str | None = None
    same_as: str | None = None
    attributed_to: Actor | None = None
    countries: tuple[str, ...] = ()
    sentence: TextSpan | None = None
    path: str | None = None
    record: str = "figure"


@dataclass(frozen=True, slots=True)
class Expectation:
    """A forward-looking claim: who holds it, in which words, and what those words mean on which scale."""

    id: str
    document: str
    proposition: str
    phrase: str
    evidence: TextSpan
    holder: Actor | None = None
    negated: bool = False
    scale: str | None = None
    low: float | None = None
    high: float | None = None
    horizon: When | None = None
    sentence: TextSpan | None = None
    path: str | None = None
    record: str = "expectation"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A dated or datable thing to come: a summit, an anniversary, an election, a deadline."""

    id: str
    document: str
    name: str
    kind: str
    evidence: TextSpan
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision | None = None
    place: str | None = None
    participants: tuple[str, ...] = ()
    sentence: TextSpan | None = None
    path: str | None = None
    record: str = "occasion"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim held against the reference, with a verdict and one sentence why."""

    id: str
    document: str
    claim: str
    verdict: Literal["supported", "contradicted", "doubtful", "unverifiable"]
    why: str
    evidence: TextSpan
    reference: SourceRow | None = None
    basis: str | None = None
    path: str | None = None
    record: str = "finding"


@dataclass(frozen=True, slots=True)
class Event:
    """One act in the world, with every report of it that the workspace holds."""

    id: str
    type: str
    quad: str
    status: Status
    actor: str | None
    recipient: str | None
    actor_sector: str | None
    recipient_sector: str | None
    mutual: bool
    issue: str | None
    mode: str | None
    score: float | None
    when: When | None
    first_reported: dt.date | None
    reports: int
    publishers: tuple[str, ...]
    origins: int
    mentions: tuple[str, ...]
    background: bool = False
    record: str = "derived_event"


@dataclass(frozen=True, slots=True)
class Measure:
    """A standing state of play: a ban, tariff, control, suspended dialogue, visa rule or deployment.

    `opened_by` and `lifted_by` are events; `status` is that of the event that opened it ("planned": announced). A
    measure that no event opened comes from the reference table of episodes: `reference` is its row, `basis` how the
    table knows it, and `evidence` its name there. The end of a measure may come from there too.
    """

    id: str
    kind: str
    by: str
    against: str
    subject: str | None
    since: When
    opened_by: str | None
    status: Status
    evidence: str
    until: When | None = None
    lifted_by: str | None = None
    sentence: str | None = None
    reference: SourceRow | None = None
    basis: str | None = None
    record: str = "measure"


Record = Mention | Statement | Figure | Expectation | Occasion | Finding


@dataclass(frozen=True, slots=True)
class Coded:
    """One document and every record found in it, each kind in the order of the text."""

    document: Document
    events: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    findings: tuple[Finding, ...] = ()
    countries: tuple[str, ...] = ()
    """The states named in the document (coverage is counted on these, before any screening by pair)."""

    def records(self) -> tuple[Record, ...]:
        """All records, kind by kind."""
        return (
            *self.events,
            *self.statements,
            *self.figures,
            *self.expectations,
            *self.occasions,
            *self.findings,
        )


KINDS: dict[str, type[Any]] = {
    "event": Mention,
    "statement": Statement,
    "figure": Figure,
    "expectation": Expectation,
    "occasion": Occasion,
    "finding": Finding,
}
"""The kinds of line that `detente code` and `detente verify` emit, by their `record` field."""


def to_json(value: Any) -> Any:
    """The plain JSON form of a record (or any part of one): dicts, lists, strings and numbers.

    Unknown (None) is written as null; a `Mention` also gets `date`, its time cut to its precision.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        out = {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if isinstance(value, Mention):
            out["date"] = value.when.label() if value.when else None
        return _record_first(out)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    return value


def _record_first(out: dict[str, Any]) -> dict[str, Any]:
    first = ("record", "id", "document", "path")
    head: dict[str, Any] = {key: out[key] for key in first if key in out}
    return {**head, **{key: item for key, item in out.items() if key not in head}}


def from_json(kind: type[T], data: Any) -> T:
    """The record of class `kind` from its JSON form.

    Raises:
        KeyError: a required field is missing.
    """
    hints = typing.get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind) if f.init}  # type: ignore[arg-type]
    return kind(**{key: _load(hints[key], item) for key, item in data.items() if key in known})


def _load(hint: Any, item: Any) -> Any:
    if item is None:
        return None
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _load(next(arg for arg in args if arg is not type(None)), item)
    if origin is tuple:
        return tuple(_load(args[0], part) for part in item)
    if hint is dt.date:
        return dt.date.fromisoformat(item)
    if dataclasses.is_dataclass(hint):
        return from_json(typing.cast(type[Any], hint), item)
    return item


_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    dt.date: {"type": "string", "format": "date"},
}


def json_schema(kind: type[Any]) -> dict[str, Any]:
    """JSON Schema (2020-12) of a record class, as `to_json` writes it."""
    schema = _schema(kind)
    if kind is Mention:
        schema["properties"]["date"] = {"type": ["string", "null"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind.__name__, **schema}


def _schema(hint: Any) -> dict[str, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SCALARS:
        return dict(_SCALARS[hint])
    if origin is Literal:
        return {"enum": list(args)}
    if origin in (types.UnionType, typing.Union):
        inner = _schema(next(arg for arg in args if arg is not type(None)))
        return {"anyOf": [inner, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0])}
    hints = typing.get_type_hints(hint)
    fields = dataclasses.fields(hint)
    return {
        "type": "object",
        "properties": {f.name: _schema(hints[f.name]) for f in fields},
        "required": [f.name for f in fields if f.default is dataclasses.MISSING],
        "additionalProperties": True,
    }
