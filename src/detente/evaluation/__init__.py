"""Published benchmarks, run again on data that is not ours to ship.

Each benchmark takes a file or folder that the user names, runs detente on it and gives a `Result`: the
figures with what they rest on, an interval, and the peers' published figures beside them. Nothing is
trained or chosen here, and no data is shipped or fetched.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from detente.errors import QueryError
from detente.evaluation.results import Measure, Peer, Result, Table

__all__ = ["BENCHMARKS", "Measure", "Peer", "Result", "Table", "run"]

BENCHMARKS = {
    "pairs": "the root of a marked pair of actors in a sentence",
    "documents": "whole documents to acts, matched one to one",
    "statements": "who said what in whole documents",
    "figures": "figures with value and unit in whole documents",
    "claims": "statements of office and dates, true and corrupted, against the record",
    "planted": "errors planted in articles, and false alarms in the articles as they were written",
    "questions": "whether an act comes in a window, against the rolling base rate",
    "scenarios": "what is gained by knowing that a high-level visit happens",
    "level": "the level's interval holds the truth as often as it says, by simulation",
    "episodes": "known episodes of Japan and China among the strongest spells",
    "html": "the text of an article out of its web page",
    "speed": "sentences a second against spaCy's own pipeline",
}
"""The benchmarks by name; each is the module of that name with a function `evaluate(data)`."""


SIMULATED = ("level",)
"""Benchmarks that make their own data."""


def run(name: str, data: Path | None = None) -> Result:
    """Run a benchmark.

    Args:
        name: one of `BENCHMARKS`.
        data: the file or folder it is run on; none for those that are simulated.

    Raises:
        QueryError: there is no such benchmark, or the data are not what it needs.
    """
    if name not in BENCHMARKS:
        raise QueryError(f"no benchmark is called {name!r}; there are {', '.join(BENCHMARKS)}")
    if data is None and name not in SIMULATED:
        raise QueryError(f"benchmark {name!r} needs data of yours; name the file or folder with --data")
    # A benchmark loads what it measures, and the parser alone takes a second.
    result: Result = importlib.import_module(f"detente.evaluation.{name}").evaluate(data)
    return result
