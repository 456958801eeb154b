"""The settings: what is shipped, what a user's file may change, and what it may not."""

from __future__ import annotations

import dataclasses
import re
from importlib import resources
from pathlib import Path

import pytest

from detente.errors import SettingsError
from detente.settings import Settings, load

SHIPPED = resources.files("detente").joinpath("settings.toml").read_text("utf-8")


def own(folder: Path, text: str) -> Path:
    """A user's settings file."""
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_settings_load_with_values_of_their_types() -> None:
    settings = load()
    for section in dataclasses.fields(Settings):
        values = getattr(settings, section.name)
        for field in dataclasses.fields(values):
            assert type(getattr(values, field.name)).__name__ == field.type, f"[{section.name}] {field.name}"


def test_every_key_has_a_sentence_right_above() -> None:
    lines = SHIPPED.splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"\w+ = ", line)]
    bare = [lines[i] for i in keys if not re.match(r"# [A-Z].+\.$", lines[i - 1])]
    assert len(keys) == sum(len(dataclasses.fields(getattr(load(), f.name))) for f in dataclasses.fields(Settings))
    assert bare == []


def test_no_sentence_stands_above_two_keys() -> None:
    sentences = [line for line in SHIPPED.splitlines() if line.startswith("# ")]
    assert len(sentences) == len(set(sentences))


def test_a_users_file_changes_only_the_keys_that_it_names(tmp_path: Path) -> None:
    settings = load(own(tmp_path, "[measure]\nseed = 7\n"))
    assert settings.measure.seed == 7
    assert dataclasses.replace(settings, measure=load().measure) == load()
    assert dataclasses.replace(settings.measure, seed=load().measure.seed) == load().measure


def test_a_whole_number_will_do_for_a_fraction(tmp_path: Path) -> None:
    value = load(own(tmp_path, "[measure]\nhalf_life_months = 9\n")).measure.half_life_months
    assert (value, type(value)) == (9.0, float)


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load(own(tmp_path, "# all as shipped\n")) == load()


MISTAKES = [
    ("[weather]\nrain = 1\n", "[weather]"),
    ("measure = 3\n", "[measure]"),
    ("[coding]\np_event_mim = 0.5\n", "p_event_mim"),
    ('[coding]\nbatch_size = "large"\n', "batch_size must be of type int"),
    ("[coding]\nbatch_size = 1.5\n", "batch_size must be of type int"),
    ("[coding]\np_event_min = true\n", "p_event_min must be of type float"),
    ("[measure]\nhalf_life_months = [6]\n", "half_life_months must be of type float"),
    ("[measure\nseed = 7\n", "cannot be read as TOML"),
    ("seed: 7\n", "cannot be read as TOML"),
]


@pytest.mark.parametrize(("text", "named"), MISTAKES)
def test_a_mistake_is_named_with_its_file(tmp_path: Path, text: str, named: str) -> None:
    path = own(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load(path)
    assert named in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "choices"), [("[sauces]\n", "sources"), ("[report]\nmax_figure = 3\n", "max_figures")]
)
def test_an_unknown_name_is_answered_with_the_known_ones(tmp_path: Path, text: str, choices: str) -> None:
    with pytest.raises(SettingsError, match=choices):
        load(own(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text_is_a_settings_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(SettingsError, match=r"picture\.toml"):
        load(tmp_path / "picture.toml")
