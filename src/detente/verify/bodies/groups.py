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
from detente.verify.bodies import (
    accession,
    chairs,
    elsewhen,
    forums,
    gatherings,
    group_names,
    memberships,
    named_for,
    venues,
)
from detente.verify.bodies.memberships import Member
from detente.verify.marks import Marked
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Named, Passage
from detente.verify.times.dates import YEAR, bounds, full_or_begun
from detente.verify.verdicts import Judged, Source, against, finding, supported

_LIST = r"(?P<list>(?:the\s+)?\[\d+\](?:(?:,|,? and)\s+(?:the\s+)?\[\d+\])*)"
_NOW = re.compile(
    rf"\b(?:[Ww]hose|[Ii]ts|[Tt]he group[’']s)\s(?:present|current|other|existing|founding)?\s?(?:{COUNT}\s)?members\s"
    rf"(?:now\s)?(?:are|were)\s{_LIST}"
)
_COVERS = re.compile(
    rf"^(?:(?:Besides|Beyond|Apart from|In addition to)\s[^.;]{{3,60}}?,\s)?(?:[Ii]t|[Tt]he (?:group|bloc|club"
    rf"|organi[sz]ation|pact|agreement))\s(?:covers|groups|comprises|includes|takes in"
    rf"|links|unites|brings together)\s{_LIST}"
)
_PACT = re.compile(
    rf"<o>,\s(?:the|a)\s(?:\w+\s){{0,2}}?(?:pact|alliance|grouping|partnership|group|club|bloc|arrangement)\s(?:with|of"
    rf"|between|linking|that\s(?:joins|links|ties|unites|binds)\sit\s(?:with|to))\s{_LIST}"
)
_JOINS = re.compile(
    rf"<o>,\swhich\s(?:now\s)?(?:joins?|links?|unites?|ties?|binds?|brings? together|groups?|comprises?|includes?"
    r"|takes? in)\s"
    rf"(?:[^.;\[\]]{{3,40}}?\s(?:with|and|to)\s)?{_LIST}"
)
_QUAD = re.compile(rf"<o>,\s(?:with|alongside|together with)\s{_LIST}")
_HAS = re.compile(rf"<o>(?:,[^.;\[\]]{{3,60}}?,)?\s(?:now\s)?(?:has|includes|counts|comprises)\sboth\s{_LIST}")
_BUT_NOT = re.compile(r"\b(?:not|neither|nor|unlike|without|except)\s(?:the\s)?$")
"""Before a state that is named for not being among them: "Canada, but not the United States, belongs to"."""
_AS_MEMBERS = re.compile(rf"<o>[^.;:<>\[\]]*?\bwith\s(?:both\s)?{_LIST}\sas\s(?:(?:full|its|founding)\s)?members?\b")
_BELONG = re.compile(
    rf"(?:(?P<both>\b(?:[Bb]oth|[Tt]he two|[Tt]hey)(?:\s(?:countries|states|nations|neighbou?rs|governments|of them))?)"
    rf"|{_LIST})"
    r"(?:,\s(?:for\sits\spart|too|meanwhile|by\scontrast|however),)?\s(?:now\s|also\s|both\s|all\s|already\s)?"
    r"(?:belongs?\sto|is\s(?:already\s|also\s)?an?\s(?:full\s)?member\sof|are\s(?:both\s)?(?:members\sof|part\sof|in|inside))"
    r"\s(?:the\s)?(?:[\w-]+\s){0,4}?<o>"
)
_SINCE = re.compile(
    r"(?:\[(?P<s>\d+)\](?:,|,?\swhich)?|\b(?P<it>[Ii]t|[Tt]he (?:country|kingdom|republic|island)|which"
    r"|[Tt]he\s(?:two\s)?(?:countries|states|neighbou?rs)|[Tt]hey|[Bb]oth|[Tt]he\stwo))\s"
    r"(?P<gap>[^.;:\[\]<>]{0,40}?)\b(?:members?|ally|allies|partners(?=\sin\s)|belong(?:s|ed)|inside|in(?=\s(?:the\s)?<o>|\sit\b)|part(?=\sof))\b"
    r"(?:\s(?:of|to|in)?\s?(?:(?:the\s)?<o>(?!\s(?!since\b|only\b|continuously\b|without\b|and\sits\b)\w+\s)"
    r"|(?:it|that|the|this)\b(?:\s(?:same\s)?(?:\w+\s)?(?:group|grouping|bloc|club|alliance|association|organi[sz]ation|body|forum|league"
    r"|council|union|community|pact|cartel))?(?:\sof\s[\w\s-]{3,30}?)?))?"
    r"(?:\s(?:and|or)\s(?:its|their|the)\s(?:forerunners?|predecessors?|precursors?))?"
    r"(?:\s(?:only|continuously|without a break))?,?\s(?:ever\s)?since\s(?:(?:its|their)\s\w+\s(?:in|on)\s"
    r"|it\s\w+\s(?:in|on)\s|the\s\w+\sof\s)?$"
)
"""Membership with its beginning: "in NATO since 1952", "a member since its admission in 1981"."""
_OUT = re.compile(
    r"\[(?P<s>\d+)\],?\s(?:which\s)?(?:has been\s|was\s|is\s)?out\sof\s(?:the\s)?<o>\s(?:ever\s)?since\s$"
)
_OF_GROUP = re.compile(r"\[(?P<s>\d+)\],?\s(?:an?\s)?(?:\w+\s)?<o>\s(?:member|ally|country|state)\ssince\s$")
_FOLLOWED = re.compile(
    r"\b(?:[Mm]embership\sof|[Aa]ccession\sto|[Ee]ntry\s(?:in)?to|[Aa]dmission\sto)\s(?:the\s)?<o>\s(?:followed|came)\s"
    r"(?:only\s|later\s|then\s)?(?:in|on)\s$"
)
"""Membership of those whom the text is about."""
_ALSO = re.compile(
    r"\b(?:joined|entered|acceded\sto|(?:was|were)\sadmitted\s(?:in)?to|became\s(?:an?\s)?(?:\w+\s)?members?\sof)\s(?:the\s)?<o>"
    r"[^.;:<>\[\]]*?(?:,?\sand|,\swhile|,\swith)\s(?:the\s)?\[(?P<s>\d+)\]\s(?:followed(?:\ssuit)?|following|did\sso|came\sin)\s"
    r"(?:only\s|later\s|then\s)?(?:in|on)\s$"
)
"""A second state after the first: "China joined it in 2001, and Taiwan followed in"."""
_OF_ANOTHER = re.compile(r"^[^<]*\b(?:to|in|of) which\b[^<]*$")
"""A group without a name of the table to which a relative clause goes back: "a union, to which X has belonged"."""
_SCHEME = re.compile(
    r"\b(?:programme|program|scheme|project|treaty|convention|fund|accord|agreement|zone|system|mission|court)\b"
)
_NOT_YET = re.compile(
    r"\b(?:not|never|no|candidate|observer|associate|partner|appli\w+|wait\w*|sought|would|aspir\w+|than)\b"
)
_MORE = _LIST.replace("<list>", "<more>")
_FOUNDERS = r"(?:founders?|founding\smembers?)\sof\s(?:the\s)?<o>"
_SETS_UP = r"(?:founded|created|set\sup|formed|established|launched)"
_FOUNDED = re.compile(
    rf"{_LIST}\s(?:were|was|are|is)\s(?:all\s|both\s)?(?:among\s)?(?:the\s)?{_FOUNDERS}"
    rf"|{_FOUNDERS}(?:\sin\s\d{{4}})?,?\s(?:(?:along|together)\s)?with\s{_MORE}"
    rf"|<o>,?\s(?:which|that)\s\w+\s(?:had\s)?{_SETS_UP}\s(?:(?:in|on)\s[^.;:\[\]<>]{{3,30}}?\s)?(?:together\s)?with\s"
    rf"{_LIST.replace('<list>', '<others>')}"
    rf"|{_LIST.replace('<list>', '<who>')}\s(?:had\s|jointly\s|together\s)?{_SETS_UP}\s(?:the\s)?<o>"
    rf"|<o>,?\s(?:(?:the|a|which|that|was|is|were)\s(?:[\w-]+\s){{0,4}}?)?{_SETS_UP}\s(?:(?:in|on)\s[^.;:\[\]<>]{{3,30}}?\s)?by\s"
    rf"{_LIST.replace('<list>', '<by>')}"
)
_FULL_AND_OBSERVER = re.compile(
    r"(?:<o>[^.;<>\[\]]{0,20},?\s)(?:in|of)\swhich\s\[(?P<full>\d+)\]\sis\s(?:an?\s|the\s)?(?:full\s)?member"
    r"(?:,?\s(?:and|while|but)\s\[(?P<obs>\d+)\]\s(?:is\s)?(?:only\s|just\s|merely\s)?an?\sobserver)?"
)
_NTH = re.compile(
    r"\[(?P<s>\d+)\](?:,\swhich)?\s(?:then\s|had\s|formally\s)*bec(?:ame|omes?|oming)\s(?:the\s|its\s)(?:<o>['’]s\s)?"
    r"(?P<n>\d{1,3}(?=st|nd|rd|th)|(?:\w+-)?\w+)(?:st|nd|rd|th)?\s(?:<o>\s)?(?:member|ally|state to join)\b"
)


