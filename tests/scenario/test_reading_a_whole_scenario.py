"""A scenario that uses every key of the format is read into the model, value by value."""

import pytest

from simulator.scenario.conditions import Comparison, Condition
from simulator.scenario.model import (
    Branch,
    ByVariant,
    Called,
    Compose,
    Desk,
    Empathy,
    Exchange,
    LineCase,
    Read,
    Reflect,
    Silence,
    Wait,
    Wish,
)
from simulator.scenario.reading import Reading, content_hash, read_text
from tests.scenario.texts import MINIMAL, WHOLE, minimal


@pytest.fixture(scope="module")
def reading() -> Reading:
    reading = read_text(WHOLE, "colis.yaml")
    assert reading.findings == ()
    return reading


@pytest.fixture(scope="module")
def scenario(reading):
    return reading.scenario


def test_what_is_not_written_has_the_formats_defaults():
    scenario = read_text(MINIMAL).scenario
    assert (scenario.level, scenario.desk, scenario.variants) == ("practised", Desk(), {})
    response = scenario.moments["accueil"].responses["fermer"]
    assert (response.empathy, response.naturalness, response.tone, response.progress) == ("none", 4, "steady", 0)
    assert response.coach is None
    assert response.only is None


def test_the_first_moment_written_is_the_start_unless_said():
    assert read_text(MINIMAL).scenario.start == "accueil"


def test_hours_and_minutes_of_a_wait_add_up(scenario):
    assert scenario.customer.wait == Wait(65, ("unexplained", "repeat_contact"))


def test_wishes_of_all_facets_form_one_mapping_that_remembers_the_facet(scenario):
    assert list(scenario.customer.wishes) == ["tranquille", "suivie", "emballer"]
    assert scenario.customer.wishes["emballer"] == Wish("does", "surprise", "Emballer le train elle-même")


def test_a_block_that_a_variant_gives_replaces_the_whole_block(scenario):
    variant = scenario.variants["pressee"]
    assert list(variant.wishes) == ["vite"]
    assert variant.name == "Odile Roy, entre deux trains"


def test_a_block_that_a_variant_does_not_give_is_the_customers(scenario):
    assert scenario.variants["pressee"].wait == scenario.customer.wait
    assert scenario.variants["pressee"].reality == scenario.customer.reality


def test_a_line_by_variant_keeps_every_text(scenario):
    line = scenario.moments["accueil"].line
    assert line == (LineCase(ByVariant("C'est encore moi.", {"pressee": "Vite, mon train arrive."})),)


def test_what_a_moment_calls_for_may_differ_by_variant(scenario):
    called = scenario.moments["accueil"].calls_for
    assert called == Called(Empathy(1, 0, 2), {"pressee": Empathy(1)})


def test_then_may_be_a_list_closed_by_a_plain_target(scenario):
    then = scenario.moments["accueil"].responses["desole"].then
    when = Condition(mood=("angry", "cold"), trust=Comparison("<=", 3))
    assert then == (Branch("tonalite", when), Branch("humeur"))


def test_a_plain_then_is_one_branch(scenario):
    assert scenario.moments["accueil"].responses["samedi"].then == (Branch("humeur"),)


def test_words_that_say_a_thing_is_so_become_true(scenario):
    responses = scenario.moments["accueil"].responses
    assert responses["desole"].empty_promise
    assert responses["attendre"].locked_show
    assert not responses["samedi"].empty_promise


def test_conditions_nest(scenario):
    when = scenario.moments["accueil"].responses["attendre"].when
    assert when == Condition(latitude=("low", "medium"), negated=Condition(flag=("promis",)))
    then = scenario.moments["courrier"].then[0].when
    assert then.alternatives == (Condition(knows=("suivie",)), Condition(load=("light",)))
    assert then.turn == Comparison(">=", 1)


def test_every_kind_of_moment_is_read(scenario):
    kinds = [type(moment) for moment in scenario.moments.values()]
    assert kinds == [Exchange, Read, Reflect, Compose]
    assert scenario.moments["accueil"].silence == Silence(12, (Branch("humeur"),))


def test_the_parts_of_a_message_say_which_questions_they_answer(scenario):
    compose = scenario.moments["courrier"]
    assert compose.parts["lieu"].answers == {"ou": "full", "quand": "partly"}
    assert compose.pick == (1, 2)
    assert compose.questions["quand"].urgent


def test_one_number_of_parts_is_both_the_least_and_the_most():
    text = WHOLE.replace("pick: [1, 2]", "pick: 2")
    assert read_text(text).scenario.moments["courrier"].pick == (2, 2)


def test_one_id_may_stand_without_brackets():
    text = minimal(("reveals: [sure]", "reveals: sure"))
    assert read_text(text).scenario.moments["accueil"].responses["ouvrir"].reveals == ("sure",)


def test_placeholders_are_left_for_the_conversation_to_fill(scenario):
    assert scenario.moments["accueil"].responses["samedi"].say.startswith("{customer}, troisième appel en {wait}")


def test_mappings_keep_the_authors_order(scenario):
    assert list(scenario.moments["accueil"].responses) == ["samedi", "desole", "attendre", "express"]


def test_comments_and_layout_do_not_change_the_content_hash():
    rewritten = MINIMAL.replace("title: Un bonjour", '# bonjour\ntitle:   "Un bonjour"  # le titre')
    assert content_hash(read_text(rewritten).scenario) == content_hash(read_text(MINIMAL).scenario)


def test_a_word_of_text_changes_the_content_hash():
    other = minimal(("Lequel ?", "Lequel donc ?"))
    assert content_hash(read_text(other).scenario) != content_hash(read_text(MINIMAL).scenario)


def test_anchors_and_merge_keys_say_a_thing_once():
    text = minimal(
        ('ouvrir: {say: "Qu\'est-ce qui change pour vous ?"', 'ouvrir: &o {say: "Qu\'est-ce qui change pour vous ?"'),
        ('fermer: {say: "Lequel ?", then: fin}', 'fermer: {<<: *o, say: "Lequel ?"}'),
    )
    responses = read_text(text).scenario.moments["accueil"].responses
    assert responses["fermer"].say == "Lequel ?"
    assert responses["fermer"].reveals == ("sure",)


def test_accents_may_be_composed_or_not():
    text = minimal(("fin", "fin-e\u0301tape"))
    scenario = read_text(text.replace("then: fin-e\u0301tape", "then: fin-\u00e9tape")).scenario
    assert list(scenario.endings) == ["fin-\u00e9tape"]
