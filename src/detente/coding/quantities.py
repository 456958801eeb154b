"""Numbers that measure something: each with unit or currency, comparator and anchor in the parse.

A number without unit, currency or counted noun measures nothing here, unless it shares the unit of one
before it ("62% ..., up from 55", "from 3.27 mln"). Dates, ages, spans of time, scores and numbers in names
are left out.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding import gazetteer, numbers, units
from detente.coding.context import Context
from detente.coding.numbers import Number
from detente.ontology import countries

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_COMPARATORS = (
    (">=", r"at least|no less than|no fewer than|not less than|a minimum of|minimum|at the very least"),
    (
        "<=",
        r"up to|as much as|as many as|at most|no more than|not more than|a maximum of|maximum|at the most|limited to|capped at"
        r"|as high as",
    ),
    (
        ">",
        r"(?:well |far |slightly |just )?(?:more than|over|above|exceed(?:s|ed|ing)?|in excess of|upwards? of|greater than"
        r"|higher than|topp(?:ed|ing)|surpass(?:ed|ing)|larger than|beyond|north of)",
    ),
    (
        "<",
        r"(?:well |far |slightly |just )?(?:less than|under|below|fewer than|lower than|short of|smaller than)",
    ),
    (
        "~",
        r"about|around|some|roughly|approximately|nearly|almost|close to|near|circa|approx\.?|an average of about"
        r"|just about|nearly about",
    ),
)
_FILLER = r"(?:(?:an?|the|its|their|his|her|record|total|total of|estimated|additional|another|only|of) )"
_BEFORE = tuple(
    (sign, re.compile(rf"\b(?:{words}) {_FILLER}{{0,3}}$", re.IGNORECASE)) for sign, words in _COMPARATORS
)
_AFTER = (
    (">=", re.compile(r" or (?:more|above|over|higher)\b| ?\+|-plus\b| at least\b", re.IGNORECASE)),
    ("<=", re.compile(r" or (?:less|fewer|below|under|lower)\b| at most\b", re.IGNORECASE)),
    ("~", re.compile(r" or so\b", re.IGNORECASE)),
)
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
_AGE = re.compile(r"^[- ]years?[- ]olds?\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:article|section|resolution|chapter|clause|no\.?|number|type|phase|day|flight|page|item|part|post"
    r"|posts|room|route|highway|class|model|aged?|version|figure|table|volume|group of|top|gate|channel|item)"
    r"\s$",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(?:several|few|many|countless|some odd) $", re.IGNORECASE)
_MONEY_NOUNS = {
    "surplus",
    "deficit",
    "debt",
    "loan",
    "budget",
    "package",
    "reserve",
    "trade",
    "fund",
    "credit",
    "bailout",
    "shortfall",
    "investment",
    "turnover",
    "profit",
    "loss",
    "revenue",
    "gap",
    "stimulus",
    "bond",
    "aid",
    "contract",
    "deal",
}
_INDEX = {"index", "pmi", "score", "rating", "average", "gauge", "barometer", "nikkei"}
_MULTIPLE = re.compile(
    r"\b(?P<c>more than |less than |close to |nearly |almost |about |roughly |over |at least |up to |around )?(?:"
    r"(?P<verb>doubled|tripled|trebled|quadrupled|halved)|(?P<word>double|twice|triple|treble|quadruple|thrice|half)"
    r"(?= (?:the (?:level|rate|number|amount|figure|size|total|volume|value|previous|average)|last |that |those|as (?:many|much|high|large"
    r"|big)|its |their |what|from|a year|\d))|(?P<n>[\w.-]+?)[- ]?(?P<fold>fold|times (?:as|more|higher|larger|bigger|greater"
    r"|the (?:level|number|size|amount|figure|total|rate|average)|what|that|its|their)))",
    re.IGNORECASE,
)
_MULTIPLES = {
    "doubled": 2.0,
    "tripled": 3.0,
    "trebled": 3.0,
    "quadrupled": 4.0,
    "halved": 0.5,
    "double": 2.0,
    "twice": 2.0,
    "triple": 3.0,
    "treble": 3.0,
    "quadruple": 4.0,
    "thrice": 3.0,
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. Offsets are of the parsed block; `anchor` is the token that heads it.

    `start` takes in the comparator, `core` is where the number or its currency sign starts.
    """

    start: int
    core: int
    end: int
    value: float
    anchor: int
    high: float | None = None
    comparator: str = "="
    unit: str | None = None
    currency: str | None = None
    per: str | None = None
    kind: str = "measure"


