"""Has a file examined by a process of its own: nothing of it runs where the screen is painted."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import msgspec

import simulator
from simulator.authoring.examination import Examination

Examine = Callable[[Path], Coroutine[Any, Any, Examination | None]]
"""Examines a file; None where that could not be done. To be cancelled when nobody wants to know any more."""


async def examine_apart(path: Path) -> Examination | None:
    """The examination of a file by a new process, which ends with this task."""
    home = str(Path(simulator.__file__).parents[1])
    around = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",  # else a file of the author's folder could stand in for a module of ours
            "-m",
            "simulator.authoring.examination",
            str(path),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": around},
            start_new_session=True,  # ctrl-c in a shell that the screen gave way to is not for it
        )
    except OSError:
        return None  # no process can be begun here and now
    try:
        written, _nothing = await process.communicate()
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode:
        return None
    try:
        return msgspec.json.decode(written, type=Examination)
    except msgspec.DecodeError:
        return None
