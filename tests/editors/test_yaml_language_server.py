"""The schema in the language server that most editors use for YAML: what an author sees who installs nothing of ours."""

import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from simulator.locale import use
from simulator.scenario.schema import json_schema
from simulator.scenario.vocabulary import CHANNELS, MOODS, NEEDS, TONES
from tests.editors.client import Data, Editor
from tests.scenario.test_schema import data, mappings
from tests.scenario.texts import WHOLE

ROOT = Path(__file__).resolve().parents[2]
BUNDLED = sorted(
    path for path in ROOT.glob("scenarios/*/*.yaml") if ".rehearsal" not in path.name and path.name != "pack.yaml"
)
MODELINE = "# yaml-language-server: $schema=scenario.schema.json\n"
CARD = """\
platine: 1
id: bonjour
title: Un bonjour
language: fr
channel: phone
customer:
  name: Ana Lopes
  request: Changer de forfait
  wait: {minutes: 4, felt: [unexplained]}
  wishes:
    feels:
      sure:
        need: certainty
        text: "Être sûre de son choix"
moments:
  accueil:
    line: "Je voudrais changer de forfait."
    calls_for: {reaction: 1, exploration: 1}
    responses:
      ouvrir:
        say: "Qu'est-ce qui change pour vous ?"
        tone: warm
        offers: [listening]
        reveals: [sure]
        then: fin
      fermer:
        say: "Lequel ?"
        then: fin
  lecture:
    kind: read
    line: "Bon."
    asks: mood
    right: [cold]
    misreadings: {pressee: "Elle est pressée"}
    then: fin
endings:
  fin:
    outcome: solved
    text: "Elle raccroche."
"""

_numbers = itertools.count()


@pytest.fixture(autouse=True)
def schema(yaml_editor: Editor) -> Iterator[None]:
    file = yaml_editor.folder / "scenario.schema.json"
    if not file.exists():
        file.write_text(json.dumps(json_schema()), encoding="utf-8")
    yield
    use("en")


def opened(editor: Editor, text: str) -> str:
    """The document's address, once it is open under a name of its own."""
    uri = (editor.folder / f"{next(_numbers)}.yaml").as_uri()
    editor.open(uri, text)
    return uri


def complaints(editor: Editor, text: str) -> list[tuple[str, str]]:
    """The line that each diagnostic stands on, and what it says."""
    whole = MODELINE + text
    lines = whole.splitlines()
    found: list[Data] = editor.diagnostics(opened(editor, whole))
    return [(lines[one["range"]["start"]["line"]].strip(), one["message"]) for one in found]


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_bundled_scenario_is_without_complaint(yaml_editor: Editor, path: Path) -> None:
    assert complaints(yaml_editor, path.read_text(encoding="utf-8")) == []


def test_there_are_six_of_them() -> None:
    assert len(BUNDLED) == 6


def test_what_a_yaml_1_1_reader_would_take_for_truths_and_times_stays_text(yaml_editor: Editor) -> None:
    text = CARD.replace('"Lequel ?"', "no").replace('"Bon."', "12:30").replace("Un bonjour", "yes")
    assert complaints(yaml_editor, text.replace("language: fr", "language: no")) == []


PLANTED = {
    "a key at the top": ("title: Un bonjour", "titel: Un bonjour", "titel is not allowed"),
    "a key of a customer": ("  request: Changer", "  requets: Changer", "requets is not allowed"),
    "a key of a response": ("        tone: warm", "        tonne: warm", "tonne is not allowed"),
    "a key of an ending": ("    text: \"Elle", "    texte: \"Elle", "texte is not allowed"),
    "a key of the levels": ("{reaction: 1,", "{reactoin: 1,", "reactoin is not allowed"),
    "a channel": ("channel: phone", "channel: fax", '"phone", "chat"'),
    "a tone": ("tone: warm", "tone: loud", '"warm", "steady"'),
    "a kind of moment": ("kind: read", "kind: reed", '"exchange", "read"'),
    "what is asked": ("asks: mood", "asks: moods", '"feels", "thinks"'),
    "an outcome": ("outcome: solved", "outcome: won", '"solved", "partly"'),
    "how a wait felt": ("[unexplained]", "[unexplaned]", '"unexplained", "uncertain"'),
    "a number out of range": ("exploration: 1", "exploration: 3", "above the maximum of 2"),
    "a version": ("platine: 1", "platine: 2", "must be 1"),
    "a word for a number": ("minutes: 4", "minutes: four", 'Expected "number"'),
    "a list for a text": ('say: "Lequel ?"', "say: [a, b]", "A text belongs here"),
    "a list for an id": ("        then: fin\n      fermer", "        then: {too: fin}\n      fermer", "too is not allowed"),
    "a language": ("language: fr", "language: français", "language tag"),
    "a block for a need": ("        need: certainty", "        need: {a: b}", '"recognition", "listening"'),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "word"), PLANTED.values(), ids=list(PLANTED))
