import datetime as dt

import pytest

from detente.ontology import roots, rows
from detente.records import Document, Event, TextSpan
from detente.report import words
from detente.report.drawing import NARROW, WIDE, first_day
from detente.report.evidence import link, pieces
from detente.report.index_drawing import Frame, label_of, place
from detente.report.series import index_title
from detente.report.view import Named, Point
from helpers_report import when


def event(actor: str | None, type_: str, recipient: str | None, **more: object) -> Event:
    values: dict[str, object] = {
        "id": "e", "type": type_, "quad": roots()[type_].quad, "status": "occurred", "actor": actor,
        "recipient": recipient, "actor_sector": "GOV", "recipient_sector": "GOV", "mutual": False, "issue": None,
        "mode": None, "score": None, "when": None, "first_reported": None, "reports": 1, "publishers": (),
        "origins": 1, "mentions": (),
    }  # fmt: skip
    return Event(**{**values, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        (event("CHN", "ACCUSE", "JPN", mode="allege"), "China accused Japan"),
        (event("CHN", "ACCUSE", "JPN"), "China criticised Japan"),
        (event("JPN", "CONSULT", "CHN", mutual=True), "Japan and China held talks"),
        (event("JPN", "CONSULT", "CHN", mode="visit", mutual=True), "Japan and China met"),
        (event("JPN", "MOBILIZE", None, mode="alert"), "Japan raised an alert"),
        (event("CHN", "MOBILIZE", "JPN", actor_sector="MIL"), "China deployed or readied forces towards Japan"),
        (event("CHN", "ACCUSE", "JPN", actor_sector="MED"), "China’s media criticised Japan"),
        (event("USA", "SUPPORT", "PHL"), "The United States expressed goodwill towards the Philippines"),
        (event(None, "SANCTION", "JPN", mode="discontinue"), "Dealings with Japan were halted"),
        (event("CHN", "SANCTION", "JPN", mode="not-in-the-table"), "China took measures against Japan"),
    ],
)
def test_a_headline_says_who_did_what_to_whom(what: Event, sentence: str) -> None:
    assert words.headline(what) == sentence


@pytest.mark.parametrize("root", sorted(roots()))
@pytest.mark.parametrize(("actor", "recipient", "mutual"), [("JPN", "CHN", False), ("JPN", "CHN", True),
                                                            ("JPN", None, False), (None, "CHN", False)])  # fmt: skip
def test_every_root_has_a_phrase_for_every_form(
    root: str, actor: str | None, recipient: str | None, mutual: bool
) -> None:
    sentence = words.headline(event(actor, root, recipient, mutual=mutual))
    assert sentence[0].isupper() and "{" not in sentence
    assert ("Japan" in sentence) is (actor is not None)
    assert ("China" in sentence) is (recipient is not None)


def test_the_modes_of_the_phrases_are_modes_of_the_codebook() -> None:
    known = {(row["root"], row["mode"]) for row in rows("modes")} | {(root, "") for root in roots()}
    assert {(row["root"], row["mode"]) for row in words._table("roots")} <= known


@pytest.mark.parametrize(
    ("value", "text"),
    [("2025-11-07", "7 Nov 2025"), ("2025-11", "Nov 2025"), ("2025", "2025"), (None, "date not given")],
)
def test_a_time_is_written_as_precisely_as_it_is_known(value: str | None, text: str) -> None:
    assert words.when(when(value) if value else None) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-11-18", "2026-11-19", "18–19 Nov 2026"),
        ("2025-10-01", "2025-12-31", "Oct–Dec 2025"),
        ("2022-03-01", "2023-12-31", "Mar 2022–Dec 2023"),
    ],
)
def test_a_span_names_its_ends(start: str, end: str, text: str) -> None:
    assert words.span(dt.date.fromisoformat(start), dt.date.fromisoformat(end), "span") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (6.2e12, "6.2 trillion"),
        (3e11, "300 billion"),
        (-5.2, "−5.2"),
        (1204, "1,204"),
        (0, "0"),
        (7.5e6, "7.5 million"),
    ],
)
def test_numbers_read_as_words_where_they_are_large(value: float, text: str) -> None:
    assert words.plain(value) == text


