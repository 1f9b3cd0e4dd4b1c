"""One laptop and raised hands: counts are typed, and the keyboard goes from team to team."""

import asyncio

import pytest
from textual.events import Key

from simulator.locale import use
from simulator.room import events as ev
from simulator.room.formats import say_better
from simulator.room.table import Round
from simulator.tui.leading.hands import MOST, Hands
from tests.tui.room_stage import NARROW, WIDE, FakeDesk, leading, press, script_of, wall


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    use("en")
    yield
    use("en")


def laptop(form: str, *, teams: tuple[str, ...] = ("Red", "Blue"), name: str = "ligne-coupee") -> FakeDesk:
    return FakeDesk(script_of(name), format=form, teams=teams, local=True)


async def test_hands_are_typed_choice_by_choice_and_counted_before_going_on() -> None:
    desk = laptop("peer", teams=())
    async with leading(desk) as (pilot, screen):
        assert "One laptop and raised hands" in wall(screen)
        assert "K7FQ3D" not in wall(screen)
        await press(pilot, "space", "space", "1", "2", "down", "3", "up", "backspace", "4")
        assert "17 hands counted" in wall(screen)
        await press(pilot, "space")
        assert desk.room.table.stage == "tally"
        assert desk.room.table.rounds[-1].counts == (14, 3, 0, 0, 0)
        assert "82%" in wall(screen)


async def test_a_figure_typed_where_one_stood_takes_its_place() -> None:
    desk = laptop("peer", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "2", "0", "enter", "5", "enter", "up", "up", "3")
        assert "8 hands counted" in wall(screen)
        await press(pilot, "space")
        assert desk.room.table.rounds[-1].counts == (3, 5, 0, 0, 0)


async def test_erasing_a_figure_never_takes_a_step_back_and_stepping_back_never_erases() -> None:
    desk = laptop("peer", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "1", "2", *["backspace"] * 4)
        assert desk.room.table.stage == "vote"
        assert "0 hands counted" in wall(screen)
        await press(pilot, "7", "u")
        assert desk.room.table.stage == "scene"
        await press(pilot, "backspace")
        assert desk.room.table.stage == "lobby"


async def test_one_hand_is_told_as_one() -> None:
    desk = laptop("peer", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "1", "enter", "2", "enter")
        shown = [line.split()[-2:] for line in wall(screen).splitlines() if line.rstrip().endswith(("hand", "hands"))]
        assert shown == [["1", "hand"], ["2", "hands"], ["·", "hands"], ["·", "hands"], ["·", "hands"]]


async def test_enter_leads_down_the_choices_and_then_on() -> None:
    desk = laptop("live", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "2", *["enter"] * 4, "7", "enter")
        assert desk.room.table.stage == "vote"
        assert desk.room.table.rounds[-1].counts == (2, 0, 0, 0, 7)
        await press(pilot, "enter", "enter")
        assert desk.room.table.stage == "reveal"
        assert "the room decided" in wall(screen)


async def test_the_seat_and_the_predictions_are_typed_team_after_team() -> None:
    desk = laptop("hot-seat", teams=("Red", "Blue", "Green"))
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "Red: it is your turn at the keyboard." in wall(screen)
        await press(pilot, "1", "space")
        assert desk.room.table.stage == "predict"
        assert "Blue: it is your turn" in wall(screen)
        await press(pilot, "6")
        assert "Green: it is your turn" in wall(screen)
        assert "6 of" not in wall(screen)
        await press(pilot, "1", "space")
        assert desk.room.table.stage == "reveal"
        assert set(desk.room.table.points) == {"Blue", "Green"}
        assert "What the teams predicted" in wall(screen)


async def test_the_seat_spends_its_tokens_by_key() -> None:
    desk = laptop("hot-seat")
    async with leading(desk, WIDE) as (pilot, screen):
        await press(pilot, "space", "space", "b")
        assert desk.room.table.purses["Red"].breathe == 0
        assert "breathe ○" in wall(screen)
        await press(pilot, "1", "space", "6", "space")
        assert desk.room.table.stage == "reveal"
        assert "z take back" in wall(screen)
        await press(pilot, "z")
        assert desk.room.table.stage == "seat"
        assert not desk.room.table.turns
        assert isinstance(desk.said[-1], ev.Used)


