"""A large scenario costs what is played of it."""

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from tests.kit import exchange, response, scenario


def test_only_the_moments_that_are_played_are_compiled() -> None:
    moments = {f"m{number}": exchange(responses={"on": response(f"m{number + 1}")}) for number in range(50)}
    moments["m50"] = exchange(responses={"on": response("done")})
    script = Script(scenario(moments))
    assert not script.nodes
    play = Play(script)
    play.decide(do.Respond(response="on"))
    play.decide(do.Respond(response="on"))
    assert script.nodes.keys() <= {0, 1, 2}
    assert script.cues.keys() <= {0, 1, 2}
