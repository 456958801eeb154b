"""Forecasts as they would have been made: refitted as time goes on, each from what was known on its first day.

At each refit the hazard learns from windows that had closed by then, with outcomes as known by then, also of pairs with
too few acts to be asked about; it is calibrated on its own earlier forecasts whose windows had closed by then; and the
rolling base rate is the one with the least Brier score by then. Nothing of the time after a refit enters the forecasts
that follow it, but what each window's first day knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from detente.forecast.questions.acts import NEVER, Ints, Panel, Reals
from detente.forecast.questions.calibration import venn_abers
from detente.forecast.questions.features import COLUMNS_OF_ROWS, Rows, rows
from detente.forecast.questions.hazard import Hazard, fit
from detente.forecast.questions.walk import BASE_HALF_LIVES
from detente.settings import Questions as Options


@dataclass(frozen=True, slots=True)
class Issued:
    """Forecasts that would have been issued, a row each (n,), those whose window has closed.

    Attributes:
        rows: the questions.
        raw: the hazard's probabilities.
        model: the same, calibrated on earlier forecasts where there were enough.
        base: (n, B) every rolling base rate.
        picked: the base rate that had the least Brier score over all questions by then.
        own: the base rate that had the least Brier score for this very question by then.
        came: 1 where the event came, 0 where it did not.
    """

    rows: Rows
    raw: Reals
    model: Reals
    base: Reals
    picked: Reals
    own: Reals
    came: Reals

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, held: np.ndarray) -> Issued:
        """The forecasts at these places."""
        names = ("raw", "model", "base", "picked", "own", "came")
        return Issued(self.rows.where(held), *(getattr(self, name)[held] for name in names))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What stands at the end of the record.

    Attributes:
        issued: past forecasts.
        hazard: fitted to all windows that have closed; None where there are too few.
        best: the number of the rolling base rate with the least Brier score so far.
        step: days from one origin to the next.
    """

    issued: Issued | None
    hazard: Hazard | None
    best: int
    step: int

    def calibrated(self, raw: Reals, window: int, options: Options) -> Reals:
        """Raw probabilities (n,) of the hazard, calibrated on past forecasts where there are enough of them."""
        if self.issued is None:
            return raw
        return calibrate(self.issued.raw, self.issued.came, self.issued.rows.start, raw, window, options)


