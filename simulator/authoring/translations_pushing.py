"""Texts pulled from a scenario into a sheet, and pushed from a sheet into the file of the other language."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from simulator.authoring.translations import lagging, stamp, texts
from simulator.authoring.translations_places import Steps, found, node_at, value_of
from simulator.authoring.translations_sheets import CHANGED, FUZZY, MISSING, Row, Sheet
from simulator.errors import Uneditable, Unplayable
from simulator.scenario.model import Scenario
from simulator.scenario.reading import nodes
from simulator.scenario.reading.files import document
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.raw import FORBIDDEN
from simulator.scenario.vocabulary import FACETS
from simulator.scenario.writing import Remove, Set, edited

_PLACEHOLDER: Final = re.compile(r"\{[a-z]+\}")


class Refusal(msgspec.Struct, frozen=True):
    """A row that was not pushed, and why."""

    name: str
    line: int
    key: str
    values: dict[str, str] = {}


class Pushed(msgspec.Struct, frozen=True):
    """What pushing a sheet came to, by the names of the texts."""

    text: str
    """The file as it is now."""
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """Taken, and the words stood there already."""
    waiting: tuple[str, ...] = ()
    """Without a translation, or with one that is still marked as an old one."""
    added: tuple[str, ...] = ()
    """Blocks that were copied from the source, for their texts had no place yet."""
    refused: tuple[Refusal, ...] = ()
    stamps: dict[str, str] = {}
    """Of the source's words behind each text that was taken."""


def pulled(
    source: Scenario,
    root: nodes.Mapping,
    language: str,
    translation: Scenario | None = None,
    made_from: Mapping[str, str] | None = None,
) -> Sheet:
    """The texts that stand in the source's own file, with what the translation has for them so far."""
    theirs = {} if translation is None else texts(translation)
    lag = None if translation is None else lagging(source, translation, made_from)
    changed = frozenset(lag.changed) if lag else frozenset()
    open_ones = frozenset((*lag.lacks, *lag.untranslated)) if lag else frozenset()
    rows = []
    for name, text in texts(source).items():
        if found(root, tuple(name.split("."))) is None:
            continue
        is_missing = name in open_ones or name not in theirs
        state = MISSING if is_missing else CHANGED if name in changed else ""
        rows.append(Row(name, text, "" if is_missing else theirs[name], state))
    return Sheet(source.language, language, tuple(rows), source.id)


def begun(text: str, language: str, file: str = "<text>") -> str:
    """A translation that is not there yet: the source's text under another language, without the ratings of a panel.

    Raises Unplayable where the text cannot be read or the language is none.
    """
    root = document(text.encode(), Ledger(file))
    rated = () if root is None else (path for path, _block in _everything(root) if path[-1] == _PANEL)
    return edited(text, (Set(("language",), language), *map(Remove, rated)), file)


def pushed(
    text: str, sheet: Sheet, names: Collection[str], source: nodes.Mapping | None = None, file: str = "<text>"
) -> Pushed:
    """A file's text with the sheet's translations in their places; nothing else of it moves.

    `names` are those of all texts that the scenario has in either language: nothing else is ever written to. A text
    whose block is not there yet brings it along from the source, if that is at hand. `file` names the text in
    findings. Raises Unplayable where it cannot be read, or where the reader would find something wrong afterwards.
    """
    root = document(text.encode(), Ledger(file))
    if root is None:
        edited(text, (), file)  # it says what is wrong, by raising
        raise AssertionError(file)
    pushing = _Pushing(root, source, names)
    for row in sheet.rows:
        pushing.take(row)
    pushing.copy_blocks()
    after = pushing.written(text, file)
    return Pushed(
        after,
        tuple(pushing.changes),
        tuple(pushing.same),
        tuple(pushing.waiting),
        tuple(pushing.blocks),
        tuple(pushing.refused),
        pushing.stamps,
    )


