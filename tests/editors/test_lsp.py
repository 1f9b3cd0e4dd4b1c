"""`platine lsp`, driven as an editor drives it: the real process, over its standard streams."""

import itertools
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simulator.authoring.rehearsals import rehearse
from simulator.scenario.reading import read_rehearsals, read_scenario, read_text
from tests.editors.client import PATIENCE, Data, Editor, Failed, applied, find
from tests.scenario.texts import MINIMAL, WHOLE, minimal

pytest.importorskip("pygls")

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., Editor]
_NUMBERS = itertools.count()
UNREACHED = minimal(
    (
        "endings:\n",
        """\
  oubli:
    line: "Personne ne vient ici."
    calls_for: {reaction: 1}
    responses:
      un: {say: "Oui ?", then: fin}
      deux: {say: "Non ?", then: fin}
endings:
""",
    )
)


def opened(editor: Editor, text: str, name: str = "bonjour.yaml") -> str:
    uri = (editor.folder / name).as_uri()
    editor.open(uri, text)
    return uri


def fresh() -> str:
    """The name of a document that nobody opened before."""
    return f"{next(_NUMBERS)}.yaml"


def codes(diagnostics: list[Data]) -> list[str]:
    return [one["code"] for one in diagnostics]


def labels(editor: Editor, text: str, name: str = "bonjour.yaml") -> list[str]:
    """What is offered at the `^`."""
    return [item["label"] for item in offered(editor, text, name)]


def offered(editor: Editor, text: str, name: str = "bonjour.yaml") -> list[Data]:
    before, after = text.split("^")
    uri = opened(editor, before + after, name)
    line, column = find(before + "^", "^")
    items: list[Data] = editor.at("completion", uri, line, column)["items"]
    return items


# Beginning and end.


def test_it_leaves_as_the_protocol_wants_it(platine: Start) -> None:
    editor = platine()
    opened(editor, MINIMAL)
    assert editor.leave() == 0
    assert editor.errors == ""


def test_leaving_without_a_farewell_is_an_error(platine: Start) -> None:
    editor = platine()
    editor.notify("exit", None)
    assert editor.process.wait(PATIENCE) == 1


def test_the_end_of_its_input_ends_it(platine: Start) -> None:
    editor = platine()
    opened(editor, UNREACHED)
    assert editor.process.stdin is not None
    editor.process.stdin.close()
    assert editor.process.wait(PATIENCE) == 1
    assert editor.errors == ""


def test_without_pygls_it_says_how_to_get_it() -> None:
    absent = "import sys; sys.modules['pygls'] = None; sys.argv = ['platine', '--language', 'en', 'lsp']\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{absent}from simulator.cli import main; main()"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.splitlines() == [
        "The language server needs pygls, which is not installed.",
        'Install it with: pip install "platine[lsp]"',
    ]


# Findings.


def test_a_mistake_is_shown_under_its_word_with_its_code_and_page(platine: Start) -> None:
    editor = platine()
    text = minimal(("channel: phone", "channel: fone"))
    (one,) = editor.diagnostics(opened(editor, text), 1)
    line, column = find(text, "fone")
    assert one["range"] == {
        "start": {"line": line, "character": column},
        "end": {"line": line, "character": column + 4},
    }
    assert (one["code"], one["severity"], one["source"]) == ("E133", 1, "platine")
    assert one["message"] == "The value “fone” is not known here. Did you mean “phone”?"
    page = Path(one["codeDescription"]["href"].removeprefix("file://"))
    assert page.name == "E133.md"
    assert page.is_file()


def test_it_is_gone_as_soon_as_it_is_mended(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, minimal(("channel: phone", "channel: fone")))
    assert len(editor.diagnostics(uri, 1)) == 1
    editor.change(uri, MINIMAL, 2)
    assert [one for one in editor.diagnostics(uri, 2) if one["severity"] == 1] == []


