"""Ways that lead one customer to what only another has."""

from simulator.authoring.rules import trap, unreached
from simulator.scenario import codes
from tests.authoring.rules.stories import ADA, found, moment, story, told, words_at

WAYS = 'go: {say: "Go on, please.", empathy: full, then: done}\nno: {say: "No.", then: done}'
ONLY_KARIM = moment("aside", WAYS).replace('    line: "Yes?"', '    for: [base]\n    line: "Yes?"')


def hello(*ways: str) -> str:
    return moment("hello", "\n".join(f'r{n}: {{say: "Number {n}.", {way}}}' for n, way in enumerate(ways)))


def test_a_moment_whose_every_way_leads_to_what_she_lacks_is_a_trap_for_her() -> None:
    text = story(hello("then: aside", "then: aside"), ONLY_KARIM, more=ADA)
    assert told(trap, text) == [(codes.TRAP, "ada", "aside", "E201-not-for")]
    assert [one for one in told(unreached, text) if "W204-not-for" in one] == []


def test_one_such_way_among_others_is_told_by_itself() -> None:
    text = story(hello("then: aside", "then: done"), ONLY_KARIM, more=ADA)
    assert told(trap, text) == []
    assert told(unreached, text) == [
        (codes.UNREACHABLE_ENDING, None, "lost"),
        (codes.DEAD_BRANCH, "ada", "aside", "W204-not-for"),
    ]


def test_a_response_for_those_who_have_it_is_in_order() -> None:
    text = story(hello("for: [base], then: aside", "then: lost"), ONLY_KARIM, more=ADA)
    assert told(trap, text) == []
    assert told(unreached, text) == []


def silent(ways: str) -> str:
    """A moment with a silence, and no other way to an ending than `done`."""
    return hello("then: done", "then: done").replace(
        "    responses:", f"    silence: {{after: 9, then: {ways}}}\n    responses:"
    )


def test_the_way_of_a_silence_that_nothing_takes_is_told() -> None:
    later = silent("[{when: {flag: [promised]}, to: done}, {to: lost}]").replace("  hello:", "  later:")
    set_by_one = hello("sets: [promised], then: later", "then: later")
    assert told(unreached, story(set_by_one, later)) == []
    assert told(unreached, story(set_by_one.replace("sets: [promised], ", ""), later)) == [
        (codes.DEAD_BRANCH, None, "done")
    ]


def test_a_silence_that_leads_her_to_what_she_lacks_is_told_at_the_silence() -> None:
    text = story(silent("aside"), ONLY_KARIM, more=ADA)
    (finding,) = [one for one in found(unreached, text) if one.code == codes.DEAD_BRANCH]
    assert (finding.variant, finding.response, finding.arguments["detail"]) == ("ada", None, "W204-not-for")
    assert words_at(text, finding).startswith("then: aside}")
