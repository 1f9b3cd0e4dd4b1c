"""The rooms of this machine: where they are kept, who leads them, and what is said as he leaves."""

import asyncio
import contextlib
import importlib
import signal
import sys
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from simulator.cli.commands.play import has_screen
from simulator.cli.output import complain, warn
from simulator.cli.rooms_kept import Kept, keep
from simulator.errors import PlatineError, Refused
from simulator.exports.room import headlines
from simulator.locale import _
from simulator.plain.console import Console
from simulator.plain.room import lead
from simulator.room.addresses import PORT, Address, read_address
from simulator.room.debrief import room_debrief
from simulator.room.desk import Desk
from simulator.room.desks import HubDesk, LocalDesk
from simulator.room.keeper import Keeper
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.seats import folder
from simulator.room.table import Room

if TYPE_CHECKING:
    from simulator.room.remote import RemoteDesk

FINE, WRONG_USAGE, SIGNALLED = 0, 2, 128
LOOPBACK: Final = "127.0.0.1"
_ASKED_FOR: Final = ("websockets", "segno", "nats")
"""What the extras of the room hold."""


def open_logs(bus: str | None, *, save: bool = True) -> Logs:
    """Where rooms are kept: this machine's folder, a bus, or nowhere. Raises Refused."""
    if bus is not None:
        from simulator.room.log.nats import NatsLogs  # start-up time: an extra, for whoever has a bus

        return NatsLogs(bus)
    return FileLogs(folder()) if save else MemoryLogs()


