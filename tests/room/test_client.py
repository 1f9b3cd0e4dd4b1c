"""A participant's connection: what is done is done once, whatever the network does in between."""

import asyncio
import contextlib
import socket
import stat

import pytest

from simulator.errors import Misuse, Refused
from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room import seats
from simulator.room.addresses import PORT, Address
from simulator.room.client import Client, enter, look
from simulator.room.wire import LONGEST_PAUSE, pause
from tests.room.rehearsed import CODE, rehearsed, until


@contextlib.asynccontextmanager
async def joined(hub, name: str = "Ana", **how):
    client = await Client.join([hub.address], CODE, name=name, **how)
    try:
        yield client
    finally:
        await client.close()


def votes(hub) -> list[say.Vote]:
    return [message for message in hub.heard if isinstance(message, say.Vote)]


def answers(hub) -> dict[str, tuple[str, ...]]:
    """Who answered what in the last round, by name."""
    people = hub.room.people
    return {people[who].name: answer.pick for who, answer in hub.room.table.rounds[-1].answers.items()}


async def test_who_joins_sees_the_room_and_knows_who_he_is():
    async with rehearsed() as hub, joined(hub) as client:
        assert client.state == "joined"
        assert client.me is not None
        assert client.me.name == "Ana"
        assert client.view is not None
        assert client.view.stage == "lobby"
        await hub.lead(ev.Advanced())
        await until(lambda: client.view.stage == "scene")


async def test_a_vote_is_on_its_way_and_then_in():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        assert client.vote([2])
        assert client.mine is not None
        assert not client.mine.is_in
        await until(lambda: client.mine.is_in)
        assert client.mine.pick == (2,)
        assert client.voted == (1, 1)
        assert answers(hub) == {"Ana": (hub.room.table.rounds[-1].choices[1],)}


async def test_a_vote_that_was_taken_without_a_word_is_said_again_with_its_id_and_counts_once():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        hub.hears = False
        client.vote([1])
        await until(lambda: votes(hub))
        assert not client.mine.is_in
        await hub.stop()
        await until(lambda: client.state == "reconnecting")
        hub.hears = True
        await hub.start()
        await until(lambda: client.state == "joined" and client.mine.is_in)
        first, again = votes(hub)
        assert first == again
        assert sum(isinstance(event, ev.Voted) for event in hub.log) == 1
        assert client.me.who == hub.room.present[0].who
        assert len(hub.room.people) == 1


async def test_what_is_voted_without_a_connection_is_voted_once_there_is_one():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        await hub.stop()
        await until(lambda: client.state == "reconnecting")
        client.vote([1])
        client.vote([3])
        assert client.is_waiting
        await hub.start()
        await until(lambda: client.state == "joined" and client.mine.is_in)
        assert [vote.pick for vote in votes(hub)] == [(3,)]
        assert answers(hub) == {"Ana": (hub.room.table.rounds[-1].choices[2],)}


async def test_an_answer_to_a_vote_that_is_open_again_after_steps_back_is_known_as_ones_own():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        first = client.view.question.round
        client.vote([2])
        await until(lambda: client.mine.is_in)
        await hub.lead(ev.Advanced(), ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.question.round != first)
        assert client.mine is None
        client.vote([1])
        await until(lambda: client.mine.is_in)
        await hub.lead(ev.SteppedBack(), ev.SteppedBack(), ev.SteppedBack())
        await until(lambda: client.view.question.round == first and not client.view.question.locked)

        assert (client.mine.pick, client.mine.is_in) == ((2,), True)


async def test_who_comes_back_is_told_the_answer_that_counts_and_not_the_change_that_did_not():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        client.vote([2])
        await until(lambda: client.mine.is_in)
        assert not client.vote([1], {"text": "long " * say.LARGEST})
        assert client.mine.why == "too_long"
        await hub.stop()
        await until(lambda: client.state == "reconnecting")
        await hub.start()
        await until(lambda: client.state == "joined")

        assert (client.mine.pick, client.mine.is_in, client.mine.why) == ((2,), True, "")


