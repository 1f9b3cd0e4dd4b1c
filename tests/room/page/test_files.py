"""What the page is made of: little, all of it ours, nothing that its own policy would forbid."""

import json
import re
import string
from itertools import product
from pathlib import Path

import pytest

from simulator import locale
from simulator.room import page
from simulator.room.events import FORMATS
from simulator.room.page import files, policy
from simulator.room.protocol import LARGEST, VERSION
from simulator.room.table import MOST_TYPED
from simulator.scenario.vocabulary import MOODS, TONES

LARGEST_PAGE = 64 * 1024
"""Bytes of all files without the words: one picture of a telephone is fifty times that."""
SCRIPTS = sorted(path for path in files() if path.endswith(".js"))


def text(path: str) -> str:
    return files()[path][1].decode()


def words(language: str) -> dict[str, str]:
    return json.loads(text(f"/words/{language}.json"))


def test_every_file_of_the_folder_is_served_under_its_type() -> None:
    folder = Path(page.__file__).parent
    there = {f"/{one.name}" for one in folder.iterdir() if one.suffix in {".css", ".js", ".svg"}}
    assert set(files()) == there | {"/", "/words/en.json", "/words/fr.json"}
    assert files()["/"][0] == "text/html; charset=utf-8"
    assert {files()[path][0] for path in SCRIPTS} == {"text/javascript; charset=utf-8"}


def test_the_page_is_small() -> None:
    assert sum(len(body) for path, (_, body) in files().items() if not path.startswith("/words/")) < LARGEST_PAGE


def test_what_the_page_loads_is_there() -> None:
    named = set(re.findall(r'(?:src|href)="(/[^"]*)"', text("/")))
    for path in SCRIPTS:
        named |= {f"/{name}" for name in re.findall(r'from "\./([^"]+)"', text(path))}
    assert named <= set(files())
    assert "/ballot.js" in named


@pytest.mark.parametrize("path", sorted(files()))
def test_nothing_is_taken_from_outside(path: str) -> None:
    named = set(re.findall(r"(?:https?|wss?)://[^\s\"'`$]+", text(path)))
    assert named <= {"http://www.w3.org/2000/svg"}


def test_nothing_stands_in_the_page_that_its_policy_forbids() -> None:
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text("/"), re.IGNORECASE)


@pytest.mark.parametrize("path", SCRIPTS)
def test_foreign_text_is_never_read_as_markup_or_code(path: str) -> None:
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc|\.style\b"
    )
    assert not re.search(forbidden, text(path))


@pytest.mark.parametrize("path", SCRIPTS)
def test_no_browser_of_the_last_years_stumbles_over_a_script(path: str) -> None:
    """A pattern that looks behind, or a private field, would be an error of the whole page in older ones."""
    assert not re.search(r"\(\?<[=!]|this\.#|^await ", text(path), re.MULTILINE)


def test_the_policy_lets_in_what_is_ours_and_nothing_else() -> None:
    rules = dict(rule.split(" ", 1) for rule in policy().split("; "))
    assert rules.pop("default-src") == "'none'"
    assert {rules.pop(name) for name in ("base-uri", "form-action", "frame-ancestors")} == {"'none'"}
    assert set(rules) == {"script-src", "style-src", "img-src", "connect-src"}
    assert set(rules.values()) == {"'self'"}


def test_the_policy_names_the_rooms_other_hubs() -> None:
    rules = dict(
        rule.split(" ", 1) for rule in policy(["http://10.0.0.2:7528/", "hub.example", "x; script-src *"]).split("; ")
    )
    assert rules["connect-src"].split() == [
        "'self'", "ws://10.0.0.2:7528", "wss://10.0.0.2:7528", "ws://hub.example:7528", "wss://hub.example:7528",
    ]  # fmt: skip
    assert rules["script-src"] == "'self'"


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_every_word() -> None:
    english, french = words("en"), words("fr")
    assert set(english) == set(french)
    assert all(english.values())
    assert all(french.values())
    assert {key for key in english if places(english[key]) != places(french[key])} == set()
    assert french["mood.relieved"] != english["mood.relieved"]


def test_words_are_made_without_changing_the_language_spoken_here() -> None:
    before = locale.language()
    files.cache_clear()
    assert files()
    assert locale.language() == before


def test_every_word_that_the_page_says_has_words() -> None:
    known = words("en")
    said = {key for path in SCRIPTS for key in re.findall(r'"((?:page|why|ask|aid|by)\.[a-z_.]+)"', text(path))}
    assert len(said) > 80
    assert {key for key in said if key not in known and f"{key}.one" not in known} == set()
    built = {f"page.link.{state}" for state in ("off", "opening", "on", "lost")}
    built |= {f"page.cell.{cell}" for cell in ("feels", "thinks", "does")}
    built |= {f"mood.{mood}" for mood in MOODS} | {f"tone.{tone}" for tone in TONES}
    built |= {f"page.card.{card}" for card in ("cues", "words", "mood", "ladder", "load")}
    assert built <= set(known)


def test_every_stage_is_named_and_explained() -> None:
    known = words("en")
    stages = {key.removeprefix("stage.") for key in known if key.startswith("stage.")}
    ladder = {"none", "golden", "empathy", "platinum"}
    assert {stage for stage in stages - ladder - {"own"} if f"page.now.{stage}" not in known} == set()
    assert len(FORMATS) == 7


def test_what_the_page_knows_of_the_protocol_is_so() -> None:
    rules = text("/rules.js")
    assert f"VERSION = {VERSION};" in rules
    assert f"LARGEST = {LARGEST};" in rules
    assert f"MOST_TYPED = {MOST_TYPED};" in rules


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """After WCAG 2.2: 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXTS = (
    *product(("ink", "soft", "main", "right", "wrong"), ("paper",)), ("ink", "raised"), ("soft", "raised"),
    ("on-main", "main"), ("on-marked", "marked"),
)  # fmt: skip


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_everything_can_be_read_against_its_ground(scheme: int) -> None:
    colours = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", text("/ballot.css").split(":root {")[scheme + 1].split("}")[0])
    )
    for over, ground in TEXTS:
        assert contrast(colours[over], colours[ground]) >= 4.5, (over, ground)
    assert contrast(colours["line"], colours["paper"]) >= 3, "the edge of what can be pressed"
