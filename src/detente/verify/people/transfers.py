"""Who came into an office and who left it, by the grammar of a sentence, in whatever order it tells them.

"X, the Georgian who succeeded Y", "the job went from Y to X", "Y lost the ministry to X", "Y's successor, X": verbs and
nouns of one office passing on have the two as parts of the clause. Who is meant by a pronoun, and what the record says,
is for `handovers` to tell.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]

_FOLLOWS = frozenset({"succeed", "replace", "relieve", "follow", "oust", "unseat", "displace", "supplant", "depose"})
_BEATS = frozenset({"beat", "defeat", "topple"})
_OUT_OF = {"push": "aside"}
"""Verbs that put somebody out of an office with the word that they need for it."""
_AWAY = frozenset({"give", "make"})
_ROOM = frozenset({"way", "room"})
"""What somebody who leaves an office "gives" or "makes": "gave way to", "made room for"."""
_TAKES = frozenset({"take", "inherit", "assume", "receive"})
_GIVES = frozenset({"hand", "lose", "cede", "yield", "give", "surrender", "relinquish", "pass", "leave", "make"})
_PASSES = frozenset({"pass", "go", "fall", "move"})
_THINGS = words_of(
    "post|job|office|ministry|department|portfolio|presidency|premiership|chancellery|position|power|rein|helm|seal|key|"
    "sash|leadership|brief"
)
"""What passes from one holder of an office to the next."""
_LED = frozenset({"government", "cabinet", "party", "country", "state", "delegation", "mission", "team"})
"""What somebody takes over to lead it."""
_NOT_YET = words_of(
    "present|current|latest|likely|possible|potential|probable|chosen|designated|presumptive|intended|would-be|distant|earlier|next|own|"
    "spiritual|eventual|apparent"
)
"""A successor or predecessor of whom this is said did not hold the office right after or right before."""
_IN_TURN = words_of("bloc|union|community|group|council|rotating|month|yearly|annual|tempore|chair|eu|mercosur|asean")
_NO_OFFICES = frozenset({"candidate", "nominee", "contender", "favourite", "favorite", "frontrunner", "candidacy"})
"""What somebody may become in place of another without any office passing on."""
_HOPES = frozenset(
    {"want", "hope", "wish", "seek", "try", "aim", "like", "dream", "expect", "intend", "run", "fight", "campaign"}
)
"""Who wants to follow somebody need not come after."""
_WON = frozenset({"presidency", "premiership", "chancellery", "chancellorship", "election", "race"})
"""What is lost at the polls, also by those who never had it."""
_TO_A_PLACE = frozenset({"of", "into", "to", "through", "onto", "out", "down", "up", "home", "back", "around"})
"""Words with which somebody follows another on foot."""
_WHO_NEAR = 6
"""Words before a verb in which its "who" stands."""
_WHEN_NEAR = 10
"""Words before a verb in which "when" stands, with another verb between."""
_PRONOUNS = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
_OFFICE_PREPOSITIONS = frozenset({"as", "at", "in"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: the offsets of the words that tell who it is, and whether they are a name or a pronoun."""

    start: int
    end: int
    named: bool


@dataclass(frozen=True, slots=True)
class Transfer:
    """An office that passed from one to another; one of the two is None where the sentence does not tell it.

    `office` holds the words that name the office ("" where none do), `head` the offsets of the verb or noun that tells
    all this. `own`: told by "predecessor" or "successor", in the office that the other one has or had last; `beaten`:
    in an election or a fight, from which the office may follow or not; `coming`: it is or was still to pass.
    `when` is the last word of the time of which "when" tells this.
    """

    later: Side | None
    earlier: Side | None
    office: str
    head: Span
    own: bool = False
    beaten: bool = False
    coming: bool = False
    when: Span | None = None


def find(passage: Passage) -> tuple[Transfer, ...]:
    """The transfers of office that a sentence tells by its grammar, in order."""
    return _told(passage.text, persons.name_spans(passage))


@functools.lru_cache(maxsize=64)
def _told(text: str, names: tuple[Span, ...]) -> tuple[Transfer, ...]:
    """The transfers of a text; kept, since two checks ask for them."""
    return tuple(_transfers(text, names))


def _transfers(text: str, names: tuple[Span, ...]) -> Iterator[Transfer]:
    for token in clauses.parsed(text):
        if token.pos_ == "VERB":
            found = _by_verb(token, names)
        elif token.tag_ == "NN" and token.lower_ in {"predecessor", "successor"}:
            found = _by_noun(token, names)
        else:
            continue
        if found is not None:
            yield found


