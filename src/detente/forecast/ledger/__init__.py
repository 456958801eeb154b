"""The ledger: every forecast that was issued, what came of it, and how good it was beside the naive one.

entries     rows of the ledger from answers and forecasts of series
resolving   what came of each, from the events and the coverage as they are known now
scoring     the track record
"""

from detente.forecast.ledger.entries import keep_answer, keep_series
from detente.forecast.ledger.resolving import Resolved, listed, resolved
from detente.forecast.ledger.scoring import score

__all__ = ["Resolved", "keep_answer", "keep_series", "listed", "resolved", "score"]
