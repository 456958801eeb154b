"""Two holders of one office told together: "the foreign ministers X and Y", "X and Y, the prime ministers of A and B".

Each becomes a claim of office of its own, with the state that stands behind the name, else the one that it served.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people.doings import tells_of_now
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.office_times import Told, when
from detente.verify.people.office_words import NAME
from detente.verify.people.persons import whole_name
from detente.verify.people.titles import meaning
from detente.verify.times.told import near

_STATE = r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
_OF = r"(?:\s(?:of|for)\s(?:the\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?"
_TITLES = (
    r"(?P<t>(?i:(?:foreign|defen[cs]e|finance|interior|trade|economy|justice|prime|transport|energy|agriculture|health"
    r"|education|environment|culture|commerce|industry|labou?r|migration|science|water|digital) ministers"
    r"|presidents|premiers"
    r"|chancellors|foreign secretaries|secretaries[ -]general|heads of government))"
)
_PAIR = re.compile(
    rf"\b{_TITLES}(?:\sof\sthe\s(?:day|time|two countries)"
    rf"|\sof\s(?:the\s)?(?P<c>{_STATE})\sand\s(?:the\s)?(?P<d>{_STATE}))?,?\s"
    rf"(?P<a>{NAME}){_OF},?\sand\s(?P<b>{NAME}){_OF}"
)
_APPOSED = re.compile(
    rf"(?P<a>{NAME}){_OF}\sand\s(?P<b>{NAME}){_OF},\s(?:then\s)?the\s(?:two\s|then\s)?"
    rf"(?:(?P<e>{_STATE})\sand\s(?P<f>{_STATE})\s)?{_TITLES}"
    rf"(?:\sof\s(?:the\s)?(?P<c>{_STATE})\sand\s(?:the\s)?(?P<d>{_STATE}))?"
)
_PLACES = {"a": ("c", "e"), "b": ("d", "f")}
"""Where the state of each of the two is told: behind the title, or before it."""
_NEAR = 8
"""Letters from a name to the state behind it (" of the ")."""
_ASIDE = re.compile(r",\s(?:which|that|when|where)\s(?:the\s)?$")
"""Before the title: the clause says more of something, and not what happens now."""
_UNDER = re.compile(r"\b(?:[Uu]nder|[Dd]uring|[Ss]ince)\s(?:the\s)?$")
"""Before two under whom, one after the other, something was so."""
_BEFORE = re.compile(r"\b(?P<no>former|deputy|vice|future|assistant|shadow|ex)[ -]$", re.IGNORECASE)


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims of office in a sentence that names two holders behind or before a title in the plural."""
    for match in (*_PAIR.finditer(passage.text), *_APPOSED.finditer(passage.text)):
        lead = passage.text[: match.start("t")]
        if _BEFORE.search(lead) or _UNDER.search(lead):
            continue
        title = re.sub(r"ies\b", "y", match["t"].lower()) if "secretaries" in match["t"].lower() else match["t"][:-1]
        title = "head of government" if "heads" in match["t"].lower() else title
        for key in ("a", "b"):
            yield _claim(passage, match, key, title.lower())


def _claim(passage: Passage, match: re.Match[str], key: str, title: str) -> OfficeClaim:
    name = match.span(key)
    aside = _ASIDE.search(passage.text, 0, match.start()) is not None
    told = None if aside else clauses.telling(passage.text, match.span("a"))
    kind, windows, stated = when(passage, Told("after", "at", "", match.start(), match.end(), name, told))
    countries = [n for n in passage.named if n.kind == "country"]
    owner = next((n for n in countries if n.start == name[0] and n.end < name[1]), None)
    if owner is not None:
        # "Malaysia's X and Singapore's Y": the name begins behind the state.
        begin = passage.text.find(" ", owner.end, name[1]) + 1
        name = (begin, name[1]) if begin else name
    behind = (n.code for n in countries if 0 <= n.start - name[1] <= _NEAR)
    state = owner.code if owner is not None else next(behind, None)
    places = [match.start(place) for place in _PLACES[key] if match.groupdict().get(place)]
    if places:
        named = (n.code for n in passage.named if n.start in places and n.kind in {"country", "demonym"})
        state = next(named, None)
    meant = meaning(title, state, passage.states)
    person = whole_name(passage.text[slice(*name)], passage)
    return OfficeClaim(
        name[0], name[1], person, title, meant.office, meant.country, kind, windows, stated,
        own=len(passage.times),
        acts=not passage.times or (told is not None and told.part == "subject"), told=near(passage),
        now=tells_of_now(told),
    )  # fmt: skip
