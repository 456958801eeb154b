"""Dates and places of events and accords that a sentence tells in words of its own.

A year is mistaken more often than a month. So a scene that fits a row (`likeness`) and has its month, or even its day,
in another year has the wrong year, unless something else of that time fits it as well. A scene that fits a row and has
its month and its year, but another city, has the wrong city.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.records import Finding
from detente.reference.names import respelt
from detente.verify import clauses
from detente.verify.bodies import editions
from detente.verify.history import events, kept, likeness, making, traits
from detente.verify.history.accords import Dated
from detente.verify.history.likeness import Fit
from detente.verify.history.scenes import Scene, scenes
from detente.verify.history.traits import Row
from detente.verify.history.unnamed import FAR
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import against, finding

_PARTICULAR, _RARE = 3, 5.0
"""A recurring event is told by who, by what was done, and by something else or something rare: by so many points."""
_SPAN = 31
"""A time of no more days than this may be that of one event."""
_PAIR = 2
_CLOSE = 60
"""Letters before a time in which "in force since" stands."""
_AS_WELL = 0.6
"""Something that fits a scene by this share of what another does may be what is meant."""
_OF_A_DAY = re.compile(r"\b(?:departure|withdrawal|exit|resignation|signing|death|visit|meeting)\b")
"""In the name of an event: it is of one day, and nothing has been so since."""
_SINCE = re.compile(r"\b(?:since|until|till)\s$")
_YEARS = re.compile(rf"\b(?P<n>{COUNT})(?:\s|-)years?\b", re.IGNORECASE)
_ROUND = 5
"""Anniversaries that are told without their number are marked every so many years."""
_AND_OTHERS = re.compile(r"(?:,?\sand)\s(?:other\s|elsewhere\b|several\s)")
"""Behind a city where something was that was elsewhere too: no place of one act."""
_HOMEWARD = re.compile(r"\b(?:back|home|return\w*|off)\sto\s$", re.IGNORECASE)
"""Before a city: somebody came there from where it was."""
_GIVES = frozenset({"give", "hand", "cede", "award", "transfer", "return", "lend", "sell", "grant"})
_CITY = re.compile(r"\b(?:in|at|to)\s(?P<p>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*)")


@dataclass(frozen=True, slots=True)
class _Bar:
    """What a fit must reach: points, the part of them that is more than states, and the traits that it may lack."""

    points: float
    told: float
    missing: int
    may_lack: frozenset[str]


_DAY = _Bar(1.5, 0.0, 3, frozenset({"word", "name", "state"}))
"""For a row of the same day and month in another year."""
_MONTH = _Bar(2.5, 1.6, 1, frozenset({"word", "name"}))
"""For one of the same month."""
_RICH = _Bar(4.5, 4.5, 1, frozenset({"state"}))
"""For one of the same month of which so much is told that a state may be left out."""
_BY_NAMES = _Bar(5.0, 5.0, 1, frozenset({"act", "word", "state"}))
"""For one of the same month that is told by the rare names of its row."""
_OF_MANY = _Bar(4.0, 4.0, 0, frozenset())
"""An accord of many states is one that any report may speak of."""
_OF_MANY_THERE = _Bar(4.0, 3.0, 0, frozenset())
"""The same, where its place is told too."""
_ANOTHER_DAY = _Bar(5.0, 2.0, 0, frozenset())
"""The month is the same, and the days are told and are not."""
_WHOLE = _Bar(3.5, 2.5, 0, frozenset())
"""For one of the same month of which the sentence as a whole tells everything, though not all of it in the scene."""
_WHOLE_BUT_ACT = _Bar(5.0, 5.0, 1, frozenset({"act"}))
"""The same, for one of which so much is told that its act may be told in other words."""
_ELSEWHERE = _Bar(3.0, 2.0, 1, frozenset({"word"}))
"""The month and the year are the same, and the city is not."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years and cities of events and accords that are told by what they were."""
    for scene in (*scenes(passage, without_year=True), *kept.scenes(passage)):
        years = FAR if scene.slack or told.has_year(passage, scene.time) else 0
        fits = [found for row in likeness.near(scene, years) if (found := likeness.fit(row, scene)) is not None]
        right = [one for one in fits if _is_then(one.row, scene)]
        wrong = [one for one in fits if one not in right and _is_told(one, scene) and not _rivalled(one, right)]
        time = scene.time
        wrong = wrong or ([] if right else _in_whole(scene, years))
        wrong = [one for one in wrong if not _is_dated_too(one.row, scene)]
        if making.tells_of_a_body(passage):
            wrong = [one for one in wrong if not _is_accord(one.row)]
        if _SINCE.search(passage.text[: time.start]):
            # Since when something has applied is not when somebody left it or signed it.
            wrong = [one for one in wrong if not _OF_A_DAY.search(one.row.thing.name)]
        if _is_of_a_forum(scene):
            wrong = [one for one in wrong if isinstance(one.row.thing, Dated)]
        if wrong:
            yield _against(max(wrong, key=_points), scene, time.start, time.end)
        elif right and not scene.slack and not editions.mentions(passage.text) and (city := _elsewhere(right, scene)):
            first, last = min(time.start, city.start("p")), max(time.end, city.end("p"))
            yield _against(max(right, key=_points), scene, first, last)


