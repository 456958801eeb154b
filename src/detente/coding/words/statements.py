"""Who said what: verbs of saying with what they take, "according to", views held, and quotations.

The speaker must be a person, an office, a body or a state that the text names, or somebody whom it leaves unnamed
("a diplomat"); a statement whose speaker cannot be told is left out, for a wrong speaker is worse than none.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.coding.context import Context
from detente.coding.text.topics import issues_of
from detente.coding.who.naming import base
from detente.coding.who.pronouns import HE, IT
from detente.coding.words import content, opinions, spans, speakers, speech
from detente.records import Actor, Statement, TextSpan, digest

if TYPE_CHECKING:
    from spacy.tokens import Token

_ADDRESSING = {"tell", "urge", "ask", "warn", "accuse", "assure", "remind", "inform"}
_NAMES = {"country", "demonym", "capital", "metonym", "organisation", "body"}


def find(context: Context, before: speakers.Before) -> list[Statement]:
    """The statements of a sentence that tells who makes them; what is quoted alone is read by `quoted`.

    Args:
        context: the sentence, open in the cast.
        before: the statement made before it, for those who go on.
    """
    out: list[Statement] = []
    for token in () if context.sentence.heading else context.sentence.span:
        if not (speech.is_speech(token) or _tells_quotation(context, token)):
            continue
        spoke = speakers.Before.of(out[-1]) if out else before
        statement = _cited(context, token, spoke) or _spoken(context, token, spoke)
        if statement is not None and not any(_inside(statement, other) for other in out):
            out.append(statement)
    for phrase in () if context.sentence.heading else opinions.find(context):
        speaker = speakers.named(context, phrase.speaker, before)
        if speaker is not None:
            found = _statement(context, speaker, phrase.word, phrase.content)
            out += [found] if not any(_inside(found, other) for other in out) else []
    return out


def tells(context: Context) -> bool:
    """Whether somebody acts in the sentence outside of quotation marks, as who tells a quotation does."""
    return any(
        t.dep_ == "nsubj" and t.head.pos_ == "VERB" and not _is_quoted(context, t) for t in context.sentence.span
    )


def _is_quoted(context: Context, token: Token) -> bool:
    at = context.sentence.offset + token.idx
    return any(low <= at < high for low, high in context.sentence.quotations)


def _tells_quotation(context: Context, verb: Token) -> bool:
    """Whether any other verb tells a quotation: '"They are stealing a river," sighs a diplomat'."""
    if (
        verb.pos_ != "VERB"
        or verb.tag_ not in speech.FINITE
        or _is_quoted(context, verb)
        or not context.sentence.quotations
    ):
        return False
    if speech.asked_before(verb) is not None:
        return False
    if speech.inverted(verb) is not None:
        return bool(spans.up_to(context, verb))
    if not any(c.dep_ == "nsubj" and not _is_quoted(context, c) for c in verb.children):
        return False
    said = [c for c in verb.children if c.dep_ in speech.CLAUSES]
    said += [verb.head] if verb.dep_ in speech.CLAUSES else []
    return any(_is_quoted(context, c) for c in said) or bool(spans.opened_by(context, verb))


def _spoken(context: Context, verb: Token, before: speakers.Before) -> Statement | None:
    if _is_quoted(context, verb) and speech.force(verb) in {"believes", "expects"}:
        return None
    said = content.of(context, verb)
    if not said:
        return None
    speaker = speakers.of(context, verb, before)
    if speaker is None or _is_in(speaker, said):
        return None
    return _statement(context, speaker, verb, tuple(said))


def _cited(context: Context, verb: Token, before: speakers.Before) -> Statement | None:
    """What somebody is cited for by whoever reports it: "the paper, citing an officer, reported that"."""
    source = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if verb.lemma_.lower() != "cite" or verb.tag_ != "VBG" or source is None:
        return None
    teller = next((over for over in verb.ancestors if speech.is_speech(over)), None)
    speaker = speakers.named(context, source, before) if teller is not None else None
    said = content.of(context, teller) if teller is not None and speaker is not None else []
    kept = tuple(s for s in said if speaker is None or not _is_in(speaker, [s]))
    return _statement(context, speaker, verb, kept) if speaker is not None and kept else None


def _is_in(speaker: Actor, said: list[TextSpan]) -> bool:
    """Whether a speaker is named only within what is said: then that is somebody else."""
    return (
        speaker.start is not None
        and speaker.resolved != "coreference"
        and any(s.start <= speaker.start < s.end for s in said)
    )


def _statement(context: Context, speaker: Actor, verb: Token, said: tuple[TextSpan, ...]) -> Statement:
    quoted = context.sentence.quotations
    direct = any('"' in spans.around(context, s) or any(a <= s.start and s.end <= b for a, b in quoted) for s in said)
    told_then = [t for t in context.times if not any(s.start <= t.start < s.end for s in said)]
    when = min(told_then, key=lambda t: abs(t.start - context.sentence.offset - verb.idx)).when if told_then else None
    to = _addressees(context, verb)
    return Statement(
        id=digest("statement", context.document.copy_id, context.sentence.offset + verb.idx, said[0].start),
        document=context.document.text_id,
        path=context.document.path,
        speaker=speaker,
        verb=verb.text.lower(),
        force=speech.force(verb),
        direct=direct,
        content=said,
        evidence=context.whole,
        to=to,
        about=_about(context, said, {speaker.code, *(actor.code for actor in to)}),
        issues=issues_of(" ".join(c.text for c in said)),
        when=when,
    )


def _about(context: Context, said: tuple[TextSpan, ...], besides: set[str | None]) -> tuple[Actor, ...]:
    """The states and bodies that the content names, each once, but those who speak and are spoken to."""
    found: dict[str, Actor] = {}
    for match in context.cast.matches:
        token = context.sentence.span.doc[match.end - 1]
        at = context.sentence.offset + token.idx
        if match.entry.kind in _NAMES and any(s.start <= at < s.end for s in said):
            code = context.cast.code_of(match)
            if code is not None and code not in besides:
                found.setdefault(code, context.cast.actor_at(token, match))
    return tuple(found.values())


def _addressees(context: Context, verb: Token) -> tuple[Actor, ...]:
    if verb.lower_ == "according":
        return ()
    targets = [c for c in verb.children if c.dep_ in {"dobj", "dative"} and verb.lemma_ in _ADDRESSING]
    targets += [
        p
        for c in verb.children
        if c.dep_ in {"prep", "dative"} and c.lower_ == "to"
        for p in c.children
        if p.dep_ == "pobj"
    ]
    named = (next((n for n in speakers.nearer_names(t) if base(t) in _COUNTERPARTS), t) for t in targets)
    resolved = (a for t, name in zip(targets, named, strict=True) for a in _as_told(context, t, name))
    return tuple(a for a in resolved if a.code)


_COUNTERPARTS = {"counterpart", "opposite", "colleague", "homologue"}


def _as_told(context: Context, target: Token, name: Token) -> list[Actor]:
    """Who a phrase names: the person named behind "his Polish counterpart", of the state that the phrase tells."""
    found = context.cast.resolve_all(target)
    person = context.cast.resolve(name) if name is not target else None
    if person is None or not person.person:
        return found
    state = next((a for a in found if a.code), None)
    if state is None or person.code is not None:
        return [person]
    return [dataclasses.replace(person, code=state.code, country=state.country)]


def carried(context: Context, said: TextSpan, before: Statement | None) -> Statement:
    """The statement of a sentence that is a quotation and no more, with the speaker of another, if that is known."""
    speaker = before.speaker if before is not None else Actor(None, "")
    return given(_statement(context, speaker, context.sentence.span.root, (said,)), before)


def given(statement: Statement, other: Statement | None) -> Statement:
    """A quotation's words as said by the speaker of another statement, with its verb."""
    if other is None:
        return statement
    return dataclasses.replace(statement, speaker=other.speaker, verb=other.verb, force=other.force, direct=True)


