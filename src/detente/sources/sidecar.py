"""A sidecar: `name.json` beside `name.txt` or `name.md`, with the metadata that plain text cannot carry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from detente.errors import DocumentError
from detente.sources import metadata
from detente.sources.metadata import Metadata

_OWNERS = (".txt", ".text", ".md", ".markdown")
_MAX_BYTES = 1_000_000
"""A sidecar is a handful of keys; what is larger is a document, whatever it is called."""


def is_one(path: Path) -> bool:
    """Whether the file only describes the text beside it, and is not a document itself."""
    if path.suffix != ".json" or not any(path.with_suffix(ending).exists() for ending in _OWNERS):
        return False
    if path.stat().st_size > _MAX_BYTES:
        return False
    try:
        content = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError):
        # Broken, but still beside its text: the text's own reading names it.
        return True
    return isinstance(content, dict) and "text" not in content


def beside(path: str) -> Metadata:
    """The metadata that the sidecar of a plain text gives; all unknown where there is none.

    Raises:
        DocumentError: there is one, and it cannot be used.
    """
    file = Path(path).with_suffix(".json") if Path(path).suffix in _OWNERS else None
    if file is None or not file.exists() or not is_one(file):
        return Metadata()
    return metadata.of(_content(file), file.as_posix())


def _content(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        problem = f"the sidecar is not JSON ({error})"
        raise DocumentError(file.as_posix(), problem, "mend it or remove it; its text was not read") from None
    return dict(content)