@pytest.mark.parametrize(("value", "text"), [(-3.14, "−3.1"), (0.41, "+0.4"), (-0.04, "0.0")])
def test_a_signed_number_never_has_a_negative_zero(value: float, text: str) -> None:
    assert words.signed(value) == text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://news.example/a?b=1", "https://news.example/a?b=1"),
        ("HTTP://news.example/", "HTTP://news.example/"),
        ("javascript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("https:javascript", None),
        ("https://[broken", None),
        ("ftp://news.example/", None),
        (None, None),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: str | None) -> None:
    assert link(url) == linked


def test_a_long_sentence_is_cut_on_both_sides_of_the_passage() -> None:
    text = "word " * 200 + "China accused Japan" + " word" * 200 + "."
    start = text.index("China")
    shown = pieces(text, (TextSpan(start, start + 19, "China accused Japan"),), None)
    assert [piece.text for piece in shown if piece.marked] == ["China accused Japan"]
    assert sum(len(piece.text) for piece in shown) < 520


def test_a_passage_whose_offsets_do_not_fit_is_shown_by_its_words_alone() -> None:
    shown = pieces(Document(text="Another text.").text, (TextSpan(3, 9, "Accuse"),), None)
    assert [(piece.text, piece.marked) for piece in shown] == [("Accuse", True)]


def test_the_sentence_ends_where_the_next_begins() -> None:
    text = "Tokyo protested. China accused Japan of lying. It rained."
    start = text.index("accused")
    shown = pieces(text, (TextSpan(start, start + 13, "accused Japan"),), None)
    assert "".join(piece.text for piece in shown) == "China accused Japan of lying."


def named(*days: str) -> list[Named]:
    return [
        Named(n, dt.date.fromisoformat(day), day, "CHN → JPN", "restriction", "", False, ())
        for n, day in enumerate(days, 1)
    ]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_labels_of_events_cross_neither_each_other_nor_a_leader(size: object) -> None:
    items = named("2025-01-03", "2025-06-01", "2025-10-20", "2025-11-01", "2025-11-14", "2025-12-30")
    assert size in (WIDE, NARROW)
    chosen = WIDE if size is WIDE else NARROW
    start, stop = first_day(dt.date(2025, 1, 1)), first_day(dt.date(2026, 1, 31))
    frame = Frame(chosen, start, stop + 60, -5.0, 5.0)
    lanes = place(items, frame, labels=chosen.labels)
    at = [frame.pixel(first_day(item.day)) for item in items]
    ends = [x + 6.1 * len(label_of(item, frame)) for x, item in zip(at, items, strict=True)]
    for first in range(len(items)):
        for second in range(first + 1, len(items)):
            if ends[first] > at[second]:
                assert lanes[second] > lanes[first]
    assert all(end <= chosen.width for end in ends)


@pytest.mark.parametrize(
    ("levels", "title"),
    [
        ([0.02, 0.01, -0.03], "Level 0.0 in March 2026, as in all 3 months"),
        ([1.0, 0.5, 2.0], "Level +2.0 in March 2026, the highest of 3 months"),
        ([4.0, -1.0, 2.0], "Level +2.0 in March 2026, up from −1.0 in February 2026"),
    ],
)
def test_the_title_of_the_level_says_what_its_line_shows(levels: list[float], title: str) -> None:
    days = (dt.date(2026, 1, 1), dt.date(2026, 2, 1), dt.date(2026, 3, 1))
    shown = [Point(day, y, y - 1, y + 1, 3, 1) for day, y in zip(days, levels, strict=True)]
    assert index_title(shown) == title
