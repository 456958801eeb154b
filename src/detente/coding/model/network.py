"""The network at run time: MiniLM in ONNX with its heads as small matrices.

Sentences are encoded one at a time: eight-bit activations are scaled over all that is read at once, and a sentence must
not depend on its company. A plain sentence gives the words that tell an act and how well each actor fits as its
source and its target; a marked pair gives one row of probabilities.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from detente.coding.model import pieces
from detente.coding.model.pieces import Pieces, Span
from detente.ontology import roots

Floats = NDArray[np.float32]

LABELS = ("NULL", *roots())
PAIR_LABELS = (
    *LABELS,
    "AGREE/accord",
    "SANCTION/measure",
    *(f"{root}/planned" for root in ("CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")),
    "AGREE/granted",
    "COERCE/force",
    *(f"{root}/refused" for root in ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")),
)
"""What a marked pair may be: the labels, and under some roots a kind that PLOVER's 2021 table puts under another."""
STATUSES = ("occurred", "ongoing", "planned", "hypothetical", "negated", "alleged")
FOLDER = Path(__file__).parent / "weights"
_RECENT = 256
"""Sentences whose hidden states are kept, so that one that was looked at before the parse is not read twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words that tell an act: where they stand, how likely each label and status is, and each actor's part in it.

    `labels` (17, NULL first) and `statuses` (6) sum to 1; `sources` and `targets` hold a probability for each actor
    asked.
    """

    start: int
    end: int
    labels: Floats
    statuses: Floats
    sources: Floats
    targets: Floats


@dataclass(frozen=True, slots=True)
class Encoded:
    """A plain sentence with a vector for each of its pieces, (pieces, 384), and the labels of each (pieces, 17)."""

    pieces: Pieces
    hidden: Floats
    labels: Floats


class Network:
    """The model of a folder: `network.onnx`, `heads.npz`, `tokenizer.json`."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "network.onnx"), options, providers=["CPUExecutionProvider"]
        )
        with np.load(folder / "heads.npz") as heads:
            self._heads = {name: heads[name].astype(np.float32) for name in heads.files}
        self._kept = functools.lru_cache(_RECENT)(self._read)

    def pairs(self, items: Sequence[tuple[str, Span | None, Span | None]]) -> tuple[Floats, Floats]:
        """Probabilities of the pair labels (n, 27) and of the statuses (n, 6) of marked pairs, in the order given."""
        labels = np.zeros((len(items), len(PAIR_LABELS)), dtype=np.float32)
        statuses = np.zeros((len(items), len(STATUSES)), dtype=np.float32)
        for row, item in enumerate(items):
            cut = pieces.marked(self.folder, *item)
            hidden = self._encode(cut)
            joined = np.concatenate([hidden[0], hidden[cut.source], hidden[cut.target]])
            inner = np.maximum(self._through("pair_inner", joined), 0)
            labels[row] = softmax(self._through("pair", inner))
            statuses[row] = softmax(self._through("pair_status", inner))
        return self._calibrated(labels), statuses

    def _calibrated(self, labels: Floats) -> Floats:
        """The same with P(NULL) by the stored scale and shift of the log-odds, the rest by the stored power."""
        stored = self._heads.get("calibration")
        if stored is None:
            return labels
        scale, shift, power = stored
        event = np.clip(1 - labels[:, :1], 1e-6, 1 - 1e-6)
        event = 1 / (1 + np.exp(-(scale * np.log(event / (1 - event)) + shift)))
        within = np.maximum(labels[:, 1:], 1e-9) ** power
        within = within / within.sum(1, keepdims=True)
        return np.asarray(np.concatenate([1 - event, event * within], axis=1), dtype=np.float32)

    def encode(self, text: str) -> Encoded:
        """The hidden states of a plain sentence."""
        return self._kept(text)

    def forget(self) -> None:
        """Drop the hidden states that are kept, at the end of a document."""
        self._kept.cache_clear()

    def _read(self, text: str) -> Encoded:
        cut = pieces.plain(self.folder, text)
        hidden = self._encode(cut)
        return Encoded(cut, hidden, softmax(self._through("tag", hidden)))

    def may_tell(self, text: str, least: float) -> bool:
        """Whether any word of a plain sentence tells an act with at least `least` probability."""
        return bool((1 - self.encode(text).labels[1:-1, 0] >= least).any())

    def told(self, text: str, actors: Sequence[Span], least: float) -> list[Told]:
        """The acts of a plain sentence whose words are told with at least `least` probability."""
        encoded = self.encode(text)
        cut, hidden = encoded.pieces, encoded.hidden
        tags = encoded.labels
        runs = _runs(tags, least, cut)
        if not runs:
            return []
        statuses = softmax(self._through("act_status", _means(hidden, runs)))
        sources, targets = self.parts(hidden, runs, [cut.within([span]) for span in actors])
        return [
            Told(
                cut.offsets[run[0]][0],
                cut.offsets[run[-1]][1],
                _of_run(tags[run]),
                statuses[row],
                sources[row],
                targets[row],
            )
            for row, run in enumerate(runs)
        ]

    def parts(
        self, hidden: Floats, acts: Sequence[Sequence[int]], actors: Sequence[Sequence[int]]
    ) -> tuple[Floats, Floats]:
        """How well each actor fits as the source and as the target of each act: two of (acts, actors), from 0 to 1.

        Args:
            hidden: a vector for each piece of the sentence.
            acts: the pieces that tell each act.
            actors: the pieces that name each actor.
        """
        told, named = _means(hidden, acts), _means(hidden, actors)
        return self._fit("source", told, named), self._fit("target", told, named)

    def _fit(self, part: str, told: Floats, named: Floats) -> Floats:
        act, actor = self._through(f"{part}_act", told), self._through(f"{part}_actor", named)
        logit = act @ actor.T / np.sqrt(act.shape[-1]) + self._heads[f"{part}_bias"]
        return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float32)

    def _through(self, name: str, x: Floats) -> Floats:
        return np.asarray(x @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"], dtype=np.float32)

    def _encode(self, cut: Pieces) -> Floats:
        ids = np.array(cut.ids, dtype=np.int64)
        return np.asarray(self._session.run(None, {"ids": ids})[0], dtype=np.float32)


def _means(hidden: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """The mean vector of each group of pieces, zero for a group without any."""
    empty = np.zeros((0, hidden.shape[1]), np.float32)
    means = [
        np.add.reduce(hidden[list(row)]) / len(row) if row else np.zeros(hidden.shape[1], np.float32) for row in rows
    ]
    return np.stack(means) if means else empty


def _runs(tags: Floats, least: float, cut: Pieces) -> list[list[int]]:
    """Neighbouring pieces that tell an act, each at `least`."""
    runs: list[list[int]] = []
    for i in np.flatnonzero(1 - tags[:, 0] >= least).tolist():
        if cut.offsets[i] == (0, 0):
            continue
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _of_run(tags: Floats) -> Floats:
    """The label shares of a run: that it tells an act by its surest piece, which root by all of them."""
    event = 1 - float(tags[:, 0].min())
    shares = tags[:, 1:].mean(0)
    return np.asarray([1 - event, *(event * shares / shares.sum())], dtype=np.float32)


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


@functools.cache
def shipped() -> Network:
    """The model that comes with the program, loaded once."""
    return Network()
