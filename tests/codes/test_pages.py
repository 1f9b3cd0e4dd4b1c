"""Every code has its page in each language, and what the page shows is what happens."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from simulator.authoring.checking import check
from simulator.authoring.paths.sweep import Budget
from simulator.scenario import codes
from simulator.scenario.findings import Finding
from simulator.scenario.reading import read_rehearsals, read_scenario
from simulator.wording import findings as wording
from simulator.wording.french import french
from tests.codes.examples import FOLDERS, Example, examples

EXAMPLES = [example for language in FOLDERS for example in examples(language)]
LONGEST_SUMMARY = 100
RANK = {"info": 0, "warning": 1, "error": 2}
NEVER_MENDED = {codes.SIZE, codes.SCORE_RANGE, codes.STAGES_REACHED}
"""These are always told."""

GROW: dict[str, Callable[[str], str]] = {
    codes.TOO_LARGE: lambda text: text.replace("…", "word " * (16 * 1024 * 1024 // 5)),
    codes.LARGE_FILE: lambda text: text.replace("…", "word " * (1024 * 1024 // 5)),
    codes.TOO_DENSE: lambda text: text.replace("…", "a," * 200_000),
    codes.TOO_MANY_MOMENTS: lambda text: counted(text, 20_001),
    codes.TOO_MANY_FINDINGS: lambda text: counted(text, 3_000),
    codes.TOO_MANY_FRAGMENTS: lambda text: counted(text, 101),
}
"""How the essence that a page shows becomes the whole file."""


def counted(text: str, most: int) -> str:
    """The line that holds `NAME-1` again with each number up to `most`, in place of the comment that stands for them."""
    (first,) = re.findall(r"^ *[a-z]+-1: .*\n", text, re.MULTILINE)
    more = "".join(first.replace("-1:", f"-{number}:", 1) for number in range(2, most + 1))
    return re.sub(rf"^ *# .*{most}\n", lambda _: more, text, flags=re.MULTILINE)


def found(example: Example, folder: Path, severities: Mapping[str, str] | None = None) -> list[Finding]:
    """What is found in the example, its neighbours beside it."""
    text = GROW[example.code](example.text) if example.grown else example.text
    for name, beside in example.beside.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(beside, encoding="utf-8")
    (folder / example.file).write_bytes(text.encode(example.encoding))
    reading = read_scenario(folder / example.file)
    if example.code.startswith("E1"):
        return list(reading.findings)
    beside = {name: folder / name for name in example.beside}
    rehearsals = [one for name, path in beside.items() if "rehearsal" in name for one in read_rehearsals(path)[0]]
    siblings = [read_scenario(path).scenario for path in beside.values() if path.name == example.file]
    budget = Budget.of(1, example.budget) if example.budget else None
    checked = check(
        reading,
        rehearsals=rehearsals,
        siblings=list(filter(None, siblings)),
        severities=severities,
        budget=budget,
    )
    return list(checked.findings)


every_example = pytest.mark.parametrize("example", EXAMPLES, ids=str)


@every_example
def test_an_example_gets_what_its_page_says(example: Example, tmp_path: Path) -> None:
    findings = found(example, tmp_path)
    told = [wording.line(finding) for finding in findings[:10]]
    if example.kind == "found":
        own = [finding for finding in findings if finding.code == example.code]
        assert own, told
        place = own[0].place
        assert example.anywhere or (Path(place.file).name, place.line) == (example.found_in, example.line), told
        worst = RANK[own[0].severity]
        others = {finding.code for finding in findings if RANK[finding.severity] >= max(1, worst)}
        assert others - {example.code} == set(example.also), told
    else:
        assert example.code not in {finding.code for finding in findings}, told
        assert [finding for finding in findings if finding.severity != "info"] == [], told


def recipes(pattern: str) -> list[tuple[Example, str]]:
    """The examples whose page shows how to live with the finding, each with what it shows."""
    return [
        (example, shown)
        for example in EXAMPLES
        if example.kind == "found"
        for shown in re.findall(pattern, example.page.read_text(encoding="utf-8"))
    ]


SILENCED = recipes(r"`(# platine: ignore [^`]+)`")
WEIGHED = recipes(r"`severities: \{(\w+: [^`]+)\}`")


@pytest.mark.parametrize(("example", "comment"), SILENCED, ids=str)
def test_the_comment_that_a_page_proposes_silences_the_finding(
    example: Example, comment: str, tmp_path: Path
) -> None:
    marker = f"# <- {example.code}"
    assert marker in example.text
    silenced = example._replace(text=example.text.replace(marker, " ".join(comment.split())))
    assert example.code not in {finding.code for finding in found(silenced, tmp_path)}


@pytest.mark.parametrize(("example", "weight"), WEIGHED, ids=str)
def test_the_severity_that_a_page_proposes_weighs_the_finding(example: Example, weight: str, tmp_path: Path) -> None:
    code, word = weight.split(": ")
    assert code == example.code
    weights = {one.severity for one in found(example, tmp_path, {code: word.strip('"')}) if one.code == code}
    assert weights == (set() if word == '"off"' else {word})


@pytest.mark.parametrize("language", FOLDERS)
def test_every_code_has_a_page_and_no_page_lacks_a_code(language: str) -> None:
    assert {page.stem for page in FOLDERS[language].iterdir()} == set(codes.SLUGS)


PAGES = [page for folder in FOLDERS.values() for page in sorted(folder.glob("*.md"))]
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.parent.name}-{page.stem}")


@every_page
def test_a_page_begins_with_code_short_name_and_one_sentence(page: Path) -> None:
    title, blank, summary, second, *_ = page.read_text(encoding="utf-8").split("\n")
    assert title == f"# {page.stem} · {codes.SLUGS[page.stem]}"
    assert blank == second == ""
    assert summary.endswith(".")
    assert len(summary) <= LONGEST_SUMMARY


@every_page
def test_a_page_shows_an_example_and_the_same_mended(page: Path) -> None:
    marks = re.findall(r"<!-- (found|mended): (\w+)", page.read_text(encoding="utf-8"))
    wanted = [("found", page.stem), ("mended", page.stem)]
    assert marks == (wanted[:1] if page.stem in NEVER_MENDED else wanted)


@pytest.mark.parametrize("page", [page for page in PAGES if page.parent == FOLDERS["fr"]], ids=lambda page: page.stem)
def test_a_french_page_has_its_narrow_spaces(page: Path) -> None:
    prose = re.sub(
        r"```.*?```|`[^`\n]*`|<!--.*?-->|^# .*$", "code", page.read_text(encoding="utf-8"), flags=re.S | re.M
    )
    for line in prose.splitlines():
        assert french(line) == line
