"""The checker as a whole: every rule runs, and what they find is merged, silenced, weighed and put in order."""

import pkgutil
from collections import Counter
from importlib import import_module

import pytest

from simulator.authoring import checking, rules, silencing
from simulator.authoring.checking import ALL, QUICK, RULES, check, merged
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.reading import read_text
from tests.scenario.texts import MINIMAL, WHOLE, minimal

MODULES = sorted(name for _finder, name, _is_package in pkgutil.iter_modules(rules.__path__))
UNREVEALED = minimal((", reveals: [sure]", ""))
"""Nothing reveals the wish `sure`: E203 at line 14."""


def found(text: str, **how) -> list[str]:
    return [finding.code for finding in check(read_text(text, "x.yaml"), **how).findings]


def finding(variant: str | None = None, *, code: str = codes.DEAD_BRANCH, line: int = 1, **arguments: str) -> Finding:
    return Finding(code, Place("x.yaml", line, 1), arguments, variant=variant)


# The rules.


def test_every_module_of_the_rules_is_one_of_the_rules():
    assert [rule.__name__.rpartition(".")[2] for rule in RULES] == MODULES


@pytest.mark.parametrize("name", MODULES)
def test_a_rule_names_its_codes_and_has_a_page_of_words(name):
    module = import_module(f"simulator.authoring.rules.{name}")
    assert module.CODES
    assert set(module.CODES) <= ALL
    (rule,) = [one for one in RULES if one.__name__ == module.__name__]
    assert rule.CODES == module.CODES
    assert (module.__doc__ or "").strip()


def test_every_code_of_the_checker_is_found_by_exactly_one_rule_or_by_the_comments():
    made = Counter(code for rule in RULES for code in rule.CODES)
    made.update(silencing.CODES)
    assert made == Counter(code for code in codes.SLUGS if code[1] == "2")


# Merging.


def test_what_is_found_for_every_customer_is_told_once_and_for_all():
    assert merged([finding("base"), finding("a"), finding("b")], ["base", "a", "b"]) == [finding(None)]


def test_what_is_found_for_some_customers_is_told_for_each_of_them():
    some = [finding("base"), finding("a")]
    assert merged(some, ["base", "a", "b"]) == some


def test_an_only_customer_is_not_named():
    assert merged([finding("base")], ["base"]) == [finding(None)]


def test_what_is_found_in_the_file_belongs_to_no_customer():
    assert merged([finding(None)], ["base", "a"]) == [finding(None)]


def test_other_arguments_make_another_finding():
    told = merged([finding("base", id="x"), finding("a", id="y")], ["base", "a"])
    assert [one.variant for one in told] == ["base", "a"]


def test_what_is_found_twice_with_one_customer_is_told_once():
    assert len(merged([finding("a"), finding("a")], ["base", "a"])) == 1


def test_merging_and_sorting_ten_thousand_findings_is_one_pass_over_them():
    """A benchmark times it; here, that nothing is compared with everything: each finding is looked at a few times."""

    class Counting(str):
        looks = 0

        def __eq__(self, other):
            Counting.looks += 1
            return str.__eq__(self, other)

        __hash__ = str.__hash__

    many = [Finding(Counting("W204"), Place("x.yaml", line, 1), {"id": "x"}) for line in range(10_000)]
    assert len(merged(many, ["base"])) == 10_000
    assert Counting.looks < 20 * len(many)


# A whole check.


def test_a_wish_that_nothing_reveals_is_found_at_its_place():
    checked = check(read_text(UNREVEALED, "x.yaml"))
    (wish,) = [one for one in checked.findings if one.code == codes.UNREVEALED_WISH]
    assert (wish.place, wish.variant) == (Place("x.yaml", 14, 13), None)
    assert checked.study is not None


def test_findings_come_in_the_order_of_the_file():
    places = [one.place for one in check(read_text(WHOLE, "x.yaml")).findings]
    assert places == sorted(places)
    assert len(places) > 3


def test_a_file_that_cannot_be_played_is_told_what_reading_found_and_no_more():
    checked = check(read_text(UNREVEALED.replace("channel: phone", "channel: fax")))
    assert [one.code for one in checked.findings] == [codes.UNKNOWN_VALUE]
    assert checked.study is None


def test_only_what_is_wanted_is_looked_for():
    assert found(UNREVEALED, wanted={codes.UNREVEALED_WISH}) == [codes.UNREVEALED_WISH]
    assert codes.UNREVEALED_WISH not in found(UNREVEALED, wanted=ALL - {codes.UNREVEALED_WISH})


