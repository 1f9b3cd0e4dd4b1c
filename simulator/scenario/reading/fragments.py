"""Fragments: moments written once and included by several scenarios, under a prefix.

A fragment is a file that holds `platine: 1` and `moments`. Its own targets become `prefix.name`; `then: return`
goes where the includer's `returns` says; any other target is looked for in the scenario that includes it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from simulator.errors import Unreadable
from simulator.scenario import codes
from simulator.scenario.conditions import Condition
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Branch, Compose, Exchange, LineCase, Moment, Response
from simulator.scenario.reading.files import content_of, document
from simulator.scenario.reading.keys import FRAGMENT
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Node, Sequence, place_of, unpacked

RETURN: Final = "return"
MOST_FRAGMENTS: Final = 100


class Fragment(msgspec.Struct):
    """A file's moments, and what it includes; a scenario is seen as one too."""

    root: Mapping
    file: str
    moments: dict[str, Moment]
    include: dict[str, str]
    returns: dict[str, str]


class Sources:
    """The files of a scenario: its own, and those that it includes, by prefix."""

    def __init__(self, file: str, folder: Path | None) -> None:
        self._file = file
        self._folder = folder
        self._roots: dict[str, tuple[str, Mapping]] = {}
        self._read: dict[Path, Fragment | None] = {}
        self._contents: dict[str, bytes] = {}
        self._brought = 0

    @property
    def files(self) -> tuple[Path, ...]:
        own = () if self._folder is None else (Path(self._file),)
        return (*own, *self._read)

    @property
    def contents(self) -> tuple[tuple[str, bytes], ...]:
        """What each file held, by the name that findings give it."""
        return tuple(self._contents.items())

    @property
    def roots(self) -> dict[str, Mapping]:
        """The top of each file that could be read, by the name that findings give it."""
        return dict(self._roots.values())

    def keep(self, file: str, data: bytes) -> None:
        self._contents[file] = data

    def add(self, file: str, root: Mapping, prefix: str = "") -> None:
        self._roots[prefix] = (file, root)

    def place(self, path: tuple[str | int, ...], key: bool = False) -> Place:
        """Where the part at this path stands; the whole file where there is none."""
        prefix = ""
        if len(path) > 1 and path[0] == "moments" and isinstance(path[1], str):
            prefix, _, name = path[1].rpartition(".")
            path = ("moments", name, *path[2:])
        if prefix not in self._roots:
            return Place(self._file)
        file, root = self._roots[prefix]
        node = walk(root, path)
        if node is root:
            return Place(file, 1, 1)
        at = node.key_at if key else place_of(node)
        return Place(file, *unpacked(at))

    def gather(self, own: Fragment, ledger: Ledger) -> dict[str, Moment]:
        """The moments of a scenario with all that it includes, each under its full name."""
        chain = () if self._folder is None else (Path(self._file).resolve(),)
        return self._gather(own, "", chain, ledger)

    def _gather(self, own: Fragment, above: str, chain: tuple[Path, ...], ledger: Ledger) -> dict[str, Moment]:
        moments = dict(own.moments)
        for prefix, file in own.include.items():
            entry = own.root.entries["include"]
            at = _entry(entry, prefix)
            path = self._resolve(file, own, chain, at, ledger)
            fragment = None if path is None else self._fragment(path, file, own, at, ledger)
            if path is None or fragment is None:
                continue
            full = f"{above}.{prefix}" if above else prefix
            self.add(fragment.file, fragment.root, full)
            brought = self._gather(fragment, full, (*chain, path), ledger)
            move = _Move(prefix, frozenset(brought), own.returns.get(prefix))
            moments.update({f"{prefix}.{name}": move.moment(moment) for name, moment in brought.items()})
            if move.lost:
                ledger.note_place(codes.NO_RETURN, Place(own.file, *unpacked(at)), prefix=prefix)
        for prefix in own.returns.keys() - own.include.keys():
            at = _entry(own.root.entries["returns"], prefix)
            known = ", ".join(own.include)
            place = Place(own.file, *unpacked(at))
            ledger.note_place(codes.UNKNOWN_KEY, place, key=prefix, block="returns", known=known)
        return moments

    def _resolve(self, file: str, own: Fragment, chain: tuple[Path, ...], at: int, ledger: Ledger) -> Path | None:
        """Where an included file is; None, with a finding, where it must not be read."""
        place = Place(own.file, *unpacked(at))
        if self._folder is None or "\0" in file:
            ledger.note_place(codes.MISSING_FRAGMENT, place, file=file)
            return None
        folder = self._folder.resolve()
        try:
            path = (Path(own.file).parent / file).resolve()
        except (OSError, RuntimeError):  # a link that leads to itself: OSError from Python 3.13 on
            ledger.note_place(codes.MISSING_FRAGMENT, place, file=file)
            return None
        if not path.is_relative_to(folder):
            ledger.note_place(codes.INCLUDE_ESCAPES, place, file=file)
            return None
        if path in chain:
            ledger.note_place(codes.INCLUDE_CYCLE, place, file=file)
            return None
        self._brought += 1
        if self._brought > MOST_FRAGMENTS:
            ledger.note_place(codes.TOO_MANY_FRAGMENTS, place, most=str(MOST_FRAGMENTS))
            raise Enough
        return path

    def _fragment(self, path: Path, file: str, own: Fragment, at: int, ledger: Ledger) -> Fragment | None:
        if path not in self._read:
            try:
                data = content_of(path)
            except Unreadable:
                ledger.note_place(codes.MISSING_FRAGMENT, Place(own.file, *unpacked(at)), file=file)
                return None
            named = str(Path(own.file).parent / file)
            self.keep(named, data)
            self._read[path] = _read(data, named, ledger)
        return self._read[path]


