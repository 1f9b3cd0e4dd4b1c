"""The coach's three questions at each stage of the ladder, and the eight of "how I like to be treated"."""

from collections.abc import Mapping
from typing import Final, get_args

from simulator.conversation.script import Script
from simulator.locale import N_, _
from simulator.rubric.golden import QUESTIONS
from simulator.scenario.vocabulary import Facet, Need, Stage
from simulator.wording.naming import called

_FACETS: Final[tuple[Facet, ...]] = get_args(Facet)

_STAGES: Final[Mapping[Stage, Mapping[Facet, str]]] = {
    "golden": {
        "feels": N_("If this were happening to you, what would it stir up?"),
        "thinks": N_("What would you be telling yourself?"),
        "does": N_("What would you be tempted to do?"),
    },
    "empathy": {
        "feels": N_("From what you hear and see, what does {customer} feel?"),
        "thinks": N_("What does {customer} believe is going on?"),
        "does": N_("What does {customer} do, or keep repeating, that gives it away?"),
    },
    "platinum": {
        "feels": N_("How does {customer} want to feel once this is over?"),
        "thinks": N_("What does {customer} want to be able to think of it?"),
        "does": N_("What does {customer} want to be able to do next?"),
    },
}
_READ: Final = N_("From what you read, what does {customer} feel?")
"""Of a message, where there is nothing to hear."""
_WRITTEN: Final = frozenset({"email", "chat"})
_INTRODUCTIONS: Final[Mapping[Stage, str]] = {
    "golden": N_("Start from yourself: it gives you something to go on."),
    "empathy": N_("Leave yourself aside: look at what {customer} lives."),
    "platinum": N_("Now what {customer} hopes for, by {customer}'s own measure."),
}
_PROFILE: Final[Mapping[str, tuple[str, Mapping[Need, str]]]] = {
    "broken": (
        N_("Something you count on has just failed. First, you would like somebody"),
        {
            "recognition": N_("to see what it costs you"),
            "speed": N_("to get on with it"),
        },
    ),
    "unknown": (
        N_("Nobody knows yet how it will end. You would rather"),
        {
            "certainty": N_("have one sure thing, even a late one"),
            "listening": N_("be able to tell it your way, to the end"),
        },
    ),
    "ways_out": (
        N_("There are several ways out. You would rather"),
        {
            "control": N_("have them laid out, and choose"),
            "ownership": N_("have somebody take it in hand"),
        },
    ),
    "refused": (
        N_("The answer is no. It goes down better if"),
        {
            "fairness": N_("it would be no for anybody else"),
            "clarity": N_("you understand exactly why"),
        },
    ),
    "in_trouble": (
        N_("You are in trouble and have to say so. What matters most is"),
        {
            "safety": N_("to know that nothing worse will come of it"),
            "dignity": N_("that nobody looks down on you"),
        },
    ),
    "voice": (
        N_("The voice you hope to find is"),
        {
            "warmth": N_("a warm one"),
            "clarity": N_("a clear one"),
        },
    ),
    "in_a_hurry": (
        N_("You have to be somewhere at a set hour. You would like"),
        {
            "deadline": N_("everything to be arranged around that hour"),
            "listening": N_("two minutes of real attention first"),
        },
    ),
    "third_time": (
        N_("It is the third time you call about it. You would like to hear"),
        {
            "recognition": N_("that it should never have come to three"),
            "ownership": N_("the name of the one person who sees it through"),
        },
    ),
}
PROFILE_QUESTIONS: Final = tuple(QUESTIONS)
"""The ids of the eight questions, in the order in which they are asked."""


def introduction(stage: Stage, script: Script) -> str:
    """What the coach says before a stage's three questions."""
    return _(_INTRODUCTIONS[stage]).format(customer=called(script))


def questions(stage: Stage, script: Script) -> dict[Facet, str]:
    """The three questions of a stage, about this customer."""
    asked = {facet: _(_STAGES[stage][facet]).format(customer=called(script)) for facet in _FACETS}
    if stage == "empathy" and script.scenario.channel in _WRITTEN:
        asked["feels"] = _(_READ).format(customer=called(script))
    return asked


def profile_question(question: str) -> str:
    """The beginning of an either-or sentence, which each of its two options ends."""
    return _(_PROFILE[question][0])


def profile_options(question: str) -> dict[Need, str]:
    """The two ends of the sentence, by the need that each stands for."""
    return {need: _(_PROFILE[question][1][need]) for need in QUESTIONS[question]}
