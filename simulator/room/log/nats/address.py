"""Where a bus is, and who we are there: told in its address, or in the environment, where nobody else reads it."""

from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from simulator.errors import Misuse

_SCHEMES: Final = ("nats", "tls", "ws", "wss")
USER, PASSWORD, TOKEN = "NATS_USER", "NATS_PASSWORD", "NATS_TOKEN"
"""As other programs of NATS call them."""


class Login(NamedTuple):
    """Who we are: a user with his password, a token, or nobody."""

    user: str | None = None
    password: str | None = None
    token: str | None = None

    def __repr__(self) -> str:
        return "Login(...)"


class Bus(NamedTuple):
    """A server, or those of a cluster."""

    servers: tuple[str, ...]
    """Their addresses, without a login."""
    login: Login
    """For all of them, and for those that they name: of several in the addresses, the first."""

    @property
    def shown(self) -> str:
        return ",".join(self.servers)


def read_bus(url: str, environ: Mapping[str, str]) -> Bus:
    """Addresses with commas between them. Raises Misuse for what is none, and shows nothing before the last @."""
    parts = [_address(one, url) for one in url.split(",")]
    named = [login for one in parts if (login := _login(one.netloc)) is not None]
    login = named[0] if named else _login_of(environ)
    servers = tuple(one._replace(netloc=one.netloc.rpartition("@")[2]).geturl() for one in parts)
    return Bus(servers, login)


def _address(one: str, url: str) -> SplitResult:
    try:
        parts = urlsplit(one.strip())
        is_whole = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    # A password with a / or a # in it ends what is taken for the host, and would be shown as the rest.
    if not is_whole or "@" in f"{parts.path}{parts.query}{parts.fragment}":
        # What cannot be taken apart may hold a password anywhere before the last @, and commas in it.
        raise Misuse("nats_bad_address", url=url.rpartition("@")[2])
    return parts


def _login(netloc: str) -> Login | None:
    """What stands before the @, each %40 and the like read as what it stands for; a name alone is a token."""
    told, at, _host = netloc.rpartition("@")
    if not at:
        return None
    user, colon, password = told.partition(":")
    return Login(unquote(user), unquote(password)) if colon else Login(token=unquote(user))


def _login_of(environ: Mapping[str, str]) -> Login:
    user, password, token = (environ.get(name) or None for name in (USER, PASSWORD, TOKEN))
    return Login(user, password) if user and password else Login(token=token or user)