@pytest.mark.parametrize(("encoding", "units"), [(None, 16), ("utf-8", 8), ("utf-32", 32)])
def test_columns_count_what_the_editor_counts_where_emoji_and_accents_stand_before(
    platine: Start, encoding: str | None, units: int
) -> None:
    agreed = {"general": {"positionEncodings": [encoding]}} if encoding else {}
    editor = platine(**agreed)
    words = '      fermer: {say: "Été 🙂🙂 où ?", tonne: warm, then: fin}'
    text = minimal(('      fermer: {say: "Lequel ?", then: fin}', words))
    (one,) = editor.diagnostics(opened(editor, text), 1)
    before = words[: words.index("tonne")]
    columns = {8: len(before.encode()), 16: len(before.encode("utf-16-le")) // 2, 32: len(before)}[units]
    assert one["range"]["start"]["character"] == columns
    assert one["range"]["end"]["character"] == columns + 5


def test_what_is_given_twice_points_to_the_first(platine: Start) -> None:
    editor = platine()
    text = MINIMAL.replace("title: Un bonjour\n", "title: Un bonjour\ntitle: Deux\n")
    (one,) = editor.diagnostics(opened(editor, text), 1)
    assert one["code"] == "E112"
    (related,) = one["relatedInformation"]
    assert related["location"]["range"]["start"]["line"] == find(text, "title: Un")[0]


def test_a_file_of_somebody_else_s_is_left_alone(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, "services:\n  web: {image: nginx}\nvolumes: [", "compose.yaml")
    assert editor.diagnostics(uri, 1) == []
    assert editor.at("completion", uri, 1, 2)["items"] == []
    assert editor.at("hover", uri, 1, 3) is None


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("x.rehearsal.yaml", "rehearsals: {a: {paht: [b], expect: {}}}", "E131"),
        ("pack.yaml", "title: T\nlanguages: [fr]\npass_mark: {overall: 101}\n", "E134"),
        ("x.fragment.yaml", "platine: 1\nmoments: {a: {kind: reflect, stage: gold, then: return}}\n", "E133"),
    ],
)
def test_files_beside_a_scenario_are_read_as_what_they_are(platine: Start, name: str, text: str, code: str) -> None:
    editor = platine()
    assert code in codes(editor.diagnostics(opened(editor, text, name), 1))


def test_what_is_wrong_in_a_fragment_is_told_where_it_is_included(platine: Start) -> None:
    editor = platine()
    (editor.folder / "f.fragment.yaml").write_text(
        "platine: 1\nmoments: {a: {kind: reflect, stage: gold, then: return}}\n"
    )
    text = MINIMAL + "include: {intro: f.fragment.yaml}\nreturns: {intro: accueil}\n"
    found = [one for one in editor.diagnostics(opened(editor, text), 1) if one["code"] == "E133"]
    assert found[0]["range"]["start"]["line"] == find(text, "include:")[0]
    assert found[0]["relatedInformation"][0]["location"]["uri"].endswith("f.fragment.yaml")


def test_a_folder_may_have_any_name(platine: Start, tmp_path: Path) -> None:
    folder = tmp_path / "à moi, 100 % 🙂 #1"
    folder.mkdir()
    (folder / "x.yaml").write_text(UNREACHED, encoding="utf-8")
    rehearsals = "rehearsals: {best: {path: [accueil.ouvrir], expect: {ending: fin}}}\n"
    (folder / "x.rehearsal.yaml").write_text(rehearsals, encoding="utf-8")
    editor = platine()
    uri = (folder / "x.yaml").as_uri()
    editor.open(uri, UNREACHED)
    changes = editor.at("rename", uri, *find(UNREACHED, "ouvrir"), newName="entrouvrir")["changes"]
    assert set(changes) == {uri, (folder / "x.rehearsal.yaml").as_uri()}
    assert deep(editor, uri, "W201")["severity"] == 2


def test_what_only_describes_a_scenario_is_no_diagnostic(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, UNREACHED)
    assert deep(editor, uri, "I205")["severity"] == 3, "the whole check is told, and with it what would describe it"
    assert {"I201", "I202", "I203"}.isdisjoint(codes(editor.shown[uri][-1]["diagnostics"]))


