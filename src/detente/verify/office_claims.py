"""Claims of office in a sentence: who is said to hold, to have held, to take or to leave which office, and when.

Names, titles, states, times and the verbs of office become one letter each; the forms in which the press puts
such a claim ("Chinese Foreign Ministry spokesperson X", "X, Italy's prime minister,", "X led Italy from 1996 to
1998") are then regular expressions over those letters.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.coding.text.times import TimeMention
from detente.coding.who.naming import titles
from detente.ontology import rows
from detente.reference.terms import LEADER
from detente.verify.passages import Named, Passage
from detente.verify.windows import gone_by, span_at, told_later

Kind = Literal["at", "span", "start", "end", "former", "once", "then"]
Window = tuple[dt.date, dt.date]

ANY = ""
"""The office of a title that many bodies have ("chairman"): only a person's own rows can tell which is meant."""


@dataclass(frozen=True, slots=True)
class OfficeClaim:
    """One claim: person, title, its office, the state or organisation if the words name one, and when.

    `windows` are first and last possible days: of the one time that the claim states, or of each time that it may be
    about (`stated` tells which). For "span" there are two, of the start and of the end.
    """

    start: int
    end: int
    person: str
    title: str
    office: str
    country: str | None
    kind: Kind
    windows: tuple[Window, ...]
    stated: bool
    spoken: bool = False
    acting: bool = False
    own: int = 0
    """How many of the windows, from the first, are times of the claim's own sentence."""
    acts: bool = False
    """Whether the person does something in the sentence, and does not stand in it as a name in passing."""
    assumed: bool = False
    """Whether no word names the state, and it is only the one in which the title is usual."""
    told: tuple[Window, ...] = ()
    """Every time that the document names: a title without a date may belong to any of them."""


_EXTRA = {
    "leader": LEADER, "ruler": LEADER, "head of government": "head_of_government", "head of state": "head_of_state",
    "chairman": ANY, "chairwoman": ANY, "chairperson": ANY, "chair": ANY, "chief": ANY, "head": ANY,
    "foreign policy chief": "foreign_minister",
    "managing director": ANY, "director general": ANY, "director-general": ANY, "high representative": ANY,
    "spokesperson": ANY, "spokesman": ANY, "spokeswoman": ANY,
}  # fmt: skip
_TITLES = {**_EXTRA, **{title: office for title, (office, _, _) in titles().items()}}
_SHARED = {title: states for title, (_, _, states) in titles().items() if len(states) > 1 and title != "chancellor"}
_OWN_STATE = {title: states[0] for title, (_, _, states) in titles().items() if len(states) == 1}

