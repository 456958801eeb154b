"""What need not be parsed where events alone are wanted: sentences that can tell no act between parties.

A sentence is kept if it names a party, may mean one that was named before ("the ministry", "they"), or follows one that
was kept: who acts may stand there; and if a look at its words and at the rest of the document, and then the network,
do not rule out that it tells an act. Sentences are cut roughly, at full stops that end no abbreviation; neighbours that
are kept stay one text, so that the parser finds their true ends.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from detente.coding.model import look
from detente.coding.model.network import Network
from detente.coding.model.pieces import Span
from detente.coding.text.parse import Block
from detente.coding.who.gazetteer import OF_STATES, names_party, sector_nouns
from detente.coding.who.naming import singulars, titles
from detente.settings import load

_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Maj|Capt|Sgt|Adm|Prof|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Pp]ct|[Mm]ln|[Bb]ln|cts|dlrs))\.[\"')\]]*\s+$"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PRONOUNS = frozenset({"he", "she", "they", "his", "her", "their", "him", "them", "both"})


def worth_parsing(parts: Sequence[Block], network: Network) -> list[Block]:
    """The blocks without the sentences that can tell no act; their offsets in the document hold."""
    cut = [(part, list(rough_sentences(part.text))) for part in parts]
    chances = iter(look.shipped().chances([part.text[low:high].rstrip() for part, spans in cut for low, high in spans]))
    return [piece for part, spans in cut for piece in _pieces(part, [(span, next(chances)) for span in spans], network)]


def rough_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends, with the space behind it, as far as its full stops tell."""
    start = 0
    for match in _END.finditer(text):
        if not _SHORT.search(text[max(0, match.start() - 12) : match.end()]):
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _pieces(part: Block, spans: Sequence[tuple[Span, float]], network: Network) -> Iterator[Block]:
    """The runs of neighbouring sentences that are kept."""
    least = load().coding.p_look_scan
    start: int | None = None
    end = 0
    kept = False
    for (low, high), chance in spans:
        kept = chance >= least and _is_kept(part.text[low:high].rstrip(), kept, network)
        if kept:
            start, end = (low if start is None else start), high
        elif start is not None:
            yield _cut(part, start, end)
            start = None
    if start is not None:
        yield _cut(part, start, end)


def _cut(part: Block, start: int, end: int) -> Block:
    return dataclasses.replace(part, start=part.start + start, text=part.text[start:end].rstrip())


def _is_kept(sentence: str, goes_on: bool, network: Network) -> bool:
    may_act = goes_on or names_party(sentence) or _may_mean_party(sentence)
    return may_act and network.may_tell(sentence, load().coding.p_told_scan)


def _may_mean_party(sentence: str) -> bool:
    return any(not _meant().isdisjoint((word, *singulars(word))) for word in _WORD.findall(sentence.lower()))


@functools.cache
def _meant() -> frozenset[str]:
    """Words that may mean a party named before: pronouns of people, and nouns of those who act for a state."""
    nouns = {**sector_nouns(), **{title: sector for title, (_, sector, _) in titles().items()}}
    return _PRONOUNS | {noun for noun, sector in nouns.items() if sector in OF_STATES}
