"""One play as the interfaces hold it: the decisions so far, what came of them, and what may be done now.

The screen, line mode, trace, bots and the room drive this and nothing else. It adds no rule: the fold decides
what happens, the lifecycle what is allowed.
"""

from collections.abc import Callable, Iterable

from simulator.conversation import decisions as do
from simulator.conversation.events import Answered, Ended, Event
from simulator.conversation.lifecycle import Lifecycle, Phase
from simulator.conversation.scene import Scene, scene
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, OBSERVED, State
from simulator.conversation.step import begin, step
from simulator.errors import IllegalDecision
from simulator.scenario.model import Compose, Exchange, Read

_ACTIONS: dict[type, str] = {
    do.Observe: "observe",
    do.Breathe: "breathe",
    do.Coach: "coach",
    do.Deliver: "deliver",
    do.Compose: "compose",
    do.Send: "send",
    do.Read: "read",
    do.Reflect: "reflect",
    do.KeepSilent: "keep_silent",
}
_ASIDE = (do.Observe, do.Breathe, do.Coach)
"""Decisions that stay at the moment; everything else is part of an answer."""


class Play:
    """A playthrough. `practice` allows undo; `timers` lets silence speak; `seed` orders what is shown."""

    def __init__(
        self,
        script: Script,
        *,
        seed: int = 0,
        practice: bool = False,
        timers: bool = False,
        decisions: Iterable[do.Decision] = (),
        record: Callable[[do.Decision], None] | None = None,
    ) -> None:
        self.script = script
        self.seed = seed
        self.practice = practice
        self.timers = timers
        self._record = record
        self._restart()
        earlier = tuple(decisions)
        if earlier:
            self.lifecycle.do("answer")
            self._face()
        for decision in earlier:
            self._take(decision)

    def _restart(self) -> None:
        self.decisions: list[do.Decision] = []
        self.lifecycle = Lifecycle()
        self.position, events = begin(self.script)
        self.events: list[Event] = list(events)

    @property
    def state(self) -> State:
        return self.position.state

    @property
    def phase(self) -> Phase:
        return self.lifecycle.phase

    @property
    def is_over(self) -> bool:
        return self.state.is_over

    @property
    def ended(self) -> Ended | None:
        last = self.events[-1]
        return last if isinstance(last, Ended) else None

    @property
    def answers(self) -> list[Answered]:
        """The turns so far."""
        return [event for event in self.events if isinstance(event, Answered)]

    def scene(self) -> Scene:
        """The moment before the agent. Raises IllegalDecision when the conversation is over."""
        if self.is_over:
            raise IllegalDecision("after_the_end")
        return scene(self.script, self.position, seed=self.seed)

    def allowed(self) -> frozenset[str]:
        """The actions that make sense now: the lifecycle's, less those that the state leaves without effect."""
        actions = set(self.lifecycle.actions)
        actions -= {"face_exchange", "face_compose", "face_read", "face_reflect", "go_on", "end"}
        state = self.state
        if state.hands & OBSERVED:
            actions.discard("observe")
        if not state.load or state.hands & BREATHED:
            actions.discard("breathe")
        if self.position.taken_back:
            actions.discard("take_back")
        if not self.timers or self.is_over or self.script.silence(state.place) is None:
            actions.discard("keep_silent")
        if "choose" in actions:
            actions.discard("choose")
            actions.add("respond")
        if self.practice and self._undo_to() is not None:
            actions.add("undo")
        return frozenset(actions)

    def answer(self) -> None:
        """Take the call."""
        self.lifecycle.do("answer")
        self._face()

    def decide(self, decision: do.Decision) -> tuple[Event, ...]:
        """Decide. Raises IllegalDecision, and changes nothing, where the decision is not allowed now."""
        if self.phase is Phase.BRIEFING:
            self.answer()
        name = self._action(decision)
        if name not in self.allowed() and name not in {"choose", "reconsider"}:
            raise IllegalDecision("not_allowed_now", action=name, phase=self.phase.value)
        events = self._take(decision)
        if self._record is not None:
            self._record(decision)
        return events

    def undo(self) -> None:
        """Take the last answer back, as if it had never been given. Practice only.

        Raises IllegalDecision in an attempt that counts, and where there is nothing to undo.
        """
        keep = self._undo_to() if self.practice else None
        if keep is None:
            raise IllegalDecision("no_undo")
        kept = self.decisions[:keep]
        self._restart()
        self.lifecycle.do("answer")
        self._face()
        for decision in kept:
            self._take(decision)

    def branch(self, kept: int) -> "Play":
        """A practice play that shares the first `kept` decisions: "try again from here"."""
        play = Play(
            self.script,
            seed=self.seed,
            practice=True,
            timers=self.timers,
            decisions=self.decisions[:kept],
        )
        if play.phase is Phase.BRIEFING:
            play.answer()
        return play

    def _undo_to(self) -> int | None:
        """How many decisions remain once the last answer is taken back."""
        for place in range(len(self.decisions) - 1, -1, -1):
            if not isinstance(self.decisions[place], _ASIDE):
                return self._answer_start(place)
        return None

    def _answer_start(self, place: int) -> int:
        """Where the answer that ends at `place` begins: a response with its delivery, a message with its drafts."""
        while place and isinstance(self.decisions[place], do.Deliver | do.Send | do.TakeBack):
            place -= 1
        while place and isinstance(self.decisions[place - 1], do.TakeBack):
            place = self._answer_start(place - 1)
        return place

    def _action(self, decision: do.Decision) -> str:
        match decision:
            case do.TakeBack():
                return "reconsider" if self.position.chosen is not None else "take_back"
            case do.Respond():
                return "respond"
            case _:
                return _ACTIONS[type(decision)]

    def _take(self, decision: do.Decision) -> tuple[Event, ...]:
        action = self._action(decision)
        before = self.position
        position, events = step(self.script, before, decision)
        if action == "respond" and position.chosen is not None:
            action = "choose"
        self.lifecycle.do(action)
        self.position = position
        self.decisions.append(decision)
        self.events.extend(events)
        if self.phase is Phase.REACTING:
            if position.state.is_over:
                self.lifecycle.do("end")
            else:
                self.lifecycle.do("go_on")
                self._face()
        return events

    def _face(self) -> None:
        """Turn to the moment: what it is decides what may be done."""
        match self.script.moment_at(self.state):
            case Exchange():
                self.lifecycle.do("face_exchange")
            case Compose():
                self.lifecycle.do("face_compose")
            case Read():
                self.lifecycle.do("face_read")
            case _:
                self.lifecycle.do("face_reflect")
