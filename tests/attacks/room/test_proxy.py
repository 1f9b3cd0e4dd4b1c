"""A hub behind a reverse proxy: the proxy is believed for whom it connects, and nobody else is."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from simulator.room.hub import Hub
from simulator.room.hub import door as door_module
from simulator.room.hub.limits import MOST_WRONG
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from simulator.room.proxy import beyond, number
from tests.room.hub.talk import joined, talking

WAITS = ["unknown_room"] * MOST_WRONG + ["wait"]
NEVER_WAITS = ["unknown_room"] * (MOST_WRONG + 1)


@pytest.fixture(autouse=True)
def short_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door_module, "_HOLD_SECONDS", 0.05)


@pytest_asyncio.fixture
async def behind(logs: MemoryLogs, keeper: Keeper) -> AsyncIterator[Hub]:
    """A hub whose proxy is on this machine."""
    async with Hub(logs, (keeper,), proxy="127.0.0.1") as started:
        yield started


async def why(hub: Hub, *told: str, near: str = "127.0.0.1") -> str:
    """What becomes of a wrong code that comes from there with these headers."""
    headers = [("X-Forwarded-For", one) for one in told]
    async with talking(hub, additional_headers=headers, local_addr=(near, 0)) as talker:
        await talker.hello("ZZZZZZ", look=True)
        return getattr(await talker.next(), "why", "")


async def test_each_beyond_the_proxy_guesses_for_himself(behind: Hub) -> None:
    assert [await why(behind, "203.0.113.7") for _ in range(MOST_WRONG + 1)] == WAITS
    assert await why(behind, "203.0.113.8") == "unknown_room"


async def test_what_the_other_end_invents_before_the_proxy_speaks_is_not_heard(behind: Hub) -> None:
    told = [await why(behind, f"203.0.113.{turn}, 198.51.100.1") for turn in range(MOST_WRONG + 1)]
    assert told == WAITS
    told = [await why(behind, f"203.0.113.{turn}", "198.51.100.2") for turn in range(MOST_WRONG + 1)]
    assert told == WAITS


async def test_what_somebody_says_who_is_not_the_proxy_is_not_heard(behind: Hub) -> None:
    told = [await why(behind, f"203.0.113.{turn}", near="127.0.0.2") for turn in range(MOST_WRONG + 1)]
    assert told == WAITS
    # Nor can he have others wait.
    assert await why(behind, "203.0.113.1") == "unknown_room"


async def test_without_a_proxy_nobody_is_believed(hub: Hub) -> None:
    assert [await why(hub, f"203.0.113.{turn}") for turn in range(MOST_WRONG + 1)] == WAITS


async def test_what_is_no_address_stands_for_the_proxy_itself(behind: Hub) -> None:
    told = [await why(behind, f"nobody-{turn}") for turn in range(MOST_WRONG)]
    assert [*told, await why(behind)] == WAITS


async def test_a_network_of_ipv6_counts_as_one_beyond_the_proxy_too(behind: Hub) -> None:
    assert [await why(behind, f"2001:db8::{turn}") for turn in range(MOST_WRONG + 1)] == WAITS
    assert [await why(behind, f"2001:db8:{turn + 1}::1") for turn in range(MOST_WRONG + 1)] == NEVER_WAITS


async def test_who_joins_over_the_proxy_is_taken_in(behind: Hub, keeper: Keeper) -> None:
    async with joined(behind, keeper.code, "Ada") as (_, welcome):
        assert welcome.name == "Ada"


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], None),
        ([""], None),
        (["unknown"], None),
        (["_hidden"], None),
        (["1.2.3.4,"], None),
        (["1.2.3.4"], "1.2.3.4"),
        ([" 9.9.9.9 , 1.2.3.4 "], "1.2.3.4"),
        (["9.9.9.9", "1.2.3.4"], "1.2.3.4"),
        (["1.2.3.4:5678"], "1.2.3.4"),
        (["[2001:db8::1]:5678"], "2001:db8::1"),
        (["2001:db8::1"], "2001:db8::1"),
        (["::ffff:1.2.3.4"], "1.2.3.4"),
        (["[2001:db8::1"], None),
        (["9" * 30_000], None),
        (["1.2.3.4@5.6.7.8"], "5.6.7.8"),
    ],
)
def test_the_last_address_counts(told: list[str], expected: str | None) -> None:
    assert beyond(told) == expected


def test_a_proxy_is_known_by_its_number_however_that_is_written() -> None:
    assert number("::ffff:127.0.0.1") == number("127.0.0.1")
    assert number("fe80::1%eth0") == number("fe80::1")
    assert number("localhost") is None