def run(task: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run something that talks to a room, to its end or that of a signal. The exit code.

    Raises Refused where a package of the extra is missing.
    """
    try:
        return asyncio.run(task())
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if missing not in _ASKED_FOR:
            raise
        raise Refused("nats_not_installed" if missing == "nats" else "room_not_installed", package=missing) from error


class Listening(NamedTuple):
    """Where a hub is to listen."""

    host: str = LOOPBACK
    port: int | None = None
    """None for the usual one, or any other where that is taken."""
    usual: int = PORT
    hubs: tuple[str, ...] = ()
    """Other hubs of the same rooms, told to those who join."""


host_option = click.option(
    "--host", metavar=_("ADDRESS"), help=_("listen here; without it nobody else can reach the room")
)
port_option = click.option("--port", metavar="P", type=click.IntRange(0, 65535), help=_("listen on this port"))
bus_option = click.option("--bus", metavar="nats://…", help=_("keep rooms on this NATS server, that many hubs share"))
hub_option = click.option(
    "--hub",
    "hubs",
    metavar=_("ADDRESS"),
    multiple=True,
    help=_("another hub of the same bus, told to those who join"),
)
plain_option = click.option(
    "--plain", "in_lines", is_flag=True, help=_("line by line: for pipes, screen readers and simple terminals")
)


def need_network() -> None:
    """Raises ModuleNotFoundError, which `run` knows, where the network library is missing: before a room is made."""
    importlib.import_module("websockets")


async def desk_of(keeper: Keeper, listening: Listening) -> LocalDesk:
    """The trainer's place of a room: on this laptop alone, or with a hub in this very process.

    Raises Refused where it cannot listen there. The usual port may be another room's: then it is any that is free.
    """
    if keeper.room.opened.local:
        return LocalDesk(keeper)
    host = listening.host
    try:
        desk = await HubDesk.open(
            keeper, host=host, port=listening.usual if listening.port is None else listening.port, hubs=listening.hubs
        )
    except Refused as refused:
        if listening.port is not None:
            raise
        try:
            desk = await HubDesk.open(keeper, host=host, port=0, hubs=listening.hubs)
        except Refused:
            raise refused from None
        if listening.usual != PORT:
            warn(_("The port {port} is taken by now: the address has changed.").format(port=listening.usual))
    if desk.is_open_to_network:
        warn(_("This room is open to the network: whoever reaches this machine and has the code may join."))
    return desk


async def reached(address: Address, code: str, secret: str) -> "RemoteDesk":
    """The trainer's place on a hub elsewhere. Raises Refused where it does not answer, or does not have the room."""
    from simulator.room.remote import RemoteDesk  # start-up time: the network library, for whoever needs it

    return await RemoteDesk.reach([address], code, secret)


def hub_address(typed: str) -> Address:
    """The address of a hub as it was typed. Raises UsageError."""
    found = read_address(typed)
    if found is None:
        raise click.UsageError(_("“{typed}” is not the address of a hub.").format(typed=typed[:80]))
    return found.address


class Leading(NamedTuple):
    """How a room is led from here."""

    plain: bool
    saved: bool = True
    bus: str | None = None

    async def here(self, desk: LocalDesk, listening: Listening, secret: str) -> int:
        """With its hub in this process, or none. The desk is closed at the end."""
        if self.saved:
            port = desk.hub.port if isinstance(desk, HubDesk) else 0
            host = listening.host if isinstance(desk, HubDesk) else ""
            self._keep(desk.code, Kept(secret, host, port, listening.hubs, self.bus))
        return await self._lead(desk)

    async def over(self, desk: "RemoteDesk", address: Address, secret: str) -> int:
        """Over a hub elsewhere, as `reached` found it there. Raises Refused for a room that is closed."""
        if desk.room.closed:
            await desk.close()
            raise Refused("room_is_over", code=desk.code)
        self._keep(desk.code, Kept(secret, bus=self.bus, at=address.named))
        return await self._lead(desk)

    def _keep(self, code: str, kept: Kept) -> None:
        try:
            keep(code, kept)
        except PlatineError as error:
            complain(error)

    async def _lead(self, desk: Desk) -> int:
        """On the screen where there is one, else in lines; the room is left as it is. The exit code."""
        try:
            code = await (_in_lines(desk) if self.plain or not has_screen() else _on_screen(desk))
        finally:
            room = desk.room
            with contextlib.suppress(PlatineError):
                await desk.close()
            with contextlib.suppress(OSError):
                warn(parting(room, desk.code, saved=self.saved))
        return code


def parting(room: Room, code: str, *, saved: bool) -> str:
    """What becomes of a room that is left."""
    if room.closed:
        return _("The room {code} is closed. Debrief it with: platine room debrief {code}").format(code=code)
    if not saved:
        return _("The room {code} was not saved: it ends here.").format(code=code)
    return _("The room {code} is kept. Go on with it by: platine room resume {code}").format(code=code)


async def _on_screen(desk: Desk) -> int:
    from simulator.settings import Asked  # start-up time: for the screen alone
    from simulator.tui.rooms import open_room  # start-up time: Textual for the screen alone

    def debrief() -> list[str]:
        return headlines(desk.script, room_debrief(desk.script, desk.room))

    asked = Asked(language=click.get_current_context().find_root().obj)
    return await open_room(desk, asked=asked, debrief=debrief)


async def _in_lines(desk: Desk) -> int:
    console = Console.standard()
    leading = asyncio.ensure_future(lead(desk, console))
    received: list[int] = []

    def interrupt(number: int) -> None:
        received.append(number)
        leading.cancel()

    with _signals(interrupt):
        try:
            end = await leading
        except asyncio.CancelledError:
            if not received:
                raise
            console.gap()
            return SIGNALLED + received[0]
    if end == "not_understood":
        console.say(_("Too many answers in a row were not understood."))
        return WRONG_USAGE
    return FINE


@contextlib.contextmanager
def _signals(interrupt: Callable[[int], None]) -> Any:
    """Signals that end a process cancel what it waits for, so that one sentence can still be said."""
    loop = asyncio.get_running_loop()
    numbers = [] if sys.platform == "win32" else [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
    for number in numbers:
        loop.add_signal_handler(number, interrupt, number)
    try:
        yield
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)
