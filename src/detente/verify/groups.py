"""Organisations that a sentence means without naming, or names in ways that `memberships` and `forums` do not read.

"BRICS held its first summit in 2009. It has lately grown: Egypt and Iran joined at the start of the year": the group is
the one that the sentence before, or the one before that, names alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.ontology import countries
from detente.records import Finding
from detente.reference.terms import place_name
from detente.verify import forums, memberships
from detente.verify.counts import COUNT
from detente.verify.forums import Edition
from detente.verify.memberships import Member
from detente.verify.passages import Named, Passage
from detente.verify.verdicts import Judged, against, doubtful, finding, supported

_LIST = r"(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and)\s+(?:the\s+)?\[\d+\])*)"
_NOW = re.compile(
    rf"\b(?:[Ww]hose|[Ii]ts|[Tt]he group[’']s)\s(?:present|current|other|existing|founding)?\s?(?:{COUNT}\s)?members\s"
    rf"(?:now\s)?(?:are|were)\s{_LIST}"
)
_COVERS = re.compile(
    rf"^(?:It|The (?:group|bloc|club|organi[sz]ation|pact|agreement))\s(?:covers|groups|comprises|includes"
    rf"|links|unites|brings together)\s{_LIST}"
)
_PACT = re.compile(
    rf"<o>,\s(?:the|a)\s(?:\w+\s){{0,2}}?(?:pact|alliance|grouping|partnership|group|club|bloc)\s(?:with|of"
    rf"|between|linking)\s{_LIST}"
)
_QUAD = re.compile(rf"<o>,\s(?:with|alongside|together with)\s{_LIST}")
_ADMITTED = re.compile(
    r"\b(?:it|It|the (?:group|bloc|club)|<o>)\s(?:has\s|had\s)?(?:admitted|took in"
    r"|welcomed)\s(?P<list>\[\d+\])\s(?:as|in|to)\b"
)
_JOINED = re.compile(
    rf"(?:^|[:;]\s|,\s|\band\s){_LIST}\s(?:have\s|had\s|all\s)*joined\s(?:(?:at|in|on)\s|this\s|last\s|it\b"
    rf"|the\s(?:group|bloc|club))"
)
_ENTERED = re.compile(
    r"<o>(?:\s(?:forum|group|organi[sz]ation|bloc))?,\s(?:which|that)\s(?:it|the\s\w+)\s(?:entered|joined|left"
    r"|quit)\s(?:in|on)\s"
)
_BELONGED = re.compile(
    r"\[(?P<s>\d+)\]\s(?:has|had)\s(?:belonged(?:\sto\s(?:(?:the\s)?<o>|(?:it|that|the|this)\b[\w\s-]{0,40}?))?"
    r"|been\s(?:inside|in it|a member(?:\sof\s(?:the\s)?(?:<o>|[\w\s-]{3,30}?))?|in\s(?:the\s)?<o>))\ssince\s"
)
_CHAIR = (
    re.compile(
        r"(?P<s>\[\d+\])(?:,\swhich|\s(?:was|is|were))?\s(?:in the chair|(?:takes|took|holds|held"
        r"|will take)(?:\sover)?\s"
        r"the\s(?:rotating\s)?(?:chair|presidency)\w*)"
    ),
    re.compile(r"\b(?:chair|presidency|gavel)\w*\s(?:\w+\s){0,2}?(?:to|by)\s(?P<s>\[\d+\])"),
)
_DURING = re.compile(
    r"\b(?:in|at)\s(?P<p>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?),?\s(?:during|at|on the (?:fringes?|sidelines"
    r"|margins?|edge) of|beside|for)\s(?:the|a|an)\s(?:\w+\s)?$"
)
_CHAIRED = frozenset({"ASEAN", "G20", "G7", "APEC", "BRICS"})
_FOUNDED = re.compile(r"\b(?:formed|founded|launched|set up|created|born|first met|came together|gathered)\b")
_THAT_BODY = re.compile(r"\b(?:that|the) (?:body|forum|gathering|summit)\b")
_MEETING = re.compile(r"\b(?:summit|meeting of leaders|leaders[’'] meeting)\b")


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about members, chairs and places of groups in a sentence."""
    for start, end, judged in (
        *_members(passage),
        *_during(passage),
        *_same_month(passage),
        *_host_city(passage),
        *_chaired(passage),
    ):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


# --- who belongs -----------------------------------------------------------------------------------------------


