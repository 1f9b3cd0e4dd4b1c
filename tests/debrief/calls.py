"""Small calls whose every number can be worked out by hand."""

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.model import Cue, Customer, Desk, Empathy, Ending, LineCase, Read, Reflect, Scenario, Silence
from tests.kit import customer, exchange, response, scenario, to

SORRY = "We sincerely apologise for the inconvenience."
RIGHT = "Twenty-two minutes: what is at stake today?"


def box_call(*, who: Customer | None = None, load: str = "light", channel: str = "phone") -> Scenario:
    """Two exchanges: the first opens what matters, the second serves it."""
    opening = {
        "ask": response(
            "close", RIGHT, empathy="full", uses=("wait", "tired"), reveals=("sure", "owned", "online"),
            reply="My daughter has an exam at two.",
        ),
        "sorry": response("close", SORRY, empathy=Empathy(1), naturalness=2, coach="Anybody could say it to anybody."),
        "rule": response("opening", "It is what it is.", dismisses=True),
        "guess": response("close", "You shall be online at two.", empathy=Empathy(1), offers=("deadline",)),
    }  # fmt: skip
    closing = {
        "serve": response(
            "done", "Two ways, and I hold both: is that it?", empathy="full", uses=("online",),
            offers=("certainty", "ownership", "deadline"), confirms=True, progress=2,
        ),
        "half": response("done", "I will see to it, by two.", empathy="full", offers=("deadline",)),
        "no": response("lost", "Thursday, then.", empathy="none"),
    }  # fmt: skip
    return scenario(
        {
            "opening": exchange(
                (1, 2, 2),
                responses=opening,
                cues=(
                    Cue("A sigh", ("tired",)),
                    Cue("A child reading aloud", ("again",), hidden=True),
                ),
            ),
            "close": exchange((1, 2, 0), line="And so?", responses=closing),
        },
        who=who or customer(known=("wait",), verdicts={"relieved": "Thank you.", "angry": "I am leaving."}),
        desk=Desk(load),  # type: ignore[arg-type]
        channel=channel,
    )


def clouded_call(load: str) -> Scenario:
    """One exchange with a cue that a loaded agent does not see, and a silence that may speak."""
    opening = exchange(
        (1, 1, 1),
        responses={"yes": response("done", "I see.", empathy="full")},
        cues=(Cue("A clock ticking", ("again",), load_hides="loaded"),),
        silence=Silence(10, to("lost")),
    )
    return scenario({"opening": opening}, desk=Desk(load))  # type: ignore[arg-type]


def reading_call() -> Scenario:
    """A reading, a golden reflection, then one exchange."""
    return scenario(
        {
            "guess": Read((LineCase("Silence."),), "feels", ("tired",), {"bored": "Bored by it all"}, to("think")),
            "think": Reflect("golden", to("end")),
            "end": exchange((1, 0, 0), responses={"yes": response("done", "I see.", empathy="full")}),
        },
        endings={"done": Ending("solved", "Done.")},
    )


def played(of: Scenario | Script, *decisions: do.Decision | str) -> Play:
    """A play of these decisions; a plain word is a response."""
    play = Play(of if isinstance(of, Script) else Script(of))
    play.answer()
    for decision in decisions:
        play.decide(do.Respond(response=decision) if isinstance(decision, str) else decision)
    return play
