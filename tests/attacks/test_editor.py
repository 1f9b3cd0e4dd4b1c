"""An editor that asks wrongly, too late, or about what is no file: it is answered all the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.editors.client import Editor, Failed, applied, find
from tests.editors.conftest import started
from tests.scenario.texts import MINIMAL

FAR = 2**31 - 1
"""The largest number that the protocol knows."""
QUESTIONS = {
    "hover": {},
    "completion": {},
    "definition": {},
    "references": {"context": {"includeDeclaration": True}},
    "documentHighlight": {},
    "prepareRename": {},
    "rename": {"newName": "other"},
}
INVALID_PARAMS, INVALID_REQUEST, FAILED = -32602, -32600, -32803
PATIENCE = 20.0


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    folder = tmp_path / "wörk %20 #é"
    folder.mkdir()
    begun = started(folder)
    begun.initialize()
    yield begun
    begun.kill()


def answer(editor: Editor, method: str, uri: str, line: int, character: int) -> int:
    """0 for an answer, or the number of the refusal. Raises Silence where nothing comes."""
    place = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    try:
        editor.request(f"textDocument/{method}", {**place, **QUESTIONS[method]}, PATIENCE)
    except Failed as refused:
        return int(refused.code or 0)
    return 0


@pytest.mark.parametrize(
    "uri", ["", "untitled:Untitled-1", "file:///a%00b.yaml", "file://host/share/x.yaml", "no uri"]
)
def test_a_document_without_a_file_is_looked_at_and_asked_about_like_others(editor: Editor, uri: str) -> None:
    editor.open(uri, MINIMAL.replace("channel: phone", "chanel: phone"))
    assert "E131" in {one["code"] for one in editor.diagnostics(uri, patience=PATIENCE)}
    for method in QUESTIONS:
        for place in ((0, 0), (FAR, FAR), (5, FAR)):
            assert answer(editor, method, uri, *place) in (0, FAILED), method


@pytest.mark.parametrize("place", [(-1, 0), (0, -1), (0, 2**31), (2**64, 0)])
def test_a_place_that_cannot_be_is_refused_and_not_met_with_silence(editor: Editor, place: tuple[int, int]) -> None:
    uri = (editor.folder / "a.yaml").as_uri()
    editor.open(uri, MINIMAL)
    assert {answer(editor, method, uri, *place) for method in QUESTIONS} == {INVALID_PARAMS}
    assert answer(editor, "hover", uri, 0, 0) == 0


def test_what_is_asked_without_sense_is_refused(editor: Editor) -> None:
    for params in (None, {}, {"textDocument": 5}, {"textDocument": {"uri": None}, "position": []}, [], "x"):
        with pytest.raises(Failed) as refused:
            editor.request("textDocument/hover", params, PATIENCE)
        assert refused.value.code == INVALID_PARAMS


def test_behind_the_farewell_a_question_is_refused_and_a_word_is_passed_over(editor: Editor) -> None:
    uri = (editor.folder / "a.yaml").as_uri()
    editor.open(uri, MINIMAL)
    editor.request("shutdown", None, PATIENCE)
    assert answer(editor, "hover", uri, 0, 0) == INVALID_REQUEST
    editor.change(uri, "platine: 1\n", 2)
    with pytest.raises(Failed) as refused:
        editor.request("shutdown", None, PATIENCE)
    assert refused.value.code == INVALID_REQUEST
    editor.notify("exit", None)
    assert editor.process.wait(PATIENCE) == 0
    assert editor.errors == ""


@pytest.mark.parametrize("new", ["x" * 201, "", " ", "a\u202eb", "a:b", "- a", "a#b", "\ud800", "x\n  y"])
def test_a_name_that_would_break_the_file_is_refused(editor: Editor, new: str) -> None:
    uri = (editor.folder / "a.yaml").as_uri()
    editor.open(uri, MINIMAL)
    line, character = find(MINIMAL, "accueil:")
    with pytest.raises(Failed) as refused:
        editor.at("rename", uri, line, character, newName=new)
    assert refused.value.code == FAILED
    assert "““" not in refused.value.message


def test_emoji_before_a_name_do_not_move_what_is_renamed(editor: Editor) -> None:
    text = MINIMAL.replace('ouvrir: {say: "', 'ouvrir: {coach: "\N{WOMAN}\N{WOMAN}", say: "')
    text = text.replace("then: fin}", 'then: fin, reply: "\N{WOMAN}"}').replace("\n  fin:", "\n  fin: ")
    assert text.count("\N{WOMAN}") > 2
    uri = (editor.folder / "mon appel é%41.yaml").as_uri()
    editor.open(uri, text)
    found = editor.at("rename", uri, *find(text, "then: fin", "fin"), newName="bout")
    after = applied(text, found["changes"][uri])
    assert after == text.replace("then: fin", "then: bout").replace("\n  fin:", "\n  bout:")
