"""The bundled scenarios, played at random and cut anywhere: every debrief can be made and said."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.scenario.packs import scenario_files
from simulator.scenario.reading import read_scenario
from simulator.wording import debrief as say
from simulator.wording.reasons import reason
from simulator.wording.remarks import commitment, praise, prompt, remark
from tests.debrief.calls import played
from tests.kit import plays

FOLDER = Path(__file__).parents[2] / "scenarios"


def bundled() -> list[tuple[str, Path, str | None]]:
    cases = []
    for language in sorted(FOLDER.iterdir()):
        for file in scenario_files(language) if language.is_dir() else ():
            scenario = read_scenario(file).scenario
            assert scenario is not None, file
            cases += [
                (f"{language.name}-{file.stem}-{variant}", file, variant) for variant in (None, *scenario.variants)
            ]
    return cases


CASES = bundled()


@pytest.mark.parametrize(("file", "variant"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data())
def test_a_bundled_call_can_be_debriefed_wherever_it_is_cut(
    file: Path, variant: str | None, data: st.DataObject
) -> None:
    scenario = read_scenario(file).scenario
    assert scenario is not None
    script = Script(scenario, variant)
    report = debrief(data.draw(plays(script, most=30)))

    told = [
        say.verdict(report.verdict, script),
        say.balance(report.verdict, script),
        praise(report.done_well, script),
        *(remark(one, script) for one in report.remarks),
        *(commitment(one) for one in report.commitments),
        *(prompt(one, script) for one in report.hollow),
        *(reason(one, script) for turn in report.turns for one in turn.answered.reasons),
    ]
    assert all(told)
    for turn in report.turns:
        before, after = turn.answered.before, turn.answered.after
        for axis in ("valence", "arousal", "control", "trust", "load"):
            moved = sum(one.moves.get(axis, 0) for one in turn.answered.reasons)
            assert moved == getattr(after, axis) - getattr(before, axis)


def test_nobody_is_praised_for_staying_with_a_customer_who_rang_off() -> None:
    scenario = read_scenario(FOLDER / "en" / "collection-de-bourdes.yaml").scenario
    assert scenario is not None
    report = debrief(played(scenario, "blague-trop-tot", "ca-va-aller"))

    assert report.verdict.hung_up
    assert report.done_well.why == "answered"
