"""How long things take. Time is shown and never scored."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from simulator.rubric.naturalness import word_count
from simulator.scenario.model import Response

if TYPE_CHECKING:
    from simulator.conversation.script import Script

SPOKEN_PACE, TYPED_PACE = 150, 40
"""Words a minute."""
OBSERVE_SECONDS: Final = 4
BREATHE_SECONDS: Final = 6
HOLD_SECONDS: Final = 60
TOOL_SECONDS: Final = 10
"""For each tool of the desk, where a response moves the request."""


def _seconds(words: int, pace: int) -> int:
    """Rounded up to whole seconds."""
    return -(-words * 60 // pace)


def customer_seconds(script: "Script", words: str) -> int:
    """The time of the customer's words: spoken, typed in a chat, and already written in an e-mail."""
    if script.scenario.channel == "email":
        return 0
    return _seconds(word_count(words), SPOKEN_PACE if script.spoken else TYPED_PACE)


def turn_seconds(script: "Script", words: Iterable[str], responses: Collection[Response]) -> int:
    """The agent's turn: his words, a hold, and his tools where he works on the request."""
    seconds = _seconds(sum(map(word_count, words)), SPOKEN_PACE if script.spoken else TYPED_PACE)
    if any(response.action == "hold" for response in responses):
        seconds += HOLD_SECONDS
    if any(response.progress for response in responses):
        seconds += TOOL_SECONDS * script.desk.tools
    return seconds
