"""Every error that detente raises on purpose.

    DetenteError
    ├── InputError            something the user handed in cannot be used
    │   ├── DocumentError     a file that cannot be read as a document
    │   ├── TableError        a row or column of a table
    │   └── QueryError        an argument: a date, a pair of states, a record kind
    ├── SettingsError         settings.toml, the shipped one or the user's
    └── WorkspaceError        the workspace on disk

Each message says what is wrong, where (file, line or column) and what to do about it.
"""

from __future__ import annotations

from pathlib import Path


class DetenteError(Exception):
    """Root of the tree: catch this to catch all that detente raises on purpose."""


class InputError(DetenteError):
    """Something the user handed in cannot be used as it is."""


class DocumentError(InputError):
    """A file that cannot be read as a document.

    Args:
        path: the file (or "-" for standard input).
        problem: what is wrong, in a few words.
        remedy: what the user can do.
        line: the line in the file, where the problem has one.
    """

    def __init__(self, path: str | Path, problem: str, remedy: str, line: int | None = None) -> None:
        self.path, self.problem, self.remedy, self.line = str(path), problem, remedy, line
        where = f"{path}:{line}" if line is not None else str(path)
        super().__init__(f"{where}: {problem}; {remedy}")


class TableError(InputError):
    """A table whose row or column cannot be used."""


class QueryError(InputError):
    """An argument that cannot be understood."""


class SettingsError(DetenteError):
    """The settings file has a key or a value that cannot be used."""


class WorkspaceError(DetenteError):
    """The workspace on disk is missing, locked or of another version."""
