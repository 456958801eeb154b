"""The folder's own two files: `detente.toml`, which names the pair, and the user's `settings.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from detente.errors import QueryError, WorkspaceError
from detente.settings import Settings, load
from detente.workspace.filters import Dyad, pair

CONFIG, OWN_SETTINGS = "detente.toml", "settings.toml"
_STATE = re.compile(r"[A-Z]{3}")


def checked(dyad: Dyad | None) -> Dyad | None:
    """The dyad, if it is two ISO 3166 alpha-3 codes.

    Raises:
        QueryError: it is not.
    """
    if dyad is None:
        return None
    found = pair(dyad)
    if not all(_STATE.fullmatch(code) for code in found):
        raise QueryError(f"no states {dyad!r}; give ISO 3166 alpha-3 codes, for example JPN-CHN")
    return found


def content(dyad: Dyad | None) -> str:
    """What stands in the `detente.toml` of a workspace about this pair."""
    head = "# This folder is a workspace of detente. What was read is in detente.duckdb.\n"
    return head + (f'dyad = ["{dyad[0]}", "{dyad[1]}"]\n' if dyad else "")


def configured(file: Path) -> Dyad | None:
    """The dyad that a folder's `detente.toml` names, if it names one.

    Raises:
        WorkspaceError: the file is not TOML, or its dyad is not two states.
    """
    if not file.exists():
        return None
    try:
        dyad = tomllib.loads(file.read_text("utf-8")).get("dyad")
        return checked((dyad[0], dyad[1])) if dyad else None
    except (OSError, ValueError, IndexError, TypeError, QueryError) as error:
        remedy = 'mend it: it holds a line such as dyad = ["JPN", "CHN"]'
        raise WorkspaceError(f"{file}: cannot be used ({error}); {remedy}") from error


def own_settings(folder: Path) -> Settings:
    """The settings, with those that the folder has of its own laid over them."""
    own = folder / OWN_SETTINGS
    return load(own) if own.exists() else load()
