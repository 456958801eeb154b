"""From events to measures: flows by direction, the level, episodes, issues, reciprocity and third parties.

Pure functions over long Polars frames; each checks its columns once, at the door (`columns`).
"""

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
