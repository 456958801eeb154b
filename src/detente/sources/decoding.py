"""Bytes to text: UTF-8, UTF-16 with its mark, a page in the encoding that it declares; never a guess."""

from __future__ import annotations

import codecs
import re

from detente.errors import DocumentError

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_WIDER = {"iso8859-1": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949"}
"""Encodings that pages declare, and the wider ones that they mean (as browsers read them)."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_utf16(raw: bytes) -> bool:
    """Whether the bytes begin with the byte order mark of UTF-16."""
    return raw.startswith(_UTF16)


def peek(head: bytes) -> str:
    """The first characters of a file, for looking at; what cannot be decoded is left out."""
    return head.decode("utf-16" if is_utf16(head) else "utf-8-sig", errors="ignore")


def decode(raw: bytes, path: str, line: int | None = None) -> str:
    """The text of the bytes, whole but for a byte order mark.

    Args:
        raw: the bytes.
        path: the file, for the message.
        line: the line that `raw` is, where it is one line only.

    Raises:
        DocumentError: the bytes are neither UTF-8 nor marked UTF-16, or are cut off inside a character.
    """
    try:
        return raw.decode("utf-16" if is_utf16(raw) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(error, raw, path, line) from None


def decode_page(raw: bytes, path: str) -> str:
    """As `decode`, but a page that is not UTF-8 may declare its encoding.

    Raises:
        DocumentError: the bytes are neither UTF-8 nor what the page declares.
    """
    try:
        return decode(raw, path)
    except DocumentError:
        declared = _in_declared(raw)
        if declared is None:
            raise
        return declared


def _in_declared(raw: bytes) -> str | None:
    """The page in the encoding that it declares; None where it declares none, or not truly."""
    match = _DECLARED.search(raw[:8192])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
        return raw.decode(_WIDER.get(name, name))
    except (LookupError, UnicodeError):
        return None


def _undecodable(error: UnicodeDecodeError, raw: bytes, path: str, line: int | None) -> DocumentError:
    if error.end >= len(raw) and error.reason in {"unexpected end of data", "truncated data"}:
        problem = "truncated: it ends in the middle of a character"
        return DocumentError(path, problem, "fetch the file again, whole", line)
    at = line if line is not None else raw.count(b"\n", 0, error.start) + 1
    if is_utf16(raw):
        return DocumentError(path, "marked UTF-16, but it is not", "fetch or save the file again", at)
    problem = f"not UTF-8: first bad byte at line {at}"
    return DocumentError(path, problem, "convert it, e.g. `iconv -f WINDOWS-1252 -t UTF-8`", line)
