"""Reading a scenario whole: its file, the fragments it includes, and the checks across them."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec

from simulator.errors import Unreadable
from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Customer, Moment, Scenario
from simulator.scenario.reading import raw
from simulator.scenario.reading.events import tree
from simulator.scenario.reading.fragments import Source, Sources
from simulator.scenario.reading.keys import SCENARIO
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Node
from simulator.scenario.reading.references import check_references
from simulator.scenario.reading.shapes import kind_of

MOST_MOMENTS = 20_000


class Reading:
    """A file, read: the scenario if it can be played, what is wrong, and where everything stands."""

    def __init__(self, scenario: Scenario | None, findings: tuple[Finding, ...], sources: Sources) -> None:
        self.scenario = scenario
        self.findings = findings
        self._sources = sources

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read: the scenario's, then its fragments'."""
        return self._sources.files

    def place(self, *path: str | int) -> Place:
        """Where a part of the document stands: keys and list indices from the top, `"moments", "welcome", "line"`.

        The value of a scalar, the key of anything larger; as far down as the path can be followed.
        """
        return self._sources.place(path)

    def key_place(self, *path: str | int) -> Place:
        """Where the key of a part of the document stands."""
        return self._sources.place(path, key=True)


def read_scenario(path: Path) -> Reading:
    """Read a scenario's file. Raises Unreadable for one that is missing, a folder, or not ours to read."""
    return _read(content_of(path), str(path), path.parent)


def read_text(text: str | bytes, file: str = "<text>", folder: Path | None = None) -> Reading:
    """Read a scenario from its text; `file` names it in findings, `folder` is where fragments are looked for."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return _read(data, file, folder)


def content_of(path: Path) -> bytes:
    """The bytes of a file, one more than the format allows at most. Raises Unreadable."""
    if path.is_dir():
        raise Unreadable("is_a_folder", path=str(path))
    try:
        with path.open("rb") as file:
            return file.read(raw.LARGEST + 1)
    except FileNotFoundError as error:
        raise Unreadable("no_such_file", path=str(path)) from error
    except PermissionError as error:
        raise Unreadable("no_permission", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise Unreadable("cannot_read", path=str(path), why=str(error)) from error


def _read(data: bytes, file: str, folder: Path | None) -> Reading:
    ledger = Ledger(file)
    sources = Sources(file, folder)
    scenario: Scenario | None = None
    try:
        root = document(data, ledger)
        if root is not None:
            sources.add(Source(file, root))
            scenario = _assemble(root, sources, ledger)
    except Enough:
        scenario = None
    findings = tuple(sorted(ledger.findings, key=lambda finding: finding.place))
    if any(finding.severity == "error" for finding in findings):
        scenario = None
    return Reading(scenario, findings, sources)


def document(data: bytes, ledger: Ledger) -> Mapping | None:
    """The mapping that a file holds; None when it holds none, and the ledger then says why."""
    before = len(ledger.findings)
    root: Node | None = tree(raw.cleaned(data, ledger), ledger)
    if root is None:
        if not any(finding.severity == "error" for finding in ledger.findings[before:]):
            ledger.note(codes.EMPTY_FILE, -1)
    elif not isinstance(root, Mapping):
        ledger.note(codes.WRONG_KIND, root.at, expected="mapping", found=kind_of(root))
    else:
        return root
    return None


def _assemble(root: Mapping, sources: Sources, ledger: Ledger) -> Scenario:
    values: dict[str, Any] = SCENARIO.values(root, ledger)
    include, returns = values.pop("include", {}), values.pop("returns", {})
    moments: dict[str, Moment] = values["moments"]
    moments.update(sources.included(root, include, returns, moments, ledger))
    if len(moments) > MOST_MOMENTS:
        ledger.at(root.entries.get("moments", root), codes.TOO_MANY_MOMENTS, most=str(MOST_MOMENTS))
    base: Customer = values["customer"]
    values["variants"] = {
        id: msgspec.structs.replace(base, **given) for id, given in values.get("variants", {}).items()
    }
    values.setdefault("start", next(iter(moments), ""))
    scenario = Scenario(**values)
    check_references(scenario, sources, ledger)
    return scenario


def content_hash(scenario: Scenario) -> str:
    """What identifies a scenario's content: SHA-256, in hexadecimal, of its canonical JSON.

    Comments, layout, and the way a value is written do not change it; a word of text does.
    """
    encoded = msgspec.json.encode(scenario)
    return hashlib.sha256(encoded).hexdigest()
