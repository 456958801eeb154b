"""What is known of a document beside its text: the one place where such keys are read and checked.

The keys are those of a line of JSON lines, of a sidecar and of Markdown's front matter: title, published
(or date), publisher, url, language, retrieved, supersedes. Other keys are left alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.errors import DocumentError


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of one document; absent means unknown."""

    title: str | None = None
    published: dt.date | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: dt.date | None = None
    supersedes: str | None = None


def of(fields: Mapping[str, Any], path: str, line: int | None = None) -> Metadata:
    """The metadata among `fields`.

    Raises:
        DocumentError: a value is not a string, or a date is not ISO.
    """
    dated = "published" if fields.get("published") is not None else "date"
    return Metadata(
        title=_string(fields, "title", path, line),
        published=_date(fields, dated, path, line),
        publisher=_string(fields, "publisher", path, line),
        url=_string(fields, "url", path, line),
        language=_string(fields, "language", path, line),
        retrieved=_date(fields, "retrieved", path, line),
        supersedes=_string(fields, "supersedes", path, line),
    )


def _string(fields: Mapping[str, Any], key: str, path: str, line: int | None) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise DocumentError(path, f'"{key}" is not a string', "write it in quotation marks, or leave it out", line)
    return value.strip() or None


def _date(fields: Mapping[str, Any], key: str, path: str, line: int | None) -> dt.date | None:
    value = _string(fields, key, path, line)
    if value is None:
        return None
    try:
        return dt.datetime.fromisoformat(value).date()
    except ValueError:
        problem, remedy = f'"{key}" is no date: {value[:40]!r}', "write it as YYYY-MM-DD, or leave it out"
        raise DocumentError(path, problem, remedy, line) from None
