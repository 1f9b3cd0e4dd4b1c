"""Step 2: what the trainee thinks of it, before anything is shown. Nothing is set beforehand: nothing leads him."""

from collections.abc import Sequence
from typing import ClassVar, Final, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from simulator.debrief.gap import RATED_STAGES, SCALE
from simulator.locale import N_, _
from simulator.scenario.vocabulary import MOODS, Mood
from simulator.tui.widgets.debrief_sitting import Sitting
from simulator.tui.widgets.debrief_step import COLUMN, Step
from simulator.tui.widgets.lines import EMPTY, Line, Piece, Prose, Sheet, paragraph, width_of
from simulator.wording.labels import label, mood_glyph

ROWS: Final = ("empathy", "naturalness", "stage", "mood")
_CELLS: Final = 4
"""Cells from one figure of the scale to the next."""


class RatingBoard(Prose, can_focus=True):
    """Two scales of 0 to 10, the ladder's rungs, the moods: arrows, digits or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "row(-1)", show=False),
        Binding("down,j,tab", "row(1)", show=False),
    ]
    row: reactive[int] = reactive(0)

    class Changed(Message):
        """Something was rated."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._spots: dict[tuple[int, int], tuple[int, int]] = {}
        """For each cell that can be clicked: the row of the board and the place of the value."""

    def _values(self, row: int) -> Sequence[str | int]:
        return (range(SCALE + 1), range(SCALE + 1), RATED_STAGES, MOODS)[row]

    def _held(self, row: int) -> int | None:
        """The place of what is chosen in a row, None for nothing yet."""
        value = getattr(self._sitting, ROWS[row])
        return None if value is None else list(self._values(row)).index(value)

    def put(self, row: int, place: int) -> None:
        """Choose a value by its place; nothing moves any more once the verdict has been seen."""
        if self._sitting.is_revealed:
            return
        values = self._values(row)
        place = max(0, min(len(values) - 1, place))
        setattr(self._sitting, ROWS[row], values[place])
        self.refresh()
        self.post_message(self.Changed())

    def move(self, by: int) -> None:
        """One value to the left or to the right; from nothing, to the middle of the scale or the first word."""
        held = self._held(self.row)
        if held is None:
            self.put(self.row, SCALE // 2 if self.row < 2 else 0 if by > 0 else len(self._values(self.row)) - 1)
        else:
            self.put(self.row, held + by)

    def type_figure(self, figure: int) -> None:
        """A digit: itself, and 0 right after 1 makes ten."""
        if self.row > 1:
            self.put(self.row, figure - 1 if figure else len(self._values(self.row)))
            return
        self.put(self.row, SCALE if figure == 0 and self._held(self.row) == 1 else figure)

    def next_open(self) -> bool:
        """Go to a row that holds nothing yet. False when all are set."""
        order = [*range(self.row, len(ROWS)), *range(self.row)]
        unset = next((row for row in order if self._held(row) is None), None)
        if unset is not None:
            self.row = unset
        return unset is not None

    def draw(self, width: int) -> Sequence[Line]:
        lines: list[Line] = []
        self._spots = {}
        for row in range(len(ROWS)):
            chosen = row == self.row and self.has_focus
            mark = (Piece("▸ " if chosen else "  ", "accent"),)
            title = "strong" if chosen else "text"
            lines += paragraph(self._title(row), width, title, first=mark)
            lines += self._scale(row, len(lines)) if row < 2 else self._words(row, len(lines), width)
            lines.append(EMPTY)
        return lines[:-1]

    def _title(self, row: int) -> str:
        customer = self._sitting.customer
        return (
            _("Your empathy: how well did you meet what {customer} was living?"),
            _("Your naturalness: how much did it sound like you?"),
            _("The highest rung you reached"),
            _("The mood in which {customer} leaves"),
        )[row].format(customer=customer)

    def _scale(self, row: int, y: int) -> list[Line]:
        held = self._held(row)
        line: Line = (Piece("  0 ", "muted"),)
        x = width_of(line)
        for figure in range(SCALE + 1):
            reached = held is not None and figure <= held
            sign = "●" if figure == held else "━" if reached else "┼"
            link = "━" * (_CELLS - 1) if held is not None and figure < held else "─" * (_CELLS - 1)
            self._spots.update({(cell, y): (row, figure) for cell in range(x - 1, x + 2)})
            line = (*line, Piece(sign, "accent" if reached else "muted"))
            if figure < SCALE:
                line = (*line, Piece(link, "accent" if reached and link[0] == "━" else "rule"))
            x += _CELLS
        value = "–" if held is None else str(held)
        return [(*line, Piece(f" {SCALE}", "muted"), Piece(f"   {value}", "strong"))]

    def _words(self, row: int, y: int, width: int) -> list[Line]:
        held = self._held(row)
        lines: list[Line] = [(Piece("  "),)]
        for place, value in enumerate(self._values(row)):
            word = label(ROWS[row], str(value))
            glyph = f"{mood_glyph(cast('Mood', value))} " if row == len(ROWS) - 1 else ""
            sign = "●" if place == held else "○"
            option = (
                Piece(f"{sign} ", "accent" if place == held else "muted"),
                Piece(f"{glyph}{word}", "strong" if place == held else "text"),
            )
            if width_of(lines[-1]) + width_of(option) > width:
                lines.append((Piece("  "),))
            start = width_of(lines[-1])
            cells = range(start, start + width_of(option))
            self._spots.update({(cell, y + len(lines) - 1): (row, place) for cell in cells})
            lines[-1] = (*lines[-1], *option, Piece("   "))
        return lines

    def action_row(self, by: int) -> None:
        self.row = (self.row + by) % len(ROWS)

    def on_focus(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        at = event.get_content_offset_capture(self)
        spot = self._spots.get((at.x, at.y))
        if spot is not None:
            self.row = spot[0]
            self.put(*spot)


class RatingStep(Step):
    HEADING = N_("What you think of it")
    ACTIONS: ClassVar[frozenset[str]] = frozenset({"number"})

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._held_up = False
        """Whether enter was pressed on a row that holds nothing."""

    def compose(self) -> ComposeResult:
        yield Sheet(self._draw, classes="debrief-lead")
        yield RatingBoard(self.sitting)
        yield Sheet(self._foot, classes="debrief-foot")

    def begin(self) -> None:
        self.query_one(RatingBoard).focus()

    def _draw(self, width: int) -> list[Line]:
        question = _("Before anything is shown: how do you see it?")
        why = _("It is never a mark. Next you see how {customer} saw it, and the distance between the two.")
        if self.sitting.is_revealed:
            why = _("This is what you said. It stays as it was.")
        room = min(COLUMN, width)
        words = why.format(customer=self.sitting.customer)
        return [*paragraph(question, room, "strong"), *paragraph(words, room, "muted"), EMPTY]

    def _foot(self, width: int) -> list[Line]:
        if self.sitting.is_revealed:
            return []
        if self.sitting.is_rated:
            told = _("Enter shows what {customer} says. From then on this stands.")
        elif self._held_up:
            told = _("Nothing is set in this row yet: press a digit, or the right arrow.")
        else:
            told = _("Arrows or digits set a row; enter goes to the next one.")
        return paragraph(told.format(customer=self.sitting.customer), min(COLUMN, width), "accent")

    def on_rating_board_changed(self) -> None:
        self._tell_held_up(False)

    def _tell_held_up(self, held_up: bool) -> None:
        self._held_up = held_up
        self.query_one(".debrief-foot").refresh(layout=True)

    def sideways(self, by: int) -> bool:
        if self.sitting.is_revealed:
            return False
        self.query_one(RatingBoard).move(by)
        return True

    def advance(self) -> bool:
        if self.sitting.is_revealed:
            return False
        board = self.query_one(RatingBoard)
        before = board.row
        if board.next_open():
            self._tell_held_up(board.row == before)
            return True
        self.sitting.rate()
        return False

    def number(self, figure: int) -> None:
        self.query_one(RatingBoard).type_figure(figure)
