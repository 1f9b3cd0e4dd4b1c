"""A hub by itself: it serves the rooms of its logs until it is told to end."""

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Final

from simulator.room.hub import Hub
from simulator.room.log import Logs

_ENDS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


async def serve(
    logs: Logs,
    host: str,
    port: int,
    on_ready: Callable[[Hub], None],
    *,
    hubs: Iterable[str] = (),
    origins: Iterable[str] = (),
    proxy: str | None = None,
    ends: asyncio.Event | None = None,
) -> None:
    """Serve until a signal asks to end (or `ends` is set), then say goodbye to everybody and close the logs.

    `on_ready` is called with the hub once it listens. Raises Refused where it cannot.
    """
    ends = ends or asyncio.Event()
    hub = Hub(logs, host=host, port=port, hubs=hubs, origins=origins, proxy=proxy)
    with contextlib.ExitStack() as undo:
        for number in _ENDS:
            _on_signal(number, ends, undo)
        try:
            async with hub:
                on_ready(hub)
                await ends.wait()
        finally:
            await logs.close()


def _on_signal(number: signal.Signals, ends: asyncio.Event, undo: contextlib.ExitStack) -> None:
    """End at a signal; not where only the main thread could, and whoever called sets `ends` himself."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        before = signal.signal(number, lambda *_: loop.call_soon_threadsafe(ends.set))
        undo.callback(signal.signal, number, before)
    else:
        loop.add_signal_handler(number, ends.set)
        undo.callback(loop.remove_signal_handler, number)
