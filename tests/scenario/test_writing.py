"""A change to a file changes what was asked and nothing else: neither a value nor a line."""

import os
import stat
import threading
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from simulator.errors import PlatineError, Refused, Uneditable, Unplayable, Unreadable
from simulator.scenario.reading import read_text
from simulator.scenario.writing import Remove, Set, edited, files, rewrite, source_of, write_file
from tests.scenario.texts import MINIMAL, WHOLE, minimal

SAID = ("moments", "accueil", "responses", "fermer", "say")
HOSTILE = [
    'Il dit "oui" et l\'autre "non".', "# x", "a # b", "- ", "- un", ": ", "a: b", "deux : trois", "?", "? a", "yes",
    "no", "on", "12:30", "010", "0x1F", "1e3", ".5", "3", "3.5", "2024-05-01", "null", "~", "true", "=", "<<", "*a",
    "&a", "!a", "!!str", "|", ">", "%", "@a", "`a`", "{ a}, b", "[a", "a, b", "a]", "}", "'", '"', "\\", "\\n", "a\tb",
    "\ta", "a\n", "a\nb", "a\n\nb", " a\nb", "a\n b", "a \nb", "\na", "a\n# b", "- a\n- b", "---", "...", "--- a",
    " a", "a ", "a:", "a#b", "#", "👍🏽", "👩‍👩‍👧 sourit", "« Oui »\u00a0!", "l’été\u202f?", "e\u0301", "é" * 300, "mot " * 200 + "fin",
    "a\ufeffb", "x\n" * 3 + "y", "a: |\n  b", "{{", "{customer}, {wait} ?",
]  # fmt: skip
UNWRITABLE = ["a\u0085b", "a\u2028b", "a\u2029b", "a\x00b", "a\x1bb", "a\rb", "\u202eabc", "a\ud800b", "\ufffe"]
PIECES = [*"ab é\n\t#:-,[]{}&*!|>'\"%@`?~=\\0 9.", " #", ": ", "- ", "\n\n", "👍", "\u00a0"]
LETTERS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)


