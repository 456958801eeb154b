"""Treaties that a sentence calls by their kind and their two states, and ties that were opened or restored in a year.

"Washington has a mutual defence treaty with Manila, signed in 1951"; "a free trade agreement came into force in
December 2015" in a text about two states; "relations were established in 1992". The accord must be the only one of
its kind between the two states that the record has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.records import Finding
from detente.verify import accords
from detente.verify.accords import Dated
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, finding, supported

_Y = r"(?P<y>(?:1[6-9]|20)\d\d)"
_KINDS = (
    ("alliance", r"(?:mutual )?(?:defen[cs]e|security) (?:treaty|pact)|alliance treaty"
        r"|treaty of mutual (?:co-?operation|defen[cs]e)[\w ]*"),
    ("peace treaty", r"peace treaty|treaty of peace"),
    ("trade agreement", r"(?:bilateral )?free[- ]trade (?:agreement|pact|deal|accord)"),
    ("friendship treaty", r"(?:friendship treaty|treaty of friendship[\w ]*)"),
)  # fmt: skip
_FORCE = re.compile(r"\b(?:force|effect)\b")
_WITH = re.compile(r"\s(?:(?!with\b|between\b)[\w’'-]+\s){0,3}?(?:with|between)\s(?:the\s)?")
_TIES = re.compile(
    r"\b(?:diplomatic\s)?(?:ties|relations)\b[^.;\d]{0,40}?\b(?P<verb>established|normali[sz]ed|restored"
    r"|resumed|opened)\b[^.;\d]{0,24}?"
    rf"\s(?:in|on)\s(?:[A-Z][a-z]+\.?\s)?(?:\d{{1,2}},\s)?{_Y}\b"
    r"|\b(?P<verb2>established|normali[sz]ed|restored|resumed|opened|opening)\s(?:full\s"
    r"|formal\s)?(?:diplomatic\s)?(?:ties|relations)\b"
    r"(?:\swith\s[\w ]{3,24}?)?\s(?:in|on)\s(?:[A-Z][a-z]+\.?\s)?(?:\d{1,2},\s)?(?P<y2>(?:1[6-9]|20)\d\d)\b"
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about treaties and ties of two states that a sentence does not name."""
    taken = [(start, end) for _, start, end in accords.named(passage.text)]
    for kind, words in _KINDS:
        for match in re.finditer(rf"\b(?:{words})\b", passage.text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                yield from _dated(kind, match, passage)
    for match in _TIES.finditer(passage.text):
        verb = (match["verb"] or match["verb2"]).lower()
        year = int(match["y"] or match["y2"])
        judged = (
            _judge(_between(passage, "normalisation"), year, verb) if not verb.startswith(("rest", "res")) else None
        )
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)


def _dated(kind: str, match: re.Match[str], passage: Passage) -> Iterator[Finding]:
    """The year that the sentence gives for an accord told by its kind."""
    text = passage.text
    for time in accords.dated(passage, match.span()):
        first, last = min(match.start(), time.start), max(match.end(), time.end)
        how = "force" if _FORCE.search(text[first:last]) else "signed"
        judged = _judge(_between(passage, kind, match.end()), time.when.start.year, how)
        if judged is not None:
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _between(passage: Passage, kind: str, end: int | None = None) -> list[Dated]:
    """The accords of a kind between two states: those that the words after it name, or the sentence, or the document.

    Where they name one of the two, the other is any that the sentence names, or the document most.
    """
    named = list(dict.fromkeys(n.code or "" for n in passage.named if n.code in countries()))
    link = _WITH.match(passage.text, end) if end is not None else None
    partner = next((n.code for n in passage.named if link and n.start == link.end() and n.code in countries()), None)
    if partner is not None:
        pairs = [frozenset({partner, other}) for other in (*named, *passage.states[:2]) if other != partner]
    else:
        pair = named if len(named) == 2 else list(passage.states[:2])
        if len(named) > 2 or (len(named) == 1 and named[0] not in pair) or len(pair) != 2:
            return []
        pairs = [frozenset(pair)]
    return [a for a in accords.known() if a.kind == kind and a.parties in pairs]


def _judge(there: Sequence[Dated], year: int, how: str) -> Judged | None:
    fitting = [a for a in there if year in a.years]
    if fitting:
        return supported(f"The record has {fitting[0].described()}.", fitting[0].source)
    if len(there) != 1:
        return None
    accord = there[0]
    if ("force" in how or "effect" in how) and (len(accord.years) < 2 or year < accord.year):
        return against(f"The record has {accord.described()}.", accord.source) if year < accord.year else None
    return against(f"The record has {accord.described()}, not in {year}.", accord.source)
