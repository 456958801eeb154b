"""Expectations: forward-looking claims, with who holds them, in which words and how sure those words are.

The words and their published ranges are the table `verbal-probabilities`; here the parse says which clause a
word governs, whether it looks ahead and who holds it. A phrase without a published range is a marker only.
`low` and `high` are those of the phrase itself: `negated` says that the text denies the claim.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text import clauses
from detente.coding.words.claims import Claim, Hit, Phrase, claim_of
from detente.coding.words.coming import deadlines, moved_ahead
from detente.ontology import rows
from detente.records import Expectation, When, digest

if TYPE_CHECKING:
    from spacy.tokens import Token


_SCALES = ("icd203", "kent1964")


@functools.cache
def phrases() -> tuple[Phrase, ...]:
    """The phrases, longest first, each with its range on the first of the scales ICD 203 and Kent 1964 that has it."""
    found: dict[tuple[str, ...], Phrase] = {}
    order = {scale: i for i, scale in enumerate(_SCALES)}
    for row in sorted(rows("verbal-probabilities"), key=lambda row: order.get(row["scale"], len(order))):
        words = tuple(row["phrase"].split())
        low, high = (float(row[end]) if row[end] else None for end in ("low", "high"))
        found.setdefault(words, Phrase(words, row["scale"] or None, low, high))
    return tuple(sorted(found.values(), key=lambda phrase: -len(phrase.words)))


def find(context: Context) -> list[Expectation]:
    """The expectations of a sentence, in the order of their words."""
    out: list[Expectation] = []
    taken: list[tuple[int, int]] = []
    claims = [claim for hit in _hits(context) if (claim := claim_of(hit, context)) is not None]
    for claim in sorted(claims, key=lambda claim: _strength(claim)):
        if any(
            (first <= claim.hit.token.i <= last and first <= claim.verb.i <= last) or claim.first == first
            for first, last in taken
        ):
            continue
        record = _record(claim, context)
        if record is not None:
            taken.append((claim.first, claim.last))
            out.append(record)
    return sorted(out, key=lambda record: record.evidence.start)


def _strength(claim: Claim) -> tuple[bool, bool, int]:
    """Which of two claims in one clause stands: words with a range, then verbs, then modals."""
    return claim.hit.phrase.scale is None, claim.hit.token.tag_ == "MD", claim.hit.first


def _hits(context: Context) -> Iterator[Hit]:
    span = context.sentence.span
    doc = span.doc
    i = span.start
    while i < span.end:
        hit = next((h for phrase in _starting(doc[i]) if (h := _at(doc[i], phrase, span.end)) is not None), None)
        if hit is not None:
            yield hit
        i = i + 1 if hit is None else hit.last + 1


@functools.cache
def _by_first_word() -> dict[str, tuple[int, ...]]:
    """The places in `phrases()` of those that start with a word."""
    places: dict[str, list[int]] = {}
    for place, phrase in enumerate(phrases()):
        places.setdefault(phrase.words[0], []).append(place)
    return {word: tuple(found) for word, found in places.items()}


def _starting(token: Token) -> list[Phrase]:
    """The phrases that can start at a token, in the order of the list."""
    words = {token.lower_, token.lemma_.lower(), "not" if token.lower_ == "n't" else token.lower_}
    every = phrases()
    return [every[place] for place in sorted(p for word in words for p in _by_first_word().get(word, ()))]


def _at(token: Token, phrase: Phrase, end: int) -> Hit | None:
    doc, stop = token.doc, token.i + len(phrase.words)
    if stop > end:
        return None
    for offset, word in enumerate(phrase.words):
        there = doc[token.i + offset]
        verbal = len(phrase.words) == 1 and there.pos_ == "VERB"
        if (there.lemma_.lower() if verbal else there.lower_) != word and not (word == "not" and there.lower_ == "n't"):
            return None
    inside = [t for t in doc[token.i : stop] if t.lower_ not in {"not", "n't", "to", "of", "the", "about"}]
    return Hit(token.i, stop - 1, inside[-1], phrase)


def _record(claim: Claim, context: Context) -> Expectation | None:
    doc = context.sentence.span.doc
    horizon = _horizon(claim, context)
    if horizon is None and _only_past(claim, context):
        return None
    first, last = claim.first, claim.last
    evidence = context.tokens(min(first, claim.hit.first, _holder_start(claim, context)), max(last, claim.hit.last) + 1)
    proposition = " ".join(context.tokens(first, last + 1).text.split())
    if not re.search(r"\w", proposition):
        return None
    phrase = claim.hit.phrase
    written = claim.hit.phrase.words if len(phrase.words) > 1 else (claim.hit.token.lower_,)
    start = context.sentence.offset + doc[claim.hit.first].idx
    return Expectation(
        id=digest("expectation", context.document.copy_id, evidence.start, evidence.end, start),
        document=context.document.text_id,
        proposition=proposition,
        phrase=" ".join(written),
        evidence=evidence,
        holder=claim.holder,
        negated=claim.negated,
        scale=phrase.scale,
        low=phrase.low,
        high=phrase.high,
        horizon=horizon,
        sentence=context.whole,
        path=context.document.path,
    )


def _holder_start(claim: Claim, context: Context) -> int:
    """The token at which the holder's words start, where they stand before the claim and near it."""
    if claim.holder is None or claim.holder.start is None or claim.hit.token.lemma_.lower() not in clauses.FORESEE:
        return claim.first
    start = claim.holder.start - context.sentence.offset
    here = context.sentence.span.start_char <= start < context.sentence.span.doc[claim.first].idx
    token = context.sentence.span.doc.char_span(start, start + 1, alignment_mode="expand") if here else None
    return token.start if token is not None else claim.first


def _inside(claim: Claim, context: Context) -> list[When]:
    doc = context.sentence.span.doc
    low = doc[min(claim.first, claim.hit.first)].idx
    high = doc[claim.last].idx + len(doc[claim.last])
    published = context.document.published
    dated = [(t.start - context.sentence.offset, moved_ahead(t.when, published)) for t in context.times]
    span = context.sentence.span
    dated += [(span.start_char + start, when) for start, when in deadlines(span.text, published)]
    return [when for start, when in sorted(dated, key=lambda pair: pair[0]) if low <= start < high]


def _horizon(claim: Claim, context: Context) -> When | None:
    """The first time in the claim that lies after publication or runs beyond it."""
    published = context.document.published
    return next((when for when in _inside(claim, context) if published is None or when.end >= published), None)


def _only_past(claim: Claim, context: Context) -> bool:
    """Whether the claim is about a day or month already over when the text appeared."""
    published = context.document.published
    verb_past = claim.verb.tag_ == "VBD" or claim.hit.token.tag_ == "VBD"
    return published is not None and verb_past and any(when.end < published for when in _inside(claim, context))
