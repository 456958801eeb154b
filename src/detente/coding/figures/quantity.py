"""A number with what it counts: the record that the readers of numbers hand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.figures import units
from detente.coding.figures.numerals import Number
from detente.coding.text.parse import text_of
from detente.coding.who import gazetteer
from detente.ontology import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. Offsets are of the parsed block; `anchor` is the token that heads it.

    `start` takes in the comparator, `core` is where the number or its currency sign starts.
    """

    start: int
    core: int
    end: int
    value: float
    anchor: int
    high: float | None = None
    comparator: str = "="
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    kind: str = "measure"


def named_countries(span: Span) -> tuple[str, ...]:
    """The states (ISO3) that a sentence names, in order."""
    return tuple(
        m.entry.code
        for m in gazetteer.find(span)
        if m.entry.code is not None and m.entry.code in countries() and m.entry.kind != "surname"
    )


def make(
    number: Number,
    doc: Doc,
    start: int,
    end: int,
    *,
    unit: str | None = None,
    currency: str | None = None,
    kind: str = "measure",
    anchor: int | None = None,
) -> Quantity:
    """A quantity of the number between two offsets; "a year" or "per barrel" right behind it is read too."""
    per = units.per_after(text_of(doc), end) if kind in {"money", "measure", "people", "counted"} else None
    if unit == "barrels_per_day":
        per = (end, "day")
    head = anchor if anchor is not None else anchor_of(doc, start, end)
    return Quantity(
        start, start, end, number.value, head, number.high, "=", unit, currency, per[1] if per else None, kind
    )


def anchor_of(doc: Doc, start: int, end: int) -> int:
    """The token that links the words between two offsets to the rest of the sentence."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return int(span.root.i) if span is not None else 0
