"""The register of measures: what opens one, what lifts it, what stands on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from detente.errors import TableError
from detente.measure import joined, recorded, standing
from detente.measure.columns import EVENT_COLUMNS

SCHEMA = {**EVENT_COLUMNS, "evidence": pl.String(), "sentence": pl.String()}

RECIPIENTS = {"PER": "ECU", "ECU": "PER", "RUS": "NOR", "CHN": "NOR"}


def act(
    day: str, type: str, actor: str, words: str, status: str = "occurred", end: str | None = None
) -> dict[str, Any]:
    return {
        "id": f"{day}{type}{words[:9]}", "type": type, "quad": "", "status": status, "actor": actor,
        "recipient": RECIPIENTS[actor], "mutual": False, "issue": None, "score": 0.0,
        "when_start": dt.date.fromisoformat(day), "when_end": dt.date.fromisoformat(end or day),
        "when_precision": "day" if end is None else "year", "background": False, "evidence": words, "sentence": words,
    }  # fmt: skip


def frame(*acts: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(list(acts), schema=SCHEMA)


BAN = act("2021-03-01", "SANCTION", "PER", "Peru banned imports of bananas from Ecuador")
LIFTED = act("2021-09-15", "CONCEDE", "PER", "Peru lifted the ban on imports of bananas")
TALKS = act("2021-05-02", "SANCTION", "ECU", "Ecuador suspended the defence dialogue")


def test_a_ban_stands_until_it_is_lifted() -> None:
    events = frame(BAN, LIFTED, TALKS)
    ban, talks = standing(events, ("ECU", "PER"))
    assert (ban.kind, ban.by, ban.against, ban.subject) == ("import_ban", "PER", "ECU", "banana")
    assert (ban.since.label(), ban.until.label() if ban.until else None) == ("2021-03-01", "2021-09-15")
    assert (ban.opened_by, ban.lifted_by) == (BAN["id"], LIFTED["id"])
    assert (talks.kind, talks.until) == ("dialogue", None)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [("2021-02-01", []), ("2021-04-01", ["import_ban"]), ("2021-09-15", ["dialogue"]), ("2030-01-01", ["dialogue"])],
)
def test_on_a_day_only_what_stands_is_listed(day: str, kinds: list[str]) -> None:
    found = standing(frame(BAN, LIFTED, TALKS), ("ECU", "PER"), dt.date.fromisoformat(day))
    assert [measure.kind for measure in found] == kinds


def test_only_the_own_side_and_the_own_goods_lift() -> None:
    other_side = act("2021-06-01", "CONCEDE", "ECU", "Ecuador lifted its ban on imports of bananas")
    other_goods = act("2021-06-02", "CONCEDE", "PER", "Peru lifted the ban on imports of rice")
    (ban,) = standing(frame(BAN, other_side, other_goods), ("PER", "ECU"))
    assert ban.until is None


def test_a_second_report_opens_nothing_but_makes_the_date_exact() -> None:
    vague = act("2021-01-01", "SANCTION", "PER", "Peru has banned imports of bananas", "ongoing", "2021-12-31")
    (ban,) = standing(frame(vague, BAN), ("ECU", "PER"))
    assert ban.since.label() == "2021-03-01"


def test_what_is_denied_or_only_thought_of_opens_nothing() -> None:
    denied = act("2021-03-01", "SANCTION", "PER", "Peru did not ban imports of bananas", "negated")
    thought = act("2021-03-02", "SANCTION", "PER", "Peru could ban imports of bananas", "hypothetical")
    spoken = act("2021-03-03", "ACCUSE", "PER", "Peru said imports of bananas were poison")
    assert standing(frame(denied, thought, spoken), ("ECU", "PER")) == []


def test_a_halt_of_visas_ends_the_waiver() -> None:
    waiver = act("2022-01-01", "CONCEDE", "PER", "Peru let Ecuadoreans in without a visa")
    halt = act("2022-06-01", "SANCTION", "PER", "Peru suspended the issue of visas")
    first, second = standing(frame(waiver, halt), ("ECU", "PER"))
    assert (first.kind, first.until.label() if first.until else None) == ("visa_waiver", "2022-06-01")
    assert (second.kind, second.until) == ("visa", None)


def test_a_frame_without_sentences_is_refused() -> None:
    with pytest.raises(TableError, match="evidence"):
        standing(pl.DataFrame(schema=dict(EVENT_COLUMNS)), ("ECU", "PER"))


def test_the_record_tells_what_stood_between_two_states_on_a_day() -> None:
    found = recorded(("JPN", "CHN"), dt.date(2024, 1, 1))
    assert [(m.kind, m.by, m.against, m.subject) for m in found] == [("import_ban", "CHN", "JPN", "seafood")]
    assert (found[0].since.label(), found[0].until.label() if found[0].until else None) == ("2023-08-24", "2025-06-29")
    assert (found[0].opened_by, found[0].basis) == (None, "page")
    assert found[0].reference is not None and found[0].reference.url is not None


def test_an_episode_of_several_states_concerns_each_of_them() -> None:
    (ban,) = recorded(("NOR", "RUS"))
    assert (ban.by, ban.against, ban.subject) == ("RUS", "NOR", "food")
    assert recorded(("ECU", "PER")) == []


def test_an_episode_that_an_event_tells_of_is_listed_once() -> None:
    ban = act("2014-08-08", "SANCTION", "RUS", "Russia banned imports of fish from Norway")
    told = standing(frame(ban), ("NOR", "RUS"))
    both = joined(told, recorded(("NOR", "RUS")))
    assert [measure.opened_by for measure in both] == [ban["id"]]
    other = replace(told[0], kind="tariff")
    assert [m.kind for m in joined([other], recorded(("NOR", "RUS")))] == ["import_ban", "tariff"]


def test_an_end_that_no_event_tells_of_is_taken_from_the_record() -> None:
    row = act("2010-10-20", "SANCTION", "CHN", "China banned imports of salmon from Norway")
    told = standing(frame(row), ("NOR", "CHN"))
    known = recorded(("NOR", "CHN"))
    (ban,) = joined(told, known)
    assert (ban.opened_by, ban.until.label() if ban.until else None) == (row["id"], "2016-12-19")
    assert ban.basis == "page" and ban.reference is not None
    assert joined(told, known, dt.date(2018, 1, 1)) == []
    assert joined(told, known, dt.date(2012, 1, 1)) == [ban]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Exchanges on fisheries were called off", "a passive that names no side"),
        ("Peru will go on avoiding contacts and keep its ties frozen", "what goes on began at another time"),
        ("Peru stopped its complaints about the shop", "no kind of measure"),
    ],
)
def test_words_that_open_no_measure(words: str, why: str) -> None:
    assert standing(frame(act("2021-03-01", "SANCTION", "PER", words)), ("ECU", "PER")) == [], why


def test_the_subject_is_that_of_the_clause_and_not_of_its_neighbour() -> None:
    halted = act("2021-03-01", "SANCTION", "ECU", "Ecuador halted talks on air routes")
    halted["sentence"] = "Ecuador halted talks on air routes and a meeting about coal was put off."
    (talks,) = standing(frame(halted), ("ECU", "PER"))
    assert (talks.kind, talks.subject) == ("dialogue", None)


@pytest.mark.parametrize(
    ("type", "words", "lifted"),
    [
        ("CONCEDE", "Peru eased the curbs on imports of bananas", True),
        ("SANCTION", "Imports of bananas were being resumed, ending a general ban", True),
        ("CONCEDE", "The ban on imports of bananas was lifted by Peru", True),
        ("CONCEDE", "Peru dropped its threat of a ban on imports of apples", False),
        ("CONCEDE", "Peru easily sold imports of rice in the east, with duties", False),
        ("REQUEST", "Peru urged Ecuador to lift its ban on imports", False),
        ("AGREE", "The two are preparing to lift the ban on imports", False),
        ("SANCTION", "Peru suspended imports of bananas months after easing a ban", False),
    ],
)
def test_what_lifts_is_a_verb_with_the_restraint_or_with_what_was_stopped(type: str, words: str, lifted: bool) -> None:
    (ban, *_) = standing(frame(BAN, act("2021-09-15", type, "PER", words)), ("ECU", "PER"))
    assert (ban.until is not None) == lifted


def test_what_two_agree_to_take_up_again_is_taken_up_by_both() -> None:
    agreed = act("2021-08-01", "AGREE", "PER", "Lima and Quito agreed to resume the defence dialogue")
    (talks,) = standing(frame(TALKS, {**agreed, "mutual": True}), ("ECU", "PER"))
    assert talks.until is not None and talks.until.label() == "2021-08-01"
    (talks,) = standing(frame(TALKS, agreed), ("ECU", "PER"))
    assert talks.until is None


def test_an_end_that_the_words_state_is_kept_and_prolonged() -> None:
    waiver = act("2024-11-30", "CONCEDE", "PER", "Peru will let Ecuadoreans in without a visa until the end of 2025")
    (found,) = standing(
        frame({**waiver, "evidence": f"{waiver['evidence']}, and again let in traders"}), ("ECU", "PER")
    )
    assert found.until is not None and found.until.label() == "2025-12-31"
    longer = act("2025-11-03", "CONCEDE", "PER", "Peru extended its visa waiver until 31 December 2026")
    (found,) = standing(frame(waiver, longer), ("ECU", "PER"))
    assert found.until is not None and found.until.label() == "2026-12-31"


@pytest.mark.parametrize(
    ("start", "end", "basis", "words"),
    [
        ("2018-01-01", "2020-12-31", "inferred", "It came a day after a ban on imports of bananas by Peru"),
        ("2021-06-01", "2021-06-01", "inferred", "Peru banned imports of bananas"),
        ("2019-01-01", "2019-12-31", "stated", "Peru is suspending imports of bananas, months after the ban of 2019"),
    ],
)
def test_a_date_that_cannot_be_the_acts_gives_way_to_that_of_the_report(
    start: str, end: str, basis: str, words: str
) -> None:
    row = {**act(start, "SANCTION", "PER", words), "when_end": dt.date.fromisoformat(end), "when_basis": basis}
    row |= {"when_precision": "day" if start == end else "year", "first_reported": dt.date(2021, 3, 2)}
    events = pl.DataFrame([row], schema={**SCHEMA, "when_basis": pl.String(), "first_reported": pl.Date()})
    (ban,) = standing(events, ("ECU", "PER"))
    assert (ban.since.label(), ban.since.basis) == ("2021-03-02", "published")


ENDS = [
    ("SANCTION", "Peru banned Ecuador's bananas", "CONCEDE", "Peru lifted its ban on bananas", "import_ban"),
    ("SANCTION", "Peru recalled its ambassador", "CONSULT", "Peru's ambassador returned to Quito", "envoy"),
    ("SANCTION", "Peru recalled its ambassador", "SANCTION", "Peru sent its ambassador back to Quito", "envoy"),
    ("MOBILIZE", "Peru deployed two frigates", "RETREAT", "Peru withdrew its two frigates", "deployment"),
    ("SANCTION", "Peru suspended military cooperation", "SUPPORT", "Peru resumed military cooperation", "dialogue"),
]


@pytest.mark.parametrize(("opening", "opened", "lifting", "lifted", "kind"), ENDS)
def test_what_ends_a_measure_of_its_kind(opening: str, opened: str, lifting: str, lifted: str, kind: str) -> None:
    events = frame(act("2021-03-01", opening, "PER", opened), act("2021-09-01", lifting, "PER", lifted))
    (measure,) = standing(events, ("ECU", "PER"))
    assert (measure.kind, measure.until.label() if measure.until else None) == (kind, "2021-09-01")


@pytest.mark.parametrize(
    "words", ["Peru's ambassador returned home from Quito", "Peru urged Ecuador to send back its envoy"]
)
def test_an_envoy_who_is_not_back_ends_nothing(words: str) -> None:
    events = frame(
        act("2021-03-01", "SANCTION", "PER", "Peru recalled its ambassador"), act("2021-09-01", "CONSULT", "PER", words)
    )
    (measure,) = standing(events, ("ECU", "PER"))
    assert measure.until is None
