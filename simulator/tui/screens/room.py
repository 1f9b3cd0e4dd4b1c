"""The trainer's screen of a room, projected on a wall. It shows what everybody may see, and leads on by keys.

What is done goes to the desk and comes back as the room's next state; votes arrive in between. Nothing happens by
itself when a suggested time is over.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final, Protocol, cast

from textual.app import ComposeResult
from textual.binding import BindingType

from simulator.errors import PlatineError
from simulator.room import events as ev
from simulator.room.desk import Desk
from simulator.room.table import Room, Table
from simulator.room.views import view
from simulator.tui.commands import Command
from simulator.tui.leading.answers import asked_by_voice, counted_by_hand, is_gathered, still_playing
from simulator.tui.leading.errands import Gather, ending_calls
from simulator.tui.leading.hands import Hands
from simulator.tui.leading.sight import Sight
from simulator.tui.leading.status import head_lines, status_lines
from simulator.tui.screens.room_errands import Tray
from simulator.tui.screens.room_keyboard import Keyboard
from simulator.tui.screens.room_keys import DURING, EITHER, KEYS, LED, MOVES
from simulator.tui.widgets.lines import Sheet
from simulator.tui.widgets.room_wall import Wall
from simulator.wording.room import refusal

_TICK: Final = 1.0
_MINE: Final = frozenset(command.action.partition("(")[0] for command in KEYS)

Rows = Callable[[], Sequence[str]]
"""The debrief's rows, made once the call is over."""


class LocalDesk(Desk, Protocol):
    """A desk on one laptop: what a seat or a team says aloud is typed at it."""

    async def say(self, event: ev.Voted | ev.Used) -> str | None: ...


