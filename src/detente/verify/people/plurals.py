"""Two holders of one office told together: "the foreign ministers X and Y", "the prime ministers, X of A and Y of B".

Each becomes a claim of office of its own, with the state that stands behind the name, else the one that it served.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people.office_claims import NAME, OfficeClaim, whole_name
from detente.verify.people.office_times import Told, tells_of_now, when
from detente.verify.people.titles import meaning

_STATE = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
_OF = r"(?:\sof\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?"
_PAIR = re.compile(
    r"\b(?P<t>(?i:(?:foreign|defen[cs]e|finance|interior|trade|economy|justice|prime) ministers|presidents|premiers"
    r"|chancellors|foreign secretaries|secretaries[ -]general))(?:\sof\sthe\s(?:day|time|two countries)"
    rf"|\sof\s(?:the\s)?(?P<c>{_STATE})\sand\s(?:the\s)?(?P<d>{_STATE}))?,?\s"
    rf"(?P<a>{NAME}){_OF},?\sand\s(?P<b>{NAME}){_OF}"
)
_BEFORE = re.compile(r"\b(?P<no>former|deputy|vice|future|assistant|shadow|ex)[ -]$", re.IGNORECASE)


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims of office in a sentence that names two holders behind a title in the plural."""
    for match in _PAIR.finditer(passage.text):
        lead = passage.text[: match.start()]
        if _BEFORE.search(lead):
            continue
        title = re.sub(r"ies\b", "y", match["t"].lower()) if "secretaries" in match["t"].lower() else match["t"][:-1]
        for key in ("a", "b"):
            yield _claim(passage, match, key, title.lower())


def _claim(passage: Passage, match: re.Match[str], key: str, title: str) -> OfficeClaim:
    name = match.span(key)
    told = clauses.telling(passage.text, match.span("a"))
    kind, windows, stated = when(passage, Told("after", "at", "", match.start(), match.end(), name, told))
    state = next((n.code for n in passage.named if 0 <= n.start - name[1] <= 8 and n.kind == "country"), None)
    before = {"a": "c", "b": "d"}[key]
    if match[before]:
        state = next((n.code for n in passage.named if n.start == match.start(before) and n.kind == "country"), None)
    meant = meaning(title, state, passage.states)
    return OfficeClaim(
        name[0], name[1], whole_name(match[key], passage), title, meant.office, meant.country, kind, windows, stated,
        own=len(passage.times), acts=told is not None and told.part == "subject", told=passage.told,
        now=tells_of_now(told),
    )  # fmt: skip
