"""The name of every word that the product knows, in the reader's language.

`label("mood", "relieved")` is what a screen writes; the tables hold the English keys. Translators: moods are
named as a state ("relief"), so that they suit a woman and a man alike.
"""

from collections.abc import Mapping
from typing import Final

from simulator.locale import N_, _
from simulator.rubric.mood import SIGNS
from simulator.scenario.model import Scenario
from simulator.scenario.vocabulary import Mood

_TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "mood": {
        "neutral": N_("even"),
        "delighted": N_("delighted"),
        "moved": N_("moved"),
        "serene": N_("serene"),
        "relieved": N_("relieved"),
        "angry": N_("angry"),
        "anxious": N_("anxious"),
        "cold": N_("cold"),
        "resigned": N_("resigned"),
    },
    "axis": {
        "valence": N_("Pleasure"),
        "arousal": N_("Tension"),
        "control": N_("Grip on things"),
        "trust": N_("Trust"),
        "load": N_("Your load"),
    },
    "stage": {
        "none": N_("not yet on the ladder"),
        "golden": N_("golden rule"),
        "empathy": N_("empathy"),
        "platinum": N_("platinum rule"),
    },
    "tone": {
        "warm": N_("warmly"),
        "steady": N_("steadily"),
        "lively": N_("cheerfully"),
        "brisk": N_("briskly"),
        "flat": N_("flatly"),
        "strained": N_("in a strained voice"),
    },
    "need": {
        "recognition": N_("recognition"),
        "listening": N_("being listened to"),
        "clarity": N_("clarity"),
        "certainty": N_("certainty"),
        "control": N_("having the choice"),
        "speed": N_("speed"),
        "deadline": N_("meeting the deadline"),
        "fairness": N_("fairness"),
        "ownership": N_("somebody who takes charge"),
        "safety": N_("safety"),
        "warmth": N_("human warmth"),
        "dignity": N_("dignity"),
    },
    "load": {
        "light": N_("light"),
        "loaded": N_("loaded"),
        "drained": N_("drained"),
    },
    "latitude": {
        "low": N_("narrow"),
        "medium": N_("moderate"),
        "high": N_("wide"),
    },
    "channel": {
        "phone": N_("phone"),
        "chat": N_("chat"),
        "email": N_("e-mail"),
        "counter": N_("counter"),
        "video": N_("video"),
    },
    "level": {
        "discovery": N_("discovery"),
        "practised": N_("practised"),
        "expert": N_("expert"),
    },
    "outcome": {
        "solved": N_("solved"),
        "partly": N_("partly solved"),
        "unsolved": N_("not solved"),
    },
    "facet": {
        "feels": N_("feels"),
        "thinks": N_("thinks"),
        "does": N_("does"),
        "mood": N_("mood"),
    },
    "row": {
        "me": N_("Me, in their place"),
        "him": N_("Their reality"),
        "wants": N_("What they want"),
    },
    "dimension": {
        "reaction": N_("reaction"),
        "interpretation": N_("understanding"),
        "exploration": N_("exploration"),
        "empathy": N_("empathy"),
        "naturalness": N_("naturalness"),
        "stage": N_("stage"),
        "mood": N_("mood"),
    },
    "score": {
        "empathy": N_("Empathy"),
        "naturalness": N_("Naturalness"),
        "ladder": N_("Ladder"),
        "overall": N_("Overall"),
    },
    "reception": {
        "touched": N_("touched"),
        "reached": N_("reached"),
        "unmoved": N_("unmoved"),
        "cooled": N_("cooled"),
        "wounded": N_("wounded"),
    },
    "action": {
        "hold": N_("puts on hold"),
        "transfer": N_("transfers to somebody else"),
        "callback": N_("calls back"),
        "escalate": N_("calls in a manager"),
    },
    "stock": {
        "empty_promise": N_("empty promise"),
        "hollow_acknowledgement": N_("hollow acknowledgement"),
        "false_empathy": N_("borrowed empathy"),
        "hollow_apology": N_("hollow apology"),
        "rule_shield": N_("hiding behind the rule"),
        "hand_off": N_("passing the buck"),
        "blame": N_("blame"),
        "tic": N_("verbal tic"),
        "hollow_closing": N_("hollow closing"),
        "hold": N_("formula for waiting"),
        "jargon": N_("jargon"),
    },
    "waiting": {
        "unexplained": N_("unexplained"),
        "uncertain": N_("no end in sight"),
        "unfair": N_("unfair"),
        "anxious": N_("spent worrying"),
        "unoccupied": N_("with nothing to do"),
        "repeat_contact": N_("not the first contact"),
        "explained": N_("explained"),
        "estimated": N_("with an estimate"),
        "occupied": N_("with something to do"),
    },
    "known_by": {
        "file": N_("from the file"),
        "cue": N_("from a cue"),
        "response": N_("because you made it possible to say"),
        "reading": N_("because you read it right"),
        "never": N_("never discovered"),
    },
    "strategy": {
        "key": N_("the answer key"),
        "longest": N_("the longest"),
        "shortest": N_("the shortest"),
        "politest": N_("the most polite"),
        "warmest": N_("the warmest"),
        "script": N_("the most scripted"),
        "first": N_("the first shown"),
        "golden": N_("the golden rule"),
        "random": N_("any of them"),
    },
    "mark": {
        "known": N_("known"),
        "never": N_("never discovered"),
        "served": N_("served"),
        "missed": N_("missed"),
        "guessed": N_("met by luck"),
        "believed": N_("what you took it to be"),
        "own": N_("yours"),
    },
}

