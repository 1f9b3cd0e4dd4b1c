"""The conversation: what is said in the middle, how he is doing always in view, what can be answered below."""

import time
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar, Final

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from simulator.conversation import decisions as do
from simulator.conversation.events import Event
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.errors import PlatineError
from simulator.locale import N_
from simulator.tui.answers.answering import Answering
from simulator.tui.answers.asking import answering
from simulator.tui.answers.composing import Composing
from simulator.tui.answers.reflecting import Reflecting
from simulator.tui.answers.speaking import Delivering
from simulator.tui.commands import Command
from simulator.tui.memory import Keeper
from simulator.tui.screens.file import FileScreen
from simulator.tui.screens.page import Page
from simulator.tui.silence import Countdown
from simulator.tui.story import tell
from simulator.tui.widgets.headings import call_line, ruled_lines
from simulator.tui.widgets.lines import Line, Sheet
from simulator.tui.widgets.picker import NUMBERED, Picker
from simulator.tui.widgets.standing import SideCard, Standing
from simulator.tui.widgets.transcript import Transcript

_ACTIONS: Final = {
    "observe": "observe",
    "breathe": "breathe",
    "coach": "coach",
    "undo": "undo",
    "pause": "pause",
    "resume": "resume",
    "more_time": "keep_silent",
}
"""The screen's actions that need leave from the play, under the play's own name."""


