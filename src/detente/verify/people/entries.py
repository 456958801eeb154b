"""When somebody came into an office, told in a clause without a date: "before Modi became prime minister".

The terms of the one who is named, or whom "he" means, date the clause: an election by the weeks before a term, any
other entry by its first day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from detente.reference.terms import LEADING, Term, shipped_terms
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, titles
from detente.verify.people.namesakes import namesakes
from detente.verify.times.dates import Window

_ENTERS = re.compile(
    rf"(?P<n>{office_words.NAME}|\b[Hh]e\b|\b[Ss]he\b)\s(?:had\s|was\s|had\sbeen\s|first\s|himself\s|herself\s)*"
    r"(?:(?P<chosen>elected|chosen|named|appointed|nominated)|became|become|sworn\sin|inaugurated|took\s(?:office|power|over)"
    r"|c[ao]me\s(?:back\s)?to\s(?:power|office)|returned\sto\s(?:power|office)|entered\s(?:office|the\sWhite\sHouse)"
    r"|moved\sinto\s(?:Downing\sStreet|the\sWhite\sHouse|the\s[EÉ]lys[ée]e|the\sKremlin|the\sBlue\sHouse))\b"
    r"(?:\sas)?(?P<rest>[^,;.]{0,40})"
)
_BEFORE_A_TERM = dt.timedelta(days=80)
"""So long before the first day of a term somebody may be chosen for it."""
_DAY = dt.timedelta(days=1)


def find(passage: Passage, start: int, end: int) -> Iterator[tuple[Window, Term]]:
    """The entries into office that some words of a sentence may tell: first and last day, and the term."""
    match = _ENTERS.search(passage.text, start, end)
    if match is None:
        return
    person = _person(passage, match)
    offices = titles.offices_named(match["rest"]) - {titles.ANY} or set(LEADING)
    terms = [t for t, how in namesakes(person, shipped_terms()) if how == "full"] if person else []
    terms = [t for t in terms if t.office in offices and not any(t.slack)]
    if len({t.country for t in terms}) != 1:
        return
    for term in terms:
        first = term.start - (_BEFORE_A_TERM if match["chosen"] else _DAY)
        yield (first, term.start + _DAY), term


def _person(passage: Passage, match: re.Match[str]) -> str:
    """The whole name of the one told; of "he" it is the last one named before the clause."""
    if match["n"].lower() not in {"he", "she"}:
        name = persons.whole_name(office_words.bare(match["n"]), passage)
        return name if " " in name else ""
    here = [span for span in persons.name_spans(passage) if span[1] <= match.start()]
    named = [persons.whole_name(office_words.bare(passage.text[a:b]), passage) for a, b in here]
    whole = [name for name in named if " " in name]
    return whole[-1] if whole else ""
