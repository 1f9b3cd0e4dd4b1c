"""What can be picked on a ballot, as items of a list; a message is put together part by part before it is sent."""

from collections.abc import Sequence

from simulator.room.ballot import card, choices
from simulator.room.client import Mine
from simulator.room.protocol import Welcome
from simulator.room.seen import View
from simulator.tui.widgets.picker import Item
from simulator.wording.labels import mood_glyph
from simulator.wording.participant import choice_words
from simulator.wording.typography import typeset


class Draft:
    """The parts of a message in the order picked, not sent yet."""

    def __init__(self) -> None:
        self.parts: list[int] = []

    def toggle(self, number: int) -> None:
        """Take a part in, behind the others, or out."""
        if number in self.parts:
            self.parts.remove(number)
        else:
            self.parts.append(number)

    def shift(self, number: int, by: int) -> bool:
        """Move a part up or down in the message. False where it cannot go."""
        if number not in self.parts:
            return False
        place = self.parts.index(number)
        if not 0 <= place + by < len(self.parts):
            return False
        self.parts.insert(place + by, self.parts.pop(place))
        return True

    def fits(self, least: int, most: int) -> bool:
        return least <= len(self.parts) <= most


def items(view: View, me: Welcome, mine: Mine | None, draft: Draft) -> Sequence[Item]:
    """The choices; what was answered is marked, `✓` once it is in and `…` while it is on its way."""
    if view.question is None:
        return ()
    ask, shown = view.question.ask, choices(view, me)
    told = card(view, me)
    found = []
    for one in shown:
        words = typeset(choice_words(ask, one.text, told), view.language)
        glyph = f"{mood_glyph(one.text)} " if ask == "mood" or (ask == "card" and told == "mood") else ""  # type: ignore[arg-type]
        mark = _place(one.number, draft) if view.question.most > 1 else _own(one.number, mine)
        found.append(Item(str(one.number), glyph + words, mark=mark))
    return tuple(found)


def _own(number: int, mine: Mine | None) -> str:
    if mine is None or number not in mine.pick or mine.why:
        return ""
    return "✓" if mine.is_in else "…"


def _place(number: int, draft: Draft) -> str:
    return f"[{draft.parts.index(number) + 1}]" if number in draft.parts else "[ ]"
