"""Every word that an author picks from a closed list has its meaning beside it."""

from typing import Any, get_args

from simulator.scenario import vocabulary
from simulator.scenario.meanings import MEANINGS, meaning
from simulator.scenario.schema import json_schema


def test_each_list_of_the_vocabulary_is_explained_word_for_word() -> None:
    lists = {
        "channel": vocabulary.Channel,
        "level": vocabulary.Level,
        "load": vocabulary.Load,
        "latitude": vocabulary.Latitude,
        "tone": vocabulary.Tone,
        "mood": vocabulary.Mood,
        "need": vocabulary.Need,
        "waiting": vocabulary.Waiting,
        "stage": vocabulary.Stage,
        "outcome": vocabulary.Outcome,
        "action": vocabulary.AgentAction,
    }
    for kind, words in lists.items():
        assert tuple(MEANINGS[kind]) == get_args(words)


def test_a_meaning_is_a_sentence_and_an_unknown_word_has_none() -> None:
    sentences = [sentence for words in MEANINGS.values() for sentence in words.values()]
    assert all(sentence.endswith(".") and len(sentence) > 10 for sentence in sentences)
    assert meaning("tone", "loud") == meaning("no such list", "warm") == ""


def enums(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for item in part for found in enums(item)]
    if not isinstance(part, dict):
        return []
    own = [part] if isinstance(part.get("enum"), list) else []
    return own + [found for value in part.values() for found in enums(value)]


def test_in_the_schema_every_list_of_words_tells_what_they_mean() -> None:
    found = [one for one in enums(json_schema()["definitions"]) if "when" not in one["enum"]]
    assert len(found) > 20
    for one in found:
        assert len(one["enumDescriptions"]) == len(one["enum"])
        assert all(one["enumDescriptions"]), one
