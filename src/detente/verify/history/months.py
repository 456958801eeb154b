"""Events told with their day and year and another month: "the strikes on Abqaiq of November 14, 2019".

Who mistakes a month mostly keeps the day and the year. So a scene (`scenes`) that fits a row well (`likeness`), with
the day of the month and the year of the row, in another month, has the wrong month, unless something of its own time
fits as well or the sentence has the right date too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.records import Finding
from detente.verify.bodies import editions
from detente.verify.history import events, likeness, slips
from detente.verify.history.likeness import Fit
from detente.verify.history.scenes import Scene, scenes
from detente.verify.passages import Passage
from detente.verify.times.dates import MONTH
from detente.verify.verdicts import against, finding

_POINTS, _TOLD = 3.0, 2.0
"""How well a row must fit in all, and by more than its states."""
_PARTICULAR = 3
"""So much of a row must be told where none of its states is named."""
_COUNTED = re.compile(r"\b(?:followed|following|since)\b")
"""A sentence that tells one thing from another may have the day of either."""
_BESIDE, _MORE = re.compile(r"\b(?:after|before)\b"), 1.5
"""By so much more a row must fit a sentence that tells what came before or after what."""
_MAY_LACK = frozenset({"word"})


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about months in which events are said to have been."""
    if passage.published is None or editions.mentions(passage.text) or _COUNTED.search(passage.text):
        return
    for scene in scenes(passage, without_year=True):
        words = passage.text[scene.time.start : scene.time.end]
        if scene.time.when.precision != "day" or scene.slack or not MONTH.search(words):
            continue
        fits = [one for row in likeness.of_day(scene) if (one := likeness.fit(row, scene)) is not None]
        wrong = [one for one in fits if _is_told(one, scene)]
        if not wrong or slips.meant(scene) is not None:
            continue
        best = max(wrong, key=_points)
        judged = against(f"The record has {best.row.described()}.", best.row.source)
        start, end = scene.time.start, scene.time.end
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _points(one: Fit) -> float:
    return one.points


def _is_told(one: Fit, scene: Scene) -> bool:
    """Whether a scene tells a row so well that it is about it, and the row was over by the day of the report."""
    row, published = one.row, scene.passage.published
    if published is None or row.start > published or not row.source.strong or slips.dated_beside(row, scene):
        return False
    if row.thing.kind in events.RECURRING or (row.end - row.start).days > likeness.A_DAY_OR_TWO:
        return False
    here = {n.code for n in scene.passage.named} | {code for _, led in scene.passage.led for code in led}
    if row.parties and row.parties.isdisjoint(here) and one.particulars < _PARTICULAR:
        return False
    lacks = len(one.missing) <= 1 and set(one.missing) <= _MAY_LACK
    more = _MORE if _BESIDE.search(scene.passage.text) else 0.0
    return lacks and one.points >= _POINTS + more and one.told >= _TOLD + more
