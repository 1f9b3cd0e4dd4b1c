"""Raised hands, counted by the trainer and typed in, one figure for each choice on the wall."""

from dataclasses import dataclass, field

from simulator.room.events import Counted
from simulator.room.table import Round

MOST: int = 999
"""Hands for one choice: as many as three digits tell."""


@dataclass
class Hands:
    """What has been typed for a round so far; `place` is the choice that the digits go to."""

    round: int
    typed: list[str]
    place: int = 0
    sent: tuple[int, ...] | None = field(default=None)
    """The counts as the room knows them."""
    is_begun: bool = False
    """Whether a digit adds to the figure at the place; it begins a new one where none was typed since coming here."""

    @classmethod
    def of(cls, asked: Round) -> "Hands":
        known = asked.counts
        typed = [str(count) if count else "" for count in known] if known is not None else [""] * len(asked.choices)
        return cls(asked.id, typed, sent=known)

    def digit(self, figure: int) -> None:
        """One more digit at the place of the cursor; what would be more than MOST begins anew."""
        longer = (self.typed[self.place] + str(figure)).lstrip("0") if self.is_begun else ""
        self.typed[self.place] = longer if longer and int(longer) <= MOST else str(figure)
        self.is_begun = True

    def erase(self) -> None:
        self.typed[self.place] = self.typed[self.place][:-1]
        self.is_begun = True

    def move(self, by: int) -> None:
        self.place = max(0, min(len(self.typed) - 1, self.place + by))
        self.is_begun = False

    @property
    def is_last(self) -> bool:
        return self.place == len(self.typed) - 1

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(int(one or "0") for one in self.typed)

    @property
    def is_news(self) -> bool:
        """Whether the room does not know these counts yet; hands that nobody raised are no news."""
        return self.counts != (self.sent or tuple(0 for _one in self.typed))

    def told(self) -> Counted:
        """The event that tells the room; it is taken as known from then on."""
        self.sent = self.counts
        self.is_begun = False
        return Counted(round=self.round, counts=self.counts)
