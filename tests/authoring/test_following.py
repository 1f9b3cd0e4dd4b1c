"""A wish that nobody can discover is told of; what only follows from it is not."""

from simulator.authoring.checking import check
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.reading import read_text
from tests.scenario.texts import minimal

OTHER_MOMENT = """\
  suite:
    line: "Et ensuite ?"
    calls_for: {reaction: 1}
    responses:
      tenir: {say: "C'est fait avant ce soir.", uses: [sure], offers: [certainty], when: {knows: [sure]}, then: fin}
      finir: {say: "Au revoir, Madame.", uses: [perdue], then: fin}
endings:
"""
LONGER = minimal(("then: fin, reveals", "then: suite, reveals"), ("endings:\n", OTHER_MOMENT))
"""Its second moment asks for the wish `sure`, and relies on `perdue`, which nothing makes known."""
UNREVEALED = LONGER.replace(", reveals: [sure]", "")


def told(text: str, severities: dict[str, str] | None = None) -> list[Finding]:
    """All but what is only worth knowing."""
    checked = check(read_text(text, "x.yaml"), severities=severities)
    assert checked.study is not None, checked.findings
    return [one for one in checked.findings if one.severity != "info"]


FOLLOWING = {(codes.UNKNOWABLE_CONDITION, "sure"), (codes.DEAD_RESPONSE, "tenir")}
CAUSE = (codes.UNREVEALED_WISH, "sure")
ANOTHER = (codes.UNKNOWABLE_USE, "perdue")


def about(findings: list[Finding]) -> set[tuple[str, str | None]]:
    return {(one.code, one.arguments.get("id")) for one in findings}


def test_what_would_be_gone_if_the_wish_were_known_is_not_told():
    said = about(told(UNREVEALED))
    assert {CAUSE, ANOTHER} <= said
    assert not FOLLOWING & said


def test_it_is_told_where_nobody_looks_for_the_cause():
    assert about(told(UNREVEALED, {"E203": "off"})) >= FOLLOWING
    silenced = UNREVEALED.replace('choix"}}', 'choix"}}  # platine: ignore E203 because she never says it')
    assert CAUSE not in about(told(silenced))
    assert about(told(silenced)) >= FOLLOWING


def test_nothing_is_lost_that_weighs_more_than_the_cause():
    said = about(told(UNREVEALED, {"E203": "warning"}))
    assert (codes.UNKNOWABLE_CONDITION, "sure") in said
    assert (codes.DEAD_RESPONSE, "tenir") not in said


def test_each_customer_s_undiscoverable_wish_is_supposed_known_of_that_customer_alone():
    variants = "variants:\n  presse:\n    name: Bo\n    wishes: {does: {vite: {need: speed, text: Vite}}}\n"
    said = about(told(UNREVEALED + variants))
    assert {CAUSE, (codes.UNREVEALED_WISH, "vite"), ANOTHER} <= said
    assert (codes.UNKNOWABLE_CONDITION, "sure") not in said