def _by_verb(verb: Token, names: tuple[Span, ...]) -> Transfer | None:
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    if lemma in _FOLLOWS | _BEATS or any(child.lower_ == _OUT_OF.get(lemma) for child in verb.children):
        return _followed(verb, names, passive=passive)
    subject, thing = _who(verb), _child(verb, "dobj")
    if lemma in _AWAY and thing is not None and thing.lower_ in _ROOM and not passive:
        target = next((o for t in (verb, thing) for p in ("to", "for") if (o := _object(t, p)) is not None), None)
        return _transfer(verb, names, target, subject, None) if target is not None else None
    to = _object(verb, "to")
    if to is not None and _passes_in_turn(verb, to):
        return None
    if lemma in _PASSES and subject is not None and (_is_thing(subject) or subject.lower_ == "it"):
        return _transfer(verb, names, _object(verb, "to"), _object(verb, "from"), subject)
    if lemma in _GIVES and passive:
        if subject is not None and _is_thing(subject):
            return _transfer(verb, names, _object(verb, "to"), None, subject)
        return _transfer(verb, names, subject, None, thing) if thing is not None and _is_thing(thing) else None
    if lemma in _TAKES and thing is not None and thing.lower_ == "place" and not passive:
        whose = next((c for c in thing.children if c.dep_ == "poss"), None) or _object(thing, "of")
        return _transfer(verb, names, subject, whose, None) if whose is not None else None
    over = thing is None and any(t.lower_ == "over" for child in verb.children for t in (child, *child.children))
    if passive or not (over or _is_thing(thing) or _is_body(verb, thing)):
        return None
    if lemma in _TAKES:
        near = (
            verb,
            *([thing] if thing is not None else []),
            *(c for c in verb.children if c.dep_ in {"advmod", "prt"}),
        )
        source = next((found for t in near if (found := _object(t, "from")) is not None), None)
        return _transfer(verb, names, subject, source, thing) if source is not None else None
    target = _object(verb, "to") if lemma in _GIVES else None
    lost = lemma == "lose" and thing is not None and thing.lemma_.lower() in _WON
    return _transfer(verb, names, target, subject, thing, beaten=lost) if target is not None else None


def _is_body(verb: Token, thing: Token | None) -> bool:
    """ "Left NATO to George Robertson", "took over the OAS from him": a body that somebody headed."""
    if thing is None:
        return False
    if verb.lemma_.lower() in {"leave", "hand"}:
        return bool(thing.pos_ == "PROPN")
    taken = verb.lemma_.lower() in _TAKES and any(child.lower_ == "over" for child in verb.children)
    return taken and (bool(thing.pos_ == "PROPN") or thing.lower_ in _LED)


def _when(verb: Token) -> Span | None:
    """Of which time "when he replaced Y" tells what happened: the offsets of the last word before it."""
    when = next((child for child in verb.children if child.lower_ == "when"), None)
    if when is None and verb.dep_ == "conj":
        # "When X formed his government and he followed Y": the parser may join that to any verb.
        near = verb.doc[max(0, verb.i - _WHEN_NEAR) : verb.i]
        last = max((t.i for t in near if t.is_punct), default=-1)
        when = next((t for t in near if t.lower_ == "when" and t.i > last), None)
    before = when.doc[: when.i] if when is not None else ()
    last = next((token for token in reversed(before) if not token.is_punct), None)
    return (last.idx, last.idx + len(last)) if last is not None else None


_LATER = re.compile(r"(?:second|third|fourth|fifth|sixth|seventh|last|latest)$")
"""The "third to have followed" somebody has not come right after."""


