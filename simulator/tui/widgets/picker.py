"""A list to pick from: by number, by arrows and enter, or by mouse. Closed items show why they are closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from simulator.tui.widgets.lines import EMPTY, Line, LineView, Piece, padded, paragraph

NUMBERED: Final = 9


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to pick, or a line between things."""

    name: str
    text: str
    note: str = ""
    """Said after the text, muted: what a response does, why it is closed."""
    closed: bool = False
    heading: bool = False
    """Shown between items and never picked."""
    mark: str = ""
    """Stands before the text: a tick, a place in the order."""
    plain: bool = False
    """A heading that is prose: a message to reread."""
    draw: Callable[[int, str], list[Line]] | None = None
    """Draws itself, given the width and the style of its words; for rows with columns."""


class Picker(LineView, can_focus=True):
    """`show` gives it items; it posts `Picked` with an item's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
        Binding("enter,space", "pick", show=False),
    ]
    cursor: reactive[int] = reactive(0, init=False)
    """The item that enter picks."""

    @dataclass
    class Picked(Message):
        """An open item was picked. `items` are those among which it was: keys may outrun what is shown."""

        picker: "Picker"
        name: str
        items: tuple[Item, ...]

        @property
        def is_stale(self) -> bool:
            """Whether something else is shown by now."""
            return self.items is not self.picker.items

        @property
        def control(self) -> "Picker":
            return self.picker

    @dataclass
    class Moved(Message):
        """The cursor stands on another item."""

        picker: "Picker"

        @property
        def control(self) -> "Picker":
            return self.picker

    @dataclass
    class Refused(Message):
        """A closed item was picked; `why` is its note."""

        picker: "Picker"
        why: str

        @property
        def control(self) -> "Picker":
            return self.picker

    def __init__(
        self, *, id: str | None = None, spaced: bool = False, numbered: bool = True, one_of_many: bool = False
    ) -> None:
        """`one_of_many`: other lists stand beside it, and its cursor shows where the keys go."""
        super().__init__(id=id)
        self._one_of_many = one_of_many
        self.items: tuple[Item, ...] = ()
        self._rows: list[range] = []
        self._kept: dict[int, tuple[Item, tuple[object, ...], list[Line]]] = {}
        """What was drawn of each item, by its identity, and how it stood then: a move draws two of thousands anew."""
        self._hovered: int | None = None
        self._spaced = spaced
        self._numbered = numbered

    def show(self, items: Sequence[Item], *, cursor: str | None = None) -> None:
        """Show these items; the cursor goes to the one named, or to the first that can be picked."""
        self.items = tuple(items)
        self._hovered = None
        places = self._places
        named = next((place for place in places if self.items[place].name == cursor), None)
        first = next((place for place in places if not self.items[place].closed), places[0] if places else 0)
        self.set_reactive(Picker.cursor, first if named is None else named)
        self.relay()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        if named is not None:
            self._reveal()

    @property
    def _places(self) -> list[int]:
        """Where the items are that the cursor can stand on."""
        return [place for place, item in enumerate(self.items) if not item.heading]

    @property
    def current(self) -> Item | None:
        return self.items[self.cursor] if self.cursor < len(self.items) and self._places else None

    def lay(self, width: int) -> list[Line]:
        lines: list[Line] = []
        self._rows = []
        number = 0
        kept, self._kept = self._kept, {}
        has_focus, stands_somewhere = self.has_focus, bool(self._places)
        for place, item in enumerate(self.items):
            number += not item.heading
            stands = stands_somewhere and place == self.cursor
            how = (width, number, stands, has_focus and stands, place == self._hovered)
            before = kept.get(id(item))
            if before is not None and before[0] is item and before[1] == how:
                drawn = before[2]
            else:
                drawn = self._draw(place, item, number, width)
            self._kept[id(item)] = (item, how, drawn)
            self._rows.append(range(len(lines), len(lines) + len(drawn)))
            lines += drawn
            if self._spaced and width >= NUMBERED * 10 and not item.heading:
                lines.append(EMPTY)
        return lines

    def _draw(self, place: int, item: Item, number: int, width: int) -> list[Line]:
        if item.heading:
            return paragraph(item.text, width - 1, "text" if item.plain else "heading", first=(Piece(" "),))
        stands = place == self.cursor and not item.heading
        chosen = stands and (self.has_focus or not self._one_of_many)
        pointer = "▸" if chosen else "▹" if stands else " "
        style = "closed" if item.closed else "cursor" if chosen else "hover" if place == self._hovered else "text"
        ground = style if style in {"cursor", "hover"} else "text"
        digit = f"{number} " if self._numbered and number <= NUMBERED else "  " if self._numbered else ""
        prefix: Line = (
            Piece(pointer, "cursor-mark" if chosen else "text"),
            Piece(digit, "cursor-mark" if chosen else "accent" if not item.closed else "closed"),
        )
        if item.mark:
            prefix = (*prefix, Piece(item.mark + " ", "cursor-mark" if chosen else "accent"))
        hanging = (Piece(" " * sum(len(piece.text) for piece in prefix), ground),)
        if item.draw is not None:
            rows = item.draw(width - 1 - len(digit), style)
            return [padded((*(hanging if row else prefix), *line), width, ground) for row, line in enumerate(rows)]
        drawn = paragraph(item.text, width - 1, style, first=prefix, rest=hanging)
        if item.note:
            note_style = "cursor-muted" if chosen else "muted"
            drawn += paragraph(item.note, width - 1, note_style, first=(*hanging, Piece("└ ", note_style)))
        return [padded(line, width, ground) for line in drawn]

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if self._one_of_many:
            self.relay()

    def watch_cursor(self) -> None:
        self.relay()
        self._reveal()
        self.post_message(self.Moved(self))

    def on_resize(self) -> None:
        super().on_resize()
        self._reveal()

    def _reveal(self) -> None:
        """Scroll until the whole of the item under the cursor is in view; on_resize does it for what is hidden."""
        rows_known, height = self.cursor < len(self._rows), self.scrollable_content_region.height
        if not rows_known or height < 1:
            return
        rows = self._rows[self.cursor]
        top = round(self.scroll_y)
        if rows.start < top:
            self.scroll_to(
                y=0 if self.cursor == self._places[0] else rows.start, animate=False, immediate=True, force=True
            )
        elif rows.stop > top + height:
            self.scroll_to(y=rows.stop - height, animate=False, immediate=True, force=True)

    def action_move(self, by: int) -> None:
        places = self._places
        if places:
            here = places.index(self.cursor) if self.cursor in places else 0
            self.cursor = places[max(0, min(len(places) - 1, here + by))]

    def action_edge(self, place: int) -> None:
        if self._places:
            self.cursor = self._places[place]

    def action_pick(self) -> None:
        self.pick(self.cursor)

    def pick(self, place: int) -> None:
        """Pick the item at a place, if it is one that can be."""
        if place not in self._places:
            return
        self.cursor = place
        item = self.items[place]
        self.post_message(self.Refused(self, item.note) if item.closed else self.Picked(self, item.name, self.items))

    def pick_number(self, number: int) -> bool:
        """Pick the nth item, from 1. False where there is none."""
        places = self._places
        if not 1 <= number <= len(places):
            return False
        self.pick(places[number - 1])
        return True

    def _place_at(self, y: int) -> int | None:
        row = y + round(self.scroll_y)
        return next((place for place, rows in enumerate(self._rows) if row in rows and place in self._places), None)

    def on_click(self, event: events.Click) -> None:
        place = self._place_at(event.get_content_offset_capture(self).y)
        if place is not None:
            self.pick(place)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self._place_at(event.get_content_offset_capture(self).y))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self.relay()
