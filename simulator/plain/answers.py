"""What a typed line means: a number that was shown, an id, a tone, or one of the commands.

An answers file written with ids does not depend on the order in which a seed shows things, and an item of a path
(`moment.response@tone`, `!observe`) is understood too.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from simulator.conversation.asides import BREATHE, OBSERVE
from simulator.conversation.scene import Choice
from simulator.locale import N_, _
from simulator.scenario.vocabulary import TONES, Tone
from simulator.wording.labels import label


class Command(msgspec.Struct, frozen=True):
    """Something that can be typed at any question of a call."""

    name: str
    letter: str
    word: str
    """The English word, translated where it is read and shown."""
    help: str


COMMANDS: Final = (
    Command("observe", "o", N_("observe"), N_("take four seconds to notice what is not said")),
    Command("breathe", "b", N_("breathe"), N_("take six seconds for yourself, and be one step lighter")),
    Command("coach", "c", N_("coach"), N_("hear the three questions of the stage you stand at")),
    Command("undo", "u", N_("undo"), N_("take the last answer back, in practice")),
    Command("pause", "p", N_("pause"), N_("stop for a while; nothing runs")),
    Command("help", "?", N_("help"), N_("read this")),
    Command("quit", "q", N_("quit"), N_("leave; the call is saved and can be gone on with")),
)
_PATH_ITEMS: Final = {OBSERVE: "observe", BREATHE: "breathe"}
_BETWEEN: Final = re.compile(r"[\s,;+]+")


def command(answer: str) -> str | None:
    """The name of the command that was typed, allowed or not; None for anything else."""
    typed = _plain(answer)
    if typed in _PATH_ITEMS:
        return _PATH_ITEMS[typed]
    return next((one.name for one in COMMANDS if typed in (one.letter, one.name, _plain(_(one.word)))), None)


class Picked(msgspec.Struct, frozen=True):
    """A choice, and the tone named along with it (`response@warm`)."""

    choice: Choice
    tone: Tone | None = None


def pick(answer: str, choices: Sequence[Choice], *, moment: str) -> Picked | None:
    """The choice meant by the number shown, its id, or `moment.id`; None where there is none of that name."""
    numbered = _numbered(answer, choices)
    if numbered is not None:
        return Picked(numbered)
    typed, _at, named_tone = answer.partition("@")
    wanted = tone(named_tone) if named_tone else None
    if named_tone and wanted is None:
        return None
    typed = _plain(typed).removeprefix(_plain(moment) + ".")
    found = next((choice for choice in choices if _plain(choice.name) == typed), None)
    return None if found is None else Picked(found, wanted)


def picks(answer: str, choices: Sequence[Choice], *, moment: str) -> tuple[Choice, ...] | str:
    """The choices of a list such as `3 1 5`, in its order; the first word that is none of them as text."""
    if _plain(answer).startswith(_plain(moment) + "."):
        answer = answer[len(moment) + 1 :]
    found: list[Choice] = []
    words: list[str] = _BETWEEN.split(answer)
    for word in filter(None, words):
        one = pick(word, choices, moment=moment)
        if one is None:
            return word
        found.append(one.choice)
    return tuple(found)


def tone(answer: str) -> Tone | None:
    """The tone meant by its number, its English word or its name in the reader's language."""
    typed = _plain(answer)
    for number, one in enumerate(TONES, start=1):
        if typed in (str(number), one, _plain(label("tone", one))):
            found: Tone = one  # type: ignore[assignment]
            return found
    return None


def number_of(answer: str, *, least: int, most: int) -> int | None:
    """A whole number within bounds; None for anything else."""
    if re.fullmatch(r"[0-9]{1,4}", answer.strip()) and least <= int(answer) <= most:
        return int(answer)
    return None


def word_of(answer: str, words: Sequence[str], shown: Sequence[str]) -> str | None:
    """One of `words` by its number, itself, or as it is `shown`."""
    number = number_of(answer, least=1, most=len(words))
    if number is not None:
        return words[number - 1]
    typed = _plain(answer)
    return next((one for one, name in zip(words, shown, strict=True) if typed in (_plain(one), _plain(name))), None)


def is_one_of(answer: str, words: Collection[str]) -> bool:
    """Whether one of these words was typed."""
    return _plain(answer) in {_plain(word) for word in words}


def _numbered(answer: str, choices: Sequence[Choice]) -> Choice | None:
    number = number_of(answer, least=1, most=len(choices))
    return None if number is None else choices[number - 1]


def _plain(text: str) -> str:
    """Typed words compared as people mean them, whatever the case and the way accents are encoded."""
    return unicodedata.normalize("NFC", text).strip().casefold()
