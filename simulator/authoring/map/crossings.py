"""In which order things stand on their lines, so that few arrows cross.

Barycentre sweeps (Sugiyama, Tagawa and Toda, 1981), swaps of neighbours (Gansner, Koutsofios, North and Vo, 1993);
crossings are counted with a tree of sums in O(n log n) (Barth, Mutzel and Jünger, 2004).
"""

from collections.abc import Sequence

SMALL = 1_500
"""With more things than that, only a few sweeps are made."""
_SWEEPS, _SWEEPS_OF_MANY = 24, 6

Neighbours = Sequence[Sequence[int]]


def ordered(lines: Sequence[Sequence[int]], up: Neighbours, down: Neighbours) -> list[list[int]]:
    """The lines with their things in a better order; `up` and `down` give each thing's neighbours on the lines
    above and below. The order given is kept where nothing speaks for another.
    """
    now = [list(line) for line in lines]
    places = [0] * sum(len(line) for line in lines)
    for line in now:
        _number(line, places)
    small = len(places) <= SMALL
    best, fewest = [list(line) for line in now], _crossings(now, down, places)
    for sweep in range(_SWEEPS if small else _SWEEPS_OF_MANY):
        if not fewest:
            break
        downwards = sweep % 2 == 0
        for line in now if downwards else reversed(now):
            _by_barycentre(line, up if downwards else down, places)
        if small:
            _swap_neighbours(now, up, down, places)
        crossings = _crossings(now, down, places)
        if crossings < fewest:
            best, fewest = [list(line) for line in now], crossings
    return best


def _number(line: Sequence[int], places: list[int]) -> None:
    for place, thing in enumerate(line):
        places[thing] = place


def _by_barycentre(line: list[int], neighbours: Neighbours, places: list[int]) -> None:
    """Each thing goes where its neighbours are on average; one without neighbours keeps its place."""
    if len(line) < 2:
        return
    wanted = {
        thing: sum(places[other] for other in those) / len(those) if (those := neighbours[thing]) else -1.0
        for thing in line
    }
    moving = iter(sorted((thing for thing in line if wanted[thing] >= 0), key=wanted.__getitem__))
    line[:] = [next(moving) if wanted[thing] >= 0 else thing for thing in line]
    _number(line, places)


def _swap_neighbours(lines: Sequence[list[int]], up: Neighbours, down: Neighbours, places: list[int]) -> None:
    """Swap two that stand side by side wherever their arrows then cross less."""
    for line in lines:
        for place in range(len(line) - 1):
            left, right = line[place], line[place + 1]
            gained = sum(
                _between(side[left], side[right], places) - _between(side[right], side[left], places)
                for side in (up, down)
            )
            if gained > 0:
                line[place], line[place + 1] = right, left
                places[left], places[right] = place + 1, place


def _between(left: Sequence[int], right: Sequence[int], places: Sequence[int]) -> int:
    """How often the arrows of two things cross, the first standing left of the second."""
    ours, theirs = sorted(places[other] for other in left), sorted(places[other] for other in right)
    crossings = passed = 0
    for place in ours:
        while passed < len(theirs) and theirs[passed] < place:
            passed += 1
        crossings += passed
    return crossings


def _crossings(lines: Sequence[Sequence[int]], down: Neighbours, places: Sequence[int]) -> int:
    total = 0
    for number, line in enumerate(lines[:-1]):
        arrivals = [place for thing in line for place in sorted(places[other] for other in down[thing])]
        total += _inversions(arrivals, len(lines[number + 1]))
    return total


def _inversions(values: Sequence[int], most: int) -> int:
    """How many pairs stand the wrong way round; the values lie in 0..most-1."""
    sums = [0] * (most + 1)
    found = 0
    for seen, value in enumerate(values):
        smaller, at = 0, value + 1
        while at:
            smaller += sums[at]
            at &= at - 1
        found += seen - smaller
        at = value + 1
        while at <= most:
            sums[at] += 1
            at += at & -at
    return found
