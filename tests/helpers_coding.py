"""What the tests of the finders share: a text opened sentence by sentence, as the coder opens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from detente.coding.context import Context
from detente.coding.text import parse, times
from detente.coding.text.times import TimeMention
from detente.coding.who.cast import Cast
from detente.records import Document


def stream(text: str, published: dt.date | None = None) -> Iterator[Context]:
    """The sentences of a text one after another; a context holds while its sentence is open."""
    document = Document(text, published=published)
    cast = Cast(published)
    last: tuple[int, TimeMention] | None = None
    for sentence in parse.sentences(parse.blocks(document.text)):
        cast.open_sentence(sentence)
        found = tuple(times.find(sentence.span.text, published, sentence.start))
        carried = last[1] if last is not None and last[0] == sentence.paragraph else None
        yield Context(document, sentence, cast, found, carried)
        cast.close_sentence(sentence)
        if found:
            last = (sentence.paragraph, found[-1])


def contexts(text: str, published: dt.date | None = None) -> list[Context]:
    """The contexts of a text of one sentence or more, each with a cast that has read up to its sentence."""
    out: list[Context] = []
    count = sum(1 for _ in stream(text, published))
    for number in range(count):
        for index, context in enumerate(stream(text, published)):
            if index == number:
                out.append(context)
                break
    return out
