"""What every kind of moment has in common for the screen: a heading, items, and what comes of picking one."""

from typing import Protocol

from simulator.conversation.decisions import Decision
from simulator.tui.widgets.picker import Item


class Answering(Protocol):
    """One moment's way of being answered. Plain data: it never touches a widget."""

    @property
    def heading(self) -> str:
        """What is asked, in a few words."""
        ...

    def items(self) -> list[Item]:
        """What can be picked now."""
        ...

    def pick(self, name: str) -> Decision | None:
        """The decision that picking this makes; None where only the list has changed."""
        ...

    def back(self) -> Decision | bool:
        """One step back within the answer: a decision, True where only the list has changed, False for none."""
        ...

    def shift(self, name: str, by: int) -> bool:
        """Move something picked earlier (-1) or later (1); False where there is no order."""
        ...


class Unordered:
    """For answers that have no order and no way back."""

    def back(self) -> Decision | bool:
        return False

    def shift(self, name: str, by: int) -> bool:
        return False
