"""Where and when a forum meets: a summit named with its place or its host, against the dated editions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from detente.coding.text.times import TimeMention
from detente.ontology import countries
from detente.records import Finding
from detente.verify import clauses
from detente.verify.bodies import conferences, editions, places
from detente.verify.bodies.editions import Edition
from detente.verify.bodies.places import Where, agrees
from detente.verify.passages import Passage
from detente.verify.times.dates import MONTH, in_year
from detente.verify.times.told import has_year, readings
from detente.verify.verdicts import Judged, against, doubtful, finding, supported, unverifiable

_SUMMIT = re.compile(
    r"(?:['’]s?)?[\s-](?:(?!foreign|finance|defen[cs]e|trade|ministers?|ministerial|sherpa|central)[\w’'-]+\s){0,4}?"
    r"(?:summit|leaders['’]? (?:meeting|summit|gathering|week|retreat)|economic leaders['’]? meeting|gathering)s?\b",
    re.IGNORECASE,
)
_GATHERING_OF = re.compile(
    r"\b(?:summit|gathering|leaders['’]? (?:meeting|week|retreat)|(?:annual|yearly) (?:meeting|conference))"
    r"\sof\s(?:the\s)?$"
)
_LEADERS_OF = re.compile(r"\bleaders\sof\s(?:the\s)?$")
_GATHER = re.compile(r"(?:\sforum)?\s(?:(?:will|are|is|to|both|all|also)\s){0,3}(?:meet|gather|convene|assemble)\b")
_TEXT_OF = re.compile(r"\b(?:declaration|statement|communiqu[eé])\s(?:\w+\s)?(?:by|of)\s(?:the\s)?$")
"""A text that a forum has brought out, wherever its members were."""
_BELONGS = re.compile(
    r"\b(?:belong\w*\sto|members?\sof|(?:claim|wish|bid|aspiration|hope)s?\sto\sjoin|join(?:ed|s|ing)?|part\sof|based|seat\sof"
    r"|headquarters\sof)\s(?:the\s)?$"
)
"""Before a forum: the place behind it is where it sits."""
_LESSER = re.compile(
r"\b(?:ministers?|ministerial|declaration|statement|sherpas?|finance|parliamentary|business|women|youth|labou?r|"
r"agriculture|energy|health|"
    r"education|officials['’]?|talks on)\b", re.IGNORECASE,
)  # fmt: skip
_IN = re.compile(
    r"^(?:,?\s(?:which\s|that\s)?(?:was\s|is\s|will\s|to\s|be\s)*(?:held|hosted|convened|scheduled|due|planned|opens?|opened"
    r"|taking\splace|took\splace)\b)?(?:(?!\b(?:said|says|told|that|which|who|and|but|after|before)\b)[^.;,]){0,45}?"
    r"\b(?:in|at|hosted\sby|held\sby|to)\s+(?:the\s+)?(?:(?!wh)[a-z]+(?:ern)?\s|(?:[A-Z][a-z]+\s){1,2}(?:[a-z]+\s)?(?=(?:city|town)\b))?"
    r"(?:(?:city|town|resort|port|capital)\sof\s+)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+,\s)?$"
)
"""The words between the name of a meeting and its place: what somebody said there is of other places."""
_HOSTS = re.compile(
    r"\b(?:host(?:s|ed|ing)?|chair(?:s|ed|ing)?|(?:hold|holds|held) the presidency of)\s[^.;]{0,40}$", re.IGNORECASE
)
_ITS = re.compile(
    r"[^.;]{0,60}?\b(?:its|the|a|an)\s(?:\w+\s){0,2}?(?:summit|meeting of leaders)\s(?:was\s)?(?:held\s)?(?:in|at)\s"
)
"""The words between a forum and the place of a meeting that is only "its summit"."""
_AHEAD = (
    r"will|would|(?-i:may)|might|could|plans? to|planned|planning|upcoming|next|later|due|set to|expected|scheduled"
    r"|ahead of|possib\w+|is to|are to|looking forward"
)
_TO_COME = re.compile(rf"\b(?:{_AHEAD})\b", re.IGNORECASE)
_HAD_PLANNED = re.compile(
    r"\b(?:had\s(?:been\s)?(?:planned|scheduled|expected|hoped)|(?:was|were)\s(?:due|planned|scheduled|expected|to))\b"
)
"""What was once to come, and is told as past."""
_CAME_TO_NOTHING = re.compile(
    r"\b(?:planned|scheduled|set|due)\b(?=[^.;]*\b(?:cancel\w+|called off|dropped|scrapped|abandoned|postponed|put off"
    r"|(?:came|come) to nothing|fell through|never (?:took place|happened)|did not (?:take place|happen))\b)"
)
"""What was once to come and was given up."""
_COMING = re.compile(rf"\b(?:{_AHEAD}|invit\w+)\b", re.IGNORECASE)
"""The same with an invitation, which may also be to a meeting that has been."""
_NEXT_ONE = re.compile(r"\b(?:next|coming|following)\s$")
"""Before a forum: the meeting is the one to come."""
_FROM_IT = re.compile(
    r"\b(?:com(?:es?|ing)|came|back|return\w*|fresh|straight|arriv\w+|flew|flown)\sfrom\s(?:the|a|this)\s[^,.;]{0,40}\b(?:summit|meeting)\b"
)
"""Before a meeting: it is over."""
_STILL_TO_COME = re.compile(
    r"\b(?:is host to|is the host of|hosts|plays host to|inviting\b[^.;]{0,60}\bto|(?<=who )(?:meet|gather)"
    r"|leaders\s(?:of\s(?:[\w’'-]+\s){1,6}?)?(?:meet|gather|convene|assemble))\b"
)
"""What is told of a meeting that is still to come."""
_WILL = re.compile(r"\b(?:will|could|may|is to|are to|is due|are due|is expected|are expected)\b")
_ANOTHER = re.compile(r",\s(?:and|but)\s(?:it|he|she|they)\b")
"""A clause with a subject of its own: the place before it is not the host."""
_COUNTED = re.compile(r"\b(?:day|week|month|year|decade)s?\s(?:earlier|later|before|after)\b")
_LEAD_IN = 200
"""Characters before a time that may tell that it is to come."""
_LEAD = 22
"""Characters before a forum that may tell of a lesser meeting of it: "a meeting of ministers of the"."""
FOUNDED = re.compile(r"\b(?:found(?:ed|ing)|creat(?:ed|ing)|set up|form(?:ed|ing)|establish(?:ed|ing))\s(?:the\s)?$")
"""Before a group: it was founded there, and did not meet."""
_SPOKE = re.compile(
    r"\b(?:sp(?:eak|oke|eaking)\w*|address(?:ed|ing)?|speech|told|appeal\w*|wr(?:ite|ote|iting)|turn\w*)\s(?:\w+\s)?(?:to\s)?(?:the\s)?$"
)
"""What is said to a body where it sits."""
_OPENS, _NEXT_WORDS = 3, 40
"""Characters of "On " before a time that opens a sentence."""
_YEAR = dt.timedelta(days=400)
_SOON = dt.timedelta(days=60)
"""A meeting that is not told as coming is at most so far ahead."""
_WEEK, _MONTH = dt.timedelta(days=7), dt.timedelta(days=31)
_LATELY = re.compile(
    r"\b(?:the|this) week\b(?! (?:before|after|of))|\b(?:two|three|four|five|six) days (?:before|ago|earlier)(?=[,.;])"
)
_THIS_MONTH = re.compile(
    r"\b(?:at the (?:start|beginning|end) of the month|earlier (?:this|in the) month|this month|earlier this month)\b"
)


def find(passage: Passage) -> Iterator[Finding]:
    """The findings about meetings of forums in a sentence."""
    for start, end, _, judged in claims(passage):
        yield finding(passage.document, passage.span(start, end), judged, passage.whole)


def claims(passage: Passage) -> Iterator[tuple[int, int, int, Judged]]:
    """The meetings told by the forum's name and a place: both ends, where the place starts, the verdict."""
    yield from conferences.claims(passage)
    for start, end, forum, where, coming in _told(passage):
        yield start, end, where.start, _judge(forum, where, passage, coming)


