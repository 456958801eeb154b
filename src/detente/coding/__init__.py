"""One document into records: sentences, times, actors, events, statements, figures, expectations, occasions."""

from __future__ import annotations

from detente.coding.acts.pairs import Convention, Tier, classify, classify_all
from detente.coding.reader import RECORDS, VERSION, code, code_all

__all__ = ["RECORDS", "VERSION", "Convention", "Tier", "classify", "classify_all", "code", "code_all"]
