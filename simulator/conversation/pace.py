"""How long things take. Time is shown and never scored."""

import heapq
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from simulator.conversation.denominator import branches
from simulator.rubric.naturalness import word_count
from simulator.scenario.model import Compose, Exchange, Moment, Read, Response, Scenario, exists_for, words_for
from simulator.scenario.vocabulary import OUTCOMES

if TYPE_CHECKING:
    from simulator.conversation.script import Script

SPOKEN_PACE, TYPED_PACE = 150, 40
"""Words a minute."""
OBSERVE_SECONDS: Final = 4
BREATHE_SECONDS: Final = 6
HOLD_SECONDS: Final = 60
TOOL_SECONDS: Final = 10
"""For each tool of the desk, where a response moves the request."""
READING_PACE: Final = 200
"""Words a minute read on a screen by somebody who weighs them; silent reading of prose is about 240 (Brysbaert,
2019, "How many words do we read per minute?")."""
CHOOSING_SECONDS: Final = 10
"""To make up one's mind at a moment. A choice of ours."""


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


def minutes(scenario: Scenario, variant: str | None = None) -> int:
    """About how long a trainee sits at a call, in whole minutes, 1 at least; the debrief comes on top.

    Static: the quickest way from the start to a solved ending, or to the best outcome there is, conditions ignored
    (Dijkstra, 1959). A moment costs the reading of everything it shows, its longest answer and 10 s to choose.
    """
    quickest: dict[str, int] = {}
    at_endings: dict[str, int] = {}
    queue: list[tuple[int, str]] = [(0, scenario.start)]
    while queue:
        seconds, name = heapq.heappop(queue)
        if name in scenario.endings:
            at_endings.setdefault(scenario.endings[name].outcome, seconds)
        elif name in scenario.moments and name not in quickest:
            quickest[name] = seconds
            moment = scenario.moments[name]
            if exists_for(moment.only, variant):
                onward = seconds + _seconds(sum(map(word_count, _shown(moment, variant))), READING_PACE)
                for target in dict.fromkeys(branch.to for branch in branches(moment, variant)):
                    heapq.heappush(queue, (onward + CHOOSING_SECONDS, target))
    best = next((at_endings[outcome] for outcome in OUTCOMES if outcome in at_endings), 0)
    return max(1, -(-best // 60))


def _shown(moment: Moment, variant: str | None) -> Iterator[str]:
    """Everything that a moment may show at once, and the longest of what may be replied."""
    lines = [words_for(case.text, variant) or "" for case in moment.line]
    yield max(lines, key=word_count, default="")
    if isinstance(moment, Read):
        yield from moment.misreadings.values()
    if isinstance(moment, Compose):
        yield from (question.text for question in moment.questions.values())
    spoken = {Exchange: "responses", Compose: "parts"}.get(type(moment))
    responses: dict[str, Response] = getattr(moment, spoken) if spoken else {}
    for response in responses.values():
        if exists_for(response.only, variant):
            yield response.say
    yield max((words_for(one.reply, variant) or "" for one in responses.values()), key=word_count, default="")
