"""Who is at the other end of a connection that a reverse proxy passes on: the proxy says so, and nobody else may."""

import ipaddress
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

HEADER: Final = "X-Forwarded-For"

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


def number(address: str) -> Number | None:
    """The number of an address, that of IPv4 where it stands for one; None for a name."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def beyond(told: Iterable[str]) -> str | None:
    """The last address of all such headers, which is what the proxy itself saw; None where that is no address.

    Whatever stands before it came from the other end, and may be invented.
    """
    last = ",".join(told).rpartition(",")[2].strip()
    try:
        found = number(last) or number(urlsplit(f"//{last}").hostname or "")
    except ValueError:
        return None
    return str(found) if found is not None else None
