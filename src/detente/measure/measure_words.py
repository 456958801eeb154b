"""The words by which an event opens or lifts a measure: which kind, of which goods, from when, until when.

An event counts by the words of its own clause; those of the sentence around it may tell of something else ("Talks were
halted and a meeting about coal was put off"). What lifts is a verb with its object: "lifted the ban", "resumed talks",
not any word of ending.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from detente.coding.text import times
from detente.ontology import countries
from detente.records import When

_BOUGHT = (
    r"seafood|fish|aquatic products?|beef|pork|lamb|poultry|cattle|sheep|wine|barley|wheat|sugar|coal|timber|"
    r"fruit|bananas?|apples?|citrus|avocados?|vegetables|onions?|tomatoes|salmon|rice|dairy|milk|cotton|tea|coffee|"
    r"palm oil|steel|alumini?um|cars?|food|cosmetics|goods|products?"
)
"""Goods that are bought: a ban on them, of which no more is told, is one on bringing them in."""
_PULLED_OUT = (
    r"(?:with(?:draw\w*|drew)|pull(?:ed|s|ing)? (?:out|back)|(?:call|bring|brought|order)\w* (?:home|back)|redeploy\w*)"
)
_FORCES = (
    r"(?:troops?|forces?|soldiers|marines|peacekeepers|warships?|frigates?|destroyers?|submarines?|ships?|vessels?|"
    r"gunboats|fleet|aircraft|jets?|fighters?|bombers?|tanks?|missiles?|batter(?:y|ies)|units?|battalions?|squadrons?)\b"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("visa_waiver", r"\bvisa[- ]free|\bvisa waiver|\bwithout (?:a )?visas?|\bvisa exempt"),
        ("visa", r"\bvisas?\b"),
        ("export_control", (
r"\bexports? (?:of|controls?|ban|curbs?|restrictions?|licen)|\bdual-use|\bcurbs? on (?:the "
r")?exports?"
)),
        ("import_ban", r"\bimports?\b"),
        ("import_ban", (
r"\b(?:bans?|banned|banning|restrictions?|curbs?|suspension|quotas?|boycott(?:ed|s)?)\b(?! on (?:the )?sales?\b)"
r"[^.;:]{0,30}?"
rf"\b(?:{_BOUGHT})\b|\b(?:{_BOUGHT}) (?:bans?|quotas?|boycotts?)\b"
)),
        ("tariff", r"\btariffs?\b|\bduty\b|\bduties\b|\blevy\b|\blevies\b"),
        ("flights", r"\bflights?\b|\bair links?\b"),
        ("travel", r"\btravel (?:advice|advisory|warning|ban)|\btourists?\b|\bgroup tours?\b"),
        ("envoy", r"\bambassadors?\b|\benvoys?\b|\bconsuls?[- ]?(?:general)?\b|\bcharge d'affaires\b"),
        ("sanctions", r"\bsanctions?\b|\bblacklist|\basset freeze|\bfroze\b.*\bassets\b|\bembargo\b"),
        ("dialogue", r"\b(?:talks|dialogue|contacts|consultations|exchanges|hotline|relations|ties|cooperation)\b"),
        ("deployment", (
r"\bdeploy\w*|\bstation(?:ed|s|ing)?\b|\bmissile (?:unit|batter)\w+|\bgarrison|"
rf"\b{_PULLED_OUT}[^.;:]{{0,30}}?\b{_FORCES}"
)),
    )
)  # fmt: skip
"""What a measure is about, the most telling words first."""

_LASTING = re.compile(
    r"\b(?:suspend\w*|halt\w*|bann?\w*|ban|impos\w+|restrict\w*|curb\w*|freez\w+|froze\w*|recall\w*|"
    r"withdr\w+|break\w* off|"
    r"broke\w* off|sever\w*|block\w*|prohibit\w*|embargo\w*|blacklist\w*|stop\w*|slap\w*|rais\w+|deploy\w*|station\w*|"
    r"tighten\w*|clos\w+|cut off|put off|tariffs?|sanction\w*)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\b(?:waiv\w+|visa[- ]free|without (?:a )?visas?|again let|allow\w*|restor\w+|resum\w+|start\w*|extend\w*|"
    r"prolong\w*)\b",
    re.I,
)
_RESTRAINT = (
    r"(?:ban|bans|curbs?|restrictions?|sanctions?|tariffs?|duty|duties|levy|levies|controls?|embargo(?:es)?|suspension|"
    r"freeze|halt|boycott|blockade|blacklist|measures?|advisory|advice|warning|quotas?|rules?|visa requirements?)\b"
)
_RELEASED = (
    r"\b(?:lift(?:ed|s|ing)?|eas(?:e|ed|es|ing)|end(?:ed|s|ing)?|scrap(?:ped|s|ping)?|remov(?:e|ed|es|ing)|"
    r"drop(?:ped|s|ping)?|relax(?:ed|es|ing)?|cancel(?:led|ed|s|ling|ing)?|abolish(?:ed|es|ing)?|"
    r"roll(?:ed|s|ing)? back|withdr[ae]w(?:n|s|ing)?|revok(?:e|ed|es|ing)|suspend(?:ed|s|ing)?)\b"
)
_RESUMED = (
    r"\b(?:resum(?:e|ed|es|ing)|restor(?:e|ed|es|ing)|reopen(?:ed|s|ing)?|restart(?:ed|s|ing)?|reviv(?:e|ed|es|ing)|"
    r"return(?:ed|s|ing)? to|return(?:ed|s|ing)? (?=relations|ties)|unfr[eo]e?z(?:e|en|es|ing)|unfroze|"
    r"again (?:allow|let|admit|issu|buy|sell)\w*|(?:allow|let|admit)\w* [^.;]{0,30}\bagain|resumption of)"
)
_LIFTED = re.compile(
    rf"{_RELEASED}[^.;:]{{0,50}}?\b{_RESTRAINT}|\b{_RESTRAINT}[^.;:]{{0,50}}?\b(?:was|were|been|being|be|is|are) "
    rf"{_RELEASED}",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"\b(?:ambassadors?|envoys?|consuls?)\b[^.;:]{0,30}?\b(?:returned|returns?|returning|is back|was back|back at)\b"
    r"|\b(?:return(?:ed|s|ing)?|sen(?:t|ds?|ding)|reinstat\w+|reappoint\w+)\b[^.;:]{0,20}?\b(?:ambassadors?|envoys?|consuls?)\b",
    re.IGNORECASE,
)
"""An envoy who had been called home is at the post again."""
_HOME = re.compile(r"\b(?:returned|returns?|returning|back)\s+(?:home|from)\b|\bexpel|\brecall", re.IGNORECASE)
_LEFT = re.compile(rf"\b{_PULLED_OUT}[^.;:]{{0,30}}?\b{_FORCES}", re.IGNORECASE)
_AGAIN = re.compile(_RESUMED, re.IGNORECASE)
_ONLY_WISHED = re.compile(
    r"\b(?:prepar\w+|propos\w+|urg\w+|call(?:s|ed|ing)? (?:for|on)|ask\w*|demand\w*|want\w*|hop\w+|seek\w*|sought|"
    r"consider\w*|refus\w+|if|unless|not|never|threat\w*)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:after|before|since|despite|following|without)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_A_WORD = re.compile(r"\b(?:threat|call|demand|opposition|objection|plan|talk|criticism)s?\b", re.IGNORECASE)
"""What is dropped without any restraint being lifted: "its threat of a boycott"."""
_GOES_ON = re.compile(
    r"\b(?:go(?:es|ing)? on|went on|keeps?|kept|keeping|remain\w*|continu\w+|maintain\w*|uphold\w*|upheld|still)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:six|four|five|multi)[- ]?(?:party|way|nation|lateral)\b", re.IGNORECASE)
_GOODS = re.compile(
    r"\b(seafood|fish(?:ery)?(?: products?)?|aquatic products?|beef|pork|wine|barley|coal|timber|"
    r"fruit|bananas?|salmon|rice|"
    r"rare[- ]earths?|gallium|germanium|graphite|dual-use|chips?|semiconductors?|steel|alumini?um|"
    r"cars?|oil|gas|arms|weapons|"
    r"food|cosmetics|films?|games|pop music|students?|tourists?|business travellers?|diplomats?|"
    r"defence|military|economic|"
    r"human rights|security|trade)\b",
    re.IGNORECASE,
)
_ALIKE = {
    "fish": "seafood", "fishery": "seafood", "fishery product": "seafood", "fishery products": "seafood",
    "fish product": "seafood", "fish products": "seafood", "aquatic product": "seafood", "aquatic products": "seafood",
}  # fmt: skip
OPENERS = frozenset({"SANCTION", "COERCE", "REJECT", "MOBILIZE"})
"""The roots of which a measure can be the act."""
_LIFTERS = {"CONCEDE", "COOPERATE", "RETREAT", "AID", "AGREE", "SUPPORT", "CONSULT"}
_REAL = {"occurred", "ongoing", "planned"}
_EXACT = {"day", "month"}
_GOING_ON = re.compile(r"\b(?:is|are) (?:now )?\w+ing\b", re.IGNORECASE)
_OF_YEAR = re.compile(rf"\b{_RESTRAINT} (?:of|from|in) (?:19|20)\d\d\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s+(?:\w+ly )?\w+(?:ed|en|off|ut)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|till|through|expir\w+ (?:on|in))\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Act:
    """An event with what its words say of a measure."""

    row: Mapping[str, Any]
    kind: str
    subjects: frozenset[str]

    @property
    def words(self) -> str:
        """The words of the event's own clause."""
        return self.row["evidence"] or ""

    @property
    def when(self) -> When:
        """When it was; the day of its first report, where the date is a guess that cannot be the act's.

        Such a guess is a stretch of time told before ("imports rose from 2022 to 2024"), a day after the report, or the
        year of another measure that the words name.
        """
        row = self.row
        reported: dt.date | None = row.get("first_reported")
        vague = row["when_precision"] not in _EXACT
        late = reported is not None and row["status"] == "occurred" and row["when_start"] > reported
        guessed = row.get("when_basis") == "inferred" and (vague or late)
        if reported is not None and (guessed or (vague and self._of_another(reported))):
            return When(reported, reported, "day", "published")
        return When(
            row["when_start"], row["when_end"] or row["when_start"], row["when_precision"] or "day",
            row.get("when_basis") or "stated",
        )  # fmt: skip

    def _of_another(self, reported: dt.date) -> bool:
        """Whether the year is that of another measure: what "is suspending" now is not of "the ban of 2023"."""
        end: dt.date = self.row["when_end"] or self.row["when_start"]
        return end < reported and (_GOING_ON.search(self.words) is not None or _OF_YEAR.search(self.words) is not None)

    @property
    def until(self) -> When | None:
        """The end that its own words state: "from 30 November until the end of 2025"."""
        for time in times.find(self.words, self.when.start):
            if _UNTIL.search(self.words[: time.start]) and time.when.end > self.when.start:
                return When(time.when.end, time.when.end, "day", "stated")
        return None


