"""The lifecycle of a conversation: what may be done now. The only door to `transitions`.

The machine decorates a private object and is fed constants of this file only: no word of a scenario ever becomes
a state, a trigger or a callback.
"""

from enum import StrEnum
from typing import Any, Final

from simulator.errors import IllegalDecision


class Phase(StrEnum):
    """Where the conversation is in its life."""

    BRIEFING = "briefing"
    LISTENING = "listening"
    DECIDING = "deciding"
    DELIVERING = "delivering"
    COMPOSING = "composing"
    REREADING = "rereading"
    READING = "reading"
    REFLECTING = "reflecting"
    REACTING = "reacting"
    PAUSED = "paused"
    ENDED = "ended"
    SELF_RATING = "self_rating"
    VERDICT = "verdict"
    REPLAYING = "replaying"
    COMMITTING = "committing"
    CLOSED = "closed"


LIVE: Final = (Phase.DECIDING, Phase.DELIVERING, Phase.COMPOSING, Phase.REREADING, Phase.READING, Phase.REFLECTING)
"""Phases in which the customer waits for the agent."""
_ALERT: Final = (Phase.DECIDING, Phase.COMPOSING, Phase.READING, Phase.REFLECTING)

TRANSITIONS: Final[tuple[tuple[str, tuple[Phase, ...], Phase | None], ...]] = (
    ("answer", (Phase.BRIEFING,), Phase.LISTENING),
    ("face_exchange", (Phase.LISTENING,), Phase.DECIDING),
    ("face_compose", (Phase.LISTENING,), Phase.COMPOSING),
    ("face_read", (Phase.LISTENING,), Phase.READING),
    ("face_reflect", (Phase.LISTENING,), Phase.REFLECTING),
    ("observe", _ALERT, None),
    ("breathe", _ALERT, None),
    ("coach", _ALERT, None),
    ("choose", (Phase.DECIDING,), Phase.DELIVERING),
    ("respond", (Phase.DECIDING,), Phase.REACTING),
    ("keep_silent", (Phase.DECIDING,), Phase.REACTING),
    ("deliver", (Phase.DELIVERING,), Phase.REACTING),
    ("compose", (Phase.COMPOSING,), Phase.REREADING),
    ("reconsider", (Phase.DELIVERING,), Phase.DECIDING),
    ("take_back", (Phase.REREADING,), Phase.COMPOSING),
    ("send", (Phase.REREADING,), Phase.REACTING),
    ("read", (Phase.READING,), Phase.REACTING),
    ("reflect", (Phase.REFLECTING,), Phase.REACTING),
    ("go_on", (Phase.REACTING,), Phase.LISTENING),
    ("end", (Phase.REACTING,), Phase.ENDED),
    ("debrief", (Phase.ENDED,), Phase.SELF_RATING),
    ("rate", (Phase.SELF_RATING,), Phase.VERDICT),
    ("look_back", (Phase.VERDICT, Phase.COMMITTING), Phase.REPLAYING),
    ("commit", (Phase.REPLAYING,), Phase.COMMITTING),
    ("close", (Phase.SELF_RATING, Phase.VERDICT, Phase.REPLAYING, Phase.COMMITTING), Phase.CLOSED),
)
"""Action, the phases it is allowed in, and where it leads (None: it stays)."""


class _Walker:
    """What the machine decorates; nobody outside sees it."""

    state: str


class Lifecycle:
    """The machine behind typed questions. `pause` remembers where to `resume`."""

    def __init__(self, phase: Phase = Phase.BRIEFING) -> None:
        from transitions import Machine  # start-up time: a checker imports plays, and seldom plays one

        self._walker: Any = _Walker()
        self._machine = Machine(
            model=self._walker,
            states=[phase.value for phase in Phase],
            initial=phase.value,
            auto_transitions=False,
            send_event=False,
        )
        for action, sources, target in TRANSITIONS:
            for source in sources:
                self._machine.add_transition(action, source.value, (target or source).value)
        for live in LIVE:
            self._machine.add_transition("pause", live.value, Phase.PAUSED.value)
            self._machine.add_transition(f"resume_{live.value}", Phase.PAUSED.value, live.value)
        self._paused_at: Phase | None = None

    @property
    def phase(self) -> Phase:
        return Phase(self._walker.state)

    @property
    def actions(self) -> frozenset[str]:
        """The actions that lead somewhere from here."""
        triggers = self._machine.get_triggers(self._walker.state)
        allowed = {name for name in triggers if not name.startswith("resume_")}
        return frozenset(allowed | {"resume"} if self.phase is Phase.PAUSED else allowed)

    def do(self, action: str) -> Phase:
        """Take an action. Raises IllegalDecision where the phase does not allow it."""
        if action not in self.actions:
            raise IllegalDecision("not_allowed_now", action=action, phase=self.phase.value)
        if action == "pause":
            self._paused_at = self.phase
        if action == "resume":
            assert self._paused_at is not None
            action = f"resume_{self._paused_at.value}"
        self._walker.trigger(action)
        return self.phase
