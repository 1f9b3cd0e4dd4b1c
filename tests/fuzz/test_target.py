"""The fuzzer's target holds on everything that fuzzing begins with."""

import re

import pytest

from tests.fuzz import target
from tests.fuzz.corpus import LARGEST, dictionary, seeds
from tests.fuzz.target import TooSlow, examine
from tests.scenario.texts import MINIMAL

SEEDS = list(seeds())


@pytest.mark.parametrize("data", SEEDS, ids=range(len(SEEDS)))
def test_every_seed_is_read_or_refused_checked_and_played(data: bytes) -> None:
    assert len(data) <= LARGEST
    assert examine(data) in ("nothing", "scenario", "rehearsals", "pack", "fragment")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MINIMAL, "scenario"),
        ("[", "nothing"),
        ("rehearsals:\n  best: {path: [accueil.ouvrir], expect: {ending: fin}}\n", "rehearsals"),
        ("title: X\nlanguages: [fr]\nseverities: {W204: error}\n", "pack"),
        ("platine: 1\nmoments: {suite: {kind: reflect, stage: golden, then: return}}\n", "fragment"),
    ],
)
def test_each_kind_of_file_is_taken_for_what_it_is(text: str, kind: str) -> None:
    assert examine(text.encode()) == kind


def test_what_takes_too_long_is_told(monkeypatch) -> None:
    monkeypatch.setattr(target, "CHECKING", 0.0)
    with pytest.raises(TooSlow):
        examine(MINIMAL.encode())


def test_the_dictionary_holds_the_format_s_words_as_the_fuzzer_reads_them() -> None:
    lines = dictionary().splitlines()
    assert '"platine: "' in lines
    assert '"rehearsals: "' in lines
    assert '"counter"' in lines
    assert all(re.fullmatch(r'"([^"\\]|\\x[0-9a-f]{2}|\\["\\])+"', line) for line in lines)
