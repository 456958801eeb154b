"""A document's sentences as claims are looked for in them: text, times and states, without a full parse."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.coding.text import times
from detente.coding.text.parse import NAME_HYPHEN, Block, blocks, pipeline
from detente.coding.text.times import TimeMention
from detente.coding.who import gazetteer
from detente.ontology import countries, split
from detente.records import Document, TextSpan
from detente.reference.adapters import polities
from detente.settings import load
from detente.verify import anchors

if TYPE_CHECKING:
    from spacy.pipeline import Sentencizer
    from spacy.tokens import Doc

_NAMES_A_STATE = frozenset({"country", "demonym", "capital", "metonym", "organisation", "body", "place"})


@dataclass(frozen=True, slots=True)
class Named:
    """A state, an organisation or a body named in a sentence: offsets in its text, code, and kind of name."""

    start: int
    end: int
    code: str | None
    kind: str
    name: str


@dataclass(frozen=True)
class Passage:
    """One sentence; every offset is in `text`, and `span` leads back to the document.

    `around` are the times of the other sentences of its paragraph, of which `ahead` stand in those behind it;
    `before` is the sentence before it there.
    `states` are the states named in the whole document, the most frequent first.
    """

    document: Document
    offset: int
    text: str
    paragraph: int
    times: tuple[TimeMention, ...]
    named: tuple[Named, ...]
    around: tuple[TimeMention, ...] = ()
    before: Passage | None = None
    states: tuple[str, ...] = ()
    told: tuple[tuple[dt.date, dt.date], ...] = ()
    """First and last day of every time that the document names."""
    people: tuple[str, ...] = field(default=())
    """The personal names of two words or more in the document so far."""
    ahead: tuple[TimeMention, ...] = ()
    pair: frozenset[str] = frozenset()
    """The two states that the document is about, where they stand out among those that it names; else none."""
    led: tuple[tuple[str, frozenset[str]], ...] = ()
    """The people of the sentence who have led a state at some time, with their states."""

    @property
    def published(self) -> dt.date | None:
        """The day of publication."""
        return self.document.published

    @property
    def today(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """The day of publication as the one window that it is; none where it is not known."""
        return ((self.published, self.published),) if self.published is not None else ()

    def span(self, start: int, end: int) -> TextSpan:
        """A part of the sentence as a passage of the document."""
        begin = self.offset + start
        return TextSpan(begin, self.offset + end, self.document.text[begin : self.offset + end])

    @property
    def whole(self) -> TextSpan:
        """The whole sentence."""
        return self.span(0, len(self.text))


_STAND_OUT = 1.5
"""The two states that a report is about are named so many times as often as any third."""


_TWO, _FIRST = 2, 4
"""The two states of a title, if they are among the first few of the text, are those that the report is about."""


def _in_title(document: Document) -> frozenset[str]:
    """The states that the title of a document names, or its first line where that is one."""
    first, _, rest = document.text.partition("\n")
    title = document.title or (first if rest.startswith("\n") and not first.rstrip().endswith((".", "-", "–")) else "")
    return frozenset(n.code for n in named(title) if n.code and n.code in countries() and n.kind != "organisation")


def passages(document: Document) -> Iterator[Passage]:
    """The sentences of a document, in order."""
    parts = [(part, _sentences(part)) for part in blocks(document.text)]
    found = [[_passage(document, part, start, end) for start, end in sentences] for part, sentences in parts]
    found = [[_with_short_names(passage) for passage in _anchored(group)] for group in found]
    counted: dict[str, int] = {}
    for name in (name for group in found for passage in group for name in passage.named):
        if name.code and name.kind != "organisation":
            counted[name.code] = counted.get(name.code, 0) + 1
    states = tuple(sorted(counted, key=lambda code: -counted[code]))
    third = counted[states[2]] if len(states) > 2 else 0
    pair = frozenset(states[:2] if len(states) > 1 and counted[states[1]] >= _STAND_OUT * third else ())
    headed = _in_title(document)
    if len(headed) == _TWO and headed <= frozenset(states[:_FIRST]):
        pair = headed
    told = tuple((t.when.start, t.when.end) for group in found for passage in group for t in passage.times)
    for group in found:
        before = None
        for number, passage in enumerate(group):
            ahead = tuple(time for other in group[number + 1 :] for time in other.times)
            around = (*(time for other in group[:number] for time in other.times), *ahead)
            before = Passage(
                document, passage.offset, passage.text, passage.paragraph, passage.times, passage.named, around,
                before, states, told, ahead=ahead, pair=pair,
            )  # fmt: skip
            yield before


@functools.cache
def _sentencizer() -> Sentencizer:
    from spacy.pipeline import Sentencizer

    return Sentencizer()


_INITIAL = re.compile(r"(?:^|[\s(.])(?:[A-Z]|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|No|vs|Jr|Sr|Dr|Mr|Mrs|Ms|Prof|Hon)\.$")


def _sentences(part: Block) -> list[tuple[int, int]]:
    doc = _sentencizer()(pipeline().make_doc(part.text))
    out: list[tuple[int, int]] = []
    for span in doc.sents:
        start, end = span.start_char, span.end_char
        if out and (_INITIAL.search(part.text[out[-1][0] : out[-1][1]]) or part.text[start : start + 1].islower()):
            out[-1] = (out[-1][0], end)
        elif part.text[start:end].strip():
            out.append((start, end))
    limit = load().coding.max_sentence_tokens
    if len(doc) <= limit:
        return out
    return [piece for start, end in out for piece in _cut(doc, start, end, limit)]


def _cut(doc: Doc, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """A sentence (offsets), in pieces where it is longer than the parser is given."""
    words = [token for token in doc if start <= token.idx < end]
    for first in range(0, len(words), limit):
        last = words[first : first + limit][-1]
        yield words[first].idx, min(last.idx + len(last), end)


_PRICED = re.compile(r"['’]s\s(?:\w+\s)?(?:rates?|prices?|money|values?|exchange)\b")
"""Behind "today": what money is worth now, which dates nothing that is told with it."""


def _passage(document: Document, part: Block, start: int, end: int) -> Passage:
    text = part.text[start:end].replace(NAME_HYPHEN, "-")
    found = tuple(t for t in times.find(text, document.published) if not _PRICED.match(text, t.end))
    return Passage(document, part.start + start, text, part.paragraph, found, tuple(named(text)))


def _anchored(group: list[Passage]) -> list[Passage]:
    """The sentences of a paragraph with the times that are counted from others put where they belong."""
    placed = anchors.anchored([(p.text, p.times) for p in group], group[0].published if group else None)
    return [dataclasses.replace(p, times=there) for p, there in zip(group, placed, strict=True)]


_SHORT_NAMES = (
    (re.compile(r"\bThe Fund\b|\bthe Fund\b"), "IMF", "International Monetary Fund"),
    (re.compile(r"\b[Tt]he (?:Atlantic )?alliance\b"), "NAT", "NATO"),
    (re.compile(r"\b[Tt]he Union\b"), "EUR", "European Union"),
    (re.compile(r"\b[Tt]he South(?=['’]s\s|\s(?:and|will|has|had|is|was)\b)"), "KOR", "South Korea"),
    (re.compile(r"\b[Tt]he North(?=['’]s\s|\s(?:and|will|has|had|is|was)\b)"), "PRK", "North Korea"),
)
"""What a report calls a body, or a half of Korea, once it has given the whole name: pattern, code, that name."""


_OTHER_ALLIANCE = re.compile(
    r"\balliance\s(?:with|between)\s(?:the\sUnited\sStates|South\sKorea|Japan|the\sPhilippines|Australia|Seoul|Tokyo|Manila|Canberra|Washington)"
    r"|\b(?:Korea|Japan|Japanese|Korean|Philippine|Australian|US-ROK)(?:['’]s|-U\.?S\.?)?\s(?:\w+\s)?alliance\b"
    r"|\bMutual\sDefen[cs]e\sTreaty\b"
)


@functools.lru_cache(maxsize=4)
def has_another_alliance(text: str) -> bool:
    """Whether "the alliance" may be one of two states in a report, and not NATO."""
    return _OTHER_ALLIANCE.search(text) is not None


def _with_short_names(passage: Passage) -> Passage:
    """A sentence in which "the Fund" and the like are the organisations that the document names in full."""
    short = [
        Named(match.start(), match.end(), code, "country" if code in countries() else "organisation", whole)
        for pattern, code, whole in _SHORT_NAMES
        if whole in passage.document.text and not (code == "NAT" and has_another_alliance(passage.document.text))
        for match in pattern.finditer(passage.text)
        if all(match.end() <= n.start or n.end <= match.start() for n in passage.named)
    ]  # fmt: skip
    if not short:
        return passage
    return dataclasses.replace(passage, named=tuple(sorted((*passage.named, *short), key=lambda n: n.start)))


def named(text: str) -> Iterator[Named]:
    """The states, organisations and bodies that a text names."""
    gone = list(_gone(text))
    yield from gone
    doc = pipeline().make_doc(text)
    for match in gazetteer.find(doc[:]):
        first, last = doc[match.start], doc[match.end - 1]
        start, end = first.idx, last.idx + len(last)
        if match.entry.kind in _NAMES_A_STATE and not any(start < g.end and g.start < end for g in gone):
            yield Named(start, end, match.entry.code, match.entry.kind, match.entry.name)


@functools.cache
def _polities() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, split(row['words'])))})\b"), row["code"], row["name"])
        for row in polities()
        if row["words"]
    )


def is_gone(name: Named) -> bool:
    """Whether a name is that of a state that is no more."""
    return any(name.name == gone for _, _, gone in _polities())


def _gone(text: str) -> Iterator[Named]:
    """States that are no more and must not be taken for a state of today."""
    for pattern, code, name in _polities():
        for match in pattern.finditer(text):
            yield Named(match.start(), match.end(), code, "country", name)
