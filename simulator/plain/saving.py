"""Writing a call down as it is lived: on disk before the reaction is shown."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final

from simulator.conversation.decisions import Decision
from simulator.conversation.play import Play
from simulator.errors import PlatineError, Refused
from simulator.history.journal import Recorder
from simulator.history.keeping import finished

_PATIENCE: Final = 30.0
"""Seconds after which a disk that does not answer is taken for one that refuses."""


class Saver:
    """Each method comes back once its event is on disk. The first failure is told, and the call goes on unsaved."""

    def __init__(self, recorder: Recorder | None, failed: Callable[[PlatineError], None]) -> None:
        self._recorder = recorder
        self._failed = failed
        if recorder is not None:
            self._wait(*recorder.waiting)

    @property
    def saves(self) -> bool:
        """Whether what is decided is still being written down."""
        return self._recorder is not None

    def decided(self, decision: Decision) -> None:
        if self._recorder is not None:
            self._wait(self._recorder.decided(decision))

    def undone(self, kept: int) -> None:
        if self._recorder is not None:
            self._wait(self._recorder.undone(kept))

    def finished(self, play: Play) -> None:
        if self._recorder is not None:
            self._wait(self._recorder.finished(finished(play)))

    def rated(self, rating: Any) -> None:
        if self._recorder is not None:
            self._wait(self._recorder.rated(rating))

    def committed(self, text: str) -> None:
        if self._recorder is not None:
            self._wait(self._recorder.committed(text))

    def _wait(self, *written: "Future[None]") -> None:
        try:
            for one in written:
                one.result(_PATIENCE)
        except PlatineError as error:
            self._give_up(error)
        except TimeoutError:
            self._give_up(Refused("cannot_write", path="journal", why="timeout"))

    def _give_up(self, error: PlatineError) -> None:
        self._recorder = None
        self._failed(error)
