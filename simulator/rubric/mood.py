"""The mood word: eight octants of pleasure, arousal and control, and a calm middle (PAD, Mehrabian 1996)."""

from typing import Final

from simulator.scenario.vocabulary import Mood

_OCTANTS: Final[dict[tuple[bool, bool, bool], Mood]] = {
    (True, True, True): "delighted",
    (True, True, False): "moved",
    (True, False, True): "serene",
    (True, False, False): "relieved",
    (False, True, True): "angry",
    (False, True, False): "anxious",
    (False, False, True): "cold",
    (False, False, False): "resigned",
}
NEUTRAL: Final[Mood] = "neutral"
EVEN: Final = 1
"""Pleasure and arousal up to here, either side of 0, are an even mood."""
SIGNS: Final[dict[Mood, tuple[bool, bool, bool]]] = {mood: signs for signs, mood in _OCTANTS.items()}
"""For each mood but neutral: whether valence, arousal and control are above 0."""


def mood_word(valence: int, arousal: int, control: int) -> Mood:
    """The word for a point of the mood space, each axis -10..10."""
    if abs(valence) <= EVEN and abs(arousal) <= EVEN:
        return NEUTRAL
    return _OCTANTS[valence > 0, arousal > 0, control > 0]
