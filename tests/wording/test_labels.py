from typing import get_args

import pytest

from simulator.authoring.bots import KEY
from simulator.authoring.strategies import STRATEGIES
from simulator.conversation.events import Axis
from simulator.debrief.grid import Mark, Row
from simulator.debrief.knowledge import KnownBy
from simulator.rubric.empathy import DIMENSIONS
from simulator.rubric.mood import SIGNS
from simulator.rubric.reception import WORDS
from simulator.scenario import vocabulary
from simulator.scenario.vocabulary import STOCK_CATEGORIES as CATEGORIES
from simulator.wording.labels import KINDS, hollowness, label, mood_glyph, need_label, words_of
from tests.kit import full_scenario

KNOWN = {
    "mood": vocabulary.MOODS,
    "axis": get_args(Axis),
    "stage": ("none", *vocabulary.STAGES),
    "tone": vocabulary.TONES,
    "need": vocabulary.NEEDS,
    "load": vocabulary.LOADS,
    "latitude": vocabulary.LATITUDES,
    "channel": vocabulary.CHANNELS,
    "level": vocabulary.LEVELS,
    "outcome": vocabulary.OUTCOMES,
    "facet": (*vocabulary.FACETS, "mood"),
    "row": get_args(Row),
    "dimension": (*DIMENSIONS, "empathy", "naturalness", "stage", "mood"),
    "score": ("empathy", "naturalness", "ladder", "overall"),
    "reception": tuple(WORDS.values()),
    "action": vocabulary.AGENT_ACTIONS,
    "stock": CATEGORIES,
    "waiting": vocabulary.WAITINGS,
    "known_by": get_args(KnownBy),
    "mark": get_args(Mark),
    "strategy": (KEY, *STRATEGIES),
}


def test_every_word_of_every_kind_has_a_name() -> None:
    assert set(KINDS) == set(KNOWN)
    for kind, words in KNOWN.items():
        assert set(words_of(kind)) == set(words)
        assert all(label(kind, word).strip() for word in words)


def test_two_words_of_a_kind_never_share_a_name() -> None:
    for kind in KINDS:
        names = [label(kind, word) for word in words_of(kind)]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("kind", "word"), [("mood", "happy"), ("weather", "rain")])
def test_what_does_not_exist_has_no_name(kind: str, word: str) -> None:
    with pytest.raises(KeyError):
        label(kind, word)


def test_a_need_that_the_scenario_declares_goes_by_the_author_s_words() -> None:
    import msgspec

    scenario = msgspec.structs.replace(full_scenario(), needs={"quiet": "A little quiet"})

    assert need_label("quiet", scenario) == "A little quiet"
    assert need_label("speed", scenario) == label("need", "speed")


def test_every_category_of_stock_phrase_says_in_one_sentence_what_makes_it_hollow() -> None:
    sentences = {hollowness(category) for category in CATEGORIES}

    assert len(sentences) == len(CATEGORIES)
    assert all(sentence.count(".") == 1 and sentence.endswith(".") for sentence in sentences)


def test_every_mood_has_a_sign_of_its_own_one_cell_wide() -> None:
    glyphs = {mood: mood_glyph(mood) for mood in (*SIGNS, "neutral")}  # type: ignore[arg-type]

    assert len(set(glyphs.values())) == 9
    assert all(len(glyph) == 1 and glyph < "\u2600" for glyph in glyphs.values())
