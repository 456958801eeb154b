"""What every finder of records is given: one sentence, opened in the cast, with its times and its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.parse import Sentence, text_of
from detente.coding.text.times import TimeMention
from detente.coding.who.cast import Cast
from detente.records import Actor, Document, Statement, TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence of a document with what is known when the reader comes to it.

    `times` have offsets in the document. `carried` is the time that the text is in, from the sentences before
    in the same paragraph. `speaker` is who is speaking in this sentence, None where the text itself speaks.
    """

    document: Document
    sentence: Sentence
    cast: Cast
    times: tuple[TimeMention, ...]
    carried: TimeMention | None = None
    speaker: Actor | None = None
    tells_of_past: bool = False
    """Whether the text has told of a time well before its publication by now."""
    said: tuple[Statement, ...] = ()
    """What is said in the sentence: what stands inside stands on the speaker's word."""

    def span(self, start: int, end: int) -> TextSpan:
        """A passage of the document by document offsets."""
        return TextSpan(start, end, self.document.text[start:end])

    def tokens(self, first: int, last: int) -> TextSpan:
        """A passage by token indices of the parsed block, half-open, without space or stray marks at its ends."""
        doc = self.sentence.span.doc
        while first < last - 1 and (doc[first].is_space or doc[first].text in _EDGES):
            first += 1
        while last > first + 1 and (doc[last - 1].is_space or doc[last - 1].text in _EDGES):
            last -= 1
        first, last = _balanced(doc, first, last)
        end = doc[last - 1]
        return self.span(self.sentence.offset + doc[first].idx, self.sentence.offset + end.idx + len(end))

    @property
    def whole(self) -> TextSpan:
        """The whole sentence."""
        return self.span(self.sentence.start, self.sentence.end)


_EDGES = {",", ";", "-", ".", ":"}


def _balanced(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The same run with its quotation marks in pairs: the missing one is taken in, or the lone one left out."""
    if '"' not in text_of(doc)[doc[first].idx : doc[last - 1].idx + 1]:
        return first, last
    marks = [i for i in range(first, last) if doc[i].text == '"']
    if len(marks) % 2 == 0:
        return first, last
    if last < len(doc) and doc[last].text == '"' and marks[-1] != last - 1:
        return first, last + 1
    if marks[-1] == last - 1 and last - first > 1:
        return first, last - 1
    if marks[0] == first and last - first > 1:
        return first + 1, last
    return first, last
