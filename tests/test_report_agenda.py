"""The calendar of a pair: merged occasions, meetings of common forums, anniversaries, and the iCalendar file."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from detente.records import Occasion, TextSpan
from detente.report import agenda, ics
from detente.report.agenda import anniversaries, meetings, merged

SINCE = dt.date(2026, 1, 1)


def occasion(name: str, start: str | None, end: str | None = None, document: str = "a", **more: object) -> Occasion:
    first = dt.date.fromisoformat(start) if start else None
    last = dt.date.fromisoformat(end) if end else first
    fields: dict[str, object] = {"kind": "summit", "place": None, "participants": (), **more}
    return Occasion(
        f"{document}{name}{start}", document, name, evidence=TextSpan(0, 1, "x"), start=first, end=last,
        precision="day" if first == last else "month", **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def test_reports_of_one_occasion_become_one_entry_with_the_exact_date() -> None:
    vague = occasion("Apia summit", "2026-03-01", "2026-03-31", participants=("WSM",))
    exact = occasion("a summit in Apia", "2026-03-12", document="b", place="Apia", participants=("FJI",))
    (entry,) = merged([vague, exact])
    assert (entry.start, entry.end, entry.place) == (dt.date(2026, 3, 12), dt.date(2026, 3, 12), "Apia")
    assert entry.participants == ("WSM", "FJI")
    assert entry.reports == 2
    assert entry.sources == ("a", "b")


def test_other_days_places_and_kinds_stay_apart() -> None:
    first = occasion("Apia summit", "2026-03-12")
    later = occasion("Apia summit", "2026-09-12")
    vote = occasion("Apia vote", "2026-03-12", kind="election")
    suva = occasion("Apia summit", "2026-03-12", place="Suva", document="b")
    here = occasion("Apia summit", "2026-03-12", place="Apia", document="c")
    assert len(list(merged([first, later, vote]))) == 3
    assert len(list(merged([suva, here]))) == 2


def test_the_reference_fills_in_forums_of_both_and_no_others() -> None:
    names = {entry.name for entry in meetings(("JPN", "CHN"), SINCE, dt.date(2026, 12, 31))}
    assert "APEC summit" in names
    assert "BRICS summit" not in names


def test_every_fifth_anniversary_of_an_accord_is_in() -> None:
    found = list(anniversaries(("CHN", "JPN"), dt.date(2027, 1, 1), dt.date(2028, 12, 31)))
    named = {(entry.start, entry.name) for entry in found}
    assert (dt.date(2027, 9, 29), "55th anniversary: Japan-China Joint Communique") in named
    assert (dt.date(2028, 8, 12), "50th anniversary: Japan-China Treaty of Peace and Friendship") in named
    assert all(entry.basis in {"dataset", "page", "recalled"} and entry.sources for entry in found)


def test_an_agenda_is_in_order_and_leaves_out_what_is_past() -> None:
    past, undated = occasion("Old summit", "2020-05-05"), occasion("Some summit", None)
    found = agenda([undated, past, occasion("Next summit", "2026-02-02")], ("FJI", "WSM"), SINCE)
    assert [entry.name for entry in found] == ["Next summit", "Some summit"]


def test_the_icalendar_file_can_be_read_back() -> None:
    entries = agenda(
        [occasion("Apia summit; with, marks", "2026-03-12", "2026-03-13"), occasion("Some", None)],
        ("FJI", "WSM"),
        SINCE,
    )
    read = Calendar.from_ical(ics(entries, "FJI-WSM"))
    (event,) = read.walk("VEVENT")
    assert str(event["summary"]) == "Apia summit; with, marks"
    assert event["dtstart"].dt == dt.date(2026, 3, 12)
    assert event["dtend"].dt == dt.date(2026, 3, 14), "the end of a whole-day event is the day after it"
    assert ics(entries, "FJI-WSM") == ics(entries, "FJI-WSM")
