"""When a claim of office is said to hold: the time that goes with its words, or the times that it may be about.

"X, the foreign minister, is to follow in October" is told of the day of the report; "X was foreign minister when", "X,
foreign minister since 2004" and "in July 1999, when X was foreign secretary" each have a time of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from detente.coding.text.times import TimeMention
from detente.verify import clauses
from detente.verify.numbers.counts import COUNT, count
from detente.verify.passages import Passage
from detente.verify.people import back_then, office_words, planned
from detente.verify.people.doings import speaks, tells_of_now
from detente.verify.people.windows import is_fresh, read, span_at, told_later
from detente.verify.times.dates import Window, gone_by
from detente.verify.times.told import has_year, near, readings

Kind = Literal["at", "span", "start", "end", "former", "once", "then"]

VERBS: tuple[tuple[Kind, str], ...] = (
    ("end", r"(?:resigned|steps down|stepped down|stood down|retired|left office|was ousted|was removed|was replaced"
r"|was deposed|was toppled|quit|bowed out|ended (?:his|her) (?:term|time|tenure)|left (?:the "
r")?(?:post|office|job))"
            r"(?:\s+as)?"),
    ("start", r"(?:became|becomes|become|took office(?: again)?(?: as)?|took over(?: as)?|takes over as|assumed "
r"(?:office|power)"
r"(?: as)?|was (?:first |later |again )?(?:elected|appointed|named|sworn in|re-elected|installed|"
r"chosen|made|brought in|called in)"
              r"(?: as)?|has been (?:appointed|named|elected|sworn in)(?: as)?|was inaugurated(?: as)?"
              r"|began (?:his|her) (?:term|time|tenure) as|came to power(?: as)?"
              r"|(?:took|assumed) (?:over )?the (?:office|post|position|job) of)"),
    ("at", r"(?:is|was|has been|had been|remains|remained|served (?:briefly |twice |again )?as|serves as|serving as"
           r"|has served as|had served as|acted as|returned as|ruled as|worked as"
           r"|held (?:the )?(?:office|post|position|job) of"
           r"|held power as|sat as|occupied the (?:office|post) of|was in office as|stayed on as|continued as|served)"),
)  # fmt: skip
VERB = re.compile(rf"\b(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in VERBS)})(?!\w)", re.IGNORECASE)
LEAD = re.compile(
    r"\b(?:led|leads|has led|had led|ruled|rules|has ruled|governed|has governed|governs|headed the government of|heads"
    r"|presided over|was in power in|held power in|was at the helm of|ran)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as `office_claims` has read it, for the question when it is said to hold.

    `form` is the form it has, `verb` the kind of its verb, `mods` the small words before its title; `begin` and `end`
    are its offsets, `name` those of the person.
    """

    form: str
    verb: Kind
    mods: str
    begin: int
    end: int
    name: tuple[int, int]
    told: clauses.Telling | None = None
    acts: bool = False
    """Whether the person does something in the sentence."""


_When = tuple[Kind, tuple[Window, ...], bool]