def test_lines_that_end_as_on_windows_change_no_place(platine: Start) -> None:
    editor = platine()
    text = minimal(("channel: phone", "channel: fone"))
    (one,) = editor.diagnostics(opened(editor, text.replace("\n", "\r\n")), 1)
    assert (one["range"]["start"]["line"], one["range"]["start"]["character"]) == find(text, "fone")


# The checker behind it.


def deep(editor: Editor, uri: str, code: str, patience: float = 120) -> Data:
    """The finding of the checker, waited for."""
    while True:
        found = [
            one for one in editor.shown.get(uri, [{"diagnostics": []}])[-1]["diagnostics"] if one["code"] == code
        ]
        if found:
            return found[0]
        editor.diagnostics(uri, after=len(editor.shown.get(uri, [])), patience=patience)


def test_what_only_a_proof_can_find_comes_after_a_while_and_nothing_waits_for_it(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, UNREACHED)
    line, column = find(UNREACHED, "  oubli:", "oubli")
    assert "W201" not in codes(editor.diagnostics(uri, 1))
    assert editor.at("hover", uri, line, column) is not None
    assert "W201" not in codes(editor.shown[uri][-1]["diagnostics"]), "the question was answered before the proof"
    found = deep(editor, uri, "W201")
    assert found["range"]["start"] == {"line": line, "character": column}
    assert found["severity"] == 2


def test_what_the_checker_said_moves_with_its_line_while_one_types_elsewhere(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, UNREACHED)
    before = deep(editor, uri, "W201")["range"]["start"]["line"]
    editor.change(uri, UNREACHED.replace("title: Un bonjour\n", "title: Un bonjour\n\n# a note\n"), 2)
    (found,) = [one for one in editor.diagnostics(uri, 2) if one["code"] == "W201"]
    assert found["range"]["start"]["line"] == before + 2


def test_of_many_texts_in_a_row_only_the_last_is_told_of(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, MINIMAL)
    editor.diagnostics(uri, 1)
    for version in range(2, 30):
        editor.change(uri, MINIMAL.replace("phone", "fone" if version % 2 else "phone"), version)
    assert codes(editor.diagnostics(uri, 29)) == ["E133"]
    versions = [one["version"] for one in editor.shown[uri]]
    assert versions == sorted(versions)
    assert len(versions) < 10


# Words and names.


def test_the_keys_of_a_response_are_offered_in_a_text_that_yaml_cannot_read(platine: Start) -> None:
    editor = platine()
    broken = WHOLE.replace("        naturalness: 4\n", "        ^\n", 1).replace("endings:\n", "endings: [\n")
    found = labels(editor, broken)
    assert {"naturalness", "tone", "offers", "when", "coach"} <= set(found)
    assert not {"say", "then", "moments", "outcome"} & set(found)


@pytest.mark.parametrize(
    ("old", "new", "first", "never"),
    [
        ("        then: humeur\n      desole:", "        then: ^\n      desole:", ["humeur", "question"], "samedi"),
        ("uses: [troisieme, repete]", "uses: [troisieme, ^]", ["cadeau", "lasse"], "troisieme"),
        ("offers: [speed]", "offers: [^]", ["surprise", "recognition"], "base"),
        ("tone: flat", "tone: ^", ["warm", "steady"], "loud"),
        ("for: [pressee]\n        offers", "for: [^]\n        offers", ["base", "pressee"], "surprise"),
        ("said: [accueil.samedi]", "said: [^]", ["accueil.samedi", "accueil.desole"], "accueil"),
        ("flag: [promis]", "flag: [^]", ["promis"], "samedi"),
        ("fulfils: [identify]", "fulfils: [^]", ["identify"], "promis"),
        ("right: [seule]", "right: [^]", ["cadeau"], "angry"),
        ("channel: phone", "channel: ^", ["phone", "chat"], "fax"),
        ("hangs_up: tonalite", "hangs_up:^", ["accueil"], "samedi"),
        ("answers: {quand: full}", "answers: {^}", ["ou", "quand"], "samedi"),
        ("answers: {quand: full}", "answers: {quand: ^}", ["full", "partly"], "ou"),
        ("kind: read", "kind: ^", ["exchange", "read"], "phone"),
        ("        progress: 1", "        progress: ^", ["0", "1", "2"], "3"),
        ('trust: "<= 3"', "trust: ^", ["at least 6", "at most 3"], "promis"),
        ("verdicts: {", "verdicts: {^, ", ["neutral", "delighted"], "warm"),
        ("need: ownership", "need: ^", ["surprise", "recognition"], "promis"),
        ("line: {base:", "line: {^, base:", ["base", "pressee"], "say"),
    ],
)
def test_what_may_stand_here_is_offered(shared: Editor, old: str, new: str, first: list[str], never: str) -> None:
    assert WHOLE.count(old) == 1
    found = labels(shared, WHOLE.replace(old, new), fresh())
    assert found[: len(first)] == first
    assert never not in found


