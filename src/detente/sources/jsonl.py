"""JSON of documents: a document a line (streamed), one document, or an array of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from detente.errors import DocumentError
from detente.records import Document
from detente.settings import Sources
from detente.sources import decoding, metadata
from detente.sources.metadata import Metadata

_SURROGATE = re.compile(r"\\u[dD][89abAB]", re.ASCII)

Make = Callable[[str, Metadata, bytes, int | None], Document]
"""Makes the document of a text, its metadata, its bytes and its line, or raises DocumentError."""


def lines(stream: BinaryIO, path: str, limits: Sources, make: Make) -> Iterator[Document | DocumentError]:
    """The document of each line, or what is wrong with it; empty lines are passed over."""
    for number, raw in _numbered(stream, limits.max_bytes):
        if raw.strip():
            try:
                yield _line(raw, path, number, limits, make)
            except DocumentError as error:
                yield error


def _numbered(stream: BinaryIO, max_bytes: int) -> Iterator[tuple[int, bytes]]:
    """Lines with their numbers from 1; of a line longer than `max_bytes` only the beginning is kept."""
    number = 0
    while raw := stream.readline(max_bytes + 1):
        number += 1
        rest = raw
        while len(rest) > max_bytes and not rest.endswith(b"\n"):
            rest = stream.readline(max_bytes + 1)
        yield number, raw


def _line(raw: bytes, path: str, number: int, limits: Sources, make: Make) -> Document:
    if len(raw) > limits.max_bytes:
        problem = f"a line of more than {limits.max_bytes:,} bytes"
        raise DocumentError(path, problem, "split the document, or raise max_bytes in the settings", number)
    raw = raw.strip()
    return _document(_parsed(decoding.decode(raw, path, number), path, number), raw, path, number, make)


def whole(text: str, raw: bytes, path: str, make: Make) -> Iterator[Document | DocumentError]:
    """The document, or each document of the array, that a whole file holds.

    Raises:
        DocumentError: the file is not JSON.
    """
    content = _parsed(text, path, None)
    for item in content if isinstance(content, list) else [content]:
        try:
            yield _document(item, raw, path, None, make)
        except DocumentError as error:
            yield error
    if content == []:
        raise DocumentError(path, "an empty JSON array: no document in it", "name a file that holds some")


def _document(item: Any, raw: bytes, path: str, line: int | None, make: Make) -> Document:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        remedy = 'write each document as {"text": "...", "published": "YYYY-MM-DD", ...}'
        raise DocumentError(path, 'a JSON value that is no object with a "text"', remedy, line)
    return make(item["text"], metadata.of(item, path, line), raw, line)


def _parsed(text: str, path: str, line: int | None) -> Any:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg.startswith("Unterminated string") or error.pos >= len(text.rstrip()):
            what = "the line is cut off" if line is not None else "the JSON is cut off"
            raise DocumentError(path, f"truncated: {what}", "fetch the file again, whole", line) from None
        where = f"column {error.colno}" if line is not None else f"line {error.lineno}, column {error.colno}"
        problem = f"not JSON ({error.msg.lower()} at {where})"
        raise DocumentError(path, problem, "mend it, or leave it out", line) from None
    except RecursionError:
        raise DocumentError(path, "JSON nested too deeply", "mend it, or leave it out", line) from None
    if _SURROGATE.search(text):
        _refuse_half_characters(content, path, line)
    return content


def _refuse_half_characters(content: Any, path: str, line: int | None) -> None:
    """Stop at an escape that is half of a surrogate pair: it is no character, and nothing can store it."""
    try:
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        problem = "it holds half a character (a lone surrogate escape)"
        raise DocumentError(path, problem, "mend it, or leave it out", line) from None
