"""Who is said to have made an accord, and when: nobody signs for a state before coming to office or after leaving it.

"The communique of September 1972, signed in Beijing by X and Y", "the accord which X and Y signed", "X put his name to
the treaty": the grammar tells the makers, the text, and the time, which is that of the verb, of the text, or of the row
of an accord that is named. A maker must be known to the record by the full name, as the head of one state. So must the
one in whose time something is told to have been: "a treaty of December 1988, during the first term of X".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference import names
from detente.reference.terms import HEADS, Term, Terms
from detente.settings import load
from detente.verify import clauses
from detente.verify.history import accords, slips
from detente.verify.history.accords import Dated
from detente.verify.history.scenes import phrase, scenes, whole
from detente.verify.history.traits import MANY
from detente.verify.passages import Passage
from detente.verify.people import persons, tenures, titles
from detente.verify.people.namesakes import namesakes
from detente.verify.times import told
from detente.verify.times.dates import Window, bounds
from detente.verify.verdicts import Judged, against, finding, source_of, supported

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
_SIGN = words_of("sign|initial|initialle|seal|ink|conclude|negotiate|agree|countersign|cosign")
"""Verbs (lemmas) for what the makers of an accord do."""
_BRING = words_of("announce|issue|publish|release|reach|adopt|strike|make|exchange|approve|unveil|finalise|finalize")
"""Verbs for the same, where a text is what they bring."""
_PUT = words_of("put|set|add|affix|append|lend")
_NAME = words_of("name|signature|initial|seal|pen")
"""What one puts to a text."""
_TEXTS = words_of(
    "treaty|agreement|accord|pact|declaration|communique|communiqué|protocol|memorandum|convention|charter|deal|truce|"
    "statement|armistice|ceasefire|partnership|settlement|contract|document|text|paper|framework|understanding"
)
_COPIES = words_of("copy|conclusion|text|signing|adoption|publication")
"""Nouns that stand before what they are of: "signed copies of the treaty", "the conclusion of an agreement"."""
_BRIEF = dt.timedelta(days=200)
"""Who led a state for less than this in all is as likely to have signed in another office."""
RULE = words_of("government|cabinet|administration|presidency|premiership|team|rule|reign|regime")
"""Nouns for those whom somebody leads."""
_PAIR, _MAIN = 2, 3
"""The parties of an accord between two states, and the states that a report is mainly about."""
_REIGNS = words_of("term|government|presidency|premiership|chancellorship|administration|reign|rule|tenure")
_WITHIN = words_of("during|in|under|from|to")
"""Nouns for the time in which somebody led a state, and what puts something into it."""
_EDGE = re.compile(r"\b(?:until|till|since|through)\s(?:the\s)?$")
"""Before a time: it is when something made ends, or began."""
_LINKS = words_of("by|with|between|for")
"""What leads to the makers; after "for" stands a state, and after that another maker."""
_NOT_DONE = frozenset({"will", "would", "may", "might", "could", "should", "shall", "must", "can"})
_NOT_IN_OFFICE = re.compile(r"\b(?:as|ex|former|future|later)\b")
_COUNTED = re.compile(r"\b(?:later|earlier|ago|following|this|that|same|today|tonight)\b", re.IGNORECASE)
"""In a time: it is counted from another one, or the day of the report may be told as one long ago."""
_CAPACITY = 40
"""Letters before a name in which a title stands."""
_BEFORE, _SOON, _AFTER = dt.timedelta(days=200), dt.timedelta(days=60), dt.timedelta(days=31)
"""So long before an office somebody may have held one that the record lacks, also where the accord is known; so long
after it an end may be late."""
_RECORD = dt.date(1946, 1, 1)
"""The tables of leaders begin in 1945: an earlier start is not told by them."""


@dataclass(frozen=True, slots=True)
class Deed:
    """The making of an accord: the names of its makers, when it was, and the words (offsets) that tell the time.

    `accord` is the row of the accord, where the sentence names it or tells enough of it.
    """

    makers: tuple[Span, ...]
    when: Window
    told: Span
    accord: Dated | None


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about makers of accords who held no office at the time."""
    for deed in deeds(passage):
        known = [(name, _led(passage, name, record)) for name in deed.makers]
        for name, terms in known:
            beside = [others for other, others in known if other != name]
            judged = _judge(terms, deed, beside, record) if terms else None
            if judged is not None:
                first, last = min(name[0], deed.told[0]), max(name[1], deed.told[1])
                yield finding(passage.document, passage.span(first, last), judged, passage.whole)
    for span, judged in _in_the_time_of(passage, record):
        yield finding(passage.document, passage.span(*span), judged, passage.whole)


