"""Which way of answering fits where a play stands."""

from collections.abc import Callable

from msgspec.structs import replace

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.scene import Choice, Scene
from simulator.tui.answers.answering import Answering
from simulator.tui.answers.composing import Composing, Rereading
from simulator.tui.answers.reflecting import Reflecting
from simulator.tui.answers.speaking import Delivering, Reading, Speaking
from simulator.tui.answers.standstill import over, paused
from simulator.tui.widgets.headings import printed
from simulator.wording.typography import typeset


def answering(play: Play, *, resume: Callable[[], None], debrief: Callable[[], None]) -> Answering:
    """What can be answered now; `resume` and `debrief` are what a pause and an ending lead to."""
    if play.is_over:
        return over(debrief)
    if play.phase is Phase.PAUSED:
        return paused(resume)
    scene, position, customer = _printed(play), play.position, printed(play.script.customer.name, play)
    match play.phase:
        case Phase.DELIVERING:
            assert position.chosen is not None
            return Delivering(scene, position.chosen)
        case Phase.COMPOSING:
            return Composing(scene, _taken_back(play))
        case Phase.REREADING:
            assert position.draft is not None
            return Rereading(scene, position.draft, customer, can_take_back="take_back" in play.allowed())
        case Phase.READING:
            return Reading(scene, customer)
        case Phase.REFLECTING:
            return Reflecting(scene, play.script)
        case _:
            return Speaking(scene)


def can_change(answer: Answering | None, action: str, play: Play) -> bool:
    """Whether the answer that is being given can be taken a step `back` now, or put in another order by `shift`."""
    if action.startswith("shift"):
        return isinstance(answer, Composing)
    if isinstance(answer, Rereading):
        return "take_back" in play.allowed()
    return isinstance(answer, Delivering | Composing | Reflecting)


def _printed(play: Play) -> Scene:
    """The scene with its words as their language prints them."""
    scene, language = play.scene(), play.script.scenario.language

    def choices(given: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(replace(choice, text=typeset(choice.text, language)) for choice in given)

    return replace(
        scene,
        choices=choices(scene.choices),
        options={facet: choices(given) for facet, given in scene.options.items()},
        questions=tuple(replace(asked, text=typeset(asked.text, language)) for asked in scene.questions),
    )


def _taken_back(play: Play) -> tuple[str, ...]:
    """The message that was taken back: one changes it, one does not begin again."""
    if not play.position.taken_back:
        return ()
    return next(one.parts for one in reversed(play.decisions) if isinstance(one, do.Compose))
