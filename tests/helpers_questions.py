"""Records of acts for the tests of event questions: invented states whose acts follow a rule."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from detente.forecast.questions.acts import Acts, Ints, Panel, kinds, root_kinds

DAY0 = dt.date(2024, 1, 1).toordinal()
ROOTS = list(root_kinds())


def acts(actor: Ints, recipient: Ints, day: Ints, root: Ints, known: Ints | None = None) -> Acts:
    """Acts by number of actor, recipient, day from 2024-01-01 on, and root in the codebook's order."""
    of = np.zeros((len(day), len(kinds().names)), dtype=bool)
    np.put_along_axis(of, np.array(list(root_kinds().values()))[root], values=True, axis=1)
    day = np.asarray(day) + DAY0
    return Acts.of_columns(
        np.asarray(actor), np.asarray(recipient), day, day if known is None else np.asarray(known) + DAY0, of
    )


def flurries(days: int, seed: int = 7, parties: int = 4) -> Acts:
    """Acts in flurries: each pair has quiet months and busy ones, so that a recent act foretells the next."""
    draw = np.random.default_rng(seed)
    rows = []
    for a in range(parties):
        for b in range(parties):
            if a == b:
                continue
            for month in range(0, days, 30):
                rate = 0.5 if draw.random() < 0.3 else 0.02
                busy = np.flatnonzero(draw.random(min(30, days - month)) < rate) + month
                rows += [(a, b, int(day), int(draw.integers(4))) for day in busy]
    actor, recipient, day, root = np.array(rows).T
    return acts(actor, recipient, day, root)


def panel(of: Acts, days: int, covered: Ints | None = None, homes: Ints | None = None) -> Panel:
    """The panel of all pairs, every day covered unless told which; no party is a body of a state unless told so."""
    pairs = np.unique(np.stack([of.actor, of.recipient], axis=1), axis=0)
    pairs = np.unique(np.concatenate([pairs, pairs[:, ::-1]]), axis=0)
    home = np.full(1 + int(max(of.actor.max(), of.recipient.max())), -1) if homes is None else homes
    read = np.ones(days, dtype=bool) if covered is None else np.isin(np.arange(days), covered)
    return Panel(of, kinds(), pairs, DAY0, read, np.zeros((0, 3), dtype=np.int64), home)


def icews(folder: Path, of: Acts, days: int, last: int) -> Path:
    """The same acts as a folder in the form of ICEWS14, the days from `last` on in the second file."""
    names = ("Express_intent_to_cooperate", "Consult", "Praise_or_endorse", "Yield", "Make_statement")
    (folder / "relation2id.txt").write_text("".join(f"{name}\t{n}\n" for n, name in enumerate(names)))
    states = ("Peru", "Chile", "Bolivia", "Ecuador")
    (folder / "entity2id.txt").write_text("".join(f"{name}\t{n}\n" for n, name in enumerate(states)))
    root = of.of[:, : len(ROOTS)].argmax(axis=1)
    lines = [
        (int(d), f"{a}\t{r}\t{b}\t{24 * int(d)}\t-1\n")
        for a, b, d, r in zip(of.actor, of.recipient, of.day - DAY0, root, strict=True)
    ]
    lines.append((0, "0\t4\t1\t0\t-1\n"))
    (folder / "train.txt").write_text("".join(line for day, line in lines if day < last))
    (folder / "valid.txt").write_text("".join(line for day, line in lines if last <= day < days))
    return folder
