"""The answer to a question: its probability with interval and n, the base rate, drivers, analogues, and its record.

The calibrated hazard is published where its Brier score has been lower than that of the rolling base rate on the
windows of the record that have closed, by more than chance (the interval of the skill lies above zero); else the base
rate is, and the answer says so.
"""

from __future__ import annotations

import dataclasses
import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import betaincinv

from detente.errors import QueryError
from detente.forecast.questions import scores
from detente.forecast.questions.acts import Ints, Panel
from detente.forecast.questions.analogues import Analogue, issued_alike, own_windows
from detente.forecast.questions.features import Rows, rows
from detente.forecast.questions.question import Question
from detente.forecast.questions.rolling import Issued, Learnt, alike, learn
from detente.forecast.questions.walk import BASE_HALF_LIVES, Walk
from detente.settings import Questions as Options

BASE_RATE, MODEL = "base rate", "hazard"


@dataclass(frozen=True, slots=True)
class Record:
    """How the forecasts of the past fared.

    Attributes:
        n: closed windows of all questions.
        windows: how many of them fit one after another.
        brier: of the calibrated hazard.
        brier_base: of the rolling base rate.
        skill: 1 - brier / brier_base; None where the base rate has no error.
        low: lower end of its interval, blocks of time drawn whole; None where there are fewer than two.
        high: its upper end.
    """

    n: int
    windows: int
    brier: float
    brier_base: float
    skill: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is published.

    Attributes:
        question: what was asked.
        probability: of at least one matching act.
        low: lower end of its interval: what so many outcomes of like windows leave open.
        high: its upper end.
        n: like windows: of the hazard those behind the interval; of the base rate its own, one after another.
        came: in how many of them the event came, as counted.
        model: `hazard` or `base rate`.
        base_rate: the rolling base rate, no nearer to 0 or 1 than the record allows.
        base: which one it is.
        base_n: past windows behind it, as if they did not overlap.
        drivers: what each group of features adds to the hazard's log-odds against a middling question, also where the
            base rate is published; empty where no hazard could be fitted.
        record: how past forecasts fared; None where there were none.
        notes: sentences for the reader, the first of which says why this model.
        inputs: hash of the record that it rests on.
        analogues: the nearest of the like windows, for the base rate the latest.
    """

    question: Question
    probability: float
    low: float
    high: float
    n: int
    came: int
    model: str
    base_rate: float
    base: str
    base_n: float
    drivers: dict[str, float]
    record: Record | None
    notes: tuple[str, ...]
    inputs: str
    analogues: tuple[Analogue, ...] = ()

    def row(self) -> dict[str, Any]:
        """The answer as one flat row: question, probability with interval, what it rests on, how the past fared."""
        asked = dataclasses.asdict(self.question)
        own = {name: getattr(self, name) for name in ("probability", "low", "high", "n", "came", "model")}
        base = {"base_rate": self.base_rate, "base": self.base, "base_n": round(self.base_n, 1)}
        past = dataclasses.asdict(self.record) if self.record else None
        like = [one.row() for one in self.analogues]
        rest = {"drivers": self.drivers, "analogues": like, "backtest": past, "notes": list(self.notes)}
        return {**asked, **own, **base, **rest}


def answer(question: Question, panel: Panel, pair: int, options: Options) -> Answer:
    """The answer to a question from the record before its window.

    Args:
        question: what is asked.
        panel: the record, with the question's kind among its kinds.
        pair: the number of the question's pair.
        options: thresholds.

    Raises:
        QueryError: no window of this length that was covered fits into the record.
    """
    start, window = question.start.toordinal(), question.days
    learnt = learn(panel, window, start, options, pair)
    shot = next(iter(Walk(panel, window).snapshots([start])))
    kind = panel.kinds.number(question.kind)
    base, base_n = float(shot.base[pair, kind, learnt.best]), float(shot.windows[learnt.best])
    whole = float(shot.windows[0])
    if not np.isfinite(base):
        raise QueryError(
            f"the record ({start - panel.first} days) is shorter than the window ({window} days), or nothing was read "
            "in any such window; ask about a shorter one, or read more documents"
        )
    record = _record(learnt.issued, window, options)
    row = _row(panel, window, start, options, pair, kind)
    drivers = _drivers(learnt, row)
    share, base = base, _kept_off_the_ends(base, whole)
    ends = (_ends(share, base, whole),) if share != base else ()
    notes = (_why(record, options), *_silence(panel, question, pair), *ends, *_coverage(panel, question))
    if learnt.hazard is None or learnt.issued is None or not _wins(record, options):
        n, came, latest = own_windows(panel, question, pair)
        low, high = jeffreys(base, base_n, options.interval)
        return Answer(
            question, base, low, high, n, came, BASE_RATE, base, _name(learnt), base_n, drivers, record, notes,
            digest(panel), latest,
        )  # fmt: skip
    raw = float(learnt.hazard.probability(row)[0])
    p = float(learnt.calibrated(np.array([raw]), window, options)[0])
    chosen = alike(learnt.issued, raw, window, learnt.step, options)
    low, high = jeffreys(p, len(chosen), options.interval)
    return Answer(
        question, p, low, high, len(chosen), int(learnt.issued.came[chosen].sum()), MODEL, base, _name(learnt), base_n,
        drivers, record, notes, digest(panel), issued_alike(panel, learnt.issued, chosen, window),
    )  # fmt: skip


def jeffreys(p: float, n: float, coverage: float) -> tuple[float, float]:
    """The interval of a share `p` seen in `n` cases, by Jeffreys' prior: quantiles of Beta(pn + 1/2, (1-p)n + 1/2)."""
    tail = (1 - coverage) / 2
    a, b = p * n + 0.5, (1 - p) * n + 0.5
    return min(p, float(betaincinv(a, b, tail))), max(p, float(betaincinv(a, b, 1 - tail)))


