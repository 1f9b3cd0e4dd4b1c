"""A text with changes made to it, proven on the result.

Changes are cut into the text in rounds: all that do not touch each other at once, the others once those are made. The
text that comes out is read again: it must say exactly what was wanted, and give the reader nothing new to find.
"""

import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from simulator.errors import Uneditable, Unplayable
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.reading import raw, read_text
from simulator.scenario.reading.events import tree
from simulator.scenario.reading.fragments import walk
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Node, Scalar
from simulator.scenario.writing.changes import Change, Path, Remove, Set, checked, normal, shown
from simulator.scenario.writing.layout import Layout
from simulator.scenario.writing.splices import Reached, Scissors, Splice, has_merge, reach
from simulator.scenario.writing.wanted import agrees, data_of, says, steps

_BOM: Final = "\ufeff"
_TELLING: Final = "moments"
"""The key that tells a scenario or a fragment from a pack's file and from rehearsals, which are read otherwise."""


def edited(text: str, changes: Iterable[Change], file: str = "<text>") -> str:
    """The text with the changes made, in order, every line that they do not concern kept as it is.

    `file` names the text in findings. Raises Uneditable for what cannot be written without changing more, and
    Unplayable, with findings, where the text cannot be read or the reader would find something wrong afterwards.
    """
    bom = _BOM if text.startswith(_BOM) else ""
    before = text.removeprefix(_BOM)
    ordered = [_checked(change) for change in changes]
    root = _parsed(before, file)
    for change in ordered:
        _refuse_a_fragment_s(change.path, root)
    wanted = data_of(root)
    waiting = steps(wanted, ordered)
    try:
        after, shared = _cut(before, waiting, file)
        result = _parsed(after, file)
    except Unplayable as error:
        # The text could be read before: it is laid out in a way that our cuts do not fit.
        raise _touches_more(before, ordered) from error
    for change in shared:
        if not isinstance(change, Set) or not says(data_of(walk(result, change.path)), change.value):
            raise Uneditable("edit_shared", path=shown(change.path))
    if not agrees(wanted, result):
        raise _touches_more(before, ordered)
    if before != after and isinstance(root, Mapping) and _TELLING in root.entries:
        _refuse_new_findings(before, after, file)
    return bom + after


def _checked(change: Change) -> Change:
    path = normal(change.path)
    return Remove(path) if isinstance(change, Remove) else Set(path, checked(change.value, path))


def _parsed(text: str, file: str) -> Node:
    """The document, its control characters left aside. Raises Unplayable for a text that is no YAML."""
    ledger = Ledger(file)
    try:
        root = tree(raw.cleaned(text.encode("utf-8", "surrogatepass"), ledger), ledger)
    except Enough:
        root = None
    if root is None:
        if not ledger.findings:
            ledger.note(codes.EMPTY_FILE, -1)
        raise Unplayable("edit_broken", findings=ledger.findings)
    return root


def _legible(text: str) -> str:
    """The text as libyaml takes it; every character keeps its place."""
    return raw.cleaned(text.encode(), Ledger("")).decode()


def _refuse_a_fragment_s(path: Path, root: Node) -> None:
    if len(path) < 2 or path[0] != "moments" or not isinstance(path[1], str) or not isinstance(root, Mapping):
        return
    moments, include = root.entries.get("moments"), root.entries.get("include")
    prefix, dot, _name = path[1].partition(".")
    known = isinstance(moments, Mapping) and path[1] in moments.entries
    if dot and not known and isinstance(include, Mapping) and isinstance(file := include.entries.get(prefix), Scalar):
        raise Uneditable("edit_in_fragment", path=shown(path), file=file.text)


def _cut(text: str, waiting: list[Change], file: str) -> tuple[str, list[Change]]:
    """The text after all rounds, and the changes that only an alias or a merge key leads to: they were not made."""
    shared: list[Change] = []
    while waiting:
        layout = Layout(_legible(text))
        taken, waiting = _round(layout, waiting, shared)
        text = _spliced(text, taken)
        if waiting:
            _parsed(text, file)
    return text, shared


