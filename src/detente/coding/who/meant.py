"""Whose somebody is whom a phrase names without a state: "the ministry", "President Ratsimba", "they".

The rules of `anaphora` and `pronouns` give an answer. What the text has told up to here speaks for and against it and
each other state; `coding.model.meant` weighs these signs, the rule's answer among them, and may say that nobody's is
known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.lexicon import word_class
from detente.coding.model.meant import Meant, shipped
from detente.coding.who import origins
from detente.coding.who.naming import base, left_edge, titles
from detente.ontology import countries
from detente.records import Actor
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.who.cast import Cast
    from detente.coding.who.gazetteer import Match

Signs = dict[str, float]
_PRONOUNS = {"he": "he", "she": "he", "him": "he", "his": "he", "her": "he", "it": "it", "its": "it"}
_OURS = {"we", "our", "us", "ours", "ourselves", "my", "i"}
_SUBJECTS = {"nsubj", "nsubjpass"}
_RULED = {"we"}
"""Kinds of phrases of which the rules, where they have an answer, are right more often than the model."""
_PLACES = {"in", "at", "from", "near"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose a phrase is: the signs of each state that may be meant, and those of nobody."""

    kind: str
    states: dict[str, Signs]
    nobody: Signs


Choose = Callable[["Cast", "Token", str, str | None], str | None]


def choose(cast: Cast, token: Token, kind: str, ruled: str | None, model: Meant | None = None) -> str | None:
    """The code that a phrase means: the rule's answer unless much speaks for another; None where nobody known is meant.

    Args:
        cast: with the sentence open.
        token: the head of the phrase.
        kind: of the phrase (`kind_of`).
        ruled: the answer of the rules.
        model: the shipped one if not given.
    """
    if ruled is not None and (kind in _RULED or _is_only(ruled, cast)):
        return ruled
    question = asked(cast, token, kind, ruled)
    *given, nobody = (model or shipped()).shares([*question.states.values(), question.nobody])
    best, p_best = max(zip(question.states, given, strict=True), key=lambda pair: pair[1], default=(None, 0.0))
    settings = load().coding
    if ruled is None:
        return best if p_best >= settings.p_whose else None
    least = settings.p_whose if kind == "name" else settings.p_whose_other  # the rules do not hear how a name sounds
    if nobody >= least:
        return None
    return best if p_best >= least else ruled


def of_code(code: str, sector: str = "GOV") -> Actor:
    """A state or body of which nothing but its code is told here."""
    return Actor(code, "", sector, code, countries()[code].name if code in countries() else code)


def _is_only(code: str, cast: Cast) -> bool:
    """Whether no other state has been told, nor is named here: then there is nothing to weigh."""
    if any(other != code for other in cast.memory.counts):
        return False
    return all(match.entry.code == code for match in cast.matches)


def kind_of(token: Token) -> str:
    """Of what kind a phrase is: a pronoun, a name, or a noun for an office, an authority, the press, people."""
    word = token.lower_
    if token.pos_ == "PRON":
        return "we" if word in _OURS else _PRONOUNS.get(word, "they")
    noun = base(token)
    for kind in ("speakers", "persons_in_office", "led_back", "domestic"):
        if noun in word_class(kind):
            return kind
    return "title" if noun in titles() else "name" if token.pos_ == "PROPN" else "other"


def asked(cast: Cast, token: Token, kind: str, ruled: str | None) -> Asked:
    """What speaks for each state told so far, or in the open sentence.

    A state that the phrase names and that is not its owner by the rules ("an Iran-backed militia") is none of them, nor
    one that is named only behind a pronoun.
    """
    memory = cast.memory
    named = [(match, code) for match in cast.matches if (code := cast.code_of(match)) is not None]
    before = [code for match, code in named if match.end <= token.i]
    after = [code for match, code in named if match.start > token.i]
    told = [code for code, _ in memory.counts.most_common()]
    facts = _of_text(cast, token, ruled, told) | _of_sentence(cast, token, named)
    others = {code for match, code in named if left_edge(token).i <= match.start < token.i and code != ruled}
    if token.pos_ == "PRON":
        others |= {code for code in after if code not in {*told, *before, ruled, facts["home"]}}
    known = dict.fromkeys(c for c in (*told, *before, *after, *facts.values()) if c is not None and c not in others)
    last, total = memory.before(), max(sum(memory.counts.values()), 1)
    sounds = origins.shares(_name(token), known) if kind == "name" else {}
    signs: dict[str, Signs] = {
        code: {
            "share": memory.counts[code] / total,
            "sounds so": sounds.get(code, 0.0),
            "named before": float(code in last),
            "here": float(code in before),
            "not told": float(code not in memory.counts),
            "body": float(code not in countries()),
            "first told": float(next(iter(memory.counts), None) == code),
        }
        for code in known
    }
    for name, fact in facts.items():
        if fact in signs:
            signs[fact][name] = 1.0
    ways = [way for way, is_so in (("quoted", cast.quoting(token)), ("object", token.dep_ not in _SUBJECTS)) if is_so]
    states = {code: _with_kind(kind, ways, own) for code, own in signs.items()}
    return Asked(kind, states, _with_kind(kind, ways, _of_nobody(token, ruled, len(told))))


