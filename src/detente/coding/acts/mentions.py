"""From candidates to mentions: the records that say who did what to whom, when, where and on whose word."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.coding.acts import status
from detente.coding.acts.candidates import Candidate
from detente.coding.acts.classify import Judged, Judgement, judged, mode
from detente.coding.acts.parties import Settle
from detente.coding.context import Context
from detente.coding.lexicon import word_class
from detente.coding.text.times import TimeMention
from detente.coding.text.topics import issues_of
from detente.coding.who import gazetteer
from detente.coding.words.coming import moved_ahead
from detente.ontology import roots
from detente.records import Actor, Mention, Status, TextSpan, When, digest
from detente.settings import load

if TYPE_CHECKING:
    from spacy.tokens import Token

    from detente.coding.model.network import Network

_PLACE_PREPS = {
    "around",
    "near",
    "off",
    "in",
    "over",
    "into",
    "through",
    "on",
    "at",
    "along",
    "across",
    "outside",
    "towards",
}
_ABOUT_PREPS = {"on", "over", "about", "regarding", "concerning"}
_TELLING = {"comment", "say", "elaborate", "answer", "speak", "disclose", "reply"}
_SPEECH = {
    "say",
    "tell",
    "claim",
    "allege",
    "report",
    "state",
    "declare",
    "add",
    "argue",
    "insist",
    "charge",
    "assert",
    "note",
}


def find(context: Context, last: Mention | None, network: Network, settle: Settle) -> list[Mention]:
    """The mentions of a sentence, in order.

    Args:
        context: the sentence, open in the cast.
        last: the mention in the sentence before, if there is one.
        network: what reads the words that tell an act.
        settle: what settles the sides of an act.
    """
    out: list[Mention] = []
    for one in judged(context, last is not None, network):
        mention = _mention(context, one, out[-1] if out else last, settle)
        if mention is None:
            continue
        twin = next((i for i, other in enumerate(out) if _same_act(mention, other)), None)
        if twin is None:
            out.append(mention)
        elif out[twin].abstained and not mention.abstained:
            out[twin] = mention
    return out


def _mention(context: Context, one: Judged, last: Mention | None, settle: Settle) -> Mention | None:
    candidate, judgement = one.candidate, one.judgement
    reading = status.settled(candidate, one.statuses)
    speaker = _asserter(context, candidate)
    if reading == "requested" or reading == "alleged":
        return None
    sides = settle(context, one, last, speaker)
    if sides is None:
        return None
    actors, recipients = sides.actors, sides.recipients
    judgement = _with_sides(judgement, sides.probability)
    if speaker is not None and reading == "occurred" and _on_anothers_word(speaker, actors, recipients):
        reproach = _as_reproach(one, speaker, actors)
        if reproach is not None:
            candidate, judgement = reproach.candidate, _with_sides(reproach.judgement, sides.probability)
            actors, recipients = candidate.actors, candidate.recipients
    candidate = dataclasses.replace(candidate, actors=actors, recipients=recipients)
    if not _plausible(context, candidate, recipients):
        return None
    evidence = _clause(context, candidate)
    words = (*candidate.objects, *(t.lemma_.lower() for t in candidate.token.subtree))
    least = load().coding.p_act_min
    doubtful = judgement.p_event * judgement.p_type < least
    abstained = doubtful or _on_anothers_word(speaker, actors, recipients)
    issues = issues_of(evidence.text) or issues_of(context.whole.text)
    identity = digest(
        "mention",
        context.document.copy_id,
        evidence.start,
        evidence.end,
        *_spans(actors),
        "to",
        *_spans(recipients),
    )
    return Mention(
        id=identity,
        document=context.document.text_id,
        path=context.document.path,
        type=judgement.root,
        quad=judgement.quad,
        status=reading,
        evidence=evidence,
        actors=actors,
        recipients=recipients,
        about=_about(context, candidate, actors, recipients),
        place=_place(context, candidate),
        mode=mode(candidate.trigger, words),
        mutual=candidate.mutual,
        issues=issues,
        score=roots()[judgement.root].score,
        when=_when(context, candidate, reading),
        asserted_by=speaker.text if speaker else "text",
        p_event=judgement.p_event,
        p_type=judgement.p_type,
        abstained=abstained,
        carried=sides.carried,
        sentence=context.whole,
    )


def _with_sides(judgement: Judgement, probability: float) -> Judgement:
    """The judgement with the doubt about who acts on whom in the probability that it happens between them."""
    return dataclasses.replace(judgement, p_event=judgement.p_event * probability)


def _plausible(context: Context, candidate: Candidate, recipients: Sequence[Actor]) -> bool:
    """Whether the words can be an act at all; what cannot is no event."""
    root, lemma = candidate.trigger.root, candidate.trigger.lemma
    if not recipients and not roots()[root].alone:
        return False
    if (context.sentence.heading and candidate.nominal) or _is_sport(context):
        return False
    if lemma in {"decline", "refuse"} and any(
        c.lemma_ in _TELLING for c in candidate.token.children if c.dep_ == "xcomp"
    ):
        return False  # declining to comment is no act
    return not (lemma == "ask" and any(c.dep_ == "ccomp" for c in candidate.token.children))


def _same_act(one: Mention, other: Mention) -> bool:
    same = {a.code for a in one.actors} == {a.code for a in other.actors} and {a.code for a in one.recipients} == {
        a.code for a in other.recipients
    }
    return same and one.type == other.type and one.status == other.status


def _spans(actors: Iterable[Actor]) -> list[str]:
    return [f"{a.start}-{a.end}-{a.code}" for a in actors]


def _clause(context: Context, candidate: Candidate) -> TextSpan:
    """The shortest run of words with the trigger, its parties and its objects."""
    token = candidate.token
    kept = {token.i}
    stack = list(token.children)
    while stack:
        child = stack.pop()
        aside = child.dep_ in {"conj", "cc", "advcl", "parataxis", "punct"} and child.head == token
        if aside and not _holds_recipient(context, child, candidate):
            continue
        if child.dep_ in {"ccomp"} and child.i < token.i:
            continue
        kept.add(child.i)
        stack += list(child.children)
    for actor in (*candidate.actors, *candidate.recipients):
        if actor.start is not None and context.sentence.start <= actor.start < context.sentence.end:
            kept.update(context.sentence.tokens_from(actor.start, actor.end or 0))
    return context.tokens(min(kept), max(kept) + 1)


def _holds_recipient(context: Context, token: Token, candidate: Candidate) -> bool:
    starts = {a.start for a in candidate.recipients}
    return any(context.sentence.offset + t.idx in starts for t in token.subtree)


def _asserter(context: Context, candidate: Candidate) -> Actor | None:
    """On whose word alone the clause stands: the subject of the speech verb above it, if there is one."""
    token = candidate.token
    while token.head != token:
        above = token.head
        if token.dep_ == "ccomp" and above.lemma_.lower() in _SPEECH:
            for subject in (c for c in above.children if c.dep_ in {"nsubj", "nsubjpass"}):
                found = context.cast.resolve(subject)
                text = context.tokens(subject.left_edge.i, subject.i + 1).text
                return found if found is not None else Actor(None, text)
        token = above
    here = context.sentence.offset + candidate.token.idx
    inside = (s for s in context.said if any(span.start <= here < span.end for span in s.content))
    return next((s.speaker for s in inside if s.speaker.code), context.speaker)


def _on_anothers_word(speaker: Actor | None, actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """Whether the other side alone says so: an accusation, not an act that the text reports."""
    if speaker is None or speaker.code is None or speaker.sector == "MED":
        return False
    return speaker.code not in {a.code for a in actors} and speaker.code in {r.code for r in recipients}


def _as_reproach(one: Judged, speaker: Actor, actors: tuple[Actor, ...]) -> Judged | None:
    """What a side says that the other does to it: an accusation of the other; None for what is no reproach."""
    if not roots()[one.judgement.root].quad.endswith("conflict"):
        return None
    trigger = dataclasses.replace(one.candidate.trigger, root="ACCUSE")
    candidate = dataclasses.replace(
        one.candidate, trigger=trigger, actors=(speaker,), recipients=actors, passive=False, mutual=False
    )
    judgement = dataclasses.replace(one.judgement, root="ACCUSE", quad=roots()["ACCUSE"].quad)
    return dataclasses.replace(one, candidate=candidate, judgement=judgement)


def _about(
    context: Context, candidate: Candidate, actors: Sequence[Actor], recipients: Sequence[Actor]
) -> tuple[Actor, ...]:
    parties = {a.code for a in (*actors, *recipients)}
    out: dict[str, Actor] = {}
    for token in candidate.token.subtree:
        if (token.dep_ == "pobj" and token.head.lower_ in _ABOUT_PREPS) or token.dep_ == "compound":
            actor = context.cast.resolve(token)
            if (
                actor is not None
                and actor.code
                and actor.code not in parties
                and actor.resolved in {"name", "capital", "metonym"}
            ):
                out.setdefault(actor.code, actor)
    return tuple(out.values())


def _place(context: Context, candidate: Candidate) -> str | None:
    """The place under a preposition of place below the trigger, or a disputed place named in the clause."""
    kinds = {"place", "country", "capital"}
    matches = {i: m for m in gazetteer.find(context.sentence.span) for i in range(m.start, m.end)}
    for token in candidate.token.subtree:
        match = matches.get(token.i)
        if match is None or match.entry.kind not in kinds or token.i != match.end - 1:
            continue
        above = token.head
        if match.entry.kind == "place" or (token.dep_ == "pobj" and above.lower_ in _PLACE_PREPS - {"on"}):
            return str(token.doc[match.start : match.end].text)
    return None


def _when(context: Context, candidate: Candidate, reading: Status) -> When | None:
    """The time in the trigger's clause, else the nearest in its sentence, else that of the text so far."""
    sentence = context.sentence
    inside = {t.i for t in candidate.token.subtree}
    here = sentence.offset + candidate.token.idx

    def cost(start: int) -> tuple[bool, int]:
        token = next((t for t in sentence.span if sentence.offset + t.idx + len(t) > start), candidate.token)
        return token.i not in inside, abs(start - here)

    near = [t for t in context.times if not _is_far(t, context, inside)]
    past = [
        t
        for t in near
        if reading != "occurred" or context.document.published is None or t.when.start <= context.document.published
    ]
    if past:
        when = min(past, key=lambda t: cost(t.start)).when
        ahead = reading == "planned" and when.precision in {"month", "span"}
        return moved_ahead(when, context.document.published) if ahead else when
    if reading in {"planned", "hypothetical"} and not context.times:
        return None
    published, carried = context.document.published, context.carried
    to_come = carried is not None and published is not None and carried.when.start > published
    if carried is not None and _tells_of_then(candidate) and not (to_come and reading == "occurred"):
        return dataclasses.replace(carried.when, basis="inferred")
    if published is not None and _is_news_of_the_day(context):
        return When(published, published, "day", "published")
    return None


