"""Things that have a date: what a phrase points to, dated by the document itself or by the tables.

"The invasion", "its adoption", "Mr. Tung was chosen": another sentence that tells the same act, in a noun or a verb and
with the same names, may date it. "The Treaty of Trianon", "the BRICS summit in Kazan", "its neighbour" where a sentence
tells who joined what: the tables date these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.bodies import editions, group_names, memberships, places
from detente.verify.history import accords, events, signers
from detente.verify.passages import Passage
from detente.verify.people import entries
from detente.verify.times import landmarks, told
from detente.verify.times.dates import Window, bounds
from detente.verify.times.landmarks import acts
from detente.verify.verdicts import Source, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
_WIDEST = 370
"""Days that a time may span to date anything."""
_APPLIES = re.compile(r"\b(?:appl(?:y|ies|ied|ication)\w*|candida\w+|bid)\b")
_NEIGHBOURS = frozenset({"neighbour", "neighbor", "rival", "partner"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A dated thing: its first and last possible day, and the row that dates it, none where the text does.

    `sure` is whether the words can mean nothing else: a name, or the one act of its kind that the text dates.
    """

    when: Window
    source: Source | None
    described: str
    sure: bool = True


def dated(
    passage: Passage, phrase: Span, but: TimeMention | None = None, head: Token | None = None
) -> tuple[Thing, ...]:
    """What a phrase of a sentence may mean: by the tables, else by what the document tells elsewhere.

    Args:
        passage: the sentence.
        phrase: where the words stand in it.
        but: a time of the sentence that is another thing's.
        head: the word of it that tells the act; the one on which the others hang if not given.
    """
    head = head or clauses.head_of(clauses.parsed(passage.text), phrase)
    if head is None:
        return ()
    return tuple(_recorded(passage, head, phrase)) or _told(passage, head, phrase, but)


# --- by the tables -----------------------------------------------------------------------------------------------


def _recorded(passage: Passage, head: Token, phrase: Span) -> Iterator[Thing]:
    words = passage.text[phrase[0] : phrase[1]]
    entered = [(when, term) for when, term in entries.find(passage, *phrase) if term.strong]
    for when, term in entered:
        yield Thing(when, source_of(term), f"The record has {term.described()}.", sure=len(entered) == 1)
    if entered:
        return
    event = events.told(words) if head.lemma_ != "anniversary" else None
    if event is not None:
        yield Thing((event.start, event.end), event.source, f"The record has {event.described()}.")
        return
    at = head.idx - phrase[0]
    made = acts(head) & _MAKING or signers.puts_name(head)
    named = [accord for accord, start, end in accords.named(words) if start <= at < end or made]
    for accord in named[:1]:
        yield Thing(bounds(accord.date, accord.date), accord.source, f"The record has {accord.described()}.")
        return
    inside = [t for t in head.doc if phrase[0] <= t.idx < phrase[1] and t != head]
    marks = tuple(landmarks.find(passage, head, inside))
    sure = landmarks.are_one(marks)
    yield from (Thing(mark.when, mark.source, mark.described, sure) for mark in marks)
    yield from _meetings(passage, words)
    yield from _accessions(passage, head, phrase)
    text = passage.document.text
    if words.lower() == "the war" and _OF_THAT_TIME.search(text) and not _OTHER_WAR.search(text):
        yield from _the_war()


_MAKING = frozenset({"sign", "adopt", "conclude", "found", "accord"})
"""Acts whose date is that of the accord which they are of: "the signing of the Treaty of Rome"."""
_OF_THAT_TIME = re.compile(r"\b(?:World War|194\d|195\d)\b")
"""What must be told for "the war" to be that one."""
_OTHER_WAR = re.compile(
    r"\b(?!the\b|[Ww]orld\b|[Cc]old\b|[Ss]econd\b|[Ff]irst\b|after\b|of\b)[A-Za-z-]+\s[Ww]ars?\b|\b[Ww]ar\s(?:in|on|against|with)\b"
)
"""A war that is none of the two world wars."""


def _the_war() -> Iterator[Thing]:
    """The war that is called so where a text tells of no other."""
    for row in accords.known():
        if row.name == "End of World War II":
            start, end = bounds("1945-05", row.date)
            yield Thing((start, end), row.source, f"The record has {row.described()}.")