def when(passage: Passage, claim: Told) -> _When:
    """The kind of a claim, its windows (the one it states, or each that it may be about), and whether it states one."""
    own = tuple(window for t in passage.times for window in read(passage, t))
    today = passage.today
    if re.search(r"former|ex-?\b|one-?time|past|late|previous|erstwhile", claim.mods):
        return "former", today, False
    before = passage.text[: claim.begin]
    if claim.form == "prefix" and _SERVED_UNDER.search(before):
        return "once", today, False
    dated = any(0 <= t.start - claim.end < _NEXT_TO for t in passage.times)
    if any(words.search(before) for words in office_words.OF_THE_PAST) or (_THAT_OF.search(before) and not dated):
        return "once", today, False
    if claim.form == "after" and _MAKES.search(before):
        # "The law, which makes the army chief, X, chief of the defence forces".
        return "once", today, False
    shifted = told_later(passage, claim.begin)
    if shifted is not None:
        return "at", shifted, len(shifted) == 1 and shifted[0][1] - shifted[0][0] <= _SHORT
    if office_words.ANY_OF_THEM.search(passage.text[: claim.begin]) and claim.form in {"prefix", "after"}:
        return ("at", (*own, *_around(passage), *today), False) if own else ("once", today, False)
    if re.search(r"then|at th\w+ time", claim.mods) or back_then.AT_THE_TIME.match(passage.text, claim.end):
        told = back_then.windows(passage, claim)
        return "then", told, bool(told)
    if claim.form == "whose" or (claim.form == "led_by" and _in_passing(passage, claim, own)):
        return "at", today, bool(today)
    if claim.form == "led_by" and _ASIDE.search(passage.text[claim.begin : claim.end]):
        return "at", (*own, *today), False
    if _THAT_TIME.search(passage.text) and not own and claim.form in {"prefix", "after"}:
        told = back_then.that_time(passage, claim)
        return ("at", told, True) if told else ("once", today, False)
    lately = _lately(passage, claim)
    if lately is not None:
        return "start", (lately,), True
    span = span_at(passage, claim.end, apposed=claim.form == "after", aside=_aside(passage.text, claim))
    gone = _QUALIFIED.match(passage.text, claim.end) is not None or _is_of_the_dead(claim.told, passage.text)
    if claim.form == "after" and span is None and gone:
        return "once", today, False
    if span is not None and claim.form == "prefix" and re.search(r"\bunder\s$", passage.text[: claim.begin]):
        return "at", (_inner(span),), True
    if claim.form in {"copula", "inverse", "led", "led_by", "held_by"} or (claim.form == "after" and span is not None):
        return _by_verb(passage, claim, span)
    return _beside(passage, claim) or _by_clause(passage, claim)


_SERVED_UNDER = re.compile(
    r"\b(?:who|had|has|having|and)\s(?:\w+\s){0,2}?(?:served|been|worked|was)\s(?:as\s)?[^.;,]{3,50}\sunder\s(?:the\s)?$"
)
"""Before somebody under whom another served at some time: "who served as defence minister under President X"."""
_NEXT_TO = 6
"""Characters of " in " and the like before a time that stands behind a name."""
_SHORT = dt.timedelta(days=62)
"""A time counted from another one that is no longer than this is the claim's own."""
_THAT_OF = re.compile(
    r"\b(?:than|as|unlike|like|replaces?|resembles?|repeats?|echoes|follows|with|from)\s[^,;]{0,20}?\b(?:that|those)\sof\s(?:the\s)?(?:[A-Z][\w-]+['’]s\s)?$"
)
"""Before somebody whose plan, term or law something is compared with."""
_MAKES = re.compile(r"\b(?:makes|making|to\smake|would\smake|will\smake)\s[^;.]{0,60}$")
_THAT_TIME = re.compile(
    r"\b(?:that\s(?:spring|summer|autumn|fall|winter|year|month|week|night)|those\s(?:days|years|months|weeks))\b(?!['’])"
)
"""A time that the text has told somewhere before: whoever acts then is told of it, and not of the day of the report."""


_SHE_REPLACED = (
    r",?\s(?:whom\s|that\s|which\s)?(?:he|she|they|it)\s(?:has\s|had\s)?(?:just\s)?"
    r"(?:replaced|succeeded|followed|ousted|defeated|beat|toppled|deposed|unseated)\b"
)
_QUALIFIED = re.compile(
    r"\s(?:between|before|after|during|throughout|under|for (?:\w+\s){0,3}?(?:years|decades|months|weeks)"
    r"|in (?:his|her|their|its|the|[A-Z][\w-]+['’]s?)\s(?:\w+\s){0,2}?"
    r"(?:cabinet|government|administration|coalition|term))\b"
    rf"|{_SHE_REPLACED}"
)
"""Behind a title: it was held at some time that is told in this way."""


