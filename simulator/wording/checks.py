"""What the checker says: for each of its codes, what is wrong and what to do about it."""

from typing import Final

from simulator.locale import N_
from simulator.scenario import codes

_UNSOUND: Final = {
    codes.TRAP: (
        N_("A call played as {path} can no longer come to an ending."),
        N_("Give one of the responses from here on a way to an ending."),
    ),
    codes.ALL_CLOSED: (
        N_("A call played as {path} finds nothing open here."),
        N_("Leave one of them without a when, or widen one."),
    ),
    codes.UNREVEALED_WISH: (
        N_("Nothing makes the wish “{id}” known."),
        N_("Let a response, a cue or a reading reveal it."),
    ),
    codes.UNKNOWABLE_USE: (
        N_("“{id}” can never be known when this is said."),
        N_("Reveal it on a way here, or take it out of uses."),
    ),
    codes.UNKNOWABLE_CONDITION: (
        N_("“{id}” can never be known here, so that this condition never holds."),
        N_("Reveal it before, or take it out of the condition."),
    ),
    codes.SERVED_BY_LUCK: (
        N_("The wish “{id}” can only be met by luck: nothing makes it known before an offer that meets it."),
        N_("Reveal it earlier, or offer “{need}” again later."),
    ),
    codes.UNFULFILLED_DUTY: (
        N_("No response fulfils the duty “{id}”."),
        N_("Write fulfils: [{id}] where it is done, or remove the duty."),
    ),
}

_NEVER_MET: Final = {
    codes.UNREACHABLE_MOMENT: (
        N_("No call ever comes to the moment “{id}”."),
        N_("Let a response lead here, or remove it."),
    ),
    codes.ISLAND: (
        N_("These moments lead only to one another, and nothing leads to them: {ids}."),
        N_("Let a moment of the story lead to one of them, or remove them."),
    ),
    codes.DEAD_RESPONSE: (
        N_("The response “{id}” can never be chosen: its condition never holds."),
        N_("Widen its when, or remove it."),
    ),
    codes.DEAD_BRANCH: (
        N_("This way to “{id}” is never taken."),
        N_("Widen its when, put it before the way that is always taken instead, or remove it."),
    ),
    codes.UNREACHABLE_ENDING: (
        N_("No call ever comes to the ending “{id}”."),
        N_("Let a response lead to it, or remove it."),
    ),
    codes.DEAD_LINE: (
        N_("This line is never said: its condition never holds here, or another line always comes first."),
        N_("Widen its when, put it before the line that is said instead, or remove it."),
    ),
    codes.UNSEEN_CUE: (
        N_("Nobody can notice this cue."),
        N_("Remove what hides it, or let the call come here with a clear head."),
    ),
    codes.PLATINUM_OUT_OF_REACH: (
        N_("No call reaches the platinum stage; the highest within reach is {stage}."),
        N_("Reveal the wishes, offer what serves them once they are known, and let one response confirm it."),
    ),
    codes.UNSERVED_WISH: (
        N_("No response offers “{need}”: the wish “{id}” can never be met."),
        N_("Let a response offer it, or remove the wish."),
    ),
}

_TEACHING: Final = {
    codes.DOMINATED: (
        N_("“{id}” is no better than “{other}” in anything: nobody has a reason to choose it."),
        N_("Give it something that speaks for it, as real mistakes have, or remove it."),
    ),
    codes.EQUAL_TEXTS: (N_("“{id}” and “{other}” say the same words."), N_("Write one of them anew, or remove it.")),
    codes.EQUAL_EFFECTS: (
        N_("“{id}” and “{other}” come to the same in every respect."),
        N_("Let one of them be worth something else, lead elsewhere, or remove it."),
    ),
    codes.LONGEST_IS_BEST: (
        N_("The best response is the longest in {count} of {all} moments: who counts words wins."),
        N_("Shorten some of the best, or lengthen some of the others."),
    ),
    codes.POLITEST_IS_BEST: (
        N_("The best response is the most polite in {count} of {all} moments: who counts courtesies wins."),
        N_("Let some of the others be courteous too."),
    ),
    codes.LAZY_STRATEGY: (
        N_("Who always plays “{strategy}” scores {mean} on average, without listening; the limit is {limit}."),
        N_("Let what it looks for lead to wrong answers as well: platine explain W216 shows how."),
    ),
    codes.WEAK_KEY: (
        N_("The rehearsal “{rehearsal}” scores {mean} overall; a key comes to {limit}."),
        N_("Rehearse a better path: platine check --verbose shows the best that it knows."),
    ),
    codes.SAME_BEST_PATH: (
        N_(
            "The best path for {customer} scores {mean} on {another} as well, where {best} is the best: "
            "they want the same."
        ),
        N_("Let what delights one annoy the other: other wishes, another reality, other calls_for."),
    ),
    codes.SAME_CUSTOMER: (
        N_("The customer {customer} plays like {another}: every response comes to the same."),
        N_("Give the customer other wishes, or another reality, or remove the variant."),
    ),
    codes.STOCK_IN_NATURAL: (
        N_("“{phrase}” is a stock phrase, and the words are marked natural ({rating} of 4)."),
        N_("Say it about this customer, or lower naturalness."),
    ),
    codes.MISSING_COACH: (
        N_("“{id}” falls short and has no coach remark."),
        N_("Say in one sentence what it does to the customer."),
    ),
    codes.FLAG_NEVER_READ: (
        N_("The flag “{id}” is set, and no condition asks for it."),
        N_("Ask for it, or remove it."),
    ),
    codes.FLAG_NEVER_SET: (
        N_("The flag “{id}” is asked for, and nothing sets it."),
        N_("Set it somewhere, or remove the condition."),
    ),
    codes.NO_CHOICE: (
        N_("There are fewer than two real choices here."),
        N_("Write a second response that somebody might well choose."),
    ),
    codes.TOO_LONG: (
        N_("{words} words are too many to be said at once here; {most} are what people bear."),
        N_("Cut it, or let the customer say something in between."),
    ),
    codes.MISSING_VERDICT: (
        N_("He can leave in moods that no verdict speaks for: {moods}."),
        N_("Write each of them under verdicts, and behind it what he would say."),
    ),
    codes.TRANSLATION_LAGS: (
        N_("The {language} version lags behind: {ids}."),
        N_("Run platine translate to see what it lacks."),
    ),
}

