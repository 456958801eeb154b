"""Claims of office held against the terms that the record has.

A claim is supported when some time that it may be about falls into a term of a person of that name in a compatible
office. It is contradicted only where nothing fits and a dated row that is not merely recalled says otherwise: the
person's own term lies elsewhere in time, or somebody else held the office through the whole time and nobody of a
like name is known there.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from detente.ontology import countries
from detente.ontology.portfolios import portfolios
from detente.reference import names
from detente.reference.executives import leads, next_known
from detente.reference.posts import SINGLE, held_alone
from detente.reference.terms import LEADER, LEADING, Term, Terms, place_name
from detente.settings import load
from detente.verify.people import formers, masters, spans
from detente.verify.people.deputies import is_only_deputy
from detente.verify.people.elsewhere import GOES_ON, has_like_family, is_like_one_there, sits_elsewhere, until
from detente.verify.people.kin import (
    CONGOS,
    has_gaps,
    in_its_ministry,
    is_post,
    of_its_federation,
    of_its_state,
    state_of,
)
from detente.verify.people.namesakes import exactly, namesakes
from detente.verify.people.office_claims import OfficeClaim
from detente.verify.people.titles import ANY, meaning
from detente.verify.times.dates import Window
from detente.verify.verdicts import Judged, against, doubtful, source_of, supported, unverifiable

_DAY = dt.timedelta(days=1)
_OF_OLD = dt.timedelta(days=366 * 30)
"""Who left so long ago is told of in a tale."""


_CAREER = dt.timedelta(days=366 * 25)
"""Nobody is told in an office so long before or after all that is known of them."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A person's terms that a claim may be about: by full name anywhere, by surname in the claim's own state."""

    terms: tuple[Term, ...]
    elsewhere: tuple[Term, ...]


def judge(claim: OfficeClaim, record: Terms, published: dt.date | None) -> Judged:
    """The verdict on one claim of office."""
    claim = of_its_federation(of_its_state(claim, record), record)
    claim = _in_a_career(in_its_ministry(_at_home(claim, record), record), record)
    held = _held(claim, record)
    if claim.kind in {"former", "once"}:
        return _former(claim, held, record, published)
    if not claim.windows:
        return unverifiable("The text gives no date for it.")
    its_head = _at_the_head_of(claim, record)
    if its_head is not None:
        return supported(f"The record has {its_head.described()}.", source_of(its_head))
    joined = spans.joined(claim, held.terms)
    fitting = [term for term in held.terms if spans.fits(claim, term)] or ([joined] if joined else [])
    together = masters.judged(claim, held.terms, record)
    apart = together is not None and together.verdict == "contradicted" and masters.leads(claim, held.terms, record)
    if fitting and not apart:
        return _supported(claim, fitting, record)
    open_ended = next((term for term in held.terms if _may_go_on(claim, term, record)), None)
    if open_ended is not None:
        return unverifiable(
            f"The record has {open_ended.described()}, and does not reach further.", source_of(open_ended)
        )
    own = together or _own_terms_against(claim, held, record, published)
    if own is not None and own.verdict in {"contradicted", "supported"}:
        return own
    abroad = formers.of_another_state_then(claim, held.elsewhere, record)
    found = [
        judged for judged in (_someone_else(claim, held, record), _elsewhere(claim, record), abroad, own) if judged
    ]
    found.sort(key=lambda judged: ("contradicted", "doubtful", "unverifiable").index(judged.verdict))
    return found[0] if found else unverifiable(_unknown(claim))


def _in_a_career(claim: OfficeClaim, record: Terms) -> OfficeClaim:
    """A title without a date, and without those times told around it that lie too far from all the person's terms."""
    if claim.kind != "at":
        return claim
    terms = [t for t, how in namesakes(claim.person, record) if how == "full"]
    kept = tuple(
        (lo, hi) for lo, hi in claim.windows if any(t.start - _CAREER < hi and lo < t.last + _CAREER for t in terms)
    )
    return dataclasses.replace(claim, windows=kept) if kept else claim


def _at_the_head_of(claim: OfficeClaim, record: Terms) -> Term | None:
    """A term at the head of the very body that a claim names, which the table may have under another code."""
    if claim.country in countries():
        # "Bangladeshi": not the head of the Bangladesh Nationalist Party.
        return None
    alike = (t for t, how in namesakes(claim.person, record) if how == "full" and claim.body and claim.body in t.title)
    return next((t for t in alike if spans.fits(claim, t)), None)


