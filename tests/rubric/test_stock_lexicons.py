"""Every family of every lexicon proves itself: its hits are found, its near misses are left alone."""

import random
import re

import pytest

from simulator.rubric.patterns import Automaton
from simulator.rubric.sentences import folded_words, sentences
from simulator.rubric.stock import Family, detect, families
from simulator.scenario.vocabulary import STOCK_CATEGORIES as CATEGORIES

LANGUAGES = ("fr", "en")
ALL = [
    pytest.param(language, family, id=f"{language}-{family.pattern[:50]}")
    for language in LANGUAGES
    for family in families(language)
]


def wording(pattern: str, chance: random.Random) -> list[str]:
    """One wording of a pattern, drawn at random; every gap holds a word that no pattern names."""
    pattern = pattern.replace("*", chance.choice(("", "xyzzy", "xyzzy xyzzy")))
    while innermost := re.search(r"\(([^()]*)\)(\??)", pattern):
        chosen = chance.choice(innermost[1].split("|")) if not innermost[2] or chance.random() < 0.5 else ""
        pattern = f"{pattern[: innermost.start()]} {chosen} {pattern[innermost.end() :]}"
    return folded_words(pattern)


def matched_by(family: Family, text: str) -> set[str]:
    """The stretches of a text that the family's own pattern covers, guards left aside."""
    automaton = Automaton([family.pattern])
    found = set()
    for sentence in sentences(text):
        words = [word.folded for word in sentence]
        for start in range(len(words)):
            for end, _ in automaton.matches(words, start):
                found.add(text[sentence[start].start : sentence[end - 1].end])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lexicon_holds_at_least_seventy_five_families_and_every_category(language: str) -> None:
    assert len(families(language)) >= 75
    assert {family.category for family in families(language)} == set(CATEGORIES)


@pytest.mark.parametrize(("language", "family"), ALL)
def test_a_family_brings_two_hits_and_a_near_miss(language: str, family: Family) -> None:
    assert len(set(family.hits)) >= 2
    assert family.near


@pytest.mark.parametrize(("language", "family"), ALL)
def test_each_hit_is_found_by_the_family_that_shows_it(language: str, family: Family) -> None:
    for example in family.hits:
        own = [hit for hit in detect(example, language) if hit.phrase in matched_by(family, example)]
        assert own, example
        assert {(hit.category, hit.declared) for hit in own} == {(family.category, family.severity)}


@pytest.mark.parametrize(("language", "family"), ALL)
def test_each_near_miss_stays_free_of_any_phrase(language: str, family: Family) -> None:
    for example in family.near:
        assert detect(example, language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_wording_belongs_to_two_families(language: str) -> None:
    lexicon = families(language)
    together = Automaton([family.pattern for family in lexicon])
    chance = random.Random(20)
    for number, family in enumerate(lexicon):
        for words in (wording(family.pattern, chance) for _ in range(60)):
            owners = {owner for end, owners in together.matches(words, 0) if end == len(words) for owner in owners}
            assert owners == {number}, (" ".join(words), [lexicon[owner].pattern for owner in owners])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_stands_in_two_families(language: str) -> None:
    examples = [example for family in families(language) for example in family.hits]
    assert len(examples) == len(set(examples))


HONEST = {
    "fr": """
        Vingt-deux minutes, et c'est votre deuxième appel : j'ai les notes d'hier sous les yeux.
        Je comprends que vous ayez peur d'être coupée.
        Je comprends bien que votre fille ne peut pas attendre.
        Je vous comprends : trois plombiers, et l'eau coule encore.
        Je suis désolé que vous ayez dû attendre.
        On ne vous a pas rappelé, et on vous l'avait promis.
        On vous a dit que c'était la procédure, et vous êtes resté sans eau.
        Je ne vais pas vous dire de vous calmer.
        Je ne vous dirai pas « ne vous inquiétez pas » : ce n'est pas réglé.
        Vous auriez dû être rappelée lundi.
        Je ne sais pas ce que je peux faire pour vous, mais je vais vraiment essayer.
        Il n'y a pas de problème de carte, c'est notre plafond qui bloque.
        Vous n'avez aucun souci à vous faire pour l'acompte, il est sur mon écran.
        C'est la règle du jeu qu'on vous a imposée, et elle n'est pas juste.
        Je vous mets en relation avec Inès, qui connaît votre immeuble.
        Ne vous excusez pas, c'est normal d'avoir peur.
        Vous êtes en colère et il y a de quoi.
        Merci de me l'avoir dit.
        Prenez votre temps, je ne raccroche pas.
    """,
    "en": """
        I'm sorry you were kept waiting eighteen minutes.
        I understand that you are afraid of being cut off.
        I understand why you hung up on us.
        You should have had a call on Monday. Nobody rang.
        You shouldn't have to explain this a third time.
        I won't tell you to calm down.
        They told you it was policy and left you without water.
        Is the policy in your name or your husband's?
        There's no problem with your card, our limit blocked it.
        There is no need to be embarrassed about the money.
        I can't give you the results, but Dr. Shah can, and she is in at 2 p.m. today.
        I appreciate that it's the third plumber and you no longer believe us.
        You have to be on that train, so the seat comes last.
        I'll stay on until the light goes green.
        Thank you for telling me about the voicemail.
        I was wrong about the part, and I'm sorry.
        We will look at the meter together.
    """,
}


@pytest.mark.parametrize(
    ("language", "said"),
    [(language, line.strip()) for language, lines in HONEST.items() for line in lines.strip().splitlines()],
)
def test_a_sincere_sentence_loses_nothing(language: str, said: str) -> None:
    assert detect(said, language) == ()
