"""No text of a scenario, of a file's name or of a keyboard is ever obeyed: not by a terminal, a browser or ourselves."""

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml

from simulator.conversation.path import Deliveries, walk
from simulator.conversation.play import Play
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from simulator.exports.html import page
from simulator.rubric.stock import detect
from simulator.scenario import codes
from simulator.scenario.reading import read_text
from simulator.wording.plaintext import printable
from simulator.wording.typography import nested, typeset
from tests.attacks import hostile
from tests.attacks.conftest import clearly
from tests.plain.typist import platine
from tests.scenario.texts import MINIMAL, WHOLE

PATH = "accueil.samedi@warm,humeur.seule,courrier.date+lieu"
TYPED = ["samedi@warm", "seule", "\x1b[31m", "", "", "", "\x9b2J", "date lieu", "send", "[/b]\x07", "5", "5", "golden", "even",
         "{0.__class__} [@click=app.quit]x[/] \x1b]0;mine\x07"]  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "hostile.yaml"
    written.write_text(hostile.scenario(), encoding="utf-8")
    return written


def one_line(text: str) -> str:
    return "".join(text.split())


def test_the_hostile_scenario_holds_every_text_and_can_be_played() -> None:
    text = hostile.scenario()
    assert read_text(text).scenario is not None
    held = set(map(str, _leaves(yaml.safe_load(text))))
    for nasty in hostile.ALLOWED:
        assert any(leaf.endswith(nasty) for leaf in held), nasty


def _leaves(value: object) -> list[object]:
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return [value] if below is None else [leaf for one in below for leaf in _leaves(one)]


@pytest.mark.parametrize("form", ["text", "json"])
def test_every_command_shows_hostile_texts_as_they_were_typed(file, home, run, form) -> None:
    pack = home / "packs" / "hostile"
    pack.mkdir(parents=True)
    (pack / "hostile.yaml").write_bytes(file.read_bytes())
    (pack / "pack.yaml").write_text('title: "[/b] {0} [@click=app.quit]x[/]"\nlanguages: [fr]\n')
    for command in (["check", str(file)], ["list"], ["trace", str(file), "--path", PATH], ["bots", str(file), "--seeds", "1"],
                    ["trace", str(file), "--variant", "pressee"], ["doctor"]):  # fmt: skip
        done = run(*command, "--format", form)
        # What the checker finds in a scenario made of harm alone is beside the point here.
        assert clearly(done, done.returncode if command[0] == "check" else 0) == ""
        assert done.returncode in (0, 1)
        if form == "json":
            told = json.loads(done.stdout)
            assert told
            if command[0] == "check":
                assert not [
                    one["code"] for one in told["findings"] if one["code"] < codes.TRAP and one["code"][0] == "E"
                ]
    assert "Le colis de Madame Roy [@click=app.quit]x[/]" in run("list").stdout


def test_line_mode_tells_a_hostile_call_word_for_word(file, tmp_path) -> None:
    done = platine("play", str(file), "--plain", "--coach", "--agent", "[/b] \x1b[31m{0}", home=tmp_path, lines=TYPED)
    clearly(done, 0)
    scenario = read_text(file.read_text(encoding="utf-8")).scenario
    assert scenario is not None
    told = one_line(done.stdout)
    for text in (scenario.title, scenario.summary, scenario.customer.about, *scenario.objectives):
        assert one_line(text).replace("'", "’") in told.replace("'", "’")
    again = platine("play", str(file), "--plain", home=tmp_path, lines=[])
    clearly(again, 0)
    assert "{0.__class__} [@click=app.quit]x[/]" in " ".join(again.stdout.split())


PLACES = ("Un bonjour", "Ana Lopes", "Changer de forfait", "Je voudrais changer de forfait.")


@pytest.mark.parametrize("control", hostile.CONTROLS, ids=ascii)
@pytest.mark.parametrize("way", ["raw", "escaped"])
def test_control_characters_are_refused_wherever_they_stand_and_never_repeated(control, way, tmp_path, run) -> None:
    written = control if way == "raw" else "".join(f"\\u{ord(letter):04x}" for letter in control)
    file = tmp_path / "controls.yaml"
    for place in PLACES:
        assert place in MINIMAL
        quoted = place if f'"{place}' in MINIMAL else f'"{place}"'
        file.write_bytes(MINIMAL.replace(place, quoted.replace(place[3:], written + place[3:]), 1).encode())
        for command in ("check", "trace", "play"):
            clearly(run(command, str(file)), 1)
        found = json.loads(run("check", str(file), "--format", "json").stdout)["findings"]
        assert codes.CONTROL in {finding["code"] for finding in found}


def test_every_kind_of_name_is_told_in_findings_without_being_obeyed(tmp_path, run) -> None:
    for control in hostile.CONTROLS:
        escaped = "".join(f"\\u{ord(letter):04x}" for letter in control)
        for before, after in (("platine: 1", f'platine: 1\n"key{escaped}": 1'), ("then: humeur", f'then: "to{escaped}"'),
                              ("level: practised", f'level: "l{escaped}"'), ("accueil:", f'"accueil{escaped}":'),
                              ("tone: flat", f'tone: !<tag{escaped}> "flat"'), ("language: fr", f'language: "{escaped}"')):  # fmt: skip
            assert before in WHOLE
            file = tmp_path / "names.yaml"
            file.write_text(WHOLE.replace(before, after, 1), encoding="utf-8")
            assert clearly(run("check", str(file)), 1) == ""