def _followed(verb: Token, names: tuple[Span, ...], *, passive: bool) -> Transfer | None:
    """ "X succeeded Y", "Y was succeeded by X"."""
    subject = _who(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _HOPES:
        return None
    if any(child.lemma_.lower() in _NO_OFFICES for child in verb.head.children if child.dep_ in {"attr", "dobj"}):
        return None
    other = _object(verb, "by") if passive else _child(verb, "dobj")
    put_in = next((found for token in verb.subtree if (found := _object(token, "with")) and _name(found, names)), None)
    if (
        subject is None
        or other is None
        or any(_on_foot(child) for child in verb.children)
        or _LATER.match(verb.head.text)
    ):
        return None
    later, earlier = (other, subject) if passive else (put_in or subject, other)
    return _transfer(verb, names, later, earlier, None, beaten=verb.lemma_.lower() in _BEATS)


def _on_foot(child: Token) -> bool:
    if child.lower_ == "in" and any(word.tag_ == "VBG" for word in child.children):
        # "Followed him in calling for it."
        return True
    is_way = child.lower_ in _TO_A_PLACE and child.lower_ != _OUT_OF.get(child.head.lemma_.lower())
    return is_way and child.dep_ in {"prep", "prt", "advmod"}


def _who(verb: Token) -> Token | None:
    """The subject of a verb, also of one told by "to" or "-ing" beside another: "was chosen to follow Y"."""
    helpers = [child.lower_ for child in verb.children if child.dep_ == "aux"]
    own = _last_of(clauses.subject(verb), verb)
    if "to" in helpers and verb.dep_ in {"acl", "relcl"}:
        # "X was chosen by Z to succeed Y", where the parser hangs the verb on Z.
        over = clauses.clause_of(verb.head)
        return clauses.subject(over) if _child(over, "nsubjpass") is not None else own
    if verb.dep_ not in {"advcl", "xcomp", "ccomp"} or not (verb.tag_ == "VBG" or {"to", "having"} & set(helpers)):
        return own
    if any(child.dep_ == "nsubj" for child in verb.children):
        return own
    chosen = _child(verb.head, "dobj") if "to" in helpers else None
    return chosen or clauses.subject(verb.head)


def _last_of(subject: Token | None, verb: Token) -> Token | None:
    """Of several names before "who" the last: "by X, Y and Z, who left the post to"; none of two told by one verb."""
    over = verb.head if verb.dep_ == "conj" else verb
    if sum(child.dep_ in {"nsubj", "nsubjpass"} for child in over.children) > 1:
        return None
    who = next((c for c in over.children if c.dep_ == "nsubj" and c.tag_ == "WP"), None)
    if subject is None or who is None or over.dep_ != "relcl":
        return subject
    return max((t for t in (subject, *subject.conjuncts) if t.i < who.i), key=lambda t: t.i, default=subject)


def _by_noun(noun: Token, names: tuple[Span, ...]) -> Transfer | None:
    """ "His predecessor, X,", "X, his predecessor,", "Y's successor is X"."""
    if any(child.lower_ in _NOT_YET or child.dep_ == "neg" for child in noun.children) or _is_not_next(noun):
        return None
    owner = _child(noun, "poss") or _object(noun, "of") or _object(noun, "to")
    other = _told_as(noun, names)
    if owner is None or other is None:
        return None
    later, earlier = (owner, other) if noun.lower_ == "predecessor" else (other, owner)
    return _transfer(noun, names, later, earlier, None, own=True)


def _is_not_next(noun: Token) -> bool:
    """ "His successor but one, X", "her successor in that chair": not the next one, or of an office told elsewhere."""
    after = noun.doc[noun.i + 1 : noun.i + 4]
    if len(after) and after[0].lower_ == "but":
        return True
    if any(token.lower_ == "there" for token in noun.doc[max(0, noun.i - 3) : noun.i]):
        # "There his successor is X": in what was told last.
        return True
    pointed = len(after) > 2 and after[0].lower_ in {"in", "at", "as"} and after[1].lower_ in {"that", "this"}
    return pointed and not _is_thing(after[2])


def _told_as(noun: Token, names: tuple[Span, ...]) -> Token | None:
    """Who is said to be the predecessor or successor: in apposition, or as the subject or complement of "is"."""
    near = [child for child in noun.children if child.dep_ in {"appos", "nmod"}]
    if noun.dep_ in {"appos", "attr", "nsubj", "conj"}:
        near += _nearest(noun) if noun.dep_ in {"appos", "conj"} else []
        near += [c for c in noun.head.children if c.dep_ in {"nsubj", "attr", "appos"} and noun.head.dep_ != "appos"]
        near += [c for c in noun.head.children if c.dep_ == "appos"] if noun.dep_ == "conj" else []
    return next((token for token in near if token != noun and _name(token, names) is not None), None)


def _nearest(noun: Token) -> list[Token]:
    """What a noun is in apposition to: of several the last before it, "Putin and Hu Jintao, Mr Xi's predecessor"."""
    before = [t for t in (noun.head, *noun.head.conjuncts) if t.i < noun.i and t != noun]
    return sorted(before, key=lambda t: -t.i) if noun.dep_ == "appos" else [noun.head]


def _transfer(
    head: Token,
    names: tuple[Span, ...],
    later: Token | None,
    earlier: Token | None,
    thing: Token | None,
    *,
    own: bool = False,
    beaten: bool = False,
) -> Transfer | None:
    if later is not None and _is_anothers(head, later, names):
        return None
    sides = _side(later, names), _side(earlier, names)
    if not any(side is not None and side.named for side in sides):
        return None
    if earlier is not None and sides[1] is None:
        return None
    office = " . ".join(_phrase(token) for token in (thing, *_told_by_preposition(head, thing)) if token is not None)
    return Transfer(*sides, office, (head.idx, head.idx + len(head)), own, beaten, _is_to_come(head), _when(head))


def _is_anothers(head: Token, subject: Token, names: tuple[Span, ...]) -> bool:
    """Whether "who" stands behind another name than its subject: "X took over from Y, and who had replaced Z"."""
    near = [t for t in head.doc[max(0, head.i - _WHO_NEAR) : head.i] if t.tag_ == "WP" and t.dep_ == "nsubj"]
    own = _name(subject, names)
    if not near or own is None:
        return False
    who = near[-1]
    return (
        any(own[1] <= start and end <= who.idx for start, end in names)
        and subject not in who.doc[max(0, who.i - 3) : who.i]
    )


def _is_to_come(head: Token) -> bool:
    """Whether it is told of now, of the time to come or as a plan: "takes over", "will succeed", "chosen to follow"."""
    helpers = [child for child in head.children if child.dep_ == "aux"]
    if any(child.tag_ in {"MD", "TO"} for child in helpers):
        return True
    return head.tag_ in {"VBZ", "VBP", "VBG"} and not any(child.lemma_ == "have" for child in helpers)


def _told_by_preposition(head: Token, thing: Token | None) -> list[Token]:
    """ "Took over from X as foreign minister", "took over from X at the defence ministry"."""
    found = [child for child in head.children if child.dep_ == "prep" and child.lower_ in _OFFICE_PREPOSITIONS]
    objects = [thing for prep in found for thing in prep.children if thing.dep_ == "pobj"]
    return [token for token in objects if token.lower_ in _THINGS or office_words.named_offices(_phrase(token))]


def _side(token: Token | None, names: tuple[Span, ...]) -> Side | None:
    """Who is meant by a word: a name, one that stands in apposition to it, or a pronoun."""
    if token is None:
        return None
    name = _name(token, names)
    if name is not None:
        return Side(*name, named=True)
    pronoun = token.tag_ in {"PRP", "PRP$"} and token.lower_ in _PRONOUNS
    return Side(token.idx, token.idx + len(token), named=False) if pronoun else None


def _name(token: Token, names: tuple[Span, ...]) -> Span | None:
    """The offsets of the name that a word is part of, else of one beside it: "X, the Georgian", "the premier, X,"."""
    near = [token, *(child for child in token.children if child.dep_ == "appos")]
    while (token.dep_ in {"appos", "attr"} or _is_apposed(token)) and len(near) < 6:
        over = clauses.subject(token.head) if token.dep_ == "attr" else token.head
        if over is None or over in near:
            break
        near.append(over)
        token = over
    found = [span for word in near for span in names if span[0] <= word.idx < span[1]]
    whole = (span for span in found if " " in token.doc.text[slice(*span)])
    return next(whole, next(iter(found), None))


def _is_apposed(token: Token) -> bool:
    """Whether a noun is one of two in apposition, which the parser strings to the name: "X, the poet and diplomat"."""
    if token.dep_ != "conj" or token.tag_ != "NN":
        return False
    between = token.doc[token.head.i + 1 : token.left_edge.i].text
    return between == "," or (between == "and" and _is_apposed(token.head))


def _is_thing(token: Token | None) -> bool:
    if token is None or (token.lemma_.lower() == "presidency" and _is_in_turn(token)):
        return False
    return token.lemma_.lower() in _THINGS or bool(office_words.named_offices(_phrase(token)))


def _passes_in_turn(verb: Token, target: Token) -> bool:
    """Whether what is handed on between two words is a presidency that states hold in turn, however it is parsed."""
    words = {t.lower_ for t in verb.doc[verb.i + 1 : target.i]}
    return "presidency" in words and not words.isdisjoint(_IN_TURN)


def _is_in_turn(presidency: Token) -> bool:
    """Whether states hold a presidency in turn: "the bloc's six-month presidency"."""
    words = {t.lower_ for t in presidency.subtree}
    return not words.isdisjoint(_IN_TURN)


def _phrase(token: Token) -> str:
    """A noun with the words before it and its "of" phrase: "the foreign ministry", "the post of premier"."""
    own = [t for t in token.subtree if t.i <= token.i]
    of = [t for child in token.children if child.lower_ == "of" for t in child.subtree]
    return " ".join(t.text for t in (*own, *of))


def _child(token: Token, dep: str) -> Token | None:
    return next((child for child in token.children if child.dep_ == dep), None)


def _object(token: Token, preposition: str) -> Token | None:
    """The noun behind a preposition that hangs on a word."""
    small = next((c for c in token.children if c.lower_ == preposition and c.dep_ in {"prep", "agent", "dative"}), None)
    return _child(small, "pobj") if small is not None else None