async def test_a_terminal_that_comes_back_by_its_token_finds_its_answer():
    async with rehearsed() as hub:
        async with joined(hub) as client:
            await hub.lead(ev.Advanced(), ev.Advanced())
            await until(lambda: client.view.stage == "vote")
            client.vote([2])
            await until(lambda: client.mine.is_in)
            token, who = client.token, client.me.who
        back = await Client.join([hub.address], CODE, token=token)
        assert back.me.who == who
        assert back.mine.is_in
        assert back.mine.pick == (2,)
        assert back.token == token
        await back.close()


async def test_an_answer_that_does_not_count_says_why():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        async with joined(hub, "Late") as late:
            late.vote([1])
            await until(lambda: late.mine.why)
            assert late.mine.why == "wait_for_the_next"
            assert not late.is_waiting
        hub.refuses[say.Vote] = say.Refused(why="not_understood")
        client.vote([1])
        await until(lambda: client.mine.why == "not_understood")


async def test_what_was_too_much_at_once_is_said_again():
    async with rehearsed() as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "vote")
        hub.refuses[say.Vote] = say.Refused(why="too_fast", wait=0.05)
        client.vote([1])
        await until(lambda: client.mine.is_in)
        first, again = votes(hub)
        assert first.id == again.id


async def test_words_that_are_too_long_for_a_message_never_leave():
    async with rehearsed("grid") as hub, joined(hub) as client:
        await hub.lead(ev.Advanced(), ev.Advanced())
        await until(lambda: client.view.stage == "grid")
        assert not client.vote(words={"feels": "é" * 3000})
        assert client.mine.why == "too_long"
        assert client.vote(words={"feels": "tired"})
        await until(lambda: client.mine.is_in)
        assert client.mine.words == {"feels": "tired"}
        assert len(votes(hub)) == 1


async def test_the_next_hub_of_the_list_takes_over():
    async with rehearsed() as hub, rehearsed() as other:
        hub.hubs = (other.address.place, "nonsense with blanks")
        async with joined(hub) as client:
            assert client.addresses == (hub.address, other.address)
            other.log, other.room = hub.log, hub.room
            await hub.stop()
            await until(lambda: client.state == "reconnecting")
            await other.lead(ev.Advanced())
            await until(lambda: client.state == "joined")
            assert client.addresses[0] == other.address
            await until(lambda: client.view.stage == "scene")
            await hub.start()


async def test_a_hub_that_lags_behind_takes_nothing_back():
    async with rehearsed() as hub, joined(hub) as client:
        behind = client.view
        await hub.lead(ev.Advanced())
        await until(lambda: client.view.stage == "scene")
        await hub.tell(say.Seen(view=behind))
        await hub.tell(say.Progress(round=0, voted=0, voters=0, people=7))
        await until(lambda: client._progress is not None)
        assert client.view.stage == "scene"


async def test_farewells_say_whether_to_come_back():
    async with rehearsed() as hub:
        async with joined(hub) as client:
            await hub.tell(say.Bye(why="hub_stops"))
            await until(lambda: client.why == "hub_stops")
            await hub.stop()
            await until(lambda: client.state == "reconnecting")
            await hub.start()
            await until(lambda: client.state == "joined")
            assert client.why == ""
            await hub.tell(say.Bye(why="removed", again=False))
            await until(lambda: client.state == "refused")
            assert client.why == "removed"
        async with joined(hub, "Bo") as client:
            await hub.lead(ev.Closed())
            await until(lambda: client.state == "closed")
            assert client.why == "room_closed"


async def test_a_class_that_waits_its_turn_comes_in_by_itself():
    async with rehearsed() as hub:
        hub.refuses[say.Hello] = say.Refused(why="wait", wait=0.1)
        client = Client([hub.address], CODE, name="Ana")
        client.start()
        await until(lambda: client.why == "wait")
        # The hub lets go of whom it refused.
        await asyncio.gather(*(socket.close() for socket in list(hub._server.connections)))
        await until(lambda: client.state == "joined")
        await client.close()
        assert [person.name for person in hub.room.present] == ["Ana"]


