"""A summit that is called by its city alone: "on the eve of the Vilnius summit last July".

It is one of a group that the document names. Where the one meeting of those groups in the time that is told was in
another city, and nobody met in that city then, it is told with the wrong one.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from detente.records import Document
from detente.verify.bodies import editions, group_names, places
from detente.verify.bodies.editions import Edition
from detente.verify.bodies.gatherings import OFTEN
from detente.verify.passages import Passage
from detente.verify.times.told import readings, sentences
from detente.verify.verdicts import Judged, against, supported

_LONGEST, _NEAR = dt.timedelta(days=62), dt.timedelta(days=4)
_BEFORE, _BEHIND = re.compile(r"\b(?:the|this|that)\s$"), re.compile(r"\ssummit\b(?!\s(?:of|with|between))")


def judged(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """The summits of a sentence that are called by the wrong city, with the verdict on each."""
    text = places.folded(passage.text)
    for city in places.any_city().finditer(text):
        behind = _BEHIND.match(text, city.end())
        times = [t for t in passage.times if t.when.end - t.when.start <= _LONGEST]
        if behind is None or not _BEFORE.search(text[: city.start()]) or len(times) != 1:
            continue
        windows = readings(passage, times[0])
        then = [e for group in editions.known().values() for e in group if _is_in_one(e, windows)]
        mine = [e for e in then if e.forum in _groups(passage.document)]
        if len(mine) != 1 or not mine[0].source.strong or any(places.is_in(city.group(), e.place) for e in then):
            continue
        there = [e for e in editions.known()[mine[0].forum] if places.is_in(city.group(), e.place)]
        if there:
            other = min(there, key=lambda e: abs(e.start - mine[0].start))
            why = f"The record has the {mine[0].described()}; the {other.described()} is another."
            yield city.start(), behind.end(), against(why, mine[0].source)


_HOST = re.compile(
    r",\swhere\s[A-Z][\w\s]{2,30}?\s(?:was|is|played|plays)\s(?:the\s)?host\s(?:of|to)\s(?P<w>this\s|last\s)year['’]s\s"
)
"""Between a city and the group whose meeting of the year it had."""


def hosted(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "In Busan, where South Korea was the host of this year's APEC summit", against the meeting of the year."""
    text, day = places.folded(passage.text), passage.published
    for city in places.any_city().finditer(text) if day is not None else ():
        host = _HOST.match(text, city.end())
        forum = next((f for f, start, _ in editions.mentions(passage.text) if host and start == host.end()), None)
        if host is None or forum is None or day is None:
            continue
        year = day.year - (host["w"].startswith("last"))
        known = [e for e in editions.known().get(forum, ()) if e.start.year == year]
        if len(known) == 1 and known[0].source.strong and known[0].place:
            say = supported if places.is_in(city.group(), known[0].place) else against
            yield city.start(), host.end(), say(f"The record has the {known[0].described()}.", known[0].source)


def _is_in_one(edition: Edition, windows: tuple[tuple[dt.date, dt.date], ...]) -> bool:
    return any(edition.start - _NEAR <= last and first <= edition.end + _NEAR for first, last in windows)


@functools.lru_cache(maxsize=4)
def _groups(document: Document) -> frozenset[str]:
    """The groups whose leaders meet that a document names, but for those that meet too often."""
    mentions = (m for passage in sentences(document) for m in group_names.here(passage))
    return frozenset(m.group.forum for m in mentions if m.group.forum) - OFTEN
