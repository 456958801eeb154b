"""Counts of people and things: which noun a number counts, and which numbers count nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.coding.figures import units
from detente.coding.figures.numerals import Number
from detente.coding.figures.quantity import Quantity, make
from detente.coding.text import clauses
from detente.coding.text.parse import text_of
from detente.coding.who import gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_OPEN = {"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "PART", "VERB"}

_CASUALTY = re.compile(
    r"^ (?:were |was |have been |are |people )?(?:killed|dead|wounded|injured|missing|arrested|detained|hurt"
    r"|died|displaced|homeless|evacuated|kidnapped|abducted|executed|jailed)\b",
    re.IGNORECASE,
)

_KILLED = re.compile(
    r"\b(?:killed|killing|kills|wounded|wounding|injured|injuring|arrested|arresting|detained|detaining"
    r"|death toll (?:of|to|at|was|is|reached)|leaving|left|kidnapped|abducted|executed) "
    r"(?:at least |about |some |more than |up to |nearly |almost |over |around |another )?$",
    re.IGNORECASE,
)

_GROUP = re.compile(r"-(?:member|man|woman|person|strong|seat)\b", re.IGNORECASE)

_NAMED = re.compile(
    r"\b(?:article|section|resolution|chapter|clause|no\.?|number|type|phase|day|flight|page|item|part|post"
    r"|posts|room|route|highway|class|model|aged?|version|figure|table|volume|group of|top|gate|channel|item)"
    r"\s$",
    re.IGNORECASE,
)

_MONEY_NOUNS = clauses.words_of(
    "surplus|deficit|debt|loan|budget|package|reserve|trade|fund|credit|bailout|shortfall|investment|"
    "turnover|profit|loss|revenue|gap|stimulus|bond|aid|contract|deal"
)


def counted(number: Number, span: Span) -> Quantity | None:
    """A count of people or things, or a bare number that may share the unit of another."""
    doc, text = span.doc, text_of(span.doc)
    tokens = doc.char_span(number.start, number.end, alignment_mode="expand")
    if tokens is None:
        return None
    if _GROUP.match(text[number.end : number.end + 8]):
        end = number.end + len(_GROUP.match(text[number.end : number.end + 8]).group())  # type: ignore[union-attr]
        return make(number, doc, number.start, end, unit="people", kind="people")
    if _CASUALTY.match(text[number.end : number.end + 30]) or (
        _KILLED.search(text[max(0, number.start - 50) : number.start]) and _ends_phrase(doc, tokens.end)
    ):
        return make(number, doc, number.start, number.end, unit="people", kind="people")
    if _NAMED.search(text[max(0, number.start - 14) : number.start]) or _is_of_a_name(number, tokens, span):
        return None
    part = _part_of(tokens, span)
    if part is not None:
        return make(number, doc, number.start, number.end, unit=plural(part), kind="counted")
    noun = _noun_after(tokens, span)
    if noun is not None:
        return _of_noun(number, noun, doc)
    if number.words and number.value <= 12 and not number.scaled:
        return None
    if tokens.end < span.end and doc[tokens.end].pos_ in {"NOUN", "PROPN"} and not number.scaled:
        return None
    return make(number, doc, number.start, number.end, unit="?", kind="bare")


def _is_of_a_name(number: Number, tokens: Span, span: Span) -> bool:
    """ "Boeing 737 jets": three figures behind a name that is no state's are part of it."""
    before = tokens.doc[tokens.start - 1] if tokens.start > span.start else None
    if before is None or before.pos_ != "PROPN" or number.scaled or number.words or not 100 <= number.value < 1000:
        return False
    behind = tokens.doc[tokens.end] if tokens.end < span.end else None
    known = gazetteer.find(tokens.doc[before.i : before.i + 1])
    state = any(match.entry.kind in {"country", "demonym", "capital", "metonym"} for match in known)
    return behind is not None and behind.pos_ == "NOUN" and not state


