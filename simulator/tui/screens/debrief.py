"""The debrief: eight steps, one thing at a time. Nothing is shown before the trainee has rated himself."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Input

from simulator.conversation.play import Play
from simulator.exports.files import proposed
from simulator.exports.html import page
from simulator.locale import N_, _
from simulator.tui.commands import Command
from simulator.tui.memory import Keeper
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.screens.debrief_save import DebriefSaveScreen
from simulator.tui.screens.home import HomeScreen
from simulator.tui.screens.page import Page
from simulator.tui.text import clipped
from simulator.tui.widgets.debrief_commitment import CommitmentStep
from simulator.tui.widgets.debrief_curve import CurveStep
from simulator.tui.widgets.debrief_felt import FeltStep
from simulator.tui.widgets.debrief_grid import GridStep
from simulator.tui.widgets.debrief_hollow import HollowStep
from simulator.tui.widgets.debrief_ladder import LadderStep
from simulator.tui.widgets.debrief_rating import RatingStep
from simulator.tui.widgets.debrief_sitting import Aside, Sitting
from simulator.tui.widgets.debrief_step import Step
from simulator.tui.widgets.debrief_summary import SummaryStep
from simulator.tui.widgets.debrief_verdict import VerdictStep
from simulator.tui.widgets.lines import Line, Piece, Prose, spread

STEPS: Final[tuple[type[Step], ...]] = (
    FeltStep, RatingStep, VerdictStep, CurveStep, LadderStep, GridStep, HollowStep, CommitmentStep, SummaryStep,
)  # fmt: skip
COUNTED: Final = 8
"""The steps of the method; the page of figures comes after them and is not one."""
_RATING: Final = 1


class Progress(Prose):
    """How far one is, and where; a click goes back to a step already seen."""

    def __init__(self, screen: "DebriefScreen") -> None:
        super().__init__(id="debrief-progress")
        self._debrief = screen

    def draw(self, width: int) -> list[Line]:
        debrief = self._debrief
        place = min(debrief.place + 1, COUNTED)
        done = Piece("●" * place, "accent")
        left = Piece("○" * (COUNTED - place), "muted")
        title = _(STEPS[debrief.place].HEADING)
        head = (Piece(" "), done, left, Piece(f" {place}/{COUNTED}  ", "muted"), Piece(title, "strong"))
        room = width - cell_len(title) - COUNTED - 12
        who = clipped(debrief.sitting.customer, room)
        return [spread(head, (Piece(f"{who} ", "muted"),), width)]

    async def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self).x - 1
        if 0 <= place < COUNTED:
            await self._debrief.go_to(place)


class DebriefScreen(Page):
    """`keeper` is the one that wrote the call down: the self-rating and the commitment go to the same place."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = (
        Command("next", "enter,space", N_("go on"), N_("Go on to the next step"), shown="⏎", pinned=True),
        Command("leave", "escape", N_("back"), N_("Go back a step"), shown="esc", pinned=True),
        Command("sideways(1)", "right", "", N_("Change the value, the turn or the phrase; else go on"), shown="→"),
        Command("sideways(-1)", "left", "", N_("Change the value, the turn or the phrase; else go back"), shown="←"),
        Command("try_again", "t", N_("try again from here"), N_("Try again from this turn, in practice")),
        Command(
            "each_turn(1)", "full_stop", N_("every turn"), N_("The next turn, turning point or not"), shown=", ."
        ),
        Command("each_turn(-1)", "comma", "", N_("The turn before, turning point or not"), shown=","),
        Command("profile", "p", N_("eight questions"), N_("How you like to be treated: eight quick questions")),
        Command("rewrite", "r", N_("say it better"), N_("Say the phrase again, to this customer")),
        Command("save", "s", N_("save"), N_("Save the debrief as one page for a browser")),
        Command("home", "h", N_("home"), N_("Back to the scenarios")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(figure), f"number({figure})", show=False) for figure in range(10)),
        Binding("backspace", "leave", show=False),
        Binding("pageup", "look_back(-1)", show=False, priority=True),
        Binding("pagedown", "look_back(1)", show=False, priority=True),
    ]

    def __init__(self, play: Play, keeper: Keeper) -> None:
        super().__init__()
        self.play = play
        self.sitting = Sitting(play, keeper)
        self._keeper = keeper
        self.place = 0
        """Of the step that is shown, from 0."""

    def body(self) -> ComposeResult:
        self.sitting.introduce(self.platine.settings.profile)
        yield Progress(self)
        yield Container(id="debrief-stage")

    async def on_mount(self) -> None:
        await self._show()

    @property
    def step(self) -> Step | None:
        """The step that is shown; none for the moment between two."""
        return next(iter(self.query(Step)), None)

    @property
    def reachable(self) -> int:
        """The last step that may be shown now: the self-rating bars the way to everything behind it."""
        return len(STEPS) - 1 if self.sitting.is_revealed else _RATING

    async def go_to(self, place: int) -> None:
        """Show a step, as far as the self-rating lets one go."""
        place = max(0, min(self.reachable, place))
        if place != self.place:
            self.place = place
            await self._show()

    async def _show(self) -> None:
        self.sitting.arrive(min(self.place + 1, COUNTED))
        stage = self.query_one("#debrief-stage")
        await stage.remove_children()
        step = STEPS[self.place](self.sitting)
        await stage.mount(step)
        step.begin()
        self.query_one(Progress).refresh()
        self.refresh_footer()

    def can(self, action: str) -> bool:
        name = action.partition("(")[0]
        if name == "save":
            return self.sitting.is_revealed
        if name == "next":
            return self.place < len(STEPS) - 1
        if name in {"try_again", "each_turn", "profile", "rewrite"}:
            return self.step is not None and self.step.can(name)
        return True

    def footer(self) -> Iterable[Command]:
        """What the arrows do stands beside enter and escape, on the steps where they do something of their own."""
        commands = list(super().footer())
        meaning = self.step.SIDEWAYS if self.step is not None else ""
        if meaning:
            commands.insert(2, Command("sideways(1)", "right", meaning, "", shown="← →"))
        return commands

    @on(Step.Done)
    async def _done(self) -> None:
        await self.go_to(self.place + 1)

    async def action_next(self) -> None:
        if self.step is not None and not self.step.advance():
            await self.go_to(self.place + 1)
        self.refresh_footer()

    async def action_sideways(self, by: int) -> None:
        if self.step is None:
            return
        if not self.step.sideways(by):
            await self.go_to(self.place + by)
        self.refresh_footer()

    async def action_leave(self) -> None:
        """Out of what is being typed, then a step back, then to where one came from."""
        if isinstance(self.focused, Input) and self.step is not None:
            self.step.begin()
        elif self.place:
            await self.go_to(self.place - 1)
        else:
            self.sitting.close()
            self.dismiss()

    def action_number(self, figure: int) -> None:
        if self.step is not None and self.step.can("number"):
            self.step.number(figure)

    def action_look_back(self, pages: int) -> None:
        if self.step is not None:
            self.step.scroll_pages(pages)

    def action_each_turn(self, by: int) -> None:
        if isinstance(self.step, CurveStep):
            self.step.walk(by)
            self.refresh_footer()

    def action_try_again(self) -> None:
        """A practice branch over the debrief; leaving it comes back here, and the first attempt stays as it was."""
        if isinstance(self.step, CurveStep):
            branch = self.play.branch(self.step.kept)
            self.app.push_screen(ConversationScreen(branch, Aside(self._keeper)))

    def action_profile(self) -> None:
        self.platine.action_profile()

    def on_screen_resume(self) -> None:
        """The golden-rule questions may have been answered meanwhile."""
        if self.is_mounted and isinstance(self.step, GridStep) and self.platine.settings.profile:
            self.sitting.introduce(self.platine.settings.profile)
            self.step.renew()
            self.refresh_footer()

    def action_rewrite(self) -> None:
        if isinstance(self.step, HollowStep):
            self.step.rewrite()

    def action_save(self) -> None:
        made = datetime.now().astimezone()
        self.app.push_screen(
            DebriefSaveScreen(proposed(self.play.script.scenario.id, made), lambda: self._page(made))
        )

    def _page(self, made: datetime) -> str:
        sitting = self.sitting
        return page(
            sitting.report,
            sitting.play,
            made=made.date(),
            commitment=sitting.commitment,
            rewrites=sitting.rewrites,
        )

    def action_home(self) -> None:
        """All the way, through the debriefs of what was tried again."""
        self.sitting.close()
        while not isinstance(self.app.screen, HomeScreen) and len(self.app.screen_stack) > 1:
            self.app.pop_screen()
