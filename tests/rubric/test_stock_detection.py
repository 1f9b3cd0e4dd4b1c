"""Where a phrase is found, which one wins, and what a sentence earns by being about this customer."""

import sys
import unicodedata
from types import FrameType

import pytest

from simulator.rubric.patterns import BadPattern
from simulator.rubric.stock import Family, Hit, courtesy, detect, families


def phrases(text: str, language: str = "fr") -> list[str]:
    return [hit.phrase for hit in detect(text, language)]


def severities(text: str, language: str = "fr", facts: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    return [(hit.declared, hit.severity) for hit in detect(text, language, facts)]


# Place


def test_a_hit_tells_the_words_their_place_and_their_weight() -> None:
    assert detect("Bon. Calmez-vous !", "fr") == (Hit("Calmez-vous", 5, 16, "blame", 3, 3),)


@pytest.mark.parametrize(
    "said",
    [
        "Nous mettons tout en œuvre",
        "NOUS METTONS TOUT EN ŒUVRE",
        "nous mettons tout en oeuvre",
        "Nous\u202fmettons\u00a0tout en œuvre",
        "N’hésitez pas à me contacter",
        "N\u02bchésitez pas à me contacter",
        unicodedata.normalize("NFD", "N’hésitez pas à me contacter"),
        "n'hési\u00adtez pas à me contacter",
        "merci de votre compréhension",
    ],
)
def test_the_phrase_is_cut_from_the_text_exactly_as_it_stands(said: str) -> None:
    text = f"« Ah… {said}\u202f! » Bien."
    (hit,) = detect(text, "fr")
    assert hit.phrase == said
    assert text[hit.start : hit.end] == said


def test_the_longest_phrase_wins() -> None:
    assert phrases("Votre demande sera traitée dans les meilleurs délais.") == [
        "Votre demande sera traitée dans les meilleurs délais"
    ]


def test_a_longer_phrase_wins_over_one_that_begins_before_it() -> None:
    extra = (Family("alpha beta", 1, "tic"), Family("beta gamma delta", 1, "tic"))
    assert [hit.phrase for hit in detect("alpha beta gamma delta", "fr", extra=extra)] == ["beta gamma delta"]


def test_of_two_as_long_the_first_wins() -> None:
    extra = (Family("beta gamma", 1, "tic"), Family("alpha beta", 2, "hold"))
    assert [hit.phrase for hit in detect("alpha beta gamma", "fr", extra=extra)] == ["alpha beta"]


def test_two_phrases_of_one_sentence_are_both_found_in_order() -> None:
    assert phrases("We are doing everything we can, please bear with us.", "en") == [
        "We are doing everything we can",
        "please bear with us",
    ]


@pytest.mark.parametrize("stop", [". ", "! ", "? ", "… ", "; ", "\n", " » ", "” ", '" ', "... "])
def test_no_phrase_runs_across_sentences(stop: str) -> None:
    assert phrases(f"Merci de votre{stop}compréhension") == []


@pytest.mark.parametrize("inside", [", ", " - ", "'", "\u2019", "\u202f", " « "])
def test_other_signs_are_only_gaps_between_words(inside: str) -> None:
    assert len(phrases(f"Merci de votre{inside}compréhension")) == 1


# Language


def test_a_regional_tag_reads_the_lexicon_of_its_language() -> None:
    assert detect("Calmez-vous", "fr-CA") == detect("Calmez-vous", "FR_be") == detect("Calmez-vous", "fr")


@pytest.mark.parametrize("language", ["de", "", "courtesy-fr", "../fr", "f r", "\u00e9"])
def test_a_language_without_lexicon_finds_nothing(language: str) -> None:
    assert detect("Calmez-vous, calm down", language) == ()
    assert families(language) == ()


def test_families_of_a_pack_count_in_a_language_without_lexicon() -> None:
    (hit,) = detect(
        "Bitte haben Sie Verständnis.", "de", extra=[Family("haben sie verständnis", 2, "hollow_closing")]
    )
    assert hit.phrase == "haben Sie Verständnis"


def test_a_pack_may_weigh_a_phrase_otherwise() -> None:
    (hit,) = detect("Calmez-vous.", "fr", extra=[Family("calmez vous", 1, "tic")])
    assert (hit.declared, hit.category) == (1, "tic")


def test_a_pack_with_an_unreadable_pattern_is_refused() -> None:
    with pytest.raises(BadPattern):
        detect("Bonjour", "fr", extra=[Family("bonjour *", 1, "tic")])


# Guards


def test_a_family_is_left_alone_before_and_after_its_guards() -> None:
    extra = (Family("alpha", 1, "tic", unless_after=("non",), unless_before=("que",)),)
    found = [hit.start for hit in detect("alpha, non alpha, alpha que, alpha", "fr", extra=extra)]
    assert found == [0, 29]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Je ne vais pas vous dire que c'est la procédure."),
        ("fr", "On vous a répondu que c'est la procédure."),
        ("en", "I'm not going to tell you it's our policy."),
        ("en", "You were told it's our policy."),
    ],
)
def test_a_phrase_quoted_to_be_rejected_is_free(language: str, said: str) -> None:
    assert detect(said, language) == ()


# The earned discount


