"""Climate conferences by their number: "COP29, held in Baku", "Baku was host to COP29"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.verify.bodies import editions, places
from detente.verify.bodies.places import Where, agrees
from detente.verify.passages import Passage
from detente.verify.verdicts import Judged, against, supported

_THAT = re.compile(r",?\s(?:that|which)\s")
_COP = re.compile(r"\bCOP[- ]?(?P<n>[23]\d)\b")
_HELD_IN = re.compile(
    r",?\s(?:which\s)?(?:was\s|had been\s)?(?:(?:held|hosted|staged|took place|convened)\s)?(?:(?:last|this)\s\w+\s)?"
    r"(?:in|by)\s(?:the\s)?"
)
_TO_RECEIVE = re.compile(r"\s(?:is\sto|will|was\sto|would|is\sdue\sto)\s(?:receive|host|stage|hold)\b")
"""Behind a place: "COP31, which Antalya is to receive"."""
_HOST_TO = re.compile(
    r"\s(?:was\s|is\s|had been\s|played\s|plays\s)?(?:the\s)?(?:host|hosts|hosted)\s(?:of\s|to\s)?(?:the\s)?"
    r"(?:[\w-]+\s){0,4}?"
)


def claims(passage: Passage) -> Iterator[tuple[int, int, int, Judged]]:
    """The climate conferences of a sentence: both ends, where the place starts, the verdict."""
    text = passage.text
    for match in _COP.finditer(text):
        edition = next((e for e in editions.known().get("COP", ()) if e.number == match["n"]), None)
        if edition is None:
            continue
        near = [Where(m.start(), m.end(), m.group(), None) for m in places.any_city().finditer(places.folded(text))]
        near += [Where(n.start, n.end, n.name, n.code) for n in passage.named if n.kind == "country" and n.code]
        for where in near:
            held = where.start > match.end() and _HELD_IN.fullmatch(text[match.end() : where.start])
            coming = _THAT.fullmatch(text[match.end() : where.start]) and _TO_RECEIVE.match(text, where.end)
            if held or coming or (where.end < match.start() and _HOST_TO.fullmatch(text[where.end : match.start()])):
                say = supported if agrees(edition, where) else against
                start, end = min(where.start, match.start()), max(where.end, match.end())
                yield start, end, where.start, say(f"The record has the {edition.described()}.", edition.source)
