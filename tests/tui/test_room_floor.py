"""One laptop and no teams: sentences that are typed one after the other, more of them than a wall has room for."""

import asyncio

import pytest
from textual.events import Key, Paste

from simulator.locale import use
from simulator.room import events as ev
from simulator.room.formats.say_better import MOST_SENTENCES
from tests.tui.room_stage import NARROW, WIDE, FakeDesk, leading, press, script_of, wall

LONG = "I see to it at once, Mr Hehir, and I call you back at two, sentence number {number}."


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.setenv("PLATINE_LANGUAGE", "en")
    use("en")
    yield
    use("en")


class SlowDesk(FakeDesk):
    async def say(self, event: ev.Voted | ev.Used) -> str | None:
        await asyncio.sleep(0.1)
        return await super().say(event)


def laptop(kind: type[FakeDesk] = FakeDesk) -> FakeDesk:
    return kind(script_of(), format="say-better", teams=(), local=True)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
async def test_the_last_sentences_are_always_on_the_wall_with_what_is_to_be_typed(size) -> None:
    desk = laptop()
    async with leading(desk, size) as (pilot, screen):
        await press(pilot, "space", "space")
        for number in range(1, MOST_SENTENCES + 1):
            [asked] = desk.open
            await desk.say(ev.Voted(who="voice-1", round=asked.id, words={"text": LONG.format(number=number)}))
            await pilot.pause()
            shown = wall(screen)
            assert f"{number:>2}  I see to it at once" in shown
            assert "Say it better, in 25 words at most." in shown
            assert f"{number} sentence" in shown
        await press(pilot, *"x", "enter")
        assert "No more sentences" in wall(screen)


async def test_a_refusal_stays_while_what_was_typed_before_arrives() -> None:
    desk = laptop(SlowDesk)
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space")
        for key in ("a", "enter", *("b", "space") * 26, "enter"):
            screen.app.post_message(Key(key, " " if key == "space" else key if len(key) == 1 else None))
        for _time in range(1500):
            if desk.open[0].answers and "1 sentence so far" in wall(screen):
                break
            await asyncio.sleep(0.02)
        await pilot.pause()
        assert "✗ 25 words at most." in wall(screen)
        await press(pilot, *["backspace"] * 2, "enter")
        assert "✗" not in wall(screen)


async def test_lines_pasted_at_once_are_a_sentence_each() -> None:
    desk = laptop(SlowDesk)
    async with leading(desk) as (pilot, screen):
        await press(pilot, "space", "space", *"a")
        screen.app.post_message(Paste("b\n\n  c \x1b[2J\r\nd\n"))
        for _time in range(1500):
            if "3 sentences so far" in wall(screen):
                break
            await asyncio.sleep(0.02)
        [answer] = desk.open[0].answers.values()
        assert list(answer.words.values()) == ["ab", "c \x1b[2J", "d"]
        assert "\x1b" not in wall(screen)
