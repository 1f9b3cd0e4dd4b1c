"""French and English are equals: every message of the interface stands in both, compiled."""

import ast
import gettext
import os
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator import locale
from simulator.cli import borrowed
from simulator.cli.app import COMMANDS
from simulator.locale import DOMAIN, FOLDER, LANGUAGES, catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    template, catalogue = catalogues.collect(), catalogues.load(language)
    known = {message.id for message in catalogue if message.id}
    assert {message.id for message in template if message.id} - known == set()
    assert catalogues.lacking(catalogue) == []


def marked() -> Iterator[tuple[str, str]]:
    """Each message that the code marks, also one inside an f-string, with its file."""
    for file in sorted(catalogues.ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in catalogues.KEYWORDS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, file.name


def test_no_message_hides_where_it_is_not_collected() -> None:
    ids = (message.id for message in catalogues.collect() if message.id)
    collected = {one if isinstance(one, str) else one[0] for one in ids}
    assert [(message, file) for message, file in marked() if message not in collected] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_translated_that_nobody_says(language: str) -> None:
    said = {message.id for message in catalogues.collect() if message.id}
    assert {message.id for message in catalogues.load(language) if message.id} - said == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = gettext.translation(DOMAIN, FOLDER, languages=[language])
    for message in catalogues.load(language):
        if not message.id:
            continue
        if message.pluralizable:
            assert compiled.ngettext(*message.id, 2) == message.string[1]
        else:
            assert compiled.gettext(message.id) == message.string


def test_what_is_its_own_translation_is_not_read_at_each_start() -> None:
    compiled = gettext.translation(DOMAIN, FOLDER, languages=["en"])
    english = [str(message.id) for message in catalogues.load("en") if isinstance(message.id, str) and message.id]
    kept = [message for message in english if message in vars(compiled)["_catalog"]]
    assert (len(english) > 1000, kept) == (True, [])


def places(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_asks_for_the_values_that_its_message_gives(language: str) -> None:
    for message in catalogues.load(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        given = set().union(*(places(one) for one in ids)) if message.id else set()
        for text in words if message.id else ():
            assert places(text) <= given, message.id


NARROW = "\u202f"
CODE = re.compile(
    r"`[^`]*`|\\\\?\{\\{.*\\}\}|\{[^{}]*\}|\b\w+: (?:1|return|valeur|ignore|\[.*?\]|\{\{.*\}\})|<<|\S+://\S+|\d+:\d+"
)
"""What is written as a machine reads it keeps its own signs: keys of YAML, quoted code, places for values."""


def french() -> Iterator[tuple[str, str]]:
    """Each French text, code left out, with the message that it stands for."""
    for message in catalogues.load("fr"):
        if message.id:
            words = message.string if isinstance(message.string, tuple) else (message.string,)
            yield from ((str(message.id), CODE.sub("x", text)) for text in words)


def test_french_puts_a_narrow_space_that_does_not_break_around_its_double_signs() -> None:
    for message, text in french():
        assert not re.search(rf"[^{NARROW}!?](?=[;:!?»])", text), message
        assert not re.search(rf"«(?!{NARROW})", text), message
        assert not re.search(rf"\d[^{NARROW}\d]?(?=%)", text), message


def test_french_has_its_own_apostrophes_quotation_marks_and_ellipses() -> None:
    for message, text in french():
        assert not re.search(r"\w'\w|[“”]|\w\.\.\.(?!\])", text), message


def test_no_name_stands_where_its_first_letter_would_change_the_word_before() -> None:
    for message in catalogues.load("fr"):
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in words if message.id else ():
            assert not re.search(r"(?i)\b(?:de|que|le|la|si|ne|se|me|te|je) \{customer\}", text), message.id


@pytest.mark.parametrize("kept", [0, 3, 20, 27, 200, 30_000])
def test_a_catalogue_cut_short_is_as_good_as_none(kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "fr" / "LC_MESSAGES" / "platine.mo"
    place.parent.mkdir(parents=True)
    place.write_bytes(Path(FOLDER, "fr", "LC_MESSAGES", "platine.mo").read_bytes()[:kept])
    monkeypatch.setattr(locale, "FOLDER", str(tmp_path))
    locale.use("fr")
    try:
        assert locale._("Written:") == "Written:"
    finally:
        locale.use("en")


def test_click_speaks_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    spoken = locale.language()
    try:
        borrowed.speak("fr")
        assert gettext.gettext("Show this message and exit.") == "Afficher cette aide et quitter."
        borrowed.speak("en")
        assert gettext.gettext("Show this message and exit.") == "Show this message and exit."
    finally:
        locale.use(spoken)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_page_of_help_is_in_one_language(command: str) -> None:
    environment = {**os.environ, "LANG": "fr_FR.UTF-8", "COLUMNS": "100", "PYTHONUTF8": "1"}
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "PLATINE_LANGUAGE"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "simulator", *filter(None, [command]), "--help"],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=True,
    )
    words = set(re.findall(r"[a-zé’]+", re.sub(r"--[\w-]+", "", done.stdout.lower())))
    for heading in ("Usage", "Options"):
        assert f"{heading}{NARROW}:" in done.stdout
    assert "afficher" in words
    assert not words & {"the", "and", "show", "this", "exit", "args", "of", "is", "with"}, done.stdout