def test_a_rule_whose_codes_nobody_wants_does_not_run(monkeypatch):
    ran = []

    class Rule:
        CODES = (codes.LAZY_STRATEGY,)

        def check(self, study):
            ran.append(study)
            yield from ()

    monkeypatch.setattr(checking, "RULES", (Rule(),))
    found(MINIMAL, wanted=QUICK)
    assert ran == []
    found(MINIMAL)
    assert len(ran) == 1


def test_what_keeps_a_file_from_being_played_is_told_even_if_nobody_wants_it():
    assert found("platine: 1\n", wanted={codes.DEAD_BRANCH})


def test_quick_leaves_out_scores_and_strategies():
    assert {codes.LAZY_STRATEGY, codes.SCORE_RANGE, codes.PLATINUM_OUT_OF_REACH, codes.DOMINATED}.isdisjoint(QUICK)
    assert {codes.TRAP, codes.UNREACHABLE_MOMENT, codes.UNKNOWABLE_USE, codes.UNKNOWN_KEY} <= QUICK


# Severities.


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_pack_says_how_much_a_finding_weighs(severity):
    told = check(read_text(UNREVEALED), severities={codes.UNREVEALED_WISH: severity}).findings
    assert [one.severity for one in told if one.code == codes.UNREVEALED_WISH] == [severity]


def test_a_pack_may_turn_a_finding_off():
    assert codes.UNREVEALED_WISH not in found(UNREVEALED, severities={codes.UNREVEALED_WISH: "off"})


@pytest.mark.parametrize("severity", ["warning", "info", "off"])
def test_what_keeps_a_file_from_being_played_is_an_error_whatever_a_pack_says(severity):
    broken = MINIMAL.replace("channel: phone", "channel: fax")
    told = check(read_text(broken), severities={codes.UNKNOWN_VALUE: severity}).findings
    assert [(one.code, one.severity) for one in told] == [(codes.UNKNOWN_VALUE, "error")]


# Silencing.


def silenced(comment: str) -> str:
    return UNREVEALED.replace("  wishes:\n", f"  wishes:\n    # {comment}\n")


def test_a_finding_silenced_in_the_file_is_not_told_and_kept_with_its_reason():
    checked = check(read_text(silenced("platine: ignore E203 because it is a riddle"), "x.yaml"))
    assert codes.UNREVEALED_WISH not in {one.code for one in checked.findings}
    (one,) = checked.silenced
    assert (one.finding.code, one.finding.place.line, one.reason) == (codes.UNREVEALED_WISH, 15, "it is a riddle")


def test_a_comment_without_a_reason_is_told_beside_what_it_does_not_silence():
    assert {codes.UNREVEALED_WISH, codes.IGNORE_WITHOUT_REASON} <= set(found(silenced("platine: ignore E203")))


def test_a_comment_is_not_called_stale_where_its_code_was_not_looked_for():
    text = minimal(("  wishes:\n", "  wishes:\n    # platine: ignore E203 because x\n"))
    assert codes.STALE_IGNORE in found(text)
    assert codes.STALE_IGNORE not in found(text, wanted={codes.STALE_IGNORE})
    assert codes.STALE_IGNORE not in found(text, severities={codes.UNREVEALED_WISH: "off"})


def test_a_comment_is_not_called_stale_in_a_file_that_cannot_be_played():
    broken = silenced("platine: ignore E203 because x").replace("channel: phone", "channel: fax")
    assert found(broken) == [codes.UNKNOWN_VALUE]


def test_a_comment_cannot_silence_what_keeps_the_file_from_being_played():
    broken = MINIMAL.replace("channel: phone", "channel: fax  # platine: ignore E133 because x")
    assert found(broken) == [codes.UNKNOWN_VALUE, codes.STALE_IGNORE]


def test_a_comment_in_a_fragment_silences_what_is_found_there(tmp_path):
    fragment = """\
platine: 1
moments:
  debut: {kind: reflect, stage: golden, then: return}
  # platine: ignore W201 because it is for later
  plus-tard: {kind: reflect, stage: golden, then: return}
"""
    (tmp_path / "commun.fragment.yaml").write_text(fragment, encoding="utf-8")
    text = minimal(('"Lequel ?", then: fin', '"Lequel ?", then: c.debut')) + (
        "include: {c: commun.fragment.yaml}\nreturns: {c: fin}\n"
    )
    checked = check(read_text(text, str(tmp_path / "x.yaml"), tmp_path))
    assert [(one.finding.code, one.finding.moment, one.reason) for one in checked.silenced] == [
        (codes.UNREACHABLE_MOMENT, "c.plus-tard", "it is for later")
    ]
