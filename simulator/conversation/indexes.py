"""Names as bits: a set of ids becomes one whole number; and places worked out when they are first asked for."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Lazy(dict[int, Made], Generic[Made]):
    """What belongs to each place, made the first time it is looked up. A later look-up costs no call."""

    def __init__(self, make: Callable[[int], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, place: int) -> Made:
        made = self[place] = self._make(place)
        return made


class Index:
    """Gives each name of one kind its bit, in the order of the scenario."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._bits = {name: 1 << position for position, name in enumerate(self.names)}

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: str) -> bool:
        return name in self._bits

    def bit(self, name: str) -> int:
        """The bit of one name; 0 for a name that this customer does not have."""
        return self._bits.get(name, 0)

    def mask(self, names: Iterable[str]) -> int:
        """The bits of several names together; those that this customer does not have are left out."""
        mask = 0
        for name in names:
            mask |= self._bits.get(name, 0)
        return mask

    def within(self, mask: int) -> tuple[str, ...]:
        """The names whose bits are set, in the scenario's order."""
        if not mask:
            return ()
        return tuple(name for name, bit in self._bits.items() if mask & bit)
