"""A terminal to run a program in: a pty of a known size, and the time at which things appear on it."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from types import TracebackType

from benchmarks.measure import ROOT, environment

COLUMNS, LINES = 100, 30
PATIENCE = 30.0
"""Seconds after which a program that shows nothing is given up."""
_STOP = b"\x11"


class Terminal:
    """Starts a program, and kills it at the end. Raises TimeoutError where what is waited for does not come."""

    def __init__(self, *command: str) -> None:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self._master = master
        self._began = time.perf_counter()
        self._program = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment(), cwd=ROOT, start_new_session=True
        )
        os.close(slave)
        self.shown = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            os.write(self._master, _STOP)
        try:
            self._read_to_end()
            self._program.wait(5)
        except (TimeoutError, subprocess.TimeoutExpired):
            self._program.send_signal(signal.SIGKILL)
            self._program.wait()
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        """What comes next; nothing where nothing comes in time."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 65536)
        except OSError:
            # On Linux a pty whose program has ended reads as an error.
            data = b""
        self.shown += data
        return data

    def _read_to_end(self) -> None:
        until = time.perf_counter() + 5
        while self._program.poll() is None:
            self._read(0.05)
            if time.perf_counter() > until:
                raise TimeoutError("the program does not end")

    def until(self, mark: str) -> float:
        """Seconds from the program's start to the moment at which this text is on the screen."""
        wanted = mark.encode()
        while wanted not in self.shown:
            if time.perf_counter() - self._began > PATIENCE or self._program.poll() is not None:
                raise TimeoutError(f"{mark!r} is not shown: {self.shown[-2000:]!r}")
            self._read(1)
        return time.perf_counter() - self._began

    def settle(self, quiet: float = 0.15) -> None:
        """Wait until nothing has been drawn for a while."""
        while self._read(quiet):
            self.shown = b""

    def repaint(self, key: bytes) -> float:
        """Seconds from a key to what it draws. Raises TimeoutError where it draws nothing."""
        self.settle(0.02)
        began = time.perf_counter()
        os.write(self._master, key)
        if not self._read(2):
            raise TimeoutError(f"the key {key!r} draws nothing")
        return time.perf_counter() - began

    def memory(self) -> float:
        """The program's resident memory, in MiB."""
        told = subprocess.run(
            ("ps", "-o", "rss=", "-p", str(self._program.pid)), check=True, capture_output=True, text=True
        )
        return int(told.stdout) / 1024
