"""Texts that mean harm, and a scenario that says nothing else."""

import re
from typing import Any, Final

import yaml

from tests.scenario.texts import WHOLE

OBEYED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What no output may hold: C0 but the line end, DEL, C1, bidi controls, line separators, lone surrogates."""

CONTROLS: Final = (
    "\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b]8;;file:///etc/passwd\x1b\\link\x1b]8;;\x1b\\", "\x9b2J", "\x08\x08",
    "\x7f", "\x00", "\x85", "\u202eback", "\u2066isolated\u2069", "\u200f", "\u2028", "\x0e\x0f", "\r",
)  # fmt: skip
"""What a scenario may not hold at all, raw or by an escape of YAML."""

ALLOWED: Final = (
    "Refund [/b]", "[@click=app.quit]x[/]", "[@click='app.bell']x", "[link=file:///etc/passwd]x[/link]", "[bold red]loud",
    "\\[b]", "[" * 40, "]" * 40, "{0.__class__}", "{customer.__class__}", "{" * 20, "}" * 20, "%s %n %(name)s", "$HOME `id`",
    "</style><script>alert(1)</script>", "<img src=x onerror=y>", "&lt;&#0;&amp;", "\"'", "](javascript:x)", "x" * 700,
    "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}" * 10, "Z" + "\u0301\u0325\u0363" * 30 + "a", "\u05e9\u05dc\u05d5\u05dd",
    "\u0645\u0631\u062d\u0628\u0627", "a\u200bb\u2060c\u00add", "\ufdfd" * 6, "\ue000\U000f0000", "\U000e0041", "\uff21" * 60,
    ":smile: :skull:", "*bold* _it_ # h", "-- --plain", "!observe", "q", "0",
)  # fmt: skip
"""What a scenario may hold, and what must be shown as it was typed."""

_WORDS: Final = frozenset({
    "title", "sector", "summary", "objectives", "notes", "name", "about", "request", "real_need", "text", "say", "reply",
    "coach", "line", "sign", "base", "pressee",
})  # fmt: skip
_TEXTS_BY_ID: Final = frozenset({"facts", "verdicts", "misreadings", "needs", "duties", "thinks", "does", "feels"})


def scenario(texts: tuple[str, ...] = ALLOWED) -> str:
    """A whole scenario in YAML that reads and plays, every text of which ends in one of these."""
    nasty = _Nasty(texts)
    return str(yaml.safe_dump(nasty.walk(yaml.safe_load(WHOLE)), allow_unicode=True, width=10**6, sort_keys=False))


class _Nasty:
    def __init__(self, texts: tuple[str, ...]) -> None:
        self._texts = texts
        self._used = 0

    def walk(self, value: Any, key: str = "", parent: str = "") -> Any:
        if isinstance(value, dict):
            return {name: self.walk(below, name, key) for name, below in value.items()}
        if isinstance(value, list):
            return [self.walk(below, key, parent) for below in value]
        if not isinstance(value, str) or not (key in _WORDS or (parent in _TEXTS_BY_ID and key != "need")):
            return value
        self._used += 1
        return f"{value} {self._texts[self._used % len(self._texts)]}"