_HOLLOWNESS: Final[Mapping[str, str]] = {
    "empty_promise": N_("It promises what nobody is bound to keep: no name, no hour, nothing to hold on to."),
    "hollow_acknowledgement": N_("It says that the message arrived, not that anybody understood it."),
    "false_empathy": N_("It claims a feeling and names nothing of what this person lives."),
    "hollow_apology": N_("It apologises for everything in general, so for nothing in particular."),
    "rule_shield": N_("It lets the rule speak, so that nobody is there to answer."),
    "hand_off": N_("It moves the problem to somebody else and leaves the person alone with it."),
    "blame": N_("It says whose fault it is before saying what can be done."),
    "tic": N_("It fills the air: take it away and nothing is missing."),
    "hollow_closing": N_("It closes with a formula a conversation that was not one."),
    "hold": N_("It asks for patience and gives neither a reason nor a length."),
    "jargon": N_("It speaks the language of the house to somebody who does not live there."),
}

_GLYPHS: Final[Mapping[tuple[bool, bool, bool], str]] = {
    (True, True, True): "▲",
    (True, True, False): "△",
    (True, False, True): "◆",
    (True, False, False): "◇",
    (False, True, True): "▼",
    (False, True, False): "▽",
    (False, False, True): "■",
    (False, False, False): "□",
}
"""Up and diamond are pleasant, down and square are not; triangles are stirred; filled ones have a grip on things."""
_EVEN: Final = "○"

KINDS: Final = tuple(_TABLES)
"""What can be named: the first argument of `label`."""


def label(kind: str, word: str) -> str:
    """The name of a word of one of the KINDS. Raises KeyError for a kind or a word that does not exist."""
    return _(_TABLES[kind][word])


def labels_of(kind: str) -> dict[str, str]:
    """Every word of a kind with its name."""
    return {word: _(name) for word, name in _TABLES[kind].items()}


def words_of(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order in which they are shown."""
    return tuple(_TABLES[kind])


def need_label(need: str, scenario: Scenario) -> str:
    """The name of a need: ours, or the author's own words for one that the scenario declares."""
    return scenario.needs[need] if need in scenario.needs else label("need", need)


def hollowness(category: str, why: str = "") -> str:
    """What makes a stock phrase hollow: in its pack's own words, else one sentence for its category."""
    return why or _(_HOLLOWNESS[category])


def mood_glyph(mood: Mood) -> str:
    """One sign for a mood, one cell wide, beside its word: never instead of it."""
    signs = SIGNS.get(mood)
    return _GLYPHS[signs] if signs is not None else _EVEN
