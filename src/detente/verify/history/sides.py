"""What the two sides of an order may be: each told by a date, or by rows of the record that fit its words.

"Xi came in December 2023, three months after Joe Biden": the words before the span are one side, those behind it the
other. A row that fits both is meant by the side that it fits better.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.records import When
from detente.verify import clauses
from detente.verify.history import likeness, traits
from detente.verify.history.likeness import Fit
from detente.verify.history.scenes import Scene
from detente.verify.history.traits import Row
from detente.verify.passages import Passage
from detente.verify.people import entries
from detente.verify.times import things
from detente.verify.times.dates import Window
from detente.verify.times.told import has_year, is_counted
from detente.verify.verdicts import Source, source_of

_POINTS, _TOLD = 1.5, 0.8
"""What a row must fit and tell to be one that the words may mean."""
_MOST = 6
"""No more rows than these, the best, are taken for what some words may mean."""
_HALF = 0.6
"""A row that fits by less than this part of what the best does is not meant."""
WIDEST = 100
"""Days that a date may span to say which came first."""

Words = frozenset[int]
"""The numbers of the words of a sentence that tell one side."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side may be: its first and last day, and what dates it; no source where the text does."""

    when: Window
    source: Source | None = None
    described: str = ""
    row: Row | None = None


def both(passage: Passage, left: Words, right: Words) -> tuple[list[Side], list[Side]]:
    """What the two sides of a sentence may be.

    The last date that each tells, else the entry into office that it is, else the rows that fit it, else what the text
    or the tables date by a name.
    """
    ours, theirs = list(fitting(passage, left)), list(fitting(passage, right))
    return _meant(passage, left, ours, theirs), _meant(passage, right, theirs, ours)


def _entered(passage: Passage, words: Words) -> list[Side]:
    """What some words are that tell when somebody came into an office."""
    span = _span(passage, words)
    return [
        Side(when, source_of(term), f"The record has {term.described()}.")
        for when, term in (entries.find(passage, *span) if span is not None else ())
    ]


def _span(passage: Passage, words: Words) -> tuple[int, int] | None:
    told = [t for t in clauses.parsed(passage.text) if t.i in words and not t.is_punct]
    return (told[0].idx, told[-1].idx + len(told[-1])) if told else None


def one(passage: Passage, words: Words) -> list[Side]:
    """What some words of a sentence may be."""
    return _meant(passage, words, list(fitting(passage, words)), [])


def _meant(passage: Passage, words: Words, fits: Sequence[Fit], other: Sequence[Fit]) -> list[Side]:
    dates = _dated(passage, words)
    if dates is not None:
        return dates
    return _entered(passage, words) or _best(fits, other) or _elsewhere(passage, words)


def _elsewhere(passage: Passage, words: Words) -> list[Side]:
    """What the last clause of some words, or the noun that they are, is by `things`."""
    doc = clauses.parsed(passage.text)
    told = [doc[i] for i in sorted(words) if not doc[i].is_punct]
    if not told:
        return []
    span = doc[told[0].i : told[-1].i + 1]
    verbs = [t for t in told if clauses.is_verb(t)]
    head = verbs[-1] if verbs else span.root
    found = things.dated(passage, (told[0].idx, told[-1].idx + len(told[-1])), head=head)
    return [
        Side(thing.when, thing.source, thing.described) for thing in found
        if thing.sure and (thing.when[1] - thing.when[0]).days <= WIDEST
    ]  # fmt: skip


def _dated(passage: Passage, words: Words) -> list[Side] | None:
    """The last date that some words tell; empty where it is a whole year, None where they tell none."""
    doc = clauses.parsed(passage.text)
    starts = {doc[i].idx for i in words}
    told = [t for t in passage.times if is_date(passage, t) and any(t.start <= start < t.end for start in starts)]
    short = [t.when for t in told if (t.when.end - t.when.start).days <= WIDEST]
    if short:
        return [Side((short[-1].start, short[-1].end))]
    return [] if told else None


def is_date(passage: Passage, time: TimeMention) -> bool:
    """Whether a time is told with its year, or to the month or the day (whose year `anchors` has found)."""
    return not is_counted(passage, time) and (has_year(passage, time) or time.when.precision in {"day", "month"})


def _best(fits: Sequence[Fit], other: Sequence[Fit]) -> list[Side]:
    """The rows that fit best, without those that fit the other side better."""
    beyond = {fit.row: fit.points for fit in other}
    best = sorted((fit for fit in fits if fit.points > beyond.get(fit.row, 0.0)), key=lambda fit: -fit.points)[:_MOST]
    return [_of_row(fit.row) for fit in best if fit.points >= _HALF * best[0].points]


def _of_row(row: Row) -> Side:
    return Side((row.start, row.end), row.source, f"The record has {row.described()}.", row)


def fitting(passage: Passage, words: Words) -> Iterator[Fit]:
    """The rows that some words of a sentence fit, and not only what stands beside them."""
    doc = clauses.parsed(passage.text)
    told = [doc[i] for i in sorted(words)]
    now = passage.published
    if not told or now is None:
        return
    time = TimeMention(told[0].idx, told[-1].idx, When(now, now, "day", "stated", ""))
    scene = Scene(passage, time, words, slack=1)
    roots = {t.lower_[: traits.ROOT] for t in told if traits.rarity(t.text) >= _RARE}
    states = [n for n in passage.named if n.kind in {"country", "demonym"}]
    theirs = {t.lower_[: traits.ROOT] for n in states for t in doc if n.start <= t.idx < n.end}
    there = {n.code for n in passage.named} | set(passage.states[:3]) | {c for _, codes in passage.led for c in codes}
    for thing, start, end in traits.dated():
        if start > now or roots.isdisjoint(traits.roots_of(thing)):
            continue
        if thing.parties and thing.parties.isdisjoint(there):
            continue
        row = traits.row_of(thing, start, end)
        fit = likeness.loose(row, scene)
        if fit is None or len(fit.missing) > 1 or not _is_told_here(row, scene, roots - theirs):
            continue
        if fit.points >= _POINTS and fit.told >= _TOLD:
            yield fit


_RARE = 2.5
"""The rarity from which on a word tells more than any other row."""


def _is_told_here(row: Row, scene: Scene, roots: set[str]) -> bool:
    """Whether the words themselves have more of a row than its states, and no name of it only beside them."""
    told = {
        trait: [scene.holds(*match.span()) for match in trait.pattern.finditer(scene.passage.text)]
        for trait in row.traits if trait.kind in _TELLING and trait.pattern is not None
    }  # fmt: skip
    names = [here for trait, here in told.items() if trait.kind == "name" and here]
    if names and not any(any(here) for here in names):
        return False
    return any(any(here) for here in told.values()) or not roots.isdisjoint(row.roots)


_TELLING = frozenset({"act", "word", "name"})
