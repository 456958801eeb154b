"""Who is said to have come after whom in an office: what a sentence tells of it, by its grammar or in a set phrase.

"Mr. Struck took over last July from Rudolf Scharping", "a harder man than his predecessor, Andrei Kozyrev", "Menem, to
whom Raul Alfonsin handed the sash", "in place of Luis Videgaray", "took office after defeating Kostas Karamanlis at the
polls". The office is told by the words beside the two names, else by the one that both are known to have held: that,
and whether it is true, is for `handovers` to tell.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.reference import names
from detente.reference.terms import Terms
from detente.verify import clauses
from detente.verify.passages import Passage
from detente.verify.people import office_words, persons, transfers
from detente.verify.people.namesakes import namesakes
from detente.verify.people.transfers import Side, Transfer
from detente.verify.times.dates import Window
from detente.verify.times.told import has_year, readings

_N = office_words.NAME
LEAD_IN = r"(?:(?:the|his|her|its|then|former|late|Mr\.?|Mrs\.?|Ms\.?|Sir|Lord|Dr\.?|Gen\.?|[a-z]{4,12})\s){0,4}?"
_IN_PLACE = re.compile(
    rf"\b(?:in\s(?:the\s)?place\sof|in\ssuccession\sto|as\s(?:the\s)?successor\s(?:of|to))\s{LEAD_IN}(?P<p>{_N})"
)
_INCUMBENT = re.compile(
    rf"\b(?:beat(?:en|ing)?|defeat(?:ed|ing)|unseat(?:ed|ing)|toppl(?:ed|ing))\sthe\sincumbent,?\s{LEAD_IN}(?P<p>{_N})"
)
SEAT = re.compile(r"\b(?:chair|chairmanship|seat|mandate|gavel) of\b")
"""A post of a body that no table has, which passes on with these words too."""
_CHOSEN = re.compile(
    r"\b(?:picked|chosen|elected|named|nominated|appointed|designated|selected|tipped|slated|due|set)\b[^.;]{0,40}\bto\s"
)
_CHAIR = re.compile(r"\b(?:chair|chairmanship|rotating|seat)\b")
"""What may pass from one minister to another of another state."""
_BEATEN = re.compile(
    rf"\b(?:took\soffice|took\sover|came\sto\spower|came\sto\soffice|became\s[\w\s]{{3,30}}?|won\spower)\b[^.;]{{0,40}}?"
    rf"\s(?:after|by|with|through|following|at\sthe\shead\sof)\s[^.;]{{0,30}}?"
    rf"(?:(?:defeat|ouster|overthrow|toppling|fall|removal)\sof|defeating|beating|ousting|unseating|toppling"
    rf"|overthrowing|(?:revolt|coup|uprising)\sagainst)\s{LEAD_IN}(?P<p>{_N})"
)
_ON_LEAVING = re.compile(
    rf"\b(?:became\s[\w\s]{{3,40}}?|took\soffice|took\sover|was\ssworn\sin|assumed\soffice|came\sto\s(?:power|office))"
    rf"(?:\s(?:in|on|last)\s[\w\s]{{3,20}}?)?,?\s(?:on|upon|after|following|with)\sthe\s(?:sudden\s|forced\s)?"
    r"(?:resignation|death|removal|ouster|departure|retirement|fall|impeachment|assassination)\sof\s"
    rf"{LEAD_IN}(?P<p>{_N})"
)
_AND_ANOTHER = re.compile(r"(?:\s(?:of|and)){1,2}\s[A-Z]")
"""Two offices at once: "in the place of X and of Y"."""
_AFTER = re.compile(
    rf"\b(?:became|was\s(?:re-?)?elected|was\ssworn\sin|took\s(?:office|over|power)|came\s(?:back|to\s(?:power|office))"
    rf"|returned|governed|ruled|held\s(?:it|the\spost|the\soffice)|was\s(?:president|prime\sminister|premier|chancellor))\b"
    rf"[^.;]{{0,60}}?,\s(?:(?:right\s|immediately\s|next\s)?after|following)\s{LEAD_IN}(?P<p>{_N})(?=[,.;]|$)"
)
"""What one did after another did it."""
_PUT_OUT = re.compile(
    rf"\b(?:when|since|after)\s(?:(?:the|an?|his|her|its|[A-Z][\w.]+)\s){{0,4}}?(?:dropped|sacked|dismissed|fired|removed"
    rf"|ousted|forced\sout|eased\sout)\s{LEAD_IN}(?P<p>{_N})\b"
)
_GONE = re.compile(
    rf"\b(?:when|since|after)\s{LEAD_IN}(?P<p>{_N}),?\s(?:(?:was|had\sbeen|were)\s(?:\w+ly\s)?"
    rf"(?:moved|thrown|dismissed|sacked|dropped|promoted|removed|ousted|fired|killed|shot|assassinated|felled|forced|pushed"
    rf"|toppled|deposed|voted\sout|impeached)|(?:had\s)?(?:resigned|died|stepped\sdown|quit|retired|stood\sdown|left\sfor|moved\sto|went\sto))\b"
)
"""How the one before came to go: "has been foreign minister since X was moved up"."""
_BETWEEN = re.compile(rf"\bbetween\s{LEAD_IN}(?P<p>{_N})\sand\s{LEAD_IN}(?P<q>{_N})(?=[,.;)]|$)")
"""Who held an office between two others."""
_DEALINGS = re.compile(
    r"\b(?:conversation|talks?|(?:phone|telephone)\scall|call|meeting|summit|agreement|deal|accord|letters?|exchange|friendship"
    r"|encounter|handshake|quarrel|rivalry|dialogue|relations?|ties)\s(?:\w+\s)?$"
)
"""Before "between": what two had with one another."""
_HEAD_OFFICES = frozenset({"head_of_state", "head_of_government"})
_YEAR = 370
"""Days that the time of a transfer may be long."""
_HELD = 60
"""Characters before the time of a transfer in which the office is looked for."""
_LONG_AGO = 366 * 10
"""Days before the report from which on a predecessor need not be the one right before."""


@dataclass(frozen=True, slots=True)
class Told:
    """Who is said to have come after whom; `subject` tells which of the two the sentence is about.

    `hints` are offices told beside a name, of which it need not be one. `coming`: the later one is chosen "to follow"
    and may take the office months after. `own`: "his predecessor", in the one office that the later one has. `either`:
    both are named, and either may be the one of whom the record knows. `contest`: the one beat the other at the polls.
    `bare`: the time is told without its year.
    """

    later: str
    earlier: str
    offices: frozenset[str]
    window: Window | None
    subject: str
    others: tuple[str, ...] = ()
    beaten: bool = False
    coming: bool = False
    own: bool = False
    hints: frozenset[str] = frozenset()
    either: bool = False
    contest: bool = False
    bare: bool = False


def find(passage: Passage, record: Terms) -> Iterator[tuple[int, int, int, Told]]:
    """Who is said to have come after whom in a sentence: start and end of the words that tell it, where the name of the
    other one starts in them, and what is told.
    """
    for pattern in (_IN_PLACE, _INCUMBENT, _BEATEN, _ON_LEAVING, _AFTER, _PUT_OUT, _GONE):
        for match in pattern.finditer(passage.text):
            told = _in_phrase(match, pattern, passage, record)
            if told is not None:
                yield match.start(), match.end("p"), match.start("p"), told
    for match in _BETWEEN.finditer(passage.text):
        yield from _between(match, passage, record)
    for transfer in transfers.find(passage):
        found = _in_grammar(transfer, passage, record)
        if found is not None:
            yield found


# --- by the grammar ------------------------------------------------------------------------------------------


def _in_grammar(transfer: Transfer, passage: Passage, record: Terms) -> tuple[int, int, int, Told] | None:
    """The two of a transfer by their names; a pronoun is one of the people named before."""
    later, earlier = transfer.later, transfer.earlier
    if later is None or earlier is None or (transfer.own and _looks_back(passage)):
        return None
    place = min(later.start, earlier.start)
    people = {side: _name(side, passage) for side in (later, earlier) if side.named}
    others: tuple[str, ...] = ()
    if len(people) < 2:
        known = next(iter(people.values()))
        side = earlier if later.named else later
        before = [
            name for name, at in _people_before(passage, place, record)
            if not names.match(name, known) and not _is_told_apart(passage, side, at)
        ]  # fmt: skip
        if not before and transfer.own:
            # Whose predecessor it is may be told in another paragraph.
            before = [name for name in reversed(passage.people) if not names.match(name, known) and record.like(name)]
        if not before:
            return None
        people[earlier if later.named else later] = before[0]
        others = (*before[1:], *_anybody(passage, transfer))
    if names.match(people[later], people[earlier]):
        people |= _apart(passage, later, earlier, people)
    if names.match(people[later], people[earlier]) or not all(map(_is_whole(record), people.values())):
        return None
    offices = office_words.named_offices(transfer.office)
    if not offices and transfer.when is not None:
        # "Has been head of state since 2000, when he took over from X".
        held = office_words.named_offices(passage.text[max(0, transfer.when[0] - _HELD) : transfer.when[0]])
        offices = held if len(held) == 1 else offices
    near = f"{passage.before.text if passage.before is not None else ''} {passage.text}"
    if not offices and not transfer.own and SEAT.search(near):
        return None
    about = earlier if later.named and not earlier.named else later
    window, has_its_year = _joined(passage, transfer)
    told = Told(
        people[later], people[earlier], frozenset(offices), window, people[about],
        tuple(dict.fromkeys(name for name in others if name not in people.values())),
        own=transfer.own and not offices, hints=_hints(transfer, people, passage), coming=transfer.coming,
        either=later.named and earlier.named, contest=transfer.beaten, bare=not has_its_year,
    )  # fmt: skip
    other = later if about is earlier else earlier
    return place, max(later.end, earlier.end, transfer.head[1]), other.start, told


def _is_told_apart(passage: Passage, side: Side, at: _At) -> bool:
    """Whether a pronoun stands before a name too, so that it is another's: "he dismissed X, and he lost to Y"."""
    where, start, _ = at
    pronoun = re.escape(passage.text[side.start : side.end])
    return where is passage and re.search(rf"\b{pronoun}\b", passage.text[:start], re.IGNORECASE) is not None