def _is_of_the_dead(told: clauses.Telling | None, text: str) -> bool:
    """Whether a clause says that somebody died: "X, prime minister of the North, died in April"."""
    return told is not None and told.part == "subject" and (told.verb == "die" or "passed away" in text)


def _inner(span: tuple[Window, Window]) -> Window:
    """The inner part of a time that somebody served "under" another: their times of office need not be the same."""
    (_, lo), (hi, _) = span
    rim = abs(hi - lo) / 4
    return (lo + rim, hi - rim) if lo < hi else (hi, lo)


def _around(passage: Passage) -> tuple[Window, ...]:
    return tuple((t.when.start, t.when.end) for t in passage.around)


_WHEN = re.compile(r"(?:,?\s(?:in|at)\s(?:the\s)?[A-ZÀ-Þ][^,;.]{2,40})?,?\s(?:when|while)\s")
"""Between a time, or the place that stands behind it, and whoever held an office then."""
_AT_SOME_TIME = re.compile(r"\b(?:was|were|had been)\s(?:once|formerly|previously|at one time)\b")


_IF = re.compile(r"\b(?:as|so)\slong\sas\s$|\b(?:if|unless|until|whether)\s$")
"""Before somebody who is or remains in an office: it need not be so at any time that is told."""


def _by_verb(passage: Passage, claim: Told, span: tuple[Window, Window] | None) -> _When:
    """When "X was", "X became", "X resigned as" holds."""
    if span is not None:
        return "span", span, True
    if _AT_SOME_TIME.search(passage.text[claim.begin : claim.end]) or _IF.search(passage.text[: claim.begin]):
        return "once", passage.today, False
    near = _near(passage, claim)
    words = _verb_text(passage.text, claim)
    if near is not None and near.end <= claim.begin and re.match(r"is\b", words) and claim.verb == "at":
        # "Who held that job until last month, X, is now defence minister": of now.
        near = None
    if words.startswith("had been") and (near is None or near.end <= claim.begin):
        # "X, who had been governor": before what is told.
        return "once", passage.today, False
    if near is not None:
        window = (near.when.start, near.when.end)
        if re.match(r"was|were|had|served|held", words):
            window = gone_by(window, passage.published)
        # "until December 1973, when X was": then, not until then.
        told_there = near.end <= claim.begin and _WHEN.fullmatch(passage.text[near.end : claim.begin])
        kind = claim.verb if told_there else edge_of(passage.text, near) or claim.verb
        is_month = kind == "start" and near.when.precision == "month"
        if kind == "end" and not has_year(passage, near):
            # "X resigned on April 5", in a tale of another year.
            return kind, (window, *readings(passage, near)), True
        return kind, (_octobers(passage, near, claim) if is_month else (window,)), True
    today = passage.today
    if claim.verb in {"start", "end"}:
        return "once", today, False
    if claim.form == "inverse" or re.match(
        r"is|has been|remains|serves|leads|rules|governs|heads|has (?:led|ruled)", words
    ):
        return "at", (*((t.when.start, t.when.end) for t in passage.times), *today), False
    return "once", today, False


def _octobers(passage: Passage, time: TimeMention, claim: Told) -> tuple[Window, ...]:
    """What "since October" may be: of any year that the text tells beside it, or the one before that.

    Of somebody who speaks, or does something today, it is the last one.
    """
    told = claim.told or clauses.telling(passage.text, claim.name)
    tale = any(has_year(passage, t) for t in passage.times)
    if passage.published is not None and not tale and (speaks(told) or tells_of_now(told)):
        return ((time.when.start, time.when.end),)
    found = readings(passage, time)
    year = dt.timedelta(days=365)
    return found if len(found) == 1 else (*found, *((first - year, last - year) for first, last in found[1:]))


