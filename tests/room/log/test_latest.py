"""What is at hand of a log's end: everything behind a place, or the word that it may not be everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.room.log.base import Entry
from simulator.room.log.file import FileLogs
from simulator.room.log.latest import Latest


@given(st.lists(st.integers(1, 5), max_size=1500), st.integers(0, 4000))
def test_what_is_at_hand_is_all_there_is_behind_a_place(steps: list[int], after: int) -> None:
    latest, place, entries = Latest(), 100, []
    for step in steps:
        place += step
        entries.append(Entry(place, b"x"))
        latest.add(entries[-1:])
    found = latest.behind(after)
    assert found is None or found == [entry for entry in entries if entry.place > after]
    if entries and after >= entries[-1].place:
        assert found == []


def test_what_was_before_the_first_entry_is_not_known() -> None:
    latest = Latest()
    assert latest.behind(0) is None
    latest.add([Entry(8, b"x"), Entry(9, b"y")])
    assert latest.behind(6) is None
    assert latest.behind(7) == [Entry(8, b"x"), Entry(9, b"y")]


@pytest.mark.asyncio
async def test_who_begins_far_behind_is_given_the_file_and_then_what_is_at_hand(tmp_path) -> None:
    logs = FileLogs(tmp_path)
    first = await logs.create("ABCDEF")
    for number in range(700):
        await first.append(b"old" if number < 5 else b"new", key=str(number))
    await first.close()
    again = await logs.open("ABCDEF")
    for number in range(3):
        await again.append(b"newest", key=f"again {number}")
    seen = []
    async for entry in again.follow():
        seen.append(entry)
        if len(seen) == 703:
            break
    assert [entry.place for entry in seen] == sorted({entry.place for entry in seen})
    assert [entry.body for entry in seen] == [b"old"] * 5 + [b"new"] * 695 + [b"newest"] * 3
    await logs.close()
