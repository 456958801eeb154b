"""The ledger: every forecast that was issued, what came of it, and how good it was beside the naive one.

entries     rows of the ledger from answers and forecasts of series
resolving   what came of each, from the events and the coverage as they are known now
supposing   the same for scenario odds, which hang on acts that may not happen
listing     every forecast with what came of it;  scoring: the track record
"""

from detente.forecast.ledger.entries import keep_answer, keep_series
from detente.forecast.ledger.listing import listed
from detente.forecast.ledger.resolving import Resolved, resolved
from detente.forecast.ledger.scoring import score
from detente.forecast.ledger.supposing import keep_scenario, supposed

__all__ = ["Resolved", "keep_answer", "keep_scenario", "keep_series", "listed", "resolved", "score", "supposed"]
