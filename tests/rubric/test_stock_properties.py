"""What holds for any text whatever."""

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from simulator.rubric.sentences import fold, folded_words, sentences
from simulator.rubric.stock import courtesy, detect, families

LANGUAGES = st.sampled_from(["fr", "en", "fr-CA", "de"])
EXAMPLES = st.sampled_from(
    [example for language in ("fr", "en") for family in families(language) for example in family.hits]
)
SPEECH = st.lists(
    EXAMPLES | st.sampled_from(["14 h", ". ", "; ", "’", "\u202f", "M. ", "œ", "deux "]) | st.text(max_size=12),
    max_size=6,
).map(" ".join)


@given(text=st.text() | SPEECH, language=LANGUAGES, facts=st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_read_and_every_hit_stands_in_it(text: str, language: str, facts: list[str]) -> None:
    hits = detect(text, language, facts)
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.phrase == text[hit.start : hit.end]
        assert hit.declared - hit.severity in (0, 1)
        assert hit.category not in ("blame", "rule_shield") or hit.declared == hit.severity
    assert all(first.end <= second.start for first, second in itertools.pairwise(hits))
    assert courtesy(text, language) >= 0


@given(text=st.text(st.characters(exclude_categories=())))
def test_even_broken_text_is_read(text: str) -> None:
    assert isinstance(detect(text, "fr"), tuple)


@given(example=EXAMPLES, language=st.sampled_from(["fr", "en"]))
def test_typing_changes_nothing(example: str, language: str) -> None:
    def found(text: str) -> list[tuple[str, int, int]]:
        return [(hit.category, hit.declared, hit.severity) for hit in detect(text, language)]

    expected = found(example)
    assert found(example.upper()) == expected
    assert found(unicodedata.normalize("NFD", example)) == expected
    assert (
        found("".join(c for c in unicodedata.normalize("NFD", example) if not unicodedata.combining(c))) == expected
    )
    assert found(example.replace("'", "\u2019")) == expected
    assert found(example.replace("'", "\u02bc").replace(" ", "\u202f")) == expected
    assert found(example.replace("œ", "oe").replace("-", " ")) == expected


@given(word=st.text(st.sampled_from("aàâeéèêëiîïoôuùûcçœæsAÀÉŒÆS"), min_size=1))
def test_folding_is_settled_after_once(word: str) -> None:
    assert fold(fold(word)) == fold(word) == fold(word.upper()) == fold(unicodedata.normalize("NFD", word))


@given(text=st.text() | SPEECH)
def test_sentences_hold_every_word_once_in_order(text: str) -> None:
    words = [word for sentence in sentences(text, {"m", "no#"}) for word in sentence]
    assert [word.folded for word in words] == folded_words(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(words))
    assert all(fold(text[word.start : word.end]) == word.folded for word in words)
