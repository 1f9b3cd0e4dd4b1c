"""What a trainer may type while he leads a room in lines, in the words of either language."""

import re
import unicodedata
from typing import Final

import msgspec

from simulator.locale import N_, _
from simulator.room.events import FORMATS, Format
from simulator.wording.room import format_name


class Act(msgspec.Struct, frozen=True):
    """Something that can be typed at any time; what it does now, the room says."""

    name: str
    letter: str
    word: str
    """The English word, translated where it is read and shown."""
    help: str
    takes: str = ""
    """What follows the word, as the help shows it; empty where nothing may."""


ACTS: Final = (
    Act("next", "n", N_("next"), N_("go on, as Enter does")),
    Act("back", "", N_("back"), N_("take the last step back, as if it had never been taken")),
    Act("skip", "s", N_("skip"), N_("pass over what is asked here")),
    Act("pause", "p", N_("pause"), N_("stop: no vote counts until you go on")),
    Act("go_on", "", N_("resume"), N_("end the pause")),
    Act(
        "extend", "e", N_("extend"), N_("give more time than was suggested, 30 seconds unless you say how many"), "N"
    ),
    Act("pick", "", N_("pick"), N_("decide yourself what is played; in parallel teams: pick TEAM N"), "N"),
    Act("what_if", "", N_("what if"), N_("look at what another answer would have done, in a live vote"), "N"),
    Act("observe", "o", N_("observe"), N_("take four seconds to notice what is not said")),
    Act("breathe", "b", N_("breathe"), N_("take six seconds for oneself, and be one step lighter")),
    Act("ask", "", N_("ask"), N_("on one laptop: the hot seat asks its team, which costs a token")),
    Act("rewind", "", N_("rewind"), N_("on one laptop: the hot seat takes its answer back, which costs a token")),
    Act("hint", "h", N_("hint"), N_("put a hint in your own words on every screen"), N_("WORDS")),
    Act("format", "", N_("format"), N_("play on in another format, between two moments"), N_("FORMAT")),
    Act("who", "w", N_("who"), N_("say who has answered, and who has not")),
    Act("people", "", N_("people"), N_("say who is in the room")),
    Act("remove", "", N_("remove"), N_("take somebody out of the room, by name or number"), N_("NAME")),
    Act("lock", "", N_("lock"), N_("let nobody else join")),
    Act("unlock", "", N_("unlock"), N_("let others join again")),
    Act("code", "c", N_("code"), N_("say the code and the address again")),
    Act("look", "l", N_("look"), N_("show again where the room stands; in parallel teams: look TEAM"), N_("TEAM")),
    Act("close", "", N_("close"), N_("close the room for everybody, for good")),
    Act("help", "?", N_("help"), N_("read this")),
    Act("quit", "q", N_("quit"), N_("leave; the room is kept and can be resumed")),
)
BY_NAME: Final = {act.name: act for act in ACTS}


class Typed(msgspec.Struct, frozen=True):
    """An act, and what was typed behind its word."""

    act: str
    rest: str = ""


def read(line: str) -> Typed | None:
    """The act that a line names; None for anything else. An empty line goes on."""
    words = line.split()
    if not words:
        return Typed("next")
    found = None
    longest = 0
    for act in ACTS:
        for name in {act.letter, act.word, _(act.word)} - {""}:
            size = len(name.split())
            says_it = plain(" ".join(words[:size])) == plain(name)
            if says_it and size > longest and (act.takes or len(words) == size):
                found, longest = act.name, size
    return Typed(found, line.strip().split(None, longest)[longest] if len(words) > longest else "") if found else None


def word(name: str) -> str:
    """The word of an act in the reader's language."""
    return _(BY_NAME[name].word)


def format_of(typed: str) -> Format | None:
    """A format by its id or its name in the reader's language."""
    wanted = plain(typed)
    found = (one for one in FORMATS if wanted in (one, one.replace("-", " "), plain(format_name(one))))
    return next(found, None)  # type: ignore[arg-type]


def numbers(typed: str, *, most: int) -> tuple[int, ...] | None:
    """Numbers from 1 to `most`, in the order typed; None where anything else stands there."""
    found = figures(typed)
    return found if found and all(1 <= one <= most for one in found) else None


def figures(typed: str) -> tuple[int, ...] | None:
    """Any whole numbers, in the order typed; None where anything else stands there."""
    words = [one for one in _BETWEEN.split(typed) if one]
    return tuple(map(int, words)) if words and all(map(_NUMBER.fullmatch, words)) else None


def counts(typed: str, names: tuple[str, ...]) -> tuple[int, ...] | None:
    """How many hands for each choice; None for what cannot be read so.

    Either one figure a choice, `3 5 0 2`, or only those that were raised, `2:5 4:2`. `names` is what each choice
    goes by on the wall.
    """
    joined = _PAIR.sub(r"\1:\2", typed)
    words = [one for one in _BETWEEN.split(joined) if one]
    if len(words) == len(names) and (whole := figures(joined)) is not None:
        return whole
    found = dict.fromkeys(names, 0)
    for one in words:
        name, colon, hands = one.partition(":")
        if not colon or name not in found:
            return None
        found[name] = int(hands)
    return tuple(found.values()) if words else None


def addressed(typed: str, teams: tuple[str, ...]) -> tuple[str | None, str]:
    """The team that a line begins with, `Azur: 3`, and what is said of it."""
    for team in teams:
        head, colon, rest = typed.partition(":")
        if colon and plain(head) == plain(team):
            return team, rest.strip()
    return None, typed


def plain(text: str) -> str:
    """Typed words compared as people mean them, whatever the case, the blanks and the way accents are encoded."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


_BETWEEN: Final = re.compile(r"[\s,;+]+")
_NUMBER: Final = re.compile(r"[0-9]{1,4}")
_PAIR: Final = re.compile(r"([0-9]{1,4})\s*[:x=×]\s*([0-9]{1,4})")
