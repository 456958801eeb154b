"""The counts and measures of a text as mentions of things: number, what is counted, and whether it points back.

"The 45 documents" is a number, a noun and a word that points to something told; "a twelve-month suspension" is a
number of months. `again` holds one mention against the others of its text.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from detente.coding.figures import numbers
from detente.coding.figures.numerals import SCALES, Number
from detente.coding.lexicon import word_class
from detente.coding.text.clauses import words_of
from detente.records import Document
from detente.verify import clauses
from detente.verify.numbers import arithmetic
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage, named
from detente.verify.times import told

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OTHERS = words_of(
    "other|next|last|first|past|previous|further|additional|coming|remaining|new|same|original|few|early|late|only"
    "|resulting|outstanding|latter|former|following|present"
)
"""Before a number: it is of other things than those told, or of a part of them."""
POSSESSIVES = frozenset({"'s", "’s"})
_POINTS = words_of("the|those|these|this|that|all|his|her|its|their|both")
_LISTS = words_of("list|series|batch|catalogue|set|collection")
_A_LIST = 2
_BETWEEN = frozenset({"JJ", "JJR", "JJS", "VBG", "VBN", "DT", "PDT"})
"""What may stand between such a word and its number: "the other five", "all the six", "the resulting 880 million"."""
_ROUGH = words_of("about|some|around|roughly|nearly|almost|over|than|least|most|under")
_OR_SO = re.compile(r"(?:\s[a-z]+|\s?%|\sper cent)?\sor\sso\b")
_ODD = re.compile(r"-(?:odd|plus)\b")
"""Right behind a number that is told as about so many."""
_RUN = frozenset({"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "POS", "AFX"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_ENDS_IN_PLURAL = frozenset({"NN", "NNS", "POS", "HYPH"})
_SQUARE = words_of("square|cubic|nautical")
_STANDS_ALONE = words_of("dead|wounded|injured|missing|arrested|elderly")
_TELLS_WHICH = frozenset({"IN", "WDT", "WP", "VBN", "VBG", "TO", "WP$", "JJ"})
_TELLS_NOTHING = words_of("as|if|than|because|while|after|before|since|until|though|although")
"""Behind a phrase these do not say which things are meant, as "of" or "who" does."""
_AFTER = 5
"""So many words behind a phrase are kept."""
_LENGTHS = {"day": ("day", 1), "week": ("day", 7), "month": ("month", 1), "year": ("month", 12),
            "decade": ("month", 120), "hour": ("minute", 60), "minute": ("minute", 1)}  # fmt: skip
"""Measures of time, each with the smaller one that it is counted in here."""
_LENGTH = re.compile(rf"(?:-|\s(?:[a-z]+\s)?)(?P<w>{'|'.join(_LENGTHS)})s?\b")
_SCALE = re.compile(r"[\d\s-](million|billion|trillion)$")
_AND = re.compile(r",?\s(?:and|or|to|plus|of the|of its|of their)\s[$€£¥]?")
_NTH = re.compile(r"-(?:first|second|third|[a-z]+th)\b")
_SIGN = re.compile(r"[$€£¥]$")
_MONEY_WORD = re.compile(r"[\s-]?(?:[A-Z][\w.]*\s)*[a-z]+")
_OFF = 5.0
"""A fraction in words stands for percentages that are half of this off."""
_IN_SO_MANY = re.compile(
    rf"(?<![\w-])(?P<n>{COUNT})\s[A-Za-z]+\sin\s(?P<m>{COUNT})\b(?!\s(?:{'|'.join(_LENGTHS)})s?\b)", re.IGNORECASE
)
_CLASSES = (
    "counted_people", "counted_papers", "counted_places", "counted_states", "counted_craft", "counted_aircraft",
    "counted_vehicles", "counted_missiles", "counted_meetings", "counted_firms", "counted_terms", "counted_groups",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of things at an offset of its sentence; `end` is after the noun.

    `noun` is the noun counted, in the singular, None where there is none; "%" for a share; a currency, with `money`;
    or a measure of time, with `length`, the smaller measure that `value` is in. `of` is what has such a share, sum or
    length ("visit" of "a three-day visit"). `lead` is the word that points back, if one does, `qualified` are the
    words between it, the number and the noun, `after` those behind it that say which things are meant. `partly` is
    the word before "of" in "most of the six", "" where nothing stands before it.
    """

    passage: Passage
    start: int
    end: int
    value: float
    step: float
    noun: str | None = None
    money: bool = False
    length: str | None = None
    of: str | None = None
    lead: str | None = None
    rough: bool = False
    partly: str | None = None
    qualified: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def at(self) -> int:
        """Its offset in the document."""
        return self.passage.offset + self.start

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text[self.start : self.end]