def test_a_mistake_is_told_on_its_line(yaml_editor: Editor, old: str, new: str, word: str) -> None:
    assert CARD.count(old) == 1
    text = CARD.replace(old, new)
    at = (MODELINE + text)[: (MODELINE + text).index(new)].count("\n")
    line = (MODELINE + text).splitlines()[at].strip()
    told = complaints(yaml_editor, text)
    assert any(where == line and word in message for where, message in told), told


LACKS = {
    "a scenario": ("channel: phone\n", "platine: 1", "channel"),
    "a customer": ("  name: Ana Lopes\n", "customer:", "name"),
    "a wish": ("        need: certainty\n", "sure:", "need"),
    "a moment": ("    calls_for: {reaction: 1, exploration: 1}\n", "accueil:", "calls_for"),
    "a reading": ("    right: [cold]\n", "lecture:", "right"),
    "a response": ('        say: "Lequel ?"\n', "fermer:", "say"),
    "an ending": ("    outcome: solved\n", "fin:", "outcome"),
}


@pytest.mark.parametrize(("removed", "line", "key"), LACKS.values(), ids=list(LACKS))
def test_a_key_that_lacks_is_told_where_its_block_begins(
    yaml_editor: Editor, removed: str, line: str, key: str
) -> None:
    assert CARD.count(removed) == 1
    assert complaints(yaml_editor, CARD.replace(removed, "")) == [(line, f'Missing property "{key}".')]


def test_one_mistake_is_one_complaint_where_forms_are_several(yaml_editor: Editor) -> None:
    """`anyOf` would speak of the forms that were not meant as well."""
    for old, new in (
        ("tone: warm", "empathy: ful"),
        ("tone: warm", "empathy: {reaction: 3}"),
        ("tone: warm", "when: {mood: [angyr]}"),
        ("tone: warm", "when: {mood: angyr}"),
        ("tone: warm", "when: {trust: at last 3}"),
        ("tone: warm", "reply: {base: [a]}"),
        ("kind: read", "kind: reed"),
    ):
        assert len(complaints(yaml_editor, CARD.replace(old, new))) == 1, new


def test_an_unknown_key_is_told_in_every_block_there_is(yaml_editor: Editor) -> None:
    whole = data(WHOLE)
    planted = []
    for number, path in enumerate(mappings(whole)):
        place = whole
        for step in path:
            place = place[step]
        planted.append(f"no_such_key_{number}")
        place[planted[-1]] = 1
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    told = {where: message for where, message in complaints(yaml_editor, text) if "no_such_key" in where}
    assert len(planted) > 40
    assert {
        key for key in planted if not any(key in where and "not allowed" in told[where] for where in told)
    } == set()


def offered(editor: Editor, text: str) -> list[Data]:
    """What is offered at the `^` in the text."""
    whole = MODELINE + text
    before, after = whole.split("^")
    uri = opened(editor, before + after)
    line = before.count("\n")
    answer: Any = editor.at("completion", uri, line, len(before) - before.rfind("\n") - 1)
    items: list[Data] = answer["items"] if isinstance(answer, dict) else answer or []
    return items


def labels(editor: Editor, text: str) -> list[str]:
    return [item["label"] for item in offered(editor, text)]


def test_the_keys_of_a_response_are_offered_that_it_has_not_got(yaml_editor: Editor) -> None:
    found = labels(yaml_editor, CARD.replace("        tone: warm", "        ^"))
    assert {"reply", "empathy", "naturalness", "tone", "uses", "when", "coach", "for"} <= set(found)
    assert not {"say", "then", "offers", "moments", "outcome"} & set(found)


