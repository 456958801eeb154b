"""Who stands on which side of an act: the signs, the weights, and what becomes of them in a text."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from detente import coding
from detente.coding.acts.sides import Asked, source_signs, target_signs
from detente.coding.acts.told import Fit
from detente.coding.model import meant
from detente.coding.model.network import shipped
from detente.coding.model.sides import SIDES, Sides
from detente.records import Actor, Document, Mention
from detente.training import sides

HELD_OUT = Path(__file__).parents[1] / "training" / "documents-held-out"
NOBODY: frozenset[str] = frozenset()


def asked(root: str = "ACCUSE", fits: tuple[Fit, ...] = (), told: str = "PER PER ECU", **known: object) -> Asked:
    """An act of a text that has named Peru twice and Ecuador once."""
    fields = {
        "at": 40,
        "nominal": False,
        "passive": False,
        "actors": NOBODY,
        "recipients": NOBODY,
        "named": NOBODY,
        "before": NOBODY,
        "subject": None,
        "home": None,
        "speaker": None,
        "last": (NOBODY, NOBODY),
    }
    return Asked(root=root, fits=fits, told=Counter(told.split()), **{**fields, **known})  # type: ignore[arg-type]


def peru(source: float, target: float) -> Fit:
    return Fit(Actor("PER", "Lima", "GOV", "PER", resolved="capital", start=10, end=14), source, target)


def test_a_state_named_in_the_sentence_is_weighed_by_its_name_and_another_by_the_text() -> None:
    act = asked(fits=(peru(0.9, 0.1),), home="ECU")
    here, elsewhere = source_signs(act, "PER"), source_signs(act, "ECU")
    assert here["here"] == here["likely source"] == here["by capital"] == here["in front"] == 1
    assert here["fit source"] > 2 > 0 > here["fit target"]
    assert "elsewhere" not in here
    assert elsewhere["elsewhere"] == elsewhere["elsewhere, home"] == elsewhere["elsewhere, told next"] == 1
    assert elsewhere["share"] == pytest.approx(1 / 3)


def test_a_source_is_weighed_as_its_own_target_apart_from_another_state() -> None:
    act = asked("PROTEST", fits=(peru(0.9, 0.1),))
    own, other = target_signs(act, "PER", {"PER"}), target_signs(act, "ECU", {"PER"})
    assert own["own"] == own["PROTEST, own"] == own["own, named once"] == 1
    assert other["only other"] == other["PROTEST, another elsewhere"] == 1
    assert "own" not in other and "first other" not in own


def test_the_states_known_come_from_the_sentence_the_text_and_the_act_before() -> None:
    act = asked(fits=(peru(0.9, 0.1),), last=(frozenset({"CHL"}), frozenset({"BOL"})), speaker="UNO")
    assert set(act.codes) == {"PER", "ECU", "CHL", "BOL", "UNO"}
    assert act.codes[0] == "PER"


def test_weights_are_kept_to_the_file_and_give_a_logistic_probability(tmp_path: Path) -> None:
    weights = {"source": {"": -1.0, "here": 1.0}, "target": {"": 0.0, "own": -2.0}}
    Sides(weights).save(tmp_path)
    model = Sides.load(tmp_path)
    assert model.weights == weights
    assert model.source({"here": 1.0, "a sign it has never seen": 9.0}) == pytest.approx(0.5)
    assert model.target({"own": 1.0}) == pytest.approx(0.1192, abs=1e-4)


def test_training_learns_from_annotated_documents_and_writes_the_model(tmp_path: Path) -> None:
    documents, out = tmp_path / "documents", tmp_path / "model"
    documents.mkdir()
    out.mkdir()
    names = sorted(path.stem for path in HELD_OUT.glob("*.txt"))[:3]
    for name in names:
        for ending in (".txt", ".json"):
            shutil.copy(HELD_OUT / f"{name}{ending}", documents)
    lines = (HELD_OUT / "events.jsonl").read_text().splitlines()
    kept = [line for line in lines if json.loads(line)["doc"] in names]
    (documents / "events.jsonl").write_text("\n".join(kept))
    known = sides.train(sides.of_folder(documents), shipped(), meant.shipped(), out)
    model = Sides.load(out)
    assert 30 <= known <= 2 * len(kept)
    assert set(model.weights) == set(SIDES)
    likely = asked(fits=(peru(0.95, 0.05),))
    unlikely = asked(fits=(peru(0.05, 0.05),))
    assert model.source(source_signs(likely, "PER")) > model.source(source_signs(unlikely, "PER"))


def acts(text: str) -> list[Mention]:
    found = coding.code(Document(text, published=dt.date(1995, 3, 1))).events
    return [m for m in found if not m.abstained]


def codes(actors: tuple[Actor, ...]) -> set[str | None]:
    return {a.code for a in actors}


def test_talks_that_name_nobody_are_of_the_two_states_of_the_text() -> None:
    text = (
        "Peru and Ecuador accused each other of shelling on Monday. "
        "The Ecuadorean foreign minister flew to Lima on Tuesday. The talks went on for five hours."
    )
    talks = [m for m in acts(text) if m.type == "CONSULT"]
    assert talks
    assert all(codes(m.actors) | codes(m.recipients) == {"PER", "ECU"} for m in talks)


def test_a_carried_side_is_marked_and_has_no_place() -> None:
    text = "Sudan accused Chad of sheltering rebels at Adre. On Monday Chad rejected the charge as a lie."
    (found,) = [m for m in acts(text) if m.type == "REJECT"]
    assert found.carried
    (recipient,) = found.recipients
    assert (recipient.code, recipient.resolved, recipient.start, recipient.person) == ("SDN", "carried", None, None)


def test_the_doubt_about_the_sides_is_in_the_probability_of_the_act() -> None:
    border = "Sudan accused Chad of sheltering rebels at Adre."
    (named,) = [m for m in acts(f"{border} On Monday Chad rejected Sudan's charge as a lie.") if m.type == "REJECT"]
    (vague,) = [m for m in acts(f"{border} On Monday Chad rejected the charge as a lie.") if m.type == "REJECT"]
    assert vague.carried and not named.carried
    assert vague.p_event < named.p_event


def test_what_a_body_of_no_state_does_is_no_act_of_the_state_that_the_text_tells() -> None:
    (found,) = acts("Togolese soldiers shot nine men in Lome. Human Rights Watch accused the army of murder.")[1:]
    assert (found.type, codes(found.actors), codes(found.recipients)) == ("ACCUSE", {None}, {"TGO"})


POSITIONS = [
    ("Sudan sent Chad a note on Monday. The note accused Chad of sheltering rebels.", "ACCUSE", {"SDN"}, {"TCD"}),
    ("Kenya and Uganda signed an accord on Tuesday.", "AGREE", {"KEN"}, {"UGA"}),
    ("Peruvian pilots were refused visas by Chile on Monday.", "REJECT", {"CHL"}, {"PER"}),
]


@pytest.mark.parametrize(("text", "root", "sources", "targets"), POSITIONS)
def test_where_a_party_stands_tells_that_it_is_not_the_source(
    text: str, root: str, sources: set[str], targets: set[str]
) -> None:
    found = [m for m in acts(text) if m.type == root]
    assert found
    assert {(frozenset(codes(m.actors)), frozenset(codes(m.recipients))) for m in found} == {
        (frozenset(sources), frozenset(targets))
    }


def test_an_attack_told_without_who_made_it_is_nobodys() -> None:
    found = acts("Nine Togolese villagers were killed on Monday.")
    assert [codes(m.actors) for m in found if m.type == "ASSAULT"] == [set()]
