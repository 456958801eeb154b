"""Training of the look before the network: which sentences of a document tell an act, by two logistic regressions.

The first, over words, is trained on the marked sentences and on those of the annotated documents. The second, over the
scores of a document's sentences, is trained on what the first says of reports and documents that it has not seen.
"""

from __future__ import annotations

import itertools
import random
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from detente.coding.model.look import around, words
from detente.coding.model.network import Floats
from detente.coding.scan import rough_sentences
from detente.coding.text.parse import blocks
from detente.evaluation.data import occurrences, texts
from detente.evaluation.documents import annotated_acts
from detente.training.corpus import Marked
from detente.training.reports import Report

_LEAST = 3
"""Sentences a feature must stand in."""
_STRENGTH = 20.0
"""Inverse strength of the L2 penalty on weights of words."""
_FOLDS = 4
_STORIES = "stories-"
_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{3,}")
"""How a new report begins in a topic of whole reports."""
Told = tuple[str, bool]
"""A sentence, and whether it tells an act."""


def train(sentences: Sequence[Marked], documents: Path, reports: Sequence[Report], folder: Path, seed: int) -> None:
    """Fit both models and write `look.npz` into the folder.

    Args:
        sentences: the marked sentences, in the order of their files, those of the reports among them.
        documents: the folder of annotated documents.
        reports: reports with marked sentences.
        folder: the folder of the model.
        seed: of the parts that the second model is trained on.
    """
    whole = {report.topic for report in reports}
    alone = [(s.text, bool(s.acts)) for s in sentences if not s.topic.startswith(_STORIES) and s.topic not in whole]
    wholes = [*_reports(sentences), *_annotated(documents)]
    wholes += [[(s.text, bool(s.acts)) for s in report.sentences] for report in reports]
    parts = list(range(len(wholes)))
    random.Random(seed).shuffle(parts)
    seen, told = [], []
    for fold in range(_FOLDS):
        rest, held = [k for k in parts if k % _FOLDS != fold], [k for k in parts if k % _FOLDS == fold]
        model = _Words([*alone, *(one for k in rest for one in wholes[k])])
        seen += [around(model.scores([text for text, _ in wholes[k]])) for k in held]
        told += [is_told for k in held for _, is_told in wholes[k]]
    second = LogisticRegression().fit(np.concatenate(seen), told)
    model = _Words([*alone, *itertools.chain.from_iterable(wholes)])
    np.savez_compressed(
        folder / "look.npz",
        names="\n".join(model.names),
        weights=model.weights.astype(np.float16),
        intercept=np.float32(model.intercept),
        around=np.append(second.coef_[0], second.intercept_).astype(np.float32),
    )


class _Words:
    """The first model, fitted."""

    def __init__(self, told: Sequence[Told]) -> None:
        found = [words(text) for text, _ in told]
        counts = Counter(name for one in found for name in one)
        self.names = sorted(name for name, count in counts.items() if count >= _LEAST)
        self._columns = {name: column for column, name in enumerate(self.names)}
        model = LogisticRegression(C=_STRENGTH, max_iter=300).fit(self._matrix(found), [is_told for _, is_told in told])
        self.weights = np.asarray(model.coef_[0])
        self.intercept = float(model.intercept_[0])

    def scores(self, sentences: Sequence[str]) -> Floats:
        """Log-odds of each sentence, (n,)."""
        return np.asarray(
            self._matrix([words(text) for text in sentences]) @ self.weights + self.intercept, dtype=np.float32
        )

    def _matrix(self, found: Sequence[set[str]]) -> csr_matrix:
        columns, ends, values = [], [0], []
        for one in found:
            held = sorted(self._columns[name] for name in one if name in self._columns)
            columns += held
            values += [max(len(held), 1) ** -0.5] * len(held)
            ends.append(len(columns))
        return csr_matrix((values, columns, ends), shape=(len(found), len(self.names)))


def _reports(sentences: Sequence[Marked]) -> list[list[Told]]:
    """The reports of the topics that tell whole ones, each from its dateline to the next."""
    out: list[list[Told]] = []
    for topic, group in itertools.groupby(sentences, lambda s: s.topic):
        if topic.startswith(_STORIES):
            for number, sentence in enumerate(group):
                if number == 0 or _DATELINE.match(sentence.text):
                    out.append([])
                out[-1].append((sentence.text, bool(sentence.acts)))
    return out


def _annotated(folder: Path) -> list[list[Told]]:
    """The sentences of the annotated documents; one tells an act where an annotated passage touches it."""
    annotated = annotated_acts(folder / "events.jsonl")
    out: list[list[Told]] = []
    for name, document in texts(folder, tuple(annotated)).items():
        spans = [occurrences(document.text, record["quote"], "")[0] for record in annotated[name]]
        held = [
            (part.start, part.text, low, high)
            for part in blocks(document.text)
            for low, high in rough_sentences(part.text)
        ]
        out.append(
            [
                (text[low:high].rstrip(), any(start + low < b and a < start + high for a, b in spans))
                for start, text, low, high in held
            ]
        )
    return out
