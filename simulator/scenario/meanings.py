"""What each word of the format's closed lists means, in one sentence: for editors, beside the word."""

from collections.abc import Mapping
from typing import Final

from simulator.locale import N_

MEANINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "channel": {
        "phone": N_("A call: words and voice, and the customer can hang up."),
        "chat": N_("Written at once, line by line; the customer can leave."),
        "email": N_("Written at leisure and reread before it is sent."),
        "counter": N_("Face to face: words, voice and what can be seen."),
        "video": N_("A call with a picture; the customer can hang up."),
    },
    "level": {
        "discovery": N_("For somebody who has never met the ladder."),
        "practised": N_("For somebody who answers customers every day."),
        "expert": N_("For somebody who looks for what is hard."),
    },
    "load": {
        "light": N_("A clear head: every cue is displayed, every response is open."),
        "loaded": N_("Much on the mind: cues marked for it are missed."),
        "drained": N_(
            "Nothing left to give: a smile is forced, and the finest answer is locked until the agent breathes."
        ),
    },
    "latitude": {
        "low": N_("The agent may decide next to nothing alone."),
        "medium": N_("The agent may decide what is usual."),
        "high": N_("The agent may decide what the case needs."),
    },
    "tone": {
        "warm": N_("Close and kind; heard as false where the words are not sincere."),
        "steady": N_("Calm and even: right nearly everywhere."),
        "lively": N_("Cheerful and quick; hard to bear for somebody who suffers."),
        "brisk": N_("Fast and to the point; cold to whoever is not in a hurry."),
        "flat": N_("Without any expression, as when reading aloud."),
        "strained": N_("Under effort that can be heard."),
    },
    "mood": {
        "neutral": N_("Neither pleased nor displeased, and calm."),
        "delighted": N_("Pleased, stirred, and in command of what happens."),
        "moved": N_("Pleased and stirred, carried by what happens."),
        "serene": N_("Pleased, calm, and in command of what happens."),
        "relieved": N_("Pleased and calm, after having had no grip on things."),
        "angry": N_("Displeased, stirred, and in command: set on being heard."),
        "anxious": N_("Displeased and stirred, without a grip on things."),
        "cold": N_("Displeased, calm, and keeping at a distance."),
        "resigned": N_("Displeased and calm: expecting nothing more."),
    },
    "need": {
        "recognition": N_("That it be seen what this has cost, or what was done well."),
        "listening": N_("To be heard out before being answered."),
        "clarity": N_("To understand what happens, in plain words."),
        "certainty": N_("To know what will happen, without a doubt."),
        "control": N_("To have the choice, and decide."),
        "speed": N_("That it go fast."),
        "deadline": N_("That it be done by a given time."),
        "fairness": N_("To be treated as others are, and as was promised."),
        "ownership": N_("That one person take charge to the end."),
        "safety": N_("To be out of danger: money, data, health."),
        "warmth": N_("To deal with a human being who cares."),
        "dignity": N_("Not to be made small, accused or pitied."),
    },
    "waiting": {
        "unexplained": N_("Nobody said why; longer than the clock says."),
        "uncertain": N_("Nobody said how long; longer than the clock says."),
        "unfair": N_("Others went first; longer than the clock says."),
        "anxious": N_("Spent worrying; longer than the clock says."),
        "unoccupied": N_("With nothing to do; longer than the clock says."),
        "repeat_contact": N_("Not the first time for the same thing; longer than the clock says."),
        "explained": N_("The reason was given; shorter than the clock says."),
        "estimated": N_("Its length was announced; shorter than the clock says."),
        "occupied": N_("With something to do; shorter than the clock says."),
    },
    "facet": {
        "feels": N_("What goes on in the heart: fear, weariness, pride."),
        "thinks": N_("What goes on in the head: a belief, a judgement, a question."),
        "does": N_("What shows: a gesture, a habit, a thing said again."),
        "mood": N_("The mood itself, as a word."),
    },
    "stage": {
        "golden": N_("Treat the customer as I would like to be treated."),
        "empathy": N_("Understand the customer's reality."),
        "platinum": N_("Treat the customer as the customer would like to be treated."),
    },
    "outcome": {
        "solved": N_("What was asked for is done, or sure."),
        "partly": N_("Part of it is done."),
        "unsolved": N_("Nothing of it is done."),
    },
    "action": {
        "hold": N_("Puts on hold: a minute passes, and tension rises."),
        "transfer": N_("Transfers to somebody else."),
        "callback": N_("Calls back later."),
        "escalate": N_("Calls in a manager."),
    },
    "empathy": {
        "full": N_("Exactly what the moment calls for."),
        "part": N_("One less of each than the moment calls for."),
        "none": N_("None at all."),
    },
    "kind": {
        "exchange": N_("The customer speaks, the agent picks a response."),
        "read": N_("The agent says what there is to read in the customer."),
        "reflect": N_("The coach asks the three questions of a stage; nothing is scored."),
        "compose": N_("The agent writes a message out of parts, picked and put in order."),
    },
    "delivery": {
        "set": N_("The response says itself in which tone it is spoken."),
        "choose": N_("The trainee picks the tone beside the words."),
    },
    "promises": {"empty": N_("A promise that nobody can hold.")},
    "locked": {"show": N_("Displayed greyed while it is closed, instead of hidden.")},
    "answers": {
        "full": N_("The question is answered."),
        "partly": N_("The question is answered in part."),
    },
}
"""By the name of the list, in the order in which the words are offered."""


def meaning(kind: str, word: str) -> str:
    """The sentence, in English, to be translated where it is shown; empty for a word the list does not have."""
    return MEANINGS.get(kind, {}).get(word, "")
