"""Lines as they are typed, while the room goes on."""

import asyncio
import contextlib
import threading

from simulator.plain.console import EndOfInput, Source


class Lines:
    """Reads a source in a thread of its own, so that nothing waits for whoever types. Made inside an event loop.

    The thread cannot be told to end while it waits for a line: it is a daemon, and ends with the process.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._loop = asyncio.get_running_loop()
        self._typed: asyncio.Queue[str | None] = asyncio.Queue()
        threading.Thread(target=self._read, name="typed-lines", daemon=True).start()

    async def next(self) -> str:
        """The next line, comments left out. Raises EndOfInput, from then on each time."""
        while True:
            line = await self._typed.get()
            if line is None:
                self._typed.put_nowait(None)
                raise EndOfInput
            if not line.lstrip().startswith("#"):
                return line.strip()

    def _read(self) -> None:
        # A loop that is closed has nobody in it who waits for lines.
        with contextlib.suppress(RuntimeError):
            try:
                while True:
                    self._tell(self._source.line())
            except EndOfInput:
                self._tell(None)

    def _tell(self, line: str | None) -> None:
        self._loop.call_soon_threadsafe(self._typed.put_nowait, line)