_FILE: Final = {
    codes.ODD_BLANK: (
        N_("The character {character} stands here where a blank is expected: it looks like one and is none."),
        N_("Replace it by an ordinary blank; most editors can show such characters."),
    ),
    codes.STALE_IGNORE: (N_("Nothing of {id} is found here any more."), N_("Remove this comment.")),
    codes.IGNORE_WITHOUT_REASON: (
        N_("This comment silences {id} without a reason, and so it does not."),
        N_("Write: platine: ignore {id} because …"),
    ),
}

_KNOWING: Final = {
    codes.SIZE: (
        N_("{moments}, {responses}, {words}, {minutes}."),
        N_("Nothing to do."),
    ),
    codes.SCORE_RANGE: (
        N_("{dimension}: from {least} to {most}."),
        N_("Nothing to do."),
    ),
    codes.STAGES_REACHED: (N_("Stages within reach: {stages}."), N_("Nothing to do.")),
    codes.ONLY_BOUNDS: (
        N_("Too large to be explored to the end; these are bounds, not proofs: {questions}."),
        N_("Fewer conditions on mood, trust and flags make a story provable; or check with a higher --budget."),
    ),
    codes.NO_KEY: (
        N_("No rehearsal is named “{rehearsal}”: nothing says which path you hold to be the best."),
        N_("Write it beside the scenario; platine rehearse will keep it true."),
    ),
    codes.DOMINATED_BY_BEST: (
        N_("“{id}” is in nothing better than “{other}”, which is the best here."),
        N_("Nothing to do: a tempting mistake has something that speaks for it, and this one has not."),
    ),
    codes.SILENCE_PAYS: (
        N_("Little is called for here: even “{id}”, with no empathy at all, earns {empathy} of 100 for empathy."),
        N_("Nothing to do, if that is meant."),
    ),
}

CHECKS: Final[dict[str, tuple[str, str]]] = {**_UNSOUND, **_NEVER_MET, **_TEACHING, **_FILE, **_KNOWING}

CHECKS_IN_DETAIL: Final[dict[str, tuple[str, str]]] = {
    "E201-at-once": (
        N_("No call that begins here can come to an ending."),
        N_("Give one of the responses from here on a way to an ending."),
    ),
    "E201-not-for": (
        N_("All that this leads to is there for other customers only: {ids}."),
        N_("Let a response lead to what is there for this customer too, or take the for away there."),
    ),
    "W204-not-for": (
        N_("This leads to “{id}”, which is there for other customers only: the call stays where it is."),
        N_("Send it to what is there for this customer too, or let the response be for those who have “{id}”."),
    ),
    "W204-last": (
        N_("This last way, to “{id}”, is never taken: one of those before it always holds."),
        N_("Remove this one, and the when of the one that always holds; or ask for more there."),
    ),
    "W206-last": (
        N_("This last line is never said: one of those before it always holds."),
        N_("Remove this one, and the when of the one that always holds; or ask for more there."),
    ),
    "W208-none": (
        N_("No call reaches the platinum stage, nor any other."),
        N_(
            "Let a response be attentive (with a reaction, with something known, or with an offer) and sound natural."
        ),
    ),
    "W208-golden": (
        N_("No call reaches the platinum stage; the highest within reach is {stage}."),
        N_("Let two responses of one call use what is known by then, with at least half of the empathy called for."),
    ),
    "E202-at-once": (
        N_("Nothing is open as the call begins."),
        N_("Leave one of them without a when, or widen one."),
    ),
    "ignore-without-code": (
        N_("This comment names no code, and so it silences nothing."),
        N_("Name the code of the finding, and why: platine: ignore W204 because …"),
    ),
    "ignore-of-reading": (
        N_("{id} cannot be silenced: it keeps the file from being played."),
        N_("Put right what it says, and take it out of this comment."),
    ),
    "key-not-walked": (
        N_("The rehearsal “{rehearsal}” can no longer be played: its path and the scenario do not fit together."),
        N_("Run platine rehearse: it says where the path stops, and what is open there."),
    ),
    "severity-of-reading": (
        N_("{id} is always an error: it keeps a file from being played."),
        N_("Remove this line."),
    ),
    "severity-of-no-code": (
        N_("The checker has no code {value}."),
        N_("Name one of those that platine check prints."),
    ),
}
"""More precise sentences, by the detail among a finding's arguments."""
