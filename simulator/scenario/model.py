"""What a scenario says, as frozen data. Reading fills it, everything else only looks.

Mappings keep the order in which the author wrote them: it is the order of the map and of ties.
"""

from typing import Literal, TypeVar

import msgspec

from simulator.scenario.conditions import Condition
from simulator.scenario.vocabulary import (
    AgentAction,
    Channel,
    Facet,
    Latitude,
    Level,
    Load,
    Mood,
    Outcome,
    Stage,
    StockCategory,
    Tone,
    Waiting,
)

T = TypeVar("T")


class ByVariant(msgspec.Struct, frozen=True):
    """A text that differs by customer: `{base: ..., variant-id: ...}`."""

    base: str | None
    others: dict[str, str]

    def of(self, variant: str | None) -> str | None:
        """The words for one variant; the base's where it has none of its own."""
        return self.others.get(variant, self.base) if variant is not None else self.base


Words = str | ByVariant
"""Plain text, the same for all variants or by variant."""


def words_for(words: Words | None, variant: str | None) -> str | None:
    return words.of(variant) if isinstance(words, ByVariant) else words


class Empathy(msgspec.Struct, frozen=True):
    """EPITOME's three mechanisms, each 0 (none), 1 (weak) or 2 (strong).

    Source: Sharma, Miner, Atkins and Althoff (2020), "A computational approach to understanding empathy
    expressed in text-based mental health support".
    """

    reaction: int = 0
    interpretation: int = 0
    exploration: int = 0


class Detail(msgspec.Struct, frozen=True):
    """One thing of the customer's reality: what he feels, thinks or does (stage 2 of the ladder)."""

    facet: Facet
    text: str


class Wish(msgspec.Struct, frozen=True):
    """What the customer wants to feel, think or do (stage 3), and the need that serves it."""

    facet: Facet
    need: str
    text: str


class Wait(msgspec.Struct, frozen=True):
    minutes: float = 0
    felt: tuple[Waiting, ...] = ()


class Base(msgspec.Struct, frozen=True):
    """Where the customer stands before the wait is counted. Valence, arousal, control: -10..10; trust: 0..10.

    PAD after Mehrabian (1996).
    """

    valence: int = 0
    arousal: int = 1
    control: int = 3
    trust: int = 5


class Customer(msgspec.Struct, frozen=True):
    name: str
    request: str
    wishes: dict[str, Wish]
    about: str | None = None
    real_need: str | None = None
    wait: Wait = Wait()
    severity: int = 0
    """0..10, what the failure cost him; caps how far his mood can recover."""
    facts: dict[str, str] = {}
    known: tuple[str, ...] = ()
    """Ids that the file shows the agent before the first word."""
    reality: dict[str, Detail] = {}
    verdicts: dict[Mood, str] = {}
    base: Base = Base()


class Desk(msgspec.Struct, frozen=True):
    load: Load = "light"
    queue: int = 0
    tools: int = 1
    latitude: Latitude = "medium"


class Cue(msgspec.Struct, frozen=True):
    sign: str
    reveals: tuple[str, ...] = ()
    hidden: bool = False
    """Needs the *observe* action."""
    load_hides: Literal["loaded", "drained"] | None = None
    """Not displayed once the agent's load is this or heavier."""
    only: tuple[str, ...] | None = None
    """`for`: the variants it exists in (`base` names the customer of the scenario itself); None is all."""


class Branch(msgspec.Struct, frozen=True):
    to: str
    when: Condition | None = None


class LineCase(msgspec.Struct, frozen=True):
    text: Words
    when: Condition | None = None


class Votes(msgspec.Struct, frozen=True):
    """How a panel rated one response on one scale."""

    mean: float
    spread: float
    """The standard deviation of the sample, 0 where all agree or one alone has rated."""
    votes: tuple[int, ...]
    """How many raters gave each level, from 0 up. Credit by votes (script concordance) would come from them."""


class Ratings(msgspec.Struct, frozen=True):
    """What a panel made of one response; a scale that nobody rated is None."""

    reaction: Votes | None = None
    interpretation: Votes | None = None
    exploration: Votes | None = None
    naturalness: Votes | None = None


class Agreement(msgspec.Struct, frozen=True):
    """Krippendorff's alpha on each scale, ordinal, at most 1; None where the ratings do not vary."""

    reaction: float | None = None
    interpretation: float | None = None
    exploration: float | None = None
    naturalness: float | None = None


class Panel(msgspec.Struct, frozen=True):
    """Who rated the responses, and when. It is shown and never scored."""

    date: str
    raters: int
    name: str | None = None
    agreement: Agreement = Agreement()


EmpathyOrWord = Empathy | Literal["full", "part", "none"]