_FOR_YEARS = re.compile(
    rf"\[(?P<s>\d+)\](?:,?\swhich)?\s(?:(?:will\s)?have|has)\s(?:now\s)?(?:been|belonged)\s(?:an?\s(?:\w+\s)?member\sof|in|inside|to"
    rf"|part\sof)\s(?:the\s)?<o>\sfor\s(?P<about>nearly\s|almost\s|not\squite\s)?(?P<n>{COUNT})\syears\b"
    rf"|\[(?P<s2>\d+)\](?:,?\swhich)?\s(?:[a-z]+\s){{0,2}}?(?:celebrat|mark|observ)\w+\s(?P<n2>{COUNT})\syears\s"
    r"(?:in|inside|of\smembership\s(?:in|of))\s(?:the\s)?<o>"
)
"""Membership by the years that it has lasted."""


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about members, chairs and places of groups in a sentence."""
    claims = list(forums.claims(passage))
    met = list(gatherings.judged(passage, claims))
    taken = [*(item[:2] for item in met), *(claim[:2] for claim in claims)]
    settled = [claim[:2] for claim in claims if claim[3].verdict != "unverifiable"]
    founded = any(forums.FOUNDED.search(passage.text, 0, m.start) for m in group_names.here(passage))
    # A city where a group was founded is none where it met.
    places = () if founded else (
        *met, *venues.judged(passage, taken), *elsewhen.judged(passage, [*settled, *(item[:2] for item in met)]),
    )  # fmt: skip
    for start, end, judged in (
        *_members(passage),
        *accession.judged(passage),
        *places,
        *chairs.judged(passage),
        *named_for.judged(passage),
        *named_for.hosted(passage),
    ):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


# --- who belongs -----------------------------------------------------------------------------------------------


def _members(passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    organisation = memberships.organisation().search(passage.text)
    name = memberships.organisation_names()[organisation.group()] if organisation else _meant(passage)
    nearest = next((g.organisation for g in group_names.earlier(passage) if g.organisation), None)
    if name is None and nearest is None:
        return
    states = [
        n for n in passage.named if n.code in countries() and n.kind == "country"
        and not (organisation and n.start < organisation.end() and organisation.start() < n.end)
    ]  # fmt: skip
    marked = memberships.mark(passage.text, organisation, states)
    patterns = (_NOW, _PACT, _QUAD, _HAS, _JOINS, _AS_MEMBERS) if organisation else (_NOW, _COVERS)
    for pattern in patterns if name else ():
        for match in pattern.finditer(marked.text):
            named = [states[int(n)] for n in re.findall(r"\[(\d+)\]", match["list"])]
            judged = _belong(name or "", named, passage)
            if judged is not None:
                yield marked.start(match.start()), marked.end(match.end()), judged
    for match in _BELONG.finditer(marked.text) if organisation and name else ():
        if _BUT_NOT.search(marked.text[: match.start()]):
            continue
        pair = [Named(0, 0, code, "country", code) for code in sorted(passage.pair)] if match["both"] else []
        named = pair or [states[int(n)] for n in re.findall(r"\[(\d+)\]", match["list"] or "")]
        judged = _belong(name or "", named, passage) if named else None
        if judged is not None:
            yield marked.start(match.start()), marked.end(match.end()), judged
    if organisation and name:
        yield from _founders(name, marked, states)
        yield from _observed(name, marked, states, passage)
    yield from _belonging(name or nearest or "", marked, states, passage)
    for other in memberships.organisation().finditer(passage.text, organisation.end()) if organisation else ():
        # "Which joined NATO in 1999 and has been in the European Union since 2004".
        again = memberships.mark(passage.text, other, states)
        yield from _belonging(memberships.organisation_names()[other.group()], again, states, passage, named=True)
    yield from _nth(name or nearest or "", marked, states, passage)
    yield from _lasting(name or "", marked, states, passage)


def _founders(name: str, marked: Marked, states: Sequence[Named]) -> Iterator[tuple[int, int, Judged]]:
    """ "The founders of OPEC in 1960, along with Iraq, Nigeria and Venezuela": none of them joined later, or never."""
    known = memberships.members().get(name, ())
    dated = [m for m in known if m.joined]
    first = min((m.joined[:4] for m in dated), default="")
    for match in _FOUNDED.finditer(marked.text) if first else ():
        told = next(part for part in match.groups() if part)
        codes = [states[int(number)].code or "" for number in re.findall(r"\[(\d+)\]", told)]
        spells = {code: [m for m in known if m.country == code] for code in codes}
        early = {code for code in codes if any(int(m.joined[:4] or 0) <= int(first) + 1 for m in spells[code])}
        late = next((code for code in codes if code not in early), None)
        if late is None or not (spells[late] or (early and all(m.complete for m in known))):
            continue
        source = spells[late][0].source if spells[late] else min((m.source for m in known), key=_weakness)
        what = (
            f"The record has {memberships.described(spells[late][0], name)}." if spells[late]
            else f"The record does not have {place_name(late)} among the members of {name}."
        )  # fmt: skip
        yield marked.start(match.start()), marked.end(match.end()), against(what, source)


def _weakness(source: Source) -> bool:
    return not source.strong


def _observed(
    name: str, marked: Marked, states: Sequence[Named], passage: Passage
) -> Iterator[tuple[int, int, Judged]]:
    """ "In which Pakistan is a full member and India an observer": both by the day of the report."""
    for match in _FULL_AND_OBSERVER.finditer(marked.text):
        judged = _belong(name, [states[int(match["full"])]], passage)
        code = states[int(match["obs"])].code if match["obs"] else None
        day = passage.published.isoformat() if passage.published is not None else "9999"
        spells = [m for m in memberships.members().get(name, ()) if m.country == code and m.joined and not m.left]
        inside = [m for m in spells if m.joined < day]
        if inside and (judged is None or judged.verdict != "contradicted"):
            judged = against(f"The record has {memberships.described(inside[0], name)}.", inside[0].source)
        if judged is not None:
            yield marked.start(match.start()), marked.end(match.end()), judged


def _lasting(name: str, marked: Marked, states: Sequence[Named], passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Croatia has been in the European Union for ten years": counted to the day of the report."""
    for match in _FOR_YEARS.finditer(marked.text) if passage.published is not None and name else ():
        state = states[int(match["s"] or match["s2"])].code
        spells = [m for m in memberships.members().get(name, ()) if m.country == state]
        if len(spells) != 1 or not spells[0].joined or spells[0].left or passage.published is None:
            continue
        first, last = bounds(spells[0].joined, spells[0].joined)
        least, most = (passage.published - last).days / YEAR, (passage.published - first).days / YEAR
        # What was celebrated may have been full some months ago.
        early, late = (1, 1) if match["s2"] else (0, bool(match["about"]))
        fits = full_or_begun(count(match["n"] or match["n2"]), least - early, most + late)
        say = supported if fits else against
        what = f"The record has {memberships.described(spells[0], name)}."
        yield marked.start(match.start()), marked.end(match.end()), say(what, spells[0].source)


