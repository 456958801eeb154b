"""The period that a text is in, for a figure whose own sentence names none.

"Exports rose 27 pct in 1986. Imports fell 4 pct.": a text goes on speaking of a period until another begins. What is
told in the past takes the last stretch that is over, what is foretold the last that is not, and what happened to people
or things the day of the event. What is said to be so, without more, has no period.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from detente.coding.context import Context
from detente.coding.figures.period import Period
from detente.coding.figures.periods import before
from detente.coding.figures.quantity import Quantity
from detente.coding.figures.roles import change_words
from detente.coding.text import clauses
from detente.coding.who import gazetteer
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Tense = Literal["past", "ahead", "none"]

_MONTH = dt.timedelta(27)
_LONGEST = dt.timedelta(366 * 3)
_HAPPENS = clauses.words_of(
    "kill|wound|injure|die|hurt|fire|launch|arrest|detain|seize|capture|shell|hit|land|destroy|sink|shoot|evacuate|"
    "attack|rescue|strike|damage|drop|burn|explode|loot|abduct|drown|perish|flee|escort|board|free|release"
)
_MEASURED = clauses.words_of("be|reach|total|come|exceed|hit|average|stand|remain|stay|amount|account|top|number|cover")
_FOREIGN = frozenset({"to", "from", "with", "by", "towards", "toward", "against", "due"})


def fill(
    periods: Sequence[Period | None],
    quantities: Sequence[Quantity],
    past: Sequence[bool],
    context: Context,
    *,
    known: bool,
) -> list[Period | None]:
    """The periods with those filled in that the text has named before.

    Args:
        periods: what the sentence itself gives each quantity.
        quantities: its quantities.
        past: which of them are earlier values that another is compared with.
        context: the sentence.
        known: the sentence has a period of its own; then what is told in the past is not led back to another.
    """
    doc = context.sentence.span.doc
    wanting = [q for q, p, old in zip(quantities, periods, past, strict=True) if p is None and not old]
    if all(tense(doc[quantity.anchor]) == "none" for quantity in wanting):
        return list(periods)
    named = before(context)
    out: list[Period | None] = []
    for period, quantity, old in zip(periods, quantities, past, strict=True):
        if period is None and not old:
            period = _carried(quantity, named, context, known)
        out.append(period)
    return out


def tense(token: Token) -> Tense:
    """How the clause of a token stands to time: it tells what was, what is to come, or neither."""
    verb = clauses.verb_of(token)
    if verb is None or verb.lemma_ in clauses.SAY - {"estimate"}:
        return "none"
    if clauses.looks_ahead(verb):
        return "ahead"
    return "past" if _is_past(verb) else "none"


def _is_past(verb: Token) -> bool:
    """A simple past, its own or that of the verb it hangs on; not what someone said was going on."""
    if any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in verb.children):
        return verb.tag_ != "VBG" or not any(t.lemma_ in clauses.SAY for t in verb.ancestors)
    for step in (verb, *verb.ancestors):
        if step.pos_ in {"VERB", "AUX"} and clauses.is_finite(step):
            return step.tag_ == "VBD" and (step == verb or step.lemma_ not in clauses.SAY)
    return False


def _carried(quantity: Quantity, named: Sequence[Period], context: Context, known: bool) -> Period | None:
    token = context.sentence.span.doc[quantity.anchor]
    published = context.document.published
    if published is None or quantity.unit == "rank" or clauses.depth(token) >= 2:
        return None
    told = tense(token)
    if told == "ahead":
        if not _goes_on(token):
            return None
        near = min(load().coding.period_memory, context.sentence.start) - load().coding.forecast_period_memory
        ahead = (p for p in reversed(named) if p.start >= near and _is_stretch(p))
        return next((p for p in ahead if p.last and p.last > published), None)
    if told != "past" or known:
        return None
    if quantity.kind in {"counted", "people"}:
        day = _day(token, named, context)
        if day is not None or happens(token):
            return day
    if not _same_states(context):
        return None
    return next((p for p in reversed(named) if _is_stretch(p) and (p.fiscal or (p.last and p.last < published))), None)


def _goes_on(token: Token) -> bool:
    """Whether a clause foretells a measure ("will reach", "is expected to be"), not what a deal or a plan will do.

    "Would" tells what one thing would bring, not what is foreseen for a time, unless somebody is said to foresee it.
    """
    verb = clauses.verb_of(token)
    if verb is None:
        return False
    if any(step.lemma_.lower() in clauses.FORESEE | {"estimate"} for step in (verb, *clauses.chain(verb))):
        return True
    will = any(c.lower_ in {"will", "'ll", "may", "might", "should"} for c in verb.children)
    return will and (verb.lemma_.lower() in _MEASURED or verb.lemma_.lower() in change_words("verb"))


def _is_stretch(period: Period) -> bool:
    """A month or more, up to three years: what statistics speak of."""
    if period.fiscal:
        return True
    if period.first is None or period.last is None:
        return False
    return _MONTH <= period.last - period.first <= _LONGEST


def _day(token: Token, named: Sequence[Period], context: Context) -> Period | None:
    """The day of the event that the text tells of, where the verb tells one too."""
    start = min(load().coding.period_memory, context.sentence.start) - load().coding.event_day_memory
    if not happens(token):
        return None
    return next((p for p in reversed(named) if p.start >= start and p.first and p.first == p.last), None)


def happens(token: Token) -> bool:
    """Whether the verb of a token tells what happens to people and things, on a day."""
    verb = clauses.verb_of(token)
    return verb is not None and verb.lemma_.lower() in _HAPPENS


def _same_states(context: Context) -> bool:
    """Whether the sentence has no new state for its subject: none but partners that the text has not named before."""
    span, text = context.sentence.span, context.document.text
    lead = text[max(0, context.sentence.start - load().coding.period_memory) : context.sentence.start]
    return all(
        span.doc[match.start : match.end].text in lead or _is_partner(span.doc[match.start : match.end])
        for match in gazetteer.find(span)
        if match.entry.kind in {"country", "demonym", "capital", "metonym", "organisation", "body"}
    )


def _is_partner(name: Span) -> bool:
    """ "exports to Japan", "due to demand in Japan": a state that the figure is not about."""
    above = next((t for t in (name.root, *name.root.ancestors) if t.dep_ == "pobj"), None)
    return above is not None and any(
        t.lower_ in _FOREIGN for t in above.ancestors if t.dep_ in {"prep", "agent", "pcomp"}
    )
