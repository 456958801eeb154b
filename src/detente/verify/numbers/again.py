"""Numbers told again: "those sixteen towns" of ten told, "the 61 percent" of 51, "the other nine" of 31 without 24.

A phrase that points back takes up something that the text has told. Where its number stands nowhere else and cannot be
worked out from what is around it (`follows`), and there is one thing alone that it can take up, told with another
number, the text contradicts itself. A number that the world knows ("the 27 members", "all 329 on board") takes up
nothing, and nothing is said of it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.lexicon import word_class
from detente.coding.text.clauses import words_of
from detente.records import Finding
from detente.verify.numbers.follows import alike, follows, near, same_class, told
from detente.verify.numbers.mentions import OTHERS, POSSESSIVES, Mention, mentions
from detente.verify.numbers.nowhere import out_of_nowhere
from detente.verify.passages import Passage
from detente.verify.times.told import sentences, stems
from detente.verify.verdicts import Judged, against, finding, supported

_LEAST = 3
"""Of one and two a text tells too many to say which is meant."""
_FAR = 6
"""A number that is so many times another one is of something else."""
_CLOSE_BY, _NOT_FAR = 2, 5
"""Sentences back: within the first several counts of the like are what a phrase takes up, within the second a state."""
_FEW = 3
_REST = words_of("other|remaining|outstanding")
_NEW = words_of("new|additional|extra|added|further")
_FROM_TO = re.compile(r"\bfrom\b[^.;:]*\bto\s$")
_POINTING = words_of("the|this|that|those|these")
_NOT_A_PART = words_of("one|none|most|all|any|each|some|many|half|neither|last") | {""}
"""Before "of the six": what does not tell that the six are a whole known from elsewhere."""
_GAP = re.compile(
    r"(?:An?|The|His|Her|Its|Their|This|That|Such an?)\s(?:\w+\s)?(?:majority|margin|lead|gap|difference)\sof\s"
)
_COUNTED_ON = re.compile(
    r"\s(?:later|ago|after|before|earlier|on\b|into|from|since|old|until|have|had|separate|ahead|hence|apart)"
)
"""Behind a length at the head of a sentence: it is counted from something."""
_COMPARED = re.compile(
    r"\b(?:doubl\w+|tripl\w+|halv\w+|replac\w+|top(?:s|ped)|surpass\w*|beat\w*|than|from|against|above|below|exceed(?:s|ed)?)\s$"
)
_BEFORE = re.compile(r"\s(?:before|earlier|previously|last|then|a|per|each)\b")


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention with all others of its text, and the sentences of the text."""

    one: Mention
    others: tuple[Mention, ...]
    passages: tuple[Passage, ...]

    def back(self, other: Mention) -> int:
        """How many sentences before the mention another one stands."""
        return _index(self.passages, self.one.passage) - _index(self.passages, other.passage)

    @property
    def before(self) -> list[Mention]:
        """The mentions before it."""
        return [o for o in self.others if o.at < self.one.at]

    def last(self, sentences_back: int) -> list[Mention]:
        """The mentions before it, in its sentence and so many before that."""
        return [o for o in self.before if self.back(o) <= sentences_back]