def test_what_is_taken_over_reads_as_it_should(platine: Start) -> None:
    editor = platine()
    for old, new, label, wanted in (
        ("channel: phone", "channel:^", "chat", "channel: chat"),
        ("channel: phone", "channel: ph^", "phone", "channel: phone"),
        ("        tone: flat", "        to^", "tone", "        tone: "),
        ("        tone: flat", "        to^: flat", "tone", "        tone: flat"),
    ):
        text = WHOLE.replace(old, new)
        (item,) = [one for one in offered(editor, text) if one["label"] == label]
        assert wanted in applied(text.replace("^", ""), [item["textEdit"]]).split("\n")


def test_rehearsals_are_offered_what_their_scenario_has(platine: Start) -> None:
    editor = platine()
    (editor.folder / "x.yaml").write_text(WHOLE, encoding="utf-8")
    found = labels(editor, "rehearsals:\n  best:\n    path: [^]\n", "x.rehearsal.yaml")
    assert found[:2] == ["accueil.samedi", "accueil.desole"]


def hovered(editor: Editor, uri: str, text: str, words: str, inside: str = "") -> str:
    return str(editor.at("hover", uri, *find(text, words, inside))["contents"]["value"])


def test_what_is_under_the_pointer_is_explained(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, WHOLE)
    editor.diagnostics(uri, 1)
    moment = hovered(editor, uri, WHOLE, "then: humeur", "humeur")
    assert "(moment)" in moment
    assert "Je ne sais plus à qui parler." in moment
    assert "Leads to: question" in moment
    response = hovered(editor, uri, WHOLE, "said: [accueil.samedi]", "samedi")
    assert "troisième appel en" in response
    assert "Leads to: humeur" in response
    assert "Penser que quelqu'un suit" in hovered(editor, uri, WHOLE, "knows: [suivie]", "suivie")
    assert "To know what will happen" in hovered(editor, uri, WHOLE, "need: certainty", "certainty")
    assert "Garder la surprise intacte" in hovered(editor, uri, WHOLE, "need: surprise", "surprise")
    assert "Without any expression" in hovered(editor, uri, WHOLE, "tone: flat", "flat")
    assert "Displeased, stirred" in hovered(editor, uri, WHOLE, "mood: [angry", "angry")
    assert "How it is said." in hovered(editor, uri, WHOLE, "tone: flat", "tone")
    assert "- `brisk`: Fast" in hovered(editor, uri, WHOLE, "tone: flat", "tone")
    assert editor.at("hover", uri, *find(WHOLE, "Nous sommes", "sommes")) is None


def test_a_finding_under_the_pointer_says_what_to_do(platine: Start) -> None:
    editor = platine()
    text = WHOLE.replace("tone: flat", "tone: flatt")
    uri = opened(editor, text)
    editor.diagnostics(uri, 1)
    assert "Did you mean “flat”?" in hovered(editor, uri, text, "flatt")


def test_scenario_text_in_a_hover_is_neither_markup_nor_link(platine: Start) -> None:
    editor = platine()
    words = "Je [paie](command:x) <b>tout</b> `ici` http://x.org"
    text = minimal(
        ("Je voudrais changer de forfait.", words),
        ("title: Un bonjour\n", "title: Un bonjour\nstart: accueil\n"),
    )
    uri = opened(editor, text)
    editor.diagnostics(uri, 1)
    told = hovered(editor, uri, text, "start: accueil", "accueil")
    assert r"Je \[paie\](command:x) \<b\>tout\</b\> \`ici\` http\://x.org" in told