async def test_sentences_are_typed_one_team_after_the_other_and_voted_by_hands() -> None:
    desk = laptop("say-better")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "Red: your sentence, in 25 words at most" in wall(screen)
        await press(pilot, *"Thank you for your patience", "enter")
        assert "Blue: your sentence" in wall(screen)
        await press(pilot, *"[b]Two", "enter", "space")
        assert desk.room.table.stage == "entries"
        assert "✗ a stock phrase in it" in wall(screen)
        assert "✓ no stock phrase" in wall(screen)
        assert "[b]Two" in wall(screen)
        assert "‹" in wall(screen)
        await press(pilot, "space", "5", "enter", "9", "space")
        assert desk.room.table.stage == "reveal"
        assert "★ preferred" in wall(screen)


async def test_too_many_words_are_refused_in_words_and_asked_for_again() -> None:
    desk = laptop("say-better")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", *("a " * 26), "enter")
        assert "25 words at most." in wall(screen)
        assert not desk.open[0].answers
        await press(pilot, "t", "1", *"Shorter", "enter")
        assert len(desk.open[0].answers) == 1


def entries_of(desk: FakeDesk) -> list[str]:
    """The sentences of the last round of writing, in the order of their numbers."""
    written = next(one for one in reversed(desk.room.table.rounds) if one.ask == "write")
    return [words for answer in written.answers.values() for words in answer.words.values()]


