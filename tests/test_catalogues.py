"""French and English are equals: every message of the interface stands in both, compiled."""

import gettext
import string

import pytest

from simulator.locale import DOMAIN, FOLDER, LANGUAGES, catalogues


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    template, catalogue = catalogues.collect(), catalogues.load(language)
    known = {message.id for message in catalogue if message.id}
    assert {message.id for message in template if message.id} - known == set()
    assert catalogues.lacking(catalogue) == []


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


def test_french_puts_a_space_that_does_not_break_before_its_double_signs() -> None:
    for message in catalogues.load("fr"):
        words = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in words:
            for before, sign in zip(text or "", (text or "")[1:], strict=False):
                assert not (sign in "!?;»" and before == " "), message.id
                assert not (sign == ":" and before == " "), message.id
                assert not (before == "«" and sign == " "), message.id
