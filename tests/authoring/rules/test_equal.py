"""Two responses that come to the same, or say the same; a variant that plays like another customer."""

import pytest

from simulator.authoring.bearing import MOST_COMPARED
from simulator.authoring.rules import equal_effects, equal_texts, same_customer
from simulator.scenario import codes
from tests.authoring.rules.stories import ADA, found, moment, story, told, words_at

LISTEN = 'listen: {say: "What is at stake?", empathy: full, then: done}'


def one(*responses: str, **keys: str) -> str:
    return story(moment("hello", "\n".join((LISTEN, *responses))), **keys)


def test_two_responses_that_come_to_the_same_are_told_at_the_later() -> None:
    text = one('a: {say: "Hm.", then: lost}', 'b: {say: "Well, well.", then: lost, coach: "No."}')
    (finding,) = found(equal_effects, text)
    assert (finding.code, finding.arguments) == (codes.EQUAL_EFFECTS, {"id": "b", "other": "a"})
    assert words_at(text, finding).startswith("b:")


def test_leading_elsewhere_is_coming_to_something_else() -> None:
    assert told(equal_effects, one('a: {say: "Hm.", then: lost}', 'b: {say: "Well, well.", then: done}')) == []


def test_being_open_at_other_times_is_coming_to_something_else() -> None:
    text = one('a: {say: "Hm.", then: lost}', 'b: {say: "Well, well.", when: {trust: ">= 6"}, then: lost}')
    assert told(equal_effects, text) == []


def test_a_stock_phrase_makes_the_difference() -> None:
    text = one('a: {say: "Hm.", then: lost}', 'b: {say: "Sorry for the inconvenience.", then: lost}')
    assert told(equal_effects, text) == []


def test_three_that_come_to_the_same_are_told_twice() -> None:
    text = one(*(f'{name}: {{say: "Hm, {name}.", then: lost}}' for name in "abc"))
    assert told(equal_effects, text) == [
        (codes.EQUAL_EFFECTS, None, "b", "a"),
        (codes.EQUAL_EFFECTS, None, "c", "a"),
    ]


def test_equal_words_are_told_whatever_their_case_blanks_and_punctuation() -> None:
    text = one('a: {say: "Well, I see!", then: lost}', 'b: {say: "well   i see", then: done, progress: 1}')
    (finding,) = found(equal_texts, text)
    assert (finding.code, finding.arguments) == (codes.EQUAL_TEXTS, {"id": "b", "other": "a"})
    assert words_at(text, finding).startswith('"well')


def test_words_that_differ_by_one_are_not_equal() -> None:
    assert (
        told(equal_texts, one('a: {say: "Well, I see.", then: lost}', 'b: {say: "Well, I saw.", then: lost}')) == []
    )


def test_two_texts_of_nothing_but_punctuation_are_held_against_each_other_as_they_are() -> None:
    assert told(equal_texts, one('a: {say: "…", then: lost}', 'b: {say: "?", then: lost}')) == []
    assert len(told(equal_texts, one('a: {say: "…", then: lost}', 'b: {say: "…", then: done}'))) == 1


def test_words_for_one_customer_may_come_back_for_another() -> None:
    a, b = 'a: {say: "I see.", then: lost, for: [base]}', 'b: {say: "I see.", then: done, for: [ada]}'
    assert told(equal_texts, one(a, b, more=ADA)) == []
    assert len(told(equal_texts, one(a, b.replace("[ada]", "[base, ada]"), more=ADA))) == 1


TWIN = """\
variants:
  twin: {name: Nadia, about: "She says it in other words."}
"""


def test_a_variant_for_whom_every_response_comes_to_the_same_is_told() -> None:
    assert told(same_customer, one('a: {say: "Hm.", then: lost}', more=TWIN)) == [
        (codes.SAME_CUSTOMER, "twin", "twin", "base")
    ]


def test_other_wishes_make_another_customer() -> None:
    assert told(same_customer, one('a: {say: "Hm.", offers: [speed], then: lost}', more=ADA)) == []


