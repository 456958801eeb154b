"""What a brief shows, as plain frozen data: the HTML, Markdown and JSON forms hold the same lines.

Every line has an `id` and the ids of its evidence; the evidence itself stands once, in `Brief.evidence`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a quoted sentence; `marked` where the line rests on it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The document behind a quotation; `url` only where it can be opened (http or https)."""

    title: str | None
    publisher: str | None
    published: dt.date | None
    url: str | None
    document: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quoted sentence with its passage, where it stands, and how many reports say the same."""

    id: str
    number: int
    pieces: tuple[Piece, ...]
    source: Source
    start: int
    end: int
    reports: int = 1
    origins: int = 1
    count: str = "1 report"
    also: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the brief, with a label in front where it has one; `computed` from many acts or reported."""

    id: str
    text: str
    evidence: tuple[str, ...]
    label: str | None = None
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """A line of the chronology: one event with the words of its main report."""

    id: str
    date: str
    start: dt.date | None
    actor: str
    recipient: str
    mutual: bool
    root: str
    headline: str
    quote: str
    issue: str | None
    score: float | None
    cooperative: bool
    tags: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """Who said what; `quoted` pieces are the speaker's own words, the others are reported."""

    id: str
    date: str
    speaker: str
    office: str | None
    verb: str
    pieces: tuple[Piece, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The statements of one side."""

    name: str
    said: Listing[Said]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure from the documents."""

    id: str
    subject: str
    value: str
    role: str
    period: str | None
    detail: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueCell:
    """Acts on one issue in one direction."""

    direction: str
    n: int
    n_cooperation: int
    n_conflict: int
    mean_score: float | None


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One issue, a cell for each direction."""

    id: str
    issue: str
    cells: tuple[IssueCell, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date ahead; one of the reference has no evidence but its row, `source`, and the page of that."""

    id: str
    date: str
    name: str
    kind: str
    detail: str | None
    evidence: tuple[str, ...]
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """What somebody expects, in which words, and what range of odds the words stand for."""

    id: str
    holder: str
    proposition: str
    likelihood: str
    low: float | None
    high: float | None
    horizon: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forecasted:
    """A forecast issued earlier: of what, on which day, with which odds beside the naive ones, and what came of it.

    `source` names its row in the ledger; `evidence` the acts that brought it about, where they are in the brief.
    """

    id: str
    issued: str
    what: str
    odds: str
    came: str
    evidence: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Check:
    """A finding of the checks; `source` is the reference row it rests on, `url` its page where it has one."""

    id: str
    verdict: str
    claim: str
    why: str
    evidence: tuple[str, ...]
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """The index at the end of one period."""

    ds: dt.date
    y: float
    low: float
    high: float
    n: int
    n_period: int


@dataclass(frozen=True, slots=True)
class Named:
    """An event named on the index chart."""

    number: int
    day: dt.date
    date: str
    way: str
    noun: str
    text: str
    cooperative: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexChart:
    """The index with its interval and the named events."""

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    points: tuple[Point, ...]
    named: tuple[Named, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Cooperation and conflict of one period in one direction; None where nothing was read."""

    ds: dt.date
    cooperation: float | None
    conflict: float | None
    n: int | None


@dataclass(frozen=True, slots=True)
class Panel:
    """One direction of the flows."""

    direction: str
    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Cooperation and conflict by direction, as small multiples of one scale."""

    id: str
    title: str
    subtitle: str
    source: str
    alt: str
    panels: tuple[Panel, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The rows of a section that are shown, and how many more there are."""

    rows: tuple[Row, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief, section by section in the order of the page."""

    dyad: tuple[str, str]
    title: str
    subtitle: str
    generated: dt.date
    state: Literal["empty", "one document", "full"]
    masthead: tuple[Fact, ...]
    summary: Line
    assessment: tuple[Line, ...]
    index: IndexChart | None
    flows: FlowChart | None
    chronology: Listing[Act]
    background: Listing[Act]
    statements: tuple[Side, ...]
    figures: Listing[Number]
    issues: tuple[IssueRow, ...]
    third_parties: Listing[Line]
    ahead: Listing[Ahead]
    calendar: Listing[Ahead]
    announced: Listing[Act]
    expectations: Listing[Expected]
    checks: tuple[Check, ...]
    checks_note: str
    method: tuple[str, ...]
    counts: tuple[Fact, ...]
    versions: tuple[Fact, ...]
    limits: tuple[str, ...]
    documents: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
    forecasts: Listing[Forecasted] = field(default_factory=Listing)
    track: tuple[str, ...] = ()
