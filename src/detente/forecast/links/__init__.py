"""Links: who will do what to whom next, ranked among all entities.

facts, register   facts in, from files of numbers or from a workspace's events
store, levels, neighbours   decayed counts, moved on by the day; what is known of each question
backoff    the default, without training;  features, ranker: LightGBM over its candidates
guess, ahead   what is likely next in a workspace;  scoring, evaluating   the benchmark
"""

from detente.forecast.links.ahead import Ahead, ahead
from detente.forecast.links.evaluating import Evaluated, evaluate
from detente.forecast.links.scoring import Quality

__all__ = ["Ahead", "Evaluated", "Quality", "ahead", "evaluate"]