class _Pushing:
    def __init__(self, root: nodes.Mapping, source: nodes.Mapping | None, names: Collection[str]) -> None:
        self._root = root
        self._names = names
        self._source = source
        self.changes: dict[str, Set] = {}
        """By the name of the text."""
        self.blocks: dict[str, Set] = {}
        """By the name of the block that is copied."""
        self.same: list[str] = []
        self.waiting: list[str] = []
        self.refused: list[Refusal] = []
        self.stamps: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        """The first translation met of each text."""
        self._homeless: dict[tuple[str, ...], list[Row]] = {}
        """By the way of the block that has to be copied for them."""

    def take(self, row: Row) -> None:
        """Put a row's translation where it belongs, or say why not."""
        if not row.translation.strip() or row.state == FUZZY:
            self.waiting.append(row.name)
            return
        if self._taken.setdefault(row.name, row.translation) != row.translation:
            self._refuse(row, "push_twice")
            return
        fault = _fault_of(row)
        if fault is not None:
            self.refused.append(fault)
            return
        if row.name not in self._names:
            self._refuse(row, "push_unknown")
            return
        way = tuple(row.name.split("."))
        steps = found(self._root, way)
        if steps is None:
            self._take_homeless(row, way)
            return
        stands = node_at(self._root, steps)
        if not isinstance(stands, nodes.Scalar):
            self._refuse(row, "push_no_place")
        elif value_of(nodes.Scalar(stands.text, 0, 0, _as_text(stands.style))) != row.translation:
            self._change(row, steps)
        elif row.state == CHANGED:
            self.waiting.append(row.name)
        else:
            self.same.append(row.name)
            self.stamps[row.name] = stamp(row.source)

    def _change(self, row: Row, steps: Steps) -> None:
        self.changes[row.name] = Set(steps, row.translation)
        self.stamps[row.name] = stamp(row.source)

    def _refuse(self, row: Row, key: str, **values: str) -> None:
        self.refused.append(Refusal(row.name, row.line, key, values))

    def _take_homeless(self, row: Row, way: tuple[str, ...]) -> None:
        """A text that has no place yet: a key of a block that is there, or one in a block to be copied."""
        if self._source is None or found(self._source, way) is None:
            self._refuse(row, "push_unknown")
            return
        top = next(way[:length] for length in range(1, len(way) + 1) if found(self._root, way[:length]) is None)
        if top != way:
            self._homeless.setdefault(top, []).append(row)
            return
        above = found(self._root, way[:-1])
        if above is not None and isinstance(node_at(self._root, above), nodes.Mapping):
            self._change(row, (*above, way[-1]))
        else:
            self._homeless.setdefault(top, []).append(row)

    def copy_blocks(self) -> None:
        """Copy what the homeless texts need from the source, their translations in place of its words."""
        added: dict[Steps, int] = {}
        for top, rows in self._homeless.items():
            assert self._source is not None
            place = self._place_of(top, added)
            there = found(self._source, top)
            block = None if there is None else node_at(self._source, there)
            if place is None or block is None or there is None:
                for row in rows:
                    self._refuse(row, "push_no_place")
                continue
            value: Any = _unrated(value_of(block))
            for row in rows:
                inside = found(self._source, tuple(row.name.split(".")))
                assert inside is not None
                value = _with(value, inside[len(there) :], row.translation)
                self.stamps[row.name] = stamp(row.source)
            self.blocks[".".join(top)] = Set(place, value)

    def _place_of(self, top: tuple[str, ...], added: dict[Steps, int]) -> Steps | None:
        """Where a block is to be written; None where the file is not built for it."""
        above = found(self._root, top[:-1])
        holder = None if above is None else node_at(self._root, above)
        if above is None or holder is None or isinstance(holder, nodes.Scalar):
            return None
        if isinstance(holder, nodes.Mapping):
            return None if top[-1].isdecimal() and top[-2] in ("cues", "objectives", "line") else (*above, top[-1])
        place = len(holder.items) + added.get(above, 0)
        if top[-1] != str(place + 1) or top[-2] == "line":
            return None
        added[above] = added.get(above, 0) + 1
        return (*above, place)

    def written(self, text: str, file: str) -> str:
        """The text with all changes; those that cannot be written alone are refused, the others are made."""
        while True:
            changes = (*self.blocks.values(), *self.changes.values())
            try:
                return edited(text, changes, file) if changes else text
            except Uneditable as error:
                if not self._give_up(error):
                    raise
            except Unplayable:
                # What was copied may lead to something that is not there either, and waits for its words.
                if not self.blocks or not self._copy_the_rest():
                    raise

    def _copy_the_rest(self) -> bool:
        """Copy every block with an id that the file lacks, in the source's words; whether there was one."""
        assert self._source is not None
        ours, theirs = _blocks(self._source), _blocks(self._root)
        known = {change.path for change in self.blocks.values()}
        copied = False
        for path, block in ours.items():
            is_inside_another = any(path[:length] in known for length in range(1, len(path) + 1))
            if path in theirs or is_inside_another or node_at(self._root, path[:-1]) is None:
                continue
            self.blocks[".".join(path)] = Set(path, _unrated(value_of(block)))
            known.add(path)
            copied = True
        return copied

    def _give_up(self, error: Uneditable) -> bool:
        """Take back the change that the writer could not make; whether there was one."""
        path = error.values.get("path")
        for found_in in (self.changes, self.blocks):
            for name, change in found_in.items():
                if ".".join(map(str, change.path)) == path:
                    del found_in[name]
                    self.stamps.pop(name, None)
                    self.refused.append(Refusal(name, 0, "push_uneditable"))
                    return True
        return False


