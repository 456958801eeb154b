"""What office a title means: by the codebook's titles, by portfolio, and by the state whose title it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.coding.who.naming import titles
from detente.ontology.portfolios import portfolio_titles, portfolios
from detente.reference.posts import AMBASSADOR, at_post
from detente.reference.terms import LEADER

ANY = ""
"""The office of a title that many bodies have ("chairman"): only a person's own rows can tell which is meant."""

HIGH_COMMISSIONER = "high commissioner"
"""What the Commonwealth calls its ambassadors to each other."""
_EXTRA = {
    "leader": LEADER, "ruler": LEADER, "head of government": "head_of_government", "head of state": "head_of_state",
    "chairman": ANY, "chairwoman": ANY, "chairperson": ANY, "chair": ANY, "chief": ANY, "head": ANY,
    "managing director": ANY, "director general": ANY, "director-general": ANY, "high representative": ANY,
    HIGH_COMMISSIONER: AMBASSADOR, "spokesperson": ANY, "spokesman": ANY, "spokeswoman": ANY, "chief of staff": ANY,
}  # fmt: skip
_BY_PORTFOLIO = {title: office for title, (office, _) in portfolio_titles().items()}
_TITLES = {**_BY_PORTFOLIO, **_EXTRA, **{title: office for title, (office, _, _) in titles().items()}}
_CODEBOOK = {title: states for title, (_, _, states) in titles().items() if states and title != "chancellor"}
_IN_STATE = {(title, state): p.office for p in portfolios() for title in p.titles for state in p.states}
"""What a title means in a state of its own: India's foreign secretary is an official, Britain's a minister."""
_STATES = {title: states for title, (_, states) in portfolio_titles().items() if states}
_STATES |= {title: (*states, *_STATES.get(title, ())) for title, states in _CODEBOOK.items()}
_STYLED = frozenset({"PHL", "MEX"})
"""States whose ministers are called secretaries; in most others "the defence secretary" is an official."""
_JUNIOR = frozenset(f"{word} minister" for p in portfolios() if "GBR" in p.secretaries for word in p.words)
"""What is in London the title of a junior, under a secretary of state."""
_POSTED = r"(?P<abroad>permanent representative)(?=\s(?:to|in|at)\s)"
_OWNED = r"(?:the|(?:[\w.]+[ ]){0,2}[\w.]+['’]s)"
"""What may stand in a title for "the": "the secretary of Russia's Security Council"."""


def _spelt(title: str) -> str:
    """A title as part of a regular expression, in which a body may be told as that of its state."""
    words = re.escape(title).replace(chr(92) + " ", "[ -]")
    return words.replace("[ -]of[ -]the[ -]", f"[ -]of[ -]{_OWNED}[ -]", 1)


