"""Occasions: dated or datable things to come, such as summits, visits, anniversaries, elections, deadlines.

An occasion is named by a noun of the table `occasion-nouns`, by a forum's own name ("APEC in Lima"), or by a
verb ("will visit", "expires"). Only what lies ahead of the publication date counts. A date that the text does
not give is taken from the table of forums where the text's own words point at one edition alone.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from detente import reference
from detente.coding import clauses, gazetteer
from detente.coding.context import Context
from detente.coding.times import TimeMention
from detente.ontology import countries, country_name, rows, split
from detente.records import Occasion, When, digest

if TYPE_CHECKING:
    from spacy.tokens import Token

_VISIT = frozenset("visit tour".split())
_MEET = frozenset("meet host welcome receive".split())
_EXPIRE = frozenset("expire lapse end".split())
_OFFICE = re.compile(r"\b(?:take|takes|taking) (?:up )?office\b|\bsworn in\b|\binaugurated\b", re.IGNORECASE)
_POLLS = re.compile(r"\b(?:go|goes|going|head|heads|heading|return|returns) to the polls\b", re.IGNORECASE)
_TREATIES = frozenset("treaty agreement pact accord deal truce ceasefire mandate term sanction waiver contract lease moratorium embargo"
                      " tariff licence license visa exemption convention".split())
_NAMING = {"compound", "amod", "nmod", "poss", "nummod", "det", "advmod", "quantmod"}
_NAME_PREPS = {"of", "with", "between", "to", "on", "by", "among", "for"}
_PLACE_PREPS = {"in", "at"}
_AHEAD = re.compile(r"\b(?:upcoming|forthcoming|planned|possible|next|coming|scheduled|proposed|future|potential|looming|impending|expected"
                    r"|ahead of|in the run-up to|before|later|due|alongside|prospective|pending|prepare|prepares|preparing|preparations"
                    r"|plan|plans|planning|will|would|may|could|invited|agreed to|hopes? to|intends? to|to be held|is set to|looking for)\b",
                    re.IGNORECASE)
_FORUM_KINDS = {"summit": "summit", "forum": "forum", "meeting": "meeting"}


@dataclass(frozen=True, slots=True)
class _Find:
    """An occasion seen in a sentence: its token, name, kind and the tokens it covers."""

    token: Token
    name: str
    kind: str
    first: int
    last: int
    people: tuple[str, ...] = ()
    place: str | None = None


@functools.cache
def _nouns() -> Mapping[tuple[str, ...], tuple[str, bool]]:
    """The nouns of occasions as lower-case words: kind, and whether a date is needed beside them."""
    return MappingProxyType({
        tuple(noun.lower().split()): (row["kind"], row["needs"] == "dated")
        for row in rows("occasion-nouns") for noun in split(row["nouns"])})


@functools.cache
def _forums() -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The dated editions of each forum, by the forum's short name in lower case."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in reference.rows("forums"):
        found.setdefault(row["forum"].lower(), []).append(MappingProxyType(dict(row)))
    return MappingProxyType({name: tuple(editions) for name, editions in found.items()})


def find(context: Context) -> list[Occasion]:
    """The occasions of a sentence that lie ahead, in the order of the text."""
    out: list[Occasion] = []
    taken: set[int] = set()
    for seen in (*_named(context), *_forum_names(context), *_deeds(context)):
        if taken & set(range(seen.first, seen.last + 1)):
            continue
        record = _record(seen, context)
        if record is not None:
            taken |= set(range(seen.first, seen.last + 1))
            out.append(record)
    return sorted(out, key=lambda record: record.evidence.start)


def _named(context: Context) -> Iterator[_Find]:
    """Nouns of occasions with their modifiers: "the G20 summit in Rio", "a possible meeting between A and B"."""
    for token in context.sentence.span:
        if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound" and token.head.i > token.i and _kind(token.head):
            continue
        kind = _kind(token)
        if kind is None:
            continue
        first, last = _extent(token, context)
        name = _name(token, first, last, context)
        people = _people(first, last, token, context)
        if kind[0] in {"meeting", "forum"} and not _is_specific(token):
            continue
        if not people and kind[0] in {"meeting", "visit"}:
            people = _parties(token, context)
        yield _Find(token, name, kind[0], first, last, people, _place(token, context))


def _kind(token: Token) -> tuple[str, bool] | None:
    """The kind of occasion that a noun names, by its longest phrase; None for "meeting point" and the like."""
    lemma, lower = token.lemma_.lower(), token.lower_
    before = token.nbor(-1).lower_ if token.i > 0 else ""
    if token.dep_ == "compound" and token.head.i > token.i:
        return None
    for words in ((before, lower), (before, lemma), (lower,), (lemma,)):
        if words in _nouns():
            return _nouns()[words]
    return None


def _is_specific(token: Token) -> bool:
    """Whether a meeting says whose or where, so that it can be told from any other."""
    return any(c.dep_ == "prep" and c.lower_ in {"with", "between", "of", "in", "at"} for c in token.children) or any(
        c.dep_ in {"compound", "poss"} for c in token.children)


def _extent(token: Token, context: Context) -> tuple[int, int]:
    """The tokens of the name: modifiers before, and what of, with, between, to narrows it, dates left out."""
    first, last = token.i, token.i
    for child in token.lefts:
        if child.dep_ in _NAMING and not _dated(child, context):
            first = min(first, child.left_edge.i)
    while first < token.i and (context.sentence.span.doc[first].dep_ == "det" or context.sentence.span.doc[first].is_punct or _dated(
            context.sentence.span.doc[first], context) or _AHEAD.fullmatch(context.sentence.span.doc[first].text)):
        first += 1
    for prep in (c for c in token.rights if c.dep_ == "prep"):
        if prep.lower_ not in _NAME_PREPS or any(_dated(t, context) for t in prep.subtree):
            if prep.lower_ not in _PLACE_PREPS and not any(_dated(t, context) for t in prep.subtree):
                break
            continue
        stop = _short(prep)
        if prep.i > last + 3 or stop - prep.i > 12:
            break
        last = max(last, stop)
    return first, last


def _short(prep: Token) -> int:
    """Where a prepositional phrase ends, without relative clauses and time or place hung on its noun."""
    last = prep.i
    for noun in (c for c in prep.children if c.dep_ == "pobj"):
        last = noun.i
        for child in noun.rights:
            if child.dep_ in {"conj", "cc"} or child.dep_ == "prep" and child.lower_ in {"of", "with", "and", "between"}:
                last = max(last, child.right_edge.i if child.dep_ == "conj" else child.i)
                if child.dep_ == "prep":
                    last = max(last, _short(child))
            else:
                break
    return last


def _name(token: Token, first: int, last: int, context: Context) -> str:
    doc = context.sentence.span.doc
    place = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ in _PLACE_PREPS and c.i <= last), None)
    if place is not None:
        before = clauses.words(context, first, place.i - 1)
        after = doc[place.right_edge.i + 1 : last + 1]
        return " ".join((before, " ".join(t.text for t in after))).strip() if after else before
    words = clauses.words(context, first, last)
    for time in context.times:
        words = words.replace(context.document.text[time.start : time.end], "")
    return " ".join(words.split())


def _dated(token: Token, context: Context) -> bool:
    base = context.sentence.offset
    return any(t.start - base <= token.idx < t.end - base for t in context.times)


def _place(token: Token, context: Context) -> str | None:
    """Where an occasion is: a proper name after "in" or "at", on the noun or on its verb."""
    verb = clauses.verb_of(token)
    hosts = [token, *([verb] if verb is not None and verb.lemma_ in {"be", "hold", "take", "meet", "host", "open", "convene", "attend", "visit"}
                      else [])]
    for host in hosts:
        for prep in (c for c in host.rights if c.dep_ == "prep" and c.lower_ in _PLACE_PREPS):
            noun = next((p for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN" and not _dated(p, context)), None)
            if noun is not None:
                return _place_name(noun, context)
    return None


def _place_name(noun: Token, context: Context) -> str:
    first = noun
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "det"} and child.text[:1].isupper():
            first = child if child.i < first.i else first
    return clauses.words(context, first.i, noun.i)


def _people(first: int, last: int, token: Token, context: Context) -> tuple[str, ...]:
    """The states (ISO3) that take part: those that its name holds."""
    found: dict[str, None] = {}
    for word in context.sentence.span.doc[first : last + 1]:
        if word.pos_ not in {"PROPN", "ADJ", "NOUN", "PRON"} or word.i == token.i:
            continue
        actor = context.cast.resolve(word)
        if actor is not None and actor.code in countries():
            found.setdefault(actor.code)
    return tuple(found)


def _parties(token: Token, context: Context) -> tuple[str, ...]:
    """Who holds a meeting or makes a visit that does not say it: the subject of its verb."""
    verb = clauses.verb_of(token)
    subject = clauses.subject_of(verb) if verb is not None else None
    return _codes(subject, context) if subject is not None and subject.i != token.i else ()


def _forum_names(context: Context) -> Iterator[_Find]:
    """A forum by its name alone: "or APEC in Lima"."""
    for match in gazetteer.find(context.sentence.span):
        name = context.sentence.span.doc[match.start : match.end].text
        token = context.sentence.span.doc[match.end - 1]
        if match.entry.kind != "organisation" or _forum_of(name) is None:
            continue
        place = _place(token, context)
        if place is not None and any(c.dep_ == "prep" and c.lower_ in _PLACE_PREPS for c in token.rights):
            yield _Find(token, name, "summit", match.start, match.end - 1, (), place)


def _forum_of(name: str) -> str | None:
    """The forum of the reference table that a name speaks of."""
    words = re.findall(r"[\w+]+", name.lower())
    for forum in _forums():
        wanted = re.findall(r"[\w+]+", forum)
        if any(words[i : i + len(wanted)] == wanted for i in range(len(words))):
            return forum
    return None


def _deeds(context: Context) -> Iterator[_Find]:
    """Occasions that a verb names: visits and meetings to come, expiries, a vote, taking office."""
    text = context.sentence.span.text
    for verb in context.sentence.span:
        if verb.pos_ != "VERB" or clauses.is_negated(verb):
            continue
        subject = clauses.subject_of(verb)
        if verb.lemma_ in _VISIT | _MEET and subject is not None and _promised(verb):
            yield from _encounter(verb, subject, context)
        elif verb.lemma_ in _EXPIRE and subject is not None and subject.lemma_.lower() in _TREATIES:
            yield _Find(verb, f"expiry of {_noun_phrase(subject, context)}", "deadline", subject.left_edge.i, verb.i)
        elif _POLLS.search(text) and verb.lemma_ in {"go", "head", "return"} and subject is not None:
            people = _codes(subject, context)
            whose = f" in {country_name(people[0])}" if people else ""
            yield _Find(verb, f"election{whose}", "election", subject.left_edge.i, verb.i + 3, people)
        elif _OFFICE.search(text) and verb.lemma_ in {"take", "swear", "inaugurate"} and subject is not None:
            yield _Find(verb, f"inauguration of {_noun_phrase(subject, context)}", "ceremony", subject.left_edge.i, verb.i,
                        _codes(subject, context))


def _encounter(verb: Token, subject: Token, context: Context) -> Iterator[_Find]:
    """"Modi will visit Tokyo", "the ministers will meet in Seoul"."""
    thing = clauses.object_of(verb)
    who = _noun_phrase(subject, context)
    people = _codes(subject, context)
    if verb.lemma_ in _VISIT:
        if thing is None or thing.pos_ != "PROPN":
            return
        place = _place_name(thing, context)
        codes = tuple(dict.fromkeys((*people, *_codes(thing, context))))
        yield _Find(verb, f"{who} visit to {place}", "visit", subject.left_edge.i, thing.i, codes, place)
        return
    partner = thing
    for prep in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with"):
        partner = next((p for p in prep.children if p.dep_ == "pobj"), partner)
    if partner is None and len(people) < 2:
        return
    if partner is not None and context.cast.resolve(partner) is None:
        return
    codes = tuple(dict.fromkeys((*people, *(_codes(partner, context) if partner is not None else ()))))
    other = f" with {_noun_phrase(partner, context)}" if partner is not None else ""
    yield _Find(verb, f"meeting of {who}{other}", "meeting", subject.left_edge.i, max(verb.i, partner.i if partner is not None else 0), codes,
                _place(verb, context))


def _noun_phrase(noun: Token, context: Context) -> str:
    if noun.pos_ == "PRON":
        actor = context.cast.resolve(noun)
        return (actor.person or (country_name(actor.code) if actor.code else noun.text)) if actor else noun.text
    first = clauses.left_edge(noun)
    while first.i < noun.i and (first.dep_ == "det" or _dated(first, context)):
        first = first.nbor(1)
    last = noun
    if noun.conjuncts:
        last = max((noun, *(c for c in noun.conjuncts if c.pos_ in {"NOUN", "PROPN"})), key=lambda t: t.i)
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return clauses.words(context, first.i, max(last.i, _short(of) if of is not None else 0))


def _codes(noun: Token, context: Context) -> tuple[str, ...]:
    return tuple(dict.fromkeys(a.code for a in context.cast.resolve_all(noun) if a.code in countries()))


def _promised(verb: Token) -> bool:
    """Whether a verb is said to come: will, a plan, an expectation, a present progressive."""
    if any(c.dep_ == "aux" and c.lower_ in {"will", "shall", "'ll", "may", "might", "could"} for c in verb.children):
        return not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP"} for c in verb.children):
        return True
    above = verb.head
    return verb.dep_ in {"xcomp", "acl", "advcl"} and above.lemma_.lower() in {
        "plan", "schedule", "expect", "due", "set", "intend", "agree", "hope", "likely", "prepare", "propose", "invite", "slate", "want",
        "expected", "scheduled", "slated", "plans", "promise", "pledge", "invitation"} and above.tag_ not in {"VBD"}


def _record(seen: _Find, context: Context) -> Occasion | None:
    time = _time(seen, context)
    when = _moved(time.when, seen, context) if time is not None else None
    if not _lies_ahead(seen, when, context):
        return None
    kind = _nouns().get((seen.token.lemma_.lower(),), (seen.kind, False))
    if when is None and kind[1] and not _announced(seen, context):
        return None
    seen, when = _from_reference(seen, when, context)
    last = max(seen.last, _place_end(seen, context))
    evidence = context.tokens(seen.first, last + 1)
    if time is not None and 0 <= time.start - evidence.end < 60:
        evidence = context.span(evidence.start, time.end)
    return Occasion(
        id=digest("occasion", context.document.copy_id, evidence.start, evidence.end, seen.name),
        document=context.document.text_id, name=seen.name, kind=seen.kind, evidence=evidence,
        start=when.start if when else None, end=when.end if when else None, precision=when.precision if when else None,
        place=seen.place, participants=seen.people, sentence=context.whole, path=context.document.path)


def _place_end(seen: _Find, context: Context) -> int:
    doc = context.sentence.span.doc
    for prep in (c for c in seen.token.rights if c.dep_ == "prep" and c.lower_ in _PLACE_PREPS):
        noun = next((p for p in prep.children if p.dep_ == "pobj" and p.pos_ == "PROPN"), None)
        if noun is not None and seen.place and doc[noun.i].text in seen.place:
            return int(noun.i)
    return seen.last


def _time(seen: _Find, context: Context) -> TimeMention | None:
    """The time of an occasion: in its own phrase first, then on its verb, the nearest one."""
    doc, base = context.sentence.span.doc, context.sentence.offset
    verb = clauses.verb_of(seen.token)
    best: tuple[int, int, TimeMention] | None = None
    for time in context.times:
        span = doc.char_span(time.start - base, time.end - base, alignment_mode="expand")
        if span is None:
            continue
        root = span.root
        gap = min(abs(root.i - seen.first), abs(root.i - seen.last))
        own = seen.token.is_ancestor(root) or seen.first <= root.i <= seen.last
        governed = verb is not None and (verb == root.head or verb.is_ancestor(root)) and _same_clause(root, verb)
        if not own and not governed or verb is not None and not own and verb.lemma_ in clauses.SAY:
            continue
        rank = (0 if own else 1, gap, time)
        best = rank if best is None or rank[:2] < best[:2] else best
    return best[2] if best is not None else None


def _same_clause(token: Token, verb: Token) -> bool:
    for ancestor in token.ancestors:
        if ancestor == verb:
            return True
        if ancestor.pos_ == "VERB":
            return False
    return False


def _moved(when: When, seen: _Find, context: Context) -> When:
    """A weekday or month that will come is the next one: times lead a bare "Friday" back to the last."""
    published = context.document.published
    if published is None or when.end >= published or not re.fullmatch(r"(?:on )?[A-Z][a-z]+", when.text or "") or not _future_verb(seen):
        return when
    if when.precision == "day":
        weeks = (published - when.start).days // 7 + 1
        shift = dt.timedelta(7 * weeks)
        return replace(when, start=when.start + shift, end=when.end + shift)
    if when.precision == "month" and when.start.year < 9999:
        return replace(when, start=when.start.replace(year=when.start.year + 1), end=_next_year(when.end))
    return when


def _next_year(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28) if day.month == 2 else day.replace(year=day.year + 1)


def _future_verb(seen: _Find) -> bool:
    verb = clauses.verb_of(seen.token)
    if verb is None:
        return False
    chain = (verb, *(a for a in verb.ancestors if a.pos_ in {"VERB", "AUX", "ADJ"}))
    return _promised(verb) or any(any(c.tag_ == "MD" and c.lower_ in {"will", "'ll", "shall"} for c in t.children) for t in chain[:2]) or (
        verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in {"be", "open", "begin", "start", "arrive", "fall", "take", "face", "expire", "meet"})


def _past_verb(seen: _Find) -> bool:
    verb = clauses.verb_of(seen.token)
    if verb is None:
        return False
    finished = verb.tag_ == "VBD" or any(c.dep_ in {"aux", "auxpass"} and c.tag_ == "VBD" for c in verb.children) or any(
        c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return finished and not any(c.tag_ == "MD" for c in verb.children)


def _lies_ahead(seen: _Find, when: When | None, context: Context) -> bool:
    """Whether the occasion is still to come on the day of publication."""
    published = context.document.published
    if when is not None and published is not None:
        if when.end < published:
            return False
        if when.start > published:
            return True
        if when.start == when.end:
            return not _past_verb(seen)
        return not _past_verb(seen) or _announced(seen, context)
    if when is not None:
        return not _past_verb(seen)
    return _announced(seen, context) and not _happened(seen)


def _happened(seen: _Find) -> bool:
    verb = clauses.verb_of(seen.token)
    return verb is not None and _past_verb(seen) and verb.lemma_ in {"meet", "hold", "attend", "visit", "sign", "take", "say", "end", "conclude"}


def _announced(seen: _Find, context: Context) -> bool:
    """Whether words beside the name say that it is to come."""
    doc = context.sentence.span.doc
    near = doc[max(context.sentence.span.start, seen.first - 6) : seen.first].text
    modifiers = " ".join(t.text for t in seen.token.lefts)
    return bool(_AHEAD.search(near) or _AHEAD.search(modifiers)) or _future_verb(seen) or _within_plan(seen.token)


def _within_plan(token: Token) -> bool:
    """Whether the noun stands in a phrase or clause that a possible, planned or coming thing governs."""
    for step in token.ancestors:
        if step.pos_ in {"NOUN", "PROPN"} and any(_AHEAD.fullmatch(c.text) for c in step.lefts):
            return True
        if step.pos_ in {"VERB", "AUX"}:
            return any(c.tag_ == "MD" for c in step.children)
    return False


def _from_reference(seen: _Find, when: When | None, context: Context) -> tuple[_Find, When | None]:
    """The dates of a forum's edition where the text's window and place leave one alone; the text's place stays."""
    published = context.document.published
    forum = _forum_of(seen.name)
    if forum is None or published is None or seen.kind not in _FORUM_KINDS or when is not None and when.precision == "day":
        return seen, when
    low = when.start if when is not None else published
    high = when.end if when is not None else dt.date(min(published.year + 1, 9999), 12, 31)
    fitting = []
    for edition in _forums()[forum]:
        start, end = _date(edition["start"]), _date(edition["end"])
        agrees = not seen.place or seen.place.lower() in edition["place"].lower() or edition["place"].lower() in seen.place.lower()
        if start is not None and end is not None and low <= start <= high and agrees and start >= published:
            fitting.append((start, end, edition["place"]))
    if len(fitting) != 1 or when is None and not seen.place:
        return seen, when
    start, end, place = fitting[0]
    return replace(seen, place=seen.place or place or None), When(start, end, "day" if start == end else "span", "inferred")


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
