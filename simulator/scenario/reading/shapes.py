"""The shapes that a value may have: each reads a node, and describes itself as JSON Schema.

A shape never raises and never stops at the first thing that is wrong: it notes a finding and gives its blank,
so that the rest of the file is read as well. A scenario with such findings is not handed out.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final, Protocol

import msgspec

from simulator.locale import N_
from simulator.scenario import codes
from simulator.scenario.meanings import meaning
from simulator.scenario.reading.describing import Schema as Schema
from simulator.scenario.reading.describing import as_samples, either, offered
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import BLOCK, LOST, PLAIN, SPLIT, Mapping, Node, Scalar, Sequence

MOST_ITEMS: Final = 1000
"""In one list, or under one key: far more than anyone would write, far less than hurts."""
PLACEHOLDERS: Final = ("customer", "agent", "wait")
_PLACEHOLDER: Final = re.compile(r"\{([a-z]+)\}")
_ID: Final = re.compile(r"[\w-]+")
_TARGET: Final = re.compile(r"[\w-]+(\.[\w-]+)*")
_WHOLE: Final = re.compile(r"[-+]?[0-9]{1,15}")
_HUGE: Final = re.compile(r"[-+]?[0-9]{16,}|0x[0-9a-fA-F]+|0o[0-7]+")
_NUMBER: Final = re.compile(r"[-+]?([0-9]{1,15}(\.[0-9]{0,15})?|\.[0-9]{1,15})")
_CURLY_QUOTES: Final = "“”„«»"
_HARD_BLANKS: Final = "\u00a0\u202f"
_PLAINLY: Final = frozenset({PLAIN, LOST})
"""Styles of what may be a number or a truth: the comment behind it takes nothing away."""
_FOUND_IN: Final = (({"line"}, "moments"), ({"say"}, "responses"), ({"outcome", "text"}, "endings"))
"""The keys that tell what a block is, whatever it stands under."""
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})

# Plain `no`, `12` and `true` are text where text is expected; a JSON Schema sees them as what YAML makes of them.
_TEXT_TYPES: Final = ["string", "number", "boolean", "null"]
_ONLY_TEXT: Final = N_("A text belongs here: put it between double quotes.")
_ONLY_ID: Final = N_("One id belongs here: letters, digits, - and _, without blanks.")


class Shape(Protocol):
    @property
    def blank(self) -> Any:
        """What stands for a value that could not be read."""

    def read(self, node: Node, ledger: Ledger) -> Any: ...

    def schema(self) -> Schema: ...


def kind_of(node: Node) -> str:
    """What the author wrote, as a word for sentences: text, number, nothing, mapping or list."""
    if isinstance(node, Mapping):
        return "mapping"
    if isinstance(node, Sequence):
        return "list"
    if not node.text or node.text.isspace():
        return "nothing" if node.style in (PLAIN, SPLIT, LOST) else "empty"
    return "number" if node.style in _PLAINLY and _NUMBER.fullmatch(node.text) else "text"


def wrong_kind(node: Node, ledger: Ledger, expected: str, **arguments: str) -> None:
    """Note that a value is of another kind than its key expects; `known` are the keys of a block that is."""
    found = kind_of(node)
    if isinstance(node, Scalar) and node.style == SPLIT:
        ledger.note(codes.SPLIT_TEXT, node.key_at, sign=",")
    elif isinstance(node, Scalar) and node.style == LOST and not node.text:
        ledger.note(codes.LOST_TEXT, node.key_at, kept="", detail="only-a-comment")
    elif found in ("nothing", "empty"):
        ledger.note(codes.NOTHING_WRITTEN, node.key_at, expected=expected)
    elif expected == "text" and _is_split_by_colon(node):
        ledger.note(codes.SPLIT_TEXT, node.at, sign=":")
    else:
        ledger.note(codes.WRONG_KIND, node.at, expected=expected, found=found, **arguments)


def _is_split_by_colon(node: Node) -> bool:
    """A mapping of one key that no author would write as a key: a sentence that held a colon."""
    if not isinstance(node, Mapping) or len(node.entries) != 1:
        return False
    (key, value) = next(iter(node.entries.items()))
    return isinstance(value, Scalar) and bool(value.text) and (" " in key or key[:1].isupper())


class Text:
    """Words for people. Unquoted `no`, `12:30` or `010` stay the words that were written."""

    blank = ""

    def read(self, node: Node, ledger: Ledger) -> str:
        if not isinstance(node, Scalar) or not node.text or node.text.isspace():
            wrong_kind(node, ledger, "text")
            return self.blank
        text = node.text
        if node.style == LOST:
            ledger.note(codes.LOST_TEXT, node.at, kept=text[-30:])
        if "{" in text:
            self._check_placeholders(text, node, ledger)
        return text.rstrip("\n") if node.style == BLOCK else text

    @staticmethod
    def _check_placeholders(text: str, node: Scalar, ledger: Ledger) -> None:
        for word in _PLACEHOLDER.findall(text):
            if word not in PLACEHOLDERS:
                ledger.note(
                    codes.UNKNOWN_PLACEHOLDER,
                    node.at,
                    word=word,
                    known=", ".join(f"{{{known}}}" for known in PLACEHOLDERS),
                    **ledger.nearest(word, PLACEHOLDERS),
                )

    def schema(self) -> Schema:
        return {"type": _TEXT_TYPES, "errorMessage": _ONLY_TEXT}


class Id:
    """A name within the scenario: letters, digits, `-` and `_`, in NFC."""

    blank = ""

    def __init__(self, dotted: bool = False, known: str = "", names: str = "") -> None:
        """`known`: the list of words that an author's own may join, offered while writing. `names`: what it is the
        name of, one of those that occurrences.py tells apart."""
        self._pattern = _TARGET if dotted else _ID
        self.known = known
        self.names = names

    def read(self, node: Node, ledger: Ledger) -> str:
        if not isinstance(node, Scalar) or not node.text:
            wrong_kind(node, ledger, "id")
            return self.blank
        return self.checked(node.text, node.at, ledger)

    def checked(self, text: str, at: int, ledger: Ledger) -> str:
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if not self._pattern.fullmatch(text):
            curly = {"detail": "curly-id"} if set(_CURLY_QUOTES) & set(text) else {}
            ledger.note(codes.BAD_ID, at, id=text, **curly)
            return self.blank
        return text

    def schema(self) -> Schema:
        if self.known:
            # A type here would be offered as words to write: true, false, null.
            return {"anyOf": [offered(self.known), {"not": {"type": ["array", "object"]}}]}
        return {"type": _TEXT_TYPES, "errorMessage": _ONLY_ID}


class Whole:
    """A whole number between two bounds, both allowed."""

    def __init__(self, least: int, most: int) -> None:
        self.blank = least
        self.least, self.most = least, most

    def read(self, node: Node, ledger: Ledger) -> int:
        if not isinstance(node, Scalar) or node.style not in _PLAINLY:
            wrong_kind(node, ledger, "whole")
            return self.blank
        if _WHOLE.fullmatch(node.text):
            value = int(node.text)
            if self.least <= value <= self.most:
                return value
        elif not _HUGE.fullmatch(node.text):
            wrong_kind(node, ledger, "whole")
            return self.blank
        _out_of_range(node, ledger, self.least, self.most)
        return self.blank

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Number:
    """A number between two bounds, both allowed; decimals with a point."""

    def __init__(self, least: int, most: int) -> None:
        self.blank = float(least)
        self.least, self.most = least, most

    def read(self, node: Node, ledger: Ledger) -> float:
        if not isinstance(node, Scalar) or node.style not in _PLAINLY:
            wrong_kind(node, ledger, "number")
            return self.blank
        if _NUMBER.fullmatch(node.text):
            value = float(node.text)
            if self.least <= value <= self.most:
                return value
        elif not _HUGE.fullmatch(node.text):
            wrong_kind(node, ledger, "number")
            return self.blank
        _out_of_range(node, ledger, self.least, self.most)
        return self.blank

    def schema(self) -> Schema:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


def _out_of_range(node: Scalar, ledger: Ledger, least: int, most: int) -> None:
    ledger.note(codes.OUT_OF_RANGE, node.at, value=node.text, least=str(least), most=str(most))


class YesNo:
    """`true` or `false`."""

    blank = False

    def read(self, node: Node, ledger: Ledger) -> bool:
        if isinstance(node, Scalar) and node.style in _PLAINLY:
            if node.text in _TRUE:
                return True
            if node.text in _FALSE:
                return False
        wrong_kind(node, ledger, "true-false")
        return self.blank

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Choice:
    """One word of a closed list."""

    def __init__(self, *words: str, kind: str = "") -> None:
        """`kind`: the list that gives each word its meaning, where it has one."""
        self.words = words
        self.kind = kind
        self.blank = words[0]

    def read(self, node: Node, ledger: Ledger) -> str:
        if isinstance(node, Scalar) and node.text:
            if node.text in self.words:
                return node.text
            ledger.note(
                codes.UNKNOWN_VALUE,
                node.at,
                value=node.text,
                known=", ".join(self.words),
                **ledger.nearest(node.text, self.words),
            )
        else:
            wrong_kind(node, ledger, "word")
        return self.blank

    def schema(self) -> Schema:
        told = {"enumDescriptions": [meaning(self.kind, word) for word in self.words]} if self.kind else {}
        return {"enum": list(self.words), **told}


class Said:
    """The one word that says a thing is so: `promises: empty`, `locked: show`. Read as true."""

    blank = False

    def __init__(self, word: str, kind: str = "") -> None:
        self.choice = Choice(word, kind=kind)

    def read(self, node: Node, ledger: Ledger) -> bool:
        self.choice.read(node, ledger)
        return True

    def schema(self) -> Schema:
        return self.choice.schema()


class Listed:
    """Several values of one shape. One alone may stand without the list's brackets."""

    blank = ()

    def __init__(self, item: Shape, least: int = 0) -> None:
        self.item = item
        self._least = least

    def read(self, node: Node, ledger: Ledger) -> tuple[Any, ...]:
        if not isinstance(node, Sequence):
            if isinstance(self.item, Id) and isinstance(node, Scalar) and "," in node.text:
                ledger.note(codes.BAD_ID, node.at, id=node.text, detail="several")
                return ()
            return (self.item.read(node, ledger),)
        if len(node.items) < self._least:
            ledger.at(node, codes.NOTHING_WRITTEN, expected="list")
        if len(node.items) > MOST_ITEMS:
            ledger.at(node, codes.TOO_MANY, what="items", most=str(MOST_ITEMS))
            return ()
        return tuple([self.item.read(item, ledger) for item in node.items])

    def schema(self) -> Schema:
        item = self.item.schema()
        listed: Schema = {"type": "array", "items": item}
        if self._least:
            listed["minItems"] = self._least
        return {**either("array", listed, item), **as_samples(item)}


