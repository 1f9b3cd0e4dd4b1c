"""The debrief's sentences: what went well, what could go better, what to commit to."""

from collections.abc import Iterable, Mapping
from typing import Final

from simulator.conversation.script import Script
from simulator.debrief.commitments import Commitment
from simulator.debrief.done_well import DoneWell
from simulator.debrief.hollow import Hollow
from simulator.debrief.remarks import Remark
from simulator.locale import N_, _, language
from simulator.scenario.vocabulary import MOODS
from simulator.wording.labels import label
from simulator.wording.naming import called
from simulator.wording.reasons import reason, subject
from simulator.wording.typography import nested, typeset

_PRAISES: Final[Mapping[str, str]] = {
    "wish_served": N_("You served what {customer} really wanted: {about}."),
    "insight": N_("You used what you knew of {customer}: {about}. That is how one shows one has listened."),
    "discovered": N_("You made it possible for {customer} to say what matters: {about}."),
    "confirmed": N_("You checked with {customer} rather than supposing: {about}."),
    "reached": N_("Your words reached {customer}."),
    "natural": N_("You spoke to {customer} in words of your own."),
    "read_right": N_("You read {customer} right: {about}."),
    "observed": N_("You took the time to look before you spoke."),
    "breathed": N_("You took a breath instead of answering on empty."),
    "stayed": N_("You stayed with {customer} to the end of the conversation."),
    "answered": N_("You answered {customer}, which takes some courage on such a call."),
    "picked_up": N_("You picked up."),
}
_WHOLE_CALL: Final[Mapping[str, str]] = {
    "discover": N_("What {customer} wanted was never said, because nothing invited it: {about}."),
    "serve": N_("You knew what {customer} wanted, and did not act on it: {about}."),
    "luck": N_("You met a wish without having heard it: {about}. Next time it may miss."),
    "confirm": N_("You did not check with {customer} that this was it: {about}."),
    "observe": N_("There was something to notice, had you stopped to look: {signs}."),
    "breathe": N_("You answered {customer} drained: a breath would have put a finer answer within reach."),
}
_CLOUDED: Final = N_("Your load hid this from you: {signs}. A breath would have shown it.")
_NOTHING_USED: Final = N_("You had something of {customer}'s own at hand and did not use it: {about}.")
_COMMITMENTS: Final[Mapping[str, str]] = {
    "dismissal": N_("I will take what is said seriously before I say what can be done."),
    "misreading": N_("I will ask what the person feels before I name it."),
    "understanding": N_("I will say what I have understood before I propose anything."),
    "question": N_("I will ask one open question before my first solution."),
    "warmth": N_("I will let it show, in one sentence, that it matters to me."),
    "measure": N_("I will give each moment what it calls for, and no more."),
    "silence": N_("I will say that I am thinking, rather than leave a silence."),
    "own_words": N_("I will say it in words that fit this person and nobody else."),
    "voice": N_("I will let my voice say the same thing as my words."),
    "brevity": N_("I will say one thing at a time, and stop."),
    "repeat": N_("I will say once that I am sorry, then show that I have understood."),
    "promise": N_("I will promise only what I hold myself: a name, an hour, a next step."),
    "answer_all": N_("I will answer every question that was asked, one by one."),
    "urgent_first": N_("I will begin with the question that cannot wait."),
    "assumption": N_("I will use what I was told, not what I suppose."),
    "evidence": N_("I will use at least one detail that belongs to this person."),
    "discover": N_("I will look for the question behind the question."),
    "serve": N_("I will act on what I have been told matters."),
    "luck": N_("I will ask before I offer."),
    "confirm": N_("I will check, before closing, that this is what was wanted."),
    "observe": N_("I will take four seconds to look and listen before I answer."),
    "breathe": N_("I will breathe between two difficult moments."),
    "keep": N_("I will do again what went well today."),
}


def quoted(texts: Iterable[str]) -> str:
    """Foreign words between quotation marks, one after the other."""
    return ", ".join(_("“{text}”").format(text=nested(text, language())) for text in texts)


def praise(well: DoneWell, script: Script) -> str:
    """The one thing done well. The trainer's own remark on that turn is in `well.coach`."""
    told = (label("mood", name) if name in MOODS else subject(name, script) for name in well.about)
    return _(_PRAISES[well.why]).format(customer=called(script), about=quoted(told))


def remark(remark: Remark, script: Script) -> str:
    """One remark: the trainer's words where he wrote some, else what cost that turn most."""
    if remark.coach:
        return typeset(" ".join(remark.coach), script.scenario.language)
    if remark.reason is not None and remark.reason.cause != "nothing_used":
        return reason(remark.reason, script)
    if remark.reason is not None:
        sentence = _NOTHING_USED
    elif remark.topic == "breathe" and remark.signs:
        sentence = _CLOUDED
    else:
        sentence = _WHOLE_CALL[remark.topic]
    return _(sentence).format(
        customer=called(script),
        about=quoted(subject(name, script) for name in remark.about),
        signs=quoted(typeset(sign, script.scenario.language) for sign in remark.signs),
    )


def commitment(commitment: Commitment) -> str:
    """What the trainee may commit to, in the first person."""
    return _(_COMMITMENTS[commitment.aim])


def prompt(hollow: Hollow, script: Script) -> str:
    """An invitation to say a stock phrase again, about this customer."""
    if not hollow.could_use:
        return _("Say it again to {customer}, in a sentence you would not say to anybody else.").format(
            customer=called(script)
        )
    return _("Say it again to {customer}, with something only true here: {details}.").format(
        customer=called(script),
        details=quoted(typeset(detail.text, script.scenario.language) for detail in hollow.could_use),
    )
