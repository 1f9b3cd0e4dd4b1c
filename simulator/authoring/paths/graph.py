"""Where the moments of a scenario may lead, conditions ignored: what the exploration walks along, and in which order.

Places are those of the script: moments from 0, endings below 0.
"""

from collections.abc import Iterable, Iterator, Sequence

from simulator.conversation.script import Script
from simulator.scenario.model import Branch, Exchange, Moment, exists_for


class Graph:
    """The static graph of a case."""

    def __init__(self, script: Script) -> None:
        self.script = script
        scenario, variant = script.scenario, script.variant
        self.exists = tuple(exists_for(moment.only, variant) for moment in script.moments)
        """Whether a moment is there for this customer at all."""
        self.targets = tuple(
            self._targets(place, _ways(moment, variant)) for place, moment in enumerate(script.moments)
        )
        """By place: the places that its responses may lead to, in the scenario's order."""
        self.silent = tuple(self._targets(place, _silence(moment)) for place, moment in enumerate(script.moments))
        """By place: where letting him wait past the limit may lead."""
        self.start = script.place(scenario.start)
        self.reached = _reached(self.start, self.targets, self.silent)
        """The places that can be reached from the start if every condition holds."""
        self.components = _components(self.targets, self.silent, self.start)
        """The reached moments, those that lead to one another together, each group behind all that lead to it."""
        self.component = {place: number for number, group in enumerate(self.components) for place in group}

    def _targets(self, place: int, answers: Iterable[Sequence[Branch]]) -> tuple[int, ...]:
        """Where some answers may lead. One whose ways are all closed to this customer leaves the call where it is."""
        found: dict[int, None] = {}
        for branches in answers:
            leads_on = False
            for branch in branches:
                to = self._place(branch.to)
                if to is not None:
                    found[to] = None
                    leads_on = leads_on or branch.when is None
            if not leads_on:
                found[place] = None
        return tuple(found)

    def _place(self, name: str) -> int | None:
        """The place of a name, None where it is not there for this customer."""
        return self.script.place(name) if self.script.has(name) else None

    def is_cyclic(self, place: int) -> bool:
        """Whether a moment can come back to itself."""
        group = self.components[self.component[place]]
        return len(group) > 1 or place in self.targets[place] or place in self.silent[place]

    def onward(self, place: int) -> tuple[int, ...]:
        """The moments and endings that may follow one."""
        return tuple(dict.fromkeys((*self.targets[place], *self.silent[place])))

    def ends_within(self, turns: int) -> bool:
        """Whether a call can come to an ending in so many turns, if every condition holds."""
        here = met = {self.start}
        for _turn in range(turns):
            if any(place < 0 for place in here):
                return True
            here = {target for place in here for target in self.targets[place]} - met
            met |= here
        return any(place < 0 for place in here)

    def saved(self) -> frozenset[int]:
        """The moments from which an ending may be reached by responding, if every condition holds."""
        before: dict[int, list[int]] = {}
        for place, targets in enumerate(self.targets):
            for target in targets:
                before.setdefault(target, []).append(place)
        saved: set[int] = set()
        waiting = [place for place in before if place < 0]
        while waiting:
            for place in before.get(waiting.pop(), ()):
                if place not in saved:
                    saved.add(place)
                    waiting.append(place)
        return frozenset(saved)

    def islands(self) -> Iterator[tuple[int, ...]]:
        """Groups of unreached moments that lead to one another and that nothing else leads to, in their order."""
        lost = [place for place in range(len(self.targets)) if self.exists[place] and place not in self.reached]
        groups = _components(self.targets, self.silent, *lost)
        number = {place: index for index, group in enumerate(groups) for place in group}
        entered = {
            number[target]
            for place in lost
            for target in self.onward(place)
            if target >= 0 and number[target] != number[place]
        }
        for index, group in enumerate(groups):
            if len(group) > 1 and index not in entered and self.reached.isdisjoint(group):
                yield tuple(sorted(group))


def _ways(moment: Moment, variant: str | None) -> Iterator[Sequence[Branch]]:
    """For each answer to a moment, the ways on from it."""
    if isinstance(moment, Exchange):
        for response in moment.responses.values():
            if exists_for(response.only, variant):
                yield response.then
    else:
        yield moment.then


def _silence(moment: Moment) -> list[Sequence[Branch]]:
    return [moment.silence.then] if isinstance(moment, Exchange) and moment.silence is not None else []


def _reached(start: int, targets: tuple[tuple[int, ...], ...], silent: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    reached = {start}
    waiting = [start]
    while waiting:
        place = waiting.pop()
        if place < 0:
            continue
        for target in (*targets[place], *silent[place]):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return frozenset(reached)


def _components(
    targets: tuple[tuple[int, ...], ...], silent: tuple[tuple[int, ...], ...], *starts: int
) -> tuple[tuple[int, ...], ...]:
    """Strongly connected components in topological order (Tarjan, 1972), without recursion: stories are deep."""
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    path: list[int] = []
    on_path: dict[int, int] = {}
    found: list[tuple[int, ...]] = []
    for start in starts:
        if start in order or start < 0:
            continue
        work: list[tuple[int, Iterator[int]]] = [(start, iter((*targets[start], *silent[start])))]
        order[start] = lowest[start] = len(order)
        on_path[start] = len(path)
        path.append(start)
        while work:
            place, following = work[-1]
            target = next((one for one in following if one >= 0 and (one not in order or one in on_path)), None)
            if target is None:
                work.pop()
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[place])
                if lowest[place] == order[place]:
                    group = path[on_path[place] :]
                    del path[on_path[place] :]
                    for one in group:
                        del on_path[one]
                    found.append(tuple(sorted(group)))
            elif target in order:
                lowest[place] = min(lowest[place], order[target])
            else:
                order[target] = lowest[target] = len(order)
                on_path[target] = len(path)
                path.append(target)
                work.append((target, iter((*targets[target], *silent[target]))))
    return tuple(reversed(found))
