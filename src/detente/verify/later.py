"""Times that are counted from the one before: "two years later", "six months earlier"."""

from __future__ import annotations

import datetime as dt
import re

from detente.verify.counts import COUNT, count
from detente.verify.passages import Passage

Window = tuple[dt.date, dt.date]

_LATER = re.compile(
    rf"\b(?P<n>{COUNT})\s(?P<unit>years?|months?|weeks?|days?)\s(?:later|afterwards|on(?=,)|(?P<back>earlier|before(?=,)))\b",
    re.IGNORECASE,
)
_UNIT_DAYS = {"year": 366, "month": 31, "week": 7, "day": 1}


def told_later(passage: Passage, at: int) -> tuple[Window, ...] | None:
    """The time of "Two years later Prime Minister X apologised": counted from the last time told before it.

    Args:
        passage: the sentence.
        at: the offset before which "years later" must stand.

    Returns:
        The window, none where nothing dated stands before; None where the sentence does not tell it so.
    """
    match = _LATER.search(passage.text, 0, at)
    if match is None:
        return None
    here = [t.when for t in passage.times if t.end <= match.start()]
    before = [t.when for t in passage.before.times] if passage.before is not None else []
    if not here and not before:
        return ()
    since = (here or before)[-1]
    unit = dt.timedelta(days=_UNIT_DAYS[match["unit"].lower().rstrip("s")])
    shift = unit * count(match["n"]) * (-1 if match["back"] else 1)
    return ((since.start + shift - unit, since.end + shift + unit),)
