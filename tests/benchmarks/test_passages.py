"""The story told to several programs: the same sentences, of the size asked for, readable by each."""

import pytest

from benchmarks import inkjs, passages
from simulator.scenario.reading import read_text


def test_every_format_tells_the_same_sentences() -> None:
    ours, bard, ink = passages.yaml(40), passages.bard(40), passages.ink(40)
    for one in passages.passages(40):
        for words in (one.line, *(answer for answer, _target in one.answers)):
            assert words in ours
            assert words in bard
            assert words in ink


@pytest.mark.parametrize("moments", [1, 40])
def test_a_story_has_as_many_moments_as_asked_for_and_three_answers_each(moments: int) -> None:
    scenario = read_text(passages.yaml(moments)).scenario
    assert scenario is not None
    assert len(scenario.moments) == moments
    assert {len(moment.responses) for moment in scenario.moments.values()} == {passages.ANSWERS}


def test_bardic_finds_every_passage_and_only_the_ending_leads_nowhere(tmp_path) -> None:
    pytest.importorskip("bardic", reason="bardic comes with the extra [bench]")
    from bardic.cli.main import cli
    from click.testing import CliRunner

    story = tmp_path / "story.bard"
    story.write_text(passages.bard(20), encoding="utf-8")
    told = CliRunner().invoke(cli, ["lint", str(story)]).output
    assert "21 passages" in told
    assert "60 choices" in told
    assert "1 warning(s)" in told


@pytest.mark.skipif(bool(inkjs.why_not()), reason="inkjs comes by npm")
def test_ink_compiles_it(tmp_path) -> None:
    story = tmp_path / "story.ink"
    story.write_text(passages.ink(20), encoding="utf-8")
    assert inkjs.compile_time(story) > 0
