"""What the wall is drawn from: the view that everybody may have, and the few things that only the wall shows."""

from dataclasses import dataclass
from typing import Literal

from simulator.conversation.events import Answered, Ended
from simulator.conversation.script import Script
from simulator.room.desk import Desk
from simulator.room.moves import branched_line
from simulator.room.seen import View
from simulator.room.table import ASKING, Line, Person, Room, Round
from simulator.tui.leading.hands import Hands
from simulator.wording.typography import typeset

Looking = Literal["wall", "who", "team"]


@dataclass(frozen=True)
class Sight:
    """One look at the room."""

    desk: Desk
    room: Room
    view: View
    now: float
    """By this machine's clock, in seconds since 1970."""
    looking: Looking = "wall"
    hands: Hands | None = None
    """Raised hands being typed in, on one laptop."""
    rows: tuple[str, ...] = ()
    """Of the debrief, once the call is over."""
    brief: int = 0
    """How much is left out for want of room: 0 nothing, 1 what was read already, 2 all that can be done without."""
    spare: int = 0
    """Lines that are free all the same: for what the customer said."""
    each: int = 1
    """Lines that the words of each answer may take where one has to be brief."""
    is_wide: bool = False
    """Whether there are two columns."""

    @property
    def script(self) -> Script:
        return self.desk.script

    @property
    def is_local(self) -> bool:
        return self.room.opened.local

    def printed(self, text: str) -> str:
        """The scenario's words with the spaces and apostrophes of its language."""
        return typeset(text, self.script.scenario.language)

    @property
    def customer(self) -> str:
        return self.printed(self.view.customer)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """What is asked now: in parallel teams one round each, else the last one while it is open."""
        table = self.room.table
        if table.stage == "own":
            return tuple(branch.round for branch in table.teams.values() if branch.round is not None)
        return table.rounds[-1:] if table.stage in ASKING and table.open else ()

    @property
    def waiting_for(self) -> tuple[Person, ...]:
        """Who is asked and has not answered yet."""
        wanted = {who for one in self.rounds for who in one.voters - one.answers.keys()}
        return tuple(person for person in self.room.present if person.who in wanted)

    @property
    def heard_from(self) -> tuple[Person, ...]:
        """Who has answered what is asked; never what."""
        given = {who for one in self.rounds for who in one.answers}
        return tuple(person for person in self.room.present if person.who in given)

    @property
    def told(self) -> Line:
        """The call as it is looked at: as it was played, or as it would have been."""
        table = self.room.table
        if table.stage == "what_if":
            return branched_line(self.script, table.line, table.what_ifs[-1])
        return table.line

    def answered(self, line: Line) -> Answered | None:
        """The reaction that the last step told."""
        return next((event for event in line.told if isinstance(event, Answered)), None)

    @property
    def ended(self) -> Ended | None:
        return next((event for event in self.room.table.line.told if isinstance(event, Ended)), None)

    @property
    def seconds_left(self) -> int | None:
        """Of the time that was suggested; below 0 once it is over. None where no clock runs."""
        if self.view.ends_at is None:
            return None
        return round(self.view.ends_at - (self.room.paused_at or self.now))
