"""The tables of office-holders that a user added: kept whole, as files, in the user's data folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import platformdirs

from detente.reference import adapters

FOLDER = "DETENTE_REFERENCE"
"""The environment variable that names another folder for them."""


def folder() -> Path:
    """Where the added tables are."""
    named = os.environ.get(FOLDER)
    return Path(named) if named else Path(platformdirs.user_data_dir("detente")) / "reference"


def added() -> tuple[Path, ...]:
    """The added tables, in order of name."""
    return tuple(sorted(folder().glob("*.csv"))) if folder().is_dir() else ()


def add(path: Path) -> int:
    """Check a table and keep it; one of the same name is replaced. Gives the number of its terms.

    Raises:
        TableError: a row cannot be right; nothing is kept.
    """
    terms = adapters.load(path)
    folder().mkdir(parents=True, exist_ok=True)
    part = folder() / f".{path.name}.part"
    shutil.copyfile(path, part)
    part.replace(folder() / path.name)
    return len(terms)