TITLE = re.compile(
    rf"(?<!\w)(?:"
    rf"{'|'.join(map(_spelt, sorted(_TITLES, key=len, reverse=True)))}"
    rf"|{_POSTED})"
    r"(?![\w-]|’?s\b(?! )|ship)",
    re.IGNORECASE,
)
"""Any title of office in a text."""
_FIELDS = {word: p.office for p in reversed(portfolios()) for word in p.words}
_FIELD = "|".join(map(re.escape, sorted(_FIELDS, key=len, reverse=True)))
MINISTRY = (
    rf"\b(?:{_FIELD})\s(?:ministry|department|portfolio)\b"
    rf"|\b(?:ministry|department)\s(?:of|for)\s(?:the\s)?(?:{_FIELD})\b"
)
"""A ministry as part of a regular expression that takes no notice of capitals."""
_MINISTRY = re.compile(MINISTRY, re.IGNORECASE)
_WORD_OF = re.compile(rf"\b(?:{_FIELD})\b", re.IGNORECASE)
_PLACE = re.compile(r"\s(?:to|in|at)\s(?:the\s)?(?:[A-Z][\w.]*\s?(?:of\s)?){1,4}")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The office that a title means and the state whose office it is.

    `assumed`: only the title tells the state; `guessed`: it is a state that the document is about.
    """

    office: str
    country: str | None
    assumed: bool = False
    guessed: bool = False


def meaning(title: str, country: str | None, around: Sequence[str]) -> Meaning:
    """What a title means of a state, or of none that is told.

    Args:
        title: the title, in lower case.
        country: the state that the words name, if any.
        around: the states that the document is about, the most frequent first.
    """
    office, states = _TITLES.get(title, LEADER), _STATES.get(title, ())
    if country is None and len(states) == 1:
        return Meaning(office, states[0], assumed=True)
    guessed = country is None and len(states) > 1
    if guessed:
        country = _one_of([state for state in around if state in states], title)
    if country == "GBR" and title in _JUNIOR:
        return Meaning(ANY, country)
    if not states or country in states or (len(states) == 1 and _is_lent(title, country)):
        return Meaning(_IN_STATE.get((title, country or ""), office), country, guessed=guessed)
    # In other states it is an official's title ("India's home secretary"), or the text does not say whose.
    return Meaning(ANY, country)


def _one_of(states: Sequence[str], title: str) -> str | None:
    """The first of the states that a title may be of, unless it is another office in one of them than in the others."""
    offices = {_IN_STATE.get((title, state), _TITLES[title]) for state in states}
    return states[0] if len(offices) == 1 else None


def _is_lent(title: str, country: str | None) -> bool:
    """Whether a title of one state is given to the like office of another: "the Philippine defense secretary"."""
    return title in _CODEBOOK and ("secretary" not in title or country in _STYLED)


_OF_ITS = re.compile(r"\bof (?:[\w.]+ ){0,2}[\w.]+['’]s ")


def plain(title: str) -> str:
    """A title as the tables have it: lower case, and "secretary-general" spelt as there."""
    words = _OF_ITS.sub("of the ", title.lower().replace("-general", " general"), count=1)
    if words not in _TITLES and words.replace("-", " ") in _TITLES:
        # "Vice-president".
        return words.replace("-", " ")
    return words if words in _TITLES else words.replace(" general", "-general")


def is_any(title: str) -> bool:
    """Whether many bodies have a title, so that it means no one office."""
    return _TITLES.get(title.lower()) == ANY


def is_title_of(title: str) -> bool:
    """Whether some words (in lower case) are a title of one office."""
    return bool(_TITLES.get(title))


def is_title(words: Sequence[str]) -> bool:
    """Whether the first of some words is part of a title of office."""
    return any(words[0].lower() in title.split() for title in _TITLES)


def offices_named(text: str) -> set[str]:
    """The offices whose titles stand in a text, in whatever state; an ambassador's with the place, where it is told."""
    return {office for match in TITLE.finditer(text) for office in _offices(match)}


def _offices(match: re.Match[str]) -> set[str]:
    title = plain(match.group())
    office = AMBASSADOR if match["abroad"] else _TITLES.get(title, ANY)
    place = _PLACE.match(match.string, match.end()) if office == AMBASSADOR else None
    elsewhere = {_IN_STATE[title, state] for state in _STATES.get(title, ()) if (title, state) in _IN_STATE}
    return {at_post(office, place.group().strip()) if place is not None else office} | elsewhere


def ministries_named(text: str) -> set[str]:
    """The offices of the ministries that stand in a text: "the energy department", "the ministry of justice"."""
    fields = (_WORD_OF.search(match.group().lower()) for match in _MINISTRY.finditer(text))
    return {_FIELDS[field.group()] for field in fields if field is not None}


def last_office(text: str) -> tuple[str, str] | None:
    """The office that a text names last, with its title; not by a title that means another office in other states."""
    told = [plain(match.group()) for match in TITLE.finditer(text)]
    known = [(_TITLES[title], title) for title in told if title in _TITLES and not len(_STATES.get(title, ())) > 1]
    return known[-1] if known else None