def test_a_name_leads_to_where_it_is_given_and_back(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, WHOLE)
    for words, inside, given in (
        ("then: humeur", "humeur", "  humeur:\n"),
        ("hangs_up: tonalite", "tonalite", "  tonalite: {"),
        ("said: [accueil.samedi]", "samedi", "      samedi:\n"),
        ("knows: [suivie]", "suivie", "suivie: {"),
        ("flag: [promis]", "promis", "promis]"),
        ("fulfils: [identify]", "identify", "identify: "),
        ("need: surprise", "surprise", "surprise: "),
        ("for: [pressee]}", "pressee", "  pressee:\n"),
        ("answered: [quand]", "quand", "quand: {text"),
    ):
        (place,) = editor.at("definition", uri, *find(WHOLE, words, inside))
        start = place["range"]["start"]
        assert (start["line"], start["character"]) == find(WHOLE, given, inside), words
    line, column = find(WHOLE, "then: humeur", "humeur")
    found = editor.at("references", uri, line, column, context={"includeDeclaration": False})
    assert len(found) == 5
    assert len(editor.at("documentHighlight", uri, line, column)) == 6


FRAGMENT = """\
platine: 1
moments:
  salut: {kind: reflect, stage: golden, then: fin}
  pause: {kind: reflect, stage: empathy, then: return}
"""


def test_a_name_with_a_prefix_leads_into_the_fragment(platine: Start) -> None:
    editor = platine()
    file = editor.folder / "intro.fragment.yaml"
    file.write_text(FRAGMENT, encoding="utf-8")
    text = MINIMAL + "include: {intro: intro.fragment.yaml}\nreturns: {intro: accueil}\nstart: intro.pause\n"
    uri = opened(editor, text)
    (place,) = editor.at("definition", uri, *find(text, "start: intro.pause", "pause"))
    assert place["uri"] == file.as_uri()
    assert place["range"]["start"] == dict(zip(("line", "character"), find(FRAGMENT, "pause"), strict=True))


def test_what_a_shared_fragment_leads_to_is_not_renamed_behind_its_back(platine: Start) -> None:
    editor = platine()
    (editor.folder / "intro.fragment.yaml").write_text(FRAGMENT, encoding="utf-8")
    text = MINIMAL + "include: {intro: intro.fragment.yaml}\nreturns: {intro: accueil}\nstart: intro.salut\n"
    uri = opened(editor, text)
    with pytest.raises(Failed, match=r"“fin” also stands in intro\.fragment\.yaml"):
        editor.at("rename", uri, *find(text, "  fin: {outcome", "fin"), newName="terme")
    own = opened(editor, FRAGMENT, "intro.fragment.yaml")
    with pytest.raises(Failed, match="Scenarios that include this fragment may speak of “salut”"):
        editor.at("rename", own, *find(FRAGMENT, "salut"), newName="bonsoir")


def test_the_outline_shows_customers_moments_with_their_responses_and_endings(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, WHOLE)
    found = editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    tree = {one["name"]: [child["name"] for child in one.get("children") or ()] for one in found}
    assert tree["accueil"] == ["samedi", "desole", "attendre", "express"]
    assert tree["courrier"] == ["ou", "quand", "date", "lieu", "merci"]
    assert {"customer", "pressee", "livre", "tonalite"} <= set(tree)
    for one in found:
        for child in one.get("children") or ():
            assert one["range"]["start"]["line"] <= child["range"]["start"]["line"]
            assert child["range"]["end"]["line"] <= one["range"]["end"]["line"]


