"""One document into records: sentences, times, actors, events, statements, figures, expectations, occasions.

`code` is a pure function of the document and the shipped tables; `VERSION` changes when its output does. Where events
alone are asked for, a cheap look before the parser leaves out what can tell none (`scan`).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from detente.coding import scan
from detente.coding.acts import mentions, parties
from detente.coding.acts.parties import Settle
from detente.coding.context import Context
from detente.coding.figures import figures
from detente.coding.figures.periods import COMPARES
from detente.coding.model.network import Network, shipped
from detente.coding.occasions import occasions
from detente.coding.text import times
from detente.coding.text.parse import Sentence, blocks, published, sentences
from detente.coding.text.times import TimeMention
from detente.coding.who.cast import Cast
from detente.coding.who.gazetteer import names_party
from detente.coding.words import expectations, speakers, statements
from detente.coding.words.quoted import Quoted
from detente.coding.words.speakers import Before
from detente.ontology import countries
from detente.records import Actor, Coded, Document, Expectation, Figure, Mention, Occasion, Statement
from detente.settings import load

__all__ = ["RECORDS", "VERSION", "code", "code_all"]

VERSION = "10"
RECORDS = frozenset({"event", "statement", "figure", "expectation", "occasion"})
"""The kinds of record that are read from a text."""

_REMEMBERED = 3
"""So many sentences after a statement "he" may still be its speaker."""

T = TypeVar("T")


def code_all(documents: Iterable[Document], kinds: Collection[str] = RECORDS) -> Iterator[Coded]:
    """Code documents one after another, in order, holding one at a time.

    A document that names no state, nobody of one and no body of states is not parsed: it holds nothing between states.
    It is given back all the same, without records, so that coverage counts it.
    """
    return (code(document, kinds) if names_party(document.text) else Coded(document) for document in documents)


def code(document: Document, kinds: Collection[str] = RECORDS) -> Coded:
    """The records in one document, each with the passage it rests on.

    Args:
        document: the document.
        kinds: the kinds of record to read, of `RECORDS`; the others stay empty. Where events alone are asked for,
            only the sentences that may tell one are parsed.
    """
    return Reader(document, frozenset(kinds)).read()


class Reader:
    """Reads a document's sentences in order, so that what was named before can be led back to.

    `network` and `settle` are the shipped ones unless others are given, as training does.
    """

    def __init__(
        self,
        document: Document,
        kinds: frozenset[str],
        network: Network | None = None,
        settle: Settle = parties.settle,
    ) -> None:
        self.network = network or shipped()
        self.settle = settle
        self.given = document
        self.document = dataclasses.replace(document, published=published(document))
        self.kinds = kinds
        self.cast = Cast(self.document.published)
        self.events: list[Mention] = []
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.expectations: list[Expectation] = []
        self.occasions: list[Occasion] = []
        self.quoted = Quoted()
        self._tells_of_past = False
        self._time: tuple[int, TimeMention] | None = None
        self._event: tuple[int, Mention] | None = None
        self._statement: tuple[int, Statement] | None = None
        self._before: tuple[int, Before] = (-1, Before())
        self._named_then: tuple[Actor | None, Actor | None] = (None, None)

    def read(self) -> Coded:
        parts = blocks(self.document.text)
        self.cast.open_document(self.document, parts)
        if self.kinds <= {"event"}:
            parts = scan.worth_parsing(parts, self.network)
        for sentence in sentences(parts):
            self.cast.open_sentence(sentence)
            self._sentence(sentence)
            self.cast.close_sentence(sentence)
        if "statement" in self.kinds:
            self.statements += self.quoted.close()
            self.statements = list(statements.joined(self.statements, self.document.text))
        self.network.forget()
        named = tuple(sorted(code for code in self.cast.seen if code in countries()))
        return Coded(
            self.given,
            mentions.group(self.events),
            tuple(self.statements),
            tuple(self.figures),
            tuple(self.expectations),
            tuple(self.occasions),
            (),
            named,
        )

    def _sentence(self, sentence: Sentence) -> None:
        found = tuple(times.find(sentence.span.text, self.document.published, sentence.start))
        told = tuple(time for time in found if not _is_compared(time, sentence))
        carried = self._time[1] if self._time and self._time[0] == sentence.paragraph else None
        said = self._said(Context(self.document, sentence, self.cast, found, carried))
        if "event" in self.kinds:
            past = self._has_told_of_past(told)
            plain = Context(self.document, sentence, self.cast, found, carried, tells_of_past=past, said=said)
            before = _just_before(self._event, sentence)
            acts = mentions.find(plain, before, self.network, self.settle)
            if acts:
                self._event = (sentence.index, acts[-1])
                self.events += acts
        speaker = said[0].speaker if said else None
        context = Context(self.document, sentence, self.cast, found, carried, speaker)
        if "figure" in self.kinds:
            self.figures += figures.find(context)
        if "expectation" in self.kinds:
            self.expectations += expectations.find(context)
        if "occasion" in self.kinds:
            self.occasions += occasions.find(context)
        if told:
            self._time = (sentence.paragraph, told[-1])

    def _said(self, context: Context) -> tuple[Statement, ...]:
        """The statements of the sentence, remembered for what goes on with them."""
        before = _just_before(self._statement, context.sentence)
        settled = self.quoted.take(context, statements.find(context, self._spoke(context.sentence)), before)
        said = [s for s in (*settled, *self.quoted.of(context)) if s.evidence == context.whole]
        if said:
            self._statement = (context.sentence.index, said[-1])
            self._before = (context.sentence.index, Before(said[-1].speaker, said[-1].speaker))
        elif (other := speakers.subject(context)) != Before():
            self._before = (context.sentence.index, other)
        if "statement" in self.kinds:
            self.statements += settled
        return tuple(said)

    def _spoke(self, sentence: Sentence) -> Before:
        """Who may go on as "he" or "it": until another person, or another body, is named."""
        memory, since = self.cast.memory, sentence.index - self._before[0]
        if since == 1:
            self._named_then = (memory.person, memory.party)
        if since > _REMEMBERED:
            return Before()
        last, (person, party) = self._before[1], self._named_then
        return Before(
            last.person if since == 1 or person == memory.person else None,
            last.body if since == 1 or party == memory.party else None,
        )

    def _has_told_of_past(self, found: tuple[TimeMention, ...]) -> bool:
        """Whether any time so far lies before publication by more than what still counts as news."""
        day, news = self.document.published, dt.timedelta(days=load().workspace.background_days)
        if day is not None and any(time.when.end < day - news for time in found):
            self._tells_of_past = True
        return self._tells_of_past


def _is_compared(time: TimeMention, sentence: Sentence) -> bool:
    """Whether a time dates what a figure is compared with ("down from 84 percent in 2022"): no act goes on from it."""
    lead = COMPARES.search(sentence.span.text[: time.start - sentence.start])
    return lead is not None and lead.group().strip().lower() not in _BEGINS


_BEGINS = frozenset({"from", "until", "till", "over", "over the"})
"""Words that tell of a comparison before a figure's time, and of a stretch of time before an act's."""


def _just_before(last: tuple[int, T] | None, sentence: Sentence) -> T | None:
    return last[1] if last is not None and last[0] == sentence.index - 1 else None
