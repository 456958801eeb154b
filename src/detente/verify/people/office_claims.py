"""Claims of office in a sentence: who is said to hold, to have held, to take or to leave which office, and when.

Names, titles, states, times and the verbs of office become one letter each; the forms in which the press puts
such a claim ("Chinese Foreign Ministry spokesperson X", "X, Italy's prime minister,", "X led Italy from 1996 to
1998") are then regular expressions over those letters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from detente.ontology import rows
from detente.reference.posts import AMBASSADOR, posted
from detente.reference.terms import LEADER
from detente.verify import clauses
from detente.verify.passages import Named, Passage, is_gone
from detente.verify.people import office_words, persons
from detente.verify.people.doings import does, speaks
from detente.verify.people.office_times import Kind, Told, is_of_now, of_others, told_around, when
from detente.verify.people.persons import Item, name_spans, whole_name
from detente.verify.people.titles import ANY, is_any, meaning, plain
from detente.verify.times.dates import Window


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
    """The times that are told near it: a title without a date may belong to any of them."""
    present: bool = False
    """Whether "X, the foreign minister," does something: the article makes it the office of the time of the story."""
    now: bool = False
    """Whether the clause says what the person does, has done or will do as of the day of the report."""
    body: str = ""
    """The name of the state or organisation, as the gazetteer has it: several organisations share a code."""
    guessed: bool = False
    """Whether the state is only one that the document is about and that has such a title."""
    owners: tuple[str, ...] = ()
    """Whose minister is meant by "his foreign minister": the people named before, nearest first."""


HEADS_OF_BODIES = {
    "IMF": "president_of_organisation", "WTO": "president_of_organisation", "IAE": "president_of_organisation",
    "NAT": "secretary_general", "UNO": "secretary_general",
}  # fmt: skip
"""The office from which an organisation is led."""
_HEAD = frozenset({"head", "chief"})

_SAYS = re.compile(
    r"\s*,?\s*(?:\w+\s)?(?:said|says|told|called|calls|warned|urged|announced|denied|rejected|accused|added|argued"
    r"|insisted|declared|stressed|stated|demanded|vowed|pledged|expressed|condemned|criticized|criticised|replied|noted"
    r"|described|met|meets|welcomed|held talks|signed|visited|arrived|spoke|wrote|posted|reiterated|used)\b"
)
_SAID = re.compile(r"[,.?!][\"”’']+\s(?:said|says|told|asked|added)\s$")
_ACTS = re.compile(
    r"(?:,[^,;.]{0,80},)?\s+(?:also\s|then\s|later\s|has\s|have\s|would\s|will\s|is\s|was\s|\w+ly\s){0,2}"
    r"(?!had\b)(?:\w{2,}ed|would|will|is|was|has|read|took|gave|flew|came|went|put|made|held|led|sent|found"
    r"|sought|brought|"
    r"cut|let|set|shut|ran|wrote|paid|sat|saw|left|began|lost|built|fought|flew|rose|fell|kept|spoke|won|chose|drew|stood|stayed|travel\w*|travels?|visits?|leads?|prefers?|hopes?|plans?|wants?)\b"
)
"""What a person does in a sentence that tells news; "had" looks back."""
_ON = re.compile(_SAYS.pattern + r"(?:\s+(?!that\b|who\b|which\b)[\w’'-]+){0,5}?(?:\s+on)?\s+")
_FORMS = (
    ("whose", re.compile(r"(?P<c>C)c?w(?P<mod>M*)(?P<t>T)V[Wc]{0,2}(?P<n>N)")),
    ("prefix", re.compile(r"(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?c?(?P<n>N)(?:OD?(?P<c3>C))?")),
    ("after", re.compile(r"(?P<n>N)[cb](?P<edge>FW)?D?(?P<mod>M*)D?(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?")),
    ("after", re.compile(
        r"(?P<n>N)[cb]D?M*C?P?M*T(?:OD?C)?F(?P<mod>M*)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?")),
    ("after", re.compile(r"(?P<n>N)[cb]D?M*C?TP(?P<mod>M*)(?P<t>T)(?=c|b)")),
    ("after", re.compile(r"(?P<n>N)[cb](?P<o>N)P(?P<mod>M*)(?P<t>T)")),
    ("copula", re.compile(
        r"(?P<n>N)(?:[cb][^.]{0,14}?(?<!N)[cb]|c[^.N]{1,9}(?=r))?c?r?(?P<v>V)[WFxc]{0,5}D?(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)"
        r"(?:OD?(?P<c2>C))?")),
    ("copula", re.compile(
        r"(?P<n>N)c?r?(?P<v>V)[WFxc]{0,3}D?M*C?P?M*T(?:OD?C)?F(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)"
        r"(?:OD?(?P<c2>C))?")),
    ("inverse", re.compile(
r"D?(?P<mod>M*)(?P<c>C?)P?(?P<mod2>M*)(?P<t>T)(?:OD?(?P<c2>C))?[WFxcb]{0,6}(?P<v>V)[Wc]{0,2}(?P<n>"
r"N)"
)),
    ("led", re.compile(r"(?P<n>N)(?:[cb][^.]{0,14}?[cb])?c?r?(?P<l>L)D?(?P<c>C)")),
    ("led_by", re.compile(r"(?P<c>C)[Vx]{0,2}[WFc]{0,3}(?P<l>B)[Wc]{0,2}(?P<n>N)")),
    ("held_by", re.compile(r"(?P<c>C?)P?(?P<t>T)(?:OD?(?P<c2>C))?[Vx]{0,2}[WFc]{0,3}(?P<l>H)[Wc]{0,2}(?P<n>N)")),
)  # fmt: skip


def find(passage: Passage) -> list[OfficeClaim]:
    """The claims of office in a sentence, in order; one person and title make one claim."""
    items = persons.items(passage)
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


def _claim(passage: Passage, items: Sequence[Item], form: str, match: re.Match[str]) -> OfficeClaim | None:
    text, groups = passage.text, match.groupdict()
    name, title = items[match.start("n")], items[match.start("t")] if groups.get("t") else None
    first, last = items[match.start()], items[match.end() - 1]
    after = items[match.end()].letter if match.end() < len(items) else ""
    post = None if _is_another(text, items, form, match, title) else _post(passage, items, match, title)
    unknown = title is not None and not groups.get("c2") and office_words.OF_A_BODY.match(text, title.end) is not None
    if (
        post is None
        or (post.office == ANY and unknown)
        or (title is not None and office_words.OF_A_COURT.match(text, title.end))
    ):
        return None
    if _is_of_a_body(text, items, form, match):
        return None
    mods = " ".join(
        text[items[i].start : items[i].end].lower()
        for key in ("mod", "mod2")
        if groups.get(key)
        for i in range(match.start(key), match.end(key))
    )
    if title is not None and form == "after" and _BOTH_FORMER.search(text[: title.start]):
        mods = f"former {mods}".strip()
    behind = "".join(item.letter for item in items[match.end() : match.end() + 2])
    if "former" in mods and form == "after" and behind == "cN":
        # "China's premier, X, the former Russian president, Y": of a list.
        return None
    state = _state_named(items, match)
    if "its" in mods.split() and state is not None and state.kind == "demonym":
        # "the court's ruling, read by its American president": of the court, not of America.
        return None
    if "its" in mods.split() and _is_of_the_past(passage, name.start):
        return None
    owned = form == "prefix" and after == "P"
    verb = items[match.start("v")].kind if groups.get("v") else "at"
    told = clauses.telling(text, (name.start, name.end)) if form in {"prefix", "after"} else None
    said = max(name.end, last.end) if form == "prefix" else last.end + 1
    acts = does(told, bool(_ACTS.match(text, said)))
    words = Told(form, verb, mods, first.start, last.end, (name.start, name.end), told, acts)
    kind, windows, stated = when(passage, words)
    if groups.get("edge"):
        kind, windows, stated = _edge(passage, items[match.start("edge")], items[match.start("edge") + 1])
    # "during President X's first term" looks back.
    stated = stated and not owned
    before_it = _SAID.search(text[: first.start]) is not None and form == "after"
    spoken, others = bool(_SAYS.match(text, said)) or before_it or speaks(told), of_others(passage, words)
    own = sum(t not in others for t in passage.times)
    day = _day_of_speech(passage, said) if spoken and kind == "at" else None
    if day is not None:
        windows, stated, own = (day,), True, 1
    return OfficeClaim(
        first.start, last.end, whole_name(text[name.start : name.end], passage), post.title, post.office, post.country,
        kind, windows, stated, spoken, bool(re.search("acting|interim|caretaker", mods)), own,
        acts, post.assumed, told_around(passage, words),
        form == "after" and does(told, False) and "the " in text[name.end : last.end],
        kind == "at" and not owned and (is_of_now(text, words) or _is_now(passage, items, match, form)),
        post.body, post.guessed, _owners(passage, items, match, mods),
    )  # fmt: skip


def _is_of_a_body(text: str, items: Sequence[Item], form: str, match: re.Match[str]) -> bool:
    """ "The chamber, whose president is X", "X, who heads the China Council": of a body, and of no state."""
    if form == "inverse":
        before = items[match.start() - 1].letter if match.start() else ""
        return before == "w" and not match["c"]
    after = items[match.start("c")].end if form in {"led", "led_by"} else len(text)
    goes_on = form == "led" and re.match(r"\s[A-Z]", text[after:]) is not None
    return goes_on or office_words.OF_ITS_PARTS.match(text, after) is not None


def _is_of_the_past(passage: Passage, before: int) -> bool:
    """Whether the state named last is no more: what "its" ministers were is in no table of today's."""
    named = [n for n in passage.named if n.end <= before and n.kind == "country"]
    return bool(named) and is_gone(named[-1])


