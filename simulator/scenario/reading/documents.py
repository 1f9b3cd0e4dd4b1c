"""Reading a scenario whole: its file, the fragments it includes, and the checks across them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from simulator.scenario import codes
from simulator.scenario.findings import Finding, Place
from simulator.scenario.model import Customer, Scenario
from simulator.scenario.reading.blanks import odd_blanks
from simulator.scenario.reading.files import content_of, document
from simulator.scenario.reading.fragments import Fragment, Sources
from simulator.scenario.reading.keys import MOST_MOMENTS, SCENARIO
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, place_of, unpacked
from simulator.scenario.reading.packfile import PACK_FILE, around
from simulator.scenario.reading.raw import BOM
from simulator.scenario.reading.references import check_references


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

    @property
    def sources(self) -> tuple[tuple[str, str], ...]:
        """Each file that was read, under the name that findings give it, with its text as it stands there.

        The scenario's own comes first, from an editor's buffer too. Lines and columns of findings count in it; a
        byte that is no text is U+FFFD.
        """
        return tuple(
            (file, data.removeprefix(BOM).decode("utf-8", "replace")) for file, data in self._sources.contents
        )

    def odd_blanks(self) -> Iterator[tuple[Place, str]]:
        """Tabs and other blanks that are none where YAML expects one, file by file: the place and the character."""
        roots = self._sources.roots
        for file, text in self.sources:
            if file in roots:
                for at, character in odd_blanks(text, roots[file]):
                    yield Place(file, *unpacked(at)), character

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


def _read(data: bytes, file: str, folder: Path | None) -> Reading:
    ledger = Ledger(file)
    sources = Sources(file, folder)
    sources.keep(file, data)
    scenario: Scenario | None = None
    try:
        root = document(data, ledger)
        if root is not None:
            sources.add(file, root)
            scenario = _assemble(root, sources, ledger, folder)
    except Enough:
        scenario = None
    findings = _sorted(ledger.findings)
    if any(finding.severity == "error" for finding in findings):
        scenario = None
    return Reading(scenario, findings, sources)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """By place; what two inclusions of one fragment both say is said once."""
    once = {(finding.code, finding.place, *finding.arguments.values()): finding for finding in findings}
    return tuple(sorted(once.values(), key=lambda finding: finding.place))


def _assemble(root: Mapping, sources: Sources, ledger: Ledger, folder: Path | None) -> Scenario:
    values: dict[str, Any] = SCENARIO.values(root, ledger)
    own = Fragment(root, ledger.file, values["moments"], values.pop("include", {}), values.pop("returns", {}))
    values["moments"] = moments = sources.gather(own, ledger)
    if len(moments) > MOST_MOMENTS:
        raise ledger.stop(codes.TOO_MANY_MOMENTS, place_of(root.entries.get("moments", root)), most=str(MOST_MOMENTS))
    base: Customer = values["customer"]
    values["variants"] = {
        name: msgspec.structs.replace(base, **given) for name, given in values.get("variants", {}).items()
    }
    values.setdefault("start", next(iter(moments), ""))
    if folder is not None:
        values["stock"], values["pass_mark"] = around(folder / PACK_FILE, values["language"])
    scenario = Scenario(**values)
    check_references(scenario, sources, ledger)
    return scenario


def content_hash(scenario: Scenario) -> str:
    """What identifies a scenario's content: SHA-256, in hexadecimal, of its canonical JSON.

    Comments, layout, and the way a value is written do not change it; a word of text does.
    """
    import hashlib  # start-up time: only who keeps a call, or goes on with one, asks for it

    return hashlib.sha256(content(scenario)).hexdigest()


def content(scenario: Scenario) -> bytes:
    """A scenario's content as canonical JSON, without what its pack holds to be enough: that decides nothing."""
    return msgspec.json.encode(msgspec.structs.replace(scenario, pass_mark=None))
