"""A meeting of a group told with a place at which it met only in other years than any that the text tells there.

"He was on his way to the G8 meeting in Birmingham", in a tale of 2000 and 2001: the record has the group in that place
in 1998 alone. No time need be told for the meeting itself. What is read by its own time is for `gatherings`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.verify.bodies import editions, gatherings, group_names, meeting_times, places
from detente.verify.bodies.editions import Edition
from detente.verify.passages import Passage
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against

_BY_NAME = re.compile(
    r"(?:['’]s?)?(?:\s(?:[\w-]+\s){0,2}?(?:summits?|meetings?|gatherings?|conference|leaders))?(?:\s(?:is|was) to be)?"
    r"(?:,?\s(?:which (?:is|was)\s)?(?:held|hosted))?(?:\s(?:here|last year|this year|last month|this month))?"
    r"\s(?:in|at|on)\s(?:the\s\w+\s(?:of|town of|city of)\s)?"
)
"""Between a group and the place of its meeting: "the G8 meeting in", "the APEC gathering, held at"."""
_MEETING = re.compile(r"summit|meeting|gathering|conference|leaders|held|hosted")
_LEADERS = re.compile(
    r"(?:,\s)?(?:\s?(?:whose|its|the|their|last saw its|who))*\s?(?:leaders|heads of (?:state|government)|members)"
    r"(?:\s(?:had|last|have|were|are|will|to))*\s(?:met|meet|gathered|gather|meeting|assembled|convened|sat|at)"
    r"(?:\s(?:again|together|last year|this year))?\s(?:in|at|on)?\s?"
)
"""The same told of its leaders: "the Group of Seven, eleven months after its leaders met at"."""
_WHERE = re.compile(
    r",?\swhere\s(?:the\s)?(?:leaders\s(?:of\s)?(?:the\s)?|heads of (?:state|government)\s(?:of\s)?(?:the\s)?)"
)
"""Between a place and a group behind it: "on the road to Nagoya, where the leaders of the Group of Eight"."""
_REACH = 90
_TOLD = re.compile(
    r"\b(?:month|year|week|day|summer|autumn|spring|winter|last|later|earlier|before|after|since|then|still)s?\b"
)
"""A sentence without a time word may look back to any year."""
_LESSER = re.compile(
    r"(?<!prime )\b(?:ministers?|ministerial|headquarters|secretariat|office|officials|parliament\w*|court|sherpas?"
    r"|envoys?|ambassadors?|embassy|observers?|mission|visit\w*|tribunal|commission|talks|negotiat\w*|congress)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER, _AHEAD = dt.timedelta(days=550), dt.timedelta(days=60), dt.timedelta(days=460)
_NEAR, _YEAR = dt.timedelta(days=45), dt.timedelta(days=366)


def judged(passage: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Judged]]:
    """The places of a sentence at which a group that it names met in other years only; `taken` has been judged."""
    if passage.published is None or not (passage.times or _TOLD.search(passage.text)):
        return
    mentions = [m for m in group_names.here(passage) if m.group.forum and m.group.forum not in gatherings.OFTEN]
    for start, end in places.named(passage.text):
        if any(s < end and start < e for s, e in taken):
            continue
        mention = next((m for m in mentions if _is_told(passage.text, m, start, end)), None)
        verdict = _judge(passage, mention.group.forum or "", passage.text[start:end]) if mention is not None else None
        if mention is not None and verdict is not None:
            yield min(start, mention.start), max(end, mention.end), verdict


def _is_told(text: str, mention: group_names.Mention, start: int, end: int) -> bool:
    """Whether the words between a group and a place say that it met there."""
    around = text[max(0, min(start, mention.start) - 30) : max(end, mention.end) + 25]
    if _LESSER.search(around):
        return False
    if end <= mention.start:
        return _WHERE.fullmatch(text[end : mention.start]) is not None
    between = text[mention.end : start]
    if len(between) > _REACH or start < mention.end:
        return False
    told = _BY_NAME.fullmatch(between)
    if told is not None and not _MEETING.search(between) and not editions.is_meeting(mention.group.forum or ""):
        # "He spoke to the Arab League in Cairo": where a body sits is no meeting of its members.
        return False
    return told is not None or any(match.end() == len(between) for match in _LEADERS.finditer(between))


def _judge(passage: Passage, forum: str, place: str) -> Judged | None:
    known = editions.of(forum)
    there = [e for e in known if places.is_in(place, e.place)]
    if not there or not all(e.source.strong for e in there):
        return None
    windows = _windows(passage)
    if any(e.start <= last and first <= e.end for e in there for first, last in windows):
        return None
    day = passage.published or there[0].start
    near = min(there, key=lambda e: abs(e.start - day))
    then = _then(known, windows)
    beside = f"; then it met in {then.place}" if then is not None and then.place else ""
    return against(
        f"The record has the {near.described()}, and none there in the time that is told{beside}.", near.source
    )


def _then(known: Sequence[Edition], windows: Sequence[Window]) -> Edition | None:
    """The one meeting of a group in the first time of its sentence."""
    found = [e for e in known if windows[0][0] <= e.end and e.start <= windows[0][1]]
    return found[0] if len(found) == 1 else None


def _windows(passage: Passage) -> list[Window]:
    """Every time that may be that of the meeting: those of the paragraph, of the year before the report, and now."""
    found: list[Window] = []
    before = passage.before.times if passage.before is not None else ()
    for time in (*passage.times, *before, *passage.around):
        slack = _NEAR if re.search(r"\d{4}", passage.text[time.start : time.end]) else _YEAR
        found.append((time.when.start - slack, time.when.end + slack))
    day = passage.published
    if day is not None:
        found.append((day - _BEFORE, day + (_AHEAD if meeting_times.looks_ahead(passage.text) else _AFTER)))
    return found
