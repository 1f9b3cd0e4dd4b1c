"""Wishes that nothing makes known, and duties that nothing fulfils."""

from simulator.authoring.rules import unfulfilled_duty, unrevealed_wish
from simulator.scenario import codes
from tests.authoring.rules.stories import ADA, CUSTOMER, found, moment, story, told, words_at


def one(responses: str, **keys: str) -> str:
    return story(moment("hello", responses), **keys)


BOTH = 'ask: {say: "What is at stake?", reveals: [sure, owned], then: done}\nno: {say: "No.", then: lost}'
ONE = BOTH.replace(", owned", "")


def test_a_wish_that_nothing_reveals_is_told_where_it_stands() -> None:
    text = one(ONE)
    (finding,) = found(unrevealed_wish, text)
    assert (finding.code, finding.arguments, finding.variant) == (codes.UNREVEALED_WISH, {"id": "owned"}, None)
    assert words_at(text, finding).startswith("owned:")


def test_a_response_a_cue_or_the_file_makes_a_wish_known() -> None:
    cue = one(ONE).replace(
        "    calls_for", '    cues: [{sign: "A sigh", reveals: [owned], hidden: true}]\n    calls_for'
    )
    file = one(ONE, customer=CUSTOMER.replace("known: [wait]", "known: [wait, owned]"))
    assert [told(unrevealed_wish, text) for text in (one(BOTH), cue, file)] == [[], [], []]


def test_what_only_another_customer_says_does_not_count() -> None:
    text = one(BOTH.replace("then: done", "then: done, for: [base]"), more=ADA)
    finding = found(unrevealed_wish, text)[0]
    assert (finding.variant, finding.arguments) == ("ada", {"id": "quick"})
    assert words_at(text, finding).startswith("quick:")


def test_a_cue_for_another_customer_does_not_count() -> None:
    text = one(BOTH, more=ADA).replace(
        "    calls_for", '    cues: [{sign: "A sigh", reveals: [quick], for: [base]}]\n    calls_for'
    )
    assert told(unrevealed_wish, text) == [(codes.UNREVEALED_WISH, "ada", "quick")]


def test_a_wish_that_a_variant_inherits_is_told_where_it_is_written() -> None:
    text = one(ONE.replace("[sure]", "[sure]"), more="variants:\n  twin: {name: Nadia}\n")
    (finding,) = found(unrevealed_wish, text)
    assert finding.variant is None
    assert words_at(text, finding).startswith("owned:")


DUTIES = 'duties: {identify: "Ask who is calling", sum-up: "Say what is done"}\n'


def test_a_duty_that_no_response_fulfils_is_told() -> None:
    text = one(BOTH.replace("then: done", "then: done, fulfils: [identify]"), more=DUTIES)
    (finding,) = found(unfulfilled_duty, text)
    assert (finding.code, finding.arguments) == (codes.UNFULFILLED_DUTY, {"id": "sum-up"})
    assert words_at(text, finding).startswith("sum-up:")


def test_a_duty_done_anywhere_is_fulfilled() -> None:
    assert told(unfulfilled_duty, one(BOTH.replace("then:", "fulfils: [identify, sum-up], then:"), more=DUTIES)) == []


def test_a_duty_done_for_one_customer_only_is_told_for_the_other() -> None:
    responses = BOTH.replace("then: done", "then: done, fulfils: [identify, sum-up], for: [base]")
    assert told(unfulfilled_duty, one(responses, more=DUTIES + ADA)) == [
        (codes.UNFULFILLED_DUTY, "ada", "identify"),
        (codes.UNFULFILLED_DUTY, "ada", "sum-up"),
    ]