def _at_home(claim: OfficeClaim, record: Terms) -> OfficeClaim:
    """A claim whose state was assumed from its title, or is not named, with the one state that the person served.

    Where no state is named, any office of the person tells it.
    """
    if claim.country is not None and (not claim.assumed or claim.country not in countries()):
        return claim
    if claim.owners:
        alike = (t for t, how in namesakes(claim.person, record) if how == "full" and t.office == claim.office)
        own = next((t.country for t in alike if spans.fits(claim, t)), None)
        # "His foreign minister" may be that of somebody else than the one named before.
        country = own or state_of(claim.owners, record) or claim.country
        return dataclasses.replace(claim, country=country, office=_purse(claim, country))
    served = [t for t, how in namesakes(claim.person, record) if how == "full" and _is_home(t, claim)]
    # In another office than the claimed one it must be the very name: Mahmoud Abbas is not Ali Mahmoud Abbas.
    same = (t for t in served if t.office == claim.office or exactly(claim.person, t))
    homes = {t.country for t in same if claim.country is None or t.office == claim.office}
    if len(homes) != 1:
        return claim
    home = homes.pop()
    office = meaning(claim.title, home, ()).office if claim.office == ANY else _purse(claim, home)
    return dataclasses.replace(claim, country=home, office=office)


def _purse(claim: OfficeClaim, country: str | None) -> str:
    """The office of a claim: in Britain the chancellor has the purse, and the prime minister the government."""
    return "finance_minister" if country == "GBR" and claim.title == "chancellor" else claim.office


def _is_home(term: Term, claim: OfficeClaim) -> bool:
    """Whether a term is of a state, or of an organisation in the very office that is claimed."""
    return term.country in countries() or term.office == claim.office == "secretary_general"


def _may_go_on(claim: OfficeClaim, term: Term, record: Terms) -> bool:
    """Whether a time of a claim lies beyond what the table knows of a term that it leaves open.

    It ends at the latest when the record has somebody else in the same office.
    """
    if term.end is not None or (claim.kind == "start" and spans.first_day(claim) > term.start + dt.timedelta(days=366)):
        return False
    after = next_known(term, record)
    return any(
        lo >= term.start and hi > term.known_through and (after is None or lo < after.start) for lo, hi in claim.windows
    )


def known(person: str, record: Terms) -> bool:
    """Whether a row that can contradict is about somebody who may be this person."""
    return any(term.strong for term in _anywhere(person, record))


def _unknown(claim: OfficeClaim) -> str:
    where = f" of {place_name(claim.country)}" if claim.country else ""
    return f"The record does not tell of {claim.person} as {claim.title}{where} at that time."


def _held(claim: OfficeClaim, record: Terms) -> _Held:
    terms, elsewhere = [], []
    alike = [(t, how) for t, how in namesakes(claim.person, record) if t.country != "IGO" or _is_of_body(claim, t)]
    home = {term.country for term, how in alike if how == "full"}
    for term, how in alike:
        if how == "surname" and " " in claim.person and term.country in home and term.office != LEADER:
            # Mohammed bin Salman is not Salman, where the tables have him by his whole name.
            continue
        if claim.country is not None and term.country != claim.country:
            if how == "full" and _same_office(claim, term):
                elsewhere.append(term)
            continue
        if how == "surname" and claim.country is None and " " in claim.person and term.country not in home:
            continue
        if _same_office(claim, term):
            terms.append(term)
    exact = [term for term in terms if term.strong and term.office == claim.office != LEADER and " " in claim.person]
    if exact:
        # What a table of leaders says of the same years is less exact than the office's own table.
        terms = [
            t for t in terms if t.office != LEADER or not any(e.start <= t.last and t.start <= e.last for e in exact)
        ]
    if claim.country is None and len({t.country for t in terms}) > 1:
        return _Held((), tuple(terms))
    return _Held(tuple(terms), tuple(elsewhere))


def _is_of_body(claim: OfficeClaim, term: Term) -> bool:
    """Whether a term at the head of an organisation without a code of its own is of the one that a claim names."""
    words = {word for word in claim.body.split() if word[:1].isupper()}
    return claim.country != "IGO" or not words or words <= set(term.title.split())


