"""On which line of the map each node stands: every arrow goes down, but for those that lead back.

The first two steps of a layered drawing (Sugiyama, Tagawa and Toda, 1981). All of it is linear in nodes and arrows.
"""

from collections.abc import Sequence

import msgspec

_DUMMIES_PER_THING = 6
_DUMMIES_AT_LEAST = 3_000
"""So many lines crossed by long arrows a map may have; beyond them the longest arrows are not drawn through."""


class Ranks(msgspec.Struct, frozen=True):
    """A line for each node, from 0 down, and what each arrow is."""

    of: tuple[int, ...]
    back: tuple[bool, ...]
    """It closes a circle: it leads up. An arrow from a node to itself is no such arrow."""
    cut: tuple[bool, ...]
    """Too long to be drawn: the map says in words where it leads."""


def ranks(count: int, arrows: Sequence[tuple[int, int]], start: int) -> Ranks:
    """The lines of `count` nodes; `arrows` are pairs of them, no pair twice. The start stands on line 0."""
    order, back = _without_circles(count, arrows, start)
    down: list[list[int]] = [[] for _ in range(count)]
    for (source, target), leads_back in zip(arrows, back, strict=True):
        if source != target:
            upper, lower = (target, source) if leads_back else (source, target)
            down[upper].append(lower)
    lines = _longest(order, down)
    _drawn_together(lines, order, down, start)
    spans = [abs(lines[target] - lines[source]) for source, target in arrows]
    most = _longest_drawn(spans, _DUMMIES_AT_LEAST + _DUMMIES_PER_THING * (count + len(arrows)))
    return Ranks(tuple(lines), tuple(back), tuple(span > most for span in spans))


def _without_circles(count: int, arrows: Sequence[tuple[int, int]], start: int) -> tuple[list[int], list[bool]]:
    """The nodes from the top down, and which arrows lead back: those to a node that the search came from.

    The search goes on from the start, then from what nothing leads to, then from whatever is left, so that a story
    told forwards stays so.
    """
    leads: list[list[tuple[int, int]]] = [[] for _ in range(count)]
    led_to = [False] * count
    back = [False] * len(arrows)
    for number, (source, target) in enumerate(arrows):
        if source == target:
            continue
        if target == start:
            back[number] = True
            continue
        leads[source].append((number, target))
        led_to[target] = True
    fresh, open_, done = 0, 1, 2
    seen = [fresh] * count
    finished: list[int] = []
    for root in (start, *(node for node in range(count) if not led_to[node]), *range(count)):
        if seen[root] != fresh:
            continue
        seen[root] = open_
        trail = [(root, iter(leads[root]))]
        while trail:
            node, ways = trail[-1]
            for number, target in ways:
                if seen[target] == open_:
                    back[number] = True
                elif seen[target] == fresh:
                    seen[target] = open_
                    trail.append((target, iter(leads[target])))
                    break
            else:
                seen[node] = done
                finished.append(node)
                trail.pop()
    finished.remove(start)  # nothing leads down to it: it comes before what leads back to it too
    return [start, *finished[::-1]], back


def _longest(order: Sequence[int], down: Sequence[Sequence[int]]) -> list[int]:
    """Each node as far down as the longest way to it."""
    lines = [0] * len(order)
    for node in order:
        below = lines[node] + 1
        for target in down[node]:
            lines[target] = max(lines[target], below)
    return lines


def _drawn_together(lines: list[int], order: Sequence[int], down: Sequence[Sequence[int]], start: int) -> None:
    """Bring nodes nearer to what they lead to, where more ways leave than come; what nothing touches goes last."""
    ways_in = [0] * len(lines)
    for targets in down:
        for target in targets:
            ways_in[target] += 1
    for node in reversed(order):
        if node != start and down[node] and len(down[node]) > ways_in[node]:
            lines[node] = min(lines[target] for target in down[node]) - 1
    last = max(lines, default=0)
    for node, targets in enumerate(down):
        if node != start and not targets and not ways_in[node]:
            lines[node] = last


def _longest_drawn(spans: Sequence[int], budget: int) -> int:
    """How many lines an arrow may span, so that all that are drawn together cross no more than the budget."""
    crossed: dict[int, int] = {}
    for span in spans:
        crossed[span] = crossed.get(span, 0) + 2 * span
    spent = most = 0
    for span in sorted(crossed):
        spent += crossed[span]
        if spent > budget and span > 1:
            break
        most = span
    return most