async def test_without_teams_sentences_are_typed_until_nothing_is_typed() -> None:
    desk = laptop("say-better", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        assert "A sentence of the room, in 25 words at most" in wall(screen)
        await press(pilot, *"Thank you for your patience", "enter")
        assert "1 sentence so far; another one, or enter alone" in wall(screen)
        await press(pilot, *"[b]Quit and 2", "enter", *"Three", "enter")
        assert "3 sentences so far" in wall(screen)
        assert "1  Thank you for your patience" in wall(screen)
        assert "2  [b]Quit and 2" in wall(screen)
        assert "stock phrase" not in wall(screen)
        await press(pilot, "enter")
        assert screen.errand is None
        assert desk.room.table.stage == "entries"
        assert entries_of(desk) == ["Thank you for your patience", "[b]Quit and 2", "Three"]
        assert "‹Thank you for your patience›" in wall(screen)
        await press(pilot, "space", "5", "enter", "9", "enter", "1", "space")
        assert desk.room.table.stage == "reveal"
        assert sorted(desk.room.table.rewritten[-1].rounds[-1].counts) == [1, 5, 9]
        assert "★ preferred" in wall(screen)


async def test_sentences_typed_faster_than_the_desk_is_are_all_there_and_in_their_order() -> None:
    class SlowDesk(FakeDesk):
        async def say(self, event: ev.Voted | ev.Used) -> str | None:
            await asyncio.sleep(0.3)
            return await super().say(event)

    desk = SlowDesk(script_of(), format="say-better", teams=(), local=True)
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        for key in "ab|cd|ef||":
            # As a terminal gives them, all at once.
            screen.app.post_message(Key("enter", "\r") if key == "|" else Key(key, key))
        for _time in range(1500):
            if desk.room.table.stage == "entries":
                break
            await asyncio.sleep(0.02)
        assert desk.room.table.stage == "entries"
        assert entries_of(desk) == ["ab", "cd", "ef"]


async def test_a_sentence_of_too_many_words_stays_to_be_put_right() -> None:
    desk = laptop("say-better", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", *("a " * 25), "b", "enter")
        assert "25 words at most." in wall(screen)
        await press(pilot, "backspace", "enter", "enter")
        assert desk.room.table.stage == "entries"
        assert entries_of(desk) == [("a " * 25).strip()]
        assert "on to another sentence" in wall(screen)
        await press(pilot, "space")
        assert desk.room.table.stage == "scene"
        assert len(desk.room.table.rewritten) == 1


async def test_nothing_typed_at_all_does_not_go_on_and_the_key_asks_again() -> None:
    desk = laptop("say-better", teams=())
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "enter")
        assert desk.room.table.stage == "rewrite"
        assert "Nobody has written anything yet." in wall(screen)
        await press(pilot, "t", *"One", "enter", *"Two", "enter", "escape", "t")
        assert "Which sentence?" in wall(screen)
        await press(pilot, "1", "end", "!", "enter")
        assert entries_of(desk) == ["One!", "Two"]
        await press(pilot, "t", "2", *["backspace"] * 3, "enter")
        assert entries_of(desk) == ["One!"]
        await press(pilot, "t", "2", *"Three", "enter", "enter")
        assert desk.room.table.stage == "entries"
        assert entries_of(desk) == ["One!", "Three"]


async def test_escape_puts_an_answer_off_and_its_key_asks_for_it_again() -> None:
    desk = laptop("say-better")
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", "escape")
        assert screen.errand is None
        await press(pilot, "t", "2", *"Now", "enter")
        assert desk.open[0].answers.keys() == {"voice-2"}


async def test_a_message_is_composed_by_several_digits() -> None:
    desk = laptop("hot-seat", name="trois-questions")
    async with leading(desk, WIDE) as (pilot, _screen):
        for _step in range(12):
            if desk.room.table.stage == "seat" and desk.open[0].ask == "parts":
                break
            await press(pilot, "1" if desk.open else "space")
            if desk.room.table.stage in {"seat", "predict"} and not desk.open[0].answers:
                await press(pilot, "1")
            await press(pilot, "space")
        asked = desk.open[0]
        assert asked.ask == "parts"
        await press(pilot, "2", "1", "1", "3", "end", "enter")
        (answer,) = desk.open[0].answers.values()
        assert set(answer.pick) == {asked.choices[1], asked.choices[2]}
        assert answer.pick[0] == asked.choices[1]


async def test_the_last_question_is_answered_by_hands_for_each_figure() -> None:
    desk = laptop("peer", teams=())
    async with leading(desk, NARROW) as (pilot, screen):
        for _turn in range(80):
            stage = desk.room.table.stage
            if stage == "rating":
                break
            await press(pilot, *(["9"] if stage == "vote" else []), "space")
        assert "0 to 10" in wall(screen)
        await press(pilot, *["right"] * 7, "4", "right", "4", "space")
        assert desk.room.table.stage == "over"
        assert "7.5 out of 10" in wall(screen)


@pytest.mark.parametrize("form", ["peer", "live", "hot-seat"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_each_format_goes_to_its_end_on_one_laptop(form, size) -> None:
    desk = laptop(form)
    async with leading(desk, size) as (pilot, screen):
        for _turn in range(120):
            stage = desk.room.table.stage
            if stage == "over":
                break
            if desk.open:
                await press(pilot, "1")
                if screen.errand is not None:
                    await press(pilot, "2", "end", "enter")
            await press(pilot, "space")
        assert desk.room.table.stage == "over"


def test_figures_are_typed_erased_and_never_more_than_three() -> None:
    hands = Hands.of(Round(7, "choose", "m", ("a", "b"), frozenset()))
    for figure in (0, 1, 2, 3):
        hands.digit(figure)
    assert hands.counts == (123, 0)
    assert hands.is_news
    hands.digit(4)
    assert hands.counts == (4, 0)
    assert max(hands.counts) <= MOST
    hands.erase()
    assert hands.counts == (0, 0)
    assert not hands.is_news
    hands.move(5)
    hands.digit(9)
    assert hands.is_last
    assert hands.told() == ev.Counted(round=7, counts=(0, 9))
    assert not hands.is_news


async def test_hands_typed_faster_than_they_are_told_are_none_of_them_lost() -> None:
    class SlowDesk(FakeDesk):
        async def lead(self, event: ev.Led) -> str | None:
            await asyncio.sleep(0.3)
            return await super().lead(event)

    desk = SlowDesk(script_of(), format="peer", local=True)
    async with leading(desk) as (pilot, _screen):
        await press(pilot, "space", "space")
        await pilot.press("1", "enter", "2", "enter", "3", "space")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert desk.room.table.stage == "tally"
        assert desk.room.table.rounds[-1].counts == (1, 2, 3, 0, 0)


async def test_once_every_sentence_is_said_better_and_the_call_is_over_the_key_goes_on_to_the_last_question() -> None:
    desk = laptop("live", teams=())
    while not (desk.room.table.stage == "reveal" and desk.room.table.line.position.state.is_over):
        for asked in desk.open:
            await desk.lead(ev.Counted(round=asked.id, counts=(1, *(0 for _ in asked.choices[1:]))))
        assert await desk.lead(ev.Advanced()) is None
    await desk.lead(ev.FormatChosen(format="say-better"))
    async with leading(desk) as (pilot, screen):
        assert "write a better sentence" in wall(screen)
        while desk.room.table.stage != "scene" or not say_better.is_spent(desk.script, desk.room.table):
            for asked in desk.open:
                if asked.ask == "write":
                    await desk.say(ev.Voted(who="voice-1", round=asked.id, words={"text": "I stay on the line."}))
                else:
                    await desk.lead(ev.Counted(round=asked.id, counts=(1,) * len(asked.choices)))
            assert await desk.lead(ev.Advanced()) is None
        await pilot.pause()
        assert "on to the last question" in wall(screen)
