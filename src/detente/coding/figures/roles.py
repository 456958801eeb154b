"""What part a figure plays: level, change, share, target, forecast or threshold, and the sign of a change."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from detente.coding.context import Context
from detente.coding.figures.quantity import Quantity
from detente.coding.figures.thresholds import is_threshold
from detente.coding.text import clauses
from detente.coding.text.parse import text_of
from detente.ontology import rows, split

if TYPE_CHECKING:
    from spacy.tokens import Token

Role = Literal["level", "change", "share", "target", "forecast", "threshold"]

_BELOW = re.compile(
    r"\s*(?:(?:percent|per cent|points?)\s+)?(?:below|short of|behind)\b"
    r"|,?\s*(?:(?:percent|per cent|points?)\s+)?(?:lower|less|fewer|smaller|down on|cheaper|weaker)\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\s*(?:above|ahead of)\b|,?\s*(?:higher|more|greater|larger|up on|bigger|stronger)\b(?! of)", re.IGNORECASE
)
_UP_DOWN = re.compile(r"\b(?P<way>up|down)(?: by)?(?: an?)? $", re.IGNORECASE)
_MODALS = {"will", "would", "shall", "may", "might", "could", "'ll"}
_AHEAD = {"likely", "unlikely", "set", "due", "bound", "poised", "slated", "projected", "expected", "forecast"}
_AHEAD_NOUNS = {"forecast", "prediction", "projection", "expectation", "outlook"}
_AIMS = clauses.words_of(
    "aim|target|seek|pledge|commit|want|plan|intend|vow|promise|propose|call|look|hope|ask|demand|offer"
)
_AIM_NOUNS = clauses.words_of("target|goal|objective|aim|pledge|commitment|plan")
_BROUGHT = clauses.words_of(
    "raise|lower|lift|cut|reduce|increase|extend|expand|hold|keep|bring|limit|trim|narrow|double"
)
_MOVES = {"raise", "lower", "lift", "cut", "reduce", "increase"}
_FROM_TO = {"to", "from", "at", "below", "above", "around", "near", "under", "over"}


@functools.cache
def change_words(pos: str) -> Mapping[str, int]:
    """Words of rising (+1) and falling (-1): `pos` is "verb", "transitive" or "noun"."""
    return MappingProxyType(
        {
            lemma: int(row["direction"])
            for row in rows("change-words")
            if row["pos"] == pos
            for lemma in split(row["lemmas"])
        }
    )


def role(quantity: Quantity, past: bool, ahead: bool, context: Context) -> tuple[Role, int]:
    """The role of a quantity and, where it is a movement, its direction (-1 a fall, +1 a rise, 0 none).

    Args:
        quantity: the quantity.
        past: it is the earlier value that another is compared with.
        ahead: its period ends after the day of publication.
        context: its sentence.
    """
    token = context.sentence.span.doc[quantity.anchor]
    if is_threshold(quantity, context):
        return "threshold", 0
    if past and _is_of_target(token):
        return "target", 0
    if past and _is_of_forecast(token):
        return "forecast", 0
    if past:
        noun = _by_noun(token)
        return ("change", noun) if noun and quantity.unit in {"percent", "percentage_points"} else ("level", 0)
    compared = _comparative(quantity, context)
    if compared:
        return "change", compared
    way = direction(quantity, context)
    if token.dep_ in {"nsubj", "nsubjpass"} and not way and _is_share(quantity, token, context):
        return "share", 0
    if _is_target(token) or (not way and _is_wanted(token)) or _is_planned(quantity, context) or _is_set(token):
        return "target", way
    if (not way or _is_part(quantity, token, context)) and _is_share(quantity, token, context):
        return "share", 0
    if way and _is_decided(token):
        return "change", way
    if not _is_known(quantity, token, context) and (_is_forecast(token, ahead) or _is_of_forecast(token)):
        return "forecast", way
    return ("change", way) if way or quantity.unit == "ratio" else ("level", 0)


def _is_decided(token: Token) -> bool:
    """ "Will raise its aid by 55 million": what somebody does to a thing is a change, what it does itself foretold."""
    by = token.dep_ == "pobj" and token.head.lower_ == "by"
    return by and clauses.object_of(token.head.head) is not None


def _comparative(quantity: Quantity, context: Context) -> int:
    """ "2 mln below last year's", "5% higher": a difference."""
    text = text_of(context.sentence.span.doc)
    if quantity.kind in {"rank", "people", "counted"}:
        return 0
    if _BELOW.match(text, quantity.end):
        return -1
    return 1 if _ABOVE.match(text, quantity.end) else 0


def direction(quantity: Quantity, context: Context) -> int:
    """Which way a quantity moves, by the verb or noun it hangs on; 0 where it is a level."""
    doc = context.sentence.span.doc
    match = _UP_DOWN.search(text_of(doc)[max(0, quantity.start - 12) : quantity.start])
    if match:
        return 1 if match["way"].lower() == "up" else -1
    token = doc[quantity.anchor]
    return _by_noun(token) or _by_verb(quantity, token) or _by_neighbour(quantity, context)


def _by_neighbour(quantity: Quantity, context: Context) -> int:
    """The verb that stands right before the quantity, where the parse has hung it elsewhere."""
    doc, span = context.sentence.span.doc, context.sentence.span
    first = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
    if (
        first is None
        or first.start <= span.start
        or quantity.unit not in {"percent", "percentage_points", "points", "basis_points"}
    ):
        return 0
    before = doc[first.start - 1]
    return change_words("verb").get(before.lemma_.lower(), 0) if before.pos_ == "VERB" else 0


def _by_noun(token: Token) -> int:
    nouns = change_words("noun")
    head = token.head
    if token.dep_ in {"compound", "amod", "nmod", "nummod", "npadvmod", "quantmod"} and head.i > token.i:
        for noun in (head, head.head):
            if noun.lemma_.lower() in nouns and noun.pos_ == "NOUN":
                return nouns[noun.lemma_.lower()]
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in nouns and head.head.pos_ == "NOUN":
        return nouns[head.head.lemma_.lower()]
    if token.dep_ == "appos" and head.lemma_.lower() in nouns and head.pos_ == "NOUN":
        return nouns[head.lemma_.lower()]
    verb = clauses.verb_of(token)
    if verb is not None and verb.lemma_ in {
        "be",
        "reach",
        "hit",
        "average",
        "slow",
        "total",
        "come",
        "put",
        "accelerate",
        "estimate",
    }:
        measured = clauses.object_of(verb) if verb.lemma_ == "put" else clauses.subject_of(verb)
        if measured is not None and measured.lemma_.lower() in {
            "growth",
            "increase",
            "decline",
            "drop",
            "rise",
            "fall",
            "contraction",
        }:
            return nouns.get(measured.lemma_.lower(), 0)
    return 0


def _by_verb(quantity: Quantity, token: Token) -> int:
    head = token.head
    while token.dep_ in {"conj", "appos"} and head.i != token.i and head.pos_ in {"NOUN", "NUM", "SYM"}:
        token, head = head, head.head
    if token.dep_ == "pobj":
        if head.lower_ not in {"by"} or head.head.pos_ not in {"VERB", "AUX"}:
            return 0
        return _way(head.head, quantity, by=True)
    if (
        token.dep_ in {"dobj", "npadvmod", "advmod", "attr", "dep", "ccomp", "xcomp", "nsubj", "oprd", "prep", "obl"}
        and (head.pos_ in {"VERB", "AUX"})
        and (token.i > head.i or token.dep_ == "npadvmod")
    ):
        return _way(head, quantity, by=False)
    return 0


_LOSSES = frozenset({"people", "aircraft", "planes", "ships", "vessels", "tanks", "helicopters", "vehicles"})
"""What "has lost five" counts as losses in a fight, not as a movement of a number."""


def _way(verb: Token, quantity: Quantity, *, by: bool) -> int:
    lemma = verb.lemma_.lower()
    if lemma in change_words("verb"):
        counts_things = quantity.kind in {"people", "counted"} and not by
        return 0 if counts_things and lemma in {"gain", "mount", "advance"} else change_words("verb")[lemma]
    if lemma in change_words("transitive") and (
        by
        or quantity.unit in {"percent", "percentage_points", "points", "basis_points"}
        or (lemma in {"cut", "lose", "shed", "add", "trim", "slash"} and quantity.unit not in _LOSSES)
    ):
        return change_words("transitive")[lemma]
    return 0


_WANTING = clauses.words_of("request|propose|need|require|demand|seek|want")
_ASKING = clauses.words_of("ask|appeal|call|apply|bid|tender")
_WANTED = clauses.words_of("appeal|request|proposal|bid|requirement|demand")
_MEANT = clauses.words_of("mean|intend|design|plan|supposed|suppose|require")


def _is_wanted(token: Token) -> bool:
    """What somebody asks for, needs or proposes, what is meant to be: "needs 480 million", "is to carry 1,300 MW"."""
    if token.dep_ in {"nsubj", "nsubjpass"}:
        return False
    if token.dep_ in {"compound", "nummod", "nmod"} and token.head.lemma_.lower() in _WANTED:
        return True
    own = [c for c in token.children if c.dep_ == "relcl"]
    if any(c.lemma_.lower() in _ASKING | _WANTING for c in own):
        return True
    step = token
    for over in token.ancestors:
        if over.pos_ in {"VERB", "AUX"}:
            lemma = over.lemma_.lower()
            if lemma in _WANTING and step.dep_ in {"dobj", "conj"}:
                return True
            if step.dep_ == "prep" and step.lower_ == "for" and lemma in _ASKING:
                return True
            return _is_to_be(over)
        if over.pos_ == "NOUN" and over.lemma_.lower() in _WANTED and step.dep_ == "prep" and step.lower_ == "for":
            return True
        step = over
    return False


_SETTING = frozenset({"to", "below", "under"})


def _is_set(token: Token) -> bool:
    """ "Will raise deliveries to 7.7 million", "would be held to 5.8 pct": where somebody will bring something to."""
    if token.dep_ != "pobj" or token.head.lower_ not in _SETTING:
        return False
    verb = token.head.head if token.head.head.pos_ in {"VERB", "AUX"} else token.head.head.head
    if (
        verb.pos_ != "VERB"
        or verb.dep_ == "relcl"
        or not any(c.lower_ in {"will", "would", "shall"} for c in verb.children)
    ):
        return False
    thing = clauses.object_of(verb)
    if thing is not None and thing.lemma_.lower() in _PARTS:
        return False
    moved = verb.lemma_.lower() in change_words("transitive") or verb.lemma_.lower() in _BROUGHT
    done = clauses.object_of(verb) is not None or any(c.dep_ == "auxpass" for c in verb.children)
    return moved and done and not any(t.lemma_.lower() in clauses.FORESEE for t in clauses.chain(verb))


_PLANNED = re.compile(r" (?:planned|targeted|budgeted|aimed|sought|pledged|set (?:in|by|under|as))\b", re.IGNORECASE)


def _is_planned(quantity: Quantity, context: Context) -> bool:
    """ "Short of the 260,000 planned", "the five pct set in the plan"."""
    return _PLANNED.match(text_of(context.sentence.span.doc), quantity.end) is not None


def _is_to_be(verb: Token) -> bool:
    """ "Is to carry", "is meant to water", "were to be opened"."""
    if verb.dep_ != "xcomp" or not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    head = verb.head
    if head.lemma_ == "be" and head.tag_ in {"VBZ", "VBP", "VBD"}:
        return not any(c.dep_ in {"acomp", "attr"} for c in head.children)
    return head.lemma_.lower() in _MEANT and any(c.dep_ == "auxpass" for c in head.children)


_KNOWN = re.compile(r"(?:\bthe|\bits|\btheir|\bhis|\bher|['’]s?)(?: own| existing| current| present)? $", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:arrears|level|arsenal|stockpile|army|force|record) of (?:some |about )?$", re.IGNORECASE)


def _is_known(quantity: Quantity, token: Token, context: Context) -> bool:
    """Whether a quantity is there already, whatever is to come of it: "a quarter of the 410 mln owed", "arrears of"."""
    text = text_of(context.sentence.span.doc)
    lead = text[max(0, quantity.start - 40) : quantity.start]
    if _LEVEL.search(lead):
        return True
    if _KNOWN.search(lead):
        return not any(t.lemma_.lower() in _AHEAD_NOUNS for t in (token.head, *token.children))
    verb = clauses.verb_of(token)
    could = verb is not None and any(c.lower_ == "could" for c in verb.children) and clauses.is_negated(verb)
    return could and token.dep_ == "pobj"


def _is_of_forecast(token: Token) -> bool:
    """ "Trimmed its forecast by half a point to 6.2 per cent"."""
    verb = token.head.head if token.dep_ == "pobj" and token.head.lower_ in {"to", "from"} else None
    if verb is None or verb.pos_ != "VERB":
        return False
    return any(c.dep_ == "dobj" and c.lemma_.lower() in _AHEAD_NOUNS | {"estimate"} for c in verb.children)


def _is_forecast(token: Token, ahead: bool) -> bool:
    if _aside(token):
        return False
    if _is_agreed(token):
        return False
    for step in clauses.chain(token):
        lemma = step.lemma_.lower()
        if step.pos_ in {"VERB", "AUX"}:
            if any(c.dep_ == "aux" and c.lower_ in _MODALS and c.tag_ == "MD" for c in step.children):
                return True
            if _is_likely_to(step) or (lemma == "assume" and step.dep_ != "amod"):
                return True
            if (lemma in clauses.FORESEE and step.dep_ != "amod" and not _is_told_now(step)) or (
                lemma in {"estimate", "see", "put"} and ahead
            ):
                return True
        if lemma in _AHEAD and step.pos_ in {"ADJ", "VERB"} and any(c.dep_ == "xcomp" for c in step.children):
            return True
        if step.pos_ == "NOUN" and lemma in _AHEAD_NOUNS:
            return True
    return ahead and any(
        c.lower_ in {"estimated", "projected", "forecast", "expected", "predicted"}
        for step in (token, *token.ancestors)
        for noun in (step, clauses.subject_of(step) if step.pos_ in {"AUX", "VERB"} else None)
        if noun is not None
        for c in noun.children
    )


_DEALS = clauses.words_of(
    "pay|sell|buy|lend|provide|give|get|receive|issue|finance|meet|contribute|supply|grant|donate|take|keep|delay|cut"
)


def _is_agreed(token: Token) -> bool:
    """ "Will pay 11.6 million a year", "will be allowed to take": what is agreed on stands, it is no forecast."""
    verb = clauses.verb_of(token)
    if verb is None or verb.lemma_.lower() not in _DEALS:
        return False
    bearer = verb.head if verb.dep_ == "xcomp" else verb
    return any(c.lower_ in {"will", "'ll", "shall"} for c in bearer.children)


def _is_likely_to(verb: Token) -> bool:
    """ "Supply should drop by a tenth": a duty is told of other verbs."""
    return verb.lemma_.lower() in change_words("verb") and any(c.lower_ == "should" for c in verb.children)


def _is_told_now(verb: Token) -> bool:
    """ "The tariff covers perhaps 60%, she reckons": who reckons so foresees nothing."""
    if verb.lemma_.lower() != "reckon":
        return False
    told = [c for c in verb.children if c.dep_ in {"ccomp", "parataxis"}]
    return any(clauses.is_finite(c) and not any(t.tag_ == "MD" for t in c.children) for c in told)


def _aside(token: Token) -> bool:
    """Whether a quantity stands in a noun that the verb only touches ("reduce tariffs on 1,700 products")."""
    for step in (token, *token.ancestors):
        if step.lower_ == "worth":
            # "Will leave with orders worth a million", not "will import goods worth a million".
            return step.head.dep_ not in {"dobj", "nsubj", "nsubjpass"}
        if step.pos_ in {"VERB", "AUX"} and step.dep_ not in {"amod", "compound"}:
            # "Will write off claims put at a billion", "will raise its aid, bringing the total to two".
            beside = step.dep_ in {"acl", "relcl"} or (step.dep_ == "advcl" and step.tag_ == "VBG")
            return beside and not is_promising(step)
        if (
            step.dep_ == "pobj"
            and step.head.lower_ not in {"of", "by", "at", "to"}
            and step.head.head.pos_ in {"NOUN", "PROPN"}
        ):
            noun = step.head.head.lemma_.lower()
            if noun not in change_words("noun") and noun not in _AHEAD_NOUNS:
                return True
    return False


def is_promising(verb: Token) -> bool:
    """Whether a verb in a relative clause carries a modal of its own."""
    return any(c.tag_ == "MD" for c in verb.children) or verb.lemma_.lower() in clauses.FORESEE


def _is_of_target(token: Token) -> bool:
    """ "Against a target of 11 million tonnes": what is compared with was aimed at, and is no value of before."""
    noun = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in _AIM_NOUNS - {"plan"}


def _is_target(token: Token) -> bool:
    if token.dep_ in {"nsubj", "nsubjpass"} or _is_worth(token):
        return False
    for step in clauses.chain(token):
        lemma = step.lemma_.lower()
        if step.pos_ == "VERB" and lemma == "set" and _sets_out(step):
            return True
        if step.pos_ == "VERB" and lemma in _AIMS and lemma != "demand":
            infinitive = any(c.dep_ in {"xcomp", "ccomp"} for c in step.children)
            if (
                lemma in {"aim", "target", "seek"}
                or (infinitive and lemma != "hope")
                or any(
                    c.dep_ == "prep" and c.lower_ == "for" and lemma in {"call", "look", "aim"} for c in step.children
                )
            ):
                return True
        if step.pos_ == "NOUN" and lemma in _AIM_NOUNS and lemma != "plan":
            return True
    verb = clauses.verb_of(token)
    if verb is None:
        return False
    shifts = verb.lemma_ in _MOVES and token.dep_ == "pobj" and token.head.lower_ in _FROM_TO
    moved = clauses.object_of(verb) if shifts else None
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    stands = verb.lemma_ in {"be", "stand", "remain", "set"} or (passive and verb.lemma_ in _MOVES)
    subject = clauses.subject_of(verb) if stands else None
    return any(noun is not None and noun.lemma_.lower() in _AIM_NOUNS for noun in (moved, subject))


def _sets_out(verb: Token) -> bool:
    return any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children) and any(
        c.dep_ in {"xcomp", "advcl"} and c.tag_ == "VB" for c in verb.children
    )


def _is_worth(token: Token) -> bool:
    """What is wanted has a price: "has offered radars worth $15m", "promised to reopen a $120m loan"."""
    if token.i < token.head.i and token.head.lower_ == "worth":
        return False
    premodifies = token.dep_ in {"compound", "nmod", "nummod", "amod"} and token.head.i > token.i
    return token.head.lower_ == "worth" or (
        premodifies
        and token.head.pos_ in {"NOUN", "PROPN"}
        and token.lower_ not in {"pct", "percent"}
        and token.head.lemma_.lower() not in (change_words("noun").keys() | _AIM_NOUNS)
    )


_PARTS = clauses.words_of("share|proportion|stake|occupancy|portion|part|percentage|fraction|slice")
_SHARING = re.compile(r"\s(?:in favou?r|funded|complete|completed|owned|covered|full|each)\b")


def _is_part(quantity: Quantity, token: Token, context: Context) -> bool:
    """Whether "of" follows what a verb has for object: "has raised 42 per cent of that"."""
    return (
        token.dep_ in {"dobj", "nummod", "nsubj"}
        and _OF.match(text_of(context.sentence.span.doc), quantity.end) is not None
    )


_OF = re.compile(r"\s+of\s+(?!the (?:total )?vote\b.{0,3}$)", re.IGNORECASE)


def _is_share(quantity: Quantity, token: Token, context: Context) -> bool:
    """Whether per cent are a part of a whole: "of" follows, or it is they who do something."""
    if quantity.kind == "fraction":
        return True
    if quantity.unit != "percent":
        return False
    text = text_of(context.sentence.span.doc)
    if _OF.match(text, quantity.end) or _SHARING.match(text, quantity.end):
        return True
    verb = clauses.verb_of(token)
    measured = (clauses.subject_of(verb), clauses.object_of(verb)) if verb is not None else ()
    if any(m is not None and m.lemma_.lower() in _PARTS for m in measured) and token.dep_ in {"pobj", "attr", "dobj"}:
        return token.dep_ != "pobj" or token.head.lower_ in {"to", "at", "from"}
    if token.dep_ in {"nsubj", "nsubjpass"} and token.i < token.head.i and token.head.pos_ in {"VERB", "AUX"}:
        return True
    span = context.sentence.span.doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if span is not None and span.end < len(span.doc) and span.end < context.sentence.span.end:
        verb = span.doc[span.end]
        if verb.tag_ in {"VBD", "VBN", "VBP", "VBZ"} and any(
            t.lemma_.lower() in {"poll", "survey"} for t in context.sentence.span
        ):
            return True
    following = re.match(r"[ -](\w+)", text[quantity.end : quantity.end + 20])
    return following is not None and following.group(1).lower() in {"stake", "share", "majority", "holding", "support"}
