"""How much of a scenario was met: its moments, its responses and parts, its endings."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import msgspec

from simulator.authoring.paths.facts import Fact
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.scenario.model import exists_for

KIND_OF: Final = {"moment": "moments", "open": "responses", "ending": "endings"}
"""What is counted of each kind, by what the exploration calls it."""
KINDS: Final = tuple(KIND_OF.values())


class Share(msgspec.Struct, frozen=True):
    """Of the things of one kind that a customer can meet, how many were met."""

    reached: int
    of: int
    never: tuple[str, ...]
    """Those that were not, in the scenario's order: moments and endings by id, responses as `moment.response`."""
    excluded: tuple[str, ...] = ()
    """Those of them that no play can meet, by proof."""

    @property
    def share(self) -> float:
        """0..1; 1 where there is nothing to meet."""
        return self.reached / self.of if self.of else 1.0


Coverage = dict[str, Share]
"""A share for each of `KINDS`."""


def things(script: Script) -> dict[str, tuple[str, ...]]:
    """What exists for the customer on the line, of each kind, in the scenario's order."""
    variant = script.variant
    moments = {name: moment for name, moment in script.scenario.moments.items() if exists_for(moment.only, variant)}
    return {
        "moments": tuple(moments),
        "responses": tuple(
            f"{name}.{one}"
            for name, moment in moments.items()
            for one, response in spoken_options(moment).items()
            if exists_for(response.only, variant)
        ),
        "endings": tuple(
            name for name, ending in script.scenario.endings.items() if exists_for(ending.only, variant)
        ),
    }


def coverage(
    there: dict[str, tuple[str, ...]],
    met: Mapping[str, Collection[str]],
    is_excluded: Callable[[Fact], bool] = lambda fact: False,
) -> Coverage:
    """How much of what is there was met."""
    found: Coverage = {}
    for kind in KINDS:
        never = tuple(name for name in there[kind] if name not in met[kind])
        excluded = tuple(name for name in never if is_excluded(fact(kind, name)))
        found[kind] = Share(len(there[kind]) - len(never), len(there[kind]), never, excluded)
    return found


def fact(kind: str, name: str) -> Fact:
    """What the exploration calls it that a play meets this."""
    if kind == "responses":
        moment, _dot, response = name.rpartition(".")
        return ("open", moment, response)
    return (kind.removesuffix("s"), name)


def united(every: Iterable[dict[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """What exists for any of several customers."""
    found: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
    for there in every:
        for kind, names in there.items():
            found[kind].update(dict.fromkeys(names))
    return {kind: tuple(names) for kind, names in found.items()}
