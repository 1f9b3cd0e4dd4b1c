"""Compiling: the moments of a scenario become nodes, its responses effects, each when it is first asked for."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from simulator.conversation.denominator import moment_weight
from simulator.conversation.effects import (
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
from simulator.conversation.ground import Ground, spoken_options
from simulator.conversation.guards import Guard, Ways, guard
from simulator.conversation.indexes import Lazy
from simulator.conversation.mail import mail_merits
from simulator.conversation.node import Node, Option
from simulator.rubric.empathy import levels, resolve
from simulator.rubric.naturalness import naturalness_score, stock_total
from simulator.scenario.model import Compose, Cue, Empathy, Exchange, Moment, Response, exists_for, words_for
from simulator.scenario.placeholders import fill
from simulator.scenario.vocabulary import LOADS, TONES

_NO_CUES: Final = (0,) * (2 * len(LOADS))


class Compiler:
    """Turns what a scenario says into what `advance` walks."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.nodes: Lazy[Node] = Lazy(self._compile)
        self.cues: Lazy[tuple[int, ...]] = Lazy(self._cue_masks)
        """What the cues of a place make known, by load (light, loaded, drained), then the same once observed."""
        self.parts: Lazy[tuple[tuple[str, Guard | None], ...]] = Lazy(self._compile_parts)
        self._urgent: Lazy[frozenset[str]] = Lazy(self._urgent_questions)
        self._looks: dict[tuple[int, str], Words] = {}
        self._mails: dict[tuple[int, frozenset[str], bool], Effect] = {}

    def _compile(self, place: int) -> Node:
        moment = self._ground.moments[place]
        options: list[Option] = []
        ways: Ways = ()
        if isinstance(moment, Exchange):
            setting = self._setting(place, moment)
            chooses = moment.delivery == "choose" and self._ground.spoken
            for name, response in moment.responses.items():
                if exists_for(response.only, self._ground.variant):
                    options.append(self._compile_option(setting, name, response, chooses_tone=chooses))
        else:
            ways = self._ground.ways_along(moment.then)
        return Node(place, moment, tuple(options), ways, self._lines(moment))

    def _lines(self, moment: Moment) -> tuple[tuple[Guard | None, str], ...]:
        return tuple(
            (
                guard(case.when, self._ground.names),
                fill(words_for(case.text, self._ground.variant) or "", self._ground.placeholders),
            )
            for case in moment.line
        )

    def is_displayed(self, cue: Cue, load: int, *, observed: bool) -> bool:
        return (
            exists_for(cue.only, self._ground.variant)
            and (observed or not cue.hidden)
            and (cue.load_hides is None or load < LOADS.index(cue.load_hides))
        )

    def _cue_masks(self, place: int) -> tuple[int, ...]:
        if not self._ground.moments[place].cues:
            return _NO_CUES
        return tuple(
            self._ground.knowable.mask(
                name
                for cue in self._ground.moments[place].cues
                if self.is_displayed(cue, load, observed=observed)
                for name in cue.reveals
            )
            for observed in (False, True)
            for load in range(len(LOADS))
        )

    def _compile_parts(self, place: int) -> tuple[tuple[str, Guard | None], ...]:
        """The parts that exist for this customer, each with the question that opens it."""
        return tuple(
            (name, guard(part.when, self._ground.names))
            for name, part in spoken_options(self._ground.moments[place]).items()
            if exists_for(part.only, self._ground.variant)
        )

    def _urgent_questions(self, place: int) -> frozenset[str]:
        moment = self._ground.moments[place]
        assert isinstance(moment, Compose)
        return frozenset(name for name, question in moment.questions.items() if question.urgent)

    def _compile_option(self, setting: Setting, name: str, response: Response, *, chooses_tone: bool) -> Option:
        branches = self._ground.ways_along(response.then)
        words = self.look(response, channel=setting.channel)
        set_tone = response.tone if self._ground.spoken else "steady"
        consequences = self._consequences(setting.place, {name: response}, words.empty_promise)
        effects = {}
        for tone in TONES if chooses_tone else (set_tone,):
            merits, judgement = spoken_merits(response, words, tone, setting)
            effects[tone] = build(setting, branches, merits, judgement, consequences, dismisses=response.dismisses)
        return Option(
            name=name,
            response=response,
            text=words.text,
            guard=guard(response.when, self._ground.names),
            effects=effects,
            tone=set_tone,
            empathy_total=sum(levels(resolve(response.empathy, setting.called))),
        )

    def _setting(self, place: int, moment: Exchange | Compose) -> Setting:
        return Setting(
            place=place,
            moment_bit=1 << place,
            weight=moment_weight(moment),
            channel=self._ground.scenario.channel,
            called=moment.calls_for.of(self._ground.variant),
            empathy_unit=self._ground.empathy_unit,
            naturalness_unit=self._ground.naturalness_unit,
        )

    def mail(self, place: int, parts: Sequence[str]) -> Effect:
        """A message made of these parts, in this order. Raises KeyError for a part that is not there."""
        moment = self._ground.moments[place]
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

    def _compile_mail(self, place: int, moment: Compose, parts: frozenset[str], late: bool) -> Effect:
        setting = self._setting(place, moment)
        unknown = parts - moment.parts.keys()
        if unknown:
            raise KeyError(*unknown)
        chosen = {name: part for name, part in moment.parts.items() if name in parts}
        words = tuple(self._look_at_part(place, name, part) for name, part in chosen.items())
        merits, judgement = mail_merits(moment.questions, tuple(chosen.values()), words, setting, late=late)
        answered = union(tuple(chosen.values()), "answers")
        more = {"questions": self._ground.questions.mask(answered), "left_out": len(judgement.left_out)}
        if judgement.coverage is not None:
            more["progress"] = 2 if judgement.coverage == 1 else int(judgement.coverage * 2 >= 1)
        consequences = self._consequences(place, chosen, any(one.empty_promise for one in words), **more)
        dismisses = any(part.dismisses for part in chosen.values())
        return build(setting, self.nodes[place].ways, merits, judgement, consequences, dismisses=dismisses)

    def silence(self, place: int) -> Effect | None:
        """What it does to let the customer wait for an answer past this moment's limit."""
        moment = self._ground.moments[place]
        if not isinstance(moment, Exchange) or moment.silence is None:
            return None
        setting = self._setting(place, moment)
        branches = self._ground.ways_along(moment.silence.then)
        judgement = Judgement(Empathy(), setting.called, "steady", (), misreads=False)
        return build(setting, branches, SILENCE, judgement, Consequences(), dismisses=False)

    def _consequences(
        self, place: int, responses: Mapping[str, Response], empty_promise: bool, **more: int
    ) -> Consequences:
        every = tuple(responses.values())
        said = self._ground.said.mask(f"{self._ground.moment_ids[place]}.{name}" for name in responses)
        if len(every) == 1 and not more and _does_nothing_more(every[0]):
            # As most responses of a long story.
            return Consequences(said=said, empty_promise=empty_promise, progress=every[0].progress)
        offers = union(every, "offers")
        wishes = 0
        for need in offers:
            wishes |= self._ground.serving.get(need, 0)
        return Consequences(
            wishes=wishes,
            uses=self._ground.knowable.mask(union(every, "uses")),
            reveals=self._ground.knowable.mask(union(every, "reveals")),
            sets=self._ground.flags.mask(union(every, "sets")),
            said=said,
            duties=self._ground.duties.mask(union(every, "fulfils")),
            offers=offers,
            confirms=any(response.confirms for response in every),
            empty_promise=empty_promise,
            progress=more.get("progress", max(response.progress for response in every)),
            hold=any(response.action == "hold" for response in every),
            questions=more.get("questions", 0),
            left_out=more.get("left_out", 0),
        )

    def look(self, response: Response, *, channel: str) -> Words:
        """A response's words with their stock phrases, this customer's facts counted in their favour."""
        text = fill(response.say, self._ground.placeholders)
        return look_at(text, self._ground.stock_in(text), response, channel)

    def _look_at_part(self, place: int, name: str, part: Response) -> Words:
        """A part's words, looked at once: a part goes into many messages."""
        key = (place, name)
        if key not in self._looks:
            self._looks[key] = self.look(part, channel=self._ground.scenario.channel)
        return self._looks[key]

    def plain_naturalness(self, words: Words) -> Fraction:
        """How words sound by themselves, whatever the tone and whatever was said before."""
        stock = stock_total(words.hits, self._ground.scenario.channel)
        return naturalness_score(words.rating, stock=stock, too_long=words.too_long)


def _does_nothing_more(response: Response) -> bool:
    """Whether a response has no consequence but what it says, promises and moves forward."""
    return not (
        response.offers
        or response.uses
        or response.reveals
        or response.sets
        or response.fulfils
        or response.confirms
        or response.action == "hold"
    )