def edge_of(text: str, time: TimeMention) -> Kind | None:
    """Whether a time is told as that of a beginning or an end: "since 2004", "until May"."""
    before = text[max(0, time.start - _TO_AN_EDGE) : time.start].lower()
    edge = _EDGE.search(before)
    edge = edge or re.match(r"(since|until)\b", text[time.start : time.end].lower())
    return None if edge is None else "start" if edge[1] == "since" else "end"


_TO_AN_EDGE = 34
_EDGE = re.compile(r"\b(since|until)(?: the)?\s*(?:\w+\s)?(?:(?:beginning|start|end|middle|turn) of\s(?:the\s)?)?$")
"""Right before a time that is a beginning or an end: "since the beginning of October"."""


def _beside(passage: Passage, claim: Told) -> _When | None:
    """The time that stands right behind a claim: "Premier Li Qiang on Tuesday", "X, foreign minister since 2004"."""
    for time in passage.times:
        if time.start < claim.end:
            continue
        gap = passage.text[claim.end : time.start]
        window = (time.when.start, time.when.end)
        if claim.form == "prefix" and _BESIDE.fullmatch(gap):
            return "at", (window,), True
        if _CAME.fullmatch(gap) and "credentials" in gap:
            # Months after he was named.
            return "at", (window,), True
        if _CAME.fullmatch(gap):
            return "start", _octobers(passage, time, claim), True
        # "It will hang over Prime Minister X until July": no end of a term.
        edge = _SINCE.match(passage.text, claim.end, time.end) if claim.form != "prefix" else None
        if edge is not None and re.fullmatch(
            r"(?:\s(?:the|early|late))?\s?", passage.text[edge.end() : max(edge.end(), time.start)]
        ):
            ended = edge["edge"] == "until"
            return ("end" if ended else "start"), _ends(passage, time) if ended else (window,), True
        return None
    return None


_FOR_SO_LONG = re.compile(
    rf"\sfor\s(?:just\s|barely\s|only\s|about\s|all\sof\s)?(?P<n>{COUNT})\s(?P<u>week|month)s?\b(?!\s(?:in|from|until|to|before|after)\s)"
)
_UNITS = {"week": dt.timedelta(days=7), "month": dt.timedelta(days=31)}


def _lately(passage: Passage, claim: Told) -> Window | None:
    """When somebody came in who has been "foreign minister for five weeks", with a unit more or less."""
    told = _FOR_SO_LONG.match(passage.text, claim.end) if claim.form == "after" else None
    if told is None or passage.published is None or passage.times:
        return None
    unit = _UNITS[told["u"].lower()]
    since = passage.published - unit * count(told["n"])
    return since - unit, since + unit


def _ends(passage: Passage, time: TimeMention) -> tuple[Window, ...]:
    """What "until May" may be: the May to come, or the last one."""
    window, day = (time.when.start, time.when.end), passage.published
    if day is None or has_year(passage, time) or window[1] <= day:
        return (window,)
    return window, gone_by(window, day)


def _by_clause(passage: Passage, claim: Told) -> _When:
    """A title beside a name: of the day of the report where the clause is, else of any time that is told there."""
    today = passage.today
    if today and is_of_now(passage.text, claim):
        return "at", today, False
    if claim.form == "prefix" and clauses.had_done_aside(passage.text, claim.name):
        # "A step for which President X had campaigned": at some time before.
        return "once", today, False
    others = (*of_others(passage, claim), *_in_what_is_said(passage, claim))
    times = [t for t in passage.times if t not in others]
    if not today:
        # A text without a date may tell of "the 2015 deal" at any time after it, and of who did what when another did.
        times = [
            t for t in times
            if clauses.dates(passage.text, claim.name, (t.start, t.end))
            and (not clauses.is_in_a_name(passage.text, (t.start, t.end)) or _AT_THE.search(passage.text[: t.start]))
        ]  # fmt: skip
        if not times and passage.times:
            return "once", today, False
    own = tuple(window for t in times for window in read(passage, t))
    dated = own and all(has_year(passage, t) or is_fresh(passage, t) for t in times)
    settled = dated or _is_fronted(passage, claim)
    around = tuple(t for t in passage.around if t not in others)
    months = () if settled else tuple(t for t in around if t.when.precision in {"day", "month", "season"})
    # Months may give "March 10" its year; a sentence without a time may be of any that is told around it.
    return "at", (*own, *((t.when.start, t.when.end) for t in (months if own else around)), *today), bool(own)


