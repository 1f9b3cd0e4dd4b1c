"""Where a hub is: what somebody types, what a browser opens, what a connection is made to."""

from typing import Final, NamedTuple
from urllib.parse import SplitResult, urlsplit

from simulator.room.identity import CODE_LENGTH, read_code

PORT: Final = 7528
"""Where a hub listens unless it is told otherwise: PLAT on the keys of a telephone."""
PATH: Final = "/ws"
"""Where a hub takes connections of clients, beside the page that it serves."""
_LONGEST: Final = 300
_WITHOUT_TLS, _WITH_TLS = ("http", "ws"), ("https", "wss")


class Address(NamedTuple):
    """A hub. `host` is a name or a number, without the brackets of IPv6."""

    host: str
    port: int = PORT
    secure: bool = False
    """Whether there is TLS before it."""

    @property
    def place(self) -> str:
        """`host:port`, as people write it."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def named(self) -> str:
        """As one program tells another of it: what `read_address` makes the same address of."""
        return self.page().rstrip("/") if self.secure else self.place

    @property
    def socket(self) -> str:
        """What a connection is made to."""
        return f"{'wss' if self.secure else 'ws'}://{self.place}{PATH}"

    def page(self, code: str = "") -> str:
        """What a browser opens."""
        return f"{'https' if self.secure else 'http'}://{self.place}/{code}"


class Target(NamedTuple):
    """An address as it was typed, with the code of a room where it named one."""

    address: Address
    code: str | None = None


def read_address(typed: str) -> Target | None:
    """`host`, `host:port`, `http(s)://host:port/CODE` or `ws(s)://...`; None for what can be none.

    Without a port it is ours, and after `https://` or `http://` the port of the web.
    """
    text = typed.strip()
    if not text or len(text) > _LONGEST or any(letter.isspace() or not letter.isprintable() for letter in text):
        return None
    has_scheme = "://" in text
    try:
        parts = urlsplit(text if has_scheme else f"ws://{_bracketed(text)}")
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in (*_WITHOUT_TLS, *_WITH_TLS) or not parts.hostname or parts.username is not None:
        return None
    if port == 0:
        return None
    secure = parts.scheme in _WITH_TLS
    usual = (443 if secure else 80) if has_scheme else PORT
    return Target(Address(parts.hostname, port or usual, secure), _code_in(parts))


def _bracketed(text: str) -> str:
    """A bare IPv6 number, which has colons of its own, in its brackets."""
    return f"[{text}]" if text.count(":") > 1 and "[" not in text and "/" not in text else text


def _code_in(parts: SplitResult) -> str | None:
    """The last piece of the path, or what stands behind `#` or `code=`, where it can be a code."""
    pieces = (parts.path.rstrip("/").rpartition("/")[2], parts.fragment, parts.query.rpartition("=")[2])
    return next((code for code in map(read_code, pieces) if code is not None), None)


def looks_like_code(typed: str) -> bool:
    """Whether what was typed alone is a code rather than the name of a machine, which people write small."""
    return read_code(typed) is not None and (
        len(typed) > CODE_LENGTH or typed != typed.lower() or not typed.isalpha()
    )