class Named:
    """A mapping from the author's own ids to values of one shape.

    `enter` is told of each id before its value is read, and of None after the last: it keeps the ledger's
    idea of where it stands.
    """

    def __init__(
        self,
        value: Shape,
        least: int = 0,
        few: str = "",
        most: int = MOST_ITEMS,
        enter: Callable[[Ledger, str | None], None] | None = None,
        sample: Schema | None = None,
        names: str = "",
        defines: bool = True,
    ) -> None:
        """`sample`: one entry as an editor may offer it, `${1:...}` where the author goes on. `names`: what its keys
        are the names of; with `defines` false they refer to what is named elsewhere."""
        self.value = value
        self._least, self._most, self._what, self._enter = least, most, few or "items", enter
        self.sample = sample
        self.names, self.defines = names, defines

    @property
    def blank(self) -> dict[str, Any]:
        return {}

    def read(self, node: Node, ledger: Ledger) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            wrong_kind(node, ledger, "mapping")
            return self.blank
        if len(node.entries) < self._least:
            ledger.at(node, codes.TOO_FEW, what=self._what, least=str(self._least))
        if len(node.entries) > self._most:
            code = codes.TOO_MANY_MOMENTS if self._what == "moments" else codes.TOO_MANY
            ledger.at(node, code, what=self._what, most=str(self._most))
            return self.blank
        values: dict[str, Any] = {}
        enter, read = self._enter, self.value.read
        # What has the name of an entry's key, and no such keys itself, is that key, which was not indented.
        inner: Collection[str] = getattr(self.value, "keys", ())
        above = None
        for key, value in node.entries.items():
            if isinstance(value, Scalar) and value.style == SPLIT:
                ledger.note(codes.SPLIT_TEXT, value.key_at, sign=",")
                continue
            if above is not None and key in inner and not _has_any(value, inner):
                ledger.note(codes.UNKNOWN_KEY, value.key_at, key=key, known=", ".join(inner), above=above)
                continue
            above = key
            if enter is not None:
                enter(ledger, key)
            if not _ID.fullmatch(key):
                ledger.note(codes.BAD_ID, value.key_at, id=key)
            values[key] = read(value, ledger)
        if enter is not None:
            enter(ledger, None)
        return values

    def schema(self) -> Schema:
        described: Schema = {
            "type": "object",
            "additionalProperties": self.value.schema(),
        }
        if self._least:
            described["minProperties"] = self._least
        if self.sample is not None:
            described["defaultSnippets"] = [self.sample]
        return described