def over(passage: Passage, day: dt.date) -> Iterator[tuple[int, int, Judged]]:
    """The meetings that are contradicted, and at whose place the record has only such as were over by a day."""
    for start, end, forum, where, coming in _told(passage):
        judged = _judge(forum, where, passage, coming)
        there = [e for e in editions.of(forum) if agrees(e, where)]
        if judged.verdict == "contradicted" and there and all(e.end < day for e in there):
            yield start, end, judged


def _told(passage: Passage) -> Iterator[tuple[int, int, str, Where, bool]]:
    """The meetings of a sentence, as told: both ends, the forum, the place, whether it is still to come."""
    yield from _numbered(passage)
    for forum, match in editions.named(passage.text):
        after = passage.text[match.end() :]
        named = _SUMMIT.match(after)
        if named is None and editions.is_of_members(passage.text, match.end()):
            continue
        gathers = "summit" in match.group().lower() or _GATHERING_OF.search(passage.text[: match.start()]) is not None
        gathers |= bool(_LEADERS_OF.search(passage.text[: match.start()]) and _GATHER.match(after))
        meeting = named is not None or editions.is_meeting(forum) or gathers
        if named is None and _BELONGS.search(passage.text[: match.start()]):
            continue
        where = _where(passage, match, match.end() + (named.end() if named else 0), named=meeting)
        if where is None or not (meeting or _direct(passage.text, match, where)):
            continue
        begin = min(match.start(), where.start)
        if _TEXT_OF.search(passage.text[:begin]):
            continue
        if _LESSER.search(passage.text[max(0, begin - _LEAD) : max(match.end(), where.end)]):
            continue
        if any(re.fullmatch(r"\sand\s(?:the\s)?", passage.text[n.end : match.start()]) for n in passage.named):
            # "The summit of the European Union and the Arab League" is none of either's own.
            continue
        start, end = min(match.start(), where.start), max(match.end(), where.end)
        next_one = _NEXT_ONE.search(passage.text[:start]) is not None
        coming = (next_one or bool(_COMING.search(passage.text[start:end]))) and not _FROM_IT.search(passage.text)
        yield start, end, forum, where, coming


