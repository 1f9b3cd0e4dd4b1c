"""Where a conversation stands: small whole numbers only, so that equal states are equal and merge."""

from typing import Final, NamedTuple

OBSERVED, BREATHED = 1, 2
"""Bits of `hands`: what the agent has already done at this moment."""
DRAINED: Final = 2
SCALE: Final = 10
"""The end of every scale: of his mood from its negative, of trust from 0."""

Numbers = tuple[int, ...]
"""A state's fields in their order, without their names: what loops over millions of turns carry along."""


class State(NamedTuple):
    """One point of the conversation. Fields that are sets are bit masks over the script's indexes."""

    place: int
    """The moment's index; `-1 - k` once ending k is reached."""
    valence: int
    arousal: int
    control: int
    trust: int
    heard: int
    """1 once a response has reached him."""
    load: int
    """0 light, 1 loaded, 2 drained."""
    known: int
    discovered: int
    """Wishes made known by a response or a right reading, not by a cue or the file."""
    served: int
    guessed: int
    """Wishes met by luck, before they were known."""
    confirmed: int
    flags: int
    said: int
    answered: int
    """Moments whose first answer has been given."""
    questions: int
    duties: int
    turn: int
    """The turn being played, from 1: exchanges and messages count, readings and reflections do not."""
    sympathies: int
    """Responses of bare sympathy so far, 3 at most."""
    hands: int
    lowered: int
    """1 from a dismissal until a response reaches him: the stage stands one lower."""
    empathy: int
    """Sum of weight x E, in the script's units."""
    naturalness: int
    attentive: int
    """The part of the naturalness sum that attentive responses brought."""
    weight: int
    """Weight answered."""
    insights: int
    """Responses that used something known with E >= .5, 2 at most."""
    warm: int
    """1 once golden has been reached."""
    highest: int
    """The highest stage so far, 0..3."""
    right: int
    """Readings that were right."""
    readings: int
    """Readings answered."""

    @property
    def is_over(self) -> bool:
        return self.place < 0


Feelings = tuple[int, int, int, int, int, int, bool]
"""What a response did to the customer: valence, arousal, control, trust, heard, how it was received (-2..2), and
whether he hangs up."""
