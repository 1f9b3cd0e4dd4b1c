"""What the hub serves to a browser: the ballot page and nothing else; and whose pages may connect to it."""

import socket
from collections.abc import Iterable, Mapping
from email.utils import formatdate
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from simulator.room.addresses import PATH, read_address
from simulator.room.hub.link import Link
from simulator.room.identity import read_code
from simulator.room.page import policy
from simulator.room.proxy import number

HEALTH: Final = "/health"
Files = Mapping[str, tuple[str, bytes]]
"""Content type and content by path; the page itself is `/`."""

_PORTS: Final = {"http": 80, "https": 443}
_TEXT: Final = "text/plain; charset=utf-8"


class Pages:
    """`hubs` are the addresses of other hubs of the same rooms, `origins` further origins that may connect."""

    def __init__(self, files: Files, *, hubs: Iterable[str] = (), origins: Iterable[str] = ()) -> None:
        self._files = files
        self._hubs, published = tuple(hubs), tuple(origins)
        others = [target.address.page() for target in map(read_address, self._hubs) if target is not None]
        self._origins = {_plain(origin) for origin in (*published, *others)}
        self._places = (*published, *self._hubs)
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name}.local"}

    def answer(self, link: Link, request: Request) -> Response | None:
        """The response to a request; None for a connection that may be made."""
        path = request.path.partition("?")[0]
        if path == PATH and request.headers.get_all("Upgrade"):
            if all(self._is_ours(link, origin) for origin in request.headers.get_all("Origin")):
                return None
            return _response(HTTPStatus.FORBIDDEN, _TEXT, b"This page may not connect here.\n")
        if path == HEALTH:
            return _response(HTTPStatus.OK, _TEXT, b"ok\n")
        if path.startswith("/") and read_code(path.removeprefix("/")) is not None:
            path = "/"
        found = self._files.get(path)
        if found is None:
            return _response(HTTPStatus.NOT_FOUND, _TEXT, b"There is nothing here.\n")
        kind, body = found
        return _response(HTTPStatus.OK, kind, body, self._policy(request))

    def _is_ours(self, link: Link, origin: str) -> bool:
        """Whether a page is one that this hub served, under an address or a name of this machine.

        That is judged by the connection's own end and not by what the request says: with a name of his own that
        leads here, somebody else's page would say the right `Host` too.
        """
        if _plain(origin) in self._origins:
            return True
        try:
            parts = urlsplit(origin)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            return False
        here = link.local_address
        if not parts.hostname or port is None or not isinstance(here, tuple) or port != here[1]:
            return False
        return parts.hostname in self._names or number(parts.hostname) == number(here[0]) is not None

    def _policy(self, request: Request) -> str:
        return policy([*request.headers.get_all("Host")[:1], *self._places])


def _response(status: HTTPStatus, kind: str, body: bytes, rules: str = "default-src 'none'") -> Response:
    headers = Headers(
        {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            # Once: a header that is set again is one more header, and a browser obeys all of them.
            "Content-Security-Policy": rules,
            # From it the page knows how far its own clock is off.
            "Date": formatdate(usegmt=True),
        }
    )
    return Response(status.value, status.phrase, headers, body)


def _plain(origin: str) -> str:
    """As browsers write it: small, and without the port that its scheme has anyway."""
    text = origin.strip().rstrip("/").lower()
    port = _PORTS.get(text.partition("://")[0])
    return text.removesuffix(f":{port}")
