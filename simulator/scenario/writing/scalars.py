"""How a text is written down so that it reads as the same text, here and in any other YAML reader.

Each way of writing is tried on the reader itself before it is used: what does not come back is not written.
"""

import re
import textwrap
from typing import Any, Final

import msgspec
from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from simulator.scenario.reading.events import tree
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import BLOCK, PLAIN, QUOTED, Mapping, Scalar

WIDEST: Final = 118
"""Columns; a line that we break or spread is no longer, words longer than a line aside."""
_WORD: Final = re.compile(r"[^\W\d][\w-]*(\.[\w-]+)*")
_CORE_NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_RESTLESS: Final = re.compile(r"[\t\n]")
_RESTLESS_IN_FLOW: Final = re.compile(r"[\t\n?:#,\[\]{}]")
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_RESOLVE: Final[Any] = Resolver().resolve
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\ufeff": "\\uFEFF"}


class Written(msgspec.Struct, frozen=True):
    """A scalar on paper: what stands behind its key, and for a block scalar the lines below."""

    token: str
    body: str = ""


def meaning(node: Scalar) -> str:
    """The words of a scalar; the line breaks that end a block scalar are layout."""
    return node.text.rstrip("\n") if node.style == BLOCK else node.text


def reads_as_text(plain: str) -> bool:
    """Whether unquoted words are text by the rules of YAML 1.1 and by the core rules of YAML 1.2."""
    if _CORE_NUMBER.fullmatch(plain):
        return False
    return bool(_RESOLVE(ScalarNode, plain, (True, False)) == _TEXT_TAG)


def inline(text: str, *, in_flow: bool, like: str | None = None) -> str:
    """A text on one line; `like` is the style of the one it replaces, kept where that is safe."""
    found = (
        [text] if (like == "plain" or (like is None and _WORD.fullmatch(text))) and _is_calm(text, in_flow) else []
    )
    if like == "single" and "\n" not in text:
        found.append("'" + text.replace("'", "''") + "'")
    double = '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'
    return next((token for token in found if token and _comes_back(token, text, in_flow)), double)


def _is_calm(text: str, in_flow: bool) -> bool:
    """Whether a text may go without quotes: readers differ over some signs, which are then better quoted."""
    return reads_as_text(text) and not (_RESTLESS_IN_FLOW if in_flow else _RESTLESS).search(text)


def spread(text: str, *, column: int, newline: str, like: str | None = None, header: str = "|-") -> Written | None:
    """A text of several lines as a block scalar whose lines begin at `column`; None where it does not come back.

    `like` and `header` are of the block scalar that it replaces, if any: a folded one is folded again.
    """
    header = re.sub("[0-9+]", "", header)
    if like == "folded":
        width = max(20, WIDEST - column)
        paragraphs = [_folded(paragraph, width) for paragraph in text.split("\n")]
        lines = "\n\n".join(paragraphs).split("\n")
    else:
        lines = text.split("\n")
    sample = "".join(f" {line}\n" if line else "\n" for line in lines)
    if not _comes_back(f"{header}\n{sample}", text, in_flow=False):
        return None
    indent = " " * column
    return Written(header, "".join(newline + (indent + line if line else "") for line in lines))


def _folded(paragraph: str, width: int) -> str:
    return "\n".join(textwrap.wrap(paragraph, width, break_long_words=False, break_on_hyphens=False))


def _comes_back(token: str, text: str, in_flow: bool) -> bool:
    """Whether the reader gives the same text back, finds nothing to say, and nothing beside it moves."""
    sample = f"k: {{k: {token}, z: z}}\n" if in_flow else f"k:\n  k: {token}\n  z: z\n"
    if token[:1] in "|>" and "\n" in token:
        sample = f"k: {token}z: z\n"
    ledger = Ledger("")
    root = tree(sample.encode(), ledger)
    if ledger.findings or not isinstance(root, Mapping):
        return False
    holder = root.entries["k"] if "z" not in root.entries else root
    if not isinstance(holder, Mapping) or holder.entries.keys() != {"k", "z"}:
        return False
    node = holder.entries["k"]
    return isinstance(node, Scalar) and node.style in (PLAIN, QUOTED, BLOCK) and meaning(node) == text