def _meetings(passage: Passage, words: str) -> Iterator[Thing]:
    """ "The BRICS summit in Kazan", "they met in Tokyo": the meetings at a place of the group named there or beside."""
    city = places.any_city().search(words)
    if city is None or re.search(r"(?<!prime )\bministers?\b|\b(?:founded|created|established|set up|signed)\b", words):
        return
    here = [m.group.forum for m in group_names.mentions(words, passage.document.text) if m.group.forum]
    if not here and re.search(r"\b(?:they|summit|meeting)\b", words):
        here = [m.group.forum for m in group_names.here(passage) if m.group.forum]
    for edition in editions.of(here[0] or "") if here else ():
        if city.group() in edition.place:
            yield Thing((edition.start, edition.end), edition.source, f"The record has the {edition.described()}.")


_OTHER_ACT = re.compile(r"\b(?:ratif\w+|recogni[sz]\w+|legali[sz]\w+|abolish\w*|convention)\b")
"""What states do one after another that is no accession: "ratified it twelve years after the Philippines"."""


def _accessions(passage: Passage, token: Token, phrase: Span) -> Iterator[Thing]:
    """ "Three years after Romania": when a state joined the group that the sentence, or the text before it, names."""
    if any(child.lower_ in {"his", "her"} for child in token.children):
        # "His accession" is that of a king.
        return
    states = [n.code for n in passage.named if n.code and phrase[0] <= n.start < phrase[1] and n.kind == "country"]
    joins = bool(acts(token) & {"join"}) and not any(link.lower_ == "into" for link in token.children)
    alone = any(
        n.start <= token.idx < n.end for n in passage.named if phrase[0] <= n.start < phrase[1] and n.kind == "country"
    )
    if _APPLIES.search(passage.text) or _OTHER_ACT.search(passage.text):
        # "Put in its application two years after Austria": not counted from the accession.
        return
    if token.lemma_ in _NEIGHBOURS:
        states, alone = list(passage.states[:3]), True
    if joins and not states:
        states = _named_states(passage)[:1]
    for group in _groups(passage, phrase) if states and (alone or joins) else ():
        for spell in memberships.members().get(group, ()):
            if spell.country in states[:3] and spell.joined:
                what = f"The record has {memberships.described(spell, group)}."
                yield Thing(bounds(spell.joined, spell.joined), spell.source, what)


def _named_states(passage: Passage) -> list[str]:
    """The states that a sentence names, or points back to in those before."""
    for near in (passage, *told.earlier(passage)):
        here = [n.code for n in near.named if n.code and n.kind == "country"]
        if here:
            return list(dict.fromkeys(here))
    return list(passage.states[:1])


def _groups(passage: Passage, phrase: Span) -> list[str]:
    """The organisation that a phrase names, else its sentence, else any that the text before it means."""
    here = [m for m in group_names.here(passage) if m.group.organisation]
    inside = [m for m in here if phrase[0] <= m.start < phrase[1]]
    near = [m.group for m in (inside or here)[:1]] or group_names.earlier(passage)
    return [group.organisation for group in near if group.organisation]


# --- by the document ---------------------------------------------------------------------------------------------


_ANOTHER = re.compile(r"\b(?:an?other|other|new|next|further|second|third)\b")
"""Words by which a phrase is of something that was not told before."""


_EDGES = frozenset({"end", "start", "beginning", "close", "eve", "outset"})
"""What anything has: another sentence that tells an end tells it of something else."""
_LIGHT = frozenset({"take", "get", "make", "give", "have", "be", "do", "put", "go", "come"})
"""Verbs that tell an act only together with other words."""
_SOMEBODY = frozenset({"he", "she", "they", "we", "i", "you", "his", "her", "their"})
"""Whoever acts by these words, the text may tell such acts of others too."""


