"""Whose a phrase without a state is: the rules' answer, the signs for others, and the model that weighs them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from detente.coding.model.meant import Meant
from detente.coding.text.parse import blocks, sentences
from detente.coding.who import meant, origins
from detente.coding.who.cast import Cast
from detente.training import corpus, reports, sides
from detente.training import meant as training

TRAINING = Path(__file__).parents[1] / "training"


def codes(text: str, word: str) -> set[str | None]:
    """The codes that a word of the text is led back to, sentence after sentence."""
    cast = Cast(dt.date(2012, 3, 1))
    parts = blocks(text)
    cast.start_at(parts[0].dateline or "")
    found: set[str | None] = set()
    for sentence in sentences(parts):
        cast.open_sentence(sentence)
        actors = [cast.resolve(token) for token in sentence.span if token.text == word]
        found |= {actor.code if actor is not None else None for actor in actors}
        cast.close_sentence(sentence)
    return found


def test_shares_are_those_of_a_conditional_logit() -> None:
    model = Meant({"rule": 1.0, "home": 0.5})
    shares = model.shares([{"rule": 1.0}, {"home": 1.0, "a sign it has never seen": 9.0}, {}])
    assert sum(shares) == pytest.approx(1)
    assert shares[0] / shares[2] == pytest.approx(2.71828, rel=1e-4)
    assert shares[1] / shares[2] == pytest.approx(1.64872, rel=1e-4)


def test_a_model_is_written_and_read(tmp_path: Path) -> None:
    Meant({"rule": 1.5, "he: home": -0.25}).save(tmp_path)
    assert Meant.load(tmp_path).weights == {"rule": 1.5, "he: home": -0.25}


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        (
            "LA PAZ, Sept 18 - Miners in Bolivia walked out on Monday. Labour Minister Hugo Arandia accused the union "
            "of taking orders from exiles in Lima. The minister said the strike was illegal.",
            "minister",
            "BOL",
        ),
        ("Zambia's parliament sat on Monday. Police fired tear gas at students in Kitwe.", "students", "ZMB"),
        (
            "Kenya's president fell ill. Doctors said on Friday that Kenya had asked for help. Rebels attacked.",
            "Rebels",
            "KEN",
        ),
    ],
)
def test_what_the_text_tells_settles_whose_a_noun_is(text: str, word: str, code: str) -> None:
    assert codes(text, word) == {code}


def test_a_pronoun_leads_back_not_ahead() -> None:
    assert codes("He doubts that Burma will free all prisoners.", "He") == {None}


def test_a_state_that_stands_behind_somebody_is_not_asked_of() -> None:
    assert codes("An Iran-backed militia fired.", "militia") == {None}


def test_a_place_of_others_is_not_where_the_subject_is() -> None:
    cast = Cast(dt.date(2012, 3, 1))
    (sentence,) = sentences(blocks("The minister accused the union of taking its orders from exiles in Lima."))
    cast.open_sentence(sentence)
    assert cast.place_of(sentence.span[1]) is None


def test_the_rules_answer_stands_unless_much_speaks_for_another() -> None:
    cast = Cast(dt.date(2012, 3, 1))
    first, second = sentences(blocks("Chad met Niger on Monday. The ministry spoke."))
    cast.open_sentence(first)
    cast.close_sentence(first)
    cast.open_sentence(second)
    ministry = second.span[1]
    weak, strong = Meant({"rule": 0.5, "subject": 1.0}), Meant({"rule": -9.0, "subject": 9.0})
    assert meant.choose(cast, ministry, "led_back", "NER", weak) == "NER"
    assert meant.choose(cast, ministry, "led_back", "NER", strong) == "TCD"
    assert meant.choose(cast, ministry, "led_back", "NER", Meant({"nobody": 9.0})) is None
    assert meant.choose(cast, ministry, "led_back", None, Meant({})) is None
    assert meant.choose(cast, ministry, "we", "NER", strong) == "NER"


def test_a_name_sounds_like_those_of_a_state() -> None:
    shares = origins.shares("Hsu Chih-yuan", ["PRY", "TWN", "a code without names"])
    assert set(shares) == {"PRY", "TWN"}
    assert shares["TWN"] > 0.9
    told = "Paraguay elected a president on Sunday. Taiwan watched with relief."
    assert "TWN" in codes(f"{told} Foreign Minister Hsu Chih-yuan gave thanks.", "Chih\u2011yuan")
    assert "PRY" in codes(f"{told} Foreign Minister Hugo Arandia gave thanks.", "Arandia")


def test_training_asks_where_a_mark_tells_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "tin.tsv"
    path.write_text(
        "# Miners walk out | 1979-09-18 | agency wire\n"
        "[1:BOL.CVL Bolivian miners] {a walked out} of [2:BOL.GOV state] pits on Monday.\t1>2 PROTEST occurred a\n"
        "[1:BOL.GOV The government] {a called} [2:BOL.CVL the strike] a plot.\t1>2 ACCUSE occurred a\n"
        "[1:BOL.CVL They] {a asked} for talks.\t1>0 REQUEST occurred a (BOL.CVL>BOL.GOV)\n"
    )
    (report,) = reports.read(path)
    known = training.questions(report.document, report.marks, None)
    assert {(question.kind, right) for question, right in known} >= {("led_back", "BOL"), ("they", "BOL")}
    model = training.fit(known * 5)
    question, right = known[0]
    assert right is not None
    given = model.shares([*question.states.values(), question.nobody])
    assert max(given) == given[list(question.states).index(right)]


def test_marks_of_annotated_documents_are_found_in_their_texts() -> None:
    told = [s for path in sorted((TRAINING / "sentences").glob("stories-documents-1.tsv")) for s in corpus.read(path)]
    marked = training.of_documents(sides.of_folder(TRAINING / "documents"), told)
    placed = [(document.text[start:end], codes) for document, marks in marked for start, end, codes in marks]
    assert len(placed) > 100
    assert ("Turkey", ("TUR",)) in placed
    assert all(text and not text[0].isspace() for text, _ in placed)
