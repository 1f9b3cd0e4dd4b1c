"""Why something moved, in one short sentence.

The engine gives causes and figures; here they get words. A customer is named, not called he or she.
"""

from collections.abc import Callable, Mapping
from typing import Final

from simulator.conversation.events import Reason
from simulator.conversation.script import Script
from simulator.locale import N_, _, language, ngettext
from simulator.scenario.model import Compose
from simulator.scenario.placeholders import fill
from simulator.wording.labels import label, need_label
from simulator.wording.naming import called
from simulator.wording.numbers import percent, signed
from simulator.wording.typography import nested, typeset

_PLAIN: Final[Mapping[str, str]] = {
    "misread": N_("You named a feeling that is not theirs: {customer} has to correct you before going on."),
    "dismissed": N_("You waved {customer} away: whatever else you said no longer counts."),
    "silence": N_("You kept silent too long: {customer} takes it for an answer."),
    "urgent_late": N_("The urgent question did not come first."),
    "stock": N_("You said “{words}”, which anyone could say to anyone."),
    "tone_forced": N_("You smiled on an empty tank, and {customer} felt the effort."),
    "tone_lively": N_("You sounded cheerful at a moment that weighs on {customer}."),
    "too_long": N_("Too many words in one go: {customer} lost the thread before the end."),
    "insight": N_("You relied on something you had learnt: “{about}”."),
    "unknown_use": N_("You spoke as if you knew “{about}”, and nobody had told you yet."),
    "again": N_("You had already answered this once: it moves {customer}, but it no longer counts."),
    "patience": N_("Your earlier kindness bought you patience: {customer} takes it better than it sounded."),
    "dismissal": N_("{customer} feels there is nothing left to decide."),
    "wish_served": N_("You gave {customer} what mattered: “{about}”."),
    "wish_guessed": N_("A lucky guess: you met “{about}” without having heard it."),
    "confirmed": N_("You checked that this was it: “{about}”."),
    "empty_promise": N_("You promised what you do not hold: {customer} has heard that before."),
    "hold": N_("You put {customer} on hold: waiting again makes the tension rise."),
    "left_out": N_("You left a question unanswered: “{about}”."),
    "bound": N_("{axis} is at the end of its scale: the rest does not count."),
    "cap": N_("{customer} cannot be happier than this today: what went wrong has cost too much."),
    "load_up": N_("It weighs on you too: your load grows."),
    "learned": N_("You now know: “{about}”."),
    "stage_reached": N_("A step up the ladder: {about}."),
    "stage_lowered": N_("You go down a step of the ladder until {customer} feels heard again."),
    "stage_regained": N_("{customer} feels heard again: you are back on your step of the ladder."),
    "hung_up": N_("{customer} had no trust left to lose, and hangs up."),
}
_RATED: Final = (
    N_("Almost your own words: a little in them sounds prepared."),
    N_("These words sound read out rather than said."),
)
_MISSING: Final[Mapping[str, str]] = {
    "reaction": N_("Nothing in your words shows that it matters to you."),
    "interpretation": N_("You did not say what you understood of it."),
    "exploration": N_("You did not ask what is behind it."),
}
_EXCESS: Final[Mapping[str, str]] = {
    "reaction": N_("More warmth than {customer} asks for just now."),
    "interpretation": N_("You spelled out what {customer} lives more than was needed."),
    "exploration": N_("One question too many for this moment."),
}
_MISSING_SOME: Final[Mapping[str, str]] = {
    "reaction": N_("A little more warmth was called for."),
    "interpretation": N_("You could have said more of what you understood."),
    "exploration": N_("You could have asked further into what is behind it."),
}
_RECEPTION: Final[Mapping[str, str]] = {
    "touched": N_("This touches {customer}: somebody is really there."),
    "reached": N_("{customer} feels heard."),
    "unmoved": N_("This leaves {customer} unmoved."),
    "cooled": N_("{customer} cools, and keeps a little more back."),
    "wounded": N_("This wounds {customer}."),
}
_TONE_COLD: Final[Mapping[str, str]] = {
    "flat": N_("Kind words, said flatly: {customer} believes the voice."),
    "brisk": N_("Kind words, said briskly: {customer} hears the hurry."),
    "strained": N_("Kind words in a strained voice: {customer} hears the strain."),
}
_COMFORT: Final[Mapping[str, str]] = {
    "certainty": N_("Something certain to hold on to: the tension falls."),
    "safety": N_("{customer} feels safer: the tension falls."),
    "control": N_("You gave {customer} the choice: some grip on things again."),
    "ownership": N_("Somebody takes charge: trust grows."),
}
_COMFORT_HALVED: Final[Mapping[str, str]] = {
    "certainty": N_("You offered something certain, but {customer}, not yet heard, only half believes it."),
    "safety": N_("You reassured {customer}, who has not been heard yet: it hardly takes."),
    "control": N_("You gave {customer} the choice before listening: only half of it takes."),
}
_PROGRESS: Final = (
    N_("The request moves forward."),
    N_("The request takes a big step forward."),
)
_CALMING: Final = (N_("With time, the tension eases a little."), N_("With time, some energy comes back."))
_MISSING_ALL: Final = 2
_OF_NATURALNESS: Final = frozenset(
    {"rated", "stock", "tone_cold", "tone_forced", "tone_lively", "too_long", "repeat"}
)
"""What costs naturalness; whatever else costs a score costs empathy."""
_A_LITTLE: Final = 0.25
"""Up to this share of naturalness, one point of four, the words were nearly right."""


