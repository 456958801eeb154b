"""Which state has the presidency of the Council of the European Union, which had it before and which has it next.

It goes from state to state by the half-year. "Germany, which holds the presidency until December, took it over from
Croatia": all three are held against the rota on the day of the report.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from detente.ontology import countries
from detente.records import Finding
from detente.reference.tables import rows
from detente.reference.terms import place_name
from detente.verify.bodies import memberships
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, Source, against, doubtful, finding, source_in, supported

_OF_THE_UNION = re.compile(
    r"\b(?:EU|EC|EEC|European (?:Union|Community|Communities|Economic Community)|the (?:Union|Community"
    r"|Twelve|Fifteen|Ten|Nine|Six|Common Market)|Council of Ministers)\b"
)
_OTHER = re.compile(
    r"\b(?:Security Council|OSCE|CSCE|Council of Europe|Commission presidency|parliament\w*|OPEC|NATO|G7|G8|G20"
    r"|ASEAN|APEC|Mercosur|BRICS|Benelux|Nordic|Visegr\w+|presidential|State Council"
    r"|of the republic|eurozone|Eurogroup)\b",
    re.IGNORECASE,
)
_CHAIR = (
    r"(?:the|its)\s(?:(?:rotating|six-month|half-yearly|half-year|current)\s)*"
    r"(?:(?:EU|EC|EEC|Union|Community|Council|bloc)(?:['’]s)?\s)?(?:Council\s)?(?:presidency|chair)\b"
)
_HOLDS = re.compile(
    rf"(?P<s>\[\d+\])(?:,?\swhich)?\s(?:now\s|currently\s|also\s|still\s)?(?:holds|has|is\sholding)\s{_CHAIR}"
)
_TAKES = re.compile(
    rf"(?P<s>\[\d+\])(?:,?\swhich)?\s(?:will\stake|takes|is\sto\stake|is\sdue\sto\stake|took|has\staken|assumes|assumed)"
    rf"\s(?:over\s)?{_CHAIR}"
)
_FROM = re.compile(r"\b(?:presidency|chair)\b[^.;\[]{0,90}?\bfrom\s(?:the\s)?(?P<s>\[\d+\])")
_TO = re.compile(
    r"\b(?:presidency|chair)\b[^.;\[]{0,90}?\b(?:pass(?:es|ed)|goes|falls|hands?(?:\sit)?(?:\sover|\son)?|be\shanded(?:\sover)?"
    r"|move[sd]?)\sto\s(?:the\s)?(?P<s>\[\d+\])"
)
_SOMEBODY_OF = re.compile(r"\b[A-ZÀ-Þ][\w'’-]+\s(?:of|from)\s(?:the\s)?$")
"""Before a state: it is somebody's, who takes the chair of another body, "Costa of Portugal takes the chair"."""
_EDGE = dt.timedelta(days=15)
"""So near to the turn of the half-year either of two may be meant."""
Half = tuple[int, int]


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about the presidency of the Council in a sentence."""
    if not re.search(r"\b(?:presidency|chair)\b", passage.text) or passage.published is None:
        return
    near = f"{passage.before.text if passage.before is not None else ''} {passage.text}"
    if not _OF_THE_UNION.search(near) or _OTHER.search(passage.text):
        return
    states = [n for n in passage.named if n.code in countries() and n.kind == "country"]
    marked = memberships.mark(passage.text, None, states)
    for pattern, shifts in ((_HOLDS, (0,)), (_TAKES, (0, 1)), (_FROM, (-1, 0)), (_TO, (1, 0))):
        for match in pattern.finditer(marked.text):
            state = states[int(match["s"].strip("[]"))]
            if _SOMEBODY_OF.search(marked.text[: match.start()]):
                continue
            judged = _judge(state.code or "", passage.published, shifts)
            if judged is not None:
                start, end = marked.start(match.start()), marked.end(match.end())
                yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def _judge(state: str, day: dt.date, shifts: tuple[int, ...]) -> Judged | None:
    """Whether a state has the presidency in one of some half-years around a day."""
    halves = dict.fromkeys(_shifted(_half(near), shift) for near in (day, day - _EDGE, day + _EDGE) for shift in shifts)
    known = [(half, *_rota()[half]) for half in halves if half in _rota()]
    if len(known) < len(halves):
        return None
    for (year, half), holder, source in known:
        if holder == state:
            return supported(f"{place_name(holder)} has the presidency in half {half} of {year}.", source)
    (year, half), holder, source = known[0]
    say = against if all(s.strong for _, _, s in known) else doubtful
    return say(
        f"The record has {place_name(holder)} in the presidency of the Council in half {half} of {year}.", source
    )


def _half(day: dt.date) -> Half:
    return day.year, 1 if day.month <= _MIDYEAR else 2


_MIDYEAR = 6


def _shifted(half: Half, by: int) -> Half:
    number = half[0] * 2 + half[1] - 1 + by
    return number // 2, number % 2 + 1


@functools.cache
def _rota() -> dict[Half, tuple[str, Source]]:
    """The state in the chair by half-year, with its source."""
    return {
        (int(row["year"]), int(row["half"])): (
            row["country"], source_in("presidencies", f"{row['body']} {row['year']}-{row['half']}", row),
        )
        for row in rows("presidencies")
    }  # fmt: skip
