"""One file (or standard input) to its documents: open, look inside, decode, check, make the record."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, cast

from detente.errors import DocumentError
from detente.records import Document
from detente.settings import Sources
from detente.sources import decoding, html, jsonl, kinds, paths, text
from detente.sources.language import require_english
from detente.sources.metadata import Metadata

_HEAD = 65_536
"""Bytes looked at to find the kind of a file."""


def documents(path: str, published: dt.date | None, limits: Sources) -> Iterator[Document | DocumentError]:
    """The documents of one file, and what is wrong with it or with single lines of it."""
    try:
        with ExitStack() as stack:
            stream = sys.stdin.buffer if path == paths.STDIN else stack.enter_context(Path(path).open("rb"))
            yield from _Reader(path, published, limits).documents(cast(BinaryIO, stream))
    except OSError as error:
        yield paths.unreadable(path, error)
    except DocumentError as error:
        yield error


class _Reader:
    """Reads one stream: what its steps share is the path, the date given and the limits."""

    def __init__(self, path: str, published: dt.date | None, limits: Sources) -> None:
        # A file's name may hold bytes that are no UTF-8; what is stored and shown must be text.
        self.path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        self.published, self.limits = published, limits

    def documents(self, stream: BinaryIO) -> Iterator[Document | DocumentError]:
        """The documents of the stream, by the kind found in its first bytes."""
        head = stream.read(_HEAD)
        kinds.refuse_binary(head, self.path, self.limits.max_control_share)
        kind = kinds.sniff(decoding.peek(head), self.path)
        if kind == "lines" and not decoding.is_utf16(head):
            replayed = io.BufferedReader(_Replay(head, stream))
            yield from jsonl.lines(cast(BinaryIO, replayed), self.path, self.limits, self.from_json)
            return
        raw = self._whole(head, stream)
        content = decoding.decode_page(raw, self.path) if kind == "html" else decoding.decode(raw, self.path)
        if not content.strip():
            raise DocumentError(self.path, "empty", "name a file that holds text")
        if kind == "lines":
            again = io.BytesIO(content.encode("utf-8", "surrogatepass"))
            yield from jsonl.lines(again, self.path, self.limits, self.from_json)
        elif kind == "json":
            yield from jsonl.whole(content, raw, self.path, self.from_json)
        elif kind == "html":
            article, known = html.article(content, self.path, self.published)
            yield self._make(article, known, raw, extractor=html.extractor())
        elif kind == "markdown":
            yield self._make(content, text.markdown(content, self.path, self.published), raw)
        else:
            yield self._make(content, text.plain(self.path, self.published), raw)

    def from_json(self, content: str, known: Metadata, raw: bytes, line: int | None) -> Document:
        """The document of one JSON object."""
        if not content.strip():
            raise DocumentError(self.path, 'an empty "text"', "leave the document out", line)
        return self._make(content, known, raw, line=line)

    def _whole(self, head: bytes, stream: BinaryIO) -> bytes:
        """All bytes, or an error before more than `max_bytes` are held."""
        raw = head + stream.read(max(0, self.limits.max_bytes + 1 - len(head)))
        if len(raw) > self.limits.max_bytes:
            problem = f"larger than {self.limits.max_bytes:,} bytes"
            remedy = "split it, write it as JSON lines, or raise max_bytes in the settings"
            raise DocumentError(self.path, problem, remedy)
        return raw

    def _make(
        self,
        content: str,
        known: Metadata,
        raw: bytes,
        *,
        extractor: str | None = None,
        line: int | None = None,
    ) -> Document:
        if len(content) > self.limits.max_characters:
            problem = f"longer than {self.limits.max_characters:,} characters: an archive, not an article"
            raise DocumentError(self.path, problem, "split it into its articles", line)
        kinds.refuse_control(content, self.path, self.limits.max_control_share, line)
        fields = asdict(known)
        fields["language"] = require_english(content, self.path, self.limits, known.language, line)
        fields["published"] = known.published or self.published
        raw_hash = hashlib.sha256(raw).hexdigest()
        return Document(content, path=self.path, raw_hash=raw_hash, extractor=extractor, **fields)


class _Replay(io.RawIOBase):
    """A stream whose first bytes have been read already, from its beginning."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer` with what comes next; the number of bytes."""
        room = len(buffer)
        part = self._head[:room] or self._rest.read(room)
        self._head = self._head[len(part) :] if self._head else b""
        buffer[: len(part)] = part
        return len(part)
