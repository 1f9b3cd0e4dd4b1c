"""Every error that is raised anywhere has its sentence and its hint."""

import ast
import string
from pathlib import Path

import pytest

import simulator
from simulator import errors
from simulator.errors import BadPath, PlatineError, Refused, Unreadable
from simulator.wording.errors import _SENTENCES, known, sentence

KINDS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}


def raised_keys() -> list[tuple[str, str]]:
    """The key of every error made anywhere in simulator/, with the file that makes it."""
    found = []
    for path in sorted(Path(simulator.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS and node.args:
                first = node.args[0]
                branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found += [
                    (branch.value, path.name)
                    for branch in branches
                    if isinstance(branch, ast.Constant) and isinstance(branch.value, str)
                ]
    return found


@pytest.mark.parametrize(("key", "file"), raised_keys())
def test_every_key_that_is_raised_has_its_sentence(key, file):
    assert known(key), f"{key}, raised in {file}"


def test_the_search_for_raised_keys_finds_them():
    assert ("no_such_file", "files.py") in raised_keys()


@pytest.mark.parametrize("pair", _SENTENCES.values(), ids=_SENTENCES.keys())
def test_sentences_can_be_filled_in(pair):
    for text in pair:
        assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(text))


def test_a_sentence_and_a_hint_are_given():
    what, hint = sentence(Unreadable("no_such_file", path="x.yaml"))
    assert what == "There is no file x.yaml."
    assert hint


def test_a_refusal_met_on_a_path_says_which_item_met_it():
    what, hint = sentence(BadPath("path_already_breathed", item="!breathe", here="accueil"))
    assert what == "You have already breathed at this moment."
    assert "!breathe" in hint


def test_foreign_text_in_an_error_is_shown_not_obeyed():
    assert "\x1b" not in sentence(Unreadable("no_such_file", path="\x1b[2J"))[0]


def test_a_value_that_was_not_given_does_not_break_the_sentence():
    assert sentence(Refused("cannot_write", path="x"))[0]


def test_a_key_that_nobody_knows_is_told_all_the_same():
    assert "no_such_key" in sentence(PlatineError("no_such_key"))[0]
