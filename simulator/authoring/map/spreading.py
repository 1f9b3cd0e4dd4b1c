"""Where things stand along their lines: near what they are tied to, and never closer together than they may be."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf

_SWEEPS, _SWEEPS_OF_MANY = 40, 12
_MANY = 4_000
_STRAIGHTENINGS = 3
_LAST = 4
"""So many sweeps at the end look up and down at once."""
_LOOSE = 0.05
"""What a thing that is tied to nothing weighs: it gives way to all others."""

Ties = Sequence[Sequence[tuple[int, float]]]
"""For each thing, the things it is tied to on the next line, each with how strongly."""


def settled(wanted: Sequence[float], weights: Sequence[float], apart: Sequence[float]) -> list[float]:
    """The places nearest to those wanted (least weighted squares) that keep their order and their distances.

    `apart[i]` is the least distance between `i` and `i + 1`. Pooling adjacent violators (Ayer et al., 1955): linear.
    """
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    shifts = [0.0]
    for distance in apart:
        shifts.append(shifts[-1] + distance)
    for want, weight, shift in zip(wanted, weights, shifts, strict=True):
        mean, heavy, many = want - shift, weight, 1
        while pools and pools[-1][0] > mean:
            before, load, some = pools.pop()
            mean = (before * load + mean * heavy) / (load + heavy)
            heavy, many = heavy + load, many + some
        pools.append((mean, heavy, many))
    places = [mean for mean, _weight, many in pools for _ in range(many)]
    return [place + shift for place, shift in zip(places, shifts, strict=True)]


def spread(
    lines: Sequence[Sequence[int]], up: Ties, down: Ties, left: Sequence[int], right: Sequence[int], gap: int
) -> list[int]:
    """A whole number for each thing: where its anchor stands. It reaches `left` and `right` of it, and `gap` is kept.

    Lines are gone through down and up, each time settling as near as may be to the line gone through before.
    """
    places = [0.0] * len(left)
    apart = [[right[one] + gap + left[other] for one, other in pairwise(line)] for line in lines]
    for line, distances in zip(lines, apart, strict=True):
        half = sum(distances) / 2
        for thing, place in zip(line, settled([-half] * len(line), [1.0] * len(line), distances), strict=True):
            places[thing] = place
    sweeps = _SWEEPS if len(left) <= _MANY else _SWEEPS_OF_MANY
    above, below = _Pull(up), _Pull(down)
    both = _Pull([[*upper, *lower] for upper, lower in zip(up, down, strict=True)])
    for sweep in range(sweeps):
        downwards = sweep % 2 == 0
        pull = both if sweep >= sweeps - _LAST else above if downwards else below
        numbers = range(len(lines)) if downwards else range(len(lines) - 1, -1, -1)
        for number in numbers:
            line = lines[number]
            wanted = pull.wanted(line, places)
            weights = [pull.weights[thing] for thing in line]
            for thing, place in zip(line, settled(wanted, weights, apart[number]), strict=True):
                places[thing] = place
    return [round(place) for place in places]


class _Pull:
    """Where ties would have each thing stand, and how strongly."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties
        self._sums = [sum([strength for _other, strength in those]) for those in ties]
        self.weights = [total or _LOOSE for total in self._sums]

    def wanted(self, line: Sequence[int], places: Sequence[float]) -> list[float]:
        """The mean of what each is tied to; one that is tied to nothing would stay."""
        ties, sums = self._ties, self._sums
        return [
            sum([places[other] * strength for other, strength in ties[thing]]) / sums[thing]
            if sums[thing]
            else places[thing]
            for thing in line
        ]


def straighten(
    places: list[int],
    chains: Sequence[Sequence[int]],
    lines: Sequence[Sequence[int]],
    left: Sequence[int],
    right: Sequence[int],
    gap: int,
    *,
    nodes: int,
) -> None:
    """Let long arrows run straight down as far as what stands beside them leaves room: places are changed.

    `chains` are what arrows run through; things numbered below `nodes` stay where they are.
    """
    beside: dict[int, tuple[int | None, int | None]] = {}
    for line in lines:
        for number, thing in enumerate(line):
            before = line[number - 1] if number else None
            after = line[number + 1] if number + 1 < len(line) else None
            beside[thing] = (before, after)

    def room(thing: int) -> tuple[float, float]:
        before, after = beside[thing]
        low = -inf if before is None else places[before] + right[before] + gap + left[thing]
        high = inf if after is None else places[after] - left[after] - gap - right[thing]
        return low, high

    for _ in range(_STRAIGHTENINGS):
        for chain in chains:
            _straight([thing for thing in chain if thing >= nodes], places, room)


def _straight(lanes: Sequence[int], places: list[int], room: Callable[[int], tuple[float, float]]) -> None:
    """Runs of lanes as long as one x fits them all; each run stands as near to where it was as it may."""
    run: list[int] = []
    low, high = -inf, inf
    for lane in lanes:
        least, most = room(lane)
        if run and max(low, least) > min(high, most):
            _move(run, low, high, places)
            run, low, high = [], -inf, inf
        run.append(lane)
        low, high = max(low, least), min(high, most)
    if run:
        _move(run, low, high, places)


def _move(run: Sequence[int], low: float, high: float, places: list[int]) -> None:
    middle = sorted(places[lane] for lane in run)[len(run) // 2]
    x = round(min(max(middle, low), high))
    for lane in run:
        places[lane] = x