def _same_office(claim: OfficeClaim, term: Term) -> bool:
    """Whether a term is one of the office that a claim names, as far as it can be told."""
    if claim.office == ANY:
        return claim.title.split()[-1].replace("man", "").replace("woman", "") in term.title.lower().replace("man", "")
    if claim.office == LEADER:
        return term.office in LEADING
    if claim.country is not None and claim.country not in countries() and not term.country.startswith(("GW", "COW")):
        return term.office == claim.office or (claim.office not in _FIELDS and term.office in _AT_ITS_HEAD)
    if term.office == LEADER:
        return claim.office in LEADING
    if claim.office == term.office == "head_of_state":
        return _like_title(claim.title, term.title) or claim.title == "head of state"
    return term.office == claim.office or term.title.lower() == claim.title or is_post(claim, term)


_AT_ITS_HEAD = frozenset({"president_of_organisation", "secretary_general", "foreign_minister"})
"""What an organisation's "head", "chief" or "high representative" may be in the tables."""
_FIELDS = frozenset(p.office for p in portfolios() if p.single) - _AT_ITS_HEAD
"""The portfolios of one field, which nobody has who heads the whole."""


def _comparable(claim: OfficeClaim, term: Term) -> bool:
    """Whether a term can speak against a claim: a strong row of the same office, not only of "the leader"."""
    if not term.strong:
        return False
    head = leads(claim.country or term.country, spans.first_day(claim))
    if claim.office == LEADER:
        # Where there are a president and a prime minister, the press calls either the leader.
        return head is not None and head.only and term.office in {LEADER, head.office}
    if term.office == LEADER:
        return head is not None and head.office == claim.office and _plain_title(claim)
    if claim.office == "head_of_state":
        # A president may govern under somebody else, as in Iran.
        heads = {"head_of_state", "head_of_government"} if claim.title == "president" else {"head_of_state"}
        return term.office in heads and (_like_title(claim.title, term.title) or claim.title == "head of state")
    return (
        term.office == claim.office or claim.office == ANY or is_post(claim, term) or term.title.lower() == claim.title
    )


def _plain_title(claim: OfficeClaim) -> bool:
    return claim.title in {"prime minister", "premier", "chancellor", "president", "head of government", "taoiseach"}


def _like_title(one: str, other: str) -> bool:
    crowns = {"monarch", "king", "queen", "emperor", "empress", "sultan", "emir"}
    return one.removeprefix("state ") in other.lower() or (one in crowns and other.lower() in crowns)


# --- verdicts ----------------------------------------------------------------------------------------------


def _supported(claim: OfficeClaim, fitting: Sequence[Term], record: Terms) -> Judged:
    best = max(fitting, key=lambda term: (term.strong, term.office != LEADER, term.country == claim.country))
    head = leads(best.country, spans.first_day(claim))
    if claim.office not in (LEADER, ANY) and best.office == LEADER and (head is None or head.office != claim.office):
        return unverifiable(
            f"The record has {best.described()}, and does not tell whether as {claim.title}.", source_of(best)
        )
    rival = _rival(claim, best, record)
    if rival is not None:
        return unverifiable(
            f"Two references disagree: {best.described()} ({best.row.dataset}); {rival.described()} "
            f"({rival.row.dataset}).", source_of(best)
        )  # fmt: skip
    return supported(f"The record has {best.described()}.", source_of(best))


def _rival(claim: OfficeClaim, best: Term, record: Terms) -> Term | None:
    """A strong row of another table that has somebody else in the same single office through the whole time."""
    if claim.office not in SINGLE or claim.kind != "at" or claim.acting:
        return None
    margin = dt.timedelta(days=load().verify.margin_days)
    times = [window for window in claim.windows if best.start <= window[1] and window[0] <= best.last]
    for term in record.in_country(best.country):
        if term.office != best.office or term.row.dataset == best.row.dataset or not term.strong or not best.strong:
            continue
        if term.person == best.person or names.similar(term.person, best.person) or "acting" in term.note + best.note:
            continue
        if times and all(term.start + margin <= lo and hi <= term.last - margin for lo, hi in times):
            return term
    return None