def reason(reason: Reason, script: Script) -> str:
    """The sentence for a reason. Raises KeyError for a cause or a subject that does not exist."""
    special = _SPECIAL.get(reason.cause)
    sentence = special(reason) if special is not None else _(_PLAIN[reason.cause])
    return sentence.format(
        customer=called(script),
        words=nested(typeset(reason.words, script.scenario.language), language()),
        about=nested(_about(reason, script), language()),
        axis=label("axis", reason.about) if reason.cause == "bound" else "",
        share=percent(1 - reason.lost),
        count=reason.count,
    )


def figures(reason: Reason) -> str:
    """What it cost of a score, and what it moved, each by its name; empty where it did neither."""
    told = [_cost(reason)] if reason.lost else []
    told += [f"{label('axis', axis)} {signed(points)}" for axis, points in reason.moves.items()]
    return ", ".join(told)


def _cost(reason: Reason) -> str:
    score = label("score", "naturalness" if reason.cause in _OF_NATURALNESS else "empathy")
    if reason.cause == "misread":
        return _("{score} {share} at most").format(score=score, share=percent(1 - reason.lost))
    return f"{score} {percent(-reason.lost)}"


def subject(name: str, script: Script) -> str:
    """The author's words for a fact, a piece of reality, a wish or a question, by its id; else the id itself."""
    return typeset(_subject(name, script), script.scenario.language)


def _subject(name: str, script: Script) -> str:
    customer = script.customer
    if name in customer.facts:
        return fill(customer.facts[name], script.placeholders)
    if name in customer.reality:
        return fill(customer.reality[name].text, script.placeholders)
    if name in customer.wishes:
        return fill(customer.wishes[name].text, script.placeholders)
    for moment in script.moments:
        if isinstance(moment, Compose) and name in moment.questions:
            return fill(moment.questions[name].text, script.placeholders)
    return name


def _about(reason: Reason, script: Script) -> str:
    match reason.cause:
        case "insight" | "unknown_use" | "wish_served" | "wish_guessed" | "confirmed" | "learned" | "left_out":
            return subject(reason.about, script)
        case "stage_reached":
            return label("stage", reason.about)
        case "comfort" | "comfort_halved":
            return need_label(reason.about, script.scenario)
        case _:
            return reason.about


def _missing(reason: Reason) -> str:
    return _((_MISSING if reason.count >= _MISSING_ALL else _MISSING_SOME)[reason.about])


def _repeat(reason: Reason) -> str:
    return ngettext(
        "Sympathy alone, for the second time: it wears thin.",
        "Sympathy alone, once more after {count} times: it has worn thin.",
        reason.count,
    )


_SPECIAL: Final[Mapping[str, Callable[[Reason], str]]] = {
    "rated": lambda reason: _(_RATED[reason.lost > _A_LITTLE]),
    "missing": _missing,
    "excess": lambda reason: _(_EXCESS[reason.about]),
    "coverage": lambda _reason: _("You answered {share} of what was asked."),
    "repeat": _repeat,
    "tone_cold": lambda reason: _(_TONE_COLD[reason.about]),
    "reception": lambda reason: _(_RECEPTION[reason.about]),
    "comfort": lambda reason: _(_COMFORT[reason.about]),
    "comfort_halved": lambda reason: _(_COMFORT_HALVED[reason.about]),
    "progress": lambda reason: _(_PROGRESS[reason.moves.get("valence", 1) > 1]),
    "calming": lambda reason: _(_CALMING[reason.moves.get("arousal", -1) > 0]),
}
