"""Between whom a named accord was made: "the Treaty of Aachen between France and Italy", "Italy signed it with Spain".

The states that a sentence tells as the parties are held against those of the row. It is contradicted only where as many
states are told as the accord has, all but one of them are its parties, and no accord of that name has them all: who
signed an accord as a witness, or acceded later, is told beside the parties and not in place of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.records import Finding
from detente.reference.terms import place_name
from detente.verify import marks
from detente.verify.history import accords
from detente.verify.history.accords import Dated
from detente.verify.passages import Named, Passage
from detente.verify.verdicts import Judged, against, finding, supported

_LIST = r"(?:the\s)?\[\d+\](?:(?:,|,?\sand)\s(?:the\s)?\[\d+\])*"
_WHEN = r"(?:\s(?:of|in|on)\s(?:[A-Z]\w+\s)?(?:\d{1,2},\s)?\d{4})?"
_SIGNED = r"(?:signed|concluded|sealed|ratified|made|negotiated|agreed(?:\son)?|struck|reached)"
_FORMS = (
    rf"<a>{_WHEN},?\s(?:the\s(?:\w+\s)?(?:pact|treaty|accord|agreement|deal)\s)?(?:between|of|among)\s(?P<all>{_LIST})",
    rf"<a>{_WHEN},?\s(?:which\swas\s|that\swas\s)?{_SIGNED}{_WHEN}\sby\s(?P<all>{_LIST})",
    rf"(?P<one>{_LIST})\s(?:have\s|has\s|had\s)?(?:also\s|finally\s)?{_SIGNED}\s(?:the\s|their\s|its\s)?(?:\w+\s)?<a>"
    rf"{_WHEN}(?:\swith\s(?P<other>{_LIST}))?",
    rf"(?:[Ii]n|[Bb]y|[Uu]nder)\s(?:the\s)?<a>{_WHEN},?\s(?P<one>{_LIST})\s[a-z]+\s(?P<other>{_LIST})?",
    rf"<a>{_WHEN},?\s(?:in|by|under)\swhich\s(?P<one>{_LIST})\s[a-z]+\s(?P<other>{_LIST})?",
    rf"<a>{_WHEN}\s(?:of|by|for|that|which)?\s?(?P<one>{_LIST})\swith\s(?P<other>{_LIST})",
)
"""The words by which the parties of an accord (<a>) are told as lists of states ([0], [1])."""
_FEW = 8
"""An accord of more states than this is open to others."""
_KINDS = frozenset({
    "trade agreement", "agreement", "security agreement", "treaty", "border treaty", "friendship treaty", "alliance",
    "association agreement", "energy agreement", "memorandum", "nuclear agreement", "fisheries agreement",
    "arms control", "communique", "assurance", "peace agreement",
})  # fmt: skip
"""Kinds of accords of which the rows have all parties; of a peace they may have only the two that had been at war."""
_UNION = "EUR"
"""A body that signs beside its members, and is told or left out."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the parties of accords that a sentence names."""
    for accord, start, end in accords.named(passage.text):
        if not 2 <= len(accord.parties) <= _FEW or accord.kind not in _KINDS:
            continue
        states = [
            n for n in passage.named
            if n.code in countries() and n.kind in {"country", "capital"} and not (n.start < end and start < n.end)
        ]  # fmt: skip
        pieces = [(start, end, "<a>"), *((n.start, n.end, f"[{i}]") for i, n in enumerate(states))]
        marked = marks.replaced(passage.text, pieces)
        for form in _FORMS:
            match = re.search(form, marked.text)
            told = _told(match, states) if match is not None else []
            judged = _judge(accord, told) if len(told) > 1 else None
            if match is not None and judged is not None:
                span = passage.span(marked.start(match.start()), marked.end(match.end()))
                yield finding(passage.document, span, judged, passage.whole)
                break


def _told(match: re.Match[str], states: Sequence[Named]) -> list[str]:
    """The codes of the states that a form has, each once."""
    lists = " ".join(part for part in match.groupdict().values() if part)
    return list(dict.fromkeys(states[int(n)].code or "" for n in re.findall(r"\[(\d+)\]", lists)))


def _judge(accord: Dated, told: Sequence[str]) -> Judged | None:
    """The states told against the parties: as many, and one of them another."""
    parties, named = accord.parties - {_UNION}, frozenset(told) - {_UNION}
    if named <= parties:
        return supported(f"The record has {accord.described()} between {_list(accord.parties)}.", accord.source)
    strange = named - parties
    if len(named) != len(parties) or len(strange) > max(1, len(parties) // 3) or len(named - strange) < 1:
        return None
    if any(named <= other.parties for other in accords.known() if set(other.names) & set(accord.names)):
        return None
    return against(f"The record has {accord.described()} between {_list(accord.parties)}.", accord.source)


def _list(parties: frozenset[str]) -> str:
    names = sorted(place_name(code) for code in parties)
    return ", ".join(names[:-1]) + f" and {names[-1]}"
