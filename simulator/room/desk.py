"""The trainer's place: the room as it stands, and what he does to it. Interfaces hold this and nothing else.

It is the same whether the room is on this laptop alone, with a hub in this very process, or on a hub elsewhere.
"""

from collections.abc import Callable
from typing import Protocol

from simulator.conversation.script import Script
from simulator.room.events import Led
from simulator.room.table import Room


class Desk(Protocol):
    """What the trainer's screen and his lines are made from."""

    @property
    def code(self) -> str: ...

    @property
    def script(self) -> Script: ...

    @property
    def room(self) -> Room:
        """As far as it is known here; a new object after every change."""
        ...

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where to join, as `http://...` a browser can open; none where nobody joins."""
        ...

    @property
    def is_open_to_network(self) -> bool:
        """Whether others than this machine can reach it."""
        ...

    @property
    def online(self) -> frozenset[str]:
        """Participants who are connected now."""
        ...

    @property
    def warnings(self) -> tuple[tuple[str, int], ...]:
        """What the hub warns of: a key and how often (`storm`: wrong codes)."""
        ...

    @property
    def ahead(self) -> float:
        """Seconds that the room's clock is ahead of this machine's: the suggested time goes by the room's."""
        ...

    @property
    def trouble(self) -> str | None:
        """Why the log or the hub cannot be reached now, as a key; None while all is well."""
        ...

    async def lead(self, event: Led) -> str | None:
        """Do something. The key of why it did not fit, or None once it is in the log and folded.

        `at` is filled in. Raises Refused where the log cannot be written.
        """
        ...

    def watch(self, changed: Callable[[], None]) -> None:
        """Have this called on the desk's event loop after every change."""
        ...

    async def close(self) -> None:
        """Leave the room as it is; it can be resumed."""
        ...