NAMES = (b"\x1b[31mred.yaml", b"\xff\xfe.yaml", b"[@click=app.quit]x[\xf0].yaml", "\u202eback.yaml".encode(), b"a\nb\x07.yaml",
         b"{0.__class__}%s.yaml", b"-- -x.yaml", b"\x9b2J.yaml")  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_name_of_a_file_is_shown_and_not_obeyed(name, tmp_path, run) -> None:
    path = bytes(tmp_path) + b"/" + name
    given = path.decode("utf-8", "surrogateescape")
    for command in ("check", "trace", "bots", "rehearse", "play"):
        clearly(run(command, given), 3)
    for content, code in ((MINIMAL, 0), ("platine: 2\n", 1)):
        Path(given).write_text(content, encoding="utf-8")
        for command in (["check"], ["check", "--format", "json"], ["trace", "--format", "json"], ["play", "--plain"]):
            done = run(*command, given)
            clearly(done, code)
            if "json" in command and not (command[0] == "trace" and code):
                assert json.loads(done.stdout)


def test_a_call_from_a_file_whose_name_is_no_text_goes_on_where_it_was(tmp_path) -> None:
    given = (bytes(tmp_path) + b"/\xff.yaml").decode("utf-8", "surrogateescape")
    Path(given).write_text(hostile.scenario(), encoding="utf-8")
    clearly(platine("play", given, "--plain", home=tmp_path / "h", lines=["samedi@warm"]), 0)
    done = platine("play", given, "--plain", "--resume", home=tmp_path / "h", lines=["seule"])
    clearly(done, 0)
    assert "Your reading" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["\x1b[2Jx"], ["--\x1b[2Jx"], ["play", "--load", "\x1b[2J"], ["play", "a", "\x1b[2J"], ["play", "\x1b[2J\udcff"],
     ["trace", "ligne-coupee", "--path", "\x1b[2J"], ["trace", "ligne-coupee", "--path", "\u202ea.b@\x1b"],
     ["trace", "ligne-coupee", "--variant", "\x9b"], ["trace", "ligne-coupee", "--deliver", "\x1b=\x1b"],
     ["--language", "\x1b[2J"], ["bots", "--seeds", "\x1b[2J"]],
    ids=ascii,
)  # fmt: skip
def test_what_was_typed_behind_the_command_is_shown_and_not_obeyed(arguments, run) -> None:
    assert clearly(run(*arguments), 2).strip()


LONG = 100_000
ENDLESS = {
    "a word": "x" * LONG,
    "blanks in quotation marks": "« " + " " * LONG + "x",
    "tabs": "a" + "\t" * LONG + "»",
    "an address of mail": "a@" * LONG,
    "addresses of mail": ("a" * 399 + "@ ") * (LONG // 400),
    "marks": "!?" * LONG + "x",
    "addresses of the web": "http://" * (LONG // 7),
    "entities": "&a" * LONG,
    "opened and never closed": "«“(" * LONG,
    "figures": "1 000 " * (LONG // 6),
    "times": "12:" * LONG,
    "apostrophes": "l'" * LONG,
    "stock phrases": "nous sommes désolés pour la gêne " * (LONG // 30),
    "accents": "e" + "\u0301" * LONG,
    "narrow spaces": "a\u202f" * LONG,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_text_without_end_is_set_and_searched_in_the_time_of_its_length(text) -> None:
    """Seconds where it holds, hours where a pattern tries every part of it from every place."""
    assert typeset(nested(text, "fr"), "fr").count("x") == text.count("x")
    assert printable(text).count("a") == text.count("a")
    for language in ("fr", "en"):
        assert all(hit.end <= len(text) for hit in detect(text, language))


class Tree(HTMLParser):
    """The elements of a page, with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _value in attrs))))

    def handle_data(self, data: str) -> None:
        self.text += data


def saved(text: str) -> Tree:
    scenario = read_text(text).scenario
    assert scenario is not None
    play = Play(Script(scenario, agent="Alex"))
    list(walk(play, PATH.split(","), Deliveries([])))
    return Tree(page(debrief(play), play, made=date(2031, 2, 3), commitment=hostile.ALLOWED[1], rewrites={0: "<b>"}))


def test_the_page_of_a_hostile_call_has_the_elements_of_a_harmless_one() -> None:
    harmless, nasty = saved(hostile.scenario(("mot",))), saved(hostile.scenario())
    assert set(nasty.elements) == set(harmless.elements)
    assert "<script>alert(1)</script>" in nasty.text
    assert not hostile.OBEYED.search(nasty.text)


@pytest.mark.parametrize("escape", ["\\ud800", "\\udc00\\ud800", "\\uD83D\\uDE00", "\\U00110000", "\\xZZ", "\\uFFFE"])
def test_half_characters_and_escapes_of_other_languages_are_refused_in_words(escape, tmp_path, run) -> None:
    file = tmp_path / "half.yaml"
    file.write_text(MINIMAL.replace("Un bonjour", f'"Un bonjour {escape}"', 1), encoding="utf-8")
    done = run("check", str(file))
    clearly(done, 1)
    assert codes.SYNTAX in done.stdout or codes.CONTROL in done.stdout
