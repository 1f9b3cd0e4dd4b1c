"""A participant's screen: what is said and voted above, what is asked and one's own answer below.

A view is drawn over the last one; what is half typed, the cursor and the place one reads at stay where they are.
"""

import time
from pathlib import Path
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from simulator.room.ballot import Why, aids, may_answer, may_go
from simulator.room.client import Client
from simulator.room.events import Aid
from simulator.tui.commands import Command
from simulator.tui.screens.ballot_keys import KEYS, MOVES
from simulator.tui.screens.page import Page
from simulator.tui.widgets.ballot_head import head_line, left_line, side_card
from simulator.tui.widgets.ballot_paper import Paper
from simulator.tui.widgets.ballot_story import StoryView
from simulator.tui.widgets.ballot_turn import question_lines, turn_lines
from simulator.tui.widgets.lines import Line, Piece, Sheet
from simulator.tui.widgets.room_marks import standing_line
from simulator.wording.participant import Told, story
from simulator.wording.room import stage_title

_ENDED: Final = frozenset({"refused", "closed"})
_LEAST_STORY: Final = 4
"""Lines that what was said keeps, however long the choices are."""
_SHARE: Final = 0.55
"""Of the height that the choices get at least, where they want it."""
_LONGEST_SHOWN: Final = 359_999.0
"""Seconds; a hub may say anything."""


