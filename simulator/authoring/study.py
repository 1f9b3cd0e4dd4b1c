"""One scenario under study: what the rules look at, each part worked out when it is first asked for.

A scenario with two customers is two cases: each is explored, scored and played by the strategies on its own.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.reach import Ended, Reach
from simulator.authoring.paths.sweep import Budget, Ground, Purse
from simulator.authoring.size import Size, size
from simulator.conversation.script import Script
from simulator.errors import BadPath
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Scenario
from simulator.scenario.reading import Reading
from simulator.scenario.rehearsal import Rehearsal

if TYPE_CHECKING:
    from simulator.authoring.bots import Table
    from simulator.authoring.paths.ranges import Ranges


class Study:
    """A scenario that can be played, with its file and what stands beside it."""

    def __init__(
        self,
        reading: Reading,
        scenario: Scenario,
        rehearsals: Sequence[Rehearsal] = (),
        *,
        budget: Budget | None = None,
        siblings: Sequence[Scenario] = (),
    ) -> None:
        """`siblings`: the same scenario in other languages, as far as they are at hand."""
        self.reading = reading
        self.scenario = scenario
        self.rehearsals = tuple(rehearsals)
        self.budget = budget or Budget.of(len(scenario.moments))
        self.is_thrifty = budget is None
        """Whether all questions together are held to a bound; whoever names a budget wants it for each."""
        self.siblings = tuple(siblings)
        self.cases = tuple(Case(self, variant) for variant in (None, *scenario.variants))

    def finding(
        self,
        code: str,
        *path: str | int,
        on_key: bool = True,
        moment: str | None = None,
        response: str | None = None,
        variant: str | None = None,
        detail: str = "",
        **arguments: str,
    ) -> Finding:
        """A finding at a part of the document, `"moments", "welcome", "responses", "listen"`.

        It points at the part's key, or with `on_key` false at its value. Without a path: the whole file. `detail`
        names more precise words than those of the code, if there are such.
        """
        if detail:
            arguments["detail"] = detail
        reading = self.reading
        if not path:
            place = Place(str(reading.files[0])) if reading.files else reading.place()
        else:
            place = reading.key_place(*path) if on_key else reading.place(*path)
        return Finding(code, place, arguments, moment, response, variant)


class Case:
    """A scenario with one of its customers on the line."""

    def __init__(self, study: Study, variant: str | None) -> None:
        self.study = study
        self.variant = variant

    @property
    def name(self) -> str:
        """The variant's id; `base` for the scenario's own customer."""
        return self.variant or "base"

    @property
    def rehearsal_name(self) -> str:
        """What the rehearsal of the best path is called."""
        from simulator.authoring.bots import key_name  # start-up time: a quick check plays nothing

        return key_name(self.variant)

    def block(self, name: str) -> tuple[str, ...]:
        """Where a block of this customer's is written, as `wishes` is: with the first customer if he inherits it."""
        scenario = self.study.scenario
        mine, first = getattr(scenario.customer_of(self.variant), name), getattr(scenario.customer, name)
        return ("customer", name) if self.variant is None or mine is first else ("variants", self.variant, name)

    @cached_property
    def script(self) -> Script:
        return Script(self.study.scenario, self.variant)

    @cached_property
    def _ground(self) -> Ground:
        study = self.study
        return Ground(self.script, self.graph, Purse(study.budget, len(study.cases)) if study.is_thrifty else None)

    @cached_property
    def graph(self) -> Graph:
        """The moments and where they may lead, conditions ignored."""
        return Graph(self.script)

    @cached_property
    def reach(self) -> Reach:
        """What can happen and what cannot, with a witness path for each thing that can."""
        return Reach(self._ground, self.study.budget)

    @cached_property
    def ranges(self) -> "Ranges":
        """The least and the most that each score can come to."""
        from simulator.authoring.paths.ranges import Ranges  # start-up time: a quick check asks for no scores

        return Ranges(self._ground, self.study.budget, self._calls)

    def _calls(self) -> list[Ended]:
        """Calls that came to an ending: the one rehearsed as the best, and those met while exploring."""
        return [*self._rehearsed(), *self.reach.ended]

    def _rehearsed(self) -> Iterator[Ended]:
        from simulator.authoring.bots import key_path  # start-up time: a quick check plays nothing
        from simulator.conversation.path import walk  # start-up time: the same
        from simulator.conversation.play import Play  # start-up time: the same

        path = key_path(self.script, self.study.rehearsals)
        if path is None:
            return
        play = Play(self.script)
        try:
            items = tuple(step.item.text for step in walk(play, path))
        except BadPath:
            # The rehearsal itself tells of it; here it only shows nothing.
            return
        if play.is_over:
            yield play.state, lambda: items

    @cached_property
    def size(self) -> Size:
        """How much of the scenario there is for this customer."""
        return size(self.study.scenario, self.variant)

    @cached_property
    def table(self) -> "Table":
        """The strategies' marks, the key left out: a rehearsal that cannot be walked would leave none of them."""
        from simulator.authoring.bots import LEAST_WORK, MOST_WORK, bots  # start-up time: a quick check plays nothing

        # Customers share the work, so that a file takes no longer for having many of them.
        work = max(LEAST_WORK, MOST_WORK // len(self.study.cases))
        return bots(self.script, work=work)
