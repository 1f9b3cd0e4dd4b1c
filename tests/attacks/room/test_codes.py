"""Guessing the code of a room."""

import asyncio

import pytest

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.hub import door as door_module
from simulator.room.hub.limits import MOST_WRONG, STORM, WRONG_SECONDS, WrongCodes, peer_of
from simulator.room.identity import new_code
from simulator.room.keeper import Keeper
from tests.room.hub.talk import Talker, joined, leading, talking


async def guess(hub: Hub, code: str = "ZZZZZZ", **keys: object) -> say.FromHub:
    async with talking(hub) as talker:
        await talker.hello(code, **{"look": True, **keys})
        return await talker.next()


async def whys(hub: Hub, count: int) -> list[str]:
    return [getattr(await guess(hub), "why", "") for _ in range(count)]


@pytest.fixture
def short_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "_HOLD_SECONDS", 0.05)


def test_a_code_has_no_letters_that_look_alike() -> None:
    drawn = {letter for _ in range(2000) for letter in new_code()}
    assert not drawn & set("01OIL")
    assert len(drawn) == 31


async def test_after_five_wrong_codes_in_ten_seconds_a_peer_waits(hub: Hub, short_hold: None) -> None:
    assert await whys(hub, MOST_WRONG + 2) == ["unknown_room"] * MOST_WRONG + ["wait"] * 2
    refused = await guess(hub)
    assert isinstance(refused, say.Refused)
    assert 1.0 <= refused.wait <= WRONG_SECONDS


async def test_what_can_be_no_code_counts_as_a_guess(hub: Hub, short_hold: None) -> None:
    for code in ("", "0OIL1!", "A" * 2000, "../../etc", "\u0130" * 6):
        answer = await guess(hub, code)
        assert getattr(answer, "why", "") == "unknown_room"
    assert await whys(hub, 1) == ["wait"]


async def test_a_guess_with_a_token_or_a_secret_is_a_guess(hub: Hub, short_hold: None) -> None:
    for number in range(MOST_WRONG):
        answer = await guess(hub, look=False, **({"token": "x"} if number % 2 else {"secret": "x"}))
        assert getattr(answer, "why", "") == "unknown_room"
    assert getattr(await guess(hub, look=False, token="x"), "why", "") == "wait"


async def test_a_class_that_shares_the_address_of_one_who_guesses_still_gets_in(
    hub: Hub, keeper: Keeper, short_hold: None
) -> None:
    async with joined(hub, keeper.code, "Before") as (_, before):
        pass
    await whys(hub, 3 * MOST_WRONG)
    async with joined(hub, keeper.code, "Ada") as (_, welcome):
        assert welcome.name == "Ada"
    async with talking(hub) as talker:
        await talker.hello(keeper.code, token=before.token)
        assert (await talker.until(say.Welcome)).who == before.who


async def test_who_is_in_the_room_already_comes_back_without_being_held(
    hub: Hub, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "_HOLD_SECONDS", 60.0)
    async with joined(hub, keeper.code) as (_, welcome):
        pass
    await whys(hub, MOST_WRONG)
    async with asyncio.timeout(10), talking(hub) as talker:
        await talker.hello(keeper.code, token=welcome.token)
        assert (await talker.until(say.Welcome)).who == welcome.who


async def test_another_peer_does_not_wait_for_one_who_guesses(hub: Hub, short_hold: None) -> None:
    await whys(hub, MOST_WRONG + 1)
    async with talking(hub, local_addr=("127.0.0.2", 0)) as other:
        await other.hello("ZZZZZZ", look=True)
        assert (await other.until(say.Refused)).why == "unknown_room"


async def test_however_many_connections_a_peer_opens_it_guesses_slowly(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door_module, "_MOST_HELD", 4)
    tried: list[str] = []

    async def find(code: str) -> None:
        tried.append(code)

    monkeypatch.setattr(hub._door, "_find", find)

    async def keep_guessing(talker: Talker) -> None:
        for _ in range(8):
            await talker.hello("ZZZZZZ", look=True)
            await talker.next()

    async def one() -> None:
        async with talking(hub) as talker:
            await keep_guessing(talker)

    await whys(hub, MOST_WRONG)
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(one() for _ in range(40)))
    took = asyncio.get_running_loop().time() - began
    assert MOST_WRONG < len(tried) <= MOST_WRONG + 4 * (1 + took / door_module._HOLD_SECONDS)


async def test_a_storm_warns_the_trainer_and_locks_nobody_out(
    hub: Hub, keeper: Keeper, short_hold: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with leading(hub, keeper.code) as trainer:
        await asyncio.gather(*(whys(hub, 3) for _ in range(STORM // 3 + 2)))
        warned = await trainer.until(say.Warned)
        assert (warned.what, warned.count > STORM) == ("storm", True)
        hall = hub.hall(keeper.code)
        assert hall is not None
        assert hall.warnings["storm"] > STORM
        async with joined(hub, keeper.code) as (_, welcome):
            assert welcome.name == "Ada"
        assert await keeper.lead(ev.JoinsLocked(locked=True)) is None
        answer = await guess(hub, keeper.code, look=False, name="Bob")
        assert getattr(answer, "why", "") == "joins_locked"


def test_wrong_codes_are_forgotten_after_a_while() -> None:
    wrong = WrongCodes()
    for number in range(MOST_WRONG):
        wrong.note("peer", float(number))
    assert wrong.wait("peer", 5.0) == WRONG_SECONDS - 5.0
    assert wrong.wait("peer", WRONG_SECONDS + 0.01) == 0.0
    assert (wrong.lately(5.0), wrong.lately(100.0)) == (MOST_WRONG, 0)


def test_who_guesses_from_ever_new_addresses_fills_no_memory() -> None:
    wrong = WrongCodes()
    for number in range(30_000):
        wrong.note(str(number), 0.0)
    assert len(wrong._of) == 10_000


def test_a_network_of_ipv6_is_one_peer_and_an_address_in_another_writing_the_same() -> None:
    assert peer_of("2001:db8::1") == peer_of("2001:db8::ffff:2") != peer_of("2001:db8:0:1::1")
    assert peer_of("::ffff:10.0.0.1") == peer_of("10.0.0.1")
    assert peer_of("fe80::1%eth0") == peer_of("fe80::2")
