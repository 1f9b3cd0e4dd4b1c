"""A play written down in one line: `greeting.listen, !breathe, offer.call-back@warm, letter.thanks+date`.

Items: `moment.response`, `moment.response@tone`, `!observe`, `!breathe`, `!silence` where a silence may go past its
limit, `moment.part+part` for a message in the order sent, `moment.pick` for a reading. Reflections need no item: they
are walked through.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

import msgspec

from simulator.conversation import decisions as do
from simulator.conversation.asides import BREATHE, OBSERVE, SILENCE
from simulator.conversation.events import Event
from simulator.conversation.lifecycle import Phase
from simulator.conversation.play import Play
from simulator.conversation.state import State
from simulator.errors import BadPath, IllegalDecision
from simulator.scenario.model import Compose, Exchange, Read
from simulator.scenario.vocabulary import TONES, Facet, Tone

_ASIDE: Final[dict[str, do.Decision]] = {OBSERVE: do.Observe(), BREATHE: do.Breathe(), SILENCE: do.KeepSilent()}
"""Items that name no moment."""


class Item(msgspec.Struct, frozen=True):
    """One item of a path, taken apart."""

    text: str
    moment: str = ""
    picks: tuple[str, ...] = ()
    tone: Tone | None = None


class Walked(msgspec.Struct, frozen=True):
    """One item walked: what happened, and the state right after the customer's reaction."""

    item: Item
    events: tuple[Event, ...]
    state: State


def parse(text: str) -> Item:
    """Take one item apart. Raises BadPath where it is none."""
    text = text.strip()
    if text in _ASIDE:
        return Item(text)
    place, _, tone = text.partition("@")
    moment, dot, picks = place.rpartition(".")
    if not dot:
        moment, picks = place, ""
    if not moment or text.startswith("!") or any(letter.isspace() for letter in text):
        raise BadPath("path_item", item=text)
    if tone and tone not in TONES:
        raise BadPath("path_tone", item=text, tones=", ".join(TONES))
    return Item(text, moment, tuple(filter(None, picks.split("+"))), cast(Tone, tone) if tone else None)


def split(text: str) -> list[str]:
    """The items of a path written with commas."""
    return [item.strip() for item in text.split(",") if item.strip()]


class Deliveries:
    """The tones that were asked for beside the path: by response, by moment, or in the order of choosing."""

    def __init__(self, wanted: Sequence[str] = ()) -> None:
        """Items `moment.response=tone`, `moment=tone` or `tone`. Raises BadPath for anything else."""
        self._named: dict[str, Tone] = {}
        self._in_order: list[Tone] = []
        for item in wanted:
            name, equals, tone = item.rpartition("=")
            if tone not in TONES or (equals and not name):
                raise BadPath("path_tone", item=item, tones=", ".join(TONES))
            if equals:
                self._named[name] = cast(Tone, tone)
            else:
                self._in_order.append(cast(Tone, tone))

    def tone(self, moment: str, response: str) -> Tone | None:
        """The tone for a response; one tone alone serves every choice, several are used one after another."""
        named = self._named.get(f"{moment}.{response}") or self._named.get(moment)
        if named is not None or not self._in_order:
            return named
        return self._in_order[0] if len(self._in_order) == 1 else self._in_order.pop(0)


def walk(play: Play, items: Iterable[str], deliveries: Deliveries | None = None) -> Iterator[Walked]:
    """Play a path. Stops at the ending; what is left of the path is for the caller to report.

    Raises BadPath, naming the item, where it does not fit the moment.
    """
    deliveries = deliveries or Deliveries()
    if play.phase is Phase.BRIEFING:
        play.answer()
    for text in items:
        item = parse(text)
        _pass_reflections(play, item)
        if play.is_over:
            return
        told = len(play.events)
        try:
            for decision in _decisions(play, item, deliveries):
                play.decide(decision)
        except IllegalDecision as error:
            raise _misfit(play, item, error) from error
        yield Walked(item, tuple(play.events[told:]), _reacted(play, told))
    _pass_reflections(play, None)


def _reacted(play: Play, told: int) -> State:
    """The state after the reaction and before the next moment's cues, where there was a reaction."""
    for event in play.events[told:]:
        after = getattr(event, "after", None)
        if after is not None:
            return cast(State, after)
    return play.state


def _pass_reflections(play: Play, item: Item | None) -> None:
    # A reflection changes nothing but where we are: one that comes round again would come round for ever.
    passed: set[str] = set()
    while play.phase is Phase.REFLECTING and (item is None or item.moment != _here(play)):
        if _here(play) in passed:
            return
        passed.add(_here(play))
        if item is not None and item.text in _ASIDE:
            return
        play.decide(do.Reflect())


def _here(play: Play) -> str:
    return play.script.moment_id(play.state)


def _decisions(play: Play, item: Item, deliveries: Deliveries) -> Iterator[do.Decision]:
    if item.text in _ASIDE:
        # Who writes a silence into a path plays it where timers run.
        play.timers = play.timers or item.text == SILENCE
        yield _ASIDE[item.text]
        return
    here = _here(play)
    if item.moment != here:
        raise BadPath("path_elsewhere", item=item.text, here=here)
    moment = play.script.moment_at(play.state)
    if isinstance(moment, Compose):
        yield do.Compose(parts=item.picks)
        yield do.Send()
    elif isinstance(moment, Read):
        yield do.Read(pick="+".join(item.picks))
    elif isinstance(moment, Exchange):
        response = "+".join(item.picks)
        yield do.Respond(response=response)
        if play.phase is Phase.DELIVERING:
            tone = item.tone or deliveries.tone(here, response) or moment.responses[response].tone
            yield do.Deliver(tone=tone)
    else:
        yield do.Reflect(picks=_reflection(item))


def _reflection(item: Item) -> dict[Facet, str]:
    """Picks in the order feels, thinks, does; fewer leave the rest open."""
    facets: tuple[Facet, ...] = ("feels", "thinks", "does")
    return dict(zip(facets, item.picks, strict=False))


def _misfit(play: Play, item: Item, error: IllegalDecision) -> BadPath:
    """The same refusal, told about the path."""
    scene = play.scene()
    openings = ", ".join(choice.name for choice in scene.choices if choice.is_open)
    known = {choice.name for choice in scene.choices}
    wanted = "+".join(item.picks)
    if error.key == "response_closed":
        key = "path_closed" if error.values.get("response", wanted) in known else "path_unknown"
        return BadPath(key, item=item.text, here=scene.moment, open=openings)
    if error.key == "unknown_pick":
        return BadPath("path_unknown", item=item.text, here=scene.moment, open=openings)
    return BadPath(f"path_{error.key}", item=item.text, **{"here": scene.moment, **error.values})