def _apart(passage: Passage, later: Side, earlier: Side, people: Mapping[Side, str]) -> dict[Side, str]:
    """Of two of one last name the one told by it alone, who was named before: "Mr. Roh's predecessor, Roh Tae Woo"."""
    for side, other in ((later, earlier), (earlier, later)):
        bare = passage.text[side.start : side.end]
        if side.named and other.named and " " not in bare:
            alike = [n for n in passage.people if names.match(bare, n) and not names.match(people[other], n)]
            return {side: alike[0]} if len(alike) == 1 else {}
    return {}


def _looks_back(passage: Passage) -> bool:
    """Whether a sentence tells of long ago: "in 1965 his predecessor, X," is anybody who had the office then."""
    day = passage.published
    return day is not None and any((day - time.when.end).days > _LONG_AGO for time in passage.times)


def _name(side: Side, passage: Passage) -> str:
    return persons.whole_name(office_words.bare(passage.text[side.start : side.end]), passage)


def _is_whole(record: Terms) -> Callable[[str], bool]:
    return lambda name: " " in name or only_name(name, record)


def _anybody(passage: Passage, transfer: Transfer) -> tuple[str, ...]:
    """Whose predecessor it is may be told further back, or after it ("Like his predecessor, X, Y has")."""
    here = (passage.text[start:end] for start, end in persons.name_spans(passage))
    whole = tuple(persons.whole_name(office_words.bare(name), passage) for name in here)
    return (*whole, *passage.people) if transfer.own else whole


