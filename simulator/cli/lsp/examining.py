"""The checker behind whoever types: one process at a time for a document, ended when its text is of yesterday."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

import simulator
from simulator.cli.lsp.buffers import Buffer
from simulator.scenario.findings import Finding

AT_REST: Final = 0.25
"""Seconds without a key before a text is read again."""
_THEN: Final = 0.35
"""Seconds more before it is checked in full."""
_PATIENCE: Final = 90
_HOME: Final = Path(simulator.__file__).resolve().parents[1]
_LONGEST_LINE: Final = 16 << 20
_AT_ONCE: Final = 2
"""Processes at the same time, all documents together."""


class Examiner:
    """Reads a document when its writer rests, then checks it; tells of both, and of no text but the newest."""

    def __init__(
        self, read: Callable[[str], Buffer | None], tell: Callable[[Buffer, tuple[Finding, ...] | None], None]
    ) -> None:
        """`read` gives the newest text of an address. `tell` is told None when only reading is done."""
        self._read, self._tell = read, tell
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(_AT_ONCE)

    def look(self, uri: str, *, at_once: bool = False) -> None:
        """Look at a document anew; what was under way for it is of yesterday."""
        self.forget(uri)
        self._tasks[uri] = asyncio.get_running_loop().create_task(self._look(uri, 0 if at_once else AT_REST))

    def forget(self, uri: str) -> None:
        task = self._tasks.pop(uri, None)
        if task is not None:
            task.cancel()

    def stop(self) -> None:
        for uri in tuple(self._tasks):
            self.forget(uri)

    async def _look(self, uri: str, rest: float) -> None:
        await asyncio.sleep(rest)
        buffer = self._read(uri)
        if buffer is None:
            return
        self._tell(buffer, None)
        if not buffer.is_ours or buffer.index is None:
            return
        if buffer.kind != "scenario" or buffer.path is None or buffer.reading is None:
            return
        if buffer.reading.scenario is None:
            return
        await asyncio.sleep(_THEN)
        async with self._room:
            async for findings in _examined(buffer):
                newest = self._read(uri)
                if newest is not None and newest.text == buffer.text:
                    self._tell(newest, findings)


async def _examined(buffer: Buffer) -> AsyncIterator[tuple[Finding, ...]]:
    """What the checker says, first quickly, then in full; less where it comes to no end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "simulator.cli.lsp.examination", buffer.file),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        limit=_LONGEST_LINE,
        # Python looks for modules where it is started: never in the folder of whoever's scenario is open.
        cwd=_HOME,
    )
    assert process.stdin is not None, "it was asked for"
    assert process.stdout is not None, "it was asked for"
    try:
        async with asyncio.timeout(_PATIENCE):
            with suppress(BrokenPipeError, ConnectionResetError):
                process.stdin.write(buffer.text.encode("utf-8", "replace"))
                await process.stdin.drain()
                process.stdin.close()
            while line := await process.stdout.readline():
                yield msgspec.json.decode(line, type=tuple[Finding, ...])
    except (TimeoutError, ValueError, msgspec.DecodeError):
        # It took too long, said too much, or was ended in the middle of a line: what was told stands.
        return
    finally:
        # A look that is of yesterday must not leave its process behind.
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