def _in_the_time_of(passage: Passage, record: Terms) -> Iterator[tuple[Span, Judged]]:
    """ "A treaty of 1988, during the first term of X", "it dates from the visit of X": who led a state then."""
    for name in persons.name_spans(passage):
        reign = _reign(clauses.head_of(clauses.parsed(passage.text), name))
        times = [t for t in _own_times(passage) if reign is not None and _is_told_with(reign, (t.start, t.end))]
        terms = _led(passage, name, record) if len(times) == 1 else []
        led = [t for t in terms if t.office in HEADS]
        when = (times[0].when.start, times[0].when.end) if led else None
        if when is None or not all(t.strong for t in led) or any(_covers(t, when) for t in terms):
            continue
        nearest = min(led, key=lambda t: min(abs(t.start - when[1]), abs(t.last - when[0])))
        judged = against(f"The record has {nearest.described()}, not then.", source_of(nearest))
        yield (min(name[0], times[0].start), max(name[1], times[0].end)), judged


# --- the reading -------------------------------------------------------------------------------------------------


def deeds(passage: Passage) -> Iterator[Deed]:
    """The makings of accords that a sentence tells as done, with their makers and one time."""
    names = persons.name_spans(passage)
    yield from _borne(passage, names)
    for verb in clauses.parsed(passage.text) if names else ():
        things = _things(verb) if verb.lemma_.lower() in _SIGN | _BRING | _PUT else []
        if not _is_making(verb, things) or is_unreal(verb):
            continue
        makers = tuple(name for name in names if _is_maker(passage, name, verb))
        times = [t for t in _times(passage, verb, things) if not _is_apart(passage.text, verb, t)] if makers else []
        accord = _accord(passage, things, times)
        if len(times) == 1:
            yield Deed(makers, _when(times[0], accord), (times[0].start, times[0].end), accord)
        elif makers and not times and accord is not None and _dates_its_signing(accord):
            yield Deed(makers, bounds(accord.date, accord.date), (verb.idx, verb.idx + len(verb)), accord)


def _borne(passage: Passage, names: Sequence[Span]) -> Iterator[Deed]:
    """ "The declaration of June 15, 2000, bore the signatures of X and Y"."""
    for verb in clauses.parsed(passage.text) if names else ():
        name = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in _NAME), None)
        text = clauses.subject(verb)
        if verb.lemma_.lower() not in _BEARS or name is None or text is None or text.lemma_.lower() not in _TEXTS:
            continue
        owners = [k for c in name.children if c.lower_ == "of" for w in c.children for k in (w, *w.conjuncts)]
        makers = tuple(n for n in names if clauses.head_of(verb.doc, n) in owners)
        times = _times(passage, verb, [text]) if makers else []
        accord = _accord(passage, [text], times)
        if len(times) == 1:
            yield Deed(makers, _when(times[0], accord), (times[0].start, times[0].end), accord)


_BEARS = words_of("bear|carry")


def _is_apart(text: str, verb: Token, time: TimeMention) -> bool:
    """Whether a colon stands between a verb and a time: what comes behind it is told of something else."""
    first, last = sorted((verb.idx, time.start))
    return ":" in text[first:last] or ";" in text[first:last]


def _dates_its_signing(accord: Dated) -> bool:
    """Whether an accord's own date is that of a signature told without one: of few states, and to the month."""
    return 0 < len(accord.parties) <= MANY and len(accord.date) >= len("2000-01")


def _when(time: TimeMention, accord: Dated | None) -> Window:
    """When an accord was made: on the day that its row has, where that lies in the time that is told."""
    first, last = bounds(accord.date, accord.date) if accord is not None else (dt.date.min, dt.date.max)
    inside = time.when.start <= first and last <= time.when.end
    return (first, last) if inside else (time.when.start, time.when.end)


def _is_making(verb: Token, things: Sequence[Token]) -> bool:
    lemma = verb.lemma_.lower()
    if not clauses.is_verb(verb) or (lemma in _PUT and not puts_name(verb)):
        return False
    return lemma in _SIGN or any(t.lemma_.lower() in _TEXTS for t in things)


