"""The format as JSON Schema, for editors: completion, and what each key means, while a scenario is written.

Made from the same table that the reader follows. Draft 7, the one that YAML language servers know best.
"""

from typing import Any, Final

from simulator.locale import _
from simulator.scenario.reading.context import root
from simulator.scenario.reading.keys import definitions
from simulator.scenario.reading.packfile import MARK, PACK, PHRASE
from simulator.scenario.reading.rehearsals import EXPECT, REHEARSAL, REHEARSALS

DRAFT = "http://json-schema.org/draft-07/schema#"
KINDS: Final = ("scenario", "fragment", "rehearsals", "pack")
_BLOCKS: Final = {"rehearsals": (REHEARSALS, REHEARSAL, EXPECT), "pack": (PACK, MARK, PHRASE)}
"""Of those kinds that share no block with a scenario."""
_SAID: Final = frozenset({"description", "markdownDescription", "errorMessage"})
"""Keys of a schema that hold a sentence."""


def json_schema(kind: str = "scenario") -> dict[str, Any]:
    """The schema of a file of one of the KINDS, with descriptions in the language spoken now.

    It accepts all that the reader accepts and refuses unknown keys; what only the whole file can tell, such as
    a target that does not exist, is the checker's.
    """
    own = {block.name: block.definition() for block in _BLOCKS.get(kind, ())}
    return {
        "$schema": DRAFT,
        "title": "Platine",
        "$ref": f"#/definitions/{root(kind).name}",
        "definitions": _translated(own or definitions()),
    }


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
