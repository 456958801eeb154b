"""Documents in: files, folders, globs and standard input become `Document` records.

What a file is, is found by looking inside it: HTML, JSON lines (or one JSON document, or an array of
them), Markdown, plain text. A file that cannot be used is one `DocumentError` handed to `on_error`, and
the reading goes on. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detente.errors import DocumentError
from detente.records import Document
from detente.settings import Settings, load
from detente.sources import opening, paths
from detente.sources.pairs import MarkedPair, read_pairs

__all__ = ["MarkedPair", "read", "read_pairs"]


def read(
    sources: Iterable[str | Path],
    *,
    published: dt.date | None = None,
    settings: Settings | None = None,
    on_error: Callable[[DocumentError], None],
) -> Iterator[Document]:
    """The documents of the sources, one after the other, in the order given (folders sorted by path).

    Args:
        sources: files, folders (read recursively, hidden files left out), globs, and "-" for standard input.
        published: the date of publication of what does not state its own; for plain text it goes before
            the sidecar's.
        settings: limits on size and language; the shipped ones by default.
        on_error: called once for each file, or line of JSON lines, that cannot be used.

    Yields:
        documents in English, each with the path as given (POSIX), "-" for standard input. JSON lines are
        streamed; every other kind is held in memory one file at a time.
    """
    limits = (settings or load()).sources
    for path in paths.expand(sources, on_error):
        for found in opening.documents(path, published, limits):
            if isinstance(found, DocumentError):
                on_error(found)
            else:
                yield found
