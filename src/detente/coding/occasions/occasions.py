"""Occasions: dated or datable things to come, such as summits, visits, anniversaries, elections, deadlines.

An occasion is named by a noun of the table `occasion-nouns`, by a forum's own name ("APEC in Lima"), or by a
verb ("will visit", "expires"). Only what lies ahead of the publication date counts. A date that the text does
not give is taken from the table of forums where the text's own words point at one edition alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.occasions.names import (
    Find,
    deeds,
    forum_names,
    forum_of,
    forums,
    named,
    nouns,
    promised,
)
from detente.coding.occasions.parts import AHEAD, PLACE_PREPS
from detente.coding.text import clauses
from detente.coding.text.times import TimeMention
from detente.coding.words.coming import moved_ahead
from detente.records import Occasion, When, digest

if TYPE_CHECKING:
    from spacy.tokens import Token


_FORUM_KINDS = {"summit": "summit", "forum": "forum", "meeting": "meeting"}


def find(context: Context) -> list[Occasion]:
    """The occasions of a sentence that lie ahead, in the order of the text."""
    out: list[Occasion] = []
    taken: set[int] = set()
    for seen in (*named(context), *forum_names(context), *deeds(context)):
        if taken & set(range(seen.first, seen.last + 1)):
            continue
        record = _record(seen, context)
        if record is not None:
            taken |= set(range(seen.first, seen.last + 1))
            out.append(record)
    return sorted(out, key=lambda record: record.evidence.start)


def _record(seen: Find, context: Context) -> Occasion | None:
    time = _time(seen, context)
    when = _moved(time.when, seen, context) if time is not None else None
    if not _lies_ahead(seen, when, context) or _called_off(seen):
        return None
    kind = nouns().get((seen.token.lemma_.lower(),), (seen.kind, False))
    if when is None and kind[1] and not _announced(seen, context):
        return None
    seen, when = _from_reference(seen, when, context)
    last = max(seen.last, _place_end(seen, context))
    evidence = context.tokens(seen.first, last + 1)
    if time is not None and 0 <= time.start - evidence.end < 60:
        evidence = context.span(evidence.start, time.end)
    return Occasion(
        id=digest("occasion", context.document.copy_id, evidence.start, evidence.end, seen.name),
        document=context.document.text_id,
        name=seen.name,
        kind=seen.kind,
        evidence=evidence,
        start=when.start if when else None,
        end=when.end if when else None,
        precision=when.precision if when else None,
        place=seen.place,
        participants=seen.people,
        sentence=context.whole,
        path=context.document.path,
    )


def _called_off(seen: Find) -> bool:
    """ "would not hold talks": the object of a verb that is denied; or "such ceremonies", none in particular."""
    verb = seen.token.head if seen.token.dep_ in {"dobj", "nsubjpass"} else None
    vague = any(c.lower_ in {"such", "any", "no", "one"} for c in seen.token.lefts)
    return vague or (verb is not None and clauses.is_negated(verb))


def _place_end(seen: Find, context: Context) -> int:
    doc = context.sentence.span.doc
    for prep in (c for c in seen.token.rights if c.dep_ == "prep" and c.lower_ in PLACE_PREPS):
        noun = next((p for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN"), None)
        if noun is not None and seen.place and doc[noun.i].text in seen.place:
            return int(noun.i)
    return seen.last


def _time(seen: Find, context: Context) -> TimeMention | None:
    """The time of an occasion: in its own phrase first, then on its verb, the nearest one."""
    doc, base = context.sentence.span.doc, context.sentence.offset
    verb = clauses.verb_of(seen.token)
    best: tuple[int, int, TimeMention] | None = None
    for time in context.times:
        span = doc.char_span(time.start - base, time.end - base, alignment_mode="expand")
        if span is None:
            continue
        root = span.root
        gap = min(abs(root.i - seen.first), abs(root.i - seen.last))
        own = seen.token.is_ancestor(root) or seen.first <= root.i <= seen.last
        governed = verb is not None and (verb == root.head or verb.is_ancestor(root)) and _same_clause(root, verb)
        if (not own and not governed) or (verb is not None and not own and verb.lemma_ in clauses.SAY):
            continue
        rank = (0 if own else 1, gap, time)
        best = rank if best is None or rank[:2] < best[:2] else best
    if best is None and seen.place and len(context.times) == 1:
        return context.times[0]  # "the G20 in Rome in autumn, or APEC in Lima": one time for both
    return best[2] if best is not None else None


def _same_clause(token: Token, verb: Token) -> bool:
    for ancestor in token.ancestors:
        if ancestor == verb:
            return True
        if ancestor.pos_ == "VERB":
            return False
    return False


def _moved(when: When, seen: Find, context: Context) -> When:
    """The time of an occasion that its verb says will come."""
    return moved_ahead(when, context.document.published) if _future_verb(seen) else when


def _future_verb(seen: Find, *, dated: bool = True) -> bool:
    """Whether the verb over an occasion says that it comes; a plain present tense does so only beside a date."""
    verb = clauses.verb_of(seen.token)
    if verb is None:
        return False
    chain = (verb, *(a for a in verb.ancestors if a.pos_ in {"VERB", "AUX", "ADJ"}))
    return (
        promised(verb)
        or any(any(c.tag_ == "MD" and c.lower_ in {"will", "'ll", "shall"} for c in t.children) for t in chain[:2])
        or (
            dated
            and verb.tag_ in {"VBZ", "VBP"}
            and verb.lemma_ in {"be", "open", "begin", "start", "arrive", "fall", "take", "face", "expire", "meet"}
        )
    )


def _past_verb(seen: Find) -> bool:
    verb = clauses.verb_of(seen.token)
    if verb is None:
        return False
    finished = (
        verb.tag_ == "VBD"
        or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in verb.children)
        or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    )
    return finished and not any(c.tag_ == "MD" for c in verb.children)


def _lies_ahead(seen: Find, when: When | None, context: Context) -> bool:
    """Whether the occasion is still to come on the day of publication."""
    published = context.document.published
    if when is not None and published is not None:
        if when.end < published:
            return False
        if when.start > published or (when.start == published and when.end > published):
            return True  # "later in the year" begins on the day itself
        if when.start == when.end:
            return not _past_verb(seen)
        return ((_future_verb(seen) or not _past_verb(seen)) and not _told(seen)) or _announced(seen, context)
    if when is not None:
        return not _past_verb(seen)
    return _announced(seen, context) and not _happened(seen)


def _told(seen: Find) -> bool:
    """Whether the occasion stands in an infinitive below a past verb ("agreed to avoid it in the 1978 talks")."""
    verb = clauses.verb_of(seen.token)
    return verb is not None and verb.tag_ == "VB" and verb.dep_ == "xcomp" and verb.head.tag_ == "VBD"


def _happened(seen: Find) -> bool:
    verb = clauses.verb_of(seen.token)
    return (
        verb is not None
        and _past_verb(seen)
        and verb.lemma_ in {"meet", "hold", "attend", "visit", "sign", "take", "say", "end", "conclude"}
    )


def _announced(seen: Find, context: Context) -> bool:
    """Whether words beside the name say that it is to come."""
    doc = context.sentence.span.doc
    near = doc[max(context.sentence.span.start, seen.first - 6) : seen.first].text
    modifiers = " ".join(t.text for t in seen.token.lefts)
    return (
        bool(AHEAD.search(near) or AHEAD.search(modifiers))
        or _future_verb(seen, dated=False)
        or _within_plan(seen.token)
    )


def _within_plan(token: Token) -> bool:
    """Whether the noun stands in a phrase or clause that a possible, planned or coming thing governs."""
    for step in token.ancestors:
        if step.pos_ in {"NOUN", "PROPN"} and any(AHEAD.fullmatch(c.text) for c in step.lefts):
            return True
        if step.pos_ in {"VERB", "AUX"}:
            return any(c.tag_ == "MD" for c in step.children)
    return False


def _from_reference(seen: Find, when: When | None, context: Context) -> tuple[Find, When | None]:
    """The dates of a forum's edition where the place that the text names leaves one alone in its window."""
    published = context.document.published
    forum = forum_of(seen.name)
    if (
        forum is None
        or published is None
        or seen.kind not in _FORUM_KINDS
        or not seen.place
        or (when is not None and when.precision == "day")
    ):
        return seen, when
    low = when.start if when is not None else published
    high = when.end if when is not None else dt.date(min(published.year + 1, 9999), 12, 31)
    fitting = []
    for edition in forums()[forum]:
        start, end = _date(edition["start"]), _date(edition["end"])
        agrees = seen.place.lower() in edition["place"].lower() or edition["place"].lower() in seen.place.lower()
        if start is not None and end is not None and low <= start <= high and agrees and start >= published:
            fitting.append((start, end))
    if len(fitting) != 1:
        return seen, when
    start, end = fitting[0]
    return seen, When(start, end, "day" if start == end else "span", "inferred")


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
