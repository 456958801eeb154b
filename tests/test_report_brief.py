import dataclasses
import datetime as dt
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from detente.errors import QueryError
from detente.records import Actor, Document, Event, Mention
from detente.report import Material, compose, render
from detente.report.html import lines
from detente.report.view import Brief
from detente.settings import Settings, load
from helpers_report import DYAD, TODAY, L, act, document, events, figures, material, statements

BRIEF = compose(material())
PAGE = render(BRIEF)
NONE: dict[str, Any] = {"statements": [], "figures": [], "expectations": [], "occasions": [], "findings": []}
ATTACK = "<script>alert(1)</script>"


class Page(HTMLParser):
    """Tags, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")


def hostile(url: str) -> Material:
    """A brief from one document that carries markup in its title, its text and its publisher."""
    text = f"China banned imports {ATTACK} from Japan. Japan said “{ATTACK}” in reply. It fell 5%."
    copy = Document(text=text, title=f"Title {ATTACK}", publisher=f"Paper {ATTACK}", published=TODAY, url=url)
    pair = act([(copy, f"banned imports {ATTACK} from Japan")], "CHN", "SANCTION", "JPN", "2026-01-02",
               asserted_by=ATTACK, issue="trade")  # fmt: skip
    start = text.index("“")
    span = dataclasses.replace(pair[1][0][0].evidence, start=start, end=start + 27, text=text[start : start + 27])
    said = dataclasses.replace(statements()[0], document=copy.text_id, content=(span,), evidence=span, verb=ATTACK)
    figure = dataclasses.replace(figures()[0], document=copy.text_id, evidence=span, sentence=None, subject=ATTACK)
    more = {**NONE, "statements": [said], "figures": [figure]}
    return material(documents={copy.text_id: copy}, pairs=[pair], **more)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "https://news.example/a b", "//x.example"])
def test_what_documents_say_is_never_markup(url: str) -> None:
    brief = compose(hostile(url))
    page = render(brief)
    parsed = Page(page)
    assert "script" not in parsed.tags
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    ours = {row.url for row in brief.calendar.rows}
    assert not [link for link in parsed.links if not link.startswith("#") and link not in ours]


def test_an_http_address_is_linked_and_quotes_in_it_are_escaped() -> None:
    brief = compose(hostile('https://news.example/"onload="x'))
    page = Page(render(brief))
    outside = {link for link in page.links if not link.startswith("#")} - {row.url for row in brief.calendar.rows}
    assert outside == {"https://news.example/%22onload=%22x"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on")]


def test_markdown_holds_no_markup_of_documents() -> None:
    text = render(compose(hostile("javascript:alert(1)")), "md")
    assert "<script" not in text.replace(r"\<script", "")
    assert "javascript:" not in text


def test_the_page_is_whole_in_itself() -> None:
    page = Page(PAGE)
    assert not {"script", "link", "img", "iframe", "object", "embed", "base"} & set(page.tags)
    loads = [(t, n, v) for t, n, v in page.attributes if n in ("src", "srcset", "action", "xlink:href", "poster")]
    assert loads == []
    assert "@import" not in PAGE and "@font-face" not in PAGE
    assert set(re.findall(r"url\(([^)]*)\)", PAGE)) <= {f"#{name}" for name in page.ids}
    assert {tag for tag, name, value in page.attributes if name == "href" and "://" in value} == {"a"}


def test_ids_are_unique_and_every_link_inside_the_page_arrives() -> None:
    page = Page(PAGE)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_every_line_has_evidence_and_it_quotes_its_document() -> None:
    held = {item.id: item for item in BRIEF.evidence}
    for line in lines(BRIEF):
        assert line.evidence, line.id
        for id in line.evidence:
            assert any(piece.marked for piece in held[id].pieces)
            assert held[id].source.title and held[id].source.publisher and held[id].source.published


def test_the_marked_words_are_those_of_the_document() -> None:
    texts = {copy.text_id: copy.text for copy in material().documents.values()}
    for item in BRIEF.evidence:
        marked = [piece.text for piece in item.pieces if piece.marked]
        assert all(words in texts[item.source.document] for words in marked)


def test_a_quotation_is_one_sentence_with_its_passage_marked() -> None:
    ban = next(row for row in BRIEF.chronology.rows if row.headline == "China imposed a ban on Japan")
    item = next(item for item in BRIEF.evidence if item.id == ban.evidence[0])
    assert [(piece.text, piece.marked) for piece in item.pieces] == [
        ("China banned exports of dual-use goods for military users in Japan on 6 January", True),
        (".", False),
    ]


def test_reports_and_independent_reports_are_told_apart() -> None:
    halt = next(row for row in BRIEF.chronology.rows if row.quote == "would halt imports of Japanese seafood")
    item = next(item for item in BRIEF.evidence if item.id == halt.evidence[0])
    assert item.count == "2 reports, 2 independent"
    assert [other.publisher for other in item.also] == ["Lantern Review"]


def test_what_is_not_fact_stands_apart_from_what_happened() -> None:
    quotes = {row.quote for row in (*BRIEF.chronology.rows, *BRIEF.background.rows)}
    unreal = {pair[1][0][0].evidence.text for pair in events() if pair[0].status in ("planned", "hypothetical")}
    assert len(unreal) == 3
    assert not quotes & unreal
    assert {row.quote for row in BRIEF.announced.rows} == unreal
    assert {row.headline.split(":")[0] for row in BRIEF.announced.rows} == {"Announced", "Conditional"}
    chronology = PAGE[PAGE.index('<section id="chronology"') : PAGE.index('<section id="statements"')]
    assert not [words for words in unreal if words in chronology]


def test_background_is_listed_apart_and_moves_neither_level_nor_balance() -> None:
    fresh = [pair for pair in events() if not pair[0].background]
    without = compose(material(pairs=fresh))
    assert [row.date for row in BRIEF.background.rows] == ["2012"]
    assert without.index and BRIEF.index
    assert without.index.points == BRIEF.index.points
    assert [line.text for line in without.assessment] == [line.text for line in BRIEF.assessment]


def test_the_same_material_gives_the_same_bytes() -> None:
    for form in ("html", "md", "json"):
        assert render(compose(material()), form) == render(BRIEF, form)


def test_json_holds_the_lines_and_their_evidence() -> None:
    data = json.loads(render(BRIEF, "json"))
    assert data["record"] == "brief"
    assert data["generated"] == "2026-01-12"
    held = {item["id"] for item in data["evidence"]}
    assert len(data["chronology"]["rows"]) == len(BRIEF.chronology.rows)
    assert all(set(row["evidence"]) <= held for row in data["chronology"]["rows"])


def test_markdown_holds_the_same_lines_with_numbered_notes() -> None:
    text = render(BRIEF, "md")
    cited, given = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert cited == given == {str(item.number) for item in BRIEF.evidence}
    assert all(row.headline in text for row in BRIEF.chronology.rows)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(QueryError, match="html, md, json"):
        render(BRIEF, "pdf")


def test_the_summary_gives_level_interval_and_n() -> None:
    assert BRIEF.index
    last = BRIEF.index.points[-1]
    assert f"n = {last.n} acts" in BRIEF.summary.text
    assert f"\u2212{abs(last.y):.1f}" in BRIEF.summary.text
    assert 3 <= len(BRIEF.assessment) <= 5
    assert all(re.search(r"\d", line.text) for line in (BRIEF.summary, *BRIEF.assessment))


def test_who_said_what_by_side_with_the_speakers_own_words_in_quotes() -> None:
    assert [side.name for side in BRIEF.statements] == ["Japan", "China", "Others"]
    lin = next(said for side in BRIEF.statements for said in side.said.rows if said.speaker == "Lin Jian")
    assert [(piece.text, piece.marked) for piece in lin.pieces] == [
        ("Those who play with fire will perish by it", True)
    ]


@pytest.mark.parametrize(
    ("actor", "shown"),
    [
        (Actor("CHN", "a Harbin scholar", "ELI", name="China", resolved="noun"), "A Harbin scholar (China)"),
        (Actor("JPN", "the Japanese trade union", "CVL", name="Japan", resolved="noun"), "The Japanese trade union"),
        (Actor("CHN", "Beijing", "GOV", name="China", resolved="capital"), "China"),
        (Actor("JPN", "It", "GOV", name="Japan", resolved="coreference"), "Japan"),
        (Actor("JPN", "the minister", "GOV", name="Japan", person="Takeshi Iwaya", resolved="office"), "Takeshi Iwaya"),
    ],
)
def test_a_speaker_goes_by_the_words_of_the_text_unless_they_only_name_the_state(actor: Actor, shown: str) -> None:
    told = dataclasses.replace(statements()[0], speaker=actor)
    brief = compose(material(**{**NONE, "statements": [told]}))
    assert [said.speaker for side in brief.statements for said in side.said.rows] == [shown]


def test_an_expectation_gives_its_words_and_their_range() -> None:
    likelihoods = {row.likelihood for row in BRIEF.expectations.rows}
    assert "“unlikely” (20–45%, ICD 203)" in likelihoods
    assert "“could” (no scale gives these words a range)" in likelihoods


def test_dates_ahead_are_ahead() -> None:
    assert all(row.source and not row.evidence for row in BRIEF.calendar.rows)
    assert [row.date for row in BRIEF.ahead.rows] == ["12 Aug 2026", "18–19 Nov 2026", "date not given"]
    assert any("1 occasion already past" in text for text in BRIEF.limits)


def test_figures_read_as_the_document_means_them() -> None:
    values = {row.subject: row.value for row in BRIEF.figures.rows}
    assert values["Japan's exports to China"] == "−2.4%"
    assert values["Trade between the two"] == "44.2 trillion JPY"


def test_charts_have_a_text_alternative_and_one_id_each() -> None:
    assert PAGE.count('role="img" aria-label="Level') == 2
    assert "<desc id=" in PAGE and "var(--conflict)" in PAGE


def one_document(pairs: list[tuple[Event, list[tuple[Mention, Document]]]]) -> Brief:
    return compose(material(documents={L.text_id: L}, pairs=pairs, **NONE))


def test_a_brief_from_one_document_says_so() -> None:
    brief = one_document([pair for pair in events() if pair[1][0][1] is L])
    assert brief.state == "one document"
    assert "one document only (“Few ways out for Tokyo and Beijing”, Lantern Review, 9 Jan 2026)" in brief.summary.text
    assert "n = 1 act)" in brief.summary.text
    assert 'class="one-document"' in render(brief)


def test_the_summary_says_what_the_level_leaves_out() -> None:
    copy = document("2026-01-09", "Eastern Wire", "A year", "China banned fish. Japan praised China. China drilled.")
    pairs = [
        act([(copy, "Japan praised China")], "JPN", "SUPPORT", "CHN", "2026-01-08"),
        act([(copy, "China banned fish")], "CHN", "SANCTION", "JPN", "2025"),
        act([(copy, "China drilled")], "CHN", "MOBILIZE", None, "2026-01-02"),
    ]
    brief = compose(material(documents={copy.text_id: copy}, pairs=pairs, **NONE))
    assert "It rests on 1 of the 3 acts listed; the other 2 (2 of conflict, 0 of cooperation)" in brief.summary.text


def test_a_document_without_a_title_goes_by_the_name_of_its_file() -> None:
    copy = Document(text="Japan criticised China.", path="articles/a-year.txt")
    pair = act([(copy, "Japan criticised China")], "JPN", "ACCUSE", "CHN", "2026-01-08")
    brief = compose(material(documents={copy.text_id: copy}, pairs=[pair], **NONE))
    assert "(“a-year.txt”, publisher not known, undated)" in brief.summary.text
    assert brief.evidence[0].source.title == "a-year.txt"


def test_a_pair_without_events_says_what_was_read() -> None:
    brief = compose(material(dyad=("BRA", "NOR"), pairs=[], **NONE))
    page = render(brief)
    assert (brief.state, brief.index, brief.flows) == ("empty", None, None)
    assert "No act between Brazil and Norway was found" in brief.summary.text
    assert "What was read" in page and L.title is not None and L.title in page
    assert "What was read" in render(brief, "md")


def test_nothing_read_at_all() -> None:
    page = render(compose(Material(dyad=DYAD, generated=TODAY)))
    assert "No document was read." in page and "Nothing has been read yet" in page


def test_thousands_of_events_are_cut_with_a_count() -> None:
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=n % 370) for n in range(1500)]
    text = " ".join(f"China criticised Japan over matter {n}." for n in range(1500))
    copy = document("2026-01-09", "Eastern Wire", "A long list", text)
    pairs = [
        act([(copy, f"China criticised Japan over matter {n}.")], "CHN", "ACCUSE", "JPN", day.isoformat())
        for n, day in enumerate(days)
    ]
    brief = compose(material(documents={copy.text_id: copy}, pairs=pairs, **NONE))
    shown = load().report.max_chronology
    assert (len(brief.chronology.rows), brief.chronology.more) == (shown, 1500 - shown)
    page = render(brief)
    assert "1,440 more acts not shown." in page
    assert len(page) < 700_000


def test_settings_limit_the_rows() -> None:
    shipped = load()
    few: Settings = dataclasses.replace(shipped, report=dataclasses.replace(shipped.report, max_chronology=3))
    brief = compose(material(), few)
    assert (len(brief.chronology.rows), brief.chronology.more) == (3, len(BRIEF.chronology.rows) - 3)


def test_a_right_to_left_title_keeps_its_direction() -> None:
    copy = document("2026-01-09", "دار الأخبار", "اليابان والصين: محادثات جديدة", "Japan criticised China.")
    pair = act([(copy, "Japan criticised China")], "JPN", "ACCUSE", "CHN", "2026-01-08")
    page = render(one := compose(material(documents={copy.text_id: copy}, pairs=[pair], **NONE)))
    assert "\u2068اليابان والصين: محادثات جديدة\u2069" in one.summary.text
    assert '<cite dir="auto">' in page and "<bdi>دار الأخبار</bdi>" in page


def test_a_long_state_name_gives_way_to_its_code_over_a_panel() -> None:
    copy = document("2026-01-09", "Eastern Wire", "Islands", "Kinshasa criticised the islands.")
    pair = act([(copy, "Kinshasa criticised the islands")], "COD", "ACCUSE", "STP", "2026-01-08")
    brief = compose(material(dyad=("COD", "STP"), documents={copy.text_id: copy}, pairs=[pair], **NONE))
    assert brief.flows and brief.flows.panels[0].name == "COD → STP"
    assert brief.chronology.rows[0].headline == "The Democratic Republic of the Congo criticised Sao Tome and Principe"


def test_an_event_without_a_report_is_counted_and_not_shown() -> None:
    pairs = events()
    given = material(pairs=pairs)
    silent = pairs[0][0]
    without = dataclasses.replace(given, reports={**given.reports, silent.id: []})
    brief = compose(without)
    assert any("1 event without a sentence to quote" in text for text in brief.limits)
    assert len(brief.chronology.rows) == len(BRIEF.chronology.rows) - 1


def test_without_findings_the_note_stands_in_their_place() -> None:
    page = render(compose(material(findings=[], checks_note="No checks were run.")))
    assert "No checks were run." in page
