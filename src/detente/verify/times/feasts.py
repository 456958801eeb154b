"""Anniversaries and ages of things that a text dates elsewhere, or the tables do: "the group's 40th anniversary".

What an anniversary is of is told by the words after "of", by the owner ("its", "the alliance's"), or just before ("and
the 50th anniversary was observed in the summer"). Its year is that of a time in its own clause, else of the report. An
anniversary whose date stands beside it is for `durations` and `elapsed`; one of a named accord for `accords`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.verify import clauses
from detente.verify.bodies import group_names
from detente.verify.history import accords
from detente.verify.numbers.counts import COUNT, LONG, NTH, count, nth, ordinal
from detente.verify.passages import Passage, has_another_alliance
from detente.verify.times import told
from detente.verify.times.dates import bounds
from detente.verify.times.things import Thing, dated
from detente.verify.verdicts import Judged, against, finding, supported

if TYPE_CHECKING:
    from spacy.tokens import Token

_FEAST = re.compile(rf"\b(?P<n>{NTH})[- ](?:anniversary|birthday|jubilee)\b|\b(?P<w>{'|'.join(LONG)})\b", re.IGNORECASE)
_AGED = re.compile(
    rf"\b(?:turn(?:s|ed|ing)?|will turn)\s(?P<n>{COUNT})(?=[,.;]|$|\s(?:this|last|next|on|in|today|and)\b)"
    rf"|\b(?P<n2>{COUNT})\syears\sold\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:will|next|coming|to be|is to|are to|plans?|prepar\w+|ahead|before|later)\b")
_RELATIONS = frozenset({"relations", "ties", "links", "diplomatic relations", "diplomatic ties"})
_RELATED = re.compile(r"\b(?:recogni[sz]|establish|normali[sz]|diplomatic|embass)")
"""Words for the beginning of relations, which dates told near "their anniversary" may be of."""
_LOOSE = frozenset({"relation", "relations", "ties", "links", "event", "occasion", "that", "it"})
"""What stands for something that was told just before: "the 50th anniversary of relations"."""
_FOUNDING = "The record has Founding of "
_FOUNDED = frozenset({"founding", "foundation", "creation", "birth", "establishment", "formation", "launch"})
_POINTERS = frozenset({"its", "their", "it", "they"})
_A_DATE = 4
"""Words up to which a sentence is no more than a date."""
_FRESH = 3
"""Years back up to which a year is one of the news and not what an anniversary is counted from."""


@dataclass(frozen=True, slots=True)
class _Feast:
    """So many years of something, at any of some years; `slack` is 0 for an anniversary whose year is told."""

    start: int
    end: int
    number: int
    years: frozenset[int]
    slack: int


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about anniversaries and ages."""
    if passage.published is None:
        return
    for match, number in ages(passage.text):
        token = _token(passage, match)
        lead = passage.text[: match.start()]
        if token is None or _OF_SOMEBODY.search(lead) or told.in_a_tale(lead):
            continue
        phrase = _of(token)
        fresh = passage.published.year - _FRESH
        things = [t for t in _bases(passage, match, token, phrase) if t.source is not None or t.when[1].year < fresh]
        judged = _judge(passage, _feast(passage, match, number, token, phrase), things) if things else None
        if judged is not None:
            yield finding(passage.document, passage.span(match.start(), match.end()), judged, passage.whole)


_OF_SOMEBODY = re.compile(r"\bwho\s(?:has\s|had\s|will\s)?$")
"""Before an age: it is that of a person, whose birth the text does not date."""


def _is_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word for an anniversary is part of a name: "the Bicentennial Framework"."""
    return match.group()[0].isupper() and match.re is _FEAST and re.match(r"\s[A-Z]", text[match.end() :]) is not None


def ages(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The anniversaries and ages that a text tells, each with its number of years."""
    for match in _FEAST.finditer(text):
        if _is_a_name(text, match):
            continue
        yield match, ordinal(match["n"] or match["w"])
    for match in _AGED.finditer(text):
        yield match, count(match["n"] or match["n2"])


def _token(passage: Passage, match: re.Match[str]) -> Token | None:
    """The word on which an anniversary or an age hangs: "anniversary", "turned", "old"."""
    words = clauses.parsed(passage.text).char_span(match.start(), match.end(), alignment_mode="expand")
    return words.root if words is not None and len(words) else None


def _of(token: Token) -> tuple[int, int] | None:
    """Where the words stand that an anniversary is of."""
    links = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"of", "since"}]
    words = [t for link in links[:1] for t in link.subtree if t != link]
    return (words[0].idx, words[-1].idx + len(words[-1])) if words else None


_OF_FORCE = re.compile(r"\b(?:entry\sinto|coming\sinto|taking)\s(?:force|effect)\b|\bratification\b")
"""What an accord has at another time than its signing."""
_LATER_IN_FORCE = re.compile(r"\b(?:Agreement|Partnership)\b")
"""What is often counted from when it came into force."""


