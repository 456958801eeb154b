"""What is said, whole: the rest of it that the parser has hung on something else.

"Nobody was killed, the minister said, but the pilot was hurt": what follows who speaks is said too. "Said he would
come, but that nothing was ready": so is a second clause with "that". "Offered to free them if", "saying that": to
their end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.clauses import words_of
from detente.coding.words import speech
from detente.records import TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN = words_of("say|add|report|announce|argue|insist|note|explain|point|tell|claim|maintain")
_JOINS = frozenset({"but", "and", "because", "since", "though", "although", "so", "or"})
_THAT = re.compile(r",?\s(?:and|but)\sthat\s")
_OF_THEM = re.compile(r",\s(?:most|some|many|few|none|all|half|several|\w+)\sof\s(?:them|whom|which)\b")
_GOING_ON = words_of("say|add|warn|argue|claim|note|insist")
"""Verbs (lemmas) that in "-ing" lead what is said to the end of the sentence."""


def of(context: Context, verb: Token, told: list[TextSpan]) -> list[TextSpan]:
    """What a verb says, with what of the sentence belongs to it as well.

    Args:
        context: the sentence.
        verb: the verb of saying.
        told: what it says by the parse, in order, not empty.
    """
    at = context.sentence.offset + verb.idx
    text = context.document.text
    if any('"' in text[max(0, s.start - 2) : s.end + 2] for s in told):
        return told
    if told[-1].end <= at:
        rest = _behind_speaker(context, verb)
        return [*told, rest] if rest is not None else told
    told = _with_subject(context, verb, told)
    return _to_its_end(context, verb, told)


def _behind_speaker(context: Context, verb: Token) -> TextSpan | None:
    """What goes on behind who speaks: "..., he said at a conference, and no call was recorded"."""
    span = context.sentence.span
    comma = next((t.i for t in span if t.i > verb.i and t.text == ","), None)
    if comma is None or comma + 1 >= span.end or verb.doc[comma + 1].lower_ not in _JOINS:
        return None
    if any(t.tag_ in speech.FINITE and t.pos_ in {"VERB", "AUX"} for t in verb.doc[verb.i + 1 : comma]):
        return None
    rest = verb.doc[comma + 1 : span.end]
    if next((t.pos_ for t in rest[1:] if t.pos_ != "ADV"), "") in {"VERB", "AUX"}:
        # "..., the embassy said, and voiced the hope": what it did besides.
        return None
    subjects = [t for t in rest if t.dep_ in {"nsubj", "nsubjpass"}]
    finite = any(t.tag_ in speech.FINITE | {"MD"} for t in rest)
    another = any(speech.is_speech(t) and any(c in subjects for c in t.children) for t in rest)
    if not subjects or not finite or another or ";" in rest.text:
        return None
    return context.tokens(comma + 1, span.end)


def _with_subject(context: Context, verb: Token, told: list[TextSpan]) -> list[TextSpan]:
    """ "Said the United States, as one of four, was in touch": the subject that the parser has taken for the object."""
    doc, offset = verb.doc, context.sentence.offset
    first = next((t for t in context.sentence.span if offset + t.idx >= told[0].start), None)
    if first is None or verb.lemma_ not in _PLAIN or verb.i >= first.i or first.tag_ not in speech.FINITE | {"MD"}:
        return told
    start = verb.i + 2 if verb.i + 1 < first.i and doc[verb.i + 1].lower_ == "that" else verb.i + 1
    between = doc[start : first.i]
    if not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in between) or any(t.text in '";:' for t in between):
        return told
    if any(c.dep_ in {"nsubj", "nsubjpass"} for c in first.children):
        return told
    return [context.span(offset + doc[start].idx, told[0].end), *told[1:]]


def _to_its_end(context: Context, verb: Token, told: list[TextSpan]) -> list[TextSpan]:
    """What is said up to the end of the sentence, where the words behind it go on with it."""
    text, last = context.document.text, told[-1]
    rest = text[last.end : context.sentence.end]
    going = verb.lemma_ in _GOING_ON and verb.tag_ == "VBG"
    sure = _THAT.match(rest) or _if_behind(context, verb, last)
    goes_on = sure or _OF_THEM.match(rest) or going
    if not goes_on or ";" in rest or len(rest.split()) < _FEWEST or rest[:1] not in {",", " "}:
        return told
    at = last.end - context.sentence.offset
    tokens = [t for t in context.sentence.span if t.idx >= at]
    another = any(speech.is_speech(t) and any(c.dep_ == "nsubj" and c in tokens for c in t.children) for t in tokens)
    if another and not sure:
        return told
    end = context.sentence.span[-1]
    stop = context.sentence.offset + end.idx + (0 if end.is_punct else len(end))
    return [*told[:-1], context.span(last.start, stop)] if stop > last.end else told


_FEWEST = 2


def _if_behind(context: Context, verb: Token, last: TextSpan) -> bool:
    """Whether a condition follows right behind what is offered or threatened: "to free them if Bangkok agrees"."""
    at = last.end - context.sentence.offset
    after = next((t for t in context.sentence.span if t.idx >= at and not t.is_punct), None)
    return after is not None and after.lower_ in {"if", "unless", "provided"} and verb.i < after.i
