"""The format as JSON Schema, for editors: completion, and what each key means, while a scenario is written.

Made from the same table that the reader follows. Draft 7, the one that YAML language servers know best.
"""

from typing import Any, Final

from simulator.locale import _
from simulator.scenario.reading.keys import SCENARIO, definitions

DRAFT = "http://json-schema.org/draft-07/schema#"


def json_schema() -> dict[str, Any]:
    """The schema of a scenario's file, with descriptions in the language spoken now.

    It accepts all that the reader accepts and refuses unknown keys; what only the whole file can tell, such as
    a target that does not exist, is the checker's.
    """
    blocks: dict[str, Any] = _translated(definitions())
    return {
        "$schema": DRAFT,
        "title": "Platine",
        "$ref": f"#/definitions/{SCENARIO.name}",
        "definitions": blocks,
    }


_SAID: Final = frozenset({"description", "markdownDescription", "errorMessage"})
"""Keys of a schema that hold a sentence."""


def _translated(part: Any) -> Any:
    """The same with its sentences in the language spoken now."""
    if isinstance(part, dict):
        return {key: _said(key, value) for key, value in part.items()}
    if isinstance(part, list):
        return [_translated(item) for item in part]
    return part


def _said(key: str, value: Any) -> Any:
    if key in _SAID and isinstance(value, str):
        return _(value)
    if key == "enumDescriptions":
        return [_(sentence) for sentence in value]
    return _translated(value)
