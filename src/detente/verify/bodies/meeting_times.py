"""When a meeting was: as told beside its place, beside the word for it, or alone in the clause.

A month without its year may be the one to come, where the sentence looks ahead or that one is much the nearer.
"""

from __future__ import annotations

import datetime as dt
import re

from detente.coding.text.times import TimeMention
from detente.verify.bodies import forums
from detente.verify.clauses import clause_of, head_of, parsed
from detente.verify.passages import Passage
from detente.verify.times.dates import Window

NOUN = (
    r"(?:summits?|gatherings?|(?:leaders|heads of (?:state|government))['’]? (?:meetings?|conference|retreat|weekend)"
    r"|(?:annual )?meetings? of (?:the |its |their )?(?:\w+['’]s? )?(?:\w+ )?(?:leaders|heads of|presidents)"
    r"|meetings?(?= (?:in|at|of)\b)|meetings?(?= (?:was|had been) held (?:in|at)\b)|retreat)"
)
"""The word for a meeting of leaders, as part of a regular expression."""
TURN = re.compile(
    r"[;:]|,?\s(?:who|whose|while|when|after|before|since|until|said|says|told|and|but|then)\b|\s[-–—]{1,2}\s"
)
"""Behind it something else is told."""
_RELATIVE = re.compile(r"\b(?:later|earlier|afterwards?|before|previous)\b")
"""Times counted from another one that the text tells."""
_LATER = re.compile(r"\b(?:(?:some |a few )?(?:days|weeks)|soon|shortly|a week|a day) (?:later|after|afterwards)\b")
_COMING = re.compile(
    r"\b(?:will|would|could|may|might|should|expect\w*|plan\w*|hop\w+|(?<!were )(?<!was )due|next|coming"
    r"|ahead|prepar\w+|until|meets?|gathers?|convenes?|assembles?"
    r"|is to|are to|wants?|intends?|promis\w+|opens)\b"
)
_PAST = re.compile(r"\b(?:that|the same|last|previous)\s$|\bhad\b")
"""Before a month without its year: it is none to come."""
_AHEAD = re.compile(r"\b(?:will|is to|are to|is due|are due|to be held)\b")
"""A month without its year is the next one."""
_SET = re.compile(r"\b(?:(?:will|is to|are to|to) (?:take place|be held)|takes? place)\s(?:[^\s,;.]+\s){0,6}$")
"""Before a month without its year: the next one it is."""
_APART = re.compile(r"\b(?:after|before|since|until)\b")
"""Between a time and a place: they are of two meetings."""
_NEAR, _WEEK = dt.timedelta(days=366), dt.timedelta(days=7)
_SOON, _MONTH = dt.timedelta(days=45), 31
"""How long after another time "a few weeks later" may be, and how many days that one may span."""
_BESIDE = re.compile(
    r"(?:(?:,|\sin|\son)?\s(?:the\s)?(?!January|February|March|April|May|June|July|August|September|October|November|December)"
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?,?\s(?:\(|(?:in|on|at|this|last|during|for|of|later|early|late|again|back)\s){0,2}"
    r"(?:the\s)?(?:(?:end|start|beginning|middle|summer|spring)\sof\s)?"
)


def looks_ahead(text: str) -> bool:
    """Whether a sentence tells of what is to come."""
    return _COMING.search(text) is not None


def windows(passage: Passage, place: tuple[int, int], noun: tuple[int, int] | None) -> list[Window]:
    """When the meeting was, as told beside the place, beside the word for it, or alone in the clause."""
    text, known = passage.text, [t for t in passage.times if not _RELATIVE.search(passage.text[t.start : t.end])]
    behind = [t for t in known if t.start >= place[1] and _BESIDE.fullmatch(text[place[1] : t.start])]
    ahead = [
        t for t in known if t.end <= place[0] and re.fullmatch(r",?\s(?:in|at)\s(?:the\s)?", text[t.end : place[0]])
    ]
    if behind or ahead:
        return spans(passage, (behind or ahead[::-1])[0])
    first, last = min(place[0], noun[0] if noun else place[0]), max(place[1], noun[1] if noun else place[1])
    close = [t for t in known if first <= t.start and t.end <= last]
    close = close or [
        t for t in known if noun and 0 <= t.start - noun[1] < 12 and not TURN.search(text[noun[1] : t.start])
    ]
    close = close or [t for t in known if _one_clause(passage, place, t)]
    apart = any(_APART.search(text[t.end : place[0]]) for t in known)
    close = close or (known if len(known) == 1 and _AHEAD.search(text) and not apart else [])
    close = close or [t for t in known if re.search(rf"\b{NOUN}\s(?:of|in|last|this)?\s?$", text[: t.start])]
    if len(close) >= 1:
        return spans(passage, close[0])
    later = _LATER.search(text, 0, place[0])
    if later and not known and passage.before is not None:
        before = [t for t in passage.before.times if (t.when.end - t.when.start).days <= _MONTH]
        return [(t.when.start, t.when.end + _SOON) for t in before[-1:]]
    if later and known and known[0].end <= later.start():
        when = known[0].when
        return [(when.start, when.end + _SOON)]
    return []


def _one_clause(passage: Passage, place: tuple[int, int], time: TimeMention) -> bool:
    """Whether a place and a time hang on the same verb."""
    text = passage.text
    gap = text[place[1] : time.start] if time.start >= place[1] else text[time.end : place[0]]
    if re.search(r"\b(?:since|until|after|before)\s(?:the\s)?$", text[: time.start], re.IGNORECASE) or re.search(
        r"[;:]|\b(?:after|before|since|until)\b", gap
    ):
        return False
    doc = parsed(text)
    one, other = head_of(doc, place), head_of(doc, (time.start, time.end))
    if one is None or other is None:
        return False
    verb, over = clause_of(one), clause_of(other)
    # "last July, when it wrote to the summit in Kigali"
    if over.dep_ == "relcl" and over.head == one and any(c.lower_ == "where" for c in over.children):
        return True
    when = verb.dep_ in {"advcl", "relcl"} and any(c.lower_ == "when" for c in verb.children)
    return verb == over or (when and (verb.head == other or clause_of(verb) == over))


def spans(passage: Passage, time: TimeMention) -> list[Window]:
    """A time as days; a month without a year that is told as coming may be the next one."""
    first, last = time.when.start, time.when.end
    told = passage.text[time.start : time.end]
    if forums.is_next_weekday(passage, time):
        return [(first + _WEEK, last + _WEEK)]
    if (last - first).days > 400 or (passage.published is None and not re.search(r"\d{4}", told)):
        return []
    bare = re.fullmatch(
        r"(?:in\s)?(?:(?:early|late|mid)[- ])?(?:[A-Z][a-z]+\.?)"
        r"(?:\s\d{1,2}(?:st|nd|rd|th)?(?:(?:\sand\s|\sto\s|\s?[-–]\s?)\d{1,2})?)?|\d{1,2}\s[A-Z][a-z]+",
        told,
    )
    if not bare or passage.published is None or last >= passage.published:
        return [(first, last)]
    both = [(first, last), (first + _NEAR, last + _NEAR)]
    if _SET.search(passage.text, 0, time.start):
        return both[1:]
    # "The summit in November", told in October: the one to come is much the nearer.
    nearer = 2 * (first + _NEAR - passage.published) < passage.published - last
    nearer = nearer or forums.is_of_now(passage.text, time)
    nearer = nearer and _PAST.search(passage.text[: time.start]) is None
    if not (nearer or _COMING.search(passage.text)):
        return [(first, last)]
    return both[::-1] if nearer or _AHEAD.search(passage.text) else both
