"""A silence that speaks after a while: visible seconds that can be added to, only where timers are wanted."""

from collections.abc import Callable
from typing import Final

from textual.dom import DOMNode
from textual.timer import Timer

MORE: Final = 30
"""Seconds that one adds when more time is needed; as often as one likes."""


class Countdown:
    """Counts `left` down on a widget's clock; `second` is called each time, `done` at the end."""

    def __init__(self, node: DOMNode, second: Callable[[], None], done: Callable[[], None]) -> None:
        self._node = node
        self._second = second
        self._done = done
        self._timer: Timer | None = None
        self.left = 0
        """Seconds; 0 where no silence is about to speak."""

    @property
    def runs(self) -> bool:
        return self._timer is not None

    def clear(self) -> None:
        """Something was said: the next silence begins with all its seconds."""
        self.hold()
        self.left = 0

    def hold(self) -> None:
        """Stop counting; `run` goes on from here."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def run(self, seconds: int) -> None:
        """Count: from where it was held, or from so many seconds where nothing was left."""
        self.left = self.left or seconds
        if self._timer is None and self.left:
            self._timer = self._node.set_interval(1, self._tick)

    def extend(self) -> None:
        self.left += MORE
        self._second()

    def _tick(self) -> None:
        self.left -= 1
        self._second()
        if self.left <= 0:
            self.clear()
            self._done()
