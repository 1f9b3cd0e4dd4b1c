"""Pieces of JSON Schema that say a mistake plainly, and offer words, in the editors that know the format by it."""

from typing import Any

from simulator.scenario.meanings import MEANINGS

Schema = dict[str, Any]


def offered(kind: str) -> Schema:
    """The words of a closed list, each with its meaning, as an editor offers them."""
    return {"type": "string", "enum": list(MEANINGS[kind]), "enumDescriptions": list(MEANINGS[kind].values())}


def either(kind: str, this: Schema, other: Schema) -> Schema:
    """One form for a value of this JSON type and another for all else: an editor then names the mistake in the form
    that was meant, where `anyOf` could only say that none fits."""
    return {"if": {"type": kind}, "then": this, "else": other}


def as_samples(item: Schema) -> Schema:
    """The words of a closed list once more, where an editor offers them although other forms are possible."""
    closed: Schema = next((one for one in (item, *item.get("anyOf", ())) if "enum" in one), {})
    if "enumDescriptions" not in closed:
        return {}
    told = zip(closed["enum"], closed["enumDescriptions"], strict=True)
    return {"defaultSnippets": [{"label": word, "description": text, "body": word} for word, text in told]}
