"""Offices told by what somebody was made, ceased to be, or did as their holder, in whatever state the title is.

"Putin named X defence minister in May", "Xi removed X as foreign minister in July", "X, elected chancellor on May 6,",
"X attended as secretary general of NATO", "X, who as defence minister in 2023".
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.passages import Named, Passage
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.office_times import Kind
from detente.verify.people.office_words import NAME, bare
from detente.verify.people.persons import name_spans, whole_name
from detente.verify.people.titles import TITLE, is_any, meaning, plain
from detente.verify.times.dates import Window
from detente.verify.times.told import near, readings

_ITS = r"(?:the\s|its\s|his\s|her\s|their\s)?(?:new\s|next\s|first\s)?(?:[A-Z][\w.]+?(?:['’]s)?\s)?$"
_MADE = re.compile(
    rf"\b(?P<v>appointed|named|picked|chose|made|installed|elected)\s(?P<n>{NAME})"
    rf"(?:,\s(?:a|an|the)\s[^,;.]{{3,60}},)?\s(?:as\s|to be\s)?{_ITS}"
)
_SACKED = re.compile(
    rf"\b(?P<v>dismissed|sacked|fired|removed|ousted)\s(?P<n>{NAME})\s(?:as|from the (?:post|office|job) of)\s{_ITS}"
)
_ELECTED = re.compile(
    rf"(?P<n>{NAME}),\s(?:first\s|newly\s|only\s)?(?P<v>elected|appointed|named|sworn in as|chosen as|made)\s{_ITS}"
)
_AS = re.compile(
    rf"(?P<n>{NAME})(?:,?\swho\s|\s(?:attended|spoke|signed|took part|was there|came|sat|sat in|travelled|traveled"
    rf"|appeared)\s)as\s{_ITS}"
)
_NOW_IS = re.compile(
    rf"(?P<n>{NAME}),?\swho\s[^.;:]{{3,90}}?\sand\s(?:is\s(?:now|today)|has\s(?:since\s)?become)\s{_ITS}"
)
_DOUBLES = re.compile(
    rf"(?P<n>{NAME})(?:,\s(?:the|a|an|his|her)\s[^,;.:]{{3,50}})?,?\s(?:who\s)?(?:also\s|now\s)?"
    r"(?:doubles\sas|(?:also\s)?serves\sas|is\salso|is\sat\sthe\ssame\stime)\s(?:the\s|its\s|his\s|her\s)?(?:[A-Z][\w.]+?(?:['’]s)?\s)?$"
)
"""Who has a second office beside the one told before: "X, the vice-president, who doubles as"."""
_PRESIDES = re.compile(
    rf"(?P<n>{NAME}),?\swho\s(?:[^.;:]{{3,90}}?\sand\s)?(?:now\s|today\s)?(?:presides\sover|chairs)\sthe\s"
    r"(?P<b>[Ss]enate|[Nn]ational [Aa]ssembly|[Pp]arliament|[Ll]ower [Hh]ouse|[Uu]pper [Hh]ouse)\b"
)
"""Who is at the head of a chamber now, told behind what the person was: "X, who led it for years and is now"."""
_WHEN_HE = re.compile(
    rf"^(?:[^.;:,]{{0,40}}?\s)?(?P<n>{NAME})\s[^.;:]{{3,140}}?,\swhen\s(?:he|she)\swas\s(?:still\s|the\s|its\s|also\s)*$"
)
"""What somebody did at a time told before, "when he was" in an office."""
_OF = re.compile(r"\sof\s(?:the\s)?")
_THEN = re.compile(r",?\s(?:in|since|from|until)\s")
_FORMER = re.compile(r"\b(?:former|ex)[\s-](?:[A-Z]\w+\s)?$")


@dataclass(frozen=True, slots=True)
class _Role:
    """A title in a sentence with the state or body that stands by it, and where all of it ends."""

    start: int
    end: int
    words: str
    state: Named | None


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims of office in a sentence that tells them so."""
    for role in _roles(passage):
        before = passage.text[: role.start]
        for pattern, kind in ((_MADE, "start"), (_SACKED, "end"), (_ELECTED, "start")):
            match = pattern.search(before)
            if match is not None:
                yield from _changed(passage, role, match, kind)  # type: ignore[arg-type]
        match = _AS.search(before)
        if match is not None:
            yield from _acted(passage, role, match)
        match = _WHEN_HE.match(before)
        if match is not None:
            yield from _then(passage, role, match)
        match = _NOW_IS.search(before) or _DOUBLES.search(before)
        if match is not None and passage.today:
            yield _of_today(passage, role, match)
    for match in _PRESIDES.finditer(passage.text) if passage.today else ():
        chamber = match["b"].lower()
        words = (
            f"president of the {chamber}" if chamber in {"senate", "national assembly"} else f"speaker of the {chamber}"
        )
        role = _Role(match.start("b"), match.end(), words, None)
        yield _of_today(passage, role, match)


