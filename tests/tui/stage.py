"""A small scenario that meets all four kinds of moment, and an app that knows nothing else."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from typing import Any

from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.history.journal import Journal
from simulator.scenario.model import (
    Branch,
    Called,
    Compose,
    Cue,
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
    Silence,
    Wait,
    Wish,
)
from simulator.settings import Settings
from simulator.tui.app import PlatineApp
from simulator.tui.memory import Memory
from simulator.tui.screens.conversation import ConversationScreen
from simulator.tui.shelf import Title
from simulator.tui.widgets.picker import Picker
from simulator.tui.widgets.transcript import Transcript

NASTY = "Refund [/b] [@click=app.quit]x[/] \x1b[31mred \u202eback"


def customer(name: str = "Karim Belkacem") -> Customer:
    return Customer(
        name=name,
        about="Nine years with us.",
        request="Have the box repaired",
        severity=4,
        wait=Wait(22, ("unexplained",)),
        facts={"wait": "Twenty-two minutes", "nasty": NASTY},
        known=("wait", "nasty"),
        reality={"weary": Detail("feels", "Weary of repeating it"), "insists": Detail("does", "Says today, again")},
        wishes={"safe": Wish("feels", "certainty", "To be sure of two o'clock")},
    )


def scenario(
    *, delivery: str = "set", load: str = "loaded", silence: int | None = None, language: str = "en"
) -> Scenario:
    then = (Branch("read"),)
    opening = Exchange(
        (LineCase(f"At last! {NASTY}"),),
        Called(Empathy(1, 2, 2)),
        {
            "listen": Response("Twenty-two minutes, twice. What is at stake?", then, empathy="full", uses=("wait",)),
            "rule": Response("That is the procedure.", then, dismisses=True, locked_show=True),
            "hold": Response("One moment.", then, action="hold"),
        },
        cues=(Cue("A sigh", ("insists",)), Cue("A door, far off", ("weary",), hidden=True)),
        delivery=delivery,  # type: ignore[arg-type]
        silence=Silence(silence, then) if silence else None,
    )
    reading = Read((LineCase("Well?"),), "feels", ("weary",), {"greedy": "Wants money"}, (Branch("think"),))
    compose = Compose(
        (LineCase("Please answer both."),),
        Called(Empathy(1, 1, 0)),
        {"what": Question("What happens?"), "when": Question("When?", urgent=True)},
        {
            "when": Response("Before two, today.", answers={"when": "full"}, offers=("certainty",)),
            "what": Response("We replace the box.", answers={"what": "full"}),
            "fog": Response("As soon as possible."),
        },
        (1, 2),
        (Branch("last"),),
    )
    last = Exchange(
        (LineCase("All right."),),
        Called(Empathy(1, 1, 0)),
        {
            "warm": Response("I hold on to it until two.", (Branch("done"),), empathy="full", confirms=True),
            "bye": Response("Goodbye.", (Branch("open"),)),
        },
    )
    return Scenario(
        1,
        "stage",
        "The box [b]mute[/b]",
        language,
        "phone",
        customer(),
        {
            "opening": opening,
            "read": reading,
            "think": Reflect("empathy", (Branch("write"),)),
            "write": compose,
            "last": last,
        },
        {"done": Ending("solved", "It works."), "open": Ending("unsolved", "It does not.")},
        "opening",
        summary="A box, a deadline.",
        objectives=("Name the wait",),
        variants={"other": customer("Solenn Castaing")},
        desk=Desk(load),  # type: ignore[arg-type]
    )


def title(**how: Any) -> Title:
    return Title("First calls", scenario(**how))


def app(
    titles: Sequence[Title] = (), *, settings: Settings | None = None, journal: Journal | None = None, **more: Any
) -> PlatineApp:
    shown = tuple(titles) or (title(),)
    given = settings or Settings(profile_offered=True, animations=False)
    return PlatineApp(given, journal=journal, **{"find_titles": lambda: iter(shown), **more})


@asynccontextmanager
async def call(*, practice: bool = True, size: tuple[int, int] = (80, 24), timers: bool = False, **how: Any):
    """A call under way: the pilot, the screen and the play. Responses stand in the scenario's order where seed 0 does."""
    platine = app((title(**how),))
    async with platine.run_test(size=size) as pilot:
        play = Play(Script(scenario(**how)), practice=practice, timers=timers)
        keeper = Memory(None, platine.tell).begin(play.script, None, seed=0, practice=practice)
        screen = ConversationScreen(play, keeper)
        await platine.push_screen(screen)
        await pilot.pause()
        yield pilot, screen, play


def shown(screen: Any) -> str:
    """Everything that the terminal would show, as text."""
    lines = screen.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


def items(screen: ConversationScreen) -> list[str]:
    return [item.name for item in screen.query_one(Picker).items if not item.heading]


async def reacted(pilot: Any) -> None:
    """Wait until the decision is on disk and the reaction on the screen."""
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def choose(pilot: Any, screen: ConversationScreen, name: str) -> None:
    """Pick an item by its name, with the keys that a person would use."""
    number = items(screen).index(name) + 1
    await pilot.press(str(number))
    await reacted(pilot)


def transcript(screen: ConversationScreen) -> str:
    return "\n".join("".join(piece.text for piece in line) for line in screen.query_one(Transcript).lines)
