"""Whose the sentences are that are quoted alone: '"It is late. We must go," she said. "The rest can wait."'.

A quotation is its teller's from its first sentence to its last. Where none of its sentences tells one, it goes on with
whoever spoke just before; where one does whom nobody can name, it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.coding.context import Context
from detente.coding.words import statements
from detente.records import Statement, TextSpan

_Quotation = tuple[int, int]
_MARKS = " \n\r\t\"'.,;:!?-()[]\u2018\u2019\u201c\u201d\u2013\u2014"


@dataclass(slots=True)
class Quoted:
    """Reads a document's sentences in order, and keeps what is quoted until it is told who speaks."""

    quotation: _Quotation | None = None
    teller: Statement | None = None
    """A statement of the open quotation that tells its speaker."""
    waiting: list[tuple[Statement, bool]] = field(default_factory=list)
    """The sentences of the open quotation so far, and whether their speaker is that of the statement before it."""

    def take(self, context: Context, said: list[Statement], before: Statement | None) -> list[Statement]:
        """The statements that are settled by a sentence, in order: its own, and those that waited for it.

        Args:
            context: the sentence, open in the cast.
            said: its own statements.
            before: the statement made just before, whose speaker a bare quotation goes on with.
        """
        out: list[Statement] = []
        if self.quotation not in context.sentence.quotations:
            out += self.close()
        whole = _whole(context)
        if whole is not None:
            self._open(whole[0])
            said = self._wait(context, whole[1], said, before)
            return [*out, *self._settled(), *said]
        for quotation in context.sentence.quotations:
            told = next((s for s in said if _is_told(s, quotation)), None)
            if quotation == self.quotation and self.waiting:
                out += [statements.given(s, told) for s, _ in self.waiting] if told is not None else []
                if told is not None or statements.tells(context):
                    self.waiting.clear()
            if told is not None or quotation == context.sentence.quotations[-1]:
                self._open(quotation)
                self.teller = told or self.teller
        return [*out, *said]

    def of(self, context: Context) -> list[Statement]:
        """What of a sentence still waits, as said by whoever spoke before it."""
        return [statement for statement, known in self.waiting if known and statement.evidence == context.whole]

    def close(self) -> list[Statement]:
        """What still waits when its quotation has ended: its speaker is that of the statement before it."""
        out = [statement for statement, known in self.waiting if known]
        self.waiting.clear()
        self.quotation = self.teller = None
        return out

    def _open(self, quotation: _Quotation) -> None:
        if quotation != self.quotation:
            self.quotation, self.teller = quotation, None

    def _wait(
        self, context: Context, content: TextSpan, said: list[Statement], before: Statement | None
    ) -> list[Statement]:
        """Keep the sentence; returns the statements of others that it tells of."""
        known = self.teller or before
        found = statements.carried(context, content, known)
        self.waiting.append((found, known is not None))
        return [s for s in said if s.speaker.code != found.speaker.code or s.speaker.code is None]

    def _settled(self) -> list[Statement]:
        if self.teller is None:
            return []
        out = [statement for statement, _ in self.waiting]
        self.waiting.clear()
        return out


def _whole(context: Context) -> tuple[_Quotation, TextSpan] | None:
    """The quotation that holds all words of the sentence, and what of it stands there."""
    sentence = context.sentence
    text = context.document.text[sentence.start : sentence.end]
    first = sentence.start + len(text) - len(text.lstrip(_MARKS))
    last = sentence.end - (len(text) - len(text.rstrip(_MARKS)))
    for quotation in sentence.quotations:
        if quotation[0] <= first < last <= quotation[1]:
            low, high = max(quotation[0], sentence.start), min(quotation[1], sentence.end)
            return quotation, context.span(low, high)
    return None


def _is_told(statement: Statement, quotation: _Quotation) -> bool:
    """Whether a statement says what is quoted, by somebody whom the quotation itself does not name."""
    low, high = quotation
    start = statement.speaker.start
    outside = start is None or not low <= start < high
    return outside and any(span.start < high and low < span.end for span in statement.content)
