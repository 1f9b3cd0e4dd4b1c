"""Words that a participant types: one field, or one for each facet. What is half typed stays through every update."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import TextArea

from simulator.room.table import MOST_TYPED
from simulator.tui.text import safe
from simulator.tui.widgets.lines import Line, Piece, Sheet
from simulator.wording.participant import field_name

MOST_FIELDS: Final = 3


class Field(TextArea):
    """Wraps what is typed; enter is done with it instead of breaking the line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "done", show=False, priority=True)]

    @dataclass
    class Done(Message):
        field: "Field"

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False, tab_behavior="focus")

    def action_done(self) -> None:
        self.post_message(self.Done(self))

    async def _on_paste(self, event: events.Paste) -> None:
        """What comes from elsewhere may hold anything: line ends become blanks, control codes become visible."""
        await super()._on_paste(events.Paste(" ".join(safe(event.text).split())[:MOST_TYPED]))
        event.prevent_default()
        event.stop()


class Fields(Vertical):
    """`ask` names the fields; it posts `Typed` at every key, and `Given` once enter is pressed in the last one."""

    class Given(Message):
        """All that is wanted is typed."""

    class Typed(Message):
        """A letter more or less."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.names: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        for place in range(MOST_FIELDS):
            with Horizontal(id=f"ballot-row-{place}", classes="ballot-row"):
                yield Sheet(lambda width, place=place: self._label(place), classes="ballot-label")  # type: ignore[misc]
                yield Field(id=f"ballot-field-{place}")

    def ask(self, names: Sequence[str], words: dict[str, str]) -> None:
        """Ask for these fields anew, with the words that stand there already."""
        self.names = tuple(names)
        for place in range(MOST_FIELDS):
            self.query_one(f"#ballot-row-{place}").display = place < len(self.names)
            name = self.names[place] if place < len(self.names) else ""
            field = self._field(place)
            if field.text != words.get(name, ""):
                field.load_text(words.get(name, ""))
                field.move_cursor(field.document.end)
        for label in self.query(".ballot-label"):
            label.styles.width = max(map(cell_len, map(field_name, self.names)), default=0) + 2
            label.refresh(layout=True)

    @property
    def words(self) -> dict[str, str]:
        """What is typed, by field; empty ones left out."""
        typed = {name: " ".join(self._field(place).text.split()) for place, name in enumerate(self.names)}
        return {name: words for name, words in typed.items() if words}

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self._field(0).focus()

    def holds_focus(self) -> bool:
        return self.screen.focused in list(self.query(Field))

    def _field(self, place: int) -> Field:
        return self.query_one(f"#ballot-field-{place}", Field)

    def _label(self, place: int) -> list[Line]:
        return [(Piece(field_name(self.names[place]), "muted"),)] if place < len(self.names) else []

    @on(Field.Done)
    def _done(self, event: Field.Done) -> None:
        event.stop()
        fields = [self._field(place) for place in range(len(self.names))]
        place = fields.index(event.field)
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.post_message(self.Given())

    @on(TextArea.Changed)
    def _changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed())
