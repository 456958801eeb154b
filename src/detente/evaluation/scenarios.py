"""What is gained by knowing that a high-level visit happens: weekly net flows of pairs of states, ICEWS14.

The data is a folder with `train.txt`, `valid.txt` and, if at hand, `test.txt` (subject, relation, object, hour), the
names `entity2id.txt` and `relation2id.txt`, and there or in `../events` the weights `cameo-goldstein.csv`. A visit is
of high level where a head of state or government, a foreign minister or their offices take part: persons are led
back to their states by the shipped offices. Each forecast rests on the weeks before it alone, its kernel on acts whose
aftermath was known by then. The weeks before the first that is scored were used to choose the method.
"""

from __future__ import annotations

import csv
import datetime as dt
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import special

from detente.errors import QueryError
from detente.evaluation.data import content
from detente.evaluation.intervals import bootstrap, label
from detente.evaluation.results import Measure, Result, Table
from detente.forecast.links.facts import Facts, read_facts
from detente.forecast.scenarios.baseline import Origins, origins
from detente.forecast.scenarios.kernel import Rows, kernel, rows
from detente.forecast.scenarios.outlook import condition
from detente.forecast.scenarios.panel import Pair
from detente.forecast.series.distribution import LEVELS, crps
from detente.local_level import Floats, signed_root, signed_square
from detente.ontology import countries
from detente.reference import shipped_terms
from detente.settings import load

PAIRS, FIRST_SCORED, LAGS, LEAST = 120, 20, 4, 8
"""Pairs with most acts, the first week that is scored, weeks ahead, and weeks before a forecast may be learnt from."""

YEAR = 2014
VISITS = ("042", "043")
INCIDENTS = ("15", "17", "18", "19", "20")
OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "leader")
HIGH = ("Head of Government", "Foreign Affairs", "Head of State")


def evaluate(data: Path) -> Result:
    """The gain in CRPS by week ahead, for high-level visits and for incidents.

    Args:
        data: the folder.

    Raises:
        QueryError: a file is missing or has another form.
    """
    pairs = _panel(data)
    own = load()
    before = [origins(pair.z, LAGS, own.forecast.variance_discount) for pair in pairs]
    measures, tables = [], []
    for kind, name in enumerate(("a high-level visit", "an incident")):
        held = rows(pairs, kind, LAGS, own.forecast.variance_discount, LEAST)
        scores, whose = _scores(pairs, before, held, kind)
        measures += [_measure(kind, name, lag, scores, whose) for lag in range(LAGS)]
        found = kernel(held, -1, own.scenario, own.scenario.placebo_draws)
        if found is not None:
            title = (
                f"response to {name}, all weeks: {found.n} acts in {found.pairs} pairs, told for {found.reach} weeks"
            )
            values = zip(found.common, found.common_error, found.placebo, strict=True)
            kept = [(lag, *(round(float(value), 3) for value in row)) for lag, row in enumerate(values)]
            tables.append(Table(title, ("week", "response", "standard error", "placebo p"), tuple(kept)))
    weeks = len(pairs[0].z)
    what = f"{len(pairs)} pairs x {weeks} weeks, scored from week {FIRST_SCORED + 1} on"
    return Result("scenarios", what, "detente", tuple(measures), tuple(tables))


def _scores(pairs: list[Pair], before: list[Origins], held: Rows, kind: int) -> tuple[Floats, Floats]:
    """CRPS of baseline and scenario at each act and lag (N, 2, LAGS), NaN beyond the data; the pair of each (N,)."""
    options = load().scenario
    out, whose = [], []
    for week in range(FIRST_SCORED, len(pairs[0].z)):
        known = held.upto(week)
        for number, pair in enumerate(pairs):
            if not pair.marks[kind][week] or before[number].known[week] < LEAST:
                continue
            found = kernel(known, number, options)
            if found is None or found.n < options.min_analogues:
                continue
            centre, spread = np.full(LAGS, before[number].centre[week]), before[number].spread[week]
            moved, wider = condition(centre, np.diag(spread**2), [(0, found)])
            came = np.full(LAGS, np.nan)
            last = min(LAGS, len(pair.z) - week)
            came[:last] = signed_square(pair.z[week : week + last])
            alternatives = ((centre, spread), (moved, np.sqrt(np.diag(wider))))
            out.append([crps(_quantiles(mean, width), came) for mean, width in alternatives])
            whose.append(number)
    if not out:
        raise QueryError("no act of the kind in the weeks that are scored; give the whole of the data")
    return np.array(out), np.array(whose)


def _quantiles(mean: Floats, spread: Floats) -> Floats:
    return signed_square(mean[:, None] + spread[:, None] * special.ndtri(LEVELS))