_NUMBERED = re.compile(
    r"\b(?:[Tt]he|whose) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|previous|last|latest|next"
    r"|most recent|one before)(?: one| of them| of which|(?P<s> summit| meeting of leaders))?,? "
    r"(?:was|had been|is to be|will be|took place|met|went)(?: held| hosted| convened)? (?:in|at|to) (?:the )?"
)


def _numbered(passage: Passage) -> Iterator[tuple[int, int, str, Where, bool]]:
    """ "Seoul receives the third Asia-Europe Meeting; the second was held in London in 1998"."""
    for told in _NUMBERED.finditer(passage.text):
        city = places.any_city().match(places.folded(passage.text), told.end())
        before = passage.before.text if passage.before is not None else ""
        here = [f for f, _, end in editions.mentions(passage.text) if end <= told.start()]
        meant = set(here or (f for f, _, _ in editions.mentions(before)))
        if city is not None and len(meant) == 1 and (told["s"] or all(map(editions.is_meeting, meant))):
            where = Where(city.start(), city.end(), city.group(), None)
            yield told.start(), city.end(), meant.pop(), where, False


def _direct(text: str, match: re.Match[str], where: Where) -> bool:
    """ "APEC in Peru", "Brazil hosted the G20": no word for the meeting is needed.

    A body may sit in a city at any time: "he spoke to the Arab League in Cairo".
    """
    between = text[match.end() : where.start]
    if where.start > match.end() and _ITS.fullmatch(between):
        return True
    beside = re.fullmatch(r"\s+(?:(?:this|next|last) year\s+)?(?:in|at)\s+(?:the\s+)?", between) is not None
    elsewhere = _SPOKE.search(text[: match.start()]) or FOUNDED.search(text[: match.start()])
    return (beside and not elsewhere) or bool(
        where.end <= match.start() and _HOSTS.search(text[where.end : match.start()])
    )


