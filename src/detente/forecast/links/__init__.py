"""Links: who will do what to whom next, ranked among all entities.

facts      files of facts in, checked
store, levels   decayed counts, moved on by the day; what is known of each question
backoff    the default, without training;  features, ranker: LightGBM over its candidates
scoring, evaluating   the benchmark
"""

from detente.forecast.links.evaluating import Evaluated, evaluate
from detente.forecast.links.scoring import Quality

__all__ = ["Evaluated", "Quality", "evaluate"]