_NAMED: Final = (
    ("moments",), ("endings",), ("variants",), ("needs",), ("duties",), ("customer", "facts"),
    *(("customer", block, facet) for block in ("reality", "wishes") for facet in FACETS),
)  # fmt: skip
_WITHIN_A_MOMENT: Final = ("responses", "parts", "questions", "misreadings")


def _blocks(root: nodes.Mapping) -> dict[tuple[str, ...], nodes.Node]:
    """What has an id of its own in a file, outer blocks before those in them."""
    places = [*_NAMED, *(("moments", name, key) for name in _entries(root, ("moments",)) for key in _WITHIN_A_MOMENT)]
    return {(*place, name): block for place in places for name, block in _entries(root, place).items()}


def _entries(root: nodes.Mapping, steps: Steps) -> dict[str, nodes.Node]:
    block = node_at(root, steps)
    return block.entries if isinstance(block, nodes.Mapping) else {}


_PANEL: Final = "panel"


def _everything(root: nodes.Mapping) -> Iterator[tuple[Steps, nodes.Node]]:
    """Each value at the top of a file and in its responses, with the way to it."""
    yield from (((key,), block) for key, block in root.entries.items())
    for moment in _entries(root, ("moments",)):
        for key in ("responses", "parts"):
            for name in _entries(root, ("moments", moment, key)):
                way = ("moments", moment, key, name)
                yield from (((*way, inner), block) for inner, block in _entries(root, way).items())


def _unrated(value: Any) -> Any:
    """A block without what a panel said of its words in another language."""
    if isinstance(value, dict):
        return {key: _unrated(inner) for key, inner in value.items() if not (key == _PANEL and "say" in value)}
    return [_unrated(item) for item in value] if isinstance(value, list) else value


def _as_text(style: int) -> int:
    """The style under which a scalar is the words it holds: a plain one might be taken for a number."""
    return style if style == nodes.BLOCK else nodes.QUOTED


def _fault_of(row: Row) -> Refusal | None:
    ours, theirs = (frozenset(_PLACEHOLDER.findall(text)) for text in (row.source, row.translation))
    if ours - theirs:
        return Refusal(row.name, row.line, "push_lost", {"words": _listed(ours - theirs)})
    if theirs - ours:
        return Refusal(row.name, row.line, "push_invented", {"words": _listed(theirs - ours)})
    hidden = FORBIDDEN.search(row.translation)
    if hidden is not None:
        return Refusal(row.name, row.line, "push_control", {"character": f"U+{ord(hidden.group()):04X}"})
    return None


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _with(value: Any, steps: Steps, text: str) -> Any:
    """A value with the text put at the end of the steps."""
    if not steps:
        return text
    step, rest = steps[0], steps[1:]
    if isinstance(value, dict):
        return {key: _with(inner, rest, text) if key == step else inner for key, inner in value.items()}
    return [_with(inner, rest, text) if place == step else inner for place, inner in enumerate(value)]
