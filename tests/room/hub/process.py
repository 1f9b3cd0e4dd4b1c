"""A hub in a process of its own, to be killed, put to sleep and asked to end."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class HubProcess:
    """`place` is a folder of rooms, or the address of a NATS server. What has a port keeps it when it starts again."""

    def __init__(self, place: str, port: int = 0, hubs: tuple[str, ...] = ()) -> None:
        self.port = port or _free_port()
        self._arguments = [sys.executable, "-m", "tests.room.hub.process", place, str(self.port), *hubs]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "HubProcess":
        self._process = subprocess.Popen(self._arguments, cwd=ROOT, stdout=subprocess.PIPE)
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n"
        return self

    def send(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def wait(self) -> int:
        """The exit code, negative for a signal."""
        assert self._process is not None
        assert self._process.stdout is not None
        code = self._process.wait(timeout=20)
        self._process.stdout.close()
        self._process = None
        return code

    def kill(self) -> None:
        if self._process is not None:
            self.send(signal.SIGKILL)
            self.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def _main(place: str, port: str, *hubs: str) -> None:
    from simulator.room.log.file import FileLogs
    from simulator.room.log.nats import NatsLogs
    from simulator.room.serving import serve

    logs = NatsLogs(place) if "://" in place else FileLogs(Path(place))
    await serve(logs, "127.0.0.1", int(port), lambda _hub: os.write(1, b"ready\n"), hubs=hubs)


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