def find(context: Context) -> list[Quantity]:
    """The quantities of a sentence, left to right."""
    span = context.sentence.span
    text, base = span.doc.text, span.start_char
    near = _countries(span)
    seen = tuple(sorted(code for code in context.cast.seen if code in countries()))
    dated = [(t.start - context.sentence.offset, t.end - context.sentence.offset) for t in context.times]
    found: list[Quantity] = []
    for number in numbers.find(text[base : span.end_char]):
        number = dataclasses.replace(number, start=number.start + base, end=number.end + base)
        if any(number.start < end and start < number.end for start, end in dated):
            continue
        if _VAGUE.search(text[max(base, number.start - 10) : number.start]):
            continue
        quantity = _read(number, span, (near, seen))
        if quantity is not None and quantity.end <= span.end_char:
            found.append(_compared(quantity, text, base))
    found = _shared(found, context, dated)
    found += [q for q in _multiples(span) if not any(q.start < o.end and o.start < q.end for o in found)]
    return sorted(found, key=lambda q: q.start)


def _countries(span: Span) -> tuple[str, ...]:
    return tuple(
        m.entry.code
        for m in gazetteer.find(span)
        if m.entry.code in countries() and m.entry.kind != "surname"
    )


def _read(number: Number, span: Span, near: units.Near) -> Quantity | None:
    """The quantity that a number makes with the words around it; `unit` "?" where it may share a unit."""
    text = span.doc.text
    if number.kind != "count":
        unit = "rank" if number.kind == "rank" else "percent"
        return _quantity(number, span.doc, number.start, number.end, unit=unit, kind=number.kind)
    if _AGE.match(text[number.end : number.end + 12]):
        return None
    before = units.currency_before(text, number.start)
    after = units.currency_after(text, number.end, near)
    if before is not None:
        end = after.end if after is not None and after.currency == before[1] else number.end
        return _quantity(number, span.doc, before[0], end, currency=before[1], kind="money")
    if after is not None and not _is_weight(text, after.end, after.currency):
        unit = None if after.currency else text[number.end : after.end].strip(" -").lower()
        return _quantity(
            number, span.doc, number.start, after.end, unit=unit, currency=after.currency, kind="money"
        )
    measure = units.measure_after(text, number.end)
    if measure is not None:
        if measure.kind == "time" or (
            measure.unit == "points" and not _counts_points(text, number, measure.end)
        ):
            return None
        return _quantity(number, span.doc, number.start, measure.end, unit=measure.unit)
    return _counted(number, span)


def _is_weight(text: str, end: int, currency: str | None) -> bool:
    return currency == "GBP" and bool(
        re.match(
            r" of (?:\w+ ){0,2}(?:explosives?|cocaine|heroin|meat|rice|opium|uranium|gold|bombs?)",
            text[end : end + 40],
        )
    )


def _counts_points(text: str, number: Number, end: int) -> bool:
    return bool(not number.words and not re.match(r" (?:of|plan|that|to)\b", text[end : end + 6]))


def _quantity(
    number: Number,
    doc: Doc,
    start: int,
    end: int,
    *,
    unit: str | None = None,
    currency: str | None = None,
    kind: str = "measure",
    anchor: int | None = None,
) -> Quantity:
    per = units.per_after(doc.text, end) if kind in {"money", "measure", "people", "counted"} else None
    if unit == "barrels_per_day":
        per = (end, "day")
    head = anchor if anchor is not None else _anchor(doc, start, end)
    return Quantity(
        start, start, end, number.value, head, number.high, "=", unit, currency, per[1] if per else None, kind
    )