def test_the_keys_of_the_top_and_of_a_kind_of_moment_are_offered(yaml_editor: Editor) -> None:
    assert {"desk", "hangs_up", "needs"} <= set(
        labels(yaml_editor, CARD.replace("channel: phone", "channel: phone\n^"))
    )
    reading = labels(yaml_editor, CARD.replace("    asks: mood", "    ^"))
    assert {"asks", "cues", "notes"} <= set(reading)
    assert not {"responses", "calls_for", "parts"} & set(reading)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("channel: phone", "channel: ^", CHANNELS),
        ("tone: warm", "tone: ^", TONES),
        ("kind: read", "kind: ^", ("exchange", "read", "reflect", "compose")),
        ("[listening]", "[^]", NEEDS),
        ("[listening]", "^", NEEDS),
        ("need: certainty", "need: ^", NEEDS),
        ("tone: warm", "when: {mood: [^]}", MOODS),
        ("tone: warm", "empathy: ^", ("full", "part", "none")),
        ("tone: warm", "confirms: ^", ("true", "false")),
        ("outcome: solved", "outcome: ^", ("solved", "partly", "unsolved")),
    ],
)
def test_the_words_that_a_key_takes_are_offered(
    yaml_editor: Editor, old: str, new: str, words: tuple[str, ...]
) -> None:
    found = labels(yaml_editor, CARD.replace(old, new))
    assert found[: len(words)] == list(words)
    assert "null" not in found


def test_a_word_is_offered_with_its_meaning(yaml_editor: Editor) -> None:
    (item,) = [
        item for item in offered(yaml_editor, CARD.replace("tone: warm", "tone: ^")) if item["label"] == "brisk"
    ]
    assert item["documentation"] == "Fast and to the point; cold to whoever is not in a hurry."


def test_a_whole_response_can_be_taken_over(yaml_editor: Editor) -> None:
    items = offered(yaml_editor, CARD.replace("      fermer:", "      ^\n      fermer:"))
    (item,) = [item for item in items if item["label"] == "response"]
    text = item["textEdit"]["newText"]
    assert re.search(r"say: .*\n.*empathy: .*\n.*coach: .*\n.*then: ", text)


def hovered(editor: Editor, text: str, word: str) -> str:
    whole = MODELINE + text
    before = whole[: whole.index(word) + 1]
    uri = opened(editor, whole)
    answer = editor.at("hover", uri, before.count("\n"), len(before) - before.rfind("\n") - 1)
    return str(answer["contents"]["value"])


def test_a_key_under_the_pointer_says_what_it_means(yaml_editor: Editor) -> None:
    assert "How the customer reaches the agent." in hovered(yaml_editor, CARD, "channel:")
    assert "closed by a plain `{to: ...}`" in hovered(yaml_editor, CARD, "then:")
    assert "`warm`: Close and kind" in hovered(yaml_editor, CARD, "warm")


def test_in_french_the_same_key_is_explained_in_french(yaml_editor: Editor) -> None:
    use("fr")
    (yaml_editor.folder / "schema.fr.json").write_text(json.dumps(json_schema()), encoding="utf-8")
    meaning = json_schema()["definitions"]["scenario"]["properties"]["channel"]["description"]
    assert meaning != "How the customer reaches the agent."
    whole = MODELINE.replace("scenario.schema.json", "schema.fr.json") + CARD
    uri = opened(yaml_editor, whole)
    answer = yaml_editor.at("hover", uri, whole[: whole.index("channel:")].count("\n"), 2)
    assert meaning in answer["contents"]["value"]


def of_kind(editor: Editor, kind: str, text: str) -> list[str]:
    """What is said of a file that stands beside a scenario."""
    (editor.folder / f"{kind}.schema.json").write_text(json.dumps(json_schema(kind)), encoding="utf-8")
    uri = opened(editor, f"# yaml-language-server: $schema={kind}.schema.json\n{text}")
    return [one["message"] for one in editor.diagnostics(uri)]


BESIDE = [
    *((path, "rehearsals") for path in sorted(ROOT.glob("scenarios/*/*.rehearsal.yaml"))),
    *((path, "pack") for path in sorted(ROOT.glob("scenarios/*/pack.yaml"))),
]


@pytest.mark.parametrize(("path", "kind"), BESIDE, ids=lambda value: value if isinstance(value, str) else value.stem)
def test_what_stands_beside_a_bundled_scenario_is_without_complaint(
    yaml_editor: Editor, path: Path, kind: str
) -> None:
    assert of_kind(yaml_editor, kind, path.read_text(encoding="utf-8")) == []


def test_mistakes_in_the_other_files_are_told_too(yaml_editor: Editor) -> None:
    rehearsal = "rehearsals: {best: {path: [a.b], expect: {stage: gold, empathy: lots, endin: fin}}}"
    assert len(of_kind(yaml_editor, "rehearsals", rehearsal)) == 3
    assert len(of_kind(yaml_editor, "pack", "title: T\nlanguages: [fr]\npass_mark: {overall: 101}\n")) == 1
    fragment = "platine: 1\nmoments: {a: {kind: reflect, stage: gold, then: return}}\n"
    assert len(of_kind(yaml_editor, "fragment", fragment)) == 1
    assert of_kind(yaml_editor, "fragment", fragment.replace("gold", "golden")) == []