def _belonging(
    name: str, marked: Marked, states: Sequence[Named], passage: Passage, *, named: bool = False
) -> Iterator[tuple[int, int, Judged]]:
    """ "Greece has been inside since 1981", "Turkey, in NATO since 1952": a spell that has that beginning.

    If `named` only what names the organisation is of it.
    """
    for time in passage.times:
        lead = marked.text[: marked.back(time.start)]
        out = _OUT.search(lead)
        ways = (_OF_GROUP, _SINCE, _FOLLOWED, _ALSO)
        match = out or next((told for way in ways if (told := way.search(lead))), None)
        if (
            match is None
            or (named and "<o>" not in match.group())
            or _NOT_YET.search(match.group())
            or _OF_ANOTHER.search(lead)
            or _is_of_a_scheme(lead, match)
        ):
            continue
        state = match.groupdict().get("s")
        codes = [states[int(state)].code or ""] if state else _pointed(passage, states, marked, match.start())
        form = "left" if out else "joined"
        found = [memberships.changed(form, name, code, [time.when], passage.published) for code in codes
                 if any(m.country == code and m.joined for m in memberships.members().get(name, ()))]  # fmt: skip
        if found:
            fits = any(judged.verdict == "supported" for judged in found)
            # Where only some of the states that "it" may be fit, it is not told which one is meant.
            if found[0].verdict == "supported" or not fits:
                yield marked.start(match.start()), time.end, found[0]


