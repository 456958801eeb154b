"""The question: will at least one matching act come in a window? Checked once, here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from detente.errors import QueryError
from detente.forecast.questions.acts import ANY, Kinds, kinds
from detente.ontology import QUADS, countries, issues, levels, roots

MAX_DAYS = 366
"""A window of more days than a year is not asked about: too few such windows fit into any record."""


@dataclass(frozen=True, slots=True)
class Question:
    """Whether `actor` will do to `recipient` at least one act of a kind, on a day from `start` to `end`, both included.

    Attributes:
        actor: ISO 3166 alpha-3 code.
        recipient: the same, another one.
        type: a PLOVER root, or any.
        quad: a quad, or any.
        level: who must take part, one of the levels of the codebook, or anybody.
        issue: what it must be about, one of the issues of the codebook, or anything.
        start: the first day.
        end: the last day.
    """

    actor: str
    recipient: str
    start: dt.date
    end: dt.date
    type: str | None = None
    quad: str | None = None
    level: str | None = None
    issue: str | None = None

    def __post_init__(self) -> None:
        """Raises QueryError: a code, root, quad, level or issue that there is not, or a window that makes no sense."""
        for code in (self.actor, self.recipient):
            _known("state", code, countries())
        if self.actor == self.recipient:
            raise QueryError(f"actor and recipient are both {self.actor}; name two different states")
        if self.type and self.quad:
            raise QueryError("name a root (type) or a quad, not both: a root has one quad")
        for name, value, known in (
            ("root", self.type, roots()), ("quad", self.quad, QUADS), ("level", self.level, levels()),
            ("issue", self.issue, issues()),
        ):  # fmt: skip
            if value is not None:
                _known(name, value, known)
        if self.end < self.start:
            raise QueryError(f"the window ends on {self.end}, before it begins ({self.start}); ask about a later day")
        if self.days > MAX_DAYS:
            raise QueryError(f"a window of {self.days} days is too long; ask about at most {MAX_DAYS}")

    @property
    def days(self) -> int:
        """The length of the window."""
        return (self.end - self.start).days + 1

    @property
    def kind(self) -> str:
        """The name of its kind: a root, a quad, or one of its own."""
        base = self.type or self.quad or ANY
        if not (self.level or self.issue):
            return f"{ANY} act" if base == ANY else base
        return ":".join(part for part in (base, self.level, self.issue) if part)

    def kinds(self) -> Kinds:
        """The kinds of the codebook, and the question's own where it is none of them."""
        base = self.type or self.quad or ANY
        return kinds() if self.kind == base else kinds(self.kind, base)

    def sentence(self) -> str:
        """The question in words."""
        what = self.type or (self.quad.replace("_", " ") if self.quad else "any act")
        level = f" at the level of {self.level}" if self.level else ""
        issue = f" on {self.issue.replace('_', ' ')}" if self.issue else ""
        return (
            f"{self.actor} > {self.recipient}: at least one act ({what}{level}{issue}) from {self.start} to {self.end}"
        )


def _known(what: str, value: str, known: Collection[str]) -> None:
    if value not in known:
        raise QueryError(f"no {what} {value!r}; use one of {', '.join(sorted(known))}")
