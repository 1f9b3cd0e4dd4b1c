"""The trainer's place on this very machine: a room on a log, with or without a hub beside it."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Self

from simulator.conversation.script import Script
from simulator.room import identity
from simulator.room.events import Led, Used, Voted
from simulator.room.keeper import Keeper
from simulator.room.table import Room

if TYPE_CHECKING:
    from simulator.room.hub import Hub


class LocalDesk:
    """A room that nobody joins over a network: one laptop and raised hands."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    @property
    def addresses(self) -> tuple[str, ...]:
        return ()

    @property
    def is_open_to_network(self) -> bool:
        return False

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

    @property
    def ahead(self) -> float:
        return 0.0

    async def lead(self, event: Led) -> str | None:
        return await self.keeper.lead(event)

    async def say(self, event: Voted | Used) -> str | None:
        """What the seat or a team says aloud, and the trainer types. Why it did not fit, as a key. Raises Refused."""
        return (await self.keeper.act(event, identity.new_id())).why

    def watch(self, changed: Callable[[], None]) -> None:
        self.keeper.watch(changed)

    async def close(self) -> None:
        await self.keeper.close()


class HubDesk(LocalDesk):
    """A room with its hub in this very process. Made by `open`."""

    def __init__(self, keeper: Keeper, hub: "Hub") -> None:
        super().__init__(keeper)
        self.hub = hub
        hall = hub.hall(keeper.code)
        assert hall is not None
        self._hall = hall
        self._hall.watch = keeper.tell

    @classmethod
    async def open(
        cls,
        keeper: Keeper,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        hubs: Iterable[str] = (),
        origins: Iterable[str] = (),
    ) -> Self:
        """Start a hub for this room. Raises Refused where it cannot listen there; the keeper stays open then.

        `hubs` are addresses of others that serve the same rooms, `origins` further origins whose pages may connect.
        """
        # start-up time: and a room on one laptop does without a network library
        from simulator.room.hub import Hub

        hub = Hub(keepers=(keeper,), host=host, port=port, hubs=hubs, origins=origins)
        return cls(keeper, await hub.start())

    @property
    def addresses(self) -> tuple[str, ...]:
        return self.hub.addresses(self.code)

    @property
    def is_open_to_network(self) -> bool:
        return self.hub.is_open_to_network

    @property
    def online(self) -> frozenset[str]:
        return frozenset(self._hall.guests)

    @property
    def warnings(self) -> tuple[tuple[str, int], ...]:
        return tuple(self._hall.warnings.items())

    async def close(self) -> None:
        await self.hub.close()
        await super().close()
