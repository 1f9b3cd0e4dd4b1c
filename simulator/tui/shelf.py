"""The scenarios that the home screen offers: read once, those that cannot be played left out and counted."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from simulator.conversation.pace import SPOKEN_PACE, TYPED_PACE
from simulator.conversation.ground import spoken_options
from simulator.errors import PlatineError
from simulator.rubric.naturalness import word_count
from simulator.scenario.model import Scenario, words_for
from simulator.scenario.packs import entries
from simulator.scenario.vocabulary import SPOKEN

_SHARE_HEARD = 2
"""A call through a branching scenario meets about half of its moments."""
_THINKING = 20
"""Seconds to read the responses and choose, a moment."""


class Title(NamedTuple):
    """A scenario that can be played, and where it comes from."""

    pack: str
    scenario: Scenario
    path: Path | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.scenario.id, self.scenario.language

    @property
    def variants(self) -> tuple[str | None, ...]:
        """The customers one may have on the line; None is the scenario's own."""
        return (None, *self.scenario.variants)

    @property
    def minutes(self) -> int:
        """About how long a call takes, 1 at least: half of the lines and mean responses, and time to choose."""
        scenario = self.scenario
        pace = SPOKEN_PACE if scenario.channel in SPOKEN else TYPED_PACE
        words = 0.0
        for moment in scenario.moments.values():
            words += word_count(words_for(moment.line[0].text, None) or "") if moment.line else 0
            spoken = [word_count(response.say) for response in spoken_options(moment).values()]
            words += sum(spoken) / len(spoken) if spoken else 0
        seconds = words * 60 / pace / _SHARE_HEARD + len(scenario.moments) * _THINKING / _SHARE_HEARD
        return max(1, round(seconds / 60))


def titles(extra: Sequence[Path] = ()) -> Iterator[Title | PlatineError | Path]:
    """Every scenario of every pack, one at a time as it is read; the path of one that cannot be played."""
    try:
        for entry in entries(extra):
            try:
                scenario = entry.reading.scenario
            except PlatineError as error:
                yield error
                continue
            yield Title(entry.pack.title, scenario, entry.path) if scenario is not None else entry.path
    except PlatineError as error:
        yield error
