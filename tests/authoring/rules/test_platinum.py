"""A customer whom no call can treat as he would like: which rung lacks, and what to do about it."""

import pytest

from simulator.authoring.rules import platinum
from simulator.scenario import codes
from tests.authoring.rules.stories import CUSTOMER, moment, story, told

KNOWN = CUSTOMER.replace("known: [wait]", "known: [wait, sure, owned]")
NO = 'no: {say: "No.", then: lost}'
COLD = 'ask: {say: "Your number?", then: after}'
ONCE = 'ask: {say: "What is at stake?", empathy: full, uses: [wait], then: after}'
AGAIN = 'tell: {say: "Noon today.", empathy: full, uses: [sure], then: done}'
SERVES = 'tell: {say: "Noon today?", empathy: full, uses: [sure], offers: [certainty, ownership], confirms: true, then: done}'


@pytest.mark.parametrize(
    ("first", "last", "detail"),
    [
        (COLD, 'tell: {say: "Noon today.", then: done}', "W208-none"),
        (ONCE, SERVES.replace("uses: [sure], ", ""), "W208-golden"),
        (ONCE, AGAIN, None),
    ],
)
def test_what_to_do_depends_on_the_rung_that_lacks(first: str, last: str, detail: str | None) -> None:
    text = story(moment("hello", f"{first}\n{NO}"), moment("after", f"{last}\n{NO}"), customer=KNOWN)
    ((code, _variant, *arguments),) = told(platinum, text)
    assert code == codes.PLATINUM_OUT_OF_REACH
    assert arguments[1:] == ([detail] if detail else [])


def test_a_call_with_all_three_rungs_reaches_platinum() -> None:
    text = story(moment("hello", f"{ONCE}\n{NO}"), moment("after", f"{SERVES}\n{NO}"), customer=KNOWN)
    assert told(platinum, text) == []
