"""Passages of a sentence: runs of its tokens, and what of it stands in quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.parse import text_of
from detente.coding.words import speech
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_SCARE_WORDS = 4
_OF_ITS_OWN = re.compile(r"[A-Z].*[,.!?]\s*", re.DOTALL)
"""A quotation that is no scare quote however short: "And soon," he added."""
_COLON = re.compile(r":\s\"(?=[A-Z])")
_OPENS = re.compile(r"(?: on| out)?(?:,|:) \"(?=[A-Z])")


def runs(context: Context, indices: list[int]) -> list[TextSpan]:
    """Contiguous runs of token indices as passages, without a leading "that" or a lone mark."""
    doc = context.sentence.span.doc
    found: list[TextSpan] = []
    run: list[int] = []
    for index in [*sorted(indices), None]:
        if run and (index is None or index != run[-1] + 1):
            words = [i for i in run if not doc[i].is_punct and not doc[i].is_space]
            if words:
                first = run[1] if doc[run[0]].lower_ == "that" and len(run) > 1 else run[0]
                found.append(context.tokens(first, run[-1] + 1))
            run = []
        if index is not None:
            run.append(index)
    return found


def quoted(context: Context) -> list[TextSpan]:
    """What of the sentence stands in quotation marks, one passage for each quotation."""
    sentence = context.sentence
    cut = ((max(low, sentence.start), min(high, sentence.end)) for low, high in sentence.quotations)
    return [context.span(low, high) for low, high in cut if low < high]


def telling(context: Context) -> list[TextSpan]:
    """Quoted passages of the sentence that say something: scare quotes of a few words are not statements."""
    return [q for q in quoted(context) if len(q.text.split()) > _SCARE_WORDS or _OF_ITS_OWN.fullmatch(q.text)]


def around(context: Context, span: TextSpan) -> str:
    """A passage in the parser's form, with the character before it and the one behind."""
    text = text_of(context.sentence.span.doc)
    return text[max(0, span.start - context.sentence.offset - 1) : span.end - context.sentence.offset + 1]


def behind(context: Context, verb: Token) -> list[TextSpan]:
    """The quotation of any length that follows a verb in its sentence."""
    at = context.sentence.offset + verb.idx
    return [span for span in quoted(context) if span.start > at][:1]


def up_to(context: Context, verb: Token) -> list[TextSpan]:
    """The quotation that runs up to a verb: '"He says that every August," shrugged the minister'."""
    at = context.sentence.offset + verb.idx
    first = [q for q in quoted(context)[:1] if q.start - context.sentence.start <= _MARKS]
    told = [q for q in first if q.end <= at and at - q.end <= _MARKS and " " in q.text.strip()]
    return [context.span(q.start, q.end - len(q.text) + len(q.text.rstrip(", "))) for q in told]


_MARKS = 3
"""Characters between the words of a quotation and what follows it."""


def opened_by(context: Context, verb: Token) -> list[TextSpan]:
    """The quotation that opens right behind a verb: "The sign reads: ...", "the crowd shouted ..."."""
    text = text_of(context.sentence.span.doc)
    end = verb.idx + len(verb)
    opening = _OPENS.match(text, end)
    at = None if opening is None else opening.end()
    if at is None and verb.dep_ == "ROOT":
        colon = _COLON.search(text, end, context.sentence.span.end_char)
        at = None if colon is None else colon.end()
    return [s for s in quoted(context) if s.start - context.sentence.offset == at and " " in s.text.strip()]


def led_in(context: Context, verb: Token, quoted: list[TextSpan]) -> list[TextSpan]:
    """Quotations with the clause they stand in: "said the two bans ran "against the letter and spirit" of the pact"."""
    offset, text = context.sentence.offset, text_of(context.sentence.span.doc)
    start = offset + verb.idx + len(verb)
    if not quoted or quoted[0].start <= start:
        return quoted
    gap = text[start - offset : quoted[0].start - offset - 1]
    inside = [t for t in context.sentence.span if start <= offset + t.idx < quoted[0].start - 1]
    finite = any(t.tag_ in speech.FINITE | {"MD"} and t.dep_ != "amod" for t in inside)
    if not finite or any(mark in gap for mark in ",:;") or not inside:
        return quoted
    first = inside[1] if inside[0].lower_ == "that" and len(inside) > 1 else inside[0]
    end = context.sentence.span[-1]
    last = offset + end.idx + (0 if end.is_punct else len(end))
    return [context.span(offset + first.idx, max(last, quoted[0].end + 1))]
