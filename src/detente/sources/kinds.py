"""What a file is, found by looking inside it: its first bytes, then its first characters."""

from __future__ import annotations

import csv
import json
import re
from typing import Literal

from detente.errors import DocumentError

Kind = Literal["html", "lines", "json", "markdown", "text"]

_MAGIC = (
    (b"%PDF", "a PDF file", "extract its text first, e.g. `pdftotext`"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an Office file (DOCX, XLSX, ODT)",
        "unpack it, or save it as plain text",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Office file (DOC, XLS)", "save it as plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first, e.g. `gunzip`"),
    (b"BZh", "a bzip2 archive", "unpack it first, e.g. `bunzip2`"),
    (b"\xfd7zXZ", "an xz archive", "unpack it first, e.g. `unxz`"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it first, e.g. `unzstd`"),
    (b"\x89PNG", "an image (PNG)", "name text files only"),
    (b"\xff\xd8\xff", "an image (JPEG)", "name text files only"),
    (b"GIF8", "an image (GIF)", "name text files only"),
    (b"II*\x00", "an image (TIFF)", "name text files only"),
    (b"MM\x00*", "an image (TIFF)", "name text files only"),
    (b"PAR1", "a Parquet table", "write its rows as JSON lines"),
    (b"SQLite format 3", "an SQLite database", "write its rows as JSON lines"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LEADING = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PIECE = re.compile(r"<(?:article|main|div|section|p|h1|header|title|meta|table)\b[^>]*>", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_JSON_START = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
_HEADING = re.compile(r"^#{1,2} +\S", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\n)*?---[ \t]*(?:\r?\n|\Z)")


def refuse_binary(head: bytes, path: str, max_share: float) -> None:
    """Stop at a file that is no text.

    Raises:
        DocumentError: there is nothing in it, or its first bytes are those of a known binary format, or
            hold NUL, or control characters to more than `max_share` of them.
    """
    if not head:
        raise DocumentError(path, "empty", "name a file that holds text")
    for start, what, remedy in _MAGIC:
        if head.startswith(start):
            raise DocumentError(path, f"looks like {what}", remedy)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    if b"\x00" not in head:
        refuse_control(head.decode("latin-1"), path, max_share)
        return
    if _is_bare_utf16(head):
        problem = "looks like UTF-16 without a byte order mark"
        raise DocumentError(path, problem, "convert it, e.g. `iconv -f UTF-16LE -t UTF-8`")
    raise DocumentError(path, "binary, not text (it holds NUL bytes)", "name text files only")


def refuse_control(text: str, path: str, max_share: float, line: int | None = None) -> None:
    """Stop at a text that holds NUL, or more control characters than `max_share` of it.

    Raises:
        DocumentError: it does.
    """
    found = sum(1 for _ in _CONTROL.finditer(text))
    if found and ("\x00" in text or found > max_share * len(text)):
        problem = f"binary, not text (it holds {found} control characters)"
        raise DocumentError(path, problem, "name text files only", line)


def _is_bare_utf16(head: bytes) -> bool:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > 0.4 * len(head) / 2 and min(even, odd) < 0.02 * len(head) / 2 + 1


def sniff(head: str, path: str) -> Kind:
    """The kind of a file from its first characters (64 thousand or all).

    Raises:
        DocumentError: it is XML of a kind that is not read, such as a feed, or a table.
    """
    start = head[_end_of_preamble(head) :]
    if _JSON_START.match(head):
        if '"text"' not in head and head.count("\n") > 1:
            problem = 'JSON, but not of documents: nothing in it has a "text"'
            raise DocumentError(path, problem, 'write each document as {"text": "...", "published": "YYYY-MM-DD"}')
        return "lines" if _has_lines(head) else "json"
    if any(_is_object(line.strip()) for line in head.split("\n", 2)[1:2]):
        return "lines"
    if _PAGE.match(start) or (_PIECE.match(start) and "</" in start):
        return "html"
    if _FEED.match(start):
        raise DocumentError(path, "looks like a feed, which is not read yet", "name the pages it links to")
    if head.lstrip().startswith("<?xml"):
        raise DocumentError(path, "looks like XML that is no web page", "extract its text first")
    columns = _columns(head)
    if columns:
        problem = f"looks like a table of {columns} columns, not like prose"
        raise DocumentError(
            path, problem, 'write each text of it as a JSON line {"text": "...", "published": "YYYY-MM-DD"}'
        )
    if _FRONT_MATTER.match(head) or _HEADING.search(head):
        return "markdown"
    return "text"


_ROWS = 3
_LEAST_COLUMNS = 4
_LONGEST_CELL = 60


def _columns(head: str) -> int:
    """How many columns the first lines have in common, if they are the rows of a table; 0 where they are prose."""
    lines = [line for line in head.split("\n")[:20] if line.strip()]
    lines = lines[:-1] if len(lines) > _ROWS else lines
    for mark in ("\t", ";", "|", ","):
        if len(lines) < _ROWS or any(line.count(mark) < _LEAST_COLUMNS - 1 for line in lines):
            continue
        try:
            rows = list(csv.reader(lines, delimiter=mark))
        except csv.Error:
            continue
        counts = {len(row) for row in rows}
        short = mark == "\t" or all(len(cell) <= _LONGEST_CELL for cell in rows[0])
        if len(counts) == 1 and short and all(any(cell.strip() for cell in row) for row in rows):
            return counts.pop()
    return 0


def _end_of_preamble(head: str) -> int:
    match = _LEADING.match(head)
    return match.end() if match else 0


def _has_lines(head: str) -> bool:
    """Whether this JSON stands a document a line: the first line is whole, or a later one is."""
    lines = [line.strip() for line in head.split("\n")]
    first = next(line for line in lines if line)
    if first.startswith("["):
        return False
    if first.endswith("}") or len(lines) == 1:
        return True
    return any(_is_object(line) for line in lines[1:50])


def _is_object(line: str) -> bool:
    if not line.startswith('{"') or not line.endswith("}"):
        return False
    try:
        return "text" in json.loads(line)
    except (ValueError, RecursionError):
        return False
