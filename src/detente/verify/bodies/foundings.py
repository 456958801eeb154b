"""When a body or a state was founded: "OPEC, founded in Baghdad in 1960", "the bloc, which five states set up in 1967".

The table has a day for each, and in its note the years of its forerunners, of its treaty and of its new names: from any
of these a writer may count. A year is contradicted only where it is none of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.records import Finding
from detente.verify import clauses
from detente.verify.bodies import editions, group_names, memberships
from detente.verify.history import accords
from detente.verify.history.accords import Dated
from detente.verify.history.signers import is_unreal
from detente.verify.passages import Passage
from detente.verify.times.told import has_year
from detente.verify.verdicts import against, finding, supported

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
_PREFIX = "Founding of "
_VERBS = words_of("found|establish|create|form|constitute")
"""Verbs (lemmas) for how a body comes to be; it is "set up" as well."""
_NOUNS = words_of("founding|foundation|creation|establishment|formation|founder|member|father")
"""Nouns for the same, or for who did it: "one of the five founders of OPEC in 1960"."""
_POINTS = words_of("it|group|grouping|bloc|club|organisation|organization|alliance|association|body|forum|league|union")
"""Subjects that point back to the one body of the sentence before."""
_OF_A_NAME = re.compile(r"(?:['’]s\s|[- ])(?:[A-Z]|[a-z]+\s(?:command|court|bank|fund|council|committee)\b)")
"""Behind a name that is only the first part of another one: "ASEAN Regional Forum"."""


@dataclass(frozen=True, slots=True)
class Founding:
    """A founding as a sentence tells it: the row, and the verb or noun for it."""

    row: Dated
    verb: Span


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about years in which bodies are said to have been founded."""
    for told in foundings(passage):
        times = [
            t for t in passage.times
            if has_year(passage, t) and t.when.start.year == t.when.end.year
            and clauses.joined(passage.text, told.verb, (t.start, t.end))
        ]  # fmt: skip
        if len({t.when.start.year for t in times}) != 1:
            continue
        year, row = times[0].when.start.year, told.row
        spans = (told.verb, (times[0].start, times[0].end))
        first, last = min(s for s, _ in spans), max(e for _, e in spans)
        what = f"The record has {row.described()}"
        if year in row.years:
            judged = supported(f"{what}.", row.source)
        else:
            judged = against(f"{what}, not in {year}.", row.source)
        if row.source.strong or judged.verdict == "supported":
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def foundings(passage: Passage) -> Iterator[Founding]:
    """The foundings that a sentence tells, each of a body that the table has."""
    if not _TELLS.search(passage.text):
        return
    bodies = list(_bodies(passage))
    for verb in clauses.parsed(passage.text):
        noun = verb.lemma_.lower() in _NOUNS and verb.pos_ == "NOUN"
        told = _founds(verb) and clauses.is_verb(verb) and not is_unreal(verb)
        thing = _of_noun(verb) if noun else _thing(verb) if told else None
        if thing is None:
            continue
        rows = [row for row, span in bodies if span[0] <= thing.idx < span[1]]
        rows = rows or (_meant(passage) if _points(thing) else [])
        if len({row.name for row in rows}) == 1:
            yield Founding(rows[0], (verb.idx, verb.idx + len(verb)))


def _of_noun(noun: Token) -> Token | None:
    """Whose founding a noun tells, or of what somebody is a founding member: its owner, or the word behind "of"."""
    lemma = noun.lemma_.lower()
    if lemma in {"member", "father"} and not any(c.lower_ in {"founding", "charter"} for c in noun.children):
        return None
    if noun.dep_ == "compound" or any(c.lower_ in {"new", "proposed"} for c in noun.children):
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    of = next((k for c in noun.children if c.lower_ == "of" for k in c.children if k.dep_ == "pobj"), None)
    if owner is not None and owner.lower_ in {"its", "their"} and lemma not in {"founder", "member", "father"}:
        return clauses.subject(clauses.clause_of(noun)) or owner
    return of or owner


_TELLS = re.compile(
    r"\b(?:found(?:ed|s|ing|ers?|ation)?|establish\w*|creat\w+|form(?:ed|s)|set\sup|constituted)\b", re.IGNORECASE
)


def _points(thing: Token) -> bool:
    """Whether a word points back to a body: "the group", or "it" at the head of the sentence."""
    if thing.lower_ == "it":
        return bool(thing.i == 0)
    plain = all(c.dep_ in {"det", "acl", "relcl", "punct"} for c in thing.children)
    return thing.text in _POINTS and plain and any(c.lower_ in {"the", "that"} for c in thing.children)


def _founds(verb: Token) -> bool:
    """Whether a word is a verb of founding, told as done; the parser takes "to found" for what was found."""
    lemma, helped = verb.lemma_.lower(), verb.dep_ == "xcomp" and verb.head.lemma_ == "help"
    if any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children) and not helped:
        return False
    if lemma == "set":
        return any(c.lower_ == "up" for c in verb.children)
    return lemma in _VERBS or (helped and verb.lower_ == "found")


def _thing(verb: Token) -> Token | None:
    """What a verb founds: its subject in the passive or the noun that it tells of, else its object."""
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if passive or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "relcl", "advcl", "prep"}):
        beside = verb.head if verb.dep_ in {"advcl", "prep"} and clauses.is_verb(verb.head) else verb
        return clauses.subject(beside)
    things = [c for c in verb.children if c.dep_ == "dobj"]
    # "OPEC, which it helped to found in 1960".
    over = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ == "help" else verb
    if things and things[0].tag_ in {"WDT", "WP"} and over.dep_ == "relcl":
        return over.head
    return things[0] if len(things) == 1 else None


def _bodies(passage: Passage) -> Iterator[tuple[Dated, Span]]:
    """The bodies of the table that a sentence names, each with its words."""
    for pattern, row in _patterns():
        for match in pattern.finditer(passage.text):
            if not _OF_A_NAME.match(passage.text, match.end()):
                yield row, match.span()
    for mention in group_names.here(passage):
        known = _rows_of_groups().get(mention.group.organisation or mention.group.forum or "")
        if known is not None and not _OF_A_NAME.match(passage.text, mention.end):
            yield known, (mention.start, mention.end)


def _meant(passage: Passage) -> list[Dated]:
    """The one body that the sentence before names."""
    before = passage.before
    found = {row.name: row for row, _ in _bodies(before)} if before is not None else {}
    return list(found.values()) if len(found) == 1 else []


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Dated], ...]:
    """The names of bodies, as they stand in the names of their foundings."""
    found = []
    for row in (row for row in accords.with_names() if row.name.startswith(_PREFIX)):
        names = {match["n"] for name in row.names if (match := _NAMED.fullmatch(name)) is not None}
        words = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        found.append((re.compile(rf"\b(?:{words})(?!\w)"), row))
    return tuple(found)


_NAMED = re.compile(r"(?:[Ff]ounding|[Cc]reation) of (?:the )?(?P<n>[A-Z].{1,80})")


@functools.cache
def _rows_of_groups() -> dict[str, Dated]:
    """The foundings by the names that the tables of meetings and members have for the groups."""
    found: dict[str, Dated] = {}
    for pattern, row in _patterns():
        for name, group in memberships.organisation_names().items():
            if pattern.fullmatch(name):
                found.setdefault(group, row)
        for forum in editions.known():
            if pattern.fullmatch(forum):
                found.setdefault(forum, row)
    return found
