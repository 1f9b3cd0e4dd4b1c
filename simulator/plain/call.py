"""A call in lines: asks what the lifecycle allows until the ending, and tells what comes of it."""

import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from simulator.conversation import decisions as do
from simulator.conversation.decisions import Decision
from simulator.conversation.events import Arrived
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.scene import Scene
from simulator.locale import _
from simulator.plain.answers import COMMANDS, command
from simulator.plain.console import Console
from simulator.plain.saving import Saver
from simulator.plain.telling import Teller
from simulator.wording.naming import called

MOST_MISUNDERSTOOD: Final = 20
"""Answers in a row that a pipe may give and mean nothing, before it is taken for the wrong file."""
_EXTENSION: Final = 2
_ASIDE: Final[Mapping[str, type[do.Observe] | type[do.Breathe] | type[do.Coach]]] = {
    "observe": do.Observe,
    "breathe": do.Breathe,
    "coach": do.Coach,
}

Asking = Mapping[Phase, Callable[["Call"], None]]
"""One question for each phase in which the customer waits."""


class Left(Exception):
    """The trainee quits; what was decided is saved."""


class NotUnderstood(Exception):
    """A pipe goes on giving what no question asked for."""


class Call:
    """One play between a console and whoever answers. `clock` gives seconds."""

    def __init__(
        self,
        play: Play,
        console: Console,
        saver: Saver,
        teller: Teller,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.play = play
        self._console = console
        self._saver = saver
        self._teller = teller
        self._clock = clock
        earlier = play.decisions[-1].at if play.decisions else 0.0
        self._began = clock() - earlier
        self._since = clock()
        self._shown: Any = None
        self._misunderstood = 0
        self._extended: dict[str, int] = {}

    @property
    def scene(self) -> Scene:
        return self.play.scene()

    @property
    def customer(self) -> str:
        return called(self.play.script)

    def now(self) -> float:
        """Seconds since the call was taken, pauses between sittings left out."""
        return round(max(0.0, self._clock() - self._began), 1)

    def run(self, asked: Asking, *, from_the_start: bool = True) -> None:
        """Until the ending, by these questions. Raises EndOfInput, Left or NotUnderstood before it.

        What was already said is told again, `from_the_start` or the moment that stands alone.
        """
        if self.play.phase is Phase.BRIEFING:
            self.play.answer()
        if from_the_start:
            self._teller.tell(self.play.events)
        if not from_the_start or not self.play.decisions:
            self._face(silently=from_the_start)
        self._since = self._clock()
        while not self.play.is_over:
            asked[self.play.phase](self)

    def decide(self, decision: Decision) -> None:
        """Decide, then tell: the play writes the decision down before anything of its outcome is shown."""
        self._teller.tell(self.play.decide(decision))
        self._since = self._clock()

    def ask(self, question: str, numbers: str, *, empty: bool = False) -> str | None:
        """An answer that is no command; None where a command was carried out, or where time ran out.

        An empty line asks again, unless `empty` says that it means something.
        """
        allowed = self.play.allowed()
        letters = [one.letter for one in COMMANDS if one.name in allowed or one.name in ("help", "quit")]
        prompt = f"{question} ({', '.join(filter(None, (numbers, *letters)))}):"
        answer = self._console.ask(prompt, timeout=self._patience())
        if answer is None:
            self._silence()
            return None
        if answer == "+" and self._patience() is not None:
            self._extend()
            return None
        if not answer:
            return "" if empty else None
        name = command(answer)
        if name is None:
            return answer
        self._carry_out(name)
        return None

    def _carry_out(self, name: str) -> None:
        self.understood()
        if name == "quit":
            raise Left
        if name == "help":
            self._help()
        elif name not in self.play.allowed():
            self.say(_refusal(name, practice=self.play.practice))
        elif name == "undo":
            self._undo()
        elif name == "pause":
            self._pause()
        else:
            self.decide(_ASIDE[name](at=self.now()))

    def _undo(self) -> None:
        self.play.undo()
        self._since = self._clock()
        self._saver.undone(len(self.play.decisions))
        self.say(_("Your last answer is taken back, as if it had never been given."))
        self._shown = None
        self._face()

    def _face(self, *, silently: bool = False) -> None:
        """The moment that stands, told again unless it just was, and the mood he is in."""
        arrived = [place for place, event in enumerate(self.play.events) if isinstance(event, Arrived)]
        if not silently:
            self._teller.tell(self.play.events[arrived[-1] :])
        self._teller.standing(self.play.state)

    def _pause(self) -> None:
        self.play.lifecycle.do("pause")
        began = self._clock()
        try:
            self._console.ask(_("Paused. Enter goes on."))
        finally:
            paused = self._clock() - began
            self._began += paused
            self._since += paused
            self.play.lifecycle.do("resume")

    def _help(self) -> None:
        allowed = self.play.allowed()
        self.say(_("Answer with the number shown, or with a response's id. These may be typed as well:"))
        for one in COMMANDS:
            if one.name in allowed or one.name in ("help", "quit"):
                self.say(f"{_(one.word)}: {_(one.help)}", first=f"{one.letter} ")
        self._shown = None

    def show_once(self, what: Any, show: Callable[[], None]) -> None:
        """Show what may be picked when it changes, and not before every question."""
        if what != self._shown:
            self._shown = what
            show()

    def understood(self) -> None:
        self._misunderstood = 0

    def not_understood(self, answer: str) -> None:
        """Say so, and ask again. Raises NotUnderstood for a pipe that never makes sense."""
        self.say(_("“{answer}” is not among what can be answered here.").format(answer=answer[:80]))
        self._misunderstood += 1
        if not self._console.interactive and self._misunderstood >= MOST_MISUNDERSTOOD:
            raise NotUnderstood

    def seconds_to_answer(self, scene: Scene) -> int:
        """How long silence lets one think here, extensions included."""
        return (scene.silence_after or 0) * self._extended.get(scene.moment, 1)

    def _patience(self) -> float | None:
        """Seconds before silence speaks; None where no timer runs."""
        if "keep_silent" not in self.play.allowed():
            return None
        return max(0.0, self.seconds_to_answer(self.scene) - (self._clock() - self._since))

    def _extend(self) -> None:
        scene = self.scene
        self._extended[scene.moment] = self._extended.get(scene.moment, 1) * _EXTENSION
        self.say(_("You have more time."))
        self._shown = None

    def _silence(self) -> None:
        self._console.forget_typing()
        self.decide(do.KeepSilent(at=self.now()))

    def say(self, text: str, *, first: str = "") -> None:
        self._console.say(text, first=first)

    def foreign(self, text: str, first: str) -> None:
        """The author's words, set as their own language is printed."""
        self._console.say(text, first=first, language=self.play.script.scenario.language)

    def gap(self) -> None:
        self._console.gap()


def _refusal(name: str, *, practice: bool) -> str:
    if name == "undo":
        return _("There is nothing to take back.") if practice else _("Answers are taken back in practice only.")
    refused = {
        "observe": _("You cannot observe at this point, or have done so already."),
        "breathe": _("There is no need to breathe here, or you have done so already."),
    }
    return refused.get(name, _("Not possible at this point."))