def _index(passages: Sequence[Passage], passage: Passage) -> int:
    return next(n for n, p in enumerate(passages) if p.offset == passage.offset)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about numbers that a sentence tells again."""
    every = mentions(passage.document)
    for one in every:
        if one.passage.offset != passage.offset or one.value < _LEAST or (one.rough and one.lead is None):
            continue
        if _BY_THE.search(passage.text, 0, one.start) or _AMONG.search(passage.text, 0, one.start):
            continue
        others = tuple(o for o in every if not _overlap(o, one))
        place = _Place(one, others, sentences(passage.document))
        judged = out_of_nowhere(one, others, place.passages) if one.rough else _judge(place)
        if judged is not None:
            yield finding(passage.document, passage.span(one.start, one.end), judged, passage.whole)


_AMONG = re.compile(r"\b(?:among (?:them|whom|these|those)|including)\b[^.;]*$")
"""Before a number: it is of some of those that were told."""
_BY_THE = re.compile(r"\bby\s(?:the\s)?$")
"""Before a number that only says how many at a time: "they went home by the hundred thousand"."""


def _overlap(one: Mention, other: Mention) -> bool:
    return one.passage.offset == other.passage.offset and one.start < other.end and other.start < one.end


def _judge(place: _Place) -> Judged | None:
    apart = _remainder(place) or _added(place) or _apart(place)
    if apart is not None:
        return apart
    taken_up = _taken_up(place)
    if not taken_up:
        return out_of_nowhere(place.one, place.others, place.passages)
    if any(near(place.one, o.value, o.step) for o in taken_up):
        return supported(f"The text has told of {taken_up[-1].text} before.")
    here = [o.value for o in place.others if o.noun == place.one.noun and place.back(o) == 0]
    if any(near(o, place.one.value + value) for o in taken_up for value in here):
        # "40 percent on top of the 10 percent" of the 50 told before.
        return None
    if told(place.one, place.others) or follows(place.one, place.others, place.passages):
        return None
    return against(f"The text has told of {taken_up[-1].text} before, and this follows from nothing in it.", None)


def _taken_up(place: _Place) -> list[Mention]:
    """What a phrase takes up if it takes up anything; none where that is not sure."""
    one = place.one
    if one.lead is None or one.noun == "point":
        return _gap(place)
    if one.lead in POSSESSIVES or OTHERS & set(one.qualified):
        return []
    if one.length:
        return _length(place)
    if one.noun == "%" or one.money or (one.noun is None and one.value >= _MONEY):
        return _rate_or_sum(place)
    return _things(place) if one.noun is not None else _headless(place)


_MONEY = 1e5


# --- counts ------------------------------------------------------------------------------------------------------


_OWN = frozenset({"its", "his", "her", "their"})
"""Before a number of things that are somebody's: "its four reactors" are no ports told before."""


def _things(place: _Place) -> list[Mention]:
    """ "The 45 documents", where 45 agreements were signed: the same noun, else one of its class."""
    one = place.one
    if one.text.split()[-1][0].isupper() and one.noun == "person":
        # "The 96 Germans" are not the 81 French before them.
        return []
    counts = [o for o in place.others if o.value >= _LEAST and not o.length]
    same = [o for o in counts if o.noun == one.noun]
    known = one.noun in word_class("known_counts")
    meant = [o for o in same if stems(" ".join(one.after)) & stems(o.passage.text)]
    for group in (same, meant):
        found = _only(place, group, 1)
        if found and not (known and _of_the_world(place, found[-1])):
            return found
    if one.qualified or one.lead in _OWN or (known and one.lead not in {"those", "these"}):
        return []
    kin = [o for o in counts if same_class(o, one)]
    return _only(place, kin, 1) or _only(place, [o for o in place.last(_CLOSE_BY) if o in kin], _FEW)


def _of_the_world(place: _Place, last: Mention) -> bool:
    """Whether states, seats and the like are told as known: by a word more, as a whole, or far from those told."""
    one = place.one
    return bool(one.partly is not None or one.qualified or (one.lead == "the" and place.back(last) > _NOT_FAR))


def _only(place: _Place, group: Sequence[Mention], most: int) -> list[Mention]:
    """Those of a group told before, if it has few numbers and a phrase can be of the last of them."""
    before = [o for o in group if o.at < place.one.at]
    if not before or len({o.value for o in group}) > most or not _can_be(place, before[-1]):
        return []
    return before


def _can_be(place: _Place, other: Mention) -> bool:
    """Whether a phrase can be of the same things: no part of them, no other ones by the words behind it."""
    one = place.one
    part = other.qualified and other.lead and one.value > other.value and one.value % other.value == 0
    return not part and _in_reach(one, other) and not _restricted(place, other)


def _in_reach(one: Mention, other: Mention) -> bool:
    return one.value < other.value * _FAR and other.value < one.value * _FAR


