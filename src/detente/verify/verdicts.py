"""What a check gives: a verdict with its reason and the row it rests on; and how it becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.records import Document, Finding, SourceRow, TextSpan, digest
from detente.reference.terms import Term

Verdict = Literal["supported", "contradicted", "doubtful", "unverifiable"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on a claim: one sentence why, and the reference row, if it rests on one."""

    verdict: Verdict
    why: str
    row: SourceRow | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A reference row that a verdict may rest on: where it stands, its basis, and what it says."""

    row: SourceRow
    basis: str

    @property
    def strong(self) -> bool:
        """Whether it can contradict."""
        return self.basis != "recalled"


def source_in(table: str, key: str, row: Mapping[str, str]) -> Source:
    """A row of a shipped table, known by a key, as what a verdict rests on."""
    url = row["source"] if row["source"].startswith("http") else None
    return Source(SourceRow(f"detente {table}", key, None, url), row["basis"])


def source_of(term: Term) -> Source:
    """The row that a term of office stands in, as what a verdict rests on."""
    return Source(term.row, term.basis)


def supported(why: str, source: Source | None = None) -> Judged:
    """The record agrees with the claim."""
    return Judged("supported", why, source.row if source else None, source.basis if source else "arithmetic")


def against(why: str, source: Source | None) -> Judged:
    """The record disagrees: a contradiction, or a doubt where the row is merely recalled.

    Without a source it is the claim's own numbers that do not fit.
    """
    if source is None:
        return Judged("contradicted", why, None, "arithmetic")
    return Judged("contradicted" if source.strong else "doubtful", why, source.row, source.basis)


def doubtful(why: str, source: Source | None = None) -> Judged:
    """Something speaks against the claim, but not enough to contradict it."""
    return Judged("doubtful", why, source.row if source else None, source.basis if source else None)


def unverifiable(why: str, source: Source | None = None) -> Judged:
    """The record cannot tell."""
    return Judged("unverifiable", why, source.row if source else None, source.basis if source else None)


def finding(document: Document, span: TextSpan, judged: Judged, evidence: TextSpan | None = None) -> Finding:
    """A judged claim as a record; the evidence is the sentence where it is wider than the claim."""
    seen = evidence or span
    key = digest(document.copy_id, span.start, span.end, judged.why)
    return Finding(
        key, document.text_id, " ".join(span.text.split()), judged.verdict, judged.why, seen, judged.row, judged.basis,
        document.path,
    )  # fmt: skip