def _judge(passage: Passage, feast: _Feast, things: Sequence[Thing]) -> Judged | None:
    """An anniversary against all that it may be of; another year of the text that fits lets it be."""
    pairs = [(year - thing.when[0].year, year, thing) for thing in things for year in feast.years
             if year > thing.when[0].year]  # fmt: skip
    if not pairs:
        return None
    apart, year, thing = min(pairs, key=lambda pair: abs(pair[0] - feast.number))
    if apart == feast.number:
        return supported(f"{thing.described} {year} is {apart} years later.", thing.source)
    ends = {y for window in told.windows(passage.document) for y in (window[0].year, window[1].year)}
    fits = thing.source is None and any(y - feast.number in ends for y in feast.years)
    # A body may count from its charter or from the day on which that came into force.
    slack = max(feast.slack, 1 if _FOUNDING in thing.described else 0)
    in_force = _LATER_IN_FORCE.search(thing.described) is not None and 0 < apart - feast.number <= accords.UNTIL_FORCE
    if abs(apart - feast.number) <= slack or fits or in_force:
        return None
    why = f"{thing.described} {year} is its {nth(apart)} year, not the {nth(feast.number)}."
    return against(why, thing.source)


# --- when it is kept -----------------------------------------------------------------------------------------------


def _feast(passage: Passage, match: re.Match[str], number: int, token: Token, phrase: tuple[int, int] | None) -> _Feast:
    aged = match.re is _AGED
    times = _own_times(passage, token, phrase)
    years = {year for t in times for year in (t.when.start.year, t.when.end.year)}
    now = passage.published.year if passage.published is not None else 0
    kept = years or {now}
    coming = _AHEAD.search(passage.text) or _is_of_now(token, passage, times)
    ahead = {year + 1 for year in kept} if coming else set[int]()
    slack = 0 if _EXACTLY.search(passage.text[: match.start()]) else int(not years) + int(aged)
    return _Feast(match.start(), match.end(), number, frozenset(kept | ahead), slack)


_EXACTLY = re.compile(r"\bexactly\s$")


def _is_of_now(token: Token, passage: Passage, times: Sequence[TimeMention]) -> bool:
    """Whether a month without its year is told in the present: "August brings the 80th anniversary"."""
    return clauses.clause_of(token).tag_ in {"VBZ", "VBP"} and any(not told.has_year(passage, t) for t in times)


_MARKS = frozenset({"mark", "celebrate", "commemorate", "observe", "honour", "honor"})
_OF_ANOTHER_CLAUSE = frozenset({"relcl", "acl", "advcl", "xcomp"})
_WHEN = re.compile(r",?\s(?:when|the year (?:in which|when|that))\s[^,;.]{0,40}")
"""Between a time and what it is told to have brought: "in 2003, when the 40th anniversary was held"."""


def _own_times(passage: Passage, token: Token, phrase: tuple[int, int] | None) -> list[TimeMention]:
    """The times of the clause of an anniversary, else of the clause over that.

    A year of long ago may be that of what the anniversary is of, where it is told what that is.
    """
    now = passage.published.year if passage.published is not None else 0
    known = [t for t in passage.times if phrase is None or not phrase[0] <= t.start < phrase[1]]
    verb = token if token.pos_ == "VERB" else clauses.clause_of(token)
    # "Prayed in January 2016, on a visit which marked the 60th anniversary": kept then, however long ago.
    marked = token.dep_ == "dobj" and verb.lemma_.lower() in _MARKS and verb.dep_ in _OF_ANOTHER_CLAUSE
    beside = [t for t in known if _WHEN.fullmatch(passage.text[t.end : token.idx])]
    if beside:
        return beside
    for higher in (False, True):
        own = [
            t for t in known if _clause(verb, t) == verb
            and (marked or not (phrase or higher) or not told.has_year(passage, t) or t.when.start.year >= now - _FRESH)
        ]  # fmt: skip
        if own or verb.head == verb:
            return own
        verb = clauses.clause_of(verb)
    return []


def _clause(verb: Token, time: TimeMention) -> Token | None:
    head = clauses.head_of(verb.doc, (time.start, time.end))
    return clauses.clause_of(head) if head is not None else None


# --- what it is of -------------------------------------------------------------------------------------------------


