"""Training of the model of sides on annotated documents: who acts on whom among the states that a text has told.

The documents are coded with the network that will be shipped. Each act that is read where an annotator saw one gives a
row for each state known by then: its signs, and whether it is a source, or a target, of the annotated act. What the
signs say of the acts before depends on the model itself, so that it is trained twice, at first after a rule of thumb.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from detente.coding.acts import parties
from detente.coding.acts.classify import Judged
from detente.coding.acts.parties import Parties
from detente.coding.acts.sides import Asked, asked, source_signs, target_signs
from detente.coding.context import Context
from detente.coding.model.meant import Meant
from detente.coding.model.network import Network
from detente.coding.model.sides import SIDES, Sides, Signs
from detente.coding.reader import Reader
from detente.coding.who.meant import choose
from detente.evaluation.data import Record, occurrences, texts
from detente.evaluation.documents import annotated_acts, dated
from detente.records import Actor, Document, Mention
from detente.training.reports import Annotated

_STRENGTH = 0.1
"""Inverse strength of the L2 penalty, on signs scaled to a standard deviation of 1."""
_LIKELY = 0.3
"""An act of another root than the annotated one at its place counts from this probability on."""
_FIRST = {"source": {"": -1.0, "fit source": 1.0, "fit target": -0.3}, "target": {"": -1.0, "fit target": 1.0}}
"""The rule of thumb that the first reading goes by."""
Row = tuple[Signs, bool]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Known:
    """An act as it is read, with the annotated act of the same words."""

    act: Asked
    sources: frozenset[str]
    targets: frozenset[str]
    mutual: bool


def train(annotated: Sequence[Annotated], network: Network, meant: Meant, out: Path) -> int:
    """Fit the model on annotated documents, write `sides.npz`, and return the number of acts.

    Args:
        annotated: documents, each with its annotated acts.
        network: the network to read them with; one that has not seen their sentences marked.
        meant: the model of whose a phrase without a state is, to read them with.
        out: the folder of the model.
    """
    model = Sides(_FIRST)
    known: list[Known] = []
    for _ in range(2):
        known = [k for document, acts in annotated for k in _read(document, acts, network, meant, model)]
        model = Sides({side: _fit([row for k in known for row in _rows(k, side)]) for side in SIDES})
    model.save(out)
    return len(known)


def of_folder(folder: Path) -> list[Annotated]:
    """The annotated documents of a folder with `events.jsonl` and its texts, by name."""
    annotated = annotated_acts(folder / "events.jsonl")
    documents = texts(folder, tuple(annotated))
    return [(dated(documents[name]), annotated[name]) for name in sorted(annotated)]


def _read(document: Document, annotated: Sequence[Record], network: Network, meant: Meant, model: Sides) -> list[Known]:
    """The acts that are read where an annotator saw one."""
    out: list[Known] = []
    places = [(record, occurrences(document.text, record["quote"], "")[:1]) for record in annotated]

    def settle(context: Context, one: Judged, last: Mention | None, speaker: Actor | None) -> Parties | None:
        act = asked(context, one, last, speaker)
        record = _annotated(act, places, one.judgement.p_event)
        if record is not None:
            both = frozenset(record["actor"]), frozenset(record["recipient"])
            out.append(Known(act, *both, bool(record.get("mutual"))))
        return parties.settle(context, one, last, speaker, model)

    reader = Reader(document, frozenset({"event", "statement"}), network, settle)
    reader.cast.choose = functools.partial(choose, model=meant)
    reader.read()
    return out


def _annotated(act: Asked, places: Sequence[tuple[Record, list[tuple[int, int]]]], p_event: float) -> Record | None:
    """The annotated act whose words hold this one's: of the same root rather, then the shortest."""
    here = [(r, span) for r, spans in places for span in spans if span[0] <= act.at < span[1]]
    here = [(r, span) for r, span in here if r["type"] == act.root or p_event > _LIKELY]
    if not here:
        return None
    return min(here, key=lambda found: (found[0]["type"] != act.root, found[1][1] - found[1][0]))[0]


def _rows(known: Known, side: str) -> list[Row]:
    """A row for each state that may stand on a side of an act."""
    act = known.act
    if side == "source":
        right = known.sources | (known.targets if known.mutual else frozenset())
        return [(source_signs(act, code), code in right) for code in act.codes]
    rows: list[Row] = [(target_signs(act, code, known.sources), code in known.targets) for code in act.codes]
    if known.mutual:
        rows += [(target_signs(act, code, known.targets), code in known.sources) for code in act.codes]
    return rows


def _fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weight of each sign by logistic regression; that of "" is the constant."""
    names = sorted({name for signs, _ in rows for name in signs})
    columns = {name: column for column, name in enumerate(names)}
    at = [(row, columns[name], value) for row, (signs, _) in enumerate(rows) for name, value in signs.items()]
    lines, places, values = zip(*at, strict=True)
    matrix = csr_matrix((values, (lines, places)), shape=(len(rows), len(names))).toarray()
    scale = np.maximum(matrix.std(axis=0), 1e-6)
    constant, weights = _ridge(matrix / scale, np.array([right for _, right in rows]))
    return {"": constant} | {n: float(w) for n, w in zip(names, weights / scale, strict=True)}


def _ridge(columns: Floats, right: NDArray[np.bool_]) -> tuple[float, Floats]:
    """The constant and the weights of the logistic regression with the least loss plus penalty."""
    signed = np.where(right, 1.0, -1.0)

    def cost(x: Floats) -> tuple[float, Floats]:
        margin = signed * (x[0] + columns @ x[1:])
        loss = np.logaddexp(0, -margin).sum()
        pull = -signed * expit(-margin)
        slope = np.concatenate([[pull.sum()], columns.T @ pull + x[1:] / _STRENGTH])
        return float(loss + x[1:] @ x[1:] / (2 * _STRENGTH)), slope

    found = minimize(cost, np.zeros(columns.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return float(found[0]), found[1:]
