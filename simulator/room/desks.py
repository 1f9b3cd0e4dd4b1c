"""The trainer's place on this very machine: a room on a log, with or without a hub beside it."""

from collections.abc import Callable

from simulator.conversation.script import Script
from simulator.room import identity
from simulator.room.events import Led, Used, Voted
from simulator.room.keeper import Keeper
from simulator.room.table import Room


class LocalDesk:
    """A room that nobody joins over a network: one laptop and raised hands."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.addresses: tuple[str, ...] = ()
        self.is_open_to_network = False

    @property
    def code(self) -> str:
        return self.keeper.code

    @property
    def script(self) -> Script:
        return self.keeper.script

    @property
    def room(self) -> Room:
        return self.keeper.room

    @property
    def online(self) -> frozenset[str]:
        return frozenset()

    @property
    def warnings(self) -> tuple[tuple[str, int], ...]:
        return ()

    @property
    def trouble(self) -> str | None:
        return self.keeper.trouble

    async def lead(self, event: Led) -> str | None:
        return await self.keeper.lead(event)

    async def say(self, event: Voted | Used) -> str | None:
        """What the seat or a team says aloud, and the trainer types. Why it did not fit, as a key. Raises Refused."""
        return (await self.keeper.act(event, identity.new_id())).why

    def watch(self, changed: Callable[[], None]) -> None:
        self.keeper.watch(changed)

    async def close(self) -> None:
        await self.keeper.close()
