"""Where a map's boxes and arrows are drawn: on any graph, nothing lies on anything else."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from simulator.authoring.map.crossings import ordered
from simulator.authoring.map.layout import Link, Size, layout
from simulator.authoring.map.ranks import ranks
from simulator.authoring.map.spreading import settled


@st.composite
def graphs(draw):
    """Sizes of nodes, and links between them: circles, loops, islands, some with words and some without."""
    count = draw(st.integers(1, 14))
    node = st.integers(0, count - 1)
    ends = draw(st.lists(st.tuples(node, node), max_size=30, unique=True))
    size = st.builds(Size, st.integers(60, 240), st.integers(20, 120))
    words = st.none() | st.builds(Size, st.integers(10, 200), st.integers(15, 90))
    sizes = draw(st.lists(size, min_size=count, max_size=count))
    return sizes, [Link(source, target, draw(words), draw(st.booleans())) for source, target in ends]


def drawn(sizes, links):
    ranked = ranks(len(sizes), [(link.source, link.target) for link in links], 0)
    return ranked, layout(sizes, links, ranked)


def overlap(one, other):
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@given(graphs())
def test_every_node_has_one_box_with_room_for_its_words(graph):
    sizes, links = graph
    _ranked, plan = drawn(sizes, links)
    assert len(plan.boxes) == len(sizes)
    assert len(plan.routes) == len(links)
    assert all(
        box.width == size.width and box.height >= size.height for box, size in zip(plan.boxes, sizes, strict=True)
    )


@given(graphs())
def test_no_two_boxes_overlap_be_they_nodes_or_words(graph):
    _ranked, plan = drawn(*graph)
    boxes = [*plan.boxes, *(route.words for route in plan.routes if route.words is not None)]
    assert not [(one, other) for one, other in combinations(boxes, 2) if overlap(one, other)]


@given(graphs())
def test_everything_lies_inside_the_picture(graph):
    _ranked, plan = drawn(*graph)
    boxes = [*plan.boxes, *(route.words for route in plan.routes if route.words is not None)]
    assert all(box.x >= 0 and box.x + box.width <= plan.width for box in boxes)
    assert all(box.y >= 0 and box.y + box.height <= plan.height for box in boxes)


@given(graphs())
def test_arrows_go_down_but_for_those_that_lead_back(graph):
    sizes, links = graph
    ranked, plan = drawn(sizes, links)
    for link, route, line in zip(links, plan.routes, ranked.back, strict=True):
        source, target = plan.boxes[link.source], plan.boxes[link.target]
        assert route.loop == (link.source == link.target)
        if route.back:
            assert line
            assert target.y + target.height < source.y
        elif not route.loop:
            assert source.y + source.height < target.y


@given(graphs())
def test_an_arrow_ends_at_its_boxes_and_runs_through_no_other(graph):
    sizes, links = graph
    _ranked, plan = drawn(sizes, links)
    for link, route in zip(links, plan.routes, strict=True):
        if route.loop:
            continue
        first, last = route.points[0], route.points[-1]
        source, target = plan.boxes[link.source], plan.boxes[link.target]
        assert first[1] == (source.y if route.back else source.y + source.height)
        assert last[1] == (target.y + target.height if route.back else target.y)
        assert source.x < first[0] < source.x + source.width
        assert target.x < last[0] < target.x + target.width
        others = [box for number, box in enumerate(plan.boxes) if number not in (link.source, link.target)]
        others += [other.words for other in plan.routes if other is not route and other.words is not None]
        for (x, y), (to, end) in pairwise(route.points):
            low, high = min(y, end), max(y, end)
            beside = [box for box in others if box.y < high and low < box.y + box.height]
            if x == to:
                assert not [box for box in beside if box.x < x < box.x + box.width]
            else:
                assert not beside, "it swings over only where there is no box at all"


@given(graphs())
def test_a_graph_is_always_drawn_alike(graph):
    assert drawn(*graph) == drawn(*graph)


@given(graphs())
def test_the_start_stands_on_the_first_line(graph):
    ranked, _plan = drawn(*graph)
    assert ranked.of[0] == min(ranked.of) == 0


def test_the_next_moment_stands_right_below():
    ranked = ranks(3, [(0, 1), (1, 2)], 0)
    assert (ranked.of, ranked.back) == ((0, 1, 2), (False, False))


def test_what_closes_a_circle_leads_back_and_nothing_else():
    ranked = ranks(3, [(0, 1), (1, 2), (2, 0), (1, 1)], 0)
    assert ranked.back == (False, False, True, False)


def test_so_many_long_arrows_that_a_map_would_be_nothing_else_are_cut():
    chain = [(node, node + 1) for node in range(999)]
    to_the_end = [(node, 999) for node in range(998)]
    ranked = ranks(1_000, [*chain, *to_the_end], 0)
    assert not any(ranked.cut[:999])
    assert ranked.cut[999]
    assert not ranked.cut[-1]


def test_a_cut_arrow_ends_at_its_words():
    chain = [(node, node + 1) for node in range(499)]
    links = [Link(one, other, Size(40, 20)) for one, other in [*chain, *((node, 499) for node in range(498))]]
    plan = layout([Size(100, 40)] * 500, links, ranks(500, [(one.source, one.target) for one in links], 0))
    cut = next(route for route in plan.routes if route.cut)
    assert cut.words is not None
    assert cut.points[-1][1] == cut.words.y


def test_two_arrows_that_cross_are_untangled():
    above, below = [0, 1], [2, 3]
    up, down = [[], [], [1], [0]], [[3], [2], [], []]
    first, second = ordered([above, below], up, down)
    assert (first == [0, 1]) == (second == [3, 2])


def crossings(lines, down):
    where = {thing: place for line in lines for place, thing in enumerate(line)}
    return sum(
        (one < other) != (where[left] < where[right])
        for line in lines
        for (one, above), (other, beside) in combinations(list(enumerate(line)), 2)
        for left in down[above]
        for right in down[beside]
        if left != right
    )


@given(st.data())
def test_an_order_never_crosses_more_than_the_one_given(data):
    widths = data.draw(st.lists(st.integers(1, 5), min_size=2, max_size=4))
    lines, number = [], 0
    for width in widths:
        lines.append(list(range(number, number + width)))
        number += width
    up, down = [[] for _ in range(number)], [[] for _ in range(number)]
    for above, below in pairwise(lines):
        for thing in above:
            down[thing] = data.draw(st.lists(st.sampled_from(below), unique=True, max_size=3))
            for other in down[thing]:
                up[other].append(thing)
    better = ordered(lines, up, down)
    assert [sorted(line) for line in better] == lines
    assert crossings(better, down) <= crossings(lines, down)


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(0.1, 9)), min_size=1, max_size=8), st.data())
def test_places_keep_their_distances_and_stay_where_wanted_if_they_can(wanted, data):
    apart = data.draw(st.lists(st.floats(0, 90), min_size=len(wanted) - 1, max_size=len(wanted) - 1))
    wants, weights = zip(*wanted, strict=True)
    places = settled(wants, weights, apart)
    assert all(
        after - before >= distance - 1e-6 for (before, after), distance in zip(pairwise(places), apart, strict=True)
    )
    if all(b - a >= distance for (a, b), distance in zip(pairwise(wants), apart, strict=True)):
        assert all(abs(place - want) < 1e-6 for place, want in zip(places, wants, strict=True))