def _part_of(tokens: Span, span: Span) -> Token | None:
    """ "293 of the 543 seats": the noun of the whole, where the number is a part of it."""
    if tokens.end >= span.end or tokens.doc[tokens.end].lower_ != "of":
        return None
    noun = next((c for c in tokens.doc[tokens.end].children if c.dep_ == "pobj" and c.tag_ == "NNS"), None)
    known = units.kind_of(noun.lower_) if noun is not None else None
    large = any(letter.isdigit() for letter in tokens.text)
    return noun if noun is not None and large and (known is None or known[1] == "people") else None


def _ends_phrase(doc: Doc, i: int) -> bool:
    return i >= len(doc) or doc[i].pos_ in {"ADP", "CCONJ", "SCONJ", "PUNCT", "AUX", "VERB"} or doc[i].is_punct


def _noun_after(tokens: Span, span: Span) -> Token | None:
    """The noun that a number counts: the head of its phrase to the right, nothing strange between."""
    doc = tokens.doc
    head = tokens.root.head
    if tokens.end < span.end and doc[tokens.end].lower_ in {
        "last",
        "this",
        "next",
        "previous",
        "a",
        "an",
        "per",
        "each",
    }:
        return None
    if (
        head.i >= tokens.end
        and head.i < span.end
        and head.pos_ in {"NOUN", "PROPN"}
        and tokens.root.dep_ in {"nummod", "compound", "amod", "quantmod", "nmod"}
        and head.i - tokens.end <= 5
    ):
        if head.tag_ == "NN" and head.dep_ == "ROOT" and head.lower_ not in _INVARIANT and head.i == tokens.end:
            # "Fewer than 40 exist": a verb read as a noun.
            return None
        between = doc[tokens.end : head.i]
        if all((t.pos_ in _OPEN and t.text != ",") or (t.text == "," and t.nbor(1).pos_ == "ADJ") for t in between):
            return head
    i = tokens.end
    one = tokens.text.lower() in {"one", "1"}
    last: Token | None = None
    while i < span.end and i - tokens.end <= 4 and doc[i].pos_ in {"ADJ", "NOUN", "PROPN"}:
        ends = i + 1 >= span.end or doc[i + 1].is_punct
        misread = ends and i == tokens.end and doc[i].tag_ == "NN" and doc[i].lower_ not in _INVARIANT and not one
        if (doc[i].pos_ == "NOUN" and not misread) or (doc[i].pos_ == "PROPN" and last is None):
            last = doc[i]
        i += 1
    if last is None or (last.pos_ == "PROPN" and i < span.end and not doc[i - 1].text.islower()):
        return None
    return last


def _of_noun(number: Number, noun: Token, doc: Doc) -> Quantity | None:
    word = noun.lower_
    if number.scaled and number.value >= 1e6 and noun.lemma_.lower() in _MONEY_NOUNS:
        return make(number, doc, number.start, number.end, unit="?", kind="bare")
    if noun.lemma_.lower() in _BARS and (number.scaled or not number.words):
        # "Passing the four billion mark": of what, the sentence tells elsewhere.
        return make(number, doc, number.start, number.end, unit="?", kind="bare")
    if any(letter.isdigit() for letter in word) or word == "o'clock" or noun.lemma_.lower() in _PARTS_OF_TEXT:
        return None
    if noun.lemma_.lower() == "member" and _OWNED.search(text_of(doc)[max(0, number.start - 8) : number.start]):
        return None
    if noun.pos_ in {"PROPN", "ADJ"} or noun.tag_ == "NNP" or noun.text[:1].isupper():
        return _of_nationals(number, noun, doc)
    known = units.kind_of(word) or units.kind_of(noun.lemma_)
    if known is not None and known[1] in {"time", "set"} and not (known[1] == "set" and _large(number)):
        return None
    if number.value == 1 and number.words and not _is_one_counted(noun, doc, number.start):
        return None
    if _names_one(number, noun, doc) or _is_a_few(number, noun, known):
        return None
    unit = known[0] if known is not None and known[1] in {"people", "measure"} else plural(noun)
    kind = "people" if unit == "people" else "counted"
    return make(number, doc, number.start, noun.idx + len(noun), unit=unit, kind=kind, anchor=noun.i)


