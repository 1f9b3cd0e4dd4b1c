from simulator.conversation.script import Script
from simulator.rubric.golden import QUESTIONS
from simulator.scenario.vocabulary import FACETS, STAGES
from simulator.wording.coach import (
    PROFILE_QUESTIONS,
    introduction,
    profile_options,
    profile_question,
    questions,
)
from tests.kit import full_scenario

SCRIPT = Script(full_scenario())


def test_each_stage_asks_its_three_questions() -> None:
    asked = [question for stage in STAGES for question in questions(stage, SCRIPT).values()]  # type: ignore[arg-type]

    assert len(set(asked)) == 9
    assert all(question.endswith("?") and "{" not in question for question in asked)
    assert tuple(questions("golden", SCRIPT)) == FACETS


def test_only_the_golden_rule_asks_about_oneself() -> None:
    assert all("Karim" not in question for question in questions("golden", SCRIPT).values())
    for stage in ("empathy", "platinum"):
        assert all("Karim" in question for question in questions(stage, SCRIPT).values())  # type: ignore[arg-type]


def test_each_stage_is_introduced() -> None:
    assert len({introduction(stage, SCRIPT) for stage in STAGES}) == 3  # type: ignore[arg-type]


def test_each_of_the_eight_questions_has_its_sentence_and_an_end_for_each_need() -> None:
    assert tuple(QUESTIONS) == PROFILE_QUESTIONS
    for question, needs in QUESTIONS.items():
        assert profile_question(question)
        options = profile_options(question)
        assert tuple(options) == needs
        assert len(set(options.values())) == 2
