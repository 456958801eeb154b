"""Who is named as the last one before to do what a holder of an office now does.

"The first American secretary of state to set foot in Libya since John Foster Dulles came in 1953", "no Japanese prime
minister had paid such a visit since Yoshihiko Noda in December 2011": the one after "since" held that office then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.ontology import countries
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people.office_claims import NAME, OfficeClaim, whole_name
from detente.verify.people.office_words import bare
from detente.verify.people.titles import TITLE, meaning, plain
from detente.verify.times import told

_NAMES_A_STATE = frozenset({"country", "demonym"})
_WENT = r"came|called|went|visited|did|made|paid|flew|arrived|travell?ed|landed|set foot|was there|in|on"
_SINCE = re.compile(rf"\bsince\s(?P<n>{NAME})(?:['’]s)?,?\s(?:who\s)?(?:\w+\s)?(?:{_WENT})\b")
_KNOWN = 1950
"""The record of leaders begins a few years before."""
_NEW = re.compile(r"\b(?:first|no|never|not)\b", re.IGNORECASE)
"""What makes the one after "since" the last of a row."""


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims that somebody held an office when that one was the last to do something in it."""
    for match in _SINCE.finditer(passage.text):
        lead = passage.text[: match.start()]
        title = next(iter(TITLE.finditer(lead)), None)
        times = [t for t in passage.times if t.start >= match.end("n") and told.has_year(passage, t)]
        times = [t for t in times if t.when.start.year >= _KNOWN]
        if title is None or not times or not _NEW.search(lead) or ";" in passage.text[title.end() : times[0].start]:
            continue
        beside = [n for n in passage.named if n.kind in _NAMES_A_STATE and n.code in countries()]
        beside = [n for n in beside if re.fullmatch(r"\s(?:\w+\s)?", passage.text[n.end : title.start()])]
        if len(beside) != 1 or clauses.head_of(clauses.parsed(passage.text), match.span("n")) is None:
            continue
        words = plain(title.group())
        known = meaning(words, beside[0].code, passage.states)
        person = whole_name(bare(match["n"]), passage)
        yield OfficeClaim(
            title.start(), times[0].end, person, words, known.office, known.country, "at",
            ((times[0].when.start, times[0].when.end),), stated=True, own=1, acts=True, told=passage.told,
        )  # fmt: skip
