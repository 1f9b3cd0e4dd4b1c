"""What the app remembers between calls: one small object between the screens and the journal.

Without a journal (a read-only machine, a picture, a test) it remembers nothing and everything still plays.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import Final, get_args

import msgspec

from simulator.conversation.decisions import Decision
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.errors import PlatineError, Refused, UnknownVariant
from simulator.history.journal import Journal, Recorder, Result, Unfinished
from simulator.history.keeping import began, cut_short, finished, last_results, still_the_same
from simulator.scenario.vocabulary import Load
from simulator.tui.shelf import Title

PATIENCE: Final = 30.0
"""Seconds after which a disk that does not answer is taken for one that refuses."""


class Keeper:
    """Writes one play down as it goes; `recorder` is None where nothing is remembered.

    The first failure is told and ends the writing: what stands in the journal is the call up to there, without holes.
    """

    def __init__(self, recorder: Recorder | None, failed: Callable[[PlatineError], None]) -> None:
        self.recorder = recorder
        self._failed = failed
        self._decision: Future[None] | None = None

    def decided(self, decision: Decision) -> None:
        if self.recorder is not None:
            self._decision = self.recorder.decided(decision)
            self._decision.add_done_callback(self._check)

    @property
    def is_writing(self) -> bool:
        """Whether the last decision is not on disk yet."""
        return self._decision is not None and not self._decision.done()

    async def settled(self) -> None:
        """Wait, off the loop, until the last decision is on disk or its writing has failed."""
        if self._decision is None:
            return
        written = asyncio.wrap_future(self._decision)
        done, _waiting = await asyncio.wait({written}, timeout=PATIENCE)
        if not done:
            self._give_up(Refused("cannot_write", path="journal", why="timeout"))
        elif not written.cancelled():
            # Told by `_check`; asked here so that asyncio does not take it for forgotten.
            written.exception()

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
        """Called from the journal's thread."""
        error = None if written.cancelled() else written.exception()
        if error is not None:
            refused = Refused("cannot_write", path="journal", why=str(error))
            self._give_up(error if isinstance(error, PlatineError) else refused)

    def _give_up(self, error: PlatineError) -> None:
        if self.recorder is not None:
            self.recorder = None
            self._failed(error)


class Memory:
    """`failed` may be called from any thread. A journal given by a function is opened when it is first looked at."""

    def __init__(
        self, journal: Journal | Callable[[], Journal] | None, failed: Callable[[PlatineError], None]
    ) -> None:
        self._given = journal
        self._failed = failed

    @cached_property
    def journal(self) -> Journal | None:
        """None where nothing is remembered, or where nothing can be."""
        if self._given is None or isinstance(self._given, Journal):
            return self._given
        try:
            return self._given()
        except PlatineError as error:
            self._failed(error)
            return None

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
        """A call that was cut short, where it was, and what goes on writing it down.

        Raises UnknownVariant or IllegalDecision for one that does not fit its scenario any more.
        """
        first, scenario = unfinished.began, title.scenario
        if first.variant is not None and first.variant not in scenario.variants:
            raise UnknownVariant(
                "unknown_variant", variant=first.variant, known=", ".join(("base", *scenario.variants))
            )
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
