"""What was found in one text, as a user sees it: a Polars frame for each kind of record, or the records themselves."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from detente.records import Coded, Document, Record, to_json


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
