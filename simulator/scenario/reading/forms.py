"""The shapes that the format has of its own: values that may be written in a short form or a long one."""

from collections.abc import Callable
from collections.abc import Mapping as Mapped
from typing import Any, Final

from simulator.locale import N_
from simulator.scenario import codes
from simulator.scenario.conditions import Comparison, Condition, comparison
from simulator.scenario.meanings import meaning
from simulator.scenario.model import Branch, ByVariant, Called, Detail, Empathy, LineCase, Wait, Wish
from simulator.scenario.reading.describing import as_samples, either
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import PLAIN, Mapping, Node, Scalar, Sequence
from simulator.scenario.reading.shapes import (
    Block,
    Choice,
    Named,
    Schema,
    Text,
    Whole,
    kind_of,
    wrong_kind,
)
from simulator.scenario.vocabulary import FACETS

BASE: Final = "base"
MOST_PARTS: Final = 10


class Words:
    """A text, or `{base: ..., variant: ...}`."""

    blank = ""

    def __init__(self) -> None:
        self.text = Text()
        self.named = Named(self.text, names="variant", defines=False)

    def read(self, node: Node, ledger: Ledger) -> str | ByVariant:
        if not isinstance(node, Mapping) or not _names_variants(node):
            return self.text.read(node, ledger)
        texts = self.named.read(node, ledger)
        base = texts.pop(BASE, None)
        return ByVariant(base, texts)

    def schema(self) -> Schema:
        return either("object", self.named.schema(), self.text.schema())


def _names_variants(node: Mapping) -> bool:
    """Whether a mapping can be meant as texts by variant, rather than as a sentence that a colon split."""
    return BASE in node.entries or not any(" " in key for key in node.entries)


class Cases:
    """One plain value, or a list of `{when: ..., <name>: ...}` closed by one without `when`.

    Of `then` the name is `to`, of `line` it is `text`.
    """

    blank = ()

    def __init__(self, name: str, plain: Any, case: Block, build: Callable[[Any], Any]) -> None:
        self.name, self.plain, self.case, self._build = name, plain, case, build

    def read(self, node: Node, ledger: Ledger) -> tuple[Any, ...]:
        if isinstance(node, Mapping) and self.is_case(node):
            cases: tuple[Any, ...] = (self.case.read(node, ledger),)
            items: list[Node] = [node]
        elif not isinstance(node, Sequence):
            return (self._build(self.plain.read(node, ledger)),)
        else:
            items = node.items
            cases = tuple([self.case.read(item, ledger) for item in items])
        if not cases:
            ledger.at(node, codes.NOTHING_WRITTEN, expected="list")
        elif cases[-1].when is not None:
            ledger.at(items[-1], codes.UNCLOSED_LIST, key=self.name)
        for item, case in zip(items[:-1], cases[:-1], strict=True):
            if case.when is None and isinstance(item, Mapping):
                ledger.at(item, codes.CLOSED_EARLY, key=self.name)
        return cases

    def is_case(self, node: Mapping) -> bool:
        return self.name in node.entries and not node.entries.keys() - {self.name, "when"}

    def schema(self) -> Schema:
        case = self.case.schema()
        listed: Schema = {"type": "array", "minItems": 1, "items": case}
        plain = self.plain.schema()
        if "if" in plain:
            # A plain value that may be a mapping itself: what makes a case of it is the name.
            is_case = {"type": "object", "required": [self.name], "propertyNames": {"enum": [self.name, "when"]}}
            plain = {"if": is_case, "then": case, "else": plain}
        else:
            plain = either("object", case, plain)
        return either("array", listed, plain)


def branch_to(target: str) -> Branch:
    return Branch(target)


def line_of(text: str | ByVariant) -> LineCase:
    return LineCase(text)