def _hints(transfer: Transfer, people: Mapping[Side, str], passage: Passage) -> frozenset[str]:
    """The offices that stand beside the two names, or that were told of the two before."""
    told: set[str] = set()
    for side, name in people.items():
        if side.named and not transfer.own:
            told = told or office_words.named_offices(office_words.beside(passage.text, side.start, side.end))
        told = told or (office_words.told_before(name, passage) if not transfer.own else told)
    return frozenset(told)


def is_its_time(passage: Passage, transfer: Transfer, time: TimeMention) -> bool:
    """Whether a time is the one of a transfer: it hangs on its verb, or "when" tells what happened then."""
    if transfer.when is not None:
        return time.start <= transfer.when[0] < time.end
    return clauses.joined(passage.text, transfer.head, (time.start, time.end))


def _joined(passage: Passage, transfer: Transfer) -> tuple[Window | None, bool]:
    """The time of a transfer, the one that hangs on the verb that tells it; and whether it is told with its year."""

    own = [t for t in passage.times if is_its_time(passage, transfer, t) and (t.when.end - t.when.start).days <= _YEAR]
    # "In August" may be that of any year that is told around it, and long after August it is that of no year.
    times = [window for t in own for window in readings(passage, t) if _is_fixed(passage, t)]
    dated = all(has_year(passage, t) for t in own)
    return (times[0] if len(times) == 1 and not transfer.own else None), dated


