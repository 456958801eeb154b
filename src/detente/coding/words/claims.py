"""Which clause a phrase of probability governs, whether it looks ahead, and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text import clauses
from detente.coding.who import holders
from detente.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token


_STATES = clauses.words_of(
    "feel|seem|look|appear|sound|know|mean|reflect|explain|contain|exist|remember|think|believe|"
    "understand|suspect|owe|stem|like"
)

_PERMITTED = clauses.words_of(
    "enter|stay|apply|use|vote|carry|bring|import|export|leave|choose|visit|travel|opt|drive|own|sail|fish|operate|land|comment"
)

_INNER = frozenset({"ccomp", "xcomp", "dobj", "obj", "acomp", "oprd"})

_VERBS = {"VERB", "AUX"}

_PUNCT = {",", ";", ":", "-", "--", "."}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the table: its words, and its range on the first scale that gives one (fractions)."""

    words: tuple[str, ...]
    scale: str | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its tokens, the token of it that the parse hangs clauses on."""

    first: int
    last: int
    token: Token
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim about the future: the first and last token of its words, the verb, the phrase and the holder."""

    first: int
    last: int
    hit: Hit
    verb: Token
    negated: bool
    holder: Actor | None


def claim_of(hit: Hit, context: Context) -> Claim | None:
    """What the phrase says of which clause; None where it looks back, permits, asks for leave or names a month."""
    token = hit.token
    if token.tag_ == "MD":
        return _modal(hit, context)
    if token.pos_ == "VERB" and token.lemma_.lower() in clauses.FORESEE:
        return _foreseen(hit, context)
    if token.pos_ == "ADV":
        return _adverb(hit, context)
    if token.pos_ in {"ADJ", "VERB", "NOUN"} or len(hit.phrase.words) > 1:
        return _adjective(hit, context)
    return None


def _modal(hit: Hit, context: Context) -> Claim | None:
    token = hit.token
    verb = token.head
    if verb.pos_ not in _VERBS or (token.i > verb.i and verb.dep_ != "ROOT") or _looks_back(verb) or _conditional(verb):
        return None
    word = token.lower_
    if word in {"may", "might"} and (verb.lemma_.lower() in _STATES or _permits(verb, word)):
        return None
    if word in {"could", "may", "might"} and verb.dep_ == "relcl" and verb.head.dep_ != "attr":
        return None
    if word == "could" and _ability(verb, context):
        return None
    holder = _holder(verb, context)
    if word == "will" and not _foretold(verb, context, holder):
        return None
    doubted = verb.dep_ == "ccomp" and verb.head.lemma_.lower() == "doubt"
    return _of_clause(hit, verb, holder, negated=not clauses.is_negated(verb) if doubted else None)


def _looks_back(verb: Token) -> bool:
    """ "may have killed": have with a participle."""
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _conditional(verb: Token) -> bool:
    """A condition, a purpose or a question of others: "if it could", "so that they may"."""
    if any(c.tag_ in {"WP", "WDT"} and c.i < verb.i and verb.dep_ != "relcl" for c in verb.children):
        return True
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.i < verb.i}
    if verb.dep_ == "advcl" and marks & {"if", "unless", "that", "so", "lest", "whether", "when", "where"}:
        return True
    return bool(marks & {"whether", "how", "why", "where", "when", "if"}) and verb.dep_ in {"ccomp", "pcomp", "advcl"}


def _permits(verb: Token, word: str) -> bool:
    if word != "may" or verb.lemma_.lower() not in _PERMITTED:
        return False
    subject = clauses.subject_of(verb)
    return subject is not None and (
        subject.tag_ == "NNS"
        or any(c.lower_ == "no" for c in subject.lefts)
        or subject.lower_ in {"you", "they", "no", "nobody", "anyone", "one"}
    )


def _ability(verb: Token, context: Context) -> bool:
    """ "could not reach them", "could see smoke": what someone was able to do, in a text that tells the past."""
    thing = clauses.object_of(verb)
    if clauses.is_negated(verb) or (thing is not None and any(c.lower_ == "no" for c in thing.lefts)):
        return True
    return verb.lemma_.lower() in {"see", "hear", "find", "tell", "afford", "smell", "remember", "imagine"} or any(
        t.when.end < (context.document.published or t.when.start)
        and t.start - context.sentence.offset > verb.idx
        and t.when.precision == "day"
        for t in context.times
    )


