"""Reading what stands beside a scenario: its rehearsals."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from simulator.locale import N_
from simulator.scenario import codes
from simulator.scenario import vocabulary as words
from simulator.scenario.findings import Finding
from simulator.scenario.model import Scenario
from simulator.scenario.reading.files import content_of, document
from simulator.scenario.reading.forms import BASE, Compared, Version
from simulator.scenario.reading.ledger import Enough, Ledger
from simulator.scenario.reading.nodes import Mapping, Node, Scalar
from simulator.scenario.reading.shapes import Block, Choice, Id, Key, Listed, Named, Schema, Text, wrong_kind
from simulator.scenario.rehearsal import Rehearsal

SCORES: Final = ("empathy", "naturalness", "ladder", "overall")
_STAGES: Final = ("none", *words.STAGES)


class Bound:
    """A bound on a score, kept as it was written once it is known to be one."""

    blank = ""

    def __init__(self) -> None:
        self._compared = Compared()

    def read(self, node: Node, ledger: Ledger) -> str:
        self._compared.read(node, ledger)
        return node.text if isinstance(node, Scalar) else ""

    def schema(self) -> Schema:
        return self._compared.schema()


class PathItem(Text):
    """What is said or done at one moment: `moment.response`, `!observe`, `moment=tone`."""


class StageReached:
    """A stage, or `>= stage` for that one or a higher one."""

    blank = ""
    _pattern: Final = re.compile(r"(?:(?:>=|at least)\s*)?(\w+)")

    def read(self, node: Node, ledger: Ledger) -> str:
        if not isinstance(node, Scalar) or not node.text:
            wrong_kind(node, ledger, "word")
            return ""
        found = self._pattern.fullmatch(node.text)
        if found is None or found.group(1) not in _STAGES:
            nearest = ledger.nearest(node.text, _STAGES)
            ledger.note(codes.UNKNOWN_VALUE, node.at, value=node.text, known=", ".join(_STAGES), **nearest)
            return ""
        return node.text.replace("at least", ">=")

    def schema(self) -> Schema:
        return {"type": "string", "pattern": rf"^((>=|at least)\s*)?({'|'.join(_STAGES)})$"}


class TrueOrFalse:
    """`true` or `false`, quoted or not, kept as a word to compare."""

    blank = ""

    def __init__(self) -> None:
        self._word = Choice("true", "false")

    def read(self, node: Node, ledger: Ledger) -> str:
        return self._word.read(node, ledger)

    def schema(self) -> Schema:
        return {"enum": [True, False, "true", "false"]}


EXPECT: Final = Block(
    "expect",
    dict,
    (
        Key("ending", Id(names="target"), N_("The ending it comes to.")),
        Key("outcome", Choice(*words.OUTCOMES), N_("What becomes of the request.")),
        Key("stage", StageReached(), N_("The highest stage reached.")),
        Key("stage_end", StageReached(), N_("The stage at the end.")),
        Key("mood", Choice(*words.MOODS), N_("The mood he leaves in.")),
        Key("happier", TrueOrFalse(), N_("Whether he ends happier than he began.")),
        *(Key(score, Bound(), N_("A bound on this score, 0 to 100.")) for score in SCORES),
    ),
)
REHEARSAL: Final = Block(
    "rehearsal",
    dict,
    (
        Key("path", Listed(PathItem(), least=1), N_("What is said and done, in order."), required=True),
        Key("expect", EXPECT, N_("What must come of it."), required=True),
        Key("variant", Id(names="variant"), N_("The customer on the line, if not the scenario's own.")),
        Key("deliver", Listed(PathItem()), N_("How it is said where the path does not tell.")),
        Key("notes", Text(), N_("Why this rehearsal exists.")),
    ),
)
REHEARSALS: Final = Block(
    "rehearsals",
    dict,
    (
        Key("rehearsals", Named(REHEARSAL, least=1, few="rehearsals"), N_("Rehearsals by name."), required=True),
        Key("platine", Version(), N_("The version of the format: 1.")),
    ),
)


def read_rehearsals(
    path: Path, scenario: Scenario | None = None
) -> tuple[tuple[Rehearsal, ...], tuple[Finding, ...]]:
    """The rehearsals of a file and what is wrong with it; none of them where the file itself is. Raises Unreadable.

    `scenario` is the one that they are of: a customer or an ending that it lacks is told too. Such a rehearsal is
    handed out all the same: it fails when it is played.
    """
    ledger = Ledger(str(path))
    given: dict[str, Any] = {}
    try:
        root = document(content_of(path), ledger)
        if root is not None:
            read = REHEARSALS.values(root, ledger)["rehearsals"]
            if not _has_errors(ledger):
                given = read
                check_names(root, scenario, ledger)
    except Enough:
        given = {}
    findings = tuple(sorted(ledger.findings, key=lambda finding: finding.place))
    return tuple(_rehearsal(name, values) for name, values in given.items()), findings


def check_names(root: Mapping, scenario: Scenario | None, ledger: Ledger) -> None:
    """Note the customers and the endings that rehearsals name and their scenario lacks.

    Nothing is noted where the scenario is not known, or where the file has other errors. Raises Enough.
    """
    rehearsals = root.entries.get("rehearsals")
    if scenario is None or _has_errors(ledger) or not isinstance(rehearsals, Mapping):
        return
    variants = {BASE, *scenario.variants}
    for one in rehearsals.entries.values():
        _check_name(_under(one, "variant"), variants, codes.UNKNOWN_VARIANT, ledger)
        _check_name(_under(_under(one, "expect"), "ending"), scenario.endings, codes.MISSING_TARGET, ledger)


def _under(node: Node | None, key: str) -> Node | None:
    return node.entries.get(key) if isinstance(node, Mapping) else None


def _check_name(node: Node | None, known: Collection[str], code: str, ledger: Ledger) -> None:
    if isinstance(node, Scalar) and (name := unicodedata.normalize("NFC", node.text)) not in known:
        ledger.at(node, code, id=name, known=", ".join(sorted(known)), **ledger.nearest(name, known))


def _has_errors(ledger: Ledger) -> bool:
    return any(finding.severity == "error" for finding in ledger.findings)


def _rehearsal(name: str, values: dict[str, Any]) -> Rehearsal:
    given = {key: value for key, value in values.items() if key != "notes"}
    if given.get("variant") == BASE:
        del given["variant"]
    return Rehearsal(name, **given)