def _is_fixed(passage: Passage, time: TimeMention) -> bool:
    """Whether a time has its year, or is counted from the day of the report, or not long before it."""
    day = passage.published
    relative = _RELATIVE.search(passage.text[time.start : time.end]) is not None
    return has_year(passage, time) or relative or (day is not None and abs(day - time.when.end) < _LATELY)


_RELATIVE = re.compile(r"\b(?:this|last|next|ago|yesterday|today)\b")
"""In a time: it is counted from the day of the report."""
_LATELY = dt.timedelta(days=200)


# --- in a set phrase -----------------------------------------------------------------------------------------


def _in_phrase(match: re.Match[str], pattern: re.Pattern[str], passage: Passage, record: Terms) -> Told | None:
    other = persons.whole_name(office_words.bare(match["p"]), passage)
    people = list(_people_before(passage, match.start(), record))
    people = [(name, at) for name, at in people if not names.match(name, other)]
    if not people or (" " not in other and pattern is not _IN_PLACE):
        return None
    if pattern is _IN_PLACE and _AND_ANOTHER.match(passage.text, match.end()):
        return None
    subject, at = people[0]
    region = _region(passage, match, at)
    if SEAT.search(region) or (pattern is _IN_PLACE and _CHAIR.search(passage.text)):
        return None
    offices = office_words.named_offices(region)
    if pattern is _BEATEN:
        offices = set(_HEAD_OFFICES)
    if pattern in {_PUT_OUT, _GONE} and not (offices and at[0] is passage and _HOLDS.search(region)):
        # "Dayan died days after Sadat was shot": nobody is told to have come into an office.
        return None
    if not offices and at[0] is not passage:
        offices = office_words.named_offices(office_words.beside(at[0].text, at[1], at[2]))
    if not offices and at[0] is passage:
        offices = office_words.told_before(subject, passage)
    return Told(
        subject, other, frozenset(offices), _window(passage, match), subject, tuple(name for name, _ in people[1:]),
        pattern is _BEATEN, _CHOSEN.search(passage.text[max(0, match.start() - 60) : match.start() + 12]) is not None,
    )  # fmt: skip


_HOLDS = re.compile(
    r"\b(?:became(?! known)|becom\w+|been|was|is|took|went|moved|served|appointed|named|made|promoted|elected|chosen"
    r"|sworn)\b"
)
"""What says that somebody came into the office that is named beside."""


