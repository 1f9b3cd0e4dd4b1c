"""Small stories for the tests of the checker's rules, and what a rule finds in them."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from simulator.authoring.checking import merged
from simulator.authoring.study import Study
from simulator.scenario.findings import Finding
from simulator.scenario.reading import read_text
from simulator.scenario.rehearsal import Rehearsal

TOP = """\
platine: 1
id: small
title: Small
language: en
channel: {channel}
"""
CUSTOMER = """\
customer:
  name: Karim Belkacem
  request: A working box
  facts: {wait: "Twenty-two minutes"}
  known: [wait]
  reality:
    feels: {tired: "Tired of repeating"}
  wishes:
    feels: {sure: {need: certainty, text: "To be sure"}}
    thinks: {owned: {need: ownership, text: "One person holds it"}}
"""
ADA = """\
variants:
  ada:
    name: Ada
    wishes:
      does: {quick: {need: speed, text: "To be quick"}}
"""
ENDINGS = """\
endings:
  done: {outcome: solved, text: "It works."}
  lost: {outcome: unsolved, text: "The tone."}
"""


class Rule(Protocol):
    def check(self, study: Study) -> Iterator[Finding]: ...


def moment(name: str, responses: str, *, called: str = "{reaction: 1, interpretation: 1}", line: str = "Yes?") -> str:
    """An exchange; its responses one a line, `name: {say: ..., then: ...}`."""
    body = textwrap.indent(textwrap.dedent(responses).strip("\n"), "      ")
    return f'  {name}:\n    line: "{line}"\n    calls_for: {called}\n    responses:\n{body}\n'


def story(*moments: str, more: str = "", customer: str = CUSTOMER, channel: str = "phone") -> str:
    """A scenario's text; `more` are further blocks at its top."""
    return TOP.format(channel=channel) + customer + textwrap.dedent(more) + "moments:\n" + "".join(moments) + ENDINGS


def study(text: str, rehearsals: Sequence[Rehearsal] = ()) -> Study:
    """The study of a text that must be readable without a finding."""
    reading = read_text(text, "small.yaml")
    assert reading.findings == ()
    assert reading.scenario is not None
    return Study(reading, reading.scenario, rehearsals)


def found(rule: Rule, text: str, rehearsals: Sequence[Rehearsal] = ()) -> list[Finding]:
    """What a rule finds, merged over the customers as the checker does."""
    of = study(text, rehearsals)
    return merged(rule.check(of), [case.name for case in of.cases])


def told(rule: Rule, text: str, rehearsals: Sequence[Rehearsal] = ()) -> list[tuple[Any, ...]]:
    """By finding: code, customer (None is all) and the values of its sentence."""
    return [(one.code, one.variant, *one.arguments.values()) for one in found(rule, text, rehearsals)]


def words_at(text: str, finding: Finding) -> str:
    """The rest of the line that a finding points at."""
    return text.splitlines()[finding.place.line - 1][finding.place.column - 1 :]
