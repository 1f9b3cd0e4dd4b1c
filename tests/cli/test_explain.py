"""A code explained in the terminal: its page, set as wide as the terminal, in the reader's language."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pexpect
import pytest

from simulator.cli.manual import Page, lines, page
from simulator.errors import Unreadable
from simulator.locations import code_pages
from simulator.scenario import codes
from tests.plain.typist import platine

ROOT = Path(__file__).resolve().parents[2]


def explained(home: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    return platine("--language", language, "explain", *arguments, home=home)


def shown(text: str, width: int = 80, *, coloured: bool = False) -> list[str]:
    return list(lines(Page("E113", "", text), width, coloured=coloured))


def test_a_page_begins_with_its_code_and_short_name(tmp_path):
    done = explained(tmp_path, "E113")
    assert done.returncode == 0
    assert done.stdout.startswith("E113 · lost-text\n\nThe end of a text is taken for a comment and lost.\n")


@pytest.mark.parametrize("word", ["e113", "E113", "lost-text", "Lost-Text", "lost_text"])
def test_a_code_is_known_in_any_case_and_by_its_short_name(word, tmp_path):
    assert explained(tmp_path, word).stdout.startswith("E113 · lost-text")


def test_the_page_comes_in_the_reader_s_language(tmp_path):
    assert "Corrigé\u202f:" in explained(tmp_path, "E113", language="fr").stdout


def test_several_codes_are_explained_in_the_order_asked_for_each_once(tmp_path):
    told = explained(tmp_path, "W101", "e113", "large-file").stdout
    assert re.findall(r"^([EWI]\d{3}) ·", told, re.MULTILINE) == ["W101", "E113"]


@pytest.mark.parametrize(
    ("word", "near"),
    [("E113a", "E113"), ("W20", "W20"), ("dead-brnch", "dead-branch"), ("unkown-key", "unknown-key")],
)
def test_an_unknown_code_is_misuse_and_the_nearest_is_named(word, near, tmp_path):
    done = explained(tmp_path, word)
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"There is no code “{word}”. Did you mean “{near}" in done.stderr


def test_a_word_like_none_of_them_is_shown_where_to_look(tmp_path):
    done = explained(tmp_path, "\x1b[31mzzzzzz")
    assert done.returncode == 2
    assert "`platine explain` lists them." in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_code_all_are_listed_with_a_sentence_each_and_no_placeholder(language, tmp_path):
    done = explained(tmp_path, language=language)
    listed = re.findall(r"^([EWI]\d{3})  ([a-z-]+) +\S", done.stdout, re.MULTILINE)
    assert dict(listed) == codes.SLUGS
    assert not re.search(r"\{[a-z]+\}", done.stdout)
    assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_the_list_goes_by_family_errors_first(tmp_path):
    heads = [
        line for line in explained(tmp_path).stdout.splitlines() if line and not re.match(r"[EWI]\d{3} | ", line)
    ]
    assert [head.split(":")[0].split(",")[0] for head in heads] == [
        "Unreadable",
        "Unsound",
        "Warnings",
        "Worth knowing",
    ]


def test_machines_are_told_the_same(tmp_path):
    (one,) = json.loads(explained(tmp_path, "w101", "--format", "json").stdout)["codes"]
    assert {key: one[key] for key in ("code", "name", "severity")} == {
        "code": "W101",
        "name": "large-file",
        "severity": "warning",
    }
    assert one["page"] == (ROOT / "docs/codes/W101.md").read_text(encoding="utf-8")
    every = json.loads(explained(tmp_path, "--format", "json").stdout)["codes"]
    assert [set(each) for each in every] == [{"code", "name", "severity", "summary"}] * len(codes.SLUGS)


def test_prose_is_wrapped_and_an_example_is_left_as_it_can_be_copied():
    long = "word " * 30
    told = shown(f"# E1 · x\n\n{long}\n\n```yaml\nsay: {long.strip()}\n```\n", 40)
    assert all(len(line) <= 40 for line in told if "say:" not in line)
    assert f"    say: {long.strip()}" in told


def test_what_speaks_to_the_tests_alone_is_not_shown():
    told = "\n".join(shown("# E1 · x\n\nOne. See [W208](W208.md).\n\n<!-- found: E113 -->\n```yaml\na: b\n```\n"))
    assert told == "E1 · x\n\nOne. See W208.\n\n    a: b"


def test_an_example_is_a_block_of_its_own_though_no_empty_line_sets_it_off():
    told = shown("# E1 · x\n\nOne:\n```yaml\na: b\n\nc: d\n```\nMended:\n")
    assert told == ["E1 · x", "", "One:", "", "    a: b", "", "    c: d", "", "Mended:"]


def test_a_narrow_no_break_space_holds_its_words_together():
    told = shown("# E1 · x\n\naaaaaaaaaa bbbbbbbbbbb\u202f: c\n", 22)
    assert told[2] == "aaaaaaaaaa"


def test_colour_takes_the_place_of_the_signs():
    told = "\n".join(shown("# E1 · x\n\nSet `when` **now**.\n\n```yaml\na: b  # <- E113\n```\n", coloured=True))
    assert not set("`*") & set(told)
    assert "\x1b[36mwhen\x1b[0m" in told
    assert re.sub(r"\x1b\[\d+(;\d+)*m", "", told) == "E1 · x\n\nSet when now.\n\n    a: b  # <- E113"


def test_without_colour_the_signs_of_code_stay():
    assert shown("# E1 · x\n\nSet `when` **now**.\n")[2] == "Set `when` now."


@pytest.mark.parametrize(("asked", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_whose_reader_wants_it(asked, coloured, tmp_path):
    told, status = pexpect.run(
        f"{sys.executable} -m simulator explain E113",
        env={"PLATINE_HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8", **asked},
        encoding="utf-8",
        withexitstatus=True,
        cwd=ROOT,
    )
    assert status == 0, told
    assert ("\x1b[1m" in told) == coloured


def test_a_page_that_was_not_installed_is_one_sentence(tmp_path):
    with pytest.raises(Unreadable):
        page("E113", "en", tmp_path)


def test_an_installed_package_holds_the_pages_of_both_languages(tmp_path):
    for language in ("en", "fr"):
        (tmp_path / "simulator" / "pages" / language).mkdir(parents=True)
        assert code_pages(language, tmp_path / "simulator") == tmp_path / "simulator" / "pages" / language


def test_a_checkout_holds_them_in_its_docs(tmp_path):
    assert code_pages("en", tmp_path / "simulator") == tmp_path / "docs" / "codes"
    assert code_pages("fr", tmp_path / "simulator") == tmp_path / "docs" / "fr" / "codes"


def test_the_wheel_brings_every_page():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert {source: to for source, to in build["wheel"]["force-include"].items() if "codes" in source} == {
        "docs/codes": "simulator/pages/en",
        "docs/fr/codes": "simulator/pages/fr",
    }