_FOR_IT = re.compile(
    r",?\s(?:(?:in|last|this|on)\s[\w\s]{3,20}?,?\s)?(?:for|to attend|attending|during)"
    r"\s(?:the|a|an|this year['’]s|its|their)\s(?:[\w-]+\s){0,3}?"
)
"""Between a place and a forum: somebody was there for its meeting, "he flew to Lima for the APEC summit"."""


def _where(passage: Passage, forum: re.Match[str], after: int, *, named: bool) -> Where | None:
    """The city or state that a sentence gives as the place of the meeting."""
    text = passage.text
    plain = places.folded(text)
    near = [Where(m.start(), m.end(), name, None) for pattern, name in places.cities() for m in pattern.finditer(plain)]
    near += [Where(m.start("p"), m.end("p"), m["p"], None) for m in places.in_towns(text)]
    near += [
        Where(n.start, n.end, n.name, n.code) for n in passage.named if n.kind == "country" and n.code in countries()
    ]
    others = [start for _, start, _ in editions.mentions(text) if start >= forum.end()]
    its = _ITS.match(text, after)
    its = its if its is not None and not any(start < its.end() for start in others) else None
    at_its = [p for p in near if its is not None and p.start == its.end()]
    if at_its:
        return max(at_its, key=lambda p: p.end)
    later = [
        p for p in near
        if p.start >= after
        and (_IN.match(text[after : p.start]) or _is_apposed(text, forum, p.start) or _is_host(text, after, p))
        and not any(start < p.start for start in others)
    ]  # fmt: skip
    if later:
        return min(later, key=lambda p: (p.start, -p.end))
    before = [
        p
        for p in near
        if p.end <= forum.start()
        and not _ANOTHER.search(text[p.end : forum.start()])
        and (
            _HOSTS.search(text[p.end : forum.start()])
            or (
                named
                and _FOR_IT.fullmatch(text[p.end : forum.start()])
                and re.search(r"\b(?:in|at|to|into)\s(?:the\s)?(?:[A-Z][\w’'-]+,\s)?$", text[: p.start])
            )
            or (
                re.fullmatch(r"['’]?s?\s+(?:\d{4}\s+)?", text[p.end : forum.start()])
                and not re.search(r"['’]s\s", text[p.end : forum.start()])
                and p.country is None
            )
        )
    ]
    return max(before, key=lambda p: (p.end, -p.start)) if before else None


_SUMMIT_OF = re.compile(r"\b(?:summit|meeting|gathering)\sof\s(?:the\s|their\s)?[^.;:]{3,60}$")
_THAT = re.compile(r",?\s(?:that|which)\s")
_HOSTS_IT = re.compile(r"\s(?:(?:is|was)\sto\shost|will\shost|would\shost|hosts|hosted|is\shosting)\b")


def _is_host(text: str, after: int, place: Where) -> bool:
    """ "The summit that Algiers is to host in November"."""
    return bool(_THAT.fullmatch(text[after : place.start]) and _HOSTS_IT.match(text, place.end))


def _is_apposed(text: str, forum: re.Match[str], start: int) -> bool:
    """ "The summit of the grouping known as BIMSTEC, in Bangkok"."""
    return text[forum.end() : start] == ", in " and _SUMMIT_OF.search(text[: forum.start()]) is not None


