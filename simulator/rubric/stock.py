"""Stock phrases: the sentences a customer has heard a hundred times, found in words said to him.

What counts as one is data, a lexicon per language (`lexicons/fr.json`, `en.json`; packs add their own families).
A phrase is a signal, not a verdict: a sentence that also names a number, a date or something of this very
customer has earned a discount, except where the phrase blames him or hides behind a rule.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Final

import msgspec

from simulator.rubric.patterns import Automaton
from simulator.rubric.sentences import folded_words, sentences
from simulator.scenario.model import Phrase
from simulator.scenario.vocabulary import StockCategory

NEVER_EXCUSED: Final[frozenset[str]] = frozenset({"blame", "rule_shield"})
"""Categories that no fact makes better: knowing his case and blaming him for it is no kindness."""

_FOLDER: Final = Path(__file__).parent / "lexicons"
_SHORTEST_CONTENT: Final = 4


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of saying nothing, with all its wordings.

    `pattern` is written in the language of `patterns`. `severity` is 1 a tic, 2 hollow, 3 harmful. The phrase is
    left alone right after one of the patterns `unless_after`, and right before one of `unless_before` ("I completely
    understand" before "why"). `hits` are sentences that hold it, `near` honest ones that must stay free.
    """

    pattern: str
    severity: Annotated[int, msgspec.Meta(ge=1, le=3)]
    category: StockCategory
    unless_after: tuple[str, ...] = ()
    unless_before: tuple[str, ...] = ()
    why: str = ""
    """What makes it hollow, where a pack says so in its own words."""
    hits: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """A stock phrase found: `text[start:end]` is `phrase`, the exact words as they stand.

    `declared` is the lexicon's severity, 1..3; `severity` what is left of it after the discount, 0..3.
    """

    phrase: str
    start: int
    end: int
    category: StockCategory
    declared: int
    severity: int
    why: str = ""


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language knows.

    `numbers` and `dates` are patterns that make a sentence particular; `today` is in none of them, because it
    closes the hollowest sentences there are ("how may I help you today"). `small_words` never make a fact
    recognisable. After `disowned` ("I won't tell you that") no phrase counts: it is quoted to be rejected.
    `abbreviations` are those of `sentences`.
    """

    families: tuple[Family, ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    small_words: frozenset[str]
    disowned: tuple[str, ...]
    abbreviations: frozenset[str]


def detect(text: str, language: str, facts: Iterable[str] = (), extra: Iterable[Family] = ()) -> tuple[Hit, ...]:
    """The stock phrases of a text, in order, none overlapping another; the longest wins, then the first.

    `language` is BCP 47 (`fr-CA` is read as `fr`); without a lexicon of that language only the `extra` families
    count. `facts` are texts about this customer, any of which earns the discount in the sentence that names it.
    Linear in the text's length. Raises BadPattern for an extra family whose pattern cannot be read.
    """
    return _detected(text, language, tuple(facts), tuple(extra))


# A text is looked at by whoever plays it, and again by each rule that asks how natural it sounds.
@lru_cache(maxsize=40_000)
def _detected(text: str, language: str, facts: tuple[str, ...], extra: tuple[Family, ...]) -> tuple[Hit, ...]:
    finder = _finder(_primary(language), extra)
    if finder is None or not finder.may_find(folded_words(text)):
        return ()
    hits: list[Hit] = []
    known_facts: tuple[_Fact, ...] | None = None
    for sentence in sentences(text, finder.abbreviations):
        words = [word.folded for word in sentence]
        found = finder.find(words)
        if not found:
            continue
        if known_facts is None:
            known_facts = tuple(finder.fact(told) for told in facts)
        particular = finder.is_particular(words, known_facts)
        for first, last, family in found:
            start, end = sentence[first].start, sentence[last - 1].end
            excused = particular and family.category not in NEVER_EXCUSED
            severity = family.severity - excused
            hit = Hit(text[start:end], start, end, family.category, family.severity, severity, family.why)
            hits.append(hit)
    return tuple(hits)


@lru_cache(maxsize=64)
def of_pack(phrases: tuple[Phrase, ...]) -> tuple[Family, ...]:
    """The families of the phrases that a pack adds: their words, wherever they stand in a sentence."""
    return tuple(
        Family(" ".join(folded_words(phrase.text)), phrase.severity, phrase.category, why=phrase.why)
        for phrase in phrases
        if folded_words(phrase.text)
    )


def families(language: str) -> tuple[Family, ...]:
    """The families of a language's lexicon; none where it has no lexicon."""
    lexicon = _lexicon(_primary(language))
    return lexicon.families if lexicon else ()


def courtesy(text: str, language: str) -> int:
    """How many courtesies (please, thank you, sorry, madam ...) a text holds; 0 without a list for the language."""
    automaton = _courtesies(_primary(language))
    if automaton is None:
        return 0
    words = folded_words(text)
    if not automaton.may_occur(words):
        return 0
    count = at = 0
    while at < len(words):
        ends = [end for end, _ in automaton.matches(words, at)]
        count += bool(ends)
        at = ends[-1] if ends else at + 1
    return count


