"""The process's own streams: one that is missing, one that nobody reads any more, one whose disk is full."""

import os
import sys


def mend() -> None:
    """Let a process that was started without output write all the same: to nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - it lasts as long as we do


def flush() -> None:
    """Write what waits while a failure can still be told: at exit the interpreter could only complain."""
    sys.stdout.flush()


def abandon() -> None:
    """Nothing more reaches the output. What waits would fail once more, and loudly, as the interpreter leaves."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
