"""The decisions of a play written down as the items of a path, as `platine trace` takes them."""

from collections.abc import Sequence

from simulator.conversation import decisions as do
from simulator.conversation.asides import BREATHE, OBSERVE
from simulator.conversation.script import Script

Taken = tuple[int, do.Decision]
"""A decision and the place of the moment it was taken at."""


def path_of(script: Script, taken: Sequence[Taken]) -> tuple[str, ...]:
    """The items of a path. A reflection needs none, unless a look follows it: `moment.` says which is meant."""
    items: list[str] = []
    passed: list[str] = []
    for place, decision in taken:
        name = script.moment_ids[place]
        match decision:
            case do.Reflect():
                passed.append(f"{name}.")
                continue
            case do.Observe() | do.Breathe():
                items += passed
                items.append(OBSERVE if isinstance(decision, do.Observe) else BREATHE)
            case do.Deliver(tone=tone):
                items[-1] += f"@{tone}"
            case do.Respond(response=response):
                items.append(f"{name}.{response}")
            case do.Compose(parts=parts):
                items.append(f"{name}.{'+'.join(parts)}")
            case do.Read(pick=pick):
                items.append(f"{name}.{pick}")
        passed = []
    return tuple(items)