def _tells_of_then(candidate: Candidate) -> bool:
    """Whether the verb goes on with the time of the text: not a present or a perfect ("has urged")."""
    token = candidate.token
    perfect = any(c.dep_ == "aux" and c.lower_ in {"has", "have", "'ve", "'s"} for c in token.children)
    return not perfect and token.tag_ not in {"VBZ", "VBP"}


def _is_sport(context: Context) -> bool:
    span, sport = context.sentence.span, word_class("sport")
    known: dict[int, bool] = span.doc.user_data.setdefault("sport", {})
    if span.start not in known:
        known[span.start] = any(token.lemma_.lower() in sport for token in span)
    return known[span.start]


def _is_far(time: TimeMention, context: Context, inside: set[int]) -> bool:
    """Whether a bare year long before publication stands outside the act's own clause: it dates something else."""
    published = context.document.published
    if published is None or time.when.precision in {"day", "month"} or time.when.end.year >= published.year - 1:
        return False
    doc = context.sentence.span.doc
    return not any(time.start <= context.sentence.offset + doc[i].idx < time.end for i in inside)


def _is_news_of_the_day(context: Context) -> bool:
    """Whether an undated act is of the day: in the lead, or in a short report that has not turned to the past."""
    short = len(context.document.text.split()) <= load().coding.short_report_words
    return (context.sentence.paragraph == 0 or short) and not context.tells_of_past


def group(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same mentions with `act` numbers: reports of one act within the document share a number."""
    acts: list[Mention] = []
    out: list[Mention] = []
    for mention in mentions:
        number = next((i for i, other in enumerate(acts) if _one_act(mention, other)), len(acts))
        if number == len(acts):
            acts.append(mention)
        out.append(dataclasses.replace(mention, act=number + 1))
    return tuple(out)


def _one_act(one: Mention, other: Mention) -> bool:
    if not _same_act(one, other) or one.issues[:1] != other.issues[:1]:
        return False
    if one.when is None or other.when is None:
        return one.when is other.when and one.mode == other.mode
    return one.when.start <= other.when.end and other.when.start <= one.when.end