def _anchor(doc: Doc, start: int, end: int) -> int:
    """The token that links the words between two offsets to the rest of the sentence."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return int(span.root.i) if span is not None else 0


def _counted(number: Number, span: Span) -> Quantity | None:
    """A count of people or things, or a bare number that may share the unit of another."""
    doc, text = span.doc, span.doc.text
    tokens = doc.char_span(number.start, number.end, alignment_mode="expand")
    if tokens is None:
        return None
    if _GROUP.match(text[number.end : number.end + 8]):
        end = number.end + len(_GROUP.match(text[number.end : number.end + 8]).group())  # type: ignore[union-attr]
        return _quantity(number, doc, number.start, end, unit="people", kind="people")
    if _CASUALTY.match(text[number.end : number.end + 30]) or (
        _KILLED.search(text[max(0, number.start - 50) : number.start]) and _ends_phrase(doc, tokens.end)
    ):
        return _quantity(number, doc, number.start, number.end, unit="people", kind="people")
    if _NAMED.search(text[max(0, number.start - 14) : number.start]):
        return None
    noun = _noun_after(tokens, span)
    if noun is not None:
        return _of_noun(number, noun, doc)
    if number.words and number.value <= 12 and not number.scaled:
        return None
    if tokens.end < span.end and doc[tokens.end].pos_ in {"NOUN", "PROPN"} and not number.scaled:
        return None
    return _quantity(number, doc, number.start, number.end, unit="?", kind="bare")


def _ends_phrase(doc: Doc, i: int) -> bool:
    return (
        i >= len(doc) or doc[i].pos_ in {"ADP", "CCONJ", "SCONJ", "PUNCT", "AUX", "VERB"} or doc[i].is_punct
    )


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
        between = doc[tokens.end : head.i]
        if all(
            (t.pos_ in _OPEN and t.text != ",") or (t.text == "," and t.nbor(1).pos_ == "ADJ")
            for t in between
        ):
            return head
    i = tokens.end
    last: Token | None = None
    while i < span.end and i - tokens.end <= 4 and doc[i].pos_ in {"ADJ", "NOUN", "PROPN"}:
        if doc[i].pos_ == "NOUN" or (doc[i].pos_ == "PROPN" and last is None):
            last = doc[i]
        i += 1
    if last is None or (last.pos_ == "PROPN" and i < span.end and not doc[i - 1].text.islower()):
        return None
    return last


def _of_noun(number: Number, noun: Token, doc: Doc) -> Quantity | None:
    word = noun.lower_
    if number.scaled and number.value >= 1e6 and noun.lemma_.lower() in _MONEY_NOUNS:
        return _quantity(number, doc, number.start, number.end, unit="?", kind="bare")
    if noun.pos_ == "PROPN" and not number.scaled:
        return None
    known = units.kind_of(word) or units.kind_of(noun.lemma_)
    if known is not None and known[1] in {"time", "set"} and not (known[1] == "set" and _large(number)):
        return None
    if number.value == 1 and number.words and not _is_one_counted(noun, doc, number.start):
        return None
    if (
        not number.words
        and not number.scaled
        and noun.tag_ == "NN"
        and number.value > 1
        and word not in _INVARIANT
    ):
        if noun.i - doc.char_span(number.start, number.end, alignment_mode="expand").end > 0:
            return None
    unit = known[0] if known is not None and known[1] in {"people", "measure"} else plural(noun)
    kind = "people" if unit == "people" else "counted"
    return _quantity(number, doc, number.start, noun.idx + len(noun), unit=unit, kind=kind, anchor=noun.i)


_INVARIANT = {"aircraft", "personnel", "staff", "infantry", "cattle", "livestock", "police"}


def _large(number: Number) -> bool:
    return number.value > 12 or (not number.words and number.value > 4)


_ONE_COUNTED = {
    "soldier",
    "sailor",
    "shell",
    "rocket",
    "missile",
    "ship",
    "boat",
    "vessel",
    "tanker",
    "person",
    "civilian",
    "policeman",
    "hostage",
    "aircraft",
    "plane",
    "helicopter",
    "warship",
    "submarine",
    "drone",
    "tank",
    "worker",
    "fighter",
    "pilot",
}


def _is_one_counted(noun: Token, doc: Doc, start: int) -> bool:
    """ "one shell" counts, "one banker said" does not."""
    before = doc.text[max(0, start - 12) : start].lower()
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


def _compared(quantity: Quantity, text: str, base: int) -> Quantity:
    """The quantity with the comparator that stands right before or after it."""
    before = text[max(base, quantity.start - 60) : quantity.start]
    for sign, pattern in _BEFORE:
        match = pattern.search(before)
        if match is not None and not _is_adverbial(match.group(), before[: match.start()]):
            start = quantity.start - len(before) + match.start()
            return dataclasses.replace(quantity, start=start, comparator=sign)
    for sign, pattern in _AFTER:
        after = pattern.match(text, quantity.end)
        if after is not None:
            return dataclasses.replace(quantity, end=after.end(), comparator=sign)
    return quantity


def _is_adverbial(words: str, before: str) -> bool:
    """ "talks over 5 islands", "near 10 villages": a preposition of place, not a comparison."""
    first = words.split()[0].lower()
    if first == "over":
        return bool(
            re.search(
                r"\b(?:dispute|row|talks|spread|control|spat|war|sovereignty|flew|fly|flying)\s$", before
            )
        )
    return False


def _shared(found: list[Quantity], context: Context, dated: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Bare numbers take the unit of a neighbour in a comparison or a list; the others are dropped."""
    text = context.sentence.span.doc.text
    out: list[Quantity] = []
    for i, quantity in enumerate(found):
        if quantity.unit != "?":
            out.append(quantity)
            continue
        model = (
            _model(quantity, out, found[i + 1 :], text)
            or _rate(quantity, context)
            or _earlier(quantity, context)
        )
        if model is not None:
            out.append(
                dataclasses.replace(
                    quantity,
                    unit=model.unit,
                    currency=model.currency,
                    kind=model.kind,
                    per=quantity.per or model.per,
                )
            )
    return out


