"""A sentence as items: personal names, titles, states, times and verbs of office, and every word and mark between.

Each kind of item is one letter, so that the forms of a claim are regular expressions over letters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.reference.posts import AMBASSADOR
from detente.verify.passages import Named, Passage
from detente.verify.people import office_words
from detente.verify.people.office_times import LEAD, VERB, VERBS, Kind
from detente.verify.people.titles import HIGH_COMMISSIONER, TITLE, plain

_NAME = re.compile(office_words.NAME)
_MODIFIER = re.compile(
    r"\b(?:(?P<former>former|ex-?|one-time|onetime|past|late|previous|erstwhile)"
    r"|(?P<then>(?<!since )(?<!by )(?<!until )(?<!from )then-?|at th(?:e|at) time)"
    r"|(?P<acting>acting|interim|caretaker|outgoing)|(?P<now>current|present|incumbent|serving|sitting|new"
    r"|newly elected|newly appointed|veteran|long-serving"
    r"|longtime|conservative|hardline|embattled|visiting|first female"
    r"|the (?:country|bloc|alliance|union|organi[sz]ation|agency"
    r"|body|kingdom|republic|league)['’]s|its|his|her|their|own"
    r"|(?:him|her)self(?:\s(?:an?|the))?|(?<=, )as)"
    r"|(?P<other>deputy|vice|assistant|shadow(?! (?:foreign|minister for foreign))|second|under(?=[- ]secretar)|junior"
    r"|designated|future|would-be|aspiring"
    r"|potential|possible|next|first|regional|provincial|state|self-proclaimed|rebel|opposition|joint|honorary))"
    r"(?=[\s-]|\b)[- ]?",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"[\s-]*(?:elect|designate|in-waiting|in waiting|nominee|candidate|hopeful|contender|aspirant|candidacy"
    r"|apparent|emeritus|spokes\w+|adviser|aide|office|election|race|vote|palace|house)\b",
    re.IGNORECASE,
)
_SENT = re.compile(r"\s(?:to|in|at)\s(?:the\s)?")
_BY = re.compile(r"\b(?:led|ruled|governed|headed) by\b")
_HELD = re.compile(r"\bheld by\b")


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a sentence: its letter, its offsets, the state that it names, and of a verb the kind."""

    letter: str
    start: int
    end: int
    named: Named | None = None
    kind: Kind = "at"


def items(passage: Passage) -> tuple[Item, ...]:
    """The sentence as items in order: what was recognised, and every word and mark between."""
    return _read(passage.text, passage.named, passage.times)


def people(passage: Passage) -> list[str]:
    """The personal names of two words or more in a sentence."""
    text = passage.text
    found = (text[item.start : item.end] for item in items(passage) if item.letter == "N")
    return [name for name in found if " " in name]


