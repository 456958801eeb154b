"""Which files the user means: files, folders, globs, "-"; each is named once, as it was given."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from detente.errors import DocumentError
from detente.sources import sidecar

STDIN = "-"


def expand(sources: Iterable[str | Path], on_error: Callable[[DocumentError], None]) -> Iterator[str]:
    """The paths to read (POSIX), each once, sidecars left out; what is not there goes to `on_error`."""
    seen: set[str] = set()
    for source in sources:
        for path in _expand_one(str(source), on_error):
            if path not in seen:
                seen.add(path)
                yield path


def _expand_one(source: str, on_error: Callable[[DocumentError], None]) -> Iterator[str]:
    if source == STDIN:
        yield STDIN
        return
    path = Path(source)
    try:
        if path.is_dir():
            yield from _folder(path, on_error)
        elif path.exists():
            yield from _file(path)
        elif glob.has_magic(source):
            yield from _matches(source, on_error)
        else:
            on_error(DocumentError(path.as_posix(), "no such file or folder", "check the path"))
    except OSError as error:
        on_error(unreadable(path.as_posix(), error))


def _file(path: Path) -> Iterator[str]:
    if not sidecar.is_one(path):
        yield path.as_posix()


def _folder(folder: Path, on_error: Callable[[DocumentError], None]) -> Iterator[str]:
    """Every file under the folder but hidden ones; an empty folder, or a closed one, is an error."""
    problems: list[OSError] = []
    found = False
    for parent, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            found = True
            yield from _file(Path(parent) / name)
    for problem in problems:
        on_error(unreadable(Path(problem.filename or folder).as_posix(), problem))
    if not found and not problems:
        on_error(DocumentError(folder.as_posix(), "a folder without documents", "name a folder that holds some"))


def _matches(pattern: str, on_error: Callable[[DocumentError], None]) -> Iterator[str]:
    """The files a glob matches; folders it matches are read too, unless it goes down into them itself."""
    # Path.glob takes no absolute pattern and does not leave hidden files out.
    matches = [Path(match) for match in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
    if "**" in pattern:
        matches = [match for match in matches if not match.is_dir()]
    if not matches:
        on_error(DocumentError(pattern, "no file matches this pattern", "check the pattern, and quote it"))
    for match in matches:
        yield from _folder(match, on_error) if match.is_dir() else _file(match)


def unreadable(path: str, error: OSError) -> DocumentError:
    """The error for a file or folder that the system will not open."""
    if isinstance(error, PermissionError):
        return DocumentError(path, "permission denied", "make it readable, e.g. `chmod +r`, or run as its owner")
    if isinstance(error, FileNotFoundError):
        return DocumentError(path, "no such file or folder", "check the path")
    return DocumentError(path, f"cannot be read ({error.strerror or error})", "check the file and the disk")
