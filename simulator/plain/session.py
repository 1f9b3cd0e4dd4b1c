"""One sitting in lines: the briefing, the call, the debrief. Wherever it is cut, what was decided is kept."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final

import msgspec

from simulator.conversation.play import Play
from simulator.debrief.report import Report, debrief
from simulator.debrief.scorecard import scorecard
from simulator.debrief.trace import trace
from simulator.locale import _
from simulator.plain.answers import number_of
from simulator.plain.briefing import tell_briefing
from simulator.plain.call import Call, Left, NotUnderstood
from simulator.plain.console import Console, EndOfInput
from simulator.plain.debrief import DebriefTeller
from simulator.plain.moments import ASKED
from simulator.plain.rating import ask_rating
from simulator.plain.saving import Saver
from simulator.plain.telling import Teller
from simulator.rubric.golden import Profile
from simulator.wording.naming import called
from simulator.wording.passing import passing
from simulator.wording.remarks import commitment
from simulator.wording.trace import closing
from simulator.wording.typography import typeset

FINE, WRONG_USAGE, SIGNALLED = 0, 2, 128
_LONGEST_COMMITMENT: Final = 300
_SIGNALS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interrupted(BaseException):
    """A signal asks to end. Not an Exception: nothing on the way may take it for an ordinary failure."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Session:
    """A play, new or taken up again, between a console and whoever answers."""

    def __init__(
        self,
        play: Play,
        console: Console,
        saver: Saver,
        *,
        reasons: bool = False,
        coach: bool = False,
        profile: Profile | None = None,
    ) -> None:
        self.play = play
        self._console = console
        self._saver = saver
        self._reasons = reasons or play.practice or coach
        self._coach = coach
        self._profile = profile

    def run(self) -> int:
        """Until the end of the debrief, or of the input. The exit code: 0, 2 for a pipe that makes no sense,
        128 and its number for a signal."""
        with _signals():
            try:
                self._sit()
            except EndOfInput:
                self._close(_("The input has ended."))
            except Left:
                self._close("")
            except NotUnderstood:
                self._close(_("Too many answers in a row were not understood."))
                return WRONG_USAGE
            except Interrupted as interrupted:
                _ignore_signals()
                # Whoever hung up may have taken the terminal away too.
                with suppress(OSError):
                    self._console.gap()
                    self._close(_("Interrupted."))
                return SIGNALLED + interrupted.number
        return FINE

    def _sit(self) -> None:
        resumed = bool(self.play.decisions)
        if not resumed:
            tell_briefing(self._console, self.play.script)
            if self._console.interactive:
                self._console.ask(_("Enter takes the call."))
        self._call(self.play, self._saver).run(ASKED)
        self._saver.finished(self.play)
        self._debrief()

    def _call(self, play: Play, saver: Saver) -> Call:
        reasons = self._reasons or play.practice
        teller = Teller(self._console, play.script, reasons=reasons, coach=self._coach)
        return Call(play, self._console, saver, teller)

    def _close(self, why: str) -> None:
        """One sentence on what became of the call."""
        if self.play.is_over:
            kept = _("The call is over and saved.") if self._saver.saves else _("The call is over.")
        elif not self._saver.saves:
            kept = _("This call is not saved.")
        elif not self.play.decisions:
            kept = _("Nothing was decided yet, so there is nothing to save.")
        else:
            kept = _("The call is saved; go on with it by: platine play --plain --resume")
        self._console.say(f"{why} {kept}".strip())
        self._console.flush()

    def _debrief(self) -> None:
        """The eight steps. Questions end with the input; what there is to tell is told all the same."""
        play, console = self.play, self._console
        play.lifecycle.do("debrief")
        console.gap()
        console.say(_("The debrief."))
        rating = ask_rating(console, called(play.script))
        if rating is not None:
            self._saver.rated(msgspec.to_builtins(rating))
        play.lifecycle.do("rate")
        report = debrief(play, self_rating=rating, profile=self._profile)
        for step in DebriefTeller(console, play.script, report).steps():
            step()
        play.lifecycle.do("look_back")
        play.lifecycle.do("commit")
        ended = self._commit(report)
        self._marks(play)
        play.lifecycle.do("close")
        if not ended:
            self._try_again(report)

    def _commit(self, report: Report) -> bool:
        """One commitment of three, or in one's own words. Whether the input has ended."""
        console = self._console
        proposed = [commitment(one) for one in report.commitments]
        console.say(_("One thing for the next call:"))
        for number, words in enumerate(proposed, start=1):
            console.say(words, first=f"{number}. ")
        try:
            answer = console.ask(
                _("Your choice (1-{most}), or your own words; empty to skip:").format(most=len(proposed))
            )
        except EndOfInput:
            return True
        if answer:
            chosen = number_of(answer, least=1, most=len(proposed))
            self._saver.committed(proposed[chosen - 1] if chosen else answer[:_LONGEST_COMMITMENT])
            console.say(_("Noted: it comes back next time."))
        return False

    def _marks(self, play: Play) -> None:
        """The very lines, and so the very figures, of `platine trace`."""
        self._console.gap()
        for line in closing(trace(play, (), ())):
            self._console.say(line)
        scenario = play.script.scenario
        passed = passing(scorecard(play.script, play.state), scenario, lambda text: typeset(text, scenario.language))
        if passed:
            self._console.say(_("Pass mark: {passed}").format(passed=passed))

    def _try_again(self, report: Report) -> None:
        """Practice from a turn on, as often as wished; the call just played stays the record."""
        while True:
            try:
                answer = self._console.ask(
                    _("Try again from a turn, in practice? (1-{most}; empty to finish):").format(
                        most=len(report.turns)
                    )
                )
            except EndOfInput:
                return
            turn = number_of(answer or "", least=1, most=len(report.turns))
            if turn is None:
                return
            branch = self.play.branch(report.turn(turn).kept)
            try:
                self._call(branch, Saver(None, lambda _error: None)).run(ASKED, from_the_start=False)
            except Left:
                continue
            self._marks(branch)


@contextmanager
def _signals() -> Iterator[None]:
    """Signals that end a process become an exception, so that one sentence can still be said."""

    def interrupt(number: int, _frame: FrameType | None) -> None:
        raise Interrupted(number)

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    """The second ctrl-c must not cut the sentence that the first one asked for."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
