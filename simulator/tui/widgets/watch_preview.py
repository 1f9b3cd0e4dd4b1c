"""The call as the trainee will have it, played in practice beside the file; nothing of it is written down."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from simulator.conversation import decisions as do
from simulator.conversation.events import Event
from simulator.conversation.play import Play
from simulator.debrief.scorecard import scorecard
from simulator.errors import IllegalDecision
from simulator.locale import _
from simulator.tui.answers.answering import Answering
from simulator.tui.answers.asking import answering, can_change
from simulator.tui.answers.composing import Composing
from simulator.tui.answers.reflecting import Reflecting
from simulator.tui.answers.standstill import Standstill
from simulator.tui.story import tell
from simulator.tui.widgets.headings import ruled_lines
from simulator.tui.widgets.lines import Line, Sheet, paragraph
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.standing import Standing
from simulator.tui.widgets.transcript import Transcript, remark
from simulator.wording.numbers import number


class Preview(Vertical):
    """`show` gives it a play; it posts `Decided` once that has moved."""

    @dataclass
    class Decided(Message):
        """The author has answered, or gone back."""

        preview: "Preview"

        @property
        def control(self) -> "Preview":
            return self.preview

    @dataclass
    class Restart(Message):
        """The call is over, and he wants it from the beginning."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.play: Play | None = None
        """None as long as nothing can be played."""
        self._answering: Answering | None = None

    def compose(self) -> ComposeResult:
        yield Sheet(self._nothing, id="watch-nothing")
        yield Standing(id="watch-standing")
        transcript = Transcript(id="watch-transcript")
        transcript.can_focus = False
        yield transcript
        yield Sheet(self._heading, id="watch-heading")
        yield Picker(id="watch-answers", spaced=True, one_of_many=True)

    def show(self, play: Play | None) -> None:
        """Tell this play from its beginning, and offer what can be answered now; parts already picked stay picked."""
        current = self.query_one(Picker).current
        draft = self._answering.order if isinstance(self._answering, Composing) else []
        same = play is not None and self.play is not None and _moment(play) == _moment(self.play)
        self.play = play
        self.set_class(play is None, "-empty")
        self.query_one(Transcript).clear()
        if play is not None:
            self._tell(play.events)
            self._face()
            if same:
                self._keep(draft, current.name if current is not None else "")

    def _keep(self, draft: list[str], cursor: str) -> None:
        """The same moment, read again: the message as far as it was put together, the cursor where it was."""
        assert self._answering is not None
        if isinstance(self._answering, Composing) and not self._answering.order:
            there = {item.name for item in self._answering.items()}
            self._answering.order = [name for name in draft if name in there]
        self._list(cursor=cursor)

    def _nothing(self, width: int) -> list[Line]:
        return paragraph(_("It can be played here as soon as no error is left."), width, "muted")

    def _heading(self, width: int) -> list[Line]:
        return ruled_lines(self._answering.heading if self._answering is not None else "", width)

    def _tell(self, events: Iterable[Event]) -> None:
        assert self.play is not None
        self.query_one(Transcript).append(*tell(events, self.play, reasons=True))
        if self.play.is_over:
            self.query_one(Transcript).append(remark((), _marks(self.play), style="strong"))

    def _face(self) -> None:
        assert self.play is not None
        if self.play.is_over:
            self._answering = Standstill(_("It is over."), _("Play it again from the beginning"), self._again)
        else:
            self._answering = answering(self.play, resume=self._again, debrief=self._again)
        if isinstance(self._answering, Composing):
            self._answering.has_key = False
        self._list()
        self.query_one(Standing).show(self.play)

    def _again(self) -> None:
        self.post_message(self.Restart())

    def _list(self, cursor: str | None = None) -> None:
        assert self._answering is not None
        self.query_one(Picker).show(self._answering.items(), cursor=cursor)
        self.query_one("#watch-heading").refresh(layout=True)

    def can(self, action: str) -> bool:
        """Whether an action on the call makes sense now."""
        if self.play is None:
            return False
        if action in {"observe", "breathe", "undo"}:
            return action in self.play.allowed()
        is_step = action == "back" or action.startswith("shift")
        return not is_step or can_change(self._answering, action, self.play)

    def decide(self, decision: do.Decision) -> None:
        assert self.play is not None
        try:
            events = self.play.decide(decision)
        except IllegalDecision:
            return  # a key outran what is shown: the list says what can be done now
        self._tell(events)
        self._face()
        self.post_message(self.Decided(self))

    def undo(self) -> None:
        """Take the last answer back."""
        assert self.play is not None
        self.play.undo()
        self.show(self.play)
        self.post_message(self.Decided(self))

    def back(self) -> None:
        """One step back within the answer."""
        assert self._answering is not None
        back = self._answering.back()
        if isinstance(back, bool):
            self._list()
        else:
            self.decide(back)

    def shift(self, by: int) -> None:
        """Move the part under the cursor in the message."""
        item = self.query_one(Picker).current
        if item is not None and self._answering is not None and self._answering.shift(item.name, by):
            self._list(cursor=item.name)

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        event.stop()
        if self._answering is None or event.is_stale:
            return
        decision = self._answering.pick(event.name)
        if decision is not None:
            self.decide(decision)
        else:
            self._list(cursor=None if isinstance(self._answering, Reflecting) else event.name)

    @on(Picker.Refused)
    def _refused(self, event: Picker.Refused) -> None:
        event.stop()
        self.notify(event.why, timeout=4, markup=False)


def _moment(play: Play) -> str:
    """The name of the moment that a play stands at; empty once it is over."""
    return "" if play.is_over else play.script.moment_id(play.state)


def _marks(play: Play) -> str:
    """What the call was worth, in one line."""
    card = scorecard(play.script, play.state)
    return _("Empathy {empathy} · naturalness {naturalness} · ladder {ladder} · overall {overall}, of 100").format(
        empathy=number(card.empathy),
        naturalness=number(card.naturalness),
        ladder=number(card.ladder.total),
        overall=number(card.overall),
    )
