"""The JSON Schema accepts what the reader accepts, and refuses unknown keys wherever they stand."""

from typing import Any

import jsonschema
import pytest

from simulator.scenario.reading import read_text
from simulator.scenario.reading.events import tree
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import PLAIN, Mapping, Node, Sequence
from simulator.scenario.schema import json_schema
from tests.scenario.texts import MINIMAL, WHOLE, minimal, with_response

SCHEMA = json_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


def as_editors_see(node: Node) -> Any:
    """What a YAML 1.2 editor hands to its schema: plain scalars resolved by the core rules."""
    if isinstance(node, Mapping):
        return {key: as_editors_see(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return [as_editors_see(item) for item in node.items]
    if node.style != PLAIN:
        return node.text
    if node.text.lower() in ("true", "false", "null", "~", ""):
        return {"true": True, "false": False}.get(node.text.lower())
    for number in (int, float):
        try:
            return number(node.text)
        except ValueError:
            continue
    return node.text


def data(text: str) -> Any:
    root = tree(text.encode(), Ledger("x"))
    assert root is not None
    return as_editors_see(root)


ACCEPTED = [
    MINIMAL,
    WHOLE,
    minimal(('say: "Lequel ?"', "say: 010")),
    minimal(('say: "Lequel ?"', "say: true")),
    minimal(('say: "Lequel ?"', "say: null")),
    minimal(("title: Un bonjour", "title: 2024")),
    minimal(("reveals: [sure]", "reveals: sure")),
    minimal(("fin", "12")),
    with_response("when: {trust: 6, turn: at least 2, any: [{trust: '> 3'}]}"),
    with_response("for: base"),
    WHOLE.replace("pick: [1, 2]", "pick: 2"),
]


def test_it_is_a_valid_schema():
    assert jsonschema.Draft7Validator.check_schema(SCHEMA) is None


@pytest.mark.parametrize("text", ACCEPTED)
def test_what_the_reader_accepts_it_accepts(text):
    assert read_text(text).scenario is not None
    assert [error.message for error in VALIDATOR.iter_errors(data(text))] == []


def mappings(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every mapping whose keys are the format's, not the author's."""
    named = {"facts", "needs", "duties", "moments", "endings", "responses", "parts", "questions", "variants"}
    named |= {"misreadings", "answers", "feels", "thinks", "does", "line", "reply", "text", "calls_for"}
    found = []
    if isinstance(value, dict):
        if not path or path[-1] not in named:
            found.append(path)
        for key, inner in value.items():
            found += mappings(inner, (*path, key))
    if isinstance(value, list):
        for number, inner in enumerate(value):
            found += mappings(inner, (*path, number))
    return found


@pytest.mark.parametrize("path", mappings(data(WHOLE)), ids=lambda path: ".".join(map(str, path)) or "top")
def test_an_unknown_key_is_refused_wherever_it_stands(path):
    whole = data(WHOLE)
    place = whole
    for step in path:
        place = place[step]
    place["no_such_key"] = 1
    assert list(VALIDATOR.iter_errors(whole))


@pytest.mark.parametrize(
    "text",
    [
        minimal(("channel: phone", "channel: fax")),
        minimal(("reaction: 1", "reaction: 3")),
        minimal(("outcome: solved, ", "")),
        with_response("tone: loud"),
        with_response("confirms: 3"),
        WHOLE.replace("kind: read", "kind: reed"),
        WHOLE.replace("asks: thinks", "asks: wants"),
    ],
)
def test_wrong_words_numbers_and_lacks_are_refused(text):
    assert read_text(text).scenario is None
    assert list(VALIDATOR.iter_errors(data(text)))


def keys_without_meaning(part: Any) -> list[str]:
    if not isinstance(part, dict):
        return []
    own = [
        name
        for name, value in part.get("properties", {}).items()
        if isinstance(value, dict)
        and not value.get("description")
        and name not in ("feels", "thinks", "does", "kind")
    ]
    return own + [name for value in part.values() for name in keys_without_meaning(value)]


def test_every_key_has_its_meaning():
    assert keys_without_meaning(SCHEMA) == []
