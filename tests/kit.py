"""Small scenarios built in code, for tests that need to see every number."""

from collections.abc import Mapping
from itertools import permutations
from typing import Any

from hypothesis import strategies as st

from simulator.conversation import decisions as do
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.scenario.model import (
    Branch,
    Called,
    Compose,
    Customer,
    Desk,
    Detail,
    Empathy,
    Ending,
    Exchange,
    LineCase,
    Question,
    Read,
    Reflect,
    Response,
    Scenario,
    Wish,
)

REALITY = {"tired": Detail("feels", "Tired of repeating"), "again": Detail("does", "Says it again")}
WISHES = {
    "sure": Wish("feels", "certainty", "To be sure"),
    "owned": Wish("thinks", "ownership", "One person holds it"),
    "online": Wish("does", "deadline", "Online at two"),
}


def to(*names: str) -> tuple[Branch, ...]:
    return tuple(Branch(name) for name in names)


def response(then: str = "", say: str = "Well.", **keys: Any) -> Response:
    return Response(say, to(then) if then else (), **keys)


def exchange(called: tuple[int, int, int] = (1, 1, 1), line: str = "Yes?", **keys: Any) -> Exchange:
    responses = keys.pop("responses")
    return Exchange((LineCase(line),), Called(Empathy(*called)), responses, **keys)


def customer(**keys: Any) -> Customer:
    given: dict[str, Any] = {
        "name": "Karim Belkacem",
        "request": "A working box",
        "wishes": WISHES,
        "reality": REALITY,
        "facts": {"wait": "Twenty-two minutes"},
    }
    return Customer(**{**given, **keys})


def scenario(moments: Mapping[str, Any], *, who: Customer | None = None, **keys: Any) -> Scenario:
    given: dict[str, Any] = {
        "platine": 1,
        "id": "small",
        "title": "Small",
        "language": "en",
        "channel": "phone",
        "customer": who or customer(),
        "moments": dict(moments),
        "endings": {"done": Ending("solved", "It works."), "lost": Ending("unsolved", "The tone.")},
        "start": next(iter(moments)),
    }
    return Scenario(**{**given, **keys})


def one_exchange(*, called: tuple[int, int, int] = (1, 1, 1), who: Customer | None = None, **keys: Any) -> Script:
    """A script of one moment with one response, `it`, that ends the conversation; keys are the response's."""
    settings = {name: keys.pop(name) for name in ("channel", "desk", "hangs_up") if name in keys}
    return Script(
        scenario({"only": exchange(called, responses={"it": response("done", **keys)})}, who=who, **settings)
    )


def full_scenario(channel: str = "phone", load: str = "light") -> Scenario:
    """All four kinds of moment, a loop, conditions, cues, a hang-up and a variant."""
    other = customer(name="Ada", wishes={"quick": Wish("does", "speed", "To be quick")}, reality={})
    hub = {
        "listen": response(
            "guess", "Twenty-two minutes: what is at stake?", empathy="full", uses=("wait", "tired"),
            reveals=("sure", "owned", "quick"), reply="My daughter has an exam.",
        ),
        "sorry": response("hub", "I am sorry for the inconvenience.", empathy=Empathy(2), naturalness=2),
        "rule": response("hub", "It is our policy.", dismisses=True, naturalness=1),
        "promise": response("guess", "It will be fine.", empathy=Empathy(1), empty_promise=True, sets=("promised",)),
    }  # fmt: skip
    return scenario(
        {
            "hub": exchange((1, 2, 2), responses=hub),
            "guess": Read((LineCase("Silence."),), "feels", ("tired",), {"bored": "Bored"}, to("think")),
            "think": Reflect("empathy", to("letter")),
            "letter": Compose(
                (LineCase("Three questions."),),
                Called(Empathy(1, 1, 0)),
                {"when": Question("When?", 2, urgent=True), "how": Question("How?")},
                {
                    "date": response(say="Today at one.", empathy="full", offers=("certainty",), answers={"when": "full"}),
                    "means": response(say="By the box.", empathy="part", answers={"how": "partly"}, uses=("sure",)),
                    "hollow": response(say="As soon as possible.", naturalness=1),
                },
                (1, 2),
                to("close"),
            ),
            "close": exchange(
                (1, 1, 0),
                delivery="choose",
                responses={
                    "check": response(
                        "done", "Is that what you need?", empathy="full", offers=("ownership", "deadline", "speed"),
                        confirms=True, uses=("owned",), progress=2,
                    ),
                    "hold": response("close", "One moment.", action="hold", empathy=Empathy(0, 1)),
                    "end": response("lost", "Goodbye.", empathy="none", dismisses=True),
                },
            ),
        },
        channel=channel,
        desk=Desk(load),  # type: ignore[arg-type]
        variants={"quick": other},
    )  # fmt: skip


@st.composite
def plays(draw: st.DrawFn, script: Script, most: int = 14) -> Play:
    """A play of up to `most` legal decisions, drawn at random, with everything an agent may do."""
    play = Play(script, seed=draw(st.integers(0, 5)), practice=True)
    play.answer()
    for _ in range(draw(st.integers(0, most))):
        if play.is_over:
            break
        play.decide(draw(st.sampled_from(legal(play))))
    return play


def legal(play: Play) -> list[do.Decision]:
    """Some of every kind of decision that is allowed now; never empty while the conversation lasts."""
    allowed, scene = play.allowed(), play.scene()
    names = [choice.name for choice in scene.choices if choice.is_open]
    found: list[do.Decision] = []
    if "observe" in allowed:
        found.append(do.Observe())
    if "breathe" in allowed:
        found.append(do.Breathe())
    if "coach" in allowed:
        found.append(do.Coach())
    if "respond" in allowed:
        found += [do.Respond(response=name) for name in names]
    if "deliver" in allowed:
        found += [do.Deliver(tone="warm"), do.Deliver(tone="flat"), do.Deliver(tone="lively")]
    if "reconsider" in allowed or "take_back" in allowed:
        found.append(do.TakeBack())
    if "compose" in allowed:
        least, most = scene.pick
        sizes = sorted({max(1, least), min(max(2, least), most)})
        found += [do.Compose(parts=parts) for size in sizes for parts in permutations(names, size)]
        found += [do.Compose(parts=tuple(names[:most]))] if least <= len(names) else []
    if "send" in allowed:
        found.append(do.Send())
    if "read" in allowed:
        found += [do.Read(pick=name) for name in names]
    if "reflect" in allowed:
        found.append(do.Reflect())
    return found
