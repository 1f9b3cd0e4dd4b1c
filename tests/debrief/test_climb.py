from fractions import Fraction

from simulator.conversation import decisions as do
from simulator.debrief.report import Report, debrief
from tests.debrief.calls import box_call, played, reading_call
from tests.kit import customer


def climbed(*decisions: do.Decision | str) -> Report:
    return debrief(played(box_call(), *decisions))


def test_the_steps_of_the_turns_add_up_to_the_ladder() -> None:
    report = climbed("ask", "serve")

    for stage in ("golden", "empathy", "platinum"):
        earned = sum((getattr(step, stage).earned for step in report.climb.turns), Fraction(0))
        assert earned == getattr(report.scorecard.ladder, stage)


def test_a_stock_apology_is_attentive_and_hollow() -> None:
    first = climbed("sorry").climb.turns[0]

    assert first.golden.missed == "hollow"
    assert 0 < first.golden.earned < first.golden.possible


def test_what_was_at_hand_and_not_used_is_named() -> None:
    first = climbed("sorry").climb.turns[0]

    assert first.empathy.missed == "nothing_used"
    assert first.empathy.about == ("wait", "tired")


def test_what_was_used_and_understood_is_named() -> None:
    first = climbed("ask").climb.turns[0]

    assert (first.empathy.earned, first.empathy.missed) == (Fraction(35, 2), "")
    assert first.empathy.about == ("wait", "tired")


def test_what_another_answer_would_have_opened_is_named() -> None:
    first = climbed("sorry").climb.turns[0]

    assert first.platinum.missed == "not_discovered"
    assert first.platinum.about == ("sure", "owned", "online")
    assert first.platinum.possible == 16


def test_a_known_wish_that_another_answer_served_is_missed() -> None:
    second = climbed("ask", "half").climb.turns[1]

    assert second.platinum.missed == "not_served"
    assert second.platinum.about == ("sure", "owned")


def test_a_dismissal_earns_nothing() -> None:
    step = climbed("rule").climb.turns[0]

    assert (step.golden.earned, step.golden.missed) == (0, "dismissed")


def test_only_the_first_answer_to_a_moment_is_on_the_ladder() -> None:
    assert [step.turn for step in climbed("rule", "ask").climb.turns] == [1]


def test_a_wish_has_its_path() -> None:
    path = next(one for one in climbed("ask", "serve").climb.wishes if one.name == "online")

    assert (path.known.by, path.known.turn) == ("response", 1)
    assert (path.served, path.guessed, path.confirmed) == (2, None, 2)


def test_a_lucky_guess_is_told_from_a_served_wish() -> None:
    report = climbed("guess")
    path = next(one for one in report.climb.wishes if one.name == "online")

    assert (path.known.by, path.served, path.guessed) == ("never", None, 1)


def test_what_the_file_or_a_cue_made_known_says_so() -> None:
    who = customer(known=("sure", "wait"))
    paths = {one.name: one for one in debrief(played(box_call(who=who))).climb.wishes}

    assert paths["sure"].known.by == "file"
    assert paths["owned"].known.by == "never"


def test_what_was_observed_came_from_a_cue() -> None:
    report = climbed(do.Observe())
    entry = next(entry for cell in report.grid for entry in cell.entries if entry.name == "again")

    assert entry.known is not None
    assert (entry.known.by, entry.known.turn) == ("cue", 0)


def test_what_was_read_right_came_from_the_reading() -> None:
    report = debrief(played(reading_call(), do.Read(pick="tired")))
    entry = next(entry for cell in report.grid for entry in cell.entries if entry.name == "tired")

    assert entry.known is not None
    assert entry.known.by == "reading"