@pytest.mark.parametrize(
    "said",
    [
        "Merci de votre patience, {}.",
        "{} : merci de votre patience.",
    ],
)
@pytest.mark.parametrize(
    "particular",
    [
        "14 h",
        "3.5 euros",
        "deux heures",
        "vingt-deux minutes",
        "nonante francs",
        "jeudi",
        "mars",
        "demain",
        "hier",
        "ce soir",
        "à midi",
        "d'ici une heure",
        "la semaine prochaine",
    ],
)
def test_a_number_or_a_date_in_the_sentence_earns_one_step(said: str, particular: str) -> None:
    assert severities(said.format(particular)) == [(2, 1)]


@pytest.mark.parametrize(
    "particular",
    [
        "at 2 p.m",
        "two weeks",
        "on Tuesday",
        "in March",
        "tomorrow",
        "yesterday",
        "tonight",
        "by noon",
        "within the hour",
    ],
)
def test_a_number_or_a_date_earns_one_step_in_english(particular: str) -> None:
    assert severities(f"Thank you for your patience {particular}.", "en") == [(2, 1)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Merci de votre patience, un instant, une minute."),
        ("fr", "Merci de votre patience et bon après-midi."),
        ("en", "Sorry for any inconvenience this may cause you, one of our many."),
        ("en", "Thank you for your patience today, just a second."),
    ],
)
def test_words_that_only_look_like_numbers_or_dates_earn_nothing(language: str, said: str) -> None:
    assert all(declared == severity for declared, severity in severities(said, language))
    assert severities(said, language)


def test_a_number_in_the_sentence_beside_earns_nothing() -> None:
    assert severities("Il est 14 h. Merci de votre patience. À jeudi.") == [(2, 2)]


def test_a_title_or_a_decimal_does_not_end_the_sentence() -> None:
    assert severities("Merci de votre patience, M. Roy, et à jeudi.") == [(2, 1)]
    assert severities("Merci de votre patience, Mme. Roy, et à jeudi.") == [(2, 1)]
    assert severities("Thank you for your patience, Mrs. Hall and Dr. Shah, see you Thursday.", "en") == [(2, 1)]
    assert severities("Thank you for your patience over No. 12.", "en") == [(2, 1)]
    assert severities("Thank you for your patience. No. Until Thursday.", "en") == [(2, 2)]


@pytest.mark.parametrize(
    "said", ["Vous auriez dû appeler jeudi.", "C'est la procédure depuis jeudi 14 h, en deux temps."]
)
def test_blame_and_rules_are_never_excused(said: str) -> None:
    assert severities(said.replace(" depuis", ", je le dis depuis")) == [(3, 3)]


def test_severity_one_may_come_down_to_nothing() -> None:
    assert severities("Je reste à votre disposition jusqu'à 18 h.") == [(1, 0)]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Oral en visio", "Merci de votre patience avant l'oral en visio."),
        ("Sa fille passe un oral", "Merci de votre patience, votre fille et son ORAL le valent."),
        ("La fuite", "Merci de votre patience avec cette fuite."),
        ("Box", "Merci de votre patience avec la box."),
        ("Œdème", "Merci de votre patience, avec cet œdème."),
    ],
)
def test_something_of_this_customer_earns_one_step(fact: str, said: str) -> None:
    assert severities(said, facts=("Autre chose entièrement", fact)) == [(2, 1)]


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("Sa fille passe un oral", "Merci de votre patience, votre fille aussi."),
        ("Votre demande", "Merci de votre patience, la demande suit."),
        ("", "Merci de votre patience."),
        ("… !", "Merci de votre patience."),
        ("Sa fille passe un oral", "Votre fille passe un oral. Merci de votre patience."),
        ("Box", "Merci de votre patience avec les boxeurs."),
    ],
)
def test_a_fact_half_named_or_named_elsewhere_earns_nothing(fact: str, said: str) -> None:
    assert severities(said, facts=(fact,)) == [(2, 2)]


def test_facts_may_come_from_any_iterable() -> None:
    said = "Merci de votre patience avec la fuite. Merci de votre patience avec la fuite."
    assert [hit.severity for hit in detect(said, "fr", iter(["La fuite"]))] == [1, 1]


# Courtesy


def test_courtesies_are_counted() -> None:
    assert courtesy("Bonjour madame, je vous en prie, merci beaucoup, s'il vous plaît.", "fr") == 5
    assert courtesy("Good morning, Mr. Hall: please, thank you so much, sorry.", "en-GB") == 5
    assert courtesy("La fuite vient du dessus.", "fr") == 0
    assert courtesy("merci please", "de") == 0


# Cost


def steps(text: str) -> int:
    """Lines of Python walked by a detection: a cost that no busy machine can change."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        detect(text, "fr", ("a a b", "merci soyez"))
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "a",
        ".",
        '"',
        ". ",
        "p.",
        "deux ",
        "je comprends votre ",
        "soyez ",
        "merci de de ",
        "dans les meilleurs délais ",
        "je ne vais pas vous dire ",
        "e\u0301\u0301",
        "( ' - ",
        "calmez-vous ",
    ],
)
def test_hostile_text_costs_in_proportion_to_its_length(unit: str) -> None:
    detect(unit * 40, "fr")
    small, large = steps(unit * 300), steps(unit * 1200)
    assert large <= 4.6 * small + 200


def test_a_mebibyte_of_hostile_text_is_read_to_its_end() -> None:
    text = "a a a " * 174_762 + "calmez-vous"
    (hit,) = detect(text, "fr")
    assert hit.start == len(text) - len("calmez-vous")
