"""A conversation is a fold: `position = fold(step, decisions)`. Pure: no clock, no file, no chance.

A position is the state between two responses, plus what is in the air: a response chosen and not yet said, a
message being reread.
"""

from collections.abc import Iterable

import msgspec

from simulator.conversation import decisions as do
from simulator.conversation.advance import breathe, leave, observe, react, read, reflect
from simulator.conversation.effects import Effect
from simulator.conversation.events import (
    Answered,
    Arrived,
    Chose,
    Coached,
    Drafted,
    Ended,
    Event,
    Noticed,
    ReadMood,
    Reflected,
    Replied,
    TookBack,
)
from simulator.conversation.pace import (
    BREATHE_SECONDS,
    OBSERVE_SECONDS,
    customer_seconds,
    turn_seconds,
)
from simulator.conversation.reasons import explain, row_of
from simulator.conversation.script import Script
from simulator.conversation.state import BREATHED, OBSERVED, State
from simulator.errors import IllegalDecision
from simulator.rubric.ladder import stage_word
from simulator.rubric.naturalness import stock_cost
from simulator.scenario.model import Compose, Exchange, Read, Reflect, Response, words_for
from simulator.scenario.placeholders import fill


class Position(msgspec.Struct, frozen=True):
    """Where a play stands. Everything in it follows from the decisions."""

    state: State
    chosen: str | None = None
    """A response that waits for its tone."""
    draft: tuple[str, ...] | None = None
    """A message that is being reread."""
    taken_back: bool = False
    """Whether this moment's message has been taken back once."""
    seconds: int = 0
    """Time the conversation took by the words said: shown, never scored."""


Step = tuple[Position, tuple[Event, ...]]


def begin(script: Script) -> Step:
    """The position in which the customer has just spoken his first words."""
    state = script.start
    arrival = _arrival(script, state)
    return Position(state, seconds=customer_seconds(script, arrival.line)), (arrival,)


def fold(script: Script, decisions: Iterable[do.Decision]) -> Step:
    """All decisions, from the beginning. Raises IllegalDecision at the first that is not allowed."""
    position, events = begin(script)
    told = list(events)
    for decision in decisions:
        position, events = step(script, position, decision)
        told.extend(events)
    return position, tuple(told)


def step(script: Script, position: Position, decision: do.Decision) -> Step:  # noqa: C901 - a line a decision
    """One decision. Raises IllegalDecision where it does not fit the position."""
    if position.state.is_over:
        raise IllegalDecision("after_the_end")
    match decision:
        case do.Observe():
            return _observe(script, position)
        case do.Breathe():
            return _breathe(script, position)
        case do.Coach():
            stage = stage_word(min(3, position.state.highest + 1))
            return position, (Coached(stage),)
        case do.Respond():
            return _respond(script, position, decision)
        case do.Deliver():
            return _deliver(script, position, decision)
        case do.Compose():
            return _compose(script, position, decision)
        case do.TakeBack():
            return _take_back(script, position)
        case do.Send():
            return _send(script, position)
        case do.Read():
            return _read(script, position, decision)
        case do.Reflect():
            return _reflect(script, position, decision)
        case do.KeepSilent():
            return _keep_silent(script, position)


def _observe(script: Script, position: Position) -> Step:
    before = position.state
    if before.hands & OBSERVED:
        raise IllegalDecision("already_observed")
    state = observe(script, before)
    cues = visible_cues(script, state, observed=True)
    seen = visible_cues(script, before)
    noticed = Noticed(tuple(cue for cue in cues if cue not in seen), "observe", script.load_word(state))
    return _moved(position, state, OBSERVE_SECONDS), (noticed,)


def _breathe(script: Script, position: Position) -> Step:
    before = position.state
    if not before.load:
        raise IllegalDecision("already_light")
    if before.hands & BREATHED:
        raise IllegalDecision("already_breathed")
    state = breathe(script, before)
    seen = visible_cues(script, before)
    cues = tuple(cue for cue in visible_cues(script, state) if cue not in seen)
    return _moved(position, state, BREATHE_SECONDS), (Noticed(cues, "breathe", script.load_word(state)),)


def _moved(position: Position, state: State, seconds: int) -> Position:
    return msgspec.structs.replace(position, state=state, seconds=position.seconds + seconds)


def _respond(script: Script, position: Position, decision: do.Respond) -> Step:
    state = position.state
    moment = script.moment_at(state)
    if not isinstance(moment, Exchange):
        raise IllegalDecision("not_an_exchange", moment=script.moment_id(state))
    option = next((one for one in script.node(state.place).open(state) if one.name == decision.response), None)
    if option is None:
        raise IllegalDecision("response_closed", moment=script.moment_id(state), response=decision.response)
    if len(option.effects) > 1:
        chosen = msgspec.structs.replace(position, chosen=option.name)
        return chosen, (Chose(script.moment_id(state), option.name),)
    return _answer(script, position, option.effect, {option.name: option.response}, option.tone)


def _deliver(script: Script, position: Position, decision: do.Deliver) -> Step:
    if position.chosen is None:
        raise IllegalDecision("nothing_to_deliver")
    options = script.node(position.state.place).options
    option = next(one for one in options if one.name == position.chosen)
    return _answer(script, position, option.effects[decision.tone], {option.name: option.response}, decision.tone)