def _foretold(verb: Token, context: Context, holder: Actor | None) -> bool:
    """Whether "will" is someone's forecast about another, not a plan of one's own or a timetable."""
    above = next((t for t in verb.ancestors if t.pos_ in _VERBS), None)
    if above is None or verb.dep_ != "ccomp" or holder is None:
        return False
    forecasts = clauses.THINK | {"warn", "say", "insist", "claim", "caution", "suggest", "estimate", "note", "add"}
    if above.lemma_.lower() not in forecasts - {"hope", "fear"}:
        return False
    subject = clauses.subject_of(verb)
    if subject is None or (subject.pos_ == "PRON" and subject.lower_ in {"he", "she", "they", "we", "i", "it"}):
        return False
    actor = context.cast.resolve(subject)
    own = actor is not None and actor.code is not None and actor.code == holder.code
    return not own and (
        above.lemma_.lower() in clauses.THINK | {"warn", "caution"} or holder.sector not in {"GOV", "MIL"}
    )


def _foreseen(hit: Hit, context: Context) -> Claim | None:
    """ "analysts expect X to ...", "growth is expected to ...", "the IMF forecasts growth of"."""
    verb = hit.token
    if verb.dep_ in {"amod", "aux", "mark"} or (
        verb.dep_ == "advcl" and not any(c.dep_ in _INNER for c in verb.children)
    ):
        return None
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children) or _conditional(verb):
        return None
    content = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}), None) or clauses.object_of(verb)
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        infinitive = content is not None and content.dep_ == "xcomp"
        if not infinitive and verb.dep_ == "acl":
            return None
        return _of_clause(hit, verb, _holder(verb, context))
    if (
        content is None
        or content.i < verb.i
        or (
            verb.lemma_ == "expect"
            and content.tag_ == "VB"
            and content.dep_ == "xcomp"
            and (not any(c.dep_ == "nsubj" for c in content.children) and _is_own_plan(verb, context))
        )
    ):
        return None
    subject = clauses.subject_of(verb)
    holder = holders.name(subject, context) if subject is not None and subject.lower_ not in {"you", "one"} else None
    if subject is not None and subject.lower_ in {"we", "i"}:
        holder = context.speaker
    first, last = _edges(content)
    return Claim(first, _with_time(last, verb), hit, verb, clauses.is_negated(verb), holder)


def _with_time(last: int, verb: Token) -> int:
    """The end of a claim with what stands right behind it and hangs on the verb: "forecasts a loss in 2023"."""
    for child in verb.rights:
        if child.left_edge.i == last + 1 and child.dep_ in {"prep", "npadvmod", "advmod"}:
            last = child.right_edge.i
    return last


def _is_own_plan(verb: Token, context: Context) -> bool:
    subject = clauses.subject_of(verb)
    return subject is None


def _adverb(hit: Hit, context: Context) -> Claim | None:
    """ "will probably", "almost certainly will": with a verb that looks ahead."""
    verb = clauses.verb_of(hit.token)
    if verb is None or _looks_back(verb) or _conditional(verb):
        return None
    ahead = any(c.tag_ == "MD" and c.lower_ in {"will", "would", "'ll", "wo"} for c in verb.children)
    planned = hit.token.lower_ in {"possibly", "perhaps"}
    return _of_clause(hit, verb, _holder(verb, context)) if ahead and not planned else None


def _adjective(hit: Hit, context: Context) -> Claim | None:
    """ "is unlikely to", "is set to", "continuity is likely", "cannot be ruled out", "is not guaranteed"."""
    token = hit.token
    verb = token if token.pos_ == "VERB" else clauses.verb_of(token)
    judged = verb is not None and _is_judged(token, verb)
    if verb is None or (token.dep_ in {"amod", "compound"} and not judged) or _conditional(verb):
        return None
    if hit.phrase.words[-1] == "to" and not _infinitive_after(hit):
        return None
    clause = next((c for c in token.children if c.dep_ in {"xcomp", "ccomp", "advcl", "acl"}), None)
    clause = clause or next((c for c in verb.children if c.dep_ == "ccomp" and c.i > token.i), None)
    if clause is not None and _looks_back(clause):
        return None
    past = verb.tag_ == "VBD" and not any(c.tag_ == "MD" for c in verb.children)
    reported = verb.dep_ in {"ccomp", "relcl"} or context.speaker is not None
    if past and not reported:
        return None
    if token.lemma_.lower() == "rule" or hit.phrase.words[0] in {"ruled", "rule"}:
        return _ruled_out(hit, verb, context)
    if (
        hit.phrase.words[-1] in {"certain", "uncertain", "possible", "remote", "doubtful"}
        and clause is None
        and not _is_event(verb)
    ):
        return None
    if token.pos_ == "NOUN" and clause is None and not _stands_alone(hit):
        return None
    if judged:
        subject = clauses.subject_of(verb)
        return _of_clause(hit, verb, holders.name(subject, context) if subject is not None else None)
    return _of_clause(hit, verb, _holder(verb, context))


