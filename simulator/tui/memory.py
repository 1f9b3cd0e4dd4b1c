"""What the app remembers between calls: one small object between the screens and the journal.

Without a journal (a read-only machine, a picture, a test) it remembers nothing and everything still plays.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import get_args

import msgspec

from simulator.conversation.decisions import Decision
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import PlatineError
from simulator.history.journal import Journal, Recorder, Result, Unfinished
from simulator.history.keeping import began, cut_short, finished, last_results, still_the_same
from simulator.scenario.vocabulary import Load
from simulator.tui.shelf import Title


class Keeper:
    """Writes one play down as it goes; `recorder` is None where nothing is remembered."""

    def __init__(self, recorder: Recorder | None, failed: Callable[[PlatineError], None]) -> None:
        self.recorder = recorder
        self._failed = failed

    def decided(self, decision: Decision) -> None:
        if self.recorder is not None:
            self.recorder.decided(decision).add_done_callback(self._check)

    def undone(self, kept: int) -> None:
        if self.recorder is not None:
            self.recorder.undone(kept).add_done_callback(self._check)

    def finished(self, play: Play) -> None:
        """The call has reached its ending: its marks stand. Practice counts as practice."""
        if self.recorder is None or play.ended is None:
            return
        self.recorder.finished(finished(play)).add_done_callback(self._check)

    def rated(self, rating: object) -> None:
        """What the trainee thinks of the call before its debrief, as plain data."""
        if self.recorder is not None:
            self.recorder.rated(rating).add_done_callback(self._check)

    def committed(self, text: str) -> None:
        """What the trainee sets out to do next time."""
        if self.recorder is not None:
            self.recorder.committed(text).add_done_callback(self._check)

    def _check(self, written: "Future[None]") -> None:
        """Tell, from the journal's thread, that something could not be written."""
        error = written.exception()
        if isinstance(error, PlatineError):
            self._failed(error)


class Memory:
    """`failed` is called from the journal's own thread."""

    def __init__(self, journal: Journal | None, failed: Callable[[PlatineError], None]) -> None:
        self.journal = journal
        self._failed = failed

    def unfinished(self) -> Unfinished | None:
        """The call that was cut short last."""
        return cut_short(self.journal) if self.journal is not None else None

    def title_of(self, unfinished: Unfinished, titles: Sequence[Title]) -> Title | None:
        """The scenario of an unfinished call; None unless its words are still those that it was begun with."""
        key = (unfinished.began.scenario, unfinished.began.language)
        return next(
            (title for title in titles if title.key == key and still_the_same(unfinished, title.scenario)), None
        )

    def results(self) -> dict[tuple[str, str], Result]:
        """The last result of each scenario, by id and language; an attempt stands before practice."""
        return last_results(self.journal) if self.journal is not None else {}

    def commitment(self) -> str | None:
        """What the trainee set out to do, last time: foreign text."""
        found = self.journal.commitment() if self.journal is not None else None
        return found.text if found is not None else None

    def begin(self, script: Script, source: Path | None, *, seed: int, practice: bool) -> Keeper:
        """A new play is about to be written down."""
        if self.journal is None:
            return Keeper(None, self._failed)
        return Keeper(self.journal.begin(began(script, source, seed=seed, practice=practice)), self._failed)

    def take_up(self, unfinished: Unfinished, title: Title, *, agent: str, timers: bool) -> tuple[Play, Keeper]:
        """A call that was cut short, where it was, and what goes on writing it down."""
        first, scenario = unfinished.began, title.scenario
        load: Load | None = next((load for load in get_args(Load) if load == first.load), None)
        desk = scenario.desk if load is None else msgspec.structs.replace(scenario.desk, load=load)
        keeper = Keeper(self.journal.resume(unfinished) if self.journal is not None else None, self._failed)
        play = Play(
            Script(scenario, first.variant, desk=desk, agent=agent),
            seed=first.seed,
            practice=first.practice,
            timers=timers,
            decisions=unfinished.decisions,
            record=keeper.decided,
        )
        return play, keeper

    def forget(self, unfinished: Unfinished) -> None:
        """The trainee does not want to go on with this call."""
        if self.journal is not None:
            self.journal.resume(unfinished).left()

    def settle(self, keeper: Keeper) -> None:
        """Wait until a play is on disk. Raises Refused for what could not be written."""
        if keeper.recorder is not None:
            keeper.recorder.settle()
