"""One question for each thing a moment may ask: words, a tone, a message, a reading, a reflection.

Each asks once and makes one decision, or says why the answer was not understood. Which of them is asked, and what
else may be typed, the play's lifecycle says.
"""

from typing import Final, get_args

from simulator.conversation import decisions as do
from simulator.conversation.lifecycle import Phase
from simulator.conversation.scene import Choice, Scene
from simulator.locale import _, ngettext
from simulator.plain.answers import is_one_of, number_of, pick, picks, tone, word_of
from simulator.plain.call import Asking, Call
from simulator.scenario.vocabulary import Facet, Stage, Tone
from simulator.wording.coach import introduction, questions
from simulator.wording.labels import label
from simulator.wording.numbers import duration

_LONGEST_OWN_WORDS: Final = 300
"""Characters of a golden reflection in one's own words that are kept."""


def ask_response(call: Call) -> None:
    """The words to say."""
    scene = call.scene
    call.show_once((scene.moment, scene.choices), lambda: _show_choices(call, scene))
    answer = call.ask(_("Your answer"), _range(scene.choices))
    if answer is None:
        return
    picked = pick(answer, scene.choices, moment=scene.moment)
    if picked is None:
        call.not_understood(answer)
    elif picked.choice.closed:
        call.say(closed_reason(picked.choice))
    else:
        call.understood()
        call.decide(do.Respond(at=call.now(), response=picked.choice.name))
        if picked.tone is not None and "deliver" in call.play.allowed():
            call.decide(do.Deliver(at=call.now(), tone=picked.tone))


def ask_tone(call: Call) -> None:
    """How the chosen words are said; 0 thinks again."""
    chosen = next(one for one in call.scene.choices if one.name == call.play.position.chosen)
    tones = call.scene.tones

    def show() -> None:
        call.say(_("How do you say it?"))
        call.foreign(chosen.text, "  ")
        for number, one in enumerate(tones, start=1):
            call.say(label("tone", one), first=f"{number}. ")
        call.say(_("think again"), first="0. ")

    call.show_once((chosen.name, tones), show)
    answer = call.ask(_("Your tone"), f"0-{len(tones)}")
    if answer is None:
        return
    wanted: Tone | None = tone(answer)
    if wanted is not None:
        call.understood()
        call.decide(do.Deliver(at=call.now(), tone=wanted))
    elif _is_back(answer) and "reconsider" in call.play.allowed():
        call.understood()
        call.decide(do.TakeBack(at=call.now()))
    else:
        call.not_understood(answer)


def ask_parts(call: Call) -> None:
    """The parts of a message, in their order."""
    scene = call.scene
    call.show_once(scene, lambda: _show_parts(call, scene))
    least, most = scene.pick
    answer = call.ask(_("Your message, for example {example}").format(example=_example(scene)), "")
    if answer is None:
        return
    chosen = picks(answer, scene.choices, moment=scene.moment)
    if isinstance(chosen, str):
        call.not_understood(chosen)
        return
    names = tuple(one.name for one in chosen)
    closed = next((one for one in chosen if one.closed), None)
    if closed is not None:
        call.say(closed_reason(closed))
    elif len(set(names)) != len(names):
        call.say(_("A part stands there twice: give it once."))
    elif not least <= len(names) <= most:
        call.say(_("The message takes from {least} to {most} parts.").format(least=least, most=most))
    else:
        call.understood()
        call.decide(do.Compose(at=call.now(), parts=names))


def ask_sending(call: Call) -> None:
    """The whole message read again as its reader will; sent, or taken back once."""
    draft = call.play.position.draft or ()
    by_name = {choice.name: choice.text for choice in call.scene.choices}
    can_take_back = "take_back" in call.play.allowed()

    def show() -> None:
        call.gap()
        call.say(_("Reread your message as {customer} will:").format(customer=call.customer))
        for name in draft:
            call.foreign(by_name[name], "  ")
        call.say(_("send it"), first="1. ")
        if can_take_back:
            call.say(_("take it back and write it again, once"), first="2. ")

    call.show_once((draft, can_take_back), show)
    answer = call.ask(_("Send it?"), "1-2" if can_take_back else "1")
    if answer is None:
        return
    words = ("send", "back") if can_take_back else ("send",)
    wanted = word_of(answer, words, (_("send"), _("back"))[: len(words)])
    if wanted == "send":
        call.understood()
        call.decide(do.Send(at=call.now()))
    elif wanted == "back":
        call.understood()
        call.decide(do.TakeBack(at=call.now()))
    elif is_one_of(answer, ("2", "back", _("back"))):
        call.say(_("You have taken it back once already: send it as it is."))
    else:
        call.not_understood(answer)


