"""Plain text and Markdown: the text is the whole content, so that offsets hold in the file itself."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from detente.sources import metadata, sidecar
from detente.sources.metadata import Metadata

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_TITLE = re.compile(r"^# +(.+?)[ \t#]*\r?$", re.MULTILINE)


def plain(path: str, published: dt.date | None) -> Metadata:
    """What is known of a plain text: the date given, then what its sidecar says.

    Raises:
        DocumentError: there is a sidecar and it cannot be used.
    """
    beside = sidecar.beside(path)
    return replace(beside, published=published or beside.published)


def markdown(text: str, path: str, published: dt.date | None) -> Metadata:
    """What is known of a Markdown text: its front matter, its first heading, then as for plain text.

    Raises:
        DocumentError: the front matter or the sidecar cannot be used.
    """
    own, beside = _front_matter(text, path), plain(path, published)
    heading = _TITLE.search(text)
    return Metadata(
        title=own.title or beside.title or (heading[1] if heading else None),
        published=own.published or beside.published,
        publisher=own.publisher or beside.publisher,
        url=own.url or beside.url,
        language=own.language or beside.language,
        retrieved=own.retrieved or beside.retrieved,
        supersedes=own.supersedes or beside.supersedes,
    )


def _front_matter(text: str, path: str) -> Metadata:
    """The front matter's plain `key: value` lines; nested YAML is left alone."""
    match = _FRONT.match(text)
    if match is None:
        return Metadata()
    fields = {key.lower(): _unquoted(value) for key, value in _FIELD.findall(match[1])}
    return metadata.of({key: value or None for key, value in fields.items()}, path)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
