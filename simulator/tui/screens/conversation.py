"""The conversation: what is said in the middle, how he is doing always in view, what can be answered below."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from simulator.conversation import decisions as do
from simulator.conversation.events import Arrived, Event
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.errors import PlatineError
from simulator.tui.answers.answering import Answering
from simulator.tui.answers.asking import answering, can_change
from simulator.tui.answers.composing import Composing
from simulator.tui.answers.reflecting import Reflecting
from simulator.tui.commands import Command
from simulator.tui.memory import Keeper
from simulator.tui.screens.conversation_keys import KEYS, NEED_LEAVE
from simulator.tui.screens.file import FileScreen
from simulator.tui.screens.page import Page
from simulator.tui.silence import Countdown
from simulator.tui.story import tell
from simulator.tui.widgets.headings import call_line, ruled_lines
from simulator.tui.widgets.lines import Line, Sheet
from simulator.tui.widgets.picker import NUMBERED, Picker
from simulator.tui.widgets.standing import SideCard, Standing
from simulator.tui.widgets.transcript import Transcript


class ConversationScreen(Page):
    """One call, from its first words to its ending. `keeper` writes every decision down as it is taken."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = KEYS
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
        self._awaits_disk = False

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
        return [call_line(self.play, seconds_left=self._silence.left, width=width)]

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
        if "keep_silent" in self.play.allowed():
            self._silence.run(self.play.scene().silence_after or 0)
        else:
            self._silence.hold()

    def _list(self, cursor: str | None = None) -> None:
        picker = self.query_one(Picker)
        assert self._answering is not None
        picker.show(self._answering.items(), cursor=cursor)
        picker.focus()
        self.query_one("#conversation-heading").refresh(layout=True)
        self.refresh_footer()

    def can(self, action: str) -> bool:
        if self._awaits_disk:
            return action in {"leave", "file"}
        if action in NEED_LEAVE:
            return NEED_LEAVE[action] in self.play.allowed()
        if action == "reread":
            return isinstance(self._answering, Composing) and self._answering.is_ready
        if action == "send":
            return self.play.phase is Phase.REREADING
        is_step = action == "back" or action.startswith("shift")
        return not is_step or can_change(self._answering, action, self.play)

    def decide(self, decision: do.Decision) -> None:
        """Take a decision; once it is on disk, tell what comes of it. Until then keys decide nothing more."""
        if self._awaits_disk:
            return
        at = round(self._seconds_before + time.monotonic() - self._opened, 1)
        try:
            events = self.play.decide(msgspec.structs.replace(decision, at=at))
        except PlatineError as error:
            self.platine.tell(error)
            return
        if self.play.is_over:
            self.keeper.finished(self.play)
        self._silence.hold()
        if self.keeper.is_writing:
            self._awaits_disk = True
            self.run_worker(self._react_once_written(events))
        else:
            self._react(events)

    async def _react_once_written(self, events: Sequence[Event]) -> None:
        await self.keeper.settled()
        self._awaits_disk = False
        self._react(events)

    def _react(self, events: Sequence[Event]) -> None:
        if any(isinstance(event, Arrived) for event in events):
            self._silence.clear()
        self._tell(events)
        self._face()

    @on(Picker.Picked)
    def _picked(self, event: Picker.Picked) -> None:
        if self._answering is None or self._awaits_disk or event.is_stale:
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
        self._silence.clear()
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

    def action_reread(self) -> None:
        assert isinstance(self._answering, Composing)
        self.decide(self._answering.reread())

    def action_send(self) -> None:
        self.decide(do.Send())

    def action_pause(self) -> None:
        self.play.lifecycle.do("pause")
        self._seconds_before += time.monotonic() - self._opened
        self._face()

    def action_resume(self) -> None:
        self.play.lifecycle.do("resume")
        self._opened = time.monotonic()
        self._face()

    def action_file(self) -> None:
        self.app.push_screen(FileScreen(self.play))

    def action_leave(self) -> None:
        self.dismiss()

    def action_debrief(self) -> None:
        self.platine.open_debrief(self.play, self.keeper)

    def action_more_time(self) -> None:
        self._silence.extend()
