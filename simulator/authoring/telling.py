"""What tells an id to whoever talks with a customer: a response, a cue, a right reading; conditions are ignored."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from simulator.authoring.paths.facts import Fact
from simulator.authoring.worth import moments_of, spoken
from simulator.scenario.model import Read, exists_for

if TYPE_CHECKING:
    from simulator.authoring.study import Case


def tellings(case: "Case") -> Iterator[tuple[Fact, tuple[str, ...]]]:
    """What has to happen, as a fact that `case.reach` can be asked of, and the ids that it then makes known."""
    for _, name, moment in moments_of(case):
        for number, cue in enumerate(moment.cues):
            if cue.reveals and exists_for(cue.only, case.variant):
                yield ("cue", name, number), cue.reveals
        for one, response in spoken(moment, case.variant):
            if response.reveals:
                yield ("open", name, one), response.reveals
        if isinstance(moment, Read):
            yield ("moment", name), moment.right
