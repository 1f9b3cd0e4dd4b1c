"""What libyaml's complaints mean, in terms of what the author probably did.

libyaml speaks of tokens; a trainer thinks of quotes, colons and indentation. Each complaint is turned into a
code whose sentence says the latter.
"""

from typing import Final

from yaml import MarkedYAMLError, YAMLError

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


def explain(error: YAMLError, data: bytes, ledger: Ledger) -> None:
    """Write down the one finding that a syntax error makes."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        ledger.note(codes.SYNTAX, -1, detail="other")
        return
    problem = error.problem or ""
    mark = error.problem_mark
    opened = error.context_mark
    line = _line(data, mark.line)
    code = next((code for words, code in _PROBLEMS if words in problem), codes.SYNTAX)
    if (code == codes.SYNTAX and line.startswith("\t")) or line[mark.column : mark.column + 1] == "\t":
        code = codes.TAB
    at = packed(mark.line, mark.column)
    if code in (codes.QUOTE, codes.BRACKET) and opened is not None:
        # The end of the file says nothing; what was opened and never closed does.
        ledger.note(code, packed(opened.line, opened.column), line=str(mark.line + 1))
    elif code == codes.SYNTAX:
        detail = next((name for words, name in _DETAILS if words in problem), "other")
        ledger.note(code, at, detail=detail)
    else:
        ledger.note(code, at)


def _line(data: bytes, number: int) -> str:
    start = 0
    for _ in range(number):
        start = data.find(b"\n", start) + 1
        if start == 0:
            return ""
    end = data.find(b"\n", start)
    return data[start : end if end >= 0 else len(data)].decode("utf-8", "replace")
