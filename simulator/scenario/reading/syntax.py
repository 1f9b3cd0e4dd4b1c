"""What libyaml's complaints mean, in terms of what the author probably did.

libyaml speaks of tokens; a trainer thinks of quotes, colons and indentation. Each complaint is turned into a
code whose sentence says the latter.
"""

import re
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

_HARD_BLANKS: Final = "\u00a0\u202f"
_HARD_INDENT: Final = re.compile(rf"[ \t]*[{_HARD_BLANKS}]")
_HARD_AFTER_COLON: Final = re.compile(rf"[ \t]*(?:- )?[\w-]+:[{_HARD_BLANKS}]")
_NO_BLANK: Final = re.compile(r"\s*(?:- )?[^\W\d][\w-]*:(?=[^\s:/])")
_KEY: Final = re.compile(r"( *)[\w-]+ *(?=:)")
_KEY_AND_TEXT: Final = re.compile(r"( *)[\w-]+ *: +[^\s\"'\[{|>&*#]")
_CURLY: Final = "“”„«»‘’"
_CURLY_OPENING: Final = re.compile(rf"\s*(?:- )?[\w-]+\s*:\s+[{_CURLY}]")
_CURLY_CLOSING: Final = re.compile(rf"[{_CURLY}]\s*[,\]}}]*\s*$")


def explain(error: YAMLError, data: bytes, quoted: ScalarEvent | None, ledger: Ledger) -> None:
    """Write down the one finding that a syntax error makes; `quoted` is the last quoted value before it."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        ledger.note(codes.SYNTAX, -1, detail="other")
        return
    typed = _typing_slip(error.problem_mark, data) or _behind_a_quote(error, data, quoted)
    if typed is not None:
        at, detail = typed
        ledger.note(codes.SYNTAX, at, detail=detail)
        return
    mark: Any = error.problem_mark
    opened: Any = error.context_mark
    at = packed(mark.line, mark.column)
    code = _code(error.problem or "", _line(data, mark.line), mark.column)
    if code == codes.COLON and (shifted := _shifted(data, mark.line, mark.column)) is not None:
        ledger.note(codes.SYNTAX, shifted, detail="indent")
        return
    if code == codes.SYNTAX and quoted is not None and _ran_on(quoted, mark.line):
        code, opened = codes.QUOTE, quoted.start_mark
    if code in (codes.QUOTE, codes.BRACKET) and opened is not None:
        # The end of the file says nothing; what was opened and never closed does.
        text = _line(data, opened.line)
        curly = code == codes.QUOTE and _CURLY_CLOSING.search(text, opened.column + 1) is not None
        details = {"detail": "curly-end"} if curly else {}
        ledger.note(code, packed(opened.line, opened.column), line=str(mark.line + 1), **details)
    elif code == codes.SYNTAX:
        told = f"{error.problem or ''} {error.context or ''}"
        detail = next((name for words, name in _DETAILS if words in told), "other")
        if detail == "indent" and _line(data, mark.line)[mark.column :].startswith("- "):
            detail = "dash"
        if detail in ("no-colon", "anchor") and opened is not None:
            at = packed(opened.line, opened.column)
        elif detail == "indent" and _stands_between(data, mark.line):
            at = packed(mark.line - 1, _indent(_line(data, mark.line - 1)))
        ledger.note(code, at, detail=detail)
    elif code == codes.COLON and _CURLY_OPENING.match(_line(data, mark.line)):
        ledger.note(code, at, detail="curly")
    else:
        ledger.note(code, at)


def _typing_slip(mark: Any, data: bytes) -> tuple[int, str] | None:
    """A slip that the eye misses, in the line where reading stopped or the one above: its place and its name."""
    for number in (mark.line, mark.line - 1):
        line = _line(data, number) if number >= 0 else ""
        for pattern, name in (
            (_HARD_INDENT, "hard-blank"),
            (_HARD_AFTER_COLON, "hard-blank"),
            (_NO_BLANK, "no-blank"),
        ):
            found = pattern.match(line)
            if found is not None:
                return packed(number, found.end() - 1), name
    return None


def _behind_a_quote(error: MarkedYAMLError, data: bytes, quoted: ScalarEvent | None) -> tuple[int, str] | None:
    """Where words go on behind the quotation mark that ended a text, or a bracket closes what none opened."""
    mark: Any = error.problem_mark
    line = _line(data, mark.line)
    if line[mark.column : mark.column + 1] in ("}", "]") and "block" in f"{error.context} {error.problem}":
        return packed(mark.line, mark.column), "stray-bracket"
    if quoted is None or quoted.end_mark is None or quoted.end_mark.line != mark.line:
        return None
    started = quoted.start_mark is not None and quoted.start_mark.line == mark.line
    behind = line[quoted.end_mark.column :]
    between = line[quoted.end_mark.column : mark.column]
    if not started or (between and not between.isspace()) or behind.strip()[:1] in ("", ":", "}", "]"):
        return None
    # In braces, a word after a blank is rather the next key behind a comma that was forgotten.
    in_braces = "expected ','" in (error.problem or "")
    if in_braces and behind[0].isspace():
        return None
    return packed(mark.line, mark.column), "behind-quote"


def _shifted(data: bytes, number: int, column: int) -> int | None:
    """The key whose indentation made its line, or the next one, part of a text; None where the text holds the colon.

    A key that stands deeper than the `key: text` above it was read as more of that text. Which of the two was shifted
    the line above both says: the one that is not in line with it.
    """
    here = _line(data, number)
    above = _line(data, number - 1) if number else ""
    deeper = _KEY.match(here)
    text = _KEY_AND_TEXT.match(above)
    if deeper is None or deeper.end() != column or text is None or text.end(1) >= deeper.end(1):
        return None
    return packed(number - 1, text.end(1)) if _stands_between(data, number) else packed(number, deeper.end(1))


def _stands_between(data: bytes, number: int) -> bool:
    """Whether the line above is less indented than this one and the one above it, which are in line."""
    if number < 2:
        return False
    before, above, here = (_indent(_line(data, number - back)) for back in (2, 1, 0))
    return above < before == here


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


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
