"""What is found in a fragment that a scenario includes several times."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.authoring.checking import check
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.reading import read_scenario, read_text
from tests.authoring.rules.stories import story

Checked = Callable[[str], list[Finding]]
FRAGMENT = """\
platine: 1
moments:
  ask:
    line: "Who are you?"
    calls_for: {interpretation: 1}
    responses:
      plain: {say: "Your postcode, please.", empathy: full, then: return}
      known: {say: "I know you.", naturalness: 1, when: {flag: [told]}, then: return}
      again: {say: "I do not know you.", naturalness: 1, then: ask}
  short:
    line: "Well?"
    calls_for: {interpretation: 1}
    responses:
      plain: {say: "Your name, please.", empathy: full, then: return}
      no: {say: "Not without a name.", naturalness: 1, coach: "Say why.", then: return}
"""
INCLUDE = "include: {first: who.yaml, later: who.yaml}\nreturns: {first: middle, later: done}\nstart: first.ask\n"
MIDDLE = """\
  middle:
    line: "And now?"
    calls_for: {interpretation: 1}
    responses:
      tell: {say: "One more thing.", empathy: full, sets: [told], then: later.ask}
      no: {say: "Nothing.", naturalness: 1, coach: "Say more.", then: [{when: {trust: at least 9}, to: lost}, {to: later.short}]}
"""


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """What is found in the fragment, with this moment in the middle of the call."""

    def of(middle: str) -> list[Finding]:
        (tmp_path / "who.yaml").write_text(FRAGMENT, encoding="utf-8")
        scenario = tmp_path / "call.yaml"
        scenario.write_text(story(middle, more=INCLUDE), encoding="utf-8")
        found = check(read_scenario(scenario)).findings
        return [one for one in found if one.place.file.endswith("who.yaml")]

    return of


def of_code(findings: list[Finding], *wanted: str) -> list[str | None]:
    return [one.moment for one in findings if one.code in wanted]


def test_what_is_found_in_every_copy_is_told_once(checked: Checked) -> None:
    findings = checked(MIDDLE)
    places = [(one.code, one.place, one.variant) for one in findings]
    assert of_code(findings, codes.MISSING_COACH) == ["first.ask", "first.ask"]
    assert len(places) == len(set(places))


def test_what_never_comes_in_one_copy_and_comes_in_another_is_not_told(checked: Checked) -> None:
    never = (codes.DEAD_RESPONSE, codes.UNREACHABLE_MOMENT)
    assert of_code(checked(MIDDLE), *never) == []
    assert of_code(checked(MIDDLE.replace("sets: [told], ", "")), codes.DEAD_RESPONSE) == ["first.ask"]


def test_what_never_comes_in_the_only_copy_that_is_used_is_told(checked: Checked) -> None:
    unused = MIDDLE.replace("later.ask", "lost").replace("later.short", "done")
    assert of_code(checked(unused), codes.DEAD_RESPONSE) == ["first.ask"]


def test_a_copy_that_nothing_leads_to_is_told(checked: Checked) -> None:
    unused = MIDDLE.replace("later.ask", "lost").replace("later.short", "done")
    assert "later.ask" in of_code(checked(unused), codes.UNREACHABLE_MOMENT)


ALIASED = """\
  first:
    line: "Hello"
    calls_for: {interpretation: 1}
    responses: &both
      ask: {say: "What is at stake?", empathy: full, sets: [seen], then: second}
      never: {say: "You again.", naturalness: 1, when: {flag: [seen]}, then: second}
      no: {say: "No.", naturalness: 1, then: second}
  second:
    line: "And now?"
    calls_for: {interpretation: 1}
    responses:
      <<: *both
      tell: {say: "It comes today.", empathy: full, then: done}
"""


def test_what_an_alias_repeats_is_told_once_too() -> None:
    def told(text: str, *wanted: str) -> list[str | None]:
        return of_code(list(check(read_text(text, "x.yaml")).findings), *wanted)

    assert told(story(ALIASED), codes.MISSING_COACH) == ["first", "first"]
    assert told(story(ALIASED), codes.DEAD_RESPONSE) == []
    assert told(story(ALIASED.replace("sets: [seen], ", "")), codes.DEAD_RESPONSE) == ["first"]
