"""What the pages show is true: their commands run, their scenarios read, their figures come out, their links lead somewhere.

A page speaks to this file in comments that no reader sees, each on the line before what it is about:

    <!-- complete: name.yaml -->     the block is a whole file, written under this name and read without a finding
    <!-- piece: response -->         the block holds keys of that part of the format
    <!-- finds: E113 in customer --> the block, as that part of the format, gets this finding and no other
    <!-- recomputed: name ... -->    every row of the table is worked out again by the function of that name below
    <!-- keys: home -->              the table names every key that this screen shows, and no other
    <!-- exit: 1 -->                 the commands leave with this code
    <!-- not run: why -->            the commands are not run

The pages of codes have marks of their own, see tests/codes/examples; those for authors are played as stories by
tests/test_first_hour, those on playing together by tests/test_room_page.
"""

import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from simulator.authoring.checking import check
from simulator.cli.app import COMMANDS
from simulator.conversation.mail import coverage
from simulator.conversation.path import walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.scorecard import Scorecard, current_stage, scorecard
from simulator.rubric import naturalness as sound
from simulator.rubric import waiting
from simulator.rubric.empathy import empathy_score
from simulator.rubric.ladder import PLATINUM, platinum_share, stage_word
from simulator.rubric.mood import mood_word
from simulator.rubric.reception import WORDS, reception
from simulator.rubric.stock import Hit, detect
from simulator.scenario import codes
from simulator.scenario.model import Empathy, Question, Response, Wait
from simulator.scenario.reading import keys, raw, read_rehearsals, read_scenario
from simulator.scenario.reading.events import DEEPEST, MOST_ALIASED
from simulator.scenario.reading.files import document
from simulator.scenario.reading.ledger import Ledger
from simulator.scenario.reading.packfile import PACK, read_pack_file
from simulator.scenario.reading.rehearsals import REHEARSAL
from simulator.scenario.reading.shapes import Block
from simulator.scenario.vocabulary import CHANNELS, LEVELS, MOODS, NEEDS, OUTCOMES, TONES, WAITINGS
from tests import kit

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    page for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if page.read_text(encoding="utf-8").strip()
)
STORIES = [page for page in PAGES if page.name in {"author.md", "auteur.md"}]
ROOMS = [page for page in PAGES if page.name in {"room.md", "salle.md"}]
SHELLS = {"console", "sh", "bash", "shell"}
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"<!-- ([a-z ]+?)(?:: (.*?))? -->\s*\Z")
_TABLE = re.compile(r"<!-- recomputed: (\S+) ?(.*?) -->\n((?:\|.*\n)+)")
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


class Shown(NamedTuple):
    """A fenced block of a page, with the comment before it."""

    page: Path
    line: int
    language: str
    text: str
    mark: str
    about: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path) -> Iterator[Shown]:
    text = page.read_text(encoding="utf-8")
    for found in _FENCE.finditer(text):
        mark = _MARK.search(text[: found.start()])
        indent, language, inside = found.groups()
        yield Shown(
            page,
            text.count("\n", 0, found.start()) + 1,
            language,
            re.sub(f"^{indent}", "", inside, flags=re.MULTILINE),
            mark[1] if mark else "",
            (mark[2] or "") if mark else "",
        )


