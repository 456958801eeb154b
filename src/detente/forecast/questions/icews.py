"""The facts of a benchmark in the form of ICEWS14 as a panel: CAMEO relations become roots, every day is covered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from detente.errors import DocumentError, QueryError
from detente.forecast.links.facts import Facts, in_order, read_facts, read_names
from detente.forecast.questions.acts import Acts, Ints, Panel, kinds, root_kinds
from detente.forecast.questions.calendar import occasions
from detente.ontology import cameo_name, cameo_roots, countries
from detente.settings import Questions as Options

PARTS = ("train.txt", "valid.txt")
NAMES = ("entity2id.txt", "relation2id.txt")
FIRST = dt.date(2014, 1, 1)
"""Day 0 of ICEWS14."""


def icews_panel(folder: Path, options: Options) -> Panel:
    """The panel of the facts in `train.txt` and `valid.txt`, with names in `entity2id.txt` and `relation2id.txt`.

    Facts without a root (statements) and of a party with itself are left out. Pairs with enough acts are learnt from.
    A party's home is the state in its name ("Police (Kenya)").

    Raises:
        DocumentError: a file cannot be read, or a line of it not used.
        QueryError: a file is missing, or a relation is not in the table of CAMEO names.
    """
    missing = [name for name in (*PARTS, *NAMES) if not (folder / name).is_file()]
    if missing:
        raise QueryError(f"{folder}: no {', '.join(missing)}; name a folder of facts in the form of ICEWS14")
    parts = {name: read_facts(folder / name) for name in PARTS}
    in_order(parts)
    whole = [
        np.concatenate([getattr(part, name) for part in parts.values()])
        for name in ("subject", "relation", "object", "day")
    ]
    facts = Facts(*whole)
    root = np.array(_roots(names(folder / NAMES[1])))[facts.relation]
    held = (root >= 0) & (facts.subject != facts.object)
    every, of_root = kinds(), np.array(list(root_kinds().values()))
    of = np.zeros((int(held.sum()), len(every.names)), dtype=bool)
    np.put_along_axis(of, of_root[root[held]], values=True, axis=1)
    day = facts.day[held] + FIRST.toordinal()
    acts = Acts.of_columns(facts.subject[held], facts.object[held], day, day, of)
    pairs, first = _pairs(acts, options), int(facts.day[0]) + FIRST.toordinal()
    days = int(facts.day[-1] - facts.day[0]) + 1
    codes = _states(names(folder / NAMES[0]))
    both = [(codes.get(int(a), "-"), codes.get(int(b), "-")) for a, b in pairs]
    calendar = occasions(both, dt.date.fromordinal(first), dt.date.fromordinal(first + days))
    homes = read_names(folder / NAMES[0]).country
    return Panel(acts, every, pairs, first, np.ones(days, dtype=bool), calendar, homes)


def names(path: Path) -> dict[int, str]:
    """The names of a file of name, tab, number.

    Raises:
        DocumentError: it cannot be read, or a line is no name and number.
    """
    found = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(path, f"cannot be read ({error})", "give a tab-separated UTF-8 file") from error
    for number, line in enumerate(lines, start=1):
        name, _, key = line.rpartition("\t")
        if not key.strip().isdigit():
            raise DocumentError(path, f"{line!r} is no name and number", "write name, tab, number", number)
        found[int(key)] = name
    return found


def _roots(relations: dict[int, str]) -> list[int]:
    """The number of each relation's root in the codebook's order, -1 for none."""
    known, order = cameo_roots(), list(root_kinds())
    out = []
    for number in range(1 + max(relations)):
        name = cameo_name(relations.get(number, ""))
        if name not in known:
            raise QueryError(f"relation {relations.get(number)!r} ({number}) is no CAMEO name; name it as CAMEO does")
        out.append(order.index(root) if (root := known[name]) else -1)
    return out


def _pairs(acts: Acts, options: Options) -> Ints:
    found, count = np.unique(np.stack([acts.actor, acts.recipient], axis=1), axis=0, return_counts=True)
    held = found[count >= options.learn_acts]
    if count.max(initial=0) < options.pair_acts:
        raise QueryError(f"no pair has {options.pair_acts} acts, the least to be asked about; give more facts")
    return np.unique(np.concatenate([held, held[:, ::-1]]), axis=0)


def _states(entities: dict[int, str]) -> dict[int, str]:
    """The codes of the entities that are states by name."""
    by_name = {cameo_name(name): code for code, state in countries().items() for name in (state.name, *state.aliases)}
    return {number: code for number, name in entities.items() if (code := by_name.get(cameo_name(name)))}
