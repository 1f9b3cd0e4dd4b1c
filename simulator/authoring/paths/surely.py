"""What no condition can prevent: it happens, or cannot, whatever else a story holds, and no state need be explored.

A response without a condition can always be chosen, once the agent has caught his breath; a way on without one is
taken by whoever comes to it. What can be walked so is walked, each moment once, and what is known on the way is known
there. It takes time in proportion to the story.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property, reduce
from operator import and_, or_

from simulator.authoring.paths.facts import Fact
from simulator.authoring.paths.fields import LOAD, PLACE
from simulator.authoring.paths.graph import Graph
from simulator.authoring.paths.moves import Moves
from simulator.conversation.advance import answered, lightened
from simulator.conversation.asides import BREATHE, OBSERVE
from simulator.conversation.ground import spoken_options
from simulator.conversation.script import Script
from simulator.conversation.state import DRAINED, Numbers, State
from simulator.scenario.model import Branch, Compose, Exchange, Moment, Read, Response, exists_for
from simulator.scenario.vocabulary import LOADS


class Surely:
    """The facts of a case that are certain from its conditions alone."""

    def __init__(self, script: Script, graph: Graph) -> None:
        self._script = script
        self._graph = graph
        self._steps: dict[int, dict[str, int]] = {}
        """By place: the answers that are always open, with the place that each leads to in any case.

        An answer is a response, the parts of a message with `+`, what is read, or "" for a reflection.
        """
        self._came: dict[int, tuple[int, str] | None] = {graph.start: None}
        """The places that are come to: from where, and by which answer."""
        self._known: dict[int, int] = {graph.start: script.start.known}
        """By place, what is known there on the way that `_came` tells."""
        waiting = deque([graph.start])
        while waiting:
            place = waiting.popleft()
            for answer, target in self._sure(place).items():
                if target not in self._came:
                    self._came[target] = place, answer
                    if target >= 0:
                        self._known[target] = self._known[place] | self._told(place, answer) | self._shown(target)
                        waiting.append(target)

    def _sure(self, place: int) -> dict[str, int]:
        found = self._steps.get(place)
        if found is None:
            found = self._steps[place] = dict(self._sure_steps(self._script.moments[place]))
        return found

    def _sure_steps(self, moment: Moment) -> Iterator[tuple[str, int]]:
        script = self._script
        if isinstance(moment, Exchange):
            for name, response in moment.responses.items():
                if self._is_open(response) and not self._may_end(response):
                    target = self._target(response.then)
                    if target is not None:
                        yield name, target
            return
        target = self._target(moment.then)
        if target is None:
            return
        if isinstance(moment, Compose):
            kind = [name for name, part in moment.parts.items() if self._is_open(part) and not self._may_end(part)]
            least = max(1, moment.pick[0])
            if len(kind) >= least:
                yield "+".join(kind[:least]), target
        elif isinstance(moment, Read):
            for pick in (*script.right_readings(moment), *list(moment.misreadings)[:1]):
                yield pick, target
        else:
            yield "", target

    def _is_open(self, response: Response) -> bool:
        return response.when is None and exists_for(response.only, self._script.variant)

    def _may_end(self, response: Response) -> bool:
        """Whether he may hang up on it, in place of going on."""
        return response.dismisses and self._script.can_hang_up

    def _target(self, ways: Sequence[Branch]) -> int | None:
        """Where ways lead in any case; None where that depends."""
        first = self._first(ways)
        return None if first is None or ways[first].when is not None else self._script.place(ways[first].to)

    def _first(self, ways: Sequence[Branch]) -> int | None:
        """The first of the ways that this customer has."""
        for number, way in enumerate(ways):
            if self._script.has(way.to):
                return number
        return None

    def _told(self, place: int, answer: str) -> int:
        """What an answer makes known."""
        script, moment = self._script, self._script.moments[place]
        if isinstance(moment, Read):
            return script.knowable.bit(answer) if answer in moment.right else 0
        spoken = spoken_options(moment)
        return reduce(or_, (script.knowable.mask(spoken[one].reveals) for one in answer.split("+") if one), 0)

    def _shown(self, place: int) -> int:
        """What the cues of a moment make known under any load."""
        return reduce(and_, self._script.cues[place][: len(LOADS)])

    def shows(self, fact: Fact) -> bool:
        """Whether it happens for certain."""
        kind, *what = fact
        script = self._script
        if kind in ("moment", "ending"):
            return script.place(str(what[0])) in self._came
        if kind == "wish-met":
            return bool(self._met & script.knowable.bit(str(what[0])))
        if kind not in ("open", "way", "line", "cue", "use", "knows"):
            return False
        place = script.place(str(what[0]))
        if place not in self._known:
            return False
        return self._shows_there(place, kind, what)

    def settles(self, name: str) -> bool:
        """Whether nothing is open about a moment: a call comes to it, and nothing there depends on anything."""
        return self._script.place(name) in self._settled

    @cached_property
    def _settled(self) -> frozenset[int]:
        moments = enumerate(self._script.moments)
        return frozenset(place for place, moment in moments if self._is_settled(place, moment))

    def _is_settled(self, place: int, moment: Moment) -> bool:
        return (
            place in self._known
            and place in self.safe
            and isinstance(moment, Exchange)
            and moment.silence is None
            and len(moment.line) == 1
            and moment.line[0].when is None
            and not moment.cues
            and all(map(self._is_plain, moment.responses.values()))
        )

    def _is_plain(self, response: Response) -> bool:
        """Whether a response depends on nothing, leads one way and uses nothing."""
        return (
            response.when is None
            and response.only is None
            and not response.uses
            and not self._may_end(response)
            and len(response.then) == 1
            and self._target(response.then) is not None
        )

    def _shows_there(self, place: int, kind: str | int, what: Sequence[str | int]) -> bool:
        script, moment = self._script, self._script.moments[place]
        if kind == "line":
            return what[1] == 0 and moment.line[0].when is None
        if kind == "cue":
            cue = moment.cues[int(what[1])]
            return cue.load_hides is None and exists_for(cue.only, script.variant)
        if kind == "way":
            name, sure = str(what[1]), self._sure(place)
            if isinstance(moment, Exchange):
                return name in sure and what[2] == self._first(moment.responses[name].then)
            return bool(sure) and what[2] == self._first(moment.then)
        is_known = kind == "open" or bool(self._known[place] & script.knowable.bit(str(what[-1])))
        return is_known and (kind == "knows" or self._is_open(spoken_options(moment)[str(what[1])]))

    def excludes(self, fact: Fact) -> bool:
        """Whether it is certain that it does not happen."""
        kind, *what = fact
        script = self._script
        if kind == "mood":
            return False
        if kind == "wish-met":
            return not self._offered & script.knowable.bit(str(what[0]))
        place = script.place(str(what[0]))
        if place not in self._graph.reached:
            return not (script.can_hang_up and place == script.hung_up and self._may_be_dismissed)
        if kind == "closed":
            return self._is_never_closed(place)
        return kind == "trap" and place in self.safe

    def _is_never_closed(self, place: int) -> bool:
        moment = self._script.moments[place]
        if not isinstance(moment, Exchange | Compose):
            return True
        least = moment.pick[0] if isinstance(moment, Compose) else 1
        return sum(map(self._is_open, spoken_options(moment).values())) >= max(1, least)

    @cached_property
    def safe(self) -> set[int]:
        """The moments from which a call can be brought to an ending in any state."""
        before: dict[int, list[int]] = {}
        for place in self._graph.reached:
            if place >= 0:
                for target in self._sure(place).values():
                    before.setdefault(target, []).append(place)
        safe: set[int] = set()
        waiting = [place for place in before if place < 0]
        while waiting:
            for place in before.get(waiting.pop(), ()):
                if place not in safe:
                    safe.add(place)
                    waiting.append(place)
        return safe

    @cached_property
    def _may_be_dismissed(self) -> bool:
        """Whether there is a response at all on which he may hang up."""
        return any(self._may_end(response) for response in self._spoken())

    @cached_property
    def _offered(self) -> int:
        """The wishes that some response would meet if they were known."""
        serving = self._script.serving
        return reduce(or_, (serving.get(need, 0) for one in self._spoken() for need in one.offers), 0)

    def _spoken(self) -> Iterator[Response]:
        """Every response and part of this customer that a call may come to."""
        for place in self._graph.reached:
            if place >= 0:
                for response in spoken_options(self._script.moments[place]).values():
                    if exists_for(response.only, self._script.variant):
                        yield response

    @cached_property
    def _met(self) -> int:
        """Wishes that an offer meets while they are known."""
        return reduce(or_, (wishes for _place, _name, wishes in self._offers()), 0)

    def _offers(self) -> Iterator[tuple[int, str, int]]:
        """Where an offer that is open meets wishes that are known: the place, the response or part, the wishes."""
        for place, known in self._known.items():
            for name, response in spoken_options(self._script.moments[place]).items():
                if response.offers and self._is_open(response):
                    wishes = reduce(or_, (self._script.serving.get(need, 0) for need in response.offers), 0)
                    if wishes & known:
                        yield place, name, wishes & known

    def witness(self, fact: Fact, moves: Moves) -> tuple[str, ...]:
        """The items of a path to a fact that is shown."""
        kind, *what = fact
        if kind == "wish-met":
            bit = self._script.knowable.bit(str(what[0]))
            place = next(place for place, _name, wishes in self._offers() if wishes & bit)
            return self._walked(place, moves)[1]
        place = self._script.place(str(what[0]))
        state, items = self._walked(place, moves)
        if kind == "cue" and self._script.moments[place].cues[int(what[1])].hidden:
            return (*items, OBSERVE)
        if kind == "way":
            answer = str(what[1]) or next(iter(self._sure(place)))
            return (*items, *self._said(state, answer, moves)[1])
        return items

    def ended(self, moves: Moves) -> Iterator[tuple[State, tuple[str, ...]]]:
        """For each ending that is come to, the state in which the call then is, and the items of its path."""
        for place in [place for place in self._came if place < 0]:
            state, items = self._walked(place, moves)
            yield State._make(state), items

    def _walked(self, place: int, moves: Moves) -> tuple[Numbers, tuple[str, ...]]:
        """The state on arrival at a place, and the items of the path there."""
        answers: list[str] = []
        came = self._came[place]
        while came is not None:
            answers.append(came[1])
            came = self._came[came[0]]
        state: Numbers = self._script.start
        items: list[str] = []
        for answer in reversed(answers):
            state, more = self._said(state, answer, moves)
            items += more
        return state, tuple(items)

    def _said(self, state: Numbers, answer: str, moves: Moves) -> tuple[Numbers, tuple[str, ...]]:
        """The state behind an answer, and its items: with a breath before it where the agent needs one."""
        script, place = self._script, state[PLACE]
        if isinstance(script.moments[place], Compose):
            message = script.mail(place, answer.split("+"))
            return answered(script, state, message), (f"{script.moment_ids[place]}.{answer}",)
        node = script.nodes[place]
        if not node.options:
            move = next(move for move in moves.elsewhere(place, state) if move.response == answer)
            return moves.after(state, move), (move.item,)
        breath: tuple[str, ...] = ()
        opening = node.opening(state)
        if state[LOAD] == DRAINED and opening.locked is not None and opening.locked.name == answer:
            state, breath = lightened(script, state), (BREATHE,)
            opening = node.opening(state)
        move = next(move for move in moves.spoken(node, opening, state) if move.response == answer)
        return moves.after(state, move), (*breath, move.item)