def _bases(passage: Passage, match: re.Match[str], token: Token, phrase: tuple[int, int] | None) -> Iterator[Thing]:
    """What an anniversary or an age may be of: by the words after "of", the owner, or what was told just before."""
    if phrase is not None:
        # "The 250th birthday of the state in 2026, after a gift of 1912": the first time alone can be its own.
        nearest = min((t.start for t in passage.times if t.start >= phrase[0]), default=-1)
        past = [t for t in _past(passage) if t.start == nearest]
        inside = [t for t in past if t.start < phrase[1]]
        behind = [t for t in past if t.start >= phrase[1] and _own_times(passage, token, phrase)]
        words = passage.text[phrase[0] : phrase[1]]
        if _is_of_a_state(passage, token) or _OF_FORCE.search(words):
            return
        if words.lower() in _RELATIONS and not any(_RELATED.search(p.text) for p in _near(passage)):
            return
        if inside or behind:
            yield from _one(passage, inside or behind)
            return
        if accords.named(words):
            return
        pointed = words.lower().startswith(("that ", "this ")) and passage.before is not None
        if pointed and passage.before is not None and told.stems(words) & told.stems(passage.before.text):
            yield from _one(passage.before, _past(passage.before))
            return
        first = (phrase[0], phrase[0] + len(words.split(",")[0]))
        body = clauses.head_of(token.doc, first)
        if body is not None and (founded := _founding(passage, body)) is not None:
            yield founded
            return
        if words.split()[-1].lower() not in _LOOSE and not _of_a_body(token, phrase):
            known = tuple(t for t in dated(passage, first) if t.sure)
            yield from known
            whose = _owner(token, phrase)
            here = any(t.end <= match.start() for t in _past(passage))
            if known or whose is None or whose.lower_ not in _POINTERS or not here:
                return
    owner = _owner(token, phrase)
    meant = _meant(owner) if owner is not None else None
    text = passage.document.text
    if meant is not None and meant.lemma_ == "alliance" and passage.pair and has_another_alliance(text):
        yield from _alliances(passage)
        return
    founded = _founding(passage, meant) if meant is not None else None
    known = _aged(passage, match, owner) if owner is not None and phrase is None else ()
    own = _of_the_same(passage, owner, token) if owner is not None and phrase is None else []
    if founded is not None:
        yield founded
    elif known:
        yield from known
        # What the sentence itself dates may be another thing of that kind than the one of the tables.
        yield from _one(passage, own)
    elif own:
        yield from _one(passage, own)
    elif owner is None or owner.lower_ in _POINTERS or phrase is not None:
        yield from _just_before(passage, match, meant)


def _alliances(passage: Passage) -> Iterator[Thing]:
    """The treaties by which the two states of a report are allies."""
    for accord in accords.known():
        if accord.kind == "alliance" and accord.parties == passage.pair:
            when = bounds(accord.date, accord.date)
            yield Thing(when, accord.source, f"The record has {accord.described()}.")


def _is_of_a_state(passage: Passage, token: Token) -> bool:
    """Whether the words after "of" are a state's name: its birthday is in none of the dates around."""
    whose = [noun for link in token.children if link.lower_ == "of" for noun in link.children]
    return any(n.kind == "country" and n.start <= noun.idx < n.end for noun in whose for n in passage.named)


def _aged(passage: Passage, match: re.Match[str], owner: Token) -> tuple[Thing, ...]:
    """What a thing that has an age, or an anniversary of its own, may be: "the Treaties of Rome, forty years old"."""
    start = owner.left_edge.idx
    words = passage.text[start : match.start()].split(",")[0]
    end = start + len(words) if start < match.start() else owner.idx + len(owner)
    someones = any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in owner.children)
    return () if owner.lower_ in _POINTERS or someones else tuple(t for t in dated(passage, (start, end)) if t.sure)


def _of_the_same(passage: Passage, owner: Token, token: Token) -> list[TimeMention]:
    """The times of long ago of the other clauses that the owner of an age is the subject of: "was signed in 1998"."""
    over = token if token.pos_ == "VERB" else clauses.clause_of(token)
    if owner.pos_ in {"PROPN", "PRON"} or any(c.lower_ == "who" for c in over.children):
        # A person's age is counted from none of the years that are told of that one.
        return []
    verbs = [(t, _clause(owner, t)) for t in _past(passage) if t.end <= token.idx]
    done = [t for t, verb in verbs if verb is not None and verb != over and clauses.subject(verb) == owner]
    return done or [t for t in _past(passage) if clauses.alone_on(passage.text, _at(owner), (t.start, t.end))]


def _at(token: Token) -> tuple[int, int]:
    return token.idx, token.idx + len(token)


def _past(passage: Passage) -> list[TimeMention]:
    """The times of a sentence that are told with a year of long ago."""
    now = passage.published.year if passage.published is not None else 0
    return [t for t in passage.times if told.has_year(passage, t) and t.when.end.year < now - _FRESH
            and t.when.start.year == t.when.end.year]  # fmt: skip


def _one(passage: Passage, times: Sequence[TimeMention]) -> Iterator[Thing]:
    if len({t.when.start.year for t in times}) == 1:
        when = times[0].when
        yield Thing((when.start, when.end), None, f"The text dates that to {when.start.year}.")


