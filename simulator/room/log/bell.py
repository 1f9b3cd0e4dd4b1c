"""How followers of a log learn that there is something new, without asking again and again."""

import asyncio


class Bell:
    """Wakes all who wait. Take `next_ring` first and look then: what comes in between is not missed."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def next_ring(self) -> asyncio.Event:
        """Set at the next ring."""
        return self._event

    def ring(self) -> None:
        self._event.set()
        self._event = asyncio.Event()
