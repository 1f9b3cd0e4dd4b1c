"""Strategies that do well, keys that do not, and best paths that serve two customers."""

from simulator.authoring.rules import key, lazy_strategy, same_best_path
from simulator.scenario import codes
from simulator.scenario.rehearsal import Rehearsal
from tests.authoring.rules.stories import ADA, moment, story, told

HELLO = moment(
    "hello",
    """
    listen:
      say: "Twenty-two minutes. What is at stake?"
      empathy: full
      uses: [wait]
      reveals: [sure, owned, quick]
      then: offer
    no: {say: "No.", then: lost}
    """,
    called="{reaction: 1, interpretation: 1, exploration: 1}",
)
MINE = """
mine:
  say: "I hold it until it works. Is that it?"
  empathy: {reaction: 1, interpretation: 2}
  uses: [wait]
  offers: [certainty, ownership]
  confirms: true
  then: done
fast:
  say: "Two minutes. Is that it?"
  empathy: {exploration: 2}
  uses: [wait]
  offers: [speed]
  confirms: true
  then: done
no: {say: "No.", then: lost}
"""
OTHERWISE = story(
    HELLO,
    moment("offer", MINE, called="{base: {reaction: 1, interpretation: 2}, ada: {exploration: 2}}"),
    more=ADA,
)
"""Two customers who want something else."""
ALIKE = story(
    HELLO,
    moment("offer", MINE.replace("ownership]", "ownership, speed]"), called="{reaction: 1, interpretation: 2}"),
    more=ADA,
)
"""Two customers who are served by the same response."""
BEST = Rehearsal("best", ("hello.listen", "offer.mine"))
ADAS = Rehearsal("best-ada", ("hello.listen", "offer.fast"), variant="ada")


def test_a_strategy_above_its_limit_is_told() -> None:
    easy = story(
        moment(
            "hello",
            """
            ok: {say: "Yes, certainly, of course.", empathy: full, offers: [certainty], then: done}
            no: {say: "No.", then: lost}
            """,
        )
    )
    above = [one[2:] for one in told(lazy_strategy, easy)]
    assert ("longest", "70", "55") in above
    assert "shortest" not in {strategy for strategy, _, _ in above}


def test_a_strategy_within_its_limit_is_not() -> None:
    names = [one[2] for one in told(lazy_strategy, OTHERWISE, [BEST, ADAS])]
    assert "script" not in names
    assert "key" not in names


def test_no_rehearsal_of_the_best_path_is_information_by_customer() -> None:
    assert told(key, OTHERWISE, [BEST]) == [(codes.NO_KEY, "ada", "best-ada")]


def test_a_key_that_scores_below_95_is_told_with_its_score() -> None:
    weak = Rehearsal("best", ("hello.listen", "offer.fast"))
    ((code, customer, rehearsal, mean, limit),) = told(key, OTHERWISE, [weak, ADAS])
    assert (code, customer, rehearsal, limit) == (codes.WEAK_KEY, "base", "best", "95")
    assert 0 < float(mean) < 95


def test_a_key_that_scores_95_is_not_told() -> None:
    assert told(key, OTHERWISE, [BEST, ADAS]) == []


def test_a_key_that_cannot_be_walked_is_told_and_keeps_nothing_else_from_being_told() -> None:
    stale = Rehearsal("best", ("hello.nobody",))
    ((code, customer, *_arguments),) = told(key, OTHERWISE, [stale, ADAS])
    assert (code, customer) == (codes.WEAK_KEY, "base")
    assert told(lazy_strategy, OTHERWISE, [stale, ADAS]) == told(lazy_strategy, OTHERWISE)


def test_a_best_path_that_serves_the_other_customer_as_well_is_told() -> None:
    found = told(same_best_path, ALIKE, [BEST, Rehearsal("best-ada", BEST.path, variant="ada")])
    assert [one[:2] for one in found] == [(codes.SAME_BEST_PATH, "base"), (codes.SAME_BEST_PATH, "ada")]


def test_a_best_path_that_annoys_the_other_customer_is_not() -> None:
    assert told(same_best_path, OTHERWISE, [BEST, ADAS]) == []


def test_without_the_others_own_best_the_measure_is_its_own_score() -> None:
    assert [one[:2] for one in told(same_best_path, ALIKE, [BEST])] == [(codes.SAME_BEST_PATH, "base")]
    assert told(same_best_path, OTHERWISE, [BEST]) == []


def test_a_path_that_cannot_be_walked_with_the_other_does_not_serve_him() -> None:
    for_base_only = ALIKE.replace("ownership, speed]\n", "ownership, speed]\n        for: [base]\n")
    assert told(same_best_path, for_base_only, [BEST]) == []
