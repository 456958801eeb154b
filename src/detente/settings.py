"""The thresholds, from `settings.toml`: one shipped file with a sentence for each, overridden key by key.

`load()` gives the shipped settings; `load(path)` lays a user's file over them. An unknown section or key,
or a value of another type, is an error that names it.
"""

from __future__ import annotations

import dataclasses
import functools
import tomllib
import typing
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from detente.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Sources:
    """Limits on what is read."""

    max_characters: int
    max_bytes: int
    max_control_share: float
    language_min_letters: int
    language_min_probability: float


@dataclass(frozen=True, slots=True)
class Coding:
    """Thresholds of the coder."""

    max_sentence_tokens: int
    p_event_min: float
    p_act_min: float
    p_side_min: float
    p_nobody: float
    p_other_source: float
    p_whose: float
    p_whose_other: float
    p_told_min: float
    p_look_scan: float
    p_told_scan: float
    p_role_min: float
    p_status_min: float
    lexicon_share: float
    light_share: float
    parse_only: float
    p_event_verbal_pair: float
    p_event_verbal_one: float
    p_event_nominal_pair: float
    p_event_nominal_one: float
    p_type_specific: float
    p_type_plain: float
    short_report_words: int
    batch_size: int
    period_memory: int
    forecast_period_memory: int
    event_day_memory: int


@dataclass(frozen=True, slots=True)
class Workspace:
    """Thresholds of identity and merging."""

    near_duplicate_jaccard: float
    shingle_words: int
    minhash_permutations: int
    batch_documents: int
    background_days: int


@dataclass(frozen=True, slots=True)
class Measure:
    """Weights of the level and of the flows."""

    half_life_months: float
    quiet_acts: float
    level_prior_acts: float
    variance_prior: float
    level_min_ratio: float
    level_max_ratio: float
    window_months: int
    rate_prior_periods: float
    episode_memory_months: float
    episode_warm_up: int
    episode_allowance: float
    episode_threshold: float
    episode_calm: int
    interval: float
    seed: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecaster of series and its backtest: windows, grids and thresholds."""

    climatology_window: int
    pool_margin: float
    min_history: int
    min_scored: int
    score_from: int
    max_history: int
    variance_discount: float
    calibration_shrink: float
    calibration_window: int
    calibration_min: float
    calibration_max: float
    backtest_start: int
    bootstrap_block: int
    bootstrap_draws: int
    interval: float
    suspicious: float
    seed: int


@dataclass(frozen=True, slots=True)
class Questions:
    """The forecaster of event questions: what it learns from, how strongly it pools, when it is published."""

    pair_acts: int
    learn_acts: int
    min_days: int
    min_events: int
    max_history_days: int
    step_days: int
    refit_days: int
    refit_origins: int
    max_origins: int
    max_rows: int
    max_pairs: int
    max_iterations: int
    level_shrink: float
    weight_shrink: float
    kind_shrink: float
    pair_shrink: float
    calibration_events: int
    calibration_shrink: float
    analogues: int
    analogue_reach: float
    min_windows: int
    interval: float
    report_from: float
    block_days: int
    bootstrap_draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Verify:
    """How far a claim may be from the record."""

    tolerance_days: int
    precise_days: int
    election_days: int
    margin_days: int
    retrospective_years: int
    arithmetic_tolerance: float
    share_tolerance: float
    share_points: float
    rate_tolerance: float
    rate_tolerance_least: float
    half_year: int
    unit_tolerance: float
    series_tolerance: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """Scenarios: what is learnt from, what is drawn, and how outcomes are named."""

    kernel_length: int
    min_analogues: int
    min_history: int
    pair_acts: int
    max_horizon: int
    paths: int
    placebo_draws: int
    outcome_periods: int
    outcome_change: float
    interval: float
    seed: int


@dataclass(frozen=True, slots=True)
class Links:
    """Who does what to whom next, from a workspace: the share of roots, the replay, and what is shown."""

    pseudo: float
    replay_acts: int
    min_replayed: int
    draws: int
    interval: float
    seed: int
    shown: int


@dataclass(frozen=True, slots=True)
class Report:
    """How much a brief shows."""

    max_chronology: int
    max_statements: int
    max_figures: int
    max_expectations: int
    max_forecasts: int
    chart_months: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How a benchmark is scored."""

    bootstrap_draws: int
    interval: float
    seed: int
    shingle_tokens: int
    content_overlap: float
    speed_runs: int


@dataclass(frozen=True, slots=True)
class Settings:
    """All thresholds, by the part of the program that uses them."""

    sources: Sources
    coding: Coding
    workspace: Workspace
    measure: Measure
    forecast: Forecast
    questions: Questions
    verify: Verify
    scenario: Scenario
    links: Links
    report: Report
    evaluation: Evaluation


@functools.cache
def load(path: Path | None = None) -> Settings:
    """The settings, with the user's file at `path` laid over the shipped ones.

    Raises:
        SettingsError: the file is not TOML, or has an unknown section or key, or a value of the wrong type.
    """
    shipped = tomllib.loads(resources.files("detente").joinpath("settings.toml").read_text("utf-8"))
    if path is not None:
        _overlay(shipped, _parse(path), path)
    sections = typing.get_type_hints(Settings)
    return Settings(**{name: kind(**shipped[name]) for name, kind in sections.items()})


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML ({error}); mend it or leave it out") from error


def _overlay(shipped: dict[str, Any], own: dict[str, Any], path: Path) -> None:
    sections = typing.get_type_hints(Settings)
    for section, keys in own.items():
        if section not in sections or not isinstance(keys, dict):
            raise SettingsError(f"{path}: no section [{section}]; there are {', '.join(sorted(sections))}")
        types = {f.name: f.type for f in dataclasses.fields(sections[section])}
        for key, value in keys.items():
            if key not in types:
                raise SettingsError(f"{path}: [{section}] has no key {key}; there are {', '.join(sorted(types))}")
            wanted = type(shipped[section][key])
            if isinstance(value, bool) or not isinstance(value, (wanted, int)):
                raise SettingsError(f"{path}: [{section}] {key} must be of type {wanted.__name__}")
            shipped[section][key] = wanted(value)
