"""Word forms, remembered: what the parser's rules say of a word is looked up again, not worked out again.

After the tags and the parse, spaCy's attribute ruler matches some 180 patterns against each token, and its lemmatizer
takes off endings. All but a few of the patterns look at one token only, at its tag, its part in the sentence and
whether its word is one of a short list, so that one answer holds for all tokens alike in these. The few that look at
two tokens ("there is", "let's") are seen coming, and the text is then given to the ruler itself. What is set is
exactly what the ruler and the lemmatizer set.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler, Lemmatizer
    from spacy.vocab import Vocab

_SET = (TAG, DEP, POS, MORPH, LEMMA)
_LOOKED_AT = {"LOWER", "IS_SPACE", "TAG", "DEP"}
_WORD_BY = {"IN", "REGEX"}

_Token = Mapping[str, Any]
"""What a pattern asks of one token."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What is set for a token, and which patterns of several tokens (as bits) it may begin and may go on with."""

    values: tuple[int, ...]
    begins: int
    goes_on: int


class RememberedRuler:
    """A part of a pipeline in place of its attribute ruler, which it asks once for all tokens that are alike."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._vocab = ruler.vocab
        patterns = _patterns(ruler)
        self._listed = _Listed([token for pattern in patterns for token in pattern])
        longer = [pattern for pattern in patterns if len(pattern) > 1]
        self._begins = _matcher(self._vocab, [pattern[0] for pattern in longer])
        self._goes_on = _matcher(self._vocab, [pattern[1] for pattern in longer])
        self._words: dict[int, int] = {}
        self._answers: dict[tuple[int, int, int], _Answer] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with the tags, parts of speech, morphology and lemmas that the ruler would set."""
        answers = [self._answer(*row) for row in doc.to_array((ORTH, TAG, DEP)).tolist()]
        if any(one.begins & other.goes_on for one, other in itertools.pairwise(answers)):
            return self._ruler(doc)
        return doc.from_array(_SET, np.array([one.values for one in answers], dtype=np.uint64)) if answers else doc

    def _answer(self, orth: int, tag: int, dep: int) -> _Answer:
        word = self._words.get(orth)
        if word is None:
            word = self._words[orth] = orth if self._vocab.strings[orth] in self._listed else 0
        answer = self._answers.get((word, tag, dep))
        if answer is None:
            answer = self._answers[word, tag, dep] = self._asked(orth, tag, dep)
        return answer

    def _asked(self, orth: int, tag: int, dep: int) -> _Answer:
        """What the ruler sets for a token that stands alone."""
        alone = Doc(self._vocab, words=[self._vocab.strings[orth]])
        alone[0].tag, alone[0].dep = tag, dep
        begins, goes_on = _matching(self._begins, alone), _matching(self._goes_on, alone)
        return _Answer(tuple(self._ruler(alone).to_array(_SET)[0].tolist()), begins, goes_on)


class RememberedLemmas:
    """A part of a pipeline in place of its lemmatizer by rules, which it asks once for each form of a word."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self._lemmatizer = lemmatizer
        index = lemmatizer.lookups.get_table("lemma_index")
        for part in list(index):
            index[part] = frozenset(index[part])  # a list there is searched from its beginning for every form
        self._known: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with a lemma for each token that has none."""
        rows = doc.to_array((LEMMA, ORTH, POS, MORPH)).tolist()
        lemmas = [lemma or self._lemma(doc, i, tuple(form)) for i, (lemma, *form) in enumerate(rows)]
        return doc.from_array((LEMMA,), np.array(lemmas, dtype=np.uint64)) if lemmas else doc

    def _lemma(self, doc: Doc, i: int, form: tuple[int, ...]) -> int:
        if form not in self._known:
            self._known[form] = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0])
        return self._known[form]


class _Listed:
    """The words that some pattern names; white space, which has patterns of its own, counts as listed."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        asked = [token["LOWER"] for token in tokens if "LOWER" in token]
        sets = [one["IN"] for one in asked if not isinstance(one, str) and "IN" in one]
        self._words = {one for one in asked if isinstance(one, str)}.union(*sets)
        self._shapes = [re.compile(one["REGEX"]) for one in asked if not isinstance(one, str) and "REGEX" in one]

    def __contains__(self, word: str) -> bool:
        lower = word.lower()
        return lower in self._words or word.isspace() or any(shape.search(lower) for shape in self._shapes)


def remember(nlp: Language) -> None:
    """Let a pipeline look up what its ruler and its lemmatizer say, where that surely comes to the same."""
    if _is_of_known_kind(nlp.get_pipe("attribute_ruler")):
        nlp.add_pipe("remembered_ruler", after="attribute_ruler")
        nlp.disable_pipe("attribute_ruler")
    if nlp.get_pipe("lemmatizer").mode == "rule":
        nlp.add_pipe("remembered_lemmas", after="lemmatizer")
        nlp.disable_pipe("lemmatizer")


def _is_of_known_kind(ruler: AttributeRuler) -> bool:
    """Whether the ruler's patterns look at nothing but a token's tag, its part in the sentence and listed words."""
    tokens = [token for pattern in _patterns(ruler) for token in pattern]
    words = [token["LOWER"] for token in tokens if "LOWER" in token]
    by_list = all(isinstance(word, str) or word.keys() <= _WORD_BY for word in words)
    return by_list and all(token.keys() <= _LOOKED_AT for token in tokens)


def _patterns(ruler: AttributeRuler) -> list[Sequence[_Token]]:
    return [pattern for rule in ruler.patterns for pattern in rule["patterns"]]


def _matcher(vocab: Vocab, tokens: Sequence[_Token]) -> Matcher:
    """A matcher for single tokens that names what matches by its place in the list."""
    matcher = Matcher(vocab)
    for number, token in enumerate(tokens):
        matcher.add(str(number), [[token]])
    return matcher


def _matching(matcher: Matcher, doc: Doc) -> int:
    """The numbers of what matches, each as a bit."""
    found = {doc.vocab.strings[name] for name, _, _ in matcher(doc, allow_missing=True)}
    return sum(1 << int(name) for name in found)


def _ruler(nlp: Language, name: str) -> RememberedRuler:
    return RememberedRuler(nlp.get_pipe("attribute_ruler"))


def _lemmas(nlp: Language, name: str) -> RememberedLemmas:
    return RememberedLemmas(nlp.get_pipe("lemmatizer"))


Language.factory("remembered_ruler", func=_ruler)
Language.factory("remembered_lemmas", func=_lemmas)