def _has_any(node: Node, keys: Collection[str]) -> bool:
    return isinstance(node, Mapping) and not node.entries.keys().isdisjoint(keys)


class Key(msgspec.Struct, frozen=True):
    """One key of the format: its name, its shape, what it means, and the attribute of the model it fills."""

    name: str
    shape: Any
    meaning: str
    required: bool = False
    attribute: str = ""

    @property
    def fills(self) -> str:
        return self.attribute or self.name


class Block:
    """A mapping with known keys, read into a struct of the model."""

    def __init__(
        self,
        name: str,
        build: Callable[..., Any],
        keys: Iterable[Key],
        elsewhere: Callable[[str], str | None] | None = None,
    ) -> None:
        self.name = name
        self.build = build
        self._elsewhere = elsewhere
        self.keys: dict[str, Key] = {}
        self._fields: dict[str, tuple[str, Callable[[Node, Ledger], Any]]] = {}
        self._required: tuple[Key, ...] = ()
        self.define(keys)

    def define(self, keys: Iterable[Key]) -> None:
        """Set the keys; apart from the constructor for blocks that hold themselves."""
        self.keys = {key.name: key for key in keys}
        self._fields = {key.name: (key.fills, key.shape.read) for key in self.keys.values()}
        self._required = tuple(key for key in self.keys.values() if key.required)

    @property
    def blank(self) -> Any:
        return self.build(**{key.fills: key.shape.blank for key in self._required})

    def read(self, node: Node, ledger: Ledger) -> Any:
        return self.build(**self.values(node, ledger))

    def values(self, node: Node, ledger: Ledger) -> dict[str, Any]:
        """What the mapping gives, by attribute of the model; blanks where something required is missing."""
        values: dict[str, Any] = {}
        fields = self._fields
        if not isinstance(node, Mapping):
            wrong_kind(node, ledger, "mapping", known=", ".join(self.keys))
        else:
            for name, value in node.entries.items():
                field = fields.get(name)
                if field is None:
                    self._unknown(name, value, ledger)
                else:
                    values[field[0]] = field[1](value, ledger)
        for key in self._required:
            if key.fills not in values:
                if isinstance(node, Mapping):
                    ledger.at(node, codes.MISSING_KEY, key=key.name, block=self.name)
                values[key.fills] = key.shape.blank
        return values

    def _unknown(self, name: str, value: Node, ledger: Ledger) -> None:
        if isinstance(value, Scalar) and value.style == SPLIT:
            ledger.note(codes.SPLIT_TEXT, value.key_at, sign=",")
            return
        ledger.note(
            codes.UNKNOWN_KEY,
            value.key_at,
            key=name,
            block=self.name,
            known=", ".join(self.keys),
            **self._meant(name, value, ledger),
        )

    def _meant(self, name: str, value: Node, ledger: Ledger) -> dict[str, str]:
        """What an unknown key was probably meant to be, as arguments of its finding."""
        if name.rstrip(_HARD_BLANKS) != name:
            return {"detail": "hard-blank"}
        if isinstance(value, Mapping):
            for telling, under in _FOUND_IN:
                if telling <= value.entries.keys():
                    return {"under": under}
        nearest = ledger.nearest(name, self.keys)
        belongs = self._elsewhere(name) if self._elsewhere is not None and not nearest else None
        return {"belongs": belongs} if belongs else nearest

    def schema(self) -> Schema:
        return {"$ref": f"#/definitions/{self.name}"}

    def definition(self) -> Schema:
        """The schema of the block itself, every key with what it means."""
        described: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {key.name: _described(key) for key in self.keys.values()},
        }
        if self._required:
            described["required"] = [key.name for key in self._required]
        return described


def _described(key: Key) -> Schema:
    shape = key.shape.schema()
    told = {"description": key.meaning, "markdownDescription": key.meaning}
    # Draft 7 ignores whatever stands beside a reference.
    return {**told, **({"allOf": [shape]} if "$ref" in shape else shape)}
