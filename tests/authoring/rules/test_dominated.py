"""A distractor that another distractor beats in everything."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring.bearing import HERE, Bearing, Way, bearings_of
from simulator.authoring.rules import dominated
from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from tests.authoring.rules.stories import ADA, found, moment, story, study, told, words_at

BEST = 'listen: {say: "Twenty-two minutes. What is at stake?", empathy: full, then: done}'


def one(*responses: str, **keys: str) -> str:
    return story(moment("hello", "\n".join((BEST, *responses))), **keys)


def test_a_distractor_no_better_than_another_in_anything_is_told_with_its_place() -> None:
    text = one(
        'kind: {say: "How sad.", empathy: {reaction: 1}, then: lost}',
        'dull: {say: "Hm.", naturalness: 2, then: lost}',
    )
    (finding,) = found(dominated, text)
    assert (finding.code, finding.arguments) == (codes.DOMINATED, {"id": "dull", "other": "kind"})
    assert (finding.moment, finding.response, finding.variant) == ("hello", "dull", None)
    assert words_at(text, finding).startswith("dull:")


def test_one_thing_that_speaks_for_it_is_enough() -> None:
    kind = 'kind: {say: "How sad.", empathy: {reaction: 1}, then: lost}'
    for spoken_for in (
        "progress: 1",
        "naturalness: 4, reveals: [sure]",
        "offers: [control]",
        "uses: [tired]",
        "confirms: true",
        "action: transfer",
        "sets: [seen]",
    ):
        dull = (
            f'dull: {{say: "Hm.", {"naturalness: 2, " if "nat" not in spoken_for else ""}{spoken_for}, then: lost}}'
        )
        assert told(dominated, one(kind, dull)) == [], spoken_for


def test_where_two_lead_decides_nothing() -> None:
    text = one('kind: {say: "How sad.", empathy: {reaction: 1}, then: done}', 'dull: {say: "Hm.", then: lost}')
    assert [finding for finding in told(dominated, text) if finding[2:] == ("dull", "kind")] == []


def test_a_response_that_comes_straight_back_has_nothing_to_say_for_where_it_leads() -> None:
    text = one(
        'kind: {say: "How sad.", empathy: {reaction: 1}, then: lost}',
        'dull: {say: "Hm.", naturalness: 2, then: hello}',
    )
    assert told(dominated, text) == [(codes.DOMINATED, None, "dull", "kind")]


def test_a_response_that_is_not_always_open_beats_none_that_is() -> None:
    text = one(
        'kind: {say: "How sad.", empathy: {reaction: 1}, when: {trust: ">= 8"}, then: lost}',
        'dull: {say: "Hm.", naturalness: 2, then: lost}',
    )
    assert told(dominated, text) == []


def test_being_beaten_by_the_best_alone_is_information() -> None:
    assert told(dominated, one('dull: {say: "Hm.", then: done}')) == [
        (codes.DOMINATED_BY_BEST, None, "dull", "listen")
    ]


def test_where_all_are_worth_the_same_what_beats_the_others_is_the_best() -> None:
    """A moment that calls for nothing: what serves him is no distractor, though nothing tells it apart by its worth."""
    offer = 'offer: {say: "Noon today.", offers: [certainty], then: done}'
    plain = 'plain: {say: "We shall see.", then: done}'
    text = story(moment("hello", f"{offer}\n{plain}", called="{}"))
    assert told(dominated, text) == [(codes.DOMINATED_BY_BEST, None, "plain", "offer")]


def test_the_best_for_one_customer_is_nobodys_distractor() -> None:
    text = story(
        moment(
            "hello",
            """
            listen: {say: "What is at stake?", empathy: {reaction: 2, interpretation: 2}, then: lost}
            brief: {say: "Two minutes.", then: done}
            probe: {say: "And how is that?", empathy: {exploration: 1}, then: done}
            """,
            called="{base: {reaction: 2, interpretation: 2}, ada: {}}",
        ),
        more=ADA,
    )
    assert told(dominated, text) == [(codes.DOMINATED_BY_BEST, None, "probe", "brief")]


def test_what_only_one_customer_feels_is_told_for_him_alone() -> None:
    text = story(
        moment(
            "hello",
            """
            listen: {say: "What is at stake?", empathy: full, then: done}
            hasty: {say: "Two minutes.", offers: [speed], then: lost}
            slow: {say: "All in good time.", offers: [deadline], empathy: {interpretation: 1}, then: lost}
            """,
        ),
        more=ADA,
    )
    assert told(dominated, text) == [(codes.DOMINATED, "base", "hasty", "slow")]


def test_a_part_of_a_message_is_beaten_question_by_question() -> None:
    letter = """\
  letter:
    kind: compose
    line: "Two questions."
    calls_for: {interpretation: 1}
    questions: {when: {text: "When?"}, how: {text: "How?"}}
    pick: [1, 2]
    parts:
      date: {say: "Today at one.", empathy: full, answers: {when: full}}
      soon: {say: "Some day.", naturalness: 3, answers: {when: partly}}
      never: {say: "One never knows.", naturalness: 2, answers: {when: partly}}
      means: {say: "By post.", naturalness: 2, answers: {how: partly}}
    then: done
"""
    assert told(dominated, story(letter, channel="email")) == [
        (codes.DOMINATED_BY_BEST, None, "soon", "date"),
        (codes.DOMINATED, None, "never", "soon"),
    ]


def test_silent_where_each_is_better_in_something() -> None:
    text = one(
        'kind: {say: "How sad.", empathy: {reaction: 1}, naturalness: 2, then: lost}',
        'brisk: {say: "I look.", progress: 1, naturalness: 3, then: lost}',
        'plain: {say: "I see.", then: lost}',
    )
    assert told(dominated, text) == []


conditions = st.sampled_from((None, Condition(flag=("a",)), Condition(flag=("b",))))
leads = st.sampled_from((HERE, ((None, "done"),), ((None, "lost"),)))
small = st.integers(0, 2)
bearings = st.builds(
    Bearing,
    st.builds(Way, leads, conditions),
    st.tuples(small, small),
    st.tuples(st.integers(0, 3)),
    st.tuples(st.sampled_from((None, "hold"))),
)


@given(bearings, bearings, bearings)
def test_dominance_is_a_strict_partial_order(one: Bearing, two: Bearing, three: Bearing) -> None:
    for a, b, c in permutations((one, two, three)):
        assert not a.dominates(a)
        assert not (a.dominates(b) and b.dominates(a))
        assert not (a.dominates(b) and b.dominates(c)) or a.dominates(c)


def test_what_may_be_compared_is_found_without_compiling_a_moment() -> None:
    case = study(one('kind: {say: "How sad.", then: lost}')).cases[0]
    assert list(bearings_of(case).pairs(0)) == []
    assert len(case.script.nodes) == 0


def test_ways_that_all_lead_to_one_place_are_one_way() -> None:
    text = one(
        'kind: {say: "How sad.", empathy: {reaction: 1}, then: [{when: {turn: 2}, to: lost}, {to: lost}]}',
        'dull: {say: "Hm.", naturalness: 2, then: lost}',
    )
    assert told(dominated, text) == [(codes.DOMINATED, None, "dull", "kind")]


def test_a_moment_of_a_thousand_responses_is_compared_in_part() -> None:
    many = [f'a{number}: {{say: "Hm {number}.", naturalness: 2, then: lost}}' for number in range(990)]
    kind = 'kind: {say: "How sad.", empathy: {reaction: 1}, then: lost}'
    findings = told(dominated, one(kind, *many))
    assert 90 < len(findings) < 100