def is_of_now(text: str, claim: Told) -> bool:
    """Whether a title is told as of the day of the report: by its clause, or by what is planned with its holder."""
    met = claim.form == "prefix" and (planned.is_to_be_met(text, claim.begin) or planned.holds_it(text, claim.end))
    return tells_of_now(claim.told) or met or (claim.form in _BESIDE_A_NAME and planned.is_to_come(text, claim.name))


_BESIDE_A_NAME = frozenset({"prefix", "after"})


_AT_THE = re.compile(r"\b(?:[Aa]t|[Dd]uring)\s(?:the|an?)\s$")
"""Before a time that is part of a name: what is told was then all the same, "at the 2015 summit"."""


def _in_what_is_said(passage: Passage, claim: Told) -> tuple[TimeMention, ...]:
    """The times of what somebody says, which date none of the saying: "X said those adopted in 2016 had to go"."""
    if not speaks(claim.told):
        return ()
    return tuple(t for t in passage.times if clauses.is_said(passage.text, claim.name, (t.start, t.end)))


def of_others(passage: Passage, claim: Told) -> tuple[TimeMention, ...]:
    """The times of a sentence and its paragraph that do not date what somebody does in it.

    Those of sentences behind it, what has begun or ended at a time ("prices have risen since March"), and a clause that
    only says who the person is.
    """
    if not claim.acts:
        return ()
    text = passage.text
    aside = (t for t in passage.times if edge_of(text, t) or clauses.describes(text, claim.name, (t.start, t.end)))
    return (*passage.ahead, *aside)


def told_around(passage: Passage, claim: Told) -> tuple[Window, ...]:
    """The times to which a title without one may look back: for who acts, only those of the paragraph."""
    if not claim.acts:
        return near(passage)
    others = of_others(passage, claim)
    return tuple((t.when.start, t.when.end) for t in (*passage.times, *passage.around) if t not in others)


def _is_fronted(passage: Passage, claim: Told) -> bool:
    """ "In December his foreign minister, X, was in Beijing": a time opens the sentence of which X is the subject."""
    subject = claim.told is not None and claim.told.part == "subject"
    return subject and len(passage.times) == 1 and passage.times[0].start <= _OPENING


_OPENING = 10
"""Characters of "Early in " before a time that opens a sentence."""


def _is_of(text: str, claim: Told, time: TimeMention) -> bool:
    """Whether a time behind a claim hangs on the claim's own verb, or on the title, and on no other thing or act."""
    verb = VERB.search(text, claim.begin, claim.end) or LEAD.search(text, claim.begin, claim.end)
    return verb is None or clauses.alone_on(text, (claim.begin, claim.end), (time.start, time.end))


def _aside(text: str, claim: Told) -> tuple[int, int]:
    """Where words between commas stand between a name and the verb or title of its claim."""
    found = re.search(r",\s[^,]*,(?=\s)", text[claim.name[1] : claim.end])
    return (claim.name[1] + found.start(), claim.name[1] + found.end()) if found else (0, 0)


_ASIDE = re.compile(r",\s(?:now\s)?(?:led|headed|ruled|governed)\sby\b")


def _in_passing(passage: Passage, claim: Told, own: tuple[Window, ...]) -> bool:
    """Whether "the Fund, led by X," is told of the day of the report: no time of the sentence is of another year."""
    aside = _ASIDE.search(passage.text[claim.begin : claim.end])
    published = passage.published
    return aside is not None and published is not None and all(hi >= published for _, hi in own)