# Changes.


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A bundled scenario with its rehearsals."""
    for name in ("ligne-coupee.yaml", "ligne-coupee.rehearsal.yaml"):
        shutil.copy(ROOT / "scenarios" / "fr" / name, tmp_path / name)
    return tmp_path / "ligne-coupee.yaml"


def test_a_moment_is_renamed_here_and_in_the_rehearsals(platine: Start, story: Path) -> None:
    editor = platine()
    text = story.read_text(encoding="utf-8")
    uri = opened(editor, text, story.name)
    place = find(text, "  panne:", "panne")
    assert editor.at("prepareRename", uri, *place)["placeholder"] == "panne"
    changes = editor.at("rename", uri, *place, newName="écran-noir")["changes"]
    for address, edits in changes.items():
        path = Path(address.removeprefix("file://"))
        path.write_text(applied(path.read_text(encoding="utf-8"), edits), encoding="utf-8")
    assert len(changes) == 2
    scenario = read_scenario(story).scenario
    assert scenario is not None
    assert "écran-noir" in scenario.moments
    assert "panne" not in scenario.moments
    rehearsals, findings = read_rehearsals(story.with_name("ligne-coupee.rehearsal.yaml"))
    assert findings == ()
    assert any("écran-noir." in item for one in rehearsals for item in one.path)
    assert all(outcome.passed for outcome in rehearse(scenario, rehearsals))
    assert not any(item.startswith("panne.") for one in rehearsals for item in one.path)


def test_from_the_rehearsals_the_scenario_follows(platine: Start, story: Path) -> None:
    editor = platine()
    beside = story.with_name("ligne-coupee.rehearsal.yaml")
    text = beside.read_text(encoding="utf-8")
    uri = opened(editor, text, beside.name)
    changes = editor.at("rename", uri, *find(text, "panne.jouable", "jouable"), newName="tenable")["changes"]
    assert set(changes) == {uri, story.as_uri()}


def test_rehearsals_are_told_which_names_their_scenario_lacks(platine: Start, story: Path) -> None:
    editor = platine()
    beside = story.with_name("ligne-coupee.rehearsal.yaml")
    text = beside.read_text(encoding="utf-8").replace("ending: a-l-heure", "ending: a-la-heure", 1)
    (told,) = editor.diagnostics(opened(editor, text, beside.name), 1)
    line, column = find(text, "ending: a-la-heure", "a-la-heure")
    assert (told["code"], told["range"]["start"]) == ("E152", {"line": line, "character": column})


@pytest.mark.parametrize(
    ("words", "new", "why"),
    [
        ("  panne:", "relais", "“relais” is already taken."),
        (
            "  panne:",
            "deux mots",
            "“deux mots” cannot be an id: ids are made of letters, digits, - and _, without blanks.",
        ),
        ("  panne:", "return", "“return” means something else in the format and cannot be a name here."),
        ("language: fr", "x", "There is nothing here that can be renamed."),
    ],
)
def test_a_name_that_cannot_be_given_is_refused_with_a_reason(
    platine: Start, story: Path, words: str, new: str, why: str
) -> None:
    editor = platine()
    text = story.read_text(encoding="utf-8")
    uri = opened(editor, text, story.name)
    with pytest.raises(Failed) as refused:
        editor.at("rename", uri, *find(text, words, words.split(":")[0].strip()), newName=new)
    assert (refused.value.code, refused.value.message) == (-32803, why)


def test_nothing_is_renamed_by_halves(platine: Start, story: Path) -> None:
    editor = platine()
    text = story.read_text(encoding="utf-8")
    uri = opened(editor, text, story.name)
    opened(editor, "rehearsals: [", "ligne-coupee.rehearsal.yaml")
    with pytest.raises(Failed, match="cannot be read: put it right first"):
        editor.at("rename", uri, *find(text, "  panne:", "panne"), newName="x")
    editor.change(uri, text + "\nx: [", 2)
    with pytest.raises(Failed, match="Put the syntax right first"):
        editor.at("prepareRename", uri, *find(text, "  panne:", "panne"))


def fixes(editor: Editor, uri: str, one: Data) -> dict[str, Any]:
    context = {"diagnostics": [one], "triggerKind": 1}
    asked = {"textDocument": {"uri": uri}, "range": one["range"], "context": context}
    return {action["title"]: action for action in editor.request("textDocument/codeAction", asked)}


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("tone: flat", "tonne: flat", "Write tone"),
        ("tone: flat", "tone: flatt", "Write flat"),
        ("tone: flat", 'tone: "flatt"', "Write flat"),
        ("hangs_up: tonalite", "hangs_up: tonalitte", "Write tonalite"),
        ("{customer}, troisième", "🙂 {custommer}, troisième", "Write customer"),
        ("uses: [troisieme, repete]", "uses: [troisieme, repette]", "Write repete"),
    ],
)
def test_the_word_that_was_meant_is_written_by_a_quick_fix(shared: Editor, old: str, new: str, title: str) -> None:
    editor = shared
    assert WHOLE.count(old) == 1
    text = WHOLE.replace(old, new)
    uri = opened(editor, text, fresh())
    (one,) = editor.diagnostics(uri, 1)
    action = fixes(editor, uri, one)[title]
    assert action["isPreferred"]
    assert read_text(applied(text, action["edit"]["changes"][uri])).findings == ()


@pytest.mark.parametrize(
    ("removed", "title", "line"),
    [
        ("    text: Bon.\n", "Add text", "    text: "),
        ("title: Un bonjour\n", "Add title", "title: "),
    ],
)
def test_a_key_that_is_missing_is_begun_by_a_quick_fix(shared: Editor, removed: str, title: str, line: str) -> None:
    editor = shared
    whole = minimal(
        ('  fin: {outcome: solved, text: "Elle raccroche."}', "  fin:\n    outcome: solved\n    text: Bon.")
    )
    text = whole.replace(removed, "")
    assert text != whole
    uri = opened(editor, text, fresh())
    (one,) = editor.diagnostics(uri, 1)
    after = applied(text, fixes(editor, uri, one)[title]["edit"]["changes"][uri])
    assert line in after.split("\n")
    assert read_text(after.replace(f"{line}\n", f"{line}Bon.\n")).findings == ()


def test_what_the_checker_finds_can_be_silenced_with_a_reason(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, UNREACHED)
    one = deep(editor, uri, "W201")
    action = fixes(editor, uri, one)["Silence W201 here, with a reason"]
    after = applied(UNREACHED, action["edit"]["changes"][uri])
    assert "\n  # platine: ignore W201 because \n  oubli:\n" in after
    after = after.replace("because \n", "because it is for later\n")
    file = editor.folder / "silenced.yaml"
    file.write_text(after, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "simulator", "check", "--select", "W201", str(file)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert "W201" not in done.stdout + done.stderr
    assert done.returncode == 0


def test_what_keeps_a_file_from_being_played_cannot_be_silenced(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, minimal(("channel: phone", "channel: fax")))
    (one,) = editor.diagnostics(uri, 1)
    assert not any("Silence" in title for title in fixes(editor, uri, one))


# Languages.


def test_it_speaks_the_editor_s_language_unless_told_another(platine: Start) -> None:
    wrong = minimal(("channel: phone", "channel: fone"))
    french = platine(locale="fr-CA")
    assert french.diagnostics(opened(french, wrong), 1)[0]["message"].startswith("La valeur «\u202ffone\u202f»")
    english = platine("--language", "en", locale="fr")
    assert english.diagnostics(opened(english, wrong), 1)[0]["message"].endswith("Did you mean “phone”?")
    said = platine(locale="fr", variables={"PLATINE_LANGUAGE": "en"})
    assert said.diagnostics(opened(said, wrong), 1)[0]["message"].endswith("Did you mean “phone”?")
    unknown = platine(locale="de")
    assert unknown.diagnostics(opened(unknown, wrong), 1)[0]["message"].endswith("Did you mean “phone”?")


# What people and files do to it.

HOSTILE = [
    "",
    "\ufeff" + MINIMAL,
    MINIMAL.replace("\n", "\r"),
    "[" * 10_000,
    "platine: 1\n" + "a: {" * 5_000,
    "platine: 1\nx: &a [*a, *a]\n",
    "platine: 1\na: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
    "platine: 1\n\x00\x07\u202e\u2028\u0085\ud83d\n",
    MINIMAL.replace("accueil", "a" * 100_000),
    "platine: 1\n" + "moments:\n" + "  a: b\n" * 3_000,
    MINIMAL + "---\n" + MINIMAL,
    "platine: 1\n" + "\t" * 500 + "\n- - - - - ? : |\n",
]
ASKED = ("hover", "completion", "definition", "references", "documentHighlight", "prepareRename", "rename")


def ask_everything(editor: Editor, uri: str, line: int, column: int) -> None:
    """Every question once; a refusal is an answer, a failure within is none."""
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": line, "character": column}}
    for method in ASKED:
        more = {"rename": {"newName": "x"}, "references": {"context": {"includeDeclaration": True}}}.get(method, {})
        try:
            editor.at(method, uri, line, column, **more)
        except Failed as failed:
            if failed.code != -32803:
                raise
    editor.request("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    asked = {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
    editor.request("textDocument/codeAction", asked)


def test_no_text_ends_it_and_no_question_about_one_fails(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, MINIMAL)
    for version, text in enumerate(HOSTILE, 2):
        editor.change(uri, text, version)
        for line, column in ((0, 0), (1, 5), (3, 1_000_000), (10_000_000, 3)):
            ask_everything(editor, uri, line, column)
        editor.diagnostics(uri, version)
    assert editor.leave() == 0
    assert editor.errors == ""


@pytest.mark.slow
def test_hundreds_of_random_edits_leave_it_answering_and_no_larger(platine: Start) -> None:
    chance = random.Random(20_261_122)
    editor = platine()
    text, pieces = WHOLE, ["{", "}", "[", "]", ":", ": ", "\n", "  ", "- ", '"', "'", "#", " #", "é", "🙂", "&a ", "*a", "<<: *a\n", "then: ", "\t", "!!str ", "|\n", "\x00"]  # fmt: skip
    uri = opened(editor, text)
    sizes = []
    for version in range(2, 402):
        at, cut = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 5, 40))
        text = text[:at] + chance.choice(pieces) + text[at + cut :]
        if version % 50 == 0:
            text = WHOLE
        editor.change(uri, text, version)
        if version % 4 == 0:
            lines = text.split("\n")
            line = chance.randrange(len(lines))
            ask_everything(editor, uri, line, chance.randrange(len(lines[line]) + 2))
        if version in (100, 400):
            sizes.append(resident(editor.process.pid))
    assert editor.diagnostics(uri, 401) is not None
    assert sizes[-1] < sizes[0] + 40_000, "kilobytes"
    assert editor.leave() == 0
    assert editor.errors == ""


def resident(pid: int) -> int:
    """The memory of a process in kilobytes; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(r"VmRSS:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0


def test_bytes_that_are_no_message_do_not_end_it(platine: Start) -> None:
    editor = platine()
    editor.write_bytes(b"Content-Length: 5\r\n\r\n{]nul")
    editor.write_bytes(b"nonsense\r\n")
    editor.notify("no/such/notification", {})
    with pytest.raises(Failed):
        editor.request("no/such/request", {})
    assert editor.diagnostics(opened(editor, MINIMAL), 1) == []
    assert editor.leave() == 0


def test_no_process_of_the_checker_outlives_it(platine: Start) -> None:
    editor = platine()
    uri = opened(editor, UNREACHED)
    editor.diagnostics(uri, 1)
    assert editor.leave() == 0
    left = [line for line in processes() if str(editor.folder) in line and "examination" in line]
    assert left == []


def processes() -> list[str]:
    """The command lines of what runs."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return found


def test_a_folder_of_somebody_s_scenarios_runs_no_code_of_its_own(platine: Start, tmp_path: Path) -> None:
    for name in ("msgspec", "yaml", "simulator", "lsprotocol", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({name!r})\n")
    editor = platine()
    deep(editor, opened(editor, UNREACHED), "W201")
    assert not (tmp_path / "ran").exists()


def test_it_costs_the_other_commands_nothing() -> None:
    watch = "import sys, simulator.cli.app; print(sorted({name.split('.')[0] for name in sys.modules} & {'pygls', 'lsprotocol', 'asyncio'}))"
    done = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, cwd=ROOT, env=os.environ, check=True
    )
    assert done.stdout.strip() == "[]"
