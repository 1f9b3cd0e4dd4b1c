"""Where this machine can be reached."""

import contextlib
import ipaddress
import socket
from typing import Final

ANYWHERE: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  # what is meant by them is said, not bound
_FAR: Final = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
"""Addresses for documentation: nothing is sent there, the machine only says which way it would go."""


def is_loopback(host: str) -> bool:
    """Whether what listens there is out of reach for every other machine."""
    if host == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    return False


def own_addresses(host: str) -> tuple[str, ...]:
    """The numbers under which others reach what listens on `host`, the likeliest first."""
    if host not in ANYWHERE:
        return (host,)
    families = {socket.AF_INET} if host == "0.0.0.0" else {socket.AF_INET, socket.AF_INET6}  # noqa: S104
    found = [_on_the_way(family, far) for family, far in _FAR if family in families]
    with contextlib.suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(socket.gethostname(), None) if one[0] in families]
    reached = [one for one in dict.fromkeys(found) if one and not _is_of_no_use(one)]
    return tuple(reached) or ("127.0.0.1",)


def _on_the_way(family: int, far: str) -> str:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as way:
            way.connect((far, 9))
            return str(way.getsockname()[0])
    except OSError:
        return ""


def _is_of_no_use(number: str) -> bool:
    """Nobody else gets to a loopback, and a browser cannot open a link-local address."""
    address = ipaddress.ip_address(number.partition("%")[0])
    return address.is_loopback or address.is_link_local or address.is_unspecified