_SINCE = re.compile(
    r"(?:,? who has (?:been in|held|had) (?:the|that|this) (?:post|office|job|position|portfolio))?"
    r"\s(?P<edge>since|until)\b"
)
_INTO = (
    r"(?:had\s)?(?:took|taken)\s(?:over|office|charge|the\s(?:job|post|oath))|came\s(?:in|(?:in)?to\s(?:office|power))|assumed\soffice"
    r"|presented\s(?:his|her)\scredentials|took\sup\s(?:his|her|the)\s(?:post|job|duties|office)"
    r"|has\s(?:been\sin\s(?:office|power|the\s(?:job|post))|held\s(?:it|(?:the|his|her|that)\s(?:job|post|office|portfolio)))"
    r"|(?:was|had\sbeen)\s(?:appointed|named|confirmed(?:\sby\sparliament)?|sworn\sin|installed|inaugurated)|has\shad\sthe\s(?:\w+\s)?(?:job|post|portfolio)"
)
_UP_TO = (
    r"(?:\s(?:only|back|early|late))?(?:\s(?:in|on|since|at))?(?:\s(?:early|late|mid-?))?"
    r"(?:\s?the\s(?:end|start|beginning|middle)\sof)?\s"
)
_CAME = re.compile(
    r",\s(?:(?:himself\s|herself\s)?(?:an?|the)\s[^,;]{3,60}?,?\s(?:and\s)?)?"
    rf"(?:who\s(?:only\s|first\s|himself\s|herself\s)?(?:{_INTO})"
    r"|(?:only\s|newly\s|first\s)?(?:appointed|named|sworn\sin|installed|inaugurated|in\s(?:office|the\s(?:job|post)))"
    rf"(?:\sto\sthe\s(?:job|post|office))?){_UP_TO}"
    rf"|,?\s(?:only\s|first\s)?(?:took\s(?:over|office|charge)|assumed\soffice"
    rf"|was\s(?:appointed|sworn\sin|installed|inaugurated)){_UP_TO}"
)
"""Behind a claim, up to a time: when somebody came into the office told before."""
_BESIDE = re.compile(r"\s+(?:(?:on|in|early|late|last)\s+)?")
"""What stands between a name and the time that is its own: "Premier Li Qiang on Tuesday"."""


def _verb_text(text: str, claim: Told) -> str:
    match = VERB.search(text, claim.begin, claim.end) or LEAD.search(text, claim.begin, claim.end)
    return match.group().lower() if match else ""


def _near(passage: Passage, claim: Told) -> TimeMention | None:
    """The time that goes with a verb of office: the first one after it in its clause, else the one before it."""
    text = passage.text
    left, right = _aside(text, claim)
    words = _verb_text(text, claim)
    past = re.match(r"was\b|were\b|had\b|served\b", words) is not None
    times = [t for t in passage.times if not (past and text[t.start : t.end].lower() in {"today", "now"})]
    inside = [t for t in times if claim.begin <= t.start < claim.end and not left <= t.start < right]
    after = [
        t
        for t in times
        if t.start >= claim.end
        and _is_of(passage.text, claim, t)
        and not re.search(
            r"[;:.]\s|\b(?:who|which|while|but|after|before|following|said|says|told)\b|\band\s(?:\w+ed|left|quit|lost)\b",
            text[claim.end : t.start],
        )
    ]
    before = [
        t
        for t in times
        if t.end <= claim.begin
        and (
            _WHEN.fullmatch(text[t.end : claim.begin])
            or not re.search(
                r"[;:]|,\sand\b|\b(?:said|says|told|when|while)\b|\b(?:before|after|until|since)\s$",
                text[t.end : claim.begin],
            )
        )
    ]
    found = inside[:1] or after[:1] or before[-1:]
    return found[0] if found else None