def read_fragment(path: Path) -> tuple[Finding, ...]:
    """What is wrong with a fragment by itself; the names it leads to are for who includes it. Raises Unreadable."""
    ledger = Ledger(str(path))
    _read(content_of(path), str(path), ledger)
    return tuple(sorted(ledger.findings, key=lambda finding: finding.place))


def _read(data: bytes, file: str, ledger: Ledger) -> Fragment | None:
    inner = Ledger(file)
    fragment: Fragment | None = None
    try:
        root = document(data, inner)
        if root is not None:
            values: dict[str, Any] = FRAGMENT.values(root, inner)
            fragment = Fragment(root, file, values["moments"], values.get("include", {}), values.get("returns", {}))
    except Enough:
        fragment = None
    ledger.findings.extend(inner.findings)
    return fragment


def _entry(block: Node, name: str) -> int:
    return place_of(block.entries[name]) if isinstance(block, Mapping) else block.at


def walk(root: Node, path: Iterable[str | int]) -> Node:
    """The node that a path leads to, or the deepest one on the way."""
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            below = node.entries.get(step)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            return node
        node = below
    return node


class _Move:
    """Brings a fragment's moments under a prefix: every name of its own that they hold is renamed."""

    def __init__(self, prefix: str, names: frozenset[str], back: str | None) -> None:
        self._prefix = prefix
        self._names = names
        self._back = back
        self.lost = False
        """Whether a `return` was met that the includer gives no place to go."""

    def moment(self, moment: Moment) -> Moment:
        changes: dict[str, Any] = {"line": self._cases(moment.line)}
        if isinstance(moment, Exchange):
            changes["responses"] = self._responses(moment.responses)
            if moment.silence is not None:
                changes["silence"] = replace(moment.silence, then=self._cases(moment.silence.then))
        else:
            changes["then"] = self._cases(moment.then)
        if isinstance(moment, Compose):
            changes["parts"] = self._responses(moment.parts)
        return replace(moment, **changes)

    def _responses(self, responses: dict[str, Response]) -> dict[str, Response]:
        return {
            name: replace(response, then=self._cases(response.then), when=self._condition(response.when))
            for name, response in responses.items()
        }

    def _cases(self, cases: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([self._case(case) for case in cases])

    def _case(self, case: Branch | LineCase) -> Branch | LineCase:
        when = self._condition(case.when)
        return (
            replace(case, when=when, to=self._target(case.to))
            if isinstance(case, Branch)
            else replace(case, when=when)
        )

    def _target(self, target: str) -> str:
        if target == RETURN:
            self.lost = self.lost or self._back is None
            return self._back or ""
        return f"{self._prefix}.{target}" if target in self._names else target

    def _condition(self, condition: Condition | None) -> Condition | None:
        if condition is None:
            return None
        return replace(
            condition,
            said=tuple([self._said(said) for said in condition.said]),
            negated=self._condition(condition.negated),
            alternatives=tuple([self._condition(other) for other in condition.alternatives]),
        )

    def _said(self, said: str) -> str:
        return f"{self._prefix}.{said}" if said.rpartition(".")[0] in self._names else said
