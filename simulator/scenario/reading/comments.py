"""What an author says to the checker in a comment: `# platine: ignore W204 because ...`.

YAML throws comments away, and a `#` inside a text is none. libyaml's events say where texts begin and end; they are
asked for only where a file holds such words at all.
"""

import re
from bisect import bisect_left, bisect_right
from typing import Any, Final

import msgspec
from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import ScalarEvent

from simulator.scenario.reading.raw import FORBIDDEN

_MENTIONED: Final = re.compile(r"platine:[ \t]*ignore\b")
# These are compiled when a file is the first to have such a comment.
_MEANT: Final = r"(?<![#\s])\s*(?P<hash>#)[#\s]*+platine:\s*ignore\b(?P<rest>.*)"
_HASH: Final = r"(?:^|(?<=[ \t]))#"
_BECAUSE: Final = r"(?i)\b(?:because\b|parce\s+que\b|parce\s+qu['’])\s*"
_CODE: Final = r"(?i)\b[A-Z]\d{3}\b"
_CODES_FIRST: Final = r"(?i)(?:[\s,]*\b[A-Z]\d{3}\b)*"
_NOTHING: Final = r"\s*(?:#.*)?"

Spans = dict[int, list[tuple[int, int]]]
"""By line, from 0: the columns that belong to a text, from 0, the last one exclusive."""
_TO_THE_END: Final = 1 << 30


class Ignore(msgspec.Struct, frozen=True):
    """One comment that means to silence something. Lines and columns count from 1."""

    line: int
    column: int
    """Where its `#` stands."""
    codes: tuple[str, ...]
    reason: str
    """Why, in the author's words; empty where he does not say."""
    target: int
    """The line whose findings it silences: its own, or if it stands alone the next that holds anything; 0: none."""


class Ignores(msgspec.Struct, frozen=True):
    """All such comments of a file."""

    comments: tuple[Ignore, ...] = ()
    first_line: int = 1
    """The first line that holds something: what is found in the file as a whole is silenced there."""


def ignores(text: str) -> Ignores:
    """The comments of a YAML file that silence findings; none in a file that YAML cannot read."""
    if _MENTIONED.search(text) is None:
        return Ignores()
    lines = text.split("\n")
    mentioned = [number for number, line in enumerate(lines) if _MENTIONED.search(line)]
    try:
        spans = _texts(text, mentioned)
    except YAMLError:
        return Ignores()
    full = [number for number, line in enumerate(lines) if re.fullmatch(_NOTHING, line) is None]
    found = [comment for number in mentioned if (comment := _comment(lines, number, spans, full)) is not None]
    return Ignores(tuple(found), _line_from(full, 0))


def _texts(text: str, wanted: list[int]) -> Spans:
    """Where texts stand on the lines wanted, which are sorted. Raises YAMLError."""
    spans: Spans = {}
    # The same length, so that places stay: reading does so too before YAML may look.
    next_event: Any = CParser(FORBIDDEN.sub(" ", text).encode("utf-8", "replace")).get_event
    last = wanted[-1]
    while (event := next_event()) is not None:
        start = event.start_mark
        if start.line > last:
            break
        kind = event.__class__
        if kind is not ScalarEvent:
            continue
        end = event.end_mark
        at = bisect_left(wanted, start.line)
        while at < len(wanted) and wanted[at] <= end.line:
            line = wanted[at]
            at += 1
            is_header = event.style in ("|", ">") and line == start.line
            if not is_header:
                left = start.column if line == start.line else 0
                spans.setdefault(line, []).append((left, end.column if line == end.line else _TO_THE_END))
    return spans


def _comment(lines: list[str], number: int, spans: Spans, full: list[int]) -> Ignore | None:
    """The comment on a line, if it has one that is meant. `full`: the lines that hold more than comments."""
    line = lines[number]
    start = _beginning(line, spans.get(number, []))
    found = None if start is None else re.search(_MEANT, line[start:])
    if found is None or start is None:
        return None
    named, reason = _split(found["rest"])
    alone = not line[:start].strip()
    target = _line_from(full, number + 1) if alone else number + 1
    return Ignore(number + 1, start + found.start("hash") + 1, named, reason, target)


def _beginning(line: str, texts: list[tuple[int, int]]) -> int | None:
    """Where the first `#` stands that belongs to no text; the texts are in their order."""
    for found in re.finditer(_HASH, line):
        at = found.start()
        place = bisect_right(texts, (at, _TO_THE_END))
        if place == 0 or texts[place - 1][1] <= at:
            return at
    return None


def _split(rest: str) -> tuple[tuple[str, ...], str]:
    """The codes named and the reason given."""
    because = re.search(_BECAUSE, rest)
    before = rest[: because.start()] if because else re.match(_CODES_FIRST, rest)[0]  # type: ignore[index]
    named = dict.fromkeys(code.upper() for code in re.findall(_CODE, before))
    return tuple(named), rest[because.end() :].strip() if because else ""


def _line_from(full: list[int], start: int) -> int:
    """The number, from 1, of the first full line from this index on; 0 for none."""
    at = bisect_left(full, start)
    return full[at] + 1 if at < len(full) else 0