def _is_now(passage: Passage, items: Sequence[Item], match: re.Match[str], form: str) -> bool:
    """Whether "X is", "X has been the foreign minister" is told in a sentence without another time."""
    words = passage.text[items[match.start("v")].start :] if form == "copula" else ""
    return not passage.times and re.match(r"(?:is|has been|remains|serves as)\b", words) is not None


def _edge(passage: Passage, word: Item, when: Item) -> tuple[Kind, tuple[Window, ...], bool]:
    """What "X, until 1995 the foreign minister" tells: the end of a term, or its start."""
    told = next(t.when for t in passage.times if t.start == when.start)
    kinds: dict[str, Kind] = {"until": "end", "since": "start", "from": "start"}
    return kinds.get(passage.text[word.start : word.end].lower(), "at"), ((told.start, told.end),), True


def _is_another(text: str, items: Sequence[Item], form: str, match: re.Match[str], title: Item | None) -> bool:
    """Whether a title and a name that stand so are not of one another: "X is said to have told the president"."""
    groups = match.groupdict()
    before = items[match.start() - 1].letter if match.start() else ""
    of_body = before == "K" and title is not None and is_any(text[title.start : title.end])
    if before == "X" or (before and before in "CKN" and (groups.get("c") or form == "prefix") and not of_body):
        return True
    apposed = form == "prefix" and title is not None and "," in text[title.end : items[match.start("n")].start]
    if apposed and office_words.AND_OTHERS.match(text, items[match.end() - 1].end):
        # "The French president, X, Y and Z travelled": four of them.
        return True
    if apposed and office_words.KIN_OF.search(text[: items[match.start()].start]):
        # "The son of that prime minister, X".
        return True
    if form == "prefix" and title is not None and office_words.TO_BE.search(text[: title.start]):
        return True
    if before == "V" and apposed:
        # "X was president, Y headed the government".
        return True
    if (apposed and _belongs_before(items, match.start())) or (title is not None and _is_of_a_part(items, match)):
        return True
    if form == "after" and title is not None and clauses.goes_on_by_verb(text, items[match.end() - 1].end):
        # "Beside X, the American president said".
        return True
    after = items[match.end()].letter if match.end() < len(items) else ""
    if form == "after" and office_words.LISTED.match(text, items[match.end() - 1].end):
        # "With X, the Egyptian president and the emir of Qatar": three who were there.
        return True
    # "X, the president's adviser": the title is that of somebody else.
    speaks = form == "after" and office_words.OF_A_MINISTRY.match(text, items[match.end() - 1].end)
    if (
        (after == "P" and items[match.end() - 1].letter == "C" and not speaks)
        or (form == "after" and after in {"N", "P"} and not speaks)
        or (form == "copula" and after in {"N", "P"})
        or (form == "inverse" and after == "P")
    ):
        return True
    between = (
        text[items[match.end("v") - 1].end : title.start] if form == "copula" and title and groups.get("v") else ""
    )
    if re.search(
        r"\b(?:to|by|told|said|asked|with|beside|behind|near|alongside|believed|thought|reported|expected)\b|,\sand\b",
        between,
    ):
        return True
    if form == "led" and office_words.OF_ONE_OF_THEM.match(text, items[match.end() - 1].end):
        return True
    if form == "led_by" and re.search(
        r"\b(?:[A-Z]\w+\sof|opposition\s(?:in|of)|party\s(?:in|of)|delegation\s(?:from|of))\s$",
        text[: items[match.start("c")].start],
    ):
        return True
    # "a United Nations panel led by": it is the panel that is led.
    led = text[items[match.start("c")].end : items[match.start("l")].start] if form == "led_by" else ""
    return bool(re.search(r"[a-z]", re.sub(r"\b(?:which|is|was|has|had|been|being|now|then|once|still)\b", "", led)))