def _members(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    organisation = memberships.organisation().search(passage.text)
    name = memberships.organisation_names()[organisation.group()] if organisation else _meant(passage)
    if name is None:
        return
    states = [
        n for n in passage.named if n.code in countries() and n.kind == "country"
        and not (organisation and n.start < organisation.end() and organisation.start() < n.end)
    ]  # fmt: skip
    marked = memberships.mark(passage.text, organisation, states)
    patterns = (_NOW, _PACT, _QUAD, _ADMITTED) if organisation else (_NOW, _COVERS, _ADMITTED, _JOINED)
    for pattern in patterns:
        for match in pattern.finditer(marked.text):
            named = [states[int(n)] for n in re.findall(r"\[(\d+)\]", match["list"])]
            judged = _belong(name, named, passage)
            if judged is not None:
                yield marked.start(match.start()), marked.end(match.end()), judged
    yield from _belonging(name, marked, states, passage)
    if organisation:
        yield from _entered(name, marked, states, passage)


def _belonging(
    name: str, marked: memberships.Marked, states: Sequence[Named], passage: Passage
) -> Iterator[tuple[int, int, Judged]]:
    """ "Greece has been inside since 1981", "Mexico has belonged to that club since 1994"."""
    for match in _BELONGED.finditer(marked.text):
        time = next((t for t in passage.times if abs(t.start - marked.end(match.end())) <= 8), None)
        spells = [m for m in memberships.members().get(name, ()) if m.country == states[int(match["s"])].code]
        if time is None or len(spells) != 1 or not spells[0].joined:
            continue
        told = spells[0].joined
        low, high = time.when.start.isoformat()[: len(told)], time.when.end.isoformat()[: len(told)]
        what = f"The record has {memberships.described(spells[0], name)}."
        judged = supported(what, spells[0].source) if low <= told <= high else against(what, spells[0].source)
        yield marked.start(match.start()), time.end, judged


def _meant(passage: Passage) -> str | None:
    """The one organisation that the two sentences before name."""
    found: list[str] = []
    before = passage.before
    for _ in range(2):
        if before is None or found:
            break
        found = [memberships.organisation_names()[m.group()] for m in memberships.organisation().finditer(before.text)]
        before = before.before
    return found[0] if len(set(found)) == 1 else None


def _belong(name: str, named: Sequence[Named], passage: Passage) -> Judged | None:
    """Whether each of some states is a member on the day of publication."""
    known = memberships.members().get(name, ())
    day = passage.published or dt.date.max
    if any(not member.complete for member in known) or not known:
        return None
    for state in named:
        spells = [m for m in known if m.country == state.code]
        if not spells:
            source = min((m.source for m in known), key=lambda s: not s.strong)
            return against(
                f"The record does not have {place_name(state.code or '')} among the members of {name}.", source
            )
        if not any(_in(m, day) for m in spells):
            return against(f"The record has {memberships.described(spells[0], name)}.", spells[0].source)
    best = next(m for m in known if m.country == named[0].code)
    return supported(
        f"The record has {', '.join(place_name(n.code or '') for n in named)} in {name} then.", best.source
    )


def _in(member: Member, day: dt.date) -> bool:
    """Whether a spell holds on a day, or begins in the month after it: accessions are reported ahead."""
    later = (day + dt.timedelta(days=31)).isoformat()
    return member.joined <= later[: len(member.joined)] and (
        not member.left or day.isoformat()[: len(member.left)] <= member.left
    )


def _entered(
    name: str, marked: memberships.Marked, states: Sequence[Named], passage: Passage
) -> Iterator[tuple[int, int, Judged]]:
    """ "the only island state in APEC, which it entered in 1993": the state is the document's that belongs."""
    for match in _ENTERED.finditer(marked.text):
        time = next((t for t in passage.times if abs(t.start - marked.end(match.end())) <= 2), None)
        subject = states[0].code if states else _subject(passage, name)
        spells = [m for m in memberships.members().get(name, ()) if m.country == subject]
        if time is None or len(spells) != 1:
            continue
        told = spells[0].left if re.search(r"left|quit", match.group()) else spells[0].joined
        if not told:
            continue
        low, high = time.when.start.isoformat()[: len(told)], time.when.end.isoformat()[: len(told)]
        what = f"The record has {memberships.described(spells[0], name)}."
        judged = supported(what, spells[0].source) if low <= told <= high else against(what, spells[0].source)
        yield marked.start(match.start()), time.end, judged


def _subject(passage: Passage, name: str) -> str | None:
    """The state that "it" is: the last one that the sentence before names."""
    before = passage.before
    named = [n.code for n in before.named if n.code in countries()] if before is not None else []
    return named[0] if len(set(named)) == 1 else None


# --- where it meets and who chairs -----------------------------------------------------------------------------


def _during(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "in November 2022 in Bali, during the Group of 20 summit"."""
    for forum, start, end in forums.mentions(passage.text):
        lead = _DURING.search(passage.text[:start])
        if lead is None or not _MEETING.match(passage.text[end:].lstrip()) or not forums.is_place(lead["p"]):
            continue
        judged = _held(forum, lead["p"], passage)
        if judged is not None:
            yield lead.start(), end, judged


def _same_month(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """A summit of the group that is meant, dated to the month, in another city than the record has."""
    named = {forum for forum, _, _ in forums.mentions(passage.text)}
    if len(named) > 1 or not (_MEETING.search(passage.text) if not named else _FOUNDED.search(passage.text)):
        return
    forum = named.pop() if named else _meant_forum(passage)
    if forum is None:
        return
    for match in re.finditer(r"\b(?:in|at)\s(?P<p>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)\s(?:in|on)\s", passage.text):
        time = next((t for t in passage.times if t.start == match.end()), None)
        if time is None or time.when.precision not in {"month", "day"} or not forums.is_place(match["p"]):
            continue
        then = [e for e in forums.editions().get(forum, ()) if e.start <= time.when.end and time.when.start <= e.end]
        if len(then) == 1:
            yield match.start(), time.end, _agreed(then[0], match["p"])


def _host_city(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "When it played host to that body in November 2018, the leaders left Port Moresby without a statement"."""
    forum = _meant_forum(passage)
    match = re.search(
        r"\bleaders\s(?:left|met in|gathered in|assembled in)\s(?P<p>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)", passage.text
    )
    times = [t for t in passage.times if t.when.precision in {"month", "day"}]
    if forum is None or match is None or len(times) != 1 or not _THAT_BODY.search(passage.text):
        return
    then = [
        e for e in forums.editions().get(forum, ()) if e.start <= times[0].when.end and times[0].when.start <= e.end
    ]
    if len(then) == 1 and forums.is_place(match["p"]):
        yield match.start(), match.end(), _agreed(then[0], match["p"])


def _held(forum: str, place: str, passage: Passage) -> Judged | None:
    times = [t.when for t in passage.times if (t.when.end - t.when.start).days < 370]
    then = [e for e in forums.editions().get(forum, ()) if any(e.start <= w.end and w.start <= e.end for w in times)]
    return _agreed(then[0], place) if len(then) == 1 else None


def _agreed(edition: Edition, place: str) -> Judged:
    host = countries()[edition.host].name if edition.host in countries() else ""
    what = f"The record has the {edition.described()}."
    if place in edition.place or edition.place in place or place == host:
        return supported(what, edition.source)
    return against(what, edition.source)


def _meant_forum(passage: Passage) -> str | None:
    before = passage.before
    for _ in range(3):
        if before is None:
            return None
        named = {forum for forum, _, _ in forums.mentions(before.text)}
        if named:
            return named.pop() if len(named) == 1 else None
        before = before.before
    return None


def _only_forum(passage: Passage) -> str | None:
    """The forum with a yearly chair that the whole document names alone."""
    named = {forum for forum, _, _ in forums.mentions(passage.document.text)} & _CHAIRED
    return named.pop() if len(named) == 1 else None


def _chaired(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """Who holds the chair of a group that its members hold in turn by the year: the host of the year's meetings."""
    named = {forum for forum, _, _ in forums.mentions(passage.text)}
    forum = named.pop() if len(named) == 1 else (_meant_forum(passage) or _only_forum(passage)) if not named else None
    if forum not in _CHAIRED:
        return
    states = [n for n in passage.named if n.code in countries() and n.kind == "country"]
    marked = memberships.mark(passage.text, None, states)
    for match in (match for pattern in _CHAIR for match in pattern.finditer(marked.text)):
        index = int(match["s"].strip("[]"))
        year = _year(passage, match, marked)
        hosts = {e.host: e for e in forums.editions().get(forum, ()) if e.start.year == year}
        if year is None or len(hosts) != 1:
            continue
        host, edition = next(iter(hosts.items()))
        what = f"The record has the {edition.described()}."
        start, end = marked.start(match.start()), marked.end(match.end())
        if host == states[index].code:
            yield start, end, supported(what, edition.source)
        else:
            yield start, end, against(what, edition.source) if edition.source.strong else doubtful(what, edition.source)


def _year(passage: Passage, match: re.Match[str], marked: memberships.Marked) -> int | None:
    """The year of a chair: that of a time beside it, else of publication."""
    start, end = marked.start(match.start()), marked.end(match.end())
    near = [t for t in passage.times if t.end <= start and start - t.end < 12] or [
        t for t in passage.times if t.start >= end and t.start - end < 12
    ]
    if near:
        when = near[0].when
        return when.start.year if when.start.year == when.end.year else None
    if re.search(r"this year", passage.text[end : end + 20]) and passage.published:
        return passage.published.year
    return None