class BallotScreen(Page):
    """One participant's place in a room, for as long as he stays. The client is started here."""

    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client
        self._stage: tuple[object, ...] = ()
        self._will_show = False

    def body(self) -> ComposeResult:
        yield Sheet(lambda width: [head_line(self.client, width)], id="ballot-head")
        yield Sheet(self._standing, id="ballot-standing")
        with Horizontal(id="ballot-body"):
            with Vertical(id="ballot-main"):
                yield StoryView(id="ballot-story")
                yield Sheet(self._question, id="ballot-heading")
                yield Sheet(self._turn, id="ballot-turn")
                yield Paper(id="ballot-paper")
            with VerticalScroll(id="ballot-side", can_focus=False):
                yield Sheet(lambda width: side_card(self.client, width, self._seconds_left), id="ballot-card")

    def on_mount(self) -> None:
        self.platine.begin_collecting()
        self.client.watch(self._show_soon)
        self.client.start()
        self.set_interval(1.0, self._tick)
        self.show()

    def _show_soon(self) -> None:
        """Once for all that comes at a stretch."""
        if not self._will_show:
            self._will_show = True
            self.call_later(self.show)

    def _tick(self) -> None:
        if self._seconds_left is not None:
            self._refresh("#ballot-card, #ballot-turn")

    @property
    def _why(self) -> Why | None:
        """Why one may not answer, as a key; None where one is asked."""
        view, me = self.client.view, self.client.me
        if view is None or me is None or self.client.state in _ENDED:
            return "nothing_asked"
        return may_answer(view, me)

    @property
    def _seconds_left(self) -> int | None:
        """Of the suggested time, by the hub's clock; None where none was suggested."""
        view = self.client.view
        if view is None or view.ends_at is None or view.paused or view.question is None or view.question.locked:
            return None
        left = view.ends_at - time.time() - self.client.ahead
        return round(min(max(0.0, left), _LONGEST_SHOWN))

    def show(self) -> None:
        """Bring everything up to what the client knows."""
        self._will_show = False
        if not self.is_attached:
            return
        client, paper = self.client, self.query_one(Paper)
        is_asked = self._why in {None, "paused"}
        if client.view is not None and client.me is not None and is_asked:
            paper.ask(client.view, client.me, client.mine)
        elif paper.question is not None or paper.display:
            paper.close()
            self.query_one(StoryView).focus()
        self._tell(is_asked=is_asked)
        self._refresh("#ballot-head, #ballot-standing, #ballot-heading, #ballot-turn, #ballot-card")
        self.refresh_footer()
        self.call_after_refresh(self._share)

    def _tell(self, *, is_asked: bool) -> None:
        view, mine = self.client.view, self.client.mine
        if view is None:
            return
        told = story(view, self.client.me, mine.pick if mine is not None else (), is_asked=is_asked)
        if not is_asked:
            title = stage_title(view.stage, view.format)
            # Where a part of it has the same heading, once is enough.
            told = (Told("heading", title), *(one for one in told if (one.kind, one.text) != ("heading", title)))
        stage = (view.stage, view.number, view.team, is_asked)
        self.query_one(StoryView).tell(told, view.language, anew=stage != self._stage)
        self._stage = stage

    def _share(self) -> None:
        """The choices get what the words above them leave."""
        main, read, paper = self.query_one("#ballot-main"), self.query_one(StoryView), self.query_one(Paper)
        frame = sum(self.query_one(f"#ballot-{name}").size.height for name in ("heading", "turn"))
        room = main.size.height - frame
        left = room - max(_LEAST_STORY, min(len(read.lines), room))
        paper.styles.max_height = max(left, int(room * _SHARE), 1)
        self.call_after_refresh(self.refresh_footer)  # only then is known whether there is more to read

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._share)

    def on_descendant_focus(self) -> None:
        """Which keys are letters has changed."""
        self.refresh_footer()

    def _refresh(self, selector: str) -> None:
        for widget in self.query(selector):
            widget.refresh(layout=True)

    def _standing(self, width: int) -> list[Line]:
        view = self.client.view
        if view is None or view.standing is None or view.stage == "lobby":
            return []
        return [(Piece(" "), *standing_line(view.standing, width - 2))]

    def _question(self, width: int) -> list[Line]:
        return question_lines(self.client.view, self.client.me, self._why, width)

    def _turn(self, width: int) -> list[Line]:
        why, left = self._why, self._seconds_left
        time_left = left_line(left) if left is not None and why is None and not self.has_class("-wide") else ""
        details = (self.query_one(Paper).progress() if why is None else "", time_left)
        return turn_lines(self.client, why, details, width)

    @on(Paper.Changed)
    def _filled_in(self) -> None:
        self._refresh("#ballot-turn")

    @on(Paper.Answered)
    def _answered(self, event: Paper.Answered) -> None:
        """Keys may outrun the room: what was meant for an earlier round is no answer to this one."""
        asked = self.client.view.question if self.client.view is not None else None
        if self._why is None and asked is not None and asked.round == event.round:
            self.client.vote(event.pick, event.words)

    @on(Paper.Lacking)
    def _lacking(self, event: Paper.Lacking) -> None:
        self.notify(event.why, timeout=4, markup=False)

    def can(self, action: str) -> bool:
        view, me, paper = self.client.view, self.client.me, self.query_one(Paper)
        if view is None or me is None:
            return action == "leave"
        is_asked = self._why is None
        name, _, argument = action.partition("(")
        match name:
            case "number":
                return is_asked and paper.takes_numbers
            case "rate":
                return is_asked and not (paper.takes_numbers or paper.takes_words)
            case "send":
                return is_asked and (paper.takes_parts or paper.takes_words)
            case "shift":
                return is_asked and paper.takes_parts
            case "use":
                return not argument or argument.strip("')") in aids(view, me)
            case "go":
                return may_go(view, me)
            case "leave":
                return not paper.is_writing()
            case "look_back":
                return self.query_one(StoryView).max_scroll_y > 0
            case "unfocus":
                return paper.is_writing()
            case "write":
                return paper.takes_words and not paper.is_writing()
            case _:
                return True

    def action_number(self, number: int) -> None:
        self.query_one(Paper).pick_number(number)

    def action_send(self) -> None:
        self.query_one(Paper).send()

    def action_shift(self, by: int) -> None:
        self.query_one(Paper).shift(by)

    def action_use(self, aid: Aid) -> None:
        view, me = self.client.view, self.client.me
        if view is not None and me is not None and aid in aids(view, me):
            self.client.use(aid)

    def action_go(self) -> None:
        self.client.go()

    def action_look_back(self, pages: int) -> None:
        read = self.query_one(StoryView)
        read.scroll_relative(y=pages * max(1, read.size.height - 2), animate=False)

    def action_write(self) -> None:
        self.query_one(Paper).begin()

    def action_unfocus(self) -> None:
        self.query_one(StoryView).focus()

    def action_leave(self) -> None:
        self.app.exit()
