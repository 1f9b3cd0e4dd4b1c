"""The bundled scenarios keep what docs/scoring.md promises of a good one."""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from simulator.authoring.bots import bots, key_path, overall, overall_of_path
from simulator.authoring.rehearsals import rehearse
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import scorecard
from simulator.errors import BadPath
from simulator.rubric.empathy import empathy_score, resolve
from simulator.rubric.naturalness import word_count
from simulator.scenario.model import Compose, Exchange, Moment, Scenario
from simulator.scenario.packs import entries
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.scenario.schema import json_schema
from simulator.scenario.vocabulary import MOODS

FILES = [entry.path for entry in entries()]
ROOT = Path(__file__).resolve().parents[1]


@cache
def read(path: Path) -> Scenario:
    scenario = read_scenario(path).scenario
    assert scenario is not None
    return scenario


def rehearsals(path: Path) -> Any:
    found, findings = read_rehearsals(path.with_name(f"{path.stem}.rehearsal.yaml"))
    assert findings == ()
    return found


def customers() -> list[Any]:
    return [
        pytest.param(path, variant, id=f"{path.parent.name}/{path.stem}-{variant or 'base'}")
        for path in FILES
        for variant in (None, *read(path).variants)
    ]


every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
every_customer = pytest.mark.parametrize(("path", "variant"), customers())


WHOSE = {"fr": r"\b(il|elle|celui|celle|lui)\b", "en": r"\b(he|she|him|his|her)\b"}
"""Words that tell one customer of a scenario from the other."""


@every_file
def test_no_wish_says_whose_it_is_since_each_is_offered_beside_the_other_customers(path: Path) -> None:
    scenario = read(path)
    wishes = [wish.text for who in (scenario.customer, *customers_beside(scenario)) for wish in who.wishes.values()]
    assert len(wishes) == 6
    assert [text for text in wishes if re.search(WHOSE[scenario.language], text, re.IGNORECASE)] == []


def customers_beside(scenario: Scenario) -> list[Any]:
    return [scenario.customer_of(variant) for variant in scenario.variants]


def test_there_are_three_in_each_language_and_the_same_three() -> None:
    by_language: dict[str, set[str]] = {"fr": set(), "en": set()}
    for path in FILES:
        by_language[read(path).language].add(read(path).id)
    assert by_language["fr"] == by_language["en"]
    assert len(by_language["fr"]) >= 3


@every_file
def test_nothing_is_found_against_it(path: Path) -> None:
    assert read_scenario(path).findings == ()


@every_file
def test_editors_find_its_schema_and_it_validates(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    name = first.removeprefix("# yaml-language-server: $schema=")
    assert name != first
    assert (path.parent / name).resolve() == (ROOT / "scenarios" / "scenario.schema.json").resolve()
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), json_schema())


def test_the_schema_beside_them_is_the_one_that_platine_prints() -> None:
    written = yaml.safe_load((ROOT / "scenarios" / "scenario.schema.json").read_text(encoding="utf-8"))
    assert written == json_schema()


@every_file
def test_its_rehearsals_come_out_as_written(path: Path) -> None:
    outcomes = rehearse(read(path), rehearsals(path))
    assert len(outcomes) >= 4
    assert [(outcome.name, outcome.differences, outcome.error) for outcome in outcomes if not outcome.passed] == []


@every_customer
def test_strategies_that_do_not_listen_do_badly_and_the_key_does_well(path: Path, variant: str | None) -> None:
    table = bots(Script(read(path), variant), rehearsals(path))
    assert set(table.bots) == {
        "key", "longest", "shortest", "politest", "warmest", "script", "first", "golden", "random"
    }  # fmt: skip
    assert {name: table.bots[name].mean for name in table.missed()} == {}


@every_customer
def test_the_best_path_is_platinum_and_leaves_a_happier_customer(path: Path, variant: str | None) -> None:
    script = Script(read(path), variant)
    best = key_path(script, rehearsals(path))
    assert best is not None
    play = Play(script)
    assert len(list(walk(play, best))) == len(best)
    card = scorecard(script, play.state)
    assert (card.stage_end, card.happier) == ("platinum", True)


@every_customer
def test_the_best_path_for_one_customer_is_at_least_15_worse_for_the_other(path: Path, variant: str | None) -> None:
    scenario = read(path)
    own = Script(scenario, variant)
    best = key_path(own, rehearsals(path))
    assert best is not None
    for other in (None, *scenario.variants):
        if other == variant:
            continue
        try:
            there = overall_of_path(Script(scenario, other), best)
        except BadPath:
            continue  # it cannot even be walked with the other one
        assert overall_of_path(own, best) - there >= 15


@every_customer
def test_every_mood_he_may_leave_in_has_his_own_words(path: Path, variant: str | None) -> None:
    assert set(read(path).customer_of(variant).verdicts) == set(MOODS)


def said(moment: Moment) -> dict[str, Any]:
    if isinstance(moment, Exchange):
        return dict(moment.responses)
    return dict(moment.parts) if isinstance(moment, Compose) else {}


def worth(script: Script, moment: Exchange | Compose, response: Any) -> Fraction:
    called = moment.calls_for.of(script.variant)
    empathy = empathy_score(
        resolve(response.empathy, called), called, misreads=response.misreads, dismisses=response.dismisses
    )
    return empathy + script.plain_naturalness(script.look(response, channel=script.scenario.channel))


def correlation(pairs: list[tuple[float, float]]) -> float:
    """Pearson's r."""
    count = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / count, sum(y for _, y in pairs) / count
    cov = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return float(cov / spread**0.5)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_over_a_pack_length_says_nothing_about_worth(language: str) -> None:
    pairs = []
    for path in FILES:
        scenario = read(path)
        if scenario.language != language:
            continue
        for variant in (None, *scenario.variants):
            script = Script(scenario, variant)
            for moment in script.moments:
                if isinstance(moment, Exchange | Compose):
                    for response in said(moment).values():
                        pairs.append((float(word_count(response.say)), float(worth(script, moment, response))))
    assert abs(correlation(pairs)) <= 0.2


@every_customer
def test_what_falls_short_has_a_remark_of_the_trainer(path: Path, variant: str | None) -> None:
    script = Script(read(path), variant)
    for name, moment in read(path).moments.items():
        if isinstance(moment, Exchange | Compose):
            for one, response in said(moment).items():
                if worth(script, moment, response) < Fraction(3, 2) and isinstance(moment, Exchange):
                    assert response.coach, f"{name}.{one}"


def test_the_clumsy_sincere_agent_delights_and_solves_half() -> None:
    for language in ("fr", "en"):
        path = next(path for path in FILES if path.stem == "collection-de-bourdes" and path.parent.name == language)
        script = Script(read(path))
        play = Play(script)
        best = key_path(script, rehearsals(path))
        assert best is not None
        list(walk(play, best))
        assert play.ended is not None
        card = scorecard(script, play.state, outcome=play.ended.outcome)
        assert (card.request, card.mood) == ("partly", "delighted")
        assert overall(script, play.state) >= 95