def _compose(script: Script, position: Position, decision: do.Compose) -> Step:
    moment = script.moment_at(position.state)
    name = script.moment_id(position.state)
    if not isinstance(moment, Compose):
        raise IllegalDecision("not_a_message", moment=name)
    open_parts = script.open_parts(position.state)
    for part in decision.parts:
        if part not in open_parts:
            raise IllegalDecision("response_closed", moment=name, response=part)
    least, most = moment.pick
    if len(set(decision.parts)) != len(decision.parts):
        raise IllegalDecision("part_twice", moment=name)
    if not least <= len(decision.parts) <= most:
        raise IllegalDecision("pick_between", moment=name, least=str(least), most=str(most))
    draft = msgspec.structs.replace(position, draft=decision.parts)
    return draft, (Drafted(name, decision.parts),)


def _take_back(script: Script, position: Position) -> Step:
    name = script.moment_id(position.state)
    if position.chosen is not None:
        return msgspec.structs.replace(position, chosen=None), (TookBack(name),)
    if position.draft is None:
        raise IllegalDecision("nothing_to_take_back")
    if position.taken_back:
        raise IllegalDecision("taken_back_once")
    return msgspec.structs.replace(position, draft=None, taken_back=True), (TookBack(name),)


def _send(script: Script, position: Position) -> Step:
    if position.draft is None:
        raise IllegalDecision("nothing_to_send")
    moment = script.moment_at(position.state)
    assert isinstance(moment, Compose)
    effect = script.mail(position.state.place, position.draft)
    parts = {name: moment.parts[name] for name in position.draft}
    return _answer(script, position, effect, parts, "steady")


def _read(script: Script, position: Position, decision: do.Read) -> Step:
    state = position.state
    moment = script.moment_at(state)
    name = script.moment_id(state)
    if not isinstance(moment, Read):
        raise IllegalDecision("not_a_reading", moment=name)
    if decision.pick not in moment.misreadings and decision.pick not in script.right_readings(moment):
        raise IllegalDecision("unknown_pick", moment=name, pick=decision.pick)
    is_right = decision.pick not in moment.misreadings
    told = ReadMood(name, decision.pick, is_right, scored=not state.answered & (1 << state.place))
    after = read(script, state, reveals=script.knowable.bit(decision.pick) if is_right else 0, is_right=is_right)
    return _arrive(script, position, after, (told,), seconds=0)


def _reflect(script: Script, position: Position, decision: do.Reflect) -> Step:
    moment = script.moment_at(position.state)
    name = script.moment_id(position.state)
    if not isinstance(moment, Reflect):
        raise IllegalDecision("not_a_reflection", moment=name)
    told = Reflected(name, moment.stage, decision.picks)
    return _arrive(script, position, reflect(script, position.state), (told,), seconds=0)


def _keep_silent(script: Script, position: Position) -> Step:
    effect = script.silence(position.state.place)
    if effect is None:
        raise IllegalDecision("no_silence_here")
    return _answer(script, position, effect, {}, "steady")


def _answer(script: Script, position: Position, effect: Effect, responses: dict[str, Response], tone: str) -> Step:
    before = position.state
    after = react(script, before, effect)
    hung_up = after.place < 0
    row = row_of(before)
    channel = script.scenario.channel
    words = tuple(fill(response.say, script.placeholders) for response in responses.values())
    told: list[Event] = [
        Answered(
            moment=script.moment_id(before),
            responses=tuple(responses),
            words=words,
            tone=tone,
            empathy=effect.merits.empathy,
            naturalness=effect.merits.naturalness[row],
            reception=effect.receptions[row],
            scored=not before.answered & effect.moment_bit,
            hits=tuple((hit, float(stock_cost(hit, channel))) for one in effect.judgement.words for hit in one.hits),
            before=before,
            after=after,
            reasons=explain(script, before, effect, after, hung_up=hung_up),
            action=next((one.action for one in responses.values() if one.action), None),
            coach=tuple(one.coach for one in responses.values() if one.coach),
        )
    ]
    seconds = turn_seconds(script, words, responses.values())
    reply = next((words_for(one.reply, script.variant) for one in responses.values() if one.reply), None)
    if reply is not None and not hung_up:
        reply = fill(reply, script.placeholders)
        told.append(Replied(reply))
        seconds += customer_seconds(script, reply)
    onward = after if hung_up else leave(script, after, effect.branches, turns=1)
    return _arrive(script, position, onward, told, seconds=seconds, hung_up=hung_up)


def _arrive(
    script: Script,
    position: Position,
    state: State,
    told: Iterable[Event],
    *,
    seconds: int,
    hung_up: bool = False,
) -> Step:
    """The new place: the next moment's line and cues, or the ending."""
    arrival: Event
    if state.place < 0:
        arrival = _end(script, state, hung_up=hung_up)
    else:
        arrival = _arrival(script, state)
        seconds += customer_seconds(script, arrival.line)
    return Position(state, seconds=position.seconds + seconds), (*told, arrival)


def _arrival(script: Script, state: State) -> Arrived:
    return Arrived(script.moment_id(state), script.line(state), visible_cues(script, state))


def _end(script: Script, state: State, *, hung_up: bool) -> Ended:
    place = -1 - state.place
    ending = script.endings[place]
    text = words_for(ending.text, script.variant) if ending is not None else None
    return Ended(
        ending=script.ending_ids[place],
        outcome="unsolved" if hung_up or ending is None else ending.outcome,
        text=fill(text, script.placeholders) if text is not None else None,
        hung_up=hung_up or ending is None,
    )


def visible_cues(script: Script, state: State, *, observed: bool | None = None) -> tuple[str, ...]:
    """The signs that the agent sees at this moment, in the scenario's order."""
    return script.signs(state, observed=observed)
