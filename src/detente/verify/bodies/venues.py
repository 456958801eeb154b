"""A city told in one clause with a group that met elsewhere in just that time, in whatever words.

"This week Cleveland was host to the leaders of the Group of 20": the table has one meeting of the group in that week,
the sentence names neither its city nor its state, and one other city hangs on the same clause as the group.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.verify import clauses
from detente.verify.bodies import editions, gatherings, group_names, meeting_times, places
from detente.verify.bodies.editions import Edition
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against

_SHORT = dt.timedelta(days=45)
"""A longer time does not tell one meeting of a group from its next."""
_LATELY, _YEAR = dt.timedelta(days=7), dt.timedelta(days=400)
"""A sentence without a time of its own tells of the days before the report."""
_RECEIVES = frozenset({"be", "host", "receive", "welcome", "see", "hold", "play", "prepare", "become", "entertain"})
"""What a city does where others meet."""
_SPEAKS = re.compile(
    r"\b(?:said|says|told|spoke|speaking|reporters|added|warned|statement|interview|talks|visit\w*|minister\w*|envoys?"
    r"|secretary[- ]general"
    r"|officials?|embass\w+|ambassador|headquarters|sherpas?|based|spokes\w+|protest\w*|demonstrat\w*"
    r"|would|was to|were to|had been|instead|call(?:ed|s) off|cancel\w*)\b"
)
"""Words by which another city may stand there: somebody speaks in it, or the meeting did not come about."""


def judged(passage: Passage, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Judged]]:
    """The cities of a sentence at which a group that it names did not meet then; `taken` has been judged already."""
    here = (m for m in group_names.here(passage) if m.group.forum)
    mentions = [m for m in here if not editions.is_of_members(passage.text, m.end)]
    if len({m.group.forum for m in mentions}) != 1 or _SPEAKS.search(passage.text):
        return
    if mentions[0].group.forum in gatherings.OFTEN:
        return
    edition = _edition(mentions[0].group.forum or "", passage)
    if edition is None or not edition.source.strong:
        return
    cities = places.named(passage.text)
    cities = [c for c in cities if all(c[1] <= m.start or m.end <= c[0] for m in mentions)]
    cities = [c for c in cities if not _acts(passage.text, c)]
    if len(cities) != 1 or _mentioned(edition, passage, cities[0]):
        return
    if any(s < cities[0][1] and cities[0][0] < e for s, e in taken):
        return
    mention = next((m for m in mentions if clauses.together(passage.text, (m.start, m.end), cities[0])), None)
    if mention is not None:
        start, end = min(mention.start, cities[0][0]), max(mention.end, cities[0][1])
        yield start, end, against(f"The record has the {edition.described()}.", edition.source)


def _acts(text: str, city: tuple[int, int]) -> bool:
    """Whether a city stands for its government: "Canberra signed the treaty of the association"."""
    head = clauses.head_of(clauses.parsed(text), city)
    return head is not None and head.dep_ == "nsubj" and head.head.lemma_ not in _RECEIVES


def _edition(forum: str, passage: Passage) -> Edition | None:
    """The one meeting of a group in the time that a sentence tells, else in the days before the report."""
    found = [meeting_times.spans(passage, t) for t in passage.times]
    if _MAY_BE.search(passage.text) and any(both[:2] == sorted(both[:2]) for both in found if len(both) > 1):
        # "In November he could": a month of the last year, or of the next.
        return None
    windows = [w for both in found for w in both[:1]]
    own = _OF_THE_YEAR.search(passage.text)
    if own is not None and passage.published is not None and all(last - first > _SHORT for first, last in windows):
        # "As host of this year's G7": its one meeting of the year.
        year = passage.published.year - (own["w"] == "last")
        windows = [(dt.date(year, 1, 1), dt.date(year, 12, 31))]
    elif any(last - first > _SHORT for first, last in windows) or len(windows) > 1:
        return None
    known = editions.of(forum)
    if not windows and passage.published is not None:
        windows = [(passage.published - _LATELY, passage.published)]
        hosted = _HOSTED.search(passage.text)
        if hosted is not None:
            # Without a time it is the last one that a state "hosted the leaders" of, or the next that it "hosts".
            coming = [e for e in known if e.start > passage.published][:1] if hosted["v"].endswith("s") else []
            last = coming or [e for e in known if e.start <= passage.published][-1:]
            return last[0] if last and abs(passage.published - last[0].end) < _YEAR else None
    then = [e for e in known if any(e.start <= last and first <= e.end for first, last in windows)]
    return then[0] if len(then) == 1 else None


_MAY_BE = re.compile(r"\b(?:could|may|might|would)\b")
_OF_THE_YEAR = re.compile(r"\b(?P<w>this|last) year['’]s\s(?:summit\sof\sthe\s)?(?=G-?\d|Group|APEC|BRICS|NATO|SCO)")
"""The meeting of a year, before the name of its group."""
_HOSTED = re.compile(
    r"\b(?P<v>host(?:s|ed)?|received|receives|welcomed)\s(?:the\s)?(?:leaders|heads)\s(?:of\s)?(?:the\s)?[^.;,]{2,40}?\sin\s[A-Z]"
)
"""A state that had the leaders of a group as its guests in a city."""


def _mentioned(edition: Edition, passage: Passage, at: tuple[int, int]) -> bool:
    """Whether a sentence names the place or the host of a meeting, or the one before it the place.

    The host may be named where the city that is told is one of his as well: only one of them can be the place.
    """
    city = passage.text[slice(*at)]
    text = f"{passage.before.text if passage.before else ''} {passage.text}"
    names = [part.strip() for part in re.split(r",| and |\(|\)", edition.place) if part.strip()]
    state = countries()[edition.host].name if edition.host in countries() else ""
    if any(name in text for name in names):
        return True
    if places.is_in(city, edition.place):
        return True
    beside = edition.place and gatherings.is_of_state(city, edition.host) and not _is_apart(passage, at)
    if _HOSTED.search(passage.text) or beside:
        # "When Korea hosted the leaders of APEC in Busan": the host is right, and the city is told as the place.
        return False
    if state and state in passage.text:
        return True
    return any(n.code == edition.host for n in passage.named)


_APART = re.compile(r"[,;:]|\b(?:and|but|after|before|when|while|since|until)\b")


def _is_apart(passage: Passage, at: tuple[int, int]) -> bool:
    """Whether other words stand between each group of a sentence and a city: "the APEC summit, and met X in Busan"."""
    gaps = [
        passage.text[m.end : at[0]] if m.end <= at[0] else passage.text[at[1] : m.start]
        for m in group_names.here(passage)
        if m.group.forum
    ]
    return all(_APART.search(gap) for gap in gaps)