def _is_dated_too(row: Row, scene: Scene) -> bool:
    """Whether another time of the sentence is of the very year of a row: the scene's is that of something else."""
    others = (t for t in scene.passage.times if t != scene.time and told.has_year(scene.passage, t))
    return any(t.when.start.year <= row.start.year <= t.when.end.year for t in others)


def _is_of_a_forum(scene: Scene) -> bool:
    """Whether a time is that of a meeting of a group that the sentence names, or of any in a city that it names."""
    first, last = scene.time.when.start, scene.time.when.end
    told = {forum for forum, _, _ in editions.mentions(scene.passage.text)}
    then = [(f, e) for f, known in editions.known().items() for e in known if e.start <= last and first <= e.end]
    return any(forum in told or (e.place and e.place in scene.passage.text) for forum, e in then)


def _in_whole(scene: Scene, years: int) -> list[Fit]:
    """The rows of another year that a sentence without other dates tells as a whole, if it tells none of its time."""
    dates = [t for t in scene.passage.times if told.has_year(scene.passage, t)]
    if scene.slack or len(dates) > 1 or _is_of_an_edge(scene):
        return []
    fits = [found for row in likeness.near(scene, years) if (found := likeness.loose(row, scene)) is not None]
    if any(_is_then(one.row, scene) and one.points > 0 and len(one.missing) <= 1 for one in fits):
        return []
    return [
        one for one in fits
        if (_clears(one, _WHOLE) or _clears(one, _WHOLE_BUT_ACT)) and _is_told(one, scene, whole=True)
    ]  # fmt: skip


def _is_of_an_edge(scene: Scene) -> bool:
    """Whether a time is that of what "after" or "before" leads: "after he took office in January, he agreed"."""
    head = clauses.head_of(clauses.parsed(scene.passage.text), (scene.time.start, scene.time.end))
    over = list(head.ancestors) if head is not None else []
    return any(t.lower_ in _EDGES for t in over) or any(
        c.dep_ == "mark" and c.lower_ in _EDGES for t in over for c in t.children
    )


_EDGES = frozenset({"after", "before", "since", "until", "till", "from", "between"})


def _against(one: Fit, scene: Scene, start: int, end: int) -> Finding:
    judged = against(f"The record has {one.row.described()}.", one.row.source)
    return finding(scene.passage.document, scene.passage.span(start, end), judged, scene.passage.whole)


def _points(one: Fit) -> float:
    return one.points


def meant(scene: Scene) -> Row | None:
    """The row of its own time that a scene tells, as far as it tells one."""
    fits = [found for row in likeness.near(scene, 0) if (found := likeness.fit(row, scene)) is not None]
    right = [one for one in fits if _is_then(one.row, scene) and _clears(one, _ELSEWHERE)]
    return max(right, key=_points).row if right else None


