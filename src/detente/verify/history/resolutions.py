"""Resolutions of the United Nations Security Council by their numbers, which tell the year: "Resolution 435, 1978"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.records import Finding
from detente.reference.tables import rows
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.times.told import has_year
from detente.verify.verdicts import Judged, Source, against, finding, source_in, supported

_NUMBERED = re.compile(r"\b[Rr]esolution\s(?:(?:No\.|number)\s)?(?P<n>\d{1,4})\b(?!\s?\([XVIL]+\))")
_ITS_YEAR = re.compile(r"\s(?:of\s|\()$")
"""Between a number and its year: "Resolution 242 of 1967", "Resolution 242 (1967)"."""
_COUNCIL = re.compile(r"\bSecurity Council\b")
_OTHER = re.compile(r"\b(?:General )?Assembly\b|\bCongress\b|\bHouse\b|\bSenate\b|\bparliament\b")
"""Others whose resolutions have numbers too."""
_ADOPTS = frozenset({"adopt", "pass", "approve", "vote"})


@dataclass(frozen=True, slots=True)
class _Year:
    """The numbers of the resolutions that were adopted in a year."""

    year: int
    first: int
    last: int
    source: Source


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the years of numbered resolutions in a sentence."""
    if not _COUNCIL.search(passage.document.text) or _OTHER.search(passage.text):
        return
    for match in _NUMBERED.finditer(passage.text):
        known = next((y for y in _years() if y.first <= int(match["n"]) <= y.last), None)
        end, year = _told(passage, match)
        if known is not None and year is not None:
            yield finding(passage.document, passage.span(match.start(), end), _judge(known, year), passage.whole)


def _told(passage: Passage, match: re.Match[str]) -> tuple[int, int | None]:
    """The year that a sentence gives to a resolution, and where the words for it end."""
    for time in passage.times:
        year = time.when.start.year
        is_number = time.start < match.end() and match.start() < time.end
        if is_number or not has_year(passage, time) or year != time.when.end.year:
            # "Resolution 2046" is of no such year.
            continue
        span = (time.start, time.end)
        its_own = time.start >= match.end() and _ITS_YEAR.fullmatch(passage.text[match.end() : time.start])
        if its_own or clauses.joined(passage.text, match.span(), span, _ADOPTS):
            return max(match.end(), time.end), year
    return match.end(), None


def _judge(known: _Year, year: int) -> Judged:
    what = f"The resolutions of {known.year} are those from {known.first} to {known.last}."
    return supported(what, known.source) if year == known.year else against(what, known.source)


@functools.cache
def _years() -> tuple[_Year, ...]:
    """The years whose resolutions are known from a page."""
    return tuple(
        _Year(int(row["year"]), int(row["first"]), int(row["last"]), source_in("resolutions", row["year"], row))
        for row in rows("resolutions")
        if row["basis"] != "recalled"
    )