def _told(passage: Passage, head: Token, phrase: Span, but: TimeMention | None) -> tuple[Thing, ...]:
    """The dates that the document gives to the act of a phrase, or to what the phrase names."""
    names = _names(passage, head, phrase)
    some = head.pos_ == "NOUN" and any(c.lower_ in {"a", "an"} for c in head.children)
    acting = [c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}]
    meant = [t.lower_ for c in acting for t in (c, *(own for own in c.children if own.dep_ == "poss"))]
    somebody = not names and any(word in _SOMEBODY for word in meant)
    if head.pos_ == "VERB" and head.lemma_ in _LIGHT:
        # Of "taking over the Treasury" another sentence may tell only the house.
        return ()
    if head.pos_ == "PROPN" and (head.lower_ in landmarks.TITLES or _SOMEBODY_THEN.match(passage.text, _end(head))):
        # "Ten weeks before the Queen", "33 years since X, then the second man,": what they did is counted from.
        return ()
    if some or somebody or (head.pos_ == "NOUN" and head.lemma_ in _EDGES) or _ANOTHER.search(passage.text, *phrase):
        return ()
    wanted = acts(head)
    if "member" in wanted and (names is None or not names[0]):
        return ()
    found: dict[Window, None] = {}
    tellings = 0
    for other in told.sentences(passage.document):
        here = other.offset == passage.offset
        if names and not _shares(names, _all_names(other, phrase if here else None)):
            continue
        for time in _times_of(other, wanted, phrase if here else None):
            if not (here and time == but):
                windows = told.readings(other, time)
                tellings += not set(windows) & set(found)
                found |= dict.fromkeys(windows)
    sure = tellings == 1 or len({when[0].year for when in found}) == 1
    return tuple(Thing(when, None, f"The text dates that to {_day(when)}.", sure) for when in found)


_SOMEBODY_THEN = re.compile(r",\s(?:then|now|the|a|an)\s")
"""Behind a name: who that was."""


def _end(token: Token) -> int:
    return int(token.idx + len(token))


def _names(passage: Passage, head: Token, phrase: Span) -> tuple[frozenset[str], frozenset[str]] | None:
    """The names of a phrase (stems, and the codes of states) and the stems of its nouns, but its head; None without.

    A body of a state is named by its own words: what the text tells of Mozambique is not told of Frelimo.
    """
    inside = [t for t in head.doc if phrase[0] <= t.idx < phrase[1] and t != head]
    states = [n for n in passage.named if n.code and n.kind != "body" and phrase[0] <= n.start < phrase[1]]
    capital = [t for t in inside if t.pos_ == "PROPN" or (t.text[:1].isupper() and t.i > t.sent.start)]
    proper = [t for t in capital if not any(n.start <= t.idx < n.end for n in states)]
    names = told.stems(" ".join(t.text for t in proper)) | {n.code for n in states if n.code}
    nouns = told.stems(" ".join(t.text for t in inside if t.pos_ == "NOUN" and t.dep_ != "npadvmod"))
    return (names, nouns) if names or nouns else None


def _shares(wanted: tuple[frozenset[str], frozenset[str]], there: frozenset[str]) -> bool:
    """Whether a sentence has all the names of a phrase, or one of its nouns where it has no name."""
    names, nouns = wanted
    return names <= there if names else bool(nouns & there)


def _all_names(passage: Passage, apart: Span | None) -> frozenset[str]:
    """The stems of a sentence, outside of some words, with the states that it and the one before it name."""
    text = passage.text if apart is None else f"{passage.text[: apart[0]]} {passage.text[apart[1] :]}"
    near = [n for n in passage.named if apart is None or not apart[0] <= n.start < apart[1]]
    near += passage.before.named if passage.before is not None else ()
    return told.stems(text) | {n.code for n in near if n.code}


def _times_of(passage: Passage, wanted: frozenset[str], apart: Span | None) -> Iterator[TimeMention]:
    """The times of a sentence that hang on a word for one of some acts, outside of some words."""
    times = [
        t for t in passage.times if (t.when.end - t.when.start).days <= _WIDEST and not told.is_counted(passage, t)
    ]
    if not times:
        return
    for token in clauses.parsed(passage.text):
        if apart is not None and apart[0] <= token.idx < apart[1]:
            continue
        if token.pos_ in {"NOUN", "PROPN", "VERB", "AUX"} and wanted & acts(token):
            span = (token.idx, token.idx + len(token))
            own = {t.idx for t in token.subtree} if _is_aim(token) else None
            here = [t for t in times if own is None or own & set(range(t.start, t.end))]
            yield from (t for t in here if clauses.joined(passage.text, span, (t.start, t.end), told.ANY))


def _is_aim(token: Token) -> bool:
    """Whether a thing is only wanted or refused: "voted for independence in April" does not date the independence."""
    return token.dep_ == "pobj" and token.head.lower_ in {"for", "against"} and token.head.head.pos_ == "VERB"


def _day(when: Window) -> str:
    first, last = when
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"
