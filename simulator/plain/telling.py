"""What happened, in lines: who spoke, what shows, and how he takes it.

The mood is told as he shows it, by its word. In practice and with the coach the figures and the reasons follow.
"""

from collections.abc import Iterable

from simulator.conversation.events import (
    Answered,
    Arrived,
    Coached,
    Ended,
    Event,
    Noticed,
    ReadMood,
    Reason,
    Reflected,
    Replied,
    TookBack,
)
from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.debrief.scorecard import current_stage
from simulator.locale import _
from simulator.plain.console import Console
from simulator.rubric.ladder import stage_word
from simulator.rubric.mood import mood_word
from simulator.scenario.model import Read
from simulator.scenario.vocabulary import Stage
from simulator.wording.coach import introduction, questions
from simulator.wording.labels import label
from simulator.wording.naming import called
from simulator.wording.numbers import signed
from simulator.wording.reasons import figures, reason, subject


class Teller:
    """Tells events on a console. `reasons` adds figures and why; `coach` the trainer's own remarks."""

    def __init__(self, console: Console, script: Script, *, reasons: bool, coach: bool) -> None:
        self._console = console
        self._script = script
        self._reasons = reasons
        self._coach = coach

    def tell(self, events: Iterable[Event]) -> None:
        for event in events:
            self._tell(event)

    def _tell(self, event: Event) -> None:
        match event:
            case Arrived():
                self._arrived(event)
            case Replied():
                self.customer(event.words)
            case Noticed():
                self._noticed(event)
            case Coached():
                self._coached(event)
            case Answered():
                self._answered(event)
            case ReadMood():
                self._read(event)
            case Reflected():
                self._console.say(
                    _("You took a moment to think of {customer}.").format(customer=called(self._script))
                )
            case Ended():
                self._ended(event)
            case TookBack():
                self._console.say(_("Taken back."))
            case _:
                pass

    def customer(self, words: str) -> None:
        self._foreign(words, _("CUSTOMER:"))

    def agent(self, words: str, aside: str = "") -> None:
        self._foreign(words, f"{_('YOU:')} ({aside})" if aside else _("YOU:"))

    def _foreign(self, words: str, who: str = "") -> None:
        """The author's words, set as their own language is printed."""
        first = who + " " if who else ""
        self._console.say(words, first=first, rest="  " if who else "", language=self._script.scenario.language)

    def _arrived(self, event: Arrived) -> None:
        self._console.gap()
        if event.line:
            self.customer(event.line)
        self._signs(event.cues)

    def _signs(self, cues: Iterable[str]) -> None:
        for cue in cues:
            self._foreign(cue, _("SIGN:"))

    def _noticed(self, event: Noticed) -> None:
        if event.by == "breathe":
            self._console.say(_("You breathe out. Your load: {load}.").format(load=label("load", event.load)))
        elif event.cues:
            self._console.say(_("You take four seconds to notice."))
        else:
            self._console.say(_("You take four seconds to notice. Nothing more shows."))
        self._signs(event.cues)

    def _coached(self, event: Coached) -> None:
        self._console.say(_("COACH: three questions before you answer."))
        stage: Stage = event.stage  # type: ignore[assignment]
        self._console.say(introduction(stage, self._script))
        for question in questions(stage, self._script).values():
            self._console.say(question, first="- ")

    def _answered(self, event: Answered) -> None:
        asides = [label("tone", event.tone)] if self._script.spoken and event.words else []
        if event.action:
            asides.append(label("action", event.action))
        self._console.gap()
        if event.words:
            self.agent("\n".join(event.words), ", ".join(asides))
        else:
            self._console.say(_("Silence. You have not answered."))
        self.standing(event.after)
        if self._reasons:
            for one in event.reasons:
                self._console.say(f"{reason(one, self._script)}{_tail(one)}", first="- ")
        if self._coach:
            for words in event.coach:
                self._foreign(words, _("COACH:"))

    def standing(self, state: State) -> None:
        """His mood as he shows it; with reasons on, the figures and the stage too."""
        mood = label("mood", mood_word(state.valence, state.arousal, state.control))
        if not self._reasons:
            self._console.say(_("Mood: {mood}.").format(mood=mood))
            return
        self._console.say(
            _(
                "Mood: {mood} (pleasure {valence}, tension {arousal}, grip {control}); trust {trust} of 10;"
                " ladder: {stage}; your load: {load}."
            ).format(
                mood=mood,
                valence=signed(state.valence),
                arousal=signed(state.arousal),
                control=signed(state.control),
                trust=state.trust,
                stage=label("stage", stage_word(current_stage(self._script, state))),
                load=label("load", self._script.load_word(state)),
            )
        )

    def _read(self, event: ReadMood) -> None:
        moment = self._script.scenario.moments[event.moment]
        assert isinstance(moment, Read)
        words = moment.misreadings.get(event.pick)
        if words is None:
            words = label("mood", event.pick) if moment.asks == "mood" else subject(event.pick, self._script)
        self._console.gap()
        self._console.say(_("Your reading: {reading}").format(reading=words))
        if self._reasons:
            self._console.say(_("That is how it is.") if event.right else _("That is not what is going on."))

    def _ended(self, event: Ended) -> None:
        self._console.gap()
        if event.text is not None:
            self._foreign(event.text)
        if event.hung_up:
            self._console.say(_("{customer} has hung up.").format(customer=called(self._script)))
        self._console.say(_("End of the conversation."))


def _tail(one: Reason) -> str:
    told = figures(one)
    return f" [{told}]" if told else ""
