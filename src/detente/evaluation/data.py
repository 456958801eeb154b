"""Other people's data, checked at the door: what is missing or broken is named with its file and line."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from detente import sources
from detente.errors import DocumentError, QueryError
from detente.evaluation.matching import Span
from detente.records import Document

Record = dict[str, Any]


def require_folder(path: Path) -> None:
    """Stop where there is no such folder.

    Raises:
        QueryError: the path is not a folder.
    """
    if not path.is_dir():
        raise QueryError(f"{path}: no such folder; name the folder that holds the data with --data")


def texts(folder: Path, named: Sequence[str] = (), beside: Sequence[Path] = ()) -> dict[str, Document]:
    """The plain texts of a folder by name without ending, and those `named` that lie in a folder `beside` it.

    Raises:
        QueryError: there is no text, one is missing, or one cannot be read.
    """
    paths = {path.stem: path for path in sorted(folder.glob("*.txt"))}
    for name in sorted(set(named) - set(paths)):
        paths[name] = _beside(name, folder, beside)
    if not paths:
        raise QueryError(f"{folder}: no text file in it; it must hold the documents as .txt files")
    return {name: _document(path) for name, path in paths.items()}


def _beside(name: str, folder: Path, beside: Sequence[Path]) -> Path:
    for other in beside:
        if (other / f"{name}.txt").is_file():
            return other / f"{name}.txt"
    raise QueryError(f"{folder / name}.txt: annotated, but the text is not there; put it beside the annotations")


def _document(path: Path) -> Document:
    return next(iter(sources.read([path], on_error=_refuse)))


def _refuse(error: DocumentError) -> None:
    raise QueryError(str(error))


def records(path: Path, fields: Mapping[str, type | tuple[type, ...]]) -> list[Record]:
    """The records of a file of JSON lines.

    Args:
        path: the file.
        fields: the fields that each record must have, with their types.

    Raises:
        QueryError: the file is not there, a line is not a JSON object, or lacks a field.
    """
    return list(_records(path, fields))


def _records(path: Path, fields: Mapping[str, type | tuple[type, ...]]) -> Iterator[Record]:
    for number, line in enumerate(content(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise QueryError(f"{path}:{number}: not JSON ({error}); mend the line or take it out") from None
        bad = [name for name, kind in fields.items() if not isinstance(_field(record, name), kind)]
        if bad:
            raise QueryError(f"{path}:{number}: {', '.join(bad)} missing or of the wrong kind; see the codebook")
        yield record


def _field(record: Any, name: str) -> Any:
    return record.get(name) if isinstance(record, dict) else None


def content(path: Path) -> str:
    """The whole of a text file of the data.

    Raises:
        QueryError: it is not there, or is not UTF-8.
    """
    try:
        return path.read_text("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise QueryError(f"{path}: no such file; name the benchmark's data with --data") from None
    except UnicodeDecodeError as error:
        raise QueryError(f"{path}: not UTF-8 at byte {error.start}; convert it, for example with iconv") from None


def table(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a tab-separated table, each with its line.

    Raises:
        QueryError: the file is not there, lacks a column, or has an empty field in one of them.
    """
    reader = csv.DictReader(content(path).splitlines(keepends=True), delimiter="\t")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise QueryError(f"{path}: column {', '.join(missing)} missing; the first line must name {', '.join(columns)}")
    rows = []
    for row in reader:
        empty = [column for column in columns if not (row[column] or "").strip()]
        if empty:
            raise QueryError(f"{path}:{reader.line_num}: column {', '.join(empty)} is empty; fill it")
        rows.append((reader.line_num, {column: row[column].strip() for column in columns}))
    return rows


def occurrences(text: str, quote: str, where: str) -> list[Span]:
    """Where a quoted passage stands in a text, from each of its occurrences.

    Raises:
        QueryError: it does not stand there.
    """
    wanted = unicodedata.normalize("NFC", quote)
    found: list[Span] = []
    start = text.find(wanted)
    while wanted and start >= 0:
        found.append((start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    if not found:
        raise QueryError(f"{where}: {quote[:60]!r} does not stand in its text; copy it exactly")
    return found
