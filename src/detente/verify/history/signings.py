"""Accords that a sentence tells without their name: a kind of text, the place and the month in which it was signed.

"The peace agreement signed in Nairobi in January 2005", in a report on the two Sudans: an accord between the states of
the report that was signed in that month cannot have been signed in another town, and the one that was signed in that
town was not signed in another year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.ontology import countries
from detente.records import Finding
from detente.reference.names import respelt
from detente.verify.bodies import places
from detente.verify.history import accords, making
from detente.verify.history.accords import Dated
from detente.verify.history.events import SITS_IN
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_NOUNS = (
    r"treaty|treaties",
    r"agreements?|accords?|deals?|pacts?|settlement|protocols?|framework",
    r"declaration|(?:joint )?statement|communiqu[eé]",
    r"cease-?fire|truce|armistice",
    r"memorandum",
    r"charter|convention",
)
"""Groups of words that may mean one kind of text; a treaty may also be called an agreement."""
_SIGNED = re.compile(
    rf"\b(?P<noun>{'|'.join(_NOUNS)})\b(?P<between>[^;:]{{0,110}}?)\b"
    r"(?:signed|concluded|reached|initial+ed|agreed|struck|sealed|adopted|worked out|negotiated)\s(?P<rest>[^;]{0,90})",
    re.IGNORECASE,
)
_NOUN = re.compile(rf"\b(?:{'|'.join(_NOUNS)})\b", re.IGNORECASE)
_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s)?(?P<p>[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2})")
_OF_ANOTHER = re.compile(r"\b(?:that|which|who|where|when|while|before|after|may|will|would|ends|began)\b")
"""Before a place: it is where something else was."""
_PAIR = 2
"""So many parties of an accord, or all that it has, must be named near it or be the two that the report is about."""
_FEW = 5
"""An accord of more states than this is called by its name."""
_SPLIT = re.compile(r",\s(?:who|which|when|where|while|but)\b|\b(?:said|says|after|before|since|until)\b")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about places and dates at which accords without a name were signed."""
    taken = [(start, end) for _, start, end in accords.named(passage.text)]
    for match in _SIGNED.finditer(passage.text):
        noun = list(_NOUN.finditer(passage.text, match.start(), match.start("rest")))[-1]
        if any(start < noun.end() and noun.start() < end for start, end in taken):
            continue
        if making.is_with_a_body(passage, noun.span()):
            continue
        time, place = _time(passage, match), _place(match)
        judged = _judge(noun.group(), time, place, passage) if time is not None else None
        if judged is not None and time is not None:
            end = max(time.end, match.start("rest") + (place.end("p") if place else 0))
            yield finding(passage.document, passage.span(noun.start(), end), judged, passage.whole)


def _time(passage: Passage, match: re.Match[str]) -> TimeMention | None:
    """The first time with a month after the verb, in its clause."""
    for time in passage.times:
        gap = passage.text[match.start("rest") : time.start]
        if time.start >= match.start("rest") and time.end <= match.end() + 20 and not _SPLIT.search(gap):
            dated = time.when.precision == "day" or re.search(r"\d{4}", passage.text[time.start : time.end])
            return time if dated and time.when.precision in {"day", "month"} else None
    return None


def _place(match: re.Match[str]) -> re.Match[str] | None:
    found = _PLACE.match(match["rest"]) or next(iter(_PLACE.finditer(match["rest"])), None)
    lead = match["rest"][: found.start()] if found is not None else ""
    if _OF_ANOTHER.search(lead) or SITS_IN.search(lead):
        return None
    known = found is not None and (places.is_place(found["p"]) or any(a.place == found["p"] for a in accords.known()))
    return found if known else None


def _judge(noun: str, time: TimeMention, place: re.Match[str] | None, passage: Passage) -> Judged | None:
    near = [a for a in accords.known() if a.place and _concerns(a, passage) and _is_a(a, noun)]
    then = [a for a in near if _in(a, time)]
    if place is not None:
        there = [a for a in near if _agree(a, place["p"]) or any(place["p"] in name for name in a.names)]
        both = [a for a in then if a in there]
        if both:
            return supported(f"The record has {both[0].described()} in {both[0].place}.", both[0].source)
        if len(then) == 1 and _may_be_then(then[0], time):
            return against(f"The record has {then[0].described()} in {then[0].place}.", then[0].source)
        return _another_year(there, time)
    return supported(f"The record has {then[0].described()}.", then[0].source) if len(then) == 1 else None


def _another_year(there: Sequence[Dated], time: TimeMention) -> Judged | None:
    """The only such accord of a town was signed in another year; the same month makes the slip plain."""
    if len(there) != 1 or len(there[0].date) < 7 or there[0].year in (time.when.start.year, time.when.end.year):
        return None
    why = f"The record has {there[0].described()} in {there[0].place}."
    same = int(there[0].date[5:7]) in (time.when.start.month, time.when.end.month)
    return against(why, there[0].source) if same else doubtful(why, there[0].source)


def _concerns(accord: Dated, passage: Passage) -> bool:
    """Whether at least two parties of an accord, or its only one, are among the states that the report is about."""
    if len(accord.parties) > _FEW:
        return False
    before = passage.before.named if passage.before is not None else ()
    named = {n.code for n in (*before, *passage.named) if n.code in countries()} | set(passage.states[:_PAIR])
    return len(accord.parties & named) >= min(_PAIR, len(accord.parties)) > 0


def _is_a(accord: Dated, noun: str) -> bool:
    if noun.lower().startswith("protocol"):
        # A state signs protocols to what it has signed before, and in the same towns.
        return any("protocol" in name.lower() for name in (*accord.names, accord.kind))
    groups = [group for group in _NOUNS if re.fullmatch(group, noun, re.IGNORECASE)]
    wide = "|".join([*groups, _NOUNS[1]] if noun.lower() not in {"memorandum", "charter", "convention"} else groups)
    return any(re.search(rf"\b(?:{wide})\b", name, re.IGNORECASE) for name in (*accord.names, accord.kind))


def _in(accord: Dated, time: TimeMention) -> bool:
    lo, hi = time.when.start.isoformat(), time.when.end.isoformat()
    return len(accord.date) >= 7 and lo[:7] <= accord.date[:7] <= hi[:7]


def _may_be_then(accord: Dated, time: TimeMention) -> bool:
    """Whether an accord of that month is of the very day, where both are told to the day."""
    exact = time.when.precision == "day" and len(accord.date) == len("2000-01-01")
    return not exact or accord.date == time.when.start.isoformat()


def _agree(accord: Dated, place: str) -> bool:
    here, there = respelt(place), respelt(accord.place)
    return here in there or there in here
