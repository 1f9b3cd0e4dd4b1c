"""The end of a process that has said all it has to say.

Python takes its objects apart one by one as it leaves: a tenth of what a short check takes. A command that holds
nothing open says so, and the process leaves at once.
"""

import os
import sys
from typing import Any

_is_all_said = False


def all_is_said() -> None:
    """Nothing is held open and nobody waits: to be told by a command, at its end."""
    global _is_all_said
    _is_all_said = True


def leave(code: Any) -> None:
    """Leave with an exit code, if all is said; come back otherwise."""
    if _is_all_said and isinstance(code, int):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