@functools.lru_cache(maxsize=4)
def mentions(document: Document) -> tuple[Mention, ...]:
    """The mentions of a document in order."""
    return tuple(m for passage in told.sentences(document) for m in _mentions(passage))


@functools.cache
def classes_of(noun: str) -> frozenset[str]:
    """The classes of things that a noun may name."""
    return frozenset(name for name in _CLASSES if noun in word_class(name))


def _mentions(passage: Passage) -> Iterator[Mention]:
    found = _scaled(passage.text, [n for n in _numbers(passage.text) if n.kind != "rank" and n.value > 0])
    dated = [(t.start, t.end) for t in passage.times]
    for number in found:
        if arithmetic.is_year(passage.text, number) or _NTH.match(passage.text, number.end):
            continue
        mention = _mention(passage, number, number.value)
        if mention.length is None and any(start <= number.start < end for start, end in dated):
            continue
        yield mention
        if number.high is not None and number.high != number.value:
            yield _mention(passage, number, number.high)


def _numbers(text: str) -> Iterator[Number]:
    """The numbers of a sentence; "one barrel in ten" is a share in per cent."""
    shares = [m for m in _IN_SO_MANY.finditer(text) if 0 < count(m["n"]) < count(m["m"])]
    yield from (Number(*m.span(), 100 * count(m["n"]) / count(m["m"]), kind="fraction") for m in shares)
    for number in numbers.find(text):
        if not any(m.start() < number.end and number.start < m.end() for m in shares):
            yield number


def _scaled(text: str, found: list[Number]) -> list[Number]:
    """ "70 and 50 million": the first of the two has the scale of the second."""
    out = list(found)
    for n, (one, other) in enumerate(itertools.pairwise(found)):
        scale = _SCALE.search(text[other.start : other.end])
        bare = one.kind == "count" and not (one.scaled or one.words) and one.high is None
        if scale and bare and _AND.fullmatch(text[one.end : other.start]):
            out[n] = dataclasses.replace(one, value=one.value * SCALES[scale[1]], scaled=True)
    return out


def _mention(passage: Passage, number: Number, value: float) -> Mention:
    text, doc = passage.text, clauses.parsed(passage.text)
    odd = _ODD.match(text, number.end)
    number = number if odd is None else dataclasses.replace(number, end=odd.end())
    lead = _lead(doc, number.start)
    step = arithmetic.step(text[number.start : number.end], value)
    rough = lead.rough or odd is not None or _OR_SO.match(text, number.end) is not None
    bare = Mention(
        passage, lead.start, number.end, value, step, lead=lead.word, rough=rough, partly=lead.partly,
        qualified=lead.qualified,
    )  # fmt: skip
    mention = _share(bare, number) or _sum(bare, number) or _length(bare, doc, number) or _count(bare, doc)
    own = mention.noun == "%" or mention.money
    of = _noun(doc, mention.end).word if own and number.kind == "count" else mention.of
    return dataclasses.replace(mention, of=of, after=_after(doc, mention.start, mention.end))


def _share(bare: Mention, number: Number) -> Mention | None:
    if number.kind == "fraction":
        return dataclasses.replace(bare, noun="%", step=_OFF)
    percent = re.match(arithmetic.PERCENT, bare.passage.text[number.end :])
    return dataclasses.replace(bare, noun="%", end=number.end + percent.end()) if percent else None


def _sum(bare: Mention, number: Number) -> Mention | None:
    text = bare.passage.text
    currency = arithmetic.currency(text, number)
    if currency is None:
        return None
    word = None if _SIGN.search(text[: number.start]) else _MONEY_WORD.match(text, number.end)
    return dataclasses.replace(bare, noun=currency, money=True, end=word.end() if word else number.end)


def _length(bare: Mention, doc: Doc, number: Number) -> Mention | None:
    """ "Three weeks", and "a three-week visit" with what is so long."""
    match = _LENGTH.match(bare.passage.text, number.end)
    if match is None:
        return None
    measure, factor = _LENGTHS[match["w"]]
    noun = _noun(doc, number.end)
    tied = match.group().startswith("-")
    return dataclasses.replace(
        bare, value=bare.value * factor, step=bare.step * factor, noun=match["w"], length=measure,
        end=noun.end if tied else match.end(), of=noun.word if tied and noun.word != match["w"] else None,
    )  # fmt: skip


