"""Ways and lines that never come, and what is told to do about them."""

import pytest

from simulator.authoring.rules import unreached
from simulator.scenario import codes
from simulator.wording import findings as wording
from tests.authoring.rules.stories import found, moment, story

SURE = "{trust: at least 0}"
NEVER = "{turn: at least 9}"


def call(then: str = "done", line: str = '"Yes?"') -> str:
    said = f'ask: {{say: "What is at stake?", empathy: full, then: {then}}}\nno: {{say: "No.", then: lost}}\nhm: {{say: "Well.", then: done}}'
    return story(moment("hello", said).replace('"Yes?"', line))


def cases(key: str, condition: str) -> str:
    """Two of them: the first leads to `lost`, or says so."""
    return f"[{{when: {condition}, {key}: lost}}, {{{key}: done}}]"


def told(text: str) -> list[tuple[str, str | None]]:
    return [(one.code, one.arguments.get("detail")) for one in found(unreached, text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (call(then=cases("to", SURE)), codes.DEAD_BRANCH),
        (call(line=cases("text", SURE)), codes.DEAD_LINE),
    ],
)
def test_the_last_case_is_not_told_to_widen_what_it_does_not_have(text: str, code: str) -> None:
    """It is the case before it that has a condition, and that always holds."""
    (finding,) = found(unreached, text)
    assert (finding.code, finding.arguments["detail"]) == (code, f"{code}-last")
    assert "Widen" not in wording.remedy(finding)


@pytest.mark.parametrize("mended", [call(then="[{to: lost}]"), call(line="[{text: lost}]")])
def test_what_is_told_to_do_about_the_last_case_cures_it(mended: str) -> None:
    assert told(mended) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (call(then=cases("to", NEVER)), codes.DEAD_BRANCH),
        (call(line=cases("text", NEVER)), codes.DEAD_LINE),
    ],
)
def test_a_case_whose_condition_never_holds_is_told_to_widen_it(text: str, code: str) -> None:
    assert told(text) == [(code, None)]
