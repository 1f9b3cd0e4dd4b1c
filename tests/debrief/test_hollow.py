from simulator.conversation import decisions as do
from simulator.conversation.script import Script
from simulator.debrief.report import debrief
from tests.debrief.calls import SORRY, box_call, played
from tests.kit import full_scenario


def test_a_stock_phrase_is_found_where_it_stands_with_what_it_costs() -> None:
    (found,) = debrief(played(box_call(), "sorry")).hollow

    assert found.text == SORRY
    assert found.phrase == SORRY[found.start : found.end]
    assert found.category == "hollow_apology"
    assert found.cost > 0
    assert found.sentence == SORRY


def test_the_prompt_offers_what_was_known_of_this_customer_when_it_was_said() -> None:
    (found,) = debrief(played(box_call(), "sorry")).hollow

    assert [detail.text for detail in found.could_use] == ["Twenty-two minutes", "Tired of repeating"]


def test_in_a_mail_every_phrase_keeps_its_own_part() -> None:
    script = Script(full_scenario("email"))
    opened = (do.Respond(response="listen"), do.Read(pick="tired"), do.Reflect())
    report = debrief(played(script, *opened, do.Compose(parts=("hollow", "date")), do.Send()))

    for found in report.hollow:
        assert found.text[found.start : found.end] == found.phrase
        assert found.sentence_start <= found.start < found.end <= found.sentence_end
    assert any(found.text == "As soon as possible." for found in report.hollow)


def test_words_of_one_s_own_hold_none() -> None:
    assert debrief(played(box_call(), "ask", "serve")).hollow == ()
