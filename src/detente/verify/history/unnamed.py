"""Accords that a sentence does not name and tells by where and when they were made.

"An accord signed in Sydney in January 2009 shared the proceeds": the record has one accord of the report's states made
in Sydney in a January, and that is of 2006. Place and month, day and month, or month and the words of its name must be
those of one accord of the record, so that the year alone is another; or the day and the states, so that the place is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference.names import respelt
from detente.verify import clauses
from detente.verify.history import accords, making
from detente.verify.history.accords import Dated
from detente.verify.passages import Passage
from detente.verify.times import told
from detente.verify.verdicts import Judged, against, finding

_TEXT = re.compile(
    r"\b(?:treaty|agreement|accord|pact|declaration|communiqu[eé]|protocol|memorandum|convention|charter|deal|armistice"
    r"|cease-?fire|truce|partnership|settlement|contract)\b",
    re.IGNORECASE,
)
_MADE = re.compile(
    r",?\s(?:(?:that|which)\s(?:was|were)\s)?(?:signed|concluded|initialled|agreed|reached|sealed|made)"
    r"(?:\s(?:in|at)\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)*)?\s(?:in|on)\s|\sof\s"
)
_OWN_NOUNS = frozenset({"declaration", "protocol", "memorandum", "convention", "charter", "armistice", "contract"})
"""What only an accord that is one is called."""
COUNTED = re.compile(r"\banniversary\b|\byears?\s(?:to the day\s)?(?:after|since|before)\b")
"""A day that is the same in another year need not be a slip."""
_FEW = 4
"""An accord of more states than this is named, or not meant."""
FAR = 15
"""Years by which a year may be mistaken for another."""
_PLAIN = told.stems(
    "treaty agreement accord pact declaration communique protocol memorandum convention charter deal armistice"
    " ceasefire truce partnership settlement contract joint statement relations diplomatic establishment between states"
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about accords that are told by place and time alone."""
    taken = [(start, end) for _, start, end in accords.named(passage.text)]
    if COUNTED.search(passage.text):
        return
    for match in _TEXT.finditer(passage.text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if making.is_with_a_body(passage, match.span()):
            continue
        times = [t for t in passage.times if _is_its(passage, match.span(), t)]
        if len(times) != 1:
            continue
        judged = _judge(passage, match.span(), times[0])
        if judged is not None:
            first, last = min(match.start(), times[0].start), max(match.end(), times[0].end)
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _is_its(passage: Passage, thing: tuple[int, int], time: TimeMention) -> bool:
    if time.when.precision not in {"day", "month"} or (thing[0] < time.end and time.start < thing[1]):
        return False
    between = passage.text[thing[1] : time.start]
    return bool(_MADE.fullmatch(between)) or clauses.joined(passage.text, thing, (time.start, time.end), making.MAKING)


def _judge(passage: Passage, thing: tuple[int, int], time: TimeMention) -> Judged | None:
    theirs = _theirs(passage)
    day, exact = time.when.start, time.when.precision == "day"
    then = [a for a in theirs if a.date[:7] == day.isoformat()[:7]]
    if then:
        that_day = [a for a in then if a.date == day.isoformat()]
        return _elsewhere(passage, thing, that_day) if exact and that_day else None
    if not told.has_year(passage, time):
        return None
    cities = [c["p"] for c in making.cities(passage, thing)]
    near = [a for a in theirs if 0 < abs(a.year - day.year) <= FAR and day.year not in a.years]
    same = [a for a in near if a.date[5:7] == day.isoformat()[5:7]]
    meant = [a for a in same if any(respelt(city) in respelt(a.place) for city in cities)]
    meant = meant or [a for a in same if exact and a.date[5:] == day.isoformat()[5:]]
    meant = meant or [a for a in same if _by_words(passage, thing, a) or _by_pair(passage, thing, a)]
    if len(meant) != 1 or (
        cities and meant[0].place and not any(respelt(city) in respelt(meant[0].place) for city in cities)
    ):
        return None
    return against(f"The record has {_described(meant[0])}.", meant[0].source)


def _theirs(passage: Passage) -> list[Dated]:
    """The accords, known to the month, of the states that the report is about or the sentence names.

    A peace within one state is that state's.
    """
    states = {n.code for n in passage.named} | set(passage.states[:3])
    return [
        a for a in accords.known()
        if a.source.row.dataset == "detente accords" and len(a.date) >= 7 and len(a.parties) <= _FEW
        and (len(a.parties & states) >= 2 or (len(a.parties & states) == 1 == len(a.parties) and "peace" in a.kind))
    ]  # fmt: skip


def _by_words(passage: Passage, thing: tuple[int, int], accord: Dated) -> bool:
    """Whether the words beside "treaty" are those of an accord's name: "the basic treaty", "a pact on fisheries"."""
    noun = passage.text[thing[0] : thing[1]].lower()
    if noun in _OWN_NOUNS and noun not in f"{' '.join(accord.names)} {accord.kind}".lower():
        return False
    near = passage.text[max(0, thing[0] - 30) : thing[1] + 40]
    named = {n.name for n in passage.named}
    own = told.stems(" ".join(accord.names)) - _PLAIN - told.stems(" ".join(named))
    return bool(told.stems(near) & own)


def _by_pair(passage: Passage, thing: tuple[int, int], accord: Dated) -> bool:
    """Whether a "treaty" or "pact" can be an accord, called so, of the two states that the report is about."""
    noun = passage.text[thing[0] : thing[1]].lower()
    called = noun in {"treaty", "pact"} and noun in " ".join(accord.names).lower()
    return called and len(accord.parties) == 2 and accord.parties <= set(passage.states[:3])


def _elsewhere(passage: Passage, thing: tuple[int, int], then: Sequence[Dated]) -> Judged | None:
    """An accord of that day made in another city, where the states made one alone then."""
    cities = making.cities(passage, thing)
    if len(then) != 1 or not then[0].place or len(cities) != 1:
        return None
    return accords.place_of(then[0], cities[0]["p"], passage)


def _described(accord: Dated) -> str:
    return accord.described() + (f" in {accord.place}" if accord.place else "")