def learn(panel: Panel, window: int, end: int, options: Options, always: int | None = None) -> Learnt:
    """Roll through the record up to the day `end` (the first that is not known).

    Args:
        panel: the record.
        window: days of a window.
        end: the day on which the next window begins.
        options: thresholds.
        always: a pair that is asked about however few acts it has.
    """
    step = max(options.step_days, -(-(end - panel.first) // options.max_origins))
    starts = np.arange(end - step * ((end - panel.first - 1) // step), end - window + 1, step)
    if not len(starts):
        return Learnt(None, None, 0, step)
    every = rows(panel, window, starts, options.learn_acts, always)
    every = every.where(np.isfinite(every.base).all(axis=1) & _covered(panel, every.start, window))
    asked = every.where((every.acts >= options.pair_acts) | (every.pair == (-1 if always is None else always)))
    issued = _roll(panel, every, asked, window, step, end, options)
    return Learnt(issued, _fitted(panel, every, window, step, end, options), _best(asked, window, end), step)


def _covered(panel: Panel, start: Ints, window: int) -> np.ndarray:
    """Whether anything was read that was published in each window."""
    read = np.concatenate([[0], np.cumsum(panel.covered)])
    low, high = (np.clip(day - panel.first, 0, len(read) - 1) for day in (start, start + window))
    return np.asarray(read[high] > read[low])


def _roll(panel: Panel, every: Rows, asked: Rows, window: int, step: int, end: int, options: Options) -> Issued | None:
    parts: list[Issued] = []
    refit = max(options.refit_days, step * options.refit_origins)
    for day in range(panel.first + options.min_days + window, end, refit):
        now = asked.where((asked.start >= day) & (asked.start < day + refit))
        hazard = _fitted(panel, every, window, step, day, options) if len(now) else None
        if hazard is not None:
            parts.append(_issue(asked, now, hazard, parts, window, day, options))
    return _joined(parts) if parts else None


def _issue(
    every: Rows, asked: Rows, hazard: Hazard, before: list[Issued], window: int, day: int, options: Options
) -> Issued:
    raw = hazard.probability(asked)
    base = asked.base.astype(np.float64)
    own = base[np.arange(len(asked)), _best_of_each(every, asked, window, day)]
    model = _calibrated(before, raw, window, day, options)
    came = (asked.known < NEVER).astype(np.float64)
    return Issued(asked, raw, model, base, base[:, _best(every, window, day)], own, came)


def _calibrated(before: list[Issued], raw: Reals, window: int, day: int, options: Options) -> Reals:
    """Calibrated on the forecasts whose windows closed before `day`, with outcomes as known then."""
    if not before:
        return raw
    past, starts, known = (
        np.concatenate(column)
        for column in zip(*((one.raw, one.rows.start, one.rows.known) for one in before), strict=True)
    )
    closed = starts + window <= day
    came = (known[closed] < day).astype(np.float64)
    return calibrate(past[closed], came, starts[closed], raw, window, options)


def calibrate(past: Reals, came: Reals, starts: Ints, raw: Reals, window: int, options: Options) -> Reals:
    """Raw probabilities (n,) drawn towards what came of past forecasts (Venn-Abers), the more the longer their record.

    Forecasts of one time share its shocks, so that the record counts by the windows that fit into it one after another:
    of b such, Venn-Abers gets the weight b / (b + `calibration_shrink`).
    """
    if min(came.sum(), (1 - came).sum()) < options.calibration_events:
        return raw
    blocks = 1 + (int(starts.max()) - int(starts.min())) / window
    share = blocks / (blocks + options.calibration_shrink)
    return np.asarray(share * venn_abers(past, came, raw) + (1 - share) * raw)


def _fitted(panel: Panel, every: Rows, window: int, step: int, day: int, options: Options) -> Hazard | None:
    """The hazard as of a day; None where too few windows had closed in which the event came, or did not."""
    closed = np.flatnonzero(every.start + window <= day)
    if len(closed) > options.max_rows:
        # A seeded draw, so that the same record gives the same forecast.
        closed = np.sort(np.random.default_rng(options.seed).choice(closed, options.max_rows, replace=False))
    learnt = every.where(closed)
    came = (learnt.known < day).astype(np.float64)
    if min(came.sum(), (1 - came).sum()) < options.min_events:
        return None
    return fit(learnt, came, len(panel.kinds.names), len(panel.pairs), window / step, options)


def _best(every: Rows, window: int, day: int) -> int:
    """The rolling base rate with the least Brier score on windows that had closed by a day; the first if none had."""
    closed = every.start + window <= day
    if not closed.any():
        return 0
    loss = (every.base[closed] - (every.known[closed] < day)[:, None]) ** 2
    return int(loss.mean(axis=0, dtype=np.float64).argmin())


def _best_of_each(every: Rows, asked: Rows, window: int, day: int) -> Ints:
    """The same for each question by itself: (n,)."""
    closed = every.start + window <= day
    kinds = 1 + int(max(every.kind.max(), asked.kind.max()))
    question = every.pair[closed] * kinds + every.kind[closed]
    size = 1 + int(max(question.max(initial=0), (asked.pair * kinds + asked.kind).max()))
    loss = (every.base[closed] - (every.known[closed] < day)[:, None]) ** 2
    sums = np.stack([np.bincount(question, loss[:, b], size) for b in range(len(BASE_HALF_LIVES))], axis=1)
    return np.asarray(sums[asked.pair * kinds + asked.kind].argmin(axis=1))


def _joined(parts: list[Issued]) -> Issued:
    whole = Rows(*(np.concatenate([getattr(part.rows, name) for part in parts]) for name in COLUMNS_OF_ROWS))
    rest = ("raw", "model", "base", "picked", "own", "came")
    return Issued(whole, *(np.concatenate([getattr(part, name) for part in parts]) for name in rest))


def alike(issued: Issued, raw: float, window: int, step: int, options: Options) -> Ints:
    """The numbers of the past windows that looked alike, the nearest first.

    They are those whose raw forecast lay nearest, at most `analogue_reach` away in log-odds. Windows that overlap and
    questions of one pair at one time share their fate: of windows that overlap one counts, and of a pair's questions in
    it the nearest.
    """
    apart = -(-window // step)
    number = (issued.rows.start - issued.rows.start.min()) // step
    away = np.abs(logit(_inside(issued.raw)) - logit(_inside(np.array([raw]))))
    held = np.flatnonzero((number % apart == 0) & (away <= options.analogue_reach))
    held = held[np.argsort(away[held], kind="stable")]
    _, first = np.unique(np.stack([issued.rows.pair[held], number[held]], axis=1), axis=0, return_index=True)
    return np.asarray(held[np.sort(first)][: options.analogues])


def _inside(p: Reals) -> Reals:
    return np.clip(p, 1e-6, 1 - 1e-6)