def _of_a_body(token: Token, phrase: tuple[int, int]) -> bool:
    """Whether an anniversary is of "its founding", of a body named elsewhere in the sentence."""
    head = clauses.head_of(token.doc, phrase)
    return head is not None and head.lemma_.lower() in _FOUNDED and any(c.dep_ == "poss" for c in head.children)


def _owner(token: Token, phrase: tuple[int, int] | None) -> Token | None:
    """Whose anniversary or age it is: the owner's word, else the subject of the verb that tells an age."""
    holder = clauses.head_of(token.doc, phrase) if phrase is not None else token
    if holder is not None and (own := [c for c in holder.children if c.dep_ == "poss"]):
        return own[0]
    if token.pos_ in {"VERB", "ADJ"}:
        verb = token if token.pos_ == "VERB" else clauses.clause_of(token)
        if token.dep_ in {"amod", "relcl", "acl"} and token.pos_ == "ADJ":
            return token.head
        return _subject(verb)
    return None


def _meant(owner: Token) -> Token:
    """The subject of the clause for "its" and "their", else the word itself."""
    if owner.lower_ not in {"its", "their"}:
        return owner
    return _subject(clauses.clause_of(owner)) or owner


def _subject(verb: Token) -> Token | None:
    own = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if own is not None and own.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        return verb.head
    return own if own is not None or verb.dep_ != "conj" else _subject(verb.head)


def _founding(passage: Passage, owner: Token) -> Thing | None:
    """The founding of the body that a word names or points back to."""
    here = [m for m in group_names.here(passage) if m.start <= owner.idx < m.end]
    names = [passage.text[m.start : m.end] for m in here] + [m.group.organisation or "" for m in here]
    if not here and owner.text in _BODIES:
        names = [g.organisation or g.forum or "" for g in _before(passage, owner)][:1]
    for name in filter(None, names):
        bare = re.sub(r"^[Tt]he\s", "", name)
        for form in (f"founding of the {bare}", f"founding of {bare}"):
            for row, _, _ in accords.named(form):
                return Thing(bounds(row.date, row.date), row.source, f"The record has {row.described()}.")
    return None


_BODIES = frozenset({
    "group", "grouping", "bloc", "club", "alliance", "organisation", "organization", "body", "forum", "association",
    "community", "union", "league", "council", "it", "its",
})  # fmt: skip


def _before(passage: Passage, owner: Token) -> list[group_names.Group]:
    """The groups that a sentence means, then those that the text has meant before: for "it" no farther than there.

    Where the sentence has a year of long ago, "it" is what was made then.
    """
    here = [m.group for m in group_names.here(passage)]
    if owner.lower_ not in _POINTERS:
        return [*here, *group_names.earlier(passage)]
    if _past(passage):
        return []
    before = passage.before.text if passage.before is not None else ""
    return [*here, *(m.group for m in group_names.mentions(before, passage.document.text))]


def _near(passage: Passage) -> tuple[Passage, ...]:
    return (passage,) if passage.before is None else (passage, passage.before)


def _just_before(passage: Passage, match: re.Match[str], meant: Token | None) -> Iterator[Thing]:
    """The one year of long ago that the sentence tells before the anniversary, else the sentence before it.

    Where the anniversary is "its", a year told before in the sentence must be of the same subject.
    """
    here = [t for t in _past(passage) if t.end <= match.start()]
    if here and _is_kept_then(passage, match, here[-1]):
        return
    before = passage.before
    if here and meant is not None and meant.pos_ != "PRON":
        verbs = [_clause(meant, t) for t in here]
        here = [t for t, verb in zip(here, verbs, strict=True) if verb is not None and _subject(verb) == meant]
        yield from _one(passage, here)
    elif here or before is None or len(before.text.split()) <= _A_DATE:
        # A line of a chronology stands in the year before it.
        yield from _one(passage, here)
    else:
        yield from _one(before, _past(before))


_BEGINS = words_of(
    "found|sign|establish|create|join|begin|open|conclude|set|start|launch|become|bear|form|date|go|recognize|recognise|make"
)
"""What something has its anniversaries of (lemmas)."""


def _is_kept_then(passage: Passage, match: re.Match[str], time: TimeMention) -> bool:
    """Whether it may have been kept in a year of the sentence: "in 2012 it bought them, and it was called off"."""
    token = _token(passage, match)
    verb = clauses.clause_of(token) if token is not None else None
    first = _clause(verb, time) if verb is not None else None
    if first is not None and first.lemma_.lower() in _BEGINS:
        # "It was founded in 1973, and the 40th anniversary was observed": counted from it.
        return False
    return (
        verb is not None and first is not None and verb != first and verb in first.conjuncts and clauses.is_past(verb)
    )
