"""From events to measures: flows by direction, the relationship index, issues and third parties.

Pure functions over long Polars frames; each checks its columns once, at the door (`columns`).
"""

from detente.measure.columns import events_frame
from detente.measure.flows import flows
from detente.measure.index import index
from detente.measure.issues import issues
from detente.measure.standing import joined, recorded, standing
from detente.measure.third_parties import third_parties

__all__ = ["events_frame", "flows", "index", "issues", "joined", "recorded", "standing", "third_parties"]
