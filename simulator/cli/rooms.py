"""The rooms of this machine: where they are kept, who leads them, and what is said as he leaves."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from simulator.cli.commands.play import has_screen
from simulator.cli.output import warn
from simulator.errors import PlatineError, Refused
from simulator.locale import _
from simulator.plain.console import Console
from simulator.plain.room import lead
from simulator.room.desk import Desk
from simulator.room.log import Logs
from simulator.room.log.file import FileLogs
from simulator.room.log.memory import MemoryLogs
from simulator.room.seats import folder
from simulator.room.table import Room

FINE, WRONG_USAGE, SIGNALLED = 0, 2, 128
_ASKED_FOR: Final = ("websockets", "segno", "nats")
"""What the extras of the room hold."""


def open_logs(bus: str | None, *, save: bool = True) -> Logs:
    """Where rooms are kept: this machine's folder, a bus, or nowhere. Raises Refused."""
    if bus is not None:
        from simulator.room.log.nats import NatsLogs  # start-up time: an extra, for whoever has a bus

        return NatsLogs(bus)
    return FileLogs(folder()) if save else MemoryLogs()


def keep_secret(code: str, secret: str) -> None:
    """Keep the trainer's secret of a room for when he comes back, where nobody else may read it.

    Raises Refused where it cannot be written.
    """
    path = _secret_file(code)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="ascii") as file:
            file.write(secret)
    except OSError as error:
        raise Refused("cannot_write", path=str(path), why=error.strerror or str(error)) from error


def kept_secret(code: str) -> str | None:
    """The trainer's secret of a room that was opened here; None where it is not kept, or cannot be read."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return _secret_file(code).read_text(encoding="ascii").strip() or None
    return None


def _secret_file(code: str) -> Path:
    return folder() / f"{code}.secret"


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


async def at_the_desk(desk: Desk, *, plain: bool, saved: bool = True) -> int:
    """Lead a room, on the screen where there is one, else in lines, and leave it as it is. The exit code."""
    try:
        code = await (_in_lines(desk) if plain or not has_screen() else _on_screen(desk))
    finally:
        room = desk.room
        with contextlib.suppress(PlatineError):
            await desk.close()
        with contextlib.suppress(OSError):
            warn(parting(room, desk.code, saved=saved))
    return code


def parting(room: Room, code: str, *, saved: bool) -> str:
    """What becomes of a room that is left."""
    if room.closed:
        return _("The room {code} is closed. Debrief it with: platine room debrief {code}").format(code=code)
    if not saved:
        return _("The room {code} was not saved: it ends here.").format(code=code)
    return _("The room {code} is kept. Go on with it by: platine room resume {code}").format(code=code)


async def _on_screen(desk: Desk) -> int:
    from simulator.tui.rooms import open_room  # start-up time: Textual for the screen alone

    await open_room(desk)
    return FINE


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


async def wait_for_signal() -> int:
    """Wait until the process is asked to end; its exit code. For what runs by itself."""
    asked: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    with _signals(lambda number: None if asked.done() else asked.set_result(number)):
        await asked
    return FINE