def _elsewhere(right: Sequence[Fit], scene: Scene) -> re.Match[str] | None:
    """The one city that a scene gives for what was in another then, as far as anything is told that was then."""
    best, passage = max(right, key=_points), scene.passage
    place = best.row.thing.place
    near = f"{passage.before.text if passage.before else ''} {passage.text}"
    there = re.search(rf"\b(?:in|at|to|near|outside)\s{re.escape(place)}\b", near) or respelt(place) in respelt(
        passage.text
    )
    if not place or there or not _clears(best, _ELSEWHERE) or not events.is_city(place):
        return None
    given = [
        city
        for city in _CITY.finditer(passage.text)
        if scene.is_where(*city.span("p"))
        and events.is_city(city["p"])
        and not (_receives(passage.text, city) or _AND_OTHERS.match(passage.text, city.end()))
        and not _HOMEWARD.search(passage.text[: city.start("p")])
    ]
    others = {word for one in right for word in (*one.row.roots, one.row.thing.place)}
    if len(given) != 1 or given[0]["p"] in others or given[0]["p"].lower()[: traits.ROOT] in others:
        return None
    return given[0]


def _receives(text: str, city: re.Match[str]) -> bool:
    """Whether a city stands for those to whom something is given: "gave China's seat to Beijing"."""
    at = (token for token in clauses.parsed(text) if token.idx == city.start())
    return any(
        "dative" in {token.dep_, token.head.dep_} or (token.lower_ == "to" and token.head.lemma_.lower() in _GIVES)
        for token in at
    )


def _clears(one: Fit, bar: _Bar, its_states: bool = False) -> bool:
    """Whether a fit reaches a bar; an accord of the report's two states need not be told by more than them."""
    lacks = len(one.missing) <= bar.missing and set(one.missing) <= bar.may_lack
    return lacks and one.points >= bar.points and (its_states or one.told >= bar.told)


def _is_told(one: Fit, scene: Scene, *, whole: bool = False) -> bool:
    """Whether a scene tells a row enough to be about it, and the year is none of the row's."""
    row, bar, published = one.row, _bar(one.row, scene), scene.passage.published
    if any(abs(scene.time.when.start.year - year) <= scene.slack for year in row.years):
        return False
    if row.start > (published or _last_told(scene)):
        return False
    strangers = {n.code for n in scene.passage.named if n.code} - row.parties
    if row.thing.kind in events.RECURRING and strangers and len(scene.states & row.parties) < _PAIR:
        # Of visits and summits there are many: one of other states is another.
        return False
    in_force = making.FORCE.search(scene.before(_CLOSE))
    if _is_accord(row) and len(row.parties) == _PAIR and not _are_near(row.parties, scene):
        return False
    if in_force or (not scene.slack and _is_counted(row, scene)) or dated_beside(row, scene):
        return False
    if _may_recur(one, scene) and bar is not _DAY:
        return False
    if bar is _ANOTHER_DAY and row.start.year != scene.time.when.start.year:
        # The year may be mistaken or the day: who has both otherwise tells of something else.
        return False
    if whole:
        return bar is not _OF_MANY
    others = (
        (_RICH, _BY_NAMES) if bar is _MONTH else (_OF_MANY_THERE,) if bar is _OF_MANY and _is_there(row, scene) else ()
    )
    return _clears(one, bar, _has_its_states(one, scene)) or any(_clears(one, other) for other in others)


def _last_told(scene: Scene) -> dt.date:
    """The end of the last year that a text without a date tells: what was after it, it may not know yet."""
    return max((dt.date(end.year, 12, 31) for _, end in scene.passage.told), default=dt.date.max)


def _is_there(row: Row, scene: Scene) -> bool:
    """Whether a scene tells the place of a row."""
    found = re.finditer(rf"\b{re.escape(row.thing.place)}\b", scene.passage.text) if row.thing.place else ()
    return any(scene.holds(*match.span()) for match in found)