def _roles(passage: Passage) -> Iterator[_Role]:
    for title in TITLE.finditer(passage.text):
        if is_any(title.group()) or _FORMER.search(passage.text[: title.start()]):
            continue
        of = _OF.match(passage.text, title.end())
        behind = next((n for n in passage.named if of is not None and n.start == of.end()), None)
        ahead = next((n for n in passage.named if passage.text[n.end : title.start()] in {" ", "'s ", "’s "}), None)
        yield _Role(title.start(), behind.end if behind else title.end(), plain(title.group()), behind or ahead)


def _changed(passage: Passage, role: _Role, match: re.Match[str], kind: Kind) -> Iterator[OfficeClaim]:
    """Who was put into an office, or out of it, at the one time of the verb."""
    times = [t for t in passage.times if clauses.joined(passage.text, match.span("v"), (t.start, t.end))]
    if len(times) == 1:
        yield _claim(passage, role, match, kind, readings(passage, times[0]), times[0])


def _acted(passage: Passage, role: _Role, match: re.Match[str]) -> Iterator[OfficeClaim]:
    """Who did something as the holder of an office: at the time behind it, else at one of the sentence or today."""
    link = _THEN.match(passage.text, role.end)
    time = next((t for t in passage.times if link is not None and t.start == link.end()), None)
    if time is not None:
        yield _claim(passage, role, match, "at", ((time.when.start, time.when.end),), time)
    elif link is None and passage.today and "who" not in match.group().split():
        # "X, who as prime minister had called the referendum": at some time before.
        own = tuple((t.when.start, t.when.end) for t in passage.times)
        yield _claim(passage, role, match, "at", (*own, *passage.today), None)


def _then(passage: Passage, role: _Role, match: re.Match[str]) -> Iterator[OfficeClaim]:
    """ "X had gone there in November 2010, when he was prime minister": of the one person told before, at that time."""
    others = [span for span in name_spans(passage) if span[1] <= role.start and span[0] > match.end("n")]
    time = next((t for t in passage.times if re.match(r",\swhen\s", passage.text[t.end :])), None)
    if time is not None and not others and re.search(r"\d{4}", passage.text[time.start : time.end]):
        yield _claim(passage, role, match, "at", ((time.when.start, time.when.end),), time)


def _of_today(passage: Passage, role: _Role, match: re.Match[str]) -> OfficeClaim:
    return dataclasses.replace(_claim(passage, role, match, "at", passage.today, None), now=True)


def _claim(
    passage: Passage,
    role: _Role,
    match: re.Match[str],
    kind: Kind,
    windows: tuple[Window, ...],
    time: TimeMention | None,
) -> OfficeClaim:
    meant = meaning(role.words, role.state.code if role.state is not None else None, passage.states)
    end = role.end if time is None else max(role.end, time.end)
    return OfficeClaim(
        match.start(), end, whole_name(bare(match["n"]), passage), role.words, meant.office, meant.country, kind,
        windows, stated=time is not None, own=len(windows), acts=True, assumed=meant.assumed, told=near(passage),
        body=role.state.name if role.state is not None else "", guessed=meant.guessed,
    )  # fmt: skip