class RoomScreen(Keyboard):
    """Leads the room of a desk. `debrief` gives what is shown once the call is over."""

    AUTO_FOCUS = ""
    CSS_PATH = Path(__file__).with_suffix(".tcss")
    ACTIONS: ClassVar[tuple[Command, ...]] = KEYS
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def __init__(self, desk: Desk, debrief: Rows | None = None) -> None:
        super().__init__(desk)
        self._debrief = debrief
        self._doing: ev.Event | None = None
        self._turn = asyncio.Lock()
        self._is_stale = False
        self._led = desk.room.led
        self._debriefed: tuple[Table, tuple[str, ...]] | None = None
        self._known: tuple[Room, dict[str, str | None]] = (desk.room, {})
        """What was asked of this state of the room: why an act would do nothing."""
        self.sight = self._look()

    def body(self) -> ComposeResult:
        yield Sheet(lambda width: head_lines(self.sight, width), id="room-head")
        yield Wall(id="room-wall")
        yield Sheet(lambda width: status_lines(self.sight, self.told, self._why_not("next"), width), id="room-status")
        yield Tray(id="room-tray")

    def on_mount(self) -> None:
        self.platine.begin_collecting()
        self.desk.watch(self._news)
        self.set_interval(_TICK, self._tick)
        self.show()

    def _news(self) -> None:
        """The room has changed. However many votes come at once, the screen is drawn once for all of them."""
        if not self._is_stale and self.is_running:
            self._is_stale = True
            self.call_later(self.show)

    def _tick(self) -> None:
        if self.sight.view.ends_at is not None:
            self.sight = self._look()
            self.query_one("#room-status").refresh(layout=True)

    def show(self) -> None:
        self._is_stale = False
        self.sight = self._look()
        if self.errand is not None and self._led != self.desk.room.led:
            self.action_drop()  # the room has gone on since it was begun
        self._led = self.desk.room.led
        self.query_one(Wall).show(self.sight)
        for name in ("head", "status"):
            self.query_one(f"#room-{name}", Sheet).refresh(layout=True)
        self.call_after_refresh(self.refresh_footer)  # only then is known whether all of it fits
        self.refresh_footer()
        self.pass_the_keyboard()

    def _look(self) -> Sight:
        room = self.desk.room
        counted = counted_by_hand(room)
        if counted is None:
            self.hands = None
        elif self.hands is None or self.hands.round != counted.id:
            self.hands = Hands.of(counted)
        if room.table.stage != "own" and self.looking == "team":
            self.looking = "wall"
        team = self.team if self.looking == "team" else None
        rows = self._rows() if room.table.stage == "over" else ()
        seen = view(self.desk.script, room, team)
        return Sight(self.desk, room, seen, time.time() + self.desk.ahead, self.looking, self.hands, rows)

    def _rows(self) -> tuple[str, ...]:
        """The debrief's, made once for each end that the call comes to."""
        if self._debriefed is None or self._debriefed[0] is not self.desk.room.table:
            self._debriefed = (self.desk.room.table, tuple(self._debrief()) if self._debrief is not None else ())
        return self._debriefed[1]

    def _why_not(self, act: str) -> str | None:
        """Why an act of LED would do nothing now."""
        if self._known[0] is not self.desk.room:
            self._known = (self.desk.room, {})
        known = self._known[1]
        if act not in known:
            known[act] = self.fits(LED[act])
        return known[act]

    def can(self, action: str) -> bool:
        name, _bracket, rest = action.partition("(")
        if self.errand is not None:
            return name == "drop" or (action == "number(1)" and not self.errand.typed)
        given = rest.strip("')")
        match name:
            case "lead":
                return self._can_lead(given)
            case "errand":
                return self.errand_named(given) is not None
            case "use":
                return self.token(given) is not None
            case "number":
                return self.has_numbers and self.desk.room.table.stage != "own"
            case "look":
                return self.desk.room.table.stage == "own"
            case "scroll":
                return self.query_one(Wall).max_scroll_y > 0
            case _:
                return name != "drop" or self.looking == "who"

    def _can_lead(self, act: str) -> bool:
        room = self.desk.room
        if act in {"lock", "unlock"} and (room.opened.local or room.locked == (act == "lock")):
            return False
        return self._why_not(act) is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that does not fit is taken all the same, as the trainer is told why; unless another one shares it."""
        if self.has_class("-small") or action not in _MINE:
            return super().check_action(action, parameters)
        if self.errand is not None:
            return action in DURING
        given = str(parameters[0]) if parameters else ""
        if action == "use" or (action == "lead" and given in EITHER):
            return self.can(f"{action}('{given}')")
        return action != "drop" or self.looking == "who"

    def action_lead(self, act: str) -> None:
        playing = still_playing(self.desk.room) if act == "next" and self._why_not(act) is None else 0
        if playing:
            self.begin(ending_calls(playing))
        else:
            self.do(LED[act])

    lead = action_lead

    def do(self, event: ev.Event) -> None:
        """Have the desk do it; keys that come meanwhile do nothing, as they were meant for what was shown.

        Counted hands and sentences that are gathered lead nowhere: what comes behind them waits for its turn.
        """
        if self._doing is None or isinstance(self._doing, ev.Counted) or self._is_gathering:
            self._doing = event
            self.run_worker(self._in_turn(event), group="room")

    @property
    def _is_gathering(self) -> bool:
        asked = asked_by_voice(self.desk.room)
        return isinstance(self._doing, ev.Voted) and asked is not None and is_gathered(self.desk.room, asked)

    async def _in_turn(self, event: ev.Event) -> None:
        async with self._turn:
            await self._done(event)

    async def _done(self, event: ev.Event) -> None:
        why: str | None = None
        try:
            if isinstance(event, ev.Advanced | ev.Skipped) and self.hands is not None and self.hands.is_news:
                why = await self._send(self.hands.told())
            why = why or await self._send(event)
        except PlatineError as error:
            self.platine.tell(error)
        finally:
            self._doing = None if self._doing is event else self._doing
        if why is not None or not isinstance(self.errand, Gather):
            self.told = refusal(why) if why is not None else ""
        if self.desk.room.closed:
            self.app.exit()
        elif self.is_running:
            self.show()

    async def _send(self, event: ev.Event) -> str | None:
        if isinstance(event, ev.Voted | ev.Used):
            return await cast("LocalDesk", self.desk).say(event)
        return await self.desk.lead(cast("ev.Led", event))

    def action_drop(self) -> None:
        if self.errand is None and self.looking == "who":
            self.action_who()
        else:
            super().action_drop()

    def action_who(self) -> None:
        self.looking = "wall" if self.looking == "who" else "who"
        self.show()

    def action_leave(self) -> None:
        self.app.exit()