async def test_a_look_before_joining_says_which_teams_there_are():
    async with rehearsed("hot-seat", teams=("North", "South")) as hub:
        lobby, address = await look([Address("127.0.0.1", 9), hub.address], CODE)
        assert lobby.teams == ("North", "South")
        assert address == hub.address
        hello = say.Hello(version=say.VERSION, code=CODE, name="Ana", team="North")
        welcome, _address = await enter([hub.address], hello)
        assert welcome.token
        assert hub.room.present[0].team == "North"


async def test_a_welcome_that_was_lost_is_asked_for_again_and_nobody_joins_twice():
    async with rehearsed() as hub:
        hub.loses_welcomes = 1
        welcome, _address = await enter([hub.address], say.Hello(version=say.VERSION, code=CODE, name="Ana"))
        assert [(person.who, person.name) for person in hub.room.present] == [(welcome.who, "Ana")]
        hub.loses_welcomes = 2
        client = await Client.join([hub.address], CODE, name="Bo")
        assert client.state == "joined"
        assert [person.name for person in hub.room.present] == ["Ana", "Bo"]
        await client.close()


@pytest.mark.parametrize(
    ("make", "error", "key"),
    [
        ({"code": "AAAAAA"}, Misuse, "room_join_unknown_room"),
        ({"team": "West"}, Misuse, "room_join_no_such_team"),
        ({"token": "forged", "name": ""}, Refused, "room_join_unknown_token"),
        ({"version": 99}, Refused, "room_join_other_version"),
    ],
)
async def test_what_a_hub_refuses_is_an_error_with_its_exit_code(make, error, key):
    given = {"version": say.VERSION, "code": CODE, "name": "Ana", **make}
    async with rehearsed() as hub:
        with pytest.raises(error) as caught:
            await enter([hub.address], say.Hello(**given))
    assert caught.value.key == key
    assert caught.value.exit_code == (2 if error is Misuse else 4)


async def test_a_dead_port_and_a_port_without_a_hub_are_told_apart():
    with socket.create_server(("127.0.0.1", 0)) as free:
        dead = free.getsockname()[1]
    with pytest.raises(Refused) as caught:
        await look([Address("127.0.0.1", dead)], CODE)
    assert caught.value.key == "room_unreachable"

    async def speak(reader, writer):
        await reader.readline()
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(speak, "127.0.0.1", 0) as server:
        with pytest.raises(Refused) as caught:
            await look([Address("127.0.0.1", server.sockets[0].getsockname()[1])], CODE)
    assert caught.value.key == "room_no_hub"
    assert caught.value.exit_code == 4


def test_pauses_grow_within_bounds():
    assert [pause(n, max) for n in range(6)] == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]
    assert all(0.25 <= pause(n) <= LONGEST_PAUSE for n in range(40))


def test_the_port_is_one_that_anybody_may_listen_on():
    assert 1024 < PORT < 32768


def test_a_seat_is_kept_for_its_owner_alone_and_offered_to_its_hubs_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    seat = seats.Seat("Ana", "t0ken", None, ("127.0.0.1:7528",))
    seats.keep(CODE, seat)
    seats.keep(CODE, seats.Seat("Bo", "other", None, ("127.0.0.1:7528",)))
    (file,) = (tmp_path / "rooms").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in seats.kept_seats(CODE)] == ["Bo", "Ana"]
    assert seats.kept_seats(CODE, "elsewhere:7528") == ()
    seats.forget(CODE, "other")
    assert seats.kept_seats(CODE, "127.0.0.1:7528") == (seat,)
    seats.forget(CODE, "t0ken")
    assert list((tmp_path / "rooms").iterdir()) == []


@pytest.mark.parametrize("text", [b"", b"{", b"[1]", b"\xff" * 70_000], ids=["empty", "cut", "other", "huge"])
def test_a_damaged_seat_is_no_seat(text, tmp_path, monkeypatch):
    monkeypatch.setenv("PLATINE_HOME", str(tmp_path))
    (tmp_path / "rooms").mkdir()
    (tmp_path / "rooms" / f"{CODE}.seat").write_bytes(text)
    assert seats.kept_seats(CODE) == ()
    assert seats.kept_seats("../../etc") == ()
