"""One rater at work: which question comes next, what was answered, and how to go back.

Moment by moment, and within a moment scale by scale over all its responses, as docs/rating.md asks: a response that
is strong on one scale must not colour the others.
"""

from collections.abc import Sequence

import msgspec

from simulator.authoring.panel.items import SCALES, Item


class Asked(msgspec.Struct, frozen=True):
    """One question: how one response stands on one scale."""

    item: Item
    scale: str
    number: int
    """From 1 on, over the whole sheet."""
    letter: str
    """What the response is called within its moment."""

    @property
    def most(self) -> int:
        return SCALES[self.scale]


class Sitting:
    """The questions of one rater, in his order, and his answers so far."""

    def __init__(self, items: Sequence[Item], answers: dict[tuple[str, str], int] | None = None) -> None:
        """`answers` by item's code and scale, as an earlier sitting left them."""
        self.answers = dict(answers or {})
        self.comments: dict[str, str] = {}
        self.moments: dict[str, tuple[Item, ...]] = {}
        for item in items:
            self.moments[item.moment] = (*self.moments.get(item.moment, ()), item)
        self.asked = self._questions()
        self._at = self._next_open(0)

    def _questions(self) -> tuple[Asked, ...]:
        pairs = [
            (item, scale, letter_of(place))
            for held in self.moments.values()
            for scale in SCALES
            for place, item in enumerate(held)
        ]
        return tuple(
            Asked(item, scale, number, letter) for number, (item, scale, letter) in enumerate(pairs, start=1)
        )

    @property
    def current(self) -> Asked | None:
        """The question to be asked now; None behind the last."""
        return self.asked[self._at] if self._at < len(self.asked) else None

    @property
    def open(self) -> int:
        """Questions without an answer."""
        return sum((asked.item.code, asked.scale) not in self.answers for asked in self.asked)

    def answer_to(self, asked: Asked) -> int | None:
        return self.answers.get((asked.item.code, asked.scale))

    def answer(self, level: int) -> None:
        """Answer the current question, and go on to the next that is open."""
        asked = self.current
        assert asked is not None
        assert 0 <= level <= asked.most
        self.answers[asked.item.code, asked.scale] = level
        self._at = self._next_open(self._at + 1)

    def skip(self) -> None:
        """Leave the current question as it is, and go on."""
        self._at = min(self._at + 1, len(self.asked))

    def back(self) -> bool:
        """To the question before; whether there is one."""
        if self._at == 0:
            return False
        self._at -= 1
        return True

    def comment(self, words: str) -> None:
        """A remark on the response that is asked about; it follows what was remarked before."""
        asked = self.current
        assert asked is not None
        before = self.comments.get(asked.item.code, "")
        self.comments[asked.item.code] = f"{before} | {words}" if before else words

    def _next_open(self, start: int) -> int:
        places = range(start, len(self.asked))
        return next((place for place in places if self.answer_to(self.asked[place]) is None), len(self.asked))


def letter_of(place: int) -> str:
    """A, B, ... Z, AA, AB, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
