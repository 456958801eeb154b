"""From events to measures: flows by direction, the level, episodes, issues, reciprocity and third parties.

Pure functions over long Polars frames; each checks its columns once, at the door (`columns`). A part is loaded when it
is first asked for, so that a forecast of a table, which needs the local level alone, does not wait for the others.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.measure.columns import events_frame, streamed, streams
    from detente.measure.episodes import episodes
    from detente.measure.flows import flows
    from detente.measure.issues import issues
    from detente.measure.level import AsKnown, index, level
    from detente.measure.reciprocity import reciprocity
    from detente.measure.standing import joined, recorded, standing
    from detente.measure.third_parties import third_parties
    from detente.measure.triangles import triangles

__all__ = [
    "AsKnown",
    "episodes",
    "events_frame",
    "flows",
    "index",
    "issues",
    "joined",
    "level",
    "reciprocity",
    "recorded",
    "standing",
    "streamed",
    "streams",
    "third_parties",
    "triangles",
]

_ELSEWHERE = {
    **dict.fromkeys(("events_frame", "streamed", "streams"), "columns"),
    **dict.fromkeys(("AsKnown", "index"), "level"),
    **dict.fromkeys(("joined", "recorded"), "standing"),
}
"""The module of each name that is not called like it."""


class _Parts(types.ModuleType):
    """This package: `measure.flows` is the function of that name, whether its module was loaded first or not."""

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system hangs a module on its package when it has been loaded.
        if name in __all__ and isinstance(value, types.ModuleType):
            value = getattr(value, name)
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{self.__name__}.{_ELSEWHERE.get(name, name)}"), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Parts