def _belongs_before(items: Sequence[Item], start: int) -> bool:
    """Whether a title before a name stands behind another's: "X, the minister of Canada, Y, her counterpart"."""
    before = "".join(item.letter for item in items[max(0, start - 3) : start])
    return re.search(r"N[cb]D?$", before) is not None


def _is_of_a_part(items: Sequence[Item], match: re.Match[str]) -> bool:
    """Whether a title goes on with what no table knows as a state: "the prime minister of Greenland"."""
    after = "".join(item.letter for item in items[match.end("t") : match.end("t") + 3])
    return re.match(r"OD?[NK]", after) is not None


_BOTH_FORMER = re.compile(r"\bformer\s(?:[a-z-]+\s){1,4}and\s(?:[a-z-]+\s)?$")
"""Before the second of two titles: "a former president and prime minister"."""


@dataclass(frozen=True, slots=True)
class _Post:
    """A title as told, the office it means and the state or organisation; `assumed` and `guessed` as in `Meaning`."""

    title: str
    office: str
    country: str | None
    assumed: bool
    guessed: bool
    body: str


def _post(passage: Passage, items: Sequence[Item], match: re.Match[str], title: Item | None) -> _Post | None:
    """What office a title means; None for a leader of no told state."""
    state = (
        _state_named(items, match) or _inside(passage, title) or _seat(passage, title) or _body_before(passage, title)
    )
    words = _title_words(passage, title) if title is not None else "leader"
    meant = meaning(words, state.code if state is not None else None, passage.states)
    office, country = meant.office, meant.country
    if title is not None and words == "chief of staff" and office_words.OF_THE_FORCES.match(passage.text, title.end):
        office = "military_chief"
    if title is not None and title.named is not None:
        office = posted(title.named.code or "")
    elif office == AMBASSADOR and country in passage.pair and not _names_a_third(passage):
        # "The Chinese ambassador" of a report on China and Japan is the one in Tokyo.
        office = posted(next(code for code in sorted(passage.pair) if code != country))
    if title is not None and words == "head" and _OF_GOVERNMENT.match(passage.text, title.end):
        office = "head_of_government"
    if country is not None and len(country) == 3 and country not in _states():
        office = "president_of_organisation" if office == "head_of_state" else office
        office = HEADS_OF_BODIES.get(country, ANY) if title is None or words in _HEAD else office
    if office == LEADER and country is None:
        return None
    return _Post(words, office, country, meant.assumed, meant.guessed, state.name if state is not None else "")


