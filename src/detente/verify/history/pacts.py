"""Treaties that a sentence calls by their kind and their two states, and ties that were opened or restored in a year.

"Washington has a mutual defence treaty with Manila, signed in 1951"; "a free trade agreement came into force in
December 2015" in a text about two states; "relations were established in 1992". The accord must be the only one of
its kind between the two states that the record has.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.records import Finding
from detente.reference.names import respelt
from detente.verify.history import accords, making
from detente.verify.history.accords import Dated
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_KINDS = (
    ({"alliance"}, r"(?:mutual )?(?:defen[cs]e|security) (?:treaty|pact)|alliance treaty"
        r"|treaty of mutual (?:co-?operation|defen[cs]e)[\w ]*"),
    ({"peace treaty"}, r"peace treaty|treaty of peace(?! and)"),
    ({"trade agreement", "association agreement"},
        r"(?:(?:comprehensive )?economic partnership|free[- ]trade|association) (?:agreement|pact|deal|accord)"),
    ({"friendship treaty"},
        r"friendship (?:and cooperation )?(?:treaty|pact)|treaty of (?:peace and )?friendship[\w ]*"
        r"|treaty of good[- ]neighbou?r\w*[\w -]*"),
    ({"border treaty"},
        r"(?:land |maritime |sea |common )?(?:border|boundary|frontier) (?:treaty|agreement|accord|pact)"),
    ({"nuclear agreement"}, r"(?:civil(?:ian)? )?nuclear (?:cooperation )?(?:agreement|accord|pact)"),
    ({"armistice"}, r"armistice(?: agreement)?"),
)  # fmt: skip
"""Kinds of the table, and the words by which a sentence may call an accord of the kind."""
_TIES = re.compile(r"\b(?:diplomatic|official|formal|full)\s(?:diplomatic\s)?(?:relations|ties|links)\b", re.IGNORECASE)
_OPENED = frozenset({"establish", "open", "normalize", "normalise", "take", "enter"})
"""Verbs (lemmas) by which ties begin; to restore or to resume them is something else."""
_ANOTHER = re.compile(r"\b(?:treaty|pact|agreement|accord|declaration)\b")
_FORCE = re.compile(r"\b(?:force|effect)\b")
_UNION = "EUR"
"""The one body with which states open ties as with a state."""
_WITH = re.compile(r"\s(?:(?!with\b|between\b)[\w’'-]+\s){0,3}?(?:with|between)\s(?:the\s)?")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about treaties and ties of two states that a sentence does not name."""
    taken = [(start, end) for _, start, end in accords.named(passage.text)]
    for kinds, words in _KINDS:
        for match in re.finditer(rf"\b(?:{words})\b", passage.text, re.IGNORECASE):
            named = any(start < match.end() and match.start() < end for start, end in taken)
            # The year of an anniversary is not that of the accord.
            if not named and "anniversary" not in passage.text:
                yield from _told(kinds, match, passage)
    for match in _TIES.finditer(passage.text):
        for time in making.dated(passage, match.span(), _OPENED):
            judged = _judge(_between(passage, {"normalisation"}), time.when.start.year, "opened")
            if judged is not None:
                first, last = min(match.start(), time.start), max(match.end(), time.end)
                yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _told(kinds: set[str], match: re.Match[str], passage: Passage) -> Iterator[Finding]:
    """The year and the place that the sentence gives for an accord told by its kind."""
    there = _made_there(passage, kinds, match.span(), _between(passage, kinds, match.end()))
    text = passage.text
    times = [t for t in making.dated(passage, match.span()) if not _ANOTHER.search(text[match.end() : t.start])]
    told = [(t, min(match.start(), t.start), max(match.end(), t.end)) for t in times]
    forced = [(t, first, last) for t, first, last in told if _FORCE.search(text[first:last])]
    made = [one for one in told if one not in forced]
    # Of several years one is that of the signing: "signed in 1992, and another of alliance in 2013".
    own = [one for one in made if any(one[0].when.start.year in a.years for a in there)]
    for time, first, last in (*(own or made), *forced):
        how = "force" if (time, first, last) in forced else "signed"
        judged = _judge(there, time.when.start.year, how)
        if judged is not None:
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)
    meant = [a for a in there if any(time.when.start.year in a.years for time in times)] if times else there
    if len(meant) == 1 and meant[0].place:
        for judged, first, last in accords.placed(meant[0], match.start(), match.end(), passage):
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _made_there(passage: Passage, kinds: set[str], thing: tuple[int, int], two: list[Dated]) -> list[Dated]:
    """The accords of two states; where all of those were made elsewhere, one of any made in the city that is told."""
    cities = [respelt(city["p"]) for city in making.cities(passage, thing)]
    states = {n.code for n in passage.named if n.code in countries()}
    if not cities or any(not a.place or any(city in respelt(a.place) for city in cities) for a in two):
        return two
    made = [
        a for a in accords.with_names()
        if a.kind in kinds and a.parties & states and any(city in respelt(a.place) for city in cities)
    ]  # fmt: skip
    return made or two


def _between(passage: Passage, kinds: set[str], end: int | None = None) -> list[Dated]:
    """The accords of some kinds between two states: named in the words behind, or in the sentence, or in the document.

    Where they name one of the two, the other is any that the sentence names, or the document most.
    """
    named = list(dict.fromkeys(n.code or "" for n in passage.named if n.code in countries() or n.code == _UNION))
    link = _WITH.match(passage.text, end) if end is not None else None
    partner = next((n.code for n in passage.named if link and n.start == link.end() and n.code in countries()), None)
    if partner is not None:
        pairs = [frozenset({partner, other}) for other in (*named, *passage.states[:2]) if other != partner]
    else:
        pair = named if len(named) == 2 else list(passage.states[:2])
        if pair is not named and "normalisation" in kinds and not passage.pair:
            return []
        if len(named) > 2 or (len(named) == 1 and named[0] not in pair) or len(pair) != 2:
            return []
        pairs = [frozenset(pair)]
    # What a sentence tells of the Soviet Union is no accord of Russia.
    last = _LAST_UNION if "Soviet" in passage.text else dt.MAXYEAR
    return [a for a in accords.known() if a.kind in kinds and a.parties in pairs and int(a.date[:4]) <= last]


_LAST_UNION = 1991


def _judge(there: Sequence[Dated], year: int, how: str) -> Judged | None:
    fitting = [a for a in there if year in a.years]
    if fitting:
        return supported(f"The record has {fitting[0].described()}.", fitting[0].source)
    if len(there) != 1:
        return None
    accord = there[0]
    if how == "force":
        return accords.in_force(accord, year)
    return against(f"The record has {accord.described()}, not in {year}.", accord.source)
