"""Texts as a PO file, which translators' own tools open: `msgctxt` is the text's name, `msgid` the source's words.

Written and read here, without a library: of PO a scenario needs no plurals. A translation that lags is `fuzzy`, as
gettext calls it, and is not taken back until somebody has removed the mark.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from simulator.authoring.translations_sheets import CHANGED, FUZZY, Row, Sheet
from simulator.errors import Unreadable

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPE: Final = re.compile(r"\\(x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_LINE: Final = re.compile(r'(msgctxt|msgid|msgstr)?\s*"((?:[^"\\]|\\.)*)"\s*')
_PIECES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_FUZZY: Final = re.compile(r"#,.*\bfuzzy\b")
_LANGUAGE, _SOURCE, _SCENARIO = "Language", "X-Platine-Source-Language", "X-Platine-Scenario"


def po_of(sheet: Sheet, places: Mapping[str, str] | None = None) -> str:
    """The sheet as a PO file; `places` says by name where each text stands, for the translator's editor."""
    head = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _LANGUAGE: sheet.language,
        _SOURCE: sheet.source,
        **({_SCENARIO: sheet.scenario} if sheet.scenario else {}),
    }
    entries = ["\n".join(('msgid ""', 'msgstr ""', *(_quoted(f"{name}: {value}\n") for name, value in head.items())))]
    for row in sheet.rows:
        lines = [f"#: {places[row.name]}"] if places and row.name in places else []
        if row.state == CHANGED:
            lines.append("#, fuzzy")
        lines += [
            f"msgctxt {_quoted(row.name)}",
            *_keyed("msgid", row.source),
            *_keyed("msgstr", row.translation),
        ]
        entries.append("\n".join(lines))
    return "\n\n".join(entries) + "\n"


def _keyed(key: str, text: str) -> list[str]:
    """A key with its text; where that has several lines, each on one of its own."""
    pieces = _PIECES.findall(text)
    if len(pieces) < 2:
        return [f"{key} {_quoted(text)}"]
    return [f'{key} ""', *map(_quoted, pieces)]


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(letter, letter) for letter in text) + '"'


def sheet_of(data: bytes, file: str) -> Sheet:
    """The sheet that a PO file holds; obsolete entries are left aside. Raises Unreadable.

    Some tools drop heads that they do not know: a language that none names is empty.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("sheet_encoding", path=file) from error
    head: dict[str, str] = {}
    rows: list[Row] = []
    for line, is_fuzzy, entry in _entries(text, file):
        if "msgctxt" not in entry and not entry.get("msgid"):
            head = dict(_heads(entry.get("msgstr", "")))
        elif "msgctxt" in entry:
            state = FUZZY if is_fuzzy else ""
            rows.append(Row(entry["msgctxt"], entry.get("msgid", ""), entry.get("msgstr", ""), state, line))
    return Sheet(head.get(_SOURCE, ""), head.get(_LANGUAGE, ""), tuple(rows), head.get(_SCENARIO))


def _heads(text: str) -> Iterator[tuple[str, str]]:
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _entries(text: str, file: str) -> Iterator[tuple[int, bool, dict[str, str]]]:
    """Each entry with the line it begins in, and whether it is fuzzy."""
    entry: dict[str, str] = {}
    begun, key, is_fuzzy, next_is_fuzzy = 0, "", False, False
    for number, line in enumerate(text.split("\n"), 1):
        line = line.strip()
        if line.startswith("#"):
            # What an obsolete entry is marked with says nothing of the next.
            next_is_fuzzy = not line.startswith("#~") and (next_is_fuzzy or bool(_FUZZY.match(line)))
            continue
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None or not (found[1] or key):
            raise Unreadable("sheet_broken", path=file, line=str(number), why=line[:60])
        if found[1] in ("msgctxt", "msgid") and key == "msgstr":
            yield begun, is_fuzzy, entry
            entry, key = {}, ""
        if not key:
            begun, is_fuzzy, next_is_fuzzy = number, next_is_fuzzy, False
        key = found[1] or key
        entry[key] = entry.get(key, "") + _unescaped(found[2])
    if entry:
        yield begun, is_fuzzy, entry


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_meant, text)


def _meant(found: re.Match[str]) -> str:
    escape = found[1]
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape[0] in "01234567":
        return chr(int(escape, 8) & 0xFF)
    return _UNESCAPED.get(escape, escape)