_HEADS_OF_BODIES = {
    "IMF": "president_of_organisation", "WTO": "president_of_organisation", "IAE": "president_of_organisation",
    "NAT": "secretary_general", "UNO": "secretary_general",
}  # fmt: skip
"""The office from which an organisation is led."""

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŠŽČĐİŞ]"
_NAME_WORD = rf"(?:{_CAPITAL}[\w’'`-]*\w|{_CAPITAL}\.(?:-?{_CAPITAL}\.)*|[aA]l-{_CAPITAL}[\w’'-]*\w|{_CAPITAL}(?=\s))"
NAME = (
    rf"{_NAME_WORD}(?:\s+(?:(?:de|del|della|di|da|das|dos|du|la|le|van|von|der|den|ter|bin|ibn|ben|"
    rf"bint|al|el|af|zu|zur|y"
    rf"|und)\s+){{0,2}}{_NAME_WORD})*"
)
"""A personal name as part of a regular expression."""
_NAME = re.compile(NAME)
_TITLE = re.compile(
    rf"(?<!\w)(?:"
    rf"{'|'.join(re.escape(t).replace(chr(92) + ' ', '[ -]') for t in sorted(_TITLES, key=len, reverse=True))}"
    rf")"
    r"(?![\w-]|’?s\b(?! )|ship)",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"\b(?:(?P<former>former|ex-?|one-time|onetime|past|late|previous|erstwhile)|(?P<then>then-?|at the time)"
    r"|(?P<acting>acting|interim|caretaker|outgoing)|(?P<now>current|present|incumbent|serving|sitting|new"
    r"|newly elected|newly appointed|veteran|long-serving"
    r"|longtime|conservative|hardline|embattled|visiting|first female|the country['’]s|its|his|her|their)"
    r"|(?P<other>deputy|vice|assistant|shadow|second|under|junior|designated|future|would-be|aspiring|potential|"
    r"possible|next|first|regional|provincial|state|self-proclaimed|rebel|opposition|joint|honorary))(?=[\s-]|\b)[- ]?",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"[\s-]*(?:elect|designate|in-waiting|in waiting|nominee|candidate|hopeful|contender|aspirant|candidacy"
    r"|apparent|emeritus|spokes\w+|adviser|aide|office|election|race|vote|palace|house)\b",
    re.IGNORECASE,
)
_VERBS: tuple[tuple[Kind, str], ...] = (
    ("end", r"(?:resigned|steps down|stepped down|stood down|retired|left office|was ousted|was removed|was replaced"
r"|was deposed|was toppled|quit|bowed out|ended (?:his|her) (?:term|time|tenure)|left (?:the "
r")?(?:post|office|job))"
            r"(?:\s+as)?"),
    ("start", r"(?:became|becomes|become|took office(?: again)?(?: as)?|took over(?: as)?|takes over as|assumed "
r"(?:office|power)"
r"(?: as)?|was (?:first |later |again )?(?:elected|appointed|named|sworn in|re-elected|installed|"
r"chosen|made)"
              r"(?: as)?|has been (?:appointed|named|elected|sworn in)(?: as)?|was inaugurated(?: as)?"
              r"|began (?:his|her) (?:term|time|tenure) as|returned as|came to power(?: as)?"
              r"|(?:took|assumed) (?:over )?the (?:office|post|position|job) of)"),
    ("at", r"(?:is|was|has been|had been|remains|remained|served (?:briefly |twice |again )?as|serves as|serving as"
           r"|has served as|had served as|acted as|ruled as|worked as|held (?:the )?(?:office|post|position|job) of"
           r"|held power as|sat as|occupied the (?:office|post) of|was in office as|stayed on as|continued as|served)"),
)  # fmt: skip
_VERB = re.compile(rf"\b(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _VERBS)})(?!\w)", re.IGNORECASE)
_LEAD = re.compile(
    r"\b(?:led|leads|has led|had led|ruled|rules|has ruled|governed|governs|headed the government of|heads"
    r"|presided over|was in power in|held power in|was at the helm of|ran)(?!\w)"
)
_BY = re.compile(r"\b(?:led|ruled|governed|headed) by\b")
_HELD = re.compile(r"\bheld by\b")
_SAYS = re.compile(
    r"\s*,?\s*(?:\w+\s)?(?:said|says|told|called|calls|warned|urged|announced|denied|rejected|accused|added|argued"
    r"|insisted|declared|stressed|stated|demanded|vowed|pledged|expressed|condemned|criticized|criticised|replied|noted"
    r"|described|met|meets|welcomed|held talks|signed|visited|arrived|spoke|wrote|posted|reiterated|used)\b"
)
_ACTS = re.compile(
    r"(?:,[^,;.]{0,80},)?\s+(?:also\s|then\s|later\s|has\s|have\s|would\s|will\s|is\s|was\s|\w+ly\s){0,2}"
    r"(?!had\b)(?:\w{2,}ed|would|will|is|was|has|read|took|gave|flew|came|went|put|made|held|led|sent|found"
    r"|sought|brought|"
    r"cut|let|set|shut|ran|wrote|paid|sat|saw|left|began|lost|built|fought|flew|rose|fell|kept|spoke|won|chose|drew|stood|stayed|travel\w*|travels?|visits?|leads?|prefers?|hopes?|plans?|wants?)\b"
)
"""What a person does in a sentence that tells news; "had" looks back."""
_ON = re.compile(_SAYS.pattern + r"(?:\s+(?!that\b|who\b|which\b)[\w’'-]+){0,5}?(?:\s+on)?\s+")
_OPENERS = """
the a an in on at by for of to from with as and but or after before while when since until under during if it
he she they we i its his her their this that these those there what who mr mrs ms dr sir king queen however
meanwhile yet also then now still both some many most all new one two three between against over asked today
yesterday
"""
_STOP = frozenset(_OPENERS.split())
_DAYS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december
"""
_DAYS_MONTHS = frozenset(_DAYS.split())
_FORMS = (
    ("whose", re.compile(r"(?P<c>C)c?w(?P<mod>M*)(?P<t>T)V[Wc]{0,2}(?P<n>N)")),
    ("prefix", re.compile(r"(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?c?(?P<n>N)(?:OD?(?P<c3>C))?")),
    ("after", re.compile(r"(?P<n>N)[cb]D?(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?")),
    ("copula", re.compile(
        r"(?P<n>N)(?:[cb][^.]{0,14}?[cb]|c[^.N]{1,9}(?=r))?c?r?(?P<v>V)[WFxc]{0,5}D?(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)"
        r"(?:OD?(?P<c2>C))?")),
    ("inverse", re.compile(
r"D?(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?[WFxcb]{0,6}(?P<v>V)[Wc]{0,2}(?P<n>"
r"N)"
)),
    ("led", re.compile(r"(?P<n>N)(?:[cb][^.]{0,14}?[cb])?c?r?(?P<l>L)D?(?P<c>C)")),
    ("led_by", re.compile(r"(?P<c>C)[Vx]{0,2}[WFc]{0,3}(?P<l>B)[Wc]{0,2}(?P<n>N)")),
    ("held_by", re.compile(r"(?P<c>C?)P?(?P<t>T)(?:OD?(?P<c2>C))?[Vx]{0,2}[WFc]{0,3}(?P<l>H)[Wc]{0,2}(?P<n>N)")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Item:
    letter: str
    start: int
    end: int
    named: Named | None = None
    kind: Kind = "at"


def find(passage: Passage) -> list[OfficeClaim]:
    """The claims of office in a sentence, in order; one person and title make one claim."""
    items = _items(passage)
    letters = "".join(item.letter for item in items)
    found: dict[tuple[int, str], OfficeClaim] = {}
    if not any(letter in letters for letter in "TLBH") or "N" not in letters:
        return []
    for form, pattern in _FORMS:
        for match in pattern.finditer(letters):
            claim = _claim(passage, items, form, match)
            if claim is not None:
                key = (items[match.start("n")].start, claim.office or claim.title)
                found.setdefault(key, claim)
    return sorted(found.values(), key=lambda claim: claim.start)


def people(passage: Passage) -> list[str]:
    """The personal names of two words or more in a sentence."""
    text = passage.text
    found = (text[item.start : item.end] for item in _items(passage) if item.letter == "N")
    return [name for name in found if " " in name]


def name_spans(passage: Passage) -> tuple[tuple[int, int], ...]:
    """Where personal names (or what looks like one) stand in a sentence, in order."""
    return tuple((item.start, item.end) for item in _items(passage) if item.letter == "N")


def single_names(passage: Passage) -> list[str]:
    """The personal names of one word in a sentence."""
    text = passage.text
    found = (text[item.start : item.end] for item in _items(passage) if item.letter == "N")
    return [name for name in found if " " not in name]


def is_title(words: Sequence[str]) -> bool:
    """Whether the first of some words is part of a title of office."""
    return any(words[0].lower() in title.split() for title in _TITLES)


def offices_named(text: str) -> set[str]:
    """The offices whose titles stand in a text."""
    found = (match.group().lower().replace("-general", " general") for match in _TITLE.finditer(text))
    return {_TITLES.get(title, _TITLES.get(title.replace(" general", "-general"), ANY)) for title in found}


def _items(passage: Passage) -> list[_Item]:
    """The sentence as items in order: what was recognised, and every word and mark between."""
    text = passage.text
    taken: list[_Item] = []

    def free(start: int, end: int) -> bool:
        return all(end <= item.start or item.end <= start for item in taken)

    for match in _TITLE.finditer(text):
        if not _NOT_YET.match(text, match.end()):
            taken.append(_Item("T", match.start(), match.end()))
        else:
            taken.append(_Item("x", match.start(), match.end()))
    for named in passage.named:
        if free(named.start, named.end):
            letter = "C" if named.code and named.kind in {"country", "demonym", "capital", "organisation"} else "K"
            taken.append(_Item(letter, named.start, named.end, named))
        elif named.code and not free(named.start, named.end):
            cut = min((i.start for i in taken if named.start < i.start < named.end), default=named.start)
            if free(named.start, cut) and cut > named.start:
                taken.append(_Item("C", named.start, len(text[:cut].rstrip()), named))
    for time in passage.times:
        if free(time.start, time.end):
            taken.append(_Item("W", time.start, time.end))
    for pattern, letter in ((_BY, "B"), (_HELD, "H"), (_VERB, "V"), (_LEAD, "L")):
        for match in pattern.finditer(text):
            if free(match.start(), match.end()):
                kind: Kind = next((k for k, _ in _VERBS if letter == "V" and match.group(k)), "at")
                taken.append(_Item(letter, match.start(), match.end(), kind=kind))
    for match in _MODIFIER.finditer(text):
        if free(match.start(), match.end()):
            taken.append(_Item("X" if match["other"] else "M", match.start(), match.end()))
    for match in _NAME.finditer(text):
        taken += _names(text, match, taken)
    taken.sort(key=lambda item: item.start)
    out: list[_Item] = []
    place = 0
    for item in [*taken, _Item("", len(text), len(text))]:
        out += _between(text, place, item.start)
        if item.letter:
            out.append(item)
        place = max(place, item.end)
    return out


def _names(text: str, match: re.Match[str], taken: Sequence[_Item]) -> Iterator[_Item]:
    """The parts of a run of capitalised words that are no title, state or time, without words that open a sentence."""
    start = match.start()
    edges = sorted((i.start, i.end) for i in taken if i.start < match.end() and start < i.end)
    for left, right in [*edges, (match.end(), match.end())]:
        piece = text[start:left]
        words = list(re.finditer(r"\S+", piece))
        while words and words[0].group().lower().strip(".,’'") in _STOP | _DAYS_MONTHS:
            words.pop(0)
        if words and re.search(rf"{_CAPITAL}\w", words[-1].group()):
            end = start + words[-1].end()
            possessive = re.search(r"['’]s?$", text[start:end])
            yield _Item("N", start + words[0].start(), end - (len(possessive.group()) if possessive else 0))
        start = max(start, right)


_SINGLE = {
    "of": "O", "the": "D", "a": "D", "an": "D", ",": "c", "(": "b", ")": "b", "from": "F", "between": "F", "until": "F",
    "since": "F", "in": "F", "to": "F", "and": "F", "for": "F", "who": "r", "which": "r", "whose": "w", "—": "b",
    "–": "b", ".": ".", ";": ".", ":": ".",
}  # fmt: skip


def _between(text: str, start: int, end: int) -> Iterator[_Item]:
    for match in re.finditer(r"['’]s\b|\w+|[^\w\s\"“”]", text[start:end]):
        word = match.group().lower()
        letter = "P" if word in {"'s", "’s"} or match.group() in {"'", "’"} else _SINGLE.get(word, "x")
        yield _Item(letter, start + match.start(), start + match.end())


def _claim(passage: Passage, items: Sequence[_Item], form: str, match: re.Match[str]) -> OfficeClaim | None:
    text = passage.text
    groups = match.groupdict()
    name, title = items[match.start("n")], items[match.start("t")] if groups.get("t") else None
    first, last = items[match.start()], items[match.end() - 1]
    before = items[match.start() - 1].letter if match.start() else ""
    of_body = before == "K" and title is not None and _TITLES.get(text[title.start : title.end].lower()) == ANY
    if before == "X" or (before and before in "CKN" and (groups.get("c") or form == "prefix") and not of_body):
        return None
    after = items[match.end()].letter if match.end() < len(items) else ""
    if after == "P" and items[match.end() - 1].letter == "C":
        return None
    if form == "after" and (match.end() < len(items) and items[match.end()].letter == "N"):
        return None
    between = (
        text[items[match.end("v") - 1].end : title.start] if form == "copula" and title and groups.get("v") else ""
    )
    if re.search(r"\b(?:to|told|said|asked|with|believed|thought|reported|expected)\b", between):
        # "is said to have told the president": the title is somebody else's.
        return None
    led = text[items[match.start("c")].end : items[match.start("l")].start] if form == "led_by" else ""
    if re.search(r"[a-z]", re.sub(r"\b(?:which|is|was|has|had|been|being|now|then|once|still)\b", "", led)):
        # "a United Nations panel led by": it is the panel that is led.
        return None
    country = _country(items, match)
    words = text[title.start : title.end].lower().replace("-general", " general") if title else "leader"
    words = words if words in _TITLES else words.replace(" general", "-general")
    office = _TITLES.get(words, LEADER)
    if words in _SHARED and country not in _SHARED[words]:
        # In other states it is an official's title ("India's foreign secretary"), or the text does not say whose.
        country = (
            next((state for state in passage.states if state in _SHARED[words]), None) if country is None else country
        )
        office = office if country in _SHARED[words] else ANY
    if title is None and country is not None and len(country) == 3 and country not in _states():
        office = _HEADS_OF_BODIES.get(country, ANY)
    assumed = country is None and words in _OWN_STATE
    if assumed:
        country = _OWN_STATE[words]
    if office == LEADER and country is None:
        return None
    mods = " ".join(
        text[items[i].start : items[i].end].lower()
        for key in ("mod", "mod2")
        if groups.get(key)
        for i in range(match.start(key), match.end(key))
    )
    owned = form == "prefix" and after == "P"
    verb = items[match.start("v")].kind if groups.get("v") else "at"
    person = text[name.start : name.end]
    kind, windows, stated = _when(passage, form, verb, mods, first, last)
    # "during President X's first term" looks back.
    stated = stated and not owned
    said = max(name.end, last.end) if form == "prefix" else last.end + 1
    spoken, own = bool(_SAYS.match(text, said)), len(passage.times)
    day = _day_of_speech(passage, said) if spoken and kind == "at" else None
    if day is not None:
        windows, stated, own = (day,), True, 1
    return OfficeClaim(
        first.start, last.end, whole_name(person, passage), words, office, country, kind, windows, stated, spoken,
        bool(re.search("acting|interim|caretaker", mods)), own, bool(_ACTS.match(text, said)), assumed, passage.told,
    )  # fmt: skip


def _day_of_speech(passage: Passage, said: int) -> Window | None:
    """The day that goes with the verb of speech after a name; other times of the sentence are of what is said."""
    for time in passage.times:
        if time.start >= said and time.when.precision == "day":
            return (time.when.start, time.when.end) if _ON.fullmatch(passage.text[said : time.start]) else None
    return None


@functools.cache
def _states() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("countries"))


def _country(items: Sequence[_Item], match: re.Match[str]) -> str | None:
    for key in ("c", "c2", "c3"):
        if match.groupdict().get(key):
            named = items[match.start(key)].named
            if named is not None:
                return named.code
    return None


def whole_name(person: str, passage: Passage) -> str:
    """The full name that the document gave before for a surname, where only one has it."""
    if " " in person:
        return person
    full = {name for name in passage.people if person in (name.split()[-1], name.split()[0])}
    return full.pop() if len(full) == 1 else person


def _when(
    passage: Passage, form: str, verb: Kind, mods: str, first: _Item, last: _Item
) -> tuple[Kind, tuple[Window, ...], bool]:
    text = passage.text
    span = span_at(passage, last.end, apposed=form == "after")
    own = tuple((t.when.start, t.when.end) for t in passage.times)
    around = tuple((t.when.start, t.when.end) for t in passage.around)
    today = ((passage.published, passage.published),) if passage.published else ()
    if re.search(r"former|ex-?\b|one-?time|past|late|previous|erstwhile", mods):
        return "former", today, False
    shifted = told_later(passage, first.start)
    if shifted is not None:
        return "at", shifted, False
    if "then" in mods or "at the time" in mods:
        return "then", (*own, *around), bool(own)
    if form == "whose" or (form == "led_by" and _in_passing(text, first, last, own, passage.published)):
        return "at", today, bool(today)
    if form in {"copula", "inverse", "led", "led_by", "held_by"} or (form == "after" and span is not None):
        if span is not None:
            return "span", span, True
        near = _near(passage, last, first)
        if near is not None:
            lead = text[max(0, near.start - 12) : near.start].lower()
            window = ((near.when.start, near.when.end),)
            if re.match(r"was|were|had|served|held", _verb_text(text, first, last)):
                window = (gone_by(window[0], passage.published),)
            if verb == "start" or re.search(r"\bsince(?: the)?\s*(?:\w+\s)?$", lead):
                return "start", window, True
            until = text[near.start : near.end].lower().startswith("until")
            if verb == "end" or until or re.search(r"\buntil(?: the)?\s*(?:\w+\s)?$", lead):
                return "end", window, True
            if verb == "at":
                return "at", window, True
        if verb in {"start", "end"}:
            return "once", today, False
        if form == "inverse" or re.match(
            r"is|has been|remains|serves|leads|rules|governs|heads|has (?:led|ruled)", _verb_text(text, first, last)
        ):
            return "at", (*own, *today), False
        return "once", today, False
    beside = [t for t in passage.times if _BESIDE.fullmatch(text[last.end : t.start])] if form == "prefix" else []
    if beside and last.end <= beside[0].start:
        return "at", ((beside[0].when.start, beside[0].when.end),), True
    return "at", (*own, *around, *today), bool(own)


def _in_passing(text: str, first: _Item, last: _Item, own: tuple[Window, ...], published: dt.date | None) -> bool:
    """Whether "the Fund, led by X," is told of the day of the report: no time of the sentence is of another year."""
    aside = re.search(r",\s(?:now\s)?(?:led|headed|ruled|governed)\sby\b", text[first.start : last.end])
    return aside is not None and published is not None and all(hi >= published for _, hi in own)


_BESIDE = re.compile(r"\s+(?:(?:on|in|early|late|last)\s+)?")
"""What stands between a name and the time that is its own: "Premier Li Qiang on Tuesday"."""


def _verb_text(text: str, first: _Item, last: _Item) -> str:
    match = _VERB.search(text, first.start, last.end) or _LEAD.search(text, first.start, last.end)
    return match.group().lower() if match else ""


def _near(passage: Passage, last: _Item, first: _Item) -> TimeMention | None:
    """The time that goes with a verb of office: the first one after it in its clause, else the one before it."""
    text = passage.text
    aside = re.search(r",\s(?:who|which|whose)\b[^,]*,", text[first.start : last.end])
    left, right = (first.start + aside.start(), first.start + aside.end()) if aside else (0, 0)
    inside = [t for t in passage.times if first.start <= t.start < last.end and not left <= t.start < right]
    after = [
        t
        for t in passage.times
        if t.start >= last.end
        and not re.search(
            r"[;:.]\s|\b(?:who|which|while|but|after|before|following|said|says|told)\b|\band\s(?:\w+ed|left|quit|lost)\b",
            text[last.end : t.start],
        )
    ]
    before = [
        t
        for t in passage.times
        if t.end <= first.start and not re.search(r"[;:]|\b(?:said|says|told|when|while)\b", text[t.end : first.start])
    ]
    found = inside[:1] or after[:1] or before[-1:]
    return found[0] if found else None
