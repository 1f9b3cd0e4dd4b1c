"""What libyaml's complaints mean, in terms of what the author probably did.

libyaml speaks of tokens; a trainer thinks of quotes, colons and indentation. Each complaint is turned into a
code whose sentence says the latter.
"""

from typing import Any, Final

from yaml import MarkedYAMLError, YAMLError
from yaml.events import ScalarEvent

from simulator.scenario import codes
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.nodes import packed

_PROBLEMS: Final[tuple[tuple[str, str], ...]] = (
    ("tab character", codes.TAB),
    ("mapping values are not allowed", codes.COLON),
    ("unexpected end of stream", codes.QUOTE),
    ("unexpected document indicator", codes.QUOTE),
    ("expected ',' or", codes.BRACKET),
)
"""What a complaint holds, and the code it becomes; the first that fits."""

_DETAILS: Final[tuple[tuple[str, str], ...]] = (
    ("unknown escape character", "escape"),
    ("escape", "escape"),
    ("cannot start any token", "start"),
    ("expected comment or line break", "block"),
    ("expected ':'", "no-colon"),
    ("block sequence entries", "dash"),
    ("expected '-' indicator", "indent"),
    ("expected key", "indent"),
    ("leading space", "indent"),
    ("expected <document start>", "after"),
    ("node content", "content"),
    ("directive", "directive"),
    ("tag", "tag"),
    ("anchor", "anchor"),
    ("alias", "anchor"),
)


def explain(error: YAMLError, data: bytes, quoted: ScalarEvent | None, ledger: Ledger) -> None:
    """Write down the one finding that a syntax error makes; `quoted` is the last quoted value before it."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        ledger.note(codes.SYNTAX, -1, detail="other")
        return
    mark: Any = error.problem_mark
    opened: Any = error.context_mark
    at = packed(mark.line, mark.column)
    code = _code(error.problem or "", _line(data, mark.line), mark.column)
    if code == codes.SYNTAX and quoted is not None and _ran_on(quoted, mark.line):
        code, opened = codes.QUOTE, quoted.start_mark
    if code in (codes.QUOTE, codes.BRACKET) and opened is not None:
        # The end of the file says nothing; what was opened and never closed does.
        ledger.note(code, packed(opened.line, opened.column), line=str(mark.line + 1))
    elif code == codes.SYNTAX:
        detail = next((name for words, name in _DETAILS if words in (error.problem or "")), "other")
        if detail == "no-colon" and opened is not None:
            at = packed(opened.line, opened.column)
        ledger.note(code, at, detail=detail)
    else:
        ledger.note(code, at)


def _code(problem: str, line: str, column: int) -> str:
    code = next((code for words, code in _PROBLEMS if words in problem), codes.SYNTAX)
    is_tab = line[column : column + 1] == "\t" or (code == codes.SYNTAX and line.startswith("\t"))
    return codes.TAB if is_tab else code


def _ran_on(quoted: ScalarEvent, line: int) -> bool:
    """Whether a quoted value ran over lines until it met, on this one, the quotation mark of another."""
    start, end = quoted.start_mark, quoted.end_mark
    return start is not None and end is not None and start.line < end.line == line


def _line(data: bytes, number: int) -> str:
    start = 0
    for _ in range(number):
        start = data.find(b"\n", start) + 1
        if start == 0:
            return ""
    end = data.find(b"\n", start)
    return data[start : end if end >= 0 else len(data)].decode("utf-8", "replace")