_LINK = re.compile(
    r"\b(?:from|to|against|versus|than|with|and|or|at|of|was|were|was only|by|total|totalled|totaled|reach|in)\s+"
    r"(?:only |just |about |around |some |nearly |almost |a |record |more than |less than |over |under )*$|,\s*(?:or )?$"
    r"|\(\s*$",
    re.IGNORECASE,
)


def _model(
    quantity: Quantity, before: Sequence[Quantity], after: Sequence[Quantity], text: str
) -> Quantity | None:
    """The neighbour whose unit a bare number shares."""
    lead = text[max(0, quantity.core - 40) : quantity.core]
    big = quantity.value >= 1e5
    for other in reversed(before):
        alike = (other.value >= 1e5 and big) or (
            other.unit in {"percent", "percentage_points"} and quantity.value < 1000
        )
        if (
            (alike or (other.kind == "measure" and not other.unit == "percent" and quantity.value > 10))
            and (big or _LINK.search(lead))
            and other.kind not in {"rank", "fraction", "bare"}
        ):
            return other
    for other in after:
        joint = text[quantity.end : other.start]
        if other.unit != "?" and re.fullmatch(
            r"\s*(?:to|and|or|-)\s*(?:about |around |nearly |over |more than )?", joint
        ):
            return other
    return None


def _rate(quantity: Quantity, context: Context) -> Quantity | None:
    """ "the won was fixed at 846.90", "the index rose to 52.1": a rate or an index without a unit of its own."""
    span = context.sentence.span
    anchor = span.doc[quantity.anchor]
    if anchor.dep_ not in {"pobj", "attr", "dobj", "npadvmod", "nummod", "appos"} or (
        "." not in span.doc.text[quantity.core : quantity.end] and quantity.value < 20
    ):
        return None
    verb = next((t for t in anchor.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or (
        anchor.dep_ == "pobj" and anchor.head.lower_ not in {"at", "to", "of", "from", "below", "above", "by"}
    ):
        return None
    near = (_countries(span), ())
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.i != anchor.i:
            currency = units.currency_noun(child.lower_, near)
            if currency:
                return dataclasses.replace(quantity, unit=None, currency=currency, kind="money")
            if child.lemma_.lower() in _INDEX:
                return dataclasses.replace(quantity, unit="points", kind="measure")
    return None


_MONEY_BEFORE = re.compile(
    r"(?:[0-9]|million|billion|trillion|mln|bln)[^.;0-9]{0,4}?\b(?P<words>(?:[A-Z][\w.]* )?[A-Za-z-]+)\b"
)


def _earlier(quantity: Quantity, context: Context) -> Quantity | None:
    """A scaled amount alone in its sentence takes the currency of the last amount before it in the text."""
    span = context.sentence.span
    written = span.doc.text[quantity.core : quantity.end].lower()
    if quantity.value < 1e6 or not re.search(r"illion|ln|bn|tn", written):
        return None
    before = context.document.text[max(0, context.sentence.start - 400) : context.sentence.start].replace(
        "\n", " "
    )
    last: Quantity | None = None
    for number in numbers.find(before):
        sign = units.currency_before(before, number.start)
        after = units.currency_after(before, number.end, ((), ()))
        code = sign[1] if sign else after.currency if after else None
        if code and number.scaled:
            last = dataclasses.replace(quantity, unit=None, currency=code, kind="money")
    return last


def _multiples(span: Span) -> list[Quantity]:
    """ "doubled", "close to double last year's total", "three times as many": ratios."""
    text, out = span.doc.text, []
    for match in _MULTIPLE.finditer(text, span.start_char, span.end_char):
        word = (match["verb"] or match["word"] or "").lower()
        value = _MULTIPLES.get(word)
        if match["fold"]:
            number = numbers.find(match["n"])
            value = number[0].value if number and number[0].kind == "count" else None
        if value is None:
            continue
        core = match.start() + len(match["c"] or "")
        quantity = Quantity(
            core, core, match.end(), value, _anchor(span.doc, core, match.end()), unit="ratio", kind="ratio"
        )
        out.append(_compared(quantity, text, span.start_char))
    return out
