"""Marked pairs in: a tab-separated table of sentence, source and target."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.errors import DocumentError

COLUMNS = ("sentence", "source", "target")


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """A sentence with the source and the target (None where there is none) of a possible act, and its line."""

    sentence: str
    source: str
    target: str | None
    line: int


def read_pairs(path: Path, *, on_error: Callable[[DocumentError], None]) -> Iterator[MarkedPair]:
    """The pairs of a TSV file (columns sentence, source, target); bad rows go to `on_error`, the rest is read.

    A row is a line, and a quotation mark is a character like any other: sentences open and end with them.
    """
    try:
        with path.open("r", encoding="utf-8-sig", newline="") as handle:
            rows = csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
            names = next(rows, [])
            missing = [column for column in COLUMNS if column not in names]
            if missing:
                on_error(
                    DocumentError(
                        path,
                        f"column {', '.join(missing)} missing",
                        "the first line must name sentence, source and target, with tabs between",
                        1,
                    )
                )
                return
            yield from _pairs(path, names, rows, on_error)
    except FileNotFoundError:
        on_error(DocumentError(path, "no such file", "check the name"))
    except UnicodeDecodeError as error:
        on_error(DocumentError(path, f"not UTF-8 at byte {error.start}", "convert it, for example with iconv"))
    except csv.Error as error:
        on_error(DocumentError(path, f"not a table ({error})", "write it as tab-separated text"))


def _pairs(
    path: Path, names: list[str], rows: Iterable[list[str]], on_error: Callable[[DocumentError], None]
) -> Iterator[MarkedPair]:
    blank: list[int] = []
    for line, row in enumerate(rows, 2):
        if not any(cell.strip() for cell in row):
            blank.append(line)
            continue
        for empty in blank:
            on_error(DocumentError(path, "an empty line", "take it out", empty))
        blank.clear()
        pair = _pair(path, dict(zip(names, row, strict=False)), line, on_error)
        if pair is not None:
            yield pair


def _pair(path: Path, row: dict[str, str], line: int, on_error: Callable[[DocumentError], None]) -> MarkedPair | None:
    sentence, source, target = ((row.get(column) or "").strip() for column in COLUMNS)
    if not sentence or not source:
        empty = "sentence" if not sentence else "source"
        on_error(DocumentError(path, f"column {empty} is empty", "fill it or take the row out", line))
        return None
    for column, name in (("source", source), ("target", target)):
        if name and name not in sentence:
            on_error(
                DocumentError(
                    path,
                    f"column {column}: {name!r} does not stand in the sentence",
                    "copy it exactly as the sentence has it",
                    line,
                )
            )
            return None
    return MarkedPair(sentence, source, target or None, line)