class Facets:
    """`{feels: {id: ...}, thinks: {...}, does: {...}}`, read into one mapping of details or wishes."""

    def __init__(self, value: Any, build: Callable[[Any, Any], Any], few: str = "") -> None:
        self.named = Named(value, names="detail")
        self._build = build
        self._few = few

    @property
    def blank(self) -> dict[str, Any]:
        return {}

    def read(self, node: Node, ledger: Ledger) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            wrong_kind(node, ledger, "mapping")
            return {}
        found: dict[str, Any] = {}
        for facet, block in node.entries.items():
            if facet not in FACETS:
                known = ", ".join(FACETS)
                nearest = ledger.nearest(facet, FACETS)
                ledger.note(codes.UNKNOWN_KEY, block.key_at, key=facet, block="facets", known=known, **nearest)
                continue
            for name, value in self.named.read(block, ledger).items():
                if name in found and isinstance(block, Mapping):
                    ledger.note(codes.DUPLICATE_ID, block.entries[name].key_at, id=name)
                found[name] = self._build(facet, value)
        if self._few and not found:
            ledger.at(node, codes.TOO_FEW, what=self._few, least="1")
        return found

    def schema(self) -> Schema:
        facet = self.named.schema()
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {"description": meaning("facet", name), "markdownDescription": meaning("facet", name), **facet}
                for name in FACETS
            },
        }


def detail(facet: Any, text: str) -> Detail:
    return Detail(facet, text)


def wish(facet: Any, given: Mapped[str, str]) -> Wish:
    return Wish(facet, given["need"], given["text"])


class Empathic:
    """`full`, `part`, `none`, or `{reaction, interpretation, exploration}`."""

    blank = "none"

    def __init__(self, points: Block) -> None:
        self.points = points
        self.word = Choice("full", "part", "none", kind="empathy")

    def read(self, node: Node, ledger: Ledger) -> Empathy | str:
        if isinstance(node, Scalar):
            return self.word.read(node, ledger)
        points: Empathy = self.points.read(node, ledger)
        return points

    def schema(self) -> Schema:
        word = self.word.schema()
        return {**either("object", self.points.schema(), word), **as_samples(word)}


class CalledFor:
    """`{reaction, interpretation, exploration}`, or one of those for `base` and for variants."""

    blank = Called(Empathy())

    def __init__(self, points: Block) -> None:
        self.points = points
        self.named = Named(points, names="variant", defines=False)

    def read(self, node: Node, ledger: Ledger) -> Called:
        if not isinstance(node, Mapping) or not self.by_variant(node):
            return Called(self.points.read(node, ledger))
        by_variant = self.named.read(node, ledger)
        if BASE not in by_variant:
            ledger.at(node, codes.MISSING_KEY, key=BASE, block="calls_for")
        return Called(by_variant.pop(BASE, Empathy()), by_variant)

    @staticmethod
    def by_variant(node: Mapping) -> bool:
        return any(isinstance(value, Mapping) for value in node.entries.values())

    def schema(self) -> Schema:
        flat: Schema = {"additionalProperties": {"not": {"type": "object"}}}
        named = {**self.named.schema(), "required": [BASE]}
        return {"if": flat, "then": self.points.schema(), "else": named}


class Pick:
    """`[2, 5]`, the fewest and the most parts; or one number that is both."""

    blank = (1, 1)

    def __init__(self) -> None:
        self._number = Whole(1, MOST_PARTS)

    def read(self, node: Node, ledger: Ledger) -> tuple[int, int]:
        if not isinstance(node, Sequence):
            number = self._number.read(node, ledger)
            return number, number
        if len(node.items) != 2:
            ledger.at(node, codes.WRONG_KIND, expected="pair", found=kind_of(node))
            return self.blank
        least, most = (self._number.read(item, ledger) for item in node.items)
        if least > most:
            ledger.note(codes.OUT_OF_RANGE, node.items[0].at, value=str(least), least="1", most=str(most))
        return least, most

    def schema(self) -> Schema:
        number = self._number.schema()
        return either("array", {"type": "array", "items": number, "minItems": 2, "maxItems": 2}, number)


def waited(minutes: float = 0, hours: float = 0, felt: tuple[Any, ...] = ()) -> Wait:
    """`minutes` and `hours` add up."""
    return Wait(minutes + 60 * hours, felt)


class Compared:
    """A whole number, `">= 6"` or `at least 6`."""

    blank = Comparison("==", 0)

    def read(self, node: Node, ledger: Ledger) -> Comparison:
        if not isinstance(node, Scalar) or not node.text:
            wrong_kind(node, ledger, "comparison")
            return self.blank
        read = comparison(node.text) if len(node.text) < 40 else None
        if read is None:
            ledger.note(codes.BAD_COMPARISON, node.at, value=node.text)
            return self.blank
        return read

    def schema(self) -> Schema:
        number = r"\s*-?\d+\s*"
        words = "at least|at most|more than|less than|exactly|not"
        return {
            "type": ["integer", "string"],
            "pattern": rf"^\s*(>=|<=|==|!=|>|<|=|{words}|){number}$",
            "errorMessage": N_('Write a number, ">= 6" between quotes, or at least 6.'),
            "examples": ["at least 6", "at most 3"],
        }