def ask_reading(call: Call) -> None:
    """What he feels, thinks or does, or the mood he is in."""
    scene = call.scene
    choices = [_readable(scene, choice) for choice in scene.choices]

    def show() -> None:
        call.say(_reading_question(scene.asks, call.customer))
        for number, choice in enumerate(choices, start=1):
            call.foreign(choice.text, f"{number}. ")

    call.show_once(scene, show)
    answer = call.ask(_("Your reading"), _range(choices))
    if answer is None:
        return
    picked = pick(answer, choices, moment=scene.moment)
    if picked is None:
        call.not_understood(answer)
    else:
        call.understood()
        call.decide(do.Read(at=call.now(), pick=picked.choice.name))


def ask_reflection(call: Call) -> None:
    """The stage's three questions, each of which may be left open by an empty line or 0."""
    scene = call.scene
    stage: Stage = scene.stage  # type: ignore[assignment]
    call.show_once(scene, lambda: call.say(introduction(stage, call.play.script)))
    found: dict[Facet, str] = {}
    for facet in get_args(Facet):
        options = scene.options.get(facet, ())
        call.say(questions(stage, call.play.script)[facet])
        for number, choice in enumerate(options, start=1):
            call.foreign(choice.text, f"{number}. ")
        chosen = _ask_facet(call, scene, options, is_free=stage == "golden")
        if chosen is None:
            return
        if chosen:
            found[facet] = chosen
    call.understood()
    call.decide(do.Reflect(at=call.now(), picks=found))


def _ask_facet(call: Call, scene: Scene, options: tuple[Choice, ...], *, is_free: bool) -> str | None:
    """What was picked, nothing where it was left open; None where a command asks to begin the moment again."""
    question = _("Your thought, in a few words; empty to skip") if is_free else _("Your thought; empty to skip")
    while True:
        answer = call.ask(question, _range(options) if options else "", empty=True)
        if answer is None:
            return None
        if not answer or answer in ("0", "-"):
            return ""
        picked = pick(answer, options, moment=scene.moment)
        if picked is not None:
            return picked.choice.name
        if is_free and number_of(answer, least=0, most=9999) is None:
            return answer[:_LONGEST_OWN_WORDS]
        call.not_understood(answer)


def _show_choices(call: Call, scene: Scene) -> None:
    for number, choice in enumerate(scene.choices, start=1):
        _show_choice(call, number, choice)
    if scene.silence_after is not None and "keep_silent" in call.play.allowed():
        call.say(_("You have {time} to answer; + doubles it.").format(time=duration(call.seconds_to_answer(scene))))


def _show_choice(call: Call, number: int, choice: Choice) -> None:
    marks = [label("action", choice.action)] if choice.action else []
    if choice.closed:
        marks.append(closed_reason(choice))
    call.foreign(choice.text, f"{number}. ")
    for mark in marks:
        call.say(f"({mark})", first="   ")


def _show_parts(call: Call, scene: Scene) -> None:
    call.say(ngettext("The question to answer:", "The questions to answer:", len(scene.questions)))
    for asked in scene.questions:
        call.foreign(asked.text, "- ")
    least, most = scene.pick
    call.say(
        _("Put your message together from {least} to {most} parts, in the order in which they will be read.").format(
            least=least, most=most
        )
    )
    for number, choice in enumerate(scene.choices, start=1):
        _show_choice(call, number, choice)


def closed_reason(choice: Choice) -> str:
    """Why a choice that is shown cannot be picked."""
    if choice.closed == "drained":
        return _("Out of reach while you are drained: breathe first.")
    return _("Not possible at this point.")


def _readable(scene: Scene, choice: Choice) -> Choice:
    """A mood has no text of its own in a scenario: its name is ours."""
    if scene.asks == "mood" and choice.text == choice.name:
        return Choice(choice.name, label("mood", choice.name))
    return choice


def _reading_question(asks: str, customer: str) -> str:
    asked = {
        "feels": _("What does {customer} feel?"),
        "thinks": _("What does {customer} think?"),
        "does": _("What does {customer} do?"),
        "mood": _("What mood is {customer} in?"),
    }
    return asked[asks].format(customer=customer)


def _example(scene: Scene) -> str:
    """An order nobody would type by accident, as long as the shortest message."""
    least, _most = scene.pick
    return " ".join(str(number) for number in range(min(max(least, 2), len(scene.choices)), 0, -1))


def _range(choices: "tuple[Choice, ...] | list[Choice]") -> str:
    return f"1-{len(choices)}" if len(choices) > 1 else "1"


def _is_back(answer: str) -> bool:
    return is_one_of(answer, ("0", "back", _("back")))


ASKED: Final[Asking] = {
    Phase.DECIDING: ask_response,
    Phase.DELIVERING: ask_tone,
    Phase.COMPOSING: ask_parts,
    Phase.REREADING: ask_sending,
    Phase.READING: ask_reading,
    Phase.REFLECTING: ask_reflection,
}
"""What is asked in each phase in which the customer waits for the agent."""