def act(row: Mapping[str, Any]) -> Act | None:
    """The event as an act on a measure; None where its words name no kind of measure, or it did not happen."""
    words = row["evidence"] or ""
    kind = next((kind for kind, pattern in _KINDS if pattern.search(words)), None)
    if kind is None or row["status"] not in _REAL:
        return None
    found = (match.lower() for match in _GOODS.findall(words))
    return Act(row, kind, frozenset(_ALIKE.get(word, word).rstrip("s") for word in found))


def opens(act: Act) -> bool:
    """Whether the words say that something begins that lasts, and whose it is."""
    if act.kind == "visa_waiver" and act.row["type"] in _LIFTERS - {"CONSULT"}:
        return _OPENING.search(act.words) is not None
    if act.row["type"] not in OPENERS or (act.row["type"] == "MOBILIZE") != (act.kind == "deployment"):
        return False
    found = _LASTING.search(act.words)
    # Of a measure that goes on, the beginning is not told.
    return found is not None and not _GOES_ON.search(act.words[: found.start()]) and not _of_nobody(act)


def lifts(act: Act) -> bool:
    """Whether the words say that what was stopped goes on or a restraint ends; not that someone wishes it."""
    hostile = act.row["type"] == "SANCTION"
    if act.kind == "visa_waiver" or (act.row["type"] not in _LIFTERS and not hostile):
        return False
    found = _end(act, hostile)
    if found is None or _ONLY_WISHED.search(act.words[: found.start()]) or _A_WORD.search(found.group()):
        return False
    if _ASIDE.search(act.words[: found.start()]) or (hostile and found.group().lower().startswith("suspend")):
        return False
    return act.kind != "dialogue" or _OTHERS.search(act.words) is None


def _end(act: Act, hostile: bool) -> re.Match[str] | None:
    """The words that end a measure of the act's kind: an envoy is back, forces have left, or what any kind ends by."""
    if act.kind == "envoy" and not _HOME.search(act.words) and (found := _BACK.search(act.words)) is not None:
        return found
    if act.kind == "deployment" and not hostile and (found := _LEFT.search(act.words)) is not None:
        return found
    return _LIFTED.search(act.words) or _AGAIN.search(act.words)


def _of_nobody(act: Act) -> bool:
    """ "Talks on air routes were halted": a passive in a sentence that does not name the side it is laid to."""
    told = f"{act.words} {act.row['sentence'] or ''}"
    passive = _PASSIVE.search(act.words)
    return passive is not None and " by " not in act.words[passive.start() :] and not _names(act.row["actor"], told)


def _names(code: str, words: str) -> bool:
    state = countries().get(code)
    if state is None:
        return True
    named = (state.name, state.capital, *state.aliases, *state.demonyms, *state.metonyms)
    return any(name and re.search(rf"\b{re.escape(name)}\b", words) for name in named)