def _former(claim: OfficeClaim, held: _Held, record: Terms, published: dt.date | None) -> Judged:
    day = published or dt.date.max
    before = [term for term in held.terms if term.start < day]
    over = [term for term in before if term.end is not None and term.end < day]
    if over:
        best = max(over, key=lambda term: term.strong)
        return supported(f"The record has {best.described()}.", source_of(best))
    own = [t for t in before if _comparable(claim, t)]
    sitting = [t for t in own if published and t.start + _DAY < published <= t.known_through]
    if sitting and claim.kind == "former":
        return against(f"The record has {sitting[0].described()}: still in office then.", source_of(sitting[0]))
    if before:
        return supported(f"The record has {before[0].described()}.", source_of(before[0]))
    if not held.terms:
        other = formers.of_another_state(claim, held.elsewhere, record) or formers.never_held(claim, record, day)
        return other or unverifiable(_unknown(claim))
    later = [term for term in held.terms if term.strong and published and term.start > published + spans.leeway(term)]
    if later and _comparable(claim, later[0]):
        return against(f"The record has {later[0].described()}: not before then.", source_of(later[0]))
    return unverifiable(_unknown(claim))


def _own_terms_against(claim: OfficeClaim, held: _Held, record: Terms, published: dt.date | None) -> Judged | None:
    """What the person's own terms say against the time that is claimed."""
    if not held.terms:
        return None
    comparable = [t for t in held.terms if _comparable(claim, t) or (t.strong and spans.sticks_out(claim, t))]
    shown = min(comparable or held.terms, key=lambda term: spans.distance(claim, term))
    source = source_of(shown)
    if not comparable:
        if not shown.strong:
            return doubtful(f"The record, from memory alone, has {shown.described()}.", source)
        return unverifiable(f"The record has {shown.described()}, and does not tell of other offices.", source)
    if claim.kind == "span":
        inside = [term for term in comparable if spans.within(claim, term)]
        if inside and (claim.office == LEADER or all(t.office == LEADER or t.end is None for t in inside)):
            return doubtful(f"The record has {shown.described()}: longer than the claim says.", source)
    weak = [t for t in held.terms if not t.strong and not spans.distance(claim, t) and spans.distance(claim, shown)]
    if weak:
        return doubtful(f"The record, from memory alone, has {weak[0].described()}.", source_of(weak[0]))
    if " " not in claim.person:
        told = doubtful if claim.spoken else unverifiable
        return told(f"The record has {shown.described()}, not {spans.told(claim)}.", source)
    if has_gaps(claim, shown, record):
        return doubtful(f"The record has {shown.described()}, and does not have all who held that office.", source)
    if claim.kind == "at" and shown.start > spans.last_day(claim) and not _held_by_others(claim, shown, record):
        return doubtful(f"The record has {shown.described()}; an earlier term may be missing from it.", source)
    if claim.kind == "at" and not claim.stated:
        return _undated(claim, held, shown, record, published)
    return against(_not_then(claim, shown, record), source)


def _not_then(claim: OfficeClaim, shown: Term, record: Terms) -> str:
    """The sentence that says when the person held the office, and who is known in it next where that was left open."""
    after = next_known(shown, record)
    then = f"; {after.described()}" if after else ""
    return f"The record has {shown.described()}, not {spans.told(claim)}{then}."


def _held_by_others(claim: OfficeClaim, shown: Term, record: Terms) -> bool:
    """Whether rows of others, of whatever basis, leave no room for the person in the office at the claimed time."""
    others = [t for t in record.in_country(shown.country) if t.office == shown.office and t.person != shown.person]
    return all(
        spans.covered(lo, hi, [t for t in others if t.start <= hi and lo <= t.last], margin=dt.timedelta(0))
        for lo, hi in spans.spans(claim)
    )


def _undated(claim: OfficeClaim, held: _Held, shown: Term, record: Terms, published: dt.date | None) -> Judged:
    """A title beside a name without a date: the day of publication is meant if the person acts there or is long gone.

    A term that ended long ago is looked back to where the document tells of a time near it.
    """
    why = _not_then(claim, shown, record)
    if claim.now and published is not None:
        return against(why, source_of(shown))
    limit = dt.timedelta(days=366 * load().verify.retrospective_years)
    looked_at = not claim.present and any(_overlaps(t, claim.told) for t in held.terms)
    looked_at |= published is not None and shown.last < published - _OF_OLD and not claim.spoken
    if published is None or (shown.end is not None and shown.end < published - limit and (looked_at or not claim.acts)):
        return unverifiable(why + " The text gives no date.", source_of(shown))
    acts = claim.spoken or not looked_at
    return against(why, source_of(shown)) if acts else doubtful(why, source_of(shown))


