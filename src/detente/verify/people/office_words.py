"""The words by which an office is named, a title, a ministry, a house, and those that are no part of a name."""

from __future__ import annotations

import functools
import re

from detente.coding.text.clauses import words_of
from detente.reference.posts import AMBASSADOR
from detente.reference.terms import shipped_terms
from detente.verify.passages import Passage
from detente.verify.people import titles

OPENERS = words_of(
    "the|a|an|in|on|at|by|for|of|to|from|with|as|and|but|or|after|before|while|when|since|until|under|during|if|it|he|she|"
    "they|we|i|its|his|her|their|this|that|these|those|there|what|who|mr|mrs|ms|dr|sir|king|queen|however|meanwhile|yet|"
    "also|then|now|still|both|some|many|most|all|new|one|two|three|between|against|over|asked|today|yesterday"
)
"""Words that begin a sentence, or stand before a name, and are no part of it."""
DAYS_AND_MONTHS = words_of(
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|"
    "october|november|december"
)
PARTS = frozenset(
    {"Zanzibar", "Scotland", "Wales", "England", "Greenland", "Catalonia", "Chechnya", "Crimea", "Kurdistan", "Quebec"}
)
"""Parts of states that have presidents, ministers or governments of their own."""
KIN_OF = re.compile(
    r"\b(?:son|daughter|child|widow|wife|husband|brother|sister|nephew|niece|grandson|granddaughter|father|mother|cousin)s?"
    r"\sof\s(?:that|the|this|his|her|a)?\s?$"
)
OF_ITS_PARTS = re.compile(
    r"\s(?:[a-z]+\s)?(?:[Cc]ommand|agency|programme|program|fund|commission|committee|council|office|mission|force|team|panel|branch|"
    r"delegation|department|division|inquiry|group)\b"
)
"""Behind a state or a body: a part of it that is led by somebody, "the U.N. refugee agency, led by X"."""
OF_A_COURT = re.compile(
    r"\sof\s(?:the|that|its|their|an?)\s(?:[a-z][\w-]*['’]?\s){0,3}(?:court|tribunal|chamber|panel|bench|society|club|company|bank"
    r"|university|institute|foundation|federation|confederation|union|association|league|academy|committee|conference"
    r"|assembly|senate|parliament|house)\b"
)
"""Behind a title: it is that of a court, a chamber, a firm or a federation, and of no state."""
OF_ONE_OF_THEM = re.compile(
    r"\s(?!government|state|republic|people|nation|empire|and\b|in\b|from\b|until\b|for\b|since\b|to\b|at\b)[a-z]+"
)
"""Behind "led the Japanese": it is no state that is led, but "the Japanese delegation"."""
TO_BE = re.compile(r"\bto\s(?:make|name|appoint|become|choose)\s(?:the\s|his\s|her\s|its\s)?$")
"""Before a title: nobody has it yet."""
OF_A_BODY = re.compile(r"(?<=spokesman|okeswoman|kesperson)\s(?:of|for)\s(?:the\s)?[A-Z]")
"""A body whose spokesman somebody is: where the tables do not know it, it is none of those that they have."""
OF_A_MINISTRY = re.compile(r"(?<=[a-z])['’]s?\s(?:foreign|defen[cs]e|commerce)\sministry\b")
"""Behind "spokesman for Iran": of its ministry."""
ANY_OF_THEM = re.compile(r"\b(?:[Aa]n?|[Aa]nother)\s$")
"""Before a title: somebody who had it at some time, "he has seen off an army chief, X"."""
_PICTURED = re.compile(r"\b(?:photograph|photo|picture|portrait|painting|newsreel|footage|snapshot|mural)s?\b")
"""What shows somebody as of the time when it was made."""
_REMEMBERS = re.compile(r"\b(?:anniversary|centenary|jubilee)\sof\s[^;:]*\b(?:which|that|when|where)\s[^;:]*$")
"""Before a title: it was held when that was done whose day is remembered."""
_WITH_THEM = re.compile(
    r"\b(?:killed|died|murdered|perished)\b[^;:]{0,60}\s(?:along|together)\swith\s(?:the\s|his\s|her\s)?$"
)
_DEATH = re.compile(
    r"\b(?:(?:death|assassination|murder|killing|funeral|burial|overthrow|fall)\sof"
    r"|(?:killed|murdered|assassinated|overthrew|overthrown|toppled|deposed|executed))\s(?:the\slate\s|the\s|their\s)?$"
)
"""Before a title: it was held up to what is told so, whenever that was."""
_KIN = re.compile(
    r"\b(?:whose|his|her|their)\s(?:late\s)?(?:father|mother|grandfather|grandmother|uncle|aunt|husband|wife|brother|sister)"
    r",?\s(?:the\s(?:late\s)?)?$"
)
"""Before a title: it is told of somebody's kin, "whose father, President X, presided over it"."""
OF_THE_PAST = (_DEATH, _WITH_THEM, _PICTURED, _REMEMBERS, _KIN)
"""What tells before a title that it is not of the day of the report."""
AND_OTHERS = re.compile(r",\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)+(?:,\s|\sand\s)[A-Z]")
"""Behind a name: more names of a list."""
LISTED = re.compile(
    r",?\sand\s(?:the\s)?(?:[\w-]+\s){0,2}?(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|leader"
    r"|foreign minister|secretary[- ]general)\b(?:\sof\s(?:the\s)?[A-Z]|(?=[,.;]|\s(?:were|was|and)\b))"
)
"""Behind a title: the next one of a list, and no second office of the same person."""
OF_THE_FORCES = re.compile(r"\sof\s(?:the\s|its\s)?(?:\w+\s)?(?:armed\sforces|military)\b")
"""Behind "chief of staff": of whom."""
_POSTS = (
    ("foreign_minister", r"[Ff]oreign (?:[Aa]ffairs )?(?:[Mm]inistry|portfolio)|[Ff]oreign [Aa]ffairs|Foreign Office"
        r"|Quai d['’]Orsay|State Department|foreign policy chief|top diplomat|[Hh]igh [Rr]epresentative"),
    ("defence_minister", r"Pentagon"),
    ("finance_minister", r"Treasury|(?:goes|moved|went|in charge) (?:to|of) finance"),
    ("interior_minister", r"Home Office"),
    ("head_of_state", r"\bpresidency\b|presidential sash|presidential palace"
        r"|moved into the (?:Blue House|White House|[EÉ]lys[ée]e|Kremlin|Planalto|presidential)"),
    ("head_of_government", r"\bpremiership\b|[Cc]hancellery|Downing Street"),
    ("central_bank_governor", r"[Cc]entral [Bb]ank|Federal Reserve|Bundesbank|Bank of [A-Z]\w+"),
    ("president_of_organisation", r"managing director|director[- ]general|commission (?:chair\w*|president)"
        r"|president of the (?:European (?:Commission|Council)|World Bank)"),
)  # fmt: skip
_FORMER = re.compile(
    r"\b(?:a|an|another|the|once|and)?\s?(?:[Ff]ormer|ex-|one-time|onetime|previous|past|once)\s?[^,;.()]{3,60}"
)
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻĽŁŃŅŇŌŐŒŘŚŞȘŠŢȚŤŪŮŰŲŹŻŽ]"
_ARTICLE = r"(?:[aA]l|[eE]l|[aA][dnrstz]|[aA]sh|[eE][dnrstz]|[uU][lr])-"
"""The article of an Arabic name as it is written before it: "el-Sisi", "as-Said"."""
_NAME_WORD = (
    rf"(?:{CAPITAL}[\w’'`-]{{0,40}}\w|{CAPITAL}\.(?:-?{CAPITAL}\.)*|{_ARTICLE}{CAPITAL}[\w’'-]{{0,40}}\w"
    rf"|d['’]{CAPITAL}\w+|{CAPITAL}(?=\s))"
)
NAME = (
    rf"(?<!\w){_NAME_WORD}(?:\s+(?:(?:de|del|della|di|da|das|do|dos|du|la|le|los|van|von|der|den|ter|bin|ibn|ben|"
    rf"bint|al|el|af|zu|zur|y|arap|wa|ul|ur"
    rf"|und)\s+){{0,2}}{_NAME_WORD})*"
)
"""A personal name as part of a regular expression."""