def _of_nationals(number: Number, noun: Token, doc: Doc) -> Quantity | None:
    """ "13,000 Japanese" counts people; a number before another name counts nothing unless it is large."""
    end = noun.idx + len(noun)
    match = next((m for m in gazetteer.find(doc[noun.i : noun.i + 1]) if m.entry.kind == "demonym"), None)
    if match is not None:
        return make(number, doc, number.start, end, unit="people", kind="people", anchor=noun.i)
    if not number.scaled:
        return None
    return make(number, doc, number.start, end, unit=plural(noun), kind="counted", anchor=noun.i)


_BARS = clauses.words_of("mark|ceiling|limit|quota|cap|floor|threshold|target|barrier")
_PARTS_OF_TEXT = clauses.words_of("page|paragraph|chapter|clause|verse")
_OWNED = re.compile(r"(?:['’]s|\bthe|\bits|\btheir) $", re.IGNORECASE)
"""What stands before the members of a body, who are as many as they are: "the Union's 28 members"."""

_FEW_COUNTED = clauses.words_of(
    "attack|raid|strike|explosion|blast|bomb|bomber|mine|torpedo|gun|howitzer|launcher|warhead|silo|reactor|jet|fighter|"
    "frigate|destroyer|cruiser|carrier|corvette|cutter|trawler|freighter|barge|ferry|truck|lorry|train|bus|car|vehicle|"
    "village|town|house|bridge|island|islet|base|outpost|checkpoint|camp|seat|vote|division|brigade|battalion|regiment|"
    "battery|squadron|aircraft|airliner|body|death|casualty|child|woman|man|crewman|fisherman|journalist|diplomat"
)
"""What is counted also where there are few: "two missile attacks", not "two instalments"."""
_FEW = 12
_TELLS = frozenset({"say", "tell", "note", "add", "confirm", "report"})


def _is_a_few(number: Number, noun: Token, known: tuple[str, str] | None) -> bool:
    """Whether a small number in words counts nothing that is measured: "two instalments", "two people said"."""
    if not number.words or number.scaled or not 1 < number.value <= _FEW:
        return False
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in _TELLS:
        return True
    lemma = noun.lemma_.lower()
    counted = lemma in _FEW_COUNTED | _ONE_COUNTED or (known is not None and known[1] in {"people", "measure"})
    return not counted and gazetteer.sector_nouns().get(lemma) is None


def _names_one(number: Number, noun: Token, doc: Doc) -> bool:
    """ "1,200 soldiers" counts, "the 5 eyes alliance" and "7 nation army" name one thing."""
    if number.words or number.scaled or number.value <= 1 or noun.tag_ != "NN" or noun.lower_ in _INVARIANT:
        return False
    span = doc.char_span(number.start, number.end, alignment_mode="expand")
    return span is not None and noun.i > span.end


_INVARIANT = {"aircraft", "personnel", "staff", "infantry", "cattle", "livestock", "police"}


def _large(number: Number) -> bool:
    return number.value > 12 or (not number.words and number.value > 4)


_ONE_COUNTED = clauses.words_of(
    "soldier|sailor|shell|rocket|missile|ship|boat|vessel|tanker|person|civilian|policeman|hostage|"
    "aircraft|plane|helicopter|warship|submarine|drone|tank|worker|fighter|pilot"
)


def _is_one_counted(noun: Token, doc: Doc, start: int) -> bool:
    """ "one shell" counts, "one banker said" does not."""
    before = text_of(doc)[max(0, start - 12) : start].lower()
    if re.search(r"\b(?:at least|only|just) $", before) and noun.dep_ not in {"nsubj"}:
        return True
    speaks = noun.dep_ == "nsubj" and noun.head.lemma_ in {"say", "tell", "note", "add"}
    return noun.lemma_.lower() in _ONE_COUNTED and not speaks


def plural(noun: Token) -> str:
    """The plural of a counted noun in lower case: "one shell" counts shells."""
    word = str(noun.lower_)
    if noun.tag_ in {"NNS", "NNPS"} or word.endswith("s") or word in _INVARIANT:
        return word
    if re.search(r"(?:ch|sh|x|z)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word[:-3] + "men" if word.endswith("man") else word + "s"
