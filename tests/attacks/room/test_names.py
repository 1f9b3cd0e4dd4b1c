"""Names that would act on a screen, take another's place, or fill it."""

import asyncio

import pytest

from simulator.errors import Refused
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.hub.names import clean_name, clean_words, distinct, folded
from simulator.room.keeper import Keeper
from tests.room.hub.talk import joined, talking

NAMES = {
    "[red]Ada[/red]": "[red]Ada[/red]",
    "<img src=x onerror=alert(1)>": "<img src=x onerror=alert(1)>",
    "Ada\x1b[2J\x1b]0;owned\x07": "Ada[2J]0;owned",
    "Ada\u202egnp.exe": "Adagnp.exe",
    "A\u2066d\u2069a": "Ada",
    "Ada\nBob\r\nEve\u2028Zoe": "Ada Bob EveZoe",
    "\u200bA\ufeffd\u00ada": "Ada",
    "Zoe\u0301": "Zoé",
    "  Ada \t Lovelace  ": "Ada Lovelace",
    "x" * 400: "x" * 40,
    "Z" + "\u0335" * 300 + "algo": "Z" + "\u0335" * 4 + "algo",
    "Z" + ("\u0335" * 4 + "\u200b") * 8 + "a": "Z" + "\u0335" * 4 + "a",
    "Z" + ("\u0335" * 2 + "\u200d") * 9 + "a": "Z\u0335\u0335\u200d\u0335\u0335\u200da",
    "A" + "\u200c" * 39: "A\u200c",
    "A\u034fd\ufe0fa\U000e0100\u3164\u2800": "Ada",
    "\u2764\ufe0f": "\u2764\ufe0f",
    "\U0001f469\u200d\U0001f52c": "\U0001f469\u200d\U0001f52c",
    "أمينة": "أمينة",
}


@pytest.mark.parametrize(("typed", "name"), NAMES.items(), ids=range(len(NAMES)))
async def test_a_name_is_kept_literally_without_what_would_act(
    hub: Hub, keeper: Keeper, typed: str, name: str
) -> None:
    async with joined(hub, keeper.code, typed) as (_, welcome):
        assert welcome.name == keeper.room.people[welcome.who].name == name


@pytest.mark.parametrize(
    "name",
    ["", "   ", "\x00\x1b", "\u200b\u200d\u202e", "\u3000", "\u0301\u0301", "\u3164", "\u2800\ufe0f", "\u115f\uffa0"],
)
async def test_a_name_in_which_there_is_nothing_to_see_is_none(hub: Hub, keeper: Keeper, name: str) -> None:
    async with talking(hub) as talker:
        await talker.hello(keeper.code, name=name)
        assert (await talker.until(say.Refused)).why == "no_name"
    assert not keeper.room.people


async def test_nobody_takes_the_name_of_another_not_even_with_letters_that_are_not_seen(
    hub: Hub, keeper: Keeper
) -> None:
    async with joined(hub, keeper.code, "Ada"), joined(hub, keeper.code, "A\u200bda\u202c") as (_, welcome):
        assert welcome.name == "Ada 2"


@pytest.mark.parametrize(
    "like",
    ["A\u200cda", "A\u034fda", "\u0410da", "\uff21\uff44\uff41", "A\u0501\u0430", "A d a", "\u0391da", "Ada\ufe0e"],
)
async def test_a_name_that_looks_like_another_is_numbered(hub: Hub, keeper: Keeper, like: str) -> None:
    async with joined(hub, keeper.code, "Ada"), joined(hub, keeper.code, like) as (_, welcome):
        assert welcome.name.endswith(" 2")


async def test_two_who_join_in_the_same_instant_are_not_called_the_same(hub: Hub, keeper: Keeper) -> None:
    async def name() -> str:
        async with joined(hub, keeper.code, "Ada") as (_, welcome):
            return welcome.name

    assert set(await asyncio.gather(*(name() for _ in range(5)))) == {"Ada", *(f"Ada {n}" for n in range(2, 6))}


async def test_a_name_that_could_not_be_written_down_is_free_again(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def lost(*_: object, **__: object) -> None:
        raise Refused("room_not_written")

    with monkeypatch.context() as broken:
        broken.setattr(keeper.log, "append", lost)
        async with talking(hub) as talker:
            await talker.hello(keeper.code, name="Ada")
            assert (await talker.until(say.Refused)).why == "log_lost"
    async with joined(hub, keeper.code, "Ada") as (_, welcome):
        assert welcome.name == "Ada"


def test_a_number_behind_a_long_name_keeps_it_within_its_length() -> None:
    taken = ["x" * 40, *(f"{'x' * 38} {number}" for number in range(2, 10))]
    assert distinct("x" * 40, {folded(name) for name in taken}) == "x" * 37 + " 10"


def test_cleaning_twice_is_cleaning_once() -> None:
    for typed in NAMES:
        assert clean_name(clean_name(typed)) == clean_name(typed)
        assert clean_words(clean_words(typed)) == clean_words(typed)