def _overlaps(term: Term, windows: Sequence[Window]) -> bool:
    return any(term.start <= hi and lo <= term.last and not spans.only_touches(term, (lo, hi)) for lo, hi in windows)


def _someone_else(claim: OfficeClaim, held: _Held, record: Terms) -> Judged | None:
    """Whether strong rows have others in the office through every time the claim may mean, and no like name there."""
    known = claim.country or _country_by(held)
    if known is None or claim.acting or claim.office == ANY or len(names.parts(claim.person)) < 2:
        return None
    shared = {"president_of_organisation"} if known in {"IGO", "EUR"} and not claim.body else set()
    single = held_alone() - shared
    if (claim.office not in single | {LEADER} and not is_only_deputy(claim, known, record)) or claim.kind in {"end"}:
        return None
    assumed = claim.assumed and claim.title == "trade representative"
    if assumed and not any(t.country == known for t in _anywhere(claim.person, record)):
        # "The trade representative, X": of which state, only the title tells.
        return None
    sure = claim.stated or claim.spoken or claim.now or claim.acts or held.elsewhere
    apart = sits_elsewhere(claim, known, record)
    if claim.kind == "at" and not (sure or apart):
        return None
    rows_there = _of_body(record.in_country(known), claim)
    if is_like_one_there(claim, rows_there) and not (apart and not has_like_family(claim, rows_there)):
        return None
    others = [term for term in rows_there if _comparable(claim, term)]
    shown = []
    for number, (lo, hi) in enumerate(spans.spans(claim)):
        there = [term for term in others if term.start <= hi and lo <= (until(term, GOES_ON) if apart else term.last)]
        # The day of publication may lie beyond the tables when the sentence has a time of its own.
        sits = apart and any(t.end is None and t.start <= lo and hi <= until(t, GOES_ON) for t in there)
        if (
            not sits
            and not spans.covered(lo, hi, there, margin=dt.timedelta(0) if apart else None)
            and not (claim.kind in {"at", "then"} and claim.stated and number >= claim.own)
        ):
            return None
        shown += there
    if not shown:
        return None
    best = max(shown, key=lambda term: spans.overlap(term, spans.spans(claim)))
    extra = f"; {held.elsewhere[0].described()}" if held.elsewhere else ""
    return against(f"The record has {best.described()}{extra}.", source_of(best))


def _of_body(terms: Sequence[Term], claim: OfficeClaim) -> list[Term]:
    """The terms of the organisation that a claim names, where several share a code."""
    words = {word for word in claim.body.split() if word[:1].isupper()}
    several = {t.country for t in terms} & {"IGO", "EUR"} and words
    return [t for t in terms if not several or words <= set(t.title.split())]


def _elsewhere(claim: OfficeClaim, record: Terms) -> Judged | None:
    """Whether the record knows the person as the head of one other state, and nobody of a like name in this one."""
    if claim.country is None or claim.office not in LEADING or claim.acting or len(names.parts(claim.person)) < 2:
        return None
    if claim.country in CONGOS:
        # "Congo" may be either.
        return None
    there = record.in_country(claim.country)
    leaders = [term for term in there if term.office in LEADING and term.strong]
    if not leaders or is_like_one_there(claim, there):
        return None
    known = [term for term in _anywhere(claim.person, record) if term.office in LEADING and term.strong]
    if not known or len({term.country for term in known}) != 1:
        return None
    best = min(known, key=lambda term: spans.distance(claim, term))
    while_there = [t for t in leaders if all(t.start <= hi and lo <= t.last for lo, hi in spans.spans(claim))]
    named = f"; of {place_name(claim.country)} it has {while_there[0].person} then" if while_there else ""
    why = f"The record has {best.described()}{named}."
    if not (claim.stated or claim.spoken or claim.now):
        return doubtful(why, source_of(best))
    return against(why, source_of(best))


def _anywhere(person: str, record: Terms) -> list[Term]:
    """The terms, in whatever state, of people who may be this one: by full name, or by the family name at the end."""
    full = [term for term, how in namesakes(person, record) if how == "full"]
    if full:
        return full
    family = names.parts(person)[-1]
    return [t for t, _ in namesakes(person, record) if any(names.parts(n)[-1] == family for n in t.names)]


def _country_by(held: _Held) -> str | None:
    return next((term.country for term in held.terms), None)