def _is_of_a_scheme(lead: str, match: re.Match[str]) -> bool:
    """Whether "in it" may be in what is no group of states: "the research programme, and has been back in it"."""
    return " it " in match.group() and _SCHEME.search(lead[: match.start()]) is not None


def _pointed(passage: Passage, states: Sequence[Named], marked: Marked, at: int) -> list[str]:
    """The states that "it" may be."""
    here = [n.code for n in states if n.end <= marked.start(at)]
    before = [n.code for n in passage.before.named if n.code in countries()] if passage.before is not None else []
    return [code for code in dict.fromkeys((*here, *before, *passage.states[:4])) if code]


def _nth(name: str, marked: Marked, states: Sequence[Named], passage: Passage) -> Iterator[tuple[int, int, Judged]]:
    """ "Montenegro became the 29th ally": a state of the record's members that joined before publication."""
    for match in _NTH.finditer(marked.text):
        state = states[int(match["s"])].code or ""
        yield (
            marked.start(match.start()),
            marked.end(match.end()),
            memberships.changed("joined", name, state, [], passage.published),
        )


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
        if passage.published is None and not any(_in(m, day) for m in spells):
            return None
        if not any(_in(m, day) for m in spells):
            return against(f"The record has {memberships.described(spells[0], name)}.", spells[0].source)
    best = next(m for m in known if m.country == named[0].code)
    return supported(
        f"The record has {', '.join(place_name(n.code or '') for n in named)} in {name} then.", best.source
    )


_AHEAD = dt.timedelta(days=31)


def _in(member: Member, day: dt.date) -> bool:
    """Whether a spell holds on a day, or begins in the month after it: accessions are reported ahead."""
    later = (min(day, dt.date.max - _AHEAD) + _AHEAD).isoformat()
    return member.joined <= later[: len(member.joined)] and (
        not member.left or day.isoformat()[: len(member.left)] <= member.left
    )
