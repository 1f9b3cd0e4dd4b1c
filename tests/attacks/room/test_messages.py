"""Messages that are none: oversized, deep, malformed, binary, in pieces, or drawn at random."""

import contextlib
import json
import random
import struct

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode

from simulator.room import events as ev
from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from tests.room.hub.talk import Talker, joined, leading, talking, voting

DEEP = "[" * 2000 + "]" * 2000
NOT_UNDERSTOOD = {
    "nothing": "",
    "no json": "hello",
    "a number": "1",
    "null": "null",
    "no kind": "{}",
    "an unknown kind": '{"do":"dance"}',
    "a list": '["vote"]',
    "a list that is deep": DEEP,
    "a field that is deep": f'{{"do":"leave","x":{DEEP}}}',
    "objects that are deep": '{"a":' * 650 + "1" + "}" * 650,
    "a field missing": '{"do":"vote","id":"a"}',
    "a wrong type": '{"do":"vote","id":"a","round":"1"}',
    "no id": '{"do":"vote","id":"","round":1}',
    "an id too long": f'{{"do":"vote","id":"{"a" * 65}","round":1}}',
    "a round that is no number": '{"do":"vote","id":"a","round":1e999}',
    "a round that is too large": f'{{"do":"vote","id":"a","round":{10**30}}}',
    "a round below nothing": '{"do":"vote","id":"a","round":-1}',
    "half a character": '{"do":"vote","id":"\\ud800","round":1}',
    "not a number": '{"do":"vote","id":"a","round":NaN}',
    "two at once": '{"do":"leave"}{"do":"leave"}',
    "a second hello": '{"do":"hello","version":1,"code":"ZZZZZZ"}',
    "an aid that there is not": '{"do":"use","id":"a","aid":"flee"}',
    "bytes": b'{"do":"leave"}',
    "more bytes": bytes(range(256)),
}


async def is_well(hub: Hub, keeper: Keeper, other: Talker) -> bool:
    """Whether somebody else in the room is served as ever, and somebody new, too."""
    asked = await voting(keeper)
    done = await other.vote(asked.id, 1)
    async with joined(hub, keeper.code, "New") as (_, welcome):
        return done.why == "" and welcome.who in keeper.room.people


@pytest.mark.parametrize("message", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
async def test_a_message_that_is_none_is_refused_and_harms_nobody(
    hub: Hub, keeper: Keeper, message: str | bytes
) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Eve") as (eve, _):
        asked = await voting(keeper)
        before = keeper.room.table
        await eve.send(message)
        refused = await eve.until(say.Refused)
        assert refused.why in {"not_understood", "not_asked"}
        assert keeper.room.table == before
        assert (await eve.vote(asked.id, 1)).why == ""
        assert await is_well(hub, keeper, ada)


@pytest.mark.parametrize("message", NOT_UNDERSTOOD.values(), ids=NOT_UNDERSTOOD)
async def test_before_the_greeting_it_is_refused_as_well(hub: Hub, keeper: Keeper, message: str | bytes) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), talking(hub) as eve:
        await eve.send(message)
        assert (await eve.until(say.Refused)).why in {"not_understood", "hello_first", "unknown_room"}
        assert await is_well(hub, keeper, ada)


async def test_the_trainer_too_is_told_that_he_was_not_understood(hub: Hub, keeper: Keeper) -> None:
    async with leading(hub, keeper.code) as trainer:
        for event in (
            ev.Extended(seconds=2**70), ev.Counted(round=2**70, counts=(2**70,)), ev.Picked(pick=("\ud800",))
        ):  # fmt: skip
            body = {"do": "lead", "id": "x", "after": 1, "event": {"what": _tag(event), **_fields(event)}}
            await trainer.send(json.dumps(body))
            assert (await trainer.until(say.Refused)).why
        assert (await trainer.lead(ev.Advanced(), keeper.room.led)).why == ""


def _tag(event: ev.Event) -> str:
    return str(type(event).__struct_config__.tag)


def _fields(event: ev.Event) -> dict[str, object]:
    return {name: getattr(event, name) for name in event.__struct_fields__ if name != "at"}


async def test_a_message_of_4_kib_is_read_and_one_byte_more_is_not(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Eve") as (eve, _):
        await eve.send("x" * say.LARGEST)
        assert (await eve.until(say.Refused)).why == "not_understood"
        await eve.send("x" * (say.LARGEST + 1))
        with pytest.raises(ConnectionClosed):
            await eve.until(say.Bye)
        assert eve.socket.close_code == 1009
        assert await is_well(hub, keeper, ada)


async def test_a_large_message_in_small_pieces_is_not_read_either(hub: Hub, keeper: Keeper) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Eve") as (eve, _):
        with contextlib.suppress(ConnectionClosed):
            await eve.socket.send("x" * 100 for _ in range(100))
        await eve.gone()
        assert eve.socket.close_code == 1009
        assert await is_well(hub, keeper, ada)


@pytest.mark.parametrize(
    "data",
    [
        Frame(Opcode.TEXT, b"\xff\xfe").serialize(mask=True),
        Frame(Opcode.TEXT, b'{"do":"leave"}').serialize(mask=False),
        b"\xc1\x81\x00\x00\x00\x00x",
        Frame(Opcode.CONT, b"x").serialize(mask=True),
        b"\x83\x80\x00\x00\x00\x00",
        struct.pack("!BBQ", 0x81, 0xFF, 2**63),
        struct.pack("!BBQ", 0x81, 0xFF, 2**40),
        b"\x89\xff" + b"x" * 300,
        b"\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    ],
    ids=[
        "bad UTF-8",
        "unmasked",
        "compressed",
        "a piece of nothing",
        "reserved",
        "2^63",
        "2^40",
        "long ping",
        "HTTP",
    ],
)
async def test_frames_against_the_protocol_end_that_connection_and_no_other(
    hub: Hub, keeper: Keeper, data: bytes
) -> None:
    async with joined(hub, keeper.code, "Ada") as (ada, _), joined(hub, keeper.code, "Eve") as (eve, _):
        eve.socket.transport.write(data)
        await eve.gone()
        assert await is_well(hub, keeper, ada)


@pytest.mark.parametrize("seed", range(4))
async def test_messages_drawn_at_random_harm_nobody(hub: Hub, keeper: Keeper, seed: int) -> None:
    draw = random.Random(seed)
    values: list[object] = [0, -1, 1, 2**63, 2**64, 1e308, "", "a", "\x00", None, True, [], {}, [[]], {"a": {}}]
    fields = ["do", "id", "round", "pick", "words", "aid", "after", "event", "version", "code", "name", "token"]
    kinds = ["vote", "use", "go", "lead", "hello", "x"]
    async with joined(hub, keeper.code, "Ada") as (ada, _):
        for _ in range(8):
            async with joined(hub, keeper.code, "Eve") as (eve, _):
                for _ in range(30):
                    message = {draw.choice(fields): draw.choice(values) for _ in range(draw.randrange(8))}
                    text = bytearray(json.dumps({**message, "do": draw.choice(kinds)}).encode())
                    for _ in range(draw.randrange(3)):
                        text[draw.randrange(len(text))] = draw.randrange(32, 127)
                    await eve.send(text.decode())
                    await eve.until(say.Refused)
        assert await is_well(hub, keeper, ada)
    assert keeper.skipped == 0
