"""Drawing by lines: text wrapped by our own door, styled by a short closed list of names, cached by width.

A widget of a hundred bubbles costs as much to draw as one of ten: only the lines in view are made into strips.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, Self

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from simulator.tui.text import wrap

_NAMES = (
    "text muted strong accent heading cue good bad rule closed customer customer-name agent agent-name"
    " hover cursor cursor-mark cursor-muted cursor-strong"
)
STYLES: Final = {f"lines--{name}" for name in _NAMES.split()}
"""Component classes that a screen must have for these widgets to be drawn on it."""


class Piece(NamedTuple):
    """Some words in one style."""

    text: str
    style: str = "text"


Line = tuple[Piece, ...]
"""One line of the screen. Its pieces have been through the text door already."""
EMPTY: Final[Line] = ()


def plain(line: Line) -> str:
    return "".join(piece.text for piece in line)


def width_of(line: Line) -> int:
    return sum(cell_len(piece.text) for piece in line)


def paragraph(
    text: str, width: int, style: str = "text", *, first: Line = (), rest: Line | None = None
) -> list[Line]:
    """Foreign text under a first prefix; the lines after it hang under `rest`, by default blanks."""
    indent = width_of(first)
    hanging = (Piece(" " * indent),) if rest is None else rest
    lines = wrap(text, max(1, width - indent))
    return [(*(first if row == 0 else hanging), Piece(line, style)) for row, line in enumerate(lines)]


def padded(line: Line, width: int, style: str) -> Line:
    """The line filled with blanks in a style, up to a width."""
    missing = width - width_of(line)
    return (*line, Piece(" " * missing, style)) if missing > 0 else line


def spread(left: Line, right: Line, width: int, style: str = "text") -> Line:
    """One end on the left, the other on the right; the right one gives way where there is no room."""
    gap = width - width_of(left) - width_of(right)
    return (*left, Piece(" " * gap, style), *right) if gap >= 1 else left


SCROLLING: Final = tuple(
    Binding(key, action, show=False)
    for key, action in (
        ("up", "scroll_up"),
        ("down", "scroll_down"),
        ("home", "scroll_home"),
        ("end", "scroll_end"),
        ("pageup", "page_up"),
        ("pagedown", "page_down"),
    )
)
"""The keys that scroll a `LineView` which has no cursor of its own."""

Drawing = Callable[[int], Sequence[Line]]


class _Drawn(Widget):
    """The making of strips, for both widgets below."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._looks: dict[str, Style] = {}

    def notify_style_update(self) -> None:
        """Colours have changed: what was worked out from them is let go."""
        self._looks.clear()
        super().notify_style_update()

    def _look(self, name: str) -> Style:
        """A style of ours over the widget's own. Kept, as Textual walks up to the screen for each one asked."""
        look = self._looks.get(name)
        if look is None:
            look = self._looks[name] = self.rich_style + self._named(f"lines--{name}")
        return look

    def _named(self, component: str) -> Style:
        """The screen's style of that name, worked out once for all its widgets; else one that a widget has alone."""
        try:
            return self.screen.get_component_rich_style(component, partial=True)
        except KeyError:
            return self.get_component_rich_style(component, partial=True)

    def _strip(self, line: Line, width: int) -> Strip:
        segments = [Segment(piece.text, self._look(piece.style)) for piece in line if piece.text]
        return Strip(segments).adjust_cell_length(width, self._look("text"))


class Prose(_Drawn):
    """Lines that fit their height to their width. `draw` gives them; `refresh` asks for them anew."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawn: tuple[int, Sequence[Line]] | None = None

    def draw(self, width: int) -> Sequence[Line]:
        """The lines at this width; none where nothing is to be drawn."""
        return ()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        self._drawn = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _lines(self, width: int) -> Sequence[Line]:
        if self._drawn is None or self._drawn[0] != width:
            self._drawn = (width, self.draw(width))
        return self._drawn[1]

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        lines = self._lines(width)
        return self._strip(lines[y] if y < len(lines) else EMPTY, width)


class Sheet(Prose):
    """Prose whose lines are given as a function of the width, and may be given anew."""

    def __init__(self, drawing: Drawing, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._drawing = drawing

    def draw(self, width: int) -> Sequence[Line]:
        return self._drawing(width)

    def show(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self.refresh(layout=True)


class LineView(_Drawn, ScrollView):
    """Lines that scroll. `lay` gives all of them; they are kept until the width changes or `relay` is called."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.lines: Sequence[Line] = ()
        self._laid_for = 0

    def lay(self, width: int) -> Sequence[Line]:
        """All lines at this width; none where there is nothing to show."""
        return ()

    def relay(self) -> None:
        """Lay everything anew: the content has changed. The screen is laid out again only if the height did."""
        height = len(self.lines)
        self._laid_for = 0
        self._ensure(self.scrollable_content_region.width)
        self.refresh(layout=len(self.lines) != height)

    def _ensure(self, width: int) -> None:
        if width > 0 and width != self._laid_for:
            self._laid_for = width
            self.lines = self.lay(width)
            self.virtual_size = Size(width, len(self.lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._ensure(width - self.scrollbar_size_vertical)
        return len(self.lines)

    def on_resize(self) -> None:
        before = self._laid_for
        self._ensure(self.scrollable_content_region.width)
        if self._laid_for != before:
            self.refresh()  # what was hidden may have been painted already, as it was before

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = round(self.scroll_y) + y
        return self._strip(self.lines[row] if row < len(self.lines) else EMPTY, width)
