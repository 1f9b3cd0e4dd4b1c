"""A scenario made ready to be played: one customer, one desk, everything looked up once.

Compiling turns names into bits and responses into effects, so that playing, the strategy bots and the proofs
walk plain integers. Nothing here depends on decisions; one script serves any number of plays. A moment is
compiled when it is first asked for: a call through a large scenario touches a few of its moments only.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Final

from simulator.conversation.asked import responses_asked_about
from simulator.conversation.customer import Temper
from simulator.conversation.denominator import moment_weight, shortest_weight
from simulator.conversation.effects import (
    ROWS,
    SILENCE,
    Consequences,
    Effect,
    Judgement,
    Setting,
    Words,
    build,
    look_at,
    spoken_merits,
    union,
)
from simulator.conversation.guards import Guard, Names, Ways, guard
from simulator.conversation.indexes import Index, Lazy
from simulator.conversation.mail import mail_merits
from simulator.conversation.node import Node, Option
from simulator.conversation.state import OBSERVED, SCALE, State
from simulator.rubric.empathy import MOST, WEIGHTS, cost, levels, resolve
from simulator.rubric.ladder import INSIGHTS_WANTED, platinum_share, stage_reached
from simulator.rubric.naturalness import naturalness_score, stock_total
from simulator.rubric.stock import detect
from simulator.rubric.waiting import strain
from simulator.scenario.model import (
    Branch,
    Compose,
    Cue,
    Customer,
    Desk,
    Empathy,
    Ending,
    Exchange,
    Moment,
    Read,
    Response,
    Scenario,
    exists_for,
    words_for,
)
from simulator.scenario.placeholders import fill, spoken_wait
from simulator.scenario.vocabulary import CAN_HANG_UP, LOADS, SPOKEN, TONES

HUNG_UP: Final = "hung-up"
"""The id of the built-in ending of a customer who hangs up, where the scenario names none."""


class Script:
    """What `advance` and the interfaces need of a scenario, for one variant at one desk.

    Raises KeyError for a variant that the scenario does not have.
    """

    def __init__(
        self, scenario: Scenario, variant: str | None = None, *, desk: Desk | None = None, agent: str = ""
    ) -> None:
        self.scenario = scenario
        self.variant = variant
        self.customer: Customer = scenario.customer_of(variant)
        self.desk = desk or scenario.desk
        self.spoken = scenario.channel in SPOKEN
        self.can_hang_up = scenario.channel in CAN_HANG_UP
        self.placeholders: Mapping[str, str] = {
            "customer": self.customer.name,
            "agent": agent,
            "wait": spoken_wait(self.customer.wait, scenario.language),
        }
        self.moment_ids = tuple(scenario.moments)
        self.moments: tuple[Moment, ...] = tuple(scenario.moments.values())
        self.ending_ids, self.endings = self._endings()
        self._places = {name: place for place, name in enumerate(self.moment_ids)}
        self._places.update({name: -1 - place for place, name in enumerate(self.ending_ids)})
        self.hung_up = self._places[scenario.hangs_up or HUNG_UP] if self.can_hang_up else 0
        self._index_names()
        self._set_units()
        self.temper = Temper(self.customer.base.arousal, SCALE - self.customer.severity // 2, self.can_hang_up)
        self.nodes: Lazy[Node] = Lazy(self._compile)
        self.cues: Lazy[tuple[int, ...]] = Lazy(self._cue_masks)
        """What the cues of a place make known, by load (light, loaded, drained), then the same once observed."""
        self._parts: Lazy[tuple[tuple[str, Guard | None], ...]] = Lazy(self._compile_parts)
        self._urgent: Lazy[frozenset[str]] = Lazy(self._urgent_questions)
        self._looks: dict[tuple[int, str], Words] = {}
        self._mails: dict[tuple[int, frozenset[str], bool], Effect] = {}

    def _endings(self) -> tuple[tuple[str, ...], tuple[Ending | None, ...]]:
        """The scenario's endings, and the built-in one (None) where a hang-up needs it."""
        names, endings = tuple(self.scenario.endings), tuple(self.scenario.endings.values())
        if self.can_hang_up and self.scenario.hangs_up is None:
            return (*names, HUNG_UP), (*endings, None)
        return names, endings

    def _index_names(self) -> None:
        customer = self.customer
        self.knowable = Index((*customer.facts, *customer.reality, *customer.wishes))
        self.wishes = self.knowable.mask(customer.wishes)
        self.serving: dict[str, int] = {}
        for name, wish in customer.wishes.items():
            self.serving[wish.need] = self.serving.get(wish.need, 0) | self.knowable.bit(name)
        exchanges = [(name, moment) for name, moment in self.scenario.moments.items()]
        responses = [
            (f"{name}.{one}", response)
            for name, moment in exchanges
            for one, response in spoken_options(moment).items()
        ]
        asked = responses_asked_about(self.moments)
        self.said = Index(name for name, _ in responses if name in asked)
        self.flags = Index(flag for _, response in responses for flag in response.sets)
        self.questions = Index(
            question for _, moment in exchanges if isinstance(moment, Compose) for question in moment.questions
        )
        self.duties = Index(self.scenario.duties)
        self.names = Names(
            knowable=self.knowable,
            flags=self.flags,
            said=self.said,
            questions=self.questions,
            latitude=self.desk.latitude,
        )

    def _set_units(self) -> None:
        """The smallest units in which every score of this scenario is a whole number."""
        empathy, naturalness = 1, 200
        for moment in self.moments:
            if not isinstance(moment, Exchange | Compose):
                continue
            called = levels(moment.calls_for.of(self.variant))
            dearest = sum(
                weight * max(cost(0, wanted), cost(MOST, wanted))
                for weight, wanted in zip(WEIGHTS, called, strict=True)
            )
            unit = math.lcm(dearest, 20)
            if isinstance(moment, Compose):
                unit *= math.lcm(20, 2 * sum(question.weight for question in moment.questions.values()) or 1)
                naturalness = math.lcm(naturalness, 200 * math.lcm(*range(1, len(moment.parts) + 1)))
            empathy = math.lcm(empathy, unit)
        self.empathy_unit, self.naturalness_unit = empathy, naturalness

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

    def place(self, name: str) -> int:
        """The place of a moment or an ending. Raises KeyError for a name that is neither."""
        return self._places[name]

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

    def climb(
        self,
        highest: int,
        lowered: int,
        warm: int,
        insights: int,
        known: int,
        discovered: int,
        served: int,
        confirmed: int,
    ) -> int:
        """The highest stage so far, now that these are the facts."""
        if not warm:
            return highest
        if insights < INSIGHTS_WANTED:
            stage = self._stages_below_platinum[insights] - lowered
        else:
            facts = (known & self.wishes, discovered, served, confirmed)
            reached = self._stages.get(facts)
            if reached is None:
                share = self.platinum(*facts)
                reached = self._stages[facts] = stage_reached(attentive=True, insights=insights, platinum=share)
            stage = reached - lowered
        return stage if stage > highest else highest

    def platinum(self, known: int, discovered: int, served: int, confirmed: int) -> Fraction:
        """The platinum stage's share, 0 to 1."""
        counts = (
            (known & self.wishes & ~discovered).bit_count(),
            discovered.bit_count(),
            served.bit_count(),
            confirmed.bit_count(),
        )
        share = self._shares.get(counts)
        if share is None:
            given, found, met, checked = counts
            share = self._shares[counts] = platinum_share(
                len(self.customer.wishes), given=given, discovered=found, served=met, confirmed=checked
            )
        return share

    @cached_property
    def _stages(self) -> dict[tuple[int, int, int, int], int]:
        """The stage of an agent with all the insight wanted, by what is known, discovered, served and confirmed."""
        return {}

    @cached_property
    def _stages_below_platinum(self) -> tuple[int, ...]:
        """The stage of a warm agent by insights, while these are too few for wishes to count."""
        return tuple(
            stage_reached(attentive=True, insights=insights, platinum=Fraction(0))
            for insights in range(INSIGHTS_WANTED)
        )

    @cached_property
    def _shares(self) -> dict[tuple[int, int, int, int], Fraction]:
        return {}

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
            if self._is_displayed(cue, state.load, observed=seen)
        )

    def open_parts(self, state: State) -> tuple[str, ...]:
        """The parts of a message that may be picked now, in the scenario's order."""
        return tuple(name for name, holds in self._parts[state.place] if holds is None or holds(state))

    def _compile_parts(self, place: int) -> tuple[tuple[str, Guard | None], ...]:
        """The parts that exist for this customer, each with the question that opens it."""
        return tuple(
            (name, guard(part.when, self.names))
            for name, part in spoken_options(self.moments[place]).items()
            if exists_for(part.only, self.variant)
        )

    def right_readings(self, moment: Read) -> tuple[str, ...]:
        """The right picks that exist for this customer: ids of his reality, or mood words."""
        if moment.asks == "mood":
            return moment.right
        return tuple(name for name in moment.right if name in self.knowable)

    def mail(self, place: int, parts: Sequence[str]) -> Effect:
        """A message made of these parts, in this order. Raises KeyError for a part that is not there."""
        moment = self.moments[place]
        assert isinstance(moment, Compose)
        late = self._is_late(place, moment, parts)
        key = (place, frozenset(parts), late)
        effect = self._mails.get(key)
        if effect is None:
            effect = self._mails[key] = self._compile_mail(place, moment, frozenset(parts), late)
        return effect

    def _is_late(self, place: int, moment: Compose, parts: Sequence[str]) -> bool:
        """Whether there is an urgent question and the first part that answers anything does not answer it."""
        urgent = self._urgent[place]
        if not urgent:
            return False
        first = next((answers for name in parts if (answers := moment.parts[name].answers)), {})
        return urgent.isdisjoint(first)

    def _urgent_questions(self, place: int) -> frozenset[str]:
        moment = self.moments[place]
        assert isinstance(moment, Compose)
        return frozenset(name for name, question in moment.questions.items() if question.urgent)

    def silence(self, place: int) -> Effect | None:
        """What it does to let the customer wait for an answer past this moment's limit."""
        moment = self.moments[place]
        if not isinstance(moment, Exchange) or moment.silence is None:
            return None
        setting = self._setting(place, moment, self._ways(moment.silence.then))
        judgement = Judgement(Empathy(), setting.called, "steady", (), misreads=False)
        return build(setting, SILENCE, judgement, Consequences(), dismisses=False)

    def look(self, response: Response, *, channel: str) -> Words:
        """A response's words with their stock phrases, this customer's facts counted in their favour."""
        text = fill(response.say, self.placeholders)
        hits = detect(text, self.scenario.language, self.customer.facts.values())
        return look_at(text, hits, response, channel)

    def _look_at_part(self, place: int, name: str, part: Response) -> Words:
        """A part's words, looked at once: a part goes into many messages."""
        key = (place, name)
        if key not in self._looks:
            self._looks[key] = self.look(part, channel=self.scenario.channel)
        return self._looks[key]

    def plain_naturalness(self, words: Words) -> Fraction:
        """How words sound by themselves, whatever the tone and whatever was said before."""
        stock = stock_total(words.hits, self.scenario.channel)
        return naturalness_score(words.rating, stock=stock, too_long=words.too_long)

    def _setting(self, place: int, moment: Exchange | Compose, branches: Ways) -> Setting:
        return Setting(
            place=place,
            moment_bit=1 << place,
            weight=moment_weight(moment),
            channel=self.scenario.channel,
            called=moment.calls_for.of(self.variant),
            branches=branches,
            empathy_unit=self.empathy_unit,
            naturalness_unit=self.naturalness_unit,
        )

    def _ways(self, branches: Sequence[Branch]) -> Ways:
        """Branches compiled; those that lead to what this customer does not have are left out."""
        return tuple(
            (guard(branch.when, self.names), self._places[branch.to])
            for branch in branches
            if branch.to in self._places and self._leads_somewhere(branch.to)
        )

    def _leads_somewhere(self, name: str) -> bool:
        target = self.scenario.moments.get(name) or self.scenario.endings.get(name)
        return target is not None and exists_for(target.only, self.variant)

    def _compile(self, place: int) -> Node:
        moment = self.moments[place]
        options: list[Option] = []
        ways: Ways = ()
        if isinstance(moment, Exchange):
            for name, response in moment.responses.items():
                if exists_for(response.only, self.variant):
                    options.append(self._compile_option(place, moment, name, response))
        else:
            ways = self._ways(moment.then)
        return Node(place, moment, tuple(options), ways, self._lines(moment))

    def _lines(self, moment: Moment) -> tuple[tuple[Guard | None, str], ...]:
        return tuple(
            (guard(case.when, self.names), fill(words_for(case.text, self.variant) or "", self.placeholders))
            for case in moment.line
        )

    def _is_displayed(self, cue: Cue, load: int, *, observed: bool) -> bool:
        return (
            exists_for(cue.only, self.variant)
            and (observed or not cue.hidden)
            and (cue.load_hides is None or load < LOADS.index(cue.load_hides))
        )

    def _cue_masks(self, place: int) -> tuple[int, ...]:
        return tuple(
            self.knowable.mask(
                name
                for cue in self.moments[place].cues
                if self._is_displayed(cue, load, observed=observed)
                for name in cue.reveals
            )
            for observed in (False, True)
            for load in range(len(LOADS))
        )

    def _compile_option(self, place: int, moment: Exchange, name: str, response: Response) -> Option:
        setting = self._setting(place, moment, self._ways(response.then))
        words = self.look(response, channel=self.scenario.channel)
        set_tone = response.tone if self.spoken else "steady"
        tones = TONES if moment.delivery == "choose" and self.spoken else (set_tone,)
        consequences = self._consequences(place, {name: response}, words.empty_promise)
        effects = {}
        for tone in tones:
            merits, judgement = spoken_merits(response, words, tone, setting)
            effects[tone] = build(setting, merits, judgement, consequences, dismisses=response.dismisses)
        return Option(
            name=name,
            response=response,
            text=words.text,
            guard=guard(response.when, self.names),
            effects=effects,
            tone=set_tone,
            empathy_total=sum(levels(resolve(response.empathy, setting.called))),
        )

    def _consequences(
        self, place: int, responses: Mapping[str, Response], empty_promise: bool, **more: int
    ) -> Consequences:
        every = tuple(responses.values())
        offers = union(every, "offers")
        wishes = 0
        for need in offers:
            wishes |= self.serving.get(need, 0)
        return Consequences(
            wishes=wishes,
            uses=self.knowable.mask(union(every, "uses")),
            reveals=self.knowable.mask(union(every, "reveals")),
            sets=self.flags.mask(union(every, "sets")),
            said=self.said.mask(f"{self.moment_ids[place]}.{name}" for name in responses),
            duties=self.duties.mask(union(every, "fulfils")),
            offers=offers,
            confirms=any(response.confirms for response in every),
            empty_promise=empty_promise,
            progress=more.get("progress", max(response.progress for response in every)),
            hold=any(response.action == "hold" for response in every),
            questions=more.get("questions", 0),
            left_out=more.get("left_out", 0),
        )

    def _compile_mail(self, place: int, moment: Compose, parts: frozenset[str], late: bool) -> Effect:
        setting = self._setting(place, moment, self._ways(moment.then))
        unknown = parts - moment.parts.keys()
        if unknown:
            raise KeyError(*unknown)
        chosen = {name: part for name, part in moment.parts.items() if name in parts}
        words = tuple(self._look_at_part(place, name, part) for name, part in chosen.items())
        merits, judgement = mail_merits(moment.questions, tuple(chosen.values()), words, setting, late=late)
        answered = union(tuple(chosen.values()), "answers")
        more = {"questions": self.questions.mask(answered), "left_out": len(judgement.left_out)}
        if judgement.coverage is not None:
            more["progress"] = 2 if judgement.coverage == 1 else int(judgement.coverage * 2 >= 1)
        consequences = self._consequences(place, chosen, any(one.empty_promise for one in words), **more)
        dismisses = any(part.dismisses for part in chosen.values())
        return build(setting, merits, judgement, consequences, dismisses=dismisses)


def spoken_options(moment: Moment) -> Mapping[str, Response]:
    """The responses of an exchange or the parts of a message; nothing else has any."""
    if isinstance(moment, Exchange):
        return moment.responses
    return moment.parts if isinstance(moment, Compose) else {}


__all__ = ["HUNG_UP", "ROWS", "Script", "spoken_options"]
