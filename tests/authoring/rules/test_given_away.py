"""The best response told by its looks."""

from simulator.authoring.rules import given_away
from simulator.scenario import codes
from tests.authoring.rules.stories import moment, story, told

LONG = "It seems that a great deal hangs on this for you today, and I would like to hear what"
SHORT = "What hangs on it?"


def talk(*best: str, other: str = "I will look at it now and then I will tell you.") -> str:
    """One moment for each of the best responses, all with the same other one."""
    moments = []
    for number, say in enumerate(best):
        onward = f"m{number + 1}" if number + 1 < len(best) else "done"
        moments.append(
            moment(
                f"m{number}",
                f'listen: {{say: "{say}", empathy: full, then: {onward}}}\nlook: {{say: "{other}", then: lost}}',
            )
        )
    return story(*moments)


def test_the_longest_as_the_best_in_over_half_of_three_moments_is_told() -> None:
    assert told(given_away, talk(LONG, LONG, SHORT)) == [(codes.LONGEST_IS_BEST, None, "2", "3")]


def test_half_of_the_moments_is_not_over_half() -> None:
    assert told(given_away, talk(LONG, LONG, SHORT, SHORT)) == []


def test_two_moments_show_no_habit() -> None:
    assert told(given_away, talk(LONG, LONG)) == []


def test_as_long_as_another_is_not_the_longest() -> None:
    assert told(given_away, talk(LONG, LONG, LONG, other=LONG + "!")) == []


def test_the_most_polite_as_the_best_in_over_half_is_told() -> None:
    polite = "Please, what hangs on it? Thank you."
    assert told(given_away, talk(polite, polite, SHORT)) == [(codes.POLITEST_IS_BEST, None, "2", "3")]


def test_courtesy_on_every_side_gives_nobody_away() -> None:
    polite = "Please, what hangs on it?"
    assert (
        told(given_away, talk(polite, polite, polite, other="Please, may I look at it now, before we go on?")) == []
    )
