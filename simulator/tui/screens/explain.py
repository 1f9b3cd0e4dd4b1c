"""What a code means: its page of the manual, with the example and the same mended."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from simulator.locale import N_, language
from simulator.locations import code_pages
from simulator.scenario.findings import Finding
from simulator.tui.commands import Command
from simulator.tui.screens.page import Page
from simulator.tui.text import clipped
from simulator.tui.watching.signs import SIGNS, STYLES, word
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Sheet, paragraph
from simulator.wording import findings as told

_FENCE: Final = "```"
_BLOCKS: Final = re.compile(rf"(?ms)^{_FENCE}\w*\n.*?^{_FENCE}$|(?:^(?!{_FENCE})[^\n]+\n?)+")
"""A fenced block, or lines that follow one another."""
_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK: Final = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_SIGNS: Final = re.compile(r"[`*]{1,2}([^`*]+)[`*]{1,2}")
_ITEM: Final = "- "
_COLUMN: Final = 96


class ExplainScreen(Page):
    """The page of a finding's code, under what was found."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("leave", "escape,enter,x,q", N_("back"), N_("Back to where you were"), shown="esc", pinned=True),
    )

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding

    def body(self) -> ComposeResult:
        with VerticalScroll(id="explain-body"):
            yield Sheet(self._draw, id="explain-sheet")

    def _draw(self, width: int) -> list[Line]:
        finding, room = self._finding, min(width, _COLUMN)
        severity = finding.severity
        lines: list[Line] = [(Piece(f"{SIGNS[severity]} {word(severity)} · {finding.code}", STYLES[severity]),)]
        lines += paragraph(told.sentence(finding), room)
        remedy = told.remedy(finding)
        if remedy:
            lines += paragraph(remedy, room, "muted", first=(Piece("→ ", "accent"),))
        return [*lines, EMPTY, *_page(finding.code, room)]

    def action_leave(self) -> None:
        self.dismiss()


def _page(code: str, width: int) -> Iterator[Line]:
    """The manual's page in lines; none where it was not installed."""
    try:
        text = (code_pages(language()) / f"{code}.md").read_text(encoding="utf-8")
    except OSError:
        return
    for found in _BLOCKS.finditer(_LINK.sub(r"\1", _COMMENT.sub("", text))):
        yield from _block(found[0], width)
        yield EMPTY


def _block(block: str, width: int) -> list[Line]:
    if block.startswith(_FENCE):
        return [(Piece("  │ ", "rule"), Piece(clipped(row, width - 4), "text")) for row in _example(block)]
    if block.startswith("#"):
        return paragraph(_bare(block.lstrip("# ")), width, "heading")
    lines: list[Line] = []
    for item in re.split(rf"\n(?={_ITEM})", block.strip()):
        listed = item.startswith(_ITEM)
        words = _bare(" ".join(item.removeprefix(_ITEM).split()))
        lines += paragraph(words, width, first=(Piece("· ", "accent"),) if listed else ())
    return lines


def _example(block: str) -> list[str]:
    """The rows of a fenced block. Their blanks matter: they are made such that no wrapping may drop them."""
    return [row.replace(" ", "\N{NO-BREAK SPACE}") for row in block.splitlines()[1:-1]]


def _bare(text: str) -> str:
    return _SIGNS.sub(r"\1", text.strip())
