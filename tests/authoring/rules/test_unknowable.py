"""Wishes that are served by luck alone: what tells them is said too late, be it in the call's last words."""

from simulator.authoring.rules import unknowable, unrevealed_wish
from simulator.scenario import codes
from tests.authoring.rules.stories import found, moment, story, told, words_at

BY_LUCK = [(codes.SERVED_BY_LUCK, None, "sure", "certainty")]
KNOWN = "reveals: [owned], offers: [ownership]"
"""The other wish is told and served twice, so that it is out of the way."""


ENDING = "endings:\n"
FIRST, LAST = story(
    moment("hello", f'ask: {{say: "Yes?", {KNOWN}, then: after}}\nno: {{say: "No.", then: after}}'),
    moment("after", f'end: {{say: "So.", {KNOWN}, then: done}}\nno: {{say: "No.", then: lost}}'),
).split("  after:\n")


def call(first: str, last: str) -> str:
    return f"{first}  after:\n{last}"


def serving(text: str) -> str:
    return text.replace("ownership]", "ownership, certainty]")


def telling(text: str) -> str:
    return text.replace("[owned]", "[owned, sure]")


def test_a_wish_told_by_the_last_words_of_a_call_is_served_by_luck() -> None:
    text = call(serving(FIRST), telling(LAST))
    (finding,) = found(unknowable, text)
    assert (finding.code, finding.arguments["id"]) == (codes.SERVED_BY_LUCK, "sure")
    assert words_at(text, finding).startswith("sure:")


def test_a_wish_told_and_served_by_the_same_last_words_is_served_by_luck() -> None:
    assert told(unknowable, call(FIRST, serving(telling(LAST)))) == BY_LUCK


def test_a_wish_served_after_it_was_told_is_no_luck() -> None:
    assert told(unknowable, call(telling(FIRST), serving(LAST))) == []


def test_a_wish_that_nothing_tells_is_told_of_as_that_alone() -> None:
    text = call(FIRST, serving(LAST))
    assert (told(unknowable, text), told(unrevealed_wish, text)) == ([], [(codes.UNREVEALED_WISH, None, "sure")])


def test_a_wish_told_where_no_call_comes_waits_until_that_is_mended() -> None:
    nowhere = moment("nowhere", 'tell: {say: "So.", reveals: [sure], then: done}\nno: {say: "No.", then: lost}')
    text = call(FIRST, serving(LAST)).replace(ENDING, nowhere + ENDING)
    assert (told(unknowable, text), told(unrevealed_wish, text)) == ([], [])


TWINS = "variants:\n  twin: {name: Nadia}\n  third: {name: Ada}\n"


def test_a_wish_that_other_customers_inherit_is_told_of_once_and_where_it_is_written() -> None:
    text = call(serving(FIRST), telling(LAST)).replace("moments:\n", TWINS + "moments:\n", 1)
    (finding,) = found(unknowable, text)
    assert (finding.code, finding.variant) == (codes.SERVED_BY_LUCK, None)
    assert words_at(text, finding).startswith("sure:")
    (lacking,) = found(unknowable, text.replace("certainty]", "speed]"))
    assert (lacking.code, lacking.variant) == (codes.UNSERVED_WISH, None)
    assert words_at(text, lacking).startswith("sure:")


def test_a_condition_of_a_response_is_asked_of_those_alone_who_have_the_response() -> None:
    """What another customer may come to know opens nothing that is not there for him."""
    offer = 'offer: {say: "Now.", when: {knows: [tired]}, for: [base], then: done}\nno: {say: "No.", then: lost}'
    tell = 'tell: {say: "So?", reveals: [tired], for: [twin], then: after}\nno: {say: "No.", then: after}'
    hm = '\nhm: {say: "Hm.", then: lost}'
    text = story(moment("hello", tell + hm), moment("after", offer + hm), more="variants:\n  twin: {name: Nadia}\n")
    assert (codes.UNKNOWABLE_CONDITION, None, "tired") in told(unknowable, text)
    told_to_all = text.replace("for: [twin], ", "")
    assert codes.UNKNOWABLE_CONDITION not in {one[0] for one in told(unknowable, told_to_all)}