def puts_name(verb: Token) -> bool:
    """Whether somebody puts a name, a signature or a seal to something."""
    named = (child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"} and child.lemma_ in _NAME)
    return verb.lemma_.lower() in _PUT and next(named, None) is not None


def is_unreal(verb: Token) -> bool:
    """Whether a verb tells what was not done, or not yet."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "neg"}]
    return any(child.dep_ == "neg" or child.lower_ in _NOT_DONE for child in helpers)


def _things(verb: Token) -> list[Token]:
    """What a verb is done to: its object or subject, the noun that it tells of, and "to the pact"."""
    found = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "nsubj"}]
    found += [child for to in verb.children if to.lower_ in {"to", "on", "of"} for child in to.children]
    if verb.dep_ in {"acl", "relcl"}:
        found.append(whole(verb.head))
    elif verb.dep_ in {"conj", "xcomp"} and (subject := clauses.subject(verb)) is not None:
        found.append(subject)
    found += [child for noun in found if noun.lemma_ in _COPIES for of in noun.children for child in of.children]
    return [joined for noun in found for joined in (noun, *noun.conjuncts)]


def makers_of(verb: Token) -> set[Token]:
    """The nouns of those who do what a verb tells, those whom they lead included: "the government of X"."""
    subject = clauses.subject(verb)
    if subject is None and verb.dep_ == "advcl" and clauses.is_verb(verb.head):
        subject = clauses.subject(verb.head)
    doers = [subject] if subject is not None else []
    links = [t for t in verb.subtree if t.lower_ in _LINKS and clauses.clause_of(t) == verb]
    doers += [child for link in links for child in link.children if child.dep_ == "pobj"]
    found: set[Token] = set()
    while doers:
        noun = doers.pop()
        if noun not in found:
            found.add(noun)
            doers += [child for child in noun.children if child.dep_ in {"conj", "appos"}]
            doers += led_by(noun)
    return found


def led_by(noun: Token) -> list[Token]:
    """The one who leads a government: "the Abbott government", "the government of Abbott"."""
    if noun.lemma_.lower() not in RULE:
        return []
    owners = [child for child in noun.children if child.dep_ in {"poss", "compound", "nmod"}]
    return owners + [child for of in noun.children if of.lower_ == "of" for child in of.children]


def _is_maker(passage: Passage, name: Span, verb: Token) -> bool:
    head = clauses.head_of(verb.doc, name)
    return head is not None and head in makers_of(verb) and not _in_another_office(passage, name)


def _in_another_office(passage: Passage, name: Span) -> bool:
    """Whether the words beside a name give its bearer another office than the lead of a state."""
    start, end = name
    near = passage.text[max(0, start - _CAPACITY) : start].rpartition(",")[2]
    after = passage.text[end : end + _CAPACITY]
    words = f"{near} {after}" if after.startswith(",") else near
    return bool(titles.offices_named(words) - HEADS) or _NOT_IN_OFFICE.search(words) is not None


def _times(passage: Passage, verb: Token, things: Sequence[Token]) -> list[TimeMention]:
    """The times of a verb, else those of what was made."""
    around = _own_times(passage)
    for over in (verb, verb.head) if verb.dep_ in {"xcomp", "advcl"} and verb.tag_ == "VB" else (verb,):
        own = [t for t in around if clauses.joined(passage.text, (over.idx, over.idx + len(over)), (t.start, t.end))]
        if own:
            return own
    words = {word for noun in things for word in phrase(noun)}
    own = [t for t in around if clauses.head_of(verb.doc, (t.start, t.end)) in words]
    return own or [t for t in around if _is_put_before(passage.text, verb, t)]


_WHEN = re.compile(r",?\swhen\s[^,;:.]{2,60}$")
_IT_WAS = re.compile(r"^It\swas\s[^;:]{3,60}?\sthat\s[^;:]{3,90}$")


def _is_put_before(text: str, verb: Token, time: TimeMention) -> bool:
    """ "In May 1997, when X and Y signed it", "It was in May that X signed it": the time is ahead of the verb."""
    if time.end > verb.idx:
        return False
    split = _IT_WAS.match(text[: verb.idx]) is not None and " that " in text[time.end : verb.idx]
    return split or _WHEN.fullmatch(text[time.end : verb.idx]) is not None


def _own_times(passage: Passage) -> list[TimeMention]:
    """The times of a sentence that are counted from no other and can be of one year only."""
    known = [
        t for t in tenures.dated(passage)
        if not _COUNTED.search(passage.text[t.start : t.end]) and not _EDGE.search(passage.text[: t.start])
    ]  # fmt: skip
    return [t for t in known if len(told.readings(passage, t)) == 1]


def _reign(person: Token | None) -> Token | None:
    """The time in office, or the visit, of somebody, as far as a sentence puts something into it."""
    if person is None:
        return None
    noun = person.head if person.dep_ == "poss" else person.head.head if person.head.lower_ == "of" else None
    link = noun.head if noun is not None and noun.dep_ == "pobj" else None
    if noun is None or link is None:
        return None
    # A visit may be paid by somebody out of office; an accord that dates from one was made by somebody in it.
    made = noun.lemma_ == "visit" and link.head.lemma_ == "date"
    return noun if made or (noun.lemma_.lower() in _REIGNS and link.lower_ in _WITHIN) else None


def _is_told_with(noun: Token, span: Span) -> bool:
    time = clauses.head_of(noun.doc, span)
    return time is not None and clauses.clause_of(time) == clauses.clause_of(noun)


def _accord(passage: Passage, things: Sequence[Token], times: Sequence[TimeMention]) -> Dated | None:
    """The accord that is named as what was made, else that which the scene of the time tells."""
    for accord, start, end in accords.named(passage.text):
        if any(start <= noun.idx < end for noun in things):
            return accord
    rows = [slips.meant(scene) for scene in scenes(passage) if scene.time in times]
    found = [row.thing for row in rows if row is not None and isinstance(row.thing, Dated)]
    return found[0] if found else None


def _led(passage: Passage, name: Span, record: Terms) -> list[Term]:
    """Every term of the one person of a full name, if that one is known as the head of one state only.

    Of some leaders the table has the family name alone: one of a state of the report, where nobody else has that name.
    """
    terms = tenures.known_terms(passage, name, record)
    if not terms:
        person = persons.whole_name(passage.text[slice(*name)], passage)
        states = passage.states[:_MAIN] if " " in person else ()
        alike = [t for t, _ in namesakes(person, record) if t.country in states]
        terms = alike if len({(t.person, t.country) for t in alike}) == 1 else []
    return terms if any(t.office in HEADS for t in terms) else []


# --- the verdict -------------------------------------------------------------------------------------------------


def _judge(terms: Sequence[Term], deed: Deed, beside: Sequence[Sequence[Term]], record: Terms) -> Judged | None:
    """Whether a maker was in some office of the record at the time, or it knows that there was none."""
    terms = [t for t in terms if t.office not in _NO_SIGNERS]
    there = next((t for t in terms if _covers(t, deed.when)), None)
    if there is None:
        return _too_late(terms, deed.when) or _not_yet(terms, deed, beside, record)
    if deed.accord is None or there.country not in deed.accord.parties:
        return None
    return supported(f"The record has {deed.accord.described()}, and {there.described()}.", deed.accord.source)


_NO_SIGNERS = frozenset({"army_chief", "military_chief", "leader_of_party", "opposition_leader", "speaker"})
"""Who sign nothing for a state."""


def _too_late(terms: Sequence[Term], when: Window) -> Judged | None:
    """A time after the last office that the record knows of somebody, whose ends are all known."""
    last = max(terms, key=lambda t: (t.last, t.strong))
    if any(t.end is None for t in terms) or not last.strong or last.last + _AFTER >= when[0]:
        return None
    return against(f"The record has {last.described()}: before that time.", source_of(last))


def _not_yet(terms: Sequence[Term], deed: Deed, beside: Sequence[Sequence[Term]], record: Terms) -> Judged | None:
    """A time before somebody came to office, where another state's head, or a row, shows that heads signed then."""
    coming = [t for t in terms if t.start > deed.when[1]]
    led = [t for t in coming if t.strong and t.office in HEADS]
    if sum((t.last - t.start).days for t in led) < _BRIEF.days:
        # A minister of many years who led the state for some weeks signed as a minister.
        return None
    first = min(led, key=lambda t: t.start)
    there = [t for t in record.in_country(first.country) if t.office in HEADS and _covers(t, deed.when)]
    if any(names.match(first.person, name) == "full" for t in there for name in t.names):
        # Another table has an earlier term of that one, under initials.
        return None
    theirs = deed.accord is not None and first.country in deed.accord.parties and len(deed.accord.parties) == _PAIR
    if min(t.start for t in coming) - (_SOON if theirs else _BEFORE) <= deed.when[1]:
        return None
    reaches = max(_RECORD, min(t.start for t in record.in_country(first.country))) < deed.when[0]
    if not reaches or not (theirs or _beside_a_head(first.country, deed.when, beside)):
        return None
    return against(f"The record has {first.described()}: after that time.", source_of(first))


def _beside_a_head(country: str, when: Window, beside: Sequence[Sequence[Term]]) -> bool:
    near = dt.timedelta(days=load().verify.margin_days)
    heads = [t for other in beside for t in other if t.office in HEADS and t.strong and t.country != country]
    return any(t.start + near <= when[0] and when[1] <= t.last - near for t in heads)


def _covers(term: Term, when: Window) -> bool:
    return term.start - _AFTER <= when[1] and when[0] <= term.last + _AFTER
