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
from simulator.debrief.scorecard import scorecard
from simulator.errors import PlatineError
from simulator.history.journal import Began, Finished, Journal, Recorder, Result, Unfinished
from simulator.rubric.mood import mood_word
from simulator.scenario.reading import content_hash
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
        self.recorder.finished(_finished(play)).add_done_callback(self._check)

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
        found = self.journal.unfinished() if self.journal is not None else []
        return found[0] if found else None

    def title_of(self, unfinished: Unfinished, titles: Sequence[Title]) -> Title | None:
        """The scenario of an unfinished call; None unless its words are still those that it was begun with."""
        began = unfinished.began
        for title in titles:
            if title.key == (began.scenario, began.language) and content_hash(title.scenario) == began.hash:
                return title
        return None

    def results(self) -> dict[tuple[str, str], Result]:
        """The last result of each scenario, by id and language; an attempt stands before practice."""
        latest: dict[tuple[str, str], Result] = {}
        for result in self.journal.results() if self.journal is not None else ():
            key = (result.began.scenario, result.began.language)
            held = latest.get(key)
            if held is None or (held.began.practice and not result.began.practice):
                latest[key] = result
        return latest

    def commitment(self) -> str | None:
        """What the trainee set out to do, last time: foreign text."""
        found = self.journal.commitment() if self.journal is not None else None
        return found.text if found is not None else None

    def begin(self, script: Script, source: Path | None, *, seed: int, practice: bool) -> Keeper:
        """A new play is about to be written down."""
        if self.journal is None:
            return Keeper(None, self._failed)
        scenario = script.scenario
        own_load = script.desk.load if script.desk.load != scenario.desk.load else None
        began = Began(
            scenario=scenario.id,
            language=scenario.language,
            hash=content_hash(scenario),
            source=str(source or ""),
            variant=script.variant,
            seed=seed,
            practice=practice,
            load=own_load,
        )
        return Keeper(self.journal.begin(began), self._failed)

    def take_up(self, unfinished: Unfinished, title: Title, *, agent: str, timers: bool) -> tuple[Play, Keeper]:
        """A call that was cut short, where it was, and what goes on writing it down."""
        began = unfinished.began
        scenario = title.scenario
        load: Load | None = next((load for load in get_args(Load) if load == began.load), None)
        desk = scenario.desk if load is None else msgspec.structs.replace(scenario.desk, load=load)
        keeper = Keeper(self.journal.resume(unfinished) if self.journal is not None else None, self._failed)
        play = Play(
            Script(scenario, began.variant, desk=desk, agent=agent),
            seed=began.seed,
            practice=began.practice,
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


def _finished(play: Play) -> Finished:
    ended = play.ended
    assert ended is not None
    card = scorecard(play.script, play.state, outcome=ended.outcome)
    return Finished(
        overall=float(card.overall),
        empathy=float(card.empathy),
        naturalness=float(card.naturalness),
        ladder=float(card.ladder.total),
        stage=card.stage_highest,
        ending=ended.ending,
        outcome=ended.outcome,
        mood=mood_word(play.state.valence, play.state.arousal, play.state.control),
    )