def _restricted(place: _Place, other: Mention) -> bool:
    """Whether the words behind a phrase say what nothing around the other mention does: "the seven men in the boat"."""
    at = _index(place.passages, other.passage)
    own = place.one.passage.offset if place.back(other) else -1
    around = " ".join(p.text for p in place.passages[max(0, at - 1) : at + 2] if p.offset != own)
    return bool(place.one.after) and not stems(" ".join(place.one.after)) & stems(around)


_SOME_MORE = re.compile(r"\b(?:others|more)$")
"""A number of those who are there as well: "the sons and three others, five in all"."""


def _words(one: Mention) -> str:
    """The words of a mention, with the one behind a bare number."""
    return one.text if one.noun is not None else " ".join(one.passage.text[one.start : one.end + 8].split()[:2])


def _headless(place: _Place) -> list[Mention]:
    """ "All seven", "one of the six": the one count of the sentence or the one before."""
    one = place.one
    of_a_part = one.partly is not None and (one.partly not in _NOT_A_PART or one.lead in {"those", "these"})
    if one.qualified or of_a_part or one.after[:2] not in {(), ("of", "them"), ("of", "these")}:
        return []
    counts = [
        o for o in place.last(1)
        if o.value >= _LEAST and not o.length and not o.money and o.noun != "%" and not _SOME_MORE.search(_words(o))
    ]  # fmt: skip
    return counts if len({o.value for o in counts}) == 1 and _in_reach(one, counts[-1]) else []


# --- rates, sums and lengths -------------------------------------------------------------------------------------


def _rate_or_sum(place: _Place) -> list[Mention]:
    """ "The 61 percent would rather", "they talked about the 50 billion": with no word that says of what."""
    one = place.one
    if one.lead not in _POINTING or one.after or one.of is not None or one.qualified or _of_another_time(one):
        return []
    told_before = [o for o in place.before if place.back(o) > 0]
    if one.noun == "%":
        return [o for o in told_before if o.noun == "%"]
    sums = [o for o in told_before if alike(o, one) and o.value >= _MONEY and _in_reach(one, o)]
    return sums if len({o.value for o in sums}) == 1 else []


def _of_another_time(one: Mention) -> bool:
    """ "More than the 24 billion before": what is told to be compared with is new."""
    text = one.passage.text
    return bool(_COMPARED.search(text[: one.start]) or _BEFORE.match(text, one.end))


_PAPERS = words_of("bond|note|bill|treasury|gilt|bund|yield|paper|mortgage|loan|swap|maturity")


def _length(place: _Place) -> list[Mention]:
    """ "Those seven years", "that three-year deal", "his four days in China"."""
    one = place.one
    if one.of in _PAPERS or _PAPERS & {*one.text.lower().split()}:
        # "The 30-year bond" is another one than "the 10-year note".
        return []
    lengths = [o for o in place.before if o.length and o.noun == one.noun]
    if one.of is not None:
        lengths = [o for o in lengths if place.back(o) <= _NOT_FAR]
        sure = not one.after and one.lead in _POINTING
    else:
        shared = lengths and stems(" ".join(one.after)) & stems(lengths[-1].passage.text)
        sure = one.noun != "year" and not one.qualified and bool(shared)
    if not sure or not lengths:
        return []
    return lengths if len({o.value for o in lengths}) == 1 and _in_reach(one, lengths[-1]) else []


def _apart(place: _Place) -> Judged | None:
    """ "From 3 May to 24 May. Three weeks of talks had led nowhere", "those three weeks"."""
    one, before = place.one, place.one.passage.before
    if one.length is None or one.of is not None:
        return None
    times = len(one.passage.times) + (len(before.times) if before is not None else 0)
    first = not one.passage.text[: one.start].strip() and not _COUNTED_ON.match(one.passage.text, one.end)
    pointing = one.lead in {"those", "these"} and not one.after and not OTHERS & set(one.qualified)
    told_of = pointing and (times > 0 or any(o.length for o in place.before))
    if not told_of and not (first and times > 1 and before is not None and len(before.times) > 1):
        return None
    if one.passage.published is None or told(one, place.others) or follows(one, place.others, place.passages):
        # In a text without a date the days that lack their year are not known.
        return None
    return against("The text tells of no such length of time, and of no two times that are so far apart.", None)