def test_another_wait_makes_another_customer() -> None:
    more = TWIN.replace("{name: Nadia,", "{name: Nadia, wait: {minutes: 40},")
    assert told(same_customer, one('a: {say: "Hm.", then: lost}', more=more)) == []


def test_a_moment_that_calls_for_something_else_makes_another_customer() -> None:
    text = story(
        moment(
            "hello", LISTEN + '\na: {say: "Hm.", then: lost}', called="{base: {reaction: 1}, twin: {exploration: 2}}"
        ),
        more=TWIN,
    )
    assert told(same_customer, text) == []


def test_another_wish_served_by_the_same_need_makes_another_customer_where_a_condition_asks_for_it() -> None:
    """What each can come to know is counted alike: what is known of one is not known of the other."""
    other = """\
    variants:
      ada:
        name: Ada
        wishes:
          feels: {calm: {need: certainty, text: "To be calm"}}
          thinks: {held: {need: ownership, text: "Somebody holds it"}}
    """
    ask = 'ask: {say: "What is at stake?", reveals: [sure, owned, calm, held], then: again}\nno: {say: "No.", then: lost}'
    offer = 'offer: {say: "Now.", offers: [certainty], then: done}\nno: {say: "No.", then: lost}'
    text = story(moment("hello", ask), moment("again", offer), more=other)
    assert told(same_customer, text) == [(codes.SAME_CUSTOMER, "ada", "ada", "base")]
    for asked in ("{knows: [sure]}", "{not: {knows: [held]}}", "{any: [{knows: [calm]}, {knows: [wait]}]}"):
        assert told(same_customer, text.replace("then: done", f"when: {asked}, then: done")) == []


def test_an_ending_that_is_there_for_one_alone_makes_another_customer() -> None:
    note = "  note: {kind: reflect, stage: golden, then: [{when: {trust: at least 1}, to: gift}, {to: done}]}\n"
    text = story(moment("hello", 'a: {say: "Hm.", then: note}\nb: {say: "Well.", then: note}'), note, more=TWIN)
    gift = '  gift: {outcome: solved, text: "A gift."}\n'
    assert told(same_customer, text + gift) == [(codes.SAME_CUSTOMER, "twin", "twin", "base")]
    assert told(same_customer, text + gift.replace("solved,", "solved, for: [base],")) == []


@pytest.mark.parametrize(
    ("here", "there", "count"),
    [
        ("{knows: [tired]}", "{not: {knows: [tired]}}", 0),
        ("{mood: [angry, cold]}", "{mood: [relieved]}", 0),
        ("{latitude: [low]}", "{latitude: [medium, high]}", 0),
        ("{trust: at least 6}", "{trust: less than 6, knows: [tired]}", 0),
        ("{turn: 1}", "{turn: at least 2}", 0),
        ("{not: {knows: [tired], trust: at least 6}}", "{not: {knows: [tired]}}", 1),
        ("{trust: at least 6}", "{trust: at least 4}", 1),
        ("{mood: [angry, cold]}", "{mood: [cold]}", 1),
        ("{load: [light]}", "{mood: [cold]}", 1),
    ],
)
def test_the_same_words_may_be_said_twice_where_they_never_stand_side_by_side(
    here: str, there: str, count: int
) -> None:
    a, b = f'a: {{say: "I see.", then: lost, when: {here}}}', f'b: {{say: "I see.", then: done, when: {there}}}'
    assert len(told(equal_texts, one(a, b))) == count
    # Greyed, they do stand side by side.
    assert len(told(equal_texts, one(a.replace("when", "locked: show, when"), b))) == 1


def test_of_more_equal_texts_than_anybody_reads_the_first_are_held_against_each() -> None:
    many = (f'r{turn}: {{say: "Hm.", when: {{turn: {turn}}}, then: lost}}' for turn in range(MOST_COMPARED + 1))
    assert told(equal_texts, one(*many)) == []
