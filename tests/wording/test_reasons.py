"""Every reason has a sentence, and every sentence says what it is about."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.conversation.events import Reason
from simulator.conversation.play import Play
from simulator.conversation.reasons import CAUSES
from simulator.conversation.script import Script
from simulator.rubric.empathy import DIMENSIONS
from simulator.rubric.naturalness import COLD_TONES
from simulator.rubric.needs import COMFORTS
from simulator.rubric.reception import WORDS
from simulator.scenario.vocabulary import STAGES
from simulator.wording.reasons import reason, subject
from tests.kit import customer, full_scenario, plays

SCRIPT = Script(full_scenario())
SUBJECTS = {
    "missing": DIMENSIONS,
    "excess": DIMENSIONS,
    "stock": ("hollow_apology",),
    "tone_cold": tuple(sorted(COLD_TONES)),
    "tone_forced": ("warm",),
    "tone_lively": ("lively",),
    "insight": ("wait", "tired", "sure"),
    "unknown_use": ("wait", "tired", "sure"),
    "reception": tuple(WORDS.values()),
    "comfort": tuple(COMFORTS),
    "comfort_halved": tuple(need for need, comfort in COMFORTS.items() if comfort.waits_for_ear),
    "wish_served": ("sure",),
    "wish_guessed": ("sure",),
    "confirmed": ("sure",),
    "left_out": ("when", "how"),
    "cap": ("valence",),
    "bound": ("valence", "arousal", "control", "trust"),
    "learned": ("wait", "again", "online"),
    "stage_reached": STAGES,
}
EVERY = [(cause, about) for cause in CAUSES for about in SUBJECTS.get(cause, ("",))]


@pytest.mark.parametrize(("cause", "about"), EVERY)
@pytest.mark.parametrize("count", [1, 2])
def test_every_cause_has_a_short_sentence_with_all_arguments_filled(cause: str, about: str, count: int) -> None:
    told = reason(Reason(cause, about=about, count=count, words="our policy", lost=0.25), SCRIPT)

    assert told[0].isupper()
    assert told.endswith((".", "”."))
    assert not re.search(r"[{}]", told)
    assert len(told) <= 110


def test_a_cause_that_does_not_exist_has_none() -> None:
    with pytest.raises(KeyError):
        reason(Reason("boredom"), SCRIPT)


def test_the_exact_words_are_quoted_as_they_stand() -> None:
    told = reason(Reason("stock", about="tic", words="[b]{customer}[/b]"), SCRIPT)

    assert "“[b]{customer}[/b]”" in told


def test_what_was_learnt_is_said_in_the_author_s_words() -> None:
    assert "To be sure" in reason(Reason("learned", about="sure"), SCRIPT)
    assert "When?" in reason(Reason("left_out", about="when"), SCRIPT)


def test_the_placeholders_of_the_author_s_words_are_filled() -> None:
    script = Script(full_scenario())
    script.customer = customer(facts={"wait": "{customer} waited"})

    assert subject("wait", script) == "Karim Belkacem waited"


def test_the_share_of_a_mail_that_is_answered_does_not_count_lateness() -> None:
    assert "75%" in reason(Reason("coverage", lost=0.25), SCRIPT)


@given(plays(SCRIPT))
def test_every_reason_of_any_play_can_be_said(play: Play) -> None:
    for answered in play.answers:
        for one in answered.reasons:
            assert reason(one, SCRIPT)


@given(st.sampled_from(EVERY), st.text(max_size=20))
def test_no_words_of_an_author_break_a_sentence(of: tuple[str, str], words: str) -> None:
    cause, about = of
    assert reason(Reason(cause, about=about, words=words, count=1), SCRIPT)