def joined(statements: list[Statement], text: str) -> Iterator[Statement]:
    """Statements of a document in order, the sentences of one quotation as one statement.

    Args:
        statements: what was read, sentence by sentence.
        text: the document's text.
    """
    last: Statement | None = None
    for statement in sorted(statements, key=lambda s: (s.content[0].start, s.content[-1].end)):
        if last is not None and _goes_on(last, statement, text):
            last = _as_one(last, statement, text)
            continue
        if last is not None:
            yield last
        last = statement
    if last is not None:
        yield last


def _goes_on(last: Statement, statement: Statement, text: str) -> bool:
    """Whether a statement is the next sentence of the quotation that another ends with."""
    end, start = last.content[-1].end, statement.content[0].start
    same = (last.speaker.code, last.speaker.text) == (statement.speaker.code, statement.speaker.text)
    return last.direct and statement.direct and same and end <= start and not text[end:start].strip(" \n\r\t.!?…")


def _as_one(last: Statement, statement: Statement, text: str) -> Statement:
    def span(start: int, end: int) -> TextSpan:
        return TextSpan(start, end, text[start:end])

    middle = span(last.content[-1].start, statement.content[0].end)
    return dataclasses.replace(
        last,
        content=(*last.content[:-1], middle, *statement.content[1:]),
        evidence=span(
            min(last.evidence.start, statement.evidence.start), max(last.evidence.end, statement.evidence.end)
        ),
        to=last.to or statement.to,
        about=tuple({actor.code: actor for actor in (*last.about, *statement.about)}.values()),
        issues=tuple(dict.fromkeys((*last.issues, *statement.issues))),
        when=last.when or statement.when,
    )


def _inside(one: Statement, other: Statement) -> bool:
    """Whether what somebody says lies within what the same one says: "she said she supports a ban"."""
    within = any(o.start <= c.start and c.end <= o.end for c in one.content for o in other.content)
    return within and _is_same(one.speaker, other.speaker)


def _is_same(one: Actor, other: Actor) -> bool:
    led_back = one.text.lower() in HE | IT and one.code is not None and one.code == other.code
    return one.text == other.text or (one.person is not None and one.person == other.person) or led_back
