"""Meetings of groups that a sentence does not name beside the place: "at its summit in Hanoi in November 2022".

The group is that of the sentence, else one that the text has meant before. What a meeting is told by ("summit",
"gathered", "played host") may be read loosely, since the record answers: it contradicts where a group that may be
meant met elsewhere in the time told, nobody of the table met there then, and the place is either told for a named
group or is that of another of its meetings.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.ontology import countries
from detente.reference.tables import towns
from detente.verify.bodies import editions, forums, group_names, meeting_times, places
from detente.verify.bodies.editions import Edition
from detente.verify.bodies.meeting_times import NOUN, TURN
from detente.verify.clauses import clause_of, head_of, parsed
from detente.verify.clauses import subject as subject_of
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, supported

if TYPE_CHECKING:
    from spacy.tokens import Token


_MEETING = re.compile(rf"\b{NOUN}\b", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|the one|the last|the next|the previous one|that)(?=,? (?:in|at|held)\b)")
_MET = re.compile(
    r"\b(?:met|meets?|meeting|gather(?:s|ed|ing)?|conven(?:e|es|ed|ing)|assembl(?:e|es|ed|ing)|sat down|sit down"
    r"|c[ao]me together|got together|conferred|gathered round|agreed|decided|declared|promised"
    r"|pledged|endorsed|resolved)\b"
)
_LEADERS = re.compile(
    r"\b(?:leaders|heads of (?:state|government)|presidents and prime ministers|(?:its|their|the \d+|the \w+) members"
    r"|(?-i:[Tt]hey)|kings and presidents|governments)\b",
    re.IGNORECASE,
)
_OF_ITS_OWN = re.compile(
    r"\b(?:its|their|the (?:group|bloc|club|alliance|organi[sz]ation|body|forum|association|league|union)['’]s)\s"
    r"(?:[\w-]+\s){0,3}?$",
    re.IGNORECASE,
)
_LESSER = re.compile(
    r"(?<!prime )\b(?:ministers?|ministerial|sherpas?|finance|parliamentary|business|women|youth|labou?r|agriculture"
    r"|energy|health|education|officials|experts|envoys|negotiators|chiefs of staff|bishops|donors?|mayors|scientists"
    r"|tournament|olympics?|games|cup)\b",
    re.IGNORECASE,
)
_BILATERAL = re.compile(
    r"\b(?:summit|meeting)s?\s(?:\w+\s)?(?:with|between)\b|\b(?:bilateral|two-way|superpower|inter-Korean|trilateral)\b"
)
_FOR = re.compile(
    rf",?\s(?:at|for|during|to attend|attending|on the (?:fringes?|sidelines|margins?|edge|eve|occasion) of|beside)\s"
    rf"(?:the|a|an|its|their|another|that|this|his|her)\s(?:[\w.’'-]+\s){{0,5}}?{NOUN}\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"(?:,?\s(?:of|between|among|for)\s(?:the\s)?[^.;:]{2,70}?)?,?\s?(?:(?:which|that)\s)?(?:(?:was|is|were|to be"
    r"|will be|had been|been|due|set|held|hosted|opened|convened|planned|scheduled|again)\s)*(?:[^.;:,]{0,30}?\s)?"
    r"(?:in|at|held in|hosted by)\s(?:the\s)?(?:[\w-]+\s){0,2}?"
    r"(?:(?:city|town|resort|castle|port|island|capital)(?:\sof)?,?\s)?$"
)
_EVE, _DAYS = re.compile(r"\bon the eve of (?:the|an?|its|their)\s(?:\w+\s)?$"), dt.timedelta(days=3)
"""Before the word for a meeting that begins a day or so later."""
_NEAR = dt.timedelta(days=366)
OFTEN = frozenset({"European Council"})
"""Groups that meet so often, and informally, that a place in a year tells nothing."""


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    name: str


@functools.cache
def _governments() -> frozenset[str]:
    """The capitals, and the names of the states, of which some are cities: what stands for a government as well."""
    return frozenset(name for c in countries().values() for name in (c.capital, c.name) if name)


def judged(passage: Passage, claims: Sequence[tuple[int, int, int, Judged]]) -> Iterator[tuple[int, int, Judged]]:
    """The meetings that a sentence tells with their place, each with its verdict; `claims` are those of `forums`."""
    text = passage.text
    if not (_MEETING.search(text) or _MET.search(text) or passage.times):
        return
    groups = [m for m in group_names.here(passage) if m.group.forum and not editions.is_of_members(text, m.end)]
    earlier = [g.forum for g in group_names.earlier(passage) if g.forum]
    if not groups and not earlier:
        return
    settled = [(s, e) for s, e, _, verdict in claims if verdict.verdict != "unverifiable"]
    for start, end in places.named(text):
        if any(s <= start < e for s, e in settled):
            continue
        place = _Place(start, end, text[start:end])
        told = _told(passage, place, groups, earlier)
        ministers = _of_ministers(text, told, place) if told is not None else ()
        told = dataclasses.replace(told, forums=ministers, own=True) if told is not None and ministers else told
        windows = meeting_times.windows(passage, (place.start, place.end), told.noun) if told is not None else []
        if told is not None and told.noun is not None and _EVE.search(text[: told.noun[0]]):
            windows = [(first, last + _DAYS) for first, last in windows]
        verdict = _judge(told, place, windows, passage) if told is not None else None
        if told is not None and not windows and told.meeting and not passage.times:
            verdict = _lately(told, place, groups, passage)
        if told is not None and verdict is not None and (ministers or not _lesser(text, told, place)):
            yield min(told.start, place.start), max(told.end, place.end), verdict


_MINISTERS = re.compile(r"\b(?P<f>foreign|finance|defen[cs]e) ministers\b")


def _of_ministers(text: str, told: _Told, place: _Place) -> tuple[str, ...]:
    """The meetings of ministers that the table has of a group, where these are told to have met and no leaders."""
    field = _MINISTERS.search(_around(text, told, place))
    if field is None or told.noun is not None:
        return ()
    names = (forum.removesuffix(" Leaders").removesuffix(" summit") for forum in told.forums)
    meetings = (f"{name} {field['f']} ministers' meeting" for name in names)
    return tuple(dict.fromkeys(meeting for meeting in meetings if meeting in editions.known()))


def _lesser(text: str, told: _Told, place: _Place) -> bool:
    """Whether the meeting is one of ministers, or of others than the leaders."""
    return _LESSER.search(_around(text, told, place)) is not None


def _around(text: str, told: _Told, place: _Place) -> str:
    return text[max(0, min(told.start, place.start) - 40) : max(told.end, place.end) + 25]


@dataclass(frozen=True, slots=True)
class _Told:
    """What tells that a group met at a place: the groups that may be meant, and how surely it is a meeting of one.

    `named`: the group is named in the words of the meeting; `own`: "its summit"; `meeting`: there is a word for it.
    """

    forums: tuple[str, ...]
    start: int
    end: int
    noun: tuple[int, int] | None
    named: bool = False
    own: bool = False
    meeting: bool = True


def _told(
    passage: Passage, place: _Place, groups: Sequence[group_names.Mention], earlier: Sequence[str]
) -> _Told | None:
    text = passage.text
    before = [m.group.forum or "" for m in groups if m.end <= place.start][::-1]
    every = tuple(dict.fromkeys((*before, *(m.group.forum or "" for m in groups), *earlier)))
    noun = _noun(text, place, groups)
    if noun is not None:
        if _BILATERAL.search(text[max(0, noun[0] - 25) : max(noun[1], place.end) + 25]):
            return None
        low, high = max(0, noun[0] - 60), max(noun[1] + 60, place.start)
        bound = [m for m in groups if low <= m.start and m.end <= high and _beside(text, m, noun)]
        own = _OF_ITS_OWN.search(text[: noun[0]]) is not None and not _is_anothers(text, noun, groups)
        own = own or (not groups and _ITS_LEADERS.search(text[: noun[0]]) is not None)
        if not bound and not own and "meeting" in text[slice(*noun)] and _SOME.search(text[: noun[0]]):
            return None
        names = (bound[0].group.forum or "",) if bound else every
        return _Told(names, *noun, noun, bool(bound), own)
    brought = _BROUGHT.search(text[: place.start])
    if brought is not None:
        return _Told(every, brought.start(), place.end, None, own=True)
    met = _met(passage, place, groups)
    if met is not None:
        return _Told(every, *met, None, own=_OWN_LEADERS.search(text[: met[0]]) is not None)
    if _WITH.search(text[: place.start]) or (not groups and _OF_OTHERS.search(text)):
        return None
    if re.search(r"\b(?:in|at|of)\s(?:the\s\w+\sof\s)?$", text[: place.start]) and not _is_of_a_noun(text, place):
        return _Told(every, place.start, place.end, None, meeting=False)
    return None


_ITS_LEADERS = re.compile(r"^(?:Its|Their)\s(?:leaders|heads of (?:state|government))\b")
"""At the head of a sentence: all of it is told of the group named before."""
_BROUGHT = re.compile(
    r"\b(?:brought|brings|gathered|assembled|received|welcomed|hosted|was host to)\s"
    r"(?:its|their|the (?:group|bloc|club)['’]s)\s(?:leaders|heads of (?:state|government))"
    r"(?:\stogether)?\s(?:in|at)\s$"
)
"""Before a place: the state in the chair had the leaders there."""
_WITH = re.compile(
    r"\b(?:sat down|sit down|met|meet|meeting|talks|talked|spoke|dined)\s(?:[\w’'-]+\s){0,2}?"
    r"with\s[^,;.]{2,40}\s(?:in|at)\s$"
)
"""Before a place: two leaders met there, and not all of a group."""
_OF_OTHERS = re.compile(
    r"\b(?:treat(?:y|ies)|accords?|agreements?|pacts?|signed|concluded|bombs?|bombing|attack\w*|killed|war|battle)\b"
)
"""Where no group is named, a place is that of something else."""
_OWN_LEADERS = re.compile(
    r"\b(?:[Ii]ts|[Tt]heir|whose)\s(?:\w+\s)?(?:leaders|heads|presidents|members)\s(?:\w+\s){0,2}$"
)
"""Before the verb by which leaders met: those of a group that was named before."""


def _is_of_a_noun(text: str, place: _Place) -> bool:
    """Whether a place is that of some other thing, on whose noun it hangs: "talks in Istanbul"."""
    head = head_of(parsed(text), (place.start, place.end))
    if head is None or head.dep_ != "pobj" or head.head.pos_ != "ADP":
        return False
    over = head.head.head
    return over.pos_ == "NOUN" and over.lemma_.lower() not in _GROUPS and not _MEETING.search(over.text)


_GROUPS = frozenset({
    "group", "grouping", "bloc", "club", "alliance", "organisation", "organization", "body", "forum", "association",
    "community", "union", "league", "council", "pact", "leader", "member", "head", "president", "country", "nation",
    "state", "government", "ally", "neighbour", "neighbor", "host",
})  # fmt: skip
"""Words for a group, those in it and those who receive it."""


def _is_anothers(text: str, noun: tuple[int, int], groups: Sequence[group_names.Mention]) -> bool:
    """Whether "its meeting" is that of something else, which the clause has as its subject: "the bank will hold"."""
    head = head_of(parsed(text), noun)
    subject = subject_of(clause_of(head)) if head is not None else None
    if subject is None or subject.pos_ not in {"NOUN", "PROPN"} or subject.lemma_.lower() in _GROUPS:
        return False
    return not any(group.start <= subject.idx < group.end for group in groups)


_SOME = re.compile(r"\b(?:an?|another|some)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
"""Before the word for a meeting: it is none that the text has told of."""


def _beside(text: str, mention: group_names.Mention, noun: tuple[int, int]) -> bool:
    """Whether a group is named in the words of a meeting: "the alliance's summit", "the summit of the BRICS"."""
    if mention.start <= noun[0]:
        gap = text[mention.end : noun[0]]
        return re.fullmatch(r"(?:['’]s?)?\s?-?(?:[\w-]+\s){0,3}?", gap) is not None or mention.end >= noun[1]
    return (
        re.fullmatch(r"\s(?:of|for|by)\s(?:the\s)?(?:leaders of the\s|\w+\s)?", text[noun[1] : mention.start])
        is not None
    )


def _noun(text: str, place: _Place, groups: Sequence[group_names.Mention]) -> tuple[int, int] | None:
    """The word for the meeting that is told to have been at a place."""
    known = [m.span() for m in _MEETING.finditer(text)]
    if known:
        known += [m.span() for m in _ANOTHER.finditer(text) if m.start() > known[0][0] or "one" in m.group()]
    right = [n for n in sorted(known, reverse=True) if n[1] <= place.start and _leads(text, n[1], place.start, groups)]
    if right:
        return right[0]
    for noun in known:
        gap = text[place.end : noun[0]]
        if noun[0] >= place.end and re.fullmatch(r"\s(?:\d{4}\s)?", gap):
            return noun
        follows = _FOR.match(_without_times(text, place.end, noun[1]), 0)
        if noun[0] >= place.end and follows and re.search(r"\b(?:in|at|to)\s(?:the\s)?$", text[: place.start]):
            return noun
    return None


def _leads(text: str, start: int, end: int, groups: Sequence[group_names.Mention]) -> bool:
    """Whether the words from a meeting to a place say that it was there; the name of a group among them is one word."""
    gap = text[start:end]
    for group in groups:
        if start <= group.start and group.end <= end:
            gap = gap.replace(text[group.start : group.end], "them")
    return _GAP.fullmatch(gap) is not None and not TURN.search(gap)


def _without_times(text: str, start: int, end: int) -> str:
    """Some words without a month or a year in front: "in July, at the summit" is ", at the summit"."""
    return re.sub(
        r"^,?\s(?:in|on|last|this|early in|late in)\s(?:[A-Z][a-z]+(?:\s\d{1,2}(?!\d),?)?(?:\s\d{4})?|\d{4}|month|week"
        r"|year)",
        "",
        text[start:end],
    )


def _met(passage: Passage, place: _Place, groups: Sequence[group_names.Mention]) -> tuple[int, int] | None:
    """The verb by which the leaders of a group are told to have met at a place."""
    text = passage.text
    for match in _MET.finditer(text, 0, place.start):
        gap = _FOR_THE_FIRST_TIME.sub("", _AGAIN.sub("", text[match.end() : place.start]))
        if not re.fullmatch(r"(?:\s(?!with\b)[^.;:,\s]+){0,9}?\s(?:in|at)\s(?:the\s)?", gap) or TURN.search(gap):
            continue
        doc = parsed(text)
        verb = head_of(doc, match.span())
        subject = subject_of(verb) if verb is not None else None
        if subject is not None and _is_of_leaders(text, subject, match.start(), groups):
            return match.span()
    there = _WHERE.match(text, place.end)
    for match in _MET.finditer(text, place.end, min(len(text), place.end + _NEAR_BY)) if there is not None else ():
        # "In Madrid, where NATO's leaders met in July".
        verb = head_of(parsed(text), match.span())
        subject = subject_of(verb) if verb is not None and verb.dep_ == "relcl" else None
        if subject is not None and _is_of_leaders(text, subject, match.start(), groups):
            return match.span()
    return None


_AGAIN = re.compile(r"^\s(?:[^.;:\s]+\s){2,12}?and\s(?:again|then|later|next)(?=\s(?:in|at)\s)")
"""Between a verb and a second place: "met for the first time in Yekaterinburg in 2009 and again in Rio"."""
_FOR_THE_FIRST_TIME = re.compile(r"\sfor\s(?:the|a)\s(?:first|second|third|last|\w+th)\stime,?(?=\s(?:in|at)\s)")
_WHERE = re.compile(r",\swhere\s")
_NEAR_BY = 80


def _is_of_leaders(text: str, subject: Token, end: int, groups: Sequence[group_names.Mention]) -> bool:
    """Whether those who met are leaders, or a group."""
    first, last = subject.left_edge.idx, min(subject.right_edge.idx + len(subject.right_edge), end)
    return _LEADERS.search(text[first:last]) is not None or any(m.start < last and first < m.end for m in groups)


# --- the verdict -----------------------------------------------------------------------------------------------


def _judge(told: _Told, place: _Place, windows: Sequence[tuple[dt.date, dt.date]], passage: Passage) -> Judged | None:
    if not windows:
        return None
    fitting = [
        e
        for forum, group in editions.known().items()
        if forum not in OFTEN or forum in told.forums
        for e in _then(group, windows)
        if _at(e, place.name) and (not told.named or forum in told.forums or {forum, *told.forums} >= {"G7", "G8"})
    ]
    mine = [e for e in fitting if e.forum in told.forums or {e.forum, *told.forums} >= {"G7", "G8"}]
    if fitting:
        return (
            supported(f"The record has the {mine[0].described()}.", mine[0].source) if mine and told.meeting else None
        )
    for forum in told.forums:
        verdict = _elsewhere(forum, told, place, windows[:1] if told.named else windows, passage)
        if verdict is not None:
            return verdict
        if told.named:
            return None
    return None


def _elsewhere(
    forum: str, told: _Told, place: _Place, windows: Sequence[tuple[dt.date, dt.date]], passage: Passage
) -> Judged | None:
    """The contradiction by a meeting of a group elsewhere, where the place and the words for it suffice."""
    known = editions.of(forum)
    then = _then(known, windows[:1]) or _then(known, windows[1:])
    long = (windows[0][1] - windows[0][0]).days > 100
    if not then or len(then) > 2 or (long and forum in OFTEN) or any(_there(e, passage.text) for e in then):
        return None
    before = [e for e in known if _at(e, place.name)]
    # "The leaders' summit in Sao Paulo": in the right state, and not in its right city.
    beside = told.meeting and all(_has_its_city(e) and is_of_state(place.name, e.host) for e in then)
    if not (told.named or told.own or beside) and not before:
        return None
    if not told.meeting and (place.name in _governments() or (long and not _adjacent(passage.text, place))):
        return None
    best = min(then, key=lambda e: e.source.strong is False)
    other = min(before, key=lambda e: abs(e.start - best.start)) if before else None
    more = f"; the {other.described()} is another" if other else ""
    return against(f"The record has the {best.described()}{more}.", best.source)


def _has_its_city(edition: Edition) -> bool:
    """Whether the table tells the city of a meeting, and not only its state."""
    state = countries()[edition.host].name if edition.host in countries() else ""
    return bool(edition.place) and edition.place != state


def is_of_state(city: str, code: str) -> bool:
    """Whether the tables have a city of that name in a state."""
    capital = countries()[code].capital if code in countries() else ""
    return city == capital or towns().get(city.casefold()) == code


def _lately(told: _Told, place: _Place, groups: Sequence[group_names.Mention], passage: Passage) -> Judged | None:
    """A meeting without a time, of a group that the sentence names: the last one before the report was elsewhere."""
    here = {m.group.forum for m in groups}
    forum, day = next(iter(told.forums), ""), passage.published
    if (
        day is None
        or here != {forum}
        or forum in OFTEN
        or forums.OF_OLD.search(passage.text)
        or meeting_times.looks_ahead(passage.text)
    ):
        return None
    known = editions.of(forum)
    last = [e for e in known if day - _NEAR < e.start <= day]
    if not last or not last[-1].source.strong or any(_there(e, passage.text) for e in last):
        return None
    if any(_at(e, place.name) for e in known) or not (told.named or told.own or told.noun is None):
        # It may be a meeting of old, that a tale tells without its year.
        return None
    return against(f"The record has the {last[-1].described()}.", last[-1].source)


def _adjacent(text: str, place: _Place) -> bool:
    return (
        re.match(r"(?:\s(?:in|on)\s[A-Z][a-z]+)?,?\s(?:in|on)\s(?:[A-Z][a-z]+\s)?\d{4}", text[place.end :]) is not None
    )


def _then(known: Sequence[Edition], windows: Sequence[tuple[dt.date, dt.date]]) -> list[Edition]:
    return [e for e in known if any(e.start <= hi and lo <= e.end for lo, hi in windows)]


def _at(edition: Edition, name: str) -> bool:
    return places.is_in(name, edition.place) or bool(edition.place and places.is_in(edition.place, name))


def _there(edition: Edition, text: str) -> bool:
    """Whether a sentence names the place where the record has a meeting."""
    towns = [part for part in re.split(r",\s|\sand\s", edition.place) if part]
    return any(town in text for town in towns)