_OF_GOVERNMENT = re.compile(r"\sof\s(?:the\s)?[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)?\sgovernment\b")
"""Behind "head": "of the Moroccan government"."""


def _names_a_third(passage: Passage) -> bool:
    """Whether a sentence, or the one before it, names another state or body than the two of the report."""
    before = passage.before.named if passage.before is not None else ()
    return any(n.code and n.code not in passage.pair for n in (*before, *passage.named))


def _title_words(passage: Passage, title: Item) -> str:
    """A title as the tables have it, without the place to which an ambassador is sent."""
    return AMBASSADOR if title.named is not None else plain(passage.text[title.start : title.end])


def _inside(passage: Passage, title: Item | None) -> Named | None:
    """The state whose body a title is of: "the secretary of Russia's Security Council"."""
    if title is None or title.named is not None:
        return None
    return next((n for n in passage.named if title.start < n.start and n.end < title.end and n.kind == "country"), None)


def _seat(passage: Passage, title: Item | None) -> Named | None:
    """The state in whose capital a title is: "then foreign minister in Canberra"."""
    place = title.end + len(" in ") if title and passage.text.startswith(" in ", title.end) else -1
    return next((n for n in passage.named if n.start == place and n.kind in {"capital", "metonym"}), None)


def _body_before(passage: Passage, title: Item | None) -> Named | None:
    """The organisation named last before a title that only such bodies have: "That body's secretary general is X"."""
    words = plain(passage.text[title.start : title.end]) if title is not None else ""
    if meaning(words, None, ()).office != "secretary_general" and words not in {"director general", "director-general"}:
        return None
    here = [n for n in passage.named if title is not None and n.end <= title.start]
    named = [*(passage.before.named if passage.before is not None else ()), *here]
    return next((n for n in reversed(named) if n.kind == "organisation" and n.code), None)