_JUDGE = clauses.words_of("consider|think|find|deem|judge|regard|believe|call|see")


def _is_judged(token: Token, verb: Token) -> bool:
    """ "experts consider a war unlikely", "they think it likely that": the words are what the verb's subject finds."""
    if verb.lemma_.lower() not in _JUDGE or token.pos_ != "ADJ" or token.i < verb.i:
        return False
    behind = token.dep_ == "amod" and token.i > token.head.i and token.head.head == verb
    return behind or (token.head == verb and token.dep_ in {"ccomp", "oprd", "acomp", "xcomp"})


def _stands_alone(hit: Hit) -> bool:
    """Nouns that need no clause: "on track to", "out of the question", "a remote chance of war"."""
    if hit.phrase.words[-1] == "to" or hit.phrase.words[0] == "out":
        return True
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in hit.token.children)


def _infinitive_after(hit: Hit) -> bool:
    following = hit.token.doc[hit.last + 1 : hit.last + 4]
    return any(t.tag_ == "VB" for t in following) and not any(t.dep_ == "pobj" for t in following[:1])


def _is_event(verb: Token) -> bool:
    subject = clauses.subject_of(verb)
    return subject is not None and subject.pos_ == "NOUN"


def _ruled_out(hit: Hit, verb: Token, context: Context) -> Claim | None:
    """Only what cannot be ruled out is an expectation; ruling out is an act."""
    unable = clauses.is_negated(verb) and any(c.tag_ == "MD" for c in verb.children)
    return _of_clause(hit, verb, _holder(verb, context), negated=False, widen=True) if unable else None


def _holder(verb: Token, context: Context) -> Actor | None:
    """The speaker of the clause; None is the text itself."""
    return holders.source_of(verb, context)


def _of_clause(
    hit: Hit, verb: Token, holder: Actor | None, *, negated: bool | None = None, widen: bool = False
) -> Claim | None:
    first, last = _edges(verb)
    own = any(word in {"not", "n't"} for word in hit.phrase.words)
    denied = (clauses.is_negated(verb) or clauses.is_negated(hit.token)) and not own if negated is None else negated
    if widen or own:
        first = min(first, hit.first)
    return Claim(first, max(last, hit.last), hit, verb, denied, holder)


def _edges(verb: Token) -> tuple[int, int]:
    """The first and last token of a clause (or noun phrase) without the clauses coordinated with it or reporting it."""
    doc = verb.doc
    left, right = verb.left_edge.i, verb.right_edge.i
    subject = clauses.subject_of(verb) if verb.pos_ in _VERBS else None
    for child in verb.children:
        reporting = (
            child.dep_ in {"ccomp", "parataxis"} and child.i < verb.i and child.pos_ in _VERBS and subject is not None
        )
        if (child.dep_ in {"conj", "cc", "parataxis"} and child.i > verb.i) or (
            child.dep_ == "punct" and child.text == ";"
        ):
            if (child.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children)) or (
                child.dep_ != "conj" and (_starts_clause(child))
            ):
                right = min(right, child.left_edge.i - 1)
        elif reporting or (
            child.dep_ in {"advcl", "advmod", "prep", "cc", "mark", "intj", "npadvmod"}
            and child.i < verb.i
            and subject is not None
            and (child.right_edge.i < subject.left_edge.i)
        ):
            left = max(left, child.right_edge.i + 1)
    if subject is not None and subject.i < left and not subject.is_ancestor(verb):
        left = subject.left_edge.i
    while left < right and (
        (doc[left].is_punct and doc[left].text != '"')
        or doc[left].is_space
        or (doc[left].lower_ in {"that", "and", "but", "yet", "while", "as", "so"} and doc[left].dep_ in {"mark", "cc"})
    ):
        left += 1
    while right > left and (doc[right].text in _PUNCT or doc[right].is_space or doc[right].dep_ == "cc"):
        right -= 1
    return left, right


def _starts_clause(token: Token) -> bool:
    """Whether a conjunction joins another clause with a subject of its own."""
    if token.dep_ == "parataxis":
        return True
    following = next((c for c in token.head.children if c.dep_ == "conj" and c.i > token.i), None)
    return following is not None and any(c.dep_ in {"nsubj", "nsubjpass"} for c in following.children)
