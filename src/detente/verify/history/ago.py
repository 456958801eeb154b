"""Years counted from a known event or accord to the day of the report.

"Four years ago this month soldiers died in the Galwan valley", "three years after the fall of Assad the two are close":
the record has the day from which one counts, so that one more year, or one less, than full or begun is an error.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from detente.records import Finding
from detente.reference.terms import place_name
from detente.verify import clauses
from detente.verify.bodies import foundings
from detente.verify.history import accords, events, making
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times.dates import YEAR, bounds, full_or_begun
from detente.verify.times.told import has_year
from detente.verify.verdicts import Judged, Source, against, finding, supported

_N = rf"(?P<about>(?:nearly|almost|about|some|around|roughly|more than|over|not quite)\s)?(?P<n>{COUNT}|[Aa])\syears?\s"
_AGO = re.compile(
    rf"\b{_N}ago\b(?P<now>,?\s(?:today|tonight|to the day|this\s(?:week|month)|this\s(?-i:[A-Z])\w+))?", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?:^|[.;]\s|,\s){_N}after\s(?:the\s|its\s|his\s|their\s)?(?P<what>[^.;,]{{4,90}})", re.IGNORECASE
)
_SINCE = re.compile(
    rf"\b[Ii]t\s(?:is|has\sbeen|will\sbe)\s(?:now\s|already\s|exactly\s)?{_N}"
    r"(?:(?P<day>this\s\w+|next\s\w+|today|(?:on|in)\s[A-Z]\w+)\s)?since\s(?:the\s)?"
    r"(?P<what>[^.;]{4,110})"
)
_OTHERS = re.compile(r"\b(?:half|a decade|months?|weeks?|days?)\b")
_NEAR = 0.3
"""Years by which a count may be off whose day is told to come round now."""
_LOOSE = 0.12
"""The part of a count that is "about" so many by which it may be off."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years counted to the day of the report."""
    if passage.published is None:
        return
    for match in _AGO.finditer(passage.text):
        if any(has_year(passage, t) for t in passage.times) or _OTHERS.search(match.group().partition(" ago")[0]):
            continue
        base = _done_then(passage, match)
        judged = _judge(match, base, passage.published, exact=bool(match["now"])) if base is not None else None
        if judged is not None:
            yield finding(passage.document, passage.span(*match.span()), judged, passage.whole)
    for match in _SINCE.finditer(passage.text):
        if any(has_year(passage, t) and t.start < match.start("what") for t in passage.times):
            continue
        base = _named(match["what"]) or _freed(passage, match.span("what"))
        judged = _judge(match, base, passage.published, exact=False) if base is not None else None
        if judged is not None:
            yield finding(passage.document, passage.span(match.start("n"), match.end("what")), judged, passage.whole)
    for match in _AFTER.finditer(passage.text):
        base = _named(match["what"]) if _is_of_now(passage, match) else None
        judged = _judge(match, base, passage.published, exact=False) if base is not None else None
        if judged is not None:
            yield finding(passage.document, passage.span(match.start("n"), match.end("what")), judged, passage.whole)


_Base = tuple[str, str, Source]
"""What the record has: in words, its date, and the row."""


def _named(what: str) -> _Base | None:
    """The one event or accord that some words name."""
    found = {accord.name: accord for accord, _, _ in accords.named(what)}
    if len(found) == 1:
        accord = next(iter(found.values()))
        return accord.described(), accord.date, accord.source
    event = events.told(what) if not found else None
    return (event.described(), event.date, event.source) if event is not None else None


_FREE = re.compile(r"\b(?:independence|independent|free\sof|colon\w+|statehood)\b")


def _freed(passage: Passage, span: tuple[int, int]) -> _Base | None:
    """The independence of the one state that some words name first, where they tell of it."""
    if not _FREE.search(passage.text[slice(*span)]):
        return None
    near = [n.code or "" for n in passage.named if span[0] <= n.start < span[1] and n.kind == "country"][:1]
    known = events.independence().get(near[0]) if near else None
    return (f"the independence of {place_name(near[0])}", str(known[0]), known[1]) if known is not None else None


def _done_then(passage: Passage, match: re.Match[str]) -> _Base | None:
    """The founding, the event, or the accord made, that the clause of "years ago" tells."""
    text, told = passage.text, match.span()
    for founding in foundings.foundings(passage):
        if clauses.joined(text, founding.verb, told) or _IT_WAS.search(text[: told[0]]):
            row = founding.row
            return (row.described(), row.date, row.source) if len(row.years) == 1 else None
    near = [(e, span) for e in events.known() if (span := e.span(text)) and events.concerns(e.parties, passage)]
    theirs = [e for e, span in near if clauses.joined(text, _beside(span, told), told)]
    if len(near) == 1 and theirs:
        return theirs[0].described(), theirs[0].date, theirs[0].source
    made = [(a, s, e) for a, s, e in accords.named(text) if clauses.joined(text, (s, e), told, making.MAKING)]
    if not near and len({a.name for a, _, _ in made}) == 1:
        accord = made[0][0]
        return accord.described(), accord.date, accord.source
    return None


_IT_WAS = re.compile(r"(?:^|[:;]\s)[Ii]t\swas\s(?:in\s[A-Z]\w+,\s)?(?:exactly\s)?$")
"""Before years "ago" that belong to the clause behind "that"."""


def _beside(span: tuple[int, int], told: tuple[int, int]) -> tuple[int, int]:
    """The words of an event without those of the time that stand before or among them."""
    if span[0] < told[0] and told[1] < span[1]:
        return (told[1], span[1])
    return span


def _is_of_now(passage: Passage, match: re.Match[str]) -> bool:
    """Whether years "after" something run to the day of the report: the clause is of now and has no other time."""
    word = clauses.head_of(clauses.parsed(passage.text), match.span("n"))
    if word is None or passage.times:
        return False
    verb = clauses.clause_of(word)
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return first.tag_ in {"VBZ", "VBP"}


def _judge(match: re.Match[str], base: _Base, now: dt.date, *, exact: bool) -> Judged | None:
    described, date, source = base
    number = 1 if match["n"].lower() == "a" else count(match["n"])
    first, last = bounds(date, date)
    if number < 1 or last >= now:
        return None
    least, most = (now - last).days / YEAR, (now - first).days / YEAR
    what = f"The record has {described}: {most:.1f} years before {now.isoformat()}."
    if _fits(number, least, most, loose=bool(match["about"]), exact=exact):
        return supported(what, source)
    off = min(abs(number - least), abs(number - most))
    return against(what, source) if source.strong and off > _SURELY else None


_SURELY = 0.6
"""Years by which a count must be off to be wrong beyond doubt."""


def _fits(number: int, least: float, most: float, *, loose: bool = False, exact: bool = False) -> bool:
    """Whether so many years may be told of a time that is between `least` and `most` of them long.

    Years are counted full or begun: what was 2.7 years ago was "two" or "three years ago". If `loose` the count is only
    about so many; if `exact` the day is said to come round now.
    """
    if loose:
        return least - 1 - _LOOSE * number <= number <= most + 1 + _LOOSE * number
    if exact:
        return least - _NEAR <= number <= most + _NEAR
    return full_or_begun(number, least, most)