class _Fact(msgspec.Struct, frozen=True):
    whole: tuple[str, ...]
    content: frozenset[str]


class _Finder:
    """The families of one language, and of a pack, ready to search with.

    What is only asked of a phrase that was found is made ready when one is.
    """

    def __init__(self, lexicon: Lexicon, extra: Sequence[Family]) -> None:
        # A pack's own wording of a phrase stands before the product's, so that it wins where both are as long.
        self._families = (*extra, *lexicon.families)
        self._phrases = Automaton([family.pattern for family in self._families])
        self._lexicon = lexicon
        self._small_words = lexicon.small_words
        self.abbreviations = lexicon.abbreviations
        if extra:
            # A pattern of a pack's own is refused here, not when a text happens to come to it.
            self._unless_before, self._unless_after  # noqa: B018

    @cached_property
    def _unless_before(self) -> dict[int, Automaton]:
        return _guards(family.unless_before for family in self._families)

    @cached_property
    def _unless_after(self) -> dict[int, Automaton]:
        return _guards(family.unless_after for family in self._families)

    @cached_property
    def _disowned(self) -> Automaton:
        return Automaton(self._lexicon.disowned)

    @cached_property
    def _numbers(self) -> Automaton:
        return Automaton(self._lexicon.numbers)

    @cached_property
    def _dates(self) -> Automaton:
        return Automaton(self._lexicon.dates)

    def may_find(self, words: Sequence[str]) -> bool:
        """Whether there is a phrase if the ends of sentences are ignored: else none needs to be looked for."""
        return self._phrases.may_occur(words) and self._phrases.search(words)

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Family]]:
        """The matches of one sentence in reading order: first word, the word after the last, family."""
        candidates = [
            (start - end, start, end, number)
            for start in range(len(words))
            for end, numbers in self._phrases.matches(words, start)
            for number in numbers
        ]
        candidates.sort()
        taken = bytearray(len(words))
        found = []
        for _, start, end, number in candidates:
            # What was taken before is at least as long, so an overlap always covers one of the two ends.
            if taken[start] or taken[end - 1]:
                continue
            # Spared words are taken too: a phrase quoted to be rejected has no guilty half.
            taken[start:end] = b"\x01" * (end - start)
            if not self._spared(words, start, end, number):
                found.append((start, end, self._families[number]))
        found.sort(key=lambda match: match[0])
        return found

    def fact(self, told: str) -> _Fact:
        """What to look for of a customer's fact: its words in a row, or those that carry it."""
        whole = tuple(folded_words(told))
        content = frozenset(
            word
            for word in whole
            if word not in self._small_words and (len(word) >= _SHORTEST_CONTENT or self._is_number(word))
        )
        return _Fact(whole, content)

    def is_particular(self, words: Sequence[str], facts: Sequence[_Fact]) -> bool:
        """Does the sentence name a number, a date or something of this customer?"""
        if any(_has_figure(word) for word in words):
            return True
        if self._numbers.search(words) or self._dates.search(words):
            return True
        said = frozenset(words)
        return any(
            len(said & fact.content) >= min(2, len(fact.content) or 2) or _in_a_row(words, fact.whole)
            for fact in facts
        )

    def _spared(self, words: Sequence[str], start: int, end: int, number: int) -> bool:
        before, after = self._unless_before.get(number), self._unless_after.get(number)
        return (
            (before is not None and before.follows(words, end))
            or (after is not None and after.precedes(words, start))
            or self._disowned.precedes(words, start)
        )

    def _is_number(self, word: str) -> bool:
        return _has_figure(word) or self._numbers.follows((word,), 0)


def _guards(of_families: Iterable[tuple[str, ...]]) -> dict[int, Automaton]:
    return {number: Automaton(patterns) for number, patterns in enumerate(of_families) if patterns}


def _has_figure(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _in_a_row(words: Sequence[str], whole: Sequence[str]) -> bool:
    # Text search stays linear on repeated words, where comparing slices would not.
    return bool(whole) and f" {' '.join(whole)} " in f" {' '.join(words)} "


@lru_cache(maxsize=64)
def _primary(language: str) -> str:
    """`fr` of fr-CA, FR_be; an empty text of what is no language tag."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    return primary if primary.isascii() and primary.isalpha() else ""


@cache
def _lexicon(language: str) -> Lexicon | None:
    path = _FOLDER / f"{language}.json"
    return msgspec.json.decode(path.read_bytes(), type=Lexicon) if language and path.is_file() else None


@lru_cache(maxsize=32)
def _finder(language: str, extra: tuple[Family, ...]) -> _Finder | None:
    lexicon = _lexicon(language)
    if lexicon is None:
        if not extra:
            return None
        lexicon = Lexicon((), (), (), frozenset(), (), frozenset())
    return _Finder(lexicon, extra)


@cache
def _courtesies(language: str) -> Automaton | None:
    path = _FOLDER / f"courtesy-{language}.json"
    return Automaton(msgspec.json.decode(path.read_bytes(), type=list[str])) if path.is_file() else None