def _owners(passage: Passage, items: Sequence[Item], match: re.Match[str], mods: str) -> tuple[str, ...]:
    """Whose office it is: of the one named with it, or, where it is "his", of those named before, nearest first."""
    groups = match.groupdict()
    if re.search(r"\b(?:his|her)\b", mods) and not groups.get("c"):
        return _named_before(passage, items[match.start("n")].start)
    if not groups.get("o"):
        return ()
    owner = items[match.start("o")]
    return (whole_name(passage.text[owner.start : owner.end], passage),)


def _named_before(passage: Passage, before: int) -> tuple[str, ...]:
    here = [passage.text[a:b] for a, b in reversed(name_spans(passage)) if b <= before]
    last = passage.before
    there = [last.text[a:b] for a, b in name_spans(last)] if last is not None else []
    return tuple(dict.fromkeys(whole_name(name, passage) for name in (*here, *there)))


def _day_of_speech(passage: Passage, said: int) -> Window | None:
    """The day that goes with the verb of speech after a name; other times of the sentence are of what is said."""
    for time in passage.times:
        if time.start >= said and time.when.precision == "day":
            return (time.when.start, time.when.end) if _ON.fullmatch(passage.text[said : time.start]) else None
    return None


@functools.cache
def _states() -> frozenset[str]:
    return frozenset(row["iso3"] for row in rows("countries"))


def _state_named(items: Sequence[Item], match: re.Match[str]) -> Named | None:
    """The state or organisation that a claim names."""
    found = (items[match.start(key)].named for key in ("c", "c2", "c3") if match.groupdict().get(key))
    return next((named for named in found if named is not None), None)
