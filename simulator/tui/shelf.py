"""The scenarios that the home screen offers: read once, those that cannot be played left out and counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from simulator.conversation.pace import minutes
from simulator.errors import PlatineError
from simulator.scenario.model import Scenario
from simulator.scenario.packs import entries
from simulator.scenario.reading import read_scenario
from simulator.wording.typography import typeset


@dataclass(frozen=True)
class Title:
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

    @cached_property
    def minutes(self) -> int:
        """About how long a trainee sits at the call, 1 at least."""
        return minutes(self.scenario)

    def printed(self, text: str) -> str:
        """The scenario's words with the spaces and apostrophes of its language."""
        return typeset(text, self.scenario.language)


def titles(extra: Sequence[Path] = ()) -> Iterator[Title | PlatineError | Path]:
    """Every scenario of every pack, one at a time as it is read; the path of one that cannot be played."""
    try:
        for entry in entries(extra):
            try:
                # Not the entry's own reading: that would be kept, with the places of all its words, until the last.
                scenario = read_scenario(entry.path).scenario
            except PlatineError as error:
                yield error
                continue
            yield Title(entry.pack.title, scenario, entry.path) if scenario is not None else entry.path
    except PlatineError as error:
        yield error