def _of_text(cast: Cast, token: Token, ruled: str | None, told: Sequence[str]) -> dict[str, str | None]:
    """What the rules and the text up to here say, each as a state."""
    memory = cast.memory
    latest = memory.latest_states(cast.states_before(token))
    actors = {
        "home": memory.home,
        "context": memory.context,
        "party": memory.party,
        "person": memory.person,
        "speaker": memory.speaker,
        "plural": memory.last_plural(),
        "again": memory.again(base(token)) if token.pos_ != "PRON" else None,
    }
    return {name: actor.code if actor is not None else None for name, actor in actors.items()} | {
        "rule": ruled,
        "default": memory.default(),
        "about": memory.about(),
        "subject": memory.subject,
        "latest": latest[0] if latest else None,
        "second latest": latest[1] if len(latest) > 1 else None,
        "most told": told[0] if told else None,
        "told next": told[1] if len(told) > 1 else None,
    }


def _of_sentence(cast: Cast, token: Token, named: Sequence[tuple[Match, str]]) -> dict[str, str | None]:
    """What stands around the phrase in its sentence, each as a state."""
    doc = token.doc
    before = [(match, code) for match, code in named if match.end <= token.i]
    after = [(match, code) for match, code in named if match.start > token.i]
    return {
        "nearest before": before[-1][1] if before else None,
        "first here": before[0][1] if before else None,
        "nearest after": after[0][1] if after else None,
        "scene": cast.scene(token),
        "place": cast.place_of(token),
        "subject here": next((code for match, code in before if _is_subject(doc[match.end - 1])), None),
        "place before": next((code for match, code in reversed(before) if _is_place(doc[match.start])), None),
        "place after": next((code for match, code in after if _is_place(doc[match.start])), None),
    }


def _of_nobody(token: Token, ruled: str | None, told: int) -> Signs:
    """What speaks for nobody known."""
    words = {child.lower_ for child in token.children if child.dep_ in {"det", "amod", "nummod", "predet"}}
    return {
        "nobody": 1.0,
        "nobody, no rule": float(ruled is None),
        "nobody, indefinite": float(bool(words & {"a", "an", "some", "several", "many", "other", "another"})),
        "nobody, definite": float(bool(words & {"the", "this", "these", "both"})),
        "nobody, plural": float(token.tag_ in {"NNS", "NNPS"}),
        "nobody, told": float(told),
        "nobody, none told": float(not told),
    }


def _name(token: Token) -> str:
    """A person's name without what stands before it, as far as the parse holds it together."""
    parts = [
        c for c in token.lefts if c.pos_ == "PROPN" and c.dep_ in {"compound", "flat"} and c.lower_ not in titles()
    ]
    return " ".join(part.text for part in (*parts[-2:], token))


def _with_kind(kind: str, ways: Sequence[str], signs: Signs) -> Signs:
    """Each sign as it is, beside the rule's answer, and as it counts for a kind of phrase and each way it stands."""
    held = {name: value for name, value in signs.items() if value}
    if "rule" in held:
        held |= {f"rule, {name}": value for name, value in held.items() if name != "rule"}
    out = held | {f"{kind}: {name}": value for name, value in held.items()}
    return out | {f"{way}: {name}": value for way in ways for name, value in held.items()}


def _is_subject(token: Token) -> bool:
    """Whether a name is a subject, or stands with one ("Chad's army", "the Chadian minister")."""
    return token.dep_ in _SUBJECTS or (token.dep_ in {"poss", "amod", "compound"} and token.head.dep_ in _SUBJECTS)


def _is_place(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _PLACES