class ConversationScreen(Page):
    """One call, from its first words to its ending. `keeper` writes every decision down as it is taken."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("number(1)", "1", N_("answer"), N_("Pick the answer of that number"), shown="1-9"),
        Command("observe", "o", N_("observe"), N_("Take four seconds to notice what is not said")),
        Command("breathe", "b", N_("breathe"), N_("Take six seconds for yourself: one step lighter")),
        Command("coach", "c", N_("coach"), N_("Ask the coach for the three questions of your next rung")),
        Command("undo", "u", N_("undo"), N_("Take your last answer back, in practice")),
        Command("back", "backspace", N_("back"), N_("One step back within your answer"), shown="⌫"),
        Command(
            "shift(-1)", "left,left_square_bracket", N_("earlier"), N_("Move this part up in the message"), shown="←"
        ),
        Command(
            "shift(1)", "right,right_square_bracket", N_("later"), N_("Move this part down in the message"), shown="→"
        ),
        Command("more_time", "plus", N_("more time"), N_("Thirty more seconds before the silence speaks"), shown="+"),
        Command("pause", "p", N_("pause"), N_("Pause the conversation")),
        Command("resume", "p", N_("go on"), N_("Take the conversation up again")),
        Command("file", "i", N_("file"), N_("What you know of the customer, and your desk")),
        Command(
            "leave",
            "escape",
            N_("leave"),
            N_("Leave; the conversation is kept where it is"),
            shown="esc",
            pinned=True,
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(number), f"number({number})", show=False) for number in range(2, NUMBERED + 1)),
        Binding("pageup", "look_back(-1)", show=False, priority=True),
        Binding("pagedown", "look_back(1)", show=False, priority=True),
    ]

    def __init__(self, play: Play, keeper: Keeper) -> None:
        super().__init__()
        self.play = play
        self.keeper = keeper
        self._answering: Answering | None = None
        self._opened = time.monotonic()
        self._seconds_before = play.decisions[-1].at if play.decisions else 0.0
        self._silence = Countdown(self, self._refresh_head, self._keep_silent)

    def body(self) -> ComposeResult:
        yield Sheet(self._head, id="conversation-head")
        with Horizontal(id="conversation-body"):
            with Vertical(id="conversation-main"):
                yield Standing(self.play, id="conversation-standing")
                yield Transcript(id="conversation-transcript")
                yield Sheet(self._heading, id="conversation-heading")
                yield Picker(id="conversation-answers", spaced=True)
            with VerticalScroll(id="conversation-side", can_focus=False):
                yield SideCard(self.play, id="conversation-card")

    def on_mount(self) -> None:
        if self.play.phase is Phase.BRIEFING:
            self.play.answer()
        self._tell(self.play.events)
        self._face()

    def _head(self, width: int) -> list[Line]:
        left = self._silence.left if self._silence.runs else None
        return [call_line(self.play, seconds_left=left, width=width)]

    def _heading(self, width: int) -> list[Line]:
        return ruled_lines(self._answering.heading if self._answering is not None else "", width)

    def _refresh_head(self) -> None:
        self.query_one("#conversation-head").refresh()

    def _keep_silent(self) -> None:
        self.decide(do.KeepSilent())

    def _tell(self, events: Iterable[Event]) -> None:
        reasons = self.play.practice or self.platine.settings.reasons
        self.query_one(Transcript).append(*tell(events, self.play, reasons=reasons))

    def _face(self) -> None:
        """Turn to what can be answered now, and bring everything beside it up to date."""
        self.set_class(self.play.phase in (Phase.COMPOSING, Phase.REREADING), "-writing")
        self._answering = answering(self.play, resume=self.action_resume, debrief=self.action_debrief)
        self._list()
        for widget in self.query("#conversation-head, #conversation-standing"):
            widget.refresh()
        self.query_one("#conversation-card").refresh(layout=True)
        self.refresh_footer()
        speaks = "keep_silent" in self.play.allowed()
        self._silence.start(self.play.scene().silence_after if speaks else None)

    def _list(self, cursor: str | None = None) -> None:
        picker = self.query_one(Picker)
        assert self._answering is not None
        picker.show(self._answering.items(), cursor=cursor)
        picker.focus()
        self.query_one("#conversation-heading").refresh(layout=True)

    def can(self, action: str) -> bool:
        if action in _ACTIONS:
            return _ACTIONS[action] in self.play.allowed()
        if action.startswith("shift"):
            return isinstance(self._answering, Composing)
        if action == "back":
            return isinstance(self._answering, Delivering | Composing | Reflecting)
        return True

    def decide(self, decision: do.Decision) -> None:
        """Take a decision, tell what comes of it, and turn to the next moment."""
        at = round(self._seconds_before + time.monotonic() - self._opened, 1)
        try:
            events = self.play.decide(msgspec.structs.replace(decision, at=at))
        except PlatineError as error:
            self.platine.tell(error)
            return
        self._tell(events)
        if self.play.is_over:
            self.keeper.finished(self.play)
        self._face()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if self._answering is None or event.is_stale:
            return
        decision = self._answering.pick(event.name)
        if decision is not None:
            self.decide(decision)
        elif not isinstance(self._answering, Reflecting):
            self._list(cursor=event.name)
        else:
            self._list()

    @on(Picker.Refused)
    def _refused(self, event: Picker.Refused) -> None:
        self.notify(event.why, timeout=4, markup=False)

    def action_number(self, number: int) -> None:
        self.query_one(Picker).pick_number(number)

    def action_look_back(self, pages: int) -> None:
        transcript = self.query_one(Transcript)
        transcript.scroll_relative(y=pages * max(1, transcript.size.height - 2), animate=False)

    def action_observe(self) -> None:
        self.decide(do.Observe())

    def action_breathe(self) -> None:
        self.decide(do.Breathe())

    def action_coach(self) -> None:
        self.decide(do.Coach())

    def action_undo(self) -> None:
        self.play.undo()
        self.keeper.undone(len(self.play.decisions))
        self.query_one(Transcript).clear()
        self._tell(self.play.events)
        self._face()

    def action_back(self) -> None:
        assert self._answering is not None
        back = self._answering.back()
        if isinstance(back, bool):
            self._list()
        else:
            self.decide(back)

    def action_shift(self, by: int) -> None:
        item = self.query_one(Picker).current
        assert self._answering is not None
        if item is not None and self._answering.shift(item.name, by):
            self._list(cursor=item.name)

    def action_pause(self) -> None:
        self.play.lifecycle.do("pause")
        self._seconds_before += time.monotonic() - self._opened
        self._face()

    def action_resume(self) -> None:
        self.play.lifecycle.do("resume")
        self._opened = time.monotonic()
        self._face()

    def action_file(self) -> None:
        self.platine.push_screen(FileScreen(self.play))

    def action_leave(self) -> None:
        self.dismiss()

    def action_debrief(self) -> None:
        self.platine.open_debrief(self.play, self.keeper)

    def action_more_time(self) -> None:
        self._silence.extend()
