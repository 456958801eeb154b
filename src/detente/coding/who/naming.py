"""Words and shapes of noun phrases: titles of office, where a phrase begins, what looks like a personal name."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.text.parse import NAME_HYPHEN
from detente.coding.who.gazetteer import lookup, sector_nouns
from detente.ontology import rows, split
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@functools.cache
def titles() -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Titles of office (lower case): office key, sector, and the states that alone use the title."""
    return {row["title"]: (row["office"], row["sector"], split(row["countries"])) for row in rows("titles")}


@functools.cache
def title_states() -> dict[str, str]:
    """The state that alone uses a title ("secretary of state" is the United States')."""
    return {
        row["title"]: row["countries"] for row in rows("titles") if row["countries"] and "|" not in row["countries"]
    }


def left_edge(token: Token) -> Token:
    """The first token of the phrase in front of its head, leaving out relative clauses and appositions."""
    first = token
    for child in token.lefts:
        if child.dep_ in {
            "compound",
            "amod",
            "nmod",
            "poss",
            "det",
            "nummod",
            "advmod",
            "punct",
            "predet",
            "quantmod",
            "case",
        }:
            first = child.left_edge if child.left_edge.i < first.i else first
    while first.i < token.i and (first.is_punct or first.dep_ == "det"):
        first = first.nbor(1)
    return first


def longest_title(text: str) -> str | None:
    """The longest title of office in a text (lower case)."""
    words = text.split(" ")
    ends = range(1, _words_in_longest_title() + 1)
    runs = (" ".join(words[start : start + length]) for start in range(len(words)) for length in ends)
    return max((run for run in runs if run in titles()), key=len, default=None)


@functools.cache
def _words_in_longest_title() -> int:
    return max(len(title.split()) for title in titles())


@functools.cache
def saying() -> frozenset[str]:
    """The verbs of saying (lemma) whose subject is led back: "a spokesman said" is one of the party in question."""
    return frozenset(row["verb"] for row in rows("speech-verbs") if row["leads_back"])


def base(token: Token) -> str:
    """The lemma in lower case; of a capitalised noun ("Officials" in wire copy) the singular that the tables know."""
    word: str = token.lower_
    if token.pos_ != "PROPN":
        return str(token.lemma_.lower())
    return next((one for one in singulars(word) if word not in sector_nouns() and one in sector_nouns()), word)


def singulars(word: str) -> tuple[str, str]:
    """What a plural may be the plural of: "allies", "rivals"."""
    return word[:-3] + "y" if word.endswith("ies") else word, word.removesuffix("s")


def phrases_ending(tokens: Iterable[Token]) -> Iterator[str]:
    """Lower-case phrases that end where the tokens end, longest first; the last word as its lemma."""
    words = [t for t in tokens if not t.is_punct][-3:]
    before = [t.lower_ for t in words[:-1]]
    forms = [form for t in words[-1:] for form in (base(t), t.lower_)]
    for start in range(len(words)):
        yield from (" ".join([*before[start:], form]) for form in forms)


def title_before(doc: Doc, index: int, start: int) -> str | None:
    """The longest title of office that ends right before a token, lower case."""
    words = [doc[i].lower_ for i in range(max(start, index - 4), index)]
    for length in (4, 3, 2, 1):
        phrase = " ".join(words[-length:])
        if len(words) >= length and phrase in titles():
            return phrase
    return None


def part_of_longer_name(before: Token, token: Token) -> bool:
    """Whether another capitalised name stands right before: then this surname is not used alone."""
    return (
        before.pos_ in {"PROPN", "NOUN", "ADJ", "X"}
        and not before.is_sent_start
        and before.text[:1].isupper()
        and before.lower_ not in sector_nouns()
        and before.lower_ not in titles()
        and not _names_a_state(before.text)
        and before.lower_ not in _words_of_titles()
    )


def _names_a_state(word: str) -> bool:
    entry = lookup(word)
    return entry is not None and entry.kind in {"country", "demonym", "capital"}


def is_family_first(actor: Actor) -> bool:
    """Whether the family name comes first in the name, as in Chinese and Korean."""
    return actor.code in {"CHN", "TWN", "KOR", "PRK", "VNM"} and len(actor.text.split()) in {2, 3}


def looks_like_name(token: Token, described: bool) -> bool:
    """Whether a capitalised word can end a personal name: not an institution, a sea or an accord."""
    if token.text in word_class("not_names") or any(
        c.dep_ == "compound" and c.text in word_class("not_names") for c in token.children
    ):
        return False
    return described or token.dep_ in {"nsubj", "nsubjpass", "appos", "pobj", "dobj", "conj", "ROOT", "poss"}


def shown(words: Span | Token) -> str:
    """The words as the document has them: the parser's own hyphen inside given names is taken back."""
    text: str = words.text
    return text.replace(NAME_HYPHEN, "-")


def counted_by(token: Token) -> Token | None:
    """What a noun of quantity counts: "hundreds of students", "a group of ministers"."""
    if token.lemma_.lower() not in word_class("quantities"):
        return None
    below = (p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
    return next(below, None)


def prominence(token: Token) -> int:
    """How much a name is what the sentence is about: 2 for the subject of a main clause, 1 for another subject.

    The subject of what somebody says comes after whoever says it ("Fiji said the crew had fled"), not before.
    """
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return int(token.dep_ == "ROOT" and token.pos_ in {"NOUN", "PROPN"})
    verb = token.head
    reported = verb.dep_ == "ccomp" and any(c.dep_ == "nsubj" and c.i < token.i for c in verb.head.children)
    return 2 if verb.dep_ in {"ROOT", "ccomp", "conj"} and not reported else 1


def is_in_office(token: Token) -> bool:
    """Whether a noun is one for a person in office ("the minister"), whom "he" or "she" may mean."""
    return base(token) in word_class("persons_in_office")


def same(actor: Actor, others: list[Actor]) -> bool:
    """Whether an actor is one of the others: the same state and, where both tell, the same sector."""
    return any(
        actor.code is not None
        and actor.code == other.code
        and (actor.sector == other.sector or None in {actor.sector, other.sector})
        for other in others
    )


@functools.cache
def _words_of_titles() -> frozenset[str]:
    return frozenset(word for title in titles() for word in title.split())
