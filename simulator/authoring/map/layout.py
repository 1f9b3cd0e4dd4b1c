"""Where everything of a map is drawn: boxes on lines, arrows between them, each with room for its words.

The words of an arrow are a box of their own on a line between those of the nodes, and an arrow that crosses lines
keeps a lane free on each. So no box lies on another, and no arrow runs through a box that is not its own words'.
Lengths are whole units of the drawing; x grows to the right, y down.
"""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from simulator.authoring.map.crossings import ordered
from simulator.authoring.map.ranks import Ranks
from simulator.authoring.map.spreading import settled, spread, straighten

GAP = 28
"""Between two boxes on one line."""
_LANE = 6
_STEPS = (22, 34)
"""Least height between a line of nodes and the words below it, and between those and the next nodes."""
_STEEPEST = 0.09
"""What is added to it for each unit that an arrow goes sideways there."""
_TALLEST_STEP = 110
_HEAD = 9
"""An arrow's head, drawn where the arrow is straight."""
_PORT, _EDGE = 16, 18
"""Between two arrows at one box, and between an arrow and the box's corner."""
LOOP = 34
"""How far an arrow from a node to itself reaches out, before its words."""
_STRAIGHT, _CHOSEN = 8.0, 6.0
"""How much more than others a long arrow's lanes and the best path want to be straight."""


class Size(msgspec.Struct, frozen=True):
    """How much room something takes, in units of the drawing."""

    width: int
    height: int


class Box(msgspec.Struct, frozen=True):
    """Where something stands: its upper left corner, and its size."""

    x: int
    y: int
    width: int
    height: int


class Link(msgspec.Struct, frozen=True):
    """An arrow to be drawn, between two nodes by their numbers."""

    source: int
    target: int
    words: Size | None = None
    best: bool = False


class Route(msgspec.Struct, frozen=True):
    """How an arrow runs: points in its direction, two and two of them one above the other.

    From the first to the second it is straight, from the second to the third it swings over, and so on.
    """

    points: tuple[tuple[int, int], ...]
    words: Box | None
    back: bool = False
    cut: bool = False
    """It ends at its words, which say where it leads."""
    loop: bool = False
    """From a node to itself: it leaves the box's right side at the first point and comes back at the second."""


class Layout(msgspec.Struct, frozen=True):
    """A whole map: a box for each node and a route for each arrow, in the order given, and the room they take."""

    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    width: int
    height: int