BLOCKS = [block for page in PAGES for block in blocks(page)]
YAML = [
    block
    for block in BLOCKS
    if block.language == "yaml" and block.page.parent.name != "codes" and block.page not in STORIES
]
COMPLETE = [block for block in YAML if block.mark == "complete"]
EXAMPLES = sorted((ROOT / "docs/examples").glob("*.yaml"))
named = {"ids": str}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every whole file that the pages show or lead to, as a reader who copied them would have it."""
    place: Path = tmp_path_factory.mktemp("docs")
    for example in EXAMPLES:
        shutil.copy(example, place)
    for block in COMPLETE:
        file = place / block.about
        file.parent.mkdir(parents=True, exist_ok=True)
        assert not file.exists(), f"{block}: {block.about} is shown twice"
        file.write_text(block.text, encoding="utf-8")
    return place


# Commands.


def commands(block: Shown) -> list[str]:
    """The commands of a block that call platine, continued lines joined; what they print is left out."""
    text = block.text.replace("\\\n", " ")
    lines = [line.removeprefix("$ ") for line in text.splitlines() if block.language != "console" or line[:2] == "$ "]
    return [line for line in lines if re.match(r"(\w+=\S+ )*(printf .*\| *)?platine\b", line)]


RUN = [
    block
    for block in BLOCKS
    if block.language in SHELLS
    and commands(block)
    and block.mark != "not run"
    and block.page not in (*STORIES, *ROOMS)
]


@pytest.mark.parametrize("block", RUN, **named)
def test_a_command_shown_runs(block: Shown, folder: Path, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PLATINE_HOME": str(tmp_path / "home"),
        "PLATINE_LANGUAGE": "en",
        "TERM": "dumb",
    }
    wanted = int(block.about) if block.mark == "exit" else 0
    for command in commands(block):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT if block.page.parent == ROOT else folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == wanted, f"{command}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_is_not_run_says_why(page: Path) -> None:
    for block in blocks(page):
        if block.mark == "not run":
            assert len(block.about) > 10, block


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_named_exists(page: Path) -> None:
    assert set(re.findall(r"`platine ([a-z]+)", page.read_text(encoding="utf-8"))) <= set(COMMANDS)


# Scenarios and pieces of them.


@pytest.mark.parametrize("block", COMPLETE, **named)
def test_a_whole_file_shown_reads_without_a_finding(block: Shown, folder: Path) -> None:
    file = folder / block.about
    if file.name.endswith(".rehearsal.yaml"):
        rehearsals, findings = read_rehearsals(file)
        assert rehearsals
    elif file.name == "pack.yaml":
        values, findings = read_pack_file(file)
        assert values
    elif file.name.endswith(".fragment.yaml"):
        includers = [other for other in COMPLETE if f": {file.name}" in other.text]
        assert includers, f"no scenario shown includes {file.name}"
        return
    else:
        reading = read_scenario(file)
        findings = reading.findings
        assert reading.scenario is not None
    assert findings == ()


PARTS: dict[str, Block] = {
    value.name: value for value in (*vars(keys).values(), *keys.MOMENT.blocks.values()) if isinstance(value, Block)
} | {"rehearsal": REHEARSAL, "pack": PACK}


def found_in(block: Shown, part: str) -> list[str]:
    """The codes of what is wrong with a piece, keys that are missing because it is a piece left aside."""
    ledger = Ledger(block.page.name)
    root = document(block.text.encode(), ledger)
    if root is not None:
        PARTS[part].values(root, ledger)
    return [finding.code for finding in ledger.findings if finding.code != codes.MISSING_KEY]


@pytest.mark.parametrize("block", [block for block in YAML if block.mark == "piece"], **named)
def test_a_piece_shown_is_what_the_reader_accepts(block: Shown) -> None:
    assert found_in(block, block.about) == []


@pytest.mark.parametrize("block", [block for block in YAML if block.mark == "finds"], **named)
def test_a_mistake_shown_gets_the_finding_named(block: Shown) -> None:
    code, part = block.about.split(" in ")
    assert found_in(block, part) == [code]


def test_every_yaml_block_is_held_by_one_of_these() -> None:
    loose = [str(block) for block in YAML if block.mark not in {"complete", "piece", "finds"}]
    assert not loose


def test_the_page_of_the_format_names_every_key_and_every_finding() -> None:
    page = ROOT / "docs/format.md"
    text = page.read_text(encoding="utf-8")
    words = {key for part in PARTS.values() for key in part.keys}
    spans = "\n".join([*re.findall(r"`([^`\n]+)`", _FENCE.sub("", text)), *(block.text for block in blocks(page))])
    assert not sorted(words - set(re.findall(r"\w+", spans)))
    named_codes = set(re.findall(r"\| ([EWI]\d{3}) \|", text))
    assert named_codes == set(codes.SLUGS)


def test_the_limits_that_the_page_of_the_format_gives_are_those_of_the_reader() -> None:
    text = (ROOT / "docs/format.md").read_text(encoding="utf-8")
    for words in (
        f"{raw.LARGEST // 2**20} MiB",
        f"{keys.MOST_MOMENTS:,} moments",
        f"deeper than {DEEPEST}",
        f"{MOST_ALIASED:,} values",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    "file", [file for file in EXAMPLES if ".rehearsal" not in file.name], ids=lambda file: file.stem
)
def test_a_whole_scenario_to_learn_from_gets_no_warning(file: Path) -> None:
    rehearsals, findings = read_rehearsals(file.with_suffix(".rehearsal.yaml"))
    told = (*findings, *check(read_scenario(file), rehearsals=rehearsals).findings)
    assert [finding for finding in told if finding.severity != "info"] == []


# Figures.

Row = dict[str, str]


class Table(NamedTuple):
    page: Path
    name: str
    about: str
    heads: tuple[str, ...]
    rows: list[Row]

    def __str__(self) -> str:
        return f"{self.page.name}:{self.name}"


def tables(page: Path) -> Iterator[Table]:
    for name, about, text in _TABLE.findall(page.read_text(encoding="utf-8")):
        heads, _rule, *lines = [
            tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in text.splitlines()
        ]
        yield Table(page, name, about, heads, [dict(zip(heads, line, strict=True)) for line in lines])


TABLES = [table for page in PAGES for table in tables(page)]


def shown(figure: float | Fraction, cell: str) -> bool:
    """Whether a cell shows this figure, to as many decimals as it gives itself."""
    decimals = len(cell.partition(".")[2])
    return (
        abs(float(figure) - float(cell)) <= 0.5 * 10**-decimals + 1e-9 if decimals else float(figure) == float(cell)
    )


def points(cell: str) -> Empathy:
    return Empathy(*map(int, cell.split()))


def empathy(row: Row, _table: Table, _folder: Path) -> None:
    score = empathy_score(
        points(row["given"]),
        points(row["called for"]),
        misreads=row["mark"] == "misreads",
        dismisses=row["mark"] == "dismisses",
    )
    assert shown(score, row["E"]), float(score)


def stock_costs(row: Row, _table: Table, _folder: Path) -> None:
    severity = int(row["severity"])
    hit = Hit("", 0, 0, "tic", severity, severity)
    assert shown(sound.stock_cost(hit, "phone"), row["cost"])
    assert shown(sound.stock_cost(hit, "email"), row["cost in an e-mail"])


def naturalness(row: Row, _table: Table, _folder: Path) -> None:
    score = sound.naturalness_score(
        int(row["naturalness"]),
        stock=Fraction(row["stock"]),
        repeats=int(row["bare sympathies before"]),
        incongruent=row["incongruent"] == "yes",
        too_long=row["too long"] == "yes",
    )
    assert shown(score, row["N"]), float(score)


def stock(row: Row, _table: Table, _folder: Path) -> None:
    hits = detect(row["said"], "en")
    assert [hit.phrase for hit in hits] == list(filter(None, [row["phrase found"]]))
    assert [str(hit.severity) for hit in hits] == list(filter(None, [row["severity"]]))
    assert shown(sound.stock_total(hits, "phone"), row["cost"])


def landing(row: Row, _table: Table, _folder: Path) -> None:
    worth = Fraction(row["E"]) * Fraction(row["N"])
    assert shown(worth, row["E x N"])
    assert WORDS[reception(Fraction(row["E"]), Fraction(row["N"]))] == row["the customer is"]


def waiting_factors(_row: Row, table: Table, _folder: Path) -> None:
    cells = [cell for row in table_rows(table) for cell in (row[:2], row[3:])]
    assert {word: Fraction(times) for word, times in cells if word} == waiting.FACTORS


def table_rows(table: Table) -> list[list[str]]:
    """The rows as lists, for a table whose heads repeat."""
    found = next(
        text for name, _about, text in _TABLE.findall(table.page.read_text(encoding="utf-8")) if name == table.name
    )
    return [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in found.splitlines()[2:]]


def strain(row: Row, _table: Table, _folder: Path) -> None:
    wait = Wait(float(row["minutes"]), tuple(row["felt"].split()))  # type: ignore[arg-type]
    assert shown(waiting.felt_minutes(wait), row["minutes as lived"])
    assert waiting.strain(wait, row["channel"]) == int(row["s"])
    moments = {"one": kit.exchange(responses={"it": kit.response("done")})}
    start = Script(kit.scenario(moments, who=kit.customer(wait=wait), channel=row["channel"])).start
    assert [start.valence, start.arousal, start.control, start.trust] == [
        int(row[axis]) for axis in ("valence", "arousal", "control", "trust")
    ]


def mood(row: Row, _table: Table, _folder: Path) -> None:
    assert mood_word(int(row["valence"]), int(row["arousal"]), int(row["control"])) == row["mood"]


def platinum(row: Row, _table: Table, _folder: Path) -> None:
    share = platinum_share(
        int(row["wishes"]),
        given=int(row["given by file or cue"]),
        discovered=int(row["discovered"]),
        served=int(row["served"]),
        confirmed=int(row["confirmed"]),
    )
    assert shown(PLATINUM * share, row["points of 40"]), float(PLATINUM * share)


def covered(row: Row, _table: Table, _folder: Path) -> None:
    questions = {str(place): Question("?", int(weight)) for place, weight in enumerate(row["weights asked"].split())}
    answers: Any = {name: word for name, word in zip(questions, row["answered"].split(), strict=True) if word != "no"}
    share = coverage(questions, [Response("", answers=answers)], late=row["urgent late"] == "yes")
    assert shown(share, row["coverage"]), float(share)
    assert int(row["progress"]) == (2 if share == 1 else int(share * 2 >= 1))


def played(table: Table, folder: Path) -> tuple[Script, Play, list[Any]]:
    file, *path = table.about.split()
    scenario = read_scenario(folder / file).scenario
    assert scenario is not None
    script = Script(scenario)
    play = Play(script)
    return script, play, list(walk(play, path))


def call(row: Row, table: Table, folder: Path) -> None:
    script, play, walked = played(table, folder)
    place = table.rows.index(row)
    state = walked[place - 1].state if place else script.start
    axes = ("valence", "arousal", "control", "trust")
    assert [getattr(state, axis) for axis in axes] == [int(row[axis]) for axis in axes]
    if not place:
        return
    answer = play.answers[place - 1]
    assert walked[place - 1].item.text == row["answer"]
    assert shown(answer.empathy, row["E"])
    assert shown(answer.naturalness, row["N"])
    assert WORDS[answer.reception] == row["reception"]
    assert stage_word(current_stage(script, state)) == row["stage"]


MARKS: dict[str, Callable[[Scorecard], Fraction]] = {
    "empathy": lambda card: card.empathy,
    "naturalness": lambda card: card.naturalness,
    "golden": lambda card: card.ladder.golden,
    "empathy stage": lambda card: card.ladder.empathy,
    "platinum": lambda card: card.ladder.platinum,
    "ladder": lambda card: card.ladder.total,
    "overall": lambda card: card.overall,
}


def card(row: Row, table: Table, folder: Path) -> None:
    script, play, _walked = played(table, folder)
    mark = MARKS[row["score"]](scorecard(script, play.state))
    assert shown(mark, row["result"]), float(mark)
    sum_ = row["how"].replace(" x ", " * ")
    assert re.fullmatch(r"[\d .()+*/]+", sum_)
    assert abs(eval(sum_) - float(mark)) < 0.02, "the sum written beside it comes to something else"


RECOMPUTE: dict[str, Callable[[Row, Table, Path], None]] = {
    "empathy": empathy,
    "stock-costs": stock_costs,
    "naturalness": naturalness,
    "stock": stock,
    "reception": landing,
    "waiting-factors": waiting_factors,
    "strain": strain,
    "mood": mood,
    "platinum": platinum,
    "coverage": covered,
    "call": call,
    "card": card,
}


@pytest.mark.parametrize("table", TABLES, **named)
def test_the_figures_of_a_table_come_out(table: Table, folder: Path) -> None:
    assert table.rows
    for row in table.rows:
        RECOMPUTE[table.name](row, table, folder)


def test_every_table_of_the_page_on_scoring_is_worked_out_again() -> None:
    text = (ROOT / "docs/scoring.md").read_text(encoding="utf-8")
    assert len(re.findall(r"^\| ---", text, re.MULTILINE)) == len(_TABLE.findall(text))


# Keys.


@pytest.mark.parametrize("name", ["home", "briefing", "conversation", "debrief"])
def test_the_page_of_the_trainee_names_the_keys_of_each_screen(name: str) -> None:
    module = importlib.import_module(f"simulator.tui.screens.{name}")
    screen = getattr(module, f"{name.capitalize()}Screen")
    text = (ROOT / "docs/trainee.md").read_text(encoding="utf-8")
    (table,) = re.findall(rf"<!-- keys: {name} -->\n((?:\|.*\n)+)", text)
    written = {sign for line in table.splitlines()[2:] for sign in line.split("|")[1].split()}
    known = {sign for command in screen.ACTIONS for sign in command.sign.split()}
    labelled = {sign for command in screen.ACTIONS if command.label for sign in command.sign.split()}
    assert labelled <= written <= known


# Links, files and targets.


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_make_target_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    spoken = re.findall(r"(?:^|`|\n)make ([a-z-]+)", page.read_text(encoding="utf-8"))
    assert set(spoken) <= targets


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md", "docs/decisions.md"])
def test_a_file_named_exists(name: str) -> None:
    """By its path from the top or from simulator/; in the table of rooms, from the row's room."""
    missing = []
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        room = re.match(r"\| `(\w+/)` \|", line)
        for named_file in re.findall(r"`([\w./-]+\.(?:py|json|po|md))`", line):
            places = (ROOT, ROOT / "simulator", ROOT / "docs", ROOT / "simulator" / (room[1] if room else ""))
            if not re.search(r"NAME|ID|CODE|^x\.", named_file) and not any(
                (place / named_file).exists() for place in places
            ):
                missing.append(named_file)
    assert not missing


def test_the_french_page_for_authors_explains_every_english_word_that_they_choose_from() -> None:
    text = (ROOT / "docs" / "fr" / "auteur.md").read_text(encoding="utf-8")
    words = {*CHANNELS, *LEVELS, *MOODS, *NEEDS, *OUTCOMES, *TONES, *WAITINGS}
    assert {word for word in words if f"`{word}` " not in text} == set()


def anchors(page: Path) -> set[str]:
    """The headings of a page as they are linked to."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for link, picture in _LINK.findall(text):
        target = link or picture
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        aimed = (page.parent / file).resolve() if file else page
        assert aimed.exists(), target
        if anchor:
            assert anchor in anchors(aimed), target
