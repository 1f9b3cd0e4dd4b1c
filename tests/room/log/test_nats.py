"""Rooms on a real NATS server: killed, restarted, gone for good, wrongly addressed, full."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import nats
import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.js import api

from simulator.errors import Misuse, PlatineError, Refused
from simulator.room.log import Entry, Log, OutOfStep, content_name
from simulator.room.log.nats import NatsLogs, following
from simulator.room.log.nats import connection as connecting
from simulator.room.log.nats.address import Login, read_bus
from simulator.wording.errors import known, sentence
from tests.room.log.kit import first, silence
from tests.room.log.server import NatsServer

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[NatsServer]:
    """One of this test alone, which may be killed."""
    own = NatsServer(tmp_path)
    own.start()
    yield own
    own.kill()


@pytest_asyncio.fixture
async def logs(server: NatsServer) -> AsyncIterator[NatsLogs]:
    opened = NatsLogs(server.url)
    yield opened
    await opened.close()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers and signs of life are waited for less long than over a network."""
    monkeypatch.setattr(connecting, "OPENING_SECONDS", 0.7)
    monkeypatch.setattr(connecting, "ATTEMPT_SECONDS", 0.5)
    monkeypatch.setattr(following, "_HEARTBEAT_SECONDS", 0.2)
    monkeypatch.setattr(following, "_SILENCE_SECONDS", 0.5)