def _gap(place: _Place) -> list[Mention]:
    """ "By 81 votes to 33. A majority of 48", "from 41 percent to 53. Those twelve points": the two before it."""
    one = place.one
    points = one.noun == "point" and one.lead in {"those", "these"}
    if not points and not _GAP.fullmatch(one.passage.text[: one.start]):
        return []
    sides = [o for o in place.last(1) if place.back(o) == 1 and (alike(o, one) or (o.noun, one.noun) == ("%", "point"))]
    if len({o.value for o in sides}) != 2 or near(one, abs(sides[0].value - sides[1].value)):
        return []
    return sides


# --- what is left ------------------------------------------------------------------------------------------------


def _remainder(place: _Place) -> Judged | None:
    """ "Of the 31, 24 were put to the vote in July and the other seven in August"."""
    one = place.one
    if one.length or not (one.lead == "the" or (one.lead in POSSESSIVES and one.noun is None)):
        return None
    close = [o for o in place.last(1) if alike(o, one) and o.lead != "those"]
    rest = bool(_REST & set(one.qualified))
    if one.noun == "%":
        return _left_of_all(place, close) if rest and one.of is None else None
    next_to = bool(close) and place.back(close[-1]) == 1 and one.noun is None and not one.qualified
    if not close or not (rest or next_to):
        return None
    most = max(o.value for o in close)
    whole = [o for o in close if o.value == most][-1]
    parts = [o for o in close if o.value < most and (o.noun is None or same_class(o, whole) or same_class(o, one))]
    counts = [o for o in place.last(1) if o.at > whole.at and not (o.length or o.money or o.noun == "%")]
    if any(o not in parts for o in counts) or most > _FAR * (one.value + sum(o.value for o in parts)):
        # A number of which it is not known what it counts may be a part too.
        return None
    if not (1 <= len(parts) <= _FEW and one.value < most and _is_whole(whole, parts)):
        return None
    some = [group for n in range(len(parts)) for group in itertools.combinations(parts, n + 1)]
    left = [most - sum(o.value for o in group) for group in some]
    if any(near(one, value) for value in (*left, *(o.value for o in close))):
        return None
    return against(f"Of {whole.text} {left[-1]:,.12g} are left without {', '.join(o.text for o in parts)}.", None)


def _added(place: _Place) -> Judged | None:
    """ "The number of bases rose from five to nine. The four new sites face the strait"."""
    one, before = place.one, place.one.passage.before
    if before is None or one.lead not in {"the", "those", "these"} or not _NEW & set(one.qualified):
        return None
    ends = [o for o in place.last(1) if o.passage.offset == before.offset and (alike(o, one) or o.noun is None)]
    if len(ends) != 2 or not _FROM_TO.search(before.text[: ends[1].start]) or place.last(0):
        return None
    added = abs(ends[1].value - ends[0].value)
    what = f"Between {ends[0].text} and {ends[1].text} lie {added:,.12g}."
    return supported(what) if near(one, added) else against(what, None)


def _is_whole(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the words say that the others are parts of one: "27 of its 34", "three of them"."""
    of_them = {("of", "them"), ("of", "these"), ("of", "which"), ("of", "whom")}
    return whole.partly is not None or any(o.after[:2] in of_them for o in parts)


def _left_of_all(place: _Place, shares: Sequence[Mention]) -> Judged | None:
    """ "51 percent, Total 25 percent and Statoil the remaining 24 percent"."""
    both = sum({o.value for o in shares})
    bare = any(o.noun is None and o.value < 100 for o in place.last(1))
    bare = bare or AS_DOES.search(place.one.passage.text) is not None
    if not shares or bare or both >= 100 or place.one.value + both <= _ALL:
        return None
    if follows(place.one, place.others, place.passages):
        return None
    return against(f"Without {', '.join(o.text for o in shares)} there is {100 - both:g} percent left.", None)


AS_DOES = re.compile(r"\b(?:as\s(?:does|do|did|has|is)|each|apiece|likewise)\b")
"""A share that another one has too: "20 percent, as does Total"."""
_ALL = 102