def _spliced(text: str, splices: list[Splice]) -> str:
    """The text with its splices; those at one place in the order in which they were made."""
    pieces: list[str] = []
    behind = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        pieces += (text[behind : splice.start], splice.text)
        behind = splice.end
    return "".join(pieces) + text[behind:]


def _round(layout: Layout, waiting: list[Change], shared: list[Change]) -> tuple[list[Splice], list[Change]]:
    """The splices of as many changes as do not stand in each other's way, and the changes left for the next round."""
    scissors, ground = Scissors(layout), _Ground()
    taken: list[Splice] = []
    left: list[Change] = []
    for change in waiting:
        at = reach(layout, change.path)
        fresh = at is not None and at.part is None
        is_structural = fresh or isinstance(change, Remove)
        if not ground.is_free(change.path, is_structural):
            ground.claim(change.path, is_structural)
            left.append(change)
            continue
        if at is None or _is_shared(at, change):
            shared.append(change)
            continue
        splices = _splices(scissors, at, change)
        if ground.take(splices):
            taken += splices
        else:
            left.append(change)
        ground.claim(change.path, is_structural)
    return taken, left


def _is_shared(at: Reached, change: Change) -> bool:
    part = at.part
    if part is None:
        return isinstance(change, Remove) or (has_merge(at.holder) and isinstance(at.path[-1], str))
    return part.style == "alias"


def _splices(scissors: Scissors, at: Reached, change: Change) -> list[Splice]:
    if isinstance(change, Remove):
        return scissors.removed(at)
    return scissors.inserted(at, change.value) if at.part is None else scissors.replaced(at, change.value)


class _Ground:
    """What the changes of a round, and those put off, lay claim to."""

    def __init__(self) -> None:
        self._paths: set[Path] = set()
        self._above: set[Path] = set()
        self._rebuilt: set[Path] = set()
        self._spans: list[tuple[int, int]] = []

    def is_free(self, path: Path, is_structural: bool) -> bool:
        """Whether nothing above, below or beside it is claimed that would move it."""
        above = [path[:length] for length in range(len(path))]
        if path in self._above or path in self._paths or any(one in self._paths for one in above):
            return False
        if any(one in self._rebuilt for one in above):
            return False
        return not (is_structural and path[:-1] in self._above)

    def claim(self, path: Path, is_structural: bool) -> None:
        self._paths.add(path)
        self._above.update(path[:length] for length in range(len(path)))
        if is_structural:
            self._rebuilt.add(path[:-1])

    def take(self, splices: Sequence[Splice]) -> bool:
        """Whether the splices touch none that was taken before; they are taken then."""
        spans = [(splice.start, splice.end) for splice in splices]
        for start, end in spans:
            place = bisect.bisect_right(self._spans, (start, end))
            if place and self._spans[place - 1][1] >= start:
                return False
            if place < len(self._spans) and self._spans[place][0] <= end:
                return False
        for span in spans:
            bisect.insort(self._spans, span)
        return True


def _touches_more(text: str, changes: Sequence[Change]) -> Uneditable:
    """The change to blame: one of a part that an anchor shares, or the first."""
    layout = Layout(_legible(text))
    for change in changes:
        ways = [change.path[:length] for length in range(1, len(change.path) + 1)]
        for way in ways:
            part = layout.part(way)
            if part is not None and (part.style == "alias" or part.anchor in layout.shared or has_merge(part)):
                return Uneditable("edit_shared", path=shown(change.path))
    return Uneditable("edit_touches_more", path=shown(changes[0].path) if changes else "")


def _refuse_new_findings(before: str, after: str, file: str) -> None:
    known = Counter(map(_signature, read_text(before, file).findings))
    new: list[Finding] = []
    for finding in read_text(after, file).findings:
        signature = _signature(finding)
        if not known[signature]:
            new.append(finding)
        known[signature] -= 1
    if new:
        raise Unplayable("edit_finds", findings=new, path=file)


def _signature(finding: Finding) -> tuple[object, ...]:
    arguments = tuple(sorted((name, value) for name, value in finding.arguments.items() if name != "line"))
    return finding.code, finding.moment, finding.response, finding.variant, arguments