def _measure(kind: int, name: str, lag: int, scores: Floats, whose: Floats) -> Measure:
    known = np.isfinite(scores[:, 0, lag])
    base, own, names = scores[known, 0, lag], scores[known, 1, lag], whose[known]
    units = [np.flatnonzero(names == one) for one in np.unique(names)]

    def gain(index: NDArray[np.int64]) -> float:
        place = np.concatenate([units[one] for one in index])
        return float(1 - own[place].sum() / base[place].sum())

    ends = bootstrap(len(units), gain)
    week = "the same week" if lag == 0 else f"week {lag} after"
    key = ("visit", "incident")[kind]
    return Measure(
        f"{key}_{lag}", f"gain in CRPS from knowing of {name}, {week}", gain(np.arange(len(units))),
        ends[0] if ends else None, ends[1] if ends else None, label("bootstrap over pairs"), len(base), "acts",
        {"pairs": len(units)},
    )  # fmt: skip


def _panel(data: Path) -> list[Pair]:
    """The pairs with most acts: signed roots of their weekly net flows, marked with visits and incidents."""
    codes, scores = _relations(data)
    states, high = _entities(data)
    facts = _facts(data)
    one, other = states[facts.subject], states[facts.object]
    between = (one >= 0) & (other >= 0) & (one != other)
    week = facts.day // 7
    weeks = int(week.max() + 1) if (facts.day.max() + 1) % 7 == 0 else int(week.max())
    between &= week < weeks
    key = np.minimum(one, other) * 10_000 + np.maximum(one, other)
    names, counts = np.unique(key[between], return_counts=True)
    chosen = names[np.argsort(-counts, kind="stable")[:PAIRS]]
    top = high[facts.subject] | high[facts.object]
    visit = np.isin(codes[facts.relation], VISITS) & top
    incident = np.isin([code[:2] for code in codes[facts.relation]], INCIDENTS)
    days = tuple(dt.date(YEAR, 1, 1) + dt.timedelta(weeks=number) for number in range(weeks))
    kinds, found = (visit, incident), []
    for name in chosen:
        inside = between & (key == name)
        net = np.bincount(week[inside], scores[facts.relation[inside]], weeks).astype(np.float64)
        marks = tuple(np.bincount(week[inside & kind], minlength=weeks).astype(np.float64) for kind in kinds)
        found.append(Pair(str(name), days, signed_root(net), marks))
    return found


def _facts(data: Path) -> Facts:
    parts = [read_facts(data / f"{part}.txt") for part in ("train", "valid", "test") if (data / f"{part}.txt").exists()]
    if not parts:
        raise QueryError(f"{data}: no train.txt; name the folder that holds ICEWS14 with --data")
    columns = ("subject", "relation", "object", "day")
    return Facts(*(np.concatenate([getattr(part, name) for part in parts]) for name in columns))


def _names(path: Path) -> list[str]:
    rows_ = (line.rpartition("\t") for line in content(path).splitlines() if line.strip())
    return [name.replace("_", " ") for name, _, number in sorted(rows_, key=lambda row: int(row[2]))]


def _relations(data: Path) -> tuple[NDArray[np.str_], Floats]:
    """The CAMEO code and the weight of each relation."""
    places = [data / "cameo-goldstein.csv", data.parent / "events" / "cameo-goldstein.csv"]
    path = next((place for place in places if place.exists()), places[0])
    table = {_plain(row["name"]): row for row in csv.DictReader(content(path).splitlines()) if len(row["code"]) > 2}
    held = [table.get(_plain(name)) for name in _names(data / "relation2id.txt")]
    codes = np.array([row["code"] if row else "" for row in held])
    return codes, np.array([float(row["goldstein"]) if row else 0.0 for row in held])


def _entities(
    data: Path,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The state of each entity (-1: not known), and whether it is a leader, a foreign minister or their office."""
    states = {_plain(name): number for number, state in enumerate(countries().values())
              for name in (state.name, *state.aliases)}  # fmt: skip
    code = {iso: number for number, iso in enumerate(countries())}
    people = {
        _plain(name): code[term.country]
        for term in shipped_terms().all
        if term.office in OFFICES and term.country in code
        and term.start <= dt.date(YEAR, 12, 31) and term.last >= dt.date(YEAR, 1, 1)
        for name in (term.person, *term.names) if " " in name
    }  # fmt: skip
    state, high = [], []
    for name in _names(data / "entity2id.txt"):
        office, _, place = name.removesuffix(")").rpartition(" (") if name.endswith(")") else ("", "", name)
        person = people.get(_plain(name))
        state.append(states.get(_plain(place), -1) if person is None else person)
        high.append(person is not None or office in HIGH)
    return np.array(state), np.array(high)


def _plain(name: str) -> str:
    """A name in small letters without accents, hyphens and punctuation."""
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join("".join(c if c.isalnum() else " " for c in flat).split())