class Alternatives:
    """The conditions under `any`."""

    blank: tuple[Condition, ...] = ()

    def __init__(self, condition: Block) -> None:
        self.condition = condition

    def read(self, node: Node, ledger: Ledger) -> tuple[Condition, ...]:
        if not isinstance(node, Sequence) or not node.items:
            wrong_kind(node, ledger, "list")
            return ()
        return tuple([self.condition.read(item, ledger) for item in node.items])

    def schema(self) -> Schema:
        return {"type": "array", "minItems": 1, "items": self.condition.schema()}


class Version:
    """The version of the format. There is one."""

    blank = 1

    def read(self, node: Node, ledger: Ledger) -> int:
        if not isinstance(node, Scalar) or node.style != PLAIN or node.text != "1":
            written = node.text if isinstance(node, Scalar) else kind_of(node)
            ledger.note(codes.UNKNOWN_VERSION, node.at, version=written)
        return 1

    def schema(self) -> Schema:
        return {"const": 1}


class LanguageTag:
    """A BCP 47 tag: `fr`, `en-GB`."""

    blank = ""

    def read(self, node: Node, ledger: Ledger) -> str:
        if not isinstance(node, Scalar) or not node.text:
            wrong_kind(node, ledger, "text")
            return ""
        head, *rest = node.text.split("-")
        fine = head.isascii() and head.isalpha() and 2 <= len(head) <= 3
        if not fine or not all(part.isascii() and part.isalnum() and 1 < len(part) < 9 for part in rest):
            ledger.note(codes.BAD_LANGUAGE, node.at, value=node.text)
        return node.text

    def schema(self) -> Schema:
        # YAML reads Norwegian's `no` as text by the core rules, so that a plain pattern will do.
        return {
            "type": "string",
            "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
            "errorMessage": N_("Write a language tag such as fr, en or en-GB."),
            "examples": ["fr", "en"],
        }


class Kinds:
    """A moment: a block whose keys depend on its `kind`."""

    name: Final = "moment"
    _MEANING: Final = N_("What kind of moment this is; an exchange unless said.")

    def __init__(self, blocks: Mapped[str, Block]) -> None:
        self.blocks = blocks
        self.keys = {name: key for block in blocks.values() for name, key in block.keys.items()}
        self._kind = Choice(*blocks, kind="kind")
        self._default = next(iter(blocks.values()))

    @property
    def blank(self) -> Any:
        return self._default.blank

    def read(self, node: Node, ledger: Ledger) -> Any:
        block = self._default
        if isinstance(node, Mapping) and (kind := node.entries.get("kind")) is not None:
            word = self._kind.read(kind, ledger)
            block = self.blocks[word]
        values = block.values(node, ledger)
        values.pop("kind", None)
        return block.build(**values)

    def schema(self) -> Schema:
        return {"$ref": f"#/definitions/{self.name}"}

    def definition(self) -> Schema:
        """A wrong `kind` is all that is said of a moment: which other keys it may have is not known then."""
        kind = {"description": self._MEANING, "markdownDescription": self._MEANING, **self._kind.schema()}
        first, *_others = self.blocks
        return {
            "type": "object",
            "properties": {"kind": kind},
            "allOf": [
                {
                    "if": {
                        "properties": {"kind": {"const": word}},
                        # Without a kind it is the first.
                        **({} if word == first else {"required": ["kind"]}),
                    },
                    "then": block.schema(),
                }
                for word, block in self.blocks.items()
            ],
        }


class KindWord:
    """The `kind` of a moment, already looked at by Kinds."""

    blank = "exchange"

    def __init__(self, word: str) -> None:
        self._word = word

    def read(self, node: Node, _ledger: Ledger) -> str:
        return node.text if isinstance(node, Scalar) else self._word

    def schema(self) -> Schema:
        return {"enum": [self._word], "enumDescriptions": [meaning("kind", self._word)]}
