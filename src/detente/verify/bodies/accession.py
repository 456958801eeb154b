"""Who joined or left which group, and when, by the grammar of the sentence.

"North Macedonia, which joined in March 2020", "the Arab League had taken the country back in May 2023": the verb has
the state as its subject or its object and the group as the other; where one of the two is only pointed to ("it", "the
country", "that club", or nothing at all), those that the text has named before stand for it. Whether it is true is for
`memberships`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.coding.text.times import TimeMention
from detente.ontology import countries
from detente.records import When
from detente.verify.bodies import group_names, memberships
from detente.verify.bodies.group_names import Mention
from detente.verify.bodies.joining import (
    GROUP_WORDS,
    PLACES,
    RETURNS,
    STATE_WORDS,
    TELLS,
    as_candidate,
    belongs,
    first_to,
    form_of,
    is_member_since,
    is_passive,
    is_unsure,
    of_some_state,
    subject,
)
from detente.verify.clauses import clause_of, head_of, parsed
from detente.verify.passages import Named, Passage, is_gone
from detente.verify.times.dates import gone_by, in_year
from detente.verify.times.told import earlier as sentences_before
from detente.verify.times.told import has_year, readings, sentences
from detente.verify.verdicts import Judged

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LINKS = frozenset({"to", "into", "of", "from", "in"})
_BALTIC = ("EST", "LVA", "LTU")
_OF_A_NAME = frozenset({"compound", "prep"})
"""What hangs on a word for a group where it is the whole name of one: "the Organization for Cooperation"."""
_WITH = frozenset({"together", "along", "alongside"})


@dataclass(frozen=True, slots=True)
class Change:
    """A state that joined or left a group, as told.

    `form` is "joined", "returned" or "left". `states` and `organisations` have more than one entry where the text only
    points back; `named` says that both are named.
    """

    form: str
    states: tuple[str, ...]
    organisations: tuple[str, ...]
    times: tuple[TimeMention, ...]
    start: int
    end: int
    named: bool
    beside: tuple[str, ...] = ()
    """All the states that are told to have done so together."""


def changes(passage: Passage) -> Iterator[Change]:
    """The accessions and departures that a sentence tells."""
    if not TELLS.search(passage.text):
        return
    doc = parsed(passage.text)
    states = [n for n in passage.named if n.code in countries()
              and (n.kind in {"country", "capital", "metonym"} or _is_a_people(doc, n))
              and not _APART.fullmatch(passage.text[n.start : n.end])]  # fmt: skip
    for token in doc:
        form = form_of(token)
        if form is not None and not (is_unsure(token) or of_some_state(token) or as_candidate(token)):
            yield from _Reading(passage, doc, token, form, states).changes()


def _is_a_people(doc: Doc, name: Named) -> bool:
    """ "The Poles joined": a people stands for its state."""
    head = head_of(doc, (name.start, name.end)) if name.kind == "demonym" else None
    return head is not None and head.tag_ in {"NNPS", "NNS"} and head.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}


def _is_whole(lead: str) -> bool:
    """Whether a group that words lead to is itself what is joined, and not only told to say who somebody is."""
    return _PARTITIVE.search(lead) is None or _RANKED.search(lead) is not None


_AS_MEMBER = re.compile(r"\bas (?:its|the|an?) (?:[\w-]+ ){0,3}members?\b")
_RANKED = re.compile(rf"{_AS_MEMBER.pattern} of (?:the )?$")
"""Before a group: "was admitted as the tenth member of"."""
_ITS_STATES = re.compile(r"\s(?:country|countries|states?|nations?|members?|economy|economies|powers?|ally|allies)\b")
"""Behind a group: only what a state is called by, "the only G7 country"."""
_OF_A_PART = re.compile(
    r"\b(?:command|structures?|programme|program|parliament|market|council|committee) of (?:the\s)?$"
)
"""Before a group: only a part of it is joined or left, "the integrated command of NATO"."""
_PARTITIVE = re.compile(r"\b(?:one|only one|any|none|most|few|some|members?) of (?:the\s)?$")
"""A group that is named to tell who somebody is, and not what is joined or left."""
_APART = re.compile("Hong Kong|Macau|Macao|Taiwan")
"""Members of their own in some groups, which the tables do not tell apart from a state."""


def _plays_a_part(word: Token) -> bool:
    """ "With Germany as its advocate", "with Germany among those for it": a part in it, and not a companion."""
    after = word.doc[word.i + 1 : word.i + 2]
    return len(after) == 1 and after[0].lower_ in {"as", "among", "amongst"}


def _pointed(token: Token) -> Token:
    """The noun of a relative pronoun: "program" for "that" in "a program that Mexico joined"."""
    clause = clause_of(token)
    return clause.head if token.tag_ in {"WDT", "WP"} and clause.dep_ == "relcl" else token


@dataclass(frozen=True, slots=True)
class _Reading:
    """One verb or noun of a sentence, as the telling of a change."""

    passage: Passage
    doc: Doc
    token: Token
    form: str
    states: Sequence[Named]

    def changes(self) -> Iterator[Change]:
        told = self._groups()
        subjects = self._subjects()
        if not told or not subjects:
            return
        form = "returned" if self._again() else "joined" if self.form == "admitted" else self.form
        explicit = tuple(codes[0] for codes, named in subjects if named)
        ranked = self.form == "admitted" and _AS_MEMBER.search(self.passage.text, self.token.idx) is not None
        for organisations, mention, times in told:
            if self.token.pos_ == "NOUN" and not times and not is_member_since(self.token):
                # "The ratification of its entry": it may be one to come.
                continue
            at = [self.token.idx, self.token.idx + len(self.token.text), *(mention or ())]
            at += [edge for time in times for edge in (time.start, time.end)]
            groups = organisations[:1] if ranked else organisations
            for codes, named in subjects:
                sure = named and (mention is not None or ranked)
                beside = explicit if named else ()
                yield Change(form, codes, groups, times, min(at), max(at), sure, beside)

    def _again(self) -> bool:
        lemma = self.token.lemma_.lower().replace("-", "")
        return self.form != "left" and (
            lemma in RETURNS or any(word.lower_ == "back" for word in self.doc[self.token.i : self.token.i + 6])
        )

    # --- the group ---------------------------------------------------------------------------------------------

    def _groups(self) -> list[tuple[tuple[str, ...], tuple[int, int] | None, tuple[TimeMention, ...]]]:
        """The groups that are joined or left, each with its offsets where it is named and with its times."""
        text = self.passage.text
        whole = is_member_since(self.token) or self.token.lemma_ == "become"
        mentions = [m for m in group_names.here(self.passage)
                    if m.group.organisation and not _ITS_STATES.match(text, m.end)
                    and (whole or _is_whole(text[: m.start]))]  # fmt: skip
        own = [m for m in mentions if self._hangs(m) and not _OF_A_PART.search(text[: m.start])]
        times = self._times()
        if own:
            return [
                ((m.group.organisation or "",), (m.start, m.end), self._shared(m, own, times)) for m in own
            ]  # fmt: skip
        if not self._points():
            return []
        # Of "the Union's Council" it is the Union that may be joined.
        parts = [
            (m.end(), memberships.organisation_names()[m.group()]) for m in memberships.organisation().finditer(text)
        ]
        before = [m.group.organisation for m in mentions if m.end <= self.token.idx][::-1]
        before += [name for end, name in parts if end <= self.token.idx and name not in before][::-1]
        # "Seoul was admitted last December": to what, only the sentences right before can tell.
        near = before or any(group_names.here(other) for other in sentences_before(self.passage))
        near = near or any(has_year(self.passage, time) for time in times) or _THE_GROUP.match(text) is not None
        earlier = [g.organisation for g in group_names.earlier(self.passage)] if near else []
        names = tuple(dict.fromkeys(name for name in (*before, *earlier) if name))
        return [(names, None, tuple(times))] if names else []

    def _hangs(self, mention: Mention) -> bool:
        """Whether a group is what is joined, or for "admit" who admits."""
        head = head_of(self.doc, (mention.start, mention.end))
        if head is None:
            return False
        if self.token.dep_ == "relcl" and mention.start <= self.token.head.idx < mention.end:
            # "APEC, which it joined in 1991".
            return any(c.dep_ == "dobj" and c.tag_ == "WDT" for c in self.token.children)
        if head.dep_ == "compound" and head.head.lemma_.lower() in GROUP_WORDS:
            head = head.head
        if head.dep_ in {"nsubj", "nsubjpass", "poss"}:
            return self.form == "admitted" and head.dep_ == "nsubj" and head.head == self.token
        over = head
        while over.dep_ == "conj" and over.head.pos_ != "VERB":
            over = over.head
        if over.dep_ == "conj" and over.head == self.token and over.pos_ in {"NOUN", "PROPN"}:
            # "Entered A in 1991 and B in 2002": it hangs the second one on the verb, too.
            return True
        # The parser hangs the second of two groups on any noun before it.
        if over.dep_ not in {"dobj", "pobj", "attr", "obj", "appos"}:
            return False
        if over.dep_ == "pobj" and over.head.lower_ not in _LINKS and over == head:
            return False
        joined = next((c for c in self.token.children if c.dep_ == "dobj"), None)
        if joined is not None and over.dep_ == "pobj" and over.head.lower_ == "of" and joined not in over.ancestors:
            # "Joined the convention, the first country of the Pact to do so".
            return False
        return bool(self._over(over) == self.token)

    def _over(self, token: Token) -> Token:
        return token.head.head if self.token.pos_ == "NOUN" and token.dep_ == "pobj" else clause_of(token)

    def _points(self) -> bool:
        """Whether the verb has no object, or one that points back to a group."""
        if self.token.pos_ == "NOUN":
            return False
        if self.form == "admitted" and not is_passive(self.token):
            subject = next((c for c in self.token.children if c.dep_ == "nsubj"), None)
            return subject is not None and subject.lemma_.lower() in GROUP_WORDS
        if self.token.lemma_ in {"adopt", "follow"}:
            return False
        objects = [c for c in self.token.children if c.dep_ in {"dobj", "attr", "oprd"} and c.lower_ not in PLACES]
        if self.token.lemma_ == "become":
            objects = [k for c in objects for p in c.children if p.dep_ == "prep" for k in p.children]
        # "Joined in the sanctions": no group.
        links = _LINKS if self.token.lemma_ == "join" else _LINKS - {"in"}
        objects += [
            k for p in self.token.children if p.dep_ == "prep" and p.lower_ in links for k in p.children
            if not any(time.start <= k.idx < time.end for time in self.passage.times)
        ]  # fmt: skip
        objects = [_pointed(o) for o in objects]
        return all(
            o.lemma_.lower() in GROUP_WORDS and not any(c.dep_ in _OF_A_NAME for c in o.children) for o in objects
        ) and not any(c.dep_ in {"ccomp", "xcomp"} for c in self.token.children)

    # --- the time ----------------------------------------------------------------------------------------------

    def _times(self) -> list[TimeMention]:
        """The times of the clause, those behind the verb first."""
        found = [t for t in self.passage.times if self._timed(t)]
        return sorted(found, key=lambda t: (t.end <= self.token.idx, abs(t.start - self.token.idx)))

    def _timed(self, time: TimeMention) -> bool:
        head = head_of(self.doc, (time.start, time.end))
        lead = self.passage.text[max(0, time.start - 12) : time.start].lower()
        told = self.passage.text[time.start : time.end]
        if head is None or re.search(r"\b(?:afterwards?|before|previous)\b", told):
            return False
        if is_member_since(self.token):
            return lead.endswith("since ") and self.token in head.ancestors
        if belongs(self.token):
            return lead.endswith("since ") and clause_of(head) == self.token
        if self.token.dep_ == "relcl" and self.token.head == head:
            # "In 1952, when it came in with Greece".
            return any(child.lower_ == "when" for child in self.token.children)
        if re.search(r"\b(?:since|until|till|before|after|than|of)\s(?:the\s)?$", lead):
            return False
        if self.token.pos_ == "NOUN" and _ONLY_AGREED.search(self.passage.text, self.token.idx, time.start):
            # "Its accession, agreed in 2015, is still waiting".
            return False
        if _SINCE_ANOTHER.search(self.passage.text[: time.start]):
            return False
        if re.match(r"\s(?:of|in)\s(?:last|that|the same|the following)\syear", self.passage.text[time.end :]):
            return False
        over = self.token if self.token.pos_ != "NOUN" else None
        if over is None:
            clause = clause_of(head)
            doers = [c for c in clause.children if c.dep_ == "nsubj" and c.tag_ not in {"WDT", "WP"}]
            if clause.dep_ == "relcl" and doers:
                # "Its entry, which the president sent to parliament in October".
                return False
            return self.token in head.ancestors or 0 <= time.start - self.token.idx < 70
        clause = clause_of(head)
        if clause != over and form_of(clause) is not None:
            # "The only one ever to join it, walked out in 2023".
            return False
        return clause == over or (first_to(over) and clause in over.ancestors)

    def _shared(
        self, mention: Mention, own: Sequence[Mention], times: Sequence[TimeMention]
    ) -> tuple[TimeMention, ...]:
        """The times of one of several groups: "joined A and, in 1975, B", "A in 1949 and B in 1952"."""
        if len(own) == 1:
            return tuple(times)
        text, index = self.passage.text, own.index(mention)
        after = own[index + 1].start if index + 1 < len(own) else len(text)
        mine = [t for t in times if mention.end <= t.start and t.end <= after and not _LEADS.match(text, t.end)]
        last = own[index - 1].end if index else 0
        mine = mine or [t for t in times if last <= t.start and t.end <= mention.start and _LEADS.match(text, t.end)]
        if not mine and all(_AND.fullmatch(text[a.end : b.start]) for a, b in itertools.pairwise(own)):
            return tuple(times)
        return tuple(mine)

    # --- the states --------------------------------------------------------------------------------------------

    def _subjects(self) -> list[tuple[tuple[str, ...], bool]]:
        """The states that join or leave: each one entry, of several codes where the text only points back."""
        token = self._who()
        if token is None:
            return []
        words = [word for one in self._together(token) if not _is_left_out(one) for word in (one, *_apposed(one))]
        named = [code for word in words for code in self._codes(word)]
        named += self._companions() or self._both(token)
        if named:
            return [((code,), True) for code in named]
        if token.lemma_.lower() not in STATE_WORDS or token.tag_ == "NNS":
            return []
        codes = self._meant(token)
        return [(codes, False)] if codes else []

    def _together(self, token: Token) -> list[Token]:
        """A subject with those joined to it; the parser joins those of two clauses: "X and Y joined, and Z came in"."""
        words = [token, *token.conjuncts]
        if token.i > self.token.i:
            return words
        before = [word for word in words if word.i < self.token.i]
        last = max(before, key=lambda word: word.i, default=token)
        verbs = [
            t.i
            for t in self.doc[token.i : last.i]
            if t.pos_ == "VERB" and t.dep_ in {"relcl", "advcl", "ccomp", "conj"}
        ]
        return [word for word in before if not verbs or self.token.i in verbs or word.i > max(verbs)]

    def _both(self, token: Token) -> list[str]:
        """ "Both countries", "the two": the two that the report is about."""
        both = token.lemma_ in {"country", "state", "neighbour", "neighbor", "republic"} and any(
            c.lower_ in {"both", "two"} for c in token.children
        )
        both = (
            both or token.lower_ == "both" or (token.lower_ == "two" and any(c.lower_ == "the" for c in token.children))
        )
        if not both:
            return []
        before = self.passage.before.named if self.passage.before is not None else ()
        near = [*before, *self.passage.named]
        codes = {n.code for n in near if n.code in countries()}
        # Where no third state is told nearby, the two of the report need not be named again.
        told = self.passage.pair <= codes or codes <= self.passage.pair
        told = told and not any(is_gone(n) for other in sentences(self.passage.document) for n in other.named)
        return sorted(self.passage.pair) if told else []

    def _who(self) -> Token | None:
        if is_member_since(self.token):
            over = self.token.head
            return over if self.token.dep_ == "appos" else subject(over) if over.pos_ in {"VERB", "AUX"} else None
        if self.token.pos_ == "NOUN":
            return next((c for c in self.token.children if c.dep_ == "poss"), None)
        if self.form == "admitted" and not is_passive(self.token):
            return next((c for c in self.token.children if c.dep_ == "dobj"), None)
        return subject(self.token)

    def _codes(self, word: Token) -> list[str]:
        if word.lemma_ in {"state", "republic", "country"} and any(c.text == "Baltic" for c in word.children):
            return list(_BALTIC)
        return [n.code for n in self.states if n.code and n.start <= word.idx < n.end]

    def _companions(self) -> list[str]:
        """ "together with Albania", also where the parser hangs that on the time before it."""
        behind = (t for t in self.doc[self.token.i :] if t.lower_ == "with" and t.nbor(-1).lower_ in _WITH)
        apart = [t for t in behind if t.head != self.token and clause_of(t) == self.token]
        return [
            code
            for lead in (*self.token.children, *apart) if lead.lower_ in _WITH or lead.lower_ == "with"
            for one in lead.children if one.dep_ == "pobj"
            for word in (one, *one.conjuncts) if not _plays_a_part(word)
            for code in self._codes(word)
        ]  # fmt: skip

    def _meant(self, token: Token) -> tuple[str, ...]:
        """The states that a pronoun or "the country" may be: those named before it, here or in the sentence before."""
        found = [n.code for n in self.states if n.end <= max(token.idx, 1) and n.kind == "country"][::-1]
        before = self.passage.before
        for _ in range(2):
            if before is not None:
                found += [n.code for n in before.named if n.code in countries() and n.kind != "organisation"]
                before = before.before
        found += list(self.passage.states[:4])
        return tuple(dict.fromkeys(code for code in found if code))


def _apposed(word: Token) -> list[Token]:
    """The name behind a word for a state: "a first newcomer, Britain"."""
    return [c for c in word.children if c.dep_ == "appos"] if word.lemma_.lower() in STATE_WORDS else []


def _is_left_out(word: Token) -> bool:
    """Whether a state is named for not being among them: "Canada, but not the United States, belongs to it"."""
    return any(child.dep_ == "neg" for child in word.children)


_ONLY_AGREED = re.compile(r",\s(?:which\swas\s)?(?:agreed|announced|decided|promised|planned|proposed|signed|sought)\s")
_THE_GROUP = re.compile(r"The\s(?:group|grouping|bloc|club|association|alliance|community|union)\b")
"""At the head of a sentence: what the text has told of is meant."""
_SINCE_ANOTHER = re.compile(r"\bsince\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\sin\s$")
"""Before a time: it is that of another one, "the first newcomer since Cambodia in 1999"."""
_LEADS = re.compile(r",?\s(?:the\s)?[A-Z]")
"""A time that leads on to the group behind it: "and, in 1975, OPEC"."""
_AND = re.compile(r",?\s(?:and\s)?(?:the\s)?")


def judged(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """The accessions and departures of a sentence with their verdicts."""
    for change in changes(passage):
        verdict = _judge(change, passage)
        if verdict is not None:
            yield change.start, change.end, verdict


def _judge(change: Change, passage: Passage) -> Judged | None:
    """A contradiction needs that no state and no group that may be meant fits."""
    day = passage.published
    whens = [
        dataclasses.replace(time.when, start=start, end=end)
        for time in change.times[:2]
        for start, end in (gone_by(window, day) for window in (*readings(passage, time), *_this_year(passage, time)))
    ]
    if not change.named and not whens and len(change.beside) < 2:
        return None
    found: list[Judged] = []
    unknown = False
    near = " ".join(sentence.text for sentence in (*sentences_before(passage), passage))
    for organisation in change.organisations:
        known = memberships.members()[organisation]
        for state in change.states:
            if change.form == "returned" and not _may_judge_return(known, state, whens, named=change.named):
                # The table may not tell of its leaving: the nearest may be the one that is meant.
                nearest = state == change.states[0] and organisation == change.organisations[0]
                unknown = unknown or nearest
                continue
            if change.form == "returned" and _SUSPENDED.search(near) and not _left_before(known, state, whens):
                # Who was only suspended was taken back as well, and of that the table mostly tells nothing.
                unknown = True
            together = any(
                memberships.changed(change.form, organisation, other, whens, day).verdict == "supported"
                for other in change.beside
                if other != state
            )
            own = [member for member in known if member.country == state]
            never = bool(change.form == "joined" and change.beside and whens and not own)
            never = never and all(member.complete for member in known)
            tells = any(_tells(change, member) for member in own)
            if change.named or together or never or tells:
                told = memberships.changed(change.form, organisation, state, whens, day)
                if told.verdict != "unverifiable" or not found or organisation == change.organisations[0]:
                    # What is not known of another group does not hide what is known of the nearest.
                    found.append(told)
    fits = next((item for item in found if item.verdict == "supported"), None)
    if fits is not None or unknown or any(item.verdict == "unverifiable" for item in found):
        return fits
    return found[0] if found else None


def _this_year(passage: Passage, time: TimeMention) -> list[tuple[dt.date, dt.date]]:
    """A day or month without its year, as one of the year of the report."""
    if passage.published is None or has_year(passage, time) or time.when.precision not in {"day", "month"}:
        return []
    year = passage.published.year
    return [(in_year(time.when.start, year), in_year(time.when.end, year))]


def _may_judge_return(known: Sequence[memberships.Member], state: str, whens: Sequence[When], *, named: bool) -> bool:
    """Whether a return can be held against the table: it has two spells, or none that began before the time told."""
    spells = [member for member in known if member.country == state]
    first = min((member.joined for member in spells if member.joined), default="")
    return len(spells) > 1 or bool(
        named and first and whens and all(f"{when.end.year:04}" < first[:4] for when in whens)
    )


def _tells(change: Change, member: memberships.Member) -> bool:
    """Whether a row is of such a change; one without the day of joining lets it be."""
    return change.form != "left" or bool(member.left)


_SUSPENDED = re.compile(r"\b(?:suspen|expel|expul)", re.IGNORECASE)
_AWAY = 15
"""Years after leaving in which somebody is told to have come back."""


def _left_before(known: Sequence[memberships.Member], state: str, whens: Sequence[When]) -> bool:
    """Whether a state had left a group not long before the time at which it is told to have come back."""
    left = [int(member.left[:4]) for member in known if member.country == state and member.left]
    return not whens or any(0 <= when.start.year - year <= _AWAY for year in left for when in whens)