_WAS_HOST = re.compile(r"\b(?:was|had been)\s(?:the\s)?host\s(?:to|of)\b")
_DAYS = dt.timedelta(days=4)
"""So many days before and after a meeting one sets out for it and comes home from it."""
_WEEKS = dt.timedelta(days=21)
"""A day told without its date may be that of setting out, and be misread by a week."""


def _judge(forum: str, where: Where, passage: Passage, coming: bool) -> Judged:
    known = editions.of(forum)
    near = [t for t in passage.times if ";" not in _gap(passage.text, where, t)]
    day = passage.published
    if (
        coming
        and day is not None
        and not any(has_year(passage, t) and t.when.end < day and _is_joined(passage, where, t) for t in near)
    ):
        # "The next host of the Quad, whose leaders last met in September": that was another meeting.
        near = [t for t in near if _span(passage, t)[1] >= day]
    own = [t for t in near if _is_joined(passage, where, t) and not _UNTIL.search(passage.text[: t.start])]
    times = [_span(passage, t) for t in own if not _is_counted(passage, t)]
    ahead = _COMING.search(passage.text) is not None and passage.published is not None
    if near and not times and not (ahead and all(_is_counted(passage, t) for t in near)):
        return unverifiable("The sentence gives the meeting no time of its own.")
    if not times and _BARE_DAY.search(passage.text[: where.start]):
        return unverifiable("The text gives the day alone.")
    if not times and passage.published is not None:
        times = _untold(known, passage.text, passage.published) or _at_hand(known, where, passage)
        if not times:
            return _some_time(forum, where, known, passage)
    then = [e for e in known if any(e.start <= hi and lo <= e.end for lo, hi in times)]
    about = [e for e in known if any(e.start - _DAYS <= hi and lo <= e.end + _DAYS for lo, hi in times)]
    fitting = [e for e in about if agrees(e, where)]
    if fitting:
        return supported(f"The record has the {fitting[0].described()}.", fitting[0].source)
    if then:
        best = min(then, key=lambda e: e.source.strong is False)
        if len({e.start.year for e in then}) > 2:
            return unverifiable(f"Several meetings of the {forum} fall into that time.")
        there = [e for e in known if agrees(e, where)]
        elsewhen = min(there, key=lambda e: abs(e.start - best.start)) if there else None
        more = f"; the {elsewhen.described()} is another" if elsewhen else ""
        return against(f"The record has the {best.described()}{more}.", best.source)
    # Ministers meet under a forum's name as well.
    of_leaders = re.search(r"\b(?:summit|leaders|presidents|heads of)\b", passage.text) is not None
    other = _another_date(known, where, times) if of_leaders else None
    return other or unverifiable(f"The record has no {forum} meeting in that time.")


def _is_counted(passage: Passage, time: TimeMention) -> bool:
    """Whether a time is told from another: "a week earlier"."""
    return _COUNTED.search(passage.text[time.start : time.end]) is not None


_BARE_DAY = re.compile(r"\b[Oo]n the \d{1,2}(?:st|nd|rd|th)\b(?! of)")
"""A day of a month that was told before."""
_IN_A_PLACE = re.compile(r"^,\sin\s(?:the\s|\w+ern\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,?(?=\s(?:in|on|last|this)\s)")
"""Behind a place: where that is, "in Charlevoix, in Quebec, in June"."""
_REPORTED = re.compile(r"\b(?:said|says|told|that|which|who|recalled|remembered|had|after|before|since|until)\b")
_ITS_TIME = re.compile(
    r",\s(?:in|on)\s|,?\s(?:which|that)\s(?:had\s|was\s)?(?:closed|opened|ended|began|begun|concluded|took\splace|held)(?:\s(?:only|here|there))?"
    r"\s(?:on|in)?\s?(?:the\s)?"
)
"""Between the place of a meeting and its time: "in Tianjin, which closed on September 1"."""
_UNTIL = re.compile(r"\b(?:until|till)\s(?:the\s\w+\sof\s)?$")