def _is_counted(row: Row, scene: Scene) -> bool:
    """Whether a sentence tells a day that is the same in another year: "forty years after it", "its anniversary"."""
    text, apart = scene.passage.text, abs(row.start.year - scene.time.when.start.year)
    counts = {count(match["n"]) for match in _YEARS.finditer(text)}
    return apart in counts or ("anniversary" in text and apart % _ROUND == 0)


def _may_recur(one: Fit, scene: Scene) -> bool:
    """Whether what a scene tells of a row may have happened in many a year: "Xi came to Hanoi in November 2015"."""
    if "election" in one.row.thing.name:
        # The same people stand every few years.
        return one.particulars < _PARTICULAR
    if one.row.thing.kind not in events.RECURRING or (scene.is_only and one.points >= _MONTH.points):
        return False
    return one.particulars < _PARTICULAR and one.told < _RARE


def dated_beside(row: Row, scene: Scene) -> bool:
    """Whether the sentence has another time that is the row's: it is told there, and the scene is of something else."""
    passage = scene.passage
    windows = [(t.when.start, t.when.end) for t in passage.times if not told.is_counted(passage, t)]
    return any((end - start).days <= _SPAN and row.start <= end and start <= row.end for start, end in windows)


def _are_near(parties: frozenset[str], scene: Scene) -> bool:
    """Whether the two parties of an accord are named where a scene is told, or the report is about them."""
    passage = scene.passage
    near = (*passage.named, *(passage.before.named if passage.before is not None else ()))
    led = {code for _, states in passage.led for code in states}
    return parties <= {n.code for n in near} | led | set(passage.states[:_PAIR])


_SOME_DEAL = re.compile(
    r"\b(?:an?|another)\s(?:[\w-]+\s){0,2}?(?:deal|arrangement|understanding|plan|contract|package)\s"
)
"""Something new between two states, which is no accord that one would know: "under a deal announced in"."""


def _has_its_states(one: Fit, scene: Scene) -> bool:
    """Whether an accord is one of the two states that the report is about, or that the sentence names."""
    parties = one.row.parties
    if _SOME_DEAL.search(scene.passage.text, max(0, scene.time.start - _CLOSE), scene.time.start):
        return False
    two = isinstance(one.row.thing, Dated) and len(parties) == _PAIR
    return two and (parties <= {n.code for n in scene.passage.named} or parties <= set(scene.passage.states[:_PAIR]))


def _rivalled(one: Fit, right: Sequence[Fit]) -> bool:
    """Whether something of that very time fits as well, or is of the same kind and states."""
    plausible = [other for other in right if _MONTH.may_lack.issuperset(other.missing)]
    return any(
        other.weight >= _AS_WELL * one.weight
        or (_same_kind(one.row, other.row) and other.row.parties & one.row.parties)
        for other in plausible
    )


def _same_kind(one: Row, other: Row) -> bool:
    return one.thing.kind == other.thing.kind or (_is_accord(one) and _is_accord(other))


def _is_accord(row: Row) -> bool:
    return isinstance(row.thing, Dated) or row.thing.kind == "accord"


def _is_then(row: Row, scene: Scene) -> bool:
    off = dt.timedelta(days=366 * scene.slack)
    return row.start <= scene.time.when.end + off and scene.time.when.start - off <= row.end


def _bar(row: Row, scene: Scene) -> _Bar:
    """What a row of the same month must reach: little where the day is the same too."""
    when = scene.time.when
    if isinstance(row.thing, Dated) and not 0 < len(row.parties) <= traits.MANY:
        return _OF_MANY
    if when.precision != "day" or len(row.thing.date) < len("2000-01-01"):
        return _MONTH
    days = {(row.start.month, row.start.day), (row.end.month, row.end.day)}
    return _DAY if (when.start.month, when.start.day) in days else _ANOTHER_DAY
