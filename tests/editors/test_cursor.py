"""Where in the format a cursor stands is known from the text before it, finished or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from simulator.cli.lsp.cursor import Place, place
from tests.scenario.texts import WHOLE


def at(text: str) -> Place:
    """The place of the `^`."""
    before, after = text.split("^")
    lines = (before + after).split("\n")
    line = before.count("\n")
    return place(lines, line, len(before) - before.rfind("\n") - 1)


R = "moments:\n  a:\n    responses:\n      x:\n        say: Bon\n"
CASES = [
    ("^", (), True, ""),
    ("pla^", (), True, "pla"),
    ("channel: ^", ("channel",), False, ""),
    ("channel: ph^", ("channel",), False, "ph"),
    ("channel:^", ("channel",), False, ""),
    ("moments:\n  ^", ("moments",), True, ""),
    (R + "        ^", ("moments", "a", "responses", "x"), True, ""),
    (R + "        th^", ("moments", "a", "responses", "x"), True, "th"),
    (R + "        then: ^", ("moments", "a", "responses", "x", "then"), False, ""),
    (R + "        then:\n          - ^", ("moments", "a", "responses", "x", "then", 0), True, ""),
    (R + "        then:\n          - when: {flag: b}\n            ^", ("moments", "a", "responses", "x", "then", 0), True, ""),
    (R + "        then:\n          - when: {flag: b}\n            to: ^", ("moments", "a", "responses", "x", "then", 0, "to"), False, ""),
    (R + "        then: [{when: {mood: [a, ^", ("moments", "a", "responses", "x", "then", 0, "when", "mood", 1), False, ""),
    (R + "        then: [{to: b}, {^", ("moments", "a", "responses", "x", "then", 1), True, ""),
    (R + "        then: [{to: b}, {to: ^}]", ("moments", "a", "responses", "x", "then", 1, "to"), False, ""),
    (R + "        offers: [speed,\n          ^", ("moments", "a", "responses", "x", "offers", 1), False, ""),
    (R + "        offers:\n        - ^", ("moments", "a", "responses", "x", "offers", 0), True, ""),
    (R + "        offers:\n        - speed\n        - cl^", ("moments", "a", "responses", "x", "offers", 0), True, "cl"),
    (R + "        # a comment\n\n        ^", ("moments", "a", "responses", "x"), True, ""),
    (R + "      ^", ("moments", "a", "responses"), True, ""),
    (R + "    ^", ("moments", "a"), True, ""),
    (R + "  ^", ("moments",), True, ""),
    (R + "^", (), True, ""),
    ("desk: {load: light, ^", ("desk",), True, ""),
    ("desk: {load: ^", ("desk", "load"), False, ""),
    ("a: {b: \"one, {two\", c: [^", ("a", "c", 0), False, ""),
    ("moments:\n  a:\n    cues:\n      - sign: Un soupir\n        ^", ("moments", "a", "cues", 0), True, ""),
    ("moments:\n  a:\n    line: >\n      Bonjour,\n      ^", ("moments", "a", "line"), True, ""),
    ("moments:\n  a: {line: Bon, \n    calls_for: {^", ("moments", "a", "calls_for"), True, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "on_key", "typed"), CASES)
def test_a_cursor_stands_where_indentation_and_brackets_say(
    text: str, path: tuple[str | int, ...], on_key: bool, typed: str
) -> None:
    found = at(text)
    assert (found.path, found.on_key, found.typed) == (path, on_key, typed)


def test_the_keys_that_a_mapping_has_already_are_known_above_and_below() -> None:
    assert at(R + "        ^\n        then: b\n      y:\n        tone: warm\n").present == {"say", "then"}
    assert at("desk: {load: light, ^").present == {"load"}


@given(st.integers(0, len(WHOLE)), st.text(alphabet="ab: {}[],\"'-\n#", max_size=12))
def test_no_text_leaves_a_cursor_without_a_place(cut: int, typed: str) -> None:
    before = WHOLE[:cut] + typed
    lines = (before + WHOLE[cut:]).split("\n")
    found = place(lines, before.count("\n"), len(before) - before.rfind("\n") - 1)
    assert isinstance(found, Place)