def changed_lines(before: str, after: str) -> tuple[int, int]:
    """The lines of `before`, from and up to, outside of which both texts are the same."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, len(old) - last


def words(text: str, path: tuple[str | int, ...]) -> object:
    """What stands at a path, as PyYAML's plainest loader sees it: a second opinion beside our own reader's."""
    value = yaml.load(text.removeprefix("\ufeff"), yaml.BaseLoader)
    for step in path:
        value = value[step]
    return value


# One text for another.


@pytest.mark.parametrize("written", ['"Lequel ?"', "Lequel", "'Lequel ?'", "12"])
def test_any_words_stand_where_others_stood_in_braces(written):
    before = minimal(('say: "Lequel ?"', f"say: {written}"))
    for said in HOSTILE:
        after = edited(before, [Set(SAID, said)])
        reading = read_text(after)
        assert [finding.code for finding in reading.findings] == [], said
        assert reading.scenario.moments["accueil"].responses["fermer"].say == said
        assert words(after, SAID) == said
        assert changed_lines(before, after) == (20, 21), said


@pytest.mark.parametrize(
    "written",
    [
        '"Vite."',
        "Vite",
        "Vite # vite",
        "'Vite.'",
        "|\n    Vite\n    vite",
        ">\n    Vite\n    vite\n",
        "|+\n    Vite\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_any_words_stand_where_others_stood_on_lines_of_their_own(written, newline):
    before = f"platine: 1\na:\n  b: {written}\n  c: 1  # un\n\n# deux\nd: x".replace("\n", newline)
    for said in HOSTILE:
        after = edited(before, [Set(("a", "b"), said)])
        assert words(after, ("a", "b")) in (said, said + "\n")
        assert words(after, ("a", "c")) == "1"
        first, last = changed_lines(before, after)
        assert first >= 2, said
        assert last <= 3 + written.count("\n"), said
        assert after.endswith(newline.join(["", "  c: 1  # un", "", "# deux", "d: x"]))
        assert newline == "\n" or "\n" not in after.replace("\r\n", ""), said


@given(LETTERS)
@example("a: b")
def test_drawn_words_come_back_as_they_were(said):
    before = "a: {x: plain, y: [1, 'z']}\nb:\n  - 'one'  # first\n  - two\nc: |\n  lines\n  of it\n"
    for path in (("a", "x"), ("a", "y", 1), ("b", 0), ("b", 1), ("c",)):
        after = edited(before, [Set(path, said)])
        assert str(words(after, path)).removesuffix("\n") == said.removesuffix("\n")


@pytest.mark.parametrize("said", UNWRITABLE)
def test_a_character_that_no_scenario_may_hold_is_refused(said):
    with pytest.raises(Uneditable, match="edit_character"):
        edited(MINIMAL, [Set(SAID, said)])


@pytest.mark.parametrize("value", [float("inf"), float("nan")])
def test_a_number_without_figures_is_refused(value):
    with pytest.raises(Uneditable, match="edit_number"):
        edited(MINIMAL, [Set(("customer", "wait"), {"minutes": value})])


@pytest.mark.parametrize(
    ("old", "new", "token"),
    [("plain", "other words", "other words"), ("plain", "a: b", '"a: b"'), ("'s'", "it's", "'it''s'"),
     ('"d"', "word", '"word"'), ("3", "4", '"4"'), ("plain # c", "two", '"two" # c')],
)  # fmt: skip
def test_the_author_s_way_of_quoting_is_kept_where_it_is_safe(old, new, token):
    assert (
        edited(f"a: {old}\n", [Set(("a",), new)])
        == f"a: {token}" + ("" if token.endswith("c") else old.partition("plain")[2]) + "\n"
    )


@pytest.mark.parametrize(
    ("value", "token"), [(3, "3"), (-1, "-1"), (0.5, "0.5"), (1e-7, "0.0000001"), (2.0, "2"), (True, "true")]
)
def test_numbers_and_truths_stand_without_quotes(value, token):
    assert edited('a: "x"\n', [Set(("a",), value)]) == f"a: {token}\n"


def test_a_folded_text_is_folded_again_and_a_literal_one_stays_literal():
    before = "a: >-\n    old words\n    of it\nb: |\n  one\n  two\n"
    after = edited(before, [Set(("a",), "new " * 40 + "words\nand a paragraph"), Set(("b",), "three\nfour")])
    assert after.startswith("a: >-\n    new new")
    assert max(map(len, after.splitlines())) <= 118
    assert after.endswith("b: |\n  three\n  four\n")
    assert words(after, ("a",)) == "new " * 40 + "words\nand a paragraph"


def test_what_is_said_already_is_not_touched():
    text = "a: no\nb: 'x'\nc: [1, 2]\nd: {k: |-\n}\n".replace("{k: |-\n}", "{k: v}")
    same = [Set(("a",), "no"), Set(("b",), "x"), Set(("c",), [1, 2]), Set(("d",), {"k": "v"})]
    assert edited(text, same) == text


# New keys, new items, and what goes.


def test_a_new_key_comes_last_and_is_indented_as_its_neighbours():
    after = edited(WHOLE, [Set(("moments", "accueil", "responses", "desole", "sets"), ["vu"]), Set(("sector",), "x")])
    assert (
        '        then: [{when: {mood: [angry, cold], trust: "<= 3"}, to: tonalite}, {to: humeur}]\n        sets: [vu]\n'
        in after
    )
    assert "sector: x\n" in after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {}\n", "a: {k: v}\n"),
        ("a: {x: 1}\n", "a: {x: 1, k: v}\n"),
        ("a: {x: 1,}\n", "a: {x: 1, k: v}\n"),
        ("a: {\n  x: 1\n}\n", "a: {\n  x: 1,\n  k: v\n}\n"),
        ("a: {\n  x: 1,  # un\n}\n", "a: {\n  x: 1,  # un\n  k: v\n}\n"),
        ("a: {\n  x: 1  # un\n}\n", "a: {\n  x: 1,  # un\n  k: v\n}\n"),
        ("a:\n  x: 1  # un\n\n# deux\nb: 2\n", "a:\n  x: 1  # un\n  k: v\n\n# deux\nb: 2\n"),
        ("a:\n    x: |\n        y\n\n\nb: 2\n", "a:\n    x: |\n        y\n    k: v\n\n\nb: 2\n"),
        ("a:\n  x: |+\n    y\n\nb: 2\n", "a:\n  x: |+\n    y\n\n  k: v\nb: 2\n"),
        ("a:\n  x:\n    - 1", "a:\n  x:\n    - 1\n  k: v"),
        ("a:\n  x:\n", "a:\n  x:\n  k: v\n"),
    ],
)  # fmt: skip
def test_a_new_key_finds_its_place(before, after):
    assert edited(before, [Set(("a", "k"), "v")]) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("a: [x]\n", "a: [x, v]\n"), ("a: []\n", "a: [v]\n"), ("a:\n- x\n# c\n", "a:\n- x\n- v\n# c\n"),
     ("a:\n  -\n    x  # c\nb: 1\n", "a:\n  -\n    x  # c\n  - v\nb: 1\n")],
)  # fmt: skip
def test_a_new_item_comes_last(before, after):
    length = len(words(before, ("a",)))
    assert edited(before, [Set(("a", length), "v")]) == after


@pytest.mark.parametrize(
    ("before", "path", "after"),
    [
        ("a: 1  # un\nb: 2\n", ("a",), "b: 2\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
        ("a: {x: 1, y: 2, z: 3}\n", ("a", "x"), "a: {y: 2, z: 3}\n"),
        ("a: {x: 1, y: 2, z: 3}\n", ("a", "z"), "a: {x: 1, y: 2}\n"),
        ("a: {x: 1}\n", ("a", "x"), "a: {}\n"),
        ("a:\n  x: 1\nb: 2\n", ("a", "x"), "a: {}\nb: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n", ("a", 0, "x"), "a:\n  - y: 2\n"),
        ("a:\n  - x: 1\n    y: 2\n", ("a", 0, "y"), "a:\n  - x: 1\n"),
        ("a:\n  - x\n  - y  # c\n  - z\n", ("a", 1), "a:\n  - x\n  - z\n"),
        ("a: {\n  x: 1,\n  y: 2,\n}\n", ("a", "y"), "a: {\n  x: 1,\n}\n"),
        ("a:\n  x: |\n    un\n    deux\n\n  y: 2\n", ("a", "x"), "a:\n\n  y: 2\n"),
    ],
)  # fmt: skip
def test_what_is_removed_goes_with_its_lines_alone(before, path, after):
    assert edited(before, [Remove(path)]) == after


def test_of_a_mapping_set_only_the_keys_that_differ_are_written():
    before = "a:\n  x: 'one'  # first\n  y: two   # second\n  z: 3\n"
    assert edited(before, [Set(("a",), {"x": "one", "y": "zwei", "w": 4})]) == (
        "a:\n  x: 'one'  # first\n  y: zwei   # second\n  w: 4\n"
    )


def test_changes_are_made_in_order_each_on_what_the_last_one_left():
    before = "a: [x, y, z]\n"
    after = edited(before, [Remove(("a", 0)), Set(("a", 0), "Y"), Set(("a", 2), {"k": "v"}), Set(("a", 2, "k"), "w")])
    assert words(after, ("a",)) == ["Y", "z", {"k": "w"}]


def test_a_whole_moment_can_be_written():
    moment = {
        "line": "Et après ?",
        "calls_for": {"reaction": 1},
        "responses": {
            "oui": {"say": "Oui : # tout de suite\nou presque.", "then": "fin", "offers": ["certainty"]},
            "non": {"say": "no", "then": [{"when": {"trust": ">= 6"}, "to": "fin"}, {"to": "apres"}]},
        },
    }  # fmt: skip
    after = edited(MINIMAL, [Set(("moments", "apres"), moment)])
    scenario = read_text(after).scenario
    assert scenario.moments["apres"].responses["oui"].say == "Oui : # tout de suite\nou presque."
    assert scenario.moments["apres"].responses["non"].then[1].to == "apres"


# What cannot be done, and says so.


@pytest.mark.parametrize(
    ("text", "change", "key"),
    [
        ("a: &k x\nb: *k\n", Set(("b",), "y"), "edit_shared"),
        ("a: &k x\nb: *k\n", Set(("a",), "y"), "edit_shared"),
        ("a: &k {x: 1}\nb: {<<: *k, y: 2}\n", Set(("b", "x"), 2), "edit_shared"),
        ("a: &k {x: 1}\nb: {<<: *k, y: 2}\n", Remove(("b", "x")), "edit_shared"),
        ("a: &k {x: 1}\nb: *k\n", Set(("b", "x"), 2), "edit_shared"),
        ("a: &k {x: 1}\nb: *k\n", Set(("a", "z"), 2), "edit_shared"),
        ("a: 1\n", Set(("b", "c"), 2), "edit_no_such_place"),
        ("a: 1\n", Set(("a", "c"), 2), "edit_no_such_place"),
        ("a: [1]\n", Set(("a", 2), 2), "edit_no_such_place"),
        ("a: 1\n", Remove(("b",)), "edit_no_such_place"),
        ("a: 1\n", Set((), 3), "edit_no_such_place"),
        ("include: {p: f.yaml}\nmoments: {a: 1}\n", Set(("moments", "p.x", "line"), "y"), "edit_in_fragment"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_alone_is_refused(text, change, key):
    with pytest.raises(Uneditable) as caught:
        edited(text, [change])
    assert caught.value.key == key
    assert caught.value.exit_code == 1


def test_all_who_share_a_value_may_be_given_a_new_one_together():
    before = "a: &k x  # shared\nb: [*k, *k]\n"
    after = edited(before, [Set(("b", 0), "y"), Set(("a",), "y"), Set(("b", 1), "y")])
    assert after == "a: &k y  # shared\nb: [*k, *k]\n"


def test_a_change_beside_what_is_shared_is_made():
    before = "base: &k {x: 1}\nb:\n  <<: *k\n  y: 2\nc: *k\n"
    assert edited(before, [Set(("b", "y"), 3)]) == before.replace("y: 2", "y: 3")


@pytest.mark.parametrize(
    ("text", "code"), [("a: [1\n", "E105"), ("", "E109"), ("# rien\n", "E109"), ("a: 1\n---\nb: 2\n", "E108")]
)
def test_a_text_that_is_no_yaml_is_refused_with_its_finding(text, code):
    with pytest.raises(Unplayable) as caught:
        edited(text, [Set(("a",), 2)])
    assert [finding.code for finding in caught.value.findings] == [code]


@pytest.mark.parametrize("text", ["? a\n: x\nb: 2\n", "? a\nb: 2\n", '{"a":"x","b":2}', "a: !!str x\nb: 2\n", "%YAML 1.1\n---\na: x\nb: 2\n", "a: &k !!str x\nb: 2\n", "k: &a a\n*a : x\nb: 2\n"])  # fmt: skip
@pytest.mark.parametrize("change", [Set(("a",), "y"), Set(("a",), {"z": [1]}), Remove(("a",)), Set(("c",), "y")])
def test_rare_ways_of_writing_are_changed_alone_or_refused(text, change):
    expected = words(text, ())
    if isinstance(change, Remove):
        del expected["a"]
    else:
        expected[change.path[0]] = {"z": ["1"]} if isinstance(change.value, dict) else "y"
    outcome: object
    try:
        outcome = words(edited(text, [change]), ())
    except PlatineError as error:
        outcome = error.key
    assert outcome in (expected, "edit_shared", "edit_touches_more")


def test_a_change_that_the_reader_would_complain_of_is_refused_with_its_finding():
    with pytest.raises(Unplayable) as caught:
        edited(MINIMAL, [Set(("endings", "fin", "outcome"), "happy")])
    assert [finding.code for finding in caught.value.findings] == ["E133"]


def test_what_was_wrong_before_does_not_forbid_a_change_elsewhere():
    before = minimal(("channel: phone", "channel: fax"))
    assert edited(before, [Set(("title",), "Bonjour")]) == before.replace("Un bonjour", "Bonjour")


# Whole scenarios.


def leaves(value, path=()):
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*path, key))]
    if isinstance(value, list):
        return [leaf for place, inner in enumerate(value) for leaf in leaves(inner, (*path, place))]
    return [path]


TEXTS = [
    path
    for path in leaves(yaml.load(WHOLE, yaml.BaseLoader))
    if path[-1] in ("say", "line", "text", "coach", "sign", "name", "about", "summary", "title", "notes", "request")
    or path[-2:-1]
    in (("facts",), ("feels",), ("verdicts",), ("objectives",), ("misreadings",), ("line",), ("text",), ("reply",))
]


@pytest.mark.parametrize(
    "form", [WHOLE, WHOLE.replace("\n", "\r\n"), "\ufeff" + WHOLE], ids=["unix", "windows", "bom"]
)
@given(data=st.data())
def test_texts_of_a_scenario_change_alone(form, data):
    paths = data.draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=12, unique=True))
    said = {
        path: data.draw(st.sampled_from([text for text in HOSTILE if text.strip() and "{" not in text]))
        for path in paths
    }
    after = edited(form, [Set(path, text) for path, text in said.items()])
    expected, found = yaml.load(form[form.startswith("\ufeff") :], yaml.BaseLoader), words(after, ())
    for path in leaves(expected):
        there = found
        for step in path:
            there = there[step]
        if path in said:
            assert there in (said[path], said[path] + "\n")
        else:
            assert there == words_at(expected, path)
    assert leaves(found) == leaves(expected)
    assert read_text(after).findings == ()
    assert after.startswith("\ufeff") == form.startswith("\ufeff")


def words_at(value, path):
    for step in path:
        value = value[step]
    return value


# Files.


def test_a_file_is_rewritten_with_its_mode_its_line_ends_and_its_byte_order_mark(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: x\r\n")
    file.chmod(0o640)
    assert rewrite(file, [Set(("a",), 2)])
    assert file.read_bytes() == b"\xef\xbb\xbfa: 2\r\nb: x\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["s.yaml"]


def test_a_change_that_is_refused_leaves_the_file_as_it_was(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(MINIMAL, encoding="utf-8")
    with pytest.raises(PlatineError):
        rewrite(file, [Set(("title",), "Autre"), Set(("channel",), "fax")])
    assert file.read_text(encoding="utf-8") == MINIMAL


def test_a_link_keeps_leading_to_the_file_that_is_written(tmp_path):
    (tmp_path / "real.yaml").write_text("a: 1\n", encoding="utf-8")
    link = tmp_path / "link.yaml"
    link.symlink_to("real.yaml")
    write_file(link, "a: 2\n")
    assert link.is_symlink()
    assert (tmp_path / "real.yaml").read_text(encoding="utf-8") == "a: 2\n"


def test_nothing_to_change_writes_nothing(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text("a: 1\n", encoding="utf-8")
    before = file.stat().st_ino
    assert not rewrite(file, [Set(("a",), 1)])
    assert file.stat().st_ino == before


def test_a_file_changed_by_somebody_else_meanwhile_is_left_to_him(tmp_path, monkeypatch):
    file = tmp_path / "s.yaml"
    file.write_text("a: 1\n", encoding="utf-8")

    def slow(text, changes, name):
        file.write_text("a: 3\n", encoding="utf-8")
        return edited(text, changes, name)

    monkeypatch.setattr(files, "edited", slow)
    with pytest.raises(Uneditable, match="edit_overtaken"):
        rewrite(file, [Set(("a",), 2)])
    assert file.read_text(encoding="utf-8") == "a: 3\n"


def test_of_two_who_change_a_file_at_once_none_is_told_what_is_not_so(tmp_path, monkeypatch):
    """Each sets a key of his own: a key whose change was not refused is there, whoever came first."""
    file = tmp_path / "s.yaml"
    start = threading.Barrier(2)
    monkeypatch.setattr(files, "edited", lambda *given: (edited(*given), start.wait())[0])
    lost = []

    def change(key):
        try:
            assert rewrite(file, [Set((key,), 1)])
        except Uneditable as error:
            lost.append((key, error.key))

    for _again in range(20):
        file.write_text("a: 0\nb: 0\n", encoding="utf-8")
        lost.clear()
        both = [threading.Thread(target=change, args=(key,)) for key in "ab"]
        for one in both:
            one.start()
        for one in both:
            one.join(timeout=30)
        ((key, why),) = lost
        assert why == "edit_overtaken"
        assert file.read_text(encoding="utf-8") == ("a: 0\nb: 1\n" if key == "a" else "a: 1\nb: 0\n")


def test_a_pipe_or_a_device_is_written_to_and_stays_what_it_is(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = []
    reader = threading.Thread(target=lambda: told.append(pipe.read_bytes()))
    reader.start()
    write_file(pipe, "a: é\n")
    reader.join(timeout=30)
    assert told == ["a: é\n".encode()]
    assert pipe.is_fifo()
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    with pytest.raises(Refused, match="disk_full"):
        write_file(full, "a: 1\n")
    assert full.is_char_device()


def test_a_folder_that_is_not_there_and_a_full_disk_are_said(tmp_path, monkeypatch):
    with pytest.raises(Refused, match="cannot_write"):
        write_file(tmp_path / "nowhere" / "s.yaml", "a: 1\n")
    file = tmp_path / "s.yaml"
    file.write_text("a: 1\n", encoding="utf-8")

    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk_full"):
        write_file(file, "a: 2\n")
    assert file.read_text(encoding="utf-8") == "a: 1\n"
    assert os.listdir(tmp_path) == ["s.yaml"]


def test_a_file_that_is_not_utf_8_is_refused_with_its_place(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_bytes(b"a: 1\nb: \xe9t\xe9\n")
    with pytest.raises(Unplayable) as caught:
        source_of(file)
    assert [(finding.code, finding.place.line) for finding in caught.value.findings] == [("E106", 2)]
    with pytest.raises(Unreadable):
        source_of(Path(tmp_path / "none.yaml"))