async def one_after_another(log: Log, acknowledged: dict[int, bytes], count: int) -> None:
    """As a trainer and a class do: ordered entries with votes between them."""
    last = 0
    for number in range(count // 10):
        last = await log.append(b"led %d" % number, key=f"led-{number}", after=last)
        assert acknowledged.setdefault(last, b"led %d" % number) == b"led %d" % number
        votes = [b"vote %d %d" % (number, who) for who in range(9)]
        places = await asyncio.gather(*(log.append(vote, key=vote.decode()) for vote in votes))
        acknowledged.update(zip(places, votes, strict=True))
        await asyncio.sleep(0.005)


@pytest.mark.usefixtures("impatient")
async def test_a_server_killed_in_the_middle_loses_and_doubles_nothing(server: NatsServer, logs: NatsLogs) -> None:
    log = await logs.create("ROOM")
    name = await log.put(b"the scenario" * 50_000)
    acknowledged: dict[int, bytes] = {}
    watching = asyncio.create_task(first(log, 300))
    writing = asyncio.create_task(one_after_another(log, acknowledged, 300))
    for _time in range(2):
        before = len(acknowledged)
        while len(acknowledged) < before + 40:
            await asyncio.sleep(0.001)
        await asyncio.to_thread(server.kill)
        await asyncio.to_thread(server.start)
    await writing
    expected = [Entry(place, body) for place, body in sorted(acknowledged.items())]
    assert len({body for _place, body in expected}) == 300
    assert await watching == expected
    assert await first(log, 300) == expected
    assert await silence(log, expected[-1].place)
    assert await log.content(name) == b"the scenario" * 50_000


async def test_who_follows_goes_on_at_once_when_the_server_is_back(
    server: NatsServer, logs: NatsLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_SILENCE_SECONDS", 60)
    log = await logs.create("ROOM")
    watching = asyncio.create_task(first(log, 2))
    await log.append(b"before", key="before")
    await asyncio.sleep(0.1)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)
    await log.append(b"after", key="after")
    assert [entry.body for entry in await asyncio.wait_for(watching, 5)] == [b"before", b"after"]


@pytest.mark.usefixtures("impatient")
async def test_what_is_written_waits_for_a_server_that_is_gone_but_not_for_ever(server: NatsServer) -> None:
    logs = NatsLogs(server.url, patience=0.6)
    log = await logs.create("ROOM")
    await log.append(b"before", key="before")
    await asyncio.to_thread(server.kill)
    began = time.monotonic()
    outcomes = await asyncio.gather(
        log.append(b"x", key="x"),
        log.put(b"x"),
        log.content("x"),
        logs.open("ROOM"),
        logs.codes(),
        return_exceptions=True,
    )
    assert time.monotonic() - began < 3
    assert [getattr(outcome, "key", outcome) for outcome in outcomes] == ["room_not_written"] * 2 + [
        "nats_unreachable"
    ] * 3
    await asyncio.to_thread(server.start)
    async with asyncio.timeout(10):
        while True:
            try:
                await log.append(b"after", key="after")
                break
            except Refused:
                continue
    assert {entry.body for entry in await first(log, 2)} >= {b"before"}
    await logs.close()


async def test_closing_does_not_wait_for_a_server_that_is_gone(
    server: NatsServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("simulator.room.log.nats.rooms._CLOSING_SECONDS", 0.3)
    logs = NatsLogs(server.url)
    log = await logs.create("ROOM")
    watching = asyncio.create_task(first(log, 1))
    await asyncio.to_thread(server.kill)
    await asyncio.sleep(0.1)
    writing = asyncio.create_task(log.append(b"x", key="x"))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await logs.close()
    with pytest.raises(Refused):
        await asyncio.wait_for(writing, 2)
    assert await asyncio.wait_for(watching, 2) == []
    assert time.monotonic() - began < 3


@pytest.mark.usefixtures("impatient")
async def test_a_consumer_that_the_server_loses_is_replaced(server: NatsServer, logs: NatsLogs) -> None:
    log = await logs.create("ROOM")
    await log.append(b"1", key="1")
    watching = asyncio.create_task(first(log, 2))
    await asyncio.sleep(0.2)
    side = await nats.connect(server.url)
    for consumer in await side.jetstream().consumers_info("platine-rooms"):
        await side.jetstream().delete_consumer("platine-rooms", consumer.name)
    await side.close()
    await log.append(b"2", key="2")
    assert [entry.body for entry in await watching] == [b"1", b"2"]


@pytest.mark.usefixtures("impatient")
async def test_messages_lost_on_the_way_to_a_follower_are_asked_for_again(
    logs: NatsLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await logs.create("ROOM")
    process = Client._process_msg
    delivered = 0

    async def lossy(self: Client, sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes) -> None:
        nonlocal delivered
        if reply.startswith(b"$JS.ACK"):
            delivered += 1
            if delivered % 17 == 0:
                return
        await process(self, sid, subject, reply, data, headers)

    monkeypatch.setattr(Client, "_process_msg", lossy)
    watching = asyncio.create_task(first(log, 200))
    places = await asyncio.gather(*(log.append(b"%d" % number, key=f"{number}") for number in range(200)))
    assert [entry.place for entry in await watching] == sorted(places)
    assert delivered > 200


@pytest.mark.usefixtures("impatient")
async def test_an_acknowledgement_lost_on_the_way_is_no_second_entry_and_not_out_of_step(
    logs: NatsLogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = await logs.create("ROOM")
    process = Client._process_msg
    lost = 0

    async def lossy(self: Client, sid: int, subject: bytes, reply: bytes, data: bytes, headers: bytes) -> None:
        nonlocal lost
        if b'"seq":' in data and b'"stream":"platine-rooms"' in data and b"duplicate" not in data and lost < 2:
            lost += 1
            return
        await process(self, sid, subject, reply, data, headers)

    monkeypatch.setattr(Client, "_process_msg", lossy)
    said, led = await asyncio.gather(log.append(b"said", key="said"), log.append(b"led", key="led", after=0))
    assert lost == 2
    assert await first(log, 2) == sorted([Entry(said, b"said"), Entry(led, b"led")])
    assert await silence(log, max(said, led))
    with pytest.raises(OutOfStep):
        await log.append(b"other", key="other", after=0)


async def test_two_hubs_share_a_room_and_only_one_leads_on(server: NatsServer) -> None:
    hubs = [NatsLogs(server.url), NatsLogs(server.url)]
    rooms = [await hubs[0].create("ROOM"), await hubs[1].open("ROOM")]
    seeing = [asyncio.create_task(first(room, 10)) for room in rooms]
    last = 0
    for number in range(10):
        outcomes = await asyncio.gather(
            *(room.append(b"%d" % who, key=f"{number}-{who}", after=last) for who, room in enumerate(rooms)),
            return_exceptions=True,
        )
        assert sum(isinstance(outcome, OutOfStep) for outcome in outcomes) == 1
        last = next(outcome for outcome in outcomes if isinstance(outcome, int))
    assert await seeing[0] == await seeing[1]
    content = b"x" * 2_000_000
    names = await asyncio.gather(*(room.put(content) for room in rooms))
    assert set(names) == {content_name(content)}
    assert [await room.content(names[0]) for room in rooms] == [content, content]
    await asyncio.gather(*(hub.close() for hub in hubs))


async def tried(writing: Coroutine[Any, Any, int]) -> int | str:
    """The place, or the key of the refusal."""
    try:
        return await writing
    except Refused as error:
        return error.key


async def test_a_stream_that_was_made_otherwise_is_used_as_it_is_and_a_full_one_refuses(server: NatsServer) -> None:
    side = await nats.connect(server.url)
    subjects = ["platine.room.*.led", "platine.room.*.said", "platine.rooms.*"]
    await side.jetstream().add_stream(
        api.StreamConfig(name="platine-rooms", subjects=subjects, max_bytes=20_000, discard=api.DiscardPolicy.NEW)
    )
    await side.close()
    logs = NatsLogs(server.url)
    log = await logs.create("ROOM")
    outcomes = [await tried(log.append(b"x" * 1000, key=f"{number}")) for number in range(50)]
    written = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert set(outcomes[len(written) :]) == {"nats_refused"}
    assert 5 < len(written) < 20
    assert [entry.place for entry in await first(log, len(written))] == written
    await logs.close()


@pytest.mark.usefixtures("impatient")
async def test_a_server_that_is_not_there_is_told_quickly_and_without_the_password() -> None:
    logs = NatsLogs("nats://trainer:s3cret@127.0.0.1:1,nats://127.0.0.1:2")
    began = time.monotonic()
    with pytest.raises(Refused) as caught:
        await logs.open("ROOM")
    assert time.monotonic() - began < 2
    assert caught.value.key == "nats_unreachable"
    assert caught.value.values["url"] == "nats://127.0.0.1:1,nats://127.0.0.1:2"
    assert caught.value.values["why"]
    assert "s3cret" not in "".join(sentence(caught.value)) + repr(caught.value) + logs.shown
    await logs.close()


@pytest.mark.usefixtures("impatient")
async def test_a_wrong_password_is_refused_and_not_shown(tmp_path: Path) -> None:
    server = NatsServer(tmp_path)
    server.start("--user", "trainer", "--pass", "right")
    logs = NatsLogs(server.url.replace("//", "//trainer:wr0ng@"))
    with pytest.raises(Refused) as caught:
        await logs.create("ROOM")
    assert caught.value.key == "nats_not_let_in"
    assert "uthorization" in caught.value.values["why"]
    assert "wr0ng" not in repr(caught.value)
    right = NatsLogs(server.url.replace("//", "//trainer:right@"))
    assert (await right.create("ROOM")).code == "ROOM"
    await right.close()
    server.stop()


async def test_a_server_with_tls_is_known_by_its_certificate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl here to make a certificate with: TLS was not tried")
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate,
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    server = NatsServer(tmp_path)
    server.start("--tls", "--tlscert", str(certificate), "--tlskey", str(key))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with pytest.raises(Refused) as caught:
        await NatsLogs(server.url.replace("nats:", "tls:")).codes()
    assert caught.value.key == "nats_unreachable"
    assert "certificate" in caught.value.values["why"]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    logs = NatsLogs(server.url.replace("nats:", "tls:"))
    log = await logs.create("ROOM")
    await log.append(b"1", key="1")
    assert [entry.body for entry in await first(log, 1)] == [b"1"]
    await logs.close()
    server.stop()
    # Over a screen, each line that a library writes would be one too many.
    assert [record.getMessage() for record in caplog.records if record.levelname != "DEBUG"] == []


async def test_a_server_without_jetstream_is_refused(tmp_path: Path) -> None:
    server = NatsServer(tmp_path)
    server.start(jetstream=False)
    logs = NatsLogs(server.url)
    with pytest.raises(Refused) as caught:
        await logs.create("ROOM")
    assert caught.value.key in {"nats_unreachable", "nats_refused"}
    await logs.close()
    server.stop()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nats://",
        "localhost",
        "http://host",
        "nats://host:port",
        "nats://u:s3cret@host:99999",
        "nats://a,",
        "nats://[",
        "nats://u:s3,cret@host",
        "nats://u:1/s3cret@host",
        "nats://u:1#s3cret@host",
        "nats://u:1?s3cret@host",
        "nats://u:s3cret@host,nats://u:s3@cret@host:port",
    ],
)
def test_what_is_no_address_is_wrong_usage_and_shows_no_password(url: str) -> None:
    with pytest.raises(Misuse) as caught:
        NatsLogs(url)
    assert caught.value.key == "nats_bad_address"
    assert not re.search("s3|cret", repr(caught.value))


@pytest.mark.parametrize(
    ("url", "environ", "expected"),
    [
        ("nats://a", {}, Login()),
        ("nats://u:p@a,nats://b", {}, Login("u", "p")),
        ("nats://a,nats://u:p%40%2C%2F@b", {}, Login("u", "p@,/")),
        ("nats://t0ken@a", {}, Login(token="t0ken")),
        ("nats://a", {"NATS_USER": "u", "NATS_PASSWORD": "p"}, Login("u", "p")),
        ("nats://a", {"NATS_TOKEN": "t"}, Login(token="t")),
        ("nats://a", {"NATS_USER": "t"}, Login(token="t")),
        ("nats://u:p@a", {"NATS_USER": "other", "NATS_PASSWORD": "other"}, Login("u", "p")),
        ("nats://a", {"NATS_USER": "", "NATS_PASSWORD": "p"}, Login()),
    ],
)
def test_who_we_are_stands_in_the_address_or_in_the_environment(
    url: str, environ: dict[str, str], expected: Login
) -> None:
    bus = read_bus(url, environ)
    assert tuple(bus.login) == tuple(expected)
    assert "@" not in bus.shown
    assert not any(one in repr(bus) for one in ("'p", "t0ken"))


@pytest.mark.parametrize("more", [("--user", "trainer", "--pass", "p@s/s,#1"), ("--auth", "t0k,en/1")])
async def test_a_login_of_the_environment_opens_the_rooms_and_is_nowhere_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    server = NatsServer(tmp_path)
    server.start(*more)
    with pytest.raises(Refused):
        await NatsLogs(server.url).codes()
    names = {"--user": "NATS_USER", "--pass": "NATS_PASSWORD", "--auth": "NATS_TOKEN"}
    for option, value in zip(more[::2], more[1::2], strict=True):
        monkeypatch.setenv(names[option], value)
    logs = NatsLogs(server.url)
    assert (await logs.create("ROOM")).code == "ROOM"
    assert logs.shown == server.url
    await logs.close()
    server.stop()
    login = ":".join(quote(value, safe="") for value in more[1::2])
    server.start(*more)
    for name in names.values():
        monkeypatch.delenv(name, raising=False)
    told = NatsLogs(server.url.replace("//", f"//{login}@"))
    assert [code for code, _at in await told.codes()] == ["ROOM"]
    await told.close()
    server.stop()


def run_without(module: str) -> str:
    program = (
        "import asyncio, sys\n"
        f"sys.modules[{module!r}] = None\n"
        "from simulator.errors import PlatineError\n"
        "from simulator.room.log.nats import NatsLogs\n"
        "try:\n"
        "    asyncio.run(NatsLogs('nats://127.0.0.1:1').codes())\n"
        "except PlatineError as error:\n"
        "    print(error.key)\n"
    )
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout


def test_without_nats_py_the_address_may_be_named_but_not_called() -> None:
    assert run_without("nats") == "nats_not_installed\n"


def test_the_log_does_not_load_the_network() -> None:
    program = (
        "import simulator.room.log.nats, simulator.room.log.file, sys, json; print(json.dumps(list(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert "simulator.room.log.nats" in json.loads(done.stdout)
    assert "nats" not in json.loads(done.stdout)


def test_every_key_of_a_refusal_has_its_sentence() -> None:
    keys = ("nats_not_installed", "nats_bad_address", "nats_unreachable", "nats_not_let_in", "nats_refused")
    for key in (*keys, "room_not_written", "room_followed"):
        assert known(key)
        assert "…" not in sentence(PlatineError(key, url="u", why="w", code="c", seconds="30"))[0]