def _count(bare: Mention, doc: Doc) -> Mention:
    noun = _noun(doc, bare.end)
    return dataclasses.replace(bare, noun=noun.word, end=noun.end, qualified=(*bare.qualified, *noun.between))


# --- the words around a number -----------------------------------------------------------------------------------


class _Lead(NamedTuple):
    start: int
    word: str | None = None
    rough: bool = False
    qualified: tuple[str, ...] = ()
    partly: str | None = None


def _lead(doc: Doc, start: int) -> _Lead:
    """Where the phrase of a number begins, the word that points back, the words between, and "most" of "most of"."""
    at = next((t.i for t in doc if t.idx <= start < t.idx + len(t)), 0)
    if at and _SIGN.search(doc[at - 1].text):
        at -= 1
    word, first, qualified = None, at, []
    rough = at > 0 and doc[at - 1].lower_ in _ROUGH
    for token in reversed(doc[max(0, at - 4) : at]):
        if token.lower_ == "that" and token.tag_ == "IN":
            break
        if token.lower_ in _POINTS or token.tag_ in {"PRP$", "POS"}:
            word, first = token.lower_, token.i
        elif token.lower_ in _ROUGH and word is None and token.i == at - 1:
            # "The roughly 20,000 troops".
            continue
        elif token.tag_ in _BETWEEN and word is None and token.dep_ != "advmod":
            qualified.append(token.lower_)
        else:
            break
    if word is None and at > _A_LIST and doc[at - 1].lower_ == "of" and doc[at - 2].lower_ in _LISTS:
        # "The list of 36 texts".
        word, first = (doc[at - 3].lower_, at - 3) if doc[at - 3].lower_ in _POINTS else (None, at)
    if word is None:
        return _Lead(start, rough=rough)
    first -= word in POSSESSIVES
    part = None
    if first and doc[first - 1].lower_ == "of":
        part = doc[first - 2].lower_ if first > 1 else ""
    return _Lead(doc[first].idx, word, rough, tuple(reversed(qualified)), part)


class _Noun(NamedTuple):
    word: str | None
    end: int
    between: tuple[str, ...] = ()


def _noun(doc: Doc, end: int) -> _Noun:
    """The noun after a number, in the singular, where it ends, and the words between."""
    run: list[Token] = []
    for token in doc:
        if token.idx < end:
            continue
        plural = bool(run) and run[-1].tag_ in _PLURALS
        if token.tag_ not in _RUN or (plural and token.tag_ not in _ENDS_IN_PLURAL):
            break
        run.append(token)
    last = next((n for n in range(len(run) - 1, -1, -1) if run[n].tag_ in _NOUNS), None)
    if last is None:
        alone = bool(run) and run[0].lower_ in _STANDS_ALONE
        return _Noun(run[0].lower_, run[0].idx + len(run[0])) if alone else _Noun(None, end)
    head = run[last]
    word = "person" if _is_demonym(head) else _singular(head)
    if last and run[last - 1].lower_ in _SQUARE:
        word = f"{run[last - 1].lower_} {word}"
    return _Noun(word, head.idx + len(head), tuple(t.lower_ for t in run[:last] if t.text != "-"))


def _is_demonym(token: Token) -> bool:
    """Whether people are told by their state: "40 Sudanese"."""
    return token.text[0].isupper() and any(n.kind == "demonym" for n in named(token.text))


def _singular(token: Token) -> str:
    word = str(token.lemma_.lower())
    ends = token.tag_ in _PLURALS and word.endswith("s") and not word.endswith("ss")
    return word.removesuffix("s") if ends else word


def _after(doc: Doc, start: int, end: int) -> tuple[str, ...]:
    """The first words behind a phrase, up to a stop, where they hang on it."""
    found: list[str] = []
    for token in doc:
        if token.idx < end:
            continue
        if token.is_punct or len(found) == _AFTER or (not found and not _tells_which(token, start, end)):
            break
        found.append(token.lower_)
    return tuple(found)


def _tells_which(token: Token, start: int, end: int) -> bool:
    """Whether a word behind a phrase begins what says which things are meant, and hangs on no verb before it."""
    if token.tag_ not in _TELLS_WHICH or token.lower_ in _TELLS_NOTHING:
        return False
    return bool(token.tag_ != "IN" or token.head.i > token.i or start <= token.head.idx < end)
