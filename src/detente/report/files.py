"""Where a brief is written: the form that the ending of a file tells, and writing it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from detente.errors import QueryError

Format = Literal["html", "md", "json"]

_SUFFIXES: dict[str, Format] = {".html": "html", ".htm": "html", ".md": "md", ".json": "json"}


def form_of(path: str | Path | None) -> Format:
    """The form by the ending of the path; HTML without one.

    Raises:
        QueryError: the ending tells no form.
    """
    if path is None:
        return "html"
    suffix = Path(path).suffix.lower()
    if suffix not in _SUFFIXES:
        raise QueryError(f"{path}: no form goes with the ending {suffix!r}; end it in .html, .md or .json")
    return _SUFFIXES[suffix]


def write(path: Path, text: str) -> None:
    """Write by rename, so that a reader never finds half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
