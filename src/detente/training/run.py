"""From the training sentences to the shipped model: train, average the seeds, calibrate, export, write the card."""

from __future__ import annotations

import platform
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from detente.coding.model.conventions import codebook_root, folded
from detente.coding.model.meant import Meant
from detente.coding.model.network import Network as Shipped
from detente.coding.model.pieces import Span
from detente.ontology import roots
from detente.training import calibrate, corpus, light, look, meant, network, reports, sides
from detente.training.corpus import Marked
from detente.training.export import export, store_calibration
from detente.training.reports import Annotated, Report
from detente.training.restore import restored

WEIGHTS = "weights.pt"
_OF_NETWORK = ("network.onnx", "heads.npz", "tokenizer.json", "light.npz", "card.md")
_OF_DOCUMENTS = "stories-documents"
"""How the topics are called that hold the sentences of the annotated documents."""


@dataclass(frozen=True, slots=True)
class Scores:
    """On the held-out topics: accuracy of the root of pairs with an act, of event against NULL, F1 of an act's source
    and target among the actors of its sentence, and calibration error.
    """

    pairs: int
    root: float
    event: float
    parts: float
    event_error: float
    type_error: float


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on, and what is held out by topic.

    Attributes:
        sentences: marked sentences, those of the reports among them.
        validation: the held-out ones.
        reports: the reports themselves.
        documents: the folder of annotated documents.
    """

    sentences: Sequence[Marked]
    validation: Sequence[Marked]
    reports: Sequence[Report]
    documents: Path

    @classmethod
    def of(cls, folder: Path) -> Material:
        """The material of the training folder; `held-out.txt` names the topics that are held out."""
        held = set((folder / "held-out.txt").read_text(encoding="utf-8").split())
        told = reports.read_all(folder / "reports")
        every = [*corpus.read_all(folder / "sentences"), *(s for r in told for s in r.sentences)]
        train, validation = ([s for s in every if (s.topic in held) is out] for out in (False, True))
        return cls(train, validation, [r for r in told if r.topic not in held], folder / "documents")

    @property
    def marked(self) -> list[meant.WithMarks]:
        """Every document and report with the places of actors whose state is known."""
        of_documents = [s for s in self.sentences if s.topic.startswith(_OF_DOCUMENTS)]
        documents = meant.of_documents(sides.of_folder(self.documents), of_documents)
        return [*documents, *((r.document, r.marks) for r in self.reports)]

    @property
    def annotated(self) -> list[Annotated]:
        """Every document and report with its annotated acts."""
        return [*sides.of_folder(self.documents), *(r.annotated for r in self.reports)]


def run(folder: Path, out: Path, seeds: Sequence[int] = (0,), epochs: int = 5, start: Path | None = None) -> Scores:
    """Train on the material of a folder (`Material`) and write the model into `out`.

    `weights.pt` beside the model holds the network before it is cut to eight bits. It is written after each epoch, so
    that a run cut short can be gone on from: `start` is such a file, or the folder of a model as it is shipped. With no
    epochs the network of that folder is kept, and only what reads documents is trained: whose a phrase is, and sides.

    Raises:
        ValueError: there is no seed, or no epochs and no folder of a model to start from.
    """
    material = Material.of(folder)
    out.mkdir(parents=True, exist_ok=True)
    if epochs == 0:
        return _with_network_of(start, material, out, min(seeds, default=0))
    found: dict[int, float] = {}
    trained = []
    earlier = None if start is None else restored(start) if start.is_dir() else torch.load(start, weights_only=True)
    for seed in seeds:
        trained.append(network.train(material.sentences, epochs, seed, earlier, out / WEIGHTS))
        export(trained[-1], out)
        found[seed] = score(Shipped(out), material.validation).root
    if not trained:
        raise ValueError("no seed given")
    recipe = (
        f"{epochs} epochs{' more, from the weights of an earlier run on fewer of these sentences' if start else ''}"
    )
    reader = Shipped(start) if start is not None and start.is_dir() else None
    return finish(network.average(trained), material, out, found, recipe, reader)


def _with_network_of(start: Path | None, material: Material, out: Path, seed: int) -> Scores:
    """Train the three models that read documents beside the network of a model's folder."""
    if start is None or not start.is_dir():
        raise ValueError("0 epochs keep the network of a model's folder: name the folder with --start")
    for name in _OF_NETWORK:
        if (start / name).resolve() != (out / name).resolve():
            shutil.copy(start / name, out / name)
    asked, acts = _documents(material, Shipped(out), out, seed)
    scores = score(Shipped(out), material.validation)
    was = (start / "card.md").read_text(encoding="utf-8").split(_READING)[0]
    (out / "card.md").write_text(was + _reading(asked, acts), encoding="utf-8")
    return scores


def _documents(material: Material, reader: Shipped, out: Path, seed: int) -> tuple[int, int]:
    """Train the look and the models of whose a phrase is and of sides; how many phrases and acts these two read."""
    look.train(material.sentences, material.documents, material.reports, out, seed)
    asked = meant.train(material.marked, out)
    return asked, sides.train(material.annotated, reader, Meant.load(out), out)


