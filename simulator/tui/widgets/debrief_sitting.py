"""One debrief as it is walked: what the trainee has said of the call so far, and what may be shown to him."""

from collections.abc import Mapping

import msgspec

from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.gap import SelfRating
from simulator.debrief.report import Report, debrief
from simulator.errors import IllegalDecision
from simulator.rubric.golden import QUESTIONS, Profile, profile
from simulator.scenario.vocabulary import Mood
from simulator.tui.memory import Keeper
from simulator.wording.typography import typeset

LOOKS_BACK, COMMITS = 4, 8
"""The steps from which one looks back at the call, and at which one commits to something."""


class Sitting:
    """Nothing of the call is worked out, let alone shown, before the trainee has rated himself."""

    def __init__(self, play: Play, keeper: Keeper) -> None:
        self.play = play
        self.keeper = keeper
        self.felt = ""
        self.empathy: int | None = None
        self.naturalness: int | None = None
        self.stage: str | None = None
        self.mood: Mood | None = None
        self.rating: SelfRating | None = None
        self.commitment = ""
        self.rewrites: dict[int, str] = {}
        """What the trainee would say instead of each stock phrase, by its place among them."""
        self.profile: Profile | None = None
        self._report: Report | None = None
        if play.phase is Phase.ENDED:
            play.lifecycle.do("debrief")

    @property
    def script(self) -> Script:
        return self.play.script

    @property
    def customer(self) -> str:
        """The customer's name: foreign text."""
        return self.printed(self.script.customer.name)

    def printed(self, text: str) -> str:
        """The scenario's words with the spaces and apostrophes of its language."""
        return typeset(text, self.script.scenario.language)

    @property
    def is_revealed(self) -> bool:
        return self.rating is not None

    @property
    def report(self) -> Report:
        """What the call meant. Raises IllegalDecision before the self-rating."""
        if self.rating is None:
            raise IllegalDecision("not_allowed_now", action="look_back", phase=self.play.phase.value)
        if self._report is None:
            self._report = debrief(self.play, self_rating=self.rating, profile=self.profile)
        return self._report

    @property
    def is_rated(self) -> bool:
        """Everything has been given a figure or a word."""
        return None not in (self.empathy, self.naturalness, self.stage, self.mood)

    def rate(self) -> None:
        """The self-rating stands from now on, and the rest may be shown."""
        if self.rating is not None:
            return
        assert self.empathy is not None
        assert self.naturalness is not None
        assert self.stage is not None
        assert self.mood is not None
        self.play.lifecycle.do("rate")
        self.rating = SelfRating(self.empathy, self.naturalness, self.stage, self.mood, self.felt)
        self.keeper.rated(msgspec.to_builtins(self.rating))

    def feel(self, word: str) -> None:
        """One word on how it felt; it may change until the self-rating stands."""
        if self.rating is None:
            self.felt = word.strip()

    def commit(self, text: str) -> None:
        """What the trainee sets out to do: written down, to come back at the next sitting."""
        if text.strip() != self.commitment:
            self.commitment = text.strip()
            self.keeper.committed(self.commitment)

    def introduce(self, answers: Mapping[str, str]) -> None:
        """How the trainee likes to be treated, told before the debrief or in the middle of it."""
        self.profile = as_profile(answers)
        self._report = None

    def arrive(self, step: int) -> None:
        """Keep the lifecycle where the trainee is; steps are counted from 1."""
        lifecycle = self.play.lifecycle
        if step >= LOOKS_BACK and lifecycle.phase is Phase.VERDICT:
            lifecycle.do("look_back")
        if step >= COMMITS and lifecycle.phase is Phase.REPLAYING:
            lifecycle.do("commit")
        elif step < COMMITS and lifecycle.phase is Phase.COMMITTING:
            lifecycle.do("look_back")

    def close(self) -> None:
        if self.play.phase is not Phase.CLOSED:
            self.play.lifecycle.do("close")


class Aside(Keeper):
    """For "try again from here": the first attempt stays the record, only a commitment is written down."""

    def __init__(self, first: Keeper) -> None:
        super().__init__(None, lambda _error: None)
        self._first = first

    def committed(self, text: str) -> None:
        self._first.committed(text)


def as_profile(answers: Mapping[str, str]) -> Profile | None:
    """The profile behind the settings' answers, those that mean nothing left aside; None without any."""
    sound = {question: need for question, need in answers.items() if need in QUESTIONS.get(question, ())}
    return profile(sound) if sound else None