def _is_joined(passage: Passage, where: Where, time: TimeMention) -> bool:
    """Whether a time is told with a place, and not of another act of the sentence.

    A time that opens a sentence is that of all of it: "On October 26, X saw how they signed it at the summit in".
    """
    text = passage.text
    gap = _IN_A_PLACE.sub("", _gap(text, where, time))
    opens = time.start <= _OPENS and time.end < where.start and time.when.precision in {"day", "month"}
    named = re.search(r"[A-Z][a-z]+|\d{4}", text[time.start : time.end]) is not None
    if opens and named and not _REPORTED.search(gap) and len(readings(passage, time)) == 1:
        return True
    if places.any_city().search(gap) or re.search(r"\b(?:before|after)\b", gap):
        return False
    if time.start >= where.end and _ITS_TIME.fullmatch(gap):
        return True
    return re.search(r"[,:]|\b(?:when|who|which|where)\b", gap) is None or clauses.together(
        text, (where.start, where.end), (time.start, time.end)
    )


def _untold(known: Sequence[Edition], text: str, published: dt.date) -> list[tuple[dt.date, dt.date]]:
    """When a meeting may be that is told without a date: this week, or the next time; none for any time before."""
    if _THIS_MONTH.search(text):
        recent = [(e.start, e.end) for e in known if published - _MONTH <= e.end and e.start <= published]
        if recent:
            return recent
    if _LATELY.search(text):
        recent = [(e.start, e.end) for e in known if published - _WEEK <= e.end and e.start <= published]
        if recent:
            return recent
    ahead = _CAME_TO_NOTHING.sub("", _HAD_PLANNED.sub("", _COUNTED.sub("", text)))
    if not (_COMING.search(ahead) or _GATHER_NOW.search(text)) or _FROM_IT.search(text) or _WAS_HOST.search(text):
        return []
    upcoming = [(e.start, e.end) for e in known if published <= e.end and e.start <= published + _YEAR]
    return upcoming[:1] or [(published, published + _YEAR)]


_MEETS = frozenset({"host", "open", "meet", "begin", "start", "gather", "convene", "assemble", "hold", "receive"})
"""What is told in the present of a meeting that is still to come."""
_GOES = _MEETS | {"go", "fly", "travel", "leave", "head", "attend"}
"""What is told in the present of a meeting at hand."""


def _at_hand(known: Sequence[Edition], where: Where, passage: Passage) -> list[tuple[dt.date, dt.date]]:
    """The meeting of these weeks, where somebody goes to one: "he flies on to Japan for the summit"."""
    place = clauses.head_of(clauses.parsed(passage.text), (where.start, where.end))
    verb = clauses.clause_of(place) if place is not None else None
    day = passage.published
    if verb is None or day is None or verb.tag_ not in {"VBZ", "VBP"} or verb.lemma_ not in _GOES:
        return []
    return [(e.start, e.end) for e in known if day - _WEEK <= e.end and e.start <= day + _MONTH][:1]


