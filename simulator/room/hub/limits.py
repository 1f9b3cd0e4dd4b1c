"""How much is too much: messages of a connection, wrong codes of an address. Times are a loop's, in seconds."""

import ipaddress
from collections import OrderedDict, deque
from typing import Final

MOST_WRONG: Final = 5
WRONG_SECONDS: Final = 10.0
STORM: Final = 50
"""Wrong codes from anywhere in STORM_SECONDS: more of them are a storm."""
STORM_SECONDS: Final = 60.0
_MOST_PEERS: Final = 10_000
_MOST_COUNTED: Final = 10_000


class Bucket:
    """Lets `rate` a second pass, and `burst` at once after a rest."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._left = burst
        self._at = now

    def take(self, now: float) -> bool:
        """Whether one more may pass; if so, it has."""
        self._left = min(self._burst, self._left + max(0.0, now - self._at) * self._rate)
        self._at = now
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True


class WrongCodes:
    """Who has guessed how often, and how often all of them have."""

    def __init__(self) -> None:
        self._of: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque(maxlen=_MOST_COUNTED)

    def note(self, peer: str, now: float) -> None:
        """One more wrong code."""
        self._all.append(now)
        self._of.setdefault(peer, deque(maxlen=MOST_WRONG)).append(now)
        self._of.move_to_end(peer)
        while len(self._of) > _MOST_PEERS:
            self._of.popitem(last=False)

    def wait(self, peer: str, now: float) -> float:
        """Seconds until this peer may guess again; 0 where it may now."""
        times = self._of.get(peer)
        if times is None or len(times) < MOST_WRONG:
            return 0.0
        return max(0.0, times[0] + WRONG_SECONDS - now)

    def lately(self, now: float) -> int:
        """Wrong codes of all peers in the last STORM_SECONDS; 10,000 are not told from more."""
        while self._all and self._all[0] < now - STORM_SECONDS:
            self._all.popleft()
        return len(self._all)


def peer_of(address: str) -> str:
    """Whom an address stands for. Who has one of IPv6 has a whole network of them."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped is not None:
            return str(number.ipv4_mapped)
        return str(ipaddress.ip_network((number, 64), strict=False))
    return str(number)
