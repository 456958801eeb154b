"""Training of the model of whose a phrase without a state is, on the marks of whole reports.

Each report is read as the coder reads it. Whenever the rules settle such a phrase, and the report's mark of it carries
one code or tells that there is none, the question with its right answer is kept. What is told before depends on the
answers, so that the reports are read again with the model of the first reading.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from detente.coding.model.meant import Meant
from detente.coding.text.parse import blocks, sentences
from detente.coding.who.cast import Cast
from detente.coding.who.meant import Asked, asked, choose
from detente.evaluation.data import Record, occurrences
from detente.records import Document
from detente.training.corpus import Marked
from detente.training.reports import Annotated, Mark

if TYPE_CHECKING:
    from spacy.tokens import Token

_STRENGTH = 1.0
"""Inverse strength of the L2 penalty."""
Floats = NDArray[np.float64]
WithMarks = tuple[Document, tuple[Mark, ...]]
Known = tuple[Asked, str | None]
"""A question and its right answer."""


def train(marked: Sequence[WithMarks], out: Path) -> int:
    """Fit the model on texts with marks, write it into the folder of the model, and return the number of questions."""
    model: Meant | None = None
    known: list[Known] = []
    for _ in range(2):
        known = [question for document, marks in marked for question in questions(document, marks, model)]
        model = fit(known)
    assert model is not None
    model.save(out)
    return len(known)


def of_documents(annotated: Sequence[Annotated], sentences: Sequence[Marked]) -> list[WithMarks]:
    """Annotated documents with the marks that their sentences have in the training corpus.

    An actor is of the state that is the one source, or target, of the one act of its kind that is annotated there.
    """
    out: list[WithMarks] = []
    for document, records in annotated:
        marks: list[Mark] = []
        for sentence in sentences:
            match = re.search(r"\s+".join(map(re.escape, sentence.text.split())), document.text)
            if match is not None:
                marks += _placed(sentence, document.text, match.start(), _parties(sentence, match, document, records))
        out.append((document, tuple(marks)))
    return out


def _parties(sentence: Marked, place: re.Match[str], document: Document, records: Sequence[Record]) -> dict[int, str]:
    """The code of each actor of a sentence that an annotated act tells."""
    found: dict[int, set[str]] = {}
    for act in sentence.acts:
        here = [r for r in records if r["type"] == act.root and _overlaps(r, document, place)]
        if len(here) != 1 or sum(a.root == act.root for a in sentence.acts) != 1:
            continue
        for number, side in ((act.source, "actor"), (act.target, "recipient")):
            if number and len(here[0][side]) == 1:
                found.setdefault(number, set()).add(here[0][side][0])
    return {number: codes.pop() for number, codes in found.items() if len(codes) == 1}


def _overlaps(record: Record, document: Document, place: re.Match[str]) -> bool:
    return any(a < place.end() and place.start() < b for a, b in occurrences(document.text, record["quote"], "")[:1])


def _placed(sentence: Marked, text: str, start: int, codes: Mapping[int, str]) -> Iterator[Mark]:
    """The marks of a sentence where it stands in a text, whose spaces may be other ones."""
    at, places = start, list[int]()
    for letter in sentence.text:
        if letter.isspace():
            places.append(at)
            while at < len(text) and text[at].isspace():
                at += 1
        else:
            places.append(at)
            at += 1
    for number, code in codes.items():
        for low, high in sentence.actors[number]:
            yield places[low], places[high - 1] + 1, (code,)


def questions(document: Document, marks: Sequence[Mark], model: Meant | None) -> list[Known]:
    """What a text asks, with the right answers; without a model the rules' answers are gone on with."""
    known: list[Known] = []
    cast = Cast(document.published)
    cast.choose = functools.partial(_listen, known, marks, model)
    parts = blocks(document.text)
    cast.open_document(document, parts)
    for sentence in sentences(parts):
        cast.open_sentence(sentence)
        for token in sentence.span:
            if token.pos_ in {"NOUN", "PROPN", "PRON"}:
                cast.resolve(token)
        cast.close_sentence(sentence)
    return known


def _listen(
    known: list[Known],
    marks: Sequence[Mark],
    model: Meant | None,
    cast: Cast,
    token: Token,
    kind: str,
    ruled: str | None,
) -> str | None:
    codes = _right(marks, cast.span(token, token)["start"], cast, token)
    if codes is not None and len(codes) < 2 and not cast.leading_back:
        question, right = asked(cast, token, kind, ruled), next(iter(codes), None)
        if right is None or right in question.states:
            known.append((question, right))
    return ruled if model is None else choose(cast, token, kind, ruled, model)


def _right(marks: Sequence[Mark], at: int, cast: Cast, token: Token) -> tuple[str, ...] | None:
    """The codes of the shortest mark whose head the token is."""
    shift = at - token.idx
    above = token.head.idx + shift if token.head != token else -1
    held = [mark for mark in marks if mark[0] <= at < mark[1] and not mark[0] <= above < mark[1]]
    return min(held, key=lambda mark: mark[1] - mark[0])[2] if held else None


def fit(known: Sequence[Known]) -> Meant:
    """The weights of the conditional logit with the least loss plus penalty."""
    choices = [[*question.states.values(), question.nobody] for question, _ in known]
    right = [
        len(question.states) if answer is None else list(question.states).index(answer) for question, answer in known
    ]
    names = sorted({name for one in choices for signs in one for name in signs})
    columns = {name: column for column, name in enumerate(names)}
    rows = [signs for one in choices for signs in one]
    at = [(row, columns[name], value) for row, signs in enumerate(rows) for name, value in signs.items()]
    lines, places, values = zip(*at, strict=True)
    matrix = csr_matrix((values, (lines, places)), shape=(len(rows), len(names)))
    starts = np.cumsum([0, *(len(one) for one in choices)])[:-1]
    picked = starts + np.array(right)
    group = np.repeat(np.arange(len(choices)), [len(one) for one in choices])

    def cost(x: Floats) -> tuple[float, Floats]:
        scores = matrix @ x
        high = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - high[group])
        sums = np.add.reduceat(shares, starts)
        shares /= sums[group]
        loss = float((np.log(sums) + high - scores[picked]).sum())
        shares[picked] -= 1
        return loss + float(x @ x) / (2 * _STRENGTH), matrix.T @ shares + x / _STRENGTH

    found = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 1000}).x
    return Meant({name: float(weight) for name, weight in zip(names, found, strict=True)})
