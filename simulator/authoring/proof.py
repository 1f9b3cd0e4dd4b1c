"""What the checker has proven about a script, asked from outside of a study."""

from fractions import Fraction
from functools import cached_property

from simulator.authoring.paths.bounds import bounds
from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.reach import Reach
from simulator.authoring.paths.sweep import Budget, Ground
from simulator.conversation.script import Script


class Proof:
    """The exploration of one script, done when it is first asked for something."""

    def __init__(self, script: Script, budget: Budget | None = None) -> None:
        self._script = script
        self._budget = budget or Budget.of(len(script.moments))

    @cached_property
    def _graph(self) -> Graph:
        return Graph(self._script)

    @cached_property
    def _reach(self) -> Reach:
        return Reach(Ground(self._script, self._graph), self._budget)

    @property
    def exact(self) -> bool:
        """Whether every state was explored."""
        return self._reach.exact

    def excludes(self, fact: Fact) -> bool:
        """Whether no play can show this."""
        return self._reach.excluded(fact)

    @cached_property
    def overall(self) -> tuple[Fraction, Fraction]:
        """Between which marks every play ends that comes to an ending; 0..100."""
        between = bounds(self._script, self._graph)["overall"]
        return between.low, between.high
