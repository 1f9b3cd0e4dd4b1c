"""What the hub serves over HTTP, and to whose pages it talks."""

import asyncio
import re
import socket

import pytest
from websockets.exceptions import InvalidStatus

from simulator.room import protocol as say
from simulator.room.hub import Hub
from simulator.room.keeper import Keeper
from simulator.room.log.memory import MemoryLogs
from tests.room.hub.talk import talking


async def fetch(hub: Hub, target: str, *, host: str = "", request: bytes = b"") -> tuple[str, dict[str, str], bytes]:
    """Status line, headers and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", hub.port)
    named = host or f"127.0.0.1:{hub.port}"
    writer.write(request or f"GET {target} HTTP/1.1\r\nHost: {named}\r\n\r\n".encode())
    async with asyncio.timeout(10):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    status, *lines = head.decode().split("\r\n")
    return status, {key.lower(): value for key, value in (line.split(": ", 1) for line in lines)}, body


@pytest.mark.parametrize("path", ["/", "/K7PM2Q", "/k7pm2q?x=1"])
async def test_the_page_comes_with_a_strict_policy_and_is_not_kept(hub: Hub, path: str) -> None:
    status, headers, body = await fetch(hub, path)
    assert status.endswith("200 OK")
    assert headers["content-type"] == "text/html; charset=utf-8"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"unsafe|\*|https?:", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert b"<script>" not in body


async def test_every_file_of_the_page_is_served_with_its_type_and_policy(hub: Hub) -> None:
    for path, (kind, content) in hub._pages._files.items():
        status, headers, body = await fetch(hub, path)
        assert (status.endswith("200 OK"), headers["content-type"], body) == (True, kind, content), path
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd",
        "//etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/nothing",
        "/ws",
        "*",
        "/__init__.py",
        "/\\..",
    ],
)
async def test_nothing_else_is_served(hub: Hub, path: str) -> None:
    status, headers, _ = await fetch(hub, path)
    assert " 404 " in status
    assert headers["content-security-policy"] == "default-src 'none'"


async def test_the_hub_says_that_it_is_well_and_nothing_of_its_rooms(hub: Hub, keeper: Keeper) -> None:
    status, _, body = await fetch(hub, "/health")
    assert (status.endswith("200 OK"), body) == (True, b"ok\n")


@pytest.mark.parametrize("host", ["evil.example; script-src *", "x'unsafe-inline'", "a b", "é"])
async def test_a_host_that_was_made_up_does_not_loosen_the_policy(hub: Hub, host: str) -> None:
    _, headers, _ = await fetch(hub, "/", host=host)
    policy = headers.get("content-security-policy", "")
    assert not any(piece in policy for piece in ("*", "unsafe", "evil.example;", "a b"))


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 5000 + b"\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200) + b"\n\n",
        b"\x00" * 10_000 + b"\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\nOrigin: c\r\nOrigin: d\r\n\r\n",
    ],
    ids=["POST", "long header", "many headers", "long path", "TLS", "zeros", "twice"],
)
async def test_requests_that_make_no_sense_harm_nobody(hub: Hub, keeper: Keeper, request_: bytes) -> None:
    try:
        status, _, _ = await fetch(hub, "", request=request_)
    except ConnectionError:
        status = ""
    assert "500" not in status
    async with talking(hub) as talker:
        await talker.hello(keeper.code, look=True)
        assert (await talker.until(say.Lobby)).version == say.VERSION


async def origin_is_let_in(hub: Hub, origin: str | None) -> bool:
    try:
        async with talking(hub, origin=origin):
            return True
    except InvalidStatus as error:
        return error.response.status_code != 403


async def test_the_hubs_own_page_may_connect_and_a_terminal_that_names_none(hub: Hub) -> None:
    for origin in (f"http://127.0.0.1:{hub.port}", f"http://localhost:{hub.port}", None):
        assert await origin_is_let_in(hub, origin), origin
    assert await origin_is_let_in(hub, f"http://{socket.gethostname()}:{hub.port}")


async def test_no_other_page_may(hub: Hub) -> None:
    for origin in (
        "http://evil.example", f"http://evil.example:{hub.port}", "null", "", "file://", "http://127.0.0.1",
        f"http://127.0.0.1:{hub.port + 1}", f"http://127.0.0.1.evil.example:{hub.port}", "http://[", "http://x:99999",
        f"http://127.0.0.1@evil.example:{hub.port}", f"http://192.0.2.7:{hub.port}", f"http://2130706433:{hub.port}",
    ):  # fmt: skip
        assert not await origin_is_let_in(hub, origin), origin


async def test_a_name_that_was_made_to_lead_here_does_not_open_the_door(hub: Hub) -> None:
    """As after DNS rebinding: page and request both say the stranger's name."""
    name = f"evil.example:{hub.port}"
    with pytest.raises(InvalidStatus):
        async with talking(hub, origin=f"http://{name}", additional_headers={"Host": name}):
            pass


async def test_pages_of_the_rooms_other_hubs_and_of_named_origins_may_connect(logs: MemoryLogs) -> None:
    async with Hub(logs, hubs=("10.0.0.2:7528",), origins=("https://room.example/",)) as hub:
        assert await origin_is_let_in(hub, "http://10.0.0.2:7528")
        assert await origin_is_let_in(hub, "https://ROOM.example")
        assert not await origin_is_let_in(hub, "http://10.0.0.2:7529")
        _, headers, _ = await fetch(hub, "/")
        assert "ws://10.0.0.2:7528" in headers["content-security-policy"]


async def test_a_hub_listens_to_this_machine_alone_until_it_is_told_otherwise(hub: Hub) -> None:
    assert hub._server is not None
    assert {one.getsockname()[0] for one in hub._server.sockets} == {"127.0.0.1"}
    assert not hub.is_open_to_network
    assert Hub(host="0.0.0.0").is_open_to_network
    assert Hub(host="").is_open_to_network


async def test_a_hub_that_is_published_over_tls_is_known_by_the_name_that_browsers_say(logs: MemoryLogs) -> None:
    """Of an address with the usual port, a browser leaves the port out."""
    published = Hub(logs, hubs=("https://other.example:443",), origins=("https://room.example:443/",))
    async with published as hub:
        assert await origin_is_let_in(hub, "https://room.example")
        assert await origin_is_let_in(hub, "https://other.example")
        assert not await origin_is_let_in(hub, "http://room.example")
        assert not await origin_is_let_in(hub, "https://room.example:444")
        _, headers, _ = await fetch(hub, "/")
        for place in ("wss://room.example:443", "wss://other.example:443"):
            assert place in headers["content-security-policy"].replace(";", " ").split()