@functools.cache
def names_like_openers() -> frozenset[str]:
    """The names of the record that begin like a sentence: "To Lam", "He Lifeng"."""
    names = {term.person for term in shipped_terms().all if term.person.split()[0].lower() in OPENERS}
    return frozenset(" ".join(name.split()[:2]) for name in names if " " in name)


def beside(text: str, start: int, stop: int) -> str:
    """The words right beside a name in which the office of its holder would stand."""
    lead = re.split(r"[;.]|,\s(?:and|but|who|while)\s", text[max(0, start - 45) : start])[-1]
    return f"{lead} . {re.split(r'[;.]|, who', text[stop : stop + 60])[0]}"


def named_offices(text: str) -> set[str]:
    """The offices that some words name by title or ministry, without those called former."""
    plain = without_formers(text)
    found = titles.offices_named(plain) - {titles.ANY, AMBASSADOR} | titles.ministries_named(plain)
    return found | {office for office, words in _POSTS if re.search(words, plain)}


def without_formers(text: str) -> str:
    """A text without what it tells of former offices: "is a former chief of intelligence"."""
    return _FORMER.sub(" ", text)


def bare(name: str) -> str:
    """A name without a title that the pattern of names took with it."""
    words = name.split()
    while len(words) > 1 and titles.offices_named(" ".join(words[:-1])) and titles.is_title(words):
        words.pop(0)
    while len(words) > 1 and words[0].rstrip(".") in {"Mr", "Mrs", "Ms", "Sir", "Lord", "Dr", "The", "Dame", "Gen"}:
        words.pop(0)
    return " ".join(words)


def told_before(subject: str, passage: Passage) -> set[str]:
    """The offices that the document has named beside a person's whole name before."""
    before = passage.document.text[: passage.offset]
    places = [m.span() for m in re.finditer(re.escape(subject), before)]
    return {office for start, end in places for office in named_offices(beside(before, start, end))}