def digest(panel: Panel) -> str:
    """The hash of a record: the same acts, coverage and calendar give the same one."""
    sums = hashlib.sha256(",".join(panel.kinds.names).encode())
    acts = panel.acts
    for column in (
        acts.actor,
        acts.recipient,
        acts.day,
        acts.known,
        acts.of,
        panel.pairs,
        panel.covered,
        panel.occasions,
        panel.homes,
    ):
        sums.update(np.ascontiguousarray(column).tobytes())
    return sums.hexdigest()[:20]


def _row(panel: Panel, window: int, start: int, options: Options, pair: int, kind: int) -> Rows:
    asked = rows(panel, window, np.array([start]), options.pair_acts, pair)
    return asked.where((asked.pair == pair) & (asked.kind == kind))


def _name(learnt: Learnt) -> str:
    return list(BASE_HALF_LIVES)[learnt.best]


def _drivers(learnt: Learnt, row: Rows) -> dict[str, float]:
    """What moves the hazard, the strongest first; empty where none could be fitted."""
    if learnt.hazard is None:
        return {}
    return dict(sorted(learnt.hazard.drivers(row).items(), key=lambda item: -abs(item[1])))


def _kept_off_the_ends(base: float, whole: float) -> float:
    """The base rate, no nearer to 0 or 1 than Jeffreys' posterior mean after none (or all) of the n windows there are.

    1/2 / (n + 1), as Krichevsky and Trofimov (1981) have it.
    """
    edge = 0.5 / (whole + 1)
    return min(max(base, edge), 1 - edge)


def _ends(share: float, base: float, whole: float) -> str:
    end = "never" if share < base else "always"
    return (
        f"the rolling share is {share:.1%}; {whole:.1f} windows one after another are no proof that it {end} comes, so "
        f"that the base rate is taken as {base:.1%} (posterior mean, Jeffreys' prior)"
    )


def _record(issued: Issued | None, window: int, options: Options) -> Record | None:
    if issued is None or not len(issued):
        return None
    start = issued.rows.start
    windows = 1 + int(start.max() - start.min()) // window
    ends = scores.skill_interval(
        issued.model, issued.picked, issued.came, blocks(start, window, options), options.bootstrap_draws,
        options.interval, options.seed,
    )  # fmt: skip
    low, high = ends or (None, None)
    brier, base = scores.brier(issued.model, issued.came), scores.brier(issued.picked, issued.came)
    return Record(len(issued), windows, brier, base, scores.skill(issued.model, issued.picked, issued.came), low, high)


def blocks(start: Ints, window: int, options: Options) -> Ints:
    """The block of days in which each window begins: of `block_days`, or as long as the window where that is longer."""
    return np.asarray((start - start.min()) // max(options.block_days, window))


def _wins(record: Record | None, options: Options) -> bool:
    """Whether the interval of the skill lies above zero, on enough windows."""
    return record is not None and record.windows >= options.min_windows and record.low is not None and record.low > 0


def _why(record: Record | None, options: Options) -> str:
    if record is None:
        return "the base rate is published: the record holds too little to fit and try a model on"
    told = (
        f"Brier {record.brier:.4f} against {record.brier_base:.4f} of the rolling base rate on {record.n} closed "
        f"windows ({record.windows} one after another{_spread(record, options)})"
    )
    if record.windows < options.min_windows:
        return f"the base rate is published: the model has been tried on too few windows ({told})"
    if not _wins(record, options):
        return f"the base rate is published: the model does not beat it beyond chance in its own backtest ({told})"
    return f"the hazard is published: it beats the base rate in its own backtest ({told})"


def _spread(record: Record, options: Options) -> str:
    if record.skill is None or record.low is None or record.high is None:
        return ""
    return f"; skill {record.skill:+.1%}, {options.interval:.0%} {record.low:+.1%} to {record.high:+.1%}"


def _silence(panel: Panel, question: Question, pair: int) -> tuple[str, ...]:
    """What the reader must know where the pair, or the kind of act, is not on record."""
    who = f"{question.actor} > {question.recipient}"
    held = panel.place(panel.acts.actor, panel.acts.recipient) == pair
    if not held.any():
        return (f"{who}: no act of any kind is on record, so that nothing is known of this pair but its silence",)
    if not panel.acts.of[held, panel.kinds.number(question.kind)].any():
        return (f"{who}: none of the {int(held.sum())} acts on record is such an act",)
    return ()


def _coverage(panel: Panel, question: Question) -> tuple[str, ...]:
    """What the reader must know of the record's coverage."""
    notes = []
    start = question.start.toordinal()
    days = np.flatnonzero(panel.covered)
    gap = start - panel.first - int(days[-1]) - 1
    if gap > question.days:
        notes.append(f"nothing was read of the {gap} days before the window: silence there is not quiet")
    if (share := len(days) / len(panel.covered)) < 0.5:
        notes.append(
            f"documents cover {share:.0%} of the days of the record; windows without any are left out, so that the "
            "base rate is that of windows that were written about"
        )
    return tuple(notes)
