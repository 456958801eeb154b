"""Storage only: the DuckDB file, identity, mentions to events, queries, snapshots, export."""

from __future__ import annotations

from detente.workspace.adding import AddReport
from detente.workspace.store import DATABASE, Workspace

__all__ = ["DATABASE", "AddReport", "Workspace"]
