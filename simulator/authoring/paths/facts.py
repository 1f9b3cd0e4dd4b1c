"""What can be asked about a case: the things that can happen in it, each under one name."""

from collections.abc import Callable, Iterator

from simulator.authoring.asking import asked_in, is_asked_of
from simulator.conversation.asides import SILENCE
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.scenario.model import Branch, Exchange, Moment, Scenario, exists_for

Fact = tuple[str | int, ...]
"""Something that can happen.

("moment", m)            a call comes to the moment
("ending", e)            a call comes to the ending
("open", m, r)           the response (or part) can be chosen there
("way", m, r, n)         the n-th way on is taken; r is "" for a moment's own ways, "!silence" for a silence's
("line", m, n)           the n-th line of the moment is said
("cue", m, n)            the n-th cue of the moment can be noticed
("use", m, r, id)        the id is known where a response that uses it can be chosen
("knows", m, id)         the id is known while the agent has the word at the moment; answered exactly where a
                         condition there asks for it
("wish-met", wish)       an offer meets the wish while it is known
("closed", m)            nothing is open at the moment
("trap", m)              a call comes to the moment and can from there no longer come to an ending
("mood", word)           a call ends with the customer in this mood
"""


def facts(script: Script, is_settled: Callable[[str], bool] = lambda name: False) -> Iterator[Fact]:
    """Everything that the checker wants to know of one customer's call, the moods of its end left out.

    Moments of which all is settled are left out, but for what their conditions ask.
    """
    scenario = script.scenario
    yield from (("ending", name) for name in script.ending_ids)
    yield from (("wish-met", wish) for wish in script.customer.wishes)
    for name, moment in scenario.moments.items():
        if exists_for(moment.only, script.variant) and not is_settled(name):
            yield from _of_a_moment(script, name, moment)
    yield from _conditions(script, scenario)


def _of_a_moment(script: Script, name: str, moment: Moment) -> Iterator[Fact]:
    yield ("moment", name)
    yield ("closed", name)
    yield ("trap", name)
    yield from (("line", name, number) for number in range(len(moment.line)))
    yield from (("cue", name, number) for number in range(len(moment.cues)))
    for one, response in spoken_options(moment).items():
        if exists_for(response.only, script.variant):
            yield ("open", name, one)
            yield from (("use", name, one, used) for used in response.uses if used in script.knowable)
            if isinstance(moment, Exchange):
                yield from _ways(script, name, one, response.then)
    if not isinstance(moment, Exchange):
        yield from _ways(script, name, "", moment.then)
    elif moment.silence is not None:
        yield from _ways(script, name, SILENCE, moment.silence.then)


def _ways(script: Script, moment: str, response: str, branches: tuple[Branch, ...]) -> Iterator[Fact]:
    """The ways that this customer has."""
    for number, branch in enumerate(branches):
        if script.has(branch.to):
            yield ("way", moment, response, number)


def _conditions(script: Script, scenario: Scenario) -> Iterator[Fact]:
    for asked in asked_in(scenario):
        if asked.condition.knows and is_asked_of(scenario, asked, script.variant):
            for wanted in asked.condition.knows:
                if wanted in script.knowable:
                    yield ("knows", asked.moment, wanted)
