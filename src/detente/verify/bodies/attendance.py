"""Meetings of a group told with a leader who led no state when the group met at that place.

"He shook hands with Mr Ishiba at the edge of the G7 summit in Hiroshima": the group met there once, before Ishiba was
prime minister, and in his time it met elsewhere. A leader who is told in one clause with the meeting was at it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.records import Finding
from detente.reference.terms import HEADS, LEADING, Term, Terms
from detente.verify import clauses
from detente.verify.bodies import editions, gatherings, group_names, places
from detente.verify.bodies.editions import Edition
from detente.verify.passages import Passage
from detente.verify.people import persons
from detente.verify.people.namesakes import namesakes
from detente.verify.verdicts import Judged, against, finding

_BETWEEN = re.compile(
    r"(?:['’]s?)?(?:\s(?:[\w’'-]+\s){0,4}?(?:summits?|meetings?|gatherings?|leaders))?(?:\s(?:that|which)\s\w+)?"
    r"(?:,?\s(?:held|hosted|which was held))?\s(?:in|at)\s(?:the\s\w+\s(?:of|town of|city of|resort of)\s)?"
)
"""Between a group and the place of its meeting."""
_HOSTS = re.compile(r",?\swhere\s(?:the\s)?(?:leaders\s(?:of\s)?)?(?:the\s)?")
"""Between a place and a group that met there."""
_LEADERS = re.compile(r"\b(?:summit|leaders|heads of)\b|\bG-?(?:7|8|20)\b|Group of|APEC|BRICS")
"""It is leaders who met."""
_ABSENT = re.compile(
    r"\b(?:absent|absence|stay(?:ed|s)? away|skipp\w+|missed|not\s(?:been|come|go|attend|there)|without|recall\w+"
    r"|remember\w+|legacy|successors?|predecessors?|invit\w+|said|says|told|as\s(?:foreign|finance|defen[cs]e))\b"
)
"""Words by which somebody need not have been there as a leader."""
_OF_IT = re.compile(
    r"\b(?:after|before|since|until|from|of|by|promis\w+|agreed|decided|adopted|announced|signed|made|given|taken|set|struck|launched"
    r"|reached|born|founded|begun|pledg\w+)\s(?:\w+\s){0,3}?(?:(?:at|in|on)\s)?(?:the\s|a\s|its\s|their\s)?(?:edge\sof\sthe\s|\d{4}\s)?$"
)
"""Right before a meeting: it is told for what came of it, whoever was there."""
_EDGE = re.compile(r"\bat the (?:edge|margins?) of the $|\bon the (?:edge|margins?|sidelines|fringes?) of the $")
"""Before a meeting: who is told to meet there was at it."""
_APART = re.compile(r"\b(?:when|who|whose|which|while|since|after|before)\b")
"""Between a leader and a meeting: somebody else may be told to have been there."""
_IS_HOST = re.compile(r"\s(?:was|is|played|has been|had been)\s(?:the\s)?hosts?\b|\s(?:receiv|host|welcom)ed\s")
"""Right behind a leader: whoever was host was there."""
_MARGIN = dt.timedelta(days=45)
"""Around a term: who is about to take office, or has just left it, may come."""


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about meetings at which those who are told to be there cannot have been."""
    for start, end, judged in _meetings(passage, record):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _meetings(passage: Passage, record: Terms) -> Iterator[tuple[int, int, Judged]]:
    """The meetings of a sentence that those who are told to be there cannot have seen."""
    if not passage.led or _ABSENT.search(passage.text) or not _LEADERS.search(passage.text):
        return
    mentions = [m for m in group_names.here(passage) if m.group.forum and m.group.forum not in gatherings.OFTEN]
    for start, end in places.named(passage.text):
        mention = next((m for m in mentions if _is_told(passage.text, m, start, end)), None)
        if mention is None or _is_by_the_way(passage.text, mention, start):
            continue
        verdict = _judge(passage, mention, (start, end), record)
        if verdict is not None:
            yield min(start, mention.start), max(end, mention.end), verdict


def _is_by_the_way(text: str, mention: group_names.Mention, place: int) -> bool:
    """Whether a meeting is told for what came of it, and nobody on the fringes of it."""
    return _OF_IT.search(text[: min(place, mention.start)]) is not None and not _EDGE.search(text[: mention.start])


def _judge(passage: Passage, mention: group_names.Mention, place: tuple[int, int], record: Terms) -> Judged | None:
    """A contradiction where a leader led at no meeting at that place, and did when the group met elsewhere."""
    known = editions.of(mention.group.forum or "")
    there = [e for e in known if e.place and places.is_in(passage.text[slice(*place)], e.place)]
    if not there or not all(e.source.strong for e in there):
        return None
    for terms in _leaders(passage, (mention.start, mention.end), place, record):
        then = [e for e in known if any(_in(e, term) for term in terms)]
        if then and not any(e in then for e in there):
            return _against(there, terms, then, passage)
    return None


def _is_told(text: str, mention: group_names.Mention, start: int, end: int) -> bool:
    if end <= mention.start:
        return _HOSTS.fullmatch(text[end : mention.start]) is not None
    return mention.end <= start and _BETWEEN.fullmatch(text[mention.end : start]) is not None


def _in(edition: Edition, term: Term) -> bool:
    return term.start - _MARGIN <= edition.end and edition.start <= (term.end or dt.date.max - _MARGIN) + _MARGIN


def _leaders(
    passage: Passage, group: tuple[int, int], place: tuple[int, int], record: Terms
) -> Iterator[Sequence[Term]]:
    """The terms of each leader who is told in one clause with a group, at the head of a state or government."""
    led = {person for person, _ in passage.led}
    for start, end in persons.name_spans(passage):
        name = persons.whole_name(passage.text[start:end], passage)
        first = min(group[0], place[0])
        apart = start < first and _APART.search(passage.text[end:first]) is not None
        there = not apart and any(clauses.together(passage.text, (start, end), where) for where in (group, place))
        if name not in led or not (there or _IS_HOST.match(passage.text, end)):
            continue
        known = [t for t, how in namesakes(name, record) if how == "full" and t.strong]
        terms = [t for t in known if t.office in HEADS]
        last = max((term.start for term in terms), default=dt.date.max)
        later = any(t.start > last for t in known if t.office not in LEADING)
        if terms and not later and len({t.country for t in terms}) == 1:
            yield terms


def _against(there: Sequence[Edition], terms: Sequence[Term], then: Sequence[Edition], passage: Passage) -> Judged:
    day = passage.published or then[-1].start
    near = min(then, key=lambda e: abs(e.start - day))
    other = f"the {near.described()} is of that time"
    why = f"The record has the {there[-1].described()}, and {terms[0].described()}; {other}."
    return against(why, there[-1].source)
