"""What only somebody in office does or suffers, told with a leader and a time: acts of a state, and falls from power.

"Relations had to wait for X, who established them on January 1, 1979", "in July 2005 he and X announced that they would
cooperate", "he took power in October 1999, when he overthrew X", "was the first American president to visit India, in
December 1959". The grammar tells who acts, who falls and when; whoever is named must be known to the record by the full
name as the head of one state (of one who signs, also as a minister), and have been out of every office of the record
long before, or between two offices.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.coding.text.clauses import words_of
from detente.coding.text.times import TimeMention
from detente.records import Finding
from detente.reference.terms import HEADS, LEADER, Term, Terms
from detente.verify import clauses
from detente.verify.history import signers
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, tenures, transfers
from detente.verify.people.tellings import SEAT, is_its_time
from detente.verify.people.transfers import Transfer
from detente.verify.times import told
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against, finding, source_of

if TYPE_CHECKING:
    from spacy.tokens import Token

Span = tuple[int, int]
Kind = Literal["act", "fall", "title", "hand"]
"""An act of a state; a fall from power; what is done with the title of an office; a signature for a state."""

_TIES = words_of("relation|tie|relationship|link|embassy|they|it")
_FORCES = words_of(
    "troop|force|soldier|army|navy|fleet|warship|ship|carrier|bomber|tank|peacekeeper|marine|mission|plane|jet|envoy"
)
_CURBS = words_of("sanction|embargo|ban|tariff|duty|blockade|curb|restriction|quota|freeze|visa|control")
_GUESTS = words_of(
    "president|premier|minister|chancellor|leader|king|queen|emperor|secretary|counterpart|shah|sultan|prince|pope|guest"
)
_STATE = words_of("country|nation|state|republic|island|territory|province|peninsula|it|them|they")
_ACTS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "relations": (
        words_of("establish|open|reopen|restore|resume|normalize|normalise|break|sever|cut|upgrade|downgrade|suspend"),
        _TIES,
    ),
    "guests": (words_of("receive|host|welcome|entertain"), _GUESTS),
    "forces": (words_of("send|order|dispatch|deploy|withdraw|pull|land"), _FORCES),
    "curbs": (words_of("impose|lift|ease|suspend|tighten|end|slap|decree|relax"), _CURBS),
    "states": (words_of("recognize|recognise|invade|annex|occupy"), _STATE),
    "officials": (
        words_of("expel|recall|appoint|dismiss|sack"),
        words_of("diplomat|ambassador|attaché|attache|minister|cabinet|government|premier|commander|general|admiral"),
    ),
    "laws": (
        words_of("veto|decree|dissolve|nationalize|nationalise|devalue|float|proclaim"),
        words_of(
            "bill|law|parliament|assembly|congress|chamber|legislature|industry|company|oil|mine|bank|canal|currency"
            "|emergency|union|republic"
        ),
    ),
}
"""What a state does: verbs (lemmas) for it, and the nouns that it is done to."""
_OF_STATES = frozenset({"guests", "states"})
"""What is done to states, or to those named with a capital."""
_TOGETHER = words_of("announce|declare|agree|decide|pledge|launch|found|resolve|settle|inaugurate")
"""What leaders do in the name of their states, as far as two of them do it together."""
_WATCH = words_of("look|watch|stand|witness|preside")
_SIGN = words_of("sign|initial|seal|ink|exchange|signing|signature")
"""What leaders watch their ministers do."""
_OVERTHROW = words_of("overthrow|oust|topple|depose|unseat|dethrone")
_PARTY = re.compile(r"\b(?:party|leader|leadership|chairman|caucus)\b", re.IGNORECASE)
"""Where one leader of a party puts out another, none of them need be in office."""
_ENDS = words_of("end|topple|defeat|beat|overthrow|oust|replace|bring|vote|sweep|unseat")
"""What is done to a government that loses power."""
_FIRST = re.compile(
    rf"\b(?P<n>{office_words.NAME}),?\s(?:was|is|became|remains|had\sbeen)\sthe\s(?:very\s)?(?:first|second|third|last|only)\s"
    r"(?:[A-Z][\w-]+\s|sitting\s|serving\s|[a-z]+\s){0,3}?(?P<t>president|prime\sminister|premier|chancellor|head\sof\s"
    r"(?:state|government)|leader)\s(?:[\w.]+\s){0,4}?(?:to|who)\s"
)
"""Who did something for the first time while in office."""
_HANDS = words_of("sign|initial|countersign")
_MINISTERS = frozenset(
    {"foreign_minister", "defence_minister", "finance_minister", "trade_minister", "interior_minister"}
)
_YEAR = 366
_RELATIVE = re.compile(r"\b(?:this|last|ago|yesterday|today)\b")
_LEARNS = words_of("study|serve|train|work|learn|place|put|bring|grow|paint|write|come|live|suffer|fight|rise|fall")
"""Verbs of what somebody does under another who need not lead a state."""
_HOST = re.compile(
    r"^(?:His|Her|Their|The)\s(?:host|hostess|guest)\s(?:then|there|that time)?\s?(?:then\s)?was\s"
    rf"(?P<n>{office_words.NAME})"
)
_WHEN = re.compile(r",?\swhen\s(?:[\w.'’-]+,?\s){1,7}")
_GONE, _FOLLOWED = dt.timedelta(days=200), dt.timedelta(days=400)
"""How long after the end of an office somebody may still be told as acting in it, and as followed by another."""
_SOON = dt.timedelta(days=31)
_RECORD = dt.date(1946, 1, 1)
"""The tables of leaders begin in 1945."""
_SECRETARY = "secretary_general"


@dataclass(frozen=True, slots=True)
class _Deed:
    """Who is said to have acted or fallen (offsets of the name), by which words, and the windows it may be in."""

    kind: Kind
    name: Span
    words: Span
    windows: tuple[Window, ...]


def find(passage: Passage, record: Terms) -> Iterator[Finding]:
    """The findings about leaders who are told as in office when they were in none."""
    settled: set[Span] = set()
    for deed in _deeds(passage):
        terms = _known(passage, deed, record)
        old = deed.name in settled or _is_of_the_tale(passage, terms)
        judged = _judge(terms, deed) if terms and not old else None
        if judged is not None:
            settled.add(deed.name)
            first, last = min(deed.name[0], deed.words[0]), max(deed.name[1], deed.words[1])
            yield finding(passage.document, passage.span(first, last), judged, passage.whole)


def _deeds(passage: Passage) -> Iterator[_Deed]:
    names = persons.name_spans(passage)
    if not names:
        return
    yield from _in_words(passage)
    yield from _under(passage, names)
    yield from _signed_for(passage, names)
    for verb in clauses.parsed(passage.text):
        if clauses.is_verb(verb) and not signers.is_unreal(verb):
            yield from _of_verb(passage, verb, names)
    for transfer in transfers.find(passage):
        yield from _of_transfer(passage, transfer)


# --- the reading -------------------------------------------------------------------------------------------------


def _of_verb(passage: Passage, verb: Token, names: Sequence[Span]) -> Iterator[_Deed]:
    lemma = verb.lemma_.lower()
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    things = [t for c in verb.children if c.dep_ in {"dobj", "nsubjpass"} for t in (c, *c.conjuncts)]
    of_party = _PARTY.search(passage.text) is not None
    fallen = {t for t in things if lemma in _OVERTHROW and not of_party}
    fallen |= {t for thing in things if lemma in _ENDS for t in signers.led_by(thing)}
    found: list[tuple[Kind, set[Token]]] = [("fall", fallen)] if fallen else []
    if not passive and (_is_of_state(lemma, things) or _is_joint(verb)):
        found.append(("act", signers.makers_of(verb)))
    windows = _windows(passage, verb) if found else ()
    for kind, people in found if windows else ():
        told_so = [name for name in names if clauses.head_of(verb.doc, name) in people]
        others = [name for name in names if name not in told_so]
        for name in told_so:
            # "X was here in 2006, and Y, in 2016, lifted": the parser may take X for the subject of both.
            beside = any(name[1] <= other[0] and other[1] <= verb.idx for other in others)
            if not (beside and kind == "act") and not _is_qualified(passage.text, name):
                yield _Deed(kind, name, (verb.idx, verb.idx + len(verb)), windows)


def _is_of_state(lemma: str, things: Sequence[Token]) -> bool:
    """Whether a verb and what it is done to make an act of a state."""
    for kind, (verbs, nouns) in _ACTS.items():
        if lemma in verbs and any(
            t.lemma_.lower() in nouns or (kind in _OF_STATES and t.pos_ == "PROPN") for t in things
        ):
            return True
    return False


def _is_joint(verb: Token) -> bool:
    """Whether two do together what leaders do: "he and X announced", "X and Y looked on as their ministers signed"."""
    subject = clauses.subject(verb)
    two = subject is not None and any(t.pos_ in {"PROPN", "PRON"} for t in subject.conjuncts)
    lemma = verb.lemma_.lower()
    watched = lemma in _WATCH and any(t.lemma_.lower() in _SIGN for t in verb.subtree)
    return two and (lemma in _TOGETHER or watched)


_QUALIFIED = re.compile(r"\b(?:ex|former|future|later|late|then-?candidate|opposition)\b[\w\s-]{0,40}$", re.IGNORECASE)


def _is_qualified(text: str, name: Span) -> bool:
    """Whether somebody is told to act out of office."""
    return _QUALIFIED.search(text[: name[0]]) is not None


def _windows(passage: Passage, verb: Token) -> tuple[Window, ...]:
    """What the one time of a verb may be; none where it has none, or several."""
    span = (verb.idx, verb.idx + len(verb))
    own = [t for t in passage.times if clauses.joined(passage.text, span, (t.start, t.end))]
    own = own or [t for t in passage.times if _WHEN.fullmatch(passage.text[t.end : span[0]])]
    return _readings(passage, own)


def _readings(passage: Passage, times: Sequence[TimeMention]) -> tuple[Window, ...]:
    fit = [t for t in times if (t.when.end - t.when.start).days <= _YEAR and t.when.precision != "span"]
    if len(fit) != 1 or re.search(r"\b(?:since|until|till|by)\s$", passage.text[: fit[0].start]):
        return ()
    dated = told.has_year(passage, fit[0]) or _RELATIVE.search(passage.text[fit[0].start : fit[0].end])
    now = passage.published.year if passage.published is not None else 0
    if not dated and any(t.when.end.year < now - 1 for t in passage.around):
        # "In October Adenauer gave way", in a tale of another year.
        return ()
    return told.readings(passage, fit[0])


def _is_of_the_tale(passage: Passage, terms: Sequence[Term]) -> bool:
    """Whether a text tells of the time of one long out of office, and goes on with it: "On May 27 Mao received"."""
    day = passage.published
    if day is None or any(told.has_year(passage, t) for t in passage.times):
        return False
    old = [t for t in terms if t.office in HEADS and t.end is not None]
    gone = bool(old) and all(t.end is not None and (day - t.last).days > _LONG_AGO for t in terms)
    return gone and any(t.start <= last and first <= t.last for t in old for first, last in passage.told)


_LONG_AGO = 15 * _YEAR


def _in_words(passage: Passage) -> Iterator[_Deed]:
    """ "X was the first American president to visit India, in December 1959"; "his host then was X"."""
    for match in _FIRST.finditer(passage.text):
        after = [t for t in passage.times if t.start >= match.end()]
        clause = passage.text[match.end() : after[0].start] if after else ";"
        if re.search(r"[;:]|\b(?:since|after|before|until|and|but|as)\b", clause) is None:
            yield _Deed("title", match.span("n"), match.span(), _readings(passage, after[:1]))
    host = _HOST.search(passage.text)
    before = passage.before
    if host is not None and before is not None and not passage.times:
        yield _Deed("title", host.span("n"), host.span(), _readings(before, before.times))


def _signed_for(passage: Passage, names: Sequence[Span]) -> Iterator[_Deed]:
    """ "X signed it for Washington": then, or where no time is told, when the sentences before tell it, or now."""
    for verb in clauses.parsed(passage.text):
        link = next((c for c in verb.children if c.lower_ in {"for", "on"}), None)
        if verb.lemma_.lower() not in _HANDS or link is None or signers.is_unreal(verb):
            continue
        states = [n for n in passage.named if n.code and any(n.start <= t.idx < n.end for t in link.subtree)]
        here = _windows(passage, verb)
        before = [t for p in told.earlier(passage) for t in p.times]
        loose = [(t.when.start, t.when.end) for t in before if (t.when.end - t.when.start).days <= _YEAR]
        windows = here if passage.times else (*loose, *passage.today)
        subject = clauses.subject(verb)
        for name in names if states and windows else ():
            if subject is not None and clauses.head_of(verb.doc, name) in {subject, *subject.conjuncts}:
                yield _Deed("hand", name, (verb.idx, verb.idx + len(verb)), windows)


def _under(passage: Passage, names: Sequence[Span]) -> Iterator[_Deed]:
    """ "When France went into Mali in January 2013 under X": who led it then."""
    doc = clauses.parsed(passage.text)
    for name in names:
        head = clauses.head_of(doc, name)
        link = head.head if head is not None and head.dep_ == "pobj" and head.head.lower_ == "under" else None
        verb = clauses.clause_of(link) if link is not None else None
        if link is None or verb is None or link.head != verb or not clauses.is_verb(verb):
            continue
        if verb.lemma_.lower() not in _LEARNS and verb.tag_ in {"VBD", "VBN"} and not signers.is_unreal(verb):
            yield _Deed("title", name, (link.idx, link.idx + len(link)), _windows(passage, verb))


def _of_transfer(passage: Passage, transfer: Transfer) -> Iterator[_Deed]:
    """ "He took over from X in December": whoever came, X went then."""
    earlier = transfer.earlier
    offices = office_words.named_offices(transfer.office)
    if earlier is None or not earlier.named or transfer.own or transfer.beaten or transfer.coming:
        return
    if SEAT.search(passage.text) or (transfer.office and not offices & (HEADS | {_SECRETARY})):
        return
    windows = _readings(passage, [t for t in passage.times if is_its_time(passage, transfer, t)])
    if windows:
        yield _Deed("fall", (earlier.start, earlier.end), transfer.head, windows)


# --- the verdict -------------------------------------------------------------------------------------------------


def _known(passage: Passage, deed: _Deed, record: Terms) -> list[Term]:
    """Every term of the one whom a deed names, as far as the record knows that one as the head of one state or body."""
    terms = tenures.known_terms(passage, deed.name, record)
    if any(t.office in HEADS or (deed.kind == "hand" and t.office in _MINISTERS) for t in terms):
        return terms
    if deed.kind != "fall":
        return []
    name = persons.whole_name(passage.text[slice(*deed.name)], passage)
    alike = [t for t in record.like(name) if name in t.names or t.person == name] if " " in name else []
    return alike if any(t.office == _SECRETARY for t in alike) else []


def _judge(terms: Sequence[Term], deed: _Deed) -> Judged | None:
    """Whether the record has somebody out of every office, in all windows that a deed may have been in."""
    offices = HEADS | {_SECRETARY} | (_MINISTERS if deed.kind == "hand" else frozenset())
    leads = [t for t in terms if t.office in offices and t.strong]
    if not deed.windows or not leads or not all(_is_out(terms, window, deed.kind) for window in deed.windows):
        return None
    lo, hi = deed.windows[0]
    nearest = min(leads, key=lambda t: (max((t.start - hi).days, (lo - t.last).days) // 60, t.office == LEADER))
    return against(f"The record has {nearest.described()}: out of office then.", source_of(nearest))


def _is_out(terms: Sequence[Term], window: Window, kind: Kind) -> bool:
    """Whether nobody can be told as in office in a window; before the first office a general may act, and not fall."""
    lo, hi = window
    if lo < _RECORD or any(t.end is None and t.start <= hi for t in terms):
        return False
    gone = _FOLLOWED if kind == "fall" else _GONE
    if any(t.start - _SOON <= hi and lo <= t.last + gone for t in terms):
        return False
    return kind not in {"act", "hand"} or any(t.last < lo for t in terms)
