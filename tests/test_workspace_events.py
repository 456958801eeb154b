"""Mentions become events: what merges, what does not, and what an event then says of its reports."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from detente.records import Coded, When, digest
from detente.settings import load
from detente.workspace import Workspace
from helpers_workspace import STORY, coded, day, document, mention, month, report


@pytest.fixture
def ws() -> Iterator[Workspace]:
    with Workspace.in_memory() as workspace:
        yield workspace


def counts(ws: Workspace) -> list[int]:
    """The number of reports of each event, in the order of time."""
    return ws.events()["reports"].to_list()


SAME = [
    ("the same day", day("2031-05-06"), {}, day("2031-05-06"), {}),
    ("the next day", day("2031-05-06"), {}, day("2031-05-07"), {}),
    ("the day before", day("2031-05-06"), {}, day("2031-05-05"), {}),
    (
        "mutual, the other way round",
        day("2031-05-06"),
        {"mutual": True},
        day("2031-05-06"),
        {"mutual": True, "actors": ["CHL"], "recipients": ["PER"]},
    ),
    (
        "mutual, both on one side",
        day("2031-05-06"),
        {"mutual": True},
        day("2031-05-06"),
        {"mutual": True, "actors": ["CHL", "PER"], "recipients": []},
    ),
    (
        "joint, in another order",
        day("2031-05-06"),
        {"actors": ["PER", "BOL"]},
        day("2031-05-06"),
        {"actors": ["BOL", "PER"]},
    ),
]
OTHER = [
    ("two days apart", day("2031-05-06"), {}, day("2031-05-08"), {}),
    ("known to the month only", day("2031-05-06"), {}, month("2031-05"), {}),
    ("both known to the month only", month("2031-05"), {}, month("2031-05"), {}),
    ("both undated", None, {}, None, {}),
    ("the other direction", day("2031-05-06"), {}, day("2031-05-06"), {"actors": ["CHL"], "recipients": ["PER"]}),
    ("another recipient", day("2031-05-06"), {}, day("2031-05-06"), {"recipients": ["BOL"]}),
    ("one recipient more", day("2031-05-06"), {}, day("2031-05-06"), {"recipients": ["CHL", "BOL"]}),
    ("another root", day("2031-05-06"), {}, day("2031-05-06"), {"type": "ACCUSE"}),
    ("another issue", day("2031-05-06"), {}, day("2031-05-06"), {"issue": "trade"}),
    ("another sector", day("2031-05-06"), {}, day("2031-05-06"), {"sector": "MIL"}),
    ("only planned", day("2031-05-06"), {}, day("2031-05-06"), {"status": "planned"}),
]


@pytest.mark.parametrize(("why", "first", "one", "second", "other"), SAME, ids=[row[0] for row in SAME])
def test_two_reports_of_one_act_are_one_event(
    ws: Workspace, why: str, first: When, one: dict[str, object], second: When, other: dict[str, object]
) -> None:
    ws.add([report(first, 1, **one), report(second, 2, **other)])
    assert counts(ws) == [2]


@pytest.mark.parametrize(("why", "first", "one", "second", "other"), OTHER, ids=[row[0] for row in OTHER])
def test_two_acts_stay_two_events(
    ws: Workspace, why: str, first: When, one: dict[str, object], second: When, other: dict[str, object]
) -> None:
    ws.add([report(first, 1, **one), report(second, 2, **other)])
    assert counts(ws) == [1, 1]


@pytest.mark.parametrize("separately", [False, True], ids=["in one reading", "in three readings"])
def test_three_days_in_a_row_are_never_one_event_by_chaining(ws: Workspace, separately: bool) -> None:
    reports = [report(day(f"2031-05-0{d}"), d) for d in (6, 7, 8)]
    for part in [[one] for one in reports] if separately else [reports]:
        ws.add(part)
    assert counts(ws) == [2, 1]


def test_every_report_is_within_a_day_of_the_first_that_was_read(ws: Workspace) -> None:
    ws.add([report(day(f"2031-05-{d:02}"), d) for d in (10, 9, 11, 8, 12)])
    anchor = dt.date(2031, 5, 10)
    (large,) = ws.events().filter(ws.events()["reports"] == 3)["id"]
    days = ws.event_reports(large)["when_start"].to_list()
    assert sorted(days) == [anchor - dt.timedelta(1), anchor, anchor + dt.timedelta(1)]


def test_mentions_of_one_act_in_one_document_are_one_event(ws: Workspace) -> None:
    about = document()
    ws.add([
        coded(
            about,
            mention(about, day("2031-05-06"), act=1),
            mention(about, None, at=(100, 140), act=1),
            mention(about, None, at=(150, 190), act=2),
        )
    ])  # fmt: skip
    assert sorted(len(ids) for ids in ws.events()["mentions"].to_list()) == [1, 2]
    assert counts(ws) == [1, 1]


def test_one_text_at_two_outlets_is_one_event_with_two_reports_and_one_origin(ws: Workspace) -> None:
    first, second = document(path="a.txt"), document(path="b.txt", publisher="Arica Herald")
    for when in (None, month("2031-05"), day("2031-05-06")):
        ws.add([coded(about, mention(about, when, at=(0, 44))) for about in (first, second)])
    row = ws.events().to_dicts()[0]
    assert (row["reports"], row["origins"]) == (2, 1)
    assert row["publishers"] == ["Arica Herald", "Callao Post"]


def test_undated_acts_of_one_text_are_matched_by_their_place(ws: Workspace) -> None:
    abouts = [document(path=path) for path in ("a.txt", "b.txt")]
    ws.add([coded(about, mention(about, at=(0, 44)), mention(about, at=(99, 140))) for about in abouts])
    assert counts(ws) == [2, 2]


def test_undated_acts_of_nearly_identical_texts_are_one_event(ws: Workspace) -> None:
    first = document()
    second = document("LIMA - " + STORY.replace("Tuesday", "Wednesday"), path="b.txt", publisher="Arica Herald")
    ws.add([coded(first, mention(first)), coded(second, mention(second, at=(7, 51)))])
    row = ws.events().to_dicts()[0]
    assert (row["reports"], row["origins"]) == (2, 1)


def test_a_reprint_with_another_date_is_the_old_event(ws: Workspace) -> None:
    first, again = document(), document(path="b.txt", published="2031-05-14")
    ws.add([coded(first, mention(first, day("2031-05-06"))), coded(again, mention(again, day("2031-05-13")))])
    assert counts(ws) == [2]
    assert ws.events()["when_start"].to_list() == [dt.date(2031, 5, 6)]


def test_a_mention_that_reports_two_events_makes_them_one_and_it_is_logged(ws: Workspace) -> None:
    undated, dated = document(published=None), report(day("2031-05-06"), 9)
    ws.add([coded(undated, mention(undated))])
    ws.add([dated])
    older = ws.mentions(undated.copy_id)["event_id"][0]
    younger = ws.mentions(dated.document.copy_id)["event_id"][0]
    assert older != younger
    bridge = document(path="c.txt")
    ws.add([coded(bridge, mention(bridge, day("2031-05-06")))])
    assert ws.events()["id"].to_list() == [older]
    assert counts(ws) == [3]
    ((kept, absorbed, why, at),) = ws.merges().rows()
    assert (kept, absorbed) == (older, younger)
    assert mention(bridge).id in why
    assert at <= dt.datetime.now(dt.UTC).replace(tzinfo=None)
    assert ws.event(younger).id == older
    assert ws.event_reports(younger).height == 3


def test_a_text_between_two_others_makes_their_undated_events_one(ws: Workspace) -> None:
    words = STORY.split()
    middle = " ".join(words)
    left = " ".join([*(f"left{i}" for i in range(9)), *words[9:]])
    right = " ".join([*words[:-9], *(f"right{i}" for i in range(9))])
    parts = [document(text, path=f"{i}.txt") for i, text in enumerate((left, right, middle))]
    ws.add([coded(about, mention(about)) for about in parts[:2]])
    assert counts(ws) == [1, 1]
    ws.add([coded(parts[2], mention(parts[2]))])
    assert counts(ws) == [3]
    assert ws.merges().height == 1
    assert ws.origins()["origin_id"].n_unique() == 1
    assert ws.events()["origins"].to_list() == [1]


# Counting


def test_origins_are_counted_by_text_and_by_owner(ws: Workspace) -> None:
    ws.add([report(day("2031-05-06"), number) for number in (1, 2, 3)])
    assert ws.events()["origins"].to_list() == [3]
    ws.set_owners({"Paper 1": "Anchoveta Group", " paper 3": "ANCHOVETA GROUP"})
    assert ws.events()["origins"].to_list() == [2]
    ws.add([report(day("2031-05-06"), 4)], owners={"Paper 4": "Anchoveta Group"})
    assert (counts(ws), ws.events()["origins"].to_list()) == ([4], [2])


def test_one_publisher_twice_is_two_reports_of_one_origin(ws: Workspace) -> None:
    for number in (1, 2):
        about = document(" ".join(f"w{number}y{i}" for i in range(50)), path=f"{number}.txt")
        ws.add([coded(about, mention(about, day("2031-05-06")))])
    assert (counts(ws), ws.events()["origins"].to_list()) == ([2], [1])


@pytest.mark.parametrize(
    ("published", "background"),
    [("2031-05-07", False), ("2031-06-05", False), ("2031-06-06", True), ("2033-01-01", True)],
)
def test_an_act_first_reported_late_is_background(ws: Workspace, published: str, background: bool) -> None:
    ws.add([report(day("2031-05-06"), 1, published=published)])
    assert ws.events()["background"].to_list() == [background]


def test_an_early_report_found_later_takes_the_background_flag_off(ws: Workspace) -> None:
    ws.add([report(day("2031-05-06"), 1, published="2032-05-07")])
    ids = ws.events()["id"].to_list()
    ws.add([report(day("2031-05-06"), 2, published="2031-05-08")])
    row = ws.events().to_dicts()[0]
    assert (row["background"], row["first_reported"]) == (False, dt.date(2031, 5, 8))
    assert [row["id"]] == ids


def test_the_best_report_stands_for_the_event(ws: Workspace) -> None:
    alleged = report(day("2031-05-06"), 1, asserted_by="PER", p_event=0.99)
    sure = report(day("2031-05-06"), 2, p_event=0.95)
    unsure = report(day("2031-05-06"), 3, p_event=0.6)
    ws.add([alleged, unsure, sure])
    row = ws.events().to_dicts()[0]
    assert row["representative"] == row["mentions"][0] == sure.events[0].id
    assert row["asserted_by"] == "text"
    assert row["evidence"] == sure.events[0].evidence.text


def test_what_the_coder_abstained_on_is_an_event_only_when_asked_for(ws: Workspace) -> None:
    ws.add([report(day("2031-05-06"), 1, abstained=True)])
    assert ws.events().is_empty()
    assert ws.events(abstained=True)["abstained"].to_list() == [True]
    ws.add([report(day("2031-05-06"), 2)])
    assert counts(ws) == [2]


# Corrections


def test_a_corrected_version_takes_the_place_of_the_older_one(ws: Workspace) -> None:
    first = document(url="https://callao.example/1")
    ws.add([coded(first, mention(first, day("2031-05-06")))])
    fixed = document(STORY + " Corrected.", path="b.txt", supersedes=first.copy_id)
    ws.add([coded(fixed, mention(fixed, day("2031-05-06"), recipients=["BOL"]))])
    assert ws.events()["recipient"].to_list() == ["BOL"]
    assert ws.mentions()["copy_id"].to_list() == [fixed.copy_id]
    assert ws.documents()["superseded"].to_list() == [True, False]
    assert ws.coverage()["documents"].sum() == 1


@pytest.mark.parametrize("named_by", ["copy_id", "text_id", "url"])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["older first", "newer first"])
def test_a_correction_counts_whichever_is_read_first(ws: Workspace, named_by: str, order: tuple[int, int]) -> None:
    first = document(url="https://callao.example/1")
    fixed = document(STORY + " Corrected.", path="b.txt", supersedes=getattr(first, named_by))
    both = [coded(first, mention(first, day("2031-05-06"))), coded(fixed)]
    for i in order:
        ws.add([both[i]])
    assert ws.events().is_empty()
    assert ws.documents().filter(ws.documents()["superseded"])["copy_id"].to_list() == [first.copy_id]


def test_coding_again_replaces_the_records_and_keeps_the_ids(ws: Workspace) -> None:
    first, second = report(day("2031-05-06"), 1), report(day("2031-05-06"), 2)
    ws.add([first, second], coder="coder 1")
    (event,) = ws.events()["id"].to_list()
    better = coded(first.document, mention(first.document, day("2031-05-06"), p_event=0.99))
    assert ws.add([better], coder="coder 1").recoded == 0
    assert ws.add([better], coder="coder 2").recoded == 1
    assert ws.events()["id"].to_list() == [event]
    assert counts(ws) == [2]
    assert ws.mentions(first.document.copy_id)["p_event"].to_list() == [0.99]


def test_a_lone_event_whose_root_is_corrected_keeps_its_id(ws: Workspace) -> None:
    first = report(day("2031-05-06"), 1)
    ws.add([first], coder="coder 1")
    (event,) = ws.events()["id"].to_list()
    ws.add([coded(first.document, mention(first.document, day("2031-05-06"), type="ACCUSE"))], coder="coder 2")
    assert ws.events().select("id", "type").rows() == [(event, "ACCUSE")]


def test_a_corrected_mention_leaves_the_event_to_its_other_reports(ws: Workspace) -> None:
    first, second = report(day("2031-05-06"), 1), report(day("2031-05-06"), 2)
    ws.add([first, second], coder="coder 1")
    (event,) = ws.events()["id"].to_list()
    for coder, root in (("coder 2", "ACCUSE"), ("coder 3", "SANCTION"), ("coder 4", "ACCUSE")):
        ws.add([coded(first.document, mention(first.document, day("2031-05-06"), type=root))], coder=coder)
        types = dict(ws.events().select("id", "type").rows())
        assert types[event] == "SANCTION"
        assert sorted(types.values()) == (["ACCUSE", "SANCTION"] if root == "ACCUSE" else ["SANCTION"])
    assert ws.mentions()["event_id"].n_unique() == 2


# The order of reading


def partition(ws: Workspace) -> set[frozenset[str]]:
    """Which mentions are together, without the ids of the events."""
    return {frozenset(ids) for ids in ws.events()["mentions"].to_list()}


def apart() -> list[Coded]:
    """Reports of three acts, those of one act all on one day, and a text that two outlets printed."""
    same = [document(path="x.txt", publisher="A"), document(path="y.txt", publisher="B")]
    return [
        report(day("2031-05-06"), 1),
        report(day("2031-05-06"), 2),
        report(day("2031-05-16"), 3),
        *(coded(about, mention(about)) for about in same),
    ]


def test_events_do_not_depend_on_the_order_of_reading_where_days_do_not_run_on() -> None:
    found, ids = [], []
    for order in itertools.islice(itertools.permutations(apart()), 0, None, 7):
        with Workspace.in_memory() as ws:
            ws.add(order)
            found.append(partition(ws))
            ids.append(set(ws.events()["id"]))
    assert all(one == found[0] for one in found)
    mentions = {mention_id for group in found[0] for mention_id in group}
    assert set().union(*ids) == {digest("event", first) for first in mentions}, "an id is made of the first report"


def test_ids_stay_whatever_is_read_afterwards(ws: Workspace) -> None:
    ws.add([report(day("2031-05-06"), 1), report(day("2031-05-09"), 2)])
    before = ws.mentions().select("id", "event_id").rows()
    ws.add([report(day(f"2031-05-{d:02}"), d) for d in range(3, 13)])
    after = dict(ws.mentions().select("id", "event_id").rows())
    assert all(after[mention_id] == event_id for mention_id, event_id in before)


def test_batches_make_no_difference() -> None:
    shipped = load()
    reports = [report(day(f"2031-05-{d:02}"), 100 * d + i) for d in (6, 7, 9, 10, 11) for i in range(3)]
    found = []
    for size in (1, 4, 100):
        small = replace(shipped, workspace=replace(shipped.workspace, batch_documents=size))
        with Workspace.in_memory(settings=small) as ws:
            ws.add(reports)
            found.append((partition(ws), set(ws.events()["id"])))
    assert found[0] == found[1] == found[2]
