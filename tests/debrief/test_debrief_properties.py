"""What holds for every play, wherever it is cut."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import RATED_STAGES, SelfRating
from simulator.debrief.report import Report, debrief
from simulator.rubric.golden import QUESTIONS, Profile, profile
from simulator.scenario.vocabulary import CHANNELS, LOADS, MOODS
from tests.debrief.calls import box_call
from tests.kit import full_scenario, plays

SCRIPTS = tuple(
    Script(of(channel=channel, load=load), variant)
    for channel in CHANNELS
    for load in LOADS
    for of, variant in ((full_scenario, None), (full_scenario, "quick"), (box_call, None))
)


@st.composite
def any_play(draw: st.DrawFn) -> Play:
    return draw(plays(draw(st.sampled_from(SCRIPTS))))


@st.composite
def any_profile(draw: st.DrawFn) -> Profile:
    return profile({question: draw(st.sampled_from(needs)) for question, needs in QUESTIONS.items()})


@st.composite
def any_rating(draw: st.DrawFn) -> SelfRating:
    scale = st.integers(0, 10)
    return SelfRating(
        draw(scale),
        draw(scale),
        draw(st.sampled_from(RATED_STAGES)),
        draw(st.sampled_from(MOODS)),  # type: ignore[arg-type]
        draw(st.text(max_size=8)),
    )


@given(any_play(), st.none() | any_rating(), st.none() | any_profile())
def test_any_play_can_be_debriefed_and_says_the_same_twice(
    play: Play, rating: SelfRating | None, own: Profile | None
) -> None:
    report = debrief(play, self_rating=rating, profile=own)
    again = Play(play.script, seed=play.seed + 1, practice=True, decisions=play.decisions)

    assert isinstance(report, Report)
    assert debrief(again, self_rating=rating, profile=own) == report
    assert len({one.aim for one in report.commitments}) == 3
    assert len(report.grid) == 9


@given(any_play())
def test_the_reasons_of_a_turn_add_up_to_what_moved(play: Play) -> None:
    for answered in play.answers:
        for axis in ("valence", "arousal", "control", "trust", "load"):
            moved = getattr(answered.after, axis) - getattr(answered.before, axis)
            assert sum(reason.moves.get(axis, 0) for reason in answered.reasons) == moved, (axis, answered)


@given(any_play())
@settings(max_examples=50)
def test_golden_and_empathy_are_earned_in_turns_and_nowhere_else(play: Play) -> None:
    report = debrief(play)

    for stage in ("golden", "empathy"):
        earned = sum((getattr(step, stage).earned for step in report.climb.turns), Fraction(0))
        assert earned == getattr(report.scorecard.ladder, stage)


@given(any_play())
def test_what_a_turn_missed_names_something_or_is_plain(play: Play) -> None:
    named = {"unknown_use", "not_understood", "guessed", "not_served", "not_discovered", "not_confirmed"}
    for step in debrief(play).climb.turns:
        for rung in (step.golden, step.empathy, step.platinum):
            assert rung.earned <= rung.possible or rung.stage == "platinum"
            if rung.missed in named:
                assert rung.about


@given(any_play())
def test_underlined_words_stand_where_they_are_said_to(play: Play) -> None:
    report = debrief(play)
    for found in report.hollow:
        assert found.text in report.turn(found.turn).answered.words
        assert 0 <= found.sentence_start <= found.start < found.end <= found.sentence_end <= len(found.text)
