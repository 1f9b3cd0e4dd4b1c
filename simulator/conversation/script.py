"""A scenario made ready to be played: one customer, one desk, everything looked up once.

Playing, the strategy bots and the proofs walk the plain integers behind it. Nothing here depends on decisions; one
script serves any number of plays. A moment is compiled when it is first asked for: a call through a large scenario
touches a few of its moments only.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property

from simulator.conversation.climbing import Climb
from simulator.conversation.compiling import Compiler
from simulator.conversation.denominator import shortest_weight
from simulator.conversation.effects import Effect, Words
from simulator.conversation.ground import Ground
from simulator.conversation.guards import Ways
from simulator.conversation.node import Node
from simulator.conversation.state import OBSERVED, SCALE, State
from simulator.rubric.waiting import strain
from simulator.scenario.model import Desk, Moment, Read, Response, Scenario
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import LOADS


class Script(Ground):
    """What `advance` and the interfaces need of a scenario, for one variant at one desk.

    Raises KeyError for a variant that the scenario does not have.
    """

    def __init__(
        self, scenario: Scenario, variant: str | None = None, *, desk: Desk | None = None, agent: str = ""
    ) -> None:
        super().__init__(scenario, variant, desk=desk, agent=agent)
        self._compiler = Compiler(self)
        self.nodes = self._compiler.nodes
        self.cues = self._compiler.cues
        """What the cues of a place make known, by load (light, loaded, drained), then the same once observed."""
        self._ladder = Climb(self.wishes)
        self.climb = self._ladder.highest
        self.platinum = self._ladder.platinum

    @cached_property
    def shortest(self) -> int:
        """The weight that the scores of a call cut short are divided by."""
        return shortest_weight(self.scenario, self.variant)

    @cached_property
    def start(self) -> State:
        """The state in which the customer is on the line and has not spoken yet."""
        customer, base = self.customer, self.customer.base
        s = strain(customer.wait, self.scenario.channel)
        place = self._places[self.scenario.start]
        load = LOADS.index(self.desk.load)
        known = self.knowable.mask(customer.known) | self.shown(place, load, observed=False)
        return State(
            place=place,
            valence=max(-SCALE, base.valence - s),
            arousal=min(SCALE, base.arousal + s),
            control=max(-SCALE, base.control - s // 2),
            trust=max(0, base.trust - s // 2),
            heard=0, load=load, known=known, discovered=0, served=0, guessed=0, confirmed=0,
            flags=0, said=0, answered=0, questions=0, duties=0, turn=1, sympathies=0, hands=0, lowered=0,
            empathy=0, naturalness=0, attentive=0, weight=0, insights=0, warm=0, highest=0,
            right=0, readings=0,
        )  # fmt: skip

    def moment_at(self, state: State) -> Moment:
        return self.moments[state.place]

    def moment_id(self, state: State) -> str:
        return self.moment_ids[state.place]

    def ending_id(self, state: State) -> str | None:
        """The ending reached, None while the conversation goes on."""
        return self.ending_ids[-1 - state.place] if state.place < 0 else None

    def node(self, place: int) -> Node:
        """A moment compiled."""
        return self.nodes[place]

    def shown(self, place: int, load: int, *, observed: bool) -> int:
        """What the cues of a moment make known to an agent under this load, who has observed or not."""
        masks = self.cues[place]
        return masks[load + len(LOADS) if observed else load]

    def ways(self, place: int) -> Ways:
        return self.node(place).ways

    def kind(self, name: str) -> str:
        """exchange, compose, read or reflect. Raises KeyError for a name that is no moment."""
        return type(self.scenario.moments[name]).__name__.lower()

    def load_word(self, state: State) -> str:
        """light, loaded or drained."""
        return LOADS[state.load]

    def line(self, state: State) -> str:
        """What the customer says here: the first of the moment's lines whose condition holds."""
        for holds, words in self.node(state.place).lines:
            if holds is None or holds(state):
                return words
        return ""

    def signs(self, state: State, *, observed: bool | None = None) -> tuple[str, ...]:
        """The cues displayed here to an agent under this load; `observed` overrides what the state says."""
        seen = bool(state.hands & OBSERVED) if observed is None else observed
        return tuple(
            fill(cue.sign, self.placeholders)
            for cue in self.moments[state.place].cues
            if self._compiler.is_displayed(cue, state.load, observed=seen)
        )

    def open_parts(self, state: State) -> tuple[str, ...]:
        """The parts of a message that may be picked now, in the scenario's order."""
        return tuple(name for name, holds in self._compiler.parts[state.place] if holds is None or holds(state))

    def right_readings(self, moment: Read) -> tuple[str, ...]:
        """The right picks that exist for this customer: ids of his reality, or mood words."""
        if moment.asks == "mood":
            return moment.right
        return tuple(name for name in moment.right if name in self.knowable)

    def mail(self, place: int, parts: Sequence[str]) -> Effect:
        """A message made of these parts, in this order. Raises KeyError for a part that is not there."""
        return self._compiler.mail(place, parts)

    def silence(self, place: int) -> Effect | None:
        """What it does to let the customer wait for an answer past this moment's limit; None without a limit."""
        return self._compiler.silence(place)

    def look(self, response: Response, *, channel: str) -> Words:
        """A response's words with their stock phrases, this customer's facts counted in their favour."""
        return self._compiler.look(response, channel=channel)

    def plain_naturalness(self, words: Words) -> Fraction:
        """How words sound by themselves, whatever the tone and whatever was said before: 0..1."""
        return self._compiler.plain_naturalness(words)