def name_spans(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Where personal names (or what looks like one) stand in a sentence, in order."""
    return tuple((item.start, item.end) for item in items(passage) if item.letter == "N")


def single_names(passage: Passage) -> list[str]:
    """The personal names of one word in a sentence."""
    text = passage.text
    found = (text[item.start : item.end] for item in items(passage) if item.letter == "N")
    return [name for name in found if " " not in name]


@functools.lru_cache(maxsize=256)
def _read(text: str, named_here: tuple[Named, ...], times: tuple[TimeMention, ...]) -> tuple[Item, ...]:
    """The items of a text; kept, since its names are asked for by every check of people."""
    taken: list[Item] = []

    def free(start: int, end: int) -> bool:
        return all(end <= item.start or item.end <= start for item in taken)

    taken += _titles(text, named_here)
    for named in named_here:
        if free(named.start, named.end):
            whole = named.kind in {"country", "demonym", "capital", "organisation"}
            letter = "C" if named.code and whole and text[named.start : named.end] not in office_words.PARTS else "K"
            taken.append(Item(letter, named.start, named.end, named))
        elif named.code and not free(named.start, named.end):
            cut = min((i.start for i in taken if named.start < i.start < named.end), default=named.start)
            if free(named.start, cut) and cut > named.start:
                taken.append(Item("C", named.start, len(text[:cut].rstrip()), named))
    for time in times:
        if free(time.start, time.end):
            taken.append(Item("W", time.start, time.end))
    for pattern, letter in ((_BY, "B"), (_HELD, "H"), (VERB, "V"), (LEAD, "L")):
        for match in pattern.finditer(text):
            if free(match.start(), match.end()):
                kind: Kind = next((k for k, _ in VERBS if letter == "V" and match.group(k)), "at")
                taken.append(Item(letter, match.start(), match.end(), kind=kind))
    for match in _MODIFIER.finditer(text):
        if free(match.start(), match.end()):
            taken.append(Item("X" if match["other"] else "M", match.start(), match.end()))
    for match in _NAME.finditer(text):
        taken += _names(text, match, taken)
    taken.sort(key=lambda item: item.start)
    out: list[Item] = []
    place = 0
    for item in [*taken, Item("", len(text), len(text))]:
        between = list(_between(text, place, item.start))
        if out and between and _SPEAKS_FOR.search(text[: between[0].end]):
            # "Spokesman for the Chinese foreign ministry": of it.
            between[0] = Item("O", between[0].start, between[0].end)
        out += between
        if item.letter:
            out.append(item)
        place = max(place, item.end)
    return tuple(out)


def _titles(text: str, named_here: Sequence[Named]) -> Iterator[Item]:
    """The titles of a sentence; an ambassador's reaches over the place to which he is sent."""
    for match in TITLE.finditer(text):
        end, place = match.end(), None
        title = plain(match.group())
        if match["abroad"] or title in {AMBASSADOR, HIGH_COMMISSIONER}:
            sent = _SENT.match(text, end)
            place = next((n for n in named_here if sent is not None and n.start == sent.end() and n.code), None)
            end = place.end if place is not None else end
        of_body = match["abroad"] and place is None
        # "The UN high commissioner for refugees".
        of_body = of_body or (title == HIGH_COMMISSIONER and text.startswith(" for ", end))
        other = _NOT_YET.match(text, end) or of_body
        yield Item("x" if other else "T", match.start(), end, place)


def _names(text: str, match: re.Match[str], taken: Sequence[Item]) -> Iterator[Item]:
    """The parts of a run of capitalised words that are no title, state or time, without words that open a sentence."""
    start = match.start()
    edges = sorted((i.start, i.end) for i in taken if i.start < match.end() and start < i.end)
    for left, right in [*edges, (match.end(), match.end())]:
        piece = text[start:left]
        words = list(re.finditer(r"\S+", piece))
        while words and words[0].group().lower().strip(".,’'") in office_words.OPENERS | office_words.DAYS_AND_MONTHS:
            if " ".join(word.group() for word in words[:2]) in office_words.names_like_openers():
                break
            words.pop(0)
        of_one_letter = len(words) > 1 and words[-2].group() == "la"  # Ramírez de la O
        if words and (of_one_letter or re.search(rf"{office_words.CAPITAL}\w", words[-1].group())):
            end = start + words[-1].end()
            possessive = re.search(r"['’]s?$", text[start:end])
            yield Item("N", start + words[0].start(), end - (len(possessive.group()) if possessive else 0))
        start = max(start, right)


_SINGLE = {
    "of": "O", "the": "D", "a": "D", "an": "D", ",": "c", "(": "b", ")": "b", "from": "F", "between": "F", "until": "F",
    "since": "F", "in": "F", "to": "F", "and": "F", "for": "F", "who": "r", "which": "r", "whose": "w", "—": "b",
    "–": "b", ".": ".", ";": ".", ":": ".",
}  # fmt: skip


def _between(text: str, start: int, end: int) -> Iterator[Item]:
    for match in re.finditer(r"['’]s\b|\w+|[^\w\s\"“”]", text[start:end]):
        word = match.group().lower()
        letter = "P" if word in {"'s", "’s"} or match.group() in {"'", "’"} else _SINGLE.get(word, "x")
        yield Item(letter, start + match.start(), start + match.end())


_SPEAKS_FOR = re.compile(r"\bspokes(?:man|woman|person)\s(?:for|of)$", re.IGNORECASE)
_AL = re.compile(r"^(?:al|el|ad|as|ash|az)-", re.IGNORECASE)


def whole_name(person: str, passage: Passage) -> str:
    """The full name that the document gave before for a surname, where only one has it."""
    if " " in person:
        return person
    full = {
        name for name in passage.people if person in (name.split()[-1], _AL.sub("", name.split()[-1]), name.split()[0])
        and not re.search(rf"\b(?:bin|ibn|bint) {re.escape(person)}$", name)
    }  # fmt: skip
    return full.pop() if len(full) == 1 else person
