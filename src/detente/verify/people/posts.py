"""Offices told by the ministry and not by a title: "X, who runs the foreign ministry", "the ministry is now run by X".

Each becomes a claim of office, as those with a title do; "the ministry" alone is the one that was named before.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

from detente.ontology.portfolios import portfolios
from detente.reference.posts import AMBASSADOR, BY_TURNS, held_alone, posted
from detente.reference.terms import shipped_terms
from detente.verify import clauses
from detente.verify.passages import Named, Passage
from detente.verify.people import transfers
from detente.verify.people.doings import tells_of_now
from detente.verify.people.office_claims import HEADS_OF_BODIES, OfficeClaim
from detente.verify.people.office_times import Kind
from detente.verify.people.office_words import NAME, OF_ITS_PARTS, bare, named_offices
from detente.verify.people.persons import whole_name
from detente.verify.people.tellings import SEAT
from detente.verify.people.titles import MINISTRY, Meaning, is_title_of, meaning, ministries_named
from detente.verify.people.transfers import Transfer
from detente.verify.times.dates import Window
from detente.verify.times.told import has_year, near

_OFFICES = frozenset(portfolio.office for portfolio in portfolios() if portfolio.single)
"""The offices of a government that one person holds at a time, which pass on with the ministry."""
_HOUSE = (
    rf"(?:(?:[A-Z][\w’']+\s)?(?i:{MINISTRY})|(?:[A-Z][\w’']+\s)?(?i:foreign|State)\s(?i:ministry|department|portfolio)"
    r"|(?:foreign|external)\saffairs)"
)
_WHO = rf"(?P<n>{NAME})(?:,\s(?!and\b|but\b|while\b)[^,.;:]{{3,40}}?)?,?\s(?:who\s)?(?:has\s|now\s|also\s|still\s)*"
_RUNS = re.compile(
    rf"{_WHO}(?P<v>runs?|ran|heads?|headed|leads|led|holds?|held|is in charge of|has charge of|took charge of|took over"
    rf"|is responsible for)\s(?:the\s|his country['’]s\s)?(?P<h>{_HOUSE})(?!['’]s)"
)
_HAS_HAD = re.compile(
    rf"{_WHO}(?:had|held|run|headed|led|been\s(?:in\scharge\sof|at\sthe\shead\sof|at)|been\srunning)\s(?:the\s)?(?P<h>{_HOUSE})(?:\sonly)?\ssince\s$"
    rf"|(?P<m>{NAME}),\s(?:back\s|again\s|now\s)*(?:in\scharge\sof|at\sthe\shead\sof|at)\s(?:the\s)?(?P<k>{_HOUSE})(?:\sonly)?\ssince\s$"
)
"""Up to a time: "X, who has had the foreign ministry since", "X, back in charge of the foreign ministry since"."""
_WHOSE = re.compile(
    rf"(?P<n>{NAME}),\swhose\s(?:portfolio|brief|field|department)\sis\s(?:the\s)?"
    r"(?P<f>[a-z][a-z ]{3,24}?)(?=[,.;]|\sand\b)"
)
"""Who holds which field: "X, whose portfolio is defence"."""
_BODY = r"(?P<b>(?:[Tt]he\s)?[A-Z][\w.&’'-]+(?:\s(?:of\s|for\s|and\s|on\s|the\s)*[A-Z][\w.&’'-]+){0,5})"
_HEADS_IT = re.compile(
    rf"(?P<n>{NAME}),?\s(?:who|and)\s(?:now\s|also\s|still\s)?"
    rf"(?:heads|leads|runs|chairs|directs|commands)\s{_BODY}"
)
_HEADED_BY = re.compile(
    rf"{_BODY},\s(?:(?:the|an?)\s[a-z][a-z\s’'-]{{2,50}}\s)?(?:now\s|now\sbeing\s)?(?:headed|led|run|chaired|directed|commanded)"
    rf"\s(?P<since>since\s[^,;.]{{2,30}}?\s)?by\s(?P<n>{NAME})"
)
_CHIEF = r"(?:[Gg]overnor|[Mm]inister|[Cc]hair(?:man|woman)?|[Pp]resident|[Dd]irector|[Hh]ead|[Cc]hief)"
_ITS_CHIEF = re.compile(
    rf"{_BODY},\s(?:whose\s(?:present\s|current\s|new\s)?{_CHIEF}\sis|at\swhose\shead\sstands\s{_CHIEF}|under\s(?:its\s)?(?:present\s|current\s|new\s)?{_CHIEF},?)"
    rf"\s(?P<n>{NAME})(?=[,.;])"
)
"""A body with the one at its head: "the Reserve Bank of India, whose governor is X,"."""
_CHIEF_OF = re.compile(rf"\b{_CHIEF}\s(?P<n>{NAME})\sof\s{_BODY}")
_OF_BODIES = (
    "head of {}",
    "head of the {}",
    "{} chief",
    "{} head",
    "{} director",
    "{} chair",
    "director of the {}",
    "{} commander",
    "{} governor",
    "governor of the {}",
    "{} chairman",
    "chairman of the {}",
    "chairman of {}",
    "{} president",
    "president of the {}",
)
"""The titles of whoever heads a body."""
_HEADS_SO = re.compile(
    rf"(?P<n>{NAME}),\swho\s(?:now\s|also\s|still\s)?(?:heads|leads|runs|chairs|presides\sover)\s(?:it|that\sbody)\b"
)
"""Who is at the head of what was named last: "the ministry ... X, who heads it"."""
_HEADS = re.compile(rf"{_WHO}(?:runs|heads|leads)\s(?:the\s)?$")
_PART = re.compile(r"['’]s\b|\s[A-Z]")
"""What makes the name of a body that of a part of it."""
_RUN_BY = re.compile(
    rf"(?P<h>{_HOUSE}|\b[Tt]he ministry)\s(?:is|was|has been)\s(?:now\s|still\s|currently\s)?"
    rf"(?P<v>run|headed|led|held)\sby\s(?P<n>{NAME})"
)

_FIELD = (
    r"foreign affairs|external affairs|the interior|home affairs|defen[cs]e|finance|justice|trade|economy|agriculture"
    r"|energy|health|education"
)
_AT = re.compile(
    rf"(?P<n>{NAME})\s(?:(?P<v>stays?|remains?|is|stayed|remained|was|sits|sat)\s)?"
    rf"at\s(?:(?:the\s)?(?P<h>{_HOUSE})|(?P<f>{_FIELD})(?=[,.;]|\sand\b|$))"
)
"""A portfolio by its field alone: "X stays at foreign affairs and Y at defence"."""
_PUT_OUT = re.compile(
    r"\b(?:replac|reliev|succeed|follow|dismiss|sack|oust)\w*\s$|\b(?:over\sfrom|place\sof|successor\s(?:to|of))\s$"
)
"""Before the one who was there up to then."""
_LED_BY = re.compile(
    rf",\s(?:(?P<then>then|at that time)|now|still)?\s?(?:(?:run|led|headed|directed)\sby|under)\s(?P<n>{NAME})"
)
_BANK = r"\b(?:[Cc]entral bank|Bank of (?:[A-Z]\w+)(?: [A-Z]\w+)?|Federal Reserve|Bundesbank)"
_UNDER = re.compile(
    rf"(?:(?P<h>{_HOUSE})|(?P<b>{_BANK})),\s(?:now\s|then\s)?(?:under|led\sby|run\sby|headed\sby)\s"
    rf"(?:(?:its\s)?(?:[Gg]overnor|[Pp]resident|[Mm]inister|[Ss]ecretary|[Cc]hair(?:man|woman)?),?\s)?(?P<n>{NAME})(?=[,.;])"
)
"""A ministry or a central bank with whoever heads it: "the central bank, under Governor X,"."""
_HEADS_BANK = re.compile(
    rf"(?P<n>{NAME}),\s(?:who\s)(?:now\s|still\s)?(?:heads|leads|runs|has\sled|has\sheaded)\s(?:the|its|his|her)\s(?P<b>{_BANK})"
)
_ITS_HEAD = re.compile(rf"\b(?:[Ii]ts|[Tt]he bank['’]s)\s(?:present\s|current\s)?governor,\s(?P<n>{NAME})(?=[,.;])")
_CHAIRS = re.compile(
    rf"(?P<n>{NAME}),?\s(?:who\s)?(?:chairs|heads|presides\sover|leads)\s(?:the\s)?(?P<b>European\s(?:Council|Commission)|Commission)\b"
)
_LED = re.compile(
    rf"\b(?:when|while)\s(?P<n>{NAME})\s(?:ran|headed|led|was running|was (?:in charge|at the head|head) of)"
    r"\s(?:the\s)?$"
)
_FUND = re.compile(r"\bIMF\b|\bMonetary Fund\b")
_GOVERNS = re.compile(
    rf"(?P<n>{NAME})(?:,\s(?!and\b|but\b|while\b)[^,.;:]{{3,60}}?)?,?\s(?:who\s)?has\s(?:led|headed|run)\s"
    r"(?:the|its|their)\s(?:\w+\s)?government\ssince\s(?:the\s(?:general\s)?elections?\sof\s)?"
)
"""Who heads a government: "X, one of the richest men there, has led the government since 2021"."""


def find(passage: Passage) -> Iterator[OfficeClaim]:
    """The claims of office in a sentence that tells who runs a ministry."""
    yield from _heads_of_bodies(passage)
    yield from _led_bodies(passage)
    yield from _heads_of_named(passage)
    yield from _at_desks(passage)
    yield from _governing(passage)
    yield from _under_heads(passage)
    yield from _holding(passage)
    yield from _handed(passage)
    for pattern in (_RUNS, _RUN_BY):
        for match in pattern.finditer(passage.text):
            known = _office(match["h"], passage)
            name = whole_name(bare(match["n"]), passage)
            beside = re.search(r"\b(?:at|in|of)\s(?:the\s)?$", passage.text[: match.start("h")])
            if known is None or re.search(r"\b(?:former|had)\b", match.group()) or (match.re is _RUN_BY and beside):
                continue
            kind, windows = _when(passage, match)
            if windows:
                yield OfficeClaim(
                    match.start("n"), max(match.end("n"), match.end("h")), name, known.replace("_", " "), known,
                    _state(passage, match), kind, windows, stated=kind == "start", own=1, acts=True,
                    told=near(passage), now=kind == "at",
                )  # fmt: skip


_GONE_TO = re.compile(
    rf"\b(?:[Tt]he\s)?(?P<h>{_HOUSE})[^.;:]{{0,50}}?\s(?:has\sgone|has\sbeen\s(?:given|handed|entrusted)|goes)\sto\s(?P<n>{NAME})"
)
_REPRESENTS = re.compile(
    rf"(?P<n>{NAME}),?\swho\s(?:has\srepresented|represents)\s(?:the\s)?(?P<s>[A-Z][\w ]+?)"
    r"\sin\s(?:the\s)?(?P<c>[A-Z][\w ]+?)(?=\ssince\b|[,.;])"
)
"""An ambassador without the title: "X, who has represented the United States in Mexico City since August 2019"."""


def _handed(passage: Passage) -> Iterator[OfficeClaim]:
    """ "The energy portfolio has gone to X": now; and those who represent a state in a capital."""
    for match in _GONE_TO.finditer(passage.text) if passage.today else ():
        known, name = _office(match["h"], passage), whole_name(bare(match["n"]), passage)
        if known is not None and " " in name:
            yield OfficeClaim(
                match.start("n"), match.end("n"), name, known.replace("_", " "), known, _state(passage, match), "at",
                passage.today, stated=False, own=1, acts=True, told=near(passage), now=True,
            )  # fmt: skip
    for match in _REPRESENTS.finditer(passage.text) if passage.today else ():
        at = {key: next((n.code for n in passage.named if n.start == match.start(key)), None) for key in ("s", "c")}
        name = whole_name(bare(match["n"]), passage)
        if at["s"] and at["c"] and " " in name:
            yield OfficeClaim(
                match.start(), match.end(), name, AMBASSADOR, posted(at["c"]), at["s"], "at", passage.today,
                stated=False, own=1, acts=True, told=near(passage), now=True,
            )  # fmt: skip


def _holding(passage: Passage) -> Iterator[OfficeClaim]:
    """Who has had a ministry since a time, or has the portfolio of a field now."""
    for time in passage.times:
        lead = passage.text[: time.start] + ("since " if passage.text[time.start :].startswith("since ") else "")
        match = _HAS_HAD.search(
            re.sub(r"(?:(?:the|early|late|mid)\s|(?:end|start|beginning|middle)\sof\s)+$", "", lead)
        )
        known = _office(match["h"] or match["k"], passage) if match is not None else None
        if match is not None and known is not None:
            name = whole_name(bare(match["n"] or match["m"]), passage)
            state = _state(passage, match) if match["h"] else None
            yield OfficeClaim(
                match.start(), time.end, name, known.replace("_", " "), known, state, "start",
                ((time.when.start, time.when.end),), stated=True, own=1, acts=True, told=near(passage),
            )  # fmt: skip
    for match in _HEADS_SO.finditer(passage.text) if passage.today else ():
        yield from _of_the_last_body(passage, match)
    for match in _WHOSE.finditer(passage.text) if passage.today else ():
        told = ministries_named(f"the {match['f']} ministry")
        if len(told) == 1:
            office, name = told.pop(), whole_name(bare(match["n"]), passage)
            yield OfficeClaim(
                match.start(), match.end(), name, office.replace("_", " "), office, None, "at",
                passage.today, stated=False, own=0, acts=True, told=near(passage), now=True,
            )  # fmt: skip


_LESSER = re.compile(
    r"\b(?:commission|committee|panel|council|group|team|court|party|board|agency|delegation|office|bureau|force)s?\b",
    re.IGNORECASE,
)
"""What somebody may head as well, where a ministry or a parliament is named."""
_PARLIAMENT = "European Parliament"


def _of_the_last_body(passage: Passage, match: re.Match[str]) -> Iterator[OfficeClaim]:
    """The claim that somebody heads the one ministry, or the European Parliament, that was named last."""
    before = passage.before.text if passage.before is not None else ""
    for text in (passage.text[: match.start()], before):
        told = ministries_named(text)
        parliament = "Parliament" in text and _PARLIAMENT in passage.document.text
        if _LESSER.search(text) or len(told) > 1 or (told and parliament):
            return
        if told or parliament:
            office = told.pop() if told else "president_of_organisation"
            yield OfficeClaim(
                match.start(), match.end(), whole_name(bare(match["n"]), passage), office.replace("_", " "), office,
                "EUR" if parliament else None, "at", passage.today, stated=False, own=0, acts=True,
                told=near(passage), now=True, body=_PARLIAMENT if parliament else "",
            )  # fmt: skip
            return


def _at_desks(passage: Passage) -> Iterator[OfficeClaim]:
    """ "X stays at foreign affairs and Y at defence": of the day of the report or of a time of the sentence."""
    now = False
    for match in _AT.finditer(passage.text):
        house = f"{re.sub('^the ', '', match['f'])} ministry" if match["f"] else match["h"]
        known, name = _office(house, passage), whole_name(bare(match["n"]), passage)
        if known is None or " " not in name or _PUT_OUT.search(passage.text[: match.start()]):
            continue
        own = tuple((t.when.start, t.when.end) for t in passage.times)
        # "X stays at foreign affairs and Y at defence": the verb is that of both.
        now = re.match(r"(?:stays|remains|is|sits)", match["v"]) is not None if match["v"] else now
        if passage.today:
            yield OfficeClaim(
                match.start("n"), match.end(), name, known.replace("_", " "), known, None, "at",
                (*(() if now else own), *passage.today), stated=False, own=0 if now else len(own), acts=True,
                told=near(passage), now=now and not own,
            )  # fmt: skip


def _is_a_part(body: Named, text: str) -> bool:
    """Whether a body is named for a part of it alone: "the UN mission", "the UN Command"."""
    part = body.name.endswith("Command") or _PART.match(text, body.end) is not None
    return part or OF_ITS_PARTS.match(text, body.end) is not None


def _heads_of_bodies(passage: Passage) -> Iterator[OfficeClaim]:
    """ "X, the Irishman who heads the World Trade Organization"."""
    for body in passage.named:
        office = HEADS_OF_BODIES.get(body.code or "") if body.kind == "organisation" else None
        match = _HEADS.search(passage.text[: body.start]) if office is not None else None
        if office is None or match is None or _is_a_part(body, passage.text):
            continue
        yield OfficeClaim(
            match.start("n"), body.end, whole_name(bare(match["n"]), passage), "head", office, body.code, "at",
            passage.today, stated=False, own=1, acts=True, told=near(passage), now=True, body=body.name,
        )  # fmt: skip


def _heads_of_named(passage: Passage) -> Iterator[OfficeClaim]:
    """ "X, who heads MI6", "the Taiwan Affairs Office, headed by X": a body whose head has an office of the tables."""
    for match in (m for form in (_HEADS_IT, _HEADED_BY, _ITS_CHIEF, _CHIEF_OF) for m in form.finditer(passage.text)):
        body = re.sub(r"^[Tt]he\s", "", match["b"])
        # "The Taiwan Affairs Office of the State Council".
        names = (body, body.partition(" of the ")[0])
        title = next((t for b in names for form in _OF_BODIES if is_title_of(t := form.format(b.lower()))), None)
        name = whole_name(bare(match["n"]), passage)
        if (title is None and body not in _bodies()) or " " not in name or not passage.today:
            continue
        meant = meaning(title, None, passage.states) if title is not None else Meaning(_bodies()[body], "IGO")
        led = match.groupdict().get("since")
        since = next((t for t in passage.times if led and t.start >= match.start("since")), None)
        own = tuple((t.when.start, t.when.end) for t in passage.times)
        windows = ((since.when.start, since.when.end),) if since is not None else (*own, *passage.today)
        yield OfficeClaim(
            match.start(), match.end(), name, title or "head", meant.office, meant.country,
            "start" if since else "at", windows, stated=since is not None, own=len(own), acts=True,
            assumed=meant.assumed, told=near(passage), now=_is_of_these_days(own, passage), guessed=meant.guessed,
            body=body if title is None else "",
        )  # fmt: skip


@functools.cache
def _bodies() -> dict[str, str]:
    """The organisations without a code of their own, by name, with the office from which each is headed."""
    titles = {(t.title, t.office) for t in shipped_terms().in_country("IGO")}
    parted = ((re.match(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\sof\s(?:the\s)?(?P<b>.+)", t), office) for t, office in titles)
    return {match["b"]: office for match, office in parted if match is not None and match["b"] not in BY_TURNS}


def _governing(passage: Passage) -> Iterator[OfficeClaim]:
    """ "X has led the government since the election of 2021": in whatever state the record has that person."""
    for match in _GOVERNS.finditer(passage.text):
        time = next((t for t in passage.times if t.start == match.end()), None)
        name = whole_name(bare(match["n"]), passage)
        if time is not None and " " in name:
            yield OfficeClaim(
                match.start("n"), time.end, name, "head of government", "head_of_government", None, "start",
                ((time.when.start, time.when.end),), stated=True, own=1, acts=True, told=near(passage),
            )  # fmt: skip


def _is_of_these_days(own: Sequence[Window], passage: Passage) -> bool:
    """Whether a sentence tells no time but those of the last months: it is told as of the day of the report."""
    day = passage.published
    return not own or (day is not None and all(abs(day - hi) < _THESE_DAYS for _, hi in own))


_THESE_DAYS = dt.timedelta(days=150)


def _under_heads(passage: Passage) -> Iterator[OfficeClaim]:
    """ "The central bank, under Governor X,", "its present governor, X,", "X, who chairs the European Council"."""
    for match in (m for form in (_UNDER, _HEADS_BANK, _ITS_HEAD, _CHAIRS) for m in form.finditer(passage.text)):
        groups = match.groupdict()
        name = whole_name(bare(match["n"]), passage)
        state, body = None, ""
        if match.re is _CHAIRS and "European Co" not in passage.document.text:
            continue
        if match.re is _CHAIRS:
            office, state, body = "president_of_organisation", "EUR", f"European {match['b'].split()[-1]}"
        elif groups.get("h"):
            known = _office(match["h"], passage)
            office = known or ""
        else:
            banked = match.re in {_UNDER, _HEADS_BANK} or (
                passage.before is not None and re.search(_BANK, passage.before.text)
            )
            office = "central_bank_governor" if banked else ""
        if not office or " " not in name or not passage.today or " then " in match.group():
            continue
        own = tuple((t.when.start, t.when.end) for t in passage.times)
        yield OfficeClaim(
            match.start(), match.end(), name, office.replace("_", " "), office, state, "at", (*own, *passage.today),
            stated=False, own=len(own), acts=True, told=near(passage), now=_is_of_these_days(own, passage), body=body,
        )  # fmt: skip


def _led_bodies(passage: Passage) -> Iterator[OfficeClaim]:
    """ "The International Monetary Fund, then run by X,", "in 2018, when X was in charge of the WTO"."""
    for body in (*passage.named, *_the_fund(passage)):
        office = HEADS_OF_BODIES.get(body.code or "") if body.kind == "organisation" else None
        before = _LED.search(passage.text[: body.start])
        match = _LED_BY.match(passage.text, body.end) or before
        if office is None or match is None or _is_a_part(body, passage.text):
            continue
        own = tuple((t.when.start, t.when.end) for t in passage.times if has_year(passage, t))
        windows = own if before or match.groupdict().get("then") else (*own, *passage.today)
        if windows:
            yield OfficeClaim(
                min(body.start, match.start()), max(body.end, match.end()), whole_name(bare(match["n"]), passage),
                "head", office, body.code, "at", windows, stated=bool(own), own=len(own), acts=True,
                told=near(passage), now=_is_of_these_days(own, passage), body=body.name,
            )  # fmt: skip


def _the_fund(passage: Passage) -> Iterator[Named]:
    """ "The Fund", where the document names the Monetary Fund."""
    if _FUND.search(passage.document.text):
        for match in re.finditer(r"\bthe (?P<f>Fund)\b", passage.text):
            yield Named(match.start("f"), match.end(), "IMF", "organisation", "IMF")


def passed(passage: Passage) -> Iterator[OfficeClaim]:
    """ "The Foreign Office was given to X in July", "In May it passed to X": X came into that office then."""
    for transfer in transfers.find(passage):
        later = transfer.later
        known = _passed_on(transfer, passage)
        if later is None or not later.named or transfer.earlier is not None or known is None or transfer.coming:
            continue
        joined = [t for t in passage.times if clauses.joined(passage.text, transfer.head, (t.start, t.end))]
        times = joined or (passage.times if len(passage.times) == 1 else [])
        if len(times) != 1:
            continue
        start, end = min(later.start, transfer.head[0]), max(later.end, transfer.head[1])
        state = next((n.code for n in passage.named if n.name and n.name in transfer.office), None)
        yield OfficeClaim(
            start, end, whole_name(bare(passage.text[later.start : later.end]), passage), known.replace("_", " "),
            known, state, "start", ((times[0].when.start, times[0].when.end),), stated=True, own=1, told=near(passage),
        )  # fmt: skip


_BACK = frozenset({"it", "the post", "the job", "the office", "the ministry", "the portfolio", "that post", "that job"})
"""Words for an office that was named in the sentence before."""


def _passed_on(transfer: Transfer, passage: Passage) -> str | None:
    """The office that passed on: as its words name it, else the one that was named last before."""
    told = named_offices(transfer.office)
    if not told:
        back = transfer.office.lower() in _BACK and not SEAT.search(passage.text)
        before = passage.before.text if passage.before is not None and back else ""
        told = named_offices(f"{before} {passage.text[: transfer.head[0]]}") if back else set()
    return told.pop() if len(told) == 1 and told <= _OFFICES else None


def _office(house: str, passage: Passage) -> str | None:
    """The office of a ministry; "the ministry" alone is the one named in the sentence before."""
    told = ministries_named(house)
    if not told and re.search(r"foreign|external|State(?= Department)", house, re.IGNORECASE):
        return "foreign_minister"
    if not told and passage.before is not None:
        told = named_offices(passage.before.text) & held_alone()
    return told.pop() if len(told) == 1 else None


def _when(passage: Passage, match: re.Match[str]) -> tuple[Kind, tuple[Window, ...]]:
    """When somebody took a ministry over, or the day of the report for one who has it; nothing for what was once."""
    if match["v"].startswith("took"):
        after = [t for t in passage.times if t.start >= match.end()]
        gap = passage.text[match.end() : after[0].start] if after else ";"
        near = re.fullmatch(
            r"(?:\sin\s(?:a|the)\s(?:\w+\s)?(?:reshuffle|shake-?up|change)(?:\sof)?)?"
            r"(?:\s(?:in|from|last|early|late|on|[A-Z]\w+|the)){0,4}\s?",
            gap,
        )
        if not after and tells_of_now(clauses.telling(passage.text, match.span("n"))):
            # "X, who took over the foreign ministry in spring, calls it".
            return "at", passage.today
        return "start", ((after[0].when.start, after[0].when.end),) if near else ()
    now = re.match(r"(?:runs?|heads?|leads|holds?|is|has)\b", match["v"]) and match.re is _RUNS
    by = match.re is _RUN_BY and re.search(r"\bis\s", match.group()) is not None
    return "at", passage.today if now or by else ()


def _state(passage: Passage, match: re.Match[str]) -> str | None:
    inside = [
        n.code for n in passage.named if match.start("h") <= n.start < match.end("h") and n.kind != "organisation"
    ]
    return inside[0] if inside else None
