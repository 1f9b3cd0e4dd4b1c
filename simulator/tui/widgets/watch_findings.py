"""The findings of a watched file: worst first, each with its line; the remedy stands under the one looked at."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from rich.cells import cell_len

from simulator.locale import _
from simulator.scenario.findings import Finding
from simulator.tui.text import clipped, shortened
from simulator.tui.watching.passages import Passage, passage_of
from simulator.tui.watching.signs import SIGNS, STYLES, in_order, word
from simulator.tui.widgets.lines import Line, Piece, paragraph
from simulator.tui.widgets.picker import Item, Picker
from simulator.wording import findings as told

_LEAST: Final = 8
"""Cells in which a file's name still says something."""


class Findings(Picker):
    """`tell` gives it findings; the cursor stays on the one it was on, as long as that is there."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, numbered=False, one_of_many=True)
        self._findings: tuple[Finding, ...] = ()

    def tell(self, fresh: Sequence[Finding], stale: Sequence[Finding], path: Path, *, nothing: str) -> None:
        """Show these; `stale` are of an older state of the file and stand behind; `nothing` is said of none."""
        before = self.chosen
        was_broken = any(finding.severity == "error" for finding in self._findings)
        self._findings = (*in_order(fresh), *in_order(stale))
        items = [
            _item(one, path, name=str(at), is_fresh=at < len(fresh), is_looked_at=partial(self._stands_at, at))
            for at, one in enumerate(self._findings)
        ]
        if not items:
            items = [Item("", nothing, heading=True, plain=True)]
        if stale:
            items.insert(len(fresh), Item("", _sentence_case(_("as of the last check")), heading=True))
        # The first error there is draws the eye; later ones leave it where it was.
        is_broken = any(finding.severity == "error" for finding in fresh)
        self.show(items, cursor=str(0 if is_broken and not was_broken else self._same(before)))

    @property
    def passages(self) -> list[Passage]:
        """The places of all of them, in the order shown."""
        return [passage_of(finding) for finding in self._findings]

    @property
    def chosen(self) -> Finding | None:
        """The finding under the cursor."""
        return self._findings[self.at] if self.at >= 0 else None

    @property
    def at(self) -> int:
        """Which of them that is, from 0; -1 for none."""
        item = self.current
        return int(item.name) if item is not None and item.name else -1

    def _stands_at(self, at: int) -> bool:
        return self.at == at

    def _same(self, finding: Finding | None) -> int:
        """Where the finding stands now, or one that says the same elsewhere; else the first."""
        if finding is None:
            return 0
        if finding in self._findings:
            return self._findings.index(finding)
        alike = (finding.code, finding.moment, finding.response, finding.arguments)
        for place, one in enumerate(self._findings):
            if (one.code, one.moment, one.response, one.arguments) == alike:
                return place
        return 0


def _item(finding: Finding, path: Path, *, name: str, is_fresh: bool, is_looked_at: Callable[[], bool]) -> Item:
    """The item of a finding: what and where in its head, then the sentence, then what to do about it."""
    sentence, remedy = told.sentence(finding), told.remedy(finding)
    severity = finding.severity

    def draw(width: int, style: str) -> list[Line]:
        chosen = style == "cursor"
        ground = style if style in {"cursor", "hover"} else "text"
        muted = "cursor-muted" if chosen else "muted"
        sign = Piece(f"{SIGNS[severity]} {word(severity)}", "cursor-mark" if chosen else STYLES[severity])
        room = width - len(sign.text) - 3
        title = (sign, Piece(_head(finding, path, room), muted))
        words = "cursor" if chosen else "text" if is_fresh else "muted"
        hanging, deeper = (Piece("  ", ground),), (Piece("    ", ground),)
        lines: list[Line] = [title, *paragraph(sentence, width - 2, words, first=hanging, rest=hanging)]
        if remedy and is_looked_at():
            arrow = Piece("  → ", "cursor-mark" if chosen else "accent")
            lines += paragraph(remedy, width - 2, muted, first=(arrow,), rest=deeper)
        return lines

    return Item(name, sentence, draw=draw)


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _head(finding: Finding, path: Path, room: int) -> str:
    """What it is and where; last another file's name, as much of it as there is room for."""
    line = _("line {line}").format(line=finding.place.line) if finding.place.line else _("whole file")
    customer = told.customer(finding.variant) if finding.variant else ""
    head = "".join(f" · {words}" for words in (finding.code, line, customer) if words)
    left = room - cell_len(head) - len(" · ")
    if finding.place.file != str(path) and left >= _LEAST:
        head += " · " + shortened(Path(finding.place.file).name, left)
    return clipped(head, room)
