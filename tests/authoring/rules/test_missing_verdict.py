"""Moods in which a customer can leave without a word of his own."""

from simulator.authoring.rules import missing_verdict
from simulator.locale import use
from simulator.scenario import codes
from simulator.wording import findings as wording
from tests.authoring.rules.stories import ADA, CUSTOMER, found, moment, story, words_at

RESPONSES = (
    'ask: {say: "What is at stake?", empathy: full, then: done}\nno: {say: "No.", dismisses: true, then: lost}'
)
CALL = moment("hello", RESPONSES)


def lacking(text: str) -> list[tuple[str | None, set[str]]]:
    findings = found(missing_verdict, text)
    assert all(one.code == codes.MISSING_VERDICT for one in findings)
    return [(one.variant, set(one.arguments["moods"].split(", "))) for one in findings]


def test_all_moods_that_lack_a_verdict_are_one_finding_with_the_words_of_the_format() -> None:
    ((variant, moods),) = lacking(story(CALL))
    assert variant is None
    assert len(moods) > 1
    (finding,) = found(missing_verdict, story(CALL))
    use("fr")
    try:
        told = wording.sentence(finding)
    finally:
        use("en")
    assert all(mood in told for mood in moods)


def test_a_mood_with_a_verdict_is_not_named() -> None:
    ((_, before),) = lacking(story(CALL))
    spoken = sorted(before)[0]
    customer = CUSTOMER + f'  verdicts: {{{spoken}: "Well."}}\n'
    ((_, after),) = lacking(story(CALL, customer=customer))
    assert after == before - {spoken}
    every = ", ".join(f'{mood}: "Well."' for mood in before)
    assert lacking(story(CALL, customer=CUSTOMER + f"  verdicts: {{{every}}}\n")) == []


def test_each_customer_has_one_finding() -> None:
    variants = [variant for variant, _ in lacking(story(CALL, more=ADA + '    verdicts: {neutral: "Well."}\n'))]
    assert sorted(str(one) for one in variants) == ["ada", "base"]


def test_verdicts_that_another_customer_inherits_are_lacking_once_and_where_they_are_written() -> None:
    customer = CUSTOMER + '  verdicts: {cold: "Well."}\n'
    text = story(CALL, customer=customer, more="variants:\n  twin: {name: Nadia}\n")
    (finding,) = found(missing_verdict, text)
    assert finding.variant is None
    assert words_at(text, finding).startswith("verdicts:")
