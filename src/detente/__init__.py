"""detente: from reporting to a reasoned, checkable picture of the relationship between two states."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.errors import (
    DetenteError,
    DocumentError,
    InputError,
    QueryError,
    SettingsError,
    TableError,
    WorkspaceError,
)
from detente.records import (
    Actor,
    Coded,
    Document,
    Event,
    Expectation,
    Figure,
    Finding,
    Measure,
    Mention,
    Occasion,
    SourceRow,
    Statement,
    TextSpan,
    When,
)

if TYPE_CHECKING:
    from detente.api import CodedText, Relation, Workspace, code

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Coded",
    "CodedText",
    "DetenteError",
    "Document",
    "DocumentError",
    "Event",
    "Expectation",
    "Figure",
    "Finding",
    "InputError",
    "Measure",
    "Mention",
    "Occasion",
    "QueryError",
    "Relation",
    "SettingsError",
    "SourceRow",
    "Statement",
    "TableError",
    "TextSpan",
    "When",
    "Workspace",
    "WorkspaceError",
    "code",
]

_LAZY = {"CodedText", "Relation", "Workspace", "code"}


def __getattr__(name: str) -> Any:
    """Load the parts that need the parser and the store only when they are asked for."""
    if name in _LAZY:
        from detente import api

        return getattr(api, name)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