class Response(msgspec.Struct, frozen=True):
    """What the agent may say or do: a response of an exchange, or a part of a composed message.

    A part has `answers` and neither `then` nor `reply`.
    """

    say: str
    then: tuple[Branch, ...] = ()
    reply: Words | None = None
    empathy: EmpathyOrWord = "none"
    naturalness: int = 4
    tone: Tone = "steady"
    offers: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    reveals: tuple[str, ...] = ()
    confirms: bool = False
    dismisses: bool = False
    misreads: bool = False
    empty_promise: bool = False
    """`promises: empty`."""
    progress: int = 0
    when: Condition | None = None
    locked_show: bool = False
    """`locked: show`: displayed greyed, instead of hidden, while `when` does not hold."""
    sets: tuple[str, ...] = ()
    fulfils: tuple[str, ...] = ()
    action: AgentAction | None = None
    coach: str | None = None
    only: tuple[str, ...] | None = None
    panel: Ratings | None = None
    answers: dict[str, Literal["full", "partly"]] = {}


class Silence(msgspec.Struct, frozen=True):
    after: int
    """Seconds."""
    then: tuple[Branch, ...]


class Called(msgspec.Struct, frozen=True):
    """What a moment calls for, the same for all or by variant."""

    base: Empathy
    others: dict[str, Empathy] = {}

    def of(self, variant: str | None) -> Empathy:
        return self.others.get(variant, self.base) if variant is not None else self.base


class Exchange(msgspec.Struct, frozen=True, tag="exchange"):
    line: tuple[LineCase, ...]
    calls_for: Called
    responses: dict[str, Response]
    cues: tuple[Cue, ...] = ()
    delivery: Literal["set", "choose"] = "set"
    weight: int = 1
    silence: Silence | None = None
    notes: str | None = None
    only: tuple[str, ...] | None = None


class Read(msgspec.Struct, frozen=True, tag="read"):
    line: tuple[LineCase, ...]
    asks: Literal["feels", "thinks", "does", "mood"]
    right: tuple[str, ...]
    misreadings: dict[str, str]
    then: tuple[Branch, ...]
    cues: tuple[Cue, ...] = ()
    notes: str | None = None
    only: tuple[str, ...] | None = None


class Reflect(msgspec.Struct, frozen=True, tag="reflect"):
    stage: Stage
    then: tuple[Branch, ...]
    line: tuple[LineCase, ...] = ()
    cues: tuple[Cue, ...] = ()
    notes: str | None = None
    only: tuple[str, ...] | None = None


class Question(msgspec.Struct, frozen=True):
    text: str
    weight: int = 1
    urgent: bool = False


class Compose(msgspec.Struct, frozen=True, tag="compose"):
    line: tuple[LineCase, ...]
    calls_for: Called
    questions: dict[str, Question]
    parts: dict[str, Response]
    pick: tuple[int, int]
    """The smallest and the largest number of parts, both included."""
    then: tuple[Branch, ...]
    cues: tuple[Cue, ...] = ()
    weight: int = 1
    notes: str | None = None
    only: tuple[str, ...] | None = None


Moment = Exchange | Read | Reflect | Compose


class Ending(msgspec.Struct, frozen=True):
    outcome: Outcome
    text: Words
    only: tuple[str, ...] | None = None


class Phrase(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stock phrase that the pack of a scenario adds to those that Platine knows."""

    text: str
    severity: int
    """1 a tic, 2 hollow, 3 harmful."""
    language: str | None = None
    """Of the scenarios in which it counts; None for all of the pack's."""
    category: StockCategory = "tic"
    why: str = ""
    """What makes it hollow, in the pack's words; empty where what is said of its category will do."""


class PassMark(msgspec.Struct, frozen=True):
    """What must be reached to pass; scores are 0 to 100, None where nothing is asked."""

    overall: int | None = None
    empathy: int | None = None
    naturalness: int | None = None
    ladder: int | None = None
    duties: bool = False


class Scenario(msgspec.Struct, frozen=True):
    """One YAML file, read. `variants` hold whole customers: the base's blocks where they give none."""

    platine: int
    id: str
    title: str
    language: str
    channel: Channel
    customer: Customer
    moments: dict[str, Moment]
    endings: dict[str, Ending]
    start: str
    level: Level = "practised"
    sector: str | None = None
    summary: str | None = None
    objectives: tuple[str, ...] = ()
    variants: dict[str, Customer] = {}
    desk: Desk = Desk()
    needs: dict[str, str] = {}
    duties: dict[str, str] = {}
    hangs_up: str | None = None
    panel: Panel | None = None
    notes: str | None = None
    stock: tuple[Phrase, ...] = ()
    """What its pack adds to the stock phrases of its language: part of it, as it moves the scores."""
    pass_mark: PassMark | None = None
    """What its pack holds to be enough: no part of its content, as nothing of a call depends on it."""

    def customer_of(self, variant: str | None) -> Customer:
        """The customer on the line. Raises KeyError for a variant the scenario does not have."""
        return self.customer if variant is None else self.variants[variant]


def exists_for(only: tuple[str, ...] | None, variant: str | None) -> bool:
    """Whether a thing with this `for` list exists for a variant; `base` names the scenario's own customer."""
    return only is None or (variant or "base") in only
