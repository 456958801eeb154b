"""The trained classifier at run time: marks, batches, odd input, both tiers, both conventions."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest

from detente import coding
from detente.coding.model import pieces
from detente.coding.model.conventions import codebook_root, folded, folded_by_status, plover_root
from detente.coding.model.network import FOLDER, PAIR_LABELS, STATUSES, Network, shipped

SENTENCE = "Norway accused Chile of dumping salmon, and Peru offered to mediate."


def span(name: str, text: str = SENTENCE) -> tuple[int, int]:
    start = text.index(name)
    return start, start + len(name)


def test_the_marks_stand_around_the_pair() -> None:
    cut = pieces.marked(FOLDER, SENTENCE, span("Chile"), span("Norway"))
    words = [SENTENCE[a:b] if b > a else "" for a, b in cut.offsets]
    assert cut.ids[cut.source] == pieces.SOURCE
    assert cut.ids[cut.target] == pieces.TARGET
    assert words[cut.source + 1] == "Chile"
    assert words[cut.target + 1] == "Norway"


def test_the_pieces_within_names_come_once_and_in_order() -> None:
    cut = pieces.plain(FOLDER, SENTENCE)
    inside = cut.within([span("Chile of dumping"), span("Norway"), span("of")])
    assert [SENTENCE[slice(*cut.offsets[i])] for i in inside] == ["Norway", "Chile", "of", "dumping"]


def test_a_pair_far_into_a_long_sentence_is_still_seen() -> None:
    text = "word " * 900 + SENTENCE
    cut = pieces.marked(FOLDER, text, span("Norway", text), span("Chile", text))
    assert len(cut.ids) <= pieces.LONGEST
    assert cut.source > 0
    assert cut.target > 0


def test_a_batch_says_what_single_pairs_say() -> None:
    items = [(SENTENCE, span("Norway"), span("Chile")), (SENTENCE, span("Peru"), None), ("A b.", (0, 1), (2, 3))]
    together, _ = shipped().pairs(items)
    alone = np.concatenate([shipped().pairs([item])[0] for item in items])
    assert np.allclose(together.sum(1), 1, atol=1e-4)
    assert np.allclose(together, alone, atol=1e-6)


def test_the_two_tiers_and_a_missing_target_are_answered() -> None:
    pairs: list[tuple[str, str | None]] = [("Norway", "Chile"), ("Peru", None)]
    default = coding.classify(SENTENCE, pairs)
    light = coding.classify(SENTENCE, pairs, tier="light")
    assert default[0].root == "ACCUSE"
    assert default != light
    assert all(0 < j.p_event < 1 and j.abstained == (j.p_event < 0.5) for j in (*default, *light))


def test_who_does_it_to_whom_matters() -> None:
    straight, turned = coding.classify(
        "The Turkish navy seized a Greek trawler off Lesbos.",
        [("The Turkish navy", "Greek"), ("Greek", "The Turkish navy")],
    )
    assert straight.root == "COERCE"
    assert straight.p_event > turned.p_event


def test_an_announced_visit_is_agree_by_plover_and_consult_by_the_codebook() -> None:
    text = "The Chilean president will visit Peru on Monday."
    assert coding.classify(text, [("The Chilean president", "Peru")])[0].root == "AGREE"
    assert coding.classify(text, [("The Chilean president", "Peru")], convention="codebook")[0].root == "CONSULT"


@pytest.mark.parametrize(
    ("text", "source", "target", "root", "with_status"),
    [
        ("The Dutch minister said they will not lift the ban on Peru.", "The Dutch", "Peru", "REJECT", "CONCEDE"),
        ("Ghana and Togo failed to reach an accord on the ferry.", "Ghana", "Togo", "REJECT", "AGREE"),
        ("Chad's army will bombard Libya from tomorrow.", "Chad's army", "Libya", "THREATEN", "ASSAULT"),
    ],
)
def test_what_is_not_done_or_only_announced_turns_by_plover_table(
    text: str, source: str, target: str, root: str, with_status: str
) -> None:
    assert coding.classify(text, [(source, target)])[0].root == root
    assert coding.classify(text, [(source, target)], convention="codebook")[0].root == with_status


def test_a_status_moves_probability_and_loses_none() -> None:
    shares = np.full(len(PAIR_LABELS), 1 / len(PAIR_LABELS), dtype=np.float32)
    for row in np.eye(len(STATUSES), dtype=np.float32):
        moved = folded_by_status(shares, row)
        assert sum(moved.values()) == pytest.approx(1)
        assert moved["NULL"] == pytest.approx(folded(shares, plover_root)["NULL"])
    negated = folded_by_status(shares, np.eye(len(STATUSES), dtype=np.float32)[STATUSES.index("negated")])
    assert negated["AID"] == pytest.approx(0)
    assert negated["ASSAULT"] == pytest.approx(folded(shares, plover_root)["ASSAULT"])


def test_each_label_has_a_root_in_both_conventions() -> None:
    shares = [1 / len(PAIR_LABELS)] * len(PAIR_LABELS)
    for convention in (codebook_root, plover_root):
        assert sum(folded(shares, convention).values()) == pytest.approx(1)
    assert plover_root("AGREE/accord") == "SUPPORT"
    assert codebook_root("AGREE/accord") == "AGREE"


@pytest.mark.parametrize(
    "text",
    [
        "Peru " + "said " * 2000 + "Chile.",
        "Peru" + "x" * 20_000 + " Chile",
        "Peru \U0001f600\U0001f680 \x00\x07\x1b[31m Chile \u202e\ufeff",
        "Peru\n\n\t Chile",
    ],
)
def test_odd_sentences_are_answered_in_bounded_time(text: str) -> None:
    began = time.perf_counter()
    name = text.split()[0][:4]
    (found,) = coding.classify(text, [(name, "Chile")])
    assert 0 <= found.p_event <= 1
    assert time.perf_counter() - began < 10


def test_odd_documents_are_coded_in_bounded_time() -> None:
    from detente import code

    began = time.perf_counter()
    code("Peru accused " + "very " * 2000 + "Chile of theft. " + "x" * 5000 + " \U0001f600\x00 Chad met Niger.")
    assert time.perf_counter() - began < 20


def test_words_that_tell_an_act_are_found_with_their_parties() -> None:
    text = "Norway lodged a protest with Chile over the seized trawler."
    told = shipped().told(text, [span("Norway", text), span("Chile", text)], 0.5)
    first = told[0]
    assert text[first.start : first.end].startswith("lodged")
    assert first.sources[0] > 0.5 > first.sources[1]
    assert first.targets[1] > 0.5 > first.targets[0]


def test_training_without_its_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import sys

    from typer.testing import CliRunner

    from detente.cli import app
    from detente.errors import SettingsError

    monkeypatch.setitem(sys.modules, "torch", None)
    for name in [name for name in sys.modules if name.startswith("detente.training.")]:
        monkeypatch.delitem(sys.modules, name)
    found = CliRunner().invoke(app, ["train", str(tmp_path), "-o", str(tmp_path / "out")])
    assert isinstance(found.exception, SettingsError)
    assert "detente[train]" in str(found.exception)


def test_a_sentence_is_read_once_until_the_document_ends() -> None:
    network = Network()
    first = network.encode("Norway accused Iceland of overfishing.")
    assert network.encode("Norway accused Iceland of overfishing.") is first
    network.forget()
    assert network.encode("Norway accused Iceland of overfishing.") is not first