def _span(passage: Passage, time: TimeMention) -> tuple[dt.date, dt.date]:
    """First and last day of a time; a month or a weekday alone that is told as coming is the next one."""
    first, last = time.when.start, time.when.end
    told = passage.text[time.start : time.end]
    if passage.published is None or last >= passage.published or re.search(r"\d{4}|ago|last|past|earlier", told):
        return first, last
    if is_next_weekday(passage, time):
        return first + _WEEK, last + _WEEK
    lead = passage.text[max(0, time.start - _LEAD_IN) : time.start]
    past = _HAD_PLANNED.search(lead) is not None or _CAME_TO_NOTHING.search(passage.text) is not None
    planned = _TO_COME.search(lead) is not None and not past
    fronted = time.start <= _OPENS and _WILL.search(passage.text[time.end : time.end + _NEXT_WORDS]) is not None
    still = _STILL_TO_COME.search(lead) or (_GATHER_NOW.search(passage.text) and not past)
    still = still or is_of_now(passage.text, time)
    gone = passage.published - last > _LONG_PAST and MONTH.search(told)
    long = time.when.precision in {"month", "season"} or gone
    if not long or not (planned or fronted or still):
        return first, last
    if time.when.precision != "month":
        return in_year(first, first.year + 1), in_year(last, last.year + 1)
    following = dt.date(first.year + 1 + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(year=first.year + 1), following - dt.timedelta(days=1)


_LONG_PAST = dt.timedelta(days=60)
"""A day of a month that was so long ago, and is told as coming, is that of the year to come."""
_GATHER_NOW = re.compile(r"\bwhen\s(?:the\s)?leaders\s(?:of\s[^.;]{3,70}?\s)?(?:gather|meet|convene|assemble)\b")
"""In the present it is told of a meeting to come: "in the autumn, when the leaders of the forum gather in"."""


def is_next_weekday(passage: Passage, time: TimeMention) -> bool:
    """Whether "on Sunday" is the one to come, where the leaders "meet" or "will meet" then."""
    told, published = passage.text[time.start : time.end], passage.published
    if published is None or not told.endswith("day") or not dt.timedelta(0) < published - time.when.end < _WEEK:
        return False
    if _WILL.search(passage.text) or _STILL_TO_COME.search(passage.text):
        return True
    word = clauses.head_of(clauses.parsed(passage.text), (time.start, time.end))
    verb = clauses.clause_of(word) if word is not None else None
    return verb is not None and verb.tag_ in {"VBZ", "VBP"} and verb.lemma_ in _MEETS


def is_of_now(text: str, time: TimeMention) -> bool:
    """Whether the clause of a time tells of what is and so of what is to come: "in November China holds the summit"."""
    head = clauses.head_of(clauses.parsed(text), (time.start, time.end))
    return head is not None and clauses.is_present(clauses.clause_of(head))


def _gap(text: str, where: Where, time: TimeMention) -> str:
    """The words between a place and a time: those of another clause tell of something else."""
    return text[where.end : time.start] if time.start >= where.end else text[time.end : where.start]


def _another_date(known: Sequence[Edition], where: Where, times: Sequence[tuple[dt.date, dt.date]]) -> Judged | None:
    """The same place in another part of the same year: the date is wrong rather than the place."""
    for edition in known:
        same_year = [lo for lo, hi in times if lo.year == hi.year == edition.start.year]
        near = any(edition.start - _WEEKS <= hi and lo <= edition.end + _WEEKS for lo, hi in times)
        if same_year and not near and agrees(edition, where):
            return against(f"The record has the {edition.described()}, not then.", edition.source)
    return None


OF_OLD = re.compile(
    r"\b(?:first(?=\s(?:\w+\s)?(?:summit|meeting|gathering|met|held|time))|founding|founded|created|born|established|once|since|ever|usually|often|always|every|each|would|next"
    r"|headquarter\w*|secretariat|based)\b"
)
"""Words by which a meeting without a time is not the last one."""


def _some_time(forum: str, where: Where, known: Sequence[Edition], passage: Passage) -> Judged:
    """A meeting without a date: the last ones before publication are the likeliest."""
    published = passage.published or dt.date.max
    near = [e for e in known if published - _YEAR < e.start <= published + _SOON]
    past = [e for e in known if e.start <= published and agrees(e, where)]
    fitting = [e for e in near if agrees(e, where)] or past[-1:]
    if fitting:
        return supported(f"The record has the {fitting[0].described()}.", fitting[0].source)
    if near:
        # A place where the forum never met can be no other meeting of it.
        told = doubtful if OF_OLD.search(passage.text) else against
        return told(f"The record has the {near[-1].described()} and no {forum} meeting there.", near[-1].source)
    return unverifiable(f"The text gives no date, and the record no {forum} meeting there.")
