"""What the agent has before him: who speaks, what can be noticed, what may be said. Every interface shows this."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from simulator.conversation.script import Script
from simulator.conversation.state import State
from simulator.conversation.step import Position
from simulator.scenario.model import Compose, Exchange, Read, Reflect
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import FACETS, TONES

Kind = Literal["exchange", "compose", "read", "reflect"]


class Choice(msgspec.Struct, frozen=True):
    """Something that can be picked, in the order in which it is shown."""

    name: str
    text: str
    closed: Literal["", "condition", "drained"] = ""
    """Why it is shown and cannot be picked; empty when it can."""
    action: str | None = None
    """`hold`, `transfer`, `callback` or `escalate`."""

    @property
    def is_open(self) -> bool:
        return not self.closed


class Asked(msgspec.Struct, frozen=True):
    """A question of a message to be answered."""

    name: str
    text: str
    urgent: bool


class Scene(msgspec.Struct, frozen=True):
    """One moment as the trainee sees it."""

    moment: str
    kind: Kind
    line: str
    cues: tuple[str, ...]
    choices: tuple[Choice, ...]
    """Responses, parts of a message, or readings; empty where the trainee reflects."""
    asks: str = ""
    """What a reading asks: feels, thinks, does or mood."""
    stage: str = ""
    """The stage whose questions a reflection asks."""
    options: dict[str, tuple[Choice, ...]] = {}
    """For a reflection: what may be picked for feels, thinks and does."""
    questions: tuple[Asked, ...] = ()
    pick: tuple[int, int] = (1, 1)
    tones: tuple[str, ...] = ()
    """The tones to choose from; empty where the author set it."""
    silence_after: int | None = None
    """Seconds after which silence speaks, where timers run."""


def shuffled(names: Iterable[str], *, seed: int, moment: str) -> list[str]:
    """The order in which things are shown: the same for a seed on any machine."""
    import hashlib  # start-up time: a check that plays nothing shows nothing

    return sorted(names, key=lambda name: hashlib.sha256(f"{seed}:{moment}:{name}".encode()).digest())


def scene(script: Script, position: Position, *, seed: int = 0) -> Scene:
    """The scene of a position that is not over."""
    state = position.state
    moment = script.moment_at(state)
    name = script.moment_id(state)
    line, cues = script.line(state), script.signs(state)
    match moment:
        case Exchange():
            return Scene(
                name, "exchange", line, cues,
                _ordered(_responses(script, state), seed, name),
                tones=TONES if moment.delivery == "choose" and script.spoken else (),
                silence_after=moment.silence.after if moment.silence else None,
            )  # fmt: skip
        case Compose():
            return Scene(
                name, "compose", line, cues,
                _ordered(_parts(script, state, moment), seed, name),
                questions=tuple(Asked(one, asked.text, asked.urgent) for one, asked in moment.questions.items()),
                pick=moment.pick,
            )  # fmt: skip
        case Read():
            return Scene(
                name, "read", line, cues, _ordered(_readings(script, moment), seed, name), asks=moment.asks
            )  # fmt: skip
        case Reflect():
            return Scene(
                name, "reflect", line, cues, (),
                stage=moment.stage, options=_grid_options(script, moment, seed, name),
            )  # fmt: skip


def _ordered(choices: list[Choice], seed: int, moment: str) -> tuple[Choice, ...]:
    by_name = {choice.name: choice for choice in choices}
    return tuple(by_name[name] for name in shuffled(by_name, seed=seed, moment=moment))


def _responses(script: Script, state: State) -> list[Choice]:
    node = script.node(state.place)
    allowed = node.allowed(state)
    locked = node.locked(state, allowed)
    shown = []
    for option in node.options:
        response = option.response
        if option is locked:
            shown.append(Choice(option.name, option.text, "drained", response.action))
        elif option in allowed:
            shown.append(Choice(option.name, option.text, "", response.action))
        elif response.locked_show:
            shown.append(Choice(option.name, option.text, "condition", response.action))
    return shown


def _parts(script: Script, state: State, moment: Compose) -> list[Choice]:
    open_parts = script.open_parts(state)
    return [
        Choice(name, fill(part.say, script.placeholders), "" if name in open_parts else "condition", part.action)
        for name, part in moment.parts.items()
        if name in open_parts or part.locked_show
    ]


def _readings(script: Script, moment: Read) -> list[Choice]:
    """Right readings and misreadings. A mood word has no text of its own: the interface has its name."""
    reality = script.customer.reality
    right = [Choice(name, reality[name].text if name in reality else name) for name in script.right_readings(moment)]
    return right + [Choice(name, text) for name, text in moment.misreadings.items()]


def _grid_options(script: Script, moment: Reflect, seed: int, name: str) -> dict[str, tuple[Choice, ...]]:
    """For each facet: the customer's own cells among those of the scenario's other customers.

    The platinum questions ask what he wants; the others what is, so that what was written as a misreading of the
    facet stands there too.
    """
    platinum = moment.stage == "platinum"
    everybody = (script.customer, script.scenario.customer, *script.scenario.variants.values())
    options = {}
    for facet in FACETS:
        texts: dict[str, str] = {}
        for customer in everybody:
            cells = customer.wishes if platinum else customer.reality
            for one, cell in cells.items():
                if cell.facet == facet and cell.text not in texts.values():
                    texts.setdefault(one, cell.text)
        if not platinum:
            for other in script.moments:
                if isinstance(other, Read) and other.asks == facet:
                    texts.update({one: text for one, text in other.misreadings.items() if one not in texts})
        options[facet] = _ordered([Choice(one, text) for one, text in texts.items()], seed, f"{name}:{facet}")
    return options
