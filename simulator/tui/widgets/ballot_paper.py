"""The ballot itself: a list, a scale or fields, whichever the question asks for, and what is filled in so far."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from simulator.room.ballot import fields
from simulator.room.client import Mine
from simulator.room.protocol import Welcome
from simulator.room.seen import Question, View
from simulator.rubric.naturalness import word_count
from simulator.tui.widgets.ballot_fields import Fields
from simulator.tui.widgets.ballot_items import Draft, items
from simulator.tui.widgets.ballot_scale import Scale
from simulator.tui.widgets.picker import Picker
from simulator.wording.participant import counted, said
from simulator.wording.room import refusal


class Paper(Vertical):
    """`ask` lays a question out; it posts `Answered`. What is half filled in stays until another round is asked."""

    @dataclass
    class Answered(Message):
        """A whole answer."""

        round: int
        pick: tuple[int, ...]
        words: dict[str, str]

    @dataclass
    class Lacking(Message):
        """An answer is not whole yet; `why` says what is missing."""

        why: str

    class Changed(Message):
        """Something more is filled in, or less."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.question: Question | None = None
        """What is answered here; None while nothing is asked."""
        self._round = 0
        self._draft = Draft()
        self._me: tuple[View, Welcome, Mine | None] | None = None

    def compose(self) -> ComposeResult:
        yield Picker(id="ballot-answers", spaced=True)
        yield Scale(id="ballot-scale")
        yield Fields(id="ballot-fields")

    def ask(self, view: View, me: Welcome, mine: Mine | None) -> None:
        """Lay out what is asked, with what was answered already."""
        assert view.question is not None
        self.question, self._me = view.question, (view, me, mine)
        names, is_rating = fields(view, me), view.question.ask == "rating"
        picker, scale, typed = self.query_one(Picker), self.query_one(Scale), self.query_one(Fields)
        is_new = view.question.round != self._round
        if is_new:
            before, self._round, self._draft = typed.words, view.question.round, Draft()
            self._draft.parts = list(mine.pick) if mine is not None else []
            # What one wrote alone is there to be gone on with in pairs.
            kept = mine.words if mine is not None else before if view.question.ask == "grid" else {}
            typed.ask(names, kept)
        self.display = True
        picker.display, scale.display, typed.display = not names and not is_rating, is_rating, bool(names)
        shown = items(view, me, mine, self._draft) if picker.display else ()
        if shown != picker.items:
            current = picker.current
            picker.show(shown, cursor=current.name if current is not None and not is_new else None)
        scale.show(mine.pick[0] - 1 if is_rating and mine is not None and mine.pick and not mine.why else None)
        if is_new or self.screen.focused is None or not self.screen.focused.display:
            self.begin()

    def close(self) -> None:
        """Nothing is asked now."""
        self.question = None
        self.display = False

    @property
    def takes_numbers(self) -> bool:
        return self.question is not None and self.query_one(Picker).display

    @property
    def takes_words(self) -> bool:
        return self.question is not None and self.query_one(Fields).display

    @property
    def takes_parts(self) -> bool:
        return self.question is not None and self.question.most > 1

    @property
    def wanted(self) -> int:
        """The lines that its list would like to have."""
        return len(self.query_one(Picker).lines) if self.takes_numbers else 0

    def begin(self) -> None:
        """Put the focus where one answers."""
        if self.takes_words:
            self.query_one(Fields).begin()
            return
        widget: Widget = self.query_one(Picker) if self.takes_numbers else self.query_one(Scale)
        if not widget.has_focus:
            widget.focus()

    def is_writing(self) -> bool:
        """Whether keys are letters now."""
        return self.takes_words and self.query_one(Fields).holds_focus()

    def progress(self) -> str:
        """How far what is filled in is from what is wanted; empty where one pick is all."""
        asked = self.question
        if asked is None:
            return ""
        if asked.most > 1:
            return said("parts_help", least=asked.least, most=asked.most)
        if asked.most_words is not None:
            return said("words_of", words=counted("words", self._written), most=asked.most_words)
        return ""

    @property
    def _written(self) -> int:
        return sum(map(word_count, self.query_one(Fields).words.values()))

    def pick_number(self, number: int) -> None:
        self.query_one(Picker).pick_number(number)

    def shift(self, by: int) -> None:
        """Move the part under the cursor up or down in the message."""
        item = self.query_one(Picker).current
        if item is not None and self._draft.shift(int(item.name), by):
            self._again()

    @on(Fields.Given)
    def send(self) -> None:
        """Give what is filled in, if it is whole."""
        asked = self.question
        if asked is None:
            return
        if asked.most > 1:
            if self._draft.fits(asked.least, asked.most):
                self.post_message(self.Answered(asked.round, tuple(self._draft.parts), {}))
            else:
                self.post_message(self.Lacking(self.progress()))
        elif self.takes_words:
            words = self.query_one(Fields).words
            if not words:
                self.post_message(self.Lacking(said("write_something")))
            elif asked.most_words is not None and self._written > asked.most_words:
                self.post_message(self.Lacking(refusal("too_many_words")))
            else:
                self.post_message(self.Answered(asked.round, (), words))

    def _again(self) -> None:
        if self._me is not None:
            self.ask(*self._me)
            self.post_message(self.Changed())

    @on(Fields.Typed)
    def _typed(self) -> None:
        self.post_message(self.Changed())

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        if event.is_stale or self.question is None:
            return
        if self.question.most > 1:
            self._draft.toggle(int(event.name))
            self._again()
        else:
            self.post_message(self.Answered(self.question.round, (int(event.name),), {}))

    @on(Scale.Rated)
    def _rated(self, event: Scale.Rated) -> None:
        if self.question is not None:
            self.post_message(self.Answered(self.question.round, (event.figure + 1,), {}))
