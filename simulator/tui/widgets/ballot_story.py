"""What a participant reads: what was said as bubbles, how it was voted as bars, and short sections of all else."""

from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from simulator.locale import language
from simulator.tui.widgets.lines import EMPTY, SCROLLING, Line, LineView, Piece, paragraph
from simulator.tui.widgets.transcript import Entry, bubble, sign
from simulator.wording.participant import Story, Told, figures
from simulator.wording.typography import typeset

_ROOMY = 92
_WIDEST = 84
_BAR = 24
_LEAST_BAR = 6


class StoryView(LineView, can_focus=True):
    """Shown from its beginning; what is told anew while one reads leaves the place where it is."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCROLLING]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._story: Story = ()
        self._language = "en"

    def tell(self, story: Story, spoken: str, *, anew: bool) -> None:
        """`spoken` is the language of the scenario; `anew` begins at the top."""
        if (story, spoken) != (self._story, self._language):
            self._story, self._language = story, spoken
            self.relay()
        if anew:
            self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def lay(self, width: int) -> list[Line]:
        lines: list[Line] = []
        for told in self._story:
            lines += _entry(told, typeset(told.text, self._language if told.is_scenario else language()))(width)
        return lines


def _entry(told: Told, text: str) -> Entry:
    match told.kind:
        case "customer":
            return bubble(told.who, text, mine=False)
        case "agent":
            return bubble(told.who, text, mine=True)
        case "sign":
            return sign(text)
        case "heading":
            return _heading(text)
        case "choice":
            return _choice(told, text)
        case "item":
            return _prose(text, (Piece("  · ", "accent"),))
        case _:
            return _prose(text, (Piece(f"  {told.who} " if told.who else "  ", "accent"),), roomy=True)


def _heading(text: str) -> Entry:
    def lines(width: int) -> list[Line]:
        rest = max(0, min(_WIDEST, width) - cell_len(text) - 4)
        return [(Piece("── ", "rule"), Piece(text, "heading"), Piece(" " + "─" * rest, "rule"))]

    return lines


def _prose(text: str, first: Line, *, roomy: bool = False) -> Entry:
    def lines(width: int) -> list[Line]:
        drawn = paragraph(text, min(width, _WIDEST), first=first)
        return [*drawn, EMPTY] if roomy and width >= _ROOMY else drawn

    return lines


def _choice(told: Told, text: str) -> Entry:
    """A choice, and under it how many wanted it: a bar, and the same in figures."""

    def lines(width: int) -> list[Line]:
        room = min(width, _WIDEST)
        style = "strong" if told.marks else "text"
        drawn = paragraph(text, room, style, first=(Piece(f" {told.number:>2} ", "accent"),))
        counted = figures(told)
        if not counted:
            return drawn
        bar: Line = (Piece("    "),)
        if told.votes is not None and told.total:
            cells = max(_LEAST_BAR, min(_BAR, room - cell_len(counted) - 8))
            filled = round(told.votes / told.total * cells)
            bar = (*bar, Piece("█" * filled, "strong"), Piece("░" * (cells - filled), "rule"), Piece("  "))
        return [*drawn, (*bar, Piece(counted, "accent" if told.marks else "muted"))]

    return lines