class _Grid:
    """Nodes, words and lanes on their lines: words and lanes are numbered after the nodes."""

    def __init__(self, sizes: Sequence[Size], links: Sequence[Link], ranks: Ranks) -> None:
        self.sizes = list(sizes)
        self.line = [2 * rank for rank in ranks.of]
        self.left = [size.width // 2 for size in sizes]
        self.right = [size.width - size.width // 2 for size in sizes]
        self.chains: list[list[int]] = []
        """For each arrow what it runs through, from the top down."""
        self.words: list[int | None] = []
        for number, link in enumerate(links):
            if link.source == link.target:
                self._loop(link)
            else:
                self._chain(link, back=ranks.back[number], cut=ranks.cut[number])
        self.up: list[list[tuple[int, float]]] = [[] for _ in self.sizes]
        self.down: list[list[tuple[int, float]]] = [[] for _ in self.sizes]
        for link, chain in zip(links, self.chains, strict=True):
            self._tie(chain, len(sizes), _CHOSEN if link.best else 1.0)

    def _loop(self, link: Link) -> None:
        self.chains.append([])
        self.words.append(None)
        words = link.words or Size(0, 0)
        node = link.source
        self.right[node] += LOOP + words.width
        self.sizes[node] = Size(self.sizes[node].width, max(self.sizes[node].height, words.height))

    def _chain(self, link: Link, *, back: bool, cut: bool) -> None:
        upper, lower = (link.target, link.source) if back and not cut else (link.source, link.target)
        first = self.line[upper] + 1
        last = first if cut else self.line[lower] - 1
        at = last if back and not cut else first
        chain = [upper]
        said = None
        for line in range(first, last + 1):
            here = link.words if line == at else None
            if here is not None:
                said = len(self.sizes)
            chain.append(self._add(line, here or Size(_LANE, 0)))
        if not cut:
            chain.append(lower)
        self.chains.append(chain)
        self.words.append(said)

    def _add(self, line: int, size: Size) -> int:
        self.sizes.append(size)
        self.line.append(line)
        self.left.append(size.width // 2)
        self.right.append(size.width - size.width // 2)
        return len(self.sizes) - 1

    def _tie(self, chain: Sequence[int], nodes: int, strength: float) -> None:
        for above, below in pairwise(chain):
            straight = _STRAIGHT if above >= nodes and below >= nodes else 1.0
            self.down[above].append((below, strength * straight))
            self.up[below].append((above, strength * straight))

    def lines(self, start: int) -> list[list[int]]:
        """What stands on each line, in the order in which a walk from the start meets it."""
        lines: list[list[int]] = [[] for _ in range(max(self.line, default=0) + 1)]
        seen = [False] * len(self.sizes)
        for root in (start, *range(len(self.sizes))):
            waiting = [root]
            while waiting:
                thing = waiting.pop()
                if not seen[thing]:
                    seen[thing] = True
                    lines[self.line[thing]].append(thing)
                    waiting.extend(other for other, _strength in reversed(self.down[thing]))
        return lines


def layout(sizes: Sequence[Size], links: Sequence[Link], ranks: Ranks, start: int = 0) -> Layout:
    """Draw nodes of these sizes with these arrows between them, on the lines given by `ranks`."""
    if not sizes:
        return Layout((), (), 0, 0)
    grid = _Grid(sizes, links, ranks)
    up, down = ([[other for other, _ in ties] for ties in side] for side in (grid.up, grid.down))
    lines = ordered(grid.lines(start), up, down)
    xs = spread(lines, grid.up, grid.down, grid.left, grid.right, GAP)
    straighten(xs, grid.chains, lines, grid.left, grid.right, GAP, nodes=len(sizes))
    leftmost = min(x - left for x, left in zip(xs, grid.left, strict=True))
    xs = [x - leftmost for x in xs]
    tracks = _tracks(grid, xs, len(sizes))
    tops, bottoms = _heights(grid, lines, tracks)
    boxes = tuple(
        Box(x - size.width // 2, tops[line], size.width, size.height)
        for x, size, line in zip(xs, grid.sizes[: len(sizes)], grid.line, strict=False)
    )
    draw = _Drawing(grid, tops, bottoms, boxes)
    routes = tuple(
        draw.route(number, tracks[number], back=ranks.back[number], cut=ranks.cut[number])
        if grid.chains[number]
        else draw.loop(link)
        for number, link in enumerate(links)
    )
    width = max(x + right for x, right in zip(xs, grid.right, strict=True))
    return Layout(boxes, routes, width, bottoms[-1])


def _tracks(grid: _Grid, xs: Sequence[int], nodes: int) -> list[list[int]]:
    """For each arrow the x of all it runs through; at the nodes, where along their sides it leaves and comes."""
    tracks = [[xs[thing] for thing in chain] for chain in grid.chains]
    below: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    above: list[list[tuple[int, int]]] = [[] for _ in range(nodes)]
    for number, chain in enumerate(grid.chains):
        if chain:
            below[chain[0]].append((tracks[number][1], number))
            if chain[-1] < nodes:
                above[chain[-1]].append((tracks[number][-2], number))
    for node in range(nodes):
        half = grid.sizes[node].width / 2
        for x, number in _along(below[node], xs[node], half):
            tracks[number][0] = x
        for x, number in _along(above[node], xs[node], half):
            tracks[number][-1] = x
    return tracks


def _along(arrows: list[tuple[int, int]], middle: int, half: float) -> list[tuple[int, int]]:
    """Where arrows meet a side, in the order in which they go on, each as straight as there is room for."""
    if not arrows:
        return []
    arrows.sort()
    low, high = middle - half + _EDGE, middle + half - _EDGE
    apart = min(_PORT, (high - low) / len(arrows))
    wanted = [min(max(x, low), high) for x, _number in arrows]
    places = settled(wanted, [1.0] * len(arrows), [apart] * (len(arrows) - 1))
    last = high - apart * (len(arrows) - 1)
    return [
        (round(min(max(place - apart * before, low), last) + apart * before), number)
        for before, (place, (_x, number)) in enumerate(zip(places, arrows, strict=True))
    ]


def _heights(
    grid: _Grid, lines: Sequence[Sequence[int]], tracks: Sequence[Sequence[int]]
) -> tuple[list[int], list[int]]:
    """Where each line begins and ends: taller steps where arrows go far sideways."""
    sideways = [0] * len(lines)
    for chain, track in zip(grid.chains, tracks, strict=True):
        for above, before, after in zip(chain, track, track[1:], strict=False):
            below = grid.line[above]
            sideways[below] = max(sideways[below], abs(after - before))
    tops: list[int] = []
    bottoms: list[int] = []
    y = 0
    for number, line in enumerate(lines):
        tops.append(y)
        bottoms.append(y + max((grid.sizes[thing].height for thing in line), default=0))
        y = bottoms[-1] + min(_TALLEST_STEP, _STEPS[number % 2] + round(_STEEPEST * sideways[number]))
    return tops, bottoms


class _Drawing:
    """The runs of arrows between boxes that have their places."""

    def __init__(self, grid: _Grid, tops: Sequence[int], bottoms: Sequence[int], boxes: Sequence[Box]) -> None:
        self._grid = grid
        self._tops = tops
        self._bottoms = bottoms
        self._boxes = boxes

    def route(self, number: int, track: Sequence[int], *, back: bool, cut: bool) -> Route:
        grid, tops, bottoms = self._grid, self._tops, self._bottoms
        chain = grid.chains[number]
        upper = self._boxes[chain[0]]
        points = [
            (track[0], upper.y + upper.height),
            (track[0], bottoms[grid.line[chain[0]]] + (_HEAD if back and not cut else 0)),
        ]
        for thing, x in zip(chain[1:-1], track[1:-1], strict=True):
            line = grid.line[thing]
            points += [(x, tops[line]), (x, bottoms[line])]
        end = tops[grid.line[chain[-1]]]
        points += [(track[-1], end - (0 if back else _HEAD)), (track[-1], end)]
        if back and not cut:
            points.reverse()
        return Route(tuple(points), self._words(number, chain, track), back=back, cut=cut)

    def _words(self, number: int, chain: Sequence[int], track: Sequence[int]) -> Box | None:
        thing = self._grid.words[number]
        if thing is None:
            return None
        size = self._grid.sizes[thing]
        middle = track[chain.index(thing)]
        return Box(middle - size.width // 2, self._tops[self._grid.line[thing]], size.width, size.height)

    def loop(self, link: Link) -> Route:
        box = self._boxes[link.source]
        x, middle = box.x + box.width, box.y + box.height // 2
        reach = min(14, box.height // 4)
        words = None
        if link.words is not None:
            words = Box(x + LOOP, middle - link.words.height // 2, link.words.width, link.words.height)
        return Route(((x, middle - reach), (x, middle + reach)), words, loop=True)