def finish(
    trained: network.Network,
    material: Material,
    out: Path,
    seeds: dict[int, float],
    recipe: str,
    reader: Shipped | None = None,
) -> Scores:
    """Write a trained network, the light tier, the model of sides, the calibration and the card into `out`.

    Args:
        trained: the network.
        material: what it was trained on; the other models are trained on it too.
        out: the folder.
        seeds: the root accuracy of each seed alone.
        recipe: how long it was trained, from where, for the card.
        reader: a network that has not seen the newest documents' sentences, to read them for the model of sides; the
            trained one, which reads what it has learnt better than what it will meet, if not given.
    """
    torch.save(trained.state_dict(), out / WEIGHTS)
    export(trained, out)
    light.train(material.sentences, out, min(seeds))
    store_calibration(out, *_calibration(Shipped(out), material.validation))
    asked, acts = _documents(material, reader or Shipped(out), out, min(seeds))
    scores = score(Shipped(out), material.validation)
    (out / "card.md").write_text(_card(material, seeds, recipe, scores, asked, acts), encoding="utf-8")
    return scores


Pairs = tuple[list[tuple[str, Span, Span | None]], list[tuple[float, ...]]]


def validation_pairs(validation: Sequence[Marked]) -> Pairs:
    """Every pair of the sentences with its shares of the labels."""
    items, shares = [], []
    for sentence in validation:
        for source, target, share, _ in network.marked_pairs(sentence, None):
            items.append((sentence.text, source, target))
            shares.append(share)
    return items, shares


def score(model: Shipped, validation: Sequence[Marked]) -> Scores:
    """How the model does on the held-out topics, by the codebook's roots."""
    items, shares = validation_pairs(validation)
    given, _ = model.pairs(items)
    wanted = [folded(s, codebook_root) for s in shares]
    told = [folded(g, codebook_root) for g in given]
    acts = [k for k, w in enumerate(wanted) if w["NULL"] == 0]
    right = [wanted[k][_best(told[k])] > 0 for k in acts]
    happened = [w["NULL"] == 0 for w in wanted]
    p_event = [1 - t["NULL"] for t in told]
    p_type = [told[k][_best(told[k])] / max(1 - told[k]["NULL"], 1e-9) for k in acts]
    return Scores(
        len(items),
        float(np.mean(right)),
        float(np.mean([(p >= 0.5) == h for p, h in zip(p_event, happened, strict=True)])),
        _parts(model, validation),
        calibrate.expected_error(p_event, happened),
        calibrate.expected_error(p_type, right),
    )


def _parts(model: Shipped, validation: Sequence[Marked]) -> float:
    """F1 of the sources and targets of acts, given the words that tell them; other places of one actor do not count."""
    hits = given = wanted = 0
    for sentence in validation:
        example = network.plain_example(model.folder, sentence)
        if not example.acts or not example.mentions:
            continue
        fits = model.parts(model.encode(sentence.text).hidden, [held for held, _ in example.acts], example.mentions)
        for act, mention, *truth in example.roles:
            for fit, true in zip(fits, truth, strict=True):
                told = true >= 0 and fit[act, mention] >= 0.5
                hits, given, wanted = hits + (told and true == 1), given + told, wanted + (true == 1)
    return 2 * hits / max(given + wanted, 1)


def _best(shares: dict[str, float]) -> str:
    return max(roots(), key=lambda root: shares.get(root, 0.0))


def _calibration(model: Shipped, validation: Sequence[Marked]) -> tuple[float, float, float]:
    items, shares = validation_pairs(validation)
    given, _ = model.pairs(items)
    happened = [s[0] == 0 for s in shares]
    scale, shift = calibrate.platt((1 - given[:, 0]).tolist(), happened)
    rows = [k for k, h in enumerate(happened) if h]
    within = given[rows, 1:] / np.maximum(given[rows, 1:].sum(1, keepdims=True), 1e-9)
    power = calibrate.temperature(within.astype(np.float64), [int(np.argmax(shares[k][1:])) for k in rows])
    return scale, shift, power


def _card(material: Material, seeds: dict[int, float], recipe: str, scores: Scores, asked: int, acts: int) -> str:
    every = [*material.sentences, *material.validation]
    counts = Counter(root for s in every for root in {a.root for a in s.acts})
    by_root = ", ".join(f"{root} {count}" for root, count in counts.most_common())
    by_seed = ", ".join(f"{k}: {v:.3f}" for k, v in seeds.items())
    return f"""# Model card: the event classifier

MiniLM-L6 (all-MiniLM-L6-v2, Apache 2.0), fine-tuned with marks around a pair and with tags for the words that tell an
act; ONNX, int8. Beside it the light tier, a linear model over words and word pairs.

- Trained on {len(material.sentences)} of the project's own {len(every)} sentences alone; the others are held out.
- {sum(not s.acts for s in every)} sentences hold no act. Sentences with an act, by root: {by_root}.
- {recipe}; batch {network.BATCH}, rate {network.RATE} (half of it from earlier weights), label smoothing
  {network.SMOOTHING}, word vectors frozen, running mean of the weights.
- The mean of the weights of the seeds; root accuracy of each alone on the held-out topics: {by_seed}.
- Held-out topics, {scores.pairs} pairs: root right {scores.root:.3f} (of pairs with an act), act or none right
  {scores.event:.3f}; sources and targets of acts F1 {scores.parts:.3f}; calibration error of p_event
  {scores.event_error:.3f}, of p_type {scores.type_error:.3f}.
- The probabilities were calibrated on these same topics: on other text expect somewhat less.
- Made with torch {torch.__version__} on Python {platform.python_version()}.

Meant for English news text. Other languages, tables, sport and fiction are outside what it has seen.
{_reading(asked, acts)}"""


_READING = "\n## Reading documents\n"


def _reading(asked: int, acts: int) -> str:
    return f"""{_READING}
- Whose a phrase without a state is: a conditional logit, trained on {asked} such phrases of our own documents.
- Who acts on whom: two logistic regressions, trained on {acts} acts of these documents.
"""