def _between(match: re.Match[str], passage: Passage, record: Terms) -> Iterator[tuple[int, int, int, Told]]:
    """ "Was president from 1992 to 1998, between X and Y": two who followed each other."""
    if _DEALINGS.search(passage.text[: match.start()]):
        return
    told = _in_phrase(match, _BETWEEN, passage, record)
    if told is None or not told.offices:
        return
    told = dataclasses.replace(told, window=None)
    yield match.start(), match.end("p"), match.start("p"), told
    last = persons.whole_name(office_words.bare(match["q"]), passage)
    if " " in last and not names.match(last, told.subject):
        yield (
            match.end("p"), match.end("q"), match.start("q"),
            dataclasses.replace(told, later=last, earlier=told.subject),
        )  # fmt: skip


_At = tuple[Passage, int, int]


def _people_before(passage: Passage, end: int, record: Terms) -> Iterator[tuple[str, _At]]:
    """People whom the record knows by full name, nearest first: of the sentence, then of those before it."""
    seen: set[str] = set()
    where: Passage | None = passage
    while where is not None:
        limit, seen_before = end if where is passage else 10**6, len(seen)
        if where is not passage and (_has_its_own(passage, end) or _is_about_another(where, passage, record)):
            return
        for start, stop in reversed(persons.name_spans(where)):
            name = persons.whole_name(office_words.bare(where.text[start:stop]), passage)
            if stop > limit or name in seen or not (" " in name or only_name(name, record)):
                continue
            seen.add(name)
            if namesakes(name, record):
                yield name, (where, start, stop)
        if where is not passage and len(seen) > seen_before:
            return
        where = where.before


def _has_its_own(passage: Passage, end: int) -> bool:
    """Whether a sentence names somebody of its own, by two words or more: nobody told before is meant."""
    return any(stop <= end and " " in passage.text[start:stop] for start, stop in persons.name_spans(passage))


_MISTER = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen)\.?\s")


def _is_about_another(before: Passage, passage: Passage, record: Terms) -> bool:
    """Whether a sentence begins with somebody of whom only a last name is known: "Mr. Lam took his place"."""
    first = next(iter(persons.name_spans(before)), None)
    if first is None or not _MISTER.fullmatch(before.text[: first[0]]):
        return False
    name = persons.whole_name(office_words.bare(before.text[slice(*first)]), passage)
    told = any(name in person.split() for person in passage.people)
    return " " not in name and not told and not only_name(name, record)


def only_name(name: str, record: Terms) -> bool:
    """Whether the table has somebody of one name alone, such as Sugiono."""
    there = record.like(name)
    # A table of leaders by last names has "Marcos" too, of whom there are two.
    whole = any(" " in term.person and name in term.person.split() for term in there)
    return not whole and any(term.person == name for term in there)


def _region(passage: Passage, match: re.Match[str], at: _At) -> str:
    """The words in which the office would stand: beside the subject, up to the other name, and "as" after it."""
    where, start, _ = at
    after = re.match(r"\s(?:as|at|in)\s([^.;]{3,60})", passage.text[match.end("p") :])
    beside = passage.text[max(0, start - 45) : match.end()] if where is passage else passage.text[: match.end()]
    return f"{beside} . {after[1] if after else ''}"


def _window(passage: Passage, match: re.Match[str]) -> Window | None:
    """The time of a succession: inside its words, after the second name in its clause, or before "when he"."""
    if re.search(r"\bwhen (?:he|she) (?:\w+ )?$", passage.text[: match.start()]):
        before = [t for t in passage.times if match.start() - 60 <= t.start and t.end <= match.start()]
        return (before[-1].when.start, before[-1].when.end) if before else None
    for time in passage.times:
        inside = match.start() <= time.start < match.start("p")
        gap = passage.text[match.end("p") : time.start]
        beside = time.start >= match.end("p") and len(gap) < 60 and not re.search(
            r"[;,]|\b(?:who|which|when|while|but|and|after|before|said|until|since)\b", gap
        )  # fmt: skip
        year = has_year(passage, time) or _RELATIVE.search(passage.text[time.start : time.end]) is not None
        right_before = year and time.end < match.start() and not passage.text[time.end : match.start()].strip()
        if (inside or beside or right_before) and (time.when.end - time.when.start).days <= 370:
            return time.when.start, time.when.end
    return None
