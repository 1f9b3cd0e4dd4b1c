"""Flags that nobody asks for or sets, and moments without a choice."""

import pytest

from simulator.authoring.bearing import MOST_COMPARED
from simulator.authoring.rules import flags, no_choice
from simulator.scenario import codes
from tests.authoring.rules.stories import ADA, CUSTOMER, found, moment, story, told, words_at

SETS = 'a: {say: "A.", sets: [seen], then: done}'
OTHER = 'b: {say: "B.", then: lost}'


def one(*responses: str, **keys: str) -> str:
    return story(moment("hello", "\n".join(responses)), **keys)


def test_a_flag_that_no_condition_asks_for_is_told_where_it_is_set() -> None:
    text = one(SETS, OTHER)
    (finding,) = found(flags, text)
    assert (finding.code, finding.arguments, finding.response) == (codes.FLAG_NEVER_READ, {"id": "seen"}, "a")
    assert words_at(text, finding).startswith("seen]")


def test_a_flag_that_nothing_sets_is_told_where_it_is_asked_for() -> None:
    text = one('a: {say: "A.", then: done}', 'b: {say: "B.", when: {not: {flag: [sene]}}, then: lost}')
    (finding,) = found(flags, text)
    assert (finding.code, finding.arguments, finding.response) == (codes.FLAG_NEVER_SET, {"id": "sene"}, "b")
    assert words_at(text, finding).startswith("sene]")


@pytest.mark.parametrize(
    "asked",
    [
        'b: {say: "B.", when: {flag: [seen]}, then: lost}',
        'b: {say: "B.", when: {any: [{flag: [seen]}, {turn: 2}]}, then: lost}',
        'b: {say: "B.", then: [{when: {flag: [seen]}, to: lost}, {to: done}]}',
    ],
)
def test_a_flag_asked_for_anywhere_is_read(asked: str) -> None:
    assert told(flags, one(SETS, asked)) == []


def test_a_line_a_silence_and_a_message_ask_for_flags_too() -> None:
    line = one(SETS, OTHER).replace('line: "Yes?"', 'line: [{when: {flag: [seen]}, text: "Ah."}, {text: "Yes?"}]')
    silence = one(SETS, OTHER).replace(
        "    calls_for",
        "    silence: {after: 9, then: [{when: {flag: [seen]}, to: lost}, {to: done}]}\n    calls_for",
    )
    assert (told(flags, line), told(flags, silence)) == ([], [])


def test_an_exchange_with_two_responses_that_come_to_the_same_is_no_choice() -> None:
    text = one('a: {say: "A.", then: done}', 'b: {say: "Well, well.", then: done}')
    (finding,) = found(no_choice, text)
    assert (finding.code, finding.moment) == (codes.NO_CHOICE, "hello")
    assert words_at(text, finding).startswith("hello:")


@pytest.mark.parametrize("other", ["then: lost", "then: done, progress: 1", "then: done, naturalness: 3"])
def test_a_difference_in_where_it_leads_or_what_it_does_is_a_choice(other: str) -> None:
    assert told(no_choice, one('a: {say: "A.", then: done}', f'b: {{say: "B.", {other}}}')) == []


@pytest.mark.parametrize("locked", ["", "locked: show, "])
def test_two_responses_of_which_one_alone_can_be_open_are_no_choice(locked: str) -> None:
    known, unknown = "when: {knows: [tired]}", f"{locked}when: {{not: {{knows: [tired]}}}}"
    told_apart = one(
        f'a: {{say: "A.", empathy: full, {known}, then: done}}', f'b: {{say: "B.", {unknown}, then: lost}}'
    )
    assert told(no_choice, told_apart) == [(codes.NO_CHOICE, None)]
    with_a_third = told_apart.replace("endings:", '      c: {say: "C.", then: lost}\nendings:')
    assert told(no_choice, with_a_third) == []


def test_being_open_at_other_times_is_no_choice_by_itself() -> None:
    text = one('a: {say: "A.", then: done}', 'b: {say: "Well.", when: {trust: ">= 6"}, then: done}')
    assert told(no_choice, text) == [(codes.NO_CHOICE, None)]


def test_a_choice_for_one_customer_may_be_none_for_another() -> None:
    text = one('a: {say: "A.", then: done}', 'b: {say: "B.", then: lost, for: [base]}', more=ADA)
    assert told(no_choice, text) == [(codes.NO_CHOICE, "ada")]


def test_a_message_of_which_every_part_must_be_taken_is_no_choice() -> None:
    letter = """\
  letter:
    kind: compose
    line: "A question."
    calls_for: {interpretation: 1}
    questions: {when: {text: "When?"}}
    pick: [2, 2]
    parts:
      date: {say: "Today at one.", answers: {when: full}}
      soon: {say: "Soon."}
    then: done
"""
    assert told(no_choice, story(letter, channel="email")) == [(codes.NO_CHOICE, None)]
    assert told(no_choice, story(letter.replace("[2, 2]", "[1, 2]"), channel="email")) == []


READ = """\
  guess:
    kind: read
    line: "Silence."
    asks: feels
    right: [tired]
    misreadings: {bored: "Bored"}
    then: done
"""


def test_a_reading_with_one_pick_is_no_choice() -> None:
    ada = ADA + '    reality:\n      feels: {calm: "Calm"}\n'
    assert told(no_choice, story(READ)) == []
    assert told(no_choice, story(READ, more=ada)) == [(codes.NO_CHOICE, "ada")]
    assert "tired" in CUSTOMER


def test_more_responses_than_anybody_weighs_are_taken_to_be_a_choice() -> None:
    many = [f'r{turn}: {{say: "{turn}.", when: {{turn: {turn}}}, then: lost}}' for turn in range(MOST_COMPARED + 1)]
    many[0] = many[0].replace("lost", "done")
    assert told(no_choice, one(*many)) == []
    assert told(no_choice, one(*many[:MOST_COMPARED])) == [(codes.NO_CHOICE, None)]
